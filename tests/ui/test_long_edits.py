"""Long edits in the window: the desk is held meanwhile, cancel takes all back, closing asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dossier.case import edits, file, verify
from dossier.case.case import Case
from dossier.model.records import CaseInfo, Incident
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.jobs import SlicedJob
from dossier.ui.prompts import PromptDialog
from dossier.ui.window import Window

MANY = 3000


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    """A closed case file with more incidents than are moved at once."""
    path = tmp_path / "Many.dossier"
    with file.create(path, CaseInfo(title="Many")) as case, case.edit("Fill") as edit:
        edit.insert_many([Incident(title=f"Crossing {n}") for n in range(MANY)])
    return path


@pytest.fixture
def long_window(qtbot: QtBot, open_window: Window, desk: Desk) -> Iterator[Window]:
    """The window with all incidents selected; what still runs at the end is cancelled."""
    assert open_window.workbench is not None
    page = open_window.workbench.pages.records
    assert page is not None
    qtbot.waitUntil(lambda: page.model.rowCount() == MANY)
    page.table.select_row(0)
    page.table.selectAll()
    yield open_window
    if desk.long_edit is not None:
        desk.long_edit.cancel()


def case_of(desk: Desk) -> Case:
    assert desk.case is not None
    return desk.case


def running(desk: Desk) -> SlicedJob:
    assert desk.long_edit is not None
    return desk.long_edit


def act(window: Window, command: Command) -> None:
    window.actions_.get(command).trigger()


def finish(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.waitSignal(running(desk).ended, timeout=60_000):
        pass


def listed(window: Window) -> int:
    assert window.workbench is not None
    page = window.workbench.pages.records
    assert page is not None
    return page.model.rowCount()


def prompt() -> PromptDialog:
    (dialog,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog) and w.isVisible()
    )
    return dialog


def test_many_are_trashed_in_slices_and_undone_in_slices(
    qtbot: QtBot, long_window: Window, desk: Desk
) -> None:
    before, told = case_of(desk).state_hash, list[tuple[str, bool]]()
    desk.told.connect(lambda *said: told.append(said))
    act(long_window, Command.TRASH)
    assert running(desk).label == "Moving 3,000 incidents to the trash"
    finish(qtbot, desk)
    assert told == [("Moved 3,000 incidents to the trash", True)]
    assert listed(long_window) == 0
    long_window.notice.undo.click()
    assert running(desk).label == "Undoing “Move 3,000 incidents to the trash”"
    finish(qtbot, desk)
    assert told[1] == ("Undone: Move 3,000 incidents to the trash", False)
    assert listed(long_window) == MANY
    assert case_of(desk).state_hash == before
    assert verify.verify(case_of(desk)) == []


def test_what_is_cancelled_by_its_key_never_happened(
    qtbot: QtBot, long_window: Window, desk: Desk
) -> None:
    case = case_of(desk)
    before = (case.state_hash, case.head_hash, case.undo_label)
    heard: list[object] = []
    desk.changed.connect(heard.append)
    act(long_window, Command.TRASH)
    with qtbot.waitSignal(running(desk).progressed):
        pass
    with qtbot.waitSignal(desk.taken_back):
        QTest.keyClick(long_window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert (case.state_hash, case.head_hash, case.undo_label) == before
    assert heard == []
    assert desk.long_edit is None
    assert desk.can_edit
    assert listed(long_window) == MANY
    assert not long_window.status.jobs.isVisible()


def test_meanwhile_nothing_can_be_changed_and_the_commands_say_why(
    qtbot: QtBot, long_window: Window, desk: Desk
) -> None:
    bench = long_window.workbench
    assert bench is not None
    assert bench.pages.records is not None
    bench.pages.records.table.clearSelection()
    bench.pages.records.table.select_row(0)
    case = case_of(desk)
    slices = edits.trashing(case, "incident", [one.id for one in case.all(Incident)])
    desk.make("Moving 3,000 incidents to the trash", slices, lambda _: None)
    assert not desk.can_edit
    why = "Waits for: Moving 3,000 incidents to the trash"
    for command in (Command.NEW_INCIDENT, Command.UNDO, Command.IMPORT, Command.SAVE_COPY):
        action = long_window.actions_.get(command)
        assert not action.isEnabled()
        assert why in action.toolTip()
    assert bench.inspector.saved.words.text() == why
    title = bench.inspector.findChild(QLineEdit)
    assert title is not None
    assert title.isReadOnly()
    assert long_window.status.jobs.isVisible()
    finish(qtbot, desk)
    assert desk.can_edit
    assert long_window.actions_.get(Command.NEW_INCIDENT).isEnabled()
    assert why not in long_window.actions_.get(Command.NEW_INCIDENT).toolTip()


def test_the_row_of_the_job_says_how_far_it_is(
    qtbot: QtBot, long_window: Window, desk: Desk
) -> None:
    act(long_window, Command.TRASH)
    with qtbot.waitSignal(running(desk).progressed) as told:
        pass
    assert long_window.status.jobs.words.text().startswith("Moving 3,000 incidents to")
    assert str(told.args[0]).endswith(" of 3,000 rows")
    assert 0 < long_window.status.jobs.bar.value() < long_window.status.jobs.bar.maximum()


def test_the_window_asks_before_it_closes_and_then_nothing_is_half_done(
    qtbot: QtBot, long_window: Window, desk: Desk, case_path: Path
) -> None:
    before = case_of(desk).state_hash
    act(long_window, Command.TRASH)
    with qtbot.waitSignal(running(desk).progressed):
        pass
    long_window.close()
    assert long_window.isVisible()
    assert "none of it will have happened" in prompt().question.message
    prompt().answer("")
    assert desk.long_edit is not None
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    long_window.close()
    prompt().answer("cancel")
    assert not long_window.isVisible()
    assert desk.case is None
    assert verify.verify(case_path) == []
    with file.open_case(case_path, read_only=True) as again:
        assert again.state_hash == before


def test_a_second_long_edit_is_refused_in_words_and_the_first_goes_on(
    qtbot: QtBot, long_window: Window, desk: Desk
) -> None:
    act(long_window, Command.TRASH)
    first = running(desk)
    with qtbot.waitSignal(first.progressed):
        pass
    second = desk.make("Undoing", case_of(desk).undoing(), lambda _: None)
    with qtbot.waitSignal(second.ended):
        pass
    assert "is still running" in prompt().question.message
    prompt().answer("ok")
    assert desk.long_edit is first
    finish(qtbot, desk)
    assert listed(long_window) == 0


def test_many_come_back_from_the_trash_in_slices(
    qtbot: QtBot, long_window: Window, desk: Desk
) -> None:
    before = case_of(desk).state_hash
    act(long_window, Command.TRASH)
    finish(qtbot, desk)
    act(long_window, Command.GO_TRASH)
    assert long_window.workbench is not None
    page = long_window.workbench.pages.trash
    assert page is not None
    qtbot.waitUntil(lambda: page.model.rowCount() == MANY)
    page.table.selectAll()
    act(long_window, Command.RESTORE)
    assert running(desk).label == "Restoring 3,000 records"
    finish(qtbot, desk)
    assert page.model.rowCount() == 0
    assert case_of(desk).state_hash == before
