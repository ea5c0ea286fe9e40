"""One field of a form on the screen: label, control, and what there is to say about the value."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dossier.model.field import Field, FieldType
from dossier.ui.forms.control import Control
from dossier.ui.prompts import label

_REPAIRS_IN_LINE = 2


def look(widget: QWidget, name: str) -> None:
    """Give a widget another look of the stylesheet; nothing happens if it has it already."""
    if widget.property("look") != name:
        widget.setProperty("look", name)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Row(QWidget):
    """Label, control and sentence of one field. `left` says that a stay in it is over."""

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field, control: Control, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.control = control
        self._repairs: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if field.type is not FieldType.FLAG:
            self._column.addWidget(label(field.label, "field"))
        self._column.addWidget(control)
        self._sentence = label("", "small", wrap=True)
        self._sentence.hide()
        self._column.addWidget(self._sentence)
        self.made = label("", "small", wrap=True)
        self.made.hide()
        self._column.addWidget(self.made)
        self._offers = QWidget()
        self._offers.hide()
        self._column.addWidget(self._offers)
        if field.help:
            self._column.addWidget(label(field.help, "small", wrap=True))
        self._column.addStretch()
        control.edited.connect(self.edited)
        control.left.connect(self.left)

    @property
    def sentence(self) -> QLabel:
        """What is said beneath the control."""
        return self._sentence

    def say(self, problem: str = "", *, typing: bool = False) -> None:
        """Show the problem, else the remark. While the user is typing, doubts are kept back."""
        doubtful = self.control.doubtful()
        sentence = problem or ("" if doubtful and typing else self.control.remark())
        self.control.mark(wrong=bool(problem))
        if self._sentence.text() != sentence:
            self._sentence.setText(sentence)
            for widget in self.control.inputs():
                widget.setAccessibleDescription(sentence)
        look(self._sentence, "bad" if problem else "warn" if doubtful else "small")
        self._sentence.setVisible(bool(sentence))
        self._offer(() if typing else self.control.repairs())

    def tell(self, words: str) -> None:
        """Say what was made of the value in other fields."""
        self.made.setText(words)
        self.made.setVisible(bool(words))

    def offers(self) -> list[QPushButton]:
        """Buttons of the repairs that are offered."""
        return self._offers.findChildren(QPushButton) if self._repairs else []

    def _offer(self, repairs: tuple[str, ...]) -> None:
        if repairs == self._repairs:
            return
        self._repairs = repairs
        self._column.removeWidget(self._offers)
        self._offers.deleteLater()
        self._offers = QWidget()
        grid = QGridLayout(self._offers)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, repair in enumerate(repairs):
            button = QPushButton(repair)
            button.setAccessibleName(f"{self.field.label}: use {repair}")
            button.setProperty("look", "chip")
            button.clicked.connect(partial(self._repair, repair))
            grid.addWidget(button, *divmod(at, _REPAIRS_IN_LINE))
        self._column.insertWidget(self._column.indexOf(self._sentence) + 1, self._offers)
        self._offers.setVisible(bool(repairs))

    def _repair(self, repair: str, *_: object) -> None:
        self.control.setFocus()
        self.control.repair(repair)
        self.edited.emit()
        self.left.emit()
