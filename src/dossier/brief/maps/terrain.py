"""What of the atlas lies in a frame, on paper: areas by country, borders, rivers, towns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor

from dossier.brief.maps.atlas import Atlas, Border, Degrees, Town, join_ring
from dossier.brief.maps.clipping import Box, Point, clip_area, clip_line
from dossier.brief.maps.projection import Frame

_BLEED = 4.0  # points outside the frame that are kept, for wide strokes
_PROVINCES = 4.0  # km a point, up to which provinces are shown
_RIVERS = ((1.2, 10), (2.5, 7), (5.0, 5), (10.0, 4), (20.0, 2))  # the least important by scale
_SCANS = 22  # lines on which room for the name of an area is looked for
Ring = list[Point]


@dataclass(slots=True)
class Area:
    """A province in the frame: its rings cut to it, holes among them."""

    name: str
    country: int
    rings: list[Ring]


@dataclass(slots=True)
class Terrain:
    """All that a frame shows, in points on paper."""

    areas: list[Area] = field(default_factory=list)
    borders: dict[Border, list[Ring]] = field(default_factory=lambda: defaultdict(list))
    rivers: list[tuple[str, int, Ring]] = field(default_factory=list)
    towns: list[tuple[Town, Point]] = field(default_factory=list)

    def by_country(self) -> dict[int, list[Ring]]:
        """Give the rings of each country."""
        held: dict[int, list[Ring]] = defaultdict(list)
        for area in self.areas:
            held[area.country] += area.rings
        return held


@lru_cache(maxsize=8)  # a preview draws the same frames again and again
def survey(frame: Frame, atlas: Atlas, *, outline: bool = False) -> Terrain:
    """Give what lies in a frame; of an outline only the countries."""
    box = (-_BLEED, -_BLEED, frame.width + _BLEED, frame.height + _BLEED)
    terrain = Terrain()
    lines, reach = atlas.borders(frame.detail), frame.reach
    for province in atlas.outlines(reach) if outline else atlas.provinces(reach):
        rings = (join_ring(arcs, lines) for arcs in province.rings)
        cut = [part for ring in rings for part in _cut_area(ring, frame, box)]
        if cut:
            terrain.areas.append(Area(province.name, province.country, cut))
    left_out = {Border.SEAM}
    if outline or frame.scale > _PROVINCES:
        left_out.add(Border.PROVINCE)
    for number, line in lines.near(reach):
        kind = Border(atlas.kinds[number])
        if kind not in left_out:
            terrain.borders[kind] += _cut_line(line, frame, box)
    if not outline:
        _add_waters(terrain, frame, atlas, box)
    return terrain


def _add_waters(terrain: Terrain, frame: Frame, atlas: Atlas, box: Box) -> None:
    rivers = atlas.river_lines(frame.detail)
    limit = next((rank for scale, rank in _RIVERS if frame.scale <= scale), 0)
    for number, line in rivers.near(frame.reach):
        name, rank = atlas.rivers[number]
        if rank > limit:
            continue
        parts = _cut_line(line, frame, box)
        terrain.rivers += [(name, rank, part) for part in parts]
    for town in atlas.towns(frame.reach):
        x, y = frame.project(town.where)
        if 0 < x < frame.width and 0 < y < frame.height:
            terrain.towns.append((town, (x, y)))


def _cut_area(ring: Sequence[Degrees], frame: Frame, box: Box) -> Iterator[Ring]:
    held = frame.project_line(ring)
    for shifted in frame.repeat(held):
        cut = clip_area(shifted, box)
        if cut:
            yield cut


def _cut_line(line: Sequence[Degrees], frame: Frame, box: Box) -> list[Ring]:
    held = frame.project_line(line)
    return [part for shifted in frame.repeat(held) for part in clip_line(shifted, box)]


def find_spans(rings: Sequence[Ring], frame: Frame) -> list[tuple[float, float, float]]:
    """Give where an area has room for its name: (width, middle x, y), the widest first."""
    spans = []
    for y, crossings in _scan(rings, frame.height / _SCANS):
        ends = sorted(crossings)
        merged: list[list[float]] = []
        for left, right in zip(ends[::2], ends[1::2], strict=False):
            if merged and left - merged[-1][1] < 1:
                merged[-1][1] = right
            else:
                merged.append([left, right])
        for left, right in merged:
            begin, end = max(left, 0.0), min(right, frame.width)
            if end > begin:
                spans.append((end - begin, (begin + end) / 2, y))
    return sorted(spans, reverse=True)


def _scan(rings: Iterable[Ring], step: float) -> Iterator[tuple[float, list[float]]]:
    """Give where level lines, `step` apart, cross the borders of an area."""
    found: list[list[float]] = [[] for _ in range(_SCANS)]
    shift = 0.013  # no border lies exactly on a line
    for ring in rings:
        x, top = ring[-1]
        for u, bottom in ring:
            first, last = (top, bottom) if top < bottom else (bottom, top)
            low, high = ceil((first - shift) / step), floor((last - shift) / step)
            for n in range(max(low, 1), min(high, _SCANS - 1) + 1):
                y = n * step + shift
                if first <= y < last:
                    found[n].append(x + (y - top) / (bottom - top) * (u - x))
            x, top = u, bottom
    for n in range(1, _SCANS):
        yield n * step + shift, found[n]


def _crossings(rings: Iterable[Ring], y: float) -> Iterator[float]:
    for ring in rings:
        for (x, top), (u, bottom) in pairwise([*ring, ring[0]]):
            if (top <= y) != (bottom <= y):
                yield x + (y - top) / (bottom - top) * (u - x)


def is_inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Whether a point lies in an area (even-odd)."""
    return sum(x < point[0] for x in _crossings(rings, point[1] + 0.001)) % 2 == 1
