"""A line that finds records of several kinds by name or number; what is chosen is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from dossier.model.direction import isolated
from dossier.model.records import kind_named
from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Line

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.reading import Reading

_PAUSE_MS = 150
_OFFERED = 12

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Found:
    """A record on offer."""

    kind: str
    id: int
    reference: str
    title: str

    @property
    def words(self) -> str:
        """Give its reference, or what it is, and its title."""
        known = self.reference or kind_named(self.kind).about.label
        return f"{known}  {isolated(self.title)}"


class RecordLine(Line):
    """Type a name or a number, choose the record. `chosen` carries a Found."""

    chosen = Signal(object)

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
        popup.ensurePolished()  # how high a row is: it is measured before it is shown
        popup.setAccessibleName(f"{name}: what there is")
        taken = self.completer_.activated[QModelIndex]  # type: ignore[index]  # stubs lack overloads
        taken.connect(self._choose)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.offer)
        self.textEdited.connect(self._pause.start)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Open the list on Down, and on Enter after words: they choose nothing by themselves."""
        enters = event.key() in _ENTER and self.text().strip() and not self._offers_now
        if event.key() == Qt.Key.Key_Down or enters:
            self.offer()
            return
        super().keyPressEvent(event)

    @property
    def _offers_now(self) -> bool:
        popup = self.completer_.popup()
        return popup is not None and popup.isVisible()

    def offer(self) -> None:
        """Ask for the records that match what is typed, or for the first ones, and show them."""
        self._pause.stop()
        question = partial(_find, self._kinds, self.text().strip())
        self._desk.asking.ask(self, question, self._show, urgent=True)

    def offered(self) -> list[str]:
        """Give what is on offer."""
        return self._offers.stringList()

    def _show(self, found: list[Found]) -> None:
        self._found = found
        self._offers.setStringList([one.words for one in found])
        popup = self.completer_.popup()
        if popup is None:
            return
        if not found:
            popup.hide()
        elif self.window().focusWidget() is self:  # else whoever asked has gone on
            self.completer_.complete()
            popup.setCurrentIndex(self.completer_.completionModel().index(0, 0))

    def _choose(self, index: QModelIndex) -> None:
        self.clear()
        self.chosen.emit(self._found[index.row()])


def _find(kinds: tuple[str, ...], words: str, case: "Reading") -> list[Found]:
    """Find as many of each kind."""
    from dossier.case import find

    found: list[Found] = []
    each = _OFFERED // len(kinds)
    for kind in kinds:
        if words:
            hits = find.search(case, words, limit=each, kind=kind).rows
            found += (Found(kind, hit.id, hit.reference, hit.title) for hit in hits)
        else:
            found += named(kind, find.ids(case, kind, most=each), case)
    return found


def named(kind: str, ids: Sequence[int], case: "Reading") -> list[Found]:
    """Give records of a kind with what they are called."""
    from dossier.case import find

    rows = find.listing(case, kind, ids)
    return [Found(kind, row.id, row.reference, row.title) for row in rows]
