"""How paper looks: families, sizes, colours and measures, in one place. Lengths in points."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from dossier.brief.blocks import Face, Ink, Style
from dossier.brief.document import PageSize
from dossier.brief.fonts import Cut, Family


class Role(StrEnum):
    """The looks that blocks ask for by themselves, beside the styles of paragraphs."""

    TITLE = "title"
    KICKER = "kicker"
    NUMERAL = "numeral"
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    TABLE = "table"
    TABLE_HEAD = "table-head"
    FIGURES = "figures"
    STATION = "station"
    STATION_ACCENT = "station-accent"
    STATION_ROLE = "station-role"
    NOTE_NUMBER = "note-number"
    FOOTNOTE = "footnote"
    FOOTNOTE_NUMBER = "footnote-number"
    QUOTATION_MARK = "quotation-mark"
    CONTENTS_1 = "contents-1"
    CONTENTS_2 = "contents-2"
    CONTENTS_NUMBER = "contents-number"
    MAP_TAG = "map-tag"
    MAP_NOTE = "map-note"
    MAP_NUMBER = "map-number"
    MAP_PLACE = "map-place"
    MAP_TOWN = "map-town"
    MAP_COUNTRY = "map-country"
    MAP_PROVINCE = "map-province"
    MAP_RIVER = "map-river"
    MAP_SCALE = "map-scale"
    MAP_INSET = "map-inset"
    RUNNING = "running"
    MARK = "mark"
    MARK_BOXED = "mark-boxed"


TEXT_COLOUR = "#1C1B1A"
MUTED_COLOUR = "#6E6B67"
ACCENT_COLOUR = "#8B1A1A"
LINK_COLOUR = "#1F3D73"
PALE_COLOUR = "#D9AFA6"
HALO_COLOUR = "#EAD8D2"
HAIRLINE_COLOUR = "#C4C1BC"
PANEL_COLOUR = "#F7F6F3"
FRAME_COLOUR = "#8C8984"
WATER_COLOUR = "#3F6F94"
PAPER_COLOUR = "#FFFFFF"

HAIRLINE = 0.5
HEAVY_RULE = 1.3


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How a paragraph is set. `before` and `after` are white space; neighbours share the larger.

    Looks are compared by identity: they are looked up for every run of text.
    """

    cut: Cut
    size: float
    leading: float
    colour: str = TEXT_COLOUR
    before: float = 0.0
    after: float = 0.0
    capitals: bool = False


_OPTICAL_SIZES = ((13.0, 12), (24.0, 24), (float("inf"), 60))


_SPACED = 90  # tracking of capitals; from 100 on, readers of PDF see a space after each letter


def _serif(size: float, weight: int = 400, *, italic: bool = False) -> Cut:
    """Give a serif cut drawn for `size`; few optical sizes, so that few fonts are embedded."""
    optical = next(drawn for limit, drawn in _OPTICAL_SIZES if size < limit)
    return Cut(Family.SERIF, weight, italic, optical)


def _sans(weight: int = 400, tracking: int = 0) -> Cut:
    return Cut(Family.SANS, weight, tracking=tracking)


LOOKS: dict[Style | Role, Look] = {
    Style.BODY: Look(_serif(10.4), 10.4, 14.6, after=6),
    Style.LEAD: Look(_serif(14, italic=True), 14, 18.4, before=8, after=10),
    Style.QUOTE: Look(_serif(12.5, italic=True), 12.5, 17, after=8),
    Style.SOURCE: Look(_serif(9.6), 9.6, 12.8, after=1),
    Style.TEXT: Look(_sans(), 8.4, 11.4, after=3),
    Style.STRONG: Look(_sans(600), 8.2, 11.4, after=1),
    Style.MARGIN: Look(_sans(), 8, 10.8, MUTED_COLOUR, after=2),
    Style.CAPTION: Look(_sans(), 7.8, 10.6, MUTED_COLOUR, before=4, after=8),
    Style.LABEL: Look(_sans(600, _SPACED), 6.6, 10, MUTED_COLOUR, before=4, after=3, capitals=True),
    Style.MONO: Look(Cut(Family.MONO), 6.8, 10, MUTED_COLOUR, after=2),
    Role.TITLE: Look(_serif(30, 480), 30, 34, before=4, after=10),
    Role.KICKER: Look(_sans(600, 15), 8, 12, ACCENT_COLOUR, after=6, capitals=True),
    Role.NUMERAL: Look(_serif(38, 300), 38, 44),
    Role.HEADING_1: Look(_serif(19, 440), 19, 24, before=26, after=10),
    Role.HEADING_2: Look(_sans(600), 10.4, 14, before=12, after=3),
    Role.HEADING_3: Look(_sans(600), 8.8, 12, before=8, after=2),
    Role.TABLE: Look(_sans(), 8.4, 11.2),
    Role.FIGURES: Look(Cut(Family.SANS, features=("tnum", "lnum")), 8.4, 11.2),
    Role.TABLE_HEAD: Look(_sans(600), 7.6, 10.6, MUTED_COLOUR),
    Role.STATION: Look(_sans(600), 8, 10.8),
    Role.STATION_ACCENT: Look(_sans(600), 8, 10.8, ACCENT_COLOUR),
    Role.STATION_ROLE: Look(_sans(), 7.4, 10.2, MUTED_COLOUR),
    Role.NOTE_NUMBER: Look(_serif(11.5), 11.5, 12.8, ACCENT_COLOUR),
    Role.FOOTNOTE: Look(_serif(8.8), 8.8, 11.4),
    Role.FOOTNOTE_NUMBER: Look(_serif(8.8), 8.8, 11.4, ACCENT_COLOUR),
    Role.QUOTATION_MARK: Look(_serif(30, 600), 30, 17, PALE_COLOUR),
    Role.CONTENTS_1: Look(_sans(600), 8.8, 13, before=8, after=2),
    Role.CONTENTS_2: Look(_sans(), 8.8, 13, after=1),
    Role.CONTENTS_NUMBER: Look(Cut(Family.SANS, features=("tnum", "lnum")), 8.8, 13),
    Role.MAP_TAG: Look(_sans(600), 8, 9.8),
    Role.MAP_NOTE: Look(_sans(), 7.2, 9),
    Role.MAP_NUMBER: Look(_sans(700), 7.2, 9, PAPER_COLOUR),
    Role.MAP_PLACE: Look(_sans(600), 7.2, 9),
    Role.MAP_TOWN: Look(_sans(), 7, 8.6, "#3D3B38"),
    Role.MAP_COUNTRY: Look(_sans(600, _SPACED), 7.6, 9.6, "#7A766E", capitals=True),
    Role.MAP_PROVINCE: Look(Cut(Family.SANS, italic=True), 7.2, 9, "#8A867F"),
    Role.MAP_RIVER: Look(_serif(7.8, italic=True), 7.8, 9.6, WATER_COLOUR),
    Role.MAP_SCALE: Look(_sans(), 6.6, 8),
    Role.MAP_INSET: Look(_sans(), 5, 6, "#7A766E"),
    Role.RUNNING: Look(_sans(), 7.4, 10, MUTED_COLOUR),
    Role.MARK: Look(_sans(600, _SPACED), 6.8, 10, ACCENT_COLOUR),
    Role.MARK_BOXED: Look(_sans(700), 12, 16),
}

