"""The inspector: one stay in a field is one step, and nothing typed is lost."""

import dataclasses

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from shiboken6 import isValid

from dossier.case import edits
from dossier.model.dates import Reported
from dossier.model.records import (
    Actor,
    Incident,
    Source,
    kind_named,
)
from dossier.ui.desk import Desk
from dossier.ui.forms.texts import LineControl, ProseControl
from dossier.ui.panes.inspector import Inspector
from ui.inspecting import incidents


def line(inspector: Inspector, name: str) -> QLineEdit:
    assert inspector.form is not None
    control = inspector.form.rows[name].control
    assert isinstance(control, LineControl)
    return control.line


# ---- saving


def test_looking_at_records_saves_nothing(
    inspector: Inspector, open_desk: Desk, steps: list[str]
) -> None:
    assert open_desk.case is not None
    for incident in incidents(open_desk):
        inspector.show_record("incident", incident.id)
        for _ in range(12):
            QTest.keyClick(QApplication.focusWidget() or inspector, Qt.Key.Key_Tab)
    inspector.show_record("source", open_desk.case.all(Source)[0].id)
    inspector.clear()
    assert steps == []


def test_one_stay_in_a_field_is_one_step(
    inspector: Inspector, open_desk: Desk, steps: list[str]
) -> None:
    first = incidents(open_desk)[0]
    inspector.show_record("incident", first.id)
    title = line(inspector, "title")
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "They crossed")
    assert steps == []
    assert "leave" in inspector.saved.words.text()
    QTest.keyClick(title, Qt.Key.Key_Tab)
    assert steps == ["Change what happened of INC-0001"]
    assert incidents(open_desk)[0].title == "They crossed"
    assert inspector.saved.words.text().startswith("Saved ")


def test_enter_saves_and_stays(inspector: Inspector, open_desk: Desk, steps: list[str]) -> None:
    inspector.show_record("incident", incidents(open_desk)[0].id)
    title = line(inspector, "title")
    title.setFocus()
    QTest.keyClicks(title, "A")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert len(steps) == 1
    assert title.hasFocus()
    QTest.keyClick(title, Qt.Key.Key_Tab)
    assert len(steps) == 1


def test_prose_is_saved_when_it_is_left(
    inspector: Inspector, open_desk: Desk, steps: list[str]
) -> None:
    inspector.show_record("incident", incidents(open_desk)[0].id)
    assert inspector.form is not None
    control = inspector.form.rows["summary"].control
    assert isinstance(control, ProseControl)
    control.prose.setFocus()
    QTest.keyClicks(control.prose, "One")
    QTest.keyClick(control.prose, Qt.Key.Key_Return)
    QTest.keyClicks(control.prose, "Two")
    QTest.keyClick(control.prose, Qt.Key.Key_Tab)
    assert len(steps) == 1
    assert incidents(open_desk)[0].summary == "One\nTwo"


def test_switching_records_saves_first(
    inspector: Inspector, open_desk: Desk, steps: list[str]
) -> None:
    first, second, _ = incidents(open_desk)
    inspector.show_record("incident", first.id)
    title = line(inspector, "title")
    title.setFocus()
    QTest.keyClicks(title, "Now: ")
    inspector.show_record("incident", second.id)
    assert incidents(open_desk)[0].title.startswith("Now: ")
    assert title.text() == second.title
    assert len(steps) == 1


def test_closing_the_case_saves_first(inspector: Inspector, open_desk: Desk) -> None:
    assert open_desk.case is not None
    path = open_desk.case.path
    open_desk.leaving.connect(inspector.commit)
    inspector.show_record("incident", incidents(open_desk)[0].id)
    title = line(inspector, "title")
    title.setFocus()
    QTest.keyClicks(title, "Last: ")
    open_desk.close_case()
    assert not inspector.tabs.isVisible()
    assert open_desk.open_case(path)
    assert incidents(open_desk)[0].title.startswith("Last: ")


def test_words_that_cannot_be_saved_stay_and_come_back(
    inspector: Inspector, open_desk: Desk, steps: list[str]
) -> None:
    first, second, _ = incidents(open_desk)
    inspector.show_record("incident", first.id)
    title = line(inspector, "title")
    title.setFocus()
    title.selectAll()
    QTest.keyClicks(title, "x" * 130)
    QTest.keyClick(title, Qt.Key.Key_Tab)
    assert steps == []
    assert inspector.saved.words.text() == "Not saved: 1 field to correct"
    inspector.show_record("incident", second.id)
    assert title.text() == second.title
    inspector.show_record("incident", first.id)
    assert title.text() == "x" * 130
    assert inspector.form is not None
    assert "130 characters" in inspector.form.rows["title"].sentence.text()


