"""Events on a line of days: circles whose areas are counts, or bars where there are many."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import sqrt

from dossier.brief.blocks import Align, Run, Style
from dossier.brief.boxes import Drawing, Item, Label, Lines, find_inset
from dossier.brief.charts import Event, Timeline
from dossier.brief.look import (
    ACCENT_COLOUR,
    FRAME_COLOUR,
    HAIRLINE,
    LOOKS,
    PALE_COLOUR,
    TEXT_COLOUR,
    Role,
)
from dossier.brief.setting import Frame, Setting
from dossier.brief.shapes import draw_area, draw_circle, draw_line
from dossier.brief.structure import Element, Tag

_MARGIN = 14.0  # left and right of the first and last day
_LEAST, _MOST, _POINT = 7.0, 19.0, 3.0  # radii
_LEVEL = 44.0
_LEVELS = 4  # more than these are drawn as bars
_GAP = 6.0
_NAME = 150.0
_TICK, _FOOT, _TICK_WIDTH = 4.0, 20.0, 90.0
_BARS, _BAR_HEIGHT = 60, 60.0


@dataclass(slots=True)
class _Mark:
    """An event as it is drawn: place and radius of its circle, and its words beside it."""

    x: float
    radius: float
    words: Lines
    name: Lines
    inside: bool
    left: bool = False
    level: int = 0

    @property
    def reach(self) -> tuple[float, float]:
        """Left and right end, words included."""
        beside = _width(self.name) + _GAP
        if not self.inside and _width(self.words):
            beside = max(beside, _width(self.words) + _GAP)
        if self.left:
            return self.x - self.radius - beside, self.x + self.radius
        return self.x - self.radius, self.x + self.radius + beside


def set_timeline(block: Timeline, _frame: Frame, setting: Setting) -> list[Item]:
    """Set the line over both columns."""
    frame = setting.full
    first, last = (block.days[at][0] for at in (0, -1)) if block.days else (0, 0)
    if not block.events or first == last:
        return []
    room = frame.width - 2 * _MARGIN

    def place(day: int) -> float:
        return _MARGIN + room * (day - first) / (last - first)

    marks = _measure_all(block.events, place, setting)
    levels = _stagger(marks, frame.width) if marks else _LEVELS + 1
    height = levels * _LEVEL
    code, labels = _draw_marks(marks, height)
    if levels > _LEVELS:
        height, labels = _BAR_HEIGHT, []
        code = _draw_bars([place(event.day) for event in block.events], frame.width)
    axis, ticks = _draw_axis(block, height, frame.width, place, setting)
    drawing = Drawing(height + _FOOT, " ".join([*axis, *code]), (*labels, *ticks))
    element = Element(Tag.FIGURE, alt=_tell(block))
    return [Item(drawing, frame.x, 10, 14, element=element)]


def _tell(block: Timeline) -> str:
    """Say the picture in words; of many events their number and the ends."""
    held = block.events
    if len(held) > _BARS:
        return f"{block.label}: {len(held)} events, {block.days[0][1]} to {block.days[-1][1]}"
    return f"{block.label}: " + "; ".join(f"{_named(e)} {e.words}".strip() for e in held)


def _named(event: Event) -> str:
    """Give the name, and when it was where no single day says that."""
    return f"{event.name}, {event.when}" if event.when else event.name


def _measure_all(
    events: Sequence[Event], place: Callable[[int], float], setting: Setting
) -> list[_Mark]:
    """Measure events that may stand beside each other; none if they are too many for that."""
    if len(events) > _BARS:
        return []
    largest = max(event.size for event in events)
    return [_measure(event, place(event.day), largest, setting) for event in events]


def _measure(event: Event, x: float, largest: int, setting: Setting) -> _Mark:
    radius = _POINT
    if event.size:
        radius = max(_LEAST, _MOST * sqrt(event.size / largest))
    words = setting.set_lines((Run(event.words),), LOOKS[Role.TABLE], _NAME)
    name = setting.set_lines((Run(_named(event)),), LOOKS[Style.STRONG], _NAME)
    return _Mark(x, radius, words, name, inside=_width(words) <= 2 * radius - 3)


def _stagger(marks: Sequence[_Mark], width: float) -> int:
    """Put each event on the lowest level where nothing is in its way; give how many there are.

    In its way are other words and circles, and the stems of what stands higher.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(_LEVELS + 1)]
    for at, mark in enumerate(marks):
        ahead = [other.x for other in marks[at + 1 : at + 2]]
        for mark.level, mark.left in product(range(_LEVELS), (False, True)):
            stems = [m.x for m in marks[:at] if m.level > mark.level]
            if _is_free(mark, taken, stems if mark.level else [*stems, *ahead], width):
                break
        else:
            mark.level = _LEVELS
        taken[mark.level].append(mark.reach)
    return max(mark.level for mark in marks) + 1


