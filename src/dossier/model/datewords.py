"""English words for one EDTF date; rangewords joins them into intervals and sets."""

from enum import StrEnum
from typing import Final

from dossier.model.civil import FOUR_DIGITS, Civil, weekday
from dossier.model.datenames import MONTHS, ORDINALS, SEASONS, WEEKDAYS
from dossier.model.edtf import (
    FIRST_SEASON,
    LAST_LEVEL_1_SEASON,
    UNSPECIFIED,
    CalendarDate,
    Mark,
    Moment,
    Precision,
    YearNumber,
    season_months,
)

_FIRST_QUARTER: Final = 33
_FIRST_THIRD: Final = 37
_FIRST_HALF: Final = 40
_LAST_NORTHERN: Final = 28
_DECEMBER: Final = 12
_CLEAR_YEAR: Final = 1000
_COMPONENTS: Final = ("year", "month", "day")
_TEENS: Final = range(11, 14)
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_DOUBTS: Final = {
    Mark.APPROXIMATE: "approximate",
    Mark.UNCERTAIN: "uncertain",
    Mark.BOTH: "uncertain and approximate",
}


class Style(StrEnum):
    """How much room a date may take."""

    LONG = "long"  # 22 June 2021
    MEDIUM = "medium"  # 22 Jun 2021
    SHORT = "short"  # 22 Jun, where the year is plain from the place
    ISO = "iso"  # 2021-06-22 (ISO 8601), for calendar dates that have no other words


def date_words(date: CalendarDate, style: Style, *, named_day: bool = False) -> str:
    """One date with its qualifiers; `named_day` puts the weekday before a full day."""
    core = _vague(date, style) if date.vague else _plain(date, style)
    if named_day and date.precision is Precision.DAY:
        day = Civil(int(date.year), int(date.month), int(date.day))
        core = f"{WEEKDAYS[weekday(day)]}, {core}"
    if len(set(date.marks)) == 1:
        return marked(core, date.marks[0])
    return f"{core} ({_partial_doubts(date)})"


def marked(core: str, mark: Mark) -> str:
    """Words under a qualifier of the whole date."""
    before = "about " if mark.approximate else ""
    after = " (uncertain)" if mark.uncertain else ""
    return f"{before}{core}{after}"


def _partial_doubts(date: CalendarDate) -> str:
    """Which components are in doubt: "year and month approximate; day uncertain"."""
    found: dict[Mark, list[str]] = {}
    for name, mark in zip(_COMPONENTS, date.marks, strict=False):
        found.setdefault(mark, []).append(name)
    doubts = (f"{' and '.join(names)} {_DOUBTS[m]}" for m, names in found.items() if m)
    return "; ".join(doubts)


def _plain(date: CalendarDate, style: Style) -> str:
    if date.season is not None:
        return _season(date.season, int(date.year))
    if style is Style.ISO and int(date.year) >= _CLEAR_YEAR:
        return "-".join(filter(None, (date.year, date.month, date.day)))
    day = day_and_month(date, style)
    if date.day and style is Style.SHORT:
        return day
    return f"{day} {year_words(date.year)}".strip()


def day_and_month(date: CalendarDate, style: Style) -> str:
    """A date without its year and qualifiers: "22 June", "June" or nothing."""
    if not date.month:
        return ""
    month = month_name(date.month, style)
    return f"{int(date.day)} {month}" if date.day else month


def month_name(month: str, style: Style) -> str:
    """Name of a month 01 to 12, in three letters where room is short."""
    name = MONTHS[int(month) - 1]
    return name if style is Style.LONG else name[:3]


def year_words(year: str) -> str:
    """2021, AD 23, 45 BC: there is no year 0 in words, so -0044 is 45 BC."""
    number = int(year)
    if number <= 0:
        return f"{1 - number} BC"
    return str(number) if number >= _CLEAR_YEAR else f"AD {number}"


