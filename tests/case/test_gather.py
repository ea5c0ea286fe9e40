"""Evidence put together in few questions, and what the trash takes out of it."""

import dataclasses
from collections.abc import Callable

import pytest

from case.telling import ARTICLE, tell
from dossier.case import find
from dossier.case.case import Case
from dossier.case.find import IncidentRow, Registered
from dossier.errors import DossierError
from dossier.model.codecs import NO_DATE
from dossier.model.dates import Reported
from dossier.model.field import Record
from dossier.model.records import (
    Actor,
    Attribution,
    Citation,
    Claim,
    Incident,
    IncidentPlace,
    Place,
    Quote,
    QuoteIncident,
    Source,
    SourceLink,
    Text,
)
from dossier.model.terms import Reliability


@pytest.fixture
def story(case: Case) -> Case:
    """Tell the story in an empty case."""
    return tell(case)


@pytest.fixture
def large(case: Case) -> Case:
    """Forty incidents that share twenty sources, of which the first eleven draw on each other."""
    with case.edit("Large") as edit:
        actors = edit.insert_many([Actor(name=f"Actor {n}") for n in range(5)])
        places = edit.insert_many([Place(name="Province")])
        places += edit.insert_many([Place(name=f"P {n}", parent=places[0].id) for n in range(5)])
        sources = edit.insert_many(
            [Source(title=f"S {n}", publisher=actors[n % 5].id) for n in range(20)]
        )
        edit.insert_many(
            [
                SourceLink(source=sources[n].id, verb="cited", to_source=sources[n + 1].id)
                for n in range(10)
            ]
        )
        texts = edit.insert_many(
            [Text(source=s.id, sha256=edit.store_text(f"Text of {s.title}")) for s in sources]
        )
        for n in range(40):
            incident = edit.insert(
                Incident(title=f"I {n}", date=Reported.of(f"{n % 28 + 1} June 2021"))
            )
            cited = edit.insert(Citation(text=texts[n % 20].id, exact="Text"))
            edit.insert(
                Attribution(citation=cited.id, position=1, actor=actors[n % 5].id, verb="said")
            )
            edit.insert(
                IncidentPlace(incident=incident.id, place=places[n % 5 + 1].id, role="origin")
            )
            edit.insert(
                Claim(
                    incident=incident.id,
                    citation=cited.id,
                    attribute="count",
                    stated="5",
                    stance="asserts",
                )
            )
            quote = edit.insert(
                Quote(citation=cited.id, speaker=actors[0].id, form="verbatim", text="Text")
            )
            edit.insert(QuoteIncident(quote=quote.id, incident=incident.id, bearing="supports"))
    return case


def test_evidence_of_many_is_the_evidence_of_each(large: Case) -> None:
    ids = find.ids(large, "incident")
    together = find.evidences(large, ids)
    assert [one.incident.id for one in together] == list(ids)
    for one in together:
        assert one == find.evidence(large, one.incident.id)
        assert one.statements
        assert one.testimonies[0].passage
        assert one.places[0].within


def asked_of(case: Case, question: Callable[[], object]) -> int:
    statements: list[str] = []
    case.db.conn.set_trace_callback(statements.append)
    try:
        question()
    finally:
        case.db.conn.set_trace_callback(None)
    return sum(not sql.startswith("--") for sql in statements)  # those are SQLite's own


def test_the_number_of_questions_does_not_grow_with_the_incidents(large: Case) -> None:
    ids = find.ids(large, "incident")
    few = asked_of(large, lambda: find.evidences(large, ids[:20]))
    assert asked_of(large, lambda: find.evidences(large, ids)) <= few + 3
    assert few < 45
    few = asked_of(large, lambda: find.listing(large, "incident", ids[:2]))
    assert asked_of(large, lambda: find.listing(large, "incident", ids)) == few
    assert few < 12
    assert asked_of(large, lambda: find.ids(large, "incident", words="text five")) == 1
    assert asked_of(large, lambda: find.statements(large)) < 25
    assert asked_of(large, lambda: find.source_register(large)) < 8


def test_links_between_sources_are_followed_to_the_end(large: Case) -> None:
    by_title = {
        one.incident.title: one for one in find.evidences(large, find.ids(large, "incident"))
    }
    assert len(by_title["I 0"].ties.links) == 10
    assert len(by_title["I 9"].ties.links) == 1
    assert by_title["I 15"].ties.links == ()


