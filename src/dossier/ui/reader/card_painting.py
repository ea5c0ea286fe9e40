"""Paints the cards beside a text, as high as their words need, and knows where their chips are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from dossier.ui.desk import Desk
from dossier.ui.direction import direction_of
from dossier.ui.painting import Hand, Index
from dossier.ui.reader.card import COLOURS, Card, Chip, Paragraph
from dossier.ui.theme import Step

CARD_ROLE = int(Qt.ItemDataRole.UserRole)
_GAP, _PAD, _SIDE, _BAR, _LINE_GAP, _RADIUS = 10, 12, 14, 4, 3, 8
_CHIP_HIGH, _CHIP_PAD, _CHIP_GAP, _ICON = 28, 10, 8, 14
_CHIP_HAND = Hand(Step.SMALL)
_RTL = Qt.LayoutDirection.RightToLeft


@dataclass(frozen=True, slots=True)
class _Measured:
    """A card in a list of some width: lines of each paragraph, chips as if at the very top."""

    card: Card
    width: int
    lines: tuple[tuple[str, ...], ...]
    chips: tuple[tuple[Chip, QRect], ...]
    height: int


class CardDelegate(QStyledItemDelegate):
    """Paints cards. A chip under the mouse is drawn as such."""

    def __init__(self, desk: Desk, view: QListView) -> None:
        super().__init__(view)
        self._theme = desk.theme
        self._icons = desk.icons
        self._view = view
        self._held: dict[tuple[str, int], _Measured] = {}  # by kind and id
        self._types: dict[Hand, tuple[QFont, QFontMetricsF]] = {}
        desk.theme.changed.connect(self.forget)

    def keep(self, cards: Sequence[Card]) -> None:
        """Forget the measures of all other cards."""
        kept = {(card.kind, card.id) for card in cards}
        self._held = {at: measured for at, measured in self._held.items() if at in kept}

    def forget(self) -> None:
        """Measure anew: the type has changed."""
        self._held.clear()
        self._types.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - overrides Qt
        """Give the height of a card with the gap above it."""
        width = option.rect.width() or self._view.viewport().width()
        return QSize(width, self.measure(index.data(CARD_ROLE), width).height)

    def measure(self, card: Card, width: int) -> _Measured:
        """Break the lines of a card in a list of that width, and place its chips."""
        held = self._held.get((card.kind, card.id))
        if held is not None and (held.card, held.width) == (card, width):
            return held
        inner = self._inner(QRect(0, 0, width, 0))
        lines = tuple(self._lines(one, inner.width()) for one in card.paragraphs)
        total = float(inner.top())
        for paragraph, broken in zip(card.paragraphs, lines, strict=True):
            total += len(broken) * self._metrics(paragraph.hand).height() + _LINE_GAP
        low = round(total)
        chips = tuple(self._laid_out(card, inner, low))
        height = max([place.bottom() + 1 for _, place in chips], default=low) + _PAD
        made = self._held[card.kind, card.id] = _Measured(card, width, lines, chips, height)
        return made

    def _inner(self, cell: QRect) -> QRect:
        """Where the words of a card go in its cell, as if from left to right."""
        return cell.adjusted(_GAP + _SIDE, _GAP + _PAD - 2, -_GAP - _PAD, 0)

    def _lines(self, paragraph: Paragraph, room: int) -> tuple[str, ...]:
        """Lines of a paragraph; they are broken only where that is not plain."""
        metrics = self._metrics(paragraph.hand)
        if metrics.horizontalAdvance(paragraph.words) <= room:
            return (paragraph.words,)
        if paragraph.lines == 1:
            return (metrics.elidedText(paragraph.words, Qt.TextElideMode.ElideRight, room),)
        return tuple(wrapped(paragraph, self._font(paragraph.hand), room))

    def _laid_out(self, card: Card, inner: QRect, low: int) -> Iterator[tuple[Chip, QRect]]:
        """Chips one after the other, a new line where one has no room left."""
        metrics = self._metrics(_CHIP_HAND)
        high, x, y = self._theme.pixels(_CHIP_HIGH), inner.left(), low + _LINE_GAP
        for chip in card.chips:
            wide = round(metrics.horizontalAdvance(chip.words)) + 2 * _CHIP_PAD + _ICON + 6
            wide = min(wide, inner.width())
            if x > inner.left() and x + wide > inner.right():
                x, y = inner.left(), y + high + _CHIP_GAP // 2
            yield chip, QRect(x, y, wide, high)
            x += wide + _CHIP_GAP

    def chip_at(self, index: Index, at: QPoint) -> Chip | None:
        """Chip of a card at a point of the view."""
        cell = self._view.visualRect(index)
        places = self._chips_in(index.data(CARD_ROLE), cell, self._view.layoutDirection())
        return next((chip for chip, place in places if place.contains(at)), None)

    def _chips_in(
        self, card: Card, cell: QRect, direction: Qt.LayoutDirection
    ) -> Iterator[tuple[Chip, QRect]]:
        for chip, place in self.measure(card, cell.width()).chips:
            yield chip, QStyle.visualRect(direction, cell, place.translated(cell.topLeft()))

    def _type(self, hand: Hand) -> tuple[QFont, QFontMetricsF]:
        if hand not in self._types:
            font = self._theme.font(hand.step, strong=hand.strong)
            self._types[hand] = (font, QFontMetricsF(font))
        return self._types[hand]

    def _font(self, hand: Hand) -> QFont:
        return self._type(hand)[0]

    def _metrics(self, hand: Hand) -> QFontMetricsF:
        return self._type(hand)[1]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = index.data(CARD_ROLE)
        place: QRect = option.rect.adjusted(_GAP, _GAP, -_GAP, 0)
        self._paint_ground(painter, option, place, COLOURS[card.kind])
        inner = self._inner(option.rect)
        top = float(inner.top())
        lines = self.measure(card, option.rect.width()).lines
        for paragraph, broken in zip(card.paragraphs, lines, strict=True):
            place = QRect(inner.left(), round(top), inner.width(), 0)
            high = self._metrics(paragraph.hand).height()
            self._paint_paragraph(painter, option, place, paragraph, broken)
            top += len(broken) * high + _LINE_GAP
        mouse = self._view.viewport().mapFromGlobal(self._view.cursor().pos())
        for chip, where in self._chips_in(card, option.rect, option.direction):
            self._paint_chip(painter, option, chip, where, hovered=where.contains(mouse))
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, token: str
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(token))
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)
        inner = QStyle.visualRect(option.direction, place, place.adjusted(_BAR, 0, 0, 0))
        painter.setBrush(self._theme.color("hover" if hovered and not chosen else "surface"))
        painter.drawRoundedRect(inner, _RADIUS - 2, _RADIUS - 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(
            QPen(self._theme.color("accent" if chosen else "border"), 2 if chosen else 1)
        )
        painter.drawRoundedRect(place, _RADIUS, _RADIUS)

    def _paint_chip(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        chip: Chip,
        place: QRect,
        *,
        hovered: bool,
    ) -> None:
        painter.setPen(self._theme.color("border"))
        painter.setBrush(self._theme.color("hover" if hovered else "surface"))
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
        middle = place.center().y()
        icon = QRect(place.left() + _CHIP_PAD, middle - _ICON // 2 + 1, _ICON, _ICON)
        self._icons.paint(
            painter, QStyle.visualRect(option.direction, place, icon), chip.icon, "text2"
        )
        painter.setFont(self._font(_CHIP_HAND))
        painter.setPen(self._theme.color("text2"))
        words = place.adjusted(_CHIP_PAD + _ICON + 6, 0, -_CHIP_PAD + 2, 0)
        side = Qt.TextElideMode.ElideRight
        shown = self._metrics(_CHIP_HAND).elidedText(chip.words, side, words.width() + 1)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        where = QStyle.visualRect(option.direction, place, words)
        painter.setLayoutDirection(option.direction)
        painter.drawText(where, int(flags | Qt.TextFlag.TextSingleLine), shown)

    def _paint_paragraph(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        paragraph: Paragraph,
        lines: Sequence[str],
    ) -> None:
        """Write the lines of a paragraph from the top of `room` on."""
        painter.setFont(self._font(paragraph.hand))
        painter.setPen(self._theme.color(paragraph.hand.colour))
        direction = direction_of(paragraph.words)
        painter.setLayoutDirection(_RTL if direction == _RTL else Qt.LayoutDirection.LeftToRight)
        to_right = _RTL in (direction, option.direction)
        side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        high = self._metrics(paragraph.hand).height()
        shown = QStyle.visualRect(option.direction, option.rect, room)
        for at, line in enumerate(lines):
            top = round(room.top() + at * high)
            place = QRect(shown.left(), top, shown.width(), round(high))
            painter.drawText(place, flags | int(Qt.TextFlag.TextSingleLine), line)


def wrapped(paragraph: Paragraph, font: QFont, width: float) -> list[str]:
    """Break words into lines of that width; the last one says with dots that there is more."""
    words, lines = paragraph.words, list[str]()
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    raw = words.encode("utf-16-le", "surrogatepass")  # Qt counts in UTF-16 units
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        rest = raw[2 * line.textStart() :]
        if len(lines) + 1 == paragraph.lines:
            left = rest.decode("utf-16-le", "surrogatepass").strip()
            metrics = QFontMetricsF(font)
            lines.append(metrics.elidedText(left, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(rest[: 2 * line.textLength()].decode("utf-16-le", "surrogatepass").strip())
    layout.endLayout()
    return lines
