"""Tables as boxes: no frames, a head that repeats, rows that may be taller than a page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dossier.brief.bidi import find_direction, needs_reordering
from dossier.brief.blocks import Align, Column, Face, Inline, Run, Table, Text
from dossier.brief.boxes import Filled, Item, stack_up
from dossier.brief.inline import spell_text
from dossier.brief.look import HAIRLINE, HAIRLINE_COLOUR, LOOKS, TEXT_COLOUR, Look, Role
from dossier.brief.rows import Cell, Headed, Row, make_row
from dossier.brief.setting import Frame, Setting
from dossier.brief.structure import Element, Tag

_GAP = 10.0  # between columns
_PADDING = 3.4
_HEAD_RULE = 0.8
_TALLEST_HEAD = 0.25  # of the text height; a taller head stands once and does not repeat
_TALLEST_PAIR = 0.25  # of the text height; two rows that are taller may part
_NARROWEST = 12.0


def set_table(table: Table, frame: Frame, setting: Setting) -> list[Item]:
    """Set a table. A row that is shorter than the head is filled up, a longer one is cut.

    Where most of its head reads leftward, its first column stands at the right.
    """
    places = _place_columns(table.columns, frame.width)
    if _reads_leftward(table):
        places = [_mirror(place, frame.width) for place in places]
    head = _set_head(table, places, frame.width, setting)
    body = list(_set_rows(table, places, frame.width, setting))
    heading = stack_up(head)
    whole = Element(Tag.TABLE)
    if not body:
        return [Item(heading, frame.x, 6, 12, element=whole)] if head else []
    tallest = _TALLEST_HEAD * (setting.sheet.top - setting.sheet.bottom)
    if not head or heading.height > tallest:
        return [Item(stack_up([*head, *body]), frame.x, 6, 12, element=whole)]
    return [Item(Headed(heading, stack_up(body)), frame.x, 6, 12, element=whole)]


Place = tuple[Column, float, float]  # a column, its left edge, its width


def _place_columns(columns: Sequence[Column], width: float) -> list[Place]:
    """Share the width among the columns, with a gap between them."""
    free = width - _GAP * (len(columns) - 1)
    total = sum(max(column.share, 0.0) for column in columns) or 1.0
    places = []
    x = 0.0
    for column in columns:
        own = max(free * max(column.share, 0.0) / total, _NARROWEST)
        places.append((column, x, own))
        x += own + _GAP
    return places


def _reads_leftward(table: Table) -> bool:
    """Say whether most cells of the head, or of the first row without one, read leftward."""
    first = table.head if any(table.head) else table.rows[0] if table.rows else ()
    spelled = [words for text in first if (words := spell_text(text))]
    return 2 * sum(map(find_direction, spelled)) > len(spelled)


def _mirror(place: Place, width: float) -> Place:
    """Give the place of a column from the other side; what starts at its left starts at its right.

    Figures keep their digits under each other.
    """
    column, x, own = place
    if column.align is Align.START:
        column = replace(column, align=Align.RIGHT)
    return column, width - x - own, own


def _set_head(table: Table, places: list[Place], width: float, setting: Setting) -> list[Item]:
    if not any(table.head):
        return []
    row = _set_cells(table.head, places, LOOKS[Role.TABLE_HEAD], setting)
    return [
        Item(row, keep=True, element=Element(Tag.ROW)),
        Item(Filled(width, _HEAD_RULE, TEXT_COLOUR), keep=True),
    ]


def _set_rows(table: Table, places: list[Place], width: float, setting: Setting) -> Iterator[Item]:
    line = Filled(width, HAIRLINE, HAIRLINE_COLOUR)
    rule, tie = Item(line), Item(line, keep=True)
    look, last = LOOKS[Role.TABLE], len(table.rows) - 1
    short = _TALLEST_PAIR * (setting.sheet.top - setting.sheet.bottom) / 2
    for index, row in enumerate(table.rows):
        strong = table.total and index == last
        texts = [_strengthen(text) for text in row] if strong else row
        cells = _set_cells(texts, places, look, setting)
        yield Item(cells, keep=True, element=Element(Tag.ROW))
        # no row stands alone at the end of a page, nor a last one or a total at the top of one
        is_pair = index in (0, last - 1) and index < last and cells.height < short
        yield tie if is_pair else rule


def _set_cells(texts: Sequence[Text], places: list[Place], look: Look, setting: Setting) -> Row:
    rightward = _count_rightward(texts)
    is_head = look is LOOKS[Role.TABLE_HEAD]
    tag = Tag.HEAD_CELL if is_head else Tag.CELL
    figures = look if is_head else LOOKS[Role.FIGURES]
    cells = []
    drawn = 0  # first of the cells before that are one line: readers join them with the next
    for index, (column, x, width) in enumerate(places):
        text = texts[index] if index < len(texts) else ()
        lines = None
        if text:
            own = figures if column.figures else look
            beside = sum(rightward[drawn:]) if rightward else 0
            lines = setting.set_lines(text, own, width, column.align, "", beside)
            if len(lines.lines) > 1:
                drawn = index + 1
        cells.append(Cell(x, lines, element=Element(tag)))
    return make_row(cells, _PADDING, _PADDING)


def _count_rightward(texts: Sequence[Text]) -> list[int]:
    """Count the words of each cell that read rightward, if the row has others; else none."""
    whole = "".join([it.text for text in texts for it in text if isinstance(it, Run)])
    if not needs_reordering(whole):
        return []
    spelled = [spell_text(text) for text in texts]
    return [
        sum(1 for word in text.split() if word[0].isalpha() and not needs_reordering(word))
        for text in spelled
    ]


def _strengthen(text: Text) -> Text:
    return tuple(_strengthen_inline(inline) for inline in text)


def _strengthen_inline(inline: Inline) -> Inline:
    return replace(inline, face=Face.STRONG) if isinstance(inline, Run) else inline
