"""What can wait for the next turn of the window, so that one gesture is two short waits."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from dossier.ui.desk import Desk


class Later(QTimer):
    """Does one thing on the next turn in a large case, where the lists answer later too.

    In a small case it is done at once. Asked for several times in a turn it is done once.
    """

    def __init__(self, desk: Desk, act: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._act = act
        self.setSingleShot(True)
        self.timeout.connect(act)

    def ask(self) -> None:
        """Have it done."""
        if self._desk.asking.is_beside:
            self.start(0)
        else:
            self._act()
