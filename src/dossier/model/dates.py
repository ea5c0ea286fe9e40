"""Dates as reported: the words of a source beside the EDTF date they were understood to mean."""

import functools
from dataclasses import dataclass

from dossier.model.civil import OPEN_LOWER, OPEN_UPPER, Bounds, Civil, Hemisphere
from dossier.model.datereading import Reading, read
from dossier.model.daterepair import suggest
from dossier.model.datewords import Style
from dossier.model.edtf import DateError, Edtf, Level, Precision
from dossier.model.edtfparser import decode
from dossier.model.rangewords import words
from dossier.model.timeofday import TimeOfDay, instant, minutes, read_time

__all__ = [
    "OPEN_LOWER",
    "OPEN_UPPER",
    "Bounds",
    "Civil",
    "DateError",
    "Edtf",
    "Hemisphere",
    "Level",
    "Precision",
    "Reading",
    "Reported",
    "Style",
    "TimeOfDay",
    "instant",
    "minutes",
    "parse",
    "read",
    "read_time",
    "words",
]


def parse(text: str) -> Edtf:
    """Read an EDTF string, levels 0 to 2 (Library of Congress, 4 February 2019), strictly.

    DateError says what is wrong and at which character, and offers repairs that are valid EDTF.
    """
    try:
        return decode(text)
    except DateError as error:
        repairs = suggest(text)
        asked = f"Did you mean {' or '.join(repairs)}?" if repairs else ""
        hint = asked or "Write 2021-06-22, 2021-06 or 2021."
        raise DateError(error.message, hint, position=error.position, repairs=repairs) from None


@dataclass(frozen=True, slots=True)
class Reported:
    """A date as a source states it. `edtf` is None while the words are not understood."""

    stated: str = ""
    edtf: str | None = None

    @classmethod
    def of(cls, words: str, reference: Edtf | None = None) -> "Reported":
        """Read the words, which are kept as they are; `reference` is the date of publication."""
        found = read(words, reference=reference).edtf
        return cls(words, found.text if found else None)

    @property
    def date(self) -> Edtf | None:
        """The EDTF value; None when there is none or when a damaged file holds no valid one."""
        try:
            return decode(self.edtf) if self.edtf else None
        except DateError:
            return None

    @property
    def bounds(self) -> Bounds | None:
        """First and last minute it may mean; None when the date is not known."""
        date = self.date
        return date.bounds if date else None

    def words(self, style: Style = Style.LONG, *, weekday: bool = False) -> str:
        """The date in English where it is known, else the words of the source."""
        return _words(self.edtf or "", style, weekday) or self.stated


@functools.lru_cache(maxsize=1 << 12)  # the dates of a case recur, in lists and in briefs
def _words(edtf: str, style: Style, weekday: bool) -> str:  # noqa: FBT001 - a key of the cache
    """Give a stored date in English; "" for none."""
    date = Reported(edtf=edtf).date
    return words(date, style=style, weekday=weekday) if date else ""
