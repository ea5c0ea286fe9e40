"""Reads the words of a report as a date: "overnight, 21-22 June 2021", "last Thursday"."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dossier.model.civil import day_text, shift_day, weekday, year_text
from dossier.model.datenames import WEEKDAYS, fold, weekday_number
from dossier.model.datephrase import Partial, atom
from dossier.model.daterepair import layouts, suggest
from dossier.model.edtf import (
    CalendarDate,
    DateError,
    Edtf,
    Mark,
    Precision,
    season_code,
    season_months,
)
from dossier.model.edtfparser import decode
from dossier.model.rangewords import third_text, words

_LONGEST: Final = 200
_WEEK: Final = 7
# Years that, in Persian digits, are of the Solar Hijri calendar.
_SOLAR_HIJRI: Final = range(1300, 1500)
_PERSIAN_DIGIT: Final = re.compile("[\u0660-\u0669\u06f0-\u06f9]")

_TIME: Final = re.compile(
    r"(?:\b(?:at|by|about|around) )?\b\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\b\.?"
    r"|(?:\bat )?\b\d{1,2}:\d\d(?::\d\d)?\b(?: (?:hrs|hours|utc|gmt|local time)\b)?"
    r"|(?:\b(?:on|in|during|at|over) )?(?:\bthe )?(?:\b(?:early|late) )?\b(?:overnight|hours|"
    r"(?:morning|afternoon|evening|night)s?|noon|midday|midnight|dawn|dusk|sunrise|sunset)\b"
    r"|^(?:early|late) (?=on )"
)
_LOOSE: Final = re.compile(r"^(?:[ ,]|(?:on|of|to|in|the)\b)+|[ ,]+$")
_THIRD: Final = re.compile(
    r"(?:(?:in|at) )?(?:the )?"
    r"(early|mid|middle of|late|beginning of|start of|end of)[ -](?:the )?(.+)"
)
_THIRD_NAMES: Final = {
    "beginning of": "early",
    "start of": "early",
    "middle of": "mid",
    "end of": "late",
}
_YEAR_OR_MONTH: Final = re.compile(r"\d{4}(-\d\d)?")
_AROUND_TWO: Final = (
    (re.compile(r"between (.+?) and (.+)"), "[{}..{}]"),
    (re.compile(r"every (?:day|month|season|year) from (.+?) to (.+)"), "{{{}..{}}}"),
)
# Words around one date, and how its EDTF string is used; the number moves it, "after" excludes it.
_AROUND_ONE: Final = (
    (r"(?:on or after|in or after|not before|no earlier than|not earlier than) (.+)", "[{}..]", 0),
    (r"(.+) or later", "[{}..]", 0),
    (r"(?:on or before|in or before|by|no later than|not later than) (.+)", "[..{}]", 0),
    (r"(.+) or earlier", "[..{}]", 0),
    (r"after (.+)", "[{}..]", 1),
    (r"(?:before|prior to) (.+)", "[..{}]", -1),
    (r"every (?:day|month|season|year) from (.+) onwards?", "{{{}..}}", 0),
    (r"every (?:day|month|season|year) (?:until|till|up to) (.+)", "{{..{}}}", 0),
    (r"from (.+), end unknown", "{}/", 0),
    (r"(?:until|till|up to) (.+), start unknown", "/{}", 0),
    (r"(?:from|since|ever since|starting|beginning) (.+?)(?: onwards?| on)?", "{}/..", 0),
    (r"(?:until|till|up to) (.+)", "../{}", 0),
)
_DASHES: Final = (r" - ", r" (?:to|through|thru|until|till|and until|по|تا) ", r"-", r"/")
_HYPHENATED: Final = re.compile(r"\b(\d{1,2})-([^\W\d]+)-(\d{4})\b")
_FROM: Final = re.compile(r"^(?:from|с|со|از) ")
_OR: Final = re.compile(r",? (?:or|или|یا) ")
_AND: Final = re.compile(r",? (?:and|и|و|&) ")
_DAYS_AGO: Final = {"the day before yesterday": 2, "yesterday": 1, "today": 0}
_WEEKDAY: Final = re.compile(r"(?:on )?(last |this past |past )?([a-z]+\.?)")
_PERIOD: Final = re.compile(r"(?:in |during )?(last|this) (week|month|year)")


@dataclass(frozen=True, slots=True)
class Reading:
    """What words were understood to mean: a date, or None; a note for the analyst; repairs."""

    edtf: Edtf | None
    note: str = ""
    repairs: tuple[str, ...] = ()


def read(typed: str, *, reference: Edtf | None = None) -> Reading:
    """Read what an analyst types or a report says as a date. Never raises.

    `reference` is the date of publication: words such as "last Thursday" and dates without a year
    are resolved against it and stay unread without it. Two possible readings are offered, not
    chosen.
    """
    text = typed.strip()
    if not text:
        return Reading(None)
    if len(text) > _LONGEST:
        return Reading(None, "This is too long for a date; the words are kept.")
    try:
        return _exact(decode(text))
    except DateError:
        pass
    numeric = layouts(text)
    if len(numeric) > 1:
        shown = " or ".join(words(decode(each)) for each in numeric)
        return Reading(None, f"“{text}” can be {shown}.", numeric)
    reader = _Reader(reference)
    found = numeric[0] if numeric else reader.text(fold(text))
    if found is None:
        repairs = suggest(text)
        unclear = (
            "This may be a date, but which?" if repairs else "This is not understood as a date."
        )
        return Reading(None, reader.problem or f"{unclear} The words are kept.", repairs)
    return _checked(text, found, reader)


def _exact(edtf: Edtf) -> Reading:
    """EDTF as typed. 2021-22 is a summer, but may have been meant as two years."""
    if isinstance(edtf, CalendarDate) and edtf.season is not None and edtf.year.isdecimal():
        following = int(edtf.year) + 1
        if following % 100 == edtf.season:
            years = f"{edtf.year}/{following:04}"
            return Reading(edtf, f"Read as {words(edtf)}; two years are written {years}.", (years,))
    return Reading(edtf)


def _checked(typed: str, found: str, reader: "_Reader") -> Reading:
    """Make sure that the date exists and that no other calendar was meant."""
    try:
        edtf = decode(found)
    except DateError as error:
        return Reading(None, error.message, suggest(found))
    first = edtf.first_day() or edtf.last_day()
    if first and first.year in _SOLAR_HIJRI and _PERSIAN_DIGIT.search(typed):
        note = f"{first.year} looks like a Solar Hijri year; write the Gregorian date."
        return Reading(None, note)
    notes = [reader.note, _wrong_weekday(edtf, reader.weekday)]
    if reader.moved:
        notes.append(f"Read as {words(edtf)}.")
    return Reading(edtf, " ".join(filter(None, notes)))


def _wrong_weekday(edtf: Edtf, named: int | None) -> str:
    day = edtf.first_day()
    if named is None or day is None or not isinstance(edtf, CalendarDate):
        return ""
    actual = weekday(day)
    if actual == named:
        return ""
    return f"{words(edtf)} was a {WEEKDAYS[actual]}, not a {WEEKDAYS[named]}."


class _Reader:
    """Reads one phrase; keeps what has to be told about it."""

    def __init__(self, reference: Edtf | None) -> None:
        self.latest = reference.last_day() if reference else None
        exact = reference and reference.precision in (Precision.DAY, Precision.MINUTE)
        self.day = self.latest if exact else None
        self.note = ""
        self.problem = ""
        self.moved = False
        self.weekday: int | None = None

    def text(self, phrase: str) -> str | None:
        """EDTF for a folded phrase; a time of day beside the date is left out."""
        phrase = _HYPHENATED.sub(r"\1 \2 \3", phrase)
        found = self._statement(phrase)
        without, times = _TIME.subn(" ", phrase)
        if found or not times:
            return found
        rest = _LOOSE.sub("", " ".join(without.split()))
        if not rest:
            self.problem = "This is a time of day without a date."
            return None
        self.note = "The time of day is not part of the date."
        return self._statement(rest)

    def _statement(self, phrase: str) -> str | None:
        rules: tuple[Callable[[str], str | None], ...] = (
            self._single,
            self._period,
            self._third,
            self._around_one,
            self._around_two,
            self._span,
            self._list,
        )
        return next((found for rule in rules if (found := rule(phrase))), None)

    def _single(self, phrase: str) -> str | None:
        found = self._dates([phrase])
        return found[0] if found else None

    def _period(self, phrase: str) -> str | None:
        """Last week, this month: whole periods around the date of publication."""
        match = _PERIOD.fullmatch(phrase)
        if not match or not self._known(phrase) or self.day is None:
            return None
        back = match[1] == "last"
        if match[2] == "week":
            monday = shift_day(self.day, -weekday(self.day) - _WEEK * back)
            return f"{day_text(monday)}/{day_text(shift_day(monday, _WEEK - 1))}"
        if match[2] == "year":
            return year_text(self.day.year - back)
        inside = shift_day(self.day, -self.day.day) if back else self.day
        return f"{year_text(inside.year)}-{inside.month:02}"

    def _third(self, phrase: str) -> str | None:
        """Early, mid or late in a month, a year or (as about that) a season."""
        match = _THIRD.fullmatch(phrase)
        date = self._single(match[2]) if match else None
        if match is None or date is None or not _YEAR_OR_MONTH.fullmatch(date):
            return None
        year, _, month = date.partition("-")
        if season_code(month) is not None:
            return f"{date}~"
        return third_text(_THIRD_NAMES.get(match[1], match[1]), year, month)

    def _around_one(self, phrase: str) -> str | None:
        for pattern, template, step in _AROUND_ONE:
            match = re.fullmatch(pattern, phrase)
            date = self._single(match[1]) if match else None
            if date:
                self.moved = step != 0
                return template.format(_shifted(date, step) if step else date)
        return None

    def _around_two(self, phrase: str) -> str | None:
        for pattern, template in _AROUND_TWO:
            match = pattern.fullmatch(phrase)
            dates = self._dates(match.groups(), span=True) if match else None
            if dates:
                return template.format(*dates)
        return None

    def _span(self, phrase: str) -> str | None:
        inside = _FROM.sub("", phrase)
        for dash in _DASHES:
            ends = re.split(dash, inside)
            dates = self._dates(ends, span=True) if len(ends) == len(("from", "to")) else None
            if dates:
                return "/".join(dates)
        return None

    def _list(self, phrase: str) -> str | None:
        """Days joined by "or" are one of them, by "and" all of them."""
        for word, template in ((_OR, "[{}]"), (_AND, "{{{}}}")):
            pieces = word.split(phrase)
            if pieces[1:]:
                dates = self._dates([each for piece in pieces for each in self._listed(piece)])
                return template.format(",".join(dates)) if dates else None
        return None

    def _listed(self, piece: str) -> list[str]:
        """A piece that is no date by itself is a row of dates with commas."""
        return [piece] if atom(piece) else re.split(r" ?, ?", piece)

    def _dates(self, phrases: Sequence[str], *, span: bool = False) -> list[str] | None:
        """EDTF for dates side by side, which lend each other months and years."""
        parts = [self._relative(phrase) or atom(phrase) for phrase in phrases]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        filled = _lent(known, span=span)
        if not filled[-1].year and filled[-1].month:
            last = replace(filled[-1], year=self._year_of(filled[-1]))
            filled = _lent([*filled[:-1], last], span=span)
        if not all(part.whole for part in filled):
            return None
        self.weekday = filled[0].weekday
        return [part.text for part in filled]

    def _year_of(self, part: Partial) -> str:
        """The year that makes a date the latest one up to the date of publication."""
        if self.latest is None:
            self.problem = "The year is missing; the source's date of publication would tell it."
            return ""
        season = season_code(part.month)
        month = str(season_months(season)[0]) if season else part.month
        day = part.day or "1"
        if not (month + day).isdecimal():
            return ""
        later = (int(month), int(day)) > (self.latest.month, self.latest.day)
        self.note = f"{self.note} The year is taken from the date of publication.".strip()
        return year_text(self.latest.year - later)

    def _relative(self, phrase: str) -> Partial | None:
        """Yesterday, on Thursday, last Thursday: a day counted from the date of publication."""
        match = _WEEKDAY.fullmatch(phrase)
        named = weekday_number(match[2]) if match else None
        if phrase not in _DAYS_AGO and named is None:
            return None
        if not self._known(phrase) or self.day is None:
            return None
        if named is None or match is None:
            back = _DAYS_AGO[phrase]
        else:
            back = (weekday(self.day) - named) % _WEEK or (_WEEK if match[1] else 0)
        day = shift_day(self.day, -back)
        return Partial(year_text(day.year), f"{day.month:02}", f"{day.day:02}")

    def _known(self, phrase: str) -> bool:
        if self.day is None:
            self.problem = f"“{phrase}” can be counted once the source has a date of publication."
        else:
            self.note = f"{self.note} Counted from the date of publication.".strip()
        return self.day is not None


def _lent(parts: Sequence[Partial], *, span: bool) -> list[Partial]:
    """Dates side by side: "21-22 June 2021" says month and year once, "June 22-27, 2021" too.

    In a span the year turns where the months do: "30 December - 2 January 2021".
    """
    filled = list(parts)
    back, on = range(len(filled) - 2, -1, -1), range(1, len(filled))
    for i, step in [*((i, 1) for i in back), *((i, -1) for i in on), *((i, 1) for i in back)]:
        filled[i] = _borrowed(filled[i], filled[i + step], turn=-step if span else 0)
    if any(part.day and not part.month for part in parts):
        mark = next((part.mark for part in parts if part.mark), Mark.NONE)
        filled = [replace(part, mark=mark) for part in filled]
    return filled


def _borrowed(part: Partial, other: Partial, *, turn: int) -> Partial:
    """Fill month and year from a neighbour; `turn` is -1 for the one after, 1 for that before."""
    month = part.month or (other.month if part.day else "")
    year = part.year or (other.year if month else "")
    apart = month != other.month and (month > other.month) == (turn < 0)
    if year and not part.year and turn and apart and year.isdecimal() and other.month:
        year = year_text(int(year) + turn)
    return replace(part, month=month, year=year)


def _shifted(date: str, step: int) -> str:
    """The unit of time that comes just before (-1) or after (1) a date."""
    try:
        edtf = decode(date)
    except DateError:
        return date  # no such day: said when the whole is read
    edge = edtf.last_day() if step > 0 else edtf.first_day()
    if edge is None:
        return date
    kept = {Precision.YEAR: -6, Precision.MONTH: -3}.get(edtf.precision)
    return day_text(shift_day(edge, step))[:kept]
