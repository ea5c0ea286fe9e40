"""Paints the two-line rows of a table: what, when and where, figures, a pill for the status."""

import dataclasses
import re

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPixmap,
    QStaticText,
    QTransform,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from dossier.ui.direction import direction_of
from dossier.ui.lists.cells import Cell, Tone
from dossier.ui.theme import Step, Theme

CELL_ROLE = int(Qt.ItemDataRole.UserRole)

_PADDING = 8
_LINE_GAP = 2
_BAR = 3
_PILL_PADDING = 9
_PILL_HEIGHT = 19
_RING = 2
_KEPT = 1000  # lines, of some screens
_PILLS_KEPT = 60
_RTL = Qt.LayoutDirection.RightToLeft
_LTR = Qt.LayoutDirection.LeftToRight
# numbers, as flags that are joined anew for each cell would take a quarter of the time of painting
_LINE = int(Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter) | int(
    Qt.TextFlag.TextSingleLine
)
_AT_RIGHT = _LINE | int(Qt.AlignmentFlag.AlignRight)
_AT_LEFT = _LINE | int(Qt.AlignmentFlag.AlignLeft)
_CENTRED = int(Qt.AlignmentFlag.AlignCenter)
# letters and points that are laid out alike whoever does it: not those that are joined or turned
_PLAIN = re.compile(r"[ -~\u00a0-\u024f\u2010-\u2026]*")
_SELECTED, _HOVERED = QStyle.StateFlag.State_Selected.value, QStyle.StateFlag.State_MouseOver.value


@dataclasses.dataclass(slots=True)
class _Line:
    """What of a line fits, its direction, and how it was laid out when it was painted again."""

    shown: str
    direction: Qt.LayoutDirection
    laid_out: QStaticText | None = None
    seen: bool = False


