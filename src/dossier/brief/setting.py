"""The bench where blocks become boxes: the column at hand, and the way for each block."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dossier.brief.blocks import Align, Block, CitedOn, Face, Heading, Ink, NoteRef, Run, Text
from dossier.brief.boxes import Item, Lines
from dossier.brief.inline import Ledger, read_text
from dossier.brief.look import Look, Sheet
from dossier.brief.shaping import REMEMBERED
from dossier.brief.structure import HEADINGS, Element, Tag
from dossier.brief.typesetting import Typesetter


@dataclass(slots=True)
class Frame:
    """The column a block is set in. `hang` says that the gutter left of it is free."""

    x: float
    width: float
    hang: bool = False


_SHORT = 4  # runs
_LONG = 60  # characters; what is longer hardly comes again
Key = tuple[str | Text, Look, float, Align, str, int]
Way = Callable[[Any, Frame, "Setting"], Iterable[Item]]


@dataclass(slots=True)
class Heard:
    """A line of the outline: its level from 0, its words, the name of its place."""

    level: int
    title: str
    anchor: str


class Setting:
    """Sets the blocks of one document by `ways`, and collects the lines of its outline."""

    def __init__(
        self,
        ways: Mapping[type, Way],
        typesetter: Typesetter,
        sheet: Sheet,
        ledger: Ledger,
        listed: Mapping[int, Heading],
    ) -> None:
        """Take the headings that contents list, by their numbers in the outline from 1."""
        self.outline: list[Heard] = []
        self.listed = listed
        self._depth = 0
        self.sheet = sheet
        self.full = Frame(0, sheet.full_width)
        self.main = Frame(sheet.main - sheet.left, sheet.main_width, hang=True)
        self._ways = ways
        self._typesetter = typesetter
        self._ledger = ledger
        self._set: dict[Key, Lines] = {}

    def tag_heading(self, level: int) -> Tag:
        """Give the tag of a heading, level from 0; the first is the highest, none skips a level."""
        self._depth = min(level + 1, self._depth + 1, len(HEADINGS))
        return HEADINGS[self._depth - 1]

    def set_block(self, block: Block, frame: Frame | None = None) -> list[Item]:
        """Give the boxes of `block` in `frame`, by itself in the main column.

        A wide block in the main column takes both columns.
        """
        if frame is None:
            frame = self.full if getattr(block, "wide", False) else self.main
        way = self._ways.get(type(block))
        return list(way(block, frame, self)) if way else []

    def set_all(self, blocks: Sequence[Block], frame: Frame) -> list[Item]:
        """Give the boxes of blocks that follow each other in `frame`."""
        return [item for block in blocks for item in self.set_block(block, frame)]

    def set_lines(
        self,
        text: Text,
        look: Look,
        width: float,
        align: Align = Align.START,
        lang: str = "",
        beside: int = 0,
    ) -> Lines:
        """Give `text` in lines of `width` points; short texts that come again are set once.

        `beside` counts the left-to-right words that stand beside it in other columns.
        """
        for inline in text:
            if isinstance(inline, NoteRef):
                self._ledger.expect(inline.note)
        name = _name(text)
        key = None if name is None else (name, look, width, align, lang, beside)
        lines = self._set.get(key) if key else None
        if lines is None:
            stretches = read_text(text, look, self._ledger, lang)
            lines = self._typesetter.set_text(stretches, look, width, align, beside)
            if key and not lines.lacking:
                if len(self._set) >= REMEMBERED:
                    self._set.clear()
                self._set[key] = lines
        return lines

    def set_item(
        self,
        text: Text,
        look: Look,
        frame: Frame,
        *,
        keep: bool = False,
        tag: Tag = Tag.PARAGRAPH,
    ) -> Item:
        """Give `text` as an item of `frame` with the white space of its look."""
        lines = self.set_lines(text, look, frame.width)
        return Item(lines, frame.x, look.before, look.after, keep=keep, element=Element(tag))


def _name(text: Text) -> str | Text | None:
    """Give what stands for `text`, or None if it will hardly come again: it is long, or cites.

    Its words do if there is nothing else to it, as in most texts. Note numbers by themselves come
    again, what they stand behind does not.
    """
    if len(text) == 1 and isinstance(run := text[0], Run):
        if len(run.text) > _LONG:
            return None
        plain = run.face is Face.PLAIN and run.ink is Ink.STYLE
        return run.text if plain and not (run.link or run.anchor or run.lang) else text
    kinds = set(map(type, text))
    if len(text) > _SHORT or len(kinds) > 1 or CitedOn in kinds:
        return None
    return text if sum([len(it.text) for it in text if isinstance(it, Run)]) <= _LONG else None
