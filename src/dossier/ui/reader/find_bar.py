"""The bar above a text: words to find in it, how often they stand there, the next and the last."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton

from dossier.ui.desk import Desk
from dossier.ui.prompts import label, plain_tip
from dossier.ui.reader.finding import MOST, Finder
from dossier.ui.reader.text_view import TextView

_PAUSE_MS = 120
_SHORTEST = 2  # of fewer letters a text has too many to look at


class FindBar(QFrame):
    """Finds in the text of a view. `left` says that it is closed."""

    left = Signal()

    def __init__(self, desk: Desk, view: TextView) -> None:
        super().__init__()
        self._desk = desk
        self._view = view
        self._finder = Finder(view.body)
        self.places: list[tuple[int, int]] = []
        self._at = -1
        self.setProperty("ground", "bar")
        self.line = QLineEdit()
        self.line.setAccessibleName("Find in this text")
        self.line.setPlaceholderText("Find in this text")
        self.line.setClearButtonEnabled(True)
        self.line.addAction(
            desk.icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.count = label("", "secondary")
        self.before = self._button("chevron-up", "Find previous (Shift+F3)")
        self.after = self._button("chevron-down", "Find next (F3)")
        self.closer = self._button("x", "Close (Esc)")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._fill()
        self._pause.timeout.connect(self.search)
        self.line.textEdited.connect(self._pause.start)
        self.line.textChanged.connect(self._notice_clearing)
        self.before.clicked.connect(self.go_before)
        self.after.clicked.connect(self.go_after)
        self.closer.clicked.connect(self.left)
        self.line.installEventFilter(self)
        self.hide()

    def _fill(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        for button in (self.before, self.after, self.closer):
            row.addWidget(button)

    def _button(self, icon: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setIcon(self._desk.icons.icon(icon))
        made.setAccessibleName(name)
        made.setToolTip(plain_tip(name))
        return made

    def begin(self) -> None:
        """Show the bar and go to its line, with the words that are selected in the text."""
        selected = self._view.selected()
        if selected is not None and self._view.body.text[slice(*selected)].count("\n") == 0:
            self.line.setText(self._view.body.text[slice(*selected)].strip())
        self.show()
        self.line.setFocus()
        self.line.selectAll()
        self.search()

    def take_body(self) -> None:
        """Look in another text from now on."""
        self._finder = Finder(self._view.body)
        self.places, self._at = [], -1
        if self.isVisible():
            self.search()

    def search(self) -> None:
        """Find the words from where the cursor stands."""
        self._pause.stop()
        words = self.line.text()
        long = len(words.strip()) >= _SHORTEST or (words.strip() and not words.isascii())
        self.places = self._finder.places(words) if long else []
        here = self._view.position
        self._at = next((at for at, (start, _) in enumerate(self.places) if start >= here), 0)
        self._view.show_found(self.places)
        self._show()

    def go_after(self) -> None:
        """Show the next place; after the last comes the first."""
        self._go(1)

    def go_before(self) -> None:
        """Show the place before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if self._pause.isActive():
            self.search()
        elif self.places:
            self._at = (self._at + by) % len(self.places)
            self._show()

    def _show(self) -> None:
        many = f"{MOST:,}+" if len(self.places) == MOST else f"{len(self.places):,}"
        if self.places:
            self.count.setText(f"{self._at + 1:,} of {many}")
            self._view.select(*self.places[self._at])
        else:
            typed = len(self.line.text().strip()) >= _SHORTEST
            self.count.setText("Not found" if typed else "")
        for button in (self.before, self.after):
            button.setEnabled(bool(self.places))

    def _notice_clearing(self, words: str) -> None:
        if not words:
            self.search()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Take Enter, Shift+Enter and Escape in the line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return True
        return False
