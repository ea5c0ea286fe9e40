"""The opening: title, a sentence that sums up, the headline figures, the question."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType

from dossier.brief.blocks import (
    Block,
    Entry,
    Inline,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Run,
    Style,
    Text,
    TitleBlock,
)
from dossier.brief.material import Material
from dossier.brief.options import line, number, tick
from dossier.brief.wording import (
    cited_words,
    claimed,
    day_of,
    joined,
    main_place,
    margin,
    muted,
    plain,
    plural,
    quoted,
    strong,
)
from dossier.model import counts, dates
from dossier.model.civil import Civil
from dossier.model.direction import isolated
from dossier.model.evidence import Evidence, Figure, Testimony
from dossier.model.records import Claim
from dossier.model.terms import Qualifier

MOST_FIGURES = 3
_EMPTY = "The case holds no incidents yet."
LAST_YEAR = 9999
_SIGNS = MappingProxyType(
    {
        Qualifier.ABOUT: "≈ ",
        Qualifier.AT_LEAST: "≥ ",
        Qualifier.MORE_THAN: "> ",
        Qualifier.UP_TO: "≤ ",
        Qualifier.FEWER_THAN: "< ",
    }
)


@dataclass(frozen=True, slots=True)
class TitleSection:
    """Title block and up to three headline figures."""

    product: str = line("Kind of product", "Case brief", hint="Stands above the title.")
    title: str = line("Title", empty="The title of the case")
    of_incident: bool = tick("Title of the incident, if there is one only", default=False)
    author: bool = tick("Author", default=False)
    audience: str = line("For", empty="Not printed", hint="Who reads it.")
    summary: bool = tick("What it holds", default=True, hint="Counts of what was printed.")
    figures: int = number("Headline figures", MOST_FIGURES, least=0, most=9)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the opening of every brief."""
        info = material.info
        parts = (self.product, info.reference, _day(material), material.edition.words)
        label = " · ".join(part for part in parts if part)
        lead = plain(_standfirst(material)) if self.summary else ()
        title = TitleBlock(label, self._title(material), lead)
        people = Paragraph(plain(self._people(material)), Style.CAPTION, wide=True)
        figures = tuple(islice(_key_figures(material), self.figures))
        shown = (title, people) if self._people(material) else (title,)
        return (*shown, KeyFigures(figures)) if figures else shown

    def _title(self, material: Material) -> str:
        """Give the title asked for, else that of the one incident or of the case."""
        alone = material.evidences[0].incident.title if len(material.evidences) == 1 else ""
        found = (self.title, alone if self.of_incident else "", material.info.title)
        return next((title for title in found if title), "Untitled case")

    def _people(self, material: Material) -> str:
        """Say who wrote it and for whom."""
        info = material.info
        by = ", ".join(part for part in (info.author, info.organisation) if part)
        written = f"Written by {isolated(by)}" if self.author and by else ""
        read = f"for {isolated(self.audience)}" if self.audience else ""
        words = " ".join(part for part in (written, read) if part)
        return f"{words[:1].upper()}{words[1:]}." if words else ""


def _day(material: Material) -> str:
    return dates.words(dates.parse(material.stamp.at[:10])) if material.stamp.at else ""


def _standfirst(material: Material) -> str:
    """Say what the brief holds and leaves out: computed, so that it is true of every case."""
    words, aside = material.spec.words, material.set_aside
    if material.evidences:
        said = _held(material)
        said += f" Only incidents that match {quoted(words)} are in this brief." if words else ""
        said += _period(material)
    else:
        said = _none(material)
    verb = "is" if aside == 1 else "are"
    left_out = f"{plural(aside, 'incident')} {verb} set aside and left out." if aside else ""
    return f"{said} {left_out}".strip()


def _none(material: Material) -> str:
    """Say why a brief has no incident; "" where that is told by what is left out of it."""
    if material.spec.words:
        return f"No incident matches {quoted(material.spec.words)}.{_period(material)}"
    if material.spec.is_part:
        return f"No incident of the case falls into this period.{_period(material)}"
    return "" if material.set_aside or material.withheld.incidents else _EMPTY


