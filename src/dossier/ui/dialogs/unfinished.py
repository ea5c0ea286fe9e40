"""The list of records with unfinished words, with the way to each."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dossier.model.direction import isolated
from dossier.ui.desk import Desk
from dossier.ui.prompts import label
from dossier.ui.unfinished import words_of

if TYPE_CHECKING:  # the case file is read after the window is shown
    from collections.abc import Sequence

    from dossier.case.drafts import Unfinished

_LONGEST = 200
HINT = "They are not part of the case yet. Finish them in their form; it saves by itself."


class UnfinishedDialog(QDialog):
    """Shows them. `wanted` carries the one to go to. It frees itself when it closes."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, found: "Sequence[Unfinished]", parent: QWidget | None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Unfinished words")
        self.resize(desk.theme.pixels(480), 420)
        close = QPushButton("Close")
        close.setAccessibleName("Close")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(label("Unfinished words", "h2"))
        column.addWidget(label(HINT, "secondary", wrap=True))
        column.addWidget(self._list(found), 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        first = self.findChild(QPushButton)
        if first is not None:
            first.setFocus()

    def _list(self, found: "Sequence[Unfinished]") -> QScrollArea:
        held = QWidget()
        rows = QVBoxLayout(held)
        rows.setContentsMargins(0, 8, 0, 8)
        for one in found:
            rows.addWidget(self._card(one))
        rows.addStretch()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName("Records with unfinished words")
        area.setWidget(held)
        return area

    def _card(self, one: "Unfinished") -> QFrame:
        card = QFrame()
        card.setProperty("ground", "card")
        card.setAccessibleName(one.name)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 10, 12, 10)
        name = f"{isolated(one.name)}, in the trash" if one.is_trashed else isolated(one.name)
        column.addWidget(label(name, "strong", wrap=True))
        for heading, words in _lines(one):
            said = label(f"{heading}: {words}", "small", wrap=True)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(said)
        column.addLayout(self._buttons(one, card))
        return card

    def _buttons(self, one: "Unfinished", card: QFrame) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch()
        if one.is_live or one.is_trashed:
            words = "Show" if one.is_live else "Go to the trash"
            row.addWidget(self._button(words, one, partial(self._want, one)))
        else:
            row.addWidget(self._button("Copy", one, partial(_copy, one)))
            row.addWidget(self._button("Drop", one, partial(self._drop, one, card)))
        return row

    @staticmethod
    def _button(words: str, one: "Unfinished", act: "partial[None]") -> QPushButton:
        made = QPushButton(words)
        made.setAccessibleName(f"{words}: {one.name}")
        made.setAutoDefault(False)
        made.clicked.connect(act)
        return made

    def _want(self, one: "Unfinished", *_: object) -> None:
        self.wanted.emit(one)
        self.accept()

    def _drop(self, one: "Unfinished", card: QFrame, *_: object) -> None:
        self._desk.drafts.drop(one.kind, one.row)
        card.hide()


def _lines(one: "Unfinished") -> "list[tuple[str, str]]":
    lines = []
    for heading, draft in one.drafts:
        words = words_of(draft.entered) or "(empty)"
        short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        lines.append((heading, isolated(short)))
    return lines


def _copy(one: "Unfinished", *_: object) -> None:
    QApplication.clipboard().setText("\n".join(words_of(draft.entered) for _, draft in one.drafts))
