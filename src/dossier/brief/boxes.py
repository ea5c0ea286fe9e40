"""Boxes: what has a height, can be split at a page end, and draws itself.

Every box can be split anywhere that text allows, so none is too tall for a page. Positions count
from the left bottom corner of the page; `y` is the top of the box. Boxes and what they are made
of are not frozen: a long brief makes millions, and a frozen one costs twice as much to make.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from dossier.brief.lines import Line, Stretch
from dossier.brief.operators import write_colour
from dossier.brief.pixels import Raster
from dossier.brief.structure import Element

Split = tuple["Box | None", "Box | None"]
SLACK = 0.01  # of a point: sums of heights are not exact
_CAPITAL = 0.66  # height of capitals in the faces used here, of the size
_ORPHANS = 2  # lines that stay together at either end of a paragraph


class Surface(Protocol):
    """What boxes draw on.

    `code` are the operators of the page at hand; those of content begin with what `begin` gives.
    """

    code: list[str]

    def decorate(self, code: str) -> None:
        """Add operators that draw and say nothing, such as a rule."""

    def begin(self, stretch: Stretch | None) -> str:
        """Give the operator that begins content of the part at hand, or of a link in it."""

    def open(self, element: Element) -> None:
        """Begin a part of the structure; what is drawn next belongs to it."""

    def close(self) -> None:
        """End the part that was opened last."""

    def hide(self) -> None:
        """Begin what was said before, such as the head of a table on its second page."""

    def show(self) -> None:
        """End what `hide` began."""

    def mark(self, stretch: Stretch, area: tuple[float, float, float, float]) -> None:
        """Note that a special stretch stands in (left, bottom, right, top)."""

    def name(self, anchor: str, x: float, y: float) -> None:
        """Make a place a target."""

    def picture(self, raster: Raster) -> str:
        """Give the name by which operators of the page at hand draw a picture."""

    def promise(self, stretch: Stretch, x: float, y: float, width: float) -> None:
        """Keep room on the line at `y`, `width` wide, for the page that `stretch` leads to."""


class Box(Protocol):
    """A part of a page. `baseline` is the depth of the first line of text, 0 without one."""

    @property
    def height(self) -> float:
        """Height in points."""

    @property
    def baseline(self) -> float:
        """Depth of the first baseline below the top."""

    def split(self, room: float, *, force: bool) -> Split:
        """Give what fits in `room` and the rest; nothing fits: (None, self).

        With `force` the first part is never empty, even if it is taller than `room`.
        """

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw with the left top corner at x, y."""


@dataclass(slots=True)
class Lines:
    """A set paragraph, or a part of one; `lacking` says that no font can draw all of it.

    `stack_lines` works out `height` and `baseline`.
    """

    lines: tuple[Line, ...]
    size: float
    leading: float
    lacking: bool
    height: float
    baseline: float

    def split(self, room: float, *, force: bool) -> Split:
        """Split with two lines at least on either side; a paragraph of three stays whole."""
        lines = self.lines
        count = int((room + SLACK) / self.leading)
        if count >= len(lines):
            return self, None
        if len(lines) - count < _ORPHANS:
            count = len(lines) - _ORPHANS
        if count > _ORPHANS and lines[count - 1].torn:
            count -= 1  # a page does not end within a word
        if count < _ORPHANS:
            count = 0
        if not count:
            if not force:
                return None, self
            count = min(max(int(room / self.leading), 1), len(lines))
        parts = [
            stack_lines(part, self.size, self.leading, lacking=self.lacking)
            for part in (lines[:count], lines[count:])
            if part
        ]
        return parts[0], parts[1] if parts[1:] else None

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Write one text object, which chooses a font once, and mark the special places."""
        code, stands, down = surface.code, y - self.baseline, -self.leading
        link, setup, left = None, "", x  # what the operators so far have chosen
        for index, line in enumerate(self.lines):
            start = x + line.offset
            if index:
                code.append(f"{start - left:.2f} {down:.2f} Td")
                stands += down
            else:
                link = line.parts[0].link
                code += (f"BT {start:.2f} {stands:.2f} Td", surface.begin(link))
            left = start
            for part in line.parts:
                if part.link is not link:
                    link = part.link
                    code += ("EMC", surface.begin(link))
                if part.setup and part.setup != setup:
                    code.append(part.setup)
                setup = part.setup
                code.append(part.code)
            if line.areas:
                self._mark_areas(line, surface, x, stands)
        code.append("EMC ET")

    def _mark_areas(self, line: Line, surface: Surface, x: float, y: float) -> None:
        """Mark the special places of a line that stands on `y`."""
        left, bottom, top = x + line.offset, y - 0.25 * self.size, y + 0.78 * self.size
        for area in line.areas:
            surface.mark(area.stretch, (left + area.left, bottom, left + area.right, top))


def stack_lines(
    lines: tuple[Line, ...], size: float, leading: float, *, lacking: bool = False
) -> Lines:
    """Give lines as a box; the first of them stands in the middle of its leading."""
    baseline = (leading + _CAPITAL * size) / 2
    return Lines(lines, size, leading, lacking, len(lines) * leading, baseline)


@dataclass(slots=True)
class Filled:
    """A rectangle of colour; a rule if it is thin."""

    width: float
    height: float
    colour: str
    baseline: float = 0.0

    def split(self, room: float, *, force: bool) -> Split:
        """Keep it whole."""
        return (self, None) if force or self.height <= room else (None, self)

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Fill it."""
        colour = write_colour(self.colour)
        box = f"{x:.2f} {y - self.height:.2f} {self.width:.2f} {self.height:.2f}"
        surface.decorate(f"{colour} rg {box} re f")


