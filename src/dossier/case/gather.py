"""Puts Evidence together: all records of many incidents in a few questions, never one by one."""

import functools
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, cast

from dossier.case.dbapi import Connection, batches
from dossier.model.chains import Link, Ties
from dossier.model.dates import OPEN_LOWER, OPEN_UPPER, Bounds
from dossier.model.evidence import (
    Evidence,
    Involved,
    Located,
    Passage,
    Statement,
    Step,
    Testimony,
    Upstream,
)
from dossier.model.field import Record, kind_of
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
from dossier.model.terms import LinkHow

R = TypeVar("R", bound=Record)
Numbers = tuple[int | None, int | None, int | None, str | None, str | None]


class Reader:
    """Reads records by id and by owner, many at a time, and remembers what it has read.

    It lives for one question: what it remembers is as old as it is.
    """

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._read: dict[type[Record], dict[int, Record | None]] = {}

    def many(self, record: type[R], ids: Iterable[int | None]) -> dict[int, R]:
        """Records by id, in the trash or not; those that are not there are left out."""
        held = self._read.setdefault(record, {})
        wanted = {id_ for id_ in ids if id_ is not None}
        missing = sorted(wanted - held.keys())
        if missing:
            held.update(dict.fromkeys(missing))
            held.update((found.id, found) for found in self._where(record, "id", missing))
        return {id_: cast("R", found) for id_ in wanted if (found := held[id_]) is not None}

    def one(self, record: type[R], id_: int | None) -> R | None:
        """The record of an id, if there is one."""
        held = self._read.get(record, {})
        if id_ is None or id_ in held:
            return cast("R | None", held.get(id_ or 0))
        return self.many(record, [id_]).get(id_)

    def children(
        self, record: type[R], field: str, ids: Iterable[int]
    ) -> Mapping[int, tuple[R, ...]]:
        """Live records whose `field` names one of the ids, by that id, in order of position, id."""
        grouped: dict[int, list[R]] = {id_: [] for id_ in ids}
        if grouped:
            for found in self._where(record, field, sorted(grouped), live=True):
                grouped[getattr(found, field)].append(found)
        return {id_: tuple(found) for id_, found in grouped.items()}

    def counted(self, kind: str, field: str, ids: Iterable[int]) -> dict[int, int]:
        """Live rows of a kind by the id that their `field` names."""
        sql = (
            f'SELECT "{field}", count(*) FROM "{kind}"'
            f' WHERE "{field}" IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL'
            f' GROUP BY "{field}"'
        )
        return dict(self._conn.execute(sql, (json.dumps(list(ids)),)).fetchall())

    def struck(self, citations: Iterable[int | None]) -> frozenset[int]:
        """Citations that rest on a record in the trash."""
        sql = (
            "SELECT c.id FROM citation c JOIN text t ON t.id = c.text"
            " JOIN source s ON s.id = t.source WHERE c.id IN (SELECT value FROM json_each(?))"
            " AND coalesce(c.deleted_at, t.deleted_at, s.deleted_at) IS NOT NULL"
        )
        wanted = json.dumps(sorted({id_ for id_ in citations if id_ is not None}))
        return frozenset(row[0] for row in self._conn.execute(sql, (wanted,)).fetchall())

    def spoken(self, texts: Iterable[int], terms: Sequence[str]) -> list[int]:
        """Live quotes from these texts under one of these terms, term by term, oldest first."""
        # the texts first: most of a case may have been said under terms
        sql = (
            "SELECT q.id, q.status FROM citation c CROSS JOIN quote q ON q.citation = c.id"
            " WHERE c.text IN (SELECT value FROM json_each(?))"
            " AND q.status IN (SELECT value FROM json_each(?))"
            " AND q.deleted_at IS NULL ORDER BY q.said_min NULLS LAST, q.id"
        )
        asked = (json.dumps(sorted(set(texts))), json.dumps(terms))
        found = self._conn.execute(sql, asked).fetchall()
        return [id_ for id_, _ in sorted(found, key=lambda pair: terms.index(pair[1]))]

    def derived(self, ids: Iterable[int]) -> dict[int, Numbers]:
        """Cached items, outlets, origins, status and time of the last change, by id."""
        sql = (
            "SELECT id, items, outlets, origins, status, modified FROM derived"
            " WHERE id IN (SELECT value FROM json_each(?))"
        )
        rows = self._conn.execute(sql, (json.dumps(list(ids)),)).fetchall()
        return {row[0]: tuple(row[1:]) for row in rows}

    def _where(
        self, record: type[R], field: str, ids: Sequence[int], *, live: bool = False
    ) -> Iterator[R]:
        kind = kind_of(record)
        names = ", ".join(f'"{name}"' for name in kind.column_names)
        order = "position, id" if "position" in kind.column_names else "id"
        sql = (
            f'SELECT {names} FROM "{kind.name}"'
            f' WHERE "{field}" IN (SELECT value FROM json_each(?))'
            f"{' AND deleted_at IS NULL' if live else ''} ORDER BY {order}"
        )
        rows = self._conn.execute(sql, (json.dumps(ids),)).fetchall()
        return (cast("R", kind.from_values(row)) for row in rows)


