"""Atoms into lines: first fit, words torn by their language, what fits no line chopped."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dossier.brief.breaking import Gap
from dossier.brief.hyphenation import find_tears
from dossier.brief.lines import WIDEST_SPACE, Stretch
from dossier.brief.operators import Atom
from dossier.brief.shaping import split_clusters
from dossier.brief.words import Vocabulary

_SLACK = 0.01  # of a point: sums of widths are not exact
_MOST_TORN = 2  # lines in a row that end with a hyphen


@dataclass(slots=True)
class Row:
    """The atoms of a text. `ends` says for each stretch behind which atom it ends.

    `special` says that some stretch is.
    """

    stretches: Sequence[Stretch]
    atoms: list[Atom]
    ends: list[int]
    special: bool

    def ends_with(self, span: tuple[int, int]) -> bool:
        """Say whether a line is the last, or the last before a line feed."""
        return span[1] == len(self.atoms) or self.atoms[span[1]].text == "\n"

    def find_owner(self, index: int) -> int:
        """Give the index of the stretch that an atom comes from."""
        return bisect_right(self.ends, index)

    def share(self, start: int, end: int) -> list[tuple[Stretch | None, range]]:
        """Divide atoms among special stretches and what is between; indices count from `start`."""
        if not self.special:
            return [(None, range(end - start))]
        shares: list[tuple[Stretch | None, range]] = []
        first, last = 0, end - start
        for stretch, own_end in zip(self.stretches, self.ends, strict=True):
            stop = own_end - start if own_end < end else last
            if stop > first:
                special = stretch if stretch.special else None
                if special is None and shares and shares[-1][0] is None:
                    first = shares.pop()[1].start
                shares.append((special, range(first, stop)))
                first = stop
        return shares or [(None, range(0))]


def break_lines(
    row: Row, width: float, words: Vocabulary, *, feeds: bool, justified: bool
) -> list[tuple[int, int]]:
    """Give the lines of `row` as ranges of its atoms; some of them may be cut in two.

    `feeds` says that there are line feeds in it. Nearly all other texts are one line.
    """
    if not feeds and sum([atom.width for atom in row.atoms]) <= width:
        return [(0, len(row.atoms))]
    return _Wrapping(row, width, words, justified=justified).wrap()


class _Wrapping:
    """The lines of one paragraph as they are found."""

    def __init__(self, row: Row, width: float, words: Vocabulary, *, justified: bool) -> None:
        self._row = row
        self._width = width
        self._words = words
        self._justified = justified
        self._torn = 0
        self._lines: list[tuple[int, int]] = []

    def wrap(self) -> list[tuple[int, int]]:
        """Give all lines."""
        atoms, lines = self._row.atoms, self._lines
        start = index = chance = 0
        used, limit = 0.0, self._width + _SLACK
        while index < len(atoms):
            atom = atoms[index]
            if atom.space and atom.text == "\n":
                lines.append((start, index))
                start = index = chance = index + 1
                used = 0.0
            elif atom.space or used + atom.width <= limit:
                used += atom.width
                index += 1
                if atom.space or (atom.gap is not Gap.NONE and self._may_end(atom, used)):
                    chance = index
            else:
                end = self._end_line(start, index, chance, used)
                lines.append((start, end))
                start = index = chance = end
                used = 0.0
        return [*lines, (start, len(atoms))] if start < len(atoms) or not lines else lines

    def _may_end(self, atom: Atom, used: float) -> bool:
        hyphen = self._words.measure("-", atom.voice) if atom.gap is Gap.HYPHEN else 0.0
        return used + hyphen <= self._width + _SLACK

    def _end_line(self, start: int, index: int, chance: int, used: float) -> int:
        """Give where a line ends that has no room for atom `index`."""
        if self._wants_tear(start, index, chance) and self._tear_atom(index, self._width - used):
            self._torn += 1
            return index + 1
        self._torn = 0
        end = chance if chance > start else index
        return end if end > start else self._chop_atom(index)

    def _wants_tear(self, start: int, index: int, chance: int) -> bool:
        """Say whether a line that ends before atom `index` would be too short to be filled.

        The last word of a paragraph is not torn, and never a third line in a row.
        """
        atoms = self._row.atoms
        if self._torn == _MOST_TORN or all(atom.space for atom in atoms[index + 1 :]):
            return False
        if not self._justified or chance <= start:
            return chance <= start and atoms[index].width > self._width
        end = chance
        while end > start and atoms[end - 1].space:
            end -= 1
        spaces = sum([atom.width for atom in atoms[start:end] if atom.space])
        rest = self._width - sum([atom.width for atom in atoms[start:end]])
        return rest > spaces * WIDEST_SPACE

    def _tear_atom(self, index: int, room: float) -> bool:
        """Cut atom `index` in two so that as much as may be fits `room` with a hyphen."""
        atom, owner = self._row.atoms[index], self._row.find_owner(index)
        lang = self._row.stretches[owner].lang or self._words.shaper.lang
        room -= self._words.measure("-", atom.voice)
        for place in reversed(find_tears(atom.text, lang)):
            if self._words.measure(atom.text[:place], atom.voice) <= room:
                head = self._words.make_atom(atom.text[:place], atom, Gap.HYPHEN)
                self._cut(index, [head, self._words.make_atom(atom.text[place:], atom)])
                return True
        return False

    def _chop_atom(self, index: int) -> int:
        """Cut as much from atom `index` as fits a line, one cluster at least; give the next."""
        atom = self._row.atoms[index]
        clusters = split_clusters(atom.text)
        used = self._words.measure(clusters[0], atom.voice)
        count = 1
        while count < len(clusters):
            used += self._words.measure(clusters[count], atom.voice)
            if used > self._width:
                break
            count += 1
        texts = ["".join(clusters[:count]), "".join(clusters[count:])]
        self._cut(index, [self._words.make_atom(text, atom) for text in texts if text])
        return index + 1

    def _cut(self, index: int, parts: list[Atom]) -> None:
        """Put `parts` in the place of atom `index`."""
        row = self._row
        parts[-1] = replace(parts[-1], gap=row.atoms[index].gap)
        owner, more = row.find_owner(index), len(parts) - 1
        row.ends[owner:] = [end + more for end in row.ends[owner:]]
        row.atoms[index : index + 1] = parts
