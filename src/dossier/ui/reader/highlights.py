"""Which passages to paint in which blocks: what is not on the screen costs nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dossier.ui.reader.body import Body


@dataclass(frozen=True, slots=True)
class Highlight:
    """A passage to be painted. `token` is its colour; `lined` underlines it as well."""

    start: int
    end: int
    token: str
    lined: bool = False


class Highlights:
    """The highlights of one body, found by block."""

    def __init__(self, body: Body, passages: Iterable[Highlight] = ()) -> None:
        self._by_block: dict[int, list[Highlight]] = {}
        length = len(body.text)
        self.all = tuple(one for one in passages if 0 <= one.start < one.end <= length)
        for one in self.all:
            for block in range(body.block_at(one.start), body.block_at(one.end - 1) + 1):
                self._by_block.setdefault(block, []).append(one)

    def within(self, first: int, last: int) -> Sequence[Highlight]:
        """Give the highlights that touch blocks first..last, each once, in order."""
        found = (one for block in range(first, last + 1) for one in self._by_block.get(block, ()))
        return tuple(dict.fromkeys(found))
