"""The cards beside a text: each quote and claim with who, words, incident and chain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from dossier.model.evidence import Statement
from dossier.model.terms import QuoteKind
from dossier.ui import notation
from dossier.ui.desk import Desk
from dossier.ui.direction import direction_of
from dossier.ui.painting import Hand
from dossier.ui.panes.evidence import heading, stance_words
from dossier.ui.prompts import label
from dossier.ui.theme import Step

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.marks import Mark

Index = QModelIndex | QPersistentModelIndex
MARK_ROLE = int(Qt.ItemDataRole.UserRole)
QUOTE, CLAIM = "quote", "claim"  # the kinds of marks, by name as in the records
COLOURS = {QUOTE: "mark_quote", CLAIM: "mark_figure"}
_GAP, _PAD, _SIDE, _BAR, _LINE_GAP, _RADIUS = 10, 12, 14, 4, 3, 8
_ROOT = QModelIndex()
HINT = "Select words of the text: Q quotes them, C enters what they claim, I begins an incident."
_RTL = Qt.LayoutDirection.RightToLeft
_PLAIN = Hand()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some lines of a card: what does not fit into `lines` is cut."""

    words: str
    hand: Hand = _PLAIN
    lines: int = 1


def paragraphs_of(mark: "Mark") -> tuple[Paragraph, ...]:
    """What a card says, from top to bottom."""
    about, small = mark.about, Hand(Step.SMALL, "text2")
    strong = Hand(strong=True)
    if isinstance(about, Statement):
        paraphrased = about.quote.form == QuoteKind.PARAPHRASE
        words = " ".join(about.quote.text.split())
        top = (
            Paragraph(words if paraphrased else f"“{words}”", lines=3),
            Paragraph(about.who, strong),
            Paragraph(about.role, small),
        )
    else:
        exact = " ".join(mark.passage.citation.exact.split())
        top = (
            Paragraph(heading(about.claim), strong, lines=2),
            Paragraph(stance_words(about.claim.stance), small),
            Paragraph(f"“{exact}”", lines=3),
        )
    low = (
        Paragraph(mark.passage.chain_words(notation.current()), small, lines=3),
        Paragraph(foot_of(mark), small),
    )
    return tuple(one for one in (*top, *low) if one.words)


def foot_of(mark: "Mark") -> str:
    """Where it stands and what it belongs to: "¶3  ·  Q-0002  ·  INC-0001"."""
    locator = mark.passage.citation.locator
    own = mark.about.quote.reference if isinstance(mark.about, Statement) else ""
    ties = ", ".join(incident.reference for incident in mark.incidents)
    tied = ties or ("bears on no incident yet" if isinstance(mark.about, Statement) else "")
    return "  ·  ".join(part for part in (f"¶{locator}" if locator else "", own, tied) if part)


def spoken(mark: "Mark") -> str:
    """One line for screen readers."""
    kind = "Quote" if isinstance(mark.about, Statement) else "Claim"
    return ". ".join((kind, *(paragraph.words for paragraph in paragraphs_of(mark))))


class CardModel(QAbstractListModel):
    """Marks of one text in its order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.marks: tuple[Mark, ...] = ()

    def hold(self, marks: "Sequence[Mark]") -> None:
        """Show other marks."""
        self.beginResetModel()
        self.marks = tuple(marks)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - overrides Qt
        """Count of cards."""
        return 0 if parent.isValid() else len(self.marks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the mark to the delegate, its words to everyone else."""
        if not index.isValid():
            return None
        mark = self.marks[index.row()]
        if role == MARK_ROLE:
            return mark
        spoken_roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return spoken(mark) if role in spoken_roles else None


