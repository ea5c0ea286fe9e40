"""Strict reader of EDTF, levels 0 to 2 (Library of Congress, 4 February 2019)."""

import functools
import re
from collections.abc import Sequence
from typing import Final

from dossier.model.civil import (
    DAY_MINUTES,
    FOUR_DIGITS,
    Bounds,
    Civil,
    Hemisphere,
    day_bounds,
    day_number,
    month_length,
)
from dossier.model.datenames import MONTHS
from dossier.model.edtf import (
    LAST_LEVEL_1_SEASON,
    UNSPECIFIED,
    CalendarDate,
    Choice,
    Edtf,
    End,
    Kind,
    Level,
    Mark,
    Moment,
    Precision,
    Run,
    Span,
    YearNumber,
    coarsest,
    date_bounds,
    date_precision,
    ends_before_start,
    season_code,
    set_bounds,
    span_bounds,
)
from dossier.model.edtfscan import DIGITS, Scanner

_DAY_LENGTH: Final = 10
_LAST_MONTH: Final = 12
_YEAR_DIGITS: Final = 4
# Years of more digits are clamped here: their minutes are beyond 64 bits anyhow.
_MANY_DIGITS: Final = 18
_ABSURD: Final = 3
_CLOSING: Final = {Kind.ONE_OF: "]", Kind.ALL: "}"}
_YEAR_PRECISIONS: Final = (
    Precision.YEAR,
    Precision.DECADE,
    Precision.CENTURY,
    Precision.MILLENNIUM,
)
_COMPONENTS: Final = ("year", "month", "day")
_PLAIN: Final = (Mark.NONE, Mark.NONE, Mark.NONE)
# The cases of unspecified digits that level 1 allows: from the right.
_FROM_THE_RIGHT: Final = re.compile(r"-?\d\d(\dX|XX)|-?\d{4}-XX|-?\d{4}-(\d\d|XX)-XX")


@functools.lru_cache(maxsize=1 << 12)  # the dates of a case recur
def decode(text: str) -> Edtf:
    """Read one EDTF string; DateError says what is wrong and where. No repairs: see dates.parse."""
    plain = _plain_day(text)
    if plain is not None:
        return plain
    scan = Scanner(text, 0, len(text))
    if not text:
        scan.fail("it is empty")
    space = re.search(r"\s", text)
    if space:
        scan.fail("spaces are not allowed", space.start())
    if text[0] in tuple(Kind):
        return _choice(scan)
    if "/" in text:
        return _span(scan)
    if text[0] == "Y" or "S" in text:
        return _year_number(scan)
    return _moment(scan) if "T" in text else _date(scan)


def _plain_day(text: str) -> CalendarDate | None:
    """The cheap road for nearly all dates; anything unusual is left to the others."""
    if len(text) != _DAY_LENGTH or text[4] != "-" or text[7] != "-":
        return None
    year, month, day = text[:4], text[5:7], text[8:]
    if not (text.isascii() and (year + month + day).isdigit()):
        return None
    y, m, d = int(year), int(month), int(day)
    if not (1 <= m <= _LAST_MONTH and 1 <= d <= month_length(y, m)):
        return None
    start = day_number(y, m, d) * DAY_MINUTES
    bounds = Bounds(start, start + DAY_MINUTES - 1)
    return CalendarDate(
        text, Level.ZERO, bounds, Precision.DAY, False, False, year, month, day, _PLAIN
    )


def _date(scan: Scanner) -> CalendarDate:
    """[mark] year [mark] - [mark] month [mark] - [mark] day [mark], the rest may be left out."""
    begin = scan.at
    left, right, starts = [scan.mark()], [], [scan.at]
    sign = "-" if scan.accept("-") else ""
    parts = [sign + scan.digits(_YEAR_DIGITS, "year", DIGITS + UNSPECIFIED)]
    right.append(scan.mark())
    while len(parts) < len(_COMPONENTS) and scan.accept("-"):
        left.append(scan.mark())
        starts.append(scan.at)
        parts.append(scan.digits(2, _COMPONENTS[len(parts)], DIGITS + UNSPECIFIED))
        right.append(scan.mark())
    if len(parts) == 1 and scan.peek() and scan.peek() in DIGITS:
        scan.fail("after four digits of a year comes a hyphen; a longer year begins with Y")
    scan.finish()
    year, month, day = (*parts, "", "")[:3]
    bounds = _date_bounds(scan, year, month, day, starts)
    marks = tuple(_combined([before, *right[i:]]) for i, before in enumerate(left))
    return CalendarDate(
        scan.text[begin : scan.end],
        _date_level(year, month, day, _mark_level(left, right)),
        bounds,
        date_precision(year, month, day),
        any(mark.uncertain for mark in marks),
        any(mark.approximate for mark in marks),
        year,
        month,
        day,
        marks,
    )


