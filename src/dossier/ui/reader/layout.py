"""Lays out plain text for reading: wide lines, gaps between paragraphs, only what is looked at."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from dossier.ui.direction import direction_of

_BLANK = 200  # a longer block is not asked whether it is blank


class ReadingLayout(QPlainTextDocumentLayout):
    """Sets lines `pitch` apart, in pixels; half the gap of a paragraph stands beneath each block.

    Qt breaks the lines when a block is first looked at; here they are only moved apart.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.pitch = 23
        self.gap = 12

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:  # noqa: N802 - overrides Qt
        """Give the place that a block takes."""
        natural = super().blockBoundingRect(block)
        if not block.isValid():
            return natural
        height = self._arranged(block) + self.gap / 2
        if block.length() < _BLANK and not block.text().strip():
            height = self.gap / 2
        if not block.next().isValid():
            height += self.document().documentMargin()
        return QRectF(0, 0, natural.width(), height)

    def _arranged(self, block: QTextBlock) -> float:
        """Give the height of the lines of a block, set as this layout wants them."""
        layout = block.layout()
        first = layout.lineAt(0)
        high = round(first.height())
        pitch = max(self.pitch, high)
        lead = (pitch - high) // 2
        if not lead or first.y() != lead:  # Qt sets the first line of a fresh layout at the top
            self._arrange(block, lead, pitch)
        return layout.lineCount() * pitch

    @staticmethod
    def _arrange(block: QTextBlock, lead: int, pitch: int) -> None:
        layout = block.layout()
        option = layout.textOption()
        rtl = direction_of(block.text()) == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            line.setPosition(QPointF(line.x(), lead + number * pitch))
