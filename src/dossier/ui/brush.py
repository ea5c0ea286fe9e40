"""Painting on a turn of its own: an act and what it changes on the screen are two short waits."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QWidget

from dossier.ui.turns import Turns


class Brush(QObject):
    """Paints what is to be painted anew in a window, once keys that wait had their turn.

    Qt asks for it right after the act, in the same turn of its loop, and collects by itself what
    is to be painted until it is.
    """

    def __init__(self, window: QWidget, turns: Turns) -> None:
        super().__init__(window)
        self._window = window
        self._turns = turns
        self._is_painting = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Have what asks for painting wait for its turn."""
        waits = event.type() == QEvent.Type.UpdateRequest and not self._is_painting
        if waits and watched is self._window:
            self._turns.ask(self, self._paint, urgent=True)
            return True
        return False

    def _paint(self) -> None:
        self._is_painting = True
        try:
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        finally:
            self._is_painting = False
