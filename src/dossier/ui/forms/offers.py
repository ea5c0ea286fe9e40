"""The list beneath a line: what may be meant by the words that are typed."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QStringListModel, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

_PAUSE_MS = 120
_MOST = 12  # rows at once


class Offers(QCompleter):
    """What a line offers; it fills in nothing by itself.

    `wanted` asks for rows after a pause in typing, `taken` carries the row that was chosen. While
    words are typed no row is marked: those that are shown were found for the words before.
    """

    wanted = Signal()
    taken = Signal(int)

    def __init__(self, line: QLineEdit, name: str) -> None:
        super().__init__(line)
        self._words = QStringListModel(self)
        self.setModel(self._words)
        self.setWidget(line)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setMaxVisibleItems(_MOST)
        self.rows.setProperty("look", "offers")
        self.rows.setAccessibleName(f"{name}: what there is")
        chosen = self.activated[QModelIndex]  # type: ignore[index]  # stubs lack overloads
        chosen.connect(self._take)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.wanted)
        line.textEdited.connect(self._age)

    @property
    def rows(self) -> QAbstractItemView:
        """The list as it is shown."""
        popup = self.popup()
        assert popup is not None  # noqa: S101 - made on demand; Qt's stubs are wider
        return popup

    @property
    def is_old(self) -> bool:
        """Whether rows are shown of which Enter takes none: it has to ask anew."""
        return self.rows.isVisible() and not self.rows.currentIndex().isValid()

    def words(self) -> list[str]:
        """Give the rows."""
        return self._words.stringList()

    def hush(self) -> None:
        """Want nothing until more is typed."""
        self._pause.stop()

    def fill(self, words: Sequence[str]) -> None:
        """Take rows."""
        self._words.setStringList(words)

    def show(self) -> None:
        """Show the rows under the line, the first of them marked for Enter; without any, none."""
        if not self._words.rowCount():
            self.rows.hide()
            return
        self.rows.ensurePolished()  # how high a row is: it is measured before it is shown
        self.complete()
        self.rows.setCurrentIndex(self.completionModel().index(0, 0))

    def _age(self) -> None:
        self.rows.setCurrentIndex(QModelIndex())
        self._pause.start()

    def _take(self, index: QModelIndex) -> None:
        self.hush()
        self.taken.emit(index.row())


def typed_so_far(words: str) -> str:
    """Leave out a letter at the end with which a further word begins: it matches whole words."""
    whole, _, last = words.rpartition(" ")
    return whole if len(last) == 1 and whole else words
