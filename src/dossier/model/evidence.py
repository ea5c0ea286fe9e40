"""Evidence: one incident with all that supports it, frozen; read by lists, checks, brief and wire.

Built by the case, never entered. A passage is *struck* when a record it rests on is in the trash:
it still shows in the window, and stays out of briefs.
"""

import dataclasses
import functools
from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from dossier.model import chains, counts, grading
from dossier.model.chains import Attested, Chain, Corroboration, Hop, Ties
from dossier.model.counts import Count
from dossier.model.notation import PLAIN, Notation
from dossier.model.records import (
    Actor,
    Attribution,
    Citation,
    Claim,
    Incident,
    IncidentActor,
    IncidentPlace,
    Place,
    Quote,
    QuoteIncident,
    Source,
    SourceLink,
    Text,
)
from dossier.model.terms import Attribute, Measure, OriginType, Reliability, Stance

NO_TIES = Ties()
# asked for every claim and step: walking an enumeration each time is what a brief waits for
_LETTERS = MappingProxyType({letter.value: letter for letter in Reliability})
_ORIGINS = MappingProxyType({kind.value: kind for kind in OriginType})
_STANCES = MappingProxyType({stance.value: stance for stance in Stance})
_RANKS = MappingProxyType({measure.value: rank for rank, measure in enumerate(Measure)})
UNPRINTED = "a source whose name is withheld"


def printed_name(actor: Actor) -> str:
    """Give the name that paper may bear: the chosen alias, or words instead of a withheld name."""
    if actor.never_print:
        return actor.role or UNPRINTED
    return actor.print_as or actor.name


def _letter(reliability: str) -> Reliability | None:
    return _LETTERS.get(reliability)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain with the people it names."""

    attribution: Attribution
    actor: Actor | None = None
    to: Actor | None = None

    @property
    def who(self) -> str:
        """Name or description of who passed it on."""
        return printed_name(self.actor) if self.actor else self.attribution.description

    @property
    def hop(self) -> Hop:
        """The step as the chain algebra sees it."""
        held = self.attribution
        return Hop(
            who=self.who,
            actor=held.actor,
            how=held.verb,
            to=printed_name(self.to) if self.to else None,
            source=held.source,
            date=held.date.words(),
            origin=_ORIGINS.get(held.origin),
        )


@dataclass(frozen=True, slots=True)
class Upstream:
    """What a whole source repeats or retells: another source, or what a body published."""

    link: SourceLink
    actor: Actor | None = None
    source: Source | None = None


@dataclass(frozen=True)
class Passage:
    """An exact passage with the source it stands in and the chain it came by."""

    citation: Citation
    text: Text
    source: Source
    publisher: Actor | None = None
    steps: tuple[Step, ...] = ()
    upstream: tuple[Upstream, ...] = ()
    struck: bool = False

    @functools.cached_property
    def chain(self) -> Chain:
        """The chain from who had the knowledge to what we read."""
        return Chain(tuple(step.hop for step in self.steps))

    @property
    def reliability(self) -> Reliability | None:
        """Reliability in force: the source's own, else its publisher's."""
        own, publisher = self.source.reliability, self.publisher
        return grading.reliability_in_force(
            _letter(own), _letter(publisher.reliability if publisher else "")
        )

    def chain_words(self, notation: Notation = PLAIN) -> str:
        """Say how the passage reached us, ending at the source we read."""
        reference = self.source.reference
        dated = ((step.hop, step.attribution.date) for step in self.steps)
        hops = (dataclasses.replace(hop, date=notation.date(date)) for hop, date in dated)
        chain = self.chain if notation is PLAIN else Chain(tuple(hops))
        how = self._retold()
        return f"{chain.words()}, {how} in {reference}" if how else chain.words(reference)

    def _retold(self) -> str:
        """Say how our source took it over, when its link is to the last body of the chain."""
        last = self.steps[-1].attribution.actor if self.steps else None
        verbs = (u.link.verb for u in self.upstream if u.actor and u.actor.id == last)
        return next(verbs, "")


@dataclass(frozen=True, slots=True)
class Testimony:
    """A claim with the passage it rests on; without one it is uncited."""

    claim: Claim
    passage: Passage | None = None

    @property
    def struck(self) -> bool:
        """Whether a record it rests on is in the trash."""
        return self.passage is not None and self.passage.struck

    @property
    def attested(self) -> Attested | None:
        """The testimony as the origin algebra sees it; None if uncited."""
        if self.passage is None:
            return None
        source = self.passage.source
        return Attested(self.passage.chain, self.stance, source.id, source.publisher)

    @property
    def stance(self) -> Stance:
        """What the passage says of the value; where nothing is entered, it asserts it."""
        return _STANCES.get(self.claim.stance, Stance.ASSERTS)


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote with its speaker, its passage and the incidents it bears on."""

    quote: Quote
    passage: Passage
    speaker: Actor | None = None
    on_behalf_of: Actor | None = None
    interviewer: Actor | None = None
    bearings: tuple[QuoteIncident, ...] = ()

    @property
    def who(self) -> str:
        """Name or description of the speaker."""
        return printed_name(self.speaker) if self.speaker else self.quote.description

    @property
    def role(self) -> str:
        """Role at that time, else the speaker's role today."""
        return self.quote.role or (self.speaker.role if self.speaker else "")


