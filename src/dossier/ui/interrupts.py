"""Ctrl+C in the terminal and a polite end by the system close the window, which saves."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QWidget


class Interrupts(QObject):
    """Closes `window` on SIGINT and SIGTERM.

    Qt's loop runs no Python while it waits, so a signal also writes a byte that wakes it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._wake, self._written = socket.socketpair()
        self._written.setblocking(False)
        self._before = {number: signal.getsignal(number) for number in _CAUGHT}
        signal.set_wakeup_fd(self._written.fileno(), warn_on_full_buffer=False)
        for number in _CAUGHT:
            signal.signal(number, _wait_for_the_loop)
        notifier = QSocketNotifier(self._wake.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._close)

    def let_go(self) -> None:
        """Give the signals back."""
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._wake.close()
        self._written.close()

    def _close(self) -> None:
        self._wake.recv(64)
        self._window.close()


def _wait_for_the_loop(*_: object) -> None:
    """Do nothing here: a signal comes in the middle of anything; the byte comes between events."""


_CAUGHT = (signal.SIGINT, signal.SIGTERM)
