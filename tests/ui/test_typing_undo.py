"""Ctrl+Z belongs to the typing while there is some, else to the case."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dossier.ui.typing_undo import TypingUndo


@pytest.mark.parametrize("field_type", [QLineEdit, QPlainTextEdit])
def test_undo_takes_back_typing_first_and_then_the_step(
    qtbot: QtBot, app: QApplication, field_type: type[QLineEdit] | type[QPlainTextEdit]
) -> None:
    host, field, other = QWidget(), field_type(), QLineEdit()
    qtbot.addWidget(host)
    column = QVBoxLayout(host)
    column.addWidget(other)
    column.addWidget(field)
    steps: list[bool] = []
    undo = QAction("Undo", host)
    undo.setShortcut(QKeySequence("Ctrl+Z"))
    undo.triggered.connect(lambda: steps.append(True))
    host.addAction(undo)
    watch = TypingUndo(app, host)
    host.show()
    host.activateWindow()
    qtbot.waitUntil(host.isActiveWindow)
    other.setFocus()
    field.setFocus()
    QTest.keyClicks(field, "134")
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
    assert (text, steps) == ("", [])
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(steps) == 1
    watch.deleteLater()
