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
    """Choices for one brief. `words` filters the incidents; an empty `mark` takes the case's."""

    words: str = ""
    mark: str | None = None
    paper: PageSize = PageSize.A4
    sections: tuple[str, ...] = SECTIONS
