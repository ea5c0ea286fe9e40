"""Errands of the window: choosing files, printing, verifying, backing up. Long ones are jobs."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QStandardPaths, Signal

from dossier.ui.desk import Desk
from dossier.ui.jobs import Jobs, Ticket
from dossier.ui.prompts import CASE_FILES, PathQuestion, Question
from dossier.ui.snapshots import SUFFIX, on_snapshot

if TYPE_CHECKING:
    from dossier.brief.spec import Spec
    from dossier.case.case import Case
    from dossier.case.verify import Finding

T = TypeVar("T")

SAMPLE_NAME = "Border crossings, June 2021"
BRIEF_FILES = "PDF files (*.pdf);;Word files (*.docx);;Markdown files (*.md)"


def documents() -> Path:
    """Where this user keeps documents; the home folder if there is no such place."""
    where = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(where)
    return folder if folder.is_dir() else Path.home()


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """Path of the first of "stem", "stem 2", "stem 3" that is not taken."""
    path, number = folder / f"{stem}{suffix}", 2
    while path.exists():
        path, number = folder / f"{stem} {number}{suffix}", number + 1
    return path


def title_of(path: Path) -> str:
    """Make the first title of a case from its file name: "north-front" is "North front"."""
    words = path.stem.replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:]


def brief_question(case: Path) -> PathQuestion:
    """Where to print the brief of a case file."""
    start = case.with_suffix(".pdf")
    return PathQuestion(
        title="Print brief", kinds=BRIEF_FILES, suffix="pdf", start=start, save=True
    )


class Errands(QObject):
    """Does them for the open case of the desk. `backed_up` follows a backup on demand."""

    backed_up = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs

    def _folder(self) -> Path:
        case = self._desk.case
        return case.path.parent if case is not None else documents()

    # ---- files

    def new_case(self) -> None:
        """Ask for a name and make an empty case."""
        start = free_path(self._folder(), "New case", f".{SUFFIX}")
        self._desk.prompts.ask_path(
            PathQuestion(title="New case", kinds=CASE_FILES, suffix=SUFFIX, start=start, save=True),
            self._make_case,
        )

    def _make_case(self, path: Path) -> None:
        from dossier.model.records import CaseInfo

        info = CaseInfo(title=title_of(path))
        self._desk.when_free(partial(self._desk.new_case, path, info))

    def open_case(self) -> None:
        """Ask for a case file and open it."""
        self._desk.prompts.ask_path(
            PathQuestion(title="Open case", kinds=CASE_FILES, suffix=SUFFIX, start=self._folder()),
            self._open_chosen,
        )

    def _open_chosen(self, path: Path) -> None:
        self._desk.when_free(partial(self._desk.open_case, path))

    def open_sample(self) -> None:
        """Make a fresh copy of the sample case among the documents and open it."""
        from dossier.exchange.sample import create_sample

        path = free_path(documents(), SAMPLE_NAME, f".{SUFFIX}")
        self._desk.when_free(partial(self._desk.take_case, partial(create_sample, path)))

    def save_copy(self) -> None:
        """Ask for a name and write a copy of the case there; the case stays open."""
        case = self._desk.case
        if case is None:
            return
        self._desk.leaving.emit()
        start = free_path(case.path.parent, f"{case.path.stem} copy", f".{SUFFIX}")
        self._desk.prompts.ask_path(
            PathQuestion(
                title="Save a copy", kinds=CASE_FILES, suffix=SUFFIX, start=start, save=True
            ),
            self._save_copy_to,
        )

    def _save_copy_to(self, path: Path) -> None:
        case = self._desk.case
        if case is not None and self._desk.run(partial(spared, path)):
            self._jobs.start(
                f"Saving {path.name}", partial(_copy, case.read_from, path), self._copied
            )

    def _copied(self, path: Path) -> None:
        self._desk.tell(f"A copy was saved as {path.name}")

    def back_up(self) -> None:
        """Make a verified backup now."""
        self._desk.leaving.emit()
        case = self._desk.case
        if case is not None:
            work = partial(back_up_beside, case.path)
            self._jobs.start(f"Backing up {case.path.name}", work, self._backed_up)

    def _backed_up(self, made: Path) -> None:
        self._desk.tell(f"Backed up and proven equal: {made.name}")
        self.backed_up.emit()

    # ---- jobs on a snapshot: the live file is never read from another thread

    def print_brief(self) -> None:
        """Ask for a name and write the brief there, with the options the case had last."""
        case = self._desk.case
        if case is None:
            return
        self._desk.leaving.emit()
        self._desk.prompts.ask_path(brief_question(case.path), self._print_to)

    def _print_to(self, path: Path) -> None:
        from dossier.ui.briefs.options import remembered

        case = self._desk.case
        if case is not None and self._desk.run(partial(spared, path)):
            work = partial(_write_brief, path, remembered(self._desk.settings, case.path), case)
            self._jobs.start("Printing the brief", work, self._printed)

    def _printed(self, path: Path) -> None:
        self._desk.tell(f"The brief is printed: {path.name}")

    def verify(self) -> None:
        """Check hashes, journal and tables, and say what was changed outside Dossier."""
        self._desk.leaving.emit()
        self._on_snapshot("Verifying the case", _verify, self._verified)

    def _verified(self, findings: "list[Finding]") -> None:
        if not findings:
            self._desk.tell("Verified: nothing was changed outside Dossier")
            return
        lines = "\n".join(f"{found.where}: {found.message}" for found in findings)
        self._desk.prompts.ask(
            Question(
                title="The case was changed outside Dossier",
                message=f"{len(findings)} places do not agree with the journal.",
                hint="Compare with a backup before you go on.",
                detail=lines,
            )
        )

    def _on_snapshot(
        self, label: str, work: Callable[[Path, Ticket], T], done: Callable[[T], None]
    ) -> None:
        case = self._desk.case
        if case is not None:
            self._jobs.start(label, partial(on_snapshot, case.read_from, work), done)


def spared(path: Path, case: "Case") -> bool:
    """Whether a file may be written to `path`; RefusedError says what lies there.

    To be asked before anything is saved under a name that was chosen.
    """
    from dossier.case import attachments

    attachments.spare(case, path)
    return True


def back_up_beside(case: Path, ticket: Ticket) -> Path:
    """Make a verified backup on the thread of a job."""
    from dossier.case import backup

    return backup.make_beside(case, ticket.check)


def _copy(case: Path, target: Path, ticket: Ticket) -> Path:
    from dossier.case import backup

    backup.copy_beside(case, target, ticket.check)
    return target


def _write_brief(output: Path, spec: "Spec", case: "Case", ticket: Ticket) -> Path:
    """Print in another process, which has the memory that a whole case asks for to itself."""
    from dossier.brief.compose import check_output
    from dossier.brief.worker import Request
    from dossier.outfile import replaced
    from dossier.ui.briefs.press import Press
    from dossier.ui.briefs.proof import print_beside

    request = Request(case.read_from, spec, check_output(output, case.path))
    press = Press()
    try:
        made = print_beside(press, case, request, ticket)
    finally:
        press.end()
    with replaced(output) as out:
        out.write(made.data)
    return output


def _verify(snapshot: Path, ticket: Ticket) -> "list[Finding]":
    from dossier.case.verify import verify

    ticket.check()
    return verify(snapshot)
