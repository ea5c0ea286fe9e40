"""Room for words on a map: what is taken, what words would cover, and the best free place.

Words are placed greedily, the most important first: a place they may take is never on other words
or marks, and covers as few lines as can be.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from math import hypot

from dossier.brief.maps.clipping import Box, Point

_CELL = 3.0
_TILE = 30.0
_PAD = 1.0  # of a point, that words keep from each other


@dataclass(frozen=True, slots=True)
class Choice:
    """A place that words may take: the boxes they fill there, and what it costs to put them so.

    `lines` lead to it; `at` is whatever its maker needs to draw it there.
    """

    boxes: tuple[Box, ...]
    cost: float
    lines: tuple[tuple[Point, Point], ...] = ()
    at: tuple[float, ...] = ()


class Room:
    """A frame that fills: boxes are taken whole, cells hold the weight of lines across them."""

    def __init__(self, width: float, height: float) -> None:
        self._box: Box = (3.0, 3.0, width - 3.0, height - 3.0)
        self._taken: list[Box] = []
        self._near: dict[tuple[int, int], list[Box]] = {}
        self._weights: dict[tuple[int, int], float] = {}
        self._lines: list[tuple[Point, Point]] = []

    @property
    def taken(self) -> tuple[Box, ...]:
        """Every box that is taken, in the order of taking."""
        return tuple(self._taken)

    def copy(self) -> "Room":
        """Give the same room, to try something in."""
        other = Room(0.0, 0.0)
        other._box, other._taken, other._lines = self._box, list(self._taken), list(self._lines)
        other._near = {tile: list(boxes) for tile, boxes in self._near.items()}
        other._weights = dict(self._weights)
        return other

    def take(self, *boxes: Box) -> None:
        """Take boxes."""
        self._taken += boxes
        for box in boxes:
            for tile in _tiles(box):
                self._near.setdefault(tile, []).append(box)

    def cross(self, line: Sequence[Point], weight: float) -> None:
        """Note that words on a line cost so much for each bit of it."""
        for (x, y), (u, v) in pairwise(line):
            steps = int(hypot(u - x, v - y) / _CELL) + 1
            for n in range(steps + 1):
                at = (
                    int((x + (u - x) * n / steps) // _CELL),
                    int((y + (v - y) * n / steps) // _CELL),
                )
                if self._weights.get(at, 0.0) < weight:
                    self._weights[at] = weight

    def settle(self, choices: Iterable[Choice]) -> Choice | None:
        """Take the best of the choices that are free; None if none is. Earlier ones win ties.

        They come by their own cost: the search ends where what they cover cannot make up for it.
        """
        best, least = None, float("inf")
        for choice in choices:
            if choice.cost >= least:
                break
            if not self._is_free(choice):
                continue
            cost = choice.cost + sum(self.weigh(box) for box in choice.boxes)
            if cost < least:
                best, least = choice, cost
        if best:
            self.take(*best.boxes)
            self._lines += best.lines
            for line in best.lines:
                self.cross(line, 4.0)
        return best

    def weigh(self, box: Box) -> float:
        """Give what words in a box cost by the lines they cover."""
        left, top, right, bottom = (int(side // _CELL) for side in box)
        tiles = product(range(left, right + 1), range(top, bottom + 1))
        return sum(filter(None, map(self._weights.get, tiles)))

    def _around(self, box: Box) -> Iterator[Box]:
        """Give the boxes that are taken near one, some of them twice."""
        for tile in _tiles(box):
            yield from self._near.get(tile, ())

    def _is_free(self, choice: Choice) -> bool:
        left, top, right, bottom = self._box
        for box in choice.boxes:
            if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom:
                return False
            if any(meets(box, other) for other in self._around(box)):
                return False
            if any(_cuts(line, box) for line in self._lines):
                return False
        for line in choice.lines:
            (x, y), (u, v) = line
            about = (min(x, u), min(y, v), max(x, u), max(y, v))
            if any(_cuts(line, box) for box in self._around(about)):
                return False
            if any(_cross(line, other) for other in self._lines):
                return False
        return True


def _tiles(box: Box) -> Iterator[tuple[int, int]]:
    """Give the tiles of the frame that a box reaches, with what words keep from each other."""
    left, top, right, bottom = (
        int(side // _TILE) for side in (box[0] - _PAD, box[1] - _PAD, box[2] + _PAD, box[3] + _PAD)
    )
    return product(range(left, right + 1), range(top, bottom + 1))


def meets(one: Box, other: Box) -> bool:
    """Whether two boxes are nearer to each other than words may be."""
    return (
        one[0] < other[2] + _PAD
        and other[0] < one[2] + _PAD
        and one[1] < other[3] + _PAD
        and other[1] < one[3] + _PAD
    )


def _cuts(line: tuple[Point, Point], box: Box) -> bool:
    """Whether a straight line goes through a box; its ends may touch it."""
    (x, y), (u, v) = line
    begin, end = 0.02, 0.98
    for start, step, low, high in ((x, u - x, box[0], box[2]), (y, v - y, box[1], box[3])):
        if not step:
            if not low < start < high:
                return False
            continue
        first, last = sorted(((low - start) / step, (high - start) / step))
        begin, end = max(begin, first), min(end, last)
    return begin < end


def _cross(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two straight lines cross between their ends."""
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
