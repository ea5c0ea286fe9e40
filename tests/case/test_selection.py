"""A list after an edit: the few records that changed are placed anew, as if it was asked again."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.case import find, journal, selection
from dossier.case.case import Case
from dossier.case.selection import Selection
from dossier.model.dates import Reported
from dossier.model.records import (
    Actor,
    Attribution,
    Citation,
    Claim,
    Incident,
    Place,
    Source,
    Text,
)

LISTS = (
    Selection(kind="incident"),
    Selection(kind="incident", descending=True),
    Selection(kind="incident", sort="title"),
    Selection(kind="incident", sort="status", descending=True),
    Selection(kind="incident", sort="items"),
    Selection(kind="incident", sort="reference", descending=True),
    Selection(kind="incident", sort="id"),
    Selection(kind="incident", words="river"),
    Selection(kind="incident", where={"status": ("draft", "")}),
    Selection(kind="incident", where={"corroboration": "unattributed"}, sort="modified"),
)


def drawn(chance: random.Random) -> Incident:
    day = chance.choice(("", *(f"{day} June 2021" for day in range(1, 6))))
    return Incident(
        title=" ".join(chance.choices(("river", "bank", "Convoy", "бой"), k=2)),
        date=Reported.of(day) if day else Reported(),
        status=chance.choice(("", "draft", "reviewed")),
    )


def shake(case: Case, chance: random.Random) -> set[int]:
    """Add, change, trash and restore a few; return which."""
    held = case.stored(Incident)
    with case.edit("Shake") as edit:
        touched = {edit.insert(drawn(chance)).id}
        for one in chance.sample(held, 4):
            touched.add(one.id)
            if chance.random() < 0.5:
                (edit.restore if one.deleted_at else edit.trash)("incident", one.id)
            else:
                new = drawn(chance)
                edit.update(replace(new, id=one.id, reference=one.reference))
    return touched


@pytest.fixture
def crowd(case: Case) -> Case:
    """Sixty incidents of which many are alike."""
    chance = random.Random(3)  # noqa: S311 - a story, no secret
    with case.edit("Crowd") as edit:
        edit.insert_many([drawn(chance) for _ in range(60)])
    return case


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25
)
@given(st.integers(0, 10_000))
def test_a_list_renewed_is_the_list_asked_again(crowd: Case, seed: int) -> None:
    conn = crowd.db.conn
    before = [selection.ids(conn, asked) for asked in LISTS]
    touched = shake(crowd, random.Random(seed))  # noqa: S311 - a story, no secret
    for asked, shown in zip(LISTS, before, strict=True):
        assert selection.renewed(conn, asked, shown, touched) == selection.ids(conn, asked), asked


def test_a_list_in_which_all_rows_stand_where_they_belong_is_not_copied(crowd: Case) -> None:
    asked = Selection(kind="incident", sort="title")
    shown = selection.ids(crowd.db.conn, asked)
    first, second, *_, end = shown
    assert selection.renewed(crowd.db.conn, asked, shown, {first, second, end}) is shown
    with crowd.edit("Title") as edit:
        edit.update(replace(crowd.get(Incident, end), title="\x01 before all"))
    fresh = selection.renewed(crowd.db.conn, asked, shown, {end})
    assert (shown[-1], fresh[0]) == (end, end)


def last(case: Case, kind: str = "incident") -> tuple[set[int], bool] | None:
    step = case.last_content_step
    assert step is not None
    touched: dict[str, set[int]] = {}
    for change in journal.changes(case.db.conn, step.id):
        touched.setdefault(change.kind, set()).add(change.row)
    concern = find.concerned(case, kind, step.id, touched)
    return (set(concern.ids), concern.others) if concern else None


def test_a_step_concerns_the_records_it_touched_and_what_rests_on_them(filled: Case) -> None:
    (incident,), claim, (source,) = filled.all(Incident), filled.all(Claim)[0], filled.all(Source)
    with filled.edit("New") as edit:
        added = edit.insert(Incident(title="New"))
    assert last(filled) == ({added.id}, False)
    with filled.edit("Claim moves to another incident") as edit:
        edit.update(replace(claim, incident=added.id))
    assert last(filled) == ({incident.id, added.id}, False)
    with filled.edit("Somebody stands behind its passage") as edit:
        cited, actor = claim.citation, filled.all(Actor)[0].id
        edit.insert(Attribution(citation=cited, position=9, actor=actor, verb="said"))
    found = last(filled)
    assert found is not None
    assert added.id in found[0]
    with filled.edit("Claim goes") as edit:
        edit.delete("claim", claim.id)
    assert last(filled) == ({added.id}, False)
    with filled.edit("A passage is cited") as edit:
        edit.insert(Citation(text=filled.all(Text)[0].id, exact="soldiers"))
    assert last(filled, "source") == ({source.id}, False)
    with filled.edit("A place is renamed") as edit:
        edit.update(replace(filled.all(Place)[0], name="Renamed"))
    assert last(filled) == (set(), True)
    with filled.edit("Many") as edit:
        edit.insert_many([Incident(title=f"No {n}") for n in range(300)])
    assert last(filled) is None
