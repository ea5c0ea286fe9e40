"""How words reached us: the ordered chain of a passage, and origins counted instead of outlets.

An origin is who had the knowledge: a witness, a body, a document. Ten articles that repeat one
press office are one origin. Work is per claim: give the passages that bear on one value.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from types import MappingProxyType

from dossier.model.counts import grouped
from dossier.model.direction import isolated
from dossier.model.terms import CorroborationStatus, LinkHow, OriginType, Stance, vocabulary

SPEAKING = frozenset({LinkHow.SAID, LinkHow.TOLD, LinkHow.STATED, LinkHow.POSTED})
REPEATING = frozenset({LinkHow.TRANSLATED, LinkHow.SYNDICATED})
UNNAMED = "an unnamed source"
RELAYING = REPEATING | {LinkHow.CITED, LinkHow.QUOTED, LinkHow.SUMMARISED}
ASSERTING = frozenset({Stance.ASSERTS, Stance.CONFIRMS, Stance.CORRECTS})
DENYING = frozenset({Stance.DENIES, Stance.DISPUTES})
_BEFORE_LISTENER: Mapping[str, str] = MappingProxyType({LinkHow.TOLD: "", LinkHow.POSTED: "on "})

Graph = dict[int, set[int]]
Origin = int | str  # the leading actor of a body, or a name without an actor


@dataclass(frozen=True, slots=True)
class Hop:
    """One step: `who` (name as printed, with the role) passed it on, perhaps `to` someone.

    `actor` and `source` are record ids; source None = not seen by us. `date` is in words. `origin`
    belongs on the first step: what kind of knowledge it is.
    """

    who: str
    actor: int | None = None
    how: LinkHow | str = LinkHow.SAID
    to: str | None = None
    source: int | None = None
    date: str = ""
    origin: OriginType | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Steps of one passage, from who had the knowledge to what we read."""

    hops: tuple[Hop, ...] = ()

    @property
    def origin(self) -> Hop | None:
        """The first step if it names who had the knowledge, else None: not traced.

        Who speaks (said, told, stated, posted) is the origin unless marked unknown; whoever reports
        is one only when the kind of origin says so.
        """
        first = self.hops[0] if self.hops else None
        if first is None or not first.who.strip() or first.origin is OriginType.UNKNOWN:
            return None
        return first if first.origin or first.how in SPEAKING else None

    def words(self, read_in: str = "") -> str:
        """Say the chain as one phrase, such as "A. Bek told Interfax, as reported by Eurasianet".

        `read_in` is the reference of the source we read; steps we did not see are marked.
        """
        said = _opening(self.hops[0]) if self.hops else "Not attributed"
        for before, hop in pairwise(self.hops):
            if _is_listener(before, hop):
                said = _noted(said, _notes(hop))
            elif before is self.hops[0] and before.how in SPEAKING and not before.to:
                said += f"; {_relay(hop).removeprefix('as ')}"
            else:
                said += f", {_relay(hop)}"
        return f"{said}, in {read_in}" if read_in else said


def _opening(hop: Hop) -> str:
    if hop.how in RELAYING:
        return f"Origin not named; {_relay(hop).removeprefix('as ')}"
    how = LinkHow.SAID if hop.how == LinkHow.TOLD and not hop.to else hop.how
    verb = f"{how} {_BEFORE_LISTENER.get(how, 'to ')}{isolated(hop.to)}" if hop.to else how
    # speech is no document: "not seen" would say nothing
    notes = _notes(hop) if hop.how not in SPEAKING else _bracketed(hop.date)
    return f"{_subject(hop)} {verb}{notes}"


def _subject(hop: Hop) -> str:
    """Name before a verb; a role set off by a comma needs a second one."""
    who = isolated(hop.who) or UNNAMED
    return f"{who}," if ", " in who else who


def _relay(hop: Hop) -> str:
    words = vocabulary("link_how")
    phrase = words.term(hop.how).more["relayed"] if hop.how in words else f"as {hop.how} by"
    whom = isolated(hop.who) or UNNAMED
    if hop.to:
        whom = f"{_subject(hop)} to {isolated(hop.to)}"
    return f"{phrase} {whom}{_notes(hop)}"


def _is_listener(before: Hop, hop: Hop) -> bool:
    """Whether the step is by the one just told: "told Interfax" needs no "reported by Interfax"."""
    told = before.to is not None and folded(before.to) == folded(hop.who)
    return told and hop.how not in RELAYING


def _noted(said: str, notes: str) -> str:
    """Add bracketed notes, in one pair of brackets with those that stand there already."""
    if said.endswith(")") and notes:
        return f"{said[:-1]}, {notes.removeprefix(' (')}"
    return said + notes


def _notes(hop: Hop) -> str:
    return _bracketed(hop.date, "" if hop.source is not None else "not seen")


