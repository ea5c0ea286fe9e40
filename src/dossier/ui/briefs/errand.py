"""The making, saving and printing of the brief on screen, each a job."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QWidget

from dossier.brief.spec import Spec
from dossier.errors import DossierError
from dossier.ui.briefs import proof
from dossier.ui.briefs.press import Press
from dossier.ui.briefs.proof import Proof
from dossier.ui.desk import Desk
from dossier.ui.errands import brief_question, spared
from dossier.ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from dossier.case.case import Case

_PAUSE = 150  # milliseconds without a change before the brief is made


class BriefErrand(QObject):
    """Keeps the proof of a brief up to date. `began`, then `made` or `stopped`, frame each making.

    `made` carries the Proof, or the DossierError that says why there is none.
    """

    began = Signal()
    made = Signal(object)
    stopped = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._holder = parent
        self._job: Job | None = None
        self._proof: Proof | None = None
        self._then: Callable[[Proof], None] | None = None
        self._due: Callable[[], None] | None = None
        self.is_current = False
        self._press = Press()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._make_due)

    @property
    def press(self) -> Press:
        """What prints."""
        return self._press

    @property
    def proof(self) -> Proof | None:
        """The brief on screen; None if there is none."""
        return self._proof

    @property
    def is_busy(self) -> bool:
        """Whether another proof is on its way."""
        return self._pause.isActive() or self._job is not None

    # ---- making

    def outdate(self, refresh: Callable[[], None] | None) -> None:
        """Stop what is being made from an older state; `refresh` is called after a short pause.

        Without it nobody sees what is made next: what was to be saved or printed then is let go.
        """
        self.is_current = False
        self._stop()
        self._due = refresh
        if refresh is None and self._then is not None:
            self._then = None
            self._desk.tell("The brief changed while it was being made: nothing came of it")
        if refresh is not None:
            self._pause.start()

    def make(self, spec: Spec) -> None:
        """Make the brief of the open case."""
        case = self._desk.case
        if case is None:
            return
        self._stop()
        self.is_current = True
        self.began.emit()
        work = partial(proof.make, self._press, case, spec)
        job = self._job = self._jobs.start("Setting the brief", work)
        job.done.connect(partial(self._take, job))
        job.ended.connect(partial(self._end, job))

    def forget(self) -> None:
        """Forget the proof and what waits for it; what else is being printed goes on."""
        self._stop()
        self._due = self._then = self._proof = None
        self.is_current = False

    def drop(self) -> None:
        """Forget the proof, and end the process that prints, with all that it prints."""
        self.forget()
        self._press.end()

    def _stop(self) -> None:
        self._pause.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _make_due(self) -> None:
        if self._due is not None:
            self._due()

    def _take(self, job: Job, made: Proof | DossierError) -> None:
        if job is not self._job:
            return
        self._job = None
        self._proof = made if isinstance(made, Proof) else None
        self.made.emit(made)
        then, self._then = self._then, None
        if then is not None and self._proof is not None:
            then(self._proof)

    def _end(self, job: Job) -> None:
        """Without a result the user has stopped it, or it has failed and that was told."""
        if job is self._job:
            self._job = self._then = None
            self.is_current = False
            self.stopped.emit()

    def _when_current(self, then: Callable[[Proof], None]) -> None:
        """Do something with the proof on screen; while it is made anew, as soon as it is there."""
        if self.is_busy:
            self._then = then
        elif self._proof is not None and self.is_current:
            then(self._proof)
        else:
            self._desk.tell("There is no finished brief to save or to print")

    # ---- saving: the bytes that are shown

    def save(self) -> None:
        """Ask for a name and save what is shown: the PDF, or its words in another form."""
        self._when_current(self._ask_where)

    def _ask_where(self, shown: Proof) -> None:
        case = self._desk.case
        if case is None:
            return
        where = partial(self._save, shown, case)
        self._desk.prompts.ask_path(brief_question(case.path), where)

    def _save(self, shown: Proof, case: "Case", path: Path) -> None:
        if self._desk.run(partial(spared, path)):
            work = partial(proof.save, self._press, shown, case, path)
            self._jobs.start("Saving the brief", work, self._saved)

    def _saved(self, path: Path) -> None:
        self._desk.tell(f"The brief is printed: {path.name}")

    # ---- paper

    def print_paper(self) -> None:
        """Ask for a printer and print the pages that are shown."""
        self._when_current(self._ask_printer)

    def _ask_printer(self, shown: Proof) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from dossier.ui.briefs import paper

        case = self._desk.case
        if case is None or not shown.sizes:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        paper.prepare(printer, case.info.title, shown.sizes)
        dialog = QPrintDialog(printer, self._holder.window())
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(shown.sizes))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._print, shown, printer))
        QDialog.open(dialog)  # the print dialog has another method of this name

    def _print(self, shown: Proof, printer: object) -> None:
        from PySide6.QtPrintSupport import QPrinter

        from dossier.ui.briefs import paper

        if isinstance(printer, QPrinter):
            work = partial(paper.send, shown.data, printer)
            self._jobs.start("Printing on paper", work, self._printed)

    def _printed(self, pages: int) -> None:
        self._desk.tell(f"{pages} page{'s' if pages != 1 else ''} sent to the printer")
