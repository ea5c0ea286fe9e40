"""Boxes that hold boxes side by side, in a frame, or under a head that repeats."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.brief.boxes import Box, Split, Surface
from dossier.brief.look import HAIRLINE
from dossier.brief.operators import write_colour
from dossier.brief.structure import Element


@dataclass(slots=True)
class Cell:
    """A box in a row, `x` points from its left; none is left of a cell that ended a page ago.

    A `loose` cell hangs from the top and does not share the first baseline. A `solid` one is not
    split as long as it is not taller than a page: its row goes to the next page. `element` says
    what it is in the structure; an empty cell of a table is one too. `make_row` works out `drop`,
    how far the cell comes down so that its first line stands with the others.
    """

    x: float
    box: Box | None
    loose: bool = False
    solid: bool = False
    element: Element | None = None
    drop: float = 0.0


@dataclass(slots=True)
class Row:
    """Cells side by side on one first baseline, with white space above and below all.

    `make_row` works out `height`, and the `baseline` that the cells share. A `whole` row goes to
    the next page rather than being split, as long as it is not taller than a page.
    """

    cells: tuple[Cell, ...]
    top: float
    bottom: float
    height: float
    baseline: float
    whole: bool = False

    def split(self, room: float, *, force: bool) -> Split:
        """Split every cell at the same depth."""
        if self.height <= room:
            return self, None
        inner = room - self.top - self.bottom
        if not force and (self.whole or any(self._overflows(cell, inner) for cell in self.cells)):
            return None, self
        parts = [
            cell.box.split(inner - cell.drop, force=force) if cell.box else (None, None)
            for cell in self.cells
        ]
        pairs = list(zip(self.cells, parts, strict=True))
        if any(cell.box and first is None for cell, (first, _) in pairs):
            return None, self
        heads = [replace(cell, box=first) for cell, (first, _) in pairs]
        tails = [replace(cell, box=rest) for cell, (_, rest) in pairs]
        rest = make_row(tails, self.top, self.bottom) if any(c.box for c in tails) else None
        return make_row(heads, self.top, self.bottom), rest

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the cells."""
        y -= self.top
        for cell in self.cells:
            box, element = cell.box, cell.element
            if element:
                surface.open(element)
            if box:
                box.draw(surface, x + cell.x, y - cell.drop)
            if element:
                surface.close()

    def _overflows(self, cell: Cell, room: float) -> bool:
        """Say whether a solid cell would have to be split."""
        return cell.solid and cell.box is not None and cell.box.height + cell.drop > room


def make_row(cells: Sequence[Cell], top: float = 0.0, bottom: float = 0.0) -> Row:
    """Give `cells` as a row; each comes down so far that all first lines stand together."""
    depths = [0.0 if it.box is None or it.loose else it.box.baseline for it in cells]
    deepest, highest = max(depths, default=0.0), 0.0
    for cell, depth in zip(cells, depths, strict=True):
        cell.drop = deepest - depth if depth else 0.0
        if cell.box and (own := cell.box.height + cell.drop) > highest:
            highest = own
    return Row(tuple(cells), top, bottom, top + highest + bottom, top + deepest)


@dataclass(slots=True)
class Framed:
    """A box on a ground or in a frame, or both, with padding; at least `floor` points high."""

    box: Box
    width: float
    padding: float
    ground: str = ""
    frame: str = ""
    floor: float = 0.0

    @property
    def height(self) -> float:
        """The box with its padding."""
        return max(self.box.height + 2 * self.padding, self.floor)

    @property
    def baseline(self) -> float:
        """None: frames align by their edges."""
        return 0.0

    def split(self, room: float, *, force: bool) -> Split:
        """Split the box; either part gets a frame."""
        if self.height <= room:
            return self, None
        first, rest = self.box.split(room - 2 * self.padding, force=force)
        if first is None:
            return None, self
        left = replace(self, box=rest, floor=0.0) if rest else None
        return replace(self, box=first, floor=0.0), left

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw ground, frame and box."""
        box = f"{x:.2f} {y - self.height:.2f} {self.width:.2f} {self.height:.2f} re"
        if self.ground:
            surface.decorate(f"{write_colour(self.ground)} rg {box} f")
        if self.frame:
            surface.decorate(f"{write_colour(self.frame)} RG {HAIRLINE} w {box} S")
        self.box.draw(surface, x + self.padding, y - self.padding)


@dataclass(slots=True)
class Headed:
    """A body whose head is drawn again on every page it reaches."""

    head: Box
    body: Box
    again: bool = False

    @property
    def height(self) -> float:
        """Head and body."""
        return self.head.height + self.body.height

    @property
    def baseline(self) -> float:
        """That of the head."""
        return self.head.baseline

    def split(self, room: float, *, force: bool) -> Split:
        """Split the body; the rest gets the head too."""
        if self.height <= room:
            return self, None
        first, rest = self.body.split(room - self.head.height, force=force)
        if first is None:
            return None, self
        return replace(self, body=first), (replace(self, body=rest, again=True) if rest else None)

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the head, then the body. What the head says is said once."""
        if self.again:
            surface.hide()
        self.head.draw(surface, x, y)
        if self.again:
            surface.show()
        self.body.draw(surface, x, y - self.head.height)
