"""The inspector of a large case: it follows a change on a later turn, and loses nothing by it."""

import dataclasses

import pytest
from pytestqt.qtbot import QtBot

from dossier.case import edits
from dossier.model.records import Incident
from dossier.ui.desk import Desk
from dossier.ui.panes.inspector import Inspector
from ui.inspecting import incidents, line


@pytest.fixture
def beside(open_desk: Desk) -> Desk:
    """Take the small case for a large one."""
    open_desk.asking.large = 0
    open_desk.asking._is_beside = True
    return open_desk


@pytest.fixture
def shown(beside: Desk, inspector: Inspector, qtbot: QtBot) -> Inspector:
    """The inspector with the first incident."""
    inspector.show_record("incident", incidents(beside)[0].id)
    qtbot.waitUntil(lambda: not beside.turns.awaits(inspector._later))
    return inspector


def retitle(desk: Desk, title: str) -> None:
    """Name the first incident anew, as another form would."""
    assert desk.case is not None
    edits.change(desk.case, dataclasses.replace(incidents(desk)[0], title=title))


def test_a_change_is_shown_on_a_later_turn_and_the_last_one_stands(
    shown: Inspector, beside: Desk, qtbot: QtBot
) -> None:
    before = line(shown, "title").text()
    retitle(beside, "First")
    retitle(beside, "Second")
    assert line(shown, "title").text() == before
    qtbot.waitUntil(lambda: line(shown, "title").text() == "Second")


def test_what_is_typed_before_the_turn_is_stored_and_the_rest_is_as_it_is_now(
    shown: Inspector, beside: Desk, qtbot: QtBot
) -> None:
    assert beside.case is not None
    line(shown, "title").setFocus()
    line(shown, "title").setText("Typed")
    edits.change(beside.case, dataclasses.replace(incidents(beside)[0], summary="Changed"))
    assert shown.commit()
    stored = incidents(beside)[0]
    assert (stored.title, stored.summary) == ("Typed", "Changed")
    form = shown.form
    assert form is not None
    qtbot.waitUntil(lambda: form.rows["summary"].control.value() == "Changed")
    assert line(shown, "title").text() == "Typed"


def test_nothing_is_stored_into_a_record_that_is_gone(
    shown: Inspector, beside: Desk, steps: list[str], qtbot: QtBot
) -> None:
    assert beside.case is not None
    line(shown, "title").setText("Typed")
    edits.trash(beside.case, "incident", [incidents(beside)[0].id])
    steps.clear()
    shown.commit()
    assert steps == []
    qtbot.waitUntil(lambda: shown.form is None)


def test_another_record_that_is_shown_meanwhile_stays(
    shown: Inspector, beside: Desk, qtbot: QtBot
) -> None:
    other = incidents(beside)[1]
    retitle(beside, "Changed")
    shown.show_record("incident", other.id)
    qtbot.waitUntil(lambda: not beside.turns.awaits(shown._later))
    assert shown.reference.text() == other.reference
    assert line(shown, "title").text() == other.title


def test_the_evidence_is_counted_on_a_later_turn(
    shown: Inspector, beside: Desk, qtbot: QtBot
) -> None:
    assert beside.case is not None
    with beside.case.edit("More") as edit:
        other = edit.insert(Incident(reference="INC-0900", title="Nothing is said of it"))
    at = shown.tabs.indexOf(shown.evidence)
    shown.show_record("incident", other.id)
    qtbot.waitUntil(lambda: shown.tabs.tabText(at) == "Evidence")
    shown.show_record("place", beside.case.rows("SELECT min(id) FROM place")[0][0])
    qtbot.waitUntil(lambda: not shown.tabs.isTabVisible(at))


def test_what_waits_is_not_shown_of_a_case_that_was_closed(
    shown: Inspector, beside: Desk, qtbot: QtBot
) -> None:
    retitle(beside, "Changed")
    beside.close_case()
    qtbot.wait(20)
    assert shown.form is None
    assert shown.reference.text() == ""
