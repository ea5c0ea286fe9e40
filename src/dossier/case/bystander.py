"""Reading beside the open case: long questions on another thread, by a connection of their own."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from dossier.case import dbapi
from dossier.case.case import Case
from dossier.case.dbapi import Mode
from dossier.case.reading import Reading
from dossier.errors import DossierError

T = TypeVar("T")

_CACHE_KB = 2_000  # an eighth of what the case has: this reads much once, and little again
_LOOK = 10_000  # steps of SQLite's machine, about a millisecond, after which it may wait or end


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What was found, and how often the case had been written to by then."""

    found: T
    writes: int


class Bystander:
    """Answers questions about an open case, one at a time, on any thread but that of the case.

    The case interrupts a question before it writes; then the question is asked again, so that no
    answer mixes what was before an edit with what is after it. `pause` is called every millisecond
    of reading, on the thread that reads, and may wait for a moment; `hurry` ends that wait.
    """

    def __init__(
        self,
        case: Case,
        pause: Callable[[], None] = lambda: None,
        hurry: Callable[[], None] = lambda: None,
    ) -> None:
        self._gate = case.gate
        self._path = case.read_from
        self._pause, self._hurry = pause, hurry
        self._reading: Reading | None = None
        self._unwanted = threading.Event()

    def ask(self, question: Callable[[Reading], T]) -> Answer[T]:
        """Answer a question; Withdrawn if nobody wants to know any more."""
        while True:
            with self._gate.passed(self._interrupt, self._unwanted):
                try:
                    return Answer(question(self._opened()), self._gate.writes)
                except (dbapi.OperationalError, DossierError) as error:
                    if not _was_interrupted(error):
                        raise

    def withdraw(self) -> None:
        """End the question that is being answered, and each one after it, until `listen`."""
        self._unwanted.set()
        self._interrupt()

    def listen(self) -> None:
        """Take questions again."""
        self._unwanted.clear()

    def close(self) -> None:
        """Close the connection; call it when no question is being answered any more."""
        if self._reading is not None:
            self._reading.db.close()
            self._reading = None

    def _interrupt(self) -> None:
        reading = self._reading
        if reading is not None:
            reading.db.conn.interrupt()
        self._hurry()

    def _look(self) -> bool:
        """Whether to stop reading; what is to go on makes way first."""
        if not self._unwanted.is_set():
            self._pause()
        return self._unwanted.is_set()

    def _opened(self) -> Reading:
        """Connect when something is asked first."""
        if self._reading is None:
            db = dbapi.connect(self._path, Mode.READ, shared=True)
            db.conn.execute(f"PRAGMA cache_size=-{_CACHE_KB}")
            # an interrupt that comes between two statements is lost
            db.conn.set_progress_handler(self._look, _LOOK)
            self._reading = Reading(self._path, db)
        return self._reading


def _was_interrupted(error: Exception) -> bool:
    cause = error.__cause__ if isinstance(error, DossierError) else error
    return getattr(cause, "sqlite_errorcode", None) == dbapi.INTERRUPTED
