"""The bar above the preview: words to find on its pages, how often, the next and the one before."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton

from dossier.ui.briefs.pdf import Hit, find_all
from dossier.ui.briefs.view import PdfView
from dossier.ui.desk import Desk
from dossier.ui.jobs import Job, Jobs, Ticket
from dossier.ui.prompts import label, plain_tip

_PAUSE_MS = 200
_SHORTEST = 2  # letters; single ones stand everywhere
_MOST = 2000  # places; nobody walks through more


class PageSearch(QFrame):
    """Finds words on the pages of a view, off the window's thread."""

    searched = Signal()

    def __init__(self, desk: Desk, view: PdfView) -> None:
        super().__init__()
        self._desk = desk
        self._view = view
        self._jobs = Jobs(self)  # apart from the window's: nobody waits for it
        self._job: Job | None = None
        self._at = 0
        self.setProperty("ground", "bar")
        self.line = QLineEdit()
        self.line.setAccessibleName("Find on these pages")
        self.line.setPlaceholderText("Find on these pages")
        self.line.setClearButtonEnabled(True)
        self.count = label("", "secondary")
        self.before = self._button("chevron-up", "Find previous (Shift+F3)")
        self.after = self._button("chevron-down", "Find next (F3)")
        self.closer = self._button("x", "Close (Esc)")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._fill()
        self._pause.timeout.connect(self.search)
        self.line.textChanged.connect(self._pause.start)
        self.before.clicked.connect(partial(self.go, -1))
        self.after.clicked.connect(partial(self.go, 1))
        self.closer.clicked.connect(self.leave)
        self.line.installEventFilter(self)
        view.replaced.connect(self._search_anew)
        self._show()
        self.hide()

    def _fill(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
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
        """Show the bar and go to its line."""
        self.show()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.line.selectAll()
        self.search()

    def leave(self) -> None:
        """Close the bar and go back to the pages."""
        self._stop()
        self.hide()
        self._view.mark((), 0)
        self._view.setFocus()

    def search(self) -> None:
        """Find the words on all pages; the place nearest below what is on screen comes first."""
        self._stop()
        words = " ".join(self.line.text().split())
        if len(words) < _SHORTEST or not self._view.data:
            self._take(())
            return
        work = partial(_find, self._view.data, words)
        self._job = self._jobs.start("Finding words", work, self._take)

    def _stop(self) -> None:
        self._pause.stop()
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _search_anew(self) -> None:
        if self.isVisible():
            self.search()

    def _take(self, hits: tuple[Hit, ...]) -> None:
        self._job = None
        here = self._view.page - 1
        self._at = next((at for at, hit in enumerate(hits) if hit.page >= here), 0)
        self._view.mark(hits, self._at)
        self._show()
        self.searched.emit()

    def go(self, by: int) -> None:
        """Show the next place, or the one before; after the last comes the first."""
        hits = self._view.hits
        if self._pause.isActive():
            self.search()
        elif hits:
            self._at = (self._at + by) % len(hits)
            self._view.mark(hits, self._at)
            self._show()

    def _show(self) -> None:
        hits = self._view.hits
        if hits:
            many = f"{_MOST:,}+" if len(hits) == _MOST else f"{len(hits):,}"
            self.count.setText(f"{self._at + 1:,} of {many}")
        else:
            typed = len(self.line.text().strip()) >= _SHORTEST
            self.count.setText("Not found" if typed else "")
        for button in (self.before, self.after):
            button.setEnabled(bool(hits))

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Take Enter, Shift+Enter and Escape in the line."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        return False


def _find(data: bytes, words: str, ticket: Ticket) -> tuple[Hit, ...]:
    """Find on a thread of the pool, unless something else is looked for by now."""

    def check(_page: int, _pages: int) -> None:
        ticket.check()

    return find_all(data, words, _MOST, check)
