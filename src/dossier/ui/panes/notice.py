"""The notice bar: what was done, for a few seconds, with the way to take it back."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QWidget

from dossier.ui.desk import Desk
from dossier.ui.prompts import label

SHOWN_MS = 8000
_GAP = 16


class NoticeBar(QFrame):
    """Floats at the foot of `host`.

    `undo_wanted` asks to take back the step that was told, by its number; that is offered until
    another step comes after it. `show_wanted` asks to see what one was greeted with.
    """

    undo_wanted = Signal(object)
    show_wanted = Signal()

    def __init__(self, desk: Desk, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._desk = desk
        self._step: int | None = None  # what Undo takes back
        self.setProperty("ground", "notice")
        self.setAccessibleName("Notice")
        self.words = label()
        self.undo = QPushButton("Undo")
        self.undo.setProperty("look", "notice")
        self.undo.setAccessibleName("Undo what was just done")
        self.undo.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves no form: it would save
        self.undo.clicked.connect(self._undo)
        self.shower = QPushButton("Show")
        self.shower.setProperty("look", "notice")
        self.shower.setAccessibleName("Show the unfinished words")
        self.shower.clicked.connect(self._ask_to_show)
        close = QToolButton()
        close.setIcon(desk.icons.icon("x", "surface"))
        close.setIconSize(QSize(14, 14))
        close.setProperty("look", "notice")
        close.setAccessibleName("Close this notice")
        close.setToolTip("Close this notice")
        close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        for widget in (self.words, self.undo, self.shower, close):
            row.addWidget(widget)
        self._until = QTimer(self)
        self._until.setSingleShot(True)
        self._until.timeout.connect(self._leave)
        host.installEventFilter(self)
        desk.told.connect(self.tell)
        desk.changed.connect(self._follow)
        desk.closed.connect(self.hide)
        self.hide()

    def tell(self, sentence: str, can_undo: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Show a sentence for some seconds."""
        metrics = self.words.fontMetrics()
        fitting = metrics.elidedText(sentence, Qt.TextElideMode.ElideRight, self._room())
        self.words.setWordWrap(False)
        self.words.setMinimumWidth(0)
        self.words.setText(fitting)
        case = self._desk.case
        self._step = case.undo_step if can_undo and case is not None else None
        self._appear(sentence, undo=self._step is not None, show=False)
        self._until.start(SHOWN_MS)

    def greet(self, sentence: str, *, show: bool) -> None:
        """Show all of a sentence until it is closed; `show` offers to see what it tells of."""
        self.words.setWordWrap(True)
        width = self.words.fontMetrics().horizontalAdvance(sentence) + _GAP
        self.words.setMinimumWidth(min(self._room(), width))
        self.words.setText(sentence)
        self._appear(sentence, undo=False, show=show)
        self._until.stop()

    def _room(self) -> int:
        return max(200, self._host.width() - 240)

    def _appear(self, sentence: str, *, undo: bool, show: bool) -> None:
        self.undo.setVisible(undo)
        self.shower.setVisible(show)
        self.show()
        self._place()
        self.raise_()
        self.setAccessibleDescription(sentence)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Stay at the foot when the host changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        self.adjustSize()
        left = (self._host.width() - self.width()) // 2
        self.move(left, self._host.height() - self.height() - _GAP)

    def _follow(self, _: object) -> None:
        """Another step was made, or this one taken back: Undo would not do what is told here."""
        case = self._desk.case
        if case is not None and case.undo_step != self._step:
            self.undo.hide()
            self._place()

    def _undo(self) -> None:
        self.hide()
        self.undo_wanted.emit(self._step)

    def _ask_to_show(self) -> None:
        self.hide()
        self.show_wanted.emit()

    def _leave(self) -> None:
        """Wait while a hand is on it: a notice must not vanish under pointer or keyboard."""
        if self.underMouse() or self.undo.hasFocus():
            self._until.start(SHOWN_MS)
        else:
            self.hide()