def evidences(reader: Reader, ids: Sequence[int]) -> Iterator[Evidence]:
    """Evidence of incidents, in the order of `ids`; ids of no incident are left out."""
    for batch in batches(ids):
        incidents = reader.many(Incident, batch)
        spoken = testimonies(reader, incidents)
        places = places_of(reader, incidents)
        actors = actors_of(reader, incidents)
        said = _said(reader, incidents)
        ties = ties_of(reader, spoken)
        for id_ in batch:
            if id_ in incidents:
                yield Evidence(
                    incidents[id_], places[id_], actors[id_], spoken[id_], said[id_], ties[id_]
                )


def testimonies(reader: Reader, incidents: Iterable[int]) -> dict[int, tuple[Testimony, ...]]:
    """Live claims of each incident with the passages they rest on."""
    claims = reader.children(Claim, "incident", incidents)
    cited = passages(reader, (c.citation for held in claims.values() for c in held))
    return {
        id_: tuple(Testimony(c, cited.get(c.citation or 0)) for c in held)
        for id_, held in claims.items()
    }


def passages(reader: Reader, citations: Iterable[int | None]) -> dict[int, Passage]:
    """Passages by citation, struck ones included."""
    held = reader.many(Citation, citations)
    texts = reader.many(Text, (citation.text for citation in held.values()))
    sources = reader.many(Source, (text.source for text in texts.values()))
    steps = _steps(reader, held)
    upstream = upstream_of(reader, sources)
    reader.many(Actor, (source.publisher for source in sources.values()))
    found = {}
    for id_, citation in held.items():
        text = texts[cast("int", citation.text)]
        source = sources[cast("int", text.source)]
        found[id_] = Passage(
            citation=citation,
            text=text,
            source=source,
            publisher=reader.one(Actor, source.publisher),
            steps=steps[id_],
            upstream=upstream[source.id],
            struck=any(record.deleted_at for record in (citation, text, source)),
        )
    return found


def _steps(reader: Reader, citations: Iterable[int]) -> dict[int, tuple[Step, ...]]:
    held = reader.children(Attribution, "citation", citations)
    flat = [step for steps in held.values() for step in steps]
    actors = reader.many(Actor, (id_ for step in flat for id_ in (step.actor, step.to_actor)))
    return {
        id_: tuple(
            Step(step, actors.get(step.actor or 0), actors.get(step.to_actor or 0))
            for step in steps
        )
        for id_, steps in held.items()
    }


