"""Painted rows: what the lists of the shell share. Everything drawn here mirrors itself."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from dossier.ui.desk import Desk
from dossier.ui.direction import direction_of
from dossier.ui.theme import Step

Index = QModelIndex | QPersistentModelIndex
RADIUS = 6
_KEPT = 200  # lines
# What a row of the navigation holds beside its words
COMMAND, COUNT, VIEW, ICON, TONE = (Qt.ItemDataRole.UserRole + at for at in range(5))


@dataclass(frozen=True, slots=True)
class Hand:
    """How words are written: step of the type scale, colour token, weight."""

    step: Step = Step.BODY
    colour: str = "text"
    strong: bool = False


class RowDelegate(QStyledItemDelegate):
    """Base of painted rows. Subclasses give height and draw; places are as if left to right."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = desk.theme
        self.icons = desk.icons
        self._fitted: dict[tuple[str, Hand, bool, int], tuple[str, int]] = {}
        desk.theme.changed.connect(self._fitted.clear)

    def height(self, index: Index) -> int:
        """Height of a row in pixels at 100 %."""
        raise NotImplementedError

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        raise NotImplementedError

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - overrides Qt
        """Give the height at this text size; the list decides on the width."""
        return QSize(option.rect.width(), self.theme.pixels(self.height(index)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row and leave the painter as it was."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, option, index)
        painter.restore()

    def is_selected(self, option: QStyleOptionViewItem) -> bool:
        """Whether the row is selected."""
        return bool(option.state & QStyle.StateFlag.State_Selected)

    def draw_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, selected: str
    ) -> None:
        """Fill the row behind its words; `selected` is the colour token while it is selected."""
        chosen = self.is_selected(option)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(selected if chosen else "hover"))
            painter.drawRoundedRect(place, RADIUS, RADIUS)
        if chosen and option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self.theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), RADIUS, RADIUS)

    def draw_icon(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: QRect,
        name: str,
        colour: str,
    ) -> None:
        """Draw an icon at the start of `place`, 16 px at 100 %."""
        side = self.theme.pixels(16)
        square = QRect(place.left(), place.center().y() - side // 2, side, side)
        mirrored = QStyle.visualRect(option.direction, option.rect, square)
        self.icons.paint(painter, mirrored, name, colour)

    def draw_words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        place: QRect,
        words: str,
        hand: Hand,
        *,
        at_end: bool = False,
    ) -> int:
        """Write one line into `place`, shortened to fit; returns the width it took."""
        painter.setFont(self.theme.font(hand.step, strong=hand.strong, tabular=at_end))
        painter.setPen(self.theme.color(hand.colour))
        shown, taken = self._fit(painter, (words, hand, at_end, place.width()))
        to_right = at_end != (option.direction == Qt.LayoutDirection.RightToLeft)
        side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
        painter.setLayoutDirection(direction_of(words))
        painter.drawText(
            QStyle.visualRect(option.direction, option.rect, place),
            side
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.AlignmentFlag.AlignAbsolute
            | Qt.TextFlag.TextSingleLine,
            shown,
        )
        return taken

    def _fit(self, painter: QPainter, key: tuple[str, Hand, bool, int]) -> tuple[str, int]:
        """Give what of a line fits and the width it takes: most is painted again and again."""
        if key not in self._fitted:
            if len(self._fitted) > _KEPT:
                self._fitted.clear()
            metrics, (words, *_, width) = painter.fontMetrics(), key
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
            self._fitted[key] = (shown, metrics.horizontalAdvance(shown))
        return self._fitted[key]
