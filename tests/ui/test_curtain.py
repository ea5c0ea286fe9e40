"""What is painted later is painted: pane after pane in a large case, and whatever becomes of it."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dossier.ui.curtain import Curtain
from dossier.ui.desk import Desk


@pytest.fixture
def panes(qtbot: QtBot) -> tuple[QWidget, QWidget]:
    """One within the other."""
    outer = QWidget()
    qtbot.addWidget(outer)
    return outer, QWidget(outer)


def painted(panes: tuple[QWidget, QWidget]) -> list[bool]:
    return [pane.updatesEnabled() for pane in panes]


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
