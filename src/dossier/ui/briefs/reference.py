"""A line that finds a record and puts its reference into a text: [INC-0002]."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter

from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Line, Prose

_PAUSE_MS = 150
_OFFERED = 12
_KINDS = ("incident", "quote", "source")


class ReferenceLine(Line):
    """Type a name or a number, choose the record: its reference goes to where the text stands."""

    def __init__(self, desk: Desk, prose: Prose) -> None:
        super().__init__(f"Add a reference to: {prose.accessibleName()}")
        self._desk = desk
        self._prose = prose
        self._references: list[str] = []
        self._offers = QStringListModel(self)
        self.setPlaceholderText("Add a reference: type a name")
        self.completer_ = QCompleter(self._offers, self)
        self.completer_.setWidget(self)
        self.completer_.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self.completer_.popup()
        assert popup is not None  # noqa: S101 - made on demand; Qt's stubs are wider
        popup.setProperty("look", "offers")
        popup.setAccessibleName("Records to refer to")
        chosen = self.completer_.activated[QModelIndex]  # type: ignore[index]  # stubs lack overloads
        chosen.connect(self._choose)
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
        """Show the records that match what is typed, or the first ones."""
        self._pause.stop()
        found = list(self._found(self.text().strip()))
        self._references = [reference for reference, _ in found]
        self._offers.setStringList([f"{reference}  {title}" for reference, title in found])
        if found:
            self.completer_.complete()
            popup = self.completer_.popup()
            if popup is not None:
                popup.setCurrentIndex(self.completer_.completionModel().index(0, 0))

    def offered(self) -> list[str]:
        """Give what is on offer."""
        return self._offers.stringList()

    def _found(self, words: str) -> Iterator[tuple[str, str]]:
        from dossier.case import find

        case = self._desk.case
        if case is None:
            return
        each = _OFFERED // len(_KINDS)
        for kind in _KINDS:
            if words:
                hits = find.search(case, words, limit=each, kind=kind).rows
                yield from ((hit.reference, hit.title) for hit in hits)
            else:
                rows = find.listing(case, kind, find.ids(case, kind)[:each])
                yield from ((row.reference, row.title) for row in rows)

    def _choose(self, index: QModelIndex) -> None:
        cursor = self._prose.textCursor()
        before = self._prose.toPlainText()[: cursor.position()][-1:]
        blank = " " if before and not before.isspace() else ""
        cursor.insertText(f"{blank}[{self._references[index.row()]}]")
        self.clear()
        self._prose.setFocus()