def test_evidence_of_a_source_in_the_trash_is_struck_and_its_statements_too(story: Case) -> None:
    incident = find.ids(story, "incident", where={"kind": "clash"})[0]
    (source,) = story.all(Source)
    assert not find.evidence(story, incident).testimonies[0].struck
    with story.edit("Away") as edit:
        edit.trash("source", source.id)
    shown = find.evidence(story, incident)
    assert [one.struck for one in shown.testimonies] == [True, True]
    assert shown.standing == ()
    assert find.statements(story)[0].passage.struck
    assert find.source_register(story) == []
    (row,) = find.listing(story, "incident", [incident])
    assert isinstance(row, IncidentRow)
    assert (row.figure, row.items) == ("", 0)


@pytest.mark.parametrize("record", [Claim, Quote, QuoteIncident, IncidentPlace, Place, Attribution])
def test_what_lies_in_the_trash_itself_is_left_out(story: Case, record: type[Record]) -> None:
    incident = find.ids(story, "incident", where={"kind": "clash"})[0]
    name = record.about.name
    with story.edit("Away") as edit:
        for one in story.all(record):
            edit.trash(name, one.id)
    shown = find.evidence(story, incident)
    left = {
        "claim": shown.testimonies,
        "quote": shown.statements,
        "quote_incident": shown.statements,
        "incident_place": shown.places,
        "place": shown.places,
        "attribution": [s for t in shown.testimonies if t.passage for s in t.passage.steps],
    }
    assert not left[name]
    assert sum(bool(held) for held in left.values()) >= 2


def test_evidence_comes_by_date_whatever_the_order_of_the_ids(story: Case) -> None:
    ids = find.ids(story, "incident")
    assert [one.incident.id for one in find.evidences(story, ids[::-1])] == list(ids)


def test_statements_of_some_incidents_are_those_that_bear_on_them(story: Case) -> None:
    ids = find.ids(story, "incident")
    crossing = find.ids(story, "incident", where={"kind": "clash"})
    assert [one.quote.reference for one in find.statements(story)] == ["Q-0001"]
    assert [one.quote.reference for one in find.statements(story, crossing)] == ["Q-0001"]
    assert find.statements(story, [id_ for id_ in ids if id_ not in crossing]) == []


def test_a_bearing_on_an_incident_in_the_trash_is_left_out(story: Case) -> None:
    with story.edit("Away") as edit:
        edit.trash("incident", find.ids(story, "incident", where={"kind": "clash"})[0])
    (statement,) = find.statements(story)
    assert statement.bearings == ()


def test_the_register_gives_texts_publisher_and_the_letter_in_force(story: Case) -> None:
    (entry,) = find.source_register(story)
    assert isinstance(entry, Registered)
    assert story.text_body(entry.texts[0].sha256) == ARTICLE
    assert entry.publisher is not None
    assert (entry.publisher.name, entry.reliability) == ("Eurasianet", Reliability.B)
    with story.edit("Override") as edit:
        edit.update(dataclasses.replace(entry.source, reliability="D"))
    assert find.source_register(story, [entry.source.id])[0].reliability is Reliability.D
    assert find.source_register(story, []) == []


def test_places_that_lie_in_each_other_end_somewhere(story: Case) -> None:
    kunduz, bandar = story.all(Place)[:2]
    with story.edit("Circle") as edit:
        edit.update(dataclasses.replace(kunduz, parent=bandar.id))
    incident = find.ids(story, "incident", where={"kind": "clash"})[0]
    assert [place.name for place in find.evidence(story, incident).places[0].within] == ["Kunduz"]


def test_an_incident_that_is_not_there_is_said_in_words(story: Case) -> None:
    with pytest.raises(DossierError, match="no longer in the case"):
        find.evidence(story, 7)


def test_quotes_under_terms_are_those_of_the_texts_asked_for_term_by_term(case: Case) -> None:
    with case.edit("Say") as edit:
        sources = edit.insert_many([Source(title=f"S {n}") for n in range(2)])
        texts = [
            edit.insert(Text(source=source.id, sha256=edit.store_text(source.title)))
            for source in sources
        ]
        cited = [edit.insert(Citation(text=text.id, exact="words")) for text in texts]

        def say(at: int, status: str, said: str) -> int:
            when = Reported.of(said) if said else NO_DATE
            quote = Quote(citation=cited[at].id, status=status, said=when, text="words")
            return edit.insert(dataclasses.replace(quote, description="an officer")).id

        late, early = say(0, "background", "9 June 2021"), say(0, "background", "2 June 2021")
        barred = say(0, "off_record", "1 June 2021")
        say(0, "on_record", "1 June 2021")
        say(1, "background", "1 June 2021")
        undated = say(0, "background", "")
        edit.trash("quote", say(0, "off_record", "1 June 2021"))
    found = find.spoken(case, [texts[0].id], ["off_record", "background"])
    assert [quote.id for _, quote in found] == [barred, early, late, undated]
    assert {citation.id for citation, _ in found} == {cited[0].id}
