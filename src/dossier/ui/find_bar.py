"""The bar above what is read: words to find in it, how often, the next and the one before."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from dossier.ui.desk import Desk
from dossier.ui.prompts import icon_button, label

_PAUSE_MS = 150
_SHORTEST = 2  # Latin letters; single ones stand everywhere


class FindBar(QFrame):
    """A line for words, a count, buttons and keys. Those who own what is read search in it.

    `left` says that the bar is closed. Of `most` places there may be more.
    """

    left = Signal()

    def __init__(self, desk: Desk, name: str, most: int) -> None:
        super().__init__()
        self._most = most
        self._many, self._at = 0, 0
        self.setProperty("ground", "bar")
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText(name)
        self.line.setClearButtonEnabled(True)
        self.line.addAction(
            desk.icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.count = label("", "secondary")
        self.before = icon_button(desk.icons.icon("chevron-up"), "Find previous (Shift+F3)")
        self.after = icon_button(desk.icons.icon("chevron-down"), "Find next (F3)")
        self.closer = icon_button(desk.icons.icon("x"), "Close (Esc)")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._fill()
        self._pause.timeout.connect(self.search)
        self.line.textChanged.connect(self._type)
        self.before.clicked.connect(partial(self.go, -1))
        self.after.clicked.connect(partial(self.go, 1))
        self.closer.clicked.connect(self.left)
        self.line.installEventFilter(self)
        self._show()
        self.hide()

    def _fill(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        for button in (self.before, self.after, self.closer):
            row.addWidget(button)

    def begin(self) -> None:
        """Show the bar and go to its line."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.search()

    def search(self) -> None:
        """Find the words of the line, and `hold` how many places there are."""
        raise NotImplementedError

    def point(self, at: int) -> None:
        """Show a place that was found, counted from 0."""
        raise NotImplementedError

    def hold(self, many: int, at: int) -> None:
        """Say how many places were found, and which of them is shown."""
        self._many, self._at = many, at
        self._show()

    def go(self, by: int) -> None:
        """Show the next place, or the one before; after the last comes the first."""
        if self._pause.isActive():
            self.search()
        elif self._many:
            self._at = (self._at + by) % self._many
            self.point(self._at)
            self._show()

    @property
    def words(self) -> str:
        """Words to find; "" if they are too short to be looked for."""
        words = self.line.text().strip()
        return words if len(words) >= _SHORTEST or not words.isascii() else ""

    def _type(self, words: str) -> None:
        if words:
            self._pause.start()
        else:
            self.search()

    def _show(self) -> None:
        if self._many:
            many = f"{self._many:,}" + ("+" if self._many == self._most else "")
            self.count.setText(f"{self._at + 1:,} of {many}")
        else:
            self.count.setText("Not found" if self.words else "")
        for button in (self.before, self.after):
            button.setEnabled(bool(self._many))

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Take Enter, Shift+Enter and Escape in the line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return False