def _bracketed(*notes: str) -> str:
    said = ", ".join(note for note in notes if note)
    return f" ({said})" if said else ""


def folded(name: str) -> str:
    """Give a name as origins are compared: two that are folded alike are one."""
    return " ".join(name.casefold().split()).removeprefix("the ")


# ---- origins ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Attested:
    """One passage that bears on a value: its chain and what it says of the value.

    `item` is the source it stands in, `outlet` that source's publisher (None = not known).
    """

    chain: Chain
    stance: Stance
    item: int
    outlet: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Source `item` draws on source `upstream` as a whole."""

    item: int
    upstream: int
    how: LinkHow = LinkHow.CITED


@dataclass(frozen=True, slots=True)
class Ties:
    """What is known beside the passages. Pairs are actor ids; their order does not matter.

    `same`: one body, or its press office. `aligned`: bodies with a common interest.
    `published`: source id -> first and last possible minute of publication.
    """

    links: tuple[Link, ...] = ()
    same: tuple[tuple[int, int], ...] = ()
    aligned: tuple[tuple[int, int], ...] = ()
    published: Mapping[int, tuple[int, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Corroboration:
    """What the passages on one value amount to.

    `items`, `outlets` and `untraced` count those that assert it, `denials` the items that deny it.
    """

    items: int = 0
    outlets: int = 0
    origins: int = 0
    untraced: int = 0
    denials: int = 0
    aligned: bool = False
    circular: bool = False
    status: CorroborationStatus = CorroborationStatus.UNATTRIBUTED
    origin_types: tuple[OriginType, ...] = ()

    def words(self, write: Callable[[int], str] = grouped) -> str:
        """Say all three numbers, each written so: "9 items, 8 outlets, 1 origin"."""
        numbers = (("item", self.items), ("outlet", self.outlets), ("origin", self.origins))
        return ", ".join(_plural(number, noun, write) for noun, number in numbers)

    def remarks(self, write: Callable[[int], str] = grouped) -> tuple[str, ...]:
        """Say what the numbers alone would hide."""
        denied = "denies it" if self.denials == 1 else "deny it"
        return tuple(
            said
            for holds, said in (
                (self.denials, f"{_plural(self.denials, 'item', write)} {denied}"),
                (
                    self.untraced,
                    f"{_plural(self.untraced, 'item', write)} not traced to an origin",
                ),
                (self.aligned, "origins with a common interest"),
                (self.circular, "circular reporting left out"),
            )
            if holds
        )


def _plural(number: int, noun: str, write: Callable[[int], str]) -> str:
    return f"{write(number)} {noun if number == 1 else noun + 's'}"


def circular(links: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Find the sources that lead back to themselves, given pairs (source, what it draws on)."""
    graph: Graph = {}
    for item, upstream in links:
        graph.setdefault(item, set()).add(upstream)
    return frozenset(item for item in graph if item in _reach(graph[item], graph))


def corroborate(attested: Iterable[Attested], ties: Ties | None = None) -> Corroboration:
    """Trace each passage upstream and count who had the knowledge; the order does not matter.

    Passages that lead back to themselves or draw on a later source are left out and flagged.
    Origins that are one body count once. What cannot be traced counts nothing.
    """
    held = tuple(attested)
    trace = _Trace(held, ties or Ties())
    sound = [one for one in held if not trace.is_circular(one)]
    for_it = [one for one in sound if one.stance in ASSERTING]
    roots = trace.roots(for_it)
    origins = frozenset[Origin]().union(*roots.values())
    camps = trace.camps(origins)
    left_out = any(one.stance in ASSERTING | DENYING for one in held if one not in sound)
    denials = len({one.item for one in sound if one.stance in DENYING})
    asserted = [one for one in held if one.stance in ASSERTING]
    return Corroboration(
        items=len({one.item for one in asserted}),
        outlets=len({one.outlet for one in asserted} - {None}),
        origins=len(origins),
        untraced=sum(not found for found in roots.values()),
        denials=denials,
        aligned=camps < len(origins),
        circular=left_out,
        status=_status(len(origins), camps, denied=denials > 0, circular=left_out),
        origin_types=_types(for_it),
    )


def _types(attested: Iterable[Attested]) -> tuple[OriginType, ...]:
    given = {one.chain.origin.origin for one in attested if one.chain.origin}
    return tuple(kind for kind in OriginType if kind in given)


def _status(origins: int, camps: int, *, denied: bool, circular: bool) -> CorroborationStatus:
    if denied:
        return CorroborationStatus.DISPUTED
    if not origins:
        bare = CorroborationStatus.UNATTRIBUTED
        return CorroborationStatus.CIRCULAR if circular else bare
    if origins == 1:
        return CorroborationStatus.SINGLE_ORIGIN
    apart = camps > 1
    return CorroborationStatus.CORROBORATED if apart else CorroborationStatus.CORROBORATED_ALIGNED


