"""Pages: how boxes fill them one after the other, and what stands in the head and foot of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dossier.brief.blocks import Align, Document, Run
from dossier.brief.boxes import Box, Filled, Item, Lines, Stack, gap_between, stack_up
from dossier.brief.inline import Ledger, name_citation
from dossier.brief.look import HAIRLINE, HAIRLINE_COLOUR, LOOKS, Role, Sheet
from dossier.brief.pdffile import PdfFile, Target
from dossier.brief.rows import Framed
from dossier.brief.setting import Setting
from dossier.brief.typesetting import Stretch

_RUNNING_TOP = 38.0  # below the top edge
_RUNNING_RULE = 51.5
_FOOT_RULE = 46.0  # above the bottom edge
_FOOT_TOP = 43.5
_MARK_TOP = 22.5
_MARK_FOOT = 30.0
_BOX_TOP = 12.0
_BOX_FOOT = 31.0
_BOX_PADDING = 2.5


@dataclass(slots=True)
class Spot:
    """A link on a page: where it stands, where it leads, and its words."""

    page: int
    box: tuple[float, float, float, float]
    link: str
    words: str


class Book:
    """The pages of a document as they are filled. Page numbers count from 1, indices from 0."""

    def __init__(self, file: PdfFile, document: Document, setting: Setting, ledger: Ledger) -> None:
        self.spots: list[Spot] = []
        self.places: dict[str, Target] = {}
        self.count = 0
        self._file = file
        self._document = document
        self._setting = setting
        self._ledger = ledger
        self._code: list[str] = []
        self._mark = self._set_mark()

    def put(self, code: str) -> None:
        """Add content operators to the page at hand."""
        self._code.append(code)

    def mark(self, stretch: Stretch, area: tuple[float, float, float, float]) -> None:
        """Remember a link, a citation or a target on the page at hand."""
        if stretch.link:
            self.spots.append(Spot(self.count, area, stretch.link, stretch.text))
        if stretch.note:
            self._ledger.record(stretch.note, self.count + 1)
            self.name(name_citation(stretch.note, self.count + 1), area[0], area[3])
        if stretch.anchor:
            self.name(stretch.anchor, area[0], area[3])

    def name(self, anchor: str, x: float, y: float) -> None:
        """Make a place of the page at hand a target; the first of a name counts."""
        self.places.setdefault(anchor, Target(self.count, x, min(y + 12, self._sheet.height)))

    def add_page(self, box: Box | None) -> None:
        """Fill a page with `box` and give it its head and foot."""
        self._draw_furniture()
        if box:
            box.draw(self, self._sheet.left, self._sheet.top)
        self._file.add_page("\n".join(self._code))
        self._code = []
        self.count += 1
        self._ledger.here = self.count + 1

    def number_page(self, index: int) -> str:
        """Give the operators of "Page x of n" for a page; the last page must be there."""
        before, between = self._document.page_label
        words = f"{before}{index + 1}{between}{self.count}"
        lines = self._set_running(words, Align.RIGHT)
        self._code = []
        lines.draw(self, self._sheet.left, _FOOT_TOP)
        code, self._code = self._code, []
        return "\n".join(code)

    @property
    def _sheet(self) -> Sheet:
        return self._setting.sheet

    def _draw_furniture(self) -> None:
        sheet, document = self._sheet, self._document
        rule = Filled(sheet.full_width, HAIRLINE, HAIRLINE_COLOUR)
        if self._mark:
            boxed = isinstance(self._mark, Framed)
            x = sheet.right - self._mark.width if isinstance(self._mark, Framed) else sheet.left
            self._mark.draw(self, x, sheet.height - (_BOX_TOP if boxed else _MARK_TOP))
            self._mark.draw(self, x, _BOX_FOOT if boxed else _MARK_FOOT)
        if self.count:
            top = sheet.height - _RUNNING_TOP
            self._set_running(document.title).draw(self, sheet.left, top)
            self._set_running(document.reference, Align.RIGHT).draw(self, sheet.left, top)
            rule.draw(self, sheet.left, sheet.height - _RUNNING_RULE)
        rule.draw(self, sheet.left, _FOOT_RULE)
        self._set_running(document.footer).draw(self, sheet.left, _FOOT_TOP)

    def _set_running(self, words: str, align: Align = Align.START) -> Lines:
        """Give one line for head or foot; what does not fit is cut off with an ellipsis."""
        look = LOOKS[Role.RUNNING]
        room = self._sheet.full_width * (0.72 if align is Align.START else 1)
        lines = self._setting.set_lines((Run(words),), look, room, align)
        while len(lines.text.lines) > 1 and words:
            words = words[: int(len(words) * 0.8)]
            lines = self._setting.set_lines((Run(words.rstrip() + "…"),), look, room, align)
        return lines

    def _set_mark(self) -> Lines | Framed | None:
        """Give the handling mark: on a ground at the right, else centred; never cut off."""
        mark = self._document.mark
        if not mark.text:
            return None
        width = self._sheet.full_width
        if not mark.ground:
            look = replace(LOOKS[Role.MARK], colour=mark.colour)
            return self._setting.set_lines((Run(mark.text),), look, width, Align.CENTRE)
        look = replace(LOOKS[Role.MARK_BOXED], colour=mark.colour)
        lines = self._setting.set_lines((Run(mark.text),), look, width - 2 * _BOX_PADDING)
        own = max(line.width for line in lines.text.lines) + 2 * _BOX_PADDING
        return Framed(lines, own, _BOX_PADDING, ground=mark.ground)


def fill_pages(groups: Iterable[Sequence[Item]], book: Book, sheet: Sheet) -> None:
    """Put items on pages in their order. An empty group ends the page at hand."""
    room = sheet.top - sheet.bottom
    waiting: list[Item] = []
    height = 0.0
    for group in groups:
        for item in group:
            height += (gap_between(waiting[-1], item) if waiting else 0.0) + item.box.height
            waiting.append(item)
        if not group or height > room:
            rest = _fill_whole_pages(Stack(tuple(waiting), height), room, book, flush=not group)
            waiting = list(rest.items) if rest else []
            height = rest.height if rest else 0.0
    if waiting or not book.count:
        _fill_whole_pages(stack_up(waiting), room, book, flush=True)


def _fill_whole_pages(stack: Stack, room: float, book: Book, *, flush: bool) -> Stack | None:
    """Fill pages while there is more than one of them; with `flush` the last one too."""
    rest: Box | None = stack
    while rest and (rest.height > room or (flush and (stack.items or not book.count))):
        first, rest = rest.split(room, force=True)
        book.add_page(first)
    return rest if isinstance(rest, Stack) else None
