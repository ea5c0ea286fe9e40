"""Printing blocks and reading the PDF back, for the tests of the print engine."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
from pdfminer.high_level import extract_text

from dossier import pdfium
from dossier.brief.blocks import Block, Entry, Face, Heading, Inline, Paragraph, Run, Style, Text
from dossier.brief.document import Document, Mark, Report
from dossier.brief.press import render

DATE = datetime(2021, 7, 1, 12, 30, tzinfo=UTC)
EMPTY = Document("Crossings of the Panj", (), DATE, reference="AFG-CA 2021/06", footer="State 7f3a")


def text(*parts: str | Inline) -> Text:
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def say(*parts: str | Inline, style: Style = Style.BODY) -> Paragraph:
    return Paragraph(text(*parts), style)


def strong(words: str) -> Run:
    return Run(words, Face.STRONG)


def record(title: str, *body: Block, note: str = "") -> Entry:
    return Entry((say("22 June 2021", style=Style.STRONG),), (Heading(2, text(title)), *body), note)


class Printed:
    """A printed document and what readers of PDF find in it."""

    def __init__(self, *blocks: Block, document: Document = EMPTY) -> None:
        out = BytesIO()
        self.report: Report = render(replace(document, blocks=blocks), out)
        self.data = out.getvalue()

    def pages(self) -> list[str]:
        """Give the text of each page as pdfium reads it, the engine of Chrome."""
        with pdfium.opened(self.data) as pdf:
            return [page.get_textpage().get_text_range().replace("\r", "") for page in pdf]

    def text(self) -> str:
        return "\n".join(self.pages())

    def text_by_pdfminer(self) -> str:
        return extract_text(BytesIO(self.data))

    def open(self) -> pikepdf.Pdf:
        return pikepdf.open(BytesIO(self.data))


MARKED = replace(EMPTY, mark=Mark("NAMED RECIPIENTS ONLY"))
