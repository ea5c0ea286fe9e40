"""The desk: the open case and its one subscriber; every edit of the window goes through it."""

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from dossier.errors import BusyError, DossierError
from dossier.ui import notation
from dossier.ui.asking import Asking
from dossier.ui.drafts import Drafts
from dossier.ui.icons import Icons
from dossier.ui.jobs import Job, Jobs, SlicedJob
from dossier.ui.preferences import ANALYST, Preference
from dossier.ui.prompts import Choice, Prompts, Question, Weight
from dossier.ui.settings import Settings
from dossier.ui.theme import Theme
from dossier.ui.turns import Turns

if TYPE_CHECKING:  # the case file costs a tenth of a second: the window is shown first
    from dossier.case.case import Case, Changes
    from dossier.case.slices import Slices
    from dossier.model.records import CaseInfo

T = TypeVar("T")

LONG = 300  # changes from which on an edit is made in slices
READ_ONLY, TAKE_OVER = "read_only", "take_over"


class Desk(QObject):
    """Holds the open case, if any, and is passed to every pane.

    `changed` carries the Changes of each edit after its commit; `opened` and `closed` frame the
    life of a case; `told` carries (sentence, can be undone) for the notice bar; `leaving` asks
    forms to save what is still being typed; `reading` carries (kind, id) of a record or citation
    whose words are to be shown in their source. `notation_changed` follows another way of writing
    dates and numbers: panes write theirs anew. `held` frames a long edit, during which nothing else
    can be changed; when it was cancelled or refused, `taken_back` comes before its end: what was
    read meanwhile was half done, so panes ask again.
    """

    changed = Signal(object)
    opened = Signal()
    closing = Signal()
    closed = Signal()
    told = Signal(str, bool)
    leaving = Signal()
    reading = Signal(str, object)
    notation_changed = Signal()
    held = Signal(bool)
    taken_back = Signal()

    def __init__(
        self, settings: Settings, theme: Theme, prompts: Prompts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.settings = settings
        self.theme = theme
        self.icons = Icons(theme)
        self.prompts = prompts
        self.asking = Asking(self)
        self.asking.refused.connect(prompts.show_error)
        self.turns = Turns(self)
        self.turns.begun.connect(self.asking.courtesy.begin)
        self.jobs = Jobs(self)
        self.jobs.started.connect(self._hold)
        self._long: SlicedJob | None = None
        self._case: Case | None = None
        self._unsubscribe: Callable[[], None] | None = None
        self.drafts = Drafts(self)
        self._write_as_preferred()

    @property
    def case(self) -> "Case | None":
        """The open case."""
        return self._case

    @property
    def can_edit(self) -> bool:
        """Whether a case is open and may be written to now."""
        return self._case is not None and not self._case.read_only and self._long is None

    @property
    def why_fixed(self) -> str:
        """Why nothing can be changed now: "Read-only", or what is running; "" if it can."""
        if self._long is not None:
            return f"Waits for: {self._long.label}"
        return "" if self.can_edit else "Read-only"

    def run(self, verb: "Callable[[Case], T]") -> T | None:
        """Run an edit or question on the open case; known trouble is shown and gives None."""
        if self._case is None:
            return None
        self.asking.courtesy.begin()
        try:
            return verb(self._case)
        except DossierError as error:
            self.prompts.show_error(error)
            return None

    def run_and_tell(self, verb: "Callable[[Case], T]", said: "Callable[[T], str]") -> T | None:
        """Run an edit and say what it did, unless it was refused; to undo it if it was a step."""
        before = self._case.undo_step if self._case is not None else None
        done = self.run(verb)
        if self._case is not None and done is not None:
            self.tell(said(done), undo=self._case.undo_step != before)
        return done

    # ---- long edits

    @property
    def long_edit(self) -> SlicedJob | None:
        """The long edit that is running."""
        return self._long

    def make(
        self, label: str, slices: "Slices[Changes | None]", done: "Callable[[Changes], None]"
    ) -> SlicedJob:
        """Make a long edit in slices, after forms have saved; `done` hears what it changed."""
        self.leaving.emit()
        return self.jobs.step(label, slices, partial(_pass_on, done))

    def when_free(self, then: Callable[[], object]) -> None:
        """Do what closes the case; while a long edit runs, ask first whether to cancel it."""
        if self._long is None:
            then()
            return
        self.prompts.ask(
            Question(
                title="Something is still running",
                message=f"{self._long.label}: it is not finished. Cancelled, none of it will have"
                " happened.",
                choices=(
                    Choice("", "Keep it running"),
                    Choice("cancel", "Cancel it and go on", Weight.PRIMARY),
                ),
            ),
            partial(self._free, then),
        )

    def _free(self, then: Callable[[], object], answer: str) -> None:
        if answer:
            self._cancel_long()
            then()

    def _cancel_long(self) -> None:
        if self._long is not None:
            self._long.cancel()

    def _hold(self, job: Job) -> None:
        if isinstance(job, SlicedJob) and self._long is None:  # a second one is refused by the case
            self._long = job
            job.ended.connect(partial(self._let_go, job))
            self.held.emit(True)

    def _let_go(self, job: SlicedJob) -> None:
        self._long = None
        if job.was_taken_back:
            self.taken_back.emit()
        self.held.emit(False)

    # ---- how the window writes

    def prefer(self, preference: Preference, value: str) -> None:
        """Remember a preference; the whole window follows it at once."""
        self.settings.store(preference.key, preference.read(value))
        self.theme.apply()
        if self._write_as_preferred():
            self.notation_changed.emit()
        if self._case is not None:
            self._case.by = self.analyst

    def _write_as_preferred(self) -> bool:
        """Write dates and numbers as the user prefers; whether that is another way."""
        before, now = notation.current(), notation.preferred(self.settings)
        notation.wear(now)
        return before != now

    @property
    def analyst(self) -> str:
        """Name that steps bear: the one preferred, else that of the system's user."""
        from dossier.case.lock import default_user

        return self.settings.preferred(ANALYST) or default_user()

    def tell(self, sentence: str, *, undo: bool = False) -> None:
        """Say what was done, for a few seconds and without a dialog; `undo` offers to undo it."""
        self.told.emit(sentence, undo)

    def new_case(self, path: Path, info: "CaseInfo") -> bool:
        """Make a case file and open it; say why if that fails."""
        from dossier.case import file

        info = dataclasses.replace(info, author=info.author or self.settings.preferred(ANALYST))
        return self._take(partial(file.create, path.absolute(), info, by=self.analyst))

    def open_case(self, path: Path, *, read_only: bool = False, take_over: bool = False) -> bool:
        """Open a case file. A busy one asks whether to read it only."""
        from dossier.case import file

        path = path.absolute()
        if self._case is not None and self._case.path == path:
            return True
        try:
            return self._take(
                partial(
                    file.open_case,
                    path,
                    by=self.analyst,
                    read_only=read_only,
                    take_over=take_over,
                )
            )
        except BusyError as busy:
            self.prompts.ask(busy_question(busy), partial(self._open_busy, path))
            return False

    def take_case(self, opened: "Callable[[], Case]") -> bool:
        """Open a case by a function that opens one, such as that of the sample."""
        return self._take(opened)

    def close_case(self) -> None:
        """Close the open case, after forms have saved what was being typed."""
        if self._case is None:
            return
        self._cancel_long()
        self.leaving.emit()
        self.drafts.finish()
        self.closing.emit()
        case, self._case = self._case, None
        self.asking.close()
        self.turns.clear()
        if self._unsubscribe is not None:
            self._unsubscribe()
            self._unsubscribe = None
        try:
            case.close()
        except DossierError as error:
            self.prompts.show_error(error)
        self.closed.emit()

    def undo(self) -> None:
        """Take back the last step, also one of an earlier day."""
        self.leaving.emit()
        self._undo()

    def take_back(self, step: int) -> None:
        """Take back the step that was told of, unless another came after it.

        What is being typed is not saved first: that would be the step to take back. Only a long
        edit needs forms at rest.
        """
        case = self._case
        if case is not None and case.undo_step == step and case.undo_size > LONG:
            self.leaving.emit()
        if case is not None and case.undo_step == step:
            self._undo()
        elif case is not None:
            self.tell(f"Not undone: “{case.undo_label}” came after it")

    def _undo(self) -> None:
        case = self._case
        if case is not None and case.undo_size > LONG:
            told = partial(self._tell_turn, "Undone")
            self.make(f"Undoing “{case.undo_label}”", case.undoing(), told)
        else:
            self._turn(lambda case: case.undo(), "Undone")

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self.leaving.emit()
        case = self._case
        if case is not None and case.redo_size > LONG:
            told = partial(self._tell_turn, "Redone")
            self.make(f"Redoing “{case.redo_label}”", case.redoing(), told)
        else:
            self._turn(lambda case: case.redo(), "Redone")

    def _turn(self, verb: "Callable[[Case], Changes | None]", word: str) -> None:
        changes = self.run(verb)
        if changes is not None:
            self._tell_turn(word, changes)

    def _tell_turn(self, word: str, changes: "Changes") -> None:
        from dossier.case.issues import remark

        said = remark(changes)
        self.tell(f"{word}: {changes.label}. {said}" if said else f"{word}: {changes.label}")

    def _take(self, opened: "Callable[[], Case]") -> bool:
        """Put a case on the desk once it is open; the one before it stays if that fails."""
        try:
            case = opened()
        except BusyError:
            raise
        except DossierError as error:
            self.prompts.show_error(error)
            return False
        self.close_case()
        self._case = case
        case.by = self.analyst
        self.asking.open(case)
        self._unsubscribe = case.subscribe(self.changed.emit)
        self.settings.remember_file(case.path)
        self.opened.emit()
        return True

    def _open_busy(self, path: Path, answer: str) -> None:
        if answer:
            self.open_case(path, read_only=answer == READ_ONLY, take_over=answer == TAKE_OVER)


def _pass_on(done: "Callable[[Changes], None]", changes: "Changes | None") -> None:
    if changes is not None:
        done(changes)


def busy_question(busy: BusyError) -> Question:
    """Ask what to do about a case that someone else has open: who, where, since when."""
    return Question(
        title="This case is already open",
        message=busy.message,
        hint=busy.hint or f"It is open at {busy.holder}.",
        choices=(
            Choice("", "Cancel"),
            Choice(TAKE_OVER, "Open anyway"),
            Choice(READ_ONLY, "Open read-only", Weight.PRIMARY),
        ),
    )
