"""One field of a form on the screen: label, control, and what there is to say about the value."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from dossier.model.field import Field, FieldType
from dossier.ui.forms.control import Control
from dossier.ui.prompts import label

_REPAIRS_IN_LINE = 2
_USE = "use "  # what a repair is called by those who cannot see where it stands
Answer = Callable[[], None]
_NONE: Mapping[str, Answer] = MappingProxyType({})


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
        self._offered: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        if field.type is not FieldType.FLAG:
            control.bear(label(field.label, "field"))
        self._column.addWidget(control)
        # made when there is something to say: few of the many rows ever say anything, and a
        # label takes 16 KB for its style
        self._sentence: QLabel | None = None
        self._made: QLabel | None = None
        self._offers: QWidget | None = None
        if field.help:
            self._column.addWidget(label(field.help, "small", wrap=True))
        self._column.addStretch()
        control.edited.connect(self.edited)
        control.left.connect(self.left)

    def fill(self) -> None:
        """Let the control take all the room there is."""
        self.control.fill()
        self._column.setStretchFactor(self.control, 1)

    @property
    def sentence(self) -> QLabel:
        """What is said beneath the control."""
        if self._sentence is None:
            self._sentence = self._put_beneath(self.control)
        return self._sentence

    @property
    def made(self) -> QLabel:
        """What was made of the value in other fields, beneath all else that is said."""
        if self._made is None:
            self._made = self._put_beneath(self._offers or self._sentence or self.control)
        return self._made

    def _put_beneath(self, other: QWidget) -> QLabel:
        made = label("", "small", wrap=True)
        made.hide()
        self._column.insertWidget(self._column.indexOf(other) + 1, made)
        return made

    def say(
        self, problem: str = "", *, typing: bool = False, answers: Mapping[str, Answer] = _NONE
    ) -> None:
        """Show the problem, else the remark. While the user is typing, most doubts are kept back.

        `answers` are offered as buttons, instead of the repairs of the control.
        """
        doubtful = self.control.doubtful()
        kept_back = doubtful and typing and not self.control.insists()
        sentence = problem or ("" if kept_back else self.control.remark())
        self.control.mark(wrong=bool(problem))
        if sentence or self._sentence is not None:
            self._write(sentence, "bad" if problem else "warn" if doubtful else "small")
        repairs = () if typing or answers else self.control.repairs()
        offered = {f"{_USE}{repair}": partial(self._repair, repair) for repair in repairs}
        self._offer(offered | dict(answers))

    def _write(self, sentence: str, how: str) -> None:
        if self.sentence.text() != sentence:
            self.sentence.setText(sentence)
            for widget in self.control.inputs():
                widget.setAccessibleDescription(sentence)
        look(self.sentence, how)
        self.sentence.setVisible(bool(sentence))

    def tell(self, words: str) -> None:
        """Say what was made of the value in other fields."""
        if words or self._made is not None:
            self.made.setText(words)
            self.made.setVisible(bool(words))

    def offers(self) -> list[QPushButton]:
        """Buttons of the repairs or answers that are offered."""
        return self._offers.findChildren(QPushButton) if self._offers else []

    def _offer(self, offered: Mapping[str, Answer]) -> None:
        if tuple(offered) == self._offered:
            return
        self._offered = tuple(offered)
        if self._offers is not None:
            self._column.removeWidget(self._offers)
            self._offers.deleteLater()
            self._offers = None
        if not offered:
            return
        self._offers = QWidget()
        grid = QGridLayout(self._offers)
        grid.setContentsMargins(0, 0, 0, 0)
        for at, (words, answer) in enumerate(offered.items()):
            button = QPushButton(words.removeprefix(_USE))
            button.setAccessibleName(f"{self.field.label}: {words[:1].lower()}{words[1:]}")
            button.setProperty("look", "chip")
            button.clicked.connect(partial(_call, answer))
            grid.addWidget(button, *divmod(at, _REPAIRS_IN_LINE))
        above = self._sentence or self.control
        self._column.insertWidget(self._column.indexOf(above) + 1, self._offers)

    def _repair(self, repair: str) -> None:
        self.control.setFocus()
        self.control.repair(repair)
        self.edited.emit()
        self.left.emit()


def _call(answer: Answer, *_: object) -> None:
    """Leave out what a button tells of itself."""
    answer()
