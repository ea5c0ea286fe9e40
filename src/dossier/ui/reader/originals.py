"""Errands with originals: attaching files, saving them elsewhere, taking their text."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject

from dossier.model.records import Attachment
from dossier.ui.briefs import pdf
from dossier.ui.desk import Desk
from dossier.ui.errands import spared
from dossier.ui.jobs import Job, Jobs, Ticket
from dossier.ui.prompts import Choice, PathQuestion, Question, Weight
from dossier.ui.reader.loading import Shown, is_words

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.attachments import Original
    from dossier.case.case import Case
    from dossier.case.slices import Slices
    from dossier.model.records import Text

KINDS = (
    "Originals (*.pdf *.png *.jpg *.jpeg *.webp *.tif *.tiff *.gif *.bmp *.txt *.html *.htm"
    " *.mht *.mhtml *.eml *.docx);;All files (*)"
)
READ_ONLY = "This case is open read-only: nothing can be attached."
NO_TEXT = "There is no text in this file, only pictures of it. Type or paste the words you need."
_KEEP = "keep"
_GIGA, _PARTS = 1024**3, 1000


class Originals(QObject):
    """Does them for sources of the open case, one file after the other."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._waiting: list[tuple[int, Path]] = []
        self._job: Job | None = None
        self._folder = Path.home()
        desk.closing.connect(self._forget)
        desk.held.connect(self._next)

    # ---- attaching

    @property
    def idle(self) -> bool:
        """Whether no file is being attached or waits for it."""
        return self._job is None and not self._waiting

    def ask(self, source: int) -> None:
        """Ask for a file and attach it."""
        if self._is_read_only():
            self._desk.tell(READ_ONLY)
        elif source:
            question = PathQuestion(
                title="Attach original", kinds=KINDS, suffix="", start=self._folder
            )
            self._desk.prompts.ask_path(question, partial(self._chosen, source))

    def _chosen(self, source: int, path: Path) -> None:
        self._folder = path.parent
        self.attach(source, [path])

    def attach(self, source: int, paths: Sequence[Path]) -> None:
        """Attach files to a source, in the background; each is a step of its own."""
        if self._is_read_only():
            self._desk.tell(READ_ONLY)
            return
        self._desk.leaving.emit()
        self._waiting += [(source, path) for path in paths]
        self._next()

    def _is_read_only(self) -> bool:
        """Whether nothing is ever stored; what only runs now is waited for."""
        return self._desk.case is None or self._desk.case.read_only

    def _next(self, *_: object) -> None:
        if self._job is not None or self._desk.long_edit is not None or not self._waiting:
            return
        source, path = self._waiting.pop(0)
        size = self._desk.run(partial(_size, path))
        if size is None:
            self._next()
        else:
            self._weigh(source, path, size)

    def _weigh(self, source: int, path: Path, size: int) -> None:
        """Ask before a file is taken in that makes the case hard to move."""
        from dossier.case.attachments import SOFT_LIMIT

        if size <= SOFT_LIMIT:
            self._measure(source, path)
            return
        self._desk.prompts.ask(
            Question(
                title=f"{path.name} is very large",
                message=f"It has {size / _GIGA:,.1f} GB. The case file would grow by as much, and"
                " take longer to copy and to back up.",
                hint="You can keep the file elsewhere, and write in the notes where it is.",
                choices=(Choice("", "Cancel"), Choice(_KEEP, "Attach it", Weight.PRIMARY)),
            ),
            partial(self._measure_if, source, path),
        )

    def _measure_if(self, source: int, path: Path, answer: str) -> None:
        if answer:
            self._measure(source, path)
        else:
            self._next()

    def _measure(self, source: int, path: Path) -> None:
        work = partial(_measured, path)
        self._follow(self._jobs.start(f"Reading {path.name}", work, partial(self._keep, source)))

    def _keep(self, source: int, original: "Original") -> None:
        slices = self._desk.run(partial(_attaching, source, original))
        if slices is not None:
            done = partial(self._kept, source, original)
            self._follow(self._jobs.step(f"Attaching {original.path.name}", slices, done))

    def _kept(self, source: int, original: "Original", _: object) -> None:
        also = self._desk.run(partial(_also_at, source, original.sha256)) or ""
        self._desk.tell(f"{original.path.name} is attached{also}.", undo=True)

    def _follow(self, job: Job) -> None:
        """Go on to the next file when the last job of this one has ended."""
        self._job = job
        job.ended.connect(partial(self._end, job))

    def _end(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self._next()

    def _forget(self) -> None:
        """The case is being closed: what is not stored yet never was."""
        self._waiting = []
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    # ---- saving and reading

    def save(self, attachment: Attachment) -> None:
        """Ask for a name and write the bytes of a file there."""
        question = PathQuestion(
            title="Save the original",
            kinds="All files (*)",
            suffix="",
            start=self._folder / attachment.file_name,
            save=True,
        )
        self._desk.prompts.ask_path(question, partial(self._save_to, attachment))

    def _save_to(self, attachment: Attachment, path: Path) -> None:
        run = self._desk.run
        if run(partial(spared, path)) and run(partial(_saved, attachment, path)):
            self._desk.tell(f"The original is saved, byte for byte: {path.name}")

    def trash(self, attachment: Attachment) -> None:
        """Move an original to the trash; its bytes stay, and it can be taken out again."""
        said = f"{attachment.file_name} is in the trash."
        self._desk.run_and_tell(partial(_trashed, attachment.id), lambda _: said)

    def take_text(self, shown: Shown) -> None:
        """Give a source the text of its original."""
        work = partial(_text_of, shown)
        self._jobs.start("Taking the text", work, partial(self._add_text, shown.attachment))

    def _add_text(self, attachment: Attachment, found: tuple[str, str]) -> None:
        body, tool = found
        if not body.strip():
            self._desk.tell(NO_TEXT)
            return
        made = self._desk.run(partial(_add_text, attachment.source or 0, body, tool))
        if made is not None:
            self._desk.tell("The text was taken from the original.", undo=True)


# ---- beside the window


def files_of(data: QMimeData) -> list[Path]:
    """Files of this computer that are dragged."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def _measured(path: Path, ticket: Ticket) -> "Original":
    from dossier.case import attachments

    size = max(1, path.stat().st_size) if path.exists() else 1

    def report(done: int) -> None:
        ticket.report("", _PARTS * done // size, _PARTS)

    return attachments.measure(path, report)


def _text_of(shown: Shown, ticket: Ticket) -> tuple[str, str]:
    """Text of an original, and what read it."""
    if is_words(shown.attachment.media_type):
        return shown.data.decode("utf-8-sig", "replace"), "UTF-8"

    def check(done: int, total: int) -> None:
        ticket.report("", done, total)

    return pdf.text_of(shown.data, check), pdf.tool()


# ---- questions to the case


def _size(path: Path, case: "Case") -> int:
    from dossier.case import attachments

    return attachments.size_of(case, path)


def _attaching(source: int, original: "Original", case: "Case") -> "Slices[None]":
    from dossier.case import attachments

    return attachments.attaching(case, source, original)


def _also_at(source: int, sha256: str, case: "Case") -> str:
    """Say where else the same file is attached: " (S-0002 has the same file)"."""
    from dossier.case import attachments
    from dossier.model.records import Source

    others = {twin.source for twin in attachments.twins(case, sha256)} - {source, None}
    held = case.get_many(Source, sorted(id_ for id_ in others if id_))
    names = ", ".join(one.reference for one in held.values())
    return f"; {names} has the same file" if names else ""


def _saved(attachment: Attachment, path: Path, case: "Case") -> bool:
    from dossier import outfile
    from dossier.case import attachments

    with outfile.replaced(path) as output:
        attachments.write_out(case, attachment, output)
    return True


def _trashed(attachment: int, case: "Case") -> bool:
    from dossier.case import edits

    edits.trash(case, "attachment", [attachment])
    return True


def _add_text(source: int, body: str, tool: str, case: "Case") -> "Text":
    from dossier.case import edits
    from dossier.model.terms import MadeBy

    return edits.add_text(case, source, body, made_by=MadeBy.EXTRACTED, tool=tool)
