"""Runs of text into lines: words are shaped once, joined into lines, broken and put in order."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby

from dossier.brief.bidi import find_direction, find_levels, needs_reordering, order_visually
from dossier.brief.blocks import Align
from dossier.brief.breaking import Gap, clean_text, split_tokens, split_word
from dossier.brief.look import RTL_LEADING, Look, Voice
from dossier.brief.operators import Atom, join_atoms, join_mixed, write_piece
from dossier.brief.shaping import PaperFont, Shaper, split_clusters

_SLACK = 0.01  # of a point: sums of widths are not exact
_WIDEST_SPACE = 0.35  # more than its own width that a space of justified text may get


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
    """A set line: text operators, its offset in the column, its width, and its special places."""

    parts: tuple[Part, ...]
    offset: float
    width: float
    areas: tuple[Area, ...] = ()


@dataclass(slots=True)
class SetText:
    """A set paragraph; `lacking` says that it has characters no font can draw."""

    lines: tuple[Line, ...]
    size: float
    leading: float
    lacking: bool = False


@dataclass(slots=True)
class _Frame:
    """What a line stands in: column width, alignment, base level, whether it reads both ways.

    `beside` counts left-to-right words of other columns on the same height.
    """

    width: float
    align: Align
    base: int
    mixed: bool
    beside: int

    def shift(self, width: float) -> float:
        """Give the offset of a line of `width`; one that is too long starts at the left."""
        room = max(self.width - width, 0.0)
        if self.align is Align.CENTRE:
            return room / 2
        return room if self.align is Align.RIGHT or self.base else 0.0


@dataclass(slots=True)
class _Row:
    """Atoms with, for each, the index of the stretch it comes from."""

    atoms: list[Atom]
    owners: list[int]


class _Words(dict[str, tuple[Atom, ...]]):
    """Words of one voice, language and level: one that is new is shaped when it is asked for."""

    def __init__(self, make: Callable[[str], tuple[Atom, ...]]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, token: str) -> tuple[Atom, ...]:
        atoms = self[token] = self._make(token)
        return atoms


class Typesetter:
    """Sets paragraphs for one document and remembers its words; counts what no font can draw."""

    def __init__(self, shaper: Shaper) -> None:
        self.missing: Counter[str] = Counter()
        self._shaper = shaper
        self._words: dict[tuple[Voice, str, int], _Words] = {}

    @property
    def fonts(self) -> list[PaperFont]:
        """Every font that was used, in the order of first use."""
        return list(self._shaper.fonts.values())

    def set_text(
        self,
        stretches: Sequence[Stretch],
        look: Look,
        width: float,
        align: Align = Align.START,
        beside: int = 0,
    ) -> SetText:
        """Set `stretches` in lines of `width` points; at least one line, however narrow or long.

        `beside` counts the left-to-right words that stand beside them in other columns.
        """
        cleaned = [clean_stretch(stretch) for stretch in stretches]
        whole = "".join(stretch.text for stretch in cleaned)
        mixed = needs_reordering(whole)
        base = find_direction(whole) if mixed else 0
        row = self._mix_atoms(cleaned, whole, base) if mixed else self._list_atoms(cleaned)
        lacking = [char for char in self._shaper.lacking if char in whole]
        for char in lacking:
            self.missing[char] += whole.count(char)
        specials = {i: stretch for i, stretch in enumerate(cleaned) if stretch.special}
        frame = _Frame(width, align, base, mixed, beside)
        spans = self._break_lines(row, width, feeds="\n" in whole)
        lines = [self._write_line(row, span, specials, frame) for span in spans]
        leading = look.leading * (RTL_LEADING if base else 1)
        return SetText(tuple(lines), look.size, leading, bool(lacking))

    def measure(self, text: str, voice: Voice) -> float:
        """Give the width of `text` on one line, in points."""
        return self._shaper.shape(text, voice.cut).width * voice.size / 1000

    def _list_atoms(self, stretches: Sequence[Stretch]) -> _Row:
        row = _Row([], [])
        for index, stretch in enumerate(stretches):
            words = self._find_words(stretch.voice, stretch.lang, 0)
            tokens = split_tokens(stretch.text)
            atoms = list(chain.from_iterable(map(words.__getitem__, tokens)))
            row.atoms += atoms
            row.owners += [index] * len(atoms)
        return row

    def _mix_atoms(self, stretches: Sequence[Stretch], whole: str, base: int) -> _Row:
        """List the atoms of text that reads both ways: a token is split where its level changes."""
        levels: list[int] = []
        for line in whole.split("\n"):
            levels += [*find_levels(line, base), base]
        row = _Row([], [])
        position = 0
        for index, stretch in enumerate(stretches):
            voice, lang, before = stretch.voice, stretch.lang, len(row.atoms)
            words = self._find_words(voice, lang, 0)
            for token in split_tokens(stretch.text):
                end = position + len(token)
                if not any(levels[position:end]):
                    row.atoms.extend(words[token])
                else:
                    for part, level in _split_levels(token, levels[position:end]):
                        row.atoms.extend(self._find_words(voice, lang, level)[part])
                position = end
            row.owners.extend([index] * (len(row.atoms) - before))
        return row

    def _find_words(self, voice: Voice, lang: str, level: int) -> _Words:
        words = self._words.get((voice, lang, level))
        if words is None:
            make = partial(self._make_atoms, voice, lang, level)
            words = self._words[voice, lang, level] = _Words(make)
        return words

    def _make_atoms(self, voice: Voice, lang: str, level: int, token: str) -> tuple[Atom, ...]:
        parts = split_word(token)
        return tuple([self._make_atom(part, voice, lang, level, gap) for part, gap in parts])

    def _make_atom(
        self, text: str, voice: Voice, lang: str, level: int, gap: Gap = Gap.NONE
    ) -> Atom:
        if text == "\n":
            return Atom(text, voice, 0, 0, "", "", gap, space=True, level=level)
        piece = self._shaper.shape(text, voice.cut, rtl=level % 2 == 1, lang=lang)
        setup, array = write_piece(piece, voice)
        width = piece.width * voice.size / 1000
        em = voice.size * piece.segments[0].scale if piece.segments else voice.size
        return Atom(text, voice, width, em, setup, array, gap, text.isspace(), level)

    def _break_lines(self, row: _Row, width: float, *, feeds: bool) -> list[tuple[int, int]]:
        """Give the lines as ranges of atoms, first fit; what is too long for a line is chopped.

        `feeds` says that there are line feeds in it. Nearly all other texts are one line.
        """
        lines: list[tuple[int, int]] = []
        atoms = row.atoms
        if not feeds and sum([atom.width for atom in atoms]) <= width:
            return [(0, len(atoms))]
        start = index = chance = 0
        used = 0.0
        while index < len(atoms):
            atom = atoms[index]
            if atom.text == "\n":
                lines.append((start, index))
                start = index = chance = index + 1
                used = 0.0
            elif atom.space or used + atom.width <= width + _SLACK:
                used += atom.width
                index += 1
                if atom.space or (atom.gap is not Gap.NONE and self._may_end(atom, used, width)):
                    chance = index
            else:
                end = chance if chance > start else index
                end = end if end > start else self._chop_atom(row, index, width)
                lines.append((start, end))
                start = index = chance = end
                used = 0.0
        return [*lines, (start, len(atoms))] if start < len(atoms) or not lines else lines

    def _may_end(self, atom: Atom, used: float, width: float) -> bool:
        hyphen = self.measure("-", atom.voice) if atom.gap is Gap.HYPHEN else 0.0
        return used + hyphen <= width + _SLACK

    def _chop_atom(self, row: _Row, index: int, width: float) -> int:
        """Cut as much from atom `index` as fits `width`, one cluster at least; give the next."""
        atom, owner = row.atoms[index], row.owners[index]
        clusters = split_clusters(atom.text)
        used = self.measure(clusters[0], atom.voice)
        count = 1
        while count < len(clusters):
            used += self.measure(clusters[count], atom.voice)
            if used > width:
                break
            count += 1
        texts = ["".join(clusters[:count]), "".join(clusters[count:])]
        parts = [self._make_atom(text, atom.voice, "", atom.level) for text in texts if text]
        parts[-1] = replace(parts[-1], gap=atom.gap)
        row.atoms[index : index + 1] = parts
        row.owners[index : index + 1] = [owner] * len(parts)
        return index + 1

    def _write_line(
        self, row: _Row, span: tuple[int, int], specials: Mapping[int, Stretch], frame: _Frame
    ) -> Line:
        """Write the atoms of `span` in visual order; `specials` are stretches by their index."""
        start, end = span
        while end > start and row.atoms[end - 1].space:
            end -= 1
        atoms, owners = row.atoms[start:end], row.owners[start:end]
        if atoms and atoms[-1].gap is Gap.HYPHEN and end < len(row.atoms):
            torn = atoms[-1]
            atoms.append(self._make_atom("-", torn.voice, "", torn.level))
            owners.append(owners[-1])
        last = span[1] == len(row.atoms) or row.atoms[span[1]].text == "\n"
        if frame.align is Align.JUSTIFIED and not last:
            atoms = fill_line(atoms, frame.width)
        width = sum([atom.width for atom in atoms])
        levels = [atom.level for atom in atoms] if frame.mixed else []
        order = order_visually(levels) if any(levels) else []
        parts: tuple[Part, ...]
        areas: tuple[Area, ...] = ()
        if not specials or specials.keys().isdisjoint(owners):
            parts = (_write_part(atoms, order, frame.beside),)
        else:
            parts = tuple(_write_parts(atoms, owners, specials, order, frame.beside))
            if order:
                atoms, owners = [atoms[i] for i in order], [owners[i] for i in order]
            areas = _find_areas(atoms, owners, specials)
        return Line(parts, frame.shift(width), width, areas)


def fill_line(atoms: Sequence[Atom], width: float) -> list[Atom]:
    """Give the atoms of a line with wider spaces, so that it becomes `width` if it can."""
    spaces = sum([atom.width for atom in atoms if atom.space])
    rest = width - sum([atom.width for atom in atoms])
    if not spaces or rest <= 0:
        return list(atoms)
    share = min(rest / spaces, _WIDEST_SPACE)
    return [_widen(atom, atom.width * share) if atom.space else atom for atom in atoms]


def _widen(space: Atom, extra: float) -> Atom:
    """Give a space with a move after it; numbers in TJ arrays move left."""
    if not space.setup:
        return space
    array = f"{space.array} {-extra * 1000 / space.em:.1f}"
    return replace(space, width=space.width + extra, array=array)


def clean_stretch(stretch: Stretch) -> Stretch:
    """Give `stretch` with text that can be set."""
    text = clean_text(stretch.text)
    return stretch if text == stretch.text else replace(stretch, text=text)


def _split_levels(token: str, levels: list[int]) -> list[tuple[str, int]]:
    if len(set(levels)) == 1:
        return [(token, levels[0])]
    pairs = zip(token, levels, strict=True)
    return [
        ("".join(char for char, _ in group), level)
        for level, group in groupby(pairs, key=lambda pair: pair[1])
    ]


def _write_part(atoms: Sequence[Atom], order: Sequence[int], beside: int) -> Part:
    if order:
        return Part(join_mixed(atoms, order, beside))
    setup, code = join_atoms(atoms)
    return Part(code, None, setup)


def _write_parts(
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
            part = _write_part(atoms[indices[0] : indices[-1] + 1], (), beside)
        stretch = specials.get(owner)
        if stretch and stretch.foreign:  # ISO 32000-1, 14.9.2.3
            part.code = f"/Span <</Lang ({stretch.foreign})>> BDC {part.code} EMC"
        if stretch and stretch.link:
            part.link = stretch
        yield part


def _find_areas(
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
