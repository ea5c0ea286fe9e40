"""The process that prints for the window: started when it is needed first, ended with the case."""

import multiprocessing
import threading
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from dossier.errors import DossierError
from dossier.ui.jobs import Cancelled, Ticket

if TYPE_CHECKING:  # the other side imports what printing needs
    from multiprocessing.context import SpawnProcess

    from dossier.brief.worker import Answer, Printed, Request, Stop

    Door = Connection[Request | Stop, Answer]

_TURN = 0.05  # seconds between two looks at whether to stop
_PATIENCE = 1.0  # seconds that the other side has for stopping by itself


class Press:
    """Prints one brief after the other, in a process that shares no lock with the window."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._door: Door | None = None
        self._turn = threading.Lock()

    def print(self, request: "Request", ticket: Ticket) -> "Printed":
        """Print; called on a thread of the pool. Raises Cancelled, or DossierError."""
        with self._turn:
            door = self._open()
            try:
                door.send(request)
                return self._wait(door, ticket)
            except Cancelled:
                self._stop(door)
                raise
            except (EOFError, OSError):
                self.end()
                raise _gone() from None

    def end(self) -> None:
        """End the process; the next brief starts another."""
        process, self._process = self._process, None
        door, self._door = self._door, None
        if door is not None:
            door.close()
        if process is not None:
            process.terminate()
            process.join()

    def _open(self) -> "Door":
        if self._door is not None:
            return self._door
        from dossier.brief.worker import serve

        spawn = multiprocessing.get_context("spawn")  # a fork would share what Qt holds
        here, there = spawn.Pipe()
        self._process = spawn.Process(target=serve, args=(there,), name="printing", daemon=True)
        self._process.start()
        there.close()
        self._door = here
        return here

    def _wait(self, door: "Door", ticket: Ticket) -> "Printed":
        from dossier.brief.worker import Printed, Progress

        while True:
            ticket.check()
            if not door.poll(_TURN):
                continue
            answer = door.recv()
            if isinstance(answer, Printed):
                return answer
            if isinstance(answer, Progress):
                ticket.report(answer.what, answer.done, answer.total)
            elif isinstance(answer, DossierError):
                raise answer

    def _stop(self, door: "Door") -> None:
        """Ask the other side to stop; what does not answer soon is ended."""
        from dossier.brief.worker import Progress, Stop

        try:
            door.send(Stop())
            while door.poll(_PATIENCE):
                if not isinstance(door.recv(), Progress):
                    return
        except (EOFError, OSError):
            pass  # it ended by itself
        self.end()


def _gone() -> DossierError:
    return DossierError(
        "The brief was not made: the process that prints ended before its time.",
        "There may not be enough memory: print fewer incidents, or close other programs.",
    )
