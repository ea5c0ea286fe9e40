"""The process that prints for the window: started when it is needed first, ended with the case."""

import multiprocessing
import threading
import time
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, TypeVar

from dossier.errors import DossierError
from dossier.ui.jobs import Cancelled, Ticket

if TYPE_CHECKING:  # the other side imports what printing needs
    from multiprocessing.context import SpawnProcess

    from dossier.brief.worker import Answer, Order, Printed, Request
    from dossier.case.gate import Gate

    Door = Connection[Order, Answer]

A = TypeVar("A")

_TURN = 0.05  # seconds between two looks at whether to stop
_PATIENCE = 1.0  # seconds that the other side has for stopping by itself
_GRACE = 0.03  # seconds that it has for leaving the case file when that is to be written to


class InterruptedPrint(Exception):  # noqa: N818 - not an error: it may be begun again
    """The case was written to while it was read."""


class Press:
    """Prints one brief after the other, in a process that shares no lock with the window."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._door: Door | None = None
        self._ends = 0  # how often the window asked for the end
        self._known = threading.Lock()  # process, door and ends are read and changed together
        self._turn = threading.Lock()
        self._speech = threading.Lock()
        self._asked = 0.0  # when the other side was asked to leave the case file; 0 if it was not

    def print(self, request: "Request", ticket: Ticket, gate: "Gate | None" = None) -> "Printed":
        """Print; called on a thread of the pool. The file of an open case is read inside its gate.

        Raises Cancelled, also if the end was asked for, InterruptedPrint if the file was written
        to meanwhile, or DossierError.
        """
        from dossier.case.gate import Gate, Withdrawn

        ends = self._ends
        with self._turn, ExitStack() as inside:
            ticket.check()  # it may have waited for its turn in vain
            door = self._open(ends)
            try:
                return self._printed(door, request, ticket, gate or Gate(), inside)
            except (Cancelled, Withdrawn):
                self._stop(door)
                raise Cancelled from None
            except (EOFError, OSError):
                self._drop()
                if self._ends != ends:
                    raise Cancelled from None
                raise InterruptedPrint if self._asked else _gone() from None

    def end(self) -> None:
        """End the process, also one that is being started; who waits for it is cancelled."""
        with self._known:
            self._ends += 1
        self._drop()

    def _drop(self) -> None:
        """End the process; the next brief starts another."""
        with self._known:
            process, self._process = self._process, None
            self._door = None  # not closed: a thread that listens at it hears the end
        if process is not None:
            process.terminate()
            process.join()

    def _open(self, ends: int) -> "Door":
        """Give the way to the process, which is started if there is none.

        Cancelled if the end was asked for since `ends`.
        """
        with self._known:
            if self._ends != ends:
                raise Cancelled
            if self._door is not None and self._process is not None and self._process.is_alive():
                return self._door  # one that was ended from outside, at rest, printed nothing
        process, door = _started()
        with self._known:
            if self._ends == ends:
                self._process, self._door = process, door
                return door
        process.terminate()
        process.join()
        raise Cancelled

    def _printed(
        self, door: "Door", request: "Request", ticket: Ticket, gate: "Gate", inside: ExitStack
    ) -> "Printed":
        from dossier.brief.worker import Enter, Gathered, Printed, Waiting

        self._asked = 0.0
        self._say(door, request)
        self._hear(door, Waiting, ticket)
        inside.enter_context(gate.passed(self._interrupt, ticket.unwanted))
        self._say(door, Enter())
        self._hear(door, Gathered, ticket)
        inside.close()
        return self._hear(door, Printed, ticket)

    def _say(self, door: "Door", order: "Order") -> None:
        with self._speech:  # the window's thread may speak as well
            door.send(order)

    def _hear(self, door: "Door", wanted: type[A], ticket: Ticket) -> A:
        """Wait for an answer, and pass on how far the work is."""
        from dossier.brief.worker import Progress, Stopped

        while True:
            ticket.check()
            if not door.poll(_TURN):
                continue
            answer = door.recv()
            if isinstance(answer, wanted):
                return answer
            if isinstance(answer, Progress):
                ticket.report(answer.what, answer.done, answer.total)
            elif isinstance(answer, Stopped):
                raise InterruptedPrint
            elif isinstance(answer, DossierError):
                raise answer

    def _interrupt(self) -> None:
        """Get the other side out of the case file; called until it is out.

        It looks up when it asks the file something. When it does not for too long, it is ended:
        its locks go with it.
        """
        from dossier.brief.worker import Stop

        with self._known:
            process, door = self._process, self._door
        if process is None or door is None:
            return
        if not self._asked:
            self._asked = time.monotonic()
            with suppress(OSError):
                self._say(door, Stop())
        elif time.monotonic() - self._asked > _GRACE:
            process.kill()

    def _stop(self, door: "Door") -> None:
        """Ask the other side to stop; what does not answer soon is ended."""
        from dossier.brief.worker import Gathered, Progress, Stop, Waiting

        try:
            self._say(door, Stop())
            while door.poll(_PATIENCE):
                if not isinstance(door.recv(), Waiting | Gathered | Progress):
                    return
        except (EOFError, OSError):
            pass  # it ended by itself
        self._drop()


def _started() -> "tuple[SpawnProcess, Door]":
    from dossier.brief.worker import serve

    spawn = multiprocessing.get_context("spawn")  # a fork would share what Qt holds
    here, there = spawn.Pipe()
    process = spawn.Process(target=serve, args=(there,), name="printing", daemon=True)
    process.start()
    there.close()
    return process, here


def _gone() -> DossierError:
    return DossierError(
        "The brief was not made: the process that prints ended before its time.",
        "There may not be enough memory: print fewer incidents, or close other programs.",
    )
