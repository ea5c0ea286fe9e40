"""Lines of a paragraph as they are written: parts with operators, and places that lead on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from dossier.brief.look import Voice
from dossier.brief.operators import Atom, join_atoms, join_mixed

WIDEST_SPACE = 0.35  # more than its own width that a space of justified text may get


@dataclass(slots=True)
class Stretch:
    """Text of one voice; it may lead to `link`, cite source `note` and be a target by `anchor`.

    `foreign` is the language it is in, if that is not the language of the paragraph.
    """

    text: str
    voice: Voice
    lang: str = ""
    link: str = ""
    note: str = ""
    anchor: str = ""
    foreign: str = ""

    @property
    def special(self) -> bool:
        """Whether the place of the stretch on the page matters, or its language."""
        return bool(self.link or self.note or self.anchor or self.foreign)


Share = tuple[Stretch | None, Sequence[int]]  # atoms of a line, and whose they are if it matters


@dataclass(slots=True)
class Area:
    """Where a special stretch stands on its line, from `left` to `right` of the line's start."""

    left: float
    right: float
    stretch: Stretch


@dataclass(slots=True)
class Part:
    """Text operators of a part of a line that is a link as a whole, or has none.

    `setup` chooses the colour and font of all of `code`; it is empty if `code` does so itself.
    """

    code: str
    link: Stretch | None = None
    setup: str = ""


@dataclass(slots=True)
class Line:
    """A set line: text operators, its offset in the column, its width, and its special places.

    `torn` says that it ends within a word.
    """

    parts: tuple[Part, ...]
    offset: float
    width: float
    areas: tuple[Area, ...] = ()
    torn: bool = False


def fill_line(atoms: Sequence[Atom], width: float) -> list[Atom]:
    """Give the atoms of a line with wider spaces, so that it becomes `width` if it can."""
    spaces = sum([atom.width for atom in atoms if atom.space])
    rest = width - sum([atom.width for atom in atoms])
    if not spaces or rest <= 0:
        return list(atoms)
    share = min(rest / spaces, WIDEST_SPACE)
    return [_widen(atom, atom.width * share) if atom.space else atom for atom in atoms]


def _widen(space: Atom, extra: float) -> Atom:
    """Give a space with a move after it; numbers in TJ arrays move left."""
    if not space.setup:
        return space
    array = f"{space.array} {-extra * 1000 / space.em:.1f}"
    return replace(space, width=space.width + extra, array=array)


def write_shares(
    atoms: Sequence[Atom], shares: Sequence[Share], order: Sequence[int], beside: int
) -> tuple[tuple[Part, ...], tuple[Area, ...], float]:
    """Write a line, each special stretch apart; give its parts, its special places, its width.

    `order` is the visual order of its atoms, empty if all reads rightward.
    """
    parts: list[Part] = []
    areas: list[Area] = []
    left = 0.0
    for stretch, indices in _order_shares(shares, order) if order else shares:
        if order:
            run: Sequence[Atom] = [atoms[index] for index in indices]
            setup, code = "", join_mixed(atoms, indices, beside)
        else:
            run = atoms[indices[0] : indices[-1] + 1] if stretch or len(shares) > 1 else atoms
            setup, code = join_atoms(run)
        right = left + sum([atom.width for atom in run])
        if stretch is None:
            parts.append(Part(code, None, setup))
        else:
            if stretch.foreign:  # ISO 32000-1, 14.9.2.3
                code = f"/Span <</Lang ({stretch.foreign})>> BDC {code} EMC"
            parts.append(Part(code, stretch if stretch.link else None, setup))
            areas.append(Area(left, right, stretch))
        left = right
    return tuple(parts), tuple(areas), left


def _order_shares(shares: Sequence[Share], order: Sequence[int]) -> Iterator[Share]:
    """Give the shares of a line from left to right; one that is torn by it is given several times.

    What is between special stretches is one share where it comes to stand together.
    """
    owners = [stretch for stretch, indices in shares for _ in indices]
    for _, group in groupby(order, key=lambda index: id(owners[index])):
        indices = list(group)
        yield owners[indices[0]], indices