def _combined(marks: Sequence[Mark]) -> Mark:
    uncertain = any(mark.uncertain for mark in marks)
    approximate = any(mark.approximate for mark in marks)
    if uncertain and approximate:
        return Mark.BOTH
    return Mark.UNCERTAIN if uncertain else Mark.APPROXIMATE if approximate else Mark.NONE


def _mark_level(left: Sequence[Mark], right: Sequence[Mark]) -> Level:
    """Level 1 knows marks only at the end of a date."""
    if any(left) or any(right[:-1]):
        return Level.TWO
    return Level.ONE if right[-1] else Level.ZERO


def _date_level(year: str, month: str, day: str, level: Level) -> Level:
    season = season_code(month)
    levels = [level]
    if year.startswith("-"):
        levels.append(Level.ONE)
    if season is not None:
        levels.append(Level.ONE if season <= LAST_LEVEL_1_SEASON else Level.TWO)
    whole = "-".join(filter(None, (year, month, day)))
    if UNSPECIFIED in whole:
        levels.append(Level.ONE if _FROM_THE_RIGHT.fullmatch(whole) else Level.TWO)
    return max(levels)


def _date_bounds(scan: Scanner, year: str, month: str, day: str, starts: Sequence[int]) -> Bounds:
    """Bounds, or the reason why there is no such day."""
    if year == "-0000":
        scan.fail("there is no year -0000; write 0000", starts[0])
    if season_code(month) is not None and day:
        scan.fail(f"{month} is a season, which has no days", starts[1])
    bounds = date_bounds(year, month, day)
    if bounds is None and date_bounds("2000", month, "") is None:
        scan.fail("the month is 01 to 12, or 21 to 41 for a part of the year", starts[1])
    if bounds is None:
        scan.fail(_missing_day(year, month, day), starts[2])
    return bounds


def _missing_day(year: str, month: str, day: str) -> str:
    if date_bounds("2000", "", day) is None:
        return "the day is 01 to 31"
    if month == "02" and day == "29":
        return f"{year} is not a leap year"
    if UNSPECIFIED in year + month + day:
        return f"no {year}-{month} has a day {day}"
    return f"{MONTHS[int(month) - 1]} {year} has {month_length(int(year), int(month))} days"


def _moment(scan: Scanner) -> Moment:
    split = scan.text.index("T")
    date = _date(scan.part(0, split))
    if date.precision is not Precision.DAY or any(date.marks):
        scan.fail("a time of day needs a full date without marks before it", split)
    clock = scan.part(split + 1, scan.end)
    minutes = clock.clock()
    written = scan.text[split + 1 : clock.at]
    offset = clock.offset()
    clock.finish()
    day = day_number(int(date.year), int(date.month), int(date.day))
    at = day * DAY_MINUTES + minutes - (offset or 0)
    return Moment(
        scan.text,
        date.level,
        Bounds(at, at),
        Precision.MINUTE,
        False,
        False,
        date,
        written,
        offset,
    )


def _year_number(scan: Scanner) -> YearNumber:
    """Y-prefixed and exponential years, and years with significant digits."""
    lettered = scan.accept("Y")
    start = scan.at
    sign = -1 if scan.accept("-") else 1
    digits = scan.integer("a year after Y") if lettered else scan.digits(_YEAR_DIGITS, "year")
    exponent = scan.integer("the exponent") if lettered and scan.accept("E") else ""
    significant = scan.integer("the count of significant digits") if scan.accept("S") else ""
    mark = scan.mark()
    scan.finish()
    if sign < 0 and not digits.strip("0"):
        scan.fail("there is no year -0000; write 0000", start)
    size = _size(digits, exponent)
    if lettered and size <= FOUR_DIGITS:
        scan.fail("Y is only for years of more than four digits", 0)
    unknown = _unknown_places(size, significant)
    first = size // 10**unknown * 10**unknown
    last = first + 10**unknown - 1
    years = (first, last) if sign > 0 else (-last, -first)
    return YearNumber(
        scan.text,
        Level.TWO if exponent or significant else Level.ONE,
        day_bounds(Civil(years[0], 1, 1), Civil(years[1], 12, 31)),
        _YEAR_PRECISIONS[min(unknown, len(_YEAR_PRECISIONS) - 1)],
        mark.uncertain,
        mark.approximate,
        sign * size,
        (first != last and int(significant)) or None,
        mark,
    )


