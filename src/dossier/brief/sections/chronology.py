"""The chronology: one line for each incident, in order of time."""

from dossier.brief.blocks import Align, Block, Column, Heading, Run, Table, Text
from dossier.brief.material import Material
from dossier.brief.wording import claimed, place_line, plain
from dossier.model.evidence import Evidence

_COLUMNS = (
    Column(1.5),
    Column(4.2),
    Column(3.4),
    Column(1.5, Align.RIGHT, figures=True),
    Column(0.8, Align.RIGHT),
)
_HEAD = tuple(plain(label) for label in ("Date", "What", "Where", "As stated", "Notes"))


class ChronologySection:
    """All incidents as a table; each leads to its account."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the table; none for an empty case."""
        if not material.evidences:
            return ()
        rows = tuple(_row(material, evidence) for evidence in material.evidences)
        heading = Heading(1, plain("Chronology"), "chronology")
        return (heading, Table(_COLUMNS, _HEAD, rows, wide=True))


def _row(material: Material, evidence: Evidence) -> tuple[Text, ...]:
    incident = evidence.incident
    when = incident.date.words(material.short)
    figures = [t for figure in evidence.figures for t in figure.testimonies]
    stated = "\n".join(claimed(t) for t in figures)
    title = Run(incident.title, link=f"#{anchor(evidence)}")
    cited = material.cite(figures or evidence.standing)
    return (plain(when), (title,), plain(place_line(evidence)), plain(stated), cited)


def anchor(evidence: Evidence) -> str:
    """Name the place of an incident's account in the brief."""
    return f"incident-{evidence.incident.id}"
