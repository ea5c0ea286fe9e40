"""The page of the trash: what, when, by whom; restored by button, key or Enter; undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dossier.case import edits, find
from dossier.model.records import Actor, Incident, Place
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.lists.trash import TrashPage
from dossier.ui.window import Window


@pytest.fixture
def page(open_window: Window, desk: Desk) -> TrashPage:
    """The trash with an incident, a place and a person in it, last first."""
    case = desk.case
    assert case is not None
    for record in (Incident, Place, Actor):
        one = case.all(record)[0]
        edits.trash(case, record.about.name, [one.id])
    open_window.actions_.get(Command.GO_TRASH).trigger()
    assert open_window.workbench is not None
    shown = open_window.workbench.pages.trash
    assert shown is not None
    return shown


def said(page: TrashPage, column: int = 0) -> list[str]:
    return [str(page.model.index(row, column).data()) for row in range(page.model.rowCount())]


def test_it_keeps_the_promises_of_a_qt_model(page: TrashPage, qtmodeltester: object) -> None:
    qtmodeltester.check(page.model)  # type: ignore[attr-defined]  # the plug-in has no types


def test_it_tells_what_and_by_whom(page: TrashPage, desk: Desk) -> None:
    assert desk.case is not None
    assert said(page) == [
        "Sherzod Asadov, Person or group",
        "Shir Khan Bandar, Place",
        "134 soldiers cross at Shir Khan Bandar, Incident  ·  INC-0001",
    ]
    assert said(page, 2) == [desk.case.by] * 3
    assert page.counts.text() == "3 records, the last first"


def test_the_navigation_counts_it(page: TrashPage, open_window: Window, desk: Desk) -> None:
    assert open_window.workbench is not None
    names = open_window.workbench.navigation.list
    role = Qt.ItemDataRole.AccessibleTextRole

    def counts() -> list[str]:
        return [str(names.item(row).data(role)) for row in range(names.count())]

    assert "Trash, 3" in counts()
    page.table.select_row(0)
    page.restore_selected()
    assert "Trash, 2" in counts()
    del desk


def test_the_button_restores_what_is_selected_in_one_step(page: TrashPage, desk: Desk) -> None:
    told: list[tuple[str, bool]] = []
    desk.told.connect(lambda words, undo: told.append((words, undo)))
    page.table.selectAll()
    QTest.mouseClick(page.restore_button, Qt.MouseButton.LeftButton)
    assert told == [("Restored 3 records", True)]
    assert page.nothing.isVisible()
    desk.undo()
    assert len(said(page)) == 3


def test_enter_and_keys_restore_and_the_next_row_is_selected(
    page: TrashPage, open_window: Window, desk: Desk
) -> None:
    page.table.select_row(1)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert desk.case is not None
    assert find.count(desk.case, "place") == 1
    assert page.table.selected_rows() == [1]
    open_window.actions_.get(Command.RESTORE).trigger()
    assert said(page) == ["Sherzod Asadov, Person or group"]


def test_it_is_searched_and_says_when_nothing_matches(page: TrashPage, qtbot: QtBot) -> None:
    page.filter_box.setText("asad")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.counts.text() == "1 of 3 records, the last first"
    assert page.listed.startswith("1 of 3 shown")
    page.filter_box.setText("zebra")
    qtbot.waitUntil(page.no_match.isVisible)
    page.no_match.first.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)


def test_an_empty_trash_says_what_goes_there(open_window: Window) -> None:
    open_window.actions_.get(Command.GO_TRASH).trigger()
    assert open_window.workbench is not None
    page = open_window.workbench.pages.trash
    assert page is not None
    assert page.nothing.isVisible()
    assert not page.nothing.first.isVisible()
    assert open_window.status.listed.text() == "0 shown"


def test_a_read_only_case_restores_nothing(
    page: TrashPage, desk: Desk, case_path: Path, open_window: Window
) -> None:
    desk.close_case()
    assert desk.open_case(case_path, read_only=True)
    open_window.actions_.get(Command.GO_TRASH).trigger()
    page.table.select_row(0)
    assert not page.restore_button.isEnabled()
    page.restore_selected()
    assert len(said(page)) == 3


def test_words_being_typed_are_stored_before_their_record_goes_to_the_trash(
    open_window: Window, desk: Desk
) -> None:
    bench = open_window.workbench
    assert bench is not None
    assert bench.pages.records is not None
    incident = bench.pages.records.model.id_at(0)
    bench.pages.records.select(incident)
    assert bench.inspector.form is not None
    line = bench.inspector.form.rows["title"].control.inputs()[0]
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_End)
    QTest.keyClicks(line, ", on foot")
    open_window.actions_.get(Command.TRASH).trigger()
    desk.undo()
    assert desk.case is not None
    assert desk.case.get(Incident, incident).title.endswith(", on foot")
