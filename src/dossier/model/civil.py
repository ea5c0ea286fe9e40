"""Days and minutes of the proleptic Gregorian calendar, for any year: datetime ends at 9999."""

from enum import StrEnum
from typing import Final, NamedTuple

DAY_MINUTES: Final = 1440
OPEN_LOWER: Final = -(2**63)
OPEN_UPPER: Final = 2**63 - 1
# The farthest minute we compute; anything beyond is clamped, so that it still fits in 64 bits.
FARTHEST: Final = 2**62
FOUR_DIGITS: Final = 9999

_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY: Final = 2
_ERA_YEARS: Final = 400
_ERA_DAYS: Final = 146097
# Days from 0000-03-01 to 1970-01-01.
_EPOCH: Final = 719468


class Hemisphere(StrEnum):
    """Where the seasons 21 to 24 are read, which EDTF calls independent of location."""

    NORTH = "north"
    SOUTH = "south"


class Bounds(NamedTuple):
    """First and last minute of a date, counted from 1970-01-01T00:00; both inclusive.

    None is an unknown end; OPEN_LOWER and OPEN_UPPER are open ends.
    """

    lower: int | None
    upper: int | None


class Civil(NamedTuple):
    """A calendar day. Year 0 is 1 BC, as in ISO 8601."""

    year: int
    month: int
    day: int


def is_leap(year: int) -> bool:
    """Whether February of this year has 29 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Days in a month; month is 1 to 12."""
    return 29 if month == _FEBRUARY and is_leap(year) else _LENGTHS[month - 1]


def day_number(year: int, month: int, day: int) -> int:
    """Days since 1970-01-01.

    Counts in eras of 400 years that begin on 1 March, so that the leap day comes last
    (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
    """
    shifted = year - (month <= _FEBRUARY)
    era, year_of_era = divmod(shifted, _ERA_YEARS)
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * _ERA_DAYS + day_of_era - _EPOCH


def civil(number: int) -> Civil:
    """The calendar day that lies `number` days after 1970-01-01 (civil_from_days)."""
    era, day_of_era = divmod(number + _EPOCH, _ERA_DAYS)
    leaps = day_of_era // 1460 - day_of_era // 36524 + day_of_era // 146096
    year_of_era = (day_of_era - leaps) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_based = (5 * day_of_year + 2) // 153
    month = (march_based + 2) % 12 + 1
    year = year_of_era + era * _ERA_YEARS + (month <= _FEBRUARY)
    return Civil(year, month, day_of_year - (153 * march_based + 2) // 5 + 1)


def weekday(day: Civil) -> int:
    """Day of the week, Monday = 0. 1970-01-01 was a Thursday."""
    return (day_number(*day) + 3) % 7


def shift_day(day: Civil, days: int) -> Civil:
    """The day that lies so many days later (earlier when negative)."""
    return civil(day_number(*day) + days)


def day_bounds(first: Civil, last: Civil) -> Bounds:
    """From the first minute of one day to the last minute of another."""
    lower = day_number(*first) * DAY_MINUTES
    upper = day_number(*last) * DAY_MINUTES + DAY_MINUTES - 1
    return Bounds(clamp(lower), clamp(upper))


def clamp(minutes: int) -> int:
    """Keep a number of minutes within 64 bits and apart from the marks of open ends."""
    return max(-FARTHEST, min(FARTHEST, minutes))


def year_text(year: int) -> str:
    """A year of up to four digits as EDTF writes it."""
    return f"-{-year:04}" if year < 0 else f"{year:04}"


def day_text(day: Civil) -> str:
    """A day as EDTF writes it."""
    return f"{year_text(day.year)}-{day.month:02}-{day.day:02}"
