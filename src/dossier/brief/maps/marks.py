"""The places of a case on a map: a dot or a ring, a number, a name with its notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from dossier.brief.charts import MapPlace
from dossier.brief.look import (
    ACCENT_COLOUR,
    HAIRLINE,
    HALO_COLOUR,
    PALE_COLOUR,
    PAPER_COLOUR,
    Role,
)
from dossier.brief.maps.clipping import Box, Point
from dossier.brief.maps.labelling import Choice, Room
from dossier.brief.maps.picture import GROUND_COLOUR, Picture, Words
from dossier.brief.maps.projection import Frame
from dossier.brief.shapes import draw_areas, draw_circle, draw_lines

E7 = 10**7
_DOT, _RING = 2.4, 2.2
_LEAST_HALO = 6.0
_LARGEST = 15.0
_CORNERS = 48
_CIRCLE = 6.6
_GAP = 3.0
_WAYS = 16
_REACH = (13.0, 20.0, 29.0, 40.0, 54.0, 72.0, 95.0, 125.0, 160.0)
_CORNER = 1.22  # how far the box of a circle reaches beyond it
_LEVEL = 0.01  # sines are not exact
_STEEP = 0.3  # cosine: nearly above or below, words may stand at either side
_TRIES, _FEW = 3, 12  # how often, and for how few names
_MOST = 80  # names; more than fit on any map
_NEAR = (5.0, 8.0, 14.0, 24.0, 40.0, 60.0)


@dataclass(slots=True)
class Tag:
    """What stands beside a place: a number in a circle, a name, lines below the name.

    `width` and `height` are those of the words; `half` is half the circle, wider for long numbers.
    Words alone stand outside the ring of their place, which reaches `clear` points.
    """

    number: Words | None
    lines: Sequence[Words]
    width: float
    height: float
    half: float
    clear: float


def _make_tag(number: Words | None, lines: Sequence[Words], ring: float) -> Tag:
    width = max((words.width for words in lines), default=0.0)
    half = max(_CIRCLE, number.width / 2 + 3) if number else 0.0
    height = sum(words.height for words in lines)
    return Tag(number, lines, width, height, half, 0.0 if number else ring)


def mark_places(places: Sequence[MapPlace], picture: Picture, frame: Frame) -> list[Point]:
    """Draw what stands at each place, take its room, and give where that is."""
    points = [frame.project((place.longitude / E7, place.latitude / E7)) for place in places]
    held = sorted(zip(places, points, strict=True), key=lambda pair: pair[0].incidents)
    for place, point in held:
        if place.radius_m:
            ring = _circle(point, _measure_reach(place, frame))
            picture.below.append(draw_areas([ring], HALO_COLOUR))
            picture.code.append(draw_lines([[*ring, ring[0]]], ACCENT_COLOUR, 0.7, "2 1.6"))
            picture.room.cross([*ring, ring[0]], 3.0)
        elif place.incidents and _count(place, point, picture, frame):
            continue
        elif place.minor:
            picture.code.append(draw_circle(point, _RING, PAPER_COLOUR, ACCENT_COLOUR, 1.0))
        else:
            picture.code.append(draw_circle(point, _DOT, ACCENT_COLOUR, GROUND_COLOUR, 0.6))
        picture.room.take(_square(point, 2.8))
    return points


def _count(place: MapPlace, point: Point, picture: Picture, frame: Frame) -> bool:
    """Draw a circle that holds the number of incidents, if nothing stands in it yet."""
    size = _measure_reach(place, frame)
    if picture.room.settle([Choice((_square(point, size * 0.85),), 0.0)]) is None:
        return False
    number = picture.measure(f"{place.incidents:,}", Role.MAP_PLACE)
    picture.code.append(draw_circle(point, size, PALE_COLOUR, ACCENT_COLOUR, 0.8))
    picture.write(number, point[0] - number.width / 2, point[1] - number.height / 2)
    return True


def _square(point: Point, half: float) -> Box:
    return (point[0] - half, point[1] - half, point[0] + half, point[1] + half)


def _measure_reach(place: MapPlace, frame: Frame) -> float:
    """Give the radius of what is drawn at a place; 0 for a point."""
    if place.radius_m:
        return max(place.radius_m / 1000 / frame.scale, _LEAST_HALO)
    if not place.incidents:
        return 0.0
    digits = 2.2 * len(f"{place.incidents:,}")  # the number stays inside
    return max(min(4.5 + 0.9 * sqrt(place.incidents), _LARGEST), digits + 3.0)


def name_places(
    places: Sequence[MapPlace], points: Sequence[Point], picture: Picture, frame: Frame
) -> int:
    """Write the names, those of incidents first; give how many found no room.

    Where a few found none, all is tried again with them first.
    """
    order = sorted(range(len(places)), key=lambda at: places[at].minor)[:_MOST]
    tags = {at: _list_tags(places[at], _measure_reach(places[at], frame), picture) for at in order}
    plan, room = _try(order, tags, points, picture.room)
    for _ in range(_TRIES):
        missing = [at for at in order if at not in plan]
        if not 0 < len(missing) <= _FEW:
            break
        order = [*missing, *(at for at in order if at in plan)]
        other, tried = _try(order, tags, points, picture.room)
        if len(other) > len(plan):
            plan, room = other, tried
    picture.room = room
    for _, (tag, choice) in sorted(plan.items()):
        _draw(tag, choice, picture)
    return len(places) - len(plan)


def _list_tags(place: MapPlace, ring: float, picture: Picture) -> list[Tag]:
    """Give all that could stand there, then less and less of it."""
    number = picture.measure(place.number, Role.MAP_NUMBER) if place.number else None
    role = Role.MAP_PLACE if place.minor else Role.MAP_TAG
    name = picture.measure(place.name, role, place.anchor)
    notes = [picture.measure(note, Role.MAP_NOTE) for note in place.notes]
    tags = [_make_tag(number, [name, *notes], ring), _make_tag(number, [name], ring)]
    return [*tags, _make_tag(number, [], ring)] if number else tags


def _try(
    order: Sequence[int], tags: Mapping[int, Sequence[Tag]], points: Sequence[Point], room: Room
) -> tuple[dict[int, tuple[Tag, Choice]], Room]:
    """Settle names one by one; give those that found room, and the room they leave."""
    room = room.copy()
    plan = {}
    for at in order:
        for tag in tags[at]:
            choice = room.settle(_spots(tag, points[at]))
            if choice:
                plan[at] = tag, choice
                break
    return plan, room


def _spots(tag: Tag, point: Point) -> Iterator[Choice]:
    """Give where a tag may stand, the nearest places first."""
    for far in _REACH if tag.number else _NEAR:
        spots = [spot for way in range(_WAYS) for spot in _turn(tag, point, tag.clear + far, way)]
        yield from sorted(spots, key=lambda spot: spot.cost)


def _turn(tag: Tag, point: Point, far: float, way: int) -> Iterator[Choice]:
    """Give the spots so far away in one direction: words at the right, at the left, or both."""
    angle = 2 * pi * way / _WAYS - pi / 8
    dx, dy = cos(angle), sin(angle)
    centre = (point[0] + far * dx, point[1] + far * dy)
    cost = far * 0.35 + (0.8 if dx < -_LEVEL else 0.0) + (0.4 if dy > _LEVEL else 0.0)
    if dx > -_STEEP:
        yield _spot(tag, point, centre, centre[0] + tag.half + _GAP, cost)
    if dx < _STEEP:
        yield _spot(tag, point, centre, centre[0] - tag.half - _GAP - tag.width, cost)


def _spot(tag: Tag, point: Point, centre: Point, left: float, cost: float) -> Choice:
    x, y = centre
    boxes: list[Box] = []
    if tag.lines:
        top = y - tag.height / 2
        boxes.append((left, top, left + tag.width, top + tag.height))
    if tag.number:
        boxes.append((x - tag.half, y - _CIRCLE, x + tag.half, y + _CIRCLE))
    return Choice(tuple(boxes), cost, _leader(tag, point, centre), (x, y, left))


def _leader(tag: Tag, point: Point, centre: Point) -> tuple[tuple[Point, Point], ...]:
    """Give the line from a place to its tag, if they are apart."""
    far = hypot(centre[0] - point[0], centre[1] - point[1])
    dx, dy = (centre[0] - point[0]) / far, (centre[1] - point[1]) / far
    begin = tag.clear * _CORNER + 0.5 if tag.clear else 4.2
    edge = min(tag.half / max(abs(dx), _LEVEL), _CIRCLE / max(abs(dy), _LEVEL))
    end = far - (min(edge, tag.half) if tag.number else 1.0)
    if end - begin < (2.0 if tag.number else 8.0):
        return ()
    first = (point[0] + begin * dx, point[1] + begin * dy)
    return ((first, (point[0] + end * dx, point[1] + end * dy)),)


def _draw(tag: Tag, choice: Choice, picture: Picture) -> None:
    x, y, left = choice.at
    top = y - tag.height / 2
    picture.back((left - 1.5, top, left + tag.width + 1.5, top + tag.height))
    for line in choice.lines:
        picture.code.append(draw_lines([line], ACCENT_COLOUR, HAIRLINE))
    if tag.number:
        picture.code.append(_pill((x, y), tag.half))
        number = tag.number
        picture.write(number, x - number.width / 2, y - number.height / 2)
    for words in tag.lines:
        start = left + tag.width - words.width if left < x else left
        picture.write(words, start, top)
        top += words.height


def _pill(centre: Point, half: float) -> str:
    """Give a filled circle, longer if the number is."""
    x, y = centre
    rest = half - _CIRCLE
    if rest <= 0:
        return draw_circle(centre, _CIRCLE, ACCENT_COLOUR, GROUND_COLOUR, 0.8)
    line = [[(x - rest, y), (x + rest, y)]]
    return f"{draw_lines(line, GROUND_COLOUR, 14.0)} {draw_lines(line, ACCENT_COLOUR, 13.2)}"


def _circle(centre: Point, radius: float) -> list[Point]:
    turns = (2 * pi * n / _CORNERS for n in range(_CORNERS))
    return [(centre[0] + radius * cos(turn), centre[1] + radius * sin(turn)) for turn in turns]
