"""Courtesy to the window: threads that read beside it wait while it is at work."""

import threading

from PySide6.QtCore import QAbstractEventDispatcher, QObject

_PATIENCE = 0.02  # seconds of work of the window after which others go on for a moment


class Courtesy(QObject):
    """Knows when the thread that it is made in is at work: from `begin` until its loop rests.

    Python runs one thread at a time. One that reads a million rows asks for its turn at each of
    them, and a window that paints meanwhile waits for its own many times.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rests = threading.Event()
        self._rests.set()
        loop = QAbstractEventDispatcher.instance()
        self._has_loop = loop is not None
        if loop is not None:
            loop.aboutToBlock.connect(self._rests.set)

    def begin(self) -> None:
        """Have others wait from now on."""
        if self._has_loop:
            self._rests.clear()

    def end(self) -> None:
        """Let all who wait go on: the window waits for them."""
        self._rests.set()

    def wait(self) -> None:
        """Wait on another thread until the window rests, but not for long."""
        self._rests.wait(_PATIENCE)
