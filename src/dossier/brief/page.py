"""Pages: how boxes fill them one after the other, and what stands in the head and foot of each."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dossier.brief.blocks import Align, Run
from dossier.brief.boxes import Box, Empty, Filled, Item, Lines, Split, Stack, gap_between, stack_up
from dossier.brief.document import Document
from dossier.brief.feet import Feet
from dossier.brief.inline import Ledger, name_citation
from dossier.brief.lines import Stretch
from dossier.brief.look import HAIRLINE, HAIRLINE_COLOUR, LOOKS, Role, Sheet, fold_sheet
from dossier.brief.pdffile import PdfFile, Target
from dossier.brief.pixels import Raster
from dossier.brief.rows import Framed
from dossier.brief.setting import Setting
from dossier.brief.structure import Aside, Place, Structure
from dossier.brief.tree import Tree

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
class Promise:
    """Room for the page of `anchor`, from x over `width`; `begin` is the operator before it.

    `index` is its place among the operators of the page.
    """

    anchor: str
    x: float
    y: float
    width: float
    begin: str
    index: int


@dataclass(slots=True)
class Spot:
    """A link on a page: where it stands, as it is written; where it leads; and its words."""

    box: str
    link: str
    words: str
    place: Place


class Book:
    """The pages of a document as they are filled. Page numbers count from 1, indices from 0."""

    def __init__(self, file: PdfFile, document: Document, setting: Setting, ledger: Ledger) -> None:
        self.dead_links: dict[str, None] = {}
        self.places: dict[str, Target] = {}
        self.count = 0
        self._tree = Tree(file)
        self.structure = structure = Structure(file.reserve)
        self.begin, self.open, self.close = structure.begin, structure.open, structure.close
        self.hide, self.show = structure.hide, structure.show
        self._spots: list[Spot] = []
        self._waiting: list[Spot] = []  # for pages that are not there yet
        self._links: list[array[int]] = []  # numbers of the links of each page
        self._keys: list[int] = []
        self._file = file
        self._document = document
        self._setting = setting
        self._ledger = ledger
        self.feet = Feet(document.footnotes, setting) if document.footnotes else None
        self.code: list[str] = []
        self._furniture: dict[int, str] = {}  # by side
        self._promises: dict[int, list[Promise]] = {}
        self._unfinished: dict[int, list[str]] = {}
        self._sheets = (setting.sheet, setting.sheet)
        if document.duplex:
            self._sheets = fold_sheet(setting.sheet)
        self._mark = self._set_mark()

    def decorate(self, code: str) -> None:
        """Add operators that draw and say nothing."""
        self.code.append(f"/Artifact BMC {code} EMC")

    def mark(self, stretch: Stretch, area: tuple[float, float, float, float]) -> None:
        """Remember a link, a citation or a target on the page at hand."""
        if stretch.link and not self.structure.hidden:
            place = self.structure.annotate(self.structure.link(stretch))
            box = self._file.write_box(area)
            self._spots.append(Spot(box, self._find_link(stretch), stretch.text, place))
        if stretch.note:
            self._ledger.record(stretch.note, self.count + 1)
            self.name(name_citation(stretch.note, self.count + 1), area[0], area[3])
        if stretch.anchor:
            self.name(stretch.anchor, area[0], area[3])

    def _find_link(self, stretch: Stretch) -> str:
        """Give where a stretch leads: a number to the foot of its page if its note stands there."""
        if self.feet is None or not stretch.note:
            return stretch.link
        return self.feet.lead(stretch.note, self.structure.at_hand) or stretch.link

    def name(self, anchor: str, x: float, y: float) -> None:
        """Make a place of the page at hand a target; the first of a name counts."""
        if anchor not in self.places:
            self.places[anchor] = Target(self.count, x, min(y + 12, self._sheet.height))

    def picture(self, raster: Raster) -> str:
        """Give the name of a picture; the same one is in the file once."""
        return self._file.add_picture(raster)

    def promise(self, stretch: Stretch, x: float, y: float, width: float) -> None:
        """Keep room for a page number on the page at hand."""
        begin = self.begin(stretch)
        promise = Promise(stretch.link[1:], x, y, width, begin, len(self.code))
        self.code.append("")
        self._promises.setdefault(self.count, []).append(promise)
        size = stretch.voice.size
        self.mark(stretch, (x, y - 0.25 * size, x + width, y + 0.78 * size))

    def cut(self, box: Box, room: float) -> Split:
        """Give what of `box` stands on the page at hand, `room` points high, and the rest."""
        if self.feet is None:
            return box.split(room, force=True)
        return self.feet.cut(box, room, self.count + 1)

    def add_page(self, box: Box | None) -> None:
        """Fill a page with `box` and give it its head and foot."""
        self.structure.start_page(self._file.start_page())
        self._draw_furniture()
        if box:
            box.draw(self, self._sheet.left, self._sheet.top)
        if self.feet:
            self.feet.draw(self, self.structure, self._sheet)
        if self.count in self._promises:
            self._unfinished[self.count] = self.code
        self._file.fill_page(self.count, "\n".join(self.code))
        self.code = []
        self.count += 1
        self._links.append(array("L", [spot.place.number for spot in self._spots]))
        self._waiting += [spot for spot in self._spots if not self._lead(spot)]
        self._spots = []
        self._keys.append(self.structure.end_page())
        self._tree.write(self.structure.take_finished())
        self._ledger.here = self.count + 1

    def _lead(self, spot: Spot) -> bool:
        """Write a link if the place it leads to is known."""
        inner = spot.link.startswith("#")
        goal = self.places.get(spot.link[1:]) if inner else spot.link
        if goal:
            self._file.put_link(spot.place, spot.box, goal, spot.words)
            self.structure.lead(spot.place)
        return bool(goal)

    def finish(self) -> None:
        """Write all that needs the last page to be there."""
        dead = []
        self._waiting.reverse()
        while self._waiting:  # those that are written need no more room
            spot = self._waiting.pop()
            if not self._lead(spot):
                dead.append(spot)
        self.dead_links.update((spot.link, None) for spot in dead)
        unwritten = {spot.place.number for spot in dead}
        self.keep_promises()
        for index, (key, links) in enumerate(zip(self._keys, self._links, strict=True)):
            numbers = [link for link in links if link not in unwritten]
            self._file.close_page(index, self.number_page(index), numbers, key)
        self._tree.write(self.structure.take_rest())
        self._tree.finish(self.structure)

    def number_page(self, index: int) -> str:
        """Give the operators of "Page x of n" for a page; the last page must be there."""
        before, between = self._document.page_label
        words = f"{before}{index + 1}{between}{self.count}"
        lines = self._set_running(words, Align.RIGHT)
        self.code = []
        self.structure.hide(Aside.FOOTER)
        lines.draw(self, self._sheets[index % 2].left, _FOOT_TOP)
        self.structure.show()
        code, self.code = self.code, []
        return "\n".join(code)

    def keep_promises(self) -> None:
        """Write the page numbers there is room for; the last page must be there."""
        for index, code in self._unfinished.items():
            for promise in self._promises[index]:
                code[promise.index] = self._keep(promise)
            self._file.fill_page(index, "\n".join(code))

    def _keep(self, promise: Promise) -> str:
        """Write the number of the page where a target stands."""
        look = LOOKS[Role.CONTENTS_NUMBER]
        words = str(self.places[promise.anchor].page + 1)
        lines = self._setting.set_lines((Run(words),), look, promise.width, Align.RIGHT)
        line = lines.lines[0]
        part = line.parts[0]
        place = f"{promise.x + line.offset:.2f} {promise.y:.2f} Td"
        return f"BT {place}\n{promise.begin}\n{part.setup}\n{part.code}\nEMC ET"

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[self.count % 2]

    def _draw_furniture(self) -> None:
        """Draw head and foot first; they are the same on all pages of one side but the first."""
        side = self.count and 1 + self.count % 2
        if side not in self._furniture:
            for kind, draw in ((Aside.HEADER, self._draw_head), (Aside.FOOTER, self._draw_foot)):
                self.structure.hide(kind)
                draw()
                self.structure.show()
            self._furniture[side] = "\n".join(self.code)
        self.code = [self._furniture[side]]

    def _draw_head(self) -> None:
        sheet, document = self._sheet, self._document
        self._draw_mark(_BOX_TOP, _MARK_TOP, from_top=True)
        if self.count:
            top = sheet.height - _RUNNING_TOP
            self._set_running(document.head or document.title).draw(self, sheet.left, top)
            self._set_running(document.reference, Align.RIGHT).draw(self, sheet.left, top)
            self._draw_rule(sheet.height - _RUNNING_RULE)

    def _draw_foot(self) -> None:
        self._draw_mark(_BOX_FOOT, _MARK_FOOT, from_top=False)
        self._draw_rule(_FOOT_RULE)
        self._set_running(self._document.footer).draw(self, self._sheet.left, _FOOT_TOP)

    def _draw_rule(self, y: float) -> None:
        rule = Filled(self._sheet.full_width, HAIRLINE, HAIRLINE_COLOUR)
        rule.draw(self, self._sheet.left, y)

    def _draw_mark(self, boxed: float, bare: float, *, from_top: bool) -> None:
        """Draw the handling mark so far from an edge of the paper as its kind asks."""
        mark, sheet = self._mark, self._sheet
        if mark is None:
            return
        framed = isinstance(mark, Framed)
        x = sheet.right - mark.width if isinstance(mark, Framed) else sheet.left
        depth = boxed if framed else bare
        mark.draw(self, x, sheet.height - depth if from_top else depth)

    def _set_running(self, words: str, align: Align = Align.START) -> Lines:
        """Give one line for head or foot; what does not fit is cut off with an ellipsis."""
        look = LOOKS[Role.RUNNING]
        room = self._sheet.full_width * (0.72 if align is Align.START else 1)
        lines = self._setting.set_lines((Run(words),), look, room, align)
        while len(lines.lines) > 1 and words:
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
        own = max(line.width for line in lines.lines) + 2 * _BOX_PADDING
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
    while book.feet and book.feet.waiting:  # after the last line
        book.feet.cut(Empty(0), room, book.count + 1)
        book.add_page(None)


def _fill_whole_pages(stack: Stack, room: float, book: Book, *, flush: bool) -> Stack | None:
    """Fill pages while there is more than one of them; with `flush` the last one too."""
    rest: Box | None = stack
    while rest and (rest.height > room or (flush and (stack.items or not book.count))):
        first, rest = book.cut(rest, room)
        book.add_page(first)
    return rest if isinstance(rest, Stack) else None
