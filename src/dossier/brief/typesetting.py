"""Runs of text into lines: words are shaped once, joined into lines, broken and put in order."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dossier.brief.bidi import find_direction, find_levels, needs_reordering, order_visually
from dossier.brief.blocks import Align
from dossier.brief.breaking import Gap, clean_text
from dossier.brief.lines import Area, Line, Part, SetText, Stretch, fill_line, write_shares
from dossier.brief.look import RTL_LEADING, Look
from dossier.brief.operators import join_atoms
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
        """Give the offset of a line of `width`; one that is too long starts at the left."""
        if self.align is Align.START and not self.base:
            return 0.0
        room = max(self.width - width, 0.0)
        if self.align is Align.CENTRE:
            return room / 2
        return room if self.align is Align.RIGHT or self.base else 0.0


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
    ) -> SetText:
        """Set `stretches` in lines of `width` points; at least one line, however narrow or long.

        `beside` counts the left-to-right words that stand beside them in other columns.
        """
        cleaned = [it if it.text.isprintable() else clean_stretch(it) for it in stretches]
        whole = "".join([stretch.text for stretch in cleaned])
        mixed = needs_reordering(whole)
        base = find_direction(whole) if mixed else 0
        row = Row(cleaned)
        if mixed:
            self._mix_atoms(row, whole, base)
        else:
            self._list_atoms(row)
        lacking = self._shaper.lacking and self._count_missing(whole)
        frame = _Frame(width, align, base, mixed, beside)
        feeds, justified = "\n" in whole, align is Align.JUSTIFIED
        if not (mixed or feeds) and len(cleaned) == 1 and (line := _write_whole(row, frame)):
            return SetText((line,), look.size, look.leading, bool(lacking))
        spans = break_lines(row, width, self._words, feeds=feeds, justified=justified)
        lines = tuple([self._write_line(row, span, frame) for span in spans])
        leading = look.leading * (RTL_LEADING if base else 1)
        return SetText(lines, look.size, leading, bool(lacking))

    def _count_missing(self, whole: str) -> bool:
        """Count the characters of a text that no font can draw; say whether there are any."""
        lacking = [char for char in self._shaper.lacking if char in whole]
        for char in lacking:
            self.missing[char] += whole.count(char)
        return bool(lacking)

    def _list_atoms(self, row: Row) -> None:
        for stretch in row.stretches:
            words = self._words.find_words(stretch.voice, stretch.lang, 0)
            row.atoms += words.spell(stretch.text)
            row.end(stretch)

    def _mix_atoms(self, row: Row, whole: str, base: int) -> None:
        """List the atoms of text that reads both ways: it is split where its level changes."""
        levels: list[int] = []
        for line in whole.split("\n"):
            levels += [*find_levels(line, base), base]
        position = 0
        for stretch in row.stretches:
            end = position + len(stretch.text)
            for part, level in _split_levels(stretch.text, levels[position:end]):
                words = self._words.find_words(stretch.voice, stretch.lang, level)
                row.atoms += words.spell(part)
            position = end
            row.end(stretch)

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
            return Line((Part(code, None, setup),), frame.shift(width), width, (), torn)
        shares = row.share(start, end)
        if torn:
            owner, indices = shares[-1]
            shares[-1] = (owner, range(indices.start, len(atoms)))
        order: Sequence[int] = ()
        if frame.mixed and any(levels := [atom.level for atom in atoms]):
            order = order_visually(levels)
        parts, areas, width = write_shares(atoms, shares, order, frame.beside)
        return Line(parts, frame.shift(width), width, areas, torn)


def _write_whole(row: Row, frame: _Frame) -> Line | None:
    """Write a stretch that fits one line, as most do; None if it does not, or ends with a space."""
    atoms, stretch = row.atoms, row.stretches[0]
    width = sum([atom.width for atom in atoms])
    if width > frame.width or stretch.foreign or not atoms or atoms[-1].space:
        return None
    setup, code = join_atoms(atoms)
    part = Part(code, stretch if stretch.link else None, setup)
    areas = (Area(0.0, width, stretch),) if row.special else ()
    return Line((part,), frame.shift(width), width, areas)


def clean_stretch(stretch: Stretch) -> Stretch:
    """Give `stretch` with text that can be set."""
    text = clean_text(stretch.text)
    return stretch if text == stretch.text else replace(stretch, text=text)


def _split_levels(text: str, levels: Sequence[int]) -> list[tuple[str, int]]:
    """Split text where the level of its characters changes."""
    changes = [at for at in range(1, len(text)) if levels[at] != levels[at - 1]]
    spans = pairwise((0, *changes, len(text)))
    return [(text[start:end], levels[start]) for start, end in spans if start < end]
