"""The notes tab: the one field that stands by itself, saved like any other."""

import dataclasses
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dossier.case import edits
from dossier.model.records import KINDS, Actor, Incident, Place, Source
from dossier.ui.desk import Desk
from dossier.ui.forms.form import Form, fields_of
from dossier.ui.forms.texts import ProseControl
from dossier.ui.panes.inspector import Inspector

NOTED = ("actor", "place", "source", "incident")


def prose_of(inspector: Inspector) -> ProseControl:
    form = inspector.form
    assert form is not None
    assert form.apart is not None
    assert isinstance(form.apart.control, ProseControl)
    return form.apart.control


def tab(inspector: Inspector) -> str:
    return inspector.tabs.tabText(inspector.tabs.indexOf(inspector.notes))


def first(desk: Desk, kind: type[Incident | Actor | Place | Source] = Incident) -> int:
    assert desk.case is not None
    return desk.case.all(kind)[0].id


def stored(desk: Desk) -> str:
    assert desk.case is not None
    return desk.case.get(Incident, first(desk)).note


def test_kinds_with_a_note_leave_it_out_of_the_form() -> None:
    apart = {kind.name for kind in KINDS if fields_of(kind, apart=True)}
    assert apart == set(NOTED)
    for kind in KINDS:
        assert not set(fields_of(kind)) & set(fields_of(kind, apart=True))
        assert len(fields_of(kind, apart=True)) <= 1


def test_the_note_has_all_the_room_there_is(inspector: Inspector, open_desk: Desk) -> None:
    inspector.show_record("incident", first(open_desk))
    inspector.tabs.setCurrentWidget(inspector.notes)
    QTest.qWait(10)
    assert prose_of(inspector).prose.height() > inspector.notes.height() * 0.7
    form = inspector.form
    assert form is not None
    assert not form.isAncestorOf(prose_of(inspector))


def test_what_is_typed_is_saved_and_a_dot_says_that_there_is_something(
    inspector: Inspector, open_desk: Desk, steps: list[str]
) -> None:
    inspector.show_record("incident", first(open_desk))
    assert tab(inspector) == "Notes"
    inspector.tabs.setCurrentWidget(inspector.notes)
    box = prose_of(inspector).prose
    box.setFocus()
    QTest.keyClicks(box, "Ask Farid")
    assert tab(inspector) == "Notes •"
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored(open_desk) == "Ask Farid"
    assert len(steps) == 1
    open_desk.undo()
    assert box.toPlainText() == ""
    assert tab(inspector) == "Notes"


def test_switching_records_saves_and_shows_the_other_note(
    inspector: Inspector, open_desk: Desk
) -> None:
    case = open_desk.case
    assert case is not None
    one, other = case.all(Incident)[:2]
    edits.change(case, dataclasses.replace(other, note="Seen"))
    inspector.show_record("incident", one.id)
    inspector.tabs.setCurrentWidget(inspector.notes)
    box = prose_of(inspector).prose
    box.setFocus()
    QTest.keyClicks(box, "Ask Farid")
    inspector.show_record("incident", other.id)
    assert (box.toPlainText(), tab(inspector)) == ("Seen", "Notes •")
    assert case.get(Incident, one.id).note == "Ask Farid"
    assert inspector.tabs.currentWidget() is inspector.notes


def test_tab_leaves_the_note(inspector: Inspector, open_desk: Desk) -> None:
    inspector.show_record("incident", first(open_desk))
    inspector.tabs.setCurrentWidget(inspector.notes)
    box = prose_of(inspector).prose
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert not box.hasFocus()
    assert "\t" not in box.toPlainText()


@pytest.mark.parametrize("kind", [Actor, Place, Source])
def test_each_kind_shows_its_own_note(
    inspector: Inspector, open_desk: Desk, kind: type[Actor | Place | Source]
) -> None:
    case = open_desk.case
    assert case is not None
    record = case.all(kind)[0]
    edits.change(case, dataclasses.replace(record, notes=f"About {kind.about.name}"))
    inspector.show_record("incident", first(open_desk))
    inspector.show_record(kind.about.name, record.id)
    assert prose_of(inspector).prose.toPlainText() == f"About {kind.about.name}"
    inspector.tabs.setCurrentWidget(inspector.notes)
    assert prose_of(inspector).isVisible()


def test_a_record_without_a_note_has_no_tab_and_shows_its_details(
    inspector: Inspector, open_desk: Desk
) -> None:
    case = open_desk.case
    assert case is not None
    inspector.show_record("incident", first(open_desk))
    inspector.tabs.setCurrentWidget(inspector.notes)
    inspector.show_record("case_info", case.info.id)
    assert not inspector.tabs.isTabVisible(inspector.tabs.indexOf(inspector.notes))
    assert inspector.tabs.currentWidget() is inspector.details


def test_a_note_of_a_case_opened_read_only_can_be_read_alone(
    inspector: Inspector, open_desk: Desk, case_path: Path
) -> None:
    open_desk.close_case()
    assert open_desk.open_case(case_path, read_only=True)
    inspector.show_record("incident", first(open_desk))
    box = prose_of(inspector).prose
    assert box.isReadOnly()


def test_a_form_nobody_gives_room_keeps_its_note_hidden(open_desk: Desk) -> None:
    form = Form(open_desk, KINDS[1])
    form.show()
    assert form.apart is not None
    assert form.isAncestorOf(form.apart)
    assert not form.apart.isVisible()
    form.deleteLater()
