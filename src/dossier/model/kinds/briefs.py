"""What was printed: briefs that are kept, and each issue of them that went out."""

from dataclasses import dataclass
from typing import ClassVar

from dossier.model import field as f
from dossier.model.field import About, FieldType, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Record):
    """A brief that is printed more than once: its name, and what is asked of it as TOML."""

    about: ClassVar[About] = About(name="brief", label="Brief", plural="Briefs", content=False)

    title: str = f.line("Title", required=True, maximum=f.TITLE_LENGTH)
    plan: str = f.words(FieldType.SHEET, "Plan", help="Template, filter, mark and sections.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue(Record):
    """One issue of a brief: which state of the case went out, and the hash of its PDF.

    `head` is the hash of the last step that changed content, `by` who issued it.
    """

    about: ClassVar[About] = About(
        name="issue", label="Issue", plural="Issues of briefs", content=False
    )

    brief: int | None = f.to("Brief", "brief", owner=True, required=True)
    number: int | None = f.number("Number", required=True)
    issued_at: str = f.words(FieldType.MOMENT, "Issued at", required=True)
    by: str = f.line("Issued by")
    state: str = f.words(FieldType.DIGEST, "State of the case", required=True)
    head: str = f.words(FieldType.DIGEST, "Last step")
    pdf: str = f.words(FieldType.DIGEST, "SHA-256 of the PDF", required=True)
    pages: int | None = f.number("Pages")
    mark: str = f.line("Handling")
