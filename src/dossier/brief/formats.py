"""The kinds of file a brief can be, known by the suffix of the name."""

from enum import StrEnum
from pathlib import Path

from dossier.brief.document import Document
from dossier.errors import DossierError


class Form(StrEnum):
    """A kind of file by its suffix. Only a PDF has pages, and is proof of what was printed."""

    PDF = ".pdf"
    WORD = ".docx"
    MARKDOWN = ".md"


def form_of(path: Path) -> Form:
    """Give the kind of file that a name asks for; DossierError if it asks for no known one."""
    suffix = path.suffix.lower()
    if suffix not in list(Form):
        raise DossierError(
            f"“{path.name}” is no name for a brief.",
            "Let it end in .pdf, or in .docx for Word or .md for Markdown.",
        )
    return Form(suffix)


def write_text(document: Document, form: Form) -> bytes:
    """Give a brief as a kind of file without pages of its own. Same document, same bytes."""
    if form is Form.WORD:
        from dossier.brief.docx import write_docx

        return write_docx(document)
    from dossier.brief.markdown import write_markdown

    return write_markdown(document)
