"""Counts on one scale, each in its own form: a dot for 134, an open arrow for "more than 130"."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from dossier.brief.blocks import Align, Run, Style
from dossier.brief.boxes import Drawing, Item, Label, find_inset, stack_up
from dossier.brief.charts import Interval, Intervals
from dossier.brief.look import (
    ACCENT_COLOUR,
    FRAME_COLOUR,
    HAIRLINE,
    HAIRLINE_COLOUR,
    LOOKS,
    PANEL_COLOUR,
    Role,
)
from dossier.brief.rows import Framed
from dossier.brief.setting import Frame, Setting
from dossier.brief.shapes import draw_area, draw_circle, draw_line
from dossier.brief.structure import Element, Tag

_PADDING = 10.0
_NAMES = 0.36  # of the width: who says so
_GAP = 12.0
_ROW = 27.0
_MARK = 18.0  # of a row: where its mark stands
_TICKS = 6  # at most
_TICK = 3.0
_TICK_ROOM = 30.0
_DOT, _END, _HEAD, _BAR = 3.4, 4.0, 6.0, 1.8


@dataclass(slots=True)
class _Scale:
    """Numbers from `first` to `last` on a line from `left` to `right`, in points."""

    first: int
    last: int
    step: int
    left: float
    right: float

    def at(self, number: float) -> float:
        """Give the place of a number."""
        share = (number - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)


def set_intervals(block: Intervals, frame: Frame, setting: Setting) -> list[Item]:
    """Set the counts on a light ground."""
    if not block.intervals:
        return []
    width = frame.width - 2 * _PADDING
    label = setting.set_item((Run(block.label),), LOOKS[Style.LABEL], Frame(0, width), keep=True)
    drawing = _draw(block.intervals, width, setting)
    told = "; ".join(f"{it.words} ({it.said_by}): {_tell(it)}" for it in block.intervals)
    element = Element(Tag.FIGURE, alt=f"{block.label}: {told}")
    box = stack_up([label, Item(drawing, element=element)])
    return [Item(Framed(box, frame.width, _PADDING, ground=PANEL_COLOUR), frame.x, 8, 10)]


def _tell(interval: Interval) -> str:
    used = ", used" if interval.used else ""
    if interval.high is None:
        return f"at least {interval.low:,}{used}"
    if interval.low == interval.high:
        return f"exactly {interval.low:,}{used}"
    return f"{interval.low:,} to {interval.high:,}{used}"


def _draw(intervals: Sequence[Interval], width: float, setting: Setting) -> Drawing:
    names = width * _NAMES
    scale = measure_scale(intervals, names + _GAP, width - _GAP)
    code, labels = [], []
    top = 0.0
    for interval in intervals:
        name = setting.set_lines((Run(interval.said_by),), LOOKS[Style.TEXT], names)
        height = max(_ROW, name.height + 4)
        y = top + _MARK
        labels.append(Label(0, y - name.baseline + 3, name))
        labels.append(_name_figure(interval, scale, y, setting))
        code.append(draw_line(((scale.left, y), (scale.right, y)), HAIRLINE_COLOUR, HAIRLINE))
        code += _draw_mark(interval, scale, y)
        top += height
    axis, ticks = _draw_axis(scale, top + 4, setting)
    return Drawing(top + 4 + _TICK_ROOM / 2, " ".join([*code, *axis]), (*labels, *ticks))


def _name_figure(interval: Interval, scale: _Scale, y: float, setting: Setting) -> Label:
    role = Role.STATION_ACCENT if interval.used else Role.STATION
    words = setting.set_lines((Run(interval.words),), LOOKS[role], scale.right - scale.left)
    own = max(line.width for line in words.lines)
    begin = interval.low if interval.low or interval.high is None else interval.high
    x = min(scale.at(begin) + _DOT, scale.right - own)
    return Label(max(x, scale.left) - find_inset(words), y - words.height - 2, words)


def _draw_mark(interval: Interval, scale: _Scale, y: float) -> list[str]:
    """Give a dot, a bar between two ends, or a bar with one end that leads on."""
    colour = ACCENT_COLOUR if interval.used else FRAME_COLOUR
    low = scale.at(interval.low)
    if interval.low == interval.high:
        return [draw_circle((low, y), _DOT, colour, colour, HAIRLINE)]
    end = draw_line(((low, y - _END), (low, y + _END)), colour, _BAR)
    if interval.high is None:
        tip = scale.right
        head = ((tip - _HEAD, y - _END), (tip, y), (tip - _HEAD, y + _END))
        bar = draw_line(((low, y), (tip - _HEAD, y)), colour, _BAR)
        return [end, bar, draw_area(head, colour)]
    high = scale.at(interval.high)
    other = draw_line(((high, y - _END), (high, y + _END)), colour, _BAR)
    return [end, draw_line(((low, y), (high, y)), colour, _BAR), other]


def _draw_axis(scale: _Scale, y: float, setting: Setting) -> tuple[list[str], list[Label]]:
    code = [draw_line(((scale.left, y), (scale.right, y)), FRAME_COLOUR, HAIRLINE)]
    labels = []
    for number in range(scale.first, scale.last + 1, scale.step):
        x = scale.at(number)
        code.append(draw_line(((x, y), (x, y + _TICK)), FRAME_COLOUR, HAIRLINE))
        words = setting.set_lines(
            (Run(f"{number:,}"),), LOOKS[Role.STATION_ROLE], _TICK_ROOM * 2, Align.CENTRE
        )
        labels.append(Label(x - _TICK_ROOM, y + _TICK, words))
    return code, labels


def measure_scale(intervals: Sequence[Interval], left: float, right: float) -> _Scale:
    """Give round numbers around all that is stated, with room for what is open."""
    ends = [it.low for it in intervals] + [it.high for it in intervals if it.high is not None]
    low, high = min(ends), max(ends)
    room = max((high - low) * 0.2, high * 0.04, 1)
    step = round_step((high - low + 2 * room) / (_TICKS - 1))
    first = max(floor((low - room) / step), 0) * step
    last = max(ceil((high + room) / step) * step, first + step)
    return _Scale(first, last, step, left, right)


def round_step(least: float) -> int:
    """Give the next of 1, 2, 5, 10, 20, 50 ... that is at least so much."""
    ten = 10 ** max(floor(log10(max(least, 1))), 0)
    return int(next(step * ten for step in (1, 2, 5, 10) if step * ten >= least))
