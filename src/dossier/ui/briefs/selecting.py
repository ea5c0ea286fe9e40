"""Words of the preview are selected by mouse or keys, and copied as they are read."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPalette,
)
from PySide6.QtWidgets import QMenu, QWidget

from dossier.ui.briefs.letters import PageText
from dossier.ui.briefs.pdf import Box, letters_of
from dossier.ui.briefs.view import PdfView
from dossier.ui.jobs import Job, Jobs, Ticket
from dossier.ui.theme import Theme

_SHEER = 0.4  # of the colour is laid over paper: letters stay black
_HOW = "Drag over words to select them, or press Ctrl+A for the page on screen; Ctrl+C copies."
_NOTHING = (0, 0)

Then = Callable[[PageText], tuple[int, int]]  # what is selected of a page


class ProofView(PdfView):
    """A preview in which words of one page are selected. `failed` carries an exception.

    The text of a page is read beside the window, when somebody begins to select there.
    """

    failed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._jobs = Jobs(self)  # apart from the window's: it is over in a moment
        self._jobs.failed.connect(self.failed)
        self._job: Job | None = None
        self._read_now = 0  # the page that it reads
        self._held: tuple[int, PageText] | None = None  # the page that was read last
        self._then: Then = _none
        self._is_copying = False
        self._begun: tuple[int, float, float] | None = None  # page and place where a drag began
        self._pressed = QPoint()
        self._span = _NOTHING
        self._boxes: tuple[Box, ...] = ()
        self.setAccessibleDescription(_HOW)
        self.replaced.connect(self._forget)

    # ---- what is selected

    @property
    def selected(self) -> str:
        """The words that are selected."""
        return self._held[1].words(*self._span) if self._held is not None else ""

    def select_page(self) -> None:
        """Select the page on screen."""
        if self.page:
            self._select(self.page - 1, lambda text: text.whole)

    def copy(self) -> None:
        """Put the selected words on the clipboard; those that are being read follow."""
        self._is_copying = self._is_awaited
        if self.selected and not self._is_copying:
            QGuiApplication.clipboard().setText(self.selected)

    def clear_selection(self) -> None:
        """Select nothing; a page that is being read is read to its end, and held."""
        self._then, self._begun, self._is_copying = _none, None, False
        self._show(_NOTHING)

    def _forget(self) -> None:
        """Another document."""
        self._stop()
        self._held = None
        self.clear_selection()

    def _select(self, page: int, then: Then) -> None:
        """Select on a page what `then` says, once its text is there."""
        self._then = then
        if self._held is not None and self._held[0] == page:
            self._show(then(self._held[1]))
            return
        if self._job is not None and self._read_now == page:
            return  # one reading answers all moves of a drag
        self._stop()
        self._held, self._read_now = None, page
        self._show(_NOTHING)
        job = self._job = self._jobs.start("Reading a page", partial(_read, self.data, page))
        job.done.connect(partial(self._hear, job, page))
        job.ended.connect(partial(self._end, job))

    @property
    def _is_awaited(self) -> bool:
        """Whether something is selected on a page that is still being read."""
        return self._job is not None and self._then is not _none

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    def _hear(self, job: Job, page: int, text: PageText) -> None:
        if job is self._job:
            self._job, self._held = None, (page, text)
            self._show(self._then(text))
            if self._is_copying:
                self.copy()

    def _end(self, job: Job) -> None:
        if job is self._job:  # it failed
            self._job, self._is_copying = None, False

    def _show(self, span: tuple[int, int]) -> None:
        self._span = span
        self._boxes = tuple(self._held[1].boxes(*span)) if self._held is not None else ()
        self.viewport().update()

    def _paint_page(self, painter: QPainter, page: int, place: QRect) -> None:
        super()._paint_page(painter, page, place)
        if self._held is not None and self._held[0] == page:
            ground = _sheer(self.palette().color(QPalette.ColorRole.Highlight))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            for box in self._boxes:
                painter.fillRect(self._box(box, place).adjusted(2, 2, -2, -2), ground)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    # ---- mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Begin to select; with Shift go on from where that began."""
        at = event.position().toPoint()
        if event.button() != Qt.MouseButton.LeftButton or not self.pages:
            super().mousePressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._begun is not None:
            self._drag_to(at)
        else:
            self.clear_selection()
            self._begun, self._pressed = self.place_under(at), at

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Select up to the mouse; beyond the edge the pages follow."""
        if not event.buttons() & Qt.MouseButton.LeftButton or self._begun is None:
            super().mouseMoveEvent(event)
            return
        at = event.position().toPoint()
        moved = (at - self._pressed).manhattanLength()
        if self._then is _none and moved < QGuiApplication.styleHints().startDragDistance():
            return  # a hand that trembles on a link
        room, bar = self.viewport().rect(), self.verticalScrollBar()
        bar.setValue(bar.value() + min(0, at.y() - room.top()) + max(0, at.y() - room.bottom()))
        self._drag_to(at)

    def _drag_to(self, at: QPoint) -> None:
        if self._begun is not None:
            page, x, y = self._begun
            to = self._sheets.points_at(page, self._corner() + at)
            self._select(page, partial(_between, (x, y), to))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Follow a link, unless words were selected."""
        if self._span == _NOTHING and not self._is_awaited:
            super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Select a word."""
        if event.button() == Qt.MouseButton.LeftButton and self.pages:
            page, x, y = self.place_under(event.position().toPoint())
            self._begun = None
            self._select(page, lambda text: text.word_at(x, y))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - overrides Qt
        """Offer to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy\tCtrl+C", self.copy)
        copy.setEnabled(bool(self.selected))
        page = menu.addAction("Select the page\tCtrl+A", self.select_page)
        page.setEnabled(bool(self.pages))
        menu.popup(event.globalPos())

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Claim the keys of copying and selecting before the window does."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._verb(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Copy and select by keys."""
        verb = self._verb(event)
        if verb is not None:
            verb()
        else:
            super().keyPressEvent(event)

    def _verb(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return self.select_page
        if event.key() == Qt.Key.Key_Escape and self._span != _NOTHING:
            return self.clear_selection
        return None


def _sheer(color: QColor) -> QColor:
    return QColor.fromRgbF(
        *(1 - _SHEER * (1 - part) for part in (color.redF(), color.greenF(), color.blueF()))
    )


def _none(_text: PageText) -> tuple[int, int]:
    return _NOTHING


def _between(
    begun: tuple[float, float], to: tuple[float, float], text: PageText
) -> tuple[int, int]:
    start, end = sorted((text.place_at(*begun), text.place_at(*to)))
    return (start, end) if start < end else _NOTHING


def _read(data: bytes, page: int, ticket: Ticket) -> PageText:
    """Read the text of a page on a thread of the pool."""
    ticket.check()
    return PageText(letters_of(data, page))
