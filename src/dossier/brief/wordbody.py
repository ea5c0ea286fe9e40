"""Paragraphs, headings, lists, tables, pictures of WordprocessingML (ISO/IEC 29500-1, 17.3 f.)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import quoteattr

from dossier.brief import blocks as b
from dossier.brief.breaking import clean_text
from dossier.brief.charts import Picture
from dossier.brief.flow import Flow, Items, Note, says, tell_photograph
from dossier.brief.look import HAIRLINE_COLOUR
from dossier.brief.wordmedia import Media
from dossier.brief.wordtext import Piece, Places, is_rtl, read_text, write_runs

STYLES: Mapping[b.Style, str] = {
    b.Style.BODY: "Normal",
    b.Style.LEAD: "Lead",
    b.Style.QUOTE: "Quote",
    b.Style.SOURCE: "Source",
    b.Style.TEXT: "Small",
    b.Style.STRONG: "SmallStrong",
    b.Style.MARGIN: "Facts",
    b.Style.CAPTION: "Caption",
    b.Style.LABEL: "Label",
    b.Style.MONO: "Hash",
}
_LEVELS = 3
_DEPTHS = 9  # levels of a list (17.9.6)
_POINT = 20  # twentieths
_INDENT = 360
_BULLETS = 1  # the list in numbering.xml that all lists with dashes share
_RULE = '<w:{0} w:val="single" w:sz="4" w:space="{1}" w:color="{2}"/>'


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: how deep, and behind which mark of which list."""

    depth: int = 0
    list_: int = 0
    label: tuple[Piece, ...] = ()
    around: tuple[str, str] = ("", "")


class Body:
    """Writes blocks. `width` is that of the text, in twentieths of a point.

    `lists` counts the numbered lists: each begins anew.
    """

    def __init__(self, places: Places, width: int, media: Media) -> None:
        self._places = places
        self._width = width
        self._media = media
        self.lists = 0
        self._ways: Mapping[type, Callable[[Any, _Place], Iterator[str]]] = {
            b.Paragraph: self._paragraph,
            b.Heading: self._heading,
            b.Table: self._table,
            b.Quote: self._quote,
            b.Rule: self._rule,
            b.PageBreak: self._page_end,
            Picture: self._photograph,
            Note: self._note,
            Items: self._items,
        }

    def write(self, flow: Sequence[Flow]) -> Iterator[str]:
        """Give the elements of blocks."""
        yield from self._write(flow, _Place())

    def _write(self, flow: Sequence[Flow], place: _Place) -> Iterator[str]:
        """Give blocks; the mark of a list and the number of a note stand before the first."""
        for block in flow:
            yield from self._ways[type(block)](block, place)
            place = _Place(place.depth)

    def _read(self, text: b.Text, lang: str = "") -> tuple[Piece, ...]:
        return tuple(read_text(text, self._places, lang))

    def _paragraph(self, block: b.Paragraph, place: _Place) -> Iterator[str]:
        pieces = (*place.label, *self._read(block.text, block.lang))
        style = STYLES[block.style]
        words = write_paragraph(
            pieces, style, place.depth, place.list_, block.align, keep=block.keep_next
        )
        yield f"{place.around[0]}{words}{place.around[1]}"

    def _heading(self, block: b.Heading, place: _Place) -> Iterator[str]:
        style = f"Heading{min(block.level, _LEVELS)}" if block.level > 0 else "Title"
        around = place.around
        if block.anchor in self._places.anchors:
            start, end = self._places.mark(self._places.anchors[block.anchor])
            around = around[0] + start, end + around[1]
        words = write_paragraph((*place.label, *self._read(block.text)), style, place.depth)
        yield f"{around[0]}{words}{around[1]}"

    def _quote(self, block: b.Quote, place: _Place) -> Iterator[str]:
        words = tuple(part for part in block.text if isinstance(part, b.Run))
        rest = tuple(part for part in block.text if not isinstance(part, b.Run))
        text = (b.Run("“"), *words, b.Run("”"), *rest) if says(words) else rest
        pieces = (*place.label, *self._read(text, block.lang))
        written = write_paragraph(pieces, "Quote", place.depth, place.list_)
        yield f"{place.around[0]}{written}{place.around[1]}"

    def _rule(self, _block: b.Rule, _place: _Place) -> Iterator[str]:
        line = _RULE.format("bottom", 1, HAIRLINE_COLOUR[1:])
        yield f'<w:p><w:pPr><w:pStyle w:val="Small"/><w:pBdr>{line}</w:pBdr></w:pPr></w:p>'

    def _page_end(self, _block: b.PageBreak, _place: _Place) -> Iterator[str]:
        yield '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

    def _photograph(self, block: Picture, place: _Place) -> Iterator[str]:
        room = (self._width - place.depth * _INDENT) / _POINT
        drawn = self._media.draw(block, room)
        if not drawn:
            yield from self._paragraph(tell_photograph(block), place)
            return
        words = write_paragraph(place.label, "Normal", place.depth, place.list_, drawn=drawn)
        yield f"{place.around[0]}{words}{place.around[1]}"

    def _note(self, block: Note, place: _Place) -> Iterator[str]:
        around = self._places.define(block.note, block.anchor)
        label = (Piece(f"{clean_text(block.note)}\u2002", b.Face.STRONG),)
        body = block.body or (b.Paragraph((), b.Style.SOURCE),)
        yield from self._write(body, _Place(place.depth, 0, label, around))

    def _items(self, block: Items, place: _Place) -> Iterator[str]:
        list_ = _BULLETS
        if block.numbered:
            self.lists += 1
            list_ += self.lists
        for item in block.items:
            body = item or (b.Paragraph(()),)
            yield from self._write(body, _Place(place.depth + 1, list_))

    def _table(self, table: b.Table, place: _Place) -> Iterator[str]:
        if not table.columns:
            return
        indent = place.depth * _INDENT
        widths = _share(table.columns, self._width - indent)
        mirrored = "<w:bidiVisual/>" if is_rtl(self._words(table.head)) else ""
        line = _RULE.format("bottom", 0, HAIRLINE_COLOUR[1:])
        inner = _RULE.format("insideH", 0, HAIRLINE_COLOUR[1:])
        yield (
            f'<w:tbl><w:tblPr>{mirrored}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            f'<w:tblInd w:w="{indent}" w:type="dxa"/><w:tblBorders>{line}{inner}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/>{_MARGINS}<w:tblLook w:val="0020"/>'
            f"{_describe(table)}</w:tblPr><w:tblGrid>"
        )
        yield "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield "</w:tblGrid>"
        if any(map(says, table.head)):
            yield self._row(
                table, table.head, widths, "CellHead", "<w:trPr><w:tblHeader/></w:trPr>"
            )
        for number, row in enumerate(table.rows, start=1):
            is_total = table.total and number == len(table.rows)
            yield self._row(table, row, widths, "CellTotal" if is_total else "Cell")
        yield '</w:tbl><w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>'

    def _words(self, texts: Sequence[b.Text]) -> tuple[Piece, ...]:
        return tuple(Piece(it.text) for text in texts for it in text if isinstance(it, b.Run))

    def _row(
        self,
        table: b.Table,
        row: Sequence[b.Text],
        widths: Sequence[int],
        style: str,
        top: str = "",
    ) -> str:
        cells = []
        for at, column in enumerate(table.columns):
            text = self._read(row[at]) if at < len(row) else ()
            words = write_paragraph(text, style, align=column.align)
            cells.append(
                f'<w:tc><w:tcPr><w:tcW w:w="{widths[at]}" w:type="dxa"/></w:tcPr>{words}</w:tc>'
            )
        return f"<w:tr>{top}{''.join(cells)}</w:tr>"


