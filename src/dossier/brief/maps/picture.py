"""A map while it is drawn: its operators so far, its words, and the room that is left."""

from dataclasses import dataclass, field

from dossier.brief.blocks import Run
from dossier.brief.boxes import Label, Lines, find_inset
from dossier.brief.look import LOOKS, Role
from dossier.brief.maps.clipping import Box
from dossier.brief.maps.labelling import Room
from dossier.brief.maps.terrain import Ring, is_inside
from dossier.brief.setting import Setting
from dossier.brief.shapes import draw_areas

SEA_COLOUR = "#E2EBF0"
GROUND_COLOUR = "#FBFAF7"
_WIDEST = 130.0
_LONGEST = 60  # characters; all of it is in the words for those who hear the map
_TRIM = 0.9  # of a point, that leading is more than letters above and below


@dataclass(slots=True)
class Words:
    """A name ready to be placed; `width` and `height` are what its letters take."""

    lines: Lines
    width: float
    height: float


@dataclass(slots=True)
class Picture:
    """What is drawn: `below` the marks of places, `code` of the marks themselves, words on top.

    `land` holds the rings of countries with their colours.
    """

    setting: Setting
    room: Room
    land: list[tuple[list[Ring], str]] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)

    def measure(self, text: str, role: Role, anchor: str = "") -> Words:
        """Give a name in its look, leading to `anchor`; a very long one is cut."""
        shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        run = Run(shown, link=f"#{anchor}" if anchor else "")
        lines = self.setting.set_lines((run,), LOOKS[role], _WIDEST)
        width = max((line.width for line in lines.lines), default=0.0)
        return Words(lines, width, lines.height - 2 * _TRIM)

    def write(self, words: Words, left: float, top: float) -> None:
        """Put words with their left top corner there."""
        self.labels.append(Label(left - find_inset(words.lines), top - _TRIM, words.lines))

    def back(self, box: Box) -> None:
        """Put a light ground behind words if a line would run through them."""
        if self.room.weigh(box):
            left, top, right, bottom = box
            ring = ((left, top), (right, top), (right, bottom), (left, bottom))
            middle = ((left + right) / 2, (top + bottom) / 2)
            held = (colour for rings, colour in self.land if is_inside(middle, rings))
            self.below.append(draw_areas([ring], next(held, SEA_COLOUR)))
