"""What is done to all blocks of a brief alike: portion marks, and justified lines.

A portion mark stands in parentheses at the start of each paragraph, title, table and picture; the
mark of the brief is the strictest of them. Only schemes with short forms have them.
"""

import dataclasses
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dossier.brief.blocks import (
    Align,
    Block,
    Chain,
    CitedOn,
    Columns,
    Entry,
    Face,
    Footnote,
    Heading,
    KeyFigures,
    Listing,
    NoteRef,
    Panel,
    Paragraph,
    Quote,
    Run,
    Style,
    Table,
    Text,
    TitleBlock,
)
from dossier.brief.charts import Diagram, Intervals, Map, Multiples, Timeline
from dossier.brief.citing import source_anchor
from dossier.brief.handling import canonical, marks, passage_marks, source_marks, statement_marks
from dossier.brief.material import Material
from dossier.brief.sections.chronology import anchor

_UNMARKED = frozenset({Style.MARGIN, Style.MONO, Style.LABEL, Style.STRONG})
_LABELLED = (Chain, Diagram, Intervals, Map, Multiples, Timeline)


def justified(blocks: Iterable[Block]) -> Iterator[Block]:
    """Set running text in lines of one length."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.style is Style.BODY:
            yield replace(block, align=Align.JUSTIFIED) if block.align is Align.START else block
        else:
            yield _within(block, lambda inner: tuple(justified(inner)))


def _within(block: Block, change: Any) -> Block:
    """Change the blocks inside a block."""
    if isinstance(block, Entry):
        return replace(block, body=change(block.body))
    if isinstance(block, Panel):
        return replace(block, blocks=change(block.blocks))
    if isinstance(block, Listing):
        return replace(block, items=tuple(change(item) for item in block.items))
    if isinstance(block, Columns):
        return replace(block, columns=tuple(change(column) for column in block.columns))
    return block


def marked(blocks: list[Block], material: Material) -> list[Block]:
    """Give each portion its mark; nothing happens where the scheme has no short forms."""
    marker = _find_marker(material)
    return [marker.mark(block) for block in blocks] if marker else blocks


def marked_notes(notes: tuple[Footnote, ...], material: Material) -> tuple[Footnote, ...]:
    """Give each note at the foot its mark, as any other portion."""
    marker = _find_marker(material)
    return tuple(map(marker.mark_note, notes)) if marker else notes


def _find_marker(material: Material) -> "_Marker | None":
    scheme = marks(material.info.handling_scheme)
    short = {term.label: str(term.more.get("abbreviation", "")) for term in scheme}
    return _Marker(material, tuple(short), short) if any(short.values()) else None


@dataclass(frozen=True)
class _Marker:
    """Knows what each note and each link to an incident is marked; `order` is weakest first."""

    material: Material
    order: tuple[str, ...]
    short: Mapping[str, str]

    def mark(self, block: Block, around: tuple[str, ...] = ()) -> Block:
        """Mark a block; what cites nothing bears the mark of what stands around it."""
        if isinstance(block, Entry | Panel):
            around = around or tuple(self._held(block))
            return _within(block, lambda inner: self._all(inner, around))
        if isinstance(block, Listing | Columns):
            return _within(block, lambda inner: self._all(inner, around))
        own = (*self._held(block), *around)
        return _led(block, self._words(own))

    def mark_note(self, note: Footnote) -> Footnote:
        """Mark a note at the foot, in full and in short."""
        words = self._words(self._held(NoteRef(note.note)))
        return replace(note, text=(words, *note.text), again=(words, *note.again))

    def _all(self, blocks: Iterable[Block], around: tuple[str, ...]) -> tuple[Block, ...]:
        found: list[Block] = []
        for block in blocks:
            if isinstance(block, Quote):  # nothing of ours stands inside quotation marks
                words = self._words((*self._held(block), *around))
                found.append(Paragraph((words,), Style.TEXT, keep_next=True))
            found.append(self.mark(block, around))
        return tuple(found)

    def _words(self, held: Iterable[str]) -> Run:
        """Give "(RES) " for the strictest; a record without a mark bears that of the case.

        What cites no record may hold anything: it bears the mark of the brief.
        """
        own = canonical(self.material.info.handling_mark) or self.order[0]
        known = [canonical(one) or own for one in held]
        strictest = max(known or [self.material.mark.text or own], key=self._rank)
        return Run(f"({self.short.get(strictest) or strictest}) ", Face.STRONG)

    def _rank(self, mark: str) -> int:
        return self.order.index(mark) if mark in self.order else len(self.order)

    def _held(self, thing: object) -> Iterator[str]:
        """Give the marks of all that is cited or linked in a block."""
        if isinstance(thing, NoteRef | CitedOn):
            yield from self._by_note.get(thing.note, ())
        elif isinstance(thing, Run):
            yield from self._by_anchor.get(thing.link.removeprefix("#"), ())
        elif isinstance(thing, tuple):
            for item in thing:
                yield from self._held(item)
        elif dataclasses.is_dataclass(thing):
            yield from self._by_anchor.get(getattr(thing, "anchor", ""), ())
            for field in dataclasses.fields(thing):
                yield from self._held(getattr(thing, field.name))

    @functools.cached_property
    def _by_anchor(self) -> Mapping[str, tuple[str, ...]]:
        held = {anchor(e): (e.incident.handling,) for e in self.material.evidences}
        sources = (p.source for p in self.material.cited)
        held |= {source_anchor(s.reference): (s.handling,) for s in sources}
        listed = self.material.register
        return held | {source_anchor(r.source.reference): tuple(source_marks(r)) for r in listed}

    @functools.cached_property
    def _by_note(self) -> Mapping[str, tuple[str, ...]]:
        notes = self.material.notes
        said = {s.passage.citation.id: tuple(statement_marks(s)) for s in self.material.statements}
        return {
            notes.number(id_): (*passage_marks(passage), *said.get(id_, ()))
            for id_, passage in notes.passages.items()
        }


def _led(block: Block, words: Run) -> Block:
    """Put a mark at the start of a block."""
    if isinstance(block, Paragraph):
        return block if block.style in _UNMARKED else replace(block, text=(words, *block.text))
    if isinstance(block, Heading):
        return replace(block, text=(words, *block.text))
    if isinstance(block, Table):
        return replace(block, head=((words, *block.head[0]), *block.head[1:]))
    if isinstance(block, TitleBlock):
        return replace(block, title=f"{words.text}{block.title}", lead=_lead(words, block.lead))
    if isinstance(block, KeyFigures):
        figures = (replace(f, lines=(_lead(words, f.lines[0]), *f.lines[1:])) if f.lines else f
                   for f in block.figures)  # fmt: skip
        return replace(block, figures=tuple(figures))
    return (
        replace(block, label=f"{words.text}{block.label}")
        if isinstance(block, _LABELLED)
        else block
    )


def _lead(words: Run, text: Text) -> Text:
    return (words, *text) if text else ()
