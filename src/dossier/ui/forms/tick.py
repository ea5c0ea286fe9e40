"""A box to tick whose frame is seen on every ground; the stylesheet cannot draw the tick."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

_SIDE, _RADIUS = 16.0, 4.0
_TICK = ((4.0, 8.2), (7.0, 11.0), (12.0, 5.2))  # in the box of 16 pixels


class Tick(QCheckBox):
    """Paints its box in the colours of the palette."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - overrides Qt
        """Paint the box over that of the style."""
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        box = QRectF(0, 0, _SIDE, _SIDE)
        box.moveCenter(QRectF(place).center())
        role, on = QPalette.ColorRole, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(place.adjusted(-1, -1, 1, 1), self.palette().color(role.Base))
        painter.setPen(QPen(self.palette().color(role.Highlight if on else role.Dark), 1))
        painter.setBrush(self.palette().color(role.Highlight if on else role.Base))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS)
        if on:
            pen = QPen(self.palette().color(role.HighlightedText), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            painter.drawPolyline(QPolygonF([QPointF(x, y) + box.topLeft() for x, y in _TICK]))
        painter.end()
