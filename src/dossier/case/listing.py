"""Rows of lists: what is shown of each record, for a page of some hundred ids at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dossier.case import gather
from dossier.case.derived import headline
from dossier.case.gather import Reader
from dossier.model import grading
from dossier.model.civil import Civil, weekday
from dossier.model.counts import Count
from dossier.model.datenames import WEEKDAYS
from dossier.model.dates import Precision, Reported
from dossier.model.direction import isolated
from dossier.model.edtf import CalendarDate
from dossier.model.evidence import Evidence, Located, Testimony
from dossier.model.records import (
    Actor,
    Citation,
    Claim,
    Incident,
    Place,
    Quote,
    QuoteIncident,
    Source,
    Text,
    kind_named,
)
from dossier.model.terms import PlaceRole, Reliability

Figured = Count | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One record of a list. Words are ready to be shown; keys of vocabularies are keys."""

    id: int
    reference: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow(Row):
    """An incident: `figure` is its headline count, `second` another one that differs from it.

    A count that could not be read is in the words of its source. `agree` says whether all
    counts of that measure can be true at once.
    """

    kind: str
    when: Reported
    weekday: str
    time: str
    place: str
    place_line: str
    actors: tuple[str, ...]
    figure: Figured
    second: Figured
    agree: bool
    items: int
    outlets: int
    origins: int
    corroboration: str
    status: str
    modified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow(Row):
    """A source: `reliability` is the letter in force; `items` counts the passages cited from it."""

    kind: str
    author: str
    publisher: str
    published: Reported
    language: str
    reliability: Reliability | None
    access: str
    items: int
    modified: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteRow(Row):
    """A quote: `title` is its text; `incidents` are the references of those it bears on."""

    speaker: str
    role: str
    said: Reported
    form: str
    status: str
    source: str
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRow(Row):
    """A person or group: `quotes` and `incidents` count those it speaks or acts in."""

    kind: str
    role: str
    country: str
    reliability: str
    aliases: tuple[str, ...]
    quotes: int
    incidents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow(Row):
    """A place: `within` names what it lies in; `incidents` counts those that name it."""

    kind: str
    within: str
    country: str
    precision: str
    aliases: tuple[str, ...]
    incidents: int


def listing(reader: Reader, kind: str, ids: Sequence[int]) -> list[Row]:
    """Rows of records in the order of `ids`; ids of no such record are left out."""
    make = _ROWS.get(kind)
    found = make(reader, ids) if make else _plain_rows(reader, kind, ids)
    rows = {row.id: row for row in found}
    return [rows[id_] for id_ in ids if id_ in rows]


def _plain_rows(reader: Reader, kind: str, ids: Sequence[int]) -> Iterable[Row]:
    described = kind_named(kind)
    named = next((f.name for f in described.fields if f.required and not f.target), "id")
    for record in reader.many(described.record, ids).values():
        title = str(getattr(record, named))
        yield Row(id=record.id, reference=getattr(record, "reference", ""), title=title)


# ---- incidents


def _incident_rows(reader: Reader, ids: Sequence[int]) -> Iterable[Row]:
    incidents = reader.many(Incident, ids)
    numbers = reader.derived(incidents)
    places = gather.places_of(reader, incidents)
    actors = gather.actors_of(reader, incidents)
    figures = _figures(reader, incidents)
    for id_, incident in incidents.items():
        items, outlets, origins, corroboration, modified = numbers[id_]
        figure, second, agree = figures[id_]
        yield IncidentRow(
            id=id_,
            reference=incident.reference,
            title=incident.title,
            kind=incident.kind,
            when=incident.date,
            weekday=_weekday(incident.date),
            time=incident.time.clock or incident.time.stated,
            place=_main_place(places[id_]),
            place_line=_place_line(places[id_]),
            actors=tuple(involved.actor.name for involved in actors[id_]),
            figure=figure,
            second=second,
            agree=agree,
            items=items or 0,
            outlets=outlets or 0,
            origins=origins or 0,
            corroboration=corroboration or "",
            status=incident.status,
            modified=modified or "",
        )


def _figures(
    reader: Reader, incidents: Mapping[int, Incident]
) -> dict[int, tuple[Figured, Figured, bool]]:
    """Headline count of each incident, the first that differs, and whether all agree."""
    claims = reader.children(Claim, "incident", incidents)
    struck = reader.struck(claim.citation for held in claims.values() for claim in held)
    return {
        id_: _figure(incidents[id_], [c for c in held if c.citation not in struck])
        for id_, held in claims.items()
    }


def _figure(incident: Incident, claims: Iterable[Claim]) -> tuple[Figured, Figured, bool]:
    figure = headline(Evidence(incident, testimonies=tuple(map(Testimony, claims))))
    if figure is None:
        return "", "", True
    said = _figured(figure.chosen or figure.testimonies[0])
    others = (_figured(testimony) for testimony in figure.testimonies)
    return said, next((other for other in others if other != said), ""), figure.agree


def _figured(testimony: Testimony) -> Figured:
    return testimony.claim.count or testimony.claim.stated


