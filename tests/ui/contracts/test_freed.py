"""What was opened and closed is gone: widgets, listeners, and all that a case held."""

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from dossier.errors import DossierError
from dossier.ui.actions import Command
from dossier.ui.crash import CrashHook
from dossier.ui.desk import Desk
from dossier.ui.window import Window
from ui.contracts import tour

ROUNDS = 20
Opener = Callable[[Window, Desk], object]


def sweep() -> None:
    """Let go of all that nobody holds any more."""
    drop()
    gc.collect()
    drop()


def drop() -> None:
    """Delete what is to be deleted later."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()


def close_all() -> None:
    """Close what stands over the window."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog):
            dialog.close()
    held = QApplication.focusWidget()
    if held is not None:
        QTest.keyClick(held, Qt.Key.Key_Escape)


def open_error(_: Window, desk: Desk) -> None:
    desk.prompts.show_error(DossierError("It is so.", "Do this."))


def open_chip(window: Window, _: Desk) -> None:
    records = tour.bench_of(window).pages.records
    assert records is not None
    next(chip for chip in records.filters.chips.values() if chip.isVisible()).click()


def open_header_menu(window: Window, _: Desk) -> None:
    records = tour.bench_of(window).pages.records
    assert records is not None
    head = records.table.horizontalHeader()
    head.customContextMenuRequested.emit(head.rect().center())


def walk_records(window: Window, _: Desk) -> None:
    """Show every record with its evidence and history."""
    bench = tour.bench_of(window)
    assert bench.pages.records is not None
    for row in range(bench.pages.records.model.rowCount()):
        bench.pages.records.table.select_row(row)
        for _stop in tour.tabs(window, ""):
            pass


def by_command(command: Command) -> Opener:
    def trigger(window: Window, _: Desk) -> None:
        window.actions_.get(command).trigger()

    return trigger


OPENERS: dict[str, Opener] = {
    "error": open_error,
    "chip": open_chip,
    "menu of the header": open_header_menu,
    "records": walk_records,
    **{
        command.value: by_command(command)
        for command in Command
        if command
        in (Command.KEYS, Command.ABOUT, Command.SEARCH, Command.OPEN_CASE, Command.SAVE_COPY)
    },
}


@pytest.mark.parametrize("opener", OPENERS.values(), ids=OPENERS.keys())
def test_what_was_closed_is_freed(sample_window: Window, desk: Desk, opener: Opener) -> None:
    def once() -> None:
        opener(sample_window, desk)
        QApplication.processEvents()
        close_all()
        drop()

    once()
    sweep()
    before = len(QApplication.allWidgets())
    rounds = 3 if opener is walk_records else ROUNDS
    for _ in range(rounds):
        once()
    sweep()
    assert len(QApplication.allWidgets()) <= before


def test_a_closed_case_is_let_go_with_its_rows(
    qtbot: QtBot, sample_window: Window, desk: Desk
) -> None:
    for _ in tour.pages(sample_window, desk):
        pass
    case = desk.case
    assert case is not None
    held = weakref.ref(case)
    del case
    desk.close_case()
    qtbot.waitUntil(lambda: not desk.jobs.running)  # the brief that was being made has stopped
    sweep()
    assert held() is None


def test_opening_and_closing_cases_leaves_nothing_behind(sample_window: Window, desk: Desk) -> None:
    assert desk.case is not None
    path = desk.case.path

    def once() -> None:
        desk.close_case()
        assert desk.open_case(path)
        sample_window.actions_.get(Command.GO_INCIDENTS).trigger()
        drop()

    once()
    widgets, heard = len(QApplication.allWidgets()), desk.receivers("2changed(QVariant)")
    for _ in range(5):
        once()
    assert len(QApplication.allWidgets()) <= widgets
    assert desk.receivers("2changed(QVariant)") == heard


def test_a_closed_window_frees_everything_in_it(desk: Desk, sample_file: Path) -> None:
    window = Window(desk, CrashHook(desk.prompts))
    window.show()
    assert desk.open_case(sample_file, read_only=True)
    for _ in tour.pages(window, desk):
        pass
    kinds = {type(one) for one in window.findChildren(QWidget)}
    ours = tuple(kind for kind in kinds if kind.__module__.startswith("dossier."))
    assert len(ours) > 30
    window.close()
    window.deleteLater()
    del window
    sweep()
    assert desk.case is None
    assert [one for one in QApplication.allWidgets() if isinstance(one, ours)] == []
