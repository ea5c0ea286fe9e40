"""What is asked of a brief: which incidents, which sections, on what paper, under which mark."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.brief.document import PageSize

SECTIONS = (
    "title_block",
    "question",
    "chronology",
    "incidents",
    "discrepancies",
    "distances",
    "actors_and_statements",
    "annex_names",
    "source_register",
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


class PrintSize(StrEnum):
    """How large everything is; large is a third larger."""

    NORMAL = "normal"
    LARGE = "large"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """Choices for one brief. `words` filters the incidents; an empty `mark` takes the case's.

    `contents` lists the headings after the opening.
    """

    words: str = ""
    mark: str | None = None
    paper: PageSize = PageSize.A4
    sections: tuple[str, ...] = SECTIONS
    contents: Listed = Listed.WHEN_LONG
    sides: Sides = Sides.ONE
    print_size: PrintSize = PrintSize.NORMAL
