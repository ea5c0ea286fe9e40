"""What is painted later is painted: pane after pane in a large case, and whatever becomes of it."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dossier.ui.actions import Command
from dossier.ui.curtain import Curtain
from dossier.ui.desk import Desk
from dossier.ui.window import Window


@pytest.fixture
def panes(qtbot: QtBot) -> tuple[QWidget, QWidget]:
    """One within the other."""
    outer = QWidget()
    qtbot.addWidget(outer)
    return outer, QWidget(outer)


def painted(panes: tuple[QWidget, QWidget]) -> list[bool]:
    return [pane.updatesEnabled() for pane in panes]


def held(window: Window) -> list[str]:
    """What of a page on screen is not painted; headers of hidden tables Qt holds back itself."""
    assert window.workbench is not None
    panes = [window.workbench.pages, *window.workbench.pages.findChildren(QWidget)]
    return [type(pane).__name__ for pane in panes if pane.isVisible() and not pane.updatesEnabled()]


def test_in_a_small_case_there_is_no_curtain(
    open_desk: Desk, panes: tuple[QWidget, QWidget]
) -> None:
    curtain = Curtain(open_desk, open_desk)
    with curtain.over(*panes):
        assert painted(panes) == [True, True]
    assert painted(panes) == [True, True]


def test_in_a_large_case_panes_are_painted_one_a_turn(
    open_desk: Desk, panes: tuple[QWidget, QWidget], qtbot: QtBot
) -> None:
    open_desk.asking._is_beside = True
    curtain = Curtain(open_desk, open_desk)
    with curtain.over(*panes), curtain.over(*panes):
        assert painted(panes) == [False, False]
    assert painted(panes) == [False, False]
    seen: list[list[bool]] = []
    between = QTimer(open_desk)  # is due on every turn
    between.timeout.connect(lambda: seen.append(painted(panes)))
    between.start(0)
    qtbot.waitUntil(lambda: all(painted(panes)))
    assert [True, False] in seen


def test_when_the_case_is_closed_nothing_stays_behind_it(
    open_desk: Desk, panes: tuple[QWidget, QWidget], qtbot: QtBot
) -> None:
    open_desk.asking._is_beside = True
    curtain = Curtain(open_desk, open_desk)
    with curtain.over(*panes):
        pass
    open_desk.close_case()
    assert painted(panes) == [True, True]
    qtbot.wait(20)  # nor is anything left to be done


def test_panes_are_painted_although_what_was_done_behind_it_failed(
    open_desk: Desk, panes: tuple[QWidget, QWidget], qtbot: QtBot
) -> None:
    open_desk.asking._is_beside = True
    with pytest.raises(ValueError, match="broken"), Curtain(open_desk, open_desk).over(*panes):
        raise ValueError("broken")
    qtbot.waitUntil(lambda: all(painted(panes)))


@pytest.mark.parametrize(
    "commands",
    [
        (Command.GO_SOURCES, Command.READ, Command.GO_TRASH, Command.BACK),
        (Command.NEW_INCIDENT, Command.UNDO, Command.GO_QUOTES, Command.GO_INCIDENTS),
    ],
)
def test_wherever_an_analyst_goes_in_a_large_case_all_is_painted_in_the_end(
    open_window: Window, desk: Desk, commands: tuple[Command, ...], qtbot: QtBot
) -> None:
    desk.asking.large, desk.asking._is_beside = 0, True
    open_window.show()
    seen: list[str] = []
    for command in commands:
        open_window.actions_.get(command).trigger()
        seen += held(open_window)
        qtbot.waitUntil(lambda: held(open_window) == [], timeout=20_000)
        assert held(open_window) == [], command
    assert seen
