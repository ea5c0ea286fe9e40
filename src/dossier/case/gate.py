"""The gate to the case file: those who read beside the case make way before it is written to."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE = 0.001  # seconds between two requests to a reader to leave
_LOOK = 0.02  # seconds after which one who waits looks whether it still should


class Withdrawn(Exception):  # noqa: N818 - not an error: nobody waits for the answer any more
    """The question was withdrawn before it was answered."""


class Gate:
    """Lets one reader of another thread in at a time; the case, when it writes, is alone.

    SQLite in its rollback mode cannot commit while another connection reads
    (https://www.sqlite.org/lockingv3.html, 3.0): a long question would hold up an edit.
    """

    def __init__(self) -> None:
        self._room = threading.Lock()
        self._open = threading.Event()
        self._open.set()
        self._interrupt: Callable[[], None] | None = None
        self._writes = 0

    @property
    def writes(self) -> int:
        """How often the case was written to: an answer read before the last time is old."""
        return self._writes

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Interrupt whoever reads, wait until they have left, and keep readers out meanwhile.

        The case calls it from its own thread alone; inside another `closed` it does nothing.
        """
        if not self._open.is_set():
            yield
            return
        self._open.clear()
        try:
            while not self._room.acquire(timeout=_PATIENCE):
                self.hurry()
            try:
                self._writes += 1
                yield
            finally:
                self._room.release()
        finally:
            self._open.set()

    @contextmanager
    def passed(self, interrupt: Callable[[], None], unwanted: threading.Event) -> Iterator[None]:
        """Wait until the case is not being written to, and read; `interrupt` ends a question.

        Withdrawn if `unwanted` is set before it is let in.
        """
        self._enter(unwanted)
        self._interrupt = interrupt
        try:
            yield
        finally:
            self._interrupt = None
            self._room.release()

    def _enter(self, unwanted: threading.Event) -> None:
        """Take the room, but never before a writer who waits for it."""
        while not unwanted.is_set():
            if self._open.wait(_LOOK) and self._room.acquire(timeout=_LOOK):
                if self._open.is_set():
                    return
                self._room.release()
        raise Withdrawn

    def hurry(self) -> None:
        """Interrupt the question that is being read, if any."""
        interrupt = self._interrupt
        if interrupt is not None:
            interrupt()
