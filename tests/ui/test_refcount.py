"""Guard on the window library: calls into Qt must not use up references to None."""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

CALLS = 2_000


def _loss(call: Callable[[], object]) -> int:
    """References to None that vanish while `call` runs often; immortal, so 0, from Python 3.12."""
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


@pytest.mark.parametrize("words", ["", "Kaldar"])
def test_setting_text_leaves_the_references_to_none_alone(qtbot: QtBot, words: str) -> None:
    field, label = QLineEdit(), QLabel()
    qtbot.addWidget(field)
    qtbot.addWidget(label)
    assert _loss(lambda: field.setText(words)) < CALLS // 10
    assert _loss(lambda: label.setText(words)) < CALLS // 10


def test_calls_that_return_nothing_leave_the_references_to_none_alone() -> None:
    thing = QObject()
    assert _loss(lambda: thing.setObjectName("source")) < CALLS // 10
    assert _loss(lambda: thing.setProperty("record", None)) < CALLS // 10
    assert _loss(thing.parent) < CALLS // 10
