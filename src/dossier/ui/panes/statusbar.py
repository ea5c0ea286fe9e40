"""The bar at the bottom: what is listed, what is saved, what is running."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStatusBar,
    QToolButton,
    QWidget,
)

from dossier.ui import notation
from dossier.ui.actions import BY_COMMAND, Command, tip_of
from dossier.ui.desk import Desk
from dossier.ui.direction import on_button
from dossier.ui.eliding import ElidingLabel
from dossier.ui.jobs import Job, Jobs, SlicedJob
from dossier.ui.later import Later
from dossier.ui.prompts import label, plain_tip

_UPGRADED = (
    "The file was made by an older version of Dossier and cannot be changed where it lies."
    " You see a copy that was brought up to date."
)
_MINUTE = 60_000
_SHARE = 0.36  # of the width, for what narrows the list


def clock(at: datetime) -> str:
    """Write a time: of day today, else with its date."""
    today = at.astimezone().date() == datetime.now().astimezone().date()
    return notation.clock(at) if today else notation.day(at)


def last_backup(case: Path) -> str:
    """Say when the case was backed up last; "" if it never was."""
    from dossier.case import backup

    found = backup.backups(backup.folder_of(case), case.stem)
    return f"Backed up {clock(found[0].at)}" if found else "No backup yet"


class StatusBar(QStatusBar):
    """Tells quietly what is listed, saved, backed up and running.

    `clear_wanted` asks to show all again that the list on screen leaves out.
    """

    clear_wanted = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setSizeGripEnabled(False)
        self.setContentsMargins(14, 0, 14, 0)
        self.listed = label()
        self.narrowed = QPushButton()
        self.narrowed.setProperty("look", "chip")
        self.narrowed.setIcon(desk.icons.icon("x", "text2"))
        self.narrowed.setIconSize(QSize(14, 14))
        self.narrowed.clicked.connect(self.clear_wanted)
        self._narrowing = ""
        self.asking = label("Looking through the case …")
        self.read_only = label("Read-only")
        self.read_only.setProperty("badge", "warn")
        self.saved = label()
        self.backed_up = label()
        self._changed_at: datetime | None = None
        self.addWidget(self.listed)
        self.addWidget(self.narrowed)
        self.jobs = _JobRow(desk, jobs, self)
        for widget in (self.asking, self.jobs, self.read_only, self.saved, self.backed_up):
            self.addPermanentWidget(widget)
        self.asking.hide()
        desk.asking.slow.connect(self.asking.setVisible)
        desk.opened.connect(self._opened)
        desk.closed.connect(self.refresh)
        desk.changed.connect(self._changed)
        desk.held.connect(self.refresh)
        desk.drafts.marked.connect(self.refresh)
        desk.notation_changed.connect(self.refresh)
        self._later = Later(desk, self.refresh, self)
        self._minute = QTimer(self)
        self._minute.timeout.connect(self.refresh)
        self._minute.start(_MINUTE)
        self.refresh()

    def refresh(self) -> None:
        """Show the state of the open case, and of its backups."""
        case = self._desk.case
        self.read_only.setVisible(case is not None and case.read_only)
        upgraded = case is not None and case.is_upgraded_copy
        self.read_only.setText("Read-only, older version" if upgraded else "Read-only")
        self.read_only.setToolTip(plain_tip(_UPGRADED) if upgraded else "")
        self.saved.setText(self._saved_words() if case is not None else "")
        self.backed_up.setText(last_backup(case.path) if case is not None else "")

    def show_listed(self, words: str) -> None:
        """Say what the page on screen lists: "128 of 300 incidents"."""
        self.listed.setText(words)

    def show_narrowing(self, words: str) -> None:
        """Say what narrows the list on screen, with a way to clear it; "" for nothing."""
        self._narrowing = words
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        """Write anew in another direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._fit()

    def _fit(self) -> None:
        self.narrowed.setVisible(bool(self._narrowing))
        room = int(self.width() * _SHARE)
        shown = self.narrowed.fontMetrics().elidedText(
            self._narrowing, Qt.TextElideMode.ElideRight, room
        )
        self.narrowed.setText(on_button(shown.replace("&", "&&"), self.layoutDirection()))
        self.narrowed.setAccessibleName(f"Clear the filter: {self._narrowing}")
        self.narrowed.setToolTip(plain_tip(f"Clear the filter: {self._narrowing}"))

    def _saved_words(self) -> str:
        if not self._desk.can_edit:
            return ""  # the badge, or the row of the job, says why
        left = self._desk.drafts.fields
        rest = f", {notation.counted(left, 'field')} unfinished" if left else ""
        if self._changed_at is None:
            return f"Saved{rest}" if rest else "All changes saved"
        return f"Saved {clock(self._changed_at)}{rest}"

    def _opened(self) -> None:
        self._changed_at = None
        self.refresh()

    def _changed(self) -> None:
        self._changed_at = datetime.now().astimezone()
        self._later.ask()


class _JobRow(QWidget):
    """The oldest running job with its progress and a way to cancel it."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self.words = ElidingLabel()
        self.bar = QProgressBar()
        self.bar.setFixedWidth(120)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.cancel = QToolButton()
        self.cancel.setIcon(desk.icons.icon("x"))
        self.cancel.setIconSize(QSize(14, 14))
        self.cancel.setAccessibleName("Cancel what is running")
        self.cancel.setToolTip(tip_of(BY_COMMAND[Command.CANCEL]))
        self.cancel.clicked.connect(self.cancel_shown)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for widget in (self.words, self.bar, self.cancel):
            row.addWidget(widget)
        self.hide()
        jobs.started.connect(self._started)

    def _started(self, job: Job) -> None:
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)  # bound: a job may outlive the window
        if self._job is None or isinstance(job, SlicedJob):  # what holds the desk goes first
            self._show(job)

    def _show(self, job: Job | None) -> None:
        self._job = job
        self.setVisible(job is not None)
        if job is not None:
            self.words.say(job.label)
            self.bar.setRange(0, 0)
            self.cancel.setEnabled(True)

    def _progressed(self, what: str, done: int, total: int) -> None:
        if self._job is not None and self.sender() is self._job:
            known = self._job.label
            self.words.say(f"{known}: {what}" if what not in ("", known) else known)
            self.bar.setRange(0, total)
            self.bar.setValue(done)

    def _ended(self) -> None:
        job = self.sender()
        if self._job is not None and job is self._job:
            self._show(next((other for other in self._jobs.running if other is not job), None))

    def cancel_shown(self) -> None:
        """Cancel what is shown, if anything is."""
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.cancel()
