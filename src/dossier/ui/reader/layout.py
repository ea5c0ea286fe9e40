"""Lays out plain text for reading: wide lines, gaps between paragraphs, only what is looked at."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout
from PySide6.QtWidgets import QPlainTextDocumentLayout

_BLANK = 200  # a longer block is not asked whether it is blank
_NEAR = 0.6


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
        height = self._spread(block.layout()) + self.gap / 2
        if block.length() < _BLANK and not block.text().strip():
            height = self.gap / 2
        if not block.next().isValid():
            height += self.document().documentMargin()
        return QRectF(0, 0, natural.width(), height)

    def _spread(self, layout: QTextLayout) -> float:
        """Move the lines of a block apart, unless they are; give their height."""
        count = layout.lineCount()
        if not count:
            return self.pitch
        line = layout.lineAt(0)
        pitch = max(self.pitch, round(line.height()))
        lead = (pitch - round(line.height())) // 2
        last = layout.lineAt(count - 1)
        if abs(last.y() - (lead + (count - 1) * pitch)) > _NEAR:
            for number in range(count):
                line = layout.lineAt(number)
                line.setPosition(QPointF(line.x(), lead + number * pitch))
        return count * pitch
