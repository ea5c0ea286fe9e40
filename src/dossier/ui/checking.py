"""The check of the open case, made anew beside the window whenever edits have settled."""

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from dossier.errors import DossierError
from dossier.ui.desk import Desk
from dossier.ui.jobs import Job, Jobs, Ticket

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.bystander import Bystander
    from dossier.case.checks import Report

SETTLE_MS = 1200
_REST = 4  # it rests so many times as long as the last check took: a fifth of one core at most


class Checking(QObject):
    """Holds the last report. `checked` follows each check; `failed` carries what is a bug."""

    checked = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = Jobs(self)  # apart from the window's: nobody wants each check announced
        self._job: Job | None = None
        self._bystander: Bystander | None = None
        self._took_ms = 0
        self.report: Report | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.timeout.connect(self.begin)
        desk.opened.connect(self._reopen)
        desk.changed.connect(self._wait)
        desk.closing.connect(self._forget)
        if desk.case is not None:
            self._wait()

    @property
    def is_current(self) -> bool:
        """Whether the report says how the case is now."""
        return self.report is not None and self._job is None and not self._settled.isActive()

    def begin(self) -> None:
        """Check the open case now."""
        case = self._desk.case
        if case is None:
            return
        self._cancel()
        self._settled.stop()
        if self._bystander is None:
            from dossier.case.bystander import Bystander

            self._bystander = Bystander(case)
        job = self._job = self._jobs.start("Checking", partial(_check, self._bystander))
        job.done.connect(partial(self._take, job))
        job.failed.connect(partial(self._fail, job))

    def _reopen(self) -> None:
        self._forget()
        self._wait()

    def _wait(self) -> None:
        """An edit is still to come, or was just made: look when that is over."""
        self._cancel()
        self._settled.start(max(SETTLE_MS, _REST * self._took_ms))

    def _cancel(self) -> None:
        """Stop the check that is under way: it ends with the question it is at."""
        if self._job is not None and self._bystander is not None:
            self._job = None
            self._bystander.withdraw()
            self._jobs.stop()
            self._bystander.listen()

    def _forget(self) -> None:
        """The case is closed: nothing reads its file any longer."""
        self._cancel()
        self._settled.stop()
        if self._bystander is not None:
            self._bystander.close()
        self._bystander = None
        self._took_ms, self.report = 0, None
        self.checked.emit()

    def _take(self, job: Job, found: "tuple[Report, int]") -> None:
        if job is self._job:
            self._job = None
            self.report, self._took_ms = found
            self.checked.emit()

    def _fail(self, job: Job, trouble: Exception) -> None:
        """A file that is being written to is looked at later; all else is a bug."""
        if job is self._job:
            self._job = None
            if isinstance(trouble, DossierError):
                self._settled.start(SETTLE_MS)
            else:
                self.failed.emit(trouble)


def _check(bystander: "Bystander", ticket: Ticket) -> "tuple[Report, int]":
    """Check a case beside those who work on it, and say how many milliseconds that took."""
    from dossier.case import checks

    begun = time.monotonic()
    report = bystander.ask(partial(checks.check, pause=ticket.check)).found
    return report, round((time.monotonic() - begun) * 1000)
