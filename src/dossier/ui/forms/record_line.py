"""A line that finds records of several kinds by name or number; what is chosen is told."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Line

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.reading import Reading

_PAUSE_MS = 150
_OFFERED = 12

Found = tuple[str, str]  # reference and title


class RecordLine(Line):
    """Type a name or a number, choose the record. `chosen` carries its reference and its title."""

    chosen = Signal(str, str)

    def __init__(self, name: str, desk: Desk, kinds: tuple[str, ...]) -> None:
        super().__init__(name)
        self._desk = desk
        self._kinds = kinds
        self._found: list[Found] = []
        self._offers = QStringListModel(self)
        self.completer_ = QCompleter(self._offers, self)
        self.completer_.setWidget(self)
        self.completer_.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self.completer_.popup()
        assert popup is not None  # noqa: S101 - made on demand; Qt's stubs are wider
        popup.setProperty("look", "offers")
        popup.setAccessibleName(f"{name}: what there is")
        taken = self.completer_.activated[QModelIndex]  # type: ignore[index]  # stubs lack overloads
        taken.connect(self._choose)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.offer)
        self.textEdited.connect(self._pause.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Open the list on Down."""
        if event.key() == Qt.Key.Key_Down:
            self.offer()
            return
        super().keyPressEvent(event)

    def offer(self) -> None:
        """Ask for the records that match what is typed, or for the first ones, and show them."""
        self._pause.stop()
        question = partial(_found, self._kinds, self.text().strip())
        self._desk.asking.ask(self, question, self._show, urgent=True)

    def offered(self) -> list[str]:
        """Give what is on offer."""
        return self._offers.stringList()

    def _show(self, found: list[Found]) -> None:
        self._found = found
        self._offers.setStringList([f"{reference}  {title}" for reference, title in found])
        popup = self.completer_.popup()
        if popup is None:
            return
        if not found:
            popup.hide()
        elif self.hasFocus() or popup.isVisible():  # else whoever asked has gone on
            self.completer_.complete()
            popup.setCurrentIndex(self.completer_.completionModel().index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        self.clear()
        self.chosen.emit(*self._found[index.row()])


def _found(kinds: tuple[str, ...], words: str, case: "Reading") -> list[Found]:
    """Find as many of each kind."""
    from dossier.case import find

    found: list[Found] = []
    each = _OFFERED // len(kinds)
    for kind in kinds:
        if words:
            hits = find.search(case, words, limit=each, kind=kind).rows
            found += ((hit.reference, hit.title) for hit in hits)
        else:
            rows = find.listing(case, kind, find.ids(case, kind, most=each))
            found += ((row.reference, row.title) for row in rows)
    return found
