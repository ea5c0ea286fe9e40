"""What a map is drawn on: land and water, borders, rivers, and the names of all of them."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from math import atan2, cos, degrees, hypot, sin

from dossier.brief.boxes import Label
from dossier.brief.look import FRAME_COLOUR, PAPER_COLOUR, Role
from dossier.brief.maps.atlas import Atlas, Border
from dossier.brief.maps.clipping import Box, Point
from dossier.brief.maps.labelling import Choice
from dossier.brief.maps.picture import Picture, Words
from dossier.brief.maps.projection import Frame
from dossier.brief.maps.terrain import Ring, Terrain, find_spans
from dossier.brief.shapes import draw_areas, draw_circle, draw_lines

LAND_COLOURS = ("#F4F0E6", "#EEF1EB", "#F7F5F1", "#ECEEF2", "#F3ECEA")
RIVER_COLOUR = "#A6C3D8"
_PROVINCE_COLOUR, _COUNTRY_COLOUR, _CASING_COLOUR = "#A9A498", "#6A6459", "#DDD5C4"
_COAST_COLOUR = "#8FA9BA"
_TOWNS, _NEAR = 12, 11.0
_BROADEST = 4.6  # points, of a river
_LIGHTER = 2.0  # km a point, from where on lines grow lighter
_FAR = 0.15  # what a point away from the middle of an area costs its name
_FLATTEST = 62.0  # degrees: a steeper river has its name elsewhere


def draw_land(terrain: Terrain, atlas: Atlas, scale: float, *, outline: bool = False) -> list[str]:
    """Give land by country, then rivers, then borders, the strongest on top.

    `scale` is km to a point: the smaller a map, the lighter its lines.
    """
    held = terrain.borders
    code = [draw_areas(rings, colour) for rings, colour in list_colours(terrain, atlas)]
    if outline:
        lines = [*held[Border.COUNTRY], *held[Border.DISPUTED]]
        coast = draw_lines(held[Border.COAST], _COAST_COLOUR, 0.3)
        return [*code, coast, draw_lines(lines, _PROVINCE_COLOUR, 0.4)]
    weight = min(1.0, (_LIGHTER / scale) ** 0.5)
    agreed, disputed = held[Border.COUNTRY], held[Border.DISPUTED]
    code.append(draw_lines([*agreed, *disputed], _CASING_COLOUR, 3.8 * weight))
    ranked = sorted(terrain.rivers, key=lambda river: river[1], reverse=True)
    for rank, rivers in groupby(ranked, key=lambda river: river[1]):
        width = max(_BROADEST - 0.3 * rank, 0.5) * weight
        code.append(draw_lines([line for _, _, line in rivers], RIVER_COLOUR, width))
    return [
        *code,
        draw_lines(held[Border.COAST], _COAST_COLOUR, 0.6 * weight),
        draw_lines(held[Border.PROVINCE], _PROVINCE_COLOUR, 0.45, "2.2 1.6"),
        draw_lines(agreed, _COUNTRY_COLOUR, 0.85 * weight),
        draw_lines(disputed, _COUNTRY_COLOUR, 0.85 * weight, "3.4 2.2"),
    ]


def list_colours(terrain: Terrain, atlas: Atlas) -> list[tuple[list[Ring], str]]:
    """Give the rings of each country with its colour."""
    held = sorted(terrain.by_country().items())
    return [(rings, LAND_COLOURS[atlas.tints[country]]) for country, rings in held]


def weigh_lines(terrain: Terrain, picture: Picture) -> None:
    """Let words know of borders and rivers."""
    for kind, lines in terrain.borders.items():
        for line in lines:
            picture.room.cross(line, 1.0 if kind is Border.PROVINCE else 4.0)
    for _, _, line in terrain.rivers:
        picture.room.cross(line, 2.5)


# ---- names -----------------------------------------------------------------------------------


def name_countries(
    terrain: Terrain,
    atlas: Atlas,
    picture: Picture,
    frame: Frame,
    role: Role = Role.MAP_COUNTRY,
) -> list[str]:
    """Write the names of countries where they are widest; give all that the frame shows."""
    held = terrain.by_country()
    shown = []
    for number, rings in sorted(held.items()):
        name = atlas.countries[number][0]
        shown.append(name)
        _name_area(name, rings, role, picture, frame)
    return shown


def name_provinces(terrain: Terrain, picture: Picture, frame: Frame) -> None:
    """Write the names of provinces that have room for them."""
    for area in terrain.areas:
        _name_area(area.name, area.rings, Role.MAP_PROVINCE, picture, frame)


def _name_area(
    name: str, rings: Sequence[Ring], role: Role, picture: Picture, frame: Frame
) -> None:
    spans = find_spans(rings, frame)
    if not name or not spans:
        return
    words = picture.measure(name, role)
    whole = sum(width for width, _, _ in spans)
    middle = [sum(span[0] * span[n] for span in spans) / whole for n in (1, 2)]
    fits = [span for span in spans if span[0] > words.width + 6]
    choices = [
        Choice((_box(x, y, words),), _FAR * hypot(x - middle[0], y - middle[1])) for _, x, y in fits
    ]
    best = picture.room.settle(sorted(choices, key=lambda choice: choice.cost))
    if best:
        left, top, _, _ = best.boxes[0]
        picture.write(words, left, top)


def _box(x: float, y: float, words: Words) -> Box:
    left, top = x - words.width / 2, y - words.height / 2
    return (left, top, left + words.width, top + words.height)


def name_towns(
    terrain: Terrain, picture: Picture, taken: Sequence[tuple[Point, str]], most: int = _TOWNS
) -> None:
    """Mark and name the most important towns that the case does not name itself."""
    names = {name.casefold() for _, name in taken}
    count = 0
    for town, point in terrain.towns:
        near = any(hypot(point[0] - x, point[1] - y) < _NEAR for (x, y), _ in taken)
        if near or town.name.casefold() in names:
            continue
        words = picture.measure(town.name, Role.MAP_TOWN)
        best = picture.room.settle(list(_beside(point, words)))
        if best is None:
            continue
        picture.below.append(draw_circle(point, 1.7, PAPER_COLOUR, FRAME_COLOUR, 0.8))
        picture.write(words, best.boxes[1][0], best.boxes[1][1])
        count += 1
        if count == most:
            return


def _beside(point: Point, words: Words) -> Iterator[Choice]:
    """Give the places around a small mark, the right one first."""
    x, y = point
    mark: Box = (x - 2, y - 2, x + 2, y + 2)
    wide, high = words.width, words.height
    for cost, left, top in (
        (0.0, x + 5, y - high / 2),
        (1.0, x - 5 - wide, y - high / 2),
        (1.5, x - wide / 2, y - 4 - high),
        (1.5, x - wide / 2, y + 4),
        (2.0, x + 3.5, y - high - 1),
        (2.0, x + 3.5, y + 1),
        (2.5, x - 3.5 - wide, y - high - 1),
        (2.5, x - 3.5 - wide, y + 1),
    ):
        yield Choice((mark, (left, top, left + wide, top + high)), cost)


def name_rivers(terrain: Terrain, picture: Picture) -> None:
    """Write the name of each river along it, once."""
    parts: dict[str, list[Ring]] = {}
    for name, _, line in sorted(terrain.rivers, key=lambda river: river[1]):
        if name:
            parts.setdefault(name, []).append(line)
    for name, lines in parts.items():
        words = picture.measure(name, Role.MAP_RIVER)
        spots = [spot for line in lines for spot in _along(line, words)]
        best = picture.room.settle(sorted(spots, key=lambda spot: spot.cost))
        if best:
            x, y, angle = best.at
            picture.labels.append(Label(x, y, words.lines, (sin(angle), cos(angle))))


def _along(line: Ring, words: Words) -> Iterator[Choice]:
    """Give where a name may stand beside a line: at its left top corner, turned by an angle."""
    length = words.width * 1.15
    for a, b in _chords(line, length):
        if b[0] < a[0]:
            a, b = b, a  # noqa: PLW2901 - words read rightward
        angle = atan2(a[1] - b[1], b[0] - a[0])
        if abs(degrees(angle)) > _FLATTEST:
            continue
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        bulge = _bulge(line, a, b)
        for away in (-(words.height / 2 + 3 + bulge), words.height / 2 + 3 + bulge):
            x, y = middle[0] + away * sin(angle), middle[1] + away * cos(angle)
            yield _turned(words, (x, y), angle, abs(degrees(angle)) * 0.05 + bulge * 0.4)


def _chords(line: Ring, length: float) -> Iterator[tuple[Point, Point]]:
    """Give stretches of a line whose ends are about so far apart."""
    step = max(len(line) // 60, 1)
    for first in range(0, len(line), step):
        a = line[first]
        for b in line[first + 1 :]:
            if hypot(b[0] - a[0], b[1] - a[1]) >= length:
                if hypot(b[0] - a[0], b[1] - a[1]) < 2 * length:
                    yield a, b
                break


def _bulge(line: Ring, a: Point, b: Point) -> float:
    """Give how far a line leaves the straight way between two of its points."""
    far = hypot(b[0] - a[0], b[1] - a[1])
    first, last = sorted((line.index(a), line.index(b)))
    held = line[first : last + 1]
    area = (abs((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) for x, y in held)
    return max(area) / far


def _turned(words: Words, middle: Point, angle: float, cost: float) -> Choice:
    """Give words turned around their middle; small boxes follow them."""
    count = max(int(words.width / words.height), 1)
    share = words.width / count
    boxes = []
    for n in range(count):
        along = (n + 0.5) * share - words.width / 2
        x, y = middle[0] + along * cos(angle), middle[1] - along * sin(angle)
        high = words.height / 2 + share / 2 * abs(sin(angle))
        boxes.append((x - share / 2, y - high, x + share / 2, y + high))
    # neighbours touch: they are one piece of words
    left, top = -words.width / 2, -words.lines.height / 2
    x = middle[0] + left * cos(angle) + top * sin(angle)
    y = middle[1] - left * sin(angle) + top * cos(angle)
    return Choice(tuple(boxes), cost, at=(x, y, angle))


def trace_frame(frame: Frame, within: Frame) -> list[Point]:
    """Give the outline of a frame as it lies in another one."""
    sides = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
    return [
        within.project(
            frame.locate(
                (frame.width * (u + (p - u) * n / 8), frame.height * (v + (q - v) * n / 8))
            )
        )
        for (u, v), (p, q) in pairwise(sides)
        for n in range(8)
    ]
