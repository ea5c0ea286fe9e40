"""What the analyst concludes: key judgements, assumptions, gaps, indicators, the yardstick."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dossier.brief.blocks import (
    Align,
    Block,
    Column,
    Entry,
    Heading,
    Listing,
    Paragraph,
    Run,
    Style,
    Table,
    Text,
)
from dossier.brief.citing import review, said
from dossier.brief.material import Material
from dossier.brief.options import line, prose, tick
from dossier.brief.wording import joined, margin, muted, plain, plural, quoted, strong
from dossier.errors import DossierError
from dossier.model import phrasing
from dossier.model.judged import Judged
from dossier.model.terms import JudgementKind, vocabulary
from dossier.model.yardsticks import Yardstick, span

_BANDS = (Column(2.4), Column(1.2, Align.RIGHT, figures=True), Column(2.4))
_SECTIONS = MappingProxyType(
    {
        JudgementKind.KEY_JUDGEMENT: "key_judgements",
        JudgementKind.ALTERNATIVE: "alternatives",
        JudgementKind.ASSUMPTION: "assumptions",
        JudgementKind.GAP: "gaps_and_requirements",
        JudgementKind.INDICATOR: "outlook_and_indicators",
    }
)
_RATED = frozenset({JudgementKind.KEY_JUDGEMENT, JudgementKind.ALTERNATIVE})  # beside their words
_MOST = 7
_SHOWN = 50  # characters by which a judgement is found again
_OWN = "In your own words"
_HINT = "A reference such as [INC-0002] becomes a note."


def of_kind(material: Material, kind: JudgementKind) -> tuple[Judged, ...]:
    """Give the judgements of a kind, in the order of the analyst.

    A redacted edition leaves out those that rest on something it does not hold.
    """
    held = (one for one in material.judged if one.judgement.kind == kind)
    if material.edition.redaction is None:
        return tuple(held)
    return tuple(one for one in held if len(material.grounds(one)) == len(one.passages))


def measure(material: Material) -> Yardstick | None:
    """Give the yardstick of a brief; None if nothing that it prints is measured.

    DossierError if there are two: a reader cannot know which "likely" is meant (US ICD 203).
    """
    used = {one.yardstick.key: one for one in _measured(material) if one.yardstick}
    if len(used) > 1:
        named = [
            f"{one.yardstick.label if one.yardstick else ''} ({quoted(_short(one))})"
            for one in used.values()
        ]
        raise DossierError(
            f"The judgements of this brief use {len(used)} yardsticks: {joined(named)}.",
            "Choose the same yardstick for all of them: one brief uses one.",
        )
    return next((one.yardstick for one in used.values()), None)


def _measured(material: Material) -> Iterator[Judged]:
    """Give the judgements of this brief that say how likely something is."""
    for kind, section in _SECTIONS.items():
        for one in of_kind(material, kind) if section in material.spec.names else ():
            held = one.judgement
            said = one.band and one.band.key in phrasing.terms(held.text, held.scale)
            if said or (one.band and kind in _RATED):
                yield one


def _short(held: Judged) -> str:
    text = held.judgement.text
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"


def cited_text(material: Material, held: Judged) -> Text:
    """Give the words of a judgement with the notes of what it rests on."""
    return (Run(held.judgement.text), *material.notes.refs(material.grounds(held)))


@dataclass(frozen=True, slots=True)
class KeyJudgementsSection:
    """Main conclusions: how likely each is, and in a sentence of its own how confident we are."""

    heading: str = line("Heading", "Key judgements")
    figures: bool = tick("Likelihood in per cent too", default=True)
    basis: bool = tick("Confidence and basis", default=True)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the judgements; DossierError if they mix yardsticks."""
        measure(material)
        held = of_kind(material, JudgementKind.KEY_JUDGEMENT)
        if not held:
            return ()
        if len(held) > _MOST:
            material.remark(f"{len(held)} key judgements: seven are the most a reader keeps.")
        for number, one in enumerate(held, start=1):
            _report(material, f"Key judgement {number}", one)
        entries = (self._entry(material, n, one) for n, one in enumerate(held, start=1))
        return (Heading(1, plain(self.heading), "key-judgements"), *entries)

    def _entry(self, material: Material, number: int, held: Judged) -> Entry:
        band = held.band
        figures = span(band) if band and self.figures else ""
        side = margin(f"Judgement {number}", band.label if band else "", figures)
        body: list[Block] = [Paragraph(cited_text(material, held))]
        if self.basis:
            body += _confidence(held)
        return Entry(side, tuple(body))


