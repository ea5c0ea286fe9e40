"""Repairs: what a string that is not EDTF was probably meant to be."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from dossier.model.civil import Civil, day_number, day_text, month_length, shift_day, weekday
from dossier.model.datenames import digits
from dossier.model.edtf import DateError
from dossier.model.edtfparser import decode

_MOST: Final = 4
_LONGEST: Final = 200
_MONTHS: Final = 12
_WEEK: Final = 7
_YEAR_MONTH_DAY: Final = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})")
_DAY_MONTH_YEAR: Final = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_SHORT_YEAR: Final = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{2})")
_TIME: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt ](\d{1,2})(?::(\d\d))?(?::(\d\d))?(?:[.,]\d+)?"
    r"(?:([Zz])|([+-]\d\d):?(\d\d)?)?"
)
_TWO_DATES: Final = re.compile(r"([\dX?~%-]+)(?:\.\.|/|--|\s+to\s+)([\dX?~%-]+)")
_TWO_DAYS: Final = re.compile(r"(\d{4}-\d\d-\d\d)-(\d\d|\d\d-\d\d|\d{4}-\d\d-\d\d)")
_DRAFT: Final = (
    (re.compile(r"\bunknown\b", re.IGNORECASE), ""),
    (re.compile(r"\bopen\b", re.IGNORECASE), ".."),
    (re.compile(r"\?~|~\?"), "%"),
    (re.compile(r"\(([\dX]+)\)([?~%])"), r"\2\1"),
    (re.compile(r"(?<=\d)p(?=\d)"), "S"),
)


def suggest(text: str) -> tuple[str, ...]:
    """Valid EDTF strings that `text` may have been meant for, the likeliest first; at most four."""
    if len(text) > _LONGEST:
        return ()
    tidy = _tidied(text)
    found: dict[str, None] = {}
    for rule in _RULES:
        found.update((guess, None) for guess in rule(tidy) if guess != text and _valid(guess))
    return tuple(found)[:_MOST]


def layouts(text: str) -> tuple[str, ...]:
    """Every valid reading of one calendar date written in digits in another layout.

    06/07/2021 gives two; with dots the day comes first, as DIN 5008 and GOST R 7.0.97 write it.
    """
    tidy = digits(text).strip()
    guesses = (guess for rule in (_year_first, _day_first, _joined) for guess in rule(tidy))
    return tuple(dict.fromkeys(guess for guess in guesses if _valid(guess)))


def _valid(text: str) -> bool:
    try:
        decode(text)
    except DateError:
        return False
    return True


def _tidied(text: str) -> str:
    """Without spaces, in ASCII, with the letters and signs of the 2012 draft replaced."""
    tidy = digits(text).strip()
    tidy = re.sub(r"\s*(,|\.\.|/|(?<!\d)-|-(?!\d))\s*", r"\1", tidy)
    tidy = re.sub(r"(?<=\d)[ux]|[ux](?=[\dux-])", "X", tidy)
    tidy = re.sub(r"(?<=X)[ux]|[ux](?=X)", "X", tidy)
    tidy = re.sub(r"^y(?=-?\d)", "Y", tidy)
    tidy = re.sub(r"(?<=\d)e(?=\d)", "E", tidy)
    for pattern, new in _DRAFT:
        tidy = pattern.sub(new, tidy)
    return tidy


def _as_it_is(text: str) -> Iterator[str]:
    yield text
    yield re.sub(r"\s", "", text)


def _padded(text: str) -> Iterator[str]:
    """2021-6-2 -> 2021-06-02, also inside intervals and sets."""
    yield re.sub(r"(?<=[\dX]-)([?~%]?)(\d)(?![\dX])", r"\g<1>0\2", text)


def _year_first(text: str) -> Iterator[str]:
    if match := _YEAR_MONTH_DAY.fullmatch(text):
        yield _joined_up(match[1], match[3], match[4])
        yield _joined_up(match[1], match[4], match[3])
    elif match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})", text):
        yield _joined_up(match[1], match[2])


def _day_first(text: str) -> Iterator[str]:
    if match := _DAY_MONTH_YEAR.fullmatch(text):
        yield _joined_up(match[4], match[3], match[1])
        if match[2] != ".":
            yield _joined_up(match[4], match[1], match[3])
    elif match := re.fullmatch(r"(\d{1,2})[/.](\d{4})", text):
        yield _joined_up(match[2], match[1])


def _joined(text: str) -> Iterator[str]:
    """20210622, the basic format that EDTF does not allow."""
    if re.fullmatch(r"\d{8}", text):
        yield _joined_up(text[:4], text[4:6], text[6:])


def _short_year(text: str) -> Iterator[str]:
    if match := _SHORT_YEAR.fullmatch(text):
        yield _joined_up("20" + match[4], match[3], match[1])
        if match[2] != ".":
            yield _joined_up("20" + match[4], match[1], match[3])


def _joined_up(*parts: str) -> str:
    return "-".join(part.zfill(2) for part in parts)


def _timed(text: str) -> Iterator[str]:
    """A time without seconds, with fractions, with an offset in basic format; or only the day."""
    if match := _TIME.fullmatch(text):
        day, hour, minute, second, zulu, east, rest = match.groups("")
        zone = zulu.upper() or (f"{east}:{rest}" if rest else east)
        yield f"{day}T{hour.zfill(2)}:{minute or '00'}:{second or '00'}{zone}"
        yield day
    yield re.sub(r"[Tt]\d\d:[^/]*", "", text)


def _turned(text: str) -> Iterator[str]:
    """An interval that ends before it begins."""
    start, _, end = text.partition("/")
    if start.strip(".") and end.strip("."):
        yield f"{end}/{start}"


def _spanned(text: str) -> Iterator[str]:
    """Other ways to write an interval: 2021-06-22..27, 2021-06-22/27, A - B, A to B, 1914-18."""
    if match := _TWO_DATES.fullmatch(text) or _TWO_DAYS.fullmatch(text):
        start, end = match.groups()
        yield f"{start}/{end}"
        yield f"{start}/{start[: -len(end)]}{end}"
    elif match := re.fullmatch(r"(\d\d)(\d\d)-(\d\d)", text):
        yield f"{match[1]}{match[2]}/{match[1]}{match[3]}"


def _impossible_day(text: str) -> Iterator[str]:
    """2021-06-31 -> the last day of June or the first of July; 2021-22-06 -> 2021-06-22."""
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)([?~%]?)", text)
    if not match:
        return
    year, month, day = (int(part) for part in match.groups()[:3])
    if 1 <= month <= _MONTHS and month_length(year, month) < day <= month_length(2000, 1):
        last = Civil(year, month, month_length(year, month))
        yield day_text(last) + match[4]
        yield day_text(shift_day(last, 1)) + match[4]


def _week_or_day_of_year(text: str) -> Iterator[str]:
    """2021-W25 -> its Monday to its Sunday; 2021-173 -> a day (ISO 8601-1, not in EDTF)."""
    if match := re.fullmatch(r"(\d{4})-?[Ww](\d\d)(?:-?([1-7]))?", text):
        fourth = Civil(int(match[1]), 1, 4)  # always in the first week
        monday = shift_day(fourth, _WEEK * (int(match[2]) - 1) - weekday(fourth))
        if match[3]:
            yield day_text(shift_day(monday, int(match[3]) - 1))
        else:
            yield f"{day_text(monday)}/{day_text(shift_day(monday, _WEEK - 1))}"
    elif match := re.fullmatch(r"(\d{4})-(\d{3})", text):
        first = Civil(int(match[1]), 1, 1)
        found = shift_day(first, int(match[2]) - 1)
        if day_number(*first) <= day_number(*found) and found.year == first.year:
            yield day_text(found)


def _year_forms(text: str) -> Iterator[str]:
    """Y2006, +2006, 12345, 193 (a decade) and 19 (a century)."""
    if match := re.fullmatch(r"[Y+](-?)0*(\d{1,4})([?~%]?)", text):
        yield f"{match[1]}{match[2].zfill(4)}{match[3]}"
    if match := re.fullmatch(r"\+?(-?)(\d{5,7})([?~%]?)", text):
        yield f"Y{match[1]}{match[2]}{match[3]}"
    if match := re.fullmatch(r"(-?\d{2,3})([?~%]?)", text):
        yield match[1] + "X" * (4 - len(match[1].lstrip("-"))) + match[2]
    if text.startswith("-0000"):
        yield text[1:]
    yield text.replace("+", "", 1)


def _brackets(text: str) -> Iterator[str]:
    inner = text.strip("[]{}()")
    if inner != text:
        yield f"[{inner}]" if text[0] != "{" else f"{{{inner}}}"
        yield f"{{{inner}}}" if text[0] != "{" else f"[{inner}]"


def _placed_season(text: str) -> Iterator[str]:
    """2001-21^southernHemisphere was the 2012 draft; 29 to 32 are the southern seasons."""
    if match := re.fullmatch(r"(-?\d{4})-(2[1-4])\^(\w*)", text):
        if "south" in match[3].lower():
            yield f"{match[1]}-{int(match[2]) + 8}"
        yield f"{match[1]}-{match[2]}"


_RULES: Final[tuple[Callable[[str], Iterable[str]], ...]] = (
    _as_it_is,
    _padded,
    _year_first,
    _day_first,
    _joined,
    _short_year,
    _timed,
    _turned,
    _impossible_day,
    _week_or_day_of_year,
    _year_forms,
    _brackets,
    _placed_season,
    _spanned,
)
