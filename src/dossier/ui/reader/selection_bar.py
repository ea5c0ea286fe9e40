"""The bar that floats by selected words: what can be made of them."""

from enum import StrEnum
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from dossier.ui.desk import Desk
from dossier.ui.icons import WITH_WORDS
from dossier.ui.prompts import label, plain_tip

_DISTANCE = 6


class Make(StrEnum):
    """What to make of the selected words."""

    QUOTE = "quote"
    CLAIM = "claim"
    INCIDENT = "incident"
    COPY = "copy"


# word, key, icon, tip
_BUTTONS = (
    (Make.QUOTE, "Quote", "Q", "message-square-quote", "Quote these words"),
    (Make.CLAIM, "Claim", "C", "hash", "Enter what these words say of an incident"),
    (
        Make.INCIDENT,
        "Incident",
        "I",
        "siren",
        "Begin an incident with these words, and enter what they say of it",
    ),
    (Make.COPY, "Copy", "", "copy", "Copy with citation (Ctrl+Shift+C)"),
)
BY_KEY = {key.casefold(): make for make, _, key, _, _ in _BUTTONS if key}


class SelectionBar(QFrame):
    """`wanted` carries the Make of the button that was pressed."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("ground", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Selected words")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(0)
        self.buttons: dict[Make, QToolButton] = {}
        self._writing: list[QWidget] = []
        for make, word, key, icon, tip in _BUTTONS:
            self._add(row, make, word, icon, tip)
            if key:
                shown = label(key, "keys")
                row.addWidget(shown, alignment=Qt.AlignmentFlag.AlignVCenter)
                row.addSpacing(4)
                self._writing += [self.buttons[make], shown]
        self.hide()

    def _add(self, row: QHBoxLayout, make: Make, word: str, icon: str, tip: str) -> None:
        button = self.buttons[make] = QToolButton()
        button.setText(word)
        button.setAccessibleName(tip)
        button.setToolTip(plain_tip(tip))
        button.setIcon(self._desk.icons.icon(icon))
        button.setIconSize(WITH_WORDS)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the text
        button.clicked.connect(partial(self._want, make))
        row.addWidget(button)

    def _want(self, make: Make, *_: object) -> None:
        self.wanted.emit(make)

    def show_at(self, first: QRect, last: QRect, room: QRect) -> None:
        """Stand beneath the last selected line, above the first if there is no room beneath."""
        for widget in self._writing:
            widget.setVisible(self._desk.can_edit)
        self._fit(room.width() - 2 * _DISTANCE)
        beneath = last.bottom() + _DISTANCE
        above = first.top() - _DISTANCE - self.height()
        top = beneath if beneath + self.height() <= room.bottom() else above
        top = min(max(top, room.top() + _DISTANCE), room.bottom() - self.height() - _DISTANCE)
        left = min(last.center().x() - self.width() // 2, room.right() - self.width() - _DISTANCE)
        self.move(QPoint(max(left, room.left() + _DISTANCE), top))
        self.show()
        self.raise_()

    def _fit(self, width: int) -> None:
        """Leave out the words where there is only room for icons and keys."""
        style = Qt.ToolButtonStyle
        for shown in (style.ToolButtonTextBesideIcon, style.ToolButtonIconOnly):
            for button in self.buttons.values():
                button.setToolButtonStyle(shown)
            self._row.activate()
            self.adjustSize()
            if self.width() <= width:
                return