def _weekday(date: Reported) -> str:
    """Name of the day, where one day is known; else nothing."""
    known = date.date
    if not isinstance(known, CalendarDate) or known.precision is not Precision.DAY or known.vague:
        return ""
    return WEEKDAYS[weekday(Civil(int(known.year), int(known.month), int(known.day)))]


_WHERE = (PlaceRole.OCCURRED_AT, PlaceRole.CROSSING_POINT, PlaceRole.ORIGIN)


def _by_role(places: Iterable[Located], role: str) -> Located | None:
    return next((located for located in places if located.tie.role == role), None)


def _main(places: Sequence[Located]) -> Located | None:
    ranked = (_by_role(places, role) for role in _WHERE)
    return next(filter(None, ranked), next(iter(places), None))


def _main_place(places: Sequence[Located]) -> str:
    main = _main(places)
    return isolated(main.place.name) if main else ""


def _place_line(places: Sequence[Located]) -> str:
    """Say where and where to: "Shir Khan Bandar · Kunduz → Tajikistan"."""
    main = _main(places)
    if main is None:
        return ""
    line = " · ".join(isolated(place.name) for place in (main.place, *main.within[:1]))
    destination = _by_role(places, PlaceRole.DESTINATION)
    if destination in (None, main):
        return line
    return f"{line} → {isolated(destination.place.name)}"


# ---- sources and quotes


def _source_rows(reader: Reader, ids: Sequence[int]) -> Iterable[Row]:
    numbers = reader.derived(ids)
    sources = reader.many(Source, ids)
    publishers = reader.many(Actor, (source.publisher for source in sources.values()))
    for source in sources.values():
        publisher = publishers.get(source.publisher or 0)
        items, _, _, _, modified = numbers[source.id]
        yield SourceRow(
            id=source.id,
            reference=source.reference,
            title=source.title,
            kind=source.kind,
            author=source.author,
            publisher=publisher.name if publisher else "",
            published=source.published,
            language=source.language,
            reliability=reliability(source, publisher),
            access=source.access,
            items=items or 0,
            modified=modified or "",
        )


def reliability(source: Source, publisher: Actor | None) -> Reliability | None:
    """Letter in force: the source's own, else its publisher's; None = not graded."""
    held = (_letter(source.reliability), _letter(publisher.reliability) if publisher else None)
    return grading.reliability_in_force(*held)


def _letter(key: str) -> Reliability | None:
    return Reliability(key) if key in set(Reliability) else None


def _quote_rows(reader: Reader, ids: Sequence[int]) -> Iterable[Row]:
    quotes = reader.many(Quote, ids)
    speakers = reader.many(Actor, (quote.speaker for quote in quotes.values()))
    citations = reader.many(Citation, (quote.citation for quote in quotes.values()))
    texts = reader.many(Text, (citation.text for citation in citations.values()))
    sources = reader.many(Source, (text.source for text in texts.values()))
    bearings = reader.children(QuoteIncident, "quote", quotes)
    incidents = reader.many(Incident, (b.incident for held in bearings.values() for b in held))
    for quote in quotes.values():
        speaker = speakers.get(quote.speaker or 0)
        text = texts[citations[quote.citation or 0].text or 0]
        borne = (incidents[b.incident or 0] for b in bearings[quote.id])
        yield QuoteRow(
            id=quote.id,
            reference=quote.reference,
            title=quote.text,
            speaker=speaker.name if speaker else quote.description,
            role=quote.role or (speaker.role if speaker else ""),
            said=quote.said,
            form=quote.form,
            status=quote.status,
            source=sources[text.source or 0].reference,
            incidents=tuple(i.reference for i in borne if not i.deleted_at),
        )


# ---- people and places


def _actor_rows(reader: Reader, ids: Sequence[int]) -> Iterable[Row]:
    quotes = reader.counted("quote", "speaker", ids)
    incidents = reader.counted("incident_actor", "actor", ids)
    for actor in reader.many(Actor, ids).values():
        yield ActorRow(
            id=actor.id,
            reference="",
            title=actor.name,
            kind=actor.kind,
            role=actor.role,
            country=actor.country,
            reliability=actor.reliability,
            aliases=tuple(alias.text for alias in actor.aliases),
            quotes=quotes.get(actor.id, 0),
            incidents=incidents.get(actor.id, 0),
        )


def _place_rows(reader: Reader, ids: Sequence[int]) -> Iterable[Row]:
    places = reader.many(Place, ids)
    parents = reader.many(Place, (place.parent for place in places.values()))
    incidents = reader.counted("incident_place", "place", ids)
    for place in places.values():
        parent = parents.get(place.parent or 0)
        yield PlaceRow(
            id=place.id,
            reference="",
            title=place.name,
            kind=place.kind,
            within=parent.name if parent else "",
            country=place.country,
            precision=place.precision,
            aliases=tuple(alias.text for alias in place.aliases),
            incidents=incidents.get(place.id, 0),
        )


_ROWS: Mapping[str, Callable[[Reader, Sequence[int]], Iterable[Row]]] = MappingProxyType(
    {
        "incident": _incident_rows,
        "source": _source_rows,
        "quote": _quote_rows,
        "actor": _actor_rows,
        "place": _place_rows,
    }
)
