"""Terms of a search: what each asks of each kind of record, in lists, searches and briefs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.case import find, limits
from dossier.case.case import Case
from dossier.case.query import Part, Term, parse
from dossier.model.dates import Reported
from dossier.model.records import (
    KINDS,
    Actor,
    Alias,
    Attribution,
    Citation,
    Claim,
    Incident,
    IncidentPlace,
    Place,
    Quote,
    QuoteIncident,
    Source,
    Text,
)


@pytest.fixture
def story(case: Case) -> Case:
    """A crossing told by an outlet graded B, a clash without sources, an outlet graded D."""
    with case.edit("Story") as edit:
        kunduz = edit.insert(Place(name="Kunduz", kind="ADM1"))
        bandar = edit.insert(
            Place(name="Shir Khan Bandar", aliases=(Alias("شیرخان بندر"),), parent=kunduz.id)
        )
        asadov = edit.insert(Actor(name="Sherzod Asadov", kind="person"))
        paper = edit.insert(Actor(name="Eurasianet", kind="outlet", reliability="B"))
        source = edit.insert(
            Source(title="Troops cross", publisher=paper.id, published=Reported.of("29 June 2021"))
        )
        edit.insert(Source(title="Rumours", kind="social_post", reliability="D"))
        text = edit.insert(Text(source=source.id, sha256=edit.store_text("More than 130 fled.")))
        cited = edit.insert(Citation(text=text.id, start=0, end=13, exact="More than 130"))
        edit.insert(Attribution(citation=cited.id, position=1, actor=asadov.id, verb="said"))
        crossing = edit.insert(
            Incident(
                title="Soldiers cross the river",
                kind="cross_border_flight",
                date=Reported.of("22 June 2021"),
                status="reviewed",
            )
        )
        edit.insert(
            Incident(
                title="Clash at the river bank",
                kind="clash",
                date=Reported.of("5 July 2021"),
                status="draft",
            )
        )
        edit.insert(IncidentPlace(incident=crossing.id, place=bandar.id, role="crossing_point"))
        edit.insert(
            Claim(
                incident=crossing.id,
                citation=cited.id,
                attribute="count",
                stated="more than 130",
                stance="asserts",
                credibility="2",
            )
        )
        quote = edit.insert(
            Quote(
                citation=cited.id,
                speaker=asadov.id,
                form="paraphrase",
                text="They fled",
                said=Reported.of("28 June 2021"),
                status="on_record",
            )
        )
        edit.insert(QuoteIncident(quote=quote.id, incident=crossing.id, bearing="supports"))
    return case


CROSSING, CLASH = "Soldiers cross the river", "Clash at the river bank"


def listed(case: Case, kind: str, words: str) -> list[str]:
    return [row.title for row in find.listing(case, kind, find.ids(case, kind, words=words))]


def found(case: Case, words: str, **asked: object) -> set[tuple[str, str]]:
    hits = find.search(case, words, **asked)  # type: ignore[arg-type]  # as the palette would ask
    return {(hit.kind, hit.title) for hit in hits.rows}


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("speaker:Asadov", [CROSSING]),
        ("speaker:Асадов", [CROSSING]),
        ("source:eurasianet", [CROSSING]),
        ('source:"troops cross"', [CROSSING]),
        ("place:Kunduz", [CROSSING]),
        ('place:"Sher Khan"', [CROSSING]),
        ("-place:Kunduz", [CLASH]),
        ("after:2021-07", [CLASH]),
        ("after:2021-06-22 before:2021-06-22", [CROSSING]),
        ('before:"30 June 2021"', [CROSSING]),
        ("grade:B2", [CROSSING]),
        ("grade:b", [CROSSING]),
        ("grade:2", [CROSSING]),
        ("grade:D", []),
        ("status:draft", [CLASH]),
        ("status:rev", [CROSSING]),
        ("kind:clash", [CLASH]),
        ("kind:incident river", [CROSSING, CLASH]),
        ("kind:place", []),
        ("is:single-origin", [CROSSING]),
        ("is:disputed", []),
        ("-is:single-origin", [CLASH]),
        ("river -bank", [CROSSING]),
        ("-river", []),
        ('"the river"', [CROSSING, CLASH]),
        ('"river the"', []),
        ('river -"river bank"', [CROSSING]),
        ("status:nonsense", []),
        ("-status:nonsense", []),
        ("after:soon", []),
        ("speaker:", [CROSSING, CLASH]),
        ('river "', [CROSSING, CLASH]),
    ],
)
def test_a_list_of_incidents_follows_terms(story: Case, words: str, titles: list[str]) -> None:
    assert listed(story, "incident", words) == titles


@pytest.mark.parametrize(
    ("kind", "words", "titles"),
    [
        ("source", "grade:B", ["Troops cross"]),
        ("source", "grade:D", ["Rumours"]),
        ("source", "speaker:Asadov", ["Troops cross"]),
        ("source", "source:eurasianet", ["Troops cross"]),
        ("source", "after:2021", ["Troops cross"]),
        ("source", "kind:social", ["Rumours"]),
        ("quote", "speaker:Asadov", ["They fled"]),
        ("quote", "source:troops", ["They fled"]),
        ("quote", "place:Kunduz", ["They fled"]),
        ("quote", "grade:B", ["They fled"]),
        ("quote", "grade:C", []),
        ("quote", "is:single", ["They fled"]),
        ("quote", "status:on-record kind:para", ["They fled"]),
        ("actor", "grade:B", ["Eurasianet"]),
        ("actor", "kind:person", ["Sherzod Asadov"]),
        ("place", "place:Kunduz", ["Kunduz", "Shir Khan Bandar"]),
        ("place", "-kind:ADM1", ["Shir Khan Bandar"]),
        ("place", "after:2021", []),
    ],
)
def test_lists_of_other_kinds_follow_them_too(
    story: Case, kind: str, words: str, titles: list[str]
) -> None:
    assert listed(story, kind, words) == titles


def test_search_follows_terms_with_and_without_words(story: Case) -> None:
    for ranked in (False, True):
        assert found(story, "river status:draft", ranked=ranked) == {("incident", CLASH)}
        assert found(story, "river -bank", ranked=ranked) == {("incident", CROSSING)}
        assert found(story, "kind:incident after:2021-07", ranked=ranked) == {("incident", CLASH)}
        assert found(story, '"more than 130"', ranked=ranked) == {
            ("incident", CROSSING),
            ("source", "Troops cross"),
        }
        assert found(story, '"than more 130"', ranked=ranked) == set()
    assert found(story, "speaker:Asadov", kind="quote") == {("quote", "Sherzod Asadov")}


def test_a_phrase_is_shown_where_it_stands(story: Case) -> None:
    (hit,) = find.search(story, '"river bank"').rows
    assert [hit.snippet[a:b] for a, b in hit.spans] == ["river", "bank"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("after:soon", "“soon” is not a date; write 2021-06-22"),
        ("grade:Z9", "“Z9” is not a grade; write B2, B or 2"),
        ("is:wonderful", "“wonderful” is none of the words for is:"),
        ("status:dra", ""),
        ("after:", ""),
        ("soon", ""),
    ],
)
def test_what_is_not_understood_is_said(typed: str, said: str) -> None:
    assert limits.trouble(parse(typed).parts[0]) == said


def test_every_choice_offered_is_understood_and_can_be_typed(story: Case) -> None:
    for term in Term:
        for typed, label in limits.choices(term):
            part = Part(typed, term)
            assert limits.trouble(part) == "", (term, typed)
            assert label
            assert parse(str(part)).parts == (part,)
            for kind in find.LISTED:
                find.ids(story, kind, words=str(part))


TERMS = st.sampled_from([f"{term}:" for term in Term])
TYPED = st.lists(st.tuples(st.sampled_from(["", "-"]), TERMS | st.just(""), st.text())).map(
    lambda parts: " ".join("".join(part) for part in parts)
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(TYPED)
def test_nothing_that_is_typed_is_an_error(story: Case, typed: str) -> None:
    find.search(story, typed)
    find.search(story, typed, ranked=True, kind="incident")
    for kind in KINDS:
        find.ids(story, kind.name, words=typed)
