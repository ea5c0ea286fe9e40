"""How dates and numbers that Dossier computes are written. Words as reported stay as they are."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from dossier.model import counts
from dossier.model.counts import Count
from dossier.model.dates import Edtf, Reported, Style, words


class NumberStyle(StrEnum):
    """What stands between groups of three digits."""

    COMMA = "comma"
    SPACE = "space"
    POINT = "point"
    PLAIN = "plain"


# ISO 80000-1, 7.3.1: groups of three are set apart by a narrow space
_BETWEEN: Final = MappingProxyType(
    {
        NumberStyle.COMMA: ",",
        NumberStyle.SPACE: "\u202f",
        NumberStyle.POINT: ".",
        NumberStyle.PLAIN: "",
    }
)


@dataclass(frozen=True, slots=True)
class Notation:
    """A style of dates and one of numbers. `also` gives a date in another calendar, or ""."""

    dates: Style = Style.LONG
    numbers: NumberStyle = NumberStyle.COMMA
    also: Callable[[Edtf], str] | None = None

    def number(self, number: int) -> str:
        """A whole number: "1,300"."""
        return f"{number:,}".replace(",", _BETWEEN[self.numbers])

    def counted(self, number: int, noun: str, nouns: str = "") -> str:
        """A number with its noun: "1 origin", "1,300 origins"."""
        return f"{self.number(number)} {noun if number == 1 else nouns or noun + 's'}"

    def count(self, count: Count) -> str:
        """A count as reported, in plain words: "more than 1,300"."""
        return counts.words(count, self.number)

    def day(self, date: Edtf, *, weekday: bool = False) -> str:
        """A date in this style alone."""
        return words(date, style=self.dates, weekday=weekday)

    def other(self, date: Edtf) -> str:
        """The same date in the other calendar, in brackets; "" if none is asked for."""
        said = self.also(date) if self.also is not None else ""
        return f"({said})" if said else ""

    def edtf(self, date: Edtf, *, weekday: bool = False) -> str:
        """A date, with the other calendar behind it."""
        return f"{self.day(date, weekday=weekday)} {self.other(date)}".rstrip()

    def date(self, reported: Reported) -> str:
        """A date as reported where it is known, else the words of the source."""
        date = reported.date
        return self.edtf(date) if date else reported.stated


PLAIN: Final = Notation()
