"""A brief of a case, and what two readers of PDF find in it."""

import re
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pdfminer.high_level import extract_text

from dossier import pdfium
from dossier.brief import compose, templates
from dossier.brief.data import NAME
from dossier.brief.spec import Spec, parts
from dossier.case.case import Case


@dataclass(frozen=True)
class Brief:
    """The bytes of a brief."""

    data: bytes

    def pages(self) -> list[str]:
        """Text of each page as pdfium reads it, the engine of Chrome."""
        with pdfium.opened(self.data) as pdf:
            return [flat(page.get_textpage().get_text_range()) for page in pdf]

    def text(self) -> str:
        """Text of all pages."""
        return " ".join(self.pages())

    def text_by_pdfminer(self) -> str:
        """Text as another reader finds it, made by nobody of the first."""
        return flat(extract_text(BytesIO(self.data)))

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.data))

    def everything(self) -> str:
        """All text, metadata, outline and every string of every object, streams unpacked."""
        with self.open() as pdf:
            parts = [str(pdf.docinfo), *(str(item.title) for item in _outline(pdf))]
            for thing in pdf.objects:
                parts.append(str(thing))
                if isinstance(thing, pikepdf.Stream):
                    parts.append(thing.read_bytes().decode("latin-1"))
        return flat(" ".join((*self.pages(), *parts)))


def _outline(pdf: pikepdf.Pdf) -> list[pikepdf.OutlineItem]:
    with pdf.open_outline() as outline:
        found, ahead = list[pikepdf.OutlineItem](), list(outline.root)
        while ahead:
            item = ahead.pop()
            found.append(item)
            ahead.extend(item.children)
    return found


def flat(words: str) -> str:
    """Join lines; pdfium gives a hyphen at the end of a line as U+FFFE."""
    return " ".join(re.sub(r"[\ufffe\u00ad]", "-", words).replace("-\n", "-").split())


def brief_of(case: Case, *sections: str, **choices: object) -> Brief:
    """Print a case; with names of sections only these."""
    if sections:
        choices["sections"] = parts(*sections)
    out = BytesIO()
    compose.print_brief(compose.gather(case, Spec(**choices)), out)  # type: ignore[arg-type]  # by keyword
    return Brief(out.getvalue())


def template_of(case: Case, name: str, **choices: Any) -> Brief:
    """Print a case by a template that is built in."""
    out = BytesIO()
    spec = replace(templates.built_in(name), **choices)
    compose.print_brief(compose.gather(case, spec), out)
    return Brief(out.getvalue())


def written(path: Path) -> Brief:
    """A brief that was written to a file."""
    return Brief(path.read_bytes())


def attach(pdf: pikepdf.Pdf, held: bytes) -> None:
    """Attach a file under the name that ours has."""
    about = {"description": "", "mime_type": "", "creation_date": "", "mod_date": ""}
    pdf.attachments[NAME] = pikepdf.AttachedFileSpec(pdf, held, filename=NAME, **about)
