"""Reading for a long job: the open case itself, inside its gate, or a copy of it.

A copy of a large case takes a long time and as much room again. A write to the case ends the
reading, which is then begun again; in the end a copy is made, which no edit interrupts.
"""

import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from dossier.ui.jobs import Cancelled, Ticket

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case

T = TypeVar("T")

SUFFIX = "dossier"
TRIES = 3  # how often the case itself is read before a copy of it is made


def is_elsewhere(case: "Case") -> bool:
    """Whether another program may write to the file, which knows nothing of who reads it here."""
    from dossier.case import lock

    return case.read_only and lock.holder_of(case.path) is not None


def beside(
    case: "Case", work: Callable[["Case", Ticket], T], ticket: Ticket, *, tries: int = TRIES
) -> T:
    """Do work that only reads, on the thread of a job: on the open case, else on a copy of it.

    An edit waits for one question of it at most, so what takes long between two is not done here.
    Raises Cancelled, or what the work raises.
    """
    for _ in range(0 if is_elsewhere(case) else tries):
        try:
            return _read(case, work, ticket)
        except _Interrupted:
            continue
    return on_snapshot(case.read_from, partial(_on_copy, work), ticket)


class _Interrupted(Exception):  # noqa: N818 - not an error: it may be begun again
    """The case was written to while it was read."""


def _read(case: "Case", work: Callable[["Case", Ticket], T], ticket: Ticket) -> T:
    from dossier.case import dbapi, file
    from dossier.case.gate import Withdrawn
    from dossier.errors import DossierError

    asked, turn = threading.Event(), threading.Lock()
    reading: list[Case] = []

    def interrupt() -> None:
        asked.set()
        with turn:  # what is being closed must not be interrupted
            for held in reading:
                held.db.conn.interrupt()

    def unwanted() -> bool:
        return asked.is_set() or ticket.unwanted.is_set()

    try:
        with (
            case.gate.passed(interrupt, ticket.unwanted),
            file.beside(case.read_from, unwanted) as held,
        ):
            reading.append(held)
            try:
                done = work(held, ticket)
            finally:
                with turn:
                    reading.clear()
    except Withdrawn:
        raise Cancelled from None
    except (dbapi.OperationalError, DossierError):
        ticket.check()
        if asked.is_set():
            raise _Interrupted from None
        raise
    if asked.is_set():  # the work may have taken what was refused for an answer
        raise _Interrupted
    return done


def _on_copy(work: Callable[["Case", Ticket], T], snapshot: Path, ticket: Ticket) -> T:
    from dossier.case import file

    with file.open_case(snapshot, read_only=True) as case:
        return work(case, ticket)


def on_snapshot(case: Path, work: Callable[[Path, Ticket], T], ticket: Ticket) -> T:
    """Do work on a copy of a case file, on the thread of a job; the copy goes when it is done."""
    from dossier.case import backup

    with tempfile.TemporaryDirectory(prefix="dossier-", ignore_cleanup_errors=True) as folder:
        snapshot = Path(folder) / f"snapshot.{SUFFIX}"
        backup.snapshot(case, snapshot, ticket.check)
        return work(snapshot, ticket)
