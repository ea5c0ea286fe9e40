"""Lines thinned, put in whole units and packed by neighbourhood."""

import struct
import sys
import zlib
from array import array
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

from reading import Point

CHUNK = 48  # lines that are packed together
_NEXT = 2  # points that far apart have one between them


def thin(line: Sequence[Point], tolerance: float) -> list[Point]:
    """Give the line by Douglas and Peucker (1973); its ends stay, a ring keeps three corners."""
    keep = {0, len(line) - 1}
    if line[0] == line[-1]:
        far = max(
            range(len(line)),
            key=lambda i: abs(line[i][0] - line[0][0]) + abs(line[i][1] - line[0][1]),
        )
        keep.add(far)
    ahead = list(pairwise(sorted(keep)))
    while ahead:
        first, last = ahead.pop()
        if last - first < _NEXT:
            continue
        distance, at = max(
            (measure(line[i], line[first], line[last]), i) for i in range(first + 1, last)
        )
        if distance > tolerance:
            keep.add(at)
            ahead += [(first, at), (at, last)]
    return [line[i] for i in sorted(keep)]


def measure(point: Point, a: Point, b: Point) -> float:
    """Give the distance of a point from the line through a and b, in degrees of latitude."""
    squeeze = max(1 - (a[1] / 90) ** 2, 0.05)  # a parabola near enough to the cosine
    x, y = (point[0] - a[0]) * squeeze, point[1] - a[1]
    dx, dy = (b[0] - a[0]) * squeeze, b[1] - a[1]
    length = dx * dx + dy * dy
    share = min(max((x * dx + y * dy) / length, 0), 1) if length else 0
    return hypot(x - share * dx, y - share * dy)


def quantise(line: Iterable[Point], unit: int) -> list[tuple[int, int]]:
    """Give a line in whole units, with points between those that are too far apart for 16 bits."""
    held = [(round(x * unit), round(y * unit)) for x, y in line]
    out = held[:1]
    for (x, y), (u, v) in pairwise(held):
        steps = max(abs(u - x), abs(v - y)) // 32000 + 1
        out += [(x + (u - x) * n // steps, y + (v - y) * n // steps) for n in range(1, steps + 1)]
    return [point for i, point in enumerate(out) if not i or point != out[i - 1]]


def pack_lines(lines: Sequence[Sequence[Point]], tolerance: float, unit: int) -> bytes:
    """Give a file of lines: an index of packs by their bounds, then the packs.

    Head: "DMAP", unit, number of packs, then for each pack its four bounds in units, the number
    of its first line, how many lines it has and how many bytes (7 x int32, little-endian). A pack
    is zlib data: points of each line (uint16), first points (2 x int32 each), then the low and
    high bytes of all steps (int16), first those of x, then those of y.
    """
    packs, index = [], []
    for first in range(0, len(lines), CHUNK):
        held = [quantise(thin(line, tolerance), unit) for line in lines[first : first + CHUNK]]
        data = zlib.compress(pack(held), 9)
        xs, ys = zip(*(point for line in held for point in line), strict=True)
        index += [min(xs), min(ys), max(xs), max(ys), first, len(held), len(data)]
        packs.append(data)
    head = struct.pack("<4sII", b"DMAP", unit, len(packs))
    return head + struct.pack(f"<{len(index)}i", *index) + b"".join(packs)


def pack(lines: Sequence[Sequence[tuple[int, int]]]) -> bytes:
    """Give the content of one pack."""
    out = [struct.pack(f"<{len(lines)}H", *map(len, lines))]
    out += [struct.pack("<ii", *line[0]) for line in lines]
    for axis in (0, 1):
        steps = array("h", [b[axis] - a[axis] for line in lines for a, b in pairwise(line)])
        if sys.byteorder == "big":
            steps.byteswap()
        raw = steps.tobytes()
        out += [raw[::2], raw[1::2]]
    return b"".join(out)


def order(lines: Sequence[Sequence[Point]]) -> list[int]:
    """Give the numbers of lines so that neighbours on the globe are neighbours in the file."""

    def place(number: int) -> int:
        line = lines[number]
        x = round((min(p[0] for p in line) + max(p[0] for p in line) + 360) * 45)
        y = round((min(p[1] for p in line) + max(p[1] for p in line) + 180) * 45)
        return sum(
            ((x >> bit & 1) << 2 * bit) | ((y >> bit & 1) << (2 * bit + 1)) for bit in range(16)
        )

    return sorted(range(len(lines)), key=lambda number: (place(number), number))
