"""What is asked of a brief: which incidents, which sections, on what paper, under which mark."""

from dataclasses import dataclass

from dossier.brief.blocks import PageSize

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """Choices for one brief. `words` filters the incidents; an empty `mark` takes the case's.

    `contents` lists the headings after the title; None does so when the brief is long. `duplex`
    and `large` are for paper printed on both sides, and for large print.
    """

    words: str = ""
    mark: str | None = None
    paper: PageSize = PageSize.A4
    sections: tuple[str, ...] = SECTIONS
    contents: bool | None = None
    duplex: bool = False
    large: bool = False
