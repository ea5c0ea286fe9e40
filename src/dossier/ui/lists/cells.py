"""What stands in the cells of a table: columns of a kind, and their two-line contents."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

WIDE = 1100  # from this width in pixels places and people have columns of their own


class Tone(StrEnum):
    """Colour token of a second line or a pill."""

    SECONDARY = "text2"
    PLAIN = "plain"
    OK = "ok"
    WARN = "warn"
    BAD = "bad"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Cell:
    """Two lines of a cell. `number` stands at the far side in strong figures; `pill` is a word.

    `mark` is a word of warning beside the lines, on the far side.
    """

    top: str
    bottom: str = ""
    tone: Tone = Tone.SECONDARY
    number: bool = False
    pill: Tone | None = None
    mark: str = ""

    @property
    def words(self) -> str:
        """Content as one line, for screen readers."""
        return ", ".join(filter(None, (self.top, self.bottom, self.mark)))

    @property
    def lines(self) -> str:
        """Content as it stands in the cell."""
        return "\n".join(filter(None, (self.top, self.bottom, self.mark)))


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table: its title, what it sorts by ("" = it does not), width at 100 %.

    It is shown in tables of at least `least` pixels, one that is `spare` only when it is asked for;
    `wide_cell` is its cell in wide tables, `narrow_cell` where other columns find
    no room. A column that is `dated` gives dates the room they need.
    """

    title: str
    sort: str
    width: int
    cell: Callable[[Any], Cell]
    stretches: bool = False
    number: bool = False
    least: int = 0
    wide_cell: Callable[[Any], Cell] | None = None
    narrow_cell: Callable[[Any], Cell] | None = None
    spare: bool = False
    dated: bool = False

    @property
    def key(self) -> str:
        """What settings call it."""
        return self.title.lower()
