"""What can wait for a later turn of the window, so that one gesture is several short waits."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from dossier.ui.desk import Desk


class Later(QObject):
    """Does one thing on a later turn in a large case, where the lists answer later too.

    In a small case it is done at once. Asked for several times until then it is done once. What
    waits when the case is closed is not done.
    """

    def __init__(self, desk: Desk, act: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._act = act

    def ask(self) -> None:
        """Have it done: on a turn of its own, after all that others asked for before."""
        if self._desk.asking.is_beside:
            self._desk.turns.ask(self, self._act)
        else:
            self._act()
