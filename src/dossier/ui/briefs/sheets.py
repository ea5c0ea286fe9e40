"""Where the pages of a document lie beneath each other, in pixels at one zoom."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect

PIXELS = 96 / 72  # of the screen's own inch, to a point
GAP, MARGIN = 14, 22
LEAST_ZOOM, MOST_ZOOM = 0.25, 3.0

Sizes = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages at one zoom: the place and the top of each, width and height of all together."""

    zoom: float
    places: tuple[QRect, ...]
    tops: tuple[int, ...]
    width: int
    height: int

    def seen(self, top: int, bottom: int) -> range:
        """Give the pages between two heights."""
        first = max(0, bisect_right(self.tops, top) - 1)
        return range(first, bisect_right(self.tops, bottom))

    def page_at(self, height: int) -> int:
        """Give the page at a height, from 0; 0 if there are none."""
        return max(0, bisect_right(self.tops, height + GAP) - 1)

    def points_at(self, page: int, at: QPoint) -> tuple[float, float]:
        """Turn pixels of the whole into points of a page, from its left top."""
        inside, scale = at - self.places[page].topLeft(), self.zoom * PIXELS
        return inside.x() / scale, inside.y() / scale

    def height_of(self, page: int, points: float) -> int:
        """Turn points below the top of a page into pixels of the whole."""
        return self.places[page].top() + round(points * self.zoom * PIXELS)


def lay_out(sizes: Sizes, zoom: float, room: int) -> Sheets:
    """Lay the pages beneath each other in the middle of `room` pixels."""
    scale = zoom * PIXELS
    widest = round(max((width for width, _ in sizes), default=0) * scale)
    across = max(room, widest + 2 * MARGIN)
    places, top = [], MARGIN
    for width, height in sizes:
        w, h = round(width * scale), round(height * scale)
        places.append(QRect((across - w) // 2, top, w, h))
        top += h + GAP
    tops = tuple(place.top() for place in places)
    return Sheets(zoom, tuple(places), tops, across, top - GAP + MARGIN if sizes else 0)


def fitting(sizes: Sequence[tuple[float, float]], room: int) -> float:
    """Zoom at which the widest page fills `room` pixels."""
    widest = max((width for width, _ in sizes), default=0)
    if not widest:
        return 1.0
    return min(MOST_ZOOM, max(LEAST_ZOOM, (room - 2 * MARGIN) / (widest * PIXELS)))
