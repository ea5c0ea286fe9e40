"""Runs of text into lines: words are shaped once, joined into lines, broken and put in order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dossier.brief.bidi import find_direction, find_levels, needs_reordering, order_visually
from dossier.brief.blocks import Align
from dossier.brief.boxes import Lines, stack_lines
from dossier.brief.breaking import Gap, clean_text
from dossier.brief.lines import Area, Line, Part, Stretch, fill_line, write_shares
from dossier.brief.look import RTL_LEADING, Look
from dossier.brief.operators import Atom, join_atoms
from dossier.brief.shaping import PaperFont, Shaper
from dossier.brief.words import Vocabulary
from dossier.brief.wrapping import Row, break_lines


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
        """Give the offset of a line of `width`."""
        return _shift(self.align, self.base, self.width - width)


class Typesetter:
    """Sets paragraphs for one document and remembers its words; counts what no font can draw."""

    def __init__(self, shaper: Shaper) -> None:
        self.missing: Counter[str] = Counter()
        self._shaper = shaper
        self._words = Vocabulary(shaper)

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
    ) -> Lines:
        """Set `stretches` in lines of `width` points; at least one line, however narrow or long.

        `beside` counts the left-to-right words that stand beside them in other columns.
        """
        cleaned = [it if it.text.isprintable() else clean_stretch(it) for it in stretches]
        whole = "".join([stretch.text for stretch in cleaned])
        mixed, feeds = needs_reordering(whole), "\n" in whole
        base = find_direction(whole) if mixed else 0
        atoms, ends = self._mix_atoms(cleaned, whole, base) if mixed else self._spell(cleaned)
        lacking = bool(self._shaper.lacking) and self._count_missing(whole)
        if (
            not (mixed or feeds)
            and len(cleaned) == 1
            and (line := _write_whole(cleaned[0], atoms, width, align))
        ):
            return stack_lines((line,), look.size, look.leading, lacking=lacking)
        row = Row(cleaned, atoms, ends, any(it.special for it in cleaned))
        frame, justified = _Frame(width, align, base, mixed, beside), align is Align.JUSTIFIED
        spans = break_lines(row, width, self._words, feeds=feeds, justified=justified)
        lines = tuple([self._write_line(row, span, frame) for span in spans])
        leading = look.leading * (RTL_LEADING if base else 1)
        return stack_lines(lines, look.size, leading, lacking=lacking)

    def _count_missing(self, whole: str) -> bool:
        """Count the characters of a text that no font can draw; say whether there are any."""
        lacking = [char for char in self._shaper.lacking if char in whole]
        for char in lacking:
            self.missing[char] += whole.count(char)
        return bool(lacking)

    def _spell(self, stretches: Sequence[Stretch]) -> tuple[list[Atom], list[int]]:
        """Give the atoms of text that reads rightward, and where each stretch of it ends."""
        atoms: list[Atom] = []
        ends: list[int] = []
        for stretch in stretches:
            atoms += self._words[stretch.voice, stretch.lang, 0].spell(stretch.text)
            ends.append(len(atoms))
        return atoms, ends

    def _mix_atoms(
        self, stretches: Sequence[Stretch], whole: str, base: int
    ) -> tuple[list[Atom], list[int]]:
        """Do the same for text that reads both ways: it is split where its level changes."""
        levels: list[int] = []
        for line in whole.split("\n"):
            levels += [*find_levels(line, base), base]
        atoms: list[Atom] = []
        ends: list[int] = []
        position = 0
        for stretch in stretches:
            end = position + len(stretch.text)
            for part, level in _split_levels(stretch.text, levels[position:end]):
                atoms += self._words[stretch.voice, stretch.lang, level].spell(part)
            position = end
            ends.append(len(atoms))
        return atoms, ends

    def _write_line(self, row: Row, span: tuple[int, int], frame: _Frame) -> Line:
        """Write the atoms of `span` in visual order."""
        start, end = span
        while end > start and row.atoms[end - 1].space:
            end -= 1
        atoms = row.atoms[start:end]
        torn = bool(atoms) and atoms[-1].gap is Gap.HYPHEN and end < len(row.atoms)
        if torn:
            atoms.append(self._words.make_hyphen(atoms[-1]))
        if frame.align is Align.JUSTIFIED and not row.ends_with(span):
            atoms = fill_line(atoms, frame.width)
        if not (row.special or frame.mixed):
            setup, code = join_atoms(atoms)
            width = sum([atom.width for atom in atoms])
            return Line(
                (Part(code, None, setup),),
                frame.shift(width),
                width,
                (),
                torn,
            )
        shares = row.share(start, end)
        if torn:
            owner, indices = shares[-1]
            shares[-1] = (owner, range(indices.start, len(atoms)))
        order: Sequence[int] = ()
        if frame.mixed and any(levels := [atom.level for atom in atoms]):
            order = order_visually(levels)
        parts, areas, width = write_shares(atoms, shares, order, frame.beside)
        return Line(parts, frame.shift(width), width, areas, torn)


def _write_whole(
    stretch: Stretch, atoms: Sequence[Atom], width: float, align: Align
) -> Line | None:
    """Write a stretch that fits one line, as most do; None if it does not, or ends with a space."""
    own = sum([atom.width for atom in atoms])
    if own > width or stretch.foreign or not atoms or atoms[-1].space:
        return None
    setup, code = join_atoms(atoms)
    part = Part(code, stretch if stretch.link else None, setup)
    areas = (Area(0.0, own, stretch),) if stretch.special else ()
    return Line((part,), _shift(align, 0, width - own), own, areas)


def _shift(align: Align, base: int, room: float) -> float:
    """Give the offset of a line that leaves `room`; one that is too long starts at the left."""
    if align is Align.START and not base:
        return 0.0
    room = max(room, 0.0)
    if align is Align.CENTRE:
        return room / 2
    return room if align is Align.RIGHT or base else 0.0


def clean_stretch(stretch: Stretch) -> Stretch:
    """Give `stretch` with text that can be set."""
    text = clean_text(stretch.text)
    return stretch if text == stretch.text else replace(stretch, text=text)


def _split_levels(text: str, levels: Sequence[int]) -> list[tuple[str, int]]:
    """Split text where the level of its characters changes."""
    changes = [at for at in range(1, len(text)) if levels[at] != levels[at - 1]]
    spans = pairwise((0, *changes, len(text)))
    return [(text[start:end], levels[start]) for start, end in spans if start < end]
