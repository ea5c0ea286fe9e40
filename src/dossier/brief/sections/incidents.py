"""The incidents: who, when, where and grade in the margin; what each source says, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from dossier.brief.blocks import (
    Align,
    Block,
    Column,
    Entry,
    Heading,
    Paragraph,
    Run,
    Style,
    Table,
    Text,
)
from dossier.brief.material import Material
from dossier.brief.options import line, tick
from dossier.brief.sections.chronology import anchor
from dossier.brief.sections.dependence import dependence
from dossier.brief.sections.pictures import intervals, timeline
from dossier.brief.wording import (
    cited_words,
    grade_words,
    joined,
    main_place,
    margin,
    place_line,
    plain,
    radius_words,
    stance_words,
    strong,
)
from dossier.model import distance
from dossier.model.evidence import Evidence, Figure, Testimony
from dossier.model.terms import Attribute, vocabulary

_ABOUT, _STATED, _NOTE = Column(1.2), Column(3.0), Column(0.7, Align.RIGHT)
_FIGURE = Column(1.0, Align.RIGHT, figures=True)
OPEN_END = "–"
_RANKS = MappingProxyType(
    {about.value: rank for rank, about in enumerate(dict.fromkeys((Attribute.COUNT, *Attribute)))}
)


@dataclass(frozen=True, slots=True)
class IncidentsSection:
    """Each incident with its claims and what they amount to."""

    heading: str = line("Heading", "Incidents")
    timeline: bool = tick("Time line", default=True)
    claims: bool = tick("What the sources say", default=True)
    pictures: bool = tick("Figures drawn on a scale", default=True)
    chains: bool = tick("How it reached us", default=True)
    dependence: bool = tick("Who depends on whom, drawn", default=True)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give an entry for each incident."""
        if not material.evidences:
            return ()
        entries = (self._entry(material, evidence) for evidence in material.evidences)
        line_of_days = timeline(material) if self.timeline else ()
        return (Heading(1, plain(self.heading), "incidents"), *line_of_days, *entries)

    def _entry(self, material: Material, evidence: Evidence) -> Entry:
        body = tuple(self._body(material, evidence))
        return Entry(_margin(evidence), body, anchor=anchor(evidence))

    def _body(self, material: Material, evidence: Evidence) -> Iterator[Block]:
        incident = evidence.incident
        yield Heading(2, plain(incident.title))
        if incident.summary:
            yield Paragraph((Run(incident.summary), *material.cite(evidence.standing)))
        if not evidence.standing:
            yield Paragraph(plain("No claim in this case supports it yet."), Style.CAPTION)
        elif self.claims:
            yield Paragraph(plain("What the sources say"), Style.LABEL, keep_next=True)
            yield _claims(material, evidence)
        for figure in evidence.figures:
            if self.pictures:
                yield from intervals(figure)
            yield Paragraph(_finding(material, figure))
        if self.chains:
            yield from _chains(material, evidence)
        if self.dependence:
            yield from dependence(evidence)


def _margin(evidence: Evidence) -> tuple[Paragraph, ...]:
    incident = evidence.incident
    place = main_place(evidence)
    clock = ", ".join(part for part in (incident.time.stated, _zone(incident.zone)) if part)
    return margin(
        incident.date.words(weekday=True) or "Date not known",
        clock if incident.time.stated else "",
        place_line(evidence),
        _position(evidence) if place else "",
        *_grades(evidence),
        incident.reference,
    )


def _zone(zone: str) -> str:
    return f"{zone.rpartition('/')[2].replace('_', ' ')} time" if zone else ""


def _position(evidence: Evidence) -> str:
    place = main_place(evidence)
    if place is None or place.place.position is None:
        return ""
    held = place.place.position
    degrees = distance.degrees(held.latitude, held.longitude)
    return f"{degrees} {radius_words(place.place)}".strip()


