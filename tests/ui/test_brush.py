"""Painting has turns of its own: between an act and its painting the window hears keys."""

import time
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dossier.ui.brush import Brush
from dossier.ui.turns import Turns


class Pane(QWidget):
    """Counts how often it is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = 0

    def paintEvent(self, _: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        self.painted += 1


@pytest.fixture
def turns(qapp: QObject) -> Turns:
    return Turns(qapp)


@pytest.fixture
def pane(qtbot: QtBot, turns: Turns) -> Pane:
    made = Pane()
    qtbot.addWidget(made)
    Brush(made, turns)
    made.show()
    qtbot.waitUntil(lambda: made.painted > 0)
    qtbot.wait(20)
    made.painted = 0
    return made


def test_painting_waits_for_a_turn_of_its_own_and_is_done_once(pane: Pane, qtbot: QtBot) -> None:
    for _ in range(3):
        pane.update()
        QCoreApplication.sendPostedEvents()
    assert pane.painted == 0
    qtbot.waitUntil(lambda: pane.painted > 0)
    qtbot.wait(20)
    assert pane.painted == 1


def test_a_window_is_painted_even_if_nothing_else_that_waited_is_done(
    pane: Pane, turns: Turns, qtbot: QtBot
) -> None:
    pane.update()
    QCoreApplication.sendPostedEvents()
    turns.clear()
    qtbot.waitUntil(lambda: pane.painted == 1)
    pane.update()
    qtbot.waitUntil(lambda: pane.painted == 2)


def test_painting_goes_first_but_lets_others_have_every_second_turn(
    turns: Turns, qtbot: QtBot
) -> None:
    done: list[str] = []
    brush, others = QObject(turns), [QObject(turns) for _ in "abc"]

    def paint() -> None:
        done.append("-")
        if len(done) < 20:
            turns.ask(brush, paint, urgent=True)

    for name, one in zip("abc", others, strict=True):
        turns.ask(one, partial(done.append, name))
    turns.ask(brush, paint, urgent=True)
    qtbot.waitUntil(lambda: not turns.awaits(others[-1]))
    assert "".join(done).startswith("-a-b-c")
    turns.clear()
    qtbot.waitUntil(lambda: not turns.awaits(brush))


def test_a_turn_that_comes_late_lets_go_first_what_came_meanwhile(
    turns: Turns, qtbot: QtBot
) -> None:
    done: list[str] = []
    begin = time.monotonic()

    def work() -> None:
        time.sleep(0.03)
        done.append("work")

    asker = QObject(turns)
    for after, act in ((4, work), (15, partial(done.append, "key"))):
        QTimer.singleShot(after, turns, act)
    turns.ask(asker, partial(done.append, "turn"))
    while time.monotonic() - begin < 0.007:  # both are due by now, the key is not
        pass
    qtbot.waitUntil(lambda: len(done) == 3)
    assert done == ["work", "key", "turn"]
