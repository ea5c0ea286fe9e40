"""What will be wanted soon is made ahead, a little at a time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from dossier.model.records import kind_named
from dossier.ui.window import Window

if TYPE_CHECKING:  # made when a case opens first
    from dossier.ui.panes.workbench import Workbench

_PAUSE_MS = 40


class Ahead(QObject):
    """Makes the forms of a window's inspector once a case is open, each a line at a time.

    A whole form takes a tenth of a second, in which nobody would hear a key; a line a few
    milliseconds. `take_step` makes one.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.take_step)
        self._timer.start(_PAUSE_MS)

    @property
    def is_done(self) -> bool:
        """Whether all is made."""
        return not self._timer.isActive()

    def take_step(self) -> None:
        """Make a little more."""
        bench = self._window.workbench
        if self._steps is None and bench is not None:
            self._steps = _making(bench)
        if self._steps is not None and next(self._steps, self) is self:
            self._timer.stop()


def _making(bench: "Workbench") -> Iterator[None]:
    from dossier.ui.panes.pages import KIND_OF_PAGE

    for kind in KIND_OF_PAGE.values():
        yield from bench.inspector.prepare(kind_named(kind))
