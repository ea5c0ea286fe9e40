"""From the globe to paper: a frame around places, and the projection that suits its size.

Up to a third of the globe it is the oblique stereographic around the middle of the frame (J. P.
Snyder, Map Projections - A Working Manual, USGS 1395, 1987, section 21, on the sphere): it keeps
angles, and circles stay circles, so that how exactly a place is known can be drawn as one; it works
over the poles and the antimeridian like anywhere else. Within 500 km of the middle lengths are off
by less than 0.2 %. Wider frames are equidistant cylindrical (section 12) around their meridian.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import acos, asin, atan2, cos, degrees, floor, hypot, radians, sin

from dossier.brief.maps.atlas import Bounds, Degrees, Detail

Point = tuple[float, float]  # on paper: points from the left top corner, y downwards
EARTH = 6371.0088  # mean radius in km (IUGG)
_WIDEST = 40.0  # degrees from the middle to the farthest place; wider is cylindrical
_LEAST_KM = 60.0  # half the width of the smallest frame
_MARGIN = 1.75  # of what the places take, for their names
_TALLEST, _FLATTEST = 0.74, 0.64  # height of width
_BACK = -0.9  # cosine of the angle from where on a point is behind the globe
_SAMPLES = 12
_FINE, _MIDDLE = 4.0, 30.0  # km a point, up to which lines are that fine
_WORLD = 180.0
_SQUEEZE = cos(radians(30))  # of cylindrical frames: true to scale at 30 degrees


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the globe on paper: `scale` is km to a point; `round` says that it is a part only.

    `offset` is where the middle (longitude, latitude) lies on paper.
    """

    middle: Degrees
    width: float
    height: float
    scale: float
    local: bool = True

    def project(self, place: Degrees) -> Point:
        """Give where a place lies on paper, perhaps outside the frame."""
        if not self.local:
            return self._unroll(_turn(place[0] - self.middle[0]), place[1])
        return self._stereographic([place])[0]

    def project_line(self, line: Sequence[Degrees]) -> list[Point]:
        """Give where a line or ring lies on paper; over the edge of the world it goes on."""
        if self.local:
            return self._stereographic(line)
        out, before = [], None
        for lon, lat in line:
            turned = _turn(lon - self.middle[0]) if before is None else lon - self.middle[0]
            if before is not None:
                turned = before + _turn(turned - before)
            before = turned
            out.append(self._unroll(turned, lat))
        return out

    def _unroll(self, lon: float, lat: float) -> Point:
        unit = radians(1) * EARTH / self.scale
        x = self.width / 2 + lon * _SQUEEZE * unit
        return x, self.height / 2 - (lat - self.middle[1]) * unit

    def _stereographic(self, line: Iterable[Degrees]) -> list[Point]:
        lon0, lat0 = map(radians, self.middle)
        sine, cosine = sin(lat0), cos(lat0)
        left, top, unit = self.width / 2, self.height / 2, 2 * EARTH / self.scale
        out = []
        for lon, lat in line:
            turn, up = radians(lon) - lon0, radians(lat)
            high, flat = sin(up), cos(up)
            ahead = flat * cos(turn)
            near = max(sine * high + cosine * ahead, _BACK)
            k = unit / (1 + near)
            out.append((left + k * flat * sin(turn), top - k * (cosine * high - sine * ahead)))
        return out

    def locate(self, point: Point) -> Degrees:
        """Give the place that lies at a point of the paper."""
        x, y = (point[0] - self.width / 2) * self.scale, (self.height / 2 - point[1]) * self.scale
        if not self.local:
            lon = self.middle[0] + degrees(x / EARTH / _SQUEEZE)
            return _turn(lon), min(max(self.middle[1] + degrees(y / EARTH), -90.0), 90.0)
        return _look_back(x / EARTH, y / EARTH, self.middle)

    def repeat(self, line: list[Point]) -> Iterator[list[Point]]:
        """Give a line where the frame shows it: around the world it may stand at either edge."""
        yield line
        if self.local:
            return
        xs = [x for x, _ in line]
        if min(xs) < 0:
            yield [(x + self.width, y) for x, y in line]
        if max(xs) > self.width:
            yield [(x - self.width, y) for x, y in line]

    @property
    def detail(self) -> Detail:
        """How fine lines need to be."""
        if self.scale <= _FINE:
            return Detail.FINE
        return Detail.MIDDLE if self.scale <= _MIDDLE else Detail.COARSE

    @property
    def reach(self) -> tuple[Bounds, ...]:
        """What of the globe the frame shows, as boxes that do not cross the antimeridian."""
        if not self.local:
            return ((-180.0, -90.0, 180.0, 90.0),)
        steps = [n / _SAMPLES for n in range(_SAMPLES + 1)]
        held = [self.locate((self.width * u, self.height * v)) for u in steps for v in steps]
        lats = [lat for _, lat in held]
        south, north = min(lats), max(lats)
        for pole in (-90.0, 90.0):
            x, y = self.project((0.0, pole))
            if 0 <= x <= self.width and 0 <= y <= self.height:
                return ((-180.0, min(south, pole), 180.0, max(north, pole)),)
        turns = [_turn(lon - self.middle[0]) for lon, _ in held]
        return tuple(_cut(self.middle[0] + min(turns), south, self.middle[0] + max(turns), north))

    @property
    def turn(self) -> float:
        """How far north at the corners differs from north in the middle, in degrees."""
        if not self.local:
            return 0.0
        lon, _ = self.locate((0.0, 0.0 if self.middle[1] >= 0 else self.height))
        return abs(_turn(lon - self.middle[0]) * sin(radians(self.middle[1])))


