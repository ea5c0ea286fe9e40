"""Ctrl+Z while typing undoes typing; in a field with nothing typed it undoes the last step."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

_TURNS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


class TypingUndo(QObject):
    """Watches whichever text field has the focus."""

    def __init__(self, app: QApplication, parent: QObject) -> None:
        super().__init__(parent)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Keep a field from claiming undo and redo that it has no use for."""
        claims = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if claims and isinstance(event, QKeyEvent) and _is_idle(watched, event):
            event.ignore()
            return True
        return False

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QLineEdit | QPlainTextEdit):
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QPlainTextEdit):
            new.installEventFilter(self)


def _is_idle(field: QObject, event: QKeyEvent) -> bool:
    """Whether the keys are undo or redo, and the field has nothing to undo or redo."""
    undo, redo = (event.matches(turn) for turn in _TURNS)
    if isinstance(field, QLineEdit):
        return (undo and not field.isUndoAvailable()) or (redo and not field.isRedoAvailable())
    if isinstance(field, QPlainTextEdit):
        document = field.document()
        can_undo, can_redo = document.isUndoAvailable(), document.isRedoAvailable()
        return (undo and not can_undo) or (redo and not can_redo)
    return False
