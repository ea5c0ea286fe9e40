"""Lists: sorted, filtered, and what their rows say."""

import pytest

from case.telling import tell, titles
from dossier.case import find
from dossier.case.case import Case
from dossier.case.find import ActorRow, IncidentRow, PlaceRow, QuoteRow, SourceRow
from dossier.errors import DossierError
from dossier.model import counts
from dossier.model.counts import Count
from dossier.model.direction import isolated
from dossier.model.records import (
    KINDS,
    Actor,
    Incident,
    Place,
    Quote,
    Source,
)
from dossier.model.terms import Reliability


@pytest.fixture
def story(case: Case) -> Case:
    """Tell the story in an empty case."""
    return tell(case)


def test_counts_leave_out_the_trash(story: Case) -> None:
    counts = {kind: find.count(story, kind) for kind in find.LISTED}
    assert counts == {"incident": 3, "source": 1, "quote": 1, "actor": 2, "place": 4}
    assert find.holds(story, "source")
    (source,) = story.all(Source)
    with story.edit("Away") as edit:
        edit.trash("source", source.id)
    assert find.count(story, "source") == 0
    assert not find.holds(story, "source")


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
                    assert len(shown) == find.count(story, kind.name)
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
    assert (row.reference, row.when.edtf, row.weekday) == ("INC-0001", "2021-06-22", "Tuesday")
    bandar = isolated("شیرخان بندر")
    assert (row.place, row.place_line) == (bandar, f"{bandar} · Kunduz → Khatlon")
    assert [counts.words(one) for one in (row.figure, row.second) if isinstance(one, Count)] == [
        "134",
        "more than 130",
    ]
    assert row.agree
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