def _look_back(x: float, y: float, middle: Degrees) -> Degrees:
    """Invert the stereographic projection of the unit sphere (Snyder 20-14, 20-15, 21-15)."""
    far = hypot(x, y)
    if far == 0:
        return middle
    lon0, lat0 = map(radians, middle)
    angle = 2 * atan2(far, 2)
    sine = cos(angle) * sin(lat0) + y * sin(angle) * cos(lat0) / far
    lat = asin(min(max(sine, -1.0), 1.0))
    turn = atan2(x * sin(angle), far * cos(lat0) * cos(angle) - y * sin(lat0) * sin(angle))
    return _turn(degrees(lon0 + turn)), degrees(lat)


def frame_places(places: Sequence[tuple[Degrees, float]], width: float) -> Frame:
    """Give the frame around places (where, radius in km), so wide on paper; one place at least."""
    middle = _average([where for where, _ in places])
    if max(_angle(middle, where) for where, _ in places) > _WIDEST:
        return _frame_world([where for where, _ in places], width)
    for _ in range(3):  # the middle of the box is not that of the places; it settles at once
        rough = Frame(middle, 0.0, 0.0, 1.0)
        left, top, right, bottom = _surround(rough, places)
        middle = rough.locate(((left + right) / 2, (top + bottom) / 2))
    half_width = max((right - left) / 2 * _MARGIN, _LEAST_KM)
    half_height = max((bottom - top) / 2 * _MARGIN, half_width * _FLATTEST)
    half_width = max(half_width, half_height / _TALLEST)
    scale = 2 * half_width / width
    return Frame(middle, width, 2 * half_height / scale, scale)


def _surround(frame: Frame, places: Sequence[tuple[Degrees, float]]) -> Bounds:
    held = [(*frame.project(where), radius) for where, radius in places]
    return (
        min(x - r for x, _, r in held),
        min(y - r for _, y, r in held),
        max(x + r for x, _, r in held),
        max(y + r for _, y, r in held),
    )


def _frame_world(places: Sequence[Degrees], width: float) -> Frame:
    """Give a frame over all longitudes, cut where the gap between places is widest."""
    lons = sorted({lon % 360 for lon, _ in places})
    gaps = [(b - a, a) for a, b in zip(lons, [*lons[1:], lons[0] + 360], strict=True)]
    gap, start = max(gaps)
    middle = _turn(start + gap / 2 + _WORLD)
    lats = [lat for _, lat in places]
    south, north = max(min(-56.0, min(lats) - 6), -90.0), min(max(80.0, max(lats) + 6), 90.0)
    unit = width / (2 * _WORLD * _SQUEEZE)  # of a degree of latitude
    scale = radians(1) * EARTH / unit
    return Frame((middle, (south + north) / 2), width, (north - south) * unit, scale, local=False)


def frame_around(frame: Frame, width: float, height: float, widest: float) -> Frame:
    """Give a smaller picture of more of the globe around `frame`, to show where it lies."""
    scale = min(max(frame.width * frame.scale * 5, 1500.0), widest) / width
    return Frame(frame.middle, width, height, scale)


def _average(places: Sequence[Degrees]) -> Degrees:
    """Give the middle of places on the globe, by the mean of their directions in space."""
    x = y = z = 0.0
    for lon, lat in places:
        x += cos(radians(lat)) * cos(radians(lon))
        y += cos(radians(lat)) * sin(radians(lon))
        z += sin(radians(lat))
    return degrees(atan2(y, x)), degrees(atan2(z, hypot(x, y)))


def _angle(a: Degrees, b: Degrees) -> float:
    """Give the angle between two places seen from the middle of the globe, in degrees."""
    (lon_a, lat_a), (lon_b, lat_b) = a, b
    turn = radians(lon_b - lon_a)
    held = sin(radians(lat_a)) * sin(radians(lat_b))
    held += cos(radians(lat_a)) * cos(radians(lat_b)) * cos(turn)
    return degrees(acos(min(max(held, -1.0), 1.0)))


def _turn(lon: float) -> float:
    """Give a longitude from -180 to 180."""
    return lon - 360 * floor((lon + 180) / 360)


def _cut(west: float, south: float, east: float, north: float) -> Iterator[Bounds]:
    """Give a box in the parts that lie on either side of the antimeridian."""
    for shift in (-360.0, 0.0, 360.0):
        left, right = max(west + shift, -180.0), min(east + shift, 180.0)
        if left <= right:
            yield left, south, right, north
