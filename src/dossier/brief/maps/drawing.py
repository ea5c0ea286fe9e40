"""A map as a block of a brief: what lies around the places of a case, drawn as vectors.

Drawn from the globe each time, so that the same places give the same map on any machine.
"""

from dataclasses import replace
from functools import cache
from math import floor, log10

from dossier.brief.blocks import Run, Style
from dossier.brief.boxes import Drawing, Item
from dossier.brief.charts import Map
from dossier.brief.look import (
    ACCENT_COLOUR,
    FRAME_COLOUR,
    HAIRLINE,
    HAIRLINE_COLOUR,
    LOOKS,
    PAPER_COLOUR,
    TEXT_COLOUR,
    Role,
)
from dossier.brief.maps import ground
from dossier.brief.maps.arrows import draw_movements, list_land
from dossier.brief.maps.atlas import Atlas, Border
from dossier.brief.maps.clipping import Box
from dossier.brief.maps.labelling import Choice, Room
from dossier.brief.maps.marks import E7, mark_places, name_places
from dossier.brief.maps.picture import SEA_COLOUR, Picture
from dossier.brief.maps.projection import Frame, frame_around, frame_places
from dossier.brief.maps.terrain import survey
from dossier.brief.setting import Frame as Column
from dossier.brief.setting import Setting
from dossier.brief.shapes import draw_areas, draw_lines
from dossier.brief.structure import Element, Tag

_CREDIT = (
    "Borders, rivers and towns: Natural Earth 1:10m, public domain. Borders that are not agreed "
    "are dashed; no endorsement of boundaries is implied."
)
_INSET = (92.0, 66.0)
_WIDEST_INSET = 7500.0  # km
_WIDE = 3200.0  # km: a wider map shows for itself where it lies
_OUTLINE = 20.0  # km a point: coarser maps show countries only
_TOLD = 100  # places; the attached data has all of them
_BAR = 0.2  # of the width, at most
_TURNED = 12.0  # degrees between north in the middle and at a corner, which has to be said


@cache
def open_atlas() -> Atlas:
    """Give the atlas; it is read once, and only as far as maps need it."""
    return Atlas()


def set_map(block: Map, _column: Column, setting: Setting) -> list[Item]:
    """Set a map over both columns, with its credit below; nothing if it has no place."""
    if not block.places:
        return []
    width = setting.full.width
    around = [
        ((place.longitude / E7, place.latitude / E7), place.radius_m / 1000)
        for place in block.places
    ]
    around += [((x / E7, y / E7), 0.0) for move in block.movements for x, y in move.stops]
    frame = frame_places(around, width)
    picture = Picture(setting, Room(frame.width, frame.height))
    unnamed, shown = _fill(block, picture, frame)
    drawing = _finish(picture, frame)
    element = Element(Tag.FIGURE, alt=_tell(block, shown))
    caption = _caption(block, frame, unnamed)
    held = setting.set_item((Run(caption),), LOOKS[Style.CAPTION], setting.full)
    return [Item(drawing, setting.full.x, 10, 2, keep=True, element=element), held]


def _fill(block: Map, picture: Picture, frame: Frame) -> tuple[int, list[str]]:
    """Draw all; give how many places stay without a name, and the countries in the frame."""
    atlas = open_atlas()
    outline = frame.scale > _OUTLINE
    terrain = survey(frame, atlas, outline=outline)
    land = ground.draw_land(terrain, atlas, frame.scale, outline=outline)
    picture.land = ground.list_colours(terrain, atlas)
    ground.weigh_lines(terrain, picture)
    draw_movements(block.movements, picture, frame, list_land(terrain.by_country(), atlas))
    points = mark_places(block.places, picture, frame)
    halos, picture.below = picture.below, []
    _add_scale(picture, frame)
    _add_inset(picture, frame)
    unnamed = name_places(block.places, points, picture, frame)
    shown = ground.name_countries(terrain, atlas, picture, frame)
    taken = [(point, place.name) for point, place in zip(points, block.places, strict=True)]
    ground.name_rivers(terrain, picture)
    ground.name_towns(terrain, picture, taken)
    if terrain.borders[Border.PROVINCE]:
        ground.name_provinces(terrain, picture, frame)
    countries = len(terrain.by_country())  # their fills come first
    picture.below = [*land[:countries], *halos, *land[countries:], *picture.below]
    return unnamed, shown


def _finish(picture: Picture, frame: Frame) -> Drawing:
    """Give the drawing, cut to its frame."""
    w, h = frame.width, frame.height
    sea = draw_areas([_corners((0.0, 0.0, w, h))], SEA_COLOUR)
    edge = [*_corners((0.0, 0.0, w, h)), (0.0, 0.0)]
    clip = f"q 0 {-h:.2f} {w:.2f} {h:.2f} re W n"
    code = [clip, sea, *picture.below, *picture.code, "Q", draw_lines([edge], FRAME_COLOUR, 0.5)]
    return Drawing(h, " ".join(part for part in code if part), tuple(picture.labels))


def _corners(box: Box) -> list[tuple[float, float]]:
    left, top, right, bottom = box
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


# ---- scale and inset -------------------------------------------------------------------------


