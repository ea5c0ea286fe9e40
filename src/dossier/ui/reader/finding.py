"""Finds words in a text as search compares them: without regard to case, marks and variants."""

from collections.abc import Iterator

from dossier.case.fold import fold
from dossier.ui.reader.body import Body

MOST = 10_000  # places that are shown; nobody walks through more


class _Letters(dict[int, str]):
    """What str.translate asks for each code point: a letter as it is compared, remembered."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        self[code] = " " if letter.isspace() else fold(letter)
        return self[code]


class Finder:
    """The words of one body, made comparable when they are first looked for."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._letters = _Letters()
        self._blocks: list[str] = []

    def places(self, words: str) -> list[tuple[int, int]]:
        """Passages (start, end exclusive, in code points) that read like these words, in order."""
        wanted = " ".join(words.split()).translate(self._letters)
        if not wanted.strip():
            return []
        if not self._blocks:
            self._blocks = [block.translate(self._letters) for block in self._body.blocks]
        found: list[tuple[int, int]] = []
        for block, folded in enumerate(self._blocks):
            if wanted in folded:
                found += self._within(block, folded, wanted)
                if len(found) > MOST:
                    return found[:MOST]
        return found

    def _within(self, block: int, folded: str, wanted: str) -> Iterator[tuple[int, int]]:
        """Give the places in one block, widened to whole characters."""
        first, shown = self._body.starts[block], self._body.blocks[block]
        origins = None if shown.isascii() else self._origins(shown)
        at = folded.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            if origins is None:  # a letter is a letter there, as nearly everywhere in English
                yield first + at, first + end
            else:
                yield self._body.snapped(first + origins[at], first + origins[end - 1] + 1)
            at = folded.find(wanted, end)

    def _origins(self, shown: str) -> list[int]:
        """Where each letter of a folded block stood before it was folded."""
        lengths = (len(self._letters[ord(letter)]) for letter in shown)
        return [at for at, length in enumerate(lengths) for _ in range(length)]
