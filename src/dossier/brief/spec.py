"""What is asked of a brief: incidents, sections with their options, paper, notes, mark, style."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dossier.brief.document import PageSize
from dossier.brief.options import OptionType, Value, choice, line, special, tick

SECTIONS = (
    "title_block",
    "question",
    "key_judgements",
    "map",
    "chronology",
    "incidents",
    "discrepancies",
    "small_multiples",
    "distances",
    "actors_and_statements",
    "alternatives",
    "assumptions",
    "gaps_and_requirements",
    "outlook_and_indicators",
    "annex_names",
    "source_register",
    "annex_yardstick",
    "annex_grading_key",
    "annex_method",
)


class Listed(StrEnum):
    """Whether contents list the headings."""

    WHEN_LONG = "when_long"
    ALWAYS = "always"
    NEVER = "never"


class Sides(StrEnum):
    """How many sides of the paper are printed; two leave more room at the fold."""

    ONE = "one"
    BOTH = "both"


class NotePlace(StrEnum):
    """Where notes stand beside the register, which has them all."""

    REGISTER = "register"
    FOOT = "foot"
    END = "end"


class PrintSize(StrEnum):
    """How large everything is; large is a third larger."""

    NORMAL = "normal"
    LARGE = "large"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a brief by its name, and the values of its options that are not the default."""

    name: str
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def chosen(self) -> Mapping[str, Value]:
        """The values by the names of their options."""
        return MappingProxyType(dict(self.values))


def parts(*names: str) -> tuple[Part, ...]:
    """Give sections as they are when nothing is chosen."""
    return tuple(map(Part, names))


_PAPERS = {PageSize.A4: "A4", PageSize.LETTER: "Letter"}
_SIDES = {Sides.ONE: "One side of the paper", Sides.BOTH: "Both sides"}
_SIZES = {PrintSize.NORMAL: "Normal", PrintSize.LARGE: "Large: a third larger"}
_NOTES = {
    NotePlace.REGISTER: "In the register of sources",
    NotePlace.FOOT: "At the foot of the page",
    NotePlace.END: "In a list before the register",
}
_CONTENTS = {
    Listed.WHEN_LONG: "When the brief is long",
    Listed.ALWAYS: "Always",
    Listed.NEVER: "Never",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """The look of a house: its colour, its words at the head and foot, its logo and its fonts."""

    accent: str = special("Accent colour", OptionType.COLOUR, empty="#8B1A1A")
    head: str = line("Running head", empty="The title of the brief")
    foot: str = line("Running foot", empty="The state of the case")
    logo: str = special("Logo", OptionType.FILE, hint="A PNG or JPEG above the title.")
    serif: str = special(
        "Text font", OptionType.FILE, hint="A TTF or OTF of your own.", empty="Source Serif 4"
    )
    sans: str = special(
        "Table font", OptionType.FILE, hint="A TTF or OTF of your own.", empty="Source Sans 3"
    )

    @property
    def has_files(self) -> bool:
        """Whether it names files of somebody's computer."""
        return any((self.logo, self.serif, self.sans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """Choices for one brief. `words` filters the incidents; an empty `mark` takes the case's.

    `name` and `description` are those of the template it was made from: they are not printed.
    """

    name: str = "Case brief"
    description: str = "The whole case: incidents, statements, every source with its notes."
    words: str = line("Incidents with these words", empty="All incidents")
    since: str = line("From", empty="The first", hint="Such as 22 June 2021.")
    until: str = line("To", empty="The last", hint="Such as 28 June 2021.")
    cutoff: str = line(
        "Information cut-off",
        empty="Not printed",
        hint="The last moment taken into account, such as 30 June 2021.",
    )
    paper: PageSize = choice("Paper", PageSize.A4, _PAPERS)
    sides: Sides = choice("Printed on", Sides.ONE, _SIDES, hint="Both leave room at the fold.")
    print_size: PrintSize = choice("Print", PrintSize.NORMAL, _SIZES)
    contents: Listed = choice("Contents", Listed.WHEN_LONG, _CONTENTS)
    notes: NotePlace = choice(
        "Notes", NotePlace.REGISTER, _NOTES, hint="The register lists them in any case."
    )
    justified: bool = tick("Justified lines", default=False)
    language: str = line("Language", "en", hint="A tag such as en, fr or tg.")
    mark: str | None = special("Handling mark", OptionType.MARK, None, empty="As the case")
    sections: tuple[Part, ...] = parts(*SECTIONS)
    house: House = House()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its sections, in their order."""
        return tuple(part.name for part in self.sections)

    @property
    def is_part(self) -> bool:
        """Whether only a part of the incidents is asked for."""
        return bool(self.words or self.since or self.until)
