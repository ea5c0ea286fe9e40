"""Times of day as reported: EDTF has no time without a date, so they are kept beside it."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from dossier.model.civil import DAY_MINUTES, Civil, day_number
from dossier.model.datenames import fold
from dossier.model.edtf import DateError, Edtf
from dossier.model.edtfscan import Scanner

_HALF_DAY: Final = 12
_HOUR: Final = 60
_NIGHT: Final = 6
_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d(?:/(?:[01]\d|2[0-3]):[0-5]\d)?")
_AROUND: Final = re.compile(
    r"^(?:~|(?:at|on|about|around|approximately|approx\.?|circa|c\.|ca\.|roughly|some time|from"
    r"|between)\s)\s*"
)
_ZONE_WORDS: Final = re.compile(r"\s*(?:local time|local|hrs|hours|h)\.?$")
_PART: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?::\d\d)?)?"
    r"\s*(?:o['’]clock)?\s*(?P<half>[ap]\.?\s?m\.?|in the (?:morning|afternoon|evening)|at night)?"
)
_JOINED: Final = re.compile(r"([01]\d|2[0-3])([0-5]\d)")
_NAMED: Final = {"noon": "12:00", "midday": "12:00", "midnight": "00:00"}


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time as stated and, where the words name a clock time, that time: HH:MM or HH:MM/HH:MM."""

    stated: str = ""
    clock: str | None = None

    @classmethod
    def of(cls, words: str) -> "TimeOfDay":
        """Read the words; they are kept even when they name no clock time."""
        return cls(words, read_time(words))


def read_time(words: str) -> str | None:
    """HH:MM or HH:MM/HH:MM for words that name a clock time ("9 a.m.", "9.30 pm", "noon").

    None for anything else: "morning" has no clock, "9 o'clock" may be morning or evening.
    """
    plain = _ZONE_WORDS.sub("", _AROUND.sub("", _AROUND.sub("", fold(words).strip(" ,"))))
    parts = re.split(r"\s*(?:-|/|\bto\b|\band\b|\buntil\b|\btill\b)\s*", plain)
    if parts[2:]:
        return None
    if parts[0] == plain:
        return _part(plain, "")
    last, half = _part(parts[1], ""), _PART.fullmatch(parts[1])
    first = _part(parts[0], (half["half"] or "") if half else "")
    if not first or not last or (_part(parts[0], "") != first and first > last):
        return None  # "11-1 p.m.": the half of the day does not hold for both
    return f"{first}/{last}"


def _part(words: str, lent: str) -> str | None:
    """One clock time; `lent` is the half of the day that the other end of a range names."""
    if words in _NAMED:
        return _NAMED[words]
    if match := _JOINED.fullmatch(words):
        return f"{match[1]}:{match[2]}"
    match = _PART.fullmatch(words)
    if not match or not (match["half"] or lent or match["minute"]):
        return None
    hour, minute = _hour(int(match["hour"]), match["half"] or lent), int(match["minute"] or 0)
    return None if hour is None or minute >= _HOUR else f"{hour:02}:{minute:02}"


def _hour(hour: int, half: str) -> int | None:
    """Hour of 24 for an hour of 12 and the words beside it."""
    if not half:
        return hour if hour < 2 * _HALF_DAY else None
    if not 1 <= hour <= _HALF_DAY:
        return None
    night = half == "at night"
    small_hours = night and (hour == _HALF_DAY or hour < _NIGHT)
    if small_hours or half.endswith("morning") or (half.startswith("a") and not night):
        return hour % _HALF_DAY
    return hour % _HALF_DAY + _HALF_DAY


def is_clock(text: str) -> bool:
    """Whether a text is HH:MM or HH:MM/HH:MM."""
    return _CLOCK.fullmatch(text) is not None


def minutes(clock: str) -> tuple[int, int]:
    """First and last minute of the day; past midnight the last is over 1439. DateError if bad."""
    if not is_clock(clock):
        raise DateError(f"“{clock}” is not a time of day.", "Write 09:00 or 09:00/11:30.")
    parts = [int(part[:2]) * 60 + int(part[3:]) for part in clock.split("/")]
    first, last = parts[0], parts[-1]
    return first, last if last >= first else last + DAY_MINUTES


def instant(day: Edtf, clock: str, zone: str) -> int:
    """Minutes from 1970-01-01T00:00Z to the (first) clock time of a day in a zone.

    `zone` is a name of the IANA time zone database, Z, or an offset from -12:00 to +14:00. A time
    that a change of clocks skips or repeats is taken as before the change. DateError when the day
    is not one day or the zone is unknown.
    """
    date = day.first_day()
    if date is None or date != day.last_day():
        raise DateError(f"“{day}” is not one day, so it has no time of day.", "Give the day.")
    first, _ = minutes(clock)
    return day_number(*date) * DAY_MINUTES + first - _offset(date, first, zone)


def _offset(date: Civil, minute: int, zone: str) -> int:
    """Minutes east of UTC at a local time."""
    try:
        if zone[:1] in ("Z", "+", "-"):
            scan = Scanner(zone, 0, len(zone))
            offset = scan.offset() or 0
            scan.finish()
            return offset
        local = datetime(*date, minute // 60, minute % 60, tzinfo=ZoneInfo(zone))
    except (DateError, KeyError, ValueError, OSError) as error:
        hint = "Write a name such as Asia/Kabul, or an offset from -12:00 to +14:00."
        raise DateError(f"The time zone “{zone}” is not known here.", hint) from error
    shift = local.utcoffset()
    return 0 if shift is None else int(shift.total_seconds() // 60)
