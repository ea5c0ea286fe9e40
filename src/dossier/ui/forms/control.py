"""Control: one field of a form. It shows a value, takes another, and says what is wrong with it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from dossier.model.field import Field
from dossier.ui.prompts import name_by

if TYPE_CHECKING:
    from dossier.ui.forms.children import ChildRows


class Control(QWidget):
    """Edits the value of one field.

    `edited` follows every change the user makes, never one the program makes. `left` follows each
    stay in the control: the moment to save.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._housed: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def load(self, value: Any) -> None:
        """Show a value of the record. Emits nothing."""
        raise NotImplementedError

    def value(self) -> Any:
        """Value as it stands; meaningless while there is a problem."""
        raise NotImplementedError

    def problem(self) -> str:
        """Why this cannot be stored, in one sentence; "" if it can."""
        return ""

    def remark(self) -> str:
        """What the reader of this value should know although it can be stored."""
        return ""

    def doubtful(self) -> bool:
        """Whether the remark is a doubt: the value is stored, but somebody should look at it."""
        return False

    def insists(self) -> bool:
        """Whether its doubts are said while somebody is still typing."""
        return False

    def beside(self, values: Mapping[str, Any]) -> None:
        """Hear what stands in the other fields of the form, by name, where that bears on this."""

    def repairs(self) -> tuple[str, ...]:
        """Give what the words may have been meant for."""
        return ()

    def repair(self, repair: str) -> None:
        """Take one of the repairs."""
        self.enter(repair)

    def entered(self) -> Any:
        """Give what was entered, also when it has a problem; `enter` shows it again.

        As JSON can hold it: texts, numbers, yes or no, nothing, and lists of these.
        """
        return self.value()

    def enter(self, entered: Any) -> None:
        """Put back what was entered but not stored. The loaded value stays the one to compare."""
        self.load(entered)

    def put_back(self, entered: Any) -> bool:
        """`enter` what a file holds; False if this control can never have given it."""
        try:
            self.enter(entered)
        except (TypeError, ValueError, LookupError, AttributeError, OverflowError):
            return False
        return True

    def set_fixed(self, *, fixed: bool) -> None:
        """Forbid or allow changes, as in a case opened read-only."""
        self.setEnabled(not fixed)

    def inputs(self) -> list[QWidget]:
        """Give the widgets that take the focus."""
        proxy = self.focusProxy()
        return [proxy] if proxy is not None else []

    def groups(self) -> "list[ChildRows]":
        """Give the records that are edited inside this control, in rows."""
        return []

    def mark(self, *, wrong: bool) -> None:
        """Draw the border of a wrong or a right value."""
        for widget in self.inputs():
            if widget.property("wrong") != wrong:
                widget.setProperty("wrong", wrong)
                widget.style().unpolish(widget)
                widget.style().polish(widget)

    def fill(self) -> None:
        """Take all the room there is, where there is much to write."""

    def house(self, widget: QWidget) -> None:
        """Put the widget that takes the focus into this control."""
        self.column.addWidget(widget)
        self.setFocusProxy(widget)
        self._housed = widget

    def bear(self, heading: QLabel) -> None:
        """Put a label above, which names the widget that takes the focus."""
        self.column.insertWidget(0, heading)
        if self._housed is not None:
            name_by(heading, self._housed)

    def leave(self) -> None:
        """Tell that the stay is over, unless the focus only went to another part of it."""
        now = QApplication.focusWidget()
        if now is None or not self.isAncestorOf(now) or now is self.sender():
            self.left.emit()
