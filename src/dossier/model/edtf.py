"""EDTF values: what a date string of the Library of Congress profile (4 February 2019) says."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import product
from typing import Final

from dossier.errors import DossierError
from dossier.model.civil import (
    DAY_MINUTES,
    FARTHEST,
    OPEN_LOWER,
    OPEN_UPPER,
    Bounds,
    Civil,
    Hemisphere,
    civil,
    day_bounds,
    month_length,
)

UNSPECIFIED: Final = "X"
FIRST_SEASON: Final = 21
LAST_LEVEL_1_SEASON: Final = 24
LAST_SEASON: Final = 41

_ANY: Final = "XX"
_MONTHS: Final = 12
_YEAR_DIGITS: Final = 4
# Code of a part of a year -> its first month and its length in months. EDTF names the seasons but
# not their months; the meteorological ones are used, and a winter runs on into the next year.
_PARTS: Final = {
    **{code: (3 * (code - 24), 3) for code in range(25, 29)},
    29: (9, 3),
    30: (12, 3),
    31: (3, 3),
    32: (6, 3),
    **{code: (3 * (code - 33) + 1, 3) for code in range(33, 37)},
    **{code: (4 * (code - 37) + 1, 4) for code in range(37, 40)},
    **{code: (6 * (code - 40) + 1, 6) for code in range(40, 42)},
}
# Seasons 21 to 24 are independent of location: they take the months of 25 to 28 or of 29 to 32.
_PLACED: Final = {Hemisphere.NORTH: 4, Hemisphere.SOUTH: 8}


class DateError(DossierError):
    """A date that cannot be read. `position` counts characters from 0; `repairs` are valid EDTF."""

    def __init__(
        self, message: str, hint: str = "", *, position: int = 0, repairs: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message, hint)
        self.position = position
        self.repairs = repairs


class Level(IntEnum):
    """Conformance level of EDTF that a string needs."""

    ZERO = 0
    ONE = 1
    TWO = 2


class Precision(StrEnum):
    """The smallest unit that is fully known; of several dates, that of the coarsest."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    NONE = "none"


class Mark(StrEnum):
    """Qualifier of a date or of one of its components."""

    NONE = ""
    UNCERTAIN = "?"
    APPROXIMATE = "~"
    BOTH = "%"

    @property
    def uncertain(self) -> bool:
        """Whether this marks doubt."""
        return self in (Mark.UNCERTAIN, Mark.BOTH)

    @property
    def approximate(self) -> bool:
        """Whether this marks an estimate."""
        return self in (Mark.APPROXIMATE, Mark.BOTH)


