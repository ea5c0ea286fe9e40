"""Chains of the same text on offer for a passage that has none: one press takes one over."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from dossier.ui.desk import Desk
from dossier.ui.forms.child import RowHead
from dossier.ui.prompts import label, plain_tip

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.model.evidence import Passage


class KnownChains(QWidget):
    """A heading and a button for each chain, nothing where there is none. `taken` follows."""

    taken = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.citation = 0
        self.buttons: list[RowHead] = []
        self._offers: list[tuple[int, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(label("Take the chain of another passage:", "small"))
        self.hide()

    def stand_for(self, citation: int) -> None:
        """Offer the chains near a passage that has none; 0 offers nothing.

        What is offered already stays: a press on it may just have ended a stay in a field.
        """
        self.citation = citation
        editable = bool(citation) and self._desk.can_edit
        found = (self._desk.run(partial(_offered, citation)) if editable else None) or []
        offers = [(passage.citation.id, passage.chain.words()) for passage in found]
        if offers != self._offers:
            self._offers = offers
            self._clear()
            for passage in found:
                self._add(passage)
        self.setVisible(bool(self.buttons))

    def _clear(self) -> None:
        while self.buttons:
            gone = self.buttons.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def _add(self, passage: "Passage") -> None:
        words = passage.chain.words()
        button = RowHead()
        button.setIcon(self._desk.icons.icon("plus", "accent"))
        button.say(words)
        button.setAccessibleName(f"Take the chain: {words}")
        button.setToolTip(plain_tip(f"{words}, as for “{passage.citation.exact}”"))
        button.clicked.connect(partial(self._take, passage.citation.id))
        self._column.addWidget(button)
        if self.buttons:
            self.setTabOrder(self.buttons[-1], button)
        self.buttons.append(button)

    def _take(self, of: int, *_: object) -> None:
        self.taken.emit()  # before the button that has the focus goes
        self._desk.run(partial(_take, self.citation, of))


def _offered(citation: int, case: "Case") -> "list[Passage]":
    from dossier.case import chaining

    return chaining.offered(case, citation)


def _take(citation: int, of: int, case: "Case") -> None:
    from dossier.case import chaining

    chaining.take(case, citation, of)