def _size(digits: str, exponent: str) -> int:
    """Magnitude of a year, clamped: exponents may be of any size."""
    zeros = int(exponent[:_ABSURD] or 0)
    if len(digits) + zeros > _MANY_DIGITS:
        return int(10**_MANY_DIGITS)
    return int(digits + "0" * zeros)


def _unknown_places(size: int, significant: str) -> int:
    """How many digits at the right are not significant."""
    return max(0, len(str(size)) - int(significant[:_ABSURD])) if significant else 0


def _span(scan: Scanner) -> Span:
    split = scan.text.index("/")
    again = scan.text.find("/", split + 1)
    if again >= 0:
        scan.fail("an interval has one slash", again)
    start = _end(scan.part(0, split))
    end = _end(scan.part(split + 1, scan.end))
    dates = [part for part in (start, end) if isinstance(part, CalendarDate)]
    bounds = span_bounds(start, end, Hemisphere.NORTH)
    if dates and ends_before_start(dates[0].bounds, dates[-1].bounds):
        scan.fail("the interval ends before it begins", split + 1)
    levels = [Level.TWO if date.vague else date.level for date in dates]
    return Span(
        scan.text,
        max(levels if start in dates and end in dates else [*levels, Level.ONE]),
        bounds,
        coarsest(date.precision for date in dates),
        any(date.uncertain for date in dates),
        any(date.approximate for date in dates),
        start,
        end,
    )


def _end(scan: Scanner) -> CalendarDate | End:
    if scan.rest() in tuple(End):
        return End(scan.rest())
    return _member_date(scan, "an interval")


def _member_date(scan: Scanner, whole: str) -> CalendarDate:
    """A date that may stand inside an interval or a set."""
    for letter, name in (("T", "a time of day"), ("Y", "a Y year"), ("S", "a year with S")):
        place = scan.text.find(letter, scan.at, scan.end)
        if place >= 0:
            scan.fail(f"{name} cannot stand in {whole}", place)
    return _plain_day(scan.rest()) or _date(scan)


def _choice(scan: Scanner) -> Choice:
    kind = Kind(scan.text[0])
    closing = _CLOSING[kind]
    if not scan.text.endswith(closing):
        scan.fail(f"a set that begins with {kind} ends with {closing}", scan.end)
    members, at = [], 1
    pieces = scan.text[1:-1].split(",")
    for i, piece in enumerate(pieces):
        part = scan.part(at, at + len(piece))
        members.append(_member(part, first=i == 0, last=i == len(pieces) - 1))
        at += len(piece) + 1
    dates = [date for member in members for date in _dates(member)]
    return Choice(
        scan.text,
        Level.TWO,
        set_bounds(tuple(members), Hemisphere.NORTH),
        coarsest(date.precision for date in dates),
        any(date.uncertain for date in dates),
        any(date.approximate for date in dates),
        kind,
        tuple(members),
    )


def _dates(member: CalendarDate | Run) -> list[CalendarDate]:
    if isinstance(member, CalendarDate):
        return [member]
    return [date for date in (member.first, member.last) if date]


def _member(scan: Scanner, *, first: bool, last: bool) -> CalendarDate | Run:
    dots = scan.text.find("..", scan.at, scan.end)
    if dots < 0:
        return _member_date(scan, "a set")
    open_start, open_end = dots == scan.at, dots + 2 == scan.end
    if (open_start and open_end) or (open_start and not first) or (open_end and not last):
        scan.fail("an open “..” stands only before the first or after the last date", dots)
    begin = None if open_start else _member_date(scan.part(scan.at, dots), "a set")
    end = None if open_end else _member_date(scan.part(dots + 2, scan.end), "a set")
    if begin and end:
        _check_run(scan, begin, end, dots + 2)
    return Run(begin, end)


def _check_run(scan: Scanner, begin: CalendarDate, end: CalendarDate, at: int) -> None:
    """LoC, set representation, rule 7: both ends of ".." have the same precision."""
    if _shape(begin) != _shape(end):
        scan.fail("both ends of “..” need the same precision", at)
    if ends_before_start(begin.bounds, end.bounds):
        scan.fail("the dates around “..” are reversed", at)


def _shape(date: CalendarDate) -> tuple[int, bool]:
    return len(date.marks), date.season is not None
