"""Figures made of text: key figures, columns, panels, and how a statement reached us."""

from collections.abc import Iterator, Sequence

from dossier.brief.blocks import Chain, Columns, KeyFigure, KeyFigures, Panel, Run, Station, Style
from dossier.brief.boxes import Empty, Filled, Item, Stack, stack_up
from dossier.brief.look import (
    ACCENT_COLOUR,
    FRAME_COLOUR,
    HAIRLINE,
    HAIRLINE_COLOUR,
    HEAVY_RULE,
    LOOKS,
    PANEL_COLOUR,
    TEXT_COLOUR,
    Role,
)
from dossier.brief.operators import write_colour
from dossier.brief.rows import Cell, Framed, Row, make_row
from dossier.brief.setting import Frame, Setting
from dossier.brief.structure import Element, Tag

_COLUMN_GAP = 20.0
_KEY_COLUMNS = 3
_PANEL_PADDING = 10.0
_STATIONS = 4  # in a row
_STATION_PADDING = 6.5
_ARROW = 26.0
_ARROW_HEIGHT = 34.0


def set_key_figures(block: KeyFigures, _frame: Frame, setting: Setting) -> Iterator[Item]:
    """Set large numerals over both columns, three to a row."""
    width = _share_width(setting.full.width, _KEY_COLUMNS)
    for start in range(0, len(block.figures), _KEY_COLUMNS):
        cells = [
            Cell(index * (width + _COLUMN_GAP), _set_key_figure(figure, width, setting))
            for index, figure in enumerate(block.figures[start : start + _KEY_COLUMNS])
        ]
        yield Item(make_row(cells), before=14, after=16)


def _set_key_figure(figure: KeyFigure, width: float, setting: Setting) -> Stack:
    frame = Frame(0, width)
    look = LOOKS[Style.TEXT]
    rule = Item(Filled(width, HEAVY_RULE, TEXT_COLOUR), after=5, keep=True)
    numeral = setting.set_item((Run(figure.numeral),), LOOKS[Role.NUMERAL], frame, keep=True)
    lines = [
        Item(setting.set_lines(text, look, width), element=Element(Tag.PARAGRAPH))
        for text in figure.lines
    ]
    return stack_up([rule, numeral, *lines])


def set_columns(block: Columns, _frame: Frame, setting: Setting) -> list[Item]:
    """Set equal columns over both columns of the page, each under a hairline."""
    if not block.columns:
        return []
    width = _share_width(setting.full.width, len(block.columns))
    cells = []
    for index, blocks in enumerate(block.columns):
        rule = Item(Filled(width, HAIRLINE, HAIRLINE_COLOUR), after=7, keep=True)
        inner = setting.set_all(blocks, Frame(0, width))
        cells.append(Cell(index * (width + _COLUMN_GAP), stack_up([rule, *inner])))
    return [Item(make_row(cells), before=12, after=12)]


def set_panel(panel: Panel, frame: Frame, setting: Setting) -> list[Item]:
    """Set blocks on a light ground."""
    inner = setting.set_all(panel.blocks, Frame(0, frame.width - 2 * _PANEL_PADDING))
    if not inner:
        return []
    box = Framed(stack_up(inner), frame.width, _PANEL_PADDING, ground=PANEL_COLOUR)
    return [Item(box, frame.x, 8, 10)]


def set_chain(chain: Chain, frame: Frame, setting: Setting) -> Iterator[Item]:
    """Set the stations in frames with arrows between them, four to a row at most."""
    if chain.label:
        yield setting.set_item((Run(chain.label),), LOOKS[Style.LABEL], frame, keep=True)
    count = len(chain.stations)
    in_row = min(count, _STATIONS)
    arrows = in_row if count > in_row else max(in_row - 1, 1)
    width = (frame.width - arrows * _ARROW) / max(in_row, 2)
    whole = Element(Tag.LIST)
    for start in range(0, count, _STATIONS):
        stations = chain.stations[start : start + _STATIONS]
        goes_on = start + _STATIONS < count
        row = _set_stations(stations, width, setting, whole, goes_on=goes_on)
        yield Item(row, frame.x, 3, 5 if goes_on else 10, keep=False)


def _set_stations(
    stations: Sequence[Station],
    width: float,
    setting: Setting,
    whole: Element,
    *,
    goes_on: bool,
) -> Row:
    inner = [_set_station(station, width - 2 * _STATION_PADDING, setting) for station in stations]
    floor = max(stack.height for stack in inner) + 2 * _STATION_PADDING
    cells = []
    for index, (station, stack) in enumerate(zip(stations, inner, strict=True)):
        x = index * (width + _ARROW)
        colour = ACCENT_COLOUR if station.accent else FRAME_COLOUR
        frame = Framed(stack, width, _STATION_PADDING, frame=colour, floor=floor)
        body = Element(Tag.BODY, group=Element(Tag.ITEM, group=whole))
        cells.append(Cell(x, frame, element=body))
        if goes_on or index + 1 < len(stations):
            cells.append(Cell(x + width, Empty(min(floor, _ARROW_HEIGHT), _draw_arrow(floor))))
    return make_row(cells)


def _set_station(station: Station, width: float, setting: Setting) -> Stack:
    look = LOOKS[Role.STATION_ACCENT if station.accent else Role.STATION]
    name = setting.set_lines((Run(station.name),), look, width)
    role = setting.set_lines((Run(station.role),), LOOKS[Role.STATION_ROLE], width)
    items = [Item(name, element=Element(Tag.PARAGRAPH))]
    if station.role:
        items.append(Item(role, element=Element(Tag.PARAGRAPH)))
    return stack_up(items)


def _draw_arrow(height: float) -> str:
    """Give an arrow that points right, half way down a frame but never below its first lines."""
    y = -min(height, _ARROW_HEIGHT) / 2
    colour = write_colour(FRAME_COLOUR)
    tip = _ARROW - 3
    shaft = f"{colour} RG 0.7 w 3 {y:.2f} m {tip - 5:.2f} {y:.2f} l S"
    head = f"{tip - 5.5:.2f} {y + 2.6:.2f} m {tip:.2f} {y:.2f} l {tip - 5.5:.2f} {y - 2.6:.2f} l"
    return f"{shaft} {colour} rg {head} f"


def _share_width(width: float, count: int) -> float:
    return (width - (count - 1) * _COLUMN_GAP) / count