class CardDelegate(QStyledItemDelegate):
    """Paints cards, as high as their words need."""

    def __init__(self, desk: Desk, view: QListView) -> None:
        super().__init__(view)
        self._theme = desk.theme
        self._view = view
        self._heights: dict[tuple[str, int, int], int] = {}
        desk.theme.changed.connect(self.forget)
        desk.notation_changed.connect(self.forget)

    def forget(self) -> None:
        """Measure anew: words or type have changed."""
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - overrides Qt
        """Give the height of a card with the gap beneath it."""
        width = option.rect.width() or self._view.viewport().width()
        mark = index.data(MARK_ROLE)
        key = (mark.kind, mark.id, width)
        if key not in self._heights:
            room = width - 2 * _GAP - _SIDE - _PAD
            self._heights[key] = 2 * _PAD - 2 + _GAP + self._height(mark, room)
        return QSize(width, self._heights[key])

    def _height(self, mark: "Mark", room: int) -> int:
        total = 0.0
        for paragraph in paragraphs_of(mark):
            font = self._font(paragraph.hand)
            lines = wrapped(paragraph, font, room)
            total += len(lines) * QFontMetricsF(font).height() + _LINE_GAP
        return round(total)

    def _font(self, hand: Hand) -> QFont:
        return self._theme.font(hand.step, strong=hand.strong)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one card."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place: QRect = option.rect.adjusted(_GAP, _GAP, -_GAP, 0)
        mark = index.data(MARK_ROLE)
        self._paint_ground(painter, option, place, COLOURS[mark.kind])
        top = float(place.top() + _PAD - 2)
        room = place.adjusted(_SIDE, 0, -_PAD, 0)
        for paragraph in paragraphs_of(mark):
            top = self._paint_paragraph(painter, option, room, top, paragraph) + _LINE_GAP
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

    def _paint_paragraph(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        top: float,
        paragraph: Paragraph,
    ) -> float:
        """Write a paragraph and return where it ends."""
        font = self._font(paragraph.hand)
        painter.setFont(font)
        painter.setPen(self._theme.color(paragraph.hand.colour))
        direction = direction_of(paragraph.words)
        painter.setLayoutDirection(_RTL if direction == _RTL else Qt.LayoutDirection.LeftToRight)
        to_right = _RTL in (direction, option.direction)
        side = Qt.AlignmentFlag.AlignRight if to_right else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        high = QFontMetricsF(font).height()
        shown = QStyle.visualRect(option.direction, option.rect, room)
        for line in wrapped(paragraph, font, room.width()):
            place = QRect(shown.left(), round(top), shown.width(), round(high))
            painter.drawText(place, flags | int(Qt.TextFlag.TextSingleLine), line)
            top += high
        return top


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


class CardList(QListView):
    """`pointed` carries the mark of the card the user went to, `opened` that of one to open."""

    pointed = Signal(object)
    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardModel(self)
        self._showing = False
        self.setModel(self.cards)
        self.delegate = CardDelegate(desk, self)
        self.setItemDelegate(self.delegate)
        self.setProperty("look", "hits")
        self.setAccessibleName("Quotes and claims of this text")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._point)
        self.selectionModel().currentChanged.connect(self._walk)
        self.activated.connect(self._open)

    def hold(self, marks: "Sequence[Mark]") -> None:
        """Show other marks; the card that was current stays so if it is there."""
        current = self.currentIndex().data(MARK_ROLE)
        self.delegate.forget()
        self._showing = True
        self.cards.hold(marks)
        self._showing = False
        if current is not None:
            self.show_mark(current.kind, current.id)

    def show_mark(self, kind: str, id_: int) -> None:
        """Make the card of a record current, without telling."""
        for row, mark in enumerate(self.cards.marks):
            if (mark.kind, mark.id) == (kind, id_):
                self._showing = True
                self.setCurrentIndex(self.cards.index(row))
                self.scrollTo(self.cards.index(row))
                self._showing = False

    def _walk(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._showing and self.hasFocus():
            self._point(current)

    def _point(self, index: QModelIndex) -> None:
        if index.isValid():
            self.pointed.emit(index.data(MARK_ROLE))

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(MARK_ROLE))


class CardPane(QWidget):
    """Cards with tabs that count them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Which cards to show")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _ in range(3):
            self.tabs.addTab("")
        self.list = CardList(desk)
        self._nothing = label("", "secondary", wrap=True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._nothing.setContentsMargins(16, 14, 16, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(14, 0, 8, 0)
        head.addWidget(self.tabs)
        column.addLayout(head)
        rule = QFrame()
        rule.setProperty("ground", "rule")
        rule.setFixedHeight(1)
        column.addWidget(rule)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._nothing)
        column.addLayout(self._stack, 1)
        self.tabs.currentChanged.connect(self._filter)
        self.hold(())

    def hold(self, marks: "Sequence[Mark]", hint: str = HINT) -> None:
        """Show other marks, or a hint how to make some."""
        self._marks, self._hint = tuple(marks), hint
        quotes = sum(mark.kind == QUOTE for mark in marks)
        counted = zip(
            ("All", "Quotes", "Claims"), (len(marks), quotes, len(marks) - quotes), strict=True
        )
        for at, (word, count) in enumerate(counted):
            self.tabs.setTabText(at, f"{word} {count}" if count else word)
        self._filter()

    def show_mark(self, kind: str, id_: int) -> None:
        """Make the card of a record current; a tab that hides it is left."""
        if all((mark.kind, mark.id) != (kind, id_) for mark in self.list.cards.marks):
            self.tabs.setCurrentIndex(0)
        self.list.show_mark(kind, id_)

    def _filter(self, *_: object) -> None:
        wanted = ("", QUOTE, CLAIM)[self.tabs.currentIndex()]
        shown = [mark for mark in self._marks if not wanted or mark.kind == wanted]
        self.list.hold(shown)
        self._nothing.setText(self._hint)
        self._stack.setCurrentIndex(0 if shown else 1)
        self.setFocusProxy(self.list if shown else self.tabs)