@dataclass(slots=True)
class Empty:
    """White space, or with `code` a drawing in its own coordinates, from its left top corner."""

    height: float
    code: str = ""
    baseline: float = 0.0

    def split(self, room: float, *, force: bool) -> Split:
        """Keep it whole."""
        return (self, None) if force or self.height <= room else (None, self)

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the code moved to its place."""
        if self.code:
            surface.decorate(f"q 1 0 0 1 {x:.2f} {y:.2f} cm {self.code} Q")


@dataclass(slots=True)
class Label:
    """Words in a drawing: their left top corner, from the left top corner of the drawing.

    They are turned around it by `turn`, given as sine and cosine of the angle to the left.
    """

    x: float
    y: float
    words: Lines
    turn: tuple[float, float] = (0.0, 1.0)


def find_inset(words: Lines) -> float:
    """Give how far words stand from the left of their column, as they do that read leftward."""
    return min((line.offset for line in words.lines), default=0.0)


@dataclass(slots=True)
class Drawing:
    """Lines and shapes that say something, in their own coordinates, with words on top."""

    height: float
    code: str
    labels: tuple[Label, ...] = ()
    baseline: float = 0.0

    def split(self, room: float, *, force: bool) -> Split:
        """Keep it whole."""
        return (self, None) if force or self.height <= room else (None, self)

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the code moved to its place, then the words."""
        begin = surface.begin(None)
        surface.code.append(f"{begin} q 1 0 0 1 {x:.2f} {y:.2f} cm {self.code} Q EMC")
        for label in self.labels:
            left, top, (sine, cosine) = x + label.x, y - label.y, label.turn
            if sine:
                turn = f"{cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f}"
                surface.code.append(f"q {turn} {left:.2f} {top:.2f} cm")
                label.words.draw(surface, 0, 0)
                surface.code.append("Q")
            else:
                label.words.draw(surface, left, top)


@dataclass(slots=True)
class Item:
    """A box in a stack, moved right by `x`, with white space that neighbours share.

    `keep` holds it on the page of what follows. `anchors` name its top as a target. `element` says
    what it is; without one it belongs to what is around it.
    """

    box: Box
    x: float = 0.0
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    anchors: tuple[str, ...] = ()
    element: Element | None = None


@dataclass(slots=True)
class Stack:
    """Boxes one below the other."""

    items: tuple[Item, ...]
    height: float

    @property
    def baseline(self) -> float:
        """The first baseline of the first box."""
        return self.items[0].box.baseline if self.items else 0.0

    def split(self, room: float, *, force: bool) -> Split:
        """Fill `room` item by item; what must stay with the next item goes with it."""
        used = 0.0
        for index, item in enumerate(self.items):
            used += gap_between(self.items[index - 1], item) if index else 0.0
            if used + item.box.height > room + SLACK:
                return self._split_at(index, used, room - used, force=force)
            used += item.box.height
        return self, None

    def _split_at(self, index: int, used: float, room: float, *, force: bool) -> Split:
        item = self.items[index]
        kept = index
        while kept and self.items[kept - 1].keep:
            kept -= 1
        first, rest = item.box.split(room, force=force and not kept)
        if first is not None and index and not kept and first.height > room + SLACK:
            first, kept = None, index  # not even the least of it fits: the tie gives way
        if first is not None:
            head = Stack((*self.items[:index], replace(item, box=first)), used + first.height)
            tail = [replace(item, box=rest, anchors=())] if rest is not None else []
            height = self.height - used - item.box.height + (rest.height if rest else 0.0)
            return head, self._rest(tail, index + 1, height)
        if not kept:
            return None, self
        head = stack_up(self.items[:kept])
        gap = gap_between(self.items[kept - 1], self.items[kept])
        return head, self._rest([], kept, self.height - head.height - gap)

    def _rest(self, tail: list[Item], start: int, height: float) -> "Stack | None":
        """Give what is left from item `start` on; its height is known, a table may be long."""
        items = (*tail, *self.items[start:])
        return Stack(items, height) if items else None

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the boxes from the top."""
        before: Item | None = None
        for item in self.items:
            box, element, left = item.box, item.element, x + item.x
            if before:
                y -= max(before.after, item.before)
            for anchor in item.anchors:
                surface.name(anchor, left, y)
            if element is None:
                box.draw(surface, left, y)
            else:
                surface.open(element)
                box.draw(surface, left, y)
                surface.close()
            y -= box.height
            before = item


def stack_up(items: Sequence[Item]) -> Stack:
    """Give `items` as a stack."""
    gaps = [max(upper.after, lower.before) for upper, lower in pairwise(items)]
    return Stack(tuple(items), sum([item.box.height for item in items]) + sum(gaps))


def gap_between(upper: Item, lower: Item) -> float:
    """Give the white space between two items: the larger of what both ask for."""
    return max(upper.after, lower.before)
