"""Work in slices: each step of a generator takes some milliseconds and says how far the work is.

A short edit runs through all of them at once; a long one gives the window a turn in between.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from dossier.case.dbapi import CACHE, Connection

T = TypeVar("T")
Item = TypeVar("Item")

# Rows of one slice: 5 to 10 ms on a laptop. What each slice costs besides must not be felt.
SLICE = 50
_MANY, _SMALL_CACHE = 40, -2000  # slices, KiB as SQLite has it


class Phase(StrEnum):
    """Parts of an edit, in order; each is named by what is counted in it."""

    FILE = "bytes of a file"
    FILES = "texts and files"
    ROWS = "rows"
    JOURNAL = "rows sealed"
    INDEX = "rows searchable"
    LISTS = "numbers in lists"
    STORE = "storing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an edit is: so many of the `total` rows of this phase are done."""

    phase: Phase
    done: int
    total: int

    @property
    def share(self) -> float:
        """Share of the whole edit that is done: its phases take about as long as each other."""
        phases = tuple(Phase)
        part = self.done / self.total if self.total else 0
        return (phases.index(self.phase) + part) / len(phases)


# Closing one before its end takes everything back. The first slice begins when it is asked for.
Slices = Generator[Progress, None, T]


def drained(slices: Slices[T]) -> T:
    """Do all slices at once; the result."""
    while True:
        try:
            next(slices)
        except StopIteration as end:
            result: T = end.value
            return result


def eased(conn: Connection, slices: Slices[T]) -> Slices[T]:
    """Pass slices on; once they are many, let SQLite write pages out as it goes.

    Else the COMMIT, which cannot be sliced, has all of them to write.
    """
    done = 0
    try:
        while True:
            try:
                progress = next(slices)
            except StopIteration as end:
                result: T = end.value
                return result
            done += 1
            if done == _MANY:
                conn.execute(f"PRAGMA cache_size={_SMALL_CACHE}")
            yield progress
    finally:
        slices.close()
        if done >= _MANY:
            conn.execute(f"PRAGMA cache_size={CACHE}")


def parts(items: Sequence[Item], size: int = SLICE) -> Iterator[Sequence[Item]]:
    """Cut a sequence into parts of at most `size`."""
    for at in range(0, len(items), size):
        yield items[at : at + size]
