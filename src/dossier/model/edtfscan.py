"""A place in an EDTF string: takes what is expected, or says what is wrong and where."""

from dataclasses import dataclass
from typing import Final, NoReturn

from dossier.model.edtf import DateError, Mark

DIGITS: Final = "0123456789"
EAST_LIMIT: Final = 14 * 60
WEST_LIMIT: Final = -12 * 60

_LAST_HOUR: Final = 23
_MIDNIGHT: Final = 24
_LAST_OF_SIXTY: Final = 59
_COUNTS: Final = {2: "two", 4: "four"}
_SHOWN: Final = 40


@dataclass(slots=True)
class Scanner:
    """A place in a text; `end` is where the part being read ends. Positions count from 0."""

    text: str
    at: int
    end: int

    def fail(self, reason: str, at: int | None = None) -> NoReturn:
        """Raise DateError for the place `at`, or for the present place."""
        position = self.at if at is None else at
        shown = self.text if len(self.text) <= _SHOWN else self.text[:_SHOWN] + "…"
        raise DateError(
            f"“{shown}” is not an EDTF date: {reason} (character {position + 1}).",
            position=position,
        )

    def part(self, at: int, end: int) -> "Scanner":
        """A scanner for one part of the same text."""
        return Scanner(self.text, at, end)

    def rest(self) -> str:
        """What has not been taken yet."""
        return self.text[self.at : self.end]

    def peek(self) -> str:
        """The next character, or nothing."""
        return self.text[self.at] if self.at < self.end else ""

    def accept(self, wanted: str) -> bool:
        """Take the next character if it is this one."""
        found = self.peek() == wanted
        self.at += found
        return found

    def mark(self) -> Mark:
        """Take a qualifier if there is one."""
        mark = self.peek()
        if mark and mark in "?~%":
            self.at += 1
            return Mark(mark)
        return Mark.NONE

    def digits(self, count: int, name: str, alphabet: str = DIGITS) -> str:
        """Take exactly so many digits."""
        start = self.at
        self.at = min(self._past(alphabet), start + count)
        if self.at - start < count:
            self.fail(f"the {name} needs {_COUNTS[count]} digits", start)
        return self.text[start : self.at]

    def integer(self, name: str) -> str:
        """Take all digits that follow: at least one, without a leading zero."""
        start = self.at
        self.at = self._past(DIGITS)
        if start == self.at:
            self.fail(f"{name} needs a number")
        if self.text[start] == "0":
            self.fail(f"{name} must not begin with 0", start)
        return self.text[start : self.at]

    def number(self, name: str, top: int) -> int:
        """Take two digits of a clock, 00 to `top`."""
        start = self.at
        value = int(self.digits(2, name))
        if value > top:
            self.fail(f"the {name} ends at {top}", start)
        return value

    def clock(self) -> int:
        """Take hh:mm:ss and return minutes of the day; 24:00:00 is its end."""
        start = self.at
        hour = self.number("hour", _MIDNIGHT)
        minute, second = self._next_number("minute"), self._next_number("second")
        if hour == _MIDNIGHT and (minute or second):
            self.fail("24:00:00 is the last time of a day", start)
        return hour * 60 + minute

    def offset(self) -> int | None:
        """Take Z, +hh or +hh:mm: minutes east of UTC; None when there is no zone."""
        start = self.at
        if self.accept("Z"):
            return 0
        east = self.accept("+")
        if not east and not self.accept("-"):
            return None
        minutes = self.number("offset's hour", _LAST_HOUR) * 60
        if self.accept(":"):
            minutes += self.number("offset's minute", _LAST_OF_SIXTY)
        if not east and minutes == 0:
            self.fail("UTC is written Z or +00:00, not -00:00", start)
        minutes = minutes if east else -minutes
        if not WEST_LIMIT <= minutes <= EAST_LIMIT:
            self.fail("an offset from UTC lies between -12:00 and +14:00", start)
        return minutes

    def finish(self) -> None:
        """Complain if anything is left."""
        if self.at < self.end:
            self.fail(f"“{self.peek()}” is not expected here")

    def _next_number(self, name: str) -> int:
        if not self.accept(":"):
            self.fail(f"a time is written hh:mm:ss, so a colon and the {name} come here")
        return self.number(name, _LAST_OF_SIXTY)

    def _past(self, alphabet: str) -> int:
        """The first place from here on that holds none of these characters."""
        at = self.at
        while at < self.end and self.text[at] in alphabet:
            at += 1
        return at