def _confidence(held: Judged) -> Iterator[Block]:
    """Say how confident we are, apart from how likely it is, and why."""
    judgement = held.judgement
    level = vocabulary("analytic_confidence").label(judgement.confidence).lower()
    parts: list[Run] = []
    if level:
        parts.append(strong(f"Our confidence is {level}. "))
    if judgement.basis:
        parts.append(Run(judgement.basis))
    if parts:
        yield Paragraph(tuple(parts), Style.TEXT)


def _report(material: Material, where: str, held: Judged) -> None:
    """Report what a reviewer would ask of a judgement."""
    judgement = held.judgement
    if not held.band:
        material.remark(f"{where} says no likelihood.")
    if not judgement.confidence:
        material.remark(f"{where} says no confidence.")
    grounds = material.grounds(held)
    if not grounds:
        material.remark(f"{where} rests on nothing in this brief.")
    elif missing := len(held.passages) - len(grounds):
        count = plural(missing, "passage")
        material.remark(f"{where}: {count} that it rests on are not in this brief.")
    for remark in held.remarks:
        material.remark(f"{where}: {remark.sentence}")


@dataclass(frozen=True, slots=True)
class AssumptionsSection:
    """What was taken as true: if it falls, a judgement falls."""

    heading: str = line("Heading", "Assumptions")

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the assumptions as a numbered list."""
        held = of_kind(material, JudgementKind.ASSUMPTION)
        if not held:
            return ()
        listing = Listing(_items(material, held), numbered=True)
        return (Heading(1, plain(self.heading), "assumptions"), listing)


def _items(material: Material, held: Sequence[Judged]) -> tuple[tuple[Block, ...], ...]:
    return tuple(tuple(_item(material, one)) for one in held)


def _item(material: Material, held: Judged) -> Iterator[Block]:
    yield Paragraph(cited_text(material, held))
    if held.judgement.basis:
        yield Paragraph((muted(held.judgement.basis),), Style.TEXT)


@dataclass(frozen=True, slots=True)
class GapsSection:
    """What is not known, and the questions that would close it."""

    heading: str = line("Heading", "Gaps and questions")
    text: str = prose("Questions to collect", hint=_HINT)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the gaps, then the questions."""
        held = of_kind(material, JudgementKind.GAP)
        review(material, self.heading, self.text, sourced=False)
        own = tuple(said(material, self.text))
        if not held and not own:
            return ()
        gaps = (Listing(_items(material, held)),) if held else ()
        return (Heading(1, plain(self.heading), "gaps"), *gaps, *own)


@dataclass(frozen=True, slots=True)
class OutlookSection:
    """What may follow, and what to watch for."""

    heading: str = line("Heading", "Outlook and indicators")
    text: str = prose(_OWN, hint=_HINT)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the outlook, then the indicators that would change a judgement."""
        held = of_kind(material, JudgementKind.INDICATOR)
        review(material, self.heading, self.text, sourced=True)
        own = tuple(said(material, self.text))
        if not held and not own:
            return ()
        label = Paragraph(plain("What to watch for"), Style.LABEL, keep_next=True)
        listing = (label, Listing(_items(material, held))) if held else ()
        return (Heading(1, plain(self.heading), "outlook"), *own, *listing)


@dataclass(frozen=True, slots=True)
class YardstickSection:
    """What the words of likelihood mean, the bands that are used marked."""

    heading: str = line("Heading", "What the words of likelihood mean")

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the yardstick of this brief; nothing where nothing is measured."""
        measured = measure(material)
        if measured is None:
            return ()
        used = {one.band.key for one in _measured(material) if one.band}
        rows = tuple(
            (
                (strong(band.label),) if band.key in used else plain(band.label),
                plain(span(band)),
                (strong("used in this brief"),) if band.key in used else (),
            )
            for band in measured.bands
        )
        head = tuple(plain(word) for word in ("Word", "Likelihood", ""))
        gaps = " A figure between two bands has no word." if measured.has_gaps else ""
        remark = f"{measured.label}. Source: {measured.source}.{gaps}"
        body = (
            Heading(2, plain(self.heading)),
            Table(_BANDS, head, rows),
            Paragraph(plain(remark), Style.CAPTION),
        )
        return (Entry(margin("Yardstick"), body),)
