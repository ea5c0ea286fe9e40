"""A large case, the same on every run: places, sources, passages, claims, quotes in three scripts.

Everything goes in by the bulk path that imports use.
"""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from dossier.case import file
from dossier.case.case import Case
from dossier.case.edit import Edit
from dossier.case.journal import StepKind
from dossier.model import counts
from dossier.model.anchors import anchor
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

# name, other names, province, latitude, longitude
_PLACES = (
    ("Shir Khan Bandar", "Шерхан-Бандар", "شیرخان بندر", "Kunduz", 37.18, 68.61),
    ("Kaldar", "Калдар", "کلدار", "Balkh", 37.25, 67.78),
    ("Shortepa", "Шуртепа", "شورتپه", "Balkh", 37.33, 66.97),
    ("Imam Sahib", "Имам-Сахиб", "امام صاحب", "Kunduz", 37.19, 68.94),
    ("Yangi Qala", "Янги-Кала", "ینگی قلعه", "Takhar", 37.47, 69.61),
    ("Ishkashim", "Ишкашим", "اشکاشم", "Badakhshan", 36.69, 71.57),
    ("Hairatan", "Хайратон", "حیرتان", "Balkh", 37.22, 67.42),
    ("Khwaja Ghar", "Ходжа-Гар", "خواجه غار", "Takhar", 37.08, 69.43),
)
_OUTLETS = ("Interfax", "Eurasianet", "Khovar", "Avesta", "Pajhwok", "Ariana", "Tolo", "Azattyk")
_BODIES = (
    ("Border Service of Tajikistan", "Пограничные войска Таджикистана"),
    ("Ministry of Defence", "وزارت دفاع"),
    ("Press Office of the President", "Пресс-служба президента"),
    ("Provincial Council", "شورای ولایتی"),
)
_SPEAKERS = (
    ("Sherzod Asadov", "Шерзод Асадов", "شیرزاد اسدوف"),
    ("Abdulaziz Komilov", "Абдулазиз Комилов", "عبدالعزیز کاملوف"),
    ("Zabihullah Mujahid", "Забихулла Муджахид", "ذبیح الله مجاهد"),
)
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
_QUALIFIED = ("{n}", "more than {n}", "about {n}", "at least {n}")


def make(path: Path, incidents: int = 100_000, quotes: int = 0) -> Case:
    """Make a case of so many incidents and quotes, four incidents a source; return it open."""
    case = file.create(path, CaseInfo(title="Northern frontier", reference="NF-1"), by="benchmark")
    drawn = random.Random(SEED)  # noqa: S311 - the same case every time, no secret
    world = _World(case)
    for at in range(0, incidents, _SLICE):
        size = min(_SLICE, incidents - at)
        with_quotes = max(0, min(size, quotes - at))
        _slice(case, world, drawn, at, size, with_quotes)
    return case


class _World:
    """Places and people that all incidents share."""

    def __init__(self, case: Case) -> None:
        with case.edit("Add people and places", kind=StepKind.IMPORT) as edit:
            provinces = {name: "" for *_, name, _, _ in _PLACES}
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
                    for name, cyrillic, arabic, province, north, east in _PLACES
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
                    Actor(name=name, aliases=(Alias(other, "ru"), Alias(third, "fa-AF")))
                    for name, other, third in _SPEAKERS
                ]
            )


class _Event:
    """What happened, in one draw: every record about it is made from this."""

    def __init__(self, drawn: random.Random, world: _World) -> None:
        self.place = drawn.choice(world.places)
        self.title, self.kind, self.measure = drawn.choice(_EVENTS)
        self.number = drawn.randint(2, 400)
        self.day = f"2021-{drawn.randint(5, 7):02}-{drawn.randint(1, 30):02}"
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
    return Citation(
        text=text.id,
        locator_kind="paragraph",
        locator=str(at % _PER_SOURCE + 2),
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
