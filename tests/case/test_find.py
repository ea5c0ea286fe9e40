"""Questions: lists, searches over three scripts, and Evidence put together in few of them."""

import dataclasses
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.case import find
from dossier.case.case import Case
from dossier.case.find import ActorRow, IncidentRow, PlaceRow, QuoteRow, Registered, SourceRow
from dossier.errors import DossierError
from dossier.model.counts import read
from dossier.model.dates import Reported
from dossier.model.field import Record
from dossier.model.records import (
    KINDS,
    Actor,
    Alias,
    Attachment,
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

ARTICLE = "On 22 June more than 130 soldiers fled.\n\n«Нарушений границы не было», заявил Асадов."


@pytest.fixture
def story(case: Case) -> Case:
    """Two incidents, one article in two scripts, places with names in three."""
    with case.edit("Story") as edit:
        kunduz = edit.insert(Place(name="Kunduz", aliases=(Alias("قندوز", "fa-AF"),)))
        bandar = edit.insert(Place(name="شیرخان بندر", parent=kunduz.id))
        south = edit.insert(Place(name="Шаартуз"))
        khatlon = edit.insert(Place(name="Khatlon"))
        asadov = edit.insert(Actor(name="Sherzod Asadov", role="Spokesman"))
        paper = edit.insert(Actor(name="Eurasianet", reliability="B"))
        published = Reported.of("29 June 2021")
        source = edit.insert(Source(title="Troops cross", publisher=paper.id, published=published))
        text = edit.insert(Text(source=source.id, sha256=edit.store_text(ARTICLE)))
        cited = edit.insert(Citation(text=text.id, start=11, end=24, exact="more than 130"))
        edit.insert(Attribution(citation=cited.id, position=1, actor=asadov.id, verb="said"))
        first = edit.insert(
            Incident(
                title="Soldiers cross the river", date=Reported.of("22 June 2021"), kind="clash"
            )
        )
        second = edit.insert(Incident(title="Бой у переправы", date=Reported.of("June 2021")))
        edit.insert(Incident(title="a rumour", status="draft"))
        for incident, place, role in (
            (first, bandar, "crossing_point"),
            (first, khatlon, "destination"),
            (second, south, "occurred_at"),
        ):
            edit.insert(IncidentPlace(incident=incident.id, place=place.id, role=role))
        for stated in ("134", "more than 130"):
            edit.insert(
                Claim(
                    incident=first.id,
                    citation=cited.id,
                    attribute="count",
                    stated=stated,
                    stance="asserts",
                    measure="crossed",
                    count=read(stated),
                    chosen=stated == "134",
                )
            )
        quote = edit.insert(
            Quote(citation=cited.id, speaker=asadov.id, form="paraphrase", text="No violations")
        )
        edit.insert(QuoteIncident(quote=quote.id, incident=first.id, bearing="denies"))
    return case


def titles(case: Case, kind: str, **asked: object) -> list[str]:
    found = find.ids(case, kind, **asked)  # type: ignore[arg-type]  # as a list would ask
    return [row.title for row in find.listing(case, kind, found)]


def found(case: Case, words: str, **asked: object) -> list[tuple[str, str]]:
    hits = find.search(case, words, **asked)  # type: ignore[arg-type]  # as the palette would ask
    return [(hit.kind, hit.title) for hit in hits.rows]


# ---- lists


def test_counts_leave_out_the_trash(story: Case) -> None:
    assert find.counts(story) == {"incident": 3, "source": 1, "quote": 1, "actor": 2, "place": 4}
    (source,) = story.all(Source)
    with story.edit("Away") as edit:
        edit.trash("source", source.id)
    assert find.counts(story)["source"] == 0


def test_a_list_is_sorted_by_date_and_what_has_none_comes_last(story: Case) -> None:
    dated = ["Бой у переправы", "Soldiers cross the river"]
    assert titles(story, "incident") == [*dated, "a rumour"]
    assert titles(story, "incident", descending=True) == [*dated[::-1], "a rumour"]


def test_every_listed_field_and_number_can_be_sorted_by(story: Case) -> None:
    for kind in KINDS:
        if kind.name in find.LISTED:
            for field in (*kind.fields, None):
                for descending in (False, True):
                    sort = field.name if field else "id"
                    shown = find.ids(story, kind.name, sort=sort, descending=descending)
                    assert len(shown) == find.counts(story)[kind.name]
    for sort in ("items", "outlets", "origins", "corroboration", "modified"):
        assert titles(story, "incident", sort=sort, descending=True)[0]
    assert titles(story, "incident", sort="items", descending=True)[0] == "Soldiers cross the river"


def test_references_sort_by_number_and_names_without_regard_to_case(case: Case) -> None:
    with case.edit("Many") as edit:
        for reference, title in (("INC-10000", "b"), ("INC-9999", "C"), ("INC-0002", "a")):
            edit.insert(Incident(reference=reference, title=title))
    assert titles(case, "incident", sort="reference") == ["a", "C", "b"]
    assert titles(case, "incident", sort="title") == ["a", "b", "C"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"kind": "clash"}, ["Soldiers cross the river"]),
        ({"status": "draft"}, ["a rumour"]),
        ({"status": "", "kind": ""}, ["Бой у переправы"]),
        ({"corroboration": "single_origin"}, ["Soldiers cross the river"]),
        ({"after": "2021-06-25"}, ["Бой у переправы"]),
        ({"before": "2021-06-10"}, ["Бой у переправы"]),
        ({"after": "2022"}, []),
    ],
)
def test_a_list_is_filtered(story: Case, where: dict[str, str], expected: list[str]) -> None:
    assert titles(story, "incident", where=where) == expected


