"""The palette: finds records and commands, and goes there by keys alone."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dossier.case import edits
from dossier.model.records import Incident
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
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


def test_a_term_is_completed_by_tab_and_its_value_by_enter(
    qtbot: QtBot, open_window: Window
) -> None:
    palette = opened(open_window, qtbot)
    QTest.keyClicks(palette.line, "speak")
    assert "speaker:" in [line.text for line in lines(palette)]
    QTest.keyClick(palette.line, Qt.Key.Key_Tab)
    assert palette.line.text() == "speaker:"
    QTest.keyClicks(palette.line, "asad")
    assert lines(palette)[0].text == 'speaker:"Sherzod Asadov"'
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.line.text() == 'speaker:"Sherzod Asadov" '
    assert palette.isVisible()


def test_values_of_word_lists_are_offered(qtbot: QtBot, open_window: Window) -> None:
    palette = opened(open_window, qtbot)
    palette.line.setText("soldiers is:")
    offered = [line.becomes for line in lines(palette) if line.becomes]
    assert "soldiers is:disputed " in offered
    assert "soldiers is:single-origin " in offered
    palette.line.setText("soldiers -is:dis")
    assert [line.becomes for line in lines(palette) if line.becomes] == ["soldiers -is:disputed "]


def test_it_counts_what_is_found_and_says_what_is_not_understood(
    qtbot: QtBot, open_window: Window
) -> None:
    palette = opened(open_window, qtbot)
    palette.line.setText("soldiers")
    assert palette.found.text() == "2 found"
    palette.line.setText("soldiers after:soon")
    assert "“soon” is not a date" in palette.found.text()
    palette.line.setText("")
    assert not palette.found.isVisible()


def test_enter_looks_through_all_when_only_the_newest_were_looked_at(
    qtbot: QtBot, open_window: Window, desk: Desk
) -> None:
    assert desk.case is not None
    with desk.case.edit("Many") as edit:
        edit.insert_many([Incident(title=f"Convoy {n}") for n in range(700)])
    palette = opened(open_window, qtbot)
    palette.line.setText("convoy")
    assert "Enter looks through all" in palette.found.text()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert "the best shown" in palette.found.text()
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert not palette.isVisible()
    palette = opened(open_window, qtbot)
    palette.line.setText("convoy ")
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert not palette.isVisible(), "who has chosen a line wants that line"


def test_commands_used_lately_come_first(qtbot: QtBot, open_window: Window) -> None:
    palette = opened(open_window, qtbot)
    palette.line.setText("places")
    palette.list.setCurrentRow(
        next(at for at, line in enumerate(lines(palette)) if line.command is Command.GO_PLACES)
    )
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    palette = opened(open_window, qtbot)
    palette.line.setText("")
    assert lines(palette)[0].command is Command.GO_PLACES


def test_undo_is_found_by_what_it_would_undo(qtbot: QtBot, open_window: Window, desk: Desk) -> None:
    assert desk.case is not None
    edits.add(desk.case, Incident(title="Convoy"))
    palette = opened(open_window, qtbot)
    palette.line.setText("undo add")
    assert Command.UNDO in [line.command for line in lines(palette)]


class Painted(QObject):
    """Counts how often a widget is painted."""

    count = 0

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_what_lies_beneath_is_not_painted_with_each_letter(
    qtbot: QtBot, open_window: Window
) -> None:
    open_window.resize(1280, 800)
    palette = opened(open_window, qtbot)
    assert open_window.workbench is not None
    shown = open_window.workbench.pages.records
    assert shown is not None
    for word in ("a", "as", "asa"):  # until it has its full height
        palette.line.setText(word)
    height = palette.height()
    qtbot.wait(100)
    beneath, listed = Painted(), Painted()
    shown.table.viewport().installEventFilter(beneath)
    palette.list.viewport().installEventFilter(listed)
    palette.list.viewport().update()
    palette.line.update()
    qtbot.waitUntil(lambda: listed.count > 0)
    qtbot.wait(50)
    assert palette.height() == height
    assert beneath.count == 0
    palette.close_up()
    qtbot.waitUntil(lambda: beneath.count > 0)