def upstream_of(reader: Reader, sources: Iterable[int]) -> dict[int, tuple[Upstream, ...]]:
    """What each source as a whole repeats or retells."""
    held = reader.children(SourceLink, "source", sources)
    flat = [link for links in held.values() for link in links]
    actors = reader.many(Actor, (link.to_actor for link in flat))
    others = reader.many(Source, (link.to_source for link in flat))
    return {
        id_: tuple(
            Upstream(link, actors.get(link.to_actor or 0), others.get(link.to_source or 0))
            for link in links
        )
        for id_, links in held.items()
    }


def ties_of(reader: Reader, spoken: Mapping[int, Sequence[Testimony]]) -> dict[int, Ties]:
    """What is known of the sources of each incident, and of those they draw on."""
    starts = {id_: frozenset(_drawn_on(held)) for id_, held in spoken.items()}
    links = _links(reader, frozenset[int]().union(*starts.values()))

    @functools.cache
    def ties(start: frozenset[int]) -> Ties:
        return _ties(reader, start, links)

    return {id_: ties(start) for id_, start in starts.items()}


def _drawn_on(held: Iterable[Testimony]) -> Iterator[int]:
    for one in held:
        if one.passage and not one.struck:
            yield one.passage.source.id
            seen = (step.attribution.source for step in one.passage.steps)
            yield from (source for source in seen if source is not None)


def _links(reader: Reader, sources: Iterable[int]) -> dict[int, tuple[SourceLink, ...]]:
    """Links of the sources and, link by link, of all they lead to; those of the trash left out."""
    known: dict[int, tuple[SourceLink, ...]] = {}
    ahead = set(sources)
    while ahead:
        live = {id_ for id_, s in reader.many(Source, ahead).items() if not s.deleted_at}
        known |= dict.fromkeys(ahead, ())
        known |= reader.children(SourceLink, "source", live)
        led = (link.to_source for id_ in ahead for link in known[id_])
        ahead = {id_ for id_ in led if id_ is not None} - known.keys()
    return known


def _ties(reader: Reader, start: Iterable[int], links: Mapping[int, Sequence[SourceLink]]) -> Ties:
    reached: dict[int, None] = {}
    ahead = sorted(start)
    while ahead:
        id_ = ahead.pop()
        if id_ not in reached:
            reached[id_] = None
            ahead += [link.to_source for link in links[id_] if link.to_source is not None]
    dated = {id_: source.published.bounds for id_, source in reader.many(Source, reached).items()}
    return Ties(
        links=tuple(
            Link(id_, link.to_source, _how(link))
            for id_ in sorted(reached)
            for link in links[id_]
            if link.to_source is not None
        ),
        published={id_: _between(bounds) for id_, bounds in sorted(dated.items()) if bounds},
    )


def _how(link: SourceLink) -> LinkHow:
    """Whatever else analysts call it, the source draws on the other."""
    return LinkHow(link.verb) if link.verb in set(LinkHow) else LinkHow.CITED


def _between(bounds: Bounds) -> tuple[int, int]:
    """First and last minute; an end that is not known may lie anywhere."""
    lower, upper = bounds
    return (OPEN_LOWER if lower is None else lower, OPEN_UPPER if upper is None else upper)


def places_of(reader: Reader, incidents: Iterable[int]) -> dict[int, tuple[Located, ...]]:
    """Places of each incident that are not in the trash."""
    held = reader.children(IncidentPlace, "incident", incidents)
    ids = {tie.place for ties in held.values() for tie in ties}
    places = reader.many(Place, ids)
    _load_parents(reader, places.values())

    def located(tie: IncidentPlace) -> Iterator[Located]:
        place = places[cast("int", tie.place)]
        if not place.deleted_at:
            yield Located(tie, place, _within(reader, place))

    return {id_: tuple(x for tie in ties for x in located(tie)) for id_, ties in held.items()}


def _load_parents(reader: Reader, places: Iterable[Place]) -> None:
    """Read the places that places lie in, one level at a time."""
    known: set[int | None] = {None}
    ahead = {place.parent for place in places} - known
    while ahead:
        known |= ahead
        ahead = {place.parent for place in reader.many(Place, ahead).values()} - known


