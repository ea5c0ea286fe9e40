"""Small charts on one scale: bars from at least to at most, four charts to a row."""

from collections.abc import Iterator, Sequence

from dossier.brief.blocks import Align, Run, Style
from dossier.brief.boxes import Drawing, Item, Label
from dossier.brief.charts import Bar, Chart, Multiples
from dossier.brief.intervals import round_step
from dossier.brief.look import (
    ACCENT_COLOUR,
    FRAME_COLOUR,
    HAIRLINE,
    HAIRLINE_COLOUR,
    LOOKS,
    PALE_COLOUR,
    Role,
)
from dossier.brief.rows import Cell, make_row
from dossier.brief.setting import Frame, Setting
from dossier.brief.shapes import draw_areas, draw_lines
from dossier.brief.structure import Element, Tag

_IN_ROW = 4
_GAP = 18.0
_HEIGHT = 62.0  # of the highest bar
_FOOT = 12.0
_AXIS = 20.0  # left of the bars, for the scale
_OPEN = 7.0  # height of the arrow on a bar without end
_TOLD = 60  # bars that are told one by one
_NAMED = 2  # ends of the axis that bear a name
_STEPS = 3


def set_multiples(block: Multiples, _frame: Frame, setting: Setting) -> Iterator[Item]:
    """Set the charts over both columns, each with its words; charts without bars are left out."""
    charts = [chart for chart in block.charts if chart.bars]
    if not charts:
        return
    frame = setting.full
    yield setting.set_item((Run(block.label),), LOOKS[Style.LABEL], frame, keep=True)
    count = min(len(charts), _IN_ROW)
    width = (frame.width - (count - 1) * _GAP) / count
    top = find_top(charts)
    for start in range(0, len(charts), _IN_ROW):
        cells = [
            Cell(index * (width + _GAP), _draw(chart, top, width, setting),
                 element=Element(Tag.FIGURE, alt=_tell(chart)))
            for index, chart in enumerate(charts[start : start + _IN_ROW])
        ]  # fmt: skip
        yield Item(make_row(cells), frame.x, 4, 10)


def find_top(charts: Sequence[Chart]) -> int:
    """Give a round number not below any bar: the same for all charts."""
    most = max(bar.high if bar.high is not None else bar.low for it in charts for bar in it.bars)
    step = round_step(max(most, 1) / _STEPS)
    return -(-max(most, 1) // step) * step


def _tell(chart: Chart) -> str:
    if len(chart.bars) > _TOLD:
        low = sum(bar.low for bar in chart.bars)
        ends = f"{chart.bars[0].name} to {chart.bars[-1].name}"
        return f"{chart.name}: {len(chart.bars)} bars, {ends}, at least {low:,} in all"
    return f"{chart.name}: {'; '.join(f'{bar.name} {say_bar(bar)}' for bar in chart.bars)}"


def say_bar(bar: Bar) -> str:
    """Give "at least 131", "53", "0 to 40"."""
    if bar.high is None:
        return f"at least {bar.low:,}"
    return f"{bar.low:,}" if bar.low == bar.high else f"{bar.low:,} to {bar.high:,}"


def _draw(chart: Chart, top: int, width: float, setting: Setting) -> Drawing:
    name = setting.set_lines((Run(chart.name),), LOOKS[Role.STATION], width)
    begin = name.height + 4 + _OPEN
    floor = begin + _HEIGHT
    share = (width - _AXIS) / len(chart.bars)
    code, labels = _draw_scale(top, begin, width, setting)
    for index, bar in enumerate(chart.bars):
        left = _AXIS + index * share
        code += _draw_bar(bar, (left + share * 0.14, left + share * 0.86), floor, _HEIGHT / top)
    labels.append(Label(0, 0, name))
    labels += _name_ends(chart, floor, width, share, setting)
    return Drawing(floor + _FOOT, " ".join(code), tuple(labels))


def _draw_bar(bar: Bar, sides: tuple[float, float], floor: float, unit: float) -> Iterator[str]:
    """Give what is certain full, what is possible pale, and an arrow where there is no end."""
    left, right = sides
    low = floor - bar.low * unit
    if bar.high is not None and bar.high > bar.low:
        high = floor - bar.high * unit
        yield draw_areas([((left, low), (left, high), (right, high), (right, low))], PALE_COLOUR)
    if bar.low:
        ring = ((left, floor), (left, low), (right, low), (right, floor))
        yield draw_areas([ring], ACCENT_COLOUR)
    if bar.high is None:
        half = min((right - left) / 2, _OPEN * 0.6)
        middle = (left + right) / 2
        head = ((middle - half, low - 1), (middle, low - _OPEN), (middle + half, low - 1))
        yield draw_areas([head], ACCENT_COLOUR)


def _draw_scale(
    top: int, begin: float, width: float, setting: Setting
) -> tuple[list[str], list[Label]]:
    """Give light lines at round numbers, with the numbers at the left."""
    step = round_step(top / _STEPS)
    code, labels = [], []
    for number in range(0, top + 1, step):
        y = begin + _HEIGHT * (1 - number / top)
        colour = HAIRLINE_COLOUR if number else FRAME_COLOUR
        code.append(draw_lines([((_AXIS, y), (width, y))], colour, HAIRLINE))
        words = setting.set_lines(
            (Run(_short(number)),), LOOKS[Role.MAP_SCALE], _AXIS - 3, Align.RIGHT
        )
        labels.append(Label(0, y - words.height / 2, words))
    return code, labels


def _short(number: int) -> str:
    """Give a number that fits left of the bars."""
    for size, letter in ((10**9, " bn"), (10**6, " m"), (10**3, " k")):
        if number >= 10 * size or (number >= size and number % size == 0):
            return f"{number // size}{letter}"
    return str(number)


def _name_ends(
    chart: Chart, floor: float, width: float, share: float, setting: Setting
) -> Iterator[Label]:
    """Name each bar if the names fit, else the first and the last one."""
    names = [
        setting.set_lines((Run(bar.name),), LOOKS[Role.MAP_SCALE], width) for bar in chart.bars
    ]
    wide = [max((line.width for line in it.lines), default=0.0) for it in names]
    if max(wide) < share - 2 and all(len(it.lines) == 1 for it in names):
        shown = range(len(names))
    else:
        shown = range(0, len(names), max(len(names) - 1, 1))
        room = (width - _AXIS) / _NAMED - 2
        if any(wide[index] > room for index in shown):
            return
    for index in shown:
        middle = _AXIS + (index + 0.5) * share
        left = min(max(middle - wide[index] / 2, _AXIS), width - wide[index])
        yield Label(left - names[index].lines[0].offset, floor + 2, names[index])
