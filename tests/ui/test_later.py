"""What can wait for the next turn of the window is done there, once."""

from pytestqt.qtbot import QtBot

from dossier.ui.desk import Desk
from dossier.ui.later import Later


def test_in_a_small_case_nothing_waits(desk: Desk) -> None:
    done: list[int] = []
    Later(desk, lambda: done.append(1), desk).ask()
    assert done == [1]


def test_in_a_large_case_it_is_done_once_on_the_next_turn(desk: Desk, qtbot: QtBot) -> None:
    done: list[int] = []
    desk.asking._is_beside = True
    later = Later(desk, lambda: done.append(1), desk)
    later.ask()
    later.ask()
    assert done == []
    qtbot.waitUntil(lambda: not later.isActive())
    assert done == [1]
