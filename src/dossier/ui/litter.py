"""The collection of garbage: while the user rests, not in the midst of a gesture."""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

_LOOK_MS = 1000
_IDLE = 0.02  # seconds of work in between that are no gesture: a cursor that blinks
_SHORT_REST, _LONG_REST = 2, 60  # looks in a row at which nothing was going on
# Young objects are looked through often, which is quick; all of them only where a rest is not
# in sight after so many that stayed.
_OFTEN, _SOMETIMES, _HARDLY_EVER = 2_000, 3, 10_000


class Litter(QObject):
    """Collects garbage in the rests of the thread that it is made in.

    A look through all objects of a large case takes a tenth of a second. So what a short rest
    leaves is set aside, and looked through again in a long one.
    """

    def __init__(
        self, parent: QObject | None = None, *, worked: Callable[[], float] = time.thread_time
    ) -> None:
        super().__init__(parent)
        self._worked = worked
        self._last = worked()
        self._rest = 0
        gc.set_threshold(_OFTEN, _SOMETIMES, _HARDLY_EVER)
        gc.collect()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(_LOOK_MS)

    def look(self) -> None:
        """Count a rest longer, or as over; collect when it is long enough."""
        now = self._worked()
        self._rest = self._rest + 1 if now - self._last < _IDLE else 0
        if self._rest in (_SHORT_REST, _LONG_REST):
            if self._rest == _LONG_REST:
                gc.unfreeze()
            gc.collect()
            gc.freeze()
        self._last = self._worked()
