"""Long work: jobs off the window's thread, edits in slices on it; progress and cancel for both."""

import threading
from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal, Slot

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.slices import Progress, Slices

_TURN = 0.015  # seconds that an edit works before the window gets a turn
_TOLD_EVERY = 0.1  # seconds
_PARTS = 1000  # progress is told in parts of the whole: bytes of a large file are more than an int


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The work was cancelled."""


class Ticket(QObject):
    """What running work holds: it reports progress through it and asks whether to stop."""

    reported = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.unwanted = threading.Event()  # for work that waits for something else as well

    def report(self, what: str, done: int, total: int) -> None:
        """Say what is being done and how far it is; raises Cancelled if it should stop."""
        self.check()
        self.reported.emit(what, done, total)

    def check(self) -> None:
        """Raise Cancelled if the work should stop."""
        if self.unwanted.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next report or check."""
        self.unwanted.set()


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


class SlicedJob(Job):
    """An edit in slices, made on the window's thread between its other turns."""

    def __init__(self, label: str, slices: "Slices[Any]", parent: QObject | None = None) -> None:
        super().__init__(label, _nothing, parent)
        self.was_taken_back = False
        self._slices = slices
        self._told = 0.0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def begin(self) -> None:
        """Start at the next turn."""
        self._timer.start(0)

    def cancel(self) -> None:
        """Take everything back, now; too late for what is stored already."""
        if self._timer.isActive():
            self._timer.stop()
            try:
                self._slices.close()
            except Exception as error:  # noqa: BLE001 - a job hands every failure to the window
                self._close(None, error)
            else:
                self._close(None, Cancelled())

    def _turn(self) -> None:
        until = perf_counter() + _TURN
        try:
            progress = next(self._slices)
            while perf_counter() < until:
                progress = next(self._slices)
        except StopIteration as end:
            self._close(end.value, None)
        except Exception as error:  # noqa: BLE001 - a job hands every failure to the window
            self._close(None, error)
        else:
            self._tell(progress)

    def _tell(self, progress: "Progress") -> None:
        """Say how far it is, now and then: nobody reads faster."""
        if perf_counter() - self._told >= _TOLD_EVERY:
            self._told = perf_counter()
            self.progressed.emit(far(progress), round(_PARTS * progress.share), _PARTS)

    def _close(self, result: object, trouble: BaseException | None) -> None:
        self._timer.stop()
        self.was_taken_back = trouble is not None
        self._finish(result, trouble)


def far(progress: "Progress") -> str:
    """Say how far an edit is: "12,300 of 20,000 rows"."""
    if progress.total <= 1:
        return progress.phase.value
    return f"{progress.done:,} of {progress.total:,} {progress.phase.value}"


def _nothing(_: Ticket) -> None:
    """Do the work of a job that does none on another thread."""


class _Run(QRunnable):
    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        self._job.run()


J = TypeVar("J", bound=Job)


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
        job = self._welcome(Job(label, work, self), done)
        self._pool.start(_Run(job))
        return job

    def step(
        self, label: str, slices: "Slices[Any]", done: Callable[[Any], None] | None = None
    ) -> SlicedJob:
        """Make an edit in slices; `done` hears its result. Other edits are refused meanwhile."""
        job = self._welcome(SlicedJob(label, slices, self), done)
        job.begin()
        return job

    def _welcome(self, job: J, done: Callable[[Any], None] | None) -> J:
        if done is not None:
            job.done.connect(done)
        job.failed.connect(self.failed)
        job.ended.connect(self._sweep)
        self._running.append(job)
        self.started.emit(job)
        return job

    def stop(self) -> None:
        """Cancel everything and wait for it; called before the application leaves."""
        for job in self.running:
            job.cancel()
        self._pool.waitForDone()

    @Slot()
    def _sweep(self) -> None:
        job = self.sender()
        if isinstance(job, Job) and job in self._running:
            self._running.remove(job)
            job.deleteLater()
