"""A watch on the event loop: how long it was away at most, and what it did meanwhile."""

import gc
import time
from array import array
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

TICK_MS = 5


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """Milliseconds between two ticks, how many the window's thread worked, and during what.

    `pace` are the milliseconds that a piece of work, always the same, took just before.
    """

    waited: float
    worked: float
    gesture: str
    pace: float = 0.0


class Ticks(QObject):
    """Ticks every few milliseconds, and keeps every gap: as numbers, for memory is measured too."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gesture = "start"
        self._gaps = {False: array("d"), True: array("d")}  # milliseconds: waited, worked
        self._longest: dict[str, Gap] = {}  # by gesture
        self._paces = array("d")
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

    def try_pace(self) -> None:
        """See how fast the machine is just now: what it shares its processors with comes and goes.

        That time is nobody's gap.
        """
        self._paces.append(min(_work() for _ in range(3)))
        self._last = (time.monotonic(), time.thread_time())

    @property
    def paces(self) -> list[float]:
        """What the piece of work took, in milliseconds, the quickest first."""
        return sorted(self._paces)

    def _tick(self) -> None:
        now = (time.monotonic(), time.thread_time())
        waited, worked = ((end - begun) * 1000 for begun, end in zip(self._last, now, strict=True))
        self._gaps[False].append(waited)
        self._gaps[True].append(worked)
        gap = Gap(waited, worked, self.gesture, self._paces[-1] if self._paces else 0.0)
        self._longest[self.gesture] = max(gap, self._longest.get(self.gesture, gap))
        self._last = now

    def forget(self) -> None:
        """Count from now on."""
        for held in self._gaps.values():
            del held[:]
        self._longest.clear()
        del self._paces[:]
        self._last = (time.monotonic(), time.thread_time())

    def share(self, part: float, *, worked: bool = False) -> float:
        """Give the gap that this part of all are not longer than."""
        held = sorted(self._gaps[worked])
        return held[min(len(held) - 1, round(part * len(held)))]

    def worst(self, count: int) -> list[Gap]:
        """Give the longest gap of each of the gestures that had the longest."""
        return sorted(self._longest.values(), reverse=True)[:count]


def _work() -> float:
    begun = time.thread_time()
    sum(number * 3 for number in range(10_000))
    return (time.thread_time() - begun) * 1000
