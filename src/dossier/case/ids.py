"""Global ids: 63 bits, never reused; outside the file "d" and 13 Crockford base-32 characters."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from dossier.errors import DossierError

EPOCH = 1_577_836_800  # 2020-01-01T00:00:00Z
COUNTER_BITS = 20
RANDOM_BITS = 12
LARGEST = (1 << 63) - 1

# Douglas Crockford, Base 32: no I, L, O, U; I and L read as 1, O as 0.
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)} | {"I": 1, "L": 1, "O": 0}
_LENGTH = 13


def now() -> int:
    """Seconds since 2020-01-01 UTC."""
    return max(0, int(time.time()) - EPOCH)


def prefix(seconds: int, random: int) -> int:
    """Give the high bits of an id: seconds, then 12 random bits; the counter bits are 0."""
    high = (seconds << RANDOM_BITS) | random
    return (high << COUNTER_BITS) & LARGEST


@dataclass(slots=True)
class Ids:
    """Draws ids: a prefix that `taken` has never seen, then a counter below it."""

    taken: Callable[[int, int], bool]
    _next: int = 0
    _last: int = -1

    def draw(self) -> int:
        """Return an id that no row of this file has or had."""
        if self._next > self._last:
            self._draw_prefix()
        self._next += 1
        return self._next - 1

    def draw_many(self, count: int) -> list[int]:
        """Return that many ids, rising."""
        return list(islice(iter(self.draw, None), count))

    def _draw_prefix(self) -> None:
        while True:
            first = prefix(now(), secrets.randbits(RANDOM_BITS))
            last = first + (1 << COUNTER_BITS) - 1
            if first > self._last and not self.taken(first, last):
                self._next, self._last = first, last
                return


def to_text(number: int) -> str:
    """Write an id for people and spreadsheets, which round long digits."""
    digits = (number >> shift & 31 for shift in range(5 * (_LENGTH - 1), -1, -5))
    return "d" + "".join(_ALPHABET[digit] for digit in digits)


def from_text(text: str) -> int:
    """Read an id back; DossierError if it is none."""
    letters = text.strip().upper()
    if len(letters) == _LENGTH + 1 and letters[0] == "D":
        values = [_VALUES.get(letter, -1) for letter in letters[1:]]
        number = sum(value << 5 * at for at, value in enumerate(reversed(values)))
        if min(values) >= 0 and 0 < number <= LARGEST:
            return number
    raise DossierError(
        f"{text!r} is not the id of a record.",
        f"An id is the letter d and {_LENGTH} letters or digits.",
    )
