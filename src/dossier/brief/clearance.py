"""What was said under which terms: nothing off the record is printed, no name of who gave none.

Newsroom usage: off the record = not published; deep background = never quoted, no attribution;
background and anonymous = by description only.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dossier.model.codecs import NO_DATE
from dossier.model.evidence import Evidence, Passage, Statement, Step, Testimony
from dossier.model.records import Quote
from dossier.model.terms import AttributionStatus, QuoteKind

UNNAMED = "a speaker who is not named"
NAMELESS = frozenset(
    {AttributionStatus.BACKGROUND, AttributionStatus.DEEP_BACKGROUND, AttributionStatus.ANONYMOUS}
)
BARRED = frozenset({AttributionStatus.OFF_RECORD, AttributionStatus.DEEP_BACKGROUND})
EXACT = frozenset(
    {QuoteKind.VERBATIM, QuoteKind.PARTIAL, QuoteKind.TRANSLATED_VERBATIM, QuoteKind.TRANSCRIPT}
)


@dataclass(frozen=True, slots=True)
class Clearance:
    """Citations that may not be printed, and those whose speaker may not be named."""

    barred: frozenset[int]
    nameless: Mapping[int, Quote]

    def statements(self, held: Iterable[Statement]) -> tuple[Statement, ...]:
        """Give what may be printed, as it may be printed."""
        return tuple(_unnamed(s) if s.quote.status in NAMELESS else s for s in printable(held))

    def evidence(self, held: Evidence) -> Evidence:
        """Give an incident without the passages that are barred, names withheld in the others."""
        touched = self.barred | self.nameless.keys()
        statements = self.statements(held.statements)
        if statements == held.statements and not touched & set(_citations(held.testimonies)):
            return held
        testimonies = tuple(
            self._testimony(t)
            for t in held.testimonies
            if t.passage is None or t.passage.citation.id not in self.barred
        )
        return dataclasses.replace(held, testimonies=testimonies, statements=statements)

    def _testimony(self, held: Testimony) -> Testimony:
        quote = self.nameless.get(held.passage.citation.id) if held.passage else None
        if held.passage is None or quote is None:
            return held
        return dataclasses.replace(held, passage=_masked(held.passage, quote))


def clearance(quotes: Iterable[Quote]) -> Clearance:
    """Say what the terms of these quotes forbid."""
    held = [quote for quote in quotes if quote.citation is not None]
    return Clearance(
        frozenset(quote.citation or 0 for quote in held if not is_printable(quote)),
        {quote.citation or 0: quote for quote in held if quote.status in NAMELESS},
    )


def printable(held: Iterable[Statement]) -> Iterator[Statement]:
    """Leave out what the terms bar, and what rests on a record in the trash."""
    return (s for s in held if not s.passage.struck and is_printable(s.quote))


def is_printable(quote: Quote) -> bool:
    """Whether the words of a quote may stand in a brief at all."""
    exact = quote.status == AttributionStatus.DEEP_BACKGROUND and quote.form in EXACT
    return quote.status != AttributionStatus.OFF_RECORD and not exact


def _citations(testimonies: Iterable[Testimony]) -> Iterable[int]:
    return (t.passage.citation.id for t in testimonies if t.passage)


def _unnamed(held: Statement) -> Statement:
    quote = dataclasses.replace(
        held.quote, speaker=None, description=_words(held.quote), role="", venue="", said=NO_DATE
    )
    passage = _masked(held.passage, held.quote)
    return dataclasses.replace(
        held, quote=quote, passage=passage, speaker=None, on_behalf_of=None, interviewer=None
    )


def _words(quote: Quote) -> str:
    """Give the description; on deep background there is no attribution at all."""
    deep = quote.status == AttributionStatus.DEEP_BACKGROUND
    return UNNAMED if deep else quote.description or UNNAMED


def _masked(passage: Passage, quote: Quote) -> Passage:
    """Withhold the name wherever the chain has it; its first step is who spoke.

    The id stays, so that origins are counted as before.
    """
    steps = tuple(
        _described(step, _words(quote))
        if first or (step.actor and step.actor.id == quote.speaker)
        else step
        for first, step in ((not n, step) for n, step in enumerate(passage.steps))
    )
    return dataclasses.replace(passage, steps=steps)


def _described(step: Step, words: str) -> Step:
    attribution = dataclasses.replace(step.attribution, description=words)
    return dataclasses.replace(step, attribution=attribution, actor=None)