def _add_scale(picture: Picture, frame: Frame) -> None:
    """Put a bar of round length where it covers least; none where lengths differ too much."""
    if not frame.local:
        return
    km = round_length(frame.width * frame.scale * _BAR)
    length = km / frame.scale
    ends = [picture.measure(words, Role.MAP_SCALE) for words in ("0", f"{km / 2:g}", f"{km:g} km")]
    wide = length + ends[0].width / 2 + ends[2].width
    high = ends[0].height + 7
    best = picture.room.settle(_corner_choices(frame, wide, high, (3, 2, 1, 0)))
    if best is None:
        return
    left, top, _, _ = best.boxes[0]
    start = left + ends[0].width / 2
    y = top + ends[0].height + 2
    for words, share in zip(ends, (0.0, 0.5, 1.0), strict=True):
        picture.write(words, start + share * length - (ends[0].width / 2 if share == 1 else
                      words.width / 2), top)  # fmt: skip
    half = start + length / 2
    dark = _corners((start, y, half, y + 2.4))
    light = _corners((half, y, start + length, y + 2.4))
    picture.code += [draw_areas([dark], TEXT_COLOUR), draw_areas([light], PAPER_COLOUR)]
    whole = _corners((start, y, start + length, y + 2.4))
    picture.code.append(draw_lines([[*whole, whole[0]]], TEXT_COLOUR, HAIRLINE))


def round_length(most: float) -> float:
    """Give the longest of 1, 2, 5, 10, 20 ... that is not more than `most`."""
    ten = 10.0 ** floor(log10(most))
    return max(step * ten for step in (1, 2, 5) if step * ten <= most)


def _add_inset(picture: Picture, frame: Frame) -> None:
    """Put a small map of what lies around into a corner, with the frame on it."""
    if not frame.local or frame.width * frame.scale > _WIDE:
        return
    w, h = _INSET
    best = picture.room.settle(_corner_choices(frame, w, h, (1, 0, 3, 2), 4.0))
    if best is None:
        return
    left, top, _, _ = best.boxes[0]
    small = frame_around(frame, w, h, _WIDEST_INSET)
    atlas = open_atlas()
    terrain = survey(small, atlas, outline=True)
    box = _corners((0.0, 0.0, w, h))
    inner = Picture(picture.setting, Room(w, h))
    ground.name_countries(terrain, atlas, inner, small, Role.MAP_INSET)
    for label in inner.labels:
        picture.labels.append(replace(label, x=label.x + left, y=label.y + top))
    code = [
        draw_areas([box], SEA_COLOUR),
        *ground.draw_land(terrain, atlas, small.scale, outline=True),
    ]
    trace = ground.trace_frame(frame, small)
    code.append(draw_lines([[*trace, trace[0]]], ACCENT_COLOUR, 1.0))
    moved = f"q 1 0 0 1 {left:.2f} {-top:.2f} cm 0 {-h:.2f} {w:.2f} {h:.2f} re W n"
    edge = draw_lines([[*box, box[0]]], HAIRLINE_COLOUR, 1.2)
    picture.code.append(" ".join((moved, *code, edge, "Q")))


def _corner_choices(
    frame: Frame, wide: float, high: float, order: tuple[int, ...], far: float = 9.0
) -> list[Choice]:
    """Give the corners as choices, the one wished for first."""
    right, low = frame.width - far - wide, frame.height - far - high
    corners = ((far, far), (right, far), (far, low), (right, low))
    return [
        Choice(((x, y, x + wide, y + high),), 6.0 * rank)
        for rank, (x, y) in enumerate(corners[n] for n in order)
    ]


# ---- words -----------------------------------------------------------------------------------


def _caption(block: Map, frame: Frame, unnamed: int) -> str:
    said = [block.remark] if block.remark else []
    if block.movements:
        said.append("Arrows show direction, not route.")
    if any(place.radius_m for place in block.places):
        said.append("A ring holds a place that is known no more exactly than that.")
    if unnamed:
        noun = "place has" if unnamed == 1 else "places have"
        said.append(f"{unnamed:,} {noun} no room for the name.")
    if not frame.local:
        said.append("Without scale: lengths differ with latitude.")
    elif frame.turn > _TURNED:
        said.append("North is up in the middle of the map only.")
    return " ".join((*said, _CREDIT))


def _tell(block: Map, countries: list[str]) -> str:
    """Say the map in words: every place with its notes, every movement, the lands around."""
    places = [
        " ".join(filter(None, (place.name, _within(place.radius_m), _noted(place.notes))))
        for place in block.places
    ]
    said = [f"{block.label}: {_list(places)}"]
    if block.movements:
        said.append(f"Movements: {_list([move.words for move in block.movements])}")
    if countries:
        said.append(f"Around: {', '.join(countries)}")
    return ". ".join(said)


def _list(words: list[str]) -> str:
    """Give the first of them, and how many more there are."""
    more = [f"{len(words) - _TOLD:,} more"] if len(words) > _TOLD else []
    return "; ".join((*words[:_TOLD], *more))


def _within(metres: int) -> str:
    return f"within {metres / 1000:g} km" if metres else ""


def _noted(notes: tuple[str, ...]) -> str:
    return f"({', '.join(notes)})" if notes else ""
