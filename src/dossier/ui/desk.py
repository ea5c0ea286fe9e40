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
from dossier.ui.preferences import ANALYST, Preference
from dossier.ui.prompts import Choice, Prompts, Question, Weight
from dossier.ui.settings import Settings
from dossier.ui.theme import Theme

if TYPE_CHECKING:  # the case file costs a tenth of a second: the window is shown first
    from dossier.case.case import Case, Changes
    from dossier.model.records import CaseInfo

T = TypeVar("T")

READ_ONLY, TAKE_OVER = "read_only", "take_over"


class Desk(QObject):
    """Holds the open case, if any, and is passed to every pane.

    `changed` carries the Changes of each edit after its commit; `opened` and `closed` frame the
    life of a case; `told` carries (sentence, can be undone) for the notice bar; `leaving` asks
    forms to save what is still being typed; `reading` carries (kind, id) of a record or citation
    whose words are to be shown in their source. `notation_changed` follows another way of writing
    dates and numbers: panes write theirs anew.
    """

    changed = Signal(object)
    opened = Signal()
    closing = Signal()
    closed = Signal()
    told = Signal(str, bool)
    leaving = Signal()
    reading = Signal(str, object)
    notation_changed = Signal()

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
        """Whether a case is open and may be written to."""
        return self._case is not None and not self._case.read_only

    def run(self, verb: "Callable[[Case], T]") -> T | None:
        """Run an edit or question on the open case; known trouble is shown and gives None."""
        if self._case is None:
            return None
        try:
            return verb(self._case)
        except DossierError as error:
            self.prompts.show_error(error)
            return None

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
        self.leaving.emit()
        self.drafts.finish()
        self.closing.emit()
        case, self._case = self._case, None
        self.asking.close()
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
        self._turn(lambda case: case.undo(), "Undone")

    def redo(self) -> None:
        """Do the step again that was taken back last."""
        self._turn(lambda case: case.redo(), "Redone")

    def _turn(self, verb: "Callable[[Case], Changes | None]", word: str) -> None:
        self.leaving.emit()
        changes = self.run(verb)
        if changes is not None:
            self.tell(f"{word}: {changes.label}")

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
