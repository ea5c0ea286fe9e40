"""What waits for turns of the window: one thing is done in each, in the order it was asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid


class Turns(QObject):
    """Has one thing done a turn of the event loop: keys and painting come in between.

    Each asker waits for one thing at a time. What an asker that is gone waited for is not done.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[QObject, Callable[[], None]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take)

    def ask(self, asker: QObject, act: Callable[[], None]) -> None:
        """Have something done after all that waits; asked for again meanwhile it is done once."""
        self._waiting.setdefault(asker, act)
        self._timer.start(0)

    def awaits(self, asker: QObject) -> bool:
        """Whether an asker waits for its turn."""
        return asker in self._waiting

    def clear(self) -> None:
        """Leave undone all that waits."""
        self._waiting.clear()
        self._timer.stop()

    def _take(self) -> None:
        asker = next(iter(self._waiting))
        act = self._waiting.pop(asker)
        if self._waiting:  # before it is done: if it fails the others still have their turns
            self._timer.start(0)
        if isValid(asker):
            act()
