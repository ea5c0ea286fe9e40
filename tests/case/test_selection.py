"""A list after an edit: the few records that changed are placed anew, as if it was asked again."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.case import selection
from dossier.case.case import Case
from dossier.case.selection import Selection
from dossier.model.dates import Reported
from dossier.model.records import Incident

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
