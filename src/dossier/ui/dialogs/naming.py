"""Asks for a name: one line, and a word below it when that name is taken."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dossier.ui.forms.inputs import Line
from dossier.ui.prompts import label, name_by

_NARROWEST = 380


Say = Callable[[str], str]  # of a name


def nothing(_: str) -> str:
    """Have nothing to say of any name."""
    return ""


class NameDialog(QDialog):
    """Asks for it. `named` carries the name.

    While one is typed, `refused` says why it cannot be taken, `remark` what else there is to say.
    It frees itself when it closes.
    """

    named = Signal(str)

    def __init__(
        self,
        title: str,
        name: str,
        longest: int,
        *,
        remark: Say = nothing,
        refused: Say = nothing,
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self._remark, self._refused = remark, refused
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(_NARROWEST)
        self.line = Line("Name")
        self.line.setMaxLength(longest)
        self.line.setText(name)
        self.line.selectAll()
        self.said = label("", "small", wrap=True)
        self.go = QPushButton("Save")
        self._build()
        self.line.textChanged.connect(self._follow)
        self._follow()
        self.line.setFocus()

    def _build(self) -> None:
        heading = label("Name", "field")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(6)
        column.addWidget(label(self.windowTitle(), "h2", wrap=True))
        column.addSpacing(4)
        for widget in (heading, self.line, self.said):
            column.addWidget(widget)
        column.addSpacing(8)
        column.addLayout(self._buttons())
        name_by(heading, self.line)

    def _buttons(self) -> QHBoxLayout:
        cancel = QPushButton("Cancel")
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.go.setProperty("look", "primary")
        self.go.setDefault(True)
        self.go.clicked.connect(self._answer)
        row = QHBoxLayout()
        row.addStretch()
        for button in (cancel, self.go):
            button.setAccessibleName(button.text())
            row.addWidget(button)
        return row

    @property
    def name(self) -> str:
        """The name, on one line."""
        return " ".join(self.line.text().split())

    def _follow(self) -> None:
        why_not = self._refused(self.name)
        # an empty one keeps its place: nothing jumps
        self.said.setText(why_not or self._remark(self.name))
        self.go.setEnabled(bool(self.name) and not why_not)

    def _answer(self) -> None:
        if self.go.isEnabled():
            self.named.emit(self.name)
            self.accept()
