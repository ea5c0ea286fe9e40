"""Values by which a list is narrowed: each says how many records would be left."""

from dataclasses import replace

import pytest

from dossier.case import edits, find
from dossier.case.case import Case
from dossier.case.find import Selection
from dossier.case.selection import VIEW
from dossier.model import narrowing
from dossier.model.dates import Reported
from dossier.model.records import Actor, Incident, IncidentPlace, Place, Source, View


@pytest.fixture
def story(case: Case) -> Case:
    """Three incidents at two places, and sources of one publisher."""
    with case.edit("Story") as edit:
        kunduz, balkh = edit.insert_many([Place(name="Kunduz"), Place(name="balkh")])
        for title, day, status, place in (
            ("Crossing", "22 June 2021", "reviewed", kunduz),
            ("Clash", "5 July 2021", "draft", kunduz),
            ("Rumour", "", "", balkh),
        ):
            date = Reported.of(day) if day else Reported()
            incident = edit.insert(Incident(title=title, date=date, status=status))
            edit.insert(IncidentPlace(incident=incident.id, place=place.id, role="occurred_at"))
        paper = edit.insert(Actor(name="Khovar"))
        edit.insert_many([Source(title="A", publisher=paper.id), Source(title="B")])
    return case


def told(case: Case, kind: str, key: str, **asked: object) -> list[tuple[str, int]]:
    chosen = Selection(kind=kind, **asked)  # type: ignore[arg-type]  # as a list would ask
    return [(one.label, one.count) for one in find.values(case, chosen, key)]


def test_words_come_in_the_order_of_their_list_and_none_last(story: Case) -> None:
    assert told(story, "incident", "status") == [("Draft", 1), ("Reviewed", 1), ("", 1)]


def test_records_come_by_name(story: Case) -> None:
    assert told(story, "incident", "place") == [("balkh", 1), ("Kunduz", 2)]
    assert told(story, "source", "publisher") == [("Khovar", 1), ("", 1)]


def test_support_is_counted_from_the_cache(story: Case) -> None:
    assert told(story, "incident", "corroboration") == [("Unattributed", 3)]


def test_other_filters_count_and_its_own_does_not(story: Case) -> None:
    kunduz = next(
        v.key for v in find.values(story, Selection(kind="incident"), "place") if v.count == 2
    )
    where = {"status": "draft", "place": kunduz}
    assert told(story, "incident", "status", where=where) == [("Draft", 1), ("Reviewed", 1)]
    assert told(story, "incident", "place", where=where) == [("Kunduz", 1)]
    assert told(story, "incident", "status", words="clash") == [("Draft", 1)]


def test_each_value_leaves_as_many_records_as_it_says(story: Case) -> None:
    for kind, key in (
        ("incident", "status"),
        ("incident", "place"),
        ("incident", "corroboration"),
        ("source", "publisher"),
    ):
        for value in find.values(story, Selection(kind=kind), key):
            assert len(find.ids(story, kind, where={key: value.key})) == value.count


def test_months_of_a_date_come_newest_first(story: Case) -> None:
    found = find.months(story, Selection(kind="incident"), "date")
    assert [(one.key, one.count) for one in found] == [("2021-07", 1), ("2021-06", 1)]


def test_several_values_of_a_filter_are_alternatives(story: Case) -> None:
    left = find.ids(story, "incident", where={"status": ("draft", "reviewed")})
    assert len(left) == 2
    assert len(find.ids(story, "incident", where={"status": ()})) == 3


def test_values_can_be_required_together_and_excluded(story: Case) -> None:
    kunduz, balkh = (
        v.key for v in reversed(find.values(story, Selection(kind="incident"), "place"))
    )
    (clash,) = find.ids(story, "incident", words="clash")
    with story.edit("Tie") as edit:
        edit.insert(IncidentPlace(incident=clash, place=int(balkh), role="destination"))
    asked = {"+place": (kunduz, balkh)}
    assert list(find.ids(story, "incident", where=asked)) == [clash]
    assert len(find.ids(story, "incident", where={"-place": (balkh,)})) == 1
    assert len(find.ids(story, "incident", where={"-status": ("reviewed",)})) == 2
    assert len(find.ids(story, "incident", where={"-status": ("reviewed", "")})) == 1
    assert told(story, "incident", "place", where=asked) == [("balkh", 2), ("Kunduz", 2)]


def test_a_saved_filter_narrows_like_its_terms_and_joins_with_others(story: Case) -> None:
    draft = narrowing.written({"status": ["draft"]})
    with story.edit("Save") as edit:
        drafts = edit.insert(View(title="Drafts", listed="incident", filters=draft))
        clashes = edit.insert(View(title="Rumours", listed="incident", words="rumour"))
        other = edit.insert(View(title="Sources", listed="source"))
        knot = edit.insert(View(title="Knot", listed="incident"))
        loop = narrowing.written({VIEW: [str(knot.id)]})
        edit.update(replace(knot, filters=loop))
        torn = edit.insert(View(title="Torn", listed="incident", filters='{"status": 1}'))

    def left(**where: View) -> int:
        return len(find.ids(story, "incident", where={k: str(v.id) for k, v in where.items()}))

    assert left(view=drafts) == 1
    assert len(find.ids(story, "incident", where={"view": (str(drafts.id), str(clashes.id))})) == 2
    assert left(**{"-view": drafts}) == 2
    assert left(**{"-view": drafts, "view": clashes}) == 1
    for asks_nothing in (other, knot, torn):
        assert left(view=asks_nothing) == 0
    edits.trash(story, "view", [drafts.id])
    assert left(view=drafts) == 0


def test_months_add_up_the_days_that_fall_into_them(case: Case) -> None:
    days = ("1 June 2021", "9 June 2021", "9 June 2021", "2 July 2021", "June 2021")
    with case.edit("Add") as edit:
        edit.insert_many([Incident(title=day, date=Reported.of(day)) for day in days])
    found = find.months(case, Selection(kind="incident"), "date")
    assert [(month.key, month.count) for month in found] == [("2021-07", 1), ("2021-06", 4)]