def test_a_list_is_filtered_by_a_record_it_is_linked_to(story: Case) -> None:
    ids = {place.name: str(place.id) for place in story.all(Place)}
    ids |= {actor.name: str(actor.id) for actor in story.all(Actor)}
    (source,), (quote,) = story.all(Source), story.all(Quote)
    crossing = ["Soldiers cross the river"]
    assert titles(story, "incident", where={"place": ids["Khatlon"]}) == crossing
    assert titles(story, "incident", where={"source": str(source.id)}) == crossing
    assert titles(story, "incident", where={"quote": str(quote.id)}) == crossing
    assert titles(story, "source", where={"publisher": ids["Eurasianet"]}) == ["Troops cross"]
    assert titles(story, "quote", where={"speaker": ids["Sherzod Asadov"]}) == ["No violations"]
    incident = find.ids(story, "incident", where={"kind": "clash"})[0]
    assert titles(story, "quote", where={"incident": str(incident)}) == ["No violations"]


@pytest.mark.parametrize(
    "asked",
    [
        {"sort": "colour"},
        {"sort": "id; DROP TABLE incident"},
        {"where": {"colour": "red"}},
        {"where": {"place": "x"}},
        {"where": {"after": "soon"}},
    ],
)
def test_an_unknown_column_or_value_is_refused_in_words(
    story: Case, asked: dict[str, object]
) -> None:
    with pytest.raises(DossierError):
        titles(story, "incident", **asked)


def test_the_trash_is_a_list_of_its_own(story: Case) -> None:
    with story.edit("Away") as edit:
        edit.trash("incident", find.ids(story, "incident")[0])
    assert titles(story, "incident", trashed=True) == ["Бой у переправы"]
    assert "Бой у переправы" not in titles(story, "incident")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("river", ["Soldiers cross the river"]),
        ("РЕКА", []),
        ("переправ", ["Бой у переправы"]),
        ("Sher Khan", ["Soldiers cross the river"]),
        ("Шерхан", ["Soldiers cross the river"]),
        ("shahritus", ["Бой у переправы"]),
        ("شهرتوز", ["Бой у переправы"]),
        ("Кундуз soldiers", ["Soldiers cross the river"]),
        ("qunduz 134", ["Soldiers cross the river"]),
        ("shahritus soldiers", []),
    ],
)
def test_words_filter_by_what_a_row_shows_in_any_script(
    story: Case, words: str, expected: list[str]
) -> None:
    assert titles(story, "incident", words=words) == expected


def test_sources_and_quotes_are_found_by_who_publishes_and_speaks(story: Case) -> None:
    assert titles(story, "source", words="eurasia troops") == ["Troops cross"]
    assert titles(story, "quote", words="Асадов") == ["No violations"]


def test_rows_say_what_a_list_shows(story: Case) -> None:
    ids = find.ids(story, "incident", where={"kind": "clash"})
    (row,) = find.listing(story, "incident", ids)
    assert isinstance(row, IncidentRow)
    assert (row.reference, row.when, row.weekday) == ("INC-0001", "22 Jun 2021", "Tuesday")
    assert (row.place, row.place_line) == ("شیرخان بندر", "شیرخان بندر · Kunduz → Khatlon")
    assert (row.figure, row.second, row.agree) == ("134", "more than 130", True)
    assert (row.items, row.outlets, row.origins, row.corroboration) == (1, 1, 1, "single_origin")
    (source,) = find.listing(story, "source", find.ids(story, "source"))
    assert isinstance(source, SourceRow)
    assert (source.publisher, source.reliability) == ("Eurasianet", Reliability.B)
    (quote,) = find.listing(story, "quote", find.ids(story, "quote"))
    assert isinstance(quote, QuoteRow)
    assert (quote.speaker, quote.role, quote.source) == ("Sherzod Asadov", "Spokesman", "S-0001")
    assert quote.incidents == ("INC-0001",)


def test_people_and_places_count_what_names_them(story: Case) -> None:
    people = find.listing(story, "actor", find.ids(story, "actor", words="Asadov"))
    assert [row.quotes for row in people if isinstance(row, ActorRow)] == [1]
    places = find.listing(story, "place", find.ids(story, "place", words="шерхан"))
    assert [(p.within, p.incidents) for p in places if isinstance(p, PlaceRow)] == [("Kunduz", 1)]


