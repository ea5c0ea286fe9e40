"""Movements as arrows: they show direction, not route."""

from collections.abc import Mapping, Sequence
from math import cos, hypot, pi, sin

from dossier.brief.charts import Movement
from dossier.brief.look import ACCENT_COLOUR
from dossier.brief.maps.atlas import Atlas
from dossier.brief.maps.clipping import Point
from dossier.brief.maps.picture import GROUND_COLOUR, Picture
from dossier.brief.maps.projection import Frame
from dossier.brief.maps.terrain import Ring, is_inside
from dossier.brief.shapes import draw_areas, draw_lines

E7 = 10**7
_BEND = 0.16  # of the length: so that there and back are two arrows
_STEPS = 12
_LEAST = 8.0
_HEAD, _HALF = 7.0, 3.2
_OUT = 42.0  # length of an arrow into a country
_WAYS = 32


def draw_movements(
    movements: Sequence[Movement], picture: Picture, frame: Frame, land: Mapping[str, list[Ring]]
) -> None:
    """Draw each movement; `land` holds the rings of countries by their codes."""
    for movement in movements:
        stops = _distinct(frame.project_line([(x / E7, y / E7) for x, y in movement.stops]))
        if movement.into and stops:
            stops += _lead_into(stops[-1], land.get(movement.into, []))
        if len(stops) > 1:
            for line in frame.repeat(_bend(stops)):
                _draw_arrow(line, picture)


def list_land(areas: Mapping[int, list[Ring]], atlas: Atlas) -> dict[str, list[Ring]]:
    """Give the rings of countries by their ISO codes."""
    return {atlas.countries[number][1]: rings for number, rings in areas.items()}


def _distinct(stops: Sequence[Point]) -> list[Point]:
    """Leave out stops that lie on one another at this scale."""
    kept = list(stops[:1])
    for stop in stops[1:]:
        if hypot(stop[0] - kept[-1][0], stop[1] - kept[-1][1]) >= _LEAST:
            kept.append(stop)
    return kept


def _lead_into(start: Point, rings: Sequence[Ring]) -> list[Point]:
    """Give a point inside a country, straight ahead from a place at its border."""
    if not rings:
        return []
    depths = []
    for way in range(_WAYS):
        angle = 2 * pi * way / _WAYS
        ray = [
            (start[0] + _OUT * n / 4 * cos(angle), start[1] + _OUT * n / 4 * sin(angle))
            for n in range(1, 5)
        ]
        depths.append(sum(is_inside(point, rings) for point in ray))
    if not max(depths):
        return []
    # the middle of the widest run of ways that lead deepest
    good = [depth == max(depths) for depth in depths]
    runs = [_run_from(good, way) for way in range(_WAYS)]
    begin = max(range(_WAYS), key=lambda way: (runs[way], -way))
    angle = 2 * pi * (begin + (runs[begin] - 1) / 2) / _WAYS
    return [(start[0] + _OUT * cos(angle), start[1] + _OUT * sin(angle))]


def _run_from(good: Sequence[bool], begin: int) -> int:
    length = 0
    while length < len(good) and good[(begin + length) % len(good)]:
        length += 1
    return length


def _bend(stops: Sequence[Point]) -> list[Point]:
    """Give a smooth line through stops: bent between two, by Catmull and Rom through more."""
    if len(stops) == 2:  # noqa: PLR2004 - from here to there
        (x, y), (u, v) = stops
        control = ((x + u) / 2 + _BEND * (v - y), (y + v) / 2 - _BEND * (u - x))
        return [_mix((stops[0], control, stops[1]), n / _STEPS) for n in range(_STEPS + 1)]
    ends = [stops[0], *stops, stops[-1]]
    line = [stops[0]]
    for at in range(len(stops) - 1):
        line += [_pass(ends[at : at + 4], n / _STEPS) for n in range(1, _STEPS + 1)]
    return line


def _mix(three: tuple[Point, Point, Point], t: float) -> Point:
    a, b, c = ((1 - t) ** 2, 2 * t * (1 - t), t**2)
    (x, y), (u, v), (p, q) = three
    return a * x + b * u + c * p, a * y + b * v + c * q


def _pass(four: Sequence[Point], t: float) -> Point:
    """Give a point of the curve between the second and the third of four points."""
    weights = (
        -t * (1 - t) ** 2 / 2,
        (2 - 5 * t**2 + 3 * t**3) / 2,
        t * (1 + 4 * t - 3 * t**2) / 2,
        -(t**2) * (1 - t) / 2,
    )
    held = list(zip(weights, four, strict=True))
    return sum(w * x for w, (x, _) in held), sum(w * y for w, (_, y) in held)


def _draw_arrow(line: list[Point], picture: Picture) -> None:
    """Draw a shaft that ends where its head begins."""
    (x, y), tip = next(
        ((a, line[-1]) for a in reversed(line) if _far(a, line[-1]) >= _HEAD), (line[0], line[-1])
    )
    length = max(_far((x, y), tip), 0.01)
    dx, dy = (tip[0] - x) / length, (tip[1] - y) / length
    base = (tip[0] - _HEAD * dx, tip[1] - _HEAD * dy)
    shaft = [*(point for point in line if _far(point, tip) > _HEAD), base]
    head = (
        tip,
        (base[0] - _HALF * dy, base[1] + _HALF * dx),
        (base[0] + _HALF * dy, base[1] - _HALF * dx),
    )
    picture.code += [
        draw_lines([shaft], GROUND_COLOUR, 3.0),
        draw_lines([shaft], ACCENT_COLOUR, 1.5),
    ]
    picture.code.append(draw_areas([head], ACCENT_COLOUR))
    picture.room.cross(line, 6.0)
    half = _HALF + 1
    picture.room.take((tip[0] - half, tip[1] - half, tip[0] + half, tip[1] + half))


def _far(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