def test_a_field_that_is_wrong_does_not_hold_up_the_others(
    inspector: Inspector, open_desk: Desk
) -> None:
    first = incidents(open_desk)[0]
    inspector.show_record("incident", first.id)
    title, handling = line(inspector, "title"), line(inspector, "handling")
    title.setFocus()
    title.clear()
    handling.setFocus()
    QTest.keyClicks(handling, "Internal")
    QTest.keyClick(handling, Qt.Key.Key_Return)
    kept = incidents(open_desk)[0]
    assert (kept.title, kept.handling) == (first.title, "Internal")
    assert title.text() == ""


def test_a_date_that_is_not_understood_is_saved_with_its_words(
    inspector: Inspector, open_desk: Desk
) -> None:
    inspector.show_record("incident", incidents(open_desk)[0].id)
    date = line(inspector, "date")
    date.setFocus()
    date.selectAll()
    QTest.keyClicks(date, "when the river rose")
    QTest.keyClick(date, Qt.Key.Key_Tab)
    assert incidents(open_desk)[0].date == Reported("when the river rose", None)


# ---- undo


def test_undo_refreshes_the_form_and_keeps_the_focus(inspector: Inspector, open_desk: Desk) -> None:
    first = incidents(open_desk)[0]
    inspector.show_record("incident", first.id)
    title = line(inspector, "title")
    title.setFocus()
    QTest.keyClicks(title, "No ")
    QTest.keyClick(title, Qt.Key.Key_Return)
    assert not title.isUndoAvailable(), "Ctrl+Z is for the case once the words are saved"
    open_desk.undo()
    assert title.text() == first.title
    assert title.hasFocus()


def test_typing_can_be_taken_back_before_it_is_saved(
    inspector: Inspector, open_desk: Desk, steps: list[str]
) -> None:
    first = incidents(open_desk)[0]
    inspector.show_record("incident", first.id)
    title = line(inspector, "title")
    title.setFocus()
    QTest.keyClicks(title, "No ")
    QTest.keyClick(title, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert title.text() == first.title
    assert steps == []


def test_a_record_that_is_gone_leaves_the_inspector(inspector: Inspector, open_desk: Desk) -> None:
    first = incidents(open_desk)[0]
    assert open_desk.case is not None
    inspector.show_record("incident", first.id)
    edits.trash(open_desk.case, "incident", [first.id])
    assert not inspector.tabs.isVisible()


def test_a_linked_record_is_shown_by_its_new_name(inspector: Inspector, open_desk: Desk) -> None:
    case = open_desk.case
    assert case is not None
    publisher = case.all(Actor)[0]
    source = case.all(Source)[0]
    edits.change(case, dataclasses.replace(source, publisher=publisher.id))
    inspector.show_record("source", source.id)
    edits.change(case, dataclasses.replace(publisher, name="Eurasianet"))
    assert inspector.form is not None
    shown = inspector.form.rows["publisher"].control.findChild(QLineEdit)
    assert isinstance(shown, QLineEdit)
    assert shown.text() == "Eurasianet"


def test_properties_of_the_case_are_edited_here_too(inspector: Inspector, open_desk: Desk) -> None:
    assert open_desk.case is not None
    inspector.show_record("case_info", open_desk.case.info.id)
    author = line(inspector, "author")
    author.setFocus()
    QTest.keyClicks(author, "M. Analyst")
    QTest.keyClick(author, Qt.Key.Key_Tab)
    assert open_desk.case.info.author == "M. Analyst"


def test_the_inspector_is_freed_with_all_its_forms(open_desk: Desk, qapp: QApplication) -> None:
    made = Inspector(open_desk)
    for kind in ("source", "incident"):
        record = kind_named(kind).record
        assert open_desk.case is not None
        made.show_record(kind, open_desk.case.all(record)[0].id)
    form, row = made.form, made.form.rows["title"] if made.form else None
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(form)
    assert not isValid(row)
    assert open_desk.case is not None
    edits.add(open_desk.case, Incident(title="Nobody of it hears this"))


def test_a_case_opened_read_only_cannot_be_typed_into(desk: Desk, inspector: Inspector) -> None:
    assert desk.case is not None
    path = desk.case.path
    desk.close_case()
    assert desk.open_case(path, read_only=True)
    inspector.show_record("incident", incidents(desk)[0].id)
    assert line(inspector, "title").isReadOnly()
    assert inspector.saved.words.text() == "Read-only"
