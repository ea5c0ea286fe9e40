"""What was said under which terms: nothing off the record is printed, no name of who gave none.

Newsroom usage: off the record = not published; deep background = never quoted, no attribution;
background and anonymous = by description only.
"""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dossier.case import find
from dossier.case.reading import Reading
from dossier.model.codecs import NO_DATE
from dossier.model.evidence import Evidence, Passage, Statement, Step, Testimony
from dossier.model.judged import Ground, Matrix
from dossier.model.records import Citation, Quote
from dossier.model.terms import EXACT_FORMS, AttributionStatus, IncidentStatus

UNNAMED = "a speaker who is not named"
NAMELESS = frozenset(
    {AttributionStatus.BACKGROUND, AttributionStatus.DEEP_BACKGROUND, AttributionStatus.ANONYMOUS}
)
BARRED = frozenset({AttributionStatus.OFF_RECORD, AttributionStatus.DEEP_BACKGROUND})


@dataclass(frozen=True, slots=True)
class Clearance:
    """Quoted passages under terms, by text: a claim that shares a word with one is bound by them.

    Nobody cites the same words twice by the same letters: a quote leaves its marks out.
    """

    bound: Mapping[int, tuple[tuple[Citation, Quote], ...]]

    def statements(self, held: Iterable[Statement]) -> tuple[Statement, ...]:
        """Give what may be printed, as it may be printed."""
        return tuple(_unnamed(s) if s.quote.status in NAMELESS else s for s in printable(held))

    def evidence(self, held: Evidence) -> Evidence:
        """Give an incident without the passages that are barred, names withheld in the others."""
        statements = self.statements(held.statements)
        told = ((t, self._quotes(t.passage)) for t in held.testimonies)
        testimonies = tuple(
            _withheld(t, quotes) for t, quotes in told if all(map(is_printable, quotes))
        )
        if (testimonies, statements) == (held.testimonies, held.statements):
            return held
        return dataclasses.replace(held, testimonies=testimonies, statements=statements)

    def nameless(self, held: Iterable[Evidence]) -> frozenset[int]:
        """Give the ids of the claims that share a word with who must not be named."""
        told = (testimony for evidence in held for testimony in evidence.testimonies)
        return frozenset(
            t.claim.id for t in told if any(q.status in NAMELESS for q in self._quotes(t.passage))
        )

    def matrix(self, held: Matrix) -> Matrix:
        """Give the matrix without rows on what may not be printed: a row says what it rests on."""
        rows = tuple(row for row in held.rows if row.ground is None or self._clears(row.ground))
        return held if len(rows) == len(held.rows) else dataclasses.replace(held, rows=rows)

    def _clears(self, ground: Ground) -> bool:
        if ground.trashed:
            return False
        if ground.quote is not None:
            return any(printable((ground.quote,)))
        if ground.claim is not None:
            quotes = self._quotes(ground.claim.passage)
            return not ground.claim.struck and all(map(is_printable, quotes))
        return ground.incident is None or is_kept(ground.incident)

    def _quotes(self, passage: Passage | None) -> tuple[Quote, ...]:
        """Give the quotes under terms that share a word with a passage."""
        bound = self.bound.get(passage.citation.text or 0) if passage else None
        if passage is None or bound is None:
            return ()
        return tuple(quote for cited, quote in bound if _overlap(cited, passage.citation))


def clearance(case: Reading, passages: Iterable[Passage | None]) -> Clearance:
    """Say what the terms of quotes forbid to print of these passages."""
    texts = {passage.citation.text for passage in passages if passage}
    terms = [term for term in AttributionStatus if term in NAMELESS | BARRED]
    bound: dict[int, tuple[tuple[Citation, Quote], ...]] = {}
    for cited, quote in find.spoken(case, [text for text in texts if text], terms):
        bound[cited.text or 0] = (*bound.get(cited.text or 0, ()), (cited, quote))
    return Clearance(bound)


def _overlap(one: Citation, other: Citation) -> bool:
    spans = (one.start, one.end, other.start, other.end)
    if one.id == other.id or None in spans:
        return one.id == other.id
    return max(one.start or 0, other.start or 0) < min(one.end or 0, other.end or 0)


def _withheld(held: Testimony, quotes: Iterable[Quote]) -> Testimony:
    passage = held.passage
    for quote in quotes:
        if passage is not None and quote.status in NAMELESS:
            passage = _masked(passage, quote)
    return held if passage is held.passage else dataclasses.replace(held, passage=passage)


def is_kept(held: Evidence) -> bool:
    """Whether the analyst has not put an incident aside."""
    return held.incident.status != IncidentStatus.SET_ASIDE


def printable(held: Iterable[Statement]) -> Iterator[Statement]:
    """Leave out what the terms bar, and what rests on a record in the trash."""
    return (s for s in held if not s.passage.struck and is_printable(s.quote))


def is_printable(quote: Quote) -> bool:
    """Whether the words of a quote may stand in a brief at all."""
    exact = _is_deep(quote) and quote.form in EXACT_FORMS
    return quote.status != AttributionStatus.OFF_RECORD and not exact


def _unnamed(held: Statement) -> Statement:
    quote = dataclasses.replace(
        held.quote, speaker=None, description=_words(held.quote), role="", venue="", said=NO_DATE
    )
    if _is_deep(quote):
        quote = dataclasses.replace(quote, original="", translation="")
    passage = _masked(held.passage, held.quote)
    return dataclasses.replace(
        held, quote=quote, passage=passage, speaker=None, on_behalf_of=None, interviewer=None
    )


def _words(quote: Quote) -> str:
    """Give the description; on deep background there is no attribution at all."""
    return UNNAMED if _is_deep(quote) else quote.description or UNNAMED


def _is_deep(quote: Quote) -> bool:
    return quote.status == AttributionStatus.DEEP_BACKGROUND


def _masked(passage: Passage, quote: Quote) -> Passage:
    """Withhold the name wherever the chain has it; its first step is who spoke.

    On deep background the exact words too: they must not be quoted. The id stays, so that origins
    are counted as before.
    """
    steps = tuple(
        _described(step, _words(quote))
        if first or (step.actor and step.actor.id == quote.speaker)
        else step
        for first, step in ((not n, step) for n, step in enumerate(passage.steps))
    )
    cited = passage.citation
    if _is_deep(quote):
        cited = dataclasses.replace(cited, exact="", prefix="", suffix="")
    return dataclasses.replace(passage, steps=steps, citation=cited)


def _described(step: Step, words: str) -> Step:
    attribution = dataclasses.replace(step.attribution, description=words)
    return dataclasses.replace(step, attribution=attribution, actor=None)