class _Trace:
    """Who draws on whom, among the passages on one value."""

    def __init__(self, attested: tuple[Attested, ...], ties: Ties) -> None:
        self._published = ties.published
        self._body = _leaders(ties.same)
        self._camp = _leaders((*ties.same, *ties.aligned))
        self._links: dict[int, list[Link]] = {}
        self._graph: Graph = {}
        self._named: dict[str, set[int]] = {}
        for link in ties.links:
            self._links.setdefault(link.item, []).append(link)
            self._graph.setdefault(link.item, set()).add(link.upstream)
        for one in attested:
            for item, upstream in _path(one):
                self._graph.setdefault(item, set()).add(upstream)
            first = one.chain.origin
            if first and first.actor is not None:
                self._named.setdefault(folded(first.who), set()).add(first.actor)
        # an item is lost when every passage of it goes round in a circle
        kept = {one.item for one in attested if not self._returns(one)}
        self._lost = frozenset(one.item for one in attested) - kept

    def is_circular(self, one: Attested) -> bool:
        """Whether the passage leads back to itself, to a later source, or to one that does."""
        return self._returns(one) or any(step in self._lost for _, step in _path(one))

    def roots(self, attested: Iterable[Attested]) -> dict[int, frozenset[Origin]]:
        """Origins of each item; none = not traced."""
        held = tuple(attested)
        named: dict[int, set[Origin]] = {}
        for one in held:
            if one.chain.origin:
                named.setdefault(one.item, set()).add(self._key(one.chain.origin))
        found: dict[int, frozenset[Origin]] = {}
        for one in held:
            found[one.item] = found.get(one.item, frozenset()) | self._found(one, named)
        return found

    def camps(self, origins: Iterable[Origin]) -> int:
        """Count groups of origins without a common interest."""
        return len({_leader(self._camp, o) if isinstance(o, int) else o for o in origins})

    def _found(self, one: Attested, named: Mapping[int, set[Origin]]) -> frozenset[Origin]:
        # a translation or republication says what its original says: it is no origin of its own
        links = self._links.get(one.item, [])
        repeated = {link.upstream for link in links if link.how in REPEATING}
        first = one.chain.origin
        steps = self._steps(one)
        own = {self._key(first)} if first else self._upstream(steps, named)
        return frozenset(self._upstream(repeated - {one.item}, named) or own)

    def _upstream(self, steps: Iterable[int], named: Mapping[int, set[Origin]]) -> set[Origin]:
        stop = {item: set[int]() for item in named}
        return set[Origin]().union(
            *(named.get(item, ()) for item in _reach(steps, self._graph | stop))
        )

    def _key(self, origin: Hop) -> Origin:
        """Body of the origin, or its name; a name that one actor bears stands for that actor."""
        name = folded(origin.who)
        actors = {origin.actor} if origin.actor is not None else self._named.get(name, set())
        return _leader(self._body, next(iter(actors))) if len(actors) == 1 else name

    def _steps(self, one: Attested) -> set[int]:
        linked = {link.upstream for link in self._links.get(one.item, [])}
        return linked | {upstream for item, upstream in _path(one) if item == one.item}

    def _returns(self, one: Attested) -> bool:
        steps = self._steps(one)
        edges = {(one.item, step) for step in steps} | set(_path(one))
        late = any(self._is_later(upstream, item) for item, upstream in edges)
        return late or one.item in _reach(steps, self._graph)

    def _is_later(self, upstream: int, item: int) -> bool:
        dates = self._published
        known = upstream in dates and item in dates
        return known and dates[upstream][0] > dates[item][1]


def _path(one: Attested) -> Iterator[tuple[int, int]]:
    """Pairs (source, what it draws on) of the steps we saw, from the source we read upwards."""
    seen = (hop.source for hop in reversed(one.chain.hops) if hop.source is not None)
    path = [one.item, *(source for source in seen if source != one.item)]
    return ((item, upstream) for item, upstream in pairwise(path) if item != upstream)


def _reach(start: Iterable[int], graph: Mapping[int, set[int]]) -> set[int]:
    reached, ahead = set[int](), list(start)
    while ahead:
        here = ahead.pop()
        if here not in reached:
            reached.add(here)
            ahead.extend(graph.get(here, ()))
    return reached


def _leaders(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Merge pairs into groups; each member leads, step by step, to the smallest of its group."""
    leaders: dict[int, int] = {}
    for pair in pairs:
        low, high = sorted(_leader(leaders, member) for member in pair)
        leaders[high] = low
    return leaders


def _leader(leaders: Mapping[int, int], member: int) -> int:
    while leaders.get(member, member) != member:
        member = leaders[member]
    return member
