"""Long work off the window's thread: frozen data in, frozen data out, progress and cancel."""

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The work was cancelled."""


class Ticket(QObject):
    """What running work holds: it reports progress through it and asks whether to stop."""

    reported = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self._stop = threading.Event()

    def report(self, what: str, done: int, total: int) -> None:
        """Say what is being done and how far it is; raises Cancelled if it should stop."""
        self.check()
        self.reported.emit(what, done, total)

    def check(self) -> None:
        """Raise Cancelled if the work should stop."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next report or check."""
        self._stop.set()


Work = Callable[[Ticket], object]


class Job(QObject):
    """One piece of long work. Signals arrive on the window's thread; `ended` comes last, always."""

    progressed = Signal(str, int, int)
    done = Signal(object)
    failed = Signal(object)
    ended = Signal()
    _returned = Signal(object, object)

    def __init__(self, label: str, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self.ticket = Ticket()
        self._work = work
        queued = Qt.ConnectionType.QueuedConnection
        self.ticket.reported.connect(self.progressed, queued)
        self._returned.connect(self._finish, queued)

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.ticket.cancel()

    def run(self) -> None:
        """Do the work; called on a thread of the pool."""
        result: object = None
        trouble: BaseException | None = None
        try:
            result = self._work(self.ticket)
        except Exception as error:  # noqa: BLE001 - a job hands every failure to the window
            trouble = error
        self._returned.emit(result, trouble)

    @Slot(object, object)
    def _finish(self, result: object, trouble: BaseException | None) -> None:
        if trouble is None:
            self.done.emit(result)
        elif not isinstance(trouble, Cancelled):
            self.failed.emit(trouble)
        self.ended.emit()


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


class Jobs(QObject):
    """Runs jobs on a thread pool. `started` carries each Job; at most a few run at a time."""

    started = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._running: list[Job] = []

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs that have not ended, oldest first."""
        return tuple(self._running)

    def start(self, label: str, work: Work, done: Callable[[Any], None] | None = None) -> Job:
        """Start work; `done` hears its result on the window's thread. Failures go to `failed`."""
        job = Job(label, work, self)
        if done is not None:
            job.done.connect(done)
        job.failed.connect(self.failed)
        job.ended.connect(self._sweep)
        self._running.append(job)
        self.started.emit(job)
        self._pool.start(_Run(job))
        return job

    def stop(self) -> None:
        """Cancel everything and wait for it; called before the application leaves."""
        for job in self._running:
            job.cancel()
        self._pool.waitForDone()

    @Slot()
    def _sweep(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._running:
            self._running.remove(job)
            job.deleteLater()
