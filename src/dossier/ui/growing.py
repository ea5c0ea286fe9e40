"""What takes long to make, such as a form or a page, is made part by part, and once."""

from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import Generic, TypeVar

K = TypeVar("K")
T = TypeVar("T")
Building = Generator[None, None, T]


class Growing(Generic[K, T]):
    """Things by their keys, each made when it is wanted, or part by part before that.

    `make` yields after each part and returns the thing. One that fails is begun anew when it is
    wanted again.
    """

    def __init__(self, make: Callable[[K], Building[T]]) -> None:
        self._make = make
        self._made: dict[K, T] = {}
        self._begun: dict[K, Iterator[None]] = {}

    def get(self, key: K) -> T | None:
        """Give a thing if it stands."""
        return self._made.get(key)

    def whole(self, key: K) -> T:
        """Give a thing, with all that it lacks yet."""
        if key not in self._made:
            finish(self.parts(key))
        return self._made[key]

    def parts(self, key: K) -> Iterator[None]:
        """Give what makes a thing, a part at a time; what is made stays made."""
        if key not in self._begun:
            self._begun[key] = self._grow(key)
        return self._begun[key]

    def _grow(self, key: K) -> Iterator[None]:
        try:
            self._made[key] = yield from self._make(key)
        finally:
            if key not in self._made:
                del self._begun[key]


def finish(building: Iterator[None]) -> None:
    """Make all parts that are left."""
    deque(building, maxlen=0)
