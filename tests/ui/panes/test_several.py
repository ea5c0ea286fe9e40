"""Several records selected: the inspector says how many, and does one thing with all of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dossier.case import find
from dossier.model.records import Incident
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.panes.several import SeveralPane
from dossier.ui.panes.workbench import Workbench
from dossier.ui.window import Window


@pytest.fixture
def bench(open_window: Window) -> Workbench:
    """The window with three incidents, all of them selected."""
    made = open_window.workbench
    assert made is not None
    assert made.pages.records is not None
    made.pages.records.table.setFocus()
    QTest.keyClick(made.pages.records.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    return made


def several(bench: Workbench) -> SeveralPane:
    return bench.inspector.several


def test_it_says_how_many_are_selected_and_gives_way_to_one(bench: Workbench) -> None:
    assert several(bench).isVisible()
    assert several(bench).title.text() == "3 incidents selected"
    assert not bench.inspector.tabs.isVisible()
    assert bench.pages.records is not None
    bench.pages.records.table.select_row(1)
    assert not several(bench).isVisible()
    assert bench.inspector.tabs.isVisible()
    table = bench.pages.records.table
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert several(bench).title.text() == "2 incidents selected"
    bench.show_page(Command.GO_BRIEFS)
    bench.show_page(Command.GO_INCIDENTS)
    assert several(bench).isVisible()


def test_a_word_is_set_for_all_as_one_step(bench: Workbench, desk: Desk) -> None:
    picker = several(bench).controls["status"].picker
    assert not several(bench).buttons["status"].isEnabled()
    picker.setFocus()
    picker.setCurrentIndex(picker.findData("reviewed"))
    picker.activated.emit(picker.currentIndex())
    several(bench).buttons["status"].click()
    assert not several(bench).buttons["status"].isEnabled()
    case = desk.case
    assert case is not None
    assert {one.status for one in case.all(Incident)} == {"reviewed"}
    assert case.undo_label == "Set status of 3 incidents"
    assert several(bench).isVisible()
    desk.undo()
    assert {one.status for one in case.all(Incident)} == {""}


def test_all_go_to_the_trash(bench: Workbench, desk: Desk) -> None:
    several(bench).trash_button.click()
    case = desk.case
    assert case is not None
    assert find.count(case, "incident") == 0
    assert not several(bench).isVisible()


def test_read_only_nothing_can_be_set(desk: Desk, open_window: Window) -> None:
    assert desk.case is not None
    path = desk.case.path
    desk.close_case()
    assert desk.open_case(path, read_only=True)
    bench = open_window.workbench
    assert bench is not None
    assert bench.pages.records is not None
    bench.pages.records.table.selectAll()
    assert several(bench).isVisible()
    assert not several(bench).trash_button.isEnabled()
    assert not any(button.isEnabled() for button in several(bench).buttons.values())
