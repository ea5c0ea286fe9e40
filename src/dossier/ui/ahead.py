"""What will be wanted soon is made ahead, a little at a time."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from dossier.model.records import kind_named
from dossier.ui.actions import Command
from dossier.ui.window import Window

if TYPE_CHECKING:  # made when a case opens first
    from dossier.ui.panes.workbench import Workbench

_PAUSE_MS = 40


class Ahead(QObject):
    """Makes forms, the reader and the page of briefs once a case is open, a part at a time.

    A whole form takes a tenth of a second, in which nobody would hear a key; a line of it a few
    milliseconds. `take_step` makes one part.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.take_step)
        self._timer.start(_PAUSE_MS)

    def take_step(self) -> bool:
        """Make a little more, if a case is open; whether anything is left to make."""
        bench = self._window.workbench
        if bench is None or not bench.isVisible():
            return True
        if self._steps is None:
            self._steps = _making(bench)
        if next(self._steps, self) is self:
            self._timer.stop()
        return self._timer.isActive()


def _making(bench: "Workbench") -> Iterator[None]:
    from dossier.ui.panes.pages import KIND_OF_PAGE

    for kind in KIND_OF_PAGE.values():
        yield from bench.inspector.prepare(kind_named(kind))
    for page in (Command.READ, Command.GO_BRIEFS):
        yield from bench.pages.prepare(page)
    yield from bench.pages.prepare_records()