def _period(material: Material) -> str:
    """Say which days the brief covers, if not all."""
    since, until = (
        dates.words(dates.parse(day_of(day))) if day else "" for day in _asked(material)
    )
    if since and until:
        return f" It covers {since} to {until}."
    return (
        f" It covers {f'{since} and later' if since else f'all until {until}'}."
        if (since or until)
        else ""
    )


def _asked(material: Material) -> tuple[str, str]:
    return material.spec.since, material.spec.until


def _held(material: Material) -> str:
    sources = {t.passage.source.id for e in material.evidences for t in e.standing if t.passage} | {
        s.passage.source.id for s in material.statements
    }
    speakers = {s.speaker.id if s.speaker else s.who for s in material.statements} - {""}
    parts = [plural(len(material.evidences), "incident")]
    if material.statements:
        said = plural(len(material.statements), "statement")
        parts.append(f"{said} by {plural(len(speakers), 'speaker')}" if speakers else said)
    stored = plural(len(sources), "stored source")
    return f"{_span(material)}{joined(parts)}, from {stored}."


def _span(material: Material) -> str:
    """Give "22–27 June 2021: ", and how many incidents it does not cover.

    Of an incident that has no end, or no date, nobody can say that it lies within the others.
    """
    ends = [_ends(evidence) for evidence in material.evidences]
    days = [day for pair in ends if pair for day in pair]
    if not days or not 0 <= min(days).year <= max(days).year <= LAST_YEAR:
        return ""
    first, last = (f"{d.year:04}-{d.month:02}-{d.day:02}" for d in (min(days), max(days)))
    span = dates.words(dates.parse(first if first == last else f"{first}/{last}"))
    left = plural(ends.count(None), "whose day is", "whose days are")
    return f"{span} (without {left} not known): " if None in ends else f"{span}: "


def _ends(evidence: Evidence) -> tuple[Civil, Civil] | None:
    """Give the first and last day of an incident, if both are known."""
    date = evidence.incident.date.date
    first, last = (date.first_day(), date.last_day()) if date else (None, None)
    return (first, last) if first and last else None


def _key_figures(material: Material) -> Iterator[KeyFigure]:
    for evidence in material.evidences:
        for figure in evidence.figures:
            chosen = figure.chosen
            if chosen is not None and chosen.passage:
                yield _key_figure(material, evidence, figure, chosen)


def _key_figure(
    material: Material, evidence: Evidence, figure: Figure, chosen: Testimony
) -> KeyFigure:
    place = main_place(evidence)
    when = evidence.incident.date.words(material.short)
    where: list[Inline] = [strong(isolated(place.place.name))] if place else []
    if when:
        where.append(Run(f", {when}" if place else when))
    others = [cited_words(t) for t in figure.asserted if t is not chosen]
    lines: list[Text] = [(*where, *material.cite((chosen,)))]
    if others:
        verb = "also given as" if figure.agree else "disputed: also given as"
        lines.append((muted(f"{verb} {joined(others)}"),))
    if figure.denied:
        denials = joined([claimed(t) for t in figure.denied])
        lines.append((muted(f"disputed; {denials}"), *material.cite(figure.denied)))
    lines.append((muted(figure.corroboration.words()),))
    numeral = _numeral(chosen.claim)
    if numeral != chosen.claim.stated:
        lines.insert(1, (muted(f"stated as {cited_words(chosen)}"),))
    return KeyFigure(numeral, tuple(lines))


def _numeral(claim: Claim) -> str:
    """Give the figure alone: "134", "> 130", "dozens"; other words stay as they are."""
    if claim.count is None:
        return claim.stated
    said = counts.words(claim.count)
    signs = ((f"{qualifier.replace('_', ' ')} ", sign) for qualifier, sign in _SIGNS.items())
    return next((sign + said[len(w) :] for w, sign in signs if said.startswith(w)), said)


@dataclass(frozen=True, slots=True)
class QuestionSection:
    """The question that the brief answers."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the question, if the case has one."""
        if not material.info.question:
            return ()
        body = Paragraph(plain(material.info.question), Style.BODY)
        return (Entry(margin("Question"), (body,)),)
