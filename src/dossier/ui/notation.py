"""How the window writes dates and numbers, as the user chose: the application holds it.

Like palette and font, it is asked for where something is written, and a change is announced once.
"""

from datetime import datetime
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QCalendar, QDate, QLocale
from PySide6.QtWidgets import QApplication

from dossier.model.dates import Edtf, Reported, Style, parse
from dossier.model.direction import isolated
from dossier.model.edtf import UNSPECIFIED, CalendarDate, Precision
from dossier.model.notation import Notation, NumberStyle
from dossier.ui.preferences import DATE_STYLE, NUMBER_STYLE, OTHER_CALENDAR, OtherCalendar
from dossier.ui.settings import Settings

_PROPERTY = "notation"
_DAY_MINUTES = 1440
_WHOLE = 3
_LONG_WIDTH, _OTHER_WIDTH = 40, 72
_LEFT_TO_RIGHT = "\u200e"  # the line runs like the rest, whatever script it begins with
_EPOCH = QDate(1970, 1, 1)
# from the first day of the calendar, 22 March 622, to the end of four-digit years
_FIRST_MINUTE = _EPOCH.daysTo(QDate(622, 3, 22)) * _DAY_MINUTES
_LAST_MINUTE = _EPOCH.daysTo(QDate(10_000, 1, 1)) * _DAY_MINUTES


# The Solar Hijri calendar with the names of months that are used in Afghanistan (Unicode CLDR)
_LOCALES = MappingProxyType({OtherCalendar.DARI: "fa_AF", OtherCalendar.PASHTO: "ps_AF"})


def made(dates: Style, numbers: NumberStyle, calendar: OtherCalendar) -> Notation:
    """The notation of these choices."""
    also = None if calendar is OtherCalendar.NONE else partial(solar_hijri, calendar=calendar)
    return Notation(dates, numbers, also)


DEFAULT = Notation(Style.MEDIUM)


def preferred(settings: Settings) -> Notation:
    """The notation that these settings ask for."""
    return made(
        Style(settings.preferred(DATE_STYLE)),
        NumberStyle(settings.preferred(NUMBER_STYLE)),
        OtherCalendar(settings.preferred(OTHER_CALENDAR)),
    )


def wear(notation: Notation) -> None:
    """Let the whole window write like this."""
    app = QApplication.instance()
    if app is not None:
        app.setProperty(_PROPERTY, notation)


def current() -> Notation:
    """How the window writes now."""
    app = QApplication.instance()
    held = app.property(_PROPERTY) if app is not None else None
    return held if isinstance(held, Notation) else DEFAULT


def number(value: int) -> str:
    """A whole number: "1,300"."""
    return current().number(value)


def counted(value: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: "1,300 origins"."""
    return current().counted(value, noun, nouns)


def date(reported: Reported) -> str:
    """A date as reported where it is known, else the words of the source."""
    return current().date(reported)


def day_and_other(reported: Reported) -> tuple[str, str]:
    """A date for two lines: in this style, and in the other calendar or "" beneath it."""
    known, notation = reported.date, current()
    if known is None:
        return reported.stated, ""
    other = notation.other(known)
    return notation.day(known), other and f"{_LEFT_TO_RIGHT}{other}"


def room() -> int:
    """Width in pixels at 100 % that a date needs beyond that of the usual style."""
    style = current()
    return (
        _OTHER_WIDTH if style.also is not None else _LONG_WIDTH if style.dates is Style.LONG else 0
    )


def day(at: datetime) -> str:
    """The day of a moment, in the time of this computer."""
    return current().edtf(parse(at.astimezone().date().isoformat()))


def moment(at: datetime) -> str:
    """A moment in the time of this computer: "22 Jun 2021, 14:02"."""
    return f"{day(at)}, {clock(at)}"


def clock(at: datetime) -> str:
    """The time of day of a moment, in the time of this computer."""
    return f"{at.astimezone():%H:%M}"


# ---- Solar Hijri


def solar_hijri(known: Edtf, *, calendar: OtherCalendar) -> str:
    """A date in the Solar Hijri calendar, from its first to its last day; "" where it has none.

    A month lies across two of theirs: "Jawza – Saratan 1400". An end that is open stays open.
    """
    ends = known.bounds
    first, last = _calendar_day(ends.lower), _calendar_day(ends.upper)
    if first is None and last is None:
        return ""
    return isolated(_between(_Writer(calendar, _parts(known)), first, last))


def _parts(known: Edtf) -> int:
    """How much of a day is known: 1 = the year, 2 = the month too, 3 = all of it."""
    if not isinstance(known, CalendarDate):
        return _WHOLE
    if UNSPECIFIED in known.year or known.month == "XX":
        return 1
    return {Precision.YEAR: 1, Precision.MONTH: 2}.get(known.precision, _WHOLE)


def _between(writer: "_Writer", first: QDate | None, last: QDate | None) -> str:
    begin = writer.words(first) if first is not None else ""
    end = writer.words(last) if last is not None else ""
    if begin == end or not (begin and end):
        return begin if begin == end else f"{begin} – {end}".strip()
    return f"{begin} – {end}"


class _Writer:
    """Writes days of the Solar Hijri calendar: the year, with the month, or the whole day."""

    def __init__(self, calendar: OtherCalendar, parts: int) -> None:
        self._calendar = QCalendar(QCalendar.System.Jalali)
        self._locale = QLocale(_LOCALES[calendar])
        self._locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self._parts = parts

    def words(self, day: QDate) -> str:
        held = self._calendar.partsFromDate(day)
        month = self._calendar.monthName(self._locale, held.month)
        said = (self._locale.toString(held.day), month, self._locale.toString(held.year))
        return " ".join(said[-self._parts :])


def _calendar_day(minute: int | None) -> QDate | None:
    """The day of a minute since 1970; None where an end is open, unknown or out of range."""
    if minute is None or not _FIRST_MINUTE <= minute < _LAST_MINUTE:
        return None
    return _EPOCH.addDays(minute // _DAY_MINUTES)