class CellDelegate(QStyledItemDelegate):
    """Paints cells in the colours and type sizes in use."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dress()
        theme.changed.connect(self._dress)

    def _dress(self) -> None:
        """Keep fonts and colours at hand: a page of rows asks for hundreds of them."""
        self._colours = {
            name: QColor(value) for name, value in dataclasses.asdict(self._theme.tokens).items()
        }
        self._top = self._theme.font(Step.BODY, firm=True, tabular=True)
        self._strong = self._theme.font(Step.BODY, strong=True, tabular=True)
        self._bottom = self._theme.font(Step.SMALL, tabular=True)
        self._bottom_strong = self._theme.font(Step.SMALL, strong=True, tabular=True)
        fonts = (self._top, self._strong, self._bottom, self._bottom_strong)
        self._metrics = {id(font): QFontMetrics(font) for font in fonts}
        self._fitted: dict[tuple[str, int, int], _Line] = {}
        self._pills: dict[tuple[str, Tone, int, float], QPixmap] = {}

    def _colour(self, token: str) -> QColor:
        return self._colours[token]

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one cell."""
        painter.save()
        self._paint_ground(painter, option, index)
        cell = index.data(CELL_ROLE)
        if isinstance(cell, Cell):
            room = option.rect.adjusted(_PADDING, 0, -_PADDING, 0)
            if index.column() == 0:
                # the first column stands back from the bar of a selected row
                room = _mirrored(option, room.adjusted(_PADDING, 0, 0, 0))
            if cell.pill is not None:
                self._paint_pill(painter, option, room, cell.top, cell.pill)
            else:
                if cell.mark:
                    room = self._paint_mark(painter, option, room, cell.mark)
                self._paint_lines(painter, option, room, cell)
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect, state = option.rect, option.state.value
        selected, hovered = state & _SELECTED, state & _HOVERED
        ground = "selected" if selected else "hover" if hovered else "surface"
        painter.fillRect(rect, self._colour(ground))
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(line, self._colour("border"))
        accent = self._colour("accent")
        if selected and index.column() == 0:
            bar = QRect(rect.left(), rect.top(), _BAR, rect.height())
            painter.fillRect(_mirrored(option, bar), accent)
        view = self.parent()
        if (
            isinstance(view, QTableView)
            and view.hasFocus()
            and view.currentIndex().row() == index.row()
        ):
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), _RING), accent)
            painter.fillRect(
                QRect(rect.left(), rect.bottom() + 1 - _RING, rect.width(), _RING), accent
            )

    def _paint_lines(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, cell: Cell
    ) -> None:
        top_font = self._strong if cell.number else self._top
        bottom_font = self._bottom_strong if cell.tone is Tone.WARN else self._bottom
        high = self._metrics[id(top_font)].height()
        both = cell.bottom and not self._theme.compact
        low = self._metrics[id(bottom_font)].height() if both else 0
        gap = _LINE_GAP if low else 0
        start = room.top() + (room.height() - high - low - gap) // 2
        above = QRect(room.left(), start, room.width(), high)
        self._write(painter, option, above, cell.top, top_font, "text", end=cell.number)
        if low:
            beneath = QRect(room.left(), start + high + gap, room.width(), low)
            self._write(
                painter, option, beneath, cell.bottom, bottom_font, cell.tone, end=cell.number
            )

    def _write(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        text: str,
        font: QFont,
        token: str,
        *,
        end: bool,
    ) -> None:
        """Write one line, elided. Its direction is its own; its side is the window's.

        Text that runs from right to left stands at the right in either window.
        """
        line = self._fit(text, font, room.width())
        to_right = line.direction is _RTL or (option.direction is _RTL) != end
        painter.setFont(font)
        painter.setPen(self._colour(token))
        if line.laid_out is not None:
            spare = room.width() - line.laid_out.size().width() if to_right else 0
            painter.drawStaticText(QPointF(room.left() + spare, room.top()), line.laid_out)
            return
        painter.setLayoutDirection(_RTL if line.direction is _RTL else _LTR)
        painter.drawText(room, _AT_RIGHT if to_right else _AT_LEFT, line.shown)

    def _fit(self, text: str, font: QFont, width: int) -> _Line:
        """Give what of a line fits; kept, as most is painted again and again.

        What is painted a second time is laid out for good: that is most of the work.
        """
        key = (text, id(font), width)
        line = self._fitted.get(key)
        if line is None:
            if len(self._fitted) > _KEPT:
                self._fitted.clear()
            side = Qt.TextElideMode.ElideRight
            shown = self._metrics[id(font)].elidedText(text, side, width)
            line = self._fitted[key] = _Line(shown, direction_of(text))
        elif not line.seen:
            line.seen = True
            if _PLAIN.fullmatch(line.shown):
                line.laid_out = QStaticText(line.shown)
                line.laid_out.setTextFormat(Qt.TextFormat.PlainText)
                line.laid_out.prepare(QTransform(), font)
        return line

    def _paint_pill(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, word: str, tone: Tone
    ) -> None:
        """Paint a word on its colour: the word says it, the colour helps."""
        made = self._kept_pill(painter, word, tone, room.width())
        place = _centred(room, made)
        painter.drawPixmap(QStyle.visualRect(option.direction, room, place).topLeft(), made)

    def _paint_mark(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, word: str
    ) -> QRect:
        """Paint a word at the far side of a cell; give the room that is left."""
        made = self._kept_pill(painter, word, Tone.WARN, room.width() // 2)
        place = _centred(room, made)
        place.moveRight(room.right())
        painter.drawPixmap(QStyle.visualRect(option.direction, room, place).topLeft(), made)
        left = room.adjusted(0, 0, -place.width() - _PADDING, 0)
        return QStyle.visualRect(option.direction, room, left)

    def _kept_pill(self, painter: QPainter, word: str, tone: Tone, room: int) -> QPixmap:
        scale = painter.device().devicePixelRatioF()
        key = (word, tone, room, scale)
        if key not in self._pills:
            if len(self._pills) > _PILLS_KEPT:
                self._pills.clear()
            self._pills[key] = self._pill(word, tone, room, scale)
        return self._pills[key]

    def _pill(self, word: str, tone: Tone, room: int, scale: float) -> QPixmap:
        """Draw a pill as it is painted on many rows."""
        metrics = self._metrics[id(self._bottom_strong)]
        height = self._theme.pixels(_PILL_HEIGHT)
        width = max(1, min(metrics.horizontalAdvance(word) + 2 * _PILL_PADDING, room))
        made = QPixmap(QSize(width, height) * scale)
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        place, painter = QRect(0, 0, width, height), QPainter(made)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("sunken" if tone is Tone.PLAIN else f"{tone}_soft"))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setFont(self._bottom_strong)
        painter.setPen(self._colour("text2" if tone is Tone.PLAIN else tone))
        side, fitting = Qt.TextElideMode.ElideRight, width - 2 * _PILL_PADDING + 1
        painter.drawText(place, _CENTRED, metrics.elidedText(word, side, fitting))
        painter.end()
        return made


def _centred(room: QRect, made: QPixmap) -> QRect:
    size = made.deviceIndependentSize().toSize()
    return QRect(QPoint(room.left(), room.top() + (room.height() - size.height()) // 2), size)


def _mirrored(option: QStyleOptionViewItem, rect: QRect) -> QRect:
    return QStyle.visualRect(option.direction, option.rect, rect)
