"""Lines and areas cut to a frame; coordinates are points on paper."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def clip_line(line: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Give the parts of a line inside a box (Liang and Barsky, 1984)."""
    part: list[Point] = []
    left, top, right, bottom = box
    for a, b in pairwise(line):
        across = left <= a[0] <= right and left <= b[0] <= right
        if across and top <= a[1] <= bottom and top <= b[1] <= bottom:
            part = part or [a]
            part.append(b)
            continue
        cut = _clip_segment(a, b, box)
        if cut is None:
            if part:
                yield part
            part = []
            continue
        first, last = cut
        if not part:
            part = [first]
        part.append(last)
        if last != b:
            yield part
            part = []
    if part:
        yield part


def _clip_segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    dx, dy = b[0] - a[0], b[1] - a[1]
    begin, end = 0.0, 1.0
    sides = ((-dx, a[0] - box[0]), (dx, box[2] - a[0]), (-dy, a[1] - box[1]), (dy, box[3] - a[1]))
    for step, room in sides:
        if step == 0:
            if room < 0:
                return None
            continue
        share = room / step
        if step < 0:
            begin = max(begin, share)
        else:
            end = min(end, share)
    if begin > end:
        return None
    first = a if begin == 0 else (a[0] + begin * dx, a[1] + begin * dy)
    last = b if end == 1 else (a[0] + end * dx, a[1] + end * dy)
    return first, last


def clip_area(ring: Sequence[Point], box: Box) -> list[Point]:
    """Give the part of an area inside a box (Sutherland and Hodgman, 1974); empty if none."""
    held = list(ring)
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        if not held:
            break
        out: list[Point] = []
        before = held[-1]
        inside = (before[axis] - limit) * sign >= 0
        for point in held:
            enters = (point[axis] - limit) * sign >= 0
            if enters != inside:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                x = before[0] + share * (point[0] - before[0])
                y = before[1] + share * (point[1] - before[1])
                out.append((x, y))
            if enters:
                out.append(point)
            before, inside = point, enters
        held = out
    return held if len(held) > 2 else []  # noqa: PLR2004 - two corners have no area