RTL_LEADING = 1.22  # Naskh reaches further above and below the line


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """How one run is set: cut, size and colour. Of each there is one, so identity tells them."""

    cut: Cut
    size: float
    colour: str


_find_voice = lru_cache(maxsize=512)(Voice)


@lru_cache(maxsize=512)
def choose_voice(look: Look, face: Face, ink: Ink, *, linked: bool = False) -> Voice:
    """Give the voice of a run in a paragraph; a link to the web has a colour of its own."""
    colours = {Ink.TEXT: TEXT_COLOUR, Ink.MUTED: MUTED_COLOUR, Ink.ACCENT: ACCENT_COLOUR}
    colour = colours.get(ink, LINK_COLOUR if linked else look.colour)
    cut, size = look.cut, look.size
    if face is Face.STRONG:
        cut = replace(cut, weight=min(cut.weight + 200, 700))
        colour = TEXT_COLOUR if colour == MUTED_COLOUR and ink is Ink.STYLE else colour
    elif face is Face.EMPHASIS:
        cut = replace(cut, italic=not cut.italic)
    elif face is Face.MONO:
        cut, size = Cut(Family.MONO, cut.weight), round(size * 0.86, 2)
    return _find_voice(cut, size, colour)


@lru_cache(maxsize=64)
def choose_note_voice(look: Look) -> Voice:
    """Give the voice of a note number: superior figures drawn for the text around them."""
    cut = replace(look.cut, weight=max(look.cut.weight, 600), italic=False, features=("sups",))
    return _find_voice(cut, look.size, ACCENT_COLOUR)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures of a page, from its left bottom corner. The margin column stands at `left`.

    They are in units of `scale` points, so that large print is set like any other.
    """

    width: float
    height: float
    left: float
    right: float
    main: float
    top: float
    bottom: float
    scale: float = 1.0

    def move(self, shift: float) -> "Sheet":
        """Give the sheet with its columns so far to the right."""
        moved = (self.left + shift, self.right + shift, self.main + shift)
        return replace(self, left=moved[0], right=moved[1], main=moved[2])

    @property
    def full_width(self) -> float:
        """Both columns with the gap between them."""
        return self.right - self.left

    @property
    def main_width(self) -> float:
        """The main column: 62-70 characters of body text."""
        return self.right - self.main


MARGIN_COLUMN = 94.0
_TEXT_WIDTH = 483.0
_MAIN_OFFSET = 110.0
_PAPERS = {PageSize.A4: (595.28, 841.89), PageSize.LETTER: (612.0, 792.0)}


_LARGE = 1.3  # 10.4 points become 13.5, within the 12 to 14 that is called large print
_LARGE_SIDE = 34.0  # points left and right of large print, which needs the room
_BINDING = 12.0  # how far the columns move away from the fold of a printed book


def measure_sheet(paper: PageSize, *, large: bool = False) -> Sheet:
    """Give the measures of `paper`; the text is as wide on both sizes, wider in large print."""
    scale = _LARGE if large else 1.0
    width, height = (side / scale for side in _PAPERS[paper])
    text = width - 2 * _LARGE_SIDE / scale if large else _TEXT_WIDTH
    left = round((width - text) / 2, 2)
    right = left + text
    return Sheet(width, height, left, right, left + _MAIN_OFFSET, height - 72, 70, scale)


def fold_sheet(sheet: Sheet) -> tuple[Sheet, Sheet]:
    """Give `sheet` for odd and for even pages of a book that is bound on the left."""
    shift = round(min(_BINDING, sheet.left / 4), 2)
    return sheet.move(shift), sheet.move(-shift)
