"""A large case, the same on every run: places, sources, passages, claims, quotes in three scripts.

Everything goes in by the bulk path that imports use.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from benchmarks import vocabulary
from benchmarks.vocabulary import PLACES, Named
from dossier.case import file
from dossier.case.case import Case
from dossier.case.edit import Edit
from dossier.case.journal import StepKind
from dossier.model import counts
from dossier.model.anchors import Anchor, anchor
from dossier.model.codecs import Alias, Position
from dossier.model.dates import Reported
from dossier.model.field import Record
from dossier.model.records import (
    Actor,
    Attribution,
    CaseInfo,
    Citation,
    Claim,
    Incident,
    IncidentActor,
    IncidentPlace,
    Place,
    Quote,
    QuoteIncident,
    Source,
    Text,
)

R = TypeVar("R", bound=Record)

SEED = 20210622
_SLICE = 10_000
_PER_SOURCE = 4
_EVERY = 6  # each sixth incident is told in each other language too

_OUTLETS = ("Interfax", "Eurasianet", "Khovar", "Avesta", "Pajhwok", "Ariana", "Tolo", "Azattyk")
_BODIES = (
    ("Border Service of Tajikistan", "Пограничные войска Таджикистана"),
    ("Ministry of Defence", "وزارت دفاع"),
    ("Press Office of the President", "Пресс-служба президента"),
    ("Provincial Council", "شورای ولایتی"),
)
_SPEAKERS = 400
_SAYINGS = 20_000  # quotes in one step
_PER_TRANSCRIPT = 40
_YEARS = range(2016, 2024)
_EVENTS = (
    ("{n} soldiers cross near {place}", "cross_border_flight", "crossed"),
    ("{n} servicemen are returned at {place}", "repatriation", "returned"),
    ("Clash at the {place} post", "clash", "killed"),
    ("Militia surrenders at {place}", "surrender", "surrendered"),
)
_SAID = (
    "{n} people crossed the river near {place} and laid down their weapons.",
    "Около {place} границу перешли {n} военнослужащих, сообщила пресс-служба.",
    "در نزدیکی {place} شمار {n} سرباز از مرز عبور کردند.",
)
_OTHER_WORDS = ((1, "границу перешли"), (2, "از مرز عبور کردند"))  # sentence, words in it
_SUMMARY = (
    "{body} said that soldiers left their post near {place} after an attack in the night. What"
    " became of their weapons is not known."
)
_ROLES = ("spokesman", "governor", "resident of the district", "commander", "")
_BEARINGS = ("supports", "contradicts", "context", "comments")
_QUALIFIED = ("{n}", "more than {n}", "about {n}", "at least {n}")


def make(
    path: Path,
    incidents: int = 100_000,
    quotes: int = 0,
    said: Callable[[str], object] = str,
) -> Case:
    """Make a case of so many incidents and quotes, four incidents a source; return it open.

    An incident has one quote in its own words; what is more is said of incidents by chance, forty
    quotes a transcript. `said` hears how far it is.
    """
    case = file.create(path, CaseInfo(title="Northern frontier", reference="NF-1"), by="benchmark")
    drawn = random.Random(SEED)  # noqa: S311 - the same case every time, no secret
    world = _World(case, drawn)
    for at in range(0, incidents, _SLICE):
        size = min(_SLICE, incidents - at)
        with_quotes = max(0, min(size, quotes - at))
        _slice(case, world, drawn, at, size, with_quotes)
        said(f"{at + size:,} incidents")
    for at in range(min(incidents, quotes), quotes, _SAYINGS):
        _transcribe(case, world, drawn, min(_SAYINGS, quotes - at))
        said(f"{min(at + _SAYINGS, quotes):,} quotes")
    return case


class _World:
    """Places and people that all incidents share."""

    def __init__(self, case: Case, drawn: random.Random) -> None:
        self.incidents: list[int] = []
        self.names = [Named(name, cyrillic, arabic) for name, cyrillic, arabic, *_ in PLACES]
        with case.edit("Add people and places", kind=StepKind.IMPORT) as edit:
            provinces = {name: "" for *_, name, _, _ in PLACES}
            held = edit.insert_many([Place(name=name, kind="ADM1") for name in provinces])
            parents = {place.name: place.id for place in held}
            self.places = edit.insert_many(
                [
                    Place(
                        name=name,
                        aliases=(Alias(cyrillic, "ru"), Alias(arabic, "fa-AF")),
                        parent=parents[province],
                        position=Position(round(north * 10**7), round(east * 10**7)),
                        precision="settlement",
                    )
                    for name, cyrillic, arabic, province, north, east in PLACES
                ]
            )
            self.outlets = edit.insert_many(
                [Actor(name=name, kind="outlet", reliability="B") for name in _OUTLETS]
            )
            self.bodies = edit.insert_many(
                [
                    Actor(name=name, aliases=(Alias(other),), kind="government_body")
                    for name, other in _BODIES
                ]
            )
            self.speakers = edit.insert_many(
                [
                    Actor(
                        name=one.latin,
                        aliases=(Alias(one.cyrillic, "ru"), Alias(one.arabic, "fa-AF")),
                        kind="person",
                    )
                    for one in vocabulary.people(drawn, _SPEAKERS)
                ]
            )


class _Event:
    """What happened, in one draw: every record about it is made from this."""

    def __init__(self, drawn: random.Random, world: _World) -> None:
        self.place = drawn.choice(world.places)
        self.title, self.kind, self.measure = drawn.choice(_EVENTS)
        self.number = drawn.randint(2, 400)
        self.day = _day(drawn)
        self.stated = drawn.choice(_QUALIFIED).format(n=self.number)
        names = (self.place.name, *(alias.text for alias in self.place.aliases))
        numbers = (self.stated, self.number, self.number)
        self.sentences = tuple(
            said.format(n=number, place=name)
            for said, number, name in zip(_SAID, numbers, names, strict=True)
        )
        self.outlet = drawn.choice(world.outlets)
        self.body = drawn.choice(world.bodies)
        self.speaker = drawn.choice(world.speakers)

    def incident(self) -> Incident:
        title = self.title.format(n=self.number, place=self.place.name)
        return Incident(
            title=title,
            summary=_SUMMARY.format(body=self.body.name, place=self.place.name),
            kind=self.kind,
            date=Reported(self.day, self.day),
            status="draft",
        )


def _slice(
    case: Case, world: _World, drawn: random.Random, first: int, size: int, quotes: int
) -> None:
    events = [_Event(drawn, world) for _ in range(size)]
    with case.edit(f"Import {size:,} incidents", kind=StepKind.IMPORT) as edit:
        incidents = edit.insert_many([event.incident() for event in events])
        world.incidents += [incident.id for incident in incidents]
        groups = [events[at : at + _PER_SOURCE] for at in range(0, size, _PER_SOURCE)]
        bodies = [_body(group, first + at) for at, group in enumerate(groups)]
        sources = edit.insert_many([_source(group) for group in groups])
        texts = edit.insert_many(
            [
                Text(source=source.id, sha256=edit.store_text(body), made_by="pasted")
                for source, body in zip(sources, bodies, strict=True)
            ]
        )
        pairs = list(zip(events, incidents, strict=True))
        cited = edit.insert_many(
            [_citation(e, at, texts, bodies, 0) for at, e in enumerate(events)]
        )
        edit.insert_many(
            [
                Attribution(citation=c.id, position=1, actor=e.body.id, verb="stated")
                for e, c in zip(events, cited, strict=True)
            ]
        )
        edit.insert_many(
            [IncidentPlace(incident=i.id, place=e.place.id, role="occurred_at") for e, i in pairs]
        )
        edit.insert_many(
            [IncidentActor(incident=i.id, actor=e.body.id, role="responder") for e, i in pairs]
        )
        edit.insert_many([_claim(e, i, c) for (e, i), c in zip(pairs, cited, strict=True)])
        _tell_otherwise(edit, pairs, texts, bodies)
        said = edit.insert_many(
            [_quote(e, c) for e, c in list(zip(events, cited, strict=True))[:quotes]]
        )
        edit.insert_many(
            [
                QuoteIncident(quote=q.id, incident=i.id, bearing="supports")
                for q, i in zip(said, incidents, strict=False)
            ]
        )


def _day(drawn: random.Random) -> str:
    return f"{drawn.choice(_YEARS)}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}"


def _transcribe(case: Case, world: _World, drawn: random.Random, count: int) -> None:
    """Add quotes with their transcripts, each bearing on an incident."""
    told = [vocabulary.saying(drawn, drawn.choice(world.names)) for _ in range(count)]
    groups = [told[at : at + _PER_TRANSCRIPT] for at in range(0, count, _PER_TRANSCRIPT)]
    days = [_day(drawn) for _ in groups]
    bodies = ["\n\n".join(said for said, _ in group) for group in groups]
    with case.edit(f"Import {count:,} quotes", kind=StepKind.IMPORT) as edit:
        sources = edit.insert_many([_transcript(drawn, world, day) for day in days])
        texts = edit.insert_many(
            [
                Text(source=source.id, sha256=edit.store_text(body), made_by="transcribed")
                for source, body in zip(sources, bodies, strict=True)
            ]
        )
        cited = edit.insert_many(
            [
                citation
                for text, body, group in zip(texts, bodies, groups, strict=True)
                for citation in _passages(text, body, group)
            ]
        )
        quotes = edit.insert_many(
            [
                _statement(drawn, world, citation, language, days[at // _PER_TRANSCRIPT])
                for at, (citation, (_, language)) in enumerate(zip(cited, told, strict=True))
            ]
        )
        edit.insert_many(
            [
                QuoteIncident(
                    quote=quote.id, incident=drawn.choice(world.incidents), bearing=bearing
                )
                for quote, bearing in zip(quotes, drawn.choices(_BEARINGS, k=count), strict=True)
            ]
        )


def _transcript(drawn: random.Random, world: _World, day: str) -> Source:
    place, outlet = drawn.choice(world.places), drawn.choice(world.outlets)
    return Source(
        title=f"Press conference at {place.name}, {day}",
        kind="speech",
        publisher=outlet.id,
        published=Reported(day, day),
        language=drawn.choice(("en", "ru", "fa-AF")),
    )


def _passages(text: Text, body: str, group: Sequence[tuple[str, str]]) -> list[Citation]:
    """Cite each paragraph of a transcript."""
    found, start = [], 0
    for number, (said, _) in enumerate(group, start=1):
        held = anchor(body, start, start + len(said))
        found.append(_cited(text, held, "paragraph", str(number)))
        start += len(said) + 2
    return found


def _statement(
    drawn: random.Random, world: _World, cited: Citation, language: str, day: str
) -> Quote:
    return Quote(
        citation=cited.id,
        speaker=drawn.choice(world.speakers).id,
        role=drawn.choice(_ROLES),
        form=drawn.choice(("verbatim", "translated")),
        text=cited.exact,
        language=language,
        said=Reported(day, day),
        status=drawn.choice(("on_record", "background")),
    )


def _tell_otherwise(
    edit: Edit,
    pairs: Sequence[tuple[_Event, Incident]],
    texts: Sequence[Text],
    bodies: Sequence[str],
) -> None:
    """Add claims in the words of other languages to some incidents."""
    for step, (sentence, words) in enumerate(_OTHER_WORDS):
        chosen = list(enumerate(pairs))[step::_EVERY]
        cited = edit.insert_many(
            [_citation(event, at, texts, bodies, sentence) for at, (event, _) in chosen]
        )
        edit.insert_many(
            [
                _other_claim(incident, citation, words)
                for (_, (_, incident)), citation in zip(chosen, cited, strict=True)
            ]
        )


def _body(group: Sequence[_Event], number: int) -> str:
    """An article: a paragraph for each event. Its number keeps texts apart."""
    paragraphs = (" ".join(event.sentences) for event in group)
    return "\n\n".join((f"Report {number}", *paragraphs))


def _source(group: Sequence[_Event]) -> Source:
    event = group[0]
    return Source(
        title=f"{event.outlet.name} on {event.place.name}, {event.day}",
        kind="news_article",
        publisher=event.outlet.id,
        published=Reported("", "2021-08-01"),
        language="en",
    )


def _citation(
    event: _Event, at: int, texts: Sequence[Text], bodies: Sequence[str], sentence: int
) -> Citation:
    """Cite one sentence of the event at place `at` of the slice."""
    text, body = texts[at // _PER_SOURCE], bodies[at // _PER_SOURCE]
    words = event.sentences[sentence]
    start = body.index(words)
    held = anchor(body, start, start + len(words))
    return _cited(text, held, "paragraph", str(at % _PER_SOURCE + 2))


def _cited(text: Text, held: Anchor, kind: str, locator: str) -> Citation:
    return Citation(
        text=text.id,
        locator_kind=kind,
        locator=locator,
        start=held.start,
        end=held.end,
        exact=held.exact,
        prefix=held.prefix,
        suffix=held.suffix,
    )


def _claim(event: _Event, incident: Incident, cited: Citation) -> Claim:
    return Claim(
        incident=incident.id,
        citation=cited.id,
        attribute="count",
        stated=event.stated,
        stance="asserts",
        measure=event.measure,
        unit="soldiers",
        count=counts.read(event.stated),
        credibility="2",
        chosen=True,
    )


def _other_claim(incident: Incident, cited: Citation, words: str) -> Claim:
    """What another language says of the same: its words, not counted, not traced."""
    return Claim(
        incident=incident.id,
        citation=cited.id,
        attribute="action",
        stated=words,
        stance="confirms",
        credibility="3",
    )


def _quote(event: _Event, cited: Citation) -> Quote:
    return Quote(
        citation=cited.id,
        speaker=event.speaker.id,
        form="verbatim",
        text=cited.exact,
        said=Reported(event.day, event.day),
        status="on_record",
    )
