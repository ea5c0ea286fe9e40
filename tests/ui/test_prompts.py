"""Prompts: text is shown as it is, nothing blocks, dialogs are freed."""

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dossier.ui.prompts import Choice, Prompts, Question, label, plain_tip

MARKUP = '<img src="/etc/passwd"><b>134</b>'


def test_labels_show_markup_as_text(app: QApplication) -> None:
    del app
    shown = label(MARKUP)
    assert shown.textFormat() is Qt.TextFormat.PlainText
    assert shown.text() == MARKUP


def test_tips_show_markup_as_text() -> None:
    assert "<img" not in plain_tip(MARKUP)
    assert "&lt;img" in plain_tip(MARKUP)


def test_every_label_of_a_dialog_is_plain(app: QApplication) -> None:
    del app
    dialog = Prompts().ask(Question(title=MARKUP, message=MARKUP, hint=MARKUP, detail=MARKUP))
    labels = dialog.findChildren(QLabel)
    assert labels
    assert all(shown.textFormat() is Qt.TextFormat.PlainText for shown in labels)


def test_the_answer_arrives_and_the_dialog_is_freed(qtbot: QtBot, app: QApplication) -> None:
    answers: list[str] = []
    dialog = Prompts().ask(
        Question(title="Which?", message="One or two?", choices=(Choice("two", "Two"),)),
        answers.append,
    )
    qtbot.waitUntil(dialog.isVisible)
    dialog.answer("two")
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert answers == ["two"]
    assert not shiboken6.isValid(dialog)


def test_escape_answers_nothing(app: QApplication) -> None:
    del app
    answers: list[str] = []
    dialog = Prompts().ask(Question(title="Which?", message="One?"), answers.append)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert answers == [""]
