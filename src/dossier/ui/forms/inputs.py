"""The bare inputs of a form: they say when they are left, and never change behind one's back."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QStyle, QWidget

from dossier.ui.direction import direction_of

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PROSE_LINES = (3, 12)
_PROSE_MARGIN = 20  # margins of the document, padding and border
_UNBOUNDED = 2**24 - 1  # QWIDGETSIZE_MAX of Qt
# a popup or a menu takes the focus only for a moment
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)


def is_undo(event: QEvent) -> bool:
    """Whether an event asks who wants Ctrl+Z or its opposite."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (
            event.matches(QKeySequence.StandardKey.Undo)
            or event.matches(QKeySequence.StandardKey.Redo)
        )
    )


class Line(QLineEdit):
    """One line of text. `left` follows each stay in it; `textEdited` is the user's typing."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._stored = self._shown = ""
        self.textChanged.connect(self._turn)
        self.returnPressed.connect(self.left)

    def load(self, text: str) -> None:
        """Show a stored text. Nothing is emitted; the cursor stays if the text is the same."""
        self._stored = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        elif self.isUndoAvailable():
            at = self.cursorPosition()
            self.setText(text)  # forgets the typing: Ctrl+Z is for the case again
            self.setCursorPosition(at)
        self._shown = self.text()

    def touched(self) -> bool:
        """Whether it differs from what was loaded."""
        return self.text() != self._shown

    def words(self) -> str:
        """Give the text without the blanks around it; an untouched one as it was loaded."""
        return self.text().strip() if self.touched() else self._stored

    def _turn(self, text: str) -> None:
        self.setLayoutDirection(direction_of(text))
        if direction_of(text) == Qt.LayoutDirection.LayoutDirectionAuto:
            self.unsetLayoutDirection()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Tell that the stay is over."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()


class Prose(QPlainTextEdit):
    """Text of any length. Tab leaves it; it grows with its text."""

    left = Signal()
    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stored = self._shown = ""
        self._loading = False
        self._fills = False
        self.textChanged.connect(self._turn)
        self.textChanged.connect(self._tell)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def load(self, text: str) -> None:
        """Show a stored text. Nothing is emitted; the cursor stays if the text is the same."""
        if text != self.words():
            self.enter(text)
        self._stored, self._shown = text, self.document().toRawText()
        self.document().clearUndoRedoStacks()  # Ctrl+Z is for the case again

    def enter(self, text: str) -> None:
        """Show a text that is not stored. Nothing is emitted."""
        self._loading = True
        self.setPlainText(text)
        self._loading = False

    def touched(self) -> bool:
        """Whether it differs from what was loaded."""
        return self.document().toRawText() != self._shown

    def words(self) -> str:
        """Give the text; an untouched one as it was loaded. The raw text keeps no-break spaces."""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n") if raw != self._shown else self._stored

    def _tell(self) -> None:
        if not self._loading:
            self.edited.emit()

    def _turn(self) -> None:
        """Begin the lines at the side where the first word does; Qt itself leaves them left."""
        rtl = direction_of(self.toPlainText()) == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != side | Qt.AlignmentFlag.AlignAbsolute:
            option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
            option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
            self.document().setDefaultTextOption(option)

    def fill(self) -> None:
        """Take all the room there is, whatever the length of the text."""
        self._fills = True
        self.setMinimumHeight(0)
        self.setMaximumHeight(_UNBOUNDED)

    def _fit(self, *_: object) -> None:
        if self._fills:
            return
        height = self._lines() * self.fontMetrics().lineSpacing() + _PROSE_MARGIN
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _lines(self) -> int:
        """Count the lines to show: Qt knows those of a paragraph when somebody asked for them."""
        low, high = _PROSE_LINES
        count, block = 0, self.document().begin()
        while block.isValid() and count < high:
            self.document().documentLayout().blockBoundingRect(block)
            count += block.lineCount()
            block = block.next()
        return min(max(count, low), high)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Be as high as the text is at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Ctrl+Enter ends the stay."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Tell that the stay is over."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()


class Picker(QComboBox):
    """A list to choose from. The wheel changes nothing unless it has the focus."""

    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self.setMaxVisibleItems(16)
        self._open = False
        self.activated.connect(self._picked)

    def _picked(self, *_: object) -> None:
        """A choice from the open list ends the stay; arrow keys on the closed one do not."""
        if self._open:
            self._open = False
            self.left.emit()

    def showPopup(self) -> None:  # noqa: N802 - overrides Qt
        """Remember that the list is open."""
        self._open = True
        self.view().setAccessibleName(self.accessibleName())
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Forget a list that was closed without a choice. Enter is for what stands around it."""
        self._open = False
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not self.isEditable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - overrides Qt
        """Scroll the form, not the choice, unless it was chosen to act here."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the case where nothing was typed: a choice is no typing."""
        line = self.lineEdit()
        if is_undo(event) and not (line and line.isUndoAvailable()):
            event.ignore()
            return False
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Draw the arrow, which the stylesheet cannot colour."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.5))
        square = QRect(self.width() - 24, (self.height() - 4) // 2, 8, 4)
        place = QStyle.visualRect(self.layoutDirection(), self.rect(), square)
        tip = QPoint(place.left() + 4, place.top() + 4)
        painter.drawPolyline([place.topLeft(), tip, place.topLeft() + QPoint(8, 0)])
        painter.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Tell that the stay is over."""
        super().focusOutEvent(event)
        if event.reason() not in _PASSING:
            self.left.emit()
