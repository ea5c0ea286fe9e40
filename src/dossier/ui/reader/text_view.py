"""The text of a source to read: never changed, painted with what was made of it."""

from collections.abc import Callable, Iterable
from types import MappingProxyType

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from dossier.ui.desk import Desk
from dossier.ui.direction import direction_of
from dossier.ui.reader.body import Body
from dossier.ui.reader.highlights import Highlight, Highlights
from dossier.ui.reader.layout import ReadingLayout
from dossier.ui.theme import SIZES, Step

_COLUMN, _MARGIN, _LINE, _GAP = 700, 36, 1.55, 14
_NUMBER_GAP = 8
_UNITS = MappingProxyType({"s": Body.sentence_at, "p": Body.paragraph_at})


class TextView(QPlainTextEdit):
    """Shows a Body. Positions that go in and out are code points of the stored text.

    `chosen` follows a selection the user made, or its end; `pointed` carries the position of a
    click that selected nothing; `typed` carries a letter pressed while words are selected.
    """

    chosen = Signal()
    pointed = Signal(int)
    typed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = desk.theme
        self.body = Body("")
        self._marks = Highlights(self.body)
        self._found = Highlights(self.body)
        self._painted: tuple[int, float] | None = None  # where the marks on the screen begin
        self._moving = False
        self.setProperty("look", "reading")
        self.setAccessibleName("Text of the source")
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDocument(self._document())
        self._dress()
        desk.theme.changed.connect(self._dress)
        self.selectionChanged.connect(self._tell)
        self.verticalScrollBar().valueChanged.connect(self._paint_marks)

    def _document(self) -> QTextDocument:
        document = QTextDocument(self)
        self._lines = ReadingLayout(document)
        document.setDocumentLayout(self._lines)
        document.setUndoRedoEnabled(False)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each paragraph its own
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        return document

    def _dress(self) -> None:
        """Take type and colours in use."""
        self.setFont(self._theme.font(Step.READING))
        self._lines.pitch = self._theme.pixels(round(SIZES[Step.READING] * _LINE))
        self._lines.gap = self._theme.pixels(_GAP)
        self.document().setDocumentMargin(self._theme.pixels(_MARGIN))
        self._center()
        self._repaint_marks()

    # ---- what it shows -------------------------------------------------------------------

    def show_body(self, body: Body) -> None:
        """Show another text from its beginning."""
        self.body = body
        self._marks = Highlights(body)
        self._found = Highlights(body)
        self._painted = None
        self.setExtraSelections([])
        self.setPlainText(body.shown)

    def show_marks(self, marks: Iterable[Highlight]) -> None:
        """Paint these passages."""
        self._marks = Highlights(self.body, marks)
        self._repaint_marks()

    def show_found(self, places: Iterable[tuple[int, int]]) -> None:
        """Paint these passages over the marks: they were looked for."""
        self._found = Highlights(self.body, (Highlight(*place, "ok_soft") for place in places))
        self._repaint_marks()

    def painted(self) -> list[tuple[int, int]]:
        """Passages that are painted now: those on the screen."""
        return [self._span(selection.cursor) for selection in self.extraSelections()]

    def _repaint_marks(self) -> None:
        self._painted = None
        self._paint_marks()

    def _paint_marks(self) -> None:
        place = (self.firstVisibleBlock().blockNumber(), self.contentOffset().y())
        if place == self._painted:
            return
        self._painted, seen = place, self._visible_blocks()
        shown = (*self._marks.within(*seen), *self._found.within(*seen))
        self.setExtraSelections([self._selection(one) for one in shown])

    def _visible_blocks(self) -> tuple[int, int]:
        first = self.firstVisibleBlock()
        last, room = first, self.viewport().height() - self._top_of(first)
        while last.isValid() and (room := room - self.blockBoundingRect(last).height()) > 0:
            last = last.next()
        end = last.blockNumber() if last.isValid() else self.blockCount() - 1
        return first.blockNumber(), end

    def _top_of(self, block: QTextBlock) -> float:
        """Where a block begins, in the viewport. Qt adds up all blocks from the first one seen."""
        return self.blockBoundingGeometry(block).translated(self.contentOffset()).top()

    def _selection(self, mark: Highlight) -> QTextEdit.ExtraSelection:
        made = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(self._theme.color(mark.token))
        if mark.lined:  # figures are told from quotes without the colour too
            form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            form.setUnderlineColor(self._theme.color("text2"))
        # the stubs take these two for read-only properties
        made.format = form  # type: ignore[attr-defined, unused-ignore]
        made.cursor = self._cursor(mark.start, mark.end)  # type: ignore[attr-defined, unused-ignore]
        return made

    # ---- positions -----------------------------------------------------------------------

    def _units(self, at: int) -> int:
        block, units = self.body.place_of(at)
        return self.document().findBlockByNumber(block).position() + units

    def _cursor(self, start: int, end: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(start))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _code_point(self, units: int) -> int:
        block = self.document().findBlock(units)
        return self.body.position_of(block.blockNumber(), units - block.position())

    def _span(self, cursor: QTextCursor) -> tuple[int, int]:
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return self._code_point(start), self._code_point(end)

    def selected(self) -> tuple[int, int] | None:
        """Give the passage selected, cutting no character; None if there is none."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        start, end = self.body.snapped(*self._span(cursor))
        return (start, end) if self.body.text[start:end].strip() else None

    @property
    def position(self) -> int:
        """Where the cursor stands, or a selection begins."""
        return self._code_point(self.textCursor().selectionStart())

    def select(self, start: int, end: int) -> None:
        """Select a passage and show it, without telling that the user did."""
        self._moving = True
        if not (self._shows(start) and self._shows(end)):
            self.setTextCursor(self._cursor(start, start))
            self.centerCursor()
        self.setTextCursor(self._cursor(start, end))
        self._moving = False

    def _shows(self, at: int) -> bool:
        return self.viewport().rect().contains(self.place_of(at).center())

    def place_of(self, at: int) -> QRect:
        """Rectangle of the cursor at a position, in the viewport."""
        return self.cursorRect(self._cursor(at, at))

    def unselect(self) -> None:
        """Select nothing; the cursor stays."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def _tell(self) -> None:
        if not self._moving:
            self.chosen.emit()

    # ---- the user ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Letters make something of the selected words; Escape lets go of them."""
        bare = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if bare and event.text().casefold() in _UNITS:
            self._select_unit(_UNITS[event.text().casefold()])
        elif bare and event.text().isalpha() and self.textCursor().hasSelection():
            self.typed.emit(event.text().casefold())
        elif event.key() == Qt.Key.Key_Escape and self.textCursor().hasSelection():
            self.unselect()
        else:
            super().keyPressEvent(event)

    def _select_unit(self, unit_at: Callable[[Body, int], tuple[int, int]]) -> None:
        """Select the sentence or paragraph at the cursor; pressed again, the next one with it."""
        held = self._span(self.textCursor())
        start, end = unit_at(self.body, held[0])
        if self.textCursor().hasSelection() and end <= held[1]:
            start, end = held[0], unit_at(self.body, self.body.next_word(held[1]))[1]
        if start < end:
            self.select(start, end)
            self.chosen.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Widen what was selected to whole words; tell of a click that selected nothing."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        passage = self.selected()
        if passage is not None:
            self._moving = True
            self.setTextCursor(self._cursor(*self.body.worded(*passage)))
            self._moving = False
        if self.textCursor().hasSelection():
            self.chosen.emit()
        else:
            self.pointed.emit(self.position_at(event.position().toPoint()))

    def position_at(self, point: QPoint) -> int:
        """Position nearest to a point of the viewport."""
        return self._code_point(self.cursorForPosition(point).position())

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 - overrides Qt
        """Copy the words as they are stored."""
        data, cursor = QMimeData(), self.textCursor()
        start, end = self._span(cursor)
        data.setText(self.body.text[start:end])
        return data

    # ---- painting ------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Keep the column in the middle, no wider than eyes follow, and what is selected in it."""
        held = self._span(self.textCursor())
        seen = held[0] < held[1] and QRect(QPoint(), event.oldSize()).contains(
            self.place_of(held[0]).center()
        )
        super().resizeEvent(event)
        self._center()
        if seen and not self._shows(held[0]):
            self.select(*held)
        self._painted = None  # other blocks may be seen, which are marked when they are painted

    def _center(self) -> None:
        bar = self.verticalScrollBar()
        room = self.width() - (bar.width() if bar.isVisible() else 0)
        spare = room - self._theme.pixels(_COLUMN + 2 * _MARGIN)
        side = max(0, spare // 2)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (side, side):
            self.setViewportMargins(side, 0, side, 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint the text, and the numbers of paragraphs beside where they begin."""
        self._paint_marks()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setFont(self._theme.font(Step.CAPTION, tabular=True))
        painter.setPen(self._theme.color("text3"))
        block = self.firstVisibleBlock()
        top = self._top_of(block)
        while block.isValid() and top <= event.rect().bottom():
            number = self.body.numbers[block.blockNumber()]
            if number:
                self._paint_number(painter, block, round(top), number)
            top += self.blockBoundingRect(block).height()
            block = block.next()

    def _paint_number(self, painter: QPainter, block: QTextBlock, top: int, number: int) -> None:
        """Write the number of a paragraph into the margin on the side where it begins."""
        line = block.layout().lineAt(0)
        baseline = top + line.y() + line.ascent()
        words = f"¶{number}"
        width = painter.fontMetrics().horizontalAdvance(words)
        margin = self.document().documentMargin()
        start = margin - width - _NUMBER_GAP
        if direction_of(block.text()) == Qt.LayoutDirection.RightToLeft:
            start = self.viewport().width() - margin + _NUMBER_GAP
        painter.drawText(round(start), round(baseline), words)
