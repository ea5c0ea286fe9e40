"""The same blocks by ReportLab's own layout engine: BLOCKS PDF [contents].

SimpleDocTemplate with Paragraph and Table, as most programs that print with ReportLab do. Same
text, sizes, leading, widths, paper, links, running head and foot. It is spared what costs it most:
no shaping, no bidi, no "page x of n", margins above their text instead of beside it, and the pages
that cite a note are known beforehand. With `contents` it lists the headings with their pages, for
which ReportLab builds the document again and again (multiBuild); without, it needs one pass.
"""

import functools
import pickle
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from benchmarks.measure import cpu_of, peak_megabytes, report
from dossier.brief import blocks as b
from dossier.brief.charts import Intervals, Timeline
from dossier.brief.document import Document, PageSize
from dossier.brief.fonts import Cut, Family, choose_file
from dossier.brief.look import HAIRLINE_COLOUR, LOOKS, Look, Role, measure_sheet

_ARABIC = re.compile("([\u0600-\u06ff][\u0600-\u06ff\u200c ]*)")
_HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)
_HAIRLINE = HexColor(HAIRLINE_COLOUR)
_SHEET = measure_sheet(PageSize.A4)
_INDENT = _SHEET.main - _SHEET.left

Cited = Mapping[str, tuple[int, ...]]