def test_any_kind_has_rows_and_rows_that_are_gone_are_left_out(story: Case) -> None:
    for kind in KINDS:
        ids = find.ids(story, kind.name)
        assert [row.id for row in find.listing(story, kind.name, [*ids, 7])] == list(ids)


# ---- search


@pytest.mark.parametrize(
    ("words", "hit"),
    [
        ("river soldiers", ("incident", "Soldiers cross the river")),
        ("Sherkhan", ("place", "شیرخان بندر")),
        ("Shahrtuz", ("place", "Шаартуз")),
        ("قُندُوز", ("place", "Kunduz")),
        ("Асадов", ("actor", "Sherzod Asadov")),
        ("اسدوف", ("actor", "Sherzod Asadov")),
        ("viol", ("quote", "Sherzod Asadov")),
        ("нарушении границы", ("source", "Troops cross")),
        ("more than 130", ("incident", "Soldiers cross the river")),
        ("INC-0002", ("incident", "Бой у переправы")),
    ],
)
def test_search_finds_any_record_in_any_script(
    story: Case, words: str, hit: tuple[str, str]
) -> None:
    assert hit in found(story, words)
    assert hit in found(story, words, ranked=True)
    assert hit in found(story, words, kind=hit[0])


def test_a_snippet_shows_the_words_as_they_are_written(story: Case) -> None:
    (hit,) = find.search(story, "нарушении", kind="source").rows
    ((start, end),) = hit.spans
    assert hit.snippet[start:end] == "Нарушений"
    assert hit.reference == "S-0001"


def test_a_snippet_of_a_long_text_is_cut_round_the_word(story: Case) -> None:
    body = "Слова " * 3000 + "\nЗдесь стоит переправа.\n" + "Ещё " * 3000
    with story.edit("Long") as edit:
        source = edit.insert(Source(title="Long"))
        edit.insert(Text(source=source.id, sha256=edit.store_text(body)))
    (hit,) = [hit for hit in find.search(story, "переправа").rows if hit.title == "Long"]
    assert hit.snippet.startswith("… Здесь стоит переправа.")
    assert len(hit.snippet) < 200
    assert [hit.snippet[a:b] for a, b in hit.spans] == ["переправа"]


def test_what_is_spelt_so_comes_before_what_only_sounds_so(case: Case) -> None:
    with case.edit("Names") as edit:
        edit.insert(Place(name="Shahrtuz"))
        edit.insert(Place(name="Шаартуз"))
    assert [title for _, title in found(case, "shahrtuz")] == ["Shahrtuz", "Шаартуз"]
    assert [title for _, title in found(case, "шаартуз")] == ["Шаартуз", "Shahrtuz"]


def test_a_title_outweighs_prose(case: Case) -> None:
    with case.edit("Two") as edit:
        edit.insert(Incident(title="Convoy attacked"))
        edit.insert(Incident(title="Calm", summary="No convoy was seen that day"))
    assert [title for _, title in found(case, "convoy")] == ["Convoy attacked", "Calm"]
    assert [title for _, title in found(case, "convoy", ranked=True)] == ["Convoy attacked", "Calm"]


def test_hits_on_what_the_trash_owns_are_left_out(story: Case) -> None:
    (source,), (text,) = story.all(Source), story.all(Text)
    with story.edit("Attach") as edit:
        edit.insert(Attachment(source=source.id, sha256=text.sha256, file_name="violations.pdf"))
    assert ("source", "Troops cross") in found(story, "violations.pdf")
    with story.edit("Away") as edit:
        edit.trash("source", source.id)
    assert "source" not in {kind for kind, _ in found(story, "violations")}
    assert found(story, "нарушении") == []


def test_many_hits_are_cut_and_it_is_said(case: Case) -> None:
    with case.edit("Many") as edit:
        edit.insert_many([Incident(title=f"Convoy {number}") for number in range(600)])
    hits = find.search(case, "convoy")
    assert (len(hits.rows), hits.more) == (500, True)
    few = find.search(case, "convoy 599", limit=1)
    assert ([hit.title for hit in few.rows], few.more) == (["Convoy 599"], False)
    assert find.search(case, "convoy", limit=10).more


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.one_of(st.characters(), st.sampled_from('\0"*():^+-{}AND OR NOT NEAR شК1\n'))))
def test_whatever_is_typed_is_words(story: Case, typed: str) -> None:
    find.search(story, typed)
    find.search(story, typed, ranked=True, kind="incident")
    for kind in ("incident", "source", "quote", "affiliation"):
        find.ids(story, kind, words=typed)


@pytest.mark.parametrize("typed", ["", " ", "\0", '"', "''", "***", "AND", 'a" OR "b', "x" * 10000])
def test_hostile_queries_find_nothing_and_never_fail(story: Case, typed: str) -> None:
    assert find.search(story, typed).rows == ()


# ---- Evidence


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