def _within(reader: Reader, place: Place) -> tuple[Place, ...]:
    """Places it lies in, nearest first; a circle of places ends where it began."""
    found = {place.id: place}
    parent = reader.one(Place, place.parent)
    while parent and parent.id not in found:
        found[parent.id] = parent
        parent = reader.one(Place, parent.parent)
    return tuple(found.values())[1:]


def actors_of(reader: Reader, incidents: Iterable[int]) -> dict[int, tuple[Involved, ...]]:
    """Actors of each incident that are not in the trash."""
    held = reader.children(IncidentActor, "incident", incidents)
    actors = reader.many(Actor, (tie.actor for ties in held.values() for tie in ties))
    return {
        id_: tuple(
            Involved(tie, actor)
            for tie in ties
            if not (actor := actors[cast("int", tie.actor)]).deleted_at
        )
        for id_, ties in held.items()
    }


def _said(reader: Reader, incidents: Iterable[int]) -> dict[int, tuple[Statement, ...]]:
    bearings = reader.children(QuoteIncident, "incident", incidents)
    quotes = {b.quote for held in bearings.values() for b in held if b.quote is not None}
    found = {statement.quote.id: statement for statement in statements(reader, sorted(quotes))}
    return {
        id_: tuple(found[quote] for quote in dict.fromkeys(b.quote for b in held) if quote in found)
        for id_, held in bearings.items()
    }


def statements(reader: Reader, quotes: Sequence[int]) -> Iterator[Statement]:
    """Live quotes with their speakers and passages, in the order of `quotes`."""
    for batch in batches(quotes):
        held = {id_: q for id_, q in reader.many(Quote, batch).items() if not q.deleted_at}
        cited = passages(reader, (quote.citation for quote in held.values()))
        bearings = _live_bearings(reader, held)
        people = ("speaker", "on_behalf_of", "interviewer")
        actors = reader.many(Actor, (getattr(q, name) for q in held.values() for name in people))
        for id_ in batch:
            if id_ in held:
                yield _statement(held[id_], cited, actors, bearings[id_])


def _live_bearings(reader: Reader, quotes: Iterable[int]) -> dict[int, tuple[QuoteIncident, ...]]:
    held = reader.children(QuoteIncident, "quote", quotes)
    incidents = reader.many(Incident, (b.incident for tied in held.values() for b in tied))
    return {
        id_: tuple(b for b in tied if not incidents[b.incident or 0].deleted_at)
        for id_, tied in held.items()
    }


def _statement(
    quote: Quote,
    cited: Mapping[int, Passage],
    actors: Mapping[int, Actor],
    bearings: tuple[QuoteIncident, ...],
) -> Statement:
    return Statement(
        quote=quote,
        passage=cited[cast("int", quote.citation)],
        speaker=actors.get(quote.speaker or 0),
        on_behalf_of=actors.get(quote.on_behalf_of or 0),
        interviewer=actors.get(quote.interviewer or 0),
        bearings=bearings,
    )


def quotes_on(conn: Connection, incidents: Sequence[int], order: str) -> list[int]:
    """Live quotes that bear on some of the incidents."""
    sql = (
        "SELECT id FROM quote WHERE deleted_at IS NULL AND id IN"
        " (SELECT quote FROM quote_incident WHERE deleted_at IS NULL"
        f" AND incident IN (SELECT value FROM json_each(?))) ORDER BY {order}"
    )
    return [row[0] for row in conn.execute(sql, (json.dumps(list(incidents)),)).fetchall()]


def spoken(
    reader: Reader, texts: Iterable[int], terms: Sequence[str]
) -> Iterator[tuple[Citation, Quote]]:
    """Live quotes from these texts under one of these terms, each with its citation."""
    ids = reader.spoken(texts, terms)
    quotes = reader.many(Quote, ids)
    cited = reader.many(Citation, (quote.citation for quote in quotes.values()))
    return ((cited[cast("int", quotes[id_].citation)], quotes[id_]) for id_ in ids)