_MARGINS = (
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
)


def _describe(table: b.Table) -> str:
    """Give the alternative text of a table: the heads of its columns."""
    heads = [
        " ".join("".join(it.text for it in text if isinstance(it, b.Run)).split())
        for text in table.head
    ]
    words = clean_text(", ".join(filter(None, heads)))
    return f"<w:tblDescription w:val={quoteattr(words)}/>" if words else ""


def _share(columns: Sequence[b.Column], width: int) -> list[int]:
    whole = sum(column.share for column in columns) or 1.0
    return [round(width * column.share / whole) for column in columns]


def write_paragraph(
    pieces: Sequence[Piece],
    style: str,
    depth: int = 0,
    list_: int = 0,
    align: b.Align = b.Align.START,
    *,
    keep: bool = False,
    drawn: str = "",
) -> str:
    """Give a paragraph, its properties in the order of the schema (17.3.1.26).

    `drawn` is a run that stands after the words.
    """
    rtl = is_rtl(pieces)
    parts = [f'<w:pStyle w:val="{style}"/>']
    if keep:
        parts.append("<w:keepNext/>")
    if list_:
        level = min(depth, _DEPTHS) - 1
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>')
    if rtl:
        parts.append("<w:bidi/>")
    if depth and not list_:
        parts.append(f'<w:ind w:left="{depth * _INDENT}"/>')
    if side := _side(align, rtl=rtl):
        parts.append(f'<w:jc w:val="{side}"/>')
    return f"<w:p><w:pPr>{''.join(parts)}</w:pPr>{write_runs(pieces, rtl=rtl)}{drawn}</w:p>"


def _side(align: b.Align, *, rtl: bool) -> str:
    """Name a side: in a paragraph from right to left "left" means where its lines begin."""
    if align is b.Align.RIGHT:
        return "left" if rtl else "right"
    return {b.Align.CENTRE: "center", b.Align.JUSTIFIED: "both"}.get(align, "")
