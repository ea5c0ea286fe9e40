"""What was made of the text that is read: asked for when it changes, known when it is needed."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from dossier.ui.desk import Desk

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.marks import Mark
    from dossier.case.reading import Reading


class TextMarks(QObject):
    """Holds the quotes and claims of one text. `found` follows each answer, in a large case later.

    Until then it holds what it held, or nothing if that was of another text.
    """

    found = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._text = 0
        self.held: Sequence[Mark] = ()

    def ask(self, text: int) -> None:
        """Ask for the marks of a text; 0 for none."""
        if text != self._text:
            self.held = ()
        self._text = text
        if text and self._desk.case is not None:
            self._desk.asking.ask(self, partial(_marks_of, text), self._take, urgent=True)
        else:
            self.forget()
            self.found.emit()

    def settle(self) -> None:
        """Have at once what was asked for."""
        if self._desk.asking.awaits(self):
            self._desk.asking.drop(self)
            self._take(self._desk.run(partial(_marks_of, self._text)) or ())

    def forget(self) -> None:
        """Hold nothing."""
        self._desk.asking.drop(self)
        self._text, self.held = 0, ()

    def _take(self, marks: "Sequence[Mark]") -> None:
        self.held = tuple(marks)
        self.found.emit()


def _marks_of(text: int, case: "Reading") -> "list[Mark]":
    from dossier.case import marks

    return marks.marks(case, text)
