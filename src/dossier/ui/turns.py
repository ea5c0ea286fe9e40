"""What waits for turns of the window: one thing is done in each, in the order it was asked for."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer
from shiboken6 import isValid

_AIR_MS = 5  # before each, or a window that is late would do the next one before it hears a key


class Turns(QObject):
    """Has one thing done a turn of the event loop: keys and painting come in between.

    Each asker waits for one thing at a time. What an asker that is gone waited for is not done.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[QObject, Callable[[], None]] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_AIR_MS)
        self._timer.timeout.connect(self._take)

    def ask(self, asker: QObject, act: Callable[[], None]) -> None:
        """Have something done after all that waits; asked for again meanwhile it is done once."""
        self._waiting.setdefault(asker, act)
        if not self._timer.isActive():
            self._timer.start()

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
        try:
            if isValid(asker):
                act()
        finally:  # if it fails the others still have their turns
            if self._waiting:
                self._timer.start()
