"""Lines of a paragraph as they are written: parts with operators, and places that lead on."""

from collections.abc import Iterator, Mapping, Sequence
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


@dataclass(slots=True)
class SetText:
    """A set paragraph; `lacking` says that it has characters no font can draw."""

    lines: tuple[Line, ...]
    size: float
    leading: float
    lacking: bool = False


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


def write_part(atoms: Sequence[Atom], order: Sequence[int], beside: int) -> Part:
    """Write atoms; `order` is their visual order, empty if all reads rightward."""
    if order:
        return Part(join_mixed(atoms, order, beside))
    setup, code = join_atoms(atoms)
    return Part(code, None, setup)


def write_parts(
    atoms: Sequence[Atom],
    owners: Sequence[int],
    specials: Mapping[int, Stretch],
    order: Sequence[int],
    beside: int,
) -> Iterator[Part]:
    """Write each special stretch of a line apart; `order` is empty if all reads rightward."""
    visual = order or range(len(atoms))
    for owner, group in groupby(visual, key=lambda i: owners[i] if owners[i] in specials else -1):
        indices = list(group)
        if order:
            part = Part(join_mixed(atoms, indices, beside))
        else:
            part = write_part(atoms[indices[0] : indices[-1] + 1], (), beside)
        stretch = specials.get(owner)
        if stretch and stretch.foreign:  # ISO 32000-1, 14.9.2.3
            part.code = f"/Span <</Lang ({stretch.foreign})>> BDC {part.code} EMC"
        if stretch and stretch.link:
            part.link = stretch
        yield part


def find_areas(
    atoms: Sequence[Atom], owners: Sequence[int], specials: Mapping[int, Stretch]
) -> tuple[Area, ...]:
    """Give the extent of each special stretch; one that is torn by reordering gets several."""
    areas: list[Area] = []
    left = 0.0
    start = 0
    for owner, group in groupby(owners):
        end = start + len(list(group))
        right = left + sum([atom.width for atom in atoms[start:end]])
        if owner in specials:
            areas.append(Area(left, right, specials[owner]))
        left, start = right, end
    return tuple(areas)
