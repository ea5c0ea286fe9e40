"""Paragraphs, headings, entries, quotations, lists and the title as boxes."""

from collections.abc import Iterator, Sequence

from dossier.brief.bidi import find_direction
from dossier.brief.blocks import (
    Align,
    Block,
    Entry,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Run,
    Space,
    Style,
    Text,
    TitleBlock,
)
from dossier.brief.boxes import Empty, Filled, Item, stack_up
from dossier.brief.inline import (
    clean_language,
    link_text,
    name_heading,
    name_line,
    name_note,
    spell_text,
)
from dossier.brief.look import HAIRLINE, HAIRLINE_COLOUR, LOOKS, MARGIN_COLUMN, Role
from dossier.brief.rows import Cell, make_row
from dossier.brief.setting import Frame, Heard, Setting
from dossier.brief.structure import Element, Tag

_GUTTER = 16.0  # left of the main column: note numbers and quotation marks hang here
_NUMBER_WIDTH = 32.0
_NUMBER_GAP = 10.0
_DIGIT_WIDTH = 7.5  # of a note number, so that what stands in the margin ends before it
_INDENT = 15.0
_SHORT = 170.0  # an entry up to this height is not torn apart
_HEADINGS = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)


def set_paragraph(paragraph: Paragraph, frame: Frame, setting: Setting) -> list[Item]:
    """Set a paragraph; one without any text takes no room."""
    if all(isinstance(run, Run) and not run.text for run in paragraph.text):
        return []
    look = LOOKS[paragraph.style]
    lines = setting.set_lines(
        paragraph.text, look, frame.width, paragraph.align, lang=paragraph.lang
    )
    element = Element(Tag.PARAGRAPH, clean_language(paragraph.lang))
    return [
        Item(lines, frame.x, look.before, look.after, keep=paragraph.keep_next, element=element)
    ]


def set_heading(heading: Heading, frame: Frame, setting: Setting) -> list[Item]:
    """Set a heading, kept with what follows, and add it to the outline."""
    level = min(max(heading.level, 1), len(_HEADINGS))
    tag = setting.tag_heading(level)
    number = len(setting.outline) + 1
    back = name_line(number) if heading.outline and number in setting.listed else ""
    text = link_text(heading.text, "#" + back) if back else heading.text
    item = setting.set_item(text, LOOKS[_HEADINGS[level - 1]], frame, keep=True, tag=tag)
    anchors = [heading.anchor] if heading.anchor else []
    if heading.outline:
        anchors.append(name_heading(number))
        setting.outline.append(Heard(level - 1, spell_text(heading.text), anchors[-1]))
    item.anchors = tuple(anchors)
    return [item]


def set_title(title: TitleBlock, _frame: Frame, setting: Setting) -> list[Item]:
    """Set the opening over both columns."""
    texts: list[tuple[Text, Style | Role, Tag]] = [
        ((Run(title.label),), Role.KICKER, Tag.PARAGRAPH),
        ((Run(title.title),), Role.TITLE, setting.tag_heading(0)),
        (title.lead, Style.LEAD, Tag.PARAGRAPH),
    ]
    return [
        setting.set_item(text, LOOKS[role], setting.full, tag=tag)
        for text, role, tag in texts
        if text
    ]


def set_entry(entry: Entry, frame: Frame, setting: Setting) -> Iterator[Item]:
    """Set margin and account side by side; inside another block one below the other."""
    if frame is not setting.main:
        yield from setting.set_all((*entry.margin, *entry.body), frame)
        return
    if entry.rule:
        rule = Filled(setting.full.width, HAIRLINE, HAIRLINE_COLOUR)
        yield Item(rule, before=12, after=9, keep=True)
    cells = []
    if entry.margin:
        room = frame.x - _NUMBER_GAP - _DIGIT_WIDTH * (len(entry.note) + 1)
        width = min(MARGIN_COLUMN, room) if entry.note else MARGIN_COLUMN
        margin = stack_up(setting.set_all(entry.margin, Frame(0, width)))
        cells.append(Cell(0, margin, solid=True))
    if entry.note:
        number = setting.set_lines(
            (Run(entry.note),), LOOKS[Role.NOTE_NUMBER], _NUMBER_WIDTH, Align.RIGHT
        )
        label = Element(Tag.LABEL)
        cells.append(Cell(frame.x - _NUMBER_GAP - _NUMBER_WIDTH, number, element=label))
    if entry.body:
        inner = Frame(0, frame.width, hang=True)
        cells.append(Cell(frame.x, stack_up(setting.set_all(entry.body, inner))))
    anchors = [entry.anchor] if entry.anchor else []
    anchors += [name_note(entry.note)] if entry.note else []
    row = make_row(cells)
    row.whole = row.height <= _SHORT
    element = Element(Tag.NOTE if entry.note else Tag.DIVISION)
    yield Item(row, before=7, after=7, anchors=tuple(anchors), element=element)


def set_quote(quote: Quote, frame: Frame, setting: Setting) -> list[Item]:
    """Set exact words behind a large quotation mark, which hangs in the gutter if it can."""
    look = LOOKS[Style.QUOTE]
    mark = setting.set_lines((Run("“"),), LOOKS[Role.QUOTATION_MARK], _GUTTER)
    shift = 0.0 if frame.hang else _GUTTER
    text = setting.set_lines(quote.text, look, frame.width - shift, lang=quote.lang)
    words = Element(Tag.PARAGRAPH, clean_language(quote.lang))
    row = make_row(
        [
            Cell(shift - _GUTTER, mark, loose=True, element=words),
            Cell(shift, text, element=words),
        ]
    )
    return [Item(row, frame.x, look.before, look.after, element=Element(Tag.QUOTE))]


def set_listing(listing: Listing, frame: Frame, setting: Setting) -> Iterator[Item]:
    """Set each item behind its mark, which stands at the right of what reads leftward."""
    look = LOOKS[Style.BODY]
    inner = Frame(0, frame.width - _INDENT)
    whole = Element(Tag.LIST)
    for number, blocks in enumerate(listing.items, start=1):
        word = f"{number}." if listing.numbered else "–"
        leftward = _reads_leftward(blocks)
        align = Align.RIGHT if leftward else Align.START
        mark = setting.set_lines((Run(word),), look, _INDENT, align)
        body = stack_up(setting.set_all(blocks, inner))
        cells = [
            Cell(inner.width if leftward else 0, mark, element=Element(Tag.LABEL)),
            Cell(0 if leftward else _INDENT, body, element=Element(Tag.BODY)),
        ]
        item = Element(Tag.ITEM, group=whole)
        after = 3 if len(blocks) == 1 else 7  # what belongs together stands closer than what not
        yield Item(make_row(cells), frame.x, 3, after, element=item)


def _reads_leftward(blocks: Sequence[Block]) -> bool:
    """Say whether the first words read leftward."""
    first = blocks[0] if blocks else None
    return isinstance(first, Paragraph) and find_direction(spell_text(first.text)) == 1


def set_rule(_rule: Rule, frame: Frame, _setting: Setting) -> list[Item]:
    """Set a hairline."""
    return [Item(Filled(frame.width, HAIRLINE, HAIRLINE_COLOUR), frame.x, 8, 8)]


def set_space(space: Space, frame: Frame, _setting: Setting) -> list[Item]:
    """Set white space, which a page end swallows."""
    return [Item(Empty(0), frame.x, before=max(space.height, 0))]