def _grades(evidence: Evidence) -> Iterator[str]:
    """Give each grade once, in the order of the claims."""
    graded = (grade_words(t.passage, t.claim.credibility) for t in evidence.standing if t.passage)
    yield from dict.fromkeys(grade for grade in graded if grade)


def _ordered(evidence: Evidence) -> tuple[Testimony, ...]:
    """Counts first, the chosen one leading; then by attribute."""
    return tuple(sorted(evidence.standing, key=_rank))


def _rank(testimony: Testimony) -> tuple[int, bool]:
    claim = testimony.claim
    return _RANKS.get(claim.attribute, len(_RANKS)), not claim.chosen


def _claims(material: Material, evidence: Evidence) -> Table:
    """Set the claims side by side; bounds only where something is counted."""
    held = _ordered(evidence)
    counted = any(testimony.claim.count for testimony in held)
    bounds = ((_FIGURE, "At least"), (_FIGURE, "At most")) if counted else ()
    about = ((_ABOUT, "About"), (_STATED, "As stated"), *bounds, (_NOTE, "Note"))
    columns, labels = zip(*about, strict=True)
    rows = tuple(_claim(material, testimony, counted=counted) for testimony in held)
    return Table(columns, tuple(plain(label) for label in labels), rows)


def _claim(material: Material, testimony: Testimony, *, counted: bool) -> tuple[Text, ...]:
    claim = testimony.claim
    about = vocabulary("claim_attribute").label(claim.attribute)
    if claim.measure:
        measure = vocabulary("count_measure").label(claim.measure)
        about = f"{about}: {measure.lower()}"
    said = Run(stance_words(testimony))
    stated: Text = (said, (strong if claim.chosen else Run)(cited_words(testimony)))
    bounds = tuple(plain(bound) for bound in interval(testimony)) if counted else ()
    return (plain(about), stated, *bounds, material.note(testimony))


def interval(testimony: Testimony) -> tuple[str, str]:
    """Give "at least" and "at most" of a count in words; a dash where it is open."""
    count = testimony.claim.count
    if count is None:
        return "", ""
    low, high = count.interval
    return f"{low:,}", OPEN_END if high is None else f"{high:,}"


def _finding(material: Material, figure: Figure) -> Text:
    """Say whether the counts can all be true, which one is used and why, and on whose word."""
    label = strong(f"{vocabulary('count_measure').label(figure.measure)}. ")
    said = []
    if len(figure.counts) > 1:
        said.append(_agreement(figure))
    chosen = figure.chosen
    if chosen is None:
        said.append("No figure is chosen.")
    elif len(figure.testimonies) > 1:
        why = f" {_sentence(chosen.claim.rationale)}" if chosen.claim.rationale else ""
        said.append(f"Used: {chosen.claim.stated}.{why}")
    found = figure.corroboration
    status = vocabulary("corroboration_status").label(found.status)
    remarks = "".join(f"; {remark}" for remark in found.remarks())
    said.append(f"{found.words()}: {status.lower()}{remarks}.")
    return (label, Run(" ".join(said)), *material.cite(figure.testimonies))


def _agreement(figure: Figure) -> str:
    stated = joined([cited_words(t) for t in figure.asserted if t.claim.count])
    if figure.agree:
        return f"The figures {stated} agree: all of them can be true at once."
    return f"The figures {stated} contradict each other."


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _chains(material: Material, evidence: Evidence) -> Iterator[Block]:
    """Say for each note how the passage reached us, once for each chain."""
    chains: dict[str, list[Testimony]] = {}
    for testimony in _ordered(evidence):
        if testimony.passage:
            chains.setdefault(testimony.passage.chain_words(), []).append(testimony)
    if chains:
        yield Paragraph(plain("How it reached us"), Style.LABEL, keep_next=True)
    for words, testimonies in chains.items():
        yield Paragraph((Run(_sentence(words)), *material.cite(testimonies)), Style.TEXT)
