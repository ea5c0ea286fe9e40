"""The cards beside a text: quotes, claims and incidents, and the chain of the one in hand."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QMenu,
    QStackedLayout,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from dossier.ui.curtain import Curtain
from dossier.ui.desk import Desk
from dossier.ui.later import Later
from dossier.ui.painting import Index
from dossier.ui.prompts import label
from dossier.ui.reader.card import CLAIM, INCIDENT, QUOTE, Card, Chip, card_of, incident_cards
from dossier.ui.reader.card_painting import CARD_ROLE, CardDelegate

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.marks import Mark

_ROOT = QModelIndex()
HINT = (
    "Select words of the text: Q quotes them, C enters what they claim, I begins an incident with"
    " that claim. S selects the sentence at the cursor, P the paragraph."
)
_AT_ONCE = 16  # cards that are measured in one turn
_MANY = 40  # so many never stand on the screen without a scroll bar
TABS = ((QUOTE, "Quotes"), (CLAIM, "Claims"), (INCIDENT, "Incidents"))


class CardModel(QAbstractListModel):
    """Cards of one text in its order."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()

    def hold(self, cards: Sequence[Card]) -> None:
        """Show other cards."""
        self.beginResetModel()
        self.cards = tuple(cards)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - overrides Qt
        """Count of cards."""
        return 0 if parent.isValid() else len(self.cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the card to the delegate, its words to everyone else."""
        if not index.isValid():
            return None
        card = self.cards[index.row()]
        if role == CARD_ROLE:
            return card
        spoken_roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return card.spoken if role in spoken_roles else None


class CardList(QListView):
    """`pointed` carries the card the user went to, `opened` that of one to open.

    `chosen` carries a card and the chip of it that was clicked, or picked from its menu.
    """

    pointed = Signal(object)
    opened = Signal(object)
    chosen = Signal(object, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = CardModel(self)
        self._showing = False
        self._pressed: Chip | None = None
        self.setModel(self.cards)
        self.delegate = CardDelegate(desk, self)
        self.setItemDelegate(self.delegate)
        self.setProperty("look", "cards")
        self.setAccessibleName("Quotes, claims and incidents of this text")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)  # or Qt keeps the heights of cards when only the width changes
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.clicked.connect(self._click)
        self.selectionModel().currentChanged.connect(self._walk)
        self.activated.connect(self._open)

    @property
    def current(self) -> Card | None:
        """The card in hand."""
        card = self.currentIndex().data(CARD_ROLE)
        return card if isinstance(card, Card) else None

    def make_room(self, count: int) -> None:
        """Keep a scroll bar for many cards: if it came when they are shown all would be broken."""
        policy = Qt.ScrollBarPolicy
        many = count > _MANY
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if many else policy.ScrollBarAsNeeded
        )

    def measure(self, cards: Sequence[Card]) -> None:
        """Find out how high these cards will be."""
        for card in cards:
            self.delegate.measure(card, self.viewport().width())

    def hold(self, cards: Sequence[Card]) -> None:
        """Show other cards; the one that was current stays so if it is there."""
        current = self.current
        self.delegate.keep(cards)
        self._showing = True
        self.cards.hold(cards)
        self._showing = False
        if current is not None:
            self.show_card(current.kind, current.id)

    def show_card(self, kind: str, id_: int) -> None:
        """Make the card of a record current, without telling."""
        for row, card in enumerate(self.cards.cards):
            if (card.kind, card.id) == (kind, id_):
                self._showing = True
                self.setCurrentIndex(self.cards.index(row))
                self.scrollTo(self.cards.index(row))
                self._showing = False

    def _walk(self, current: QModelIndex, _: QModelIndex) -> None:
        if not self._showing and self.hasFocus():
            self._point(current)

    def _point(self, index: QModelIndex) -> None:
        if index.isValid() and self._pressed is None:
            self.pointed.emit(index.data(CARD_ROLE))

    def _click(self, index: QModelIndex) -> None:
        if self._pressed is not None:
            self._choose(index.data(CARD_ROLE), self._pressed)
        else:
            self._point(index)

    def _choose(self, card: Card, chip: Chip, *_: object) -> None:
        self._pressed = None
        self.chosen.emit(card, chip)

    def _open(self, index: QModelIndex) -> None:
        if self._pressed is None:
            self.opened.emit(index.data(CARD_ROLE))

    # ---- chips ---------------------------------------------------------------------------

    def _chip_at(self, at: QPoint) -> Chip | None:
        index = self.indexAt(at)
        return self.delegate.chip_at(index, at) if index.isValid() else None

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Remember the chip that is pressed."""
        self._pressed = self._chip_at(event.position().toPoint())
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Choose a chip only where it was pressed."""
        if self._pressed is not None and self._pressed != self._chip_at(event.position().toPoint()):
            self._pressed = None
        super().mouseReleaseEvent(event)
        self._pressed = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - overrides Qt
        """Show a hand over a chip."""
        super().mouseMoveEvent(event)
        over = self._chip_at(event.position().toPoint()) is not None
        hand, arrow = Qt.CursorShape.PointingHandCursor, Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(hand if over else arrow)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - overrides Qt
        """Offer by keys what the chips offer to the mouse."""
        card = self.current
        if card is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Open", partial(self.opened.emit, card))
        for chip in card.chips:
            words = chip.words.replace("&", "&&")
            menu.addAction(
                f"Go to {words}" if chip.id or chip is card.chips[0] else words,
                partial(self._choose, card, chip),
            )
        keys = event.reason() == QContextMenuEvent.Reason.Keyboard
        low = self.visualRect(self.currentIndex()).center()
        menu.popup(self.viewport().mapToGlobal(low) if keys else event.globalPos())


class CardPane(QWidget):
    """Tabs above the cards: quotes, claims, incidents. Beneath stands the chain of reporting."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[str, list[Card]] = {}  # of the tabs that were looked at
        self._hint = ""
        self._marks: tuple[Mark, ...] = ()
        self._stale = False
        self._wanted: tuple[str, int] | None = None
        self._desk = desk
        self._measured = 0  # cards of the tab in front
        self._later = Later(desk, self.freshen, self)
        self._curtain = Curtain(desk, self)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Which cards to show")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for _, words in TABS:
            self.tabs.addTab(words)
        self.list = CardList(desk)
        self._nothing = label("", "secondary", wrap=True)
        self.chain = label("", "small", wrap=True)
        self.chain.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._foot = self._build_foot()
        self._build()
        self.tabs.currentChanged.connect(self._filter)
        self.list.selectionModel().currentChanged.connect(self._show_chain)
        self.hold(())

    def _build(self) -> None:
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
        column.addLayout(self._stack, 1)  # first: it shows what is added, in no window of its own
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._build_nothing())
        column.addWidget(self._foot)

    def _build_nothing(self) -> QWidget:
        """Put the hint in a room: a label loses margins that are higher than it is once."""
        made = QWidget()
        room = QVBoxLayout(made)
        room.setContentsMargins(16, 14, 16, 0)
        room.addWidget(self._nothing)
        room.addStretch()
        return made

    def _build_foot(self) -> QFrame:
        foot = QFrame()
        foot.setProperty("ground", "bar")
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(14, 10, 14, 12)
        lines.setSpacing(4)
        lines.addWidget(label("CHAIN OF REPORTING", "group"))
        lines.addWidget(self.chain)
        return foot

    def hold(self, marks: "Sequence[Mark]", hint: str = HINT) -> None:
        """Show what else was made of a text, or a hint how to make something."""
        self._hint, self._marks, self._stale = hint, tuple(marks), True
        if not self._marks:  # what another text was made into is gone at once
            self.freshen()
        elif self.isVisible():
            self._later.ask()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        """Make the cards that nobody saw until now; beside a text they are painted after it."""
        with self._curtain.over(self.list):
            super().showEvent(event)
            self._later.ask()

    def freshen(self) -> None:
        """Make the cards anew if something changed: thousands take a moment."""
        if not self._stale:
            return
        self._stale = False
        self._cards.clear()
        for at, (kind, words) in enumerate(TABS):
            count = self._count(kind)
            self.tabs.setTabText(at, f"{words} {count:,}" if count else words)
        if not self._count(self._kind):
            self._show_first()
        self._filter()

    def _count(self, kind: str) -> int:
        if kind == INCIDENT:
            return len({one.id for mark in self._marks for one in mark.incidents})
        return sum(mark.kind == kind for mark in self._marks)

    @property
    def _front(self) -> list[Card]:
        """Cards of the tab in front, made when it is looked at first."""
        kind, marks = self._kind, self._marks
        if kind not in self._cards:
            mine = (mark for mark in marks if mark.kind == kind)
            made = incident_cards(marks) if kind == INCIDENT else [card_of(mark) for mark in mine]
            self._cards[kind] = made
        return self._cards[kind]

    @property
    def _kind(self) -> str:
        return TABS[self.tabs.currentIndex()][0]

    def _show_first(self) -> None:
        """Show the first tab that has cards."""
        filled = [at for at, (kind, _) in enumerate(TABS) if self._count(kind)]
        if filled:
            self.tabs.setCurrentIndex(filled[0])

    def show_card(self, kind: str, id_: int) -> None:
        """Make the card of a record current, on its tab; where there is none yet, later."""
        if self._stale:
            self._wanted = (kind, id_)
            return
        self.tabs.setCurrentIndex([one for one, _ in TABS].index(kind))
        if self._desk.turns.awaits(self):
            self._wanted = (kind, id_)
        else:
            self.list.show_card(kind, id_)

    def _filter(self, *_: object) -> None:
        """Show the cards of the tab in front once they are measured."""
        self._measured = 0
        self.list.make_room(len(self._front))
        self._measure()

    def _measure(self) -> None:
        """Measure some cards, on each turn as many as are not felt, and then show them all."""
        shown = self._front
        self.list.measure(shown[self._measured : self._measured + _AT_ONCE])
        self._measured += _AT_ONCE
        if self._measured < len(shown):
            self._desk.turns.ask(self, self._measure)
            return
        self._hold(shown)
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.show_card(*wanted)

    def _hold(self, shown: "Sequence[Card]") -> None:
        self.list.hold(shown)
        self._nothing.setText(self._hint)
        self._stack.setCurrentIndex(0 if shown else 1)
        self.setFocusProxy(self.list if shown else self.tabs)
        self._show_chain()

    def _show_chain(self, *_: object) -> None:
        """Say how the passage of the card in hand came about."""
        card = self.list.current
        self.chain.setText(card.chain if card is not None else "")
        self._foot.setVisible(card is not None and bool(card.chain))
