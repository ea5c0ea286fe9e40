"""Global ids: 63 bits of seconds, chance and a counter; none is ever used twice."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from dossier.model import identity

EPOCH = 1_577_836_800  # 2020-01-01T00:00:00Z
COUNTER_BITS = 20
RANDOM_BITS = 12


def now() -> int:
    """Seconds since 2020-01-01 UTC."""
    return max(0, int(time.time()) - EPOCH)


def prefix(seconds: int, random: int) -> int:
    """Give the high bits of an id: seconds, then 12 random bits; the counter bits are 0."""
    high = (seconds << RANDOM_BITS) | random
    return (high << COUNTER_BITS) & identity.LARGEST


@dataclass(slots=True)
class Ids:
    """Draws ids: a prefix that `taken` has never seen, then a counter below it."""

    taken: Callable[[int, int], bool]
    _next: int = 1
    _last: int = 0

    def draw(self) -> int:
        """Return an id that no row of this file has or had."""
        if self._next > self._last:
            self._draw_prefix()
        self._next += 1
        return self._next - 1

    def _draw_prefix(self) -> None:
        while True:
            first = prefix(now(), secrets.randbits(RANDOM_BITS))
            last = first + (1 << COUNTER_BITS) - 1
            if first > self._last and not self.taken(first, last):
                self._next, self._last = first, last
                return
