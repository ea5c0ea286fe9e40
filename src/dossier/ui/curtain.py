"""What hides that a page is painted in several turns: all of it at once would be felt."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from dossier.ui.desk import Desk
from dossier.ui.later import Later


class Curtain(QObject):
    """Leaves panes of a large case on the screen as they are, until they are painted one a turn."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._behind: list[QWidget] = []
        self._later = Later(desk, self._show_next, self)
        desk.closed.connect(self._show_all)  # what waits then is not done

    @contextmanager
    def over(self, *panes: QWidget) -> Iterator[None]:
        """Paint nothing of these panes inside; then each on a turn, in this order."""
        if self._desk.asking.is_beside:
            for pane in panes:
                pane.setUpdatesEnabled(False)
            self._behind += [pane for pane in panes if pane not in self._behind]
        try:
            yield
        finally:
            self._rise()

    def _rise(self) -> None:
        if self._behind:
            self._later.ask()

    def _show_next(self) -> None:
        self._behind.pop(0).setUpdatesEnabled(True)
        self._rise()

    def _show_all(self) -> None:
        while self._behind:
            self._behind.pop().setUpdatesEnabled(True)
