"""The trash: what lies in it, since when, who put it there; found by name in any script."""

import pytest

from dossier.case import edits, find
from dossier.case.case import Case
from dossier.model.records import Actor, Alias, Incident, Place


@pytest.fixture
def untidy(case: Case) -> Case:
    """An incident, a place and an actor of which two lie in the trash."""
    case.by = "First analyst"
    with case.edit("Fill") as edit:
        incident = edit.insert(Incident(title="Бой у переправы"))
        place = edit.insert(Place(name="Shir Khan", aliases=(Alias("شیرخان"),)))
        edit.insert(Actor(name="Asadov", notes='"deleted_at":"never"'))
    edits.trash(case, "incident", [incident.id])
    case.by = "Second analyst"
    edits.trash(case, "place", [place.id])
    return case


def test_the_trash_tells_what_when_and_by_whom_the_last_first(untidy: Case) -> None:
    place, incident = find.trash_rows(untidy, find.trash_ids(untidy))
    assert (place.kind, place.title, place.by) == ("place", "Shir Khan", "Second analyst")
    assert (incident.kind, incident.reference) == ("incident", "INC-0001")
    assert (incident.title, incident.by) == ("Бой у переправы", "First analyst")
    assert place.at >= incident.at > "2020"
    assert find.trash_count(untidy) == 2


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("shir", ["Shir Khan"]),
        ("شيرخان", ["Shir Khan"]),
        ("ПЕРЕПРАВ", ["Бой у переправы"]),
        ("inc-0001", ["Бой у переправы"]),
        ("khan inc", []),
        ("asadov", []),
        ('"', ["Shir Khan", "Бой у переправы"]),
    ],
)
def test_it_is_searched_by_name(untidy: Case, words: str, titles: list[str]) -> None:
    found = find.trash_rows(untidy, find.trash_ids(untidy, words))
    assert [row.title for row in found] == titles


def test_what_is_restored_and_trashed_anew_has_the_last_hand(untidy: Case) -> None:
    incident = find.trash_ids(untidy, "inc")[0]
    edits.restore(untidy, "incident", [incident])
    assert find.trash_count(untidy) == 1
    assert find.trash_rows(untidy, [incident]) == []
    edits.trash(untidy, "incident", [incident])
    (row,) = find.trash_rows(untidy, [incident])
    assert row.by == "Second analyst"
