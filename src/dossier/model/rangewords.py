"""English words for any EDTF value: single dates, intervals and sets."""

from collections.abc import Sequence
from typing import Final

from dossier.model.civil import month_length
from dossier.model.datewords import (
    Style,
    date_words,
    day_and_month,
    moment_words,
    month_name,
    year_number_words,
    year_words,
)
from dossier.model.edtf import (
    CalendarDate,
    Choice,
    Edtf,
    End,
    Kind,
    Moment,
    Precision,
    Run,
    Span,
    YearNumber,
)

EN_DASH: Final = "–"
THIRDS: Final = ("early", "mid", "late")

_END_NAMES: Final = {End.OPEN: "open", End.UNKNOWN: "unknown"}
_WORDS: Final = {Kind.ONE_OF: "or", Kind.ALL: "and"}


def words(edtf: Edtf, *, style: Style = Style.LONG, weekday: bool = False) -> str:
    """A date in English: "22 June 2021", "about June 2021", "21–22 June 2021".

    `weekday` puts "Tuesday, " before each full day. Long words of calendar dates, intervals and
    short sets read back to the same date (datereading.read).
    """
    writer = _Writer(style, named_day=weekday)
    match edtf:
        case CalendarDate():
            return writer.date(edtf)
        case Moment():
            return moment_words(edtf, style, named_day=weekday)
        case YearNumber():
            return year_number_words(edtf)
        case Span():
            return writer.span(edtf)
        case Choice():
            return writer.choice(edtf)
    return edtf.text


def third_text(third: str, year: str, month: str) -> str:
    """EDTF for "early", "mid" or "late" in a month or (without month) in a year: our reading.

    Ten days (the last to the end of the month) or four months, both ends approximate.
    """
    place = THIRDS.index(third)
    if not month:
        return f"{year}-{4 * place + 1:02}~/{year}-{4 * place + 4:02}~"
    last = 10 * place + 10 if third != THIRDS[-1] else month_length(int(year), int(month))
    return f"{year}-{month}-{10 * place + 1:02}~/{year}-{month}-{last}~"


class _Writer:
    """Writes dates in one style."""

    def __init__(self, style: Style, *, named_day: bool) -> None:
        self.style = style
        self.named_day = named_day

    def date(self, date: CalendarDate) -> str:
        return date_words(date, self.style, named_day=self.named_day)

    def span(self, span: Span) -> str:
        """An interval; a month or year that both ends share is said once."""
        start, end = span.start, span.end
        if isinstance(start, CalendarDate):
            if isinstance(end, CalendarDate):
                return self._third(span, start) or self._dashed(start, end)
            rest = " onwards" if end is End.OPEN else ", end unknown"
            return f"from {self.date(start)}{rest}"
        if isinstance(end, CalendarDate):
            rest = "" if start is End.OPEN else ", start unknown"
            return f"until {self.date(end)}{rest}"
        return f"start {_END_NAMES[start]}, end {_END_NAMES[end]}"

    def _third(self, span: Span, start: CalendarDate) -> str:
        if start.vague or start.season is not None:
            return ""
        month = start.month if start.day else ""
        for third in THIRDS:
            if span.text == third_text(third, start.year, month):
                name = f"{month_name(month, self.style)} " if month else ""
                return f"{third} {name}{year_words(start.year)}"
        return ""

    def _dashed(self, start: CalendarDate, end: CalendarDate) -> str:
        first, last = self.together([start, end])
        alike = len(start.marks) == len(end.marks)
        spaced = " " in first or not alike or self.style is Style.ISO
        return f"{first} {EN_DASH} {last}" if spaced else f"{first}{EN_DASH}{last}"

    def together(self, dates: Sequence[CalendarDate], *, months: bool = True) -> list[str]:
        """Words of dates side by side; all but the last leave out what the last one says.

        With `months` false each day keeps its month.
        """
        last = dates[-1]
        whole = self.named_day or self.style is Style.ISO
        if whole or not all(_simple(date) for date in dates):
            return [self.date(date) for date in dates]
        if self.style is Style.SHORT and len({date.year for date in dates}) > 1:
            return _Writer(Style.MEDIUM, named_day=False).together(dates, months=months)
        return [
            *(self._shortened(date, last, months=months) for date in dates[:-1]),
            self.date(last),
        ]

    def _shortened(self, date: CalendarDate, last: CalendarDate, *, months: bool) -> str:
        if date.year != last.year or len(date.marks) != len(last.marks) or not date.month:
            return self.date(date)
        if months and date.day and date.month == last.month:
            return str(int(date.day))
        return day_and_month(date, self.style)

    def choice(self, choice: Choice) -> str:
        """A set: "22 June or 23 June 2021", "22 and 27 June 2021", "on or after 22 June 2021"."""
        only = choice.members[0] if len(choice.members) == 1 else None
        if isinstance(only, Run):
            return self._run(only, choice.kind, choice.precision)
        dates = [member for member in choice.members if isinstance(member, CalendarDate)]
        if len(dates) == len(choice.members):
            parts = self.together(dates, months=choice.kind is Kind.ALL)
        else:
            parts = [self._member(member) for member in choice.members]
        return _listed(parts, _WORDS[choice.kind])

    def _run(self, run: Run, kind: Kind, precision: Precision) -> str:
        if kind is Kind.ALL:
            return f"every {precision} {self._limits(run)}"
        if run.first and run.last:
            first, last = self.together([run.first, run.last])
            return f"between {first} and {last}"
        place = "on" if precision is Precision.DAY else "in"
        if run.first:
            return f"{place} or after {self.date(run.first)}"
        return f"{place} or before {self.date(run.last)}" if run.last else ""

    def _limits(self, run: Run) -> str:
        if run.first and run.last:
            return "from " + " to ".join(self.together([run.first, run.last]))
        if run.first:
            return f"from {self.date(run.first)} onwards"
        return f"until {self.date(run.last)}" if run.last else ""

    def _member(self, member: CalendarDate | Run) -> str:
        if isinstance(member, CalendarDate):
            return self.date(member)
        if member.first and member.last:
            return f"{self.date(member.first)} to {self.date(member.last)}"
        if member.first:
            return f"{self.date(member.first)} or later"
        return f"{self.date(member.last)} or earlier" if member.last else ""


def _simple(date: CalendarDate) -> bool:
    """Whether the date may lend its month and year: no marks, seasons, X or years before 1000."""
    plain = date.precision in (Precision.DAY, Precision.MONTH, Precision.YEAR)
    return plain and not date.vague and not any(date.marks) and date.year[0] not in "-0"


def _listed(parts: Sequence[str], word: str) -> str:
    """Parts in a row: "a", "a or b", "a, b or c"."""
    if len(parts) == 1:
        return parts[0]
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