@dataclass(frozen=True, slots=True)
class Located:
    """A place of an incident, in its role, with the places it lies in."""

    tie: IncidentPlace
    place: Place
    within: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Involved:
    """An actor of an incident, in its role."""

    tie: IncidentActor
    actor: Actor


def _corroborate(testimonies: Iterable[Testimony], ties: Ties) -> Corroboration:
    attested = (t.attested for t in testimonies)
    return chains.corroborate((a for a in attested if a is not None), ties)


@dataclass(frozen=True)
class Figure:
    """What the sources say of one measure and unit: claims side by side, what they amount to."""

    measure: str
    unit: str
    testimonies: tuple[Testimony, ...]
    ties: Ties = NO_TIES

    @functools.cached_property
    def corroboration(self) -> Corroboration:
        """What the testimonies amount to."""
        return _corroborate(self.testimonies, self.ties)

    @functools.cached_property
    def asserted(self) -> tuple[Testimony, ...]:
        """The testimonies that stand for a figure: only these can be the headline."""
        return tuple(t for t in self.testimonies if t.stance in chains.ASSERTING)

    @functools.cached_property
    def denied(self) -> tuple[Testimony, ...]:
        """The testimonies against a figure."""
        return tuple(t for t in self.testimonies if t.stance in chains.DENYING)

    @functools.cached_property
    def chosen(self) -> Testimony | None:
        """The headline figure: the one chosen, else the only one."""
        picked = [t for t in self.asserted if t.claim.chosen]
        return picked[0] if picked else self.asserted[0] if len(self.asserted) == 1 else None

    @functools.cached_property
    def counts(self) -> tuple[Count, ...]:
        """The counts that were read from the words of those who assert one."""
        held = (testimony.claim.count for testimony in self.asserted)
        return tuple(count for count in held if count is not None)

    @property
    def agree(self) -> bool:
        """Whether all counts can be true at once: every two intervals meet."""
        held = self.counts
        return all(counts.agrees(a, b) for i, a in enumerate(held) for b in held[i + 1 :])


@dataclass(frozen=True)
class Evidence:
    """One incident with all that supports it."""

    incident: Incident
    places: tuple[Located, ...] = ()
    actors: tuple[Involved, ...] = ()
    testimonies: tuple[Testimony, ...] = ()
    statements: tuple[Statement, ...] = ()
    ties: Ties = NO_TIES

    @functools.cached_property
    def standing(self) -> tuple[Testimony, ...]:
        """The testimonies that count: nothing they rest on is in the trash."""
        return tuple(t for t in self.testimonies if not t.struck)

    @functools.cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Count claims by measure and unit, in the order of the vocabulary."""
        groups: dict[tuple[str, str], list[Testimony]] = {}
        for testimony in self.about(Attribute.COUNT):
            claim = testimony.claim
            groups.setdefault((claim.measure, claim.unit), []).append(testimony)
        ranked = sorted(groups, key=lambda group: _RANKS.get(group[0], len(_RANKS)))
        return tuple(Figure(*of, tuple(groups[of]), self.ties) for of in ranked)

    @functools.cached_property
    def corroboration(self) -> Corroboration:
        """What all standing testimonies amount to."""
        return self.corroborate(self.standing)

    def corroborate(self, testimonies: Iterable[Testimony]) -> Corroboration:
        """Count items, outlets and origins of some of the testimonies."""
        return _corroborate(testimonies, self.ties)

    def about(self, attribute: Attribute) -> tuple[Testimony, ...]:
        """Give the standing testimonies about one attribute."""
        return tuple(t for t in self.standing if t.claim.attribute == attribute)