def _season(code: int, year: int) -> str:
    """A part of a year; one that begins in December is named by both years."""
    named = year_words(f"{year:04}")
    if code >= _FIRST_HALF:
        return f"{ORDINALS[code - _FIRST_HALF]} half of {named}"
    if code >= _FIRST_THIRD:
        return f"{ORDINALS[code - _FIRST_THIRD]} third of {named}"
    if code >= _FIRST_QUARTER:
        return f"{ORDINALS[code - _FIRST_QUARTER]} quarter of {named}"
    if season_months(code)[0] == _DECEMBER and year >= _CLEAR_YEAR:
        named = f"{named}–{(year + 1) % 100:02}"
    return f"{SEASONS[(code - FIRST_SEASON) % len(SEASONS)]} {named}{_where(code)}"


def _where(code: int) -> str:
    if code <= LAST_LEVEL_1_SEASON:
        return ""
    return f" ({'northern' if code <= _LAST_NORTHERN else 'southern'} hemisphere)"


def _vague(date: CalendarDate, style: Style) -> str:
    """A date with unspecified digits; where no words fit, its EDTF string shows which."""
    part = _vague_part(date, style)
    year = _vague_year(date.year) if UNSPECIFIED in date.year else year_words(date.year)
    if part is None or year is None:
        return f"a date that fits {date.text.strip('?~%')}"
    if not part:
        return year
    loose = UNSPECIFIED in date.year or date.month == "XX"
    return f"{part}{' in ' if loose else ' '}{year}"


def _vague_part(date: CalendarDate, style: Style) -> str | None:
    """Month and day, as far as they are known; None where no words fit."""
    month, day = date.month, date.day
    if month == "XX":
        return {"": "some month", "XX": "some day"}.get(day)
    if UNSPECIFIED in month or (date.season or 0) > LAST_LEVEL_1_SEASON:
        return None
    if date.season is not None:
        return SEASONS[date.season - FIRST_SEASON]
    if day == "XX":
        return f"some day in {month_name(month, style)}"
    return _some_days(date, style) if UNSPECIFIED in day else day_and_month(date, style)


def _some_days(date: CalendarDate, style: Style) -> str | None:
    """The ten days or so of 2021-06-2X, which follow each other; those of 2021-06-X2 do not."""
    first, last = date.first_day(), date.last_day()
    if UNSPECIFIED in date.year or date.day.startswith(UNSPECIFIED) or not (first and last):
        return None
    return f"some day from {first.day} to {last.day} {month_name(date.month, style)}"


def _vague_year(year: str) -> str | None:
    """A decade, century or millennium; None where the unspecified digits are elsewhere."""
    known = year.lstrip("-").rstrip(UNSPECIFIED)
    before_christ = year.startswith("-")
    if UNSPECIFIED in known or (before_christ and len(known) != len("20")):
        return None
    if not known:
        return "an unknown year"
    if len(known) == len("202"):
        return f"the {known}0s"
    unit = "century" if len(known) == len("20") else "millennium"
    return f"the {_ordinal(int(known) + 1)} {unit}{' BC' if before_christ else ''}"


def _ordinal(number: int) -> str:
    ending = "th" if number % 100 in _TEENS else _ENDINGS.get(number % 10, "th")
    return f"{number}{ending}"


def year_number_words(year: YearNumber) -> str:
    """A long year, or one with significant digits."""
    first, last = year.first_day(), year.last_day()
    if first is None or last is None:
        return f"the year {year.text}"
    if first.year == last.year:
        return marked(f"the year {_grouped(year.year)}", year.mark)
    span = f"from {_grouped(first.year)} to {_grouped(last.year)}"
    return marked(f"some year {span}, estimated {_grouped(year.year)}", year.mark)


def _grouped(year: int) -> str:
    """A year with commas between thousands where it has more than four digits."""
    return f"{year:,}" if abs(year) > FOUR_DIGITS else str(year)


def moment_words(moment: Moment, style: Style, *, named_day: bool) -> str:
    """A day, its time and its zone: "22 June 2021, 09:00 UTC+05:00"."""
    day = date_words(moment.date, style, named_day=named_day)
    clock = moment.clock[:5] if moment.clock.endswith(":00") else moment.clock
    return f"{day}, {clock}{offset_words(moment.offset)}"


def offset_words(offset: int | None) -> str:
    """Minutes east of UTC as " UTC+05:00"; nothing for local time."""
    if offset is None:
        return ""
    if offset == 0:
        return " UTC"
    hours, minutes = divmod(abs(offset), 60)
    return f" UTC{'+' if offset > 0 else '-'}{hours:02}:{minutes:02}"
