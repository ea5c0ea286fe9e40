"""The palette: finds records and commands, and goes there by keys alone."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dossier.ui.actions import Command
from dossier.ui.dialogs.palette import Line, Palette
from dossier.ui.window import Window


def opened(window: Window, qtbot: QtBot) -> Palette:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.actions_.get(Command.SEARCH).trigger()
    (palette,) = window.findChildren(Palette)
    return palette


def lines(palette: Palette) -> list[Line]:
    role = Qt.ItemDataRole.UserRole
    return [palette.list.item(row).data(role) for row in range(palette.list.count())]


def test_words_find_records_first_and_enter_goes_there(qtbot: QtBot, open_window: Window) -> None:
    palette = opened(open_window, qtbot)
    QTest.keyClicks(palette.line, "Asadov")
    assert (lines(palette)[0].kind, lines(palette)[0].text) == ("actor", "Sherzod Asadov")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert open_window.workbench is not None
    assert open_window.workbench.pages.page is Command.GO_ACTORS
    assert open_window.workbench.pages.records is not None
    assert open_window.workbench.pages.records.current != 0


def test_words_find_commands_and_enter_runs_them(qtbot: QtBot, open_window: Window) -> None:
    palette = opened(open_window, qtbot)
    QTest.keyClicks(palette.line, "places")
    assert Command.GO_PLACES in [line.command for line in lines(palette)]
    while lines(palette)[palette.list.currentRow()].command is not Command.GO_PLACES:
        QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert open_window.workbench is not None
    assert open_window.workbench.pages.page is Command.GO_PLACES


def test_no_words_make_it_fail(qtbot: QtBot, open_window: Window) -> None:
    palette = opened(open_window, qtbot)
    for words in ('"', "a*", "NEAR(", "x AND", "^", "'); DROP TABLE", "\u200f\u202e", "-", "a:b"):
        palette.line.setText(words)
    assert palette.isVisible()


def test_escape_closes_it_and_gives_the_focus_back(qtbot: QtBot, open_window: Window) -> None:
    open_window.activateWindow()
    qtbot.waitUntil(open_window.isActiveWindow)
    before = QApplication.focusWidget()
    palette = opened(open_window, qtbot)
    assert palette.line.hasFocus()
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is before


def test_without_a_case_it_offers_what_can_be_done(qtbot: QtBot, window: Window) -> None:
    palette = opened(window, qtbot)
    commands = {line.command for line in lines(palette)}
    assert Command.OPEN_CASE in commands
    assert Command.PRINT_BRIEF not in commands
