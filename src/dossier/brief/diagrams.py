"""Who depends on whom, as boxes in layers joined by arrows; as a list where it is too large."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dossier.brief.blocks import Listing, Paragraph, Run, Style
from dossier.brief.boxes import Drawing, Item, Label, Lines, find_inset
from dossier.brief.charts import Diagram, Node
from dossier.brief.layers import Layers, arrange
from dossier.brief.look import (
    ACCENT_COLOUR,
    FRAME_COLOUR,
    HAIRLINE,
    LOOKS,
    PANEL_COLOUR,
    PAPER_COLOUR,
    Role,
)
from dossier.brief.setting import Frame, Setting
from dossier.brief.shapes import Point, draw_area, draw_areas, draw_lines
from dossier.brief.structure import Element, Tag

_GAP = 30.0  # between layers
_SPACE = 9.0  # between boxes of a layer
_PADDING = 5.0
_WIDEST, _NARROWEST = 150.0, 66.0
_TALLEST = 520.0
_MOST = 40  # boxes; more are told, not drawn
_STEPS = 10
_HEAD, _HALF = 5.0, 2.4


@dataclass(slots=True)
class _Box:
    """A node as it is set, and where it stands; a dummy has no words."""

    name: Lines | None
    role: Lines | None
    height: float
    x: float = 0.0
    y: float = 0.0


def set_diagram(block: Diagram, frame: Frame, setting: Setting) -> Iterator[Item]:
    """Set the diagram; nothing without nodes."""
    if not block.nodes:
        return
    yield setting.set_item((Run(block.label),), LOOKS[Style.LABEL], frame, keep=True)
    drawing = _draw(block, frame.width, setting)
    if drawing is None:
        yield from setting.set_block(_list(block), frame)
        return
    yield Item(drawing, frame.x, 4, 10, element=Element(Tag.FIGURE, alt=_tell(block)))


def _tell(block: Diagram) -> str:
    return f"{block.label}: {'; '.join(tell_edges(block))}"


def tell_edges(block: Diagram) -> Iterator[str]:
    """Give "Interfax to Eurasianet" for each arrow, and the name of what none leads to."""
    linked = {end for edge in block.edges for end in edge}
    yield from (f"{block.nodes[a].name} to {block.nodes[b].name}" for a, b in block.edges)
    yield from (node.name for at, node in enumerate(block.nodes) if at not in linked)


def _list(block: Diagram) -> Listing:
    arrows = (words.replace(" to ", " → ", 1) for words in tell_edges(block))
    return Listing(tuple((Paragraph((Run(words),), Style.TEXT),) for words in arrows))


def _draw(block: Diagram, width: float, setting: Setting) -> Drawing | None:
    """Give the drawing; None if the boxes would be too narrow or stand too high."""
    if len(block.nodes) > _MOST:
        return None
    layers = arrange(len(block.nodes), block.edges)
    count = len(layers.rows)
    wide = min((width - (count - 1) * _GAP) / count, _WIDEST)
    if wide < _NARROWEST:
        return None
    boxes = _set_boxes(block.nodes, layers, wide - 2 * _PADDING, setting)
    height = max(_stack_height(row, boxes) for row in layers.rows)
    if height > _TALLEST:
        return None
    _place(layers, boxes, wide, height)
    arrows = [part for way in layers.ways.values() for part in _draw_arrow(way, boxes, wide)]
    frames: list[str] = []
    labels: list[Label] = []
    for number, node in enumerate(block.nodes):
        frames += _draw_frame(node, boxes[number], wide)
        labels += _name(boxes[number])
    return Drawing(height + 2, " ".join((*arrows, *frames)), tuple(labels))


def _set_boxes(
    nodes: Sequence[Node], layers: Layers, width: float, setting: Setting
) -> dict[int, _Box]:
    boxes = {number: _Box(None, None, _SPACE) for row in layers.rows for number in row}
    for number, node in enumerate(nodes):
        look = LOOKS[Role.STATION_ACCENT if node.accent else Role.STATION]
        name = setting.set_lines((Run(node.name),), look, width)
        role = setting.set_lines((Run(node.role),), LOOKS[Role.STATION_ROLE], width)
        role_height = role.height if node.role else 0.0
        height = name.height + role_height + 2 * _PADDING
        boxes[number] = _Box(name, role if node.role else None, height)
    return boxes


def _stack_height(row: Sequence[int], boxes: Mapping[int, _Box]) -> float:
    return sum(boxes[number].height + _SPACE for number in row) - _SPACE


def _place(layers: Layers, boxes: Mapping[int, _Box], wide: float, height: float) -> None:
    """Put layers beside each other, each in the middle of the height."""
    for layer, row in enumerate(layers.rows):
        y = (height - _stack_height(row, boxes)) / 2
        for number in row:
            boxes[number].x, boxes[number].y = layer * (wide + _GAP), y
            y += boxes[number].height + _SPACE


def _draw_frame(node: Node, box: _Box, wide: float) -> Iterator[str]:
    right, low = box.x + wide, box.y + box.height
    corners = ((box.x, box.y), (right, box.y), (right, low), (box.x, low))
    yield draw_area(corners, PAPER_COLOUR if node.unknown else PANEL_COLOUR)
    colour = ACCENT_COLOUR if node.accent else FRAME_COLOUR
    dash = "2.4 1.8" if node.unknown else ""
    yield draw_lines([[*corners, corners[0]]], colour, 1.0 if node.accent else HAIRLINE, dash)


def _name(box: _Box) -> Iterator[Label]:
    top = box.y + _PADDING
    for lines in (box.name, box.role):
        if lines:
            yield Label(box.x + _PADDING - find_inset(lines), top, lines)
            top += lines.height


def _draw_arrow(way: Sequence[int], boxes: Mapping[int, _Box], wide: float) -> Iterator[str]:
    """Give an arrow by way of the dummies; back in a circle it leaves at the left."""
    first, last = boxes[way[0]], boxes[way[-1]]
    ahead = first.x < last.x
    side = wide if ahead else 0.0
    stops: list[Point] = [(first.x + side, first.y + first.height / 2)]
    for number in way[1:-1]:
        box = boxes[number]
        y = box.y + box.height / 2
        stops += [(box.x, y), (box.x + wide, y)] if ahead else [(box.x + wide, y), (box.x, y)]
    end = (last.x if ahead else last.x + wide, last.y + last.height / 2)
    tip = end[0] - _HEAD if ahead else end[0] + _HEAD
    line = [point for a, b in pairwise([*stops, (tip, end[1])]) for point in _curve(a, b)]
    yield draw_lines([line], FRAME_COLOUR, 0.8)
    yield draw_areas([(end, (tip, end[1] - _HALF), (tip, end[1] + _HALF))], FRAME_COLOUR)


def _curve(a: Point, b: Point) -> Iterator[Point]:
    """Give a line that leaves and arrives level (a cubic with handles half way)."""
    for n in range(_STEPS + 1):
        t = n / _STEPS
        ease = t * t * (3 - 2 * t)
        yield a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * ease
