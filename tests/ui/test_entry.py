"""Entering one record after another in the real window, by keyboard alone."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.forms.texts import LineControl
from dossier.ui.window import Window
from ui.inspecting import incidents

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture(autouse=True)
def _activated(open_window: Window) -> None:
    """Without a window manager, the window has to ask for the keys again."""
    open_window.activateWindow()
    assert QTest.qWaitForWindowActive(open_window)


def focus() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now


def title(window: Window) -> QLineEdit:
    assert window.workbench is not None
    form = window.workbench.inspector.form
    assert form is not None
    return cast("LineControl", form.rows["title"].control).line


def test_save_and_new_stores_what_is_typed_and_begins_the_next(
    open_window: Window, desk: Desk
) -> None:
    QTest.keyClick(open_window, Qt.Key.Key_N, CTRL)
    QTest.keyClicks(focus(), "Boats cross the Panj")
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL | SHIFT)
    QTest.keyClicks(focus(), "Trucks wait at the bridge")
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL | SHIFT)
    assert [incident.title for incident in incidents(desk)[3:5]] == [
        "Boats cross the Panj",
        "Trucks wait at the bridge",
    ]
    assert focus() is title(open_window)


def test_what_cannot_be_saved_is_not_left_for_a_new_record(open_window: Window, desk: Desk) -> None:
    QTest.keyClick(open_window, Qt.Key.Key_N, CTRL)
    QTest.keyClicks(focus(), "x" * 121)
    QTest.keyClick(focus(), Qt.Key.Key_Return, CTRL | SHIFT)
    assert len(incidents(desk)) == 4
    assert title(open_window).text() == "x" * 121


def test_a_duplicate_is_selected_and_can_be_typed_over(open_window: Window, desk: Desk) -> None:
    QTest.keyClick(open_window, Qt.Key.Key_N, CTRL)
    QTest.keyClicks(focus(), "Boats cross the Panj")
    QTest.keyClick(focus(), Qt.Key.Key_D, CTRL)
    assert focus() is title(open_window)
    assert title(open_window).text() == "Boats cross the Panj"
    QTest.keyClicks(focus(), "They turn back")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert [i.title for i in incidents(desk)[3:]] == ["Boats cross the Panj", "They turn back"]
    assert open_window.actions_.get(Command.UNDO).text().endswith("of INC-0005")