class End(StrEnum):
    """An end of an interval that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


class Kind(StrEnum):
    """Kind of a set, by its opening bracket."""

    ONE_OF = "["
    ALL = "{"


@dataclass(frozen=True, slots=True)
class Edtf:
    """A valid EDTF string and what it means.

    `bounds` are local minutes where the string has no zone, UTC where it has one; seasons 21 to 24
    are read for the northern hemisphere.
    """

    text: str
    level: Level
    bounds: Bounds
    precision: Precision
    uncertain: bool
    approximate: bool

    def __str__(self) -> str:
        return self.text

    def bounds_in(self, hemisphere: Hemisphere) -> Bounds:
        """The bounds with seasons 21 to 24 read for a hemisphere."""
        del hemisphere  # only dates with seasons differ
        return self.bounds

    def first_day(self) -> Civil | None:
        """The first day it may mean; None where the start is open, unknown or beyond reckoning."""
        return _day_of(self.bounds.lower)

    def last_day(self) -> Civil | None:
        """The last day it may mean; None where the end is open, unknown or beyond reckoning."""
        return _day_of(self.bounds.upper)


def _day_of(minute: int | None) -> Civil | None:
    if minute is None or abs(minute) >= FARTHEST:
        return None
    return civil(minute // DAY_MINUTES)


@dataclass(frozen=True, slots=True)
class CalendarDate(Edtf):
    """A year, a month, a season or a day.

    `year` has four digits and may have a sign; `month` and `day` have two or are empty; each may
    hold X. `marks` has the mark in force on each component present.
    """

    year: str
    month: str
    day: str
    marks: tuple[Mark, ...]

    @property
    def season(self) -> int | None:
        """Code of the season, quarter, third or half of a year (21 to 41), if it is one."""
        return season_code(self.month)

    @property
    def vague(self) -> bool:
        """Whether a digit is unspecified."""
        return UNSPECIFIED in self.year + self.month + self.day

    def bounds_in(self, hemisphere: Hemisphere) -> Bounds:
        """The bounds with seasons 21 to 24 read for a hemisphere."""
        if self.season is None:
            return self.bounds
        return date_bounds(self.year, self.month, self.day, hemisphere) or self.bounds


@dataclass(frozen=True, slots=True)
class Moment(Edtf):
    """A date and a time of day to the second; `offset` in minutes east of UTC, None = local."""

    date: CalendarDate
    clock: str
    offset: int | None

    def first_day(self) -> Civil | None:
        """The day as written, in its own zone."""
        return self.date.first_day()

    def last_day(self) -> Civil | None:
        """The day as written, in its own zone."""
        return self.date.last_day()


@dataclass(frozen=True, slots=True)
class YearNumber(Edtf):
    """A year beyond four digits or with significant digits; `year` is the estimate, clamped."""

    year: int
    significant: int | None
    mark: Mark


@dataclass(frozen=True, slots=True)
class Span(Edtf):
    """An interval: it lasts from `start` to `end`."""

    start: CalendarDate | End
    end: CalendarDate | End

    def bounds_in(self, hemisphere: Hemisphere) -> Bounds:
        """The bounds with seasons 21 to 24 read for a hemisphere."""
        return span_bounds(self.start, self.end, hemisphere)


@dataclass(frozen=True, slots=True)
class Run:
    """All dates from `first` to `last` in a set; None is an open end."""

    first: CalendarDate | None
    last: CalendarDate | None


@dataclass(frozen=True, slots=True)
class Choice(Edtf):
    """A set of dates: one of them, or all of them."""

    kind: Kind
    members: tuple[CalendarDate | Run, ...]

    def bounds_in(self, hemisphere: Hemisphere) -> Bounds:
        """The bounds with seasons 21 to 24 read for a hemisphere."""
        return set_bounds(self.members, hemisphere)


def season_code(month: str) -> int | None:
    """The code 21 to 41 that stands in place of a month, if it is one."""
    if month.isdecimal() and FIRST_SEASON <= int(month) <= LAST_SEASON:
        return int(month)
    return None


def season_months(code: int, hemisphere: Hemisphere = Hemisphere.NORTH) -> tuple[int, int]:
    """First month and number of months of a part of a year."""
    return _PARTS[code + _PLACED[hemisphere] if code <= LAST_LEVEL_1_SEASON else code]


def date_bounds(
    year: str, month: str, day: str, hemisphere: Hemisphere = Hemisphere.NORTH
) -> Bounds | None:
    """Bounds of the days that fit the digits given; None if there is no such day."""
    code = season_code(month)
    if code is not None:
        return _season_bounds(year, *season_months(code, hemisphere))
    earliest = _edge(year, month or _ANY, day or _ANY, last=False)
    latest = _edge(year, month or _ANY, day or _ANY, last=True)
    return day_bounds(earliest, latest) if earliest and latest else None


def _season_bounds(year: str, first_month: int, months: int) -> Bounds:
    first = Civil(next(_years(year, last=False)), first_month, 1)
    carry, month = divmod(first_month + months - 2, _MONTHS)
    last_year = next(_years(year, last=True)) + carry
    last = Civil(last_year, month + 1, month_length(last_year, month + 1))
    return day_bounds(first, last)


def _edge(year: str, month: str, day: str, *, last: bool) -> Civil | None:
    """The first (or last) day that exists and fits; 190X-02-29 starts in 1904."""
    for number in _years(year, last=last):
        for month_number in _fitting(month, _MONTHS, last=last):
            for day_of_month in _fitting(day, month_length(number, month_number), last=last):
                return Civil(number, month_number, day_of_month)
    return None


def _fitting(mask: str, top: int, *, last: bool) -> Iterator[int]:
    numbers = range(top, 0, -1) if last else range(1, top + 1)
    return (
        n
        for n in numbers
        if all(m in (UNSPECIFIED, d) for m, d in zip(mask, f"{n:02}", strict=True))
    )


def _years(mask: str, *, last: bool) -> Iterator[int]:
    """Years that fit, the earliest (or latest) first. There is no year -0000."""
    sign, digits = (-1, mask[1:]) if mask.startswith("-") else (1, mask)
    falling = last == (sign > 0)
    choices = ["0123456789"[:: -1 if falling else 1] if d == UNSPECIFIED else d for d in digits]
    magnitudes = (int("".join(combination)) for combination in product(*choices))
    return (sign * magnitude for magnitude in magnitudes if sign > 0 or magnitude)


def date_precision(year: str, month: str, day: str) -> Precision:
    """The smallest unit that is fully known in these digits."""
    known = year.lstrip("-").partition(UNSPECIFIED)[0]
    if len(known) < _YEAR_DIGITS:
        coarse = (Precision.NONE, Precision.MILLENNIUM, Precision.CENTURY, Precision.DECADE)
        return coarse[len(known)]
    if not month or UNSPECIFIED in month:
        return Precision.YEAR
    if season_code(month) is not None:
        return Precision.SEASON
    return Precision.DAY if day and UNSPECIFIED not in day else Precision.MONTH


def coarsest(precisions: Iterable[Precision]) -> Precision:
    """The coarsest of several precisions; none at all counts as not known."""
    order = list(Precision)
    return max(precisions, key=order.index, default=Precision.NONE)


def span_bounds(
    start: CalendarDate | End, end: CalendarDate | End, hemisphere: Hemisphere
) -> Bounds:
    """From the start of the start to the end of the end."""
    first = _end_bounds(start, hemisphere)
    last = _end_bounds(end, hemisphere)
    if ends_before_start(first, last):
        # 2021-21/2021-24 runs from spring to winter in the north only: cover both
        return Bounds(last.lower, first.upper)
    return Bounds(first.lower, last.upper)


def ends_before_start(start: Bounds, end: Bounds) -> bool:
    """Whether nothing can start within `start` and end within `end`."""
    return start.lower is not None and end.upper is not None and start.lower > end.upper


def _end_bounds(end: CalendarDate | End, hemisphere: Hemisphere) -> Bounds:
    if isinstance(end, CalendarDate):
        return end.bounds_in(hemisphere)
    return Bounds(OPEN_LOWER, OPEN_UPPER) if end is End.OPEN else Bounds(None, None)


def set_bounds(members: tuple[CalendarDate | Run, ...], hemisphere: Hemisphere) -> Bounds:
    """From the earliest to the latest member."""
    lowers, uppers = [], []
    for member in members:
        first, last = (member.first, member.last) if isinstance(member, Run) else (member, member)
        lowers.append(first.bounds_in(hemisphere).lower if first else OPEN_LOWER)
        uppers.append(last.bounds_in(hemisphere).upper if last else OPEN_UPPER)
    return Bounds(
        min(bound for bound in lowers if bound is not None),
        max(bound for bound in uppers if bound is not None),
    )
