"""The chronology: one line for each incident, in order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import compress
from types import MappingProxyType

from dossier.brief.blocks import Align, Block, Column, Heading, Run, Table, Text
from dossier.brief.material import Material
from dossier.brief.options import line, tick
from dossier.brief.wording import claimed, place_line, plain
from dossier.model.evidence import Evidence


class _Column(Enum):
    """The columns by their heads."""

    DATE = "Date"
    WHAT = "What"
    PLACE = "Where"
    STATED = "As stated"
    GRADE = "Grade"
    NOTES = "Notes"


_COLUMNS = MappingProxyType(
    {
        _Column.DATE: Column(1.5),
        _Column.WHAT: Column(4.2),
        _Column.PLACE: Column(3.4),
        _Column.STATED: Column(1.5, Align.RIGHT, figures=True),
        _Column.GRADE: Column(0.8),
        _Column.NOTES: Column(0.8, Align.RIGHT),
    }
)


@dataclass(frozen=True, slots=True)
class ChronologySection:
    """All incidents as a table; each leads to its account."""

    heading: str = line("Heading", "Chronology")
    weekday: bool = tick("Day of the week", default=False)
    summary: bool = tick("Summaries", default=False, hint="What happened, below each title.")
    place: bool = tick("Places", default=True)
    figures: bool = tick("Figures as stated", default=True)
    grade: bool = tick("Grades", default=False)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the table; none for an empty case."""
        if not material.evidences:
            return ()
        shown = [self._shows(column) for column in _Column]
        kept = [column for column, show in zip(_Column, shown, strict=True) if show]
        rows = tuple(
            tuple(compress(self._row(material, evidence), shown)) for evidence in material.evidences
        )
        heading = Heading(1, plain(self.heading), "chronology")
        columns, head = tuple(_COLUMNS[c] for c in kept), tuple(plain(c.value) for c in kept)
        return (heading, Table(columns, head, rows, wide=True))

    def _shows(self, column: "_Column") -> bool:
        asked = {
            _Column.PLACE: self.place,
            _Column.STATED: self.figures,
            _Column.GRADE: self.grade,
        }
        return asked.get(column, True)

    def _row(self, material: Material, evidence: Evidence) -> tuple[Text, ...]:
        """Give the cells of all columns, in their order."""
        incident = evidence.incident
        figures = [t for figure in evidence.figures for t in figure.testimonies]
        title: Text = (material.lead(Run(incident.title), anchor(evidence), "incidents"),)
        if self.summary and incident.summary:
            title = (*title, Run(f"\n{incident.summary}"))
        return (
            plain(self._when(material, evidence)),
            title,
            plain(place_line(evidence)),
            plain("\n".join(claimed(t) for t in figures)),
            plain("\n".join(_grades(evidence))),
            material.cite(figures or evidence.standing),
        )

    def _when(self, material: Material, evidence: Evidence) -> str:
        date = evidence.incident.date
        return date.words(weekday=True) if self.weekday else date.words(material.short)


def _grades(evidence: Evidence) -> Iterator[str]:
    """Give each grade once, as letter and digit."""
    graded = (
        f"{t.passage.reliability or ''}{t.claim.credibility}"
        for t in evidence.standing
        if t.passage
    )
    yield from dict.fromkeys(grade for grade in graded if grade)


def anchor(evidence: Evidence) -> str:
    """Name the place of an incident's account in the brief."""
    return f"incident-{evidence.incident.id}"
