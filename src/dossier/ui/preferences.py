"""What a user can prefer, each described once: the settings validate by it, the page is made of it.

All are kept as words in the settings file; a word that a preference does not know is its default.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from dossier.model.dates import Style
from dossier.model.notation import NumberStyle

YES, NO = "yes", "no"
LONGEST = 80  # characters of a text
SMALLEST_TEXT, LARGEST_TEXT, TEXT_STEP = 90, 150, 10


class Appearance(StrEnum):
    """Which set of colours to use."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class OtherCalendar(StrEnum):
    """A calendar whose date stands behind the Gregorian one."""

    NONE = "none"
    DARI = "dari"
    PASHTO = "pashto"


class Entry(StrEnum):
    """How a preference is entered."""

    CHOICE = "choice"
    WORDS = "words"


_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Preference:
    """One preference. `choices` gives the words that are kept, with what is shown for each."""

    key: str
    label: str
    group: str
    help: str = ""
    entry: Entry = Entry.CHOICE
    default: str = ""
    choices: Mapping[str, str] = field(default_factory=lambda: _NONE)

    def read(self, kept: str) -> str:
        """What is preferred, given what the settings file holds."""
        match self.entry:
            case Entry.WORDS:
                return _one_line(kept) or self.default
            case Entry.CHOICE:
                return kept if kept in self.choices else self.default


def _one_line(kept: str) -> str:
    """A name as one writes it: no controls, blanks or length that would spoil a list."""
    plain = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in kept)
    return " ".join(plain.split())[:LONGEST].rstrip()


_LOOK, _WRITING, _ANALYST = "Appearance", "Dates and numbers", "Analyst"

APPEARANCE = Preference(
    key="appearance",
    label="Colours",
    group=_LOOK,
    default=Appearance.SYSTEM,
    choices=MappingProxyType(
        {Appearance.SYSTEM: "As the system", Appearance.LIGHT: "Light", Appearance.DARK: "Dark"}
    ),
)
TEXT_SIZE = Preference(
    key="text_size",
    label="Text size",
    group=_LOOK,
    default="100",
    choices=MappingProxyType(
        {str(size): f"{size} %" for size in range(SMALLEST_TEXT, LARGEST_TEXT + 1, TEXT_STEP)}
    ),
)
COMPACT_ROWS = Preference(
    key="compact_rows",
    label="Rows of lists",
    group=_LOOK,
    default=NO,
    choices=MappingProxyType({NO: "Two lines", YES: "Compact: the first line only"}),
)
DATE_STYLE = Preference(
    key="date_style",
    label="Dates",
    group=_WRITING,
    help="Words as reported, and what is printed, stay as they are.",
    default=Style.MEDIUM,
    choices=MappingProxyType(
        {Style.LONG: "22 June 2021", Style.MEDIUM: "22 Jun 2021", Style.ISO: "2021-06-22"}
    ),
)
OTHER_CALENDAR = Preference(
    key="other_calendar",
    label="Solar Hijri dates",
    group=_WRITING,
    help="In brackets behind each date, with the names of months used in Afghanistan.",
    default=OtherCalendar.NONE,
    choices=MappingProxyType(
        {
            OtherCalendar.NONE: "None",
            OtherCalendar.DARI: "Dari",
            OtherCalendar.PASHTO: "Pashto",
        }
    ),
)
NUMBER_STYLE = Preference(
    key="number_style",
    label="Numbers",
    group=_WRITING,
    default=NumberStyle.COMMA,
    choices=MappingProxyType(
        {
            NumberStyle.COMMA: "1,300",
            NumberStyle.SPACE: "1\u202f300",
            NumberStyle.POINT: "1.300",
            NumberStyle.PLAIN: "1300",
        }
    ),
)
ANALYST = Preference(
    key="analyst",
    label="Your name",
    group=_ANALYST,
    help="The history of a case says who made each step, and a new case who wrote it."
    " Left empty, it is the user of this computer.",
    entry=Entry.WORDS,
)

PREFERENCES: tuple[Preference, ...] = (
    APPEARANCE,
    TEXT_SIZE,
    COMPACT_ROWS,
    DATE_STYLE,
    OTHER_CALENDAR,
    NUMBER_STYLE,
    ANALYST,
)
