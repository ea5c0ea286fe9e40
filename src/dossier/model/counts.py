"""Counts as reported: qualifier and bounds, what agrees with what, and totals. Never an average.

Rules of the intervals: exactly n = [n, n]; at least n = [n, open); more than n = [n+1, open);
up to n = [0, n]; fewer than n = [0, n-1]; about n = n give or take a tolerance in per cent, rounded
outwards, and "nearly n" the part of it below n; dozens, hundreds and thousands are conventions.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dossier.model.terms import Qualifier

TOLERANCE = 10  # per cent
NONE, SEVERAL = "none", "several"
VAGUE: Mapping[Qualifier, tuple[int | None, int | None]] = MappingProxyType(
    {
        Qualifier.DOZENS: (24, 99),
        Qualifier.HUNDREDS: (100, 999),
        Qualifier.THOUSANDS: (1000, 9999),
        Qualifier.UNKNOWN: (None, None),
    }
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number as one source states it.

    `low` and `high` are the inclusive bounds that follow from the words; None = open. `best` is the
    number itself where it is meant ("134", "about 100"; not "nearly 100", which stays below it).
    Figures of others may come out of order: they are kept as they are, and `in_order` says so.
    """

    qualifier: Qualifier
    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def interval(self) -> tuple[int, int | None]:
        """Least and most that the words allow, inclusive; None = open."""
        if (self.low, self.high) != (None, None):
            return (self.low or 0, self.high)
        meant = stated(self.qualifier, self.best)
        return (meant.low or 0, meant.high)

    @property
    def in_order(self) -> bool:
        """Whether low <= best <= high, as far as they are given."""
        given = [n for n in (self.low, self.best, self.high) if n is not None]
        return given == sorted(given)


@dataclass(frozen=True, slots=True)
class Total:
    """Sum of lows and sum of highs (None = open) of `items` counts; `approximate` if any is so."""

    low: int
    high: int | None
    items: int
    approximate: bool = False

    def words(self) -> str:
        """Say it as a reader expects: "204", "at least 204", "between 190 and 210"."""
        if self.low == self.high:
            said = f"{self.low:,}"
        elif self.high is not None:
            said = f"between {self.low:,} and {self.high:,}"
        else:
            said = f"at least {self.low:,}" if self.low else "not known"
        return f"{said} (approximate)" if self.approximate else said


def stated(
    qualifier: Qualifier,
    number: int | None = None,
    upper: int | None = None,
    *,
    tolerance: int = TOLERANCE,
    below: bool = False,
) -> Count:
    """Make the count of a qualifier and its number; "between" takes two, vague words none.

    `tolerance` (per cent) matters to "about" alone; `below` makes it "nearly".
    """
    if qualifier in VAGUE or number is None:
        low, high = VAGUE.get(qualifier, (None, None))
        return Count(qualifier, low, None, high)
    if qualifier is Qualifier.ABOUT:
        low = number * (100 - tolerance) // 100
        if below:
            return Count(qualifier, max(0, min(low, number - 1)), None, max(0, number - 1))
        return Count(qualifier, low, number, -(-number * (100 + tolerance) // 100))
    return {
        Qualifier.EXACTLY: Count(qualifier, number, number, number),
        Qualifier.AT_LEAST: Count(qualifier, number),
        Qualifier.MORE_THAN: Count(qualifier, number + 1),
        Qualifier.UP_TO: Count(qualifier, 0, None, number),
        Qualifier.FEWER_THAN: Count(qualifier, 0, None, max(0, number - 1)),
        Qualifier.BETWEEN: Count(qualifier, number, None, upper),
    }[qualifier]


def agrees(a: Count, b: Count) -> bool:
    """Whether both can be true: their intervals meet. "134" agrees with "more than 130"."""
    return _meet(a.interval, b.interval)


def _meet(a: tuple[int, int | None], b: tuple[int, int | None]) -> bool:
    return (b[1] is None or a[0] <= b[1]) and (a[1] is None or b[0] <= a[1])


def total(counts: Iterable[Count]) -> Total:
    """Add lows and highs of counts of one measure and unit; an open one leaves the total open."""
    held = tuple(counts)
    intervals = [count.interval for count in held]
    highs = [high for _, high in intervals if high is not None]
    return Total(
        low=sum(low for low, _ in intervals),
        high=sum(highs) if len(highs) == len(held) else None,
        items=len(held),
        approximate=any(c.qualifier is Qualifier.ABOUT or c.qualifier in VAGUE for c in held),
    )


def grouped(number: int) -> str:
    """Write a whole number with commas between groups of three digits."""
    return f"{number:,}"


def words(count: Count, write: Callable[[int], str] = grouped) -> str:
    """Say a count in plain words; `read` reads them back to the same count.

    `write` writes its numbers; what it puts between digits may be more than `read` understands.
    """
    if count.qualifier is Qualifier.UNKNOWN:
        return SEVERAL
    if count.qualifier in VAGUE:
        return count.qualifier.value
    number = _number(count)
    if number is None:
        return "not given"
    if count.qualifier is Qualifier.EXACTLY:
        return write(number) if number else NONE
    if count.qualifier is Qualifier.BETWEEN:
        high = count.high
        return f"between {write(number)} and {write(high)}" if high is not None else "not given"
    nearly = count.qualifier is Qualifier.ABOUT and count.best is None
    return f"{'nearly' if nearly else count.qualifier.value.replace('_', ' ')} {write(number)}"


def _number(count: Count) -> int | None:
    """The number in the words of the source, found from the bounds."""
    if count.best is not None:
        return count.best
    bound, step = {
        Qualifier.UP_TO: (count.high, 0),
        Qualifier.FEWER_THAN: (count.high, 1),
        Qualifier.ABOUT: (count.high, 1),
        Qualifier.MORE_THAN: (count.low, -1),
    }.get(count.qualifier, (count.low, 0))
    return None if bound is None else bound + step


def read(stated_words: str, *, tolerance: int = TOLERANCE) -> Count | None:
    """Read the words of a source, such as "more than 130 soldiers" or "dozens"; None if no count.

    Nouns after the number are passed over. Digits of any script and thousands separators (comma,
    any space, Arabic separator) are read; what could be two things ("3.000", "53 and 17") is not.
    """
    from dossier.model import countreading  # its patterns cost more than all else at start-up

    return countreading.read(stated_words, tolerance)