class _Template(SimpleDocTemplate):
    """Tells the contents on which page each heading stands."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - overrides ReportLab
        """Tell of a heading that was just set."""
        if isinstance(flowable, _Heading):
            self.notify("TOCEntry", (flowable.level, flowable.getPlainText(), self.page))


class _Heading(Paragraph):
    """A heading, and its level from 0."""

    level = 0


def main(blocks: Path, pdf: Path, *, contents: bool = False) -> None:
    """Report CPU seconds, pages and peak memory."""
    rl_config.useA85 = 0  # as our files: no letters where bytes will do
    document, cited = pickle.loads(blocks.read_bytes())  # noqa: S301 - written by this benchmark
    template = _Template(
        str(pdf),
        pagesize=A4,
        leftMargin=_SHEET.left - 6,  # frames have a padding of 6
        rightMargin=_SHEET.width - _SHEET.right - 6,
        topMargin=_SHEET.height - _SHEET.top - 6,
        bottomMargin=_SHEET.bottom - 6,
        title=document.title,
        invariant=1,
    )
    furniture = functools.partial(_draw_furniture, document)

    def build() -> None:
        _register_fonts()
        story = list(Story(cited).of(document.blocks))
        if contents:
            story.insert(1, TableOfContents())
            template.multiBuild(story, onFirstPage=furniture, onLaterPages=furniture)
        else:
            template.build(story, onFirstPage=furniture, onLaterPages=furniture)

    report(cpu=cpu_of(build), pages=template.page, peak=peak_megabytes())


def _register_fonts() -> None:
    """Register each family; a variable font has one weight here, which stands for all."""
    for family in Family:
        faces = {}
        for name, italic in ((family.value, False), (f"{family.value}-italic", True)):
            held = choose_file(Cut(family, italic=italic))
            path = resources.files(held.package) / "files" / held.name
            pdfmetrics.registerFont(TTFont(name, str(path)))
            faces[italic] = name
        pdfmetrics.registerFontFamily(
            family.value, faces[False], faces[False], faces[True], faces[True]
        )


def _draw_furniture(document: Document, canvas: Canvas, template: SimpleDocTemplate) -> None:
    canvas.setFont(Family.SANS.value, LOOKS[Role.RUNNING].size)
    canvas.drawString(_SHEET.left, _SHEET.height - 46, document.title)
    canvas.drawRightString(_SHEET.right, _SHEET.height - 46, document.reference)
    canvas.drawString(_SHEET.left, 36, document.footer)
    canvas.drawRightString(_SHEET.right, 36, f"Page {template.page}")
    canvas.drawCentredString(_SHEET.width / 2, _SHEET.height - 30, document.mark.text)
    canvas.drawCentredString(_SHEET.width / 2, 22, document.mark.text)
    canvas.setStrokeColor(_HAIRLINE)
    canvas.line(_SHEET.left, 46, _SHEET.right, 46)


@functools.cache
def _style(look: Look, indent: float, *, right: bool, keep: bool) -> ParagraphStyle:
    family = look.cut.family.value
    return ParagraphStyle(
        "",
        fontName=f"{family}-italic" if look.cut.italic else family,
        fontSize=look.size,
        leading=look.leading,
        textColor=HexColor(look.colour),
        spaceBefore=look.before,
        spaceAfter=look.after,
        leftIndent=indent,
        alignment=TA_RIGHT if right else TA_LEFT,
        keepWithNext=keep,
    )


class Story:
    """Flowables of blocks. `cited` names the pages that cite each note."""

    def __init__(self, cited: Cited) -> None:
        self._cited = cited
        self._ways: Mapping[type, Callable[[Any, float], Iterator[Flowable]]] = {
            b.Paragraph: self._paragraph,
            b.Heading: self._heading,
            b.Entry: self._entry,
            b.Table: self._table,
            b.Quote: self._quote,
            b.Chain: self._chain,
            b.TitleBlock: self._title,
            b.KeyFigures: self._key_figures,
            b.Columns: self._columns,
            b.Listing: self._listing,
            b.Panel: self._panel,
            Intervals: self._intervals,
            Timeline: self._timeline,
            b.Rule: self._nothing,
            b.Space: self._nothing,
            b.PageBreak: self._nothing,
            b.Contents: self._nothing,
        }

    def of(self, blocks: Sequence[b.Block], indent: float = _INDENT) -> Iterator[Flowable]:
        """Flowables of blocks, one after the other."""
        for block in blocks:
            yield from self._ways.get(type(block), self._picture)(block, indent)

    def _set(
        self,
        text: b.Text,
        look: Look,
        indent: float = 0.0,
        *,
        right: bool = False,
        keep: bool = False,
        before: str = "",
    ) -> Paragraph:
        style = _style(look, indent, right=right, keep=keep)
        return Paragraph(before + self._markup(text, look), style)

    def _markup(self, text: b.Text, look: Look) -> str:
        alone = all(isinstance(part, b.NoteRef) for part in text)
        return "".join(self._inline(part, look, alone=alone) for part in text)

    def _inline(self, part: b.Inline, look: Look, *, alone: bool) -> str:
        if isinstance(part, b.NoteRef):
            link = f'<a href="#note-{part.note}">{part.note}</a>'
            return f"{link} " if alone else f"<super>{link}</super>"
        if isinstance(part, b.CitedOn):
            pages = ", ".join(map(str, self._cited.get(part.note, ())))
            return f"{part.many}{pages}" if pages else part.never
        text = part.text.upper() if look.capitals else part.text
        markup = escape(text).replace("\n", "<br/>")
        markup = _ARABIC.sub(rf'<font name="{Family.ARABIC.value}">\1</font>', markup)
        if part.face is b.Face.STRONG:
            markup = f"<b>{markup}</b>"
        elif part.face is b.Face.EMPHASIS:
            markup = f"<i>{markup}</i>"
        return f"<a href={quoteattr(part.link)}>{markup}</a>" if part.link else markup

    def _paragraph(self, block: b.Paragraph, indent: float) -> Iterator[Flowable]:
        if any(not isinstance(part, b.Run) or part.text for part in block.text):
            indent = 0.0 if block.wide else indent
            yield self._set(block.text, LOOKS[block.style], indent, keep=block.keep_next)

    def _heading(self, block: b.Heading, indent: float) -> Iterator[Flowable]:
        name = f"<a name={quoteattr(block.anchor)}/>" if block.anchor else ""
        look = LOOKS[_HEADINGS[block.level - 1]]
        style = _style(look, indent, right=False, keep=True)
        heading = _Heading(name + self._markup(block.text, look), style)
        heading.level = block.level - 1
        yield heading

    def _entry(self, block: b.Entry, indent: float) -> Iterator[Flowable]:
        names = [f"note-{block.note}"] if block.note else []
        names += [block.anchor] if block.anchor else []
        anchors = "".join(f"<a name={quoteattr(name)}/>" for name in names)
        if block.note:
            number = (b.Run(f"{block.note}"),)
            yield self._set(number, LOOKS[Role.NOTE_NUMBER], before=anchors)
        lines: list[b.Inline] = []
        for paragraph in block.margin:
            lines += [b.Run("\n")] if lines else []
            lines += paragraph.text
        if lines:
            before = "" if block.note else anchors
            look = LOOKS[b.Style.MARGIN]
            yield self._set(tuple(lines), look, before=before)
        yield from self.of(block.body, indent)

    def _table(self, block: b.Table, indent: float) -> Iterator[Flowable]:
        width = _SHEET.full_width - (0.0 if block.wide else indent)
        shares = sum(column.share for column in block.columns)
        rows = [self._row(block, block.head, LOOKS[Role.TABLE_HEAD])]
        rows += [self._row(block, row, LOOKS[Role.TABLE]) for row in block.rows]
        lines: list[Any] = [
            ("LINEBELOW", (0, 0), (-1, -1), 0.5, _HAIRLINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 10),
        ]
        yield Table(
            rows,
            colWidths=[width * column.share / shares for column in block.columns],
            repeatRows=1,
            hAlign="RIGHT",
            style=TableStyle(lines),
        )

    def _row(self, block: b.Table, texts: Sequence[b.Text], look: Look) -> list[Flowable | str]:
        return [
            self._set(text, look, right=column.align is b.Align.RIGHT) if text else ""
            for text, column in zip(texts, block.columns, strict=False)
        ]

    def _quote(self, block: b.Quote, indent: float) -> Iterator[Flowable]:
        yield self._set((b.Run("“"), *block.text), LOOKS[b.Style.QUOTE], indent)

    def _chain(self, block: b.Chain, indent: float) -> Iterator[Flowable]:
        yield self._set((b.Run(block.label),), LOOKS[b.Style.LABEL], indent, keep=True)
        cells = [
            [
                self._set((b.Run(station.name),), LOOKS[Role.STATION]),
                self._set((b.Run(station.role),), LOOKS[Role.STATION_ROLE]),
            ]
            for station in block.stations
        ]
        width = (_SHEET.full_width - indent) / max(len(cells), 2)
        yield Table([cells], colWidths=[width] * len(cells), hAlign="RIGHT")

    def _title(self, block: b.TitleBlock, _indent: float) -> Iterator[Flowable]:
        yield self._set((b.Run(block.label),), LOOKS[Role.KICKER])
        yield self._set((b.Run(block.title),), LOOKS[Role.TITLE])
        yield self._set(block.lead, LOOKS[b.Style.LEAD])

    def _key_figures(self, block: b.KeyFigures, _indent: float) -> Iterator[Flowable]:
        cells = [
            [
                self._set((b.Run(figure.numeral),), LOOKS[Role.NUMERAL]),
                *(self._set(line, LOOKS[b.Style.TEXT]) for line in figure.lines),
            ]
            for figure in block.figures
        ]
        yield Table([cells])

    def _columns(self, block: b.Columns, _indent: float) -> Iterator[Flowable]:
        yield Table([[list(self.of(column, 0.0)) for column in block.columns]])

    def _listing(self, block: b.Listing, indent: float) -> Iterator[Flowable]:
        for item in block.items:
            yield from self.of(item, indent + 15)

    def _panel(self, block: b.Panel, indent: float) -> Iterator[Flowable]:
        yield from self.of(block.blocks, indent)

    def _intervals(self, block: Intervals, indent: float) -> Iterator[Flowable]:
        """Print in words what we draw."""
        told = "; ".join(f"{it.words} ({it.said_by})" for it in block.intervals)
        yield self._set((b.Run(f"{block.label}: {told}"),), LOOKS[b.Style.TEXT], indent)

    def _timeline(self, block: Timeline, _indent: float) -> Iterator[Flowable]:
        told = f"{block.label}: {len(block.events)} events"
        yield self._set((b.Run(told),), LOOKS[b.Style.TEXT])

    def _picture(self, block: Any, _indent: float) -> Iterator[Flowable]:
        """Print the label of a picture that only we draw."""
        yield self._set((b.Run(block.label),), LOOKS[b.Style.TEXT])

    def _nothing(self, _block: b.Block, _indent: float) -> Iterator[Flowable]:
        yield Spacer(1, 1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), contents=sys.argv[3:] == ["contents"])
