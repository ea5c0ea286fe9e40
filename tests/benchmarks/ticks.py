"""A watch on the event loop: how long it was away at most, and what it did meanwhile."""

import gc
import time
from array import array
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Milliseconds between two ticks, how many the window's thread worked, and during what."""

    waited: float
    worked: float
    gesture: str


class Ticks(QObject):
    """Ticks every few milliseconds, and keeps every gap: as numbers, for memory is measured too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gesture = "start"
        self._gaps = {False: array("d"), True: array("d")}  # milliseconds: waited, worked
        self._longest: dict[str, Gap] = {}  # by gesture
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)
        self._last = (time.monotonic(), time.thread_time())
        self.collecting = 0.0  # milliseconds of the longest collection of garbage
        self._collection = 0.0
        gc.callbacks.append(self._collect)

    def _collect(self, phase: str, _: dict[str, int]) -> None:
        now = time.monotonic()
        if phase == "start":
            self._collection = now
        else:
            self.collecting = max(self.collecting, (now - self._collection) * 1000)

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        gc.callbacks.remove(self._collect)

    def begin(self, gesture: str) -> None:
        """Hold the next gesture to account for what follows."""
        self._tick()
        self.gesture = gesture

    def _tick(self) -> None:
        now = (time.monotonic(), time.thread_time())
        waited, worked = ((end - begun) * 1000 for begun, end in zip(self._last, now, strict=True))
        self._gaps[False].append(waited)
        self._gaps[True].append(worked)
        gap = Gap(waited, worked, self.gesture)
        self._longest[self.gesture] = max(gap, self._longest.get(self.gesture, gap))
        self._last = now

    def forget(self) -> None:
        """Count from now on."""
        for held in self._gaps.values():
            del held[:]
        self._longest.clear()

    def share(self, part: float, *, worked: bool = False) -> float:
        """Give the gap that this part of all are not longer than."""
        held = sorted(self._gaps[worked])
        return held[min(len(held) - 1, round(part * len(held)))]

    def worst(self, count: int) -> list[Gap]:
        """Give the longest gap of each of the gestures that had the longest."""
        return sorted(self._longest.values(), reverse=True)[:count]
