"""The gate to the case file: those who read beside the case make way before it is written to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 0.001  # seconds between two requests to a reader to leave
_LOOK = 0.02  # seconds after which one who waits looks whether it still should


class Withdrawn(Exception):  # noqa: N818 - not an error: nobody waits for the answer any more
    """The question was withdrawn before it was answered."""


class Gate:
    """Lets readers of other threads in; the case, when it writes, is alone.

    SQLite in its rollback mode cannot commit while another connection reads
    (https://www.sqlite.org/lockingv3.html, 3.0): a long question would hold up an edit.
    """

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._closed = False
        self._inside: list[Callable[[], None]] = []  # what interrupts each reader
        self._writes = 0

    @property
    def writes(self) -> int:
        """How often the case was written to: an answer read before the last time is old."""
        return self._writes

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Interrupt all who read, wait until they have left, and keep readers out meanwhile.

        The case calls it from its own thread alone; inside another `closed` it does nothing.
        """
        if self._closed:
            yield
            return
        with self._turn:
            self._closed = True
            while self._inside:
                for interrupt in self._inside:
                    interrupt()
                self._turn.wait(_PATIENCE)
        try:
            self._writes += 1
            yield
        finally:
            with self._turn:
                self._closed = False
                self._turn.notify_all()

    @contextmanager
    def passed(self, interrupt: Callable[[], None], unwanted: threading.Event) -> Iterator[None]:
        """Wait until the case is not being written to, and read; `interrupt` ends a question.

        Withdrawn if `unwanted` is set before it is let in.
        """
        with self._turn:
            while self._closed and not unwanted.is_set():
                self._turn.wait(_LOOK)
            if unwanted.is_set():
                raise Withdrawn
            self._inside.append(interrupt)
        try:
            yield
        finally:
            with self._turn:
                self._inside.remove(interrupt)
                self._turn.notify_all()
