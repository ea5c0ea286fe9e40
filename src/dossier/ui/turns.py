"""What waits for turns of the window: one thing is done in each, in the order it was asked for."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

_AIR_MS = 5  # before each, or a window that is late would do the next one before it hears a key
_MOST_LATE = 2  # times that a turn is passed on because another act has just taken its time


class Turns(QObject):
    """Has one thing done a turn of the event loop: keys and painting come in between.

    Each asker waits for one thing at a time. What an asker that is gone waited for is not done.
    Painting is `urgent`: it goes before all else, but not twice in a row while others wait.
    `begun` comes before each.
    """

    begun = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[QObject, Callable[[], None]] = {}
        self._urgent: dict[QObject, Callable[[], None]] = {}
        self._was_urgent = False
        self._due, self._late = 0.0, 0  # when the next turn should come; how often it was late
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._take)

    def ask(self, asker: QObject, act: Callable[[], None], *, urgent: bool = False) -> None:
        """Have something done after all that waits; asked for again meanwhile it is done once."""
        (self._urgent if urgent else self._waiting).setdefault(asker, act)
        if not self._timer.isActive():
            self._start(0 if urgent else _AIR_MS)

    def awaits(self, asker: QObject) -> bool:
        """Whether an asker waits for its turn."""
        return asker in self._waiting or asker in self._urgent

    def clear(self) -> None:
        """Leave undone all that waits, but for what is urgent."""
        self._waiting.clear()
        if not self._urgent:
            self._timer.stop()

    def _start(self, air: int) -> None:
        self._due = time.monotonic() + air / 1000
        self._timer.start(air)

    def _take(self) -> None:
        if time.monotonic() - self._due > _AIR_MS / 1000 and self._late < _MOST_LATE:
            self._late += 1  # the loop was away: ticks and keys that came meanwhile go first
            self._start(0)
            return
        self._late = 0
        self._was_urgent = bool(self._urgent) and not (self._was_urgent and self._waiting)
        held = self._urgent if self._was_urgent else self._waiting
        asker = next(iter(held), None)
        if asker is None:
            return
        act = held.pop(asker)
        try:
            if isValid(asker):
                self.begun.emit()
                act()
        finally:  # if it fails the others still have their turns
            if (self._waiting or self._urgent) and not self._timer.isActive():
                self._start(_AIR_MS)
