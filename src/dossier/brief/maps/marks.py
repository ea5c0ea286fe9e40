"""The places of a case on a map: a dot or a ring, a number, a name with its notes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

from dossier.brief.charts import MapPlace
from dossier.brief.look import ACCENT_COLOUR, HAIRLINE, PAPER_COLOUR, Role
from dossier.brief.maps.clipping import Box, Point
from dossier.brief.maps.labelling import Choice
from dossier.brief.maps.picture import GROUND_COLOUR, Picture, Words
from dossier.brief.maps.projection import Frame
from dossier.brief.shapes import draw_areas, draw_circle, draw_lines

E7 = 10**7
HALO_COLOUR = "#EAD8D2"
_DOT, _RING = 2.4, 2.2
_LEAST_HALO = 6.0
_CORNERS = 48
_CIRCLE = 6.6
_GAP = 3.0
_WAYS = 16
_REACH = (13.0, 20.0, 29.0, 40.0, 54.0, 72.0, 95.0, 125.0, 160.0)
_NEAR = (5.0, 8.0, 14.0, 24.0, 40.0, 60.0)


@dataclass(slots=True)
class Tag:
    """What stands beside a place: a number in a circle, a name, lines below the name."""

    number: Words | None
    lines: list[Words]

    @property
    def width(self) -> float:
        """Width of the words."""
        return max((words.width for words in self.lines), default=0.0)

    @property
    def height(self) -> float:
        """Height of the words."""
        return sum(words.height for words in self.lines)

    @property
    def half(self) -> float:
        """Half the width of the circle, which grows with the number."""
        return max(_CIRCLE, self.number.width / 2 + 3) if self.number else 0.0


def mark_places(places: Sequence[MapPlace], picture: Picture, frame: Frame) -> list[Point]:
    """Draw dots and rings, take their room, and give where they are."""
    points = [frame.project((place.longitude / E7, place.latitude / E7)) for place in places]
    for place, point in zip(places, points, strict=True):
        size = max(place.radius_m / 1000 / frame.scale, _LEAST_HALO)
        if place.radius_m:
            ring = _circle(point, size)
            picture.below.append(draw_areas([ring], HALO_COLOUR))
            picture.code.append(draw_lines([[*ring, ring[0]]], ACCENT_COLOUR, 0.7, "2 1.6"))
            picture.room.cross([*ring, ring[0]], 3.0)
        elif place.minor:
            picture.code.append(draw_circle(point, _RING, PAPER_COLOUR, ACCENT_COLOUR, 1.0))
        else:
            picture.code.append(draw_circle(point, _DOT, ACCENT_COLOUR, GROUND_COLOUR, 0.6))
        half = 2.8
        picture.room.take((point[0] - half, point[1] - half, point[0] + half, point[1] + half))
    return points


def name_places(places: Sequence[MapPlace], points: Sequence[Point], picture: Picture) -> int:
    """Write the names, those of incidents first; give how many found no room."""
    order = sorted(range(len(places)), key=lambda at: places[at].minor)
    return sum(not _name(places[at], points[at], picture) for at in order)


def _name(place: MapPlace, point: Point, picture: Picture) -> bool:
    """Write all, else less and less of it."""
    number = picture.measure(place.number, Role.MAP_NUMBER) if place.number else None
    name = picture.measure(place.name, Role.MAP_PLACE if place.minor else Role.MAP_TAG)
    notes = [picture.measure(note, Role.MAP_NOTE) for note in place.notes]
    tags = [Tag(number, [name, *notes]), Tag(number, [name])]
    if number:
        tags.append(Tag(number, []))
    return any(_settle(tag, point, picture) for tag in tags)


def _settle(tag: Tag, point: Point, picture: Picture) -> bool:
    spots = list(_spots(tag, point))
    best = picture.room.settle([choice for choice, _, _ in spots])
    if best is None:
        return False
    centre, left = next((c, x) for choice, c, x in spots if choice is best)
    _draw(tag, point, centre, left, picture)
    return True


def _spots(tag: Tag, point: Point) -> Iterator[tuple[Choice, Point, float]]:
    """Give where a tag may stand: its boxes, the middle of its circle, the left of its words."""
    for far in _REACH if tag.number else _NEAR:
        for way in range(_WAYS):
            angle = 2 * pi * way / _WAYS - pi / 8
            dx, dy = cos(angle), sin(angle)
            centre = (point[0] + far * dx, point[1] + far * dy)
            cost = far * 0.35 + (0.8 if dx < 0 else 0.0) + (0.4 if dy > 0 else 0.0)
            if dx > -0.3:  # noqa: PLR2004 - nearly above or below, words may stand at either side
                yield _spot(tag, point, centre, centre[0] + tag.half + _GAP, cost)
            if dx < 0.3:  # noqa: PLR2004
                yield _spot(tag, point, centre, centre[0] - tag.half - _GAP - tag.width, cost)


def _spot(
    tag: Tag, point: Point, centre: Point, left: float, cost: float
) -> tuple[Choice, Point, float]:
    x, y = centre
    boxes: list[Box] = []
    if tag.lines:
        top = y - tag.height / 2
        boxes.append((left, top, left + tag.width, top + tag.height))
    if tag.number:
        boxes.append((x - tag.half, y - _CIRCLE, x + tag.half, y + _CIRCLE))
    return Choice(tuple(boxes), cost, _leader(tag, point, centre)), centre, left


def _leader(tag: Tag, point: Point, centre: Point) -> tuple[tuple[Point, Point], ...]:
    """Give the line from a place to its tag, if they are apart."""
    far = hypot(centre[0] - point[0], centre[1] - point[1])
    begin, end = 4.2, far - (tag.half if tag.number else 1.0)
    if end - begin < (2.0 if tag.number else 8.0):
        return ()
    dx, dy = (centre[0] - point[0]) / far, (centre[1] - point[1]) / far
    first = (point[0] + begin * dx, point[1] + begin * dy)
    return ((first, (point[0] + end * dx, point[1] + end * dy)),)


def _draw(tag: Tag, point: Point, centre: Point, left: float, picture: Picture) -> None:
    x, y = centre
    top = y - tag.height / 2
    picture.back((left - 1.5, top, left + tag.width + 1.5, top + tag.height))
    for line in _leader(tag, point, centre):
        picture.code.append(draw_lines([line], ACCENT_COLOUR, HAIRLINE))
    if tag.number:
        picture.code.append(_pill(centre, tag.half))
        number = tag.number
        picture.write(number, x - number.width / 2, y - number.height / 2)
    right = left < x
    for words in tag.lines:
        start = left + tag.width - words.width if right else left
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
