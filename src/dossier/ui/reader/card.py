"""What stands on the cards beside a text: quotes, claims, incidents, and where each leads."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from dossier.model import locators
from dossier.model.evidence import Statement
from dossier.model.records import Incident
from dossier.model.terms import QuoteKind
from dossier.ui import notation
from dossier.ui.painting import Hand
from dossier.ui.panes.evidence import heading, stance_words
from dossier.ui.theme import Step

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.marks import Mark

QUOTE, CLAIM, INCIDENT = "quote", "claim", "incident"  # kinds of cards, by name as in the records
COLOURS = MappingProxyType({QUOTE: "mark_quote", CLAIM: "mark_figure", INCIDENT: "accent_soft"})
_NOUNS = MappingProxyType({QUOTE: "Quote", CLAIM: "Claim", INCIDENT: "Incident"})
_PLAIN = Hand()
_SMALL = Hand(Step.SMALL, "text2")
_STRONG = Hand(strong=True)
_MOST_TIES = 3  # incidents that a card names; the rest is in the form


class Way(StrEnum):
    """Where a chip leads: to the words, to the page of an incident, to tying a quote to one."""

    WORDS = "words"
    INCIDENT = "incident"
    TIE = "tie"


@dataclass(frozen=True, slots=True)
class Chip:
    """A place on a card to click. `id` is that of the incident it leads to."""

    words: str
    way: Way
    id: int = 0

    @property
    def icon(self) -> str:
        """Name of its icon."""
        return {Way.WORDS: "book-open-text", Way.INCIDENT: "siren", Way.TIE: "plus"}[self.way]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of a card: what does not fit into `lines` is cut."""

    words: str
    hand: Hand = _PLAIN
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Card:
    """A record of the text: its words from top to bottom, and where it leads.

    `span` is the passage it rests on first, `chain` how that passage came about.
    """

    kind: str
    id: int
    span: tuple[int, int]
    paragraphs: tuple[Paragraph, ...]
    chips: tuple[Chip, ...]
    chain: str = ""

    @property
    def spoken(self) -> str:
        """One line for screen readers."""
        lines = (paragraph.words for paragraph in self.paragraphs)
        return ". ".join((_NOUNS[self.kind], *lines, *(chip.words for chip in self.chips)))


def card_of(mark: "Mark") -> Card:
    """Card of a quote or a claim."""
    about, passage = mark.about, mark.passage
    where = f"{passage.source.reference} {locators.words(passage.citation)}".strip()
    ties = [Chip(one.reference, Way.INCIDENT, one.id) for one in mark.incidents[:_MOST_TIES]]
    if isinstance(about, Statement):
        paraphrased = about.quote.form == QuoteKind.PARAPHRASE
        words = " ".join(about.quote.text.split())
        lines = (
            Paragraph(words if paraphrased else f"“{words}”", lines=3),
            Paragraph(about.who, _STRONG),
            Paragraph(about.role, _SMALL),
        )
        ties = ties or [Chip("Link to incident", Way.TIE)]
    else:
        exact = " ".join(passage.citation.exact.split())
        lines = (
            Paragraph(heading(about.claim), _STRONG, lines=2),
            Paragraph(stance_words(about.claim.stance), _SMALL),
            Paragraph(f"“{exact}”", lines=3),
        )
    return Card(
        mark.kind,
        mark.id,
        mark.span,
        tuple(line for line in lines if line.words),
        (Chip(where, Way.WORDS), *ties),
        passage.chain_words(notation.current()),
    )


def incident_cards(marks: "Sequence[Mark]") -> list[Card]:
    """Cards of the incidents that quotes and claims of a text belong to, as they come up in it."""
    held: dict[int, tuple[Incident, list[Mark]]] = {}
    for mark in marks:
        for incident in mark.incidents:
            held.setdefault(incident.id, (incident, []))[1].append(mark)
    return [_incident_card(incident, made) for incident, made in held.values()]


def _incident_card(incident: Incident, made: "Sequence[Mark]") -> Card:
    first = made[0]
    where = f"{first.passage.source.reference} {locators.words(first.passage.citation)}".strip()
    lines = (
        Paragraph(incident.title, _STRONG, lines=2),
        Paragraph(notation.date(incident.date), _SMALL),
        Paragraph(_counted(made), _SMALL),
    )
    return Card(
        INCIDENT,
        incident.id,
        first.span,
        tuple(line for line in lines if line.words),
        (Chip(where, Way.WORDS), Chip(incident.reference, Way.INCIDENT, incident.id)),
    )


def _counted(made: "Iterable[Mark]") -> str:
    """Say how much of the text bears on an incident: "2 claims, 1 quote"."""
    kinds = [mark.kind.value for mark in made]
    counts = ((kinds.count(kind), kind) for kind in (CLAIM, QUOTE))
    return ", ".join(f"{n} {kind}{'s' if n > 1 else ''} here" for n, kind in counts if n)
