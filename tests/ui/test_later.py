"""What can wait is done on a later turn of the window: once, in order, one thing a turn."""

from functools import partial

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from dossier.ui.desk import Desk
from dossier.ui.later import Later
from dossier.ui.turns import Turns


@pytest.fixture
def large(open_desk: Desk) -> Desk:
    """Have the desk work as with a large case."""
    open_desk.asking._is_beside = True
    return open_desk


def test_in_a_small_case_nothing_waits(desk: Desk) -> None:
    done: list[int] = []
    Later(desk, lambda: done.append(1), desk).ask()
    assert done == [1]


def test_in_a_large_case_it_is_done_once_on_a_later_turn(large: Desk, qtbot: QtBot) -> None:
    done: list[int] = []
    later = Later(large, lambda: done.append(1), large)
    later.ask()
    later.ask()
    assert done == []
    qtbot.waitUntil(lambda: not large.turns.awaits(later))
    assert done == [1]


def test_what_comes_of_a_change_while_it_is_done_is_done_again(large: Desk, qtbot: QtBot) -> None:
    done: list[int] = []

    def act() -> None:
        done.append(1)
        if len(done) == 1:
            later.ask()

    later = Later(large, act, large)
    later.ask()
    qtbot.waitUntil(lambda: not large.turns.awaits(later))
    assert done == [1, 1]


def test_each_waits_for_a_turn_of_its_own_in_the_order_of_asking(large: Desk, qtbot: QtBot) -> None:
    done: list[str] = []
    all_ = [Later(large, partial(done.append, name), large) for name in "abc"]
    for one in all_:
        one.ask()
    between = QTimer(large)  # is due on every turn
    between.timeout.connect(lambda: done.append("-"))
    between.start(0)
    all_[0].ask()  # waits already: it keeps its place
    qtbot.waitUntil(lambda: not large.turns.awaits(all_[-1]))
    between.stop()
    assert [name for name in done if name != "-"] == ["a", "b", "c"]
    assert "-" in done[done.index("a") : done.index("b")]
    assert "-" in done[done.index("b") : done.index("c")]


def test_what_waits_when_the_case_is_closed_is_not_done(large: Desk, qtbot: QtBot) -> None:
    done: list[int] = []
    later = Later(large, lambda: done.append(1), large)
    later.ask()
    large.close_case()
    assert not large.turns.awaits(later)
    qtbot.wait(20)
    assert done == []


def test_what_is_gone_has_no_turn_and_the_others_have_theirs(qtbot: QtBot) -> None:
    turns, gone, done = Turns(), QObject(), list[str]()
    held = QObject(turns)
    turns.ask(gone, lambda: done.append("gone"))
    turns.ask(held, lambda: done.append("held"))
    gone.deleteLater()
    qtbot.waitUntil(lambda: not turns.awaits(held))
    assert done == ["held"]


def test_the_others_have_their_turns_though_one_fails(qtbot: QtBot) -> None:
    turns, done = Turns(), list[int]()
    first, second = QObject(turns), QObject(turns)
    turns.ask(first, _fail)
    turns.ask(second, lambda: done.append(2))
    with qtbot.captureExceptions() as failures:
        qtbot.waitUntil(lambda: bool(done))
    assert [failure[0] for failure in failures] == [ValueError]


def _fail() -> None:
    raise ValueError