def _is_free(
    mark: _Mark,
    taken: Sequence[Sequence[tuple[float, float]]],
    stems: Sequence[float],
    width: float,
) -> bool:
    """Whether a mark can stand where it is now: in the column, beside others, off all stems."""
    begin, end = mark.reach
    if begin < 0 or end > width or any(begin <= x <= end for x in stems):
        return False
    if any(a <= mark.x <= b for spans in taken[: mark.level] for a, b in spans):
        return False
    return all(end < a or begin > b for a, b in taken[mark.level])


def _draw_marks(marks: Sequence[_Mark], height: float) -> tuple[list[str], list[Label]]:
    code: list[str] = []
    labels: list[Label] = []
    for mark in marks:
        y = height - mark.level * _LEVEL - _LEVEL / 2 - 2
        code.append(draw_line(((mark.x, height), (mark.x, y)), ACCENT_COLOUR, HAIRLINE))
    for mark in marks:
        y = height - mark.level * _LEVEL - _LEVEL / 2 - 2
        fill = PALE_COLOUR if mark.radius > _POINT else ACCENT_COLOUR
        code.append(draw_circle((mark.x, y), mark.radius, fill, ACCENT_COLOUR, 0.8))
        labels += _name_mark(mark, y)
    return code, labels


def _name_mark(mark: _Mark, y: float) -> Iterator[Label]:
    """Give the count in the circle, or beside it above the name."""
    words, name = mark.words, mark.name
    beside = [name] if mark.inside else [it for it in (words, name) if _width(it)]
    top = y - sum(it.height for it in beside) / 2
    for lines in beside:
        reach = mark.radius + _GAP
        left = mark.x - reach - _width(lines) if mark.left else mark.x + reach
        yield Label(left - find_inset(lines), top, lines)
        top += lines.height
    if mark.inside and _width(words):
        left = mark.x - _width(words) / 2 - find_inset(words)
        yield Label(left, y - words.height / 2, words)


def _draw_bars(places: Sequence[float], width: float) -> list[str]:
    """Give a bar for each stretch of the line, as high as the number of its events."""
    share = width / _BARS
    counts = Counter(min(int(x / share), _BARS - 1) for x in places)
    highest = max(counts.values())
    code = []
    for at, count in sorted(counts.items()):
        left, right = at * share + 0.5, (at + 1) * share - 0.5
        top = _BAR_HEIGHT * (1 - count / highest)
        corners = ((left, _BAR_HEIGHT), (left, top), (right, top), (right, _BAR_HEIGHT))
        code.append(draw_area(corners, PALE_COLOUR))
    return code


def _draw_axis(
    block: Timeline, y: float, width: float, place: Callable[[int], float], setting: Setting
) -> tuple[list[str], list[Label]]:
    code = [draw_line(((0, y), (width, y)), TEXT_COLOUR, HAIRLINE)]
    labels = []
    for day, words in block.days:
        x = place(day)
        code.append(draw_line(((x, y), (x, y + _TICK)), FRAME_COLOUR, HAIRLINE))
        lines = setting.set_lines(
            (Run(words),), LOOKS[Role.STATION_ROLE], _TICK_WIDTH, Align.CENTRE
        )
        left = min(max(x - _TICK_WIDTH / 2, _edge(lines)), width - _TICK_WIDTH - _edge(lines))
        labels.append(Label(left, y + _TICK, lines))
    return code, labels


def _edge(lines: Lines) -> float:
    """Give how far a centred tick may stand out of the column so that its words do not."""
    return -(_TICK_WIDTH - _width(lines)) / 2


def _width(lines: Lines) -> float:
    return max((line.width for line in lines.lines), default=0.0)
