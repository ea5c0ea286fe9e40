"""The contents of a brief: its headings, each with its page, where a reader expects them.

They are set where they stand. How much room they take is known before any page is, for only the
numbers are missing: these are written when the last page is there.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.brief.blocks import (
    Block,
    Columns,
    Contents,
    Entry,
    Face,
    Heading,
    Ink,
    Listing,
    Panel,
    Run,
)
from dossier.brief.boxes import Item, Lines, Split, Surface
from dossier.brief.inline import link_text, name_heading, name_line, spell_text
from dossier.brief.lines import Stretch
from dossier.brief.look import LOOKS, Look, Role, choose_voice
from dossier.brief.rows import Cell, make_row
from dossier.brief.setting import Frame, Setting
from dossier.brief.structure import Element, Tag

_NUMBER_WIDTH = 30.0
_INDENT = 12.0
_GAP = 10.0  # between words and number
_LEVELS = 2
_LOOKS = (LOOKS[Role.CONTENTS_1], LOOKS[Role.CONTENTS_2])


@dataclass(slots=True)
class Slot:
    """Room for the number of a page beside words, on their first line."""

    stretch: Stretch
    height: float
    baseline: float

    def split(self, room: float, *, force: bool) -> Split:
        """Keep it whole."""
        return (self, None) if force or self.height <= room else (None, self)

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Ask for the number."""
        surface.promise(self.stretch, x, y - self.baseline, _NUMBER_WIDTH)


def list_headings(blocks: Sequence[Block]) -> Mapping[int, Heading]:
    """Give the headings that contents among `blocks` list, by their numbers in the outline."""
    levels = max((it.levels for it in blocks if isinstance(it, Contents)), default=0)
    if not levels:
        return {}
    heard = enumerate((it for it in _walk(blocks) if it.outline), start=1)
    return {
        number: heading
        for number, heading in heard
        if heading.level <= min(levels, _LEVELS) and spell_text(heading.text)
    }


def _walk(blocks: Sequence[Block]) -> Iterator[Heading]:
    """Give all headings in the order in which they are set."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Entry):
            yield from _walk((*block.margin, *block.body))
        elif isinstance(block, Panel):
            yield from _walk(block.blocks)
        elif isinstance(block, Columns | Listing):
            parts = block.columns if isinstance(block, Columns) else block.items
            for part in parts:
                yield from _walk(part)


def set_contents(contents: Contents, frame: Frame, setting: Setting) -> Iterator[Item]:
    """Set a line for each heading; nothing if there is none."""
    levels = min(contents.levels, _LEVELS)
    listed = {n: it for n, it in setting.listed.items() if it.level <= levels}
    if not listed:
        return
    yield from setting.set_block(Heading(1, (Run(contents.title),), outline=False), frame)
    whole = Element(Tag.CONTENTS)
    for number, heading in listed.items():
        yield _set_line(number, heading, frame, setting, whole)


def _set_line(
    number: int, heading: Heading, frame: Frame, setting: Setting, whole: Element
) -> Item:
    level = min(max(heading.level, 1), _LEVELS)
    look, indent = _LOOKS[level - 1], _INDENT * (level - 1)
    link = "#" + name_heading(number)
    title = spell_text(heading.text)
    width = frame.width - indent - _GAP - _NUMBER_WIDTH
    words = setting.set_lines(link_text((Run(title),), link), look, width)
    reference = Element(Tag.REFERENCE)
    cells = [
        Cell(indent, words, element=reference),
        Cell(frame.width - _NUMBER_WIDTH, _leave_room(title, link, words, look), element=reference),
    ]
    item = Item(make_row(cells), frame.x, look.before, look.after, keep=level == 1)
    item.anchors = (name_line(number),)
    item.element = Element(Tag.CONTENTS_ITEM, group=whole)
    return item


def _leave_room(title: str, link: str, words: Lines, look: Look) -> Slot:
    voice = choose_voice(look, Face.PLAIN, Ink.STYLE)
    return Slot(Stretch(title, voice, link=link), words.leading, words.baseline)
