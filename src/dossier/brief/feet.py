"""Notes at the foot of pages: the room they need, what of them goes over, how they are drawn.

A line that cites brings its notes to the foot of its own page. As many lines stand on a page as
leave room for all their notes; a long note is split rather than leaving a page half empty, and what
does not fit goes on at the next foot, in order. Each page takes a line or a part of a note, so that
every note comes to an end, however many and however long they are.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dossier.brief.bidi import find_direction
from dossier.brief.blocks import Align, Footnote, Run, Text
from dossier.brief.boxes import SLACK, Box, Filled, Lines, Split, Surface
from dossier.brief.cites import Cite, find_cites
from dossier.brief.inline import name_citation, name_foot, spell_text
from dossier.brief.look import HAIRLINE, LOOKS, MUTED_COLOUR, Role, Sheet
from dossier.brief.rows import Cell, make_row
from dossier.brief.setting import Setting
from dossier.brief.structure import Element, Structure, Tag

_ABOVE, _BELOW, _GAP = 9.0, 5.0, 1.5  # white space: above the rule, below it, between notes
_OVER = _ABOVE + HAIRLINE + _BELOW
_SHORT_RULE = 96.0
_NUMBER_WIDTH, _NUMBER_GAP, _INDENT = 32.0, 6.0, 20.0
_ORPHANS = 2  # lines of a note that stand together on either page
_SPLIT_FROM = 2 * _ORPHANS
_MOST = 0.6  # of a page: what goes over takes no more of it while there is text
_WHITE = 0.2  # of a page: rather than leaving so much empty, a note is split
_STEPS = 30


@dataclass(slots=True)
class Foot:
    """A note, or what is left of it. The part that ends a page has at least `least` points.

    `anchors` are targets for numbers that cite it; `begun` says that a page before has its start.
    """

    note: str
    box: Box
    least: float
    anchors: list[str]
    element: Element = field(default_factory=lambda: Element(Tag.NOTE))
    begun: bool = False


class Feet:
    """The feet of the pages of one document as these are filled. Pages count from 1."""

    def __init__(self, notes: Iterable[Footnote], setting: Setting) -> None:
        self._notes: Mapping[str, Footnote] = {it.note: it for it in notes}
        self._ranks = {note: rank for rank, note in enumerate(self._notes)}
        self._setting = setting
        self._page = 1
        self._full: dict[str, tuple[int, str]] = {}  # where notes stand in full: page and name
        self._fresh: dict[str, Foot] = {}  # set for the page at hand, which may cite them or not
        self._lines: dict[str, Lines] = {}  # of notes in full that were set and wait for a page
        self._here: list[tuple[Foot, Box]] = []
        self._waiting: list[Foot] = []
        self._owners: dict[str, Element] = {}

    @property
    def waiting(self) -> bool:
        """Whether notes go over to the next page."""
        return bool(self._waiting)

    def cut(self, box: Box, room: float, page: int) -> Split:
        """Give what of `box` stands above its notes on `page`, `room` points high, and the rest.

        The first is None where notes from pages before take all of it.
        """
        self._page = page
        self._fresh.clear()
        self._owners.clear()
        carried = self._measure(self._waiting)
        if carried > room * _MOST:
            first, rest = self._cut_beside(box, room * (1 - _MOST))
        else:
            first, rest = self._cut_above(box, room, carried)
        self._place(find_cites(first, self._notes), first, room)
        return (first, rest) if first else (None, box)

    def lead(self, note: str, owner: Element) -> str:
        """Give the link of a number on the page at hand; `owner` is the part that cites.

        Numbers of other notes lead to their own entry: "".
        """
        if note not in self._notes:
            return ""
        self._owners.setdefault(note, owner)
        return "#" + name_foot(note, self._page)

    def draw(self, surface: Surface, structure: Structure, sheet: Sheet) -> None:
        """Draw the foot of the page at hand; what cites it must be drawn."""
        feet = [*(foot for foot, _ in self._here), *self._waiting]
        self._hang(feet, structure)
        if not self._here:
            return
        y = sheet.bottom + _height([part for _, part in self._here]) - _ABOVE
        width = sheet.main_width if self._here[0][0].begun else _SHORT_RULE
        Filled(width, HAIRLINE, MUTED_COLOUR).draw(surface, sheet.main, y)
        y -= HAIRLINE + _BELOW
        for foot, part in self._here:
            for anchor in foot.anchors:
                surface.name(anchor, sheet.main, y)
            _draw_part(foot, part, surface, (sheet.main, y))
            y -= part.height + _GAP

    def _hang(self, feet: Sequence[Foot], structure: Structure) -> None:
        """Let notes be read after what cites them; those that wait stay in reach of it."""
        for foot in feet:
            owner = self._owners.get(foot.note)
            if owner is not None and not foot.begun and foot.element.parent is None:
                structure.hang_note(foot.element, owner)
            if foot.element.parent is not None:
                structure.open(foot.element)
                structure.close()

    # ---- how much stands on a page

    def _cut_beside(self, box: Box, room: float) -> Split:
        """Give text that cites nothing: notes from before leave no room for others."""
        first, rest = box.split(room, force=False)
        cites = find_cites(first, self._notes)
        if cites:
            first, rest = box.split(min(cites[0].top, room), force=False)
            if find_cites(first, self._notes):
                return None, box
        return first, rest

    def _cut_above(self, box: Box, room: float, carried: float) -> Split:
        """Give as much as leaves room for its notes, and for `carried` from before."""
        first, rest = box.split(room - carried, force=not carried)
        cites = find_cites(first, self._notes)
        if first is None or first.height + self._need(cites) <= room + SLACK:
            return first, rest
        whole = self._fit(box, room, cites, torn=False)
        if self._find_white(whole[0], room) > _WHITE * room:
            torn = self._fit(box, room, cites, torn=True)
            whole = max(whole, torn, key=lambda split: _depth(split[0]))
        if whole[0] is not None or self._waiting:
            return whole
        parted = self._fit(box, room, cites, torn=True, force=True)
        return parted if parted[0] is not None else _take_least(box, room)

    def _fit(
        self, box: Box, room: float, cites: Sequence[Cite], *, torn: bool, force: bool = False
    ) -> Split:
        """Give the most that stands above its notes; with `torn` the last of them may go over.

        With `force` what should stay together is parted for it.
        """
        limit = room
        while (limit := min(self._limit(cites, room, torn=torn), limit - 1)) > 0:
            first, rest = box.split(limit, force=force)
            if first is None:
                break
            cites = find_cites(first, self._notes)
            if first.height + self._need(cites, torn=torn) <= room + SLACK:
                return first, rest
            limit = min(limit, first.height)
        return None, box

    def _find_white(self, first: Box | None, room: float) -> float:
        """Give how much of a page text and notes leave empty."""
        return room - _depth(first) - self._need(find_cites(first, self._notes))

    def _limit(self, cites: Sequence[Cite], room: float, *, torn: bool) -> float:
        """Give how far down text may reach: to the end, or to a line whose notes do not fit."""
        below = room
        for count in range(len(cites), 0, -1):
            limit = min(room - self._need(cites[:count], torn=torn), below)
            if limit >= cites[count - 1].bottom:
                return limit
            below = cites[count - 1].top
        return min(room - self._need(()), below)

    def _need(self, cites: Sequence[Cite], *, torn: bool = False) -> float:
        """Give the room for notes that are cited, with all that goes over to this page.

        Of the last one only its least part counts if it may be `torn`.
        """
        fresh = self._choose(cites)
        need = self._measure([*self._waiting, *fresh])
        return need - fresh[-1].box.height + fresh[-1].least if torn and fresh else need

    def _choose(self, cites: Sequence[Cite]) -> list[Foot]:
        """Give the notes that are cited and do not wait as a whole for this page.

        First stand by number those that are known, then the others as they are cited: together
        they are found by their numbers, for these are given in the order of citing.
        """
        awaited = {foot.note for foot in self._waiting if not foot.begun}
        wanted = [it for it in dict.fromkeys(c.note for c in cites) if it not in awaited]
        wanted.sort(key=lambda note: self._ranks[note] if note in self._full else len(self._ranks))
        return list(map(self._set, wanted))

    def _measure(self, feet: Sequence[Foot]) -> float:
        return _height([foot.box for foot in feet])

    # ---- what stands at a foot

    def _place(self, cites: Sequence[Cite], first: Box | None, room: float) -> None:
        """Fill the foot in order; from the first note that does not fit, all go over."""
        fresh = self._choose(cites)
        for foot in self._waiting:
            if not foot.begun and any(cite.note == foot.note for cite in cites):
                foot.anchors.append(name_foot(foot.note, self._page))
        feet = [*self._waiting, *fresh]
        self._here, self._waiting = [], []
        left = room - _depth(first) - _OVER
        for foot in feet:
            left -= _GAP if self._here else 0.0
            part = None
            if not self._waiting:
                part = self._put(foot, left, force=first is None and not self._here)
            if part is None:
                self._waiting.append(foot)
            else:
                left -= part.height

    def _put(self, foot: Foot, room: float, *, force: bool) -> Box | None:
        """Give what of a note fits, and let the rest wait."""
        part, rest = foot.box.split(room + SLACK, force=force)
        if part is None:
            return None
        self._here.append((foot, part))
        if not foot.begun:
            self._full.setdefault(foot.note, (self._page, foot.anchors[0]))
            self._lines.pop(foot.note, None)
        if rest is not None:
            self._waiting.append(replace(foot, box=rest, anchors=[], begun=True))
        return part

    def _set(self, note: str) -> Foot:
        """Set a note for the page at hand: in full the first time, then in short."""
        foot = self._fresh.get(note)
        if foot is None:
            name = name_foot(note, self._page)
            lines, box = self._set_box(note)
            count, leading = len(lines.lines), lines.leading
            least = _ORPHANS * leading if count >= _SPLIT_FROM else box.height
            foot = self._fresh[note] = Foot(note, box, least, [name])
        return foot

    def _spell(self, held: Footnote) -> Text:
        if held.note not in self._full:
            return held.text
        page, name = self._full[held.note]
        before, after = held.back
        return (*held.again, Run(before), Run(str(page), link="#" + name), Run(after))

    def _set_box(self, note: str) -> tuple[Lines, Box]:
        """Hang the number in the gutter, or set it at the right of words that read leftward.

        It leads back to the first place on the page that cites the note.
        """
        text = self._spell(self._notes[note])
        width, x = self._setting.sheet.main_width, -_NUMBER_GAP - _NUMBER_WIDTH
        if find_direction(spell_text(text)) == 1:
            width, x = width - _INDENT, width - _NUMBER_WIDTH
        back = (Run(note, link="#" + name_citation(note, self._page)),)
        look = LOOKS[Role.FOOTNOTE_NUMBER]
        number = self._setting.set_lines(back, look, _NUMBER_WIDTH, Align.RIGHT)
        lines = self._lines.get(note)
        if lines is None:
            lines = self._setting.set_lines(text, LOOKS[Role.FOOTNOTE], width)
            self._lines[note] = lines
        cells = (Cell(x, number, element=Element(Tag.LABEL)), Cell(0, lines))
        return lines, make_row(cells)


def _height(boxes: Sequence[Box]) -> float:
    """Give the height of a foot with its rule; none without notes."""
    return _OVER + sum(it.height for it in boxes) + _GAP * (len(boxes) - 1) if boxes else 0.0


def _depth(box: Box | None) -> float:
    return box.height if box else 0.0


def _take_least(box: Box, room: float) -> Split:
    """Give the least that may stand by itself: the notes of one line are more than a page."""
    for step in range(1, _STEPS):
        first, rest = box.split(room * step / _STEPS, force=False)
        if first is not None:
            return first, rest
    return box.split(room, force=True)


def _draw_part(foot: Foot, part: Box, surface: Surface, place: tuple[float, float]) -> None:
    """Draw a part of a note; one that only the head of a table cites was said before."""
    known = foot.element.parent is not None
    if known:
        surface.open(foot.element)
    else:
        surface.hide()
    part.draw(surface, *place)
    if known:
        surface.close()
    else:
        surface.show()
