"""Pictures as plain data: what is drawn, never how. Each is a block of a brief."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interval:
    """A count as one source gives it: its words, and the least and most they allow (None = open).

    `used` marks the one that totals are made of.
    """

    words: str
    said_by: str
    low: int
    high: int | None
    used: bool = False


@dataclass(frozen=True, slots=True)
class Intervals:
    """Counts of one thing under each other on one scale: what each source says of it.

    Each is drawn in its own form: a dot for 134, an open arrow for "more than 130".
    """

    label: str
    intervals: tuple[Interval, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a time line: days since 1 January of year 1, a name, a count as it is stated.

    `size` is what the area of its circle stands for; 0 draws a point. Where the day is not known
    exactly, `day` is the first that it may be and `when` says it in words.
    """

    day: int
    name: str
    words: str = ""
    size: int = 0
    when: str = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events on one line over the full width; many of them are drawn as bars of their number.

    `days` names the ticks: (day, words). They bound the line.
    """

    label: str
    events: tuple[Event, ...]
    days: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class MapPlace:
    """Something on a map: its name and where it is, in degrees x 1e7 (WGS 84).

    With `radius_m` it lies somewhere so near: a ring is drawn, never a point. `number` stands in
    its mark, `notes` below its name. A `minor` place is named only. The name leads to `anchor`.
    Where there are too many incidents to number, `incidents` is how many.
    """

    name: str
    longitude: int
    latitude: int
    radius_m: int = 0
    number: str = ""
    notes: tuple[str, ...] = ()
    minor: bool = False
    anchor: str = ""
    incidents: int = 0


@dataclass(frozen=True, slots=True)
class Movement:
    """An arrow by way of stops (longitude, latitude in degrees x 1e7), and its words.

    `into` is the country (ISO 3166-1 alpha-2) it ends in, where no more than that is known.
    """

    words: str
    stops: tuple[tuple[int, int], ...]
    into: str = ""


@dataclass(frozen=True, slots=True)
class Map:
    """Places and movements over borders, rivers and towns. `remark` stands first below it."""

    label: str
    places: tuple[MapPlace, ...]
    movements: tuple[Movement, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A box of a diagram: a name, what it is, and whether it matters most or is not known."""

    name: str
    role: str = ""
    accent: bool = False
    unknown: bool = False


@dataclass(frozen=True, slots=True)
class Diagram:
    """Who depends on whom: `edges` lead from what came first to what draws on it, by place."""

    label: str
    nodes: tuple[Node, ...]
    edges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A sum over some incidents: from at least to at most (None = open), of how many incidents."""

    name: str
    low: int
    high: int | None
    incidents: int = 0


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one thing, such as one province week by week."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small charts side by side on one scale, so that they can be compared."""

    label: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG file as it is stored, in full in `image`, and what it shows in words.

    It is printed at its own size (96 dots an inch), smaller if it is wider or taller than its room.
    `share` of the column, from 0 to 1, is the most that it takes in width.
    """

    image: bytes
    alt: str
    share: float = 1.0

    @property
    def words(self) -> str:
        """Say what it shows, where it cannot be shown itself."""
        return f"[Picture: {self.alt}]" if self.alt else "[Picture]"
