"""Control for other names: one row for each name with its language."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dossier.model.codecs import Alias
from dossier.model.field import Field
from dossier.ui.forms.control import Control
from dossier.ui.forms.inputs import Line
from dossier.ui.forms.picks import is_language_tag

_TAG_WIDTH = 84


class AliasRow(QWidget):
    """One name and the tag of its language."""

    edited = Signal()
    left = Signal()
    removed = Signal()

    def __init__(self, label: str, alias: Alias, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = Line(f"{label}: name")
        self.name.load(alias.text)
        self.tag = Line(f"{label}: language")
        self.tag.load(alias.lang)
        self.tag.setPlaceholderText("fa-AF")
        self.tag.setFixedWidth(_TAG_WIDTH)
        self.remover = QToolButton()
        self.remover.setText("×")
        self.remover.setAccessibleName(f"{label}: remove this name")
        self.remover.setToolTip("Remove this name")
        self.remover.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.name, 1)
        row.addWidget(self.tag)
        row.addWidget(self.remover)
        for line in (self.name, self.tag):
            line.textEdited.connect(self.edited)
            line.left.connect(self.left)

    def alias(self) -> Alias:
        """Name as it stands."""
        return Alias(self.name.words(), self.tag.words())


class AliasesControl(Control):
    """Other names, each with its language."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._stored: tuple[Alias, ...] = ()
        self.rows: list[AliasRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self.column.addLayout(self._list)
        self._adder = QToolButton()
        self._adder.setText("Add a name")
        self._adder.setAccessibleName(f"{field.label}: add a name")
        self._adder.setProperty("look", "link")
        self._adder.clicked.connect(self.add)
        self.column.addWidget(self._adder)
        self.setFocusProxy(self._adder)

    def load(self, value: Any) -> None:
        """Show names; nothing moves if they are the ones shown."""
        self._stored = value
        if value != self._shown():
            self._show(value)

    def enter(self, entered: Any) -> None:
        """Show names that are not stored."""
        self._show([Alias(text, lang) for text, lang in entered])

    def _show(self, names: Sequence[Alias]) -> None:
        while self.rows:
            self._drop(self.rows[-1])
        for alias in names:
            self._append(alias)

    def value(self) -> Any:
        """Names in their order, without empty rows."""
        shown = self._shown()
        return self._stored if shown == self._stored else tuple(a for a in shown if a.text)

    def _shown(self) -> tuple[Alias, ...]:
        return tuple(row.alias() for row in self.rows)

    def problem(self) -> str:
        """Name the first tag that is none."""
        tags = (alias.lang for alias in self._shown())
        wrong = next((tag for tag in tags if tag and not is_language_tag(tag)), "")
        return f"“{wrong}” is no language tag, such as en or fa-AF." if wrong else ""

    def entered(self) -> Any:
        """Rows as typed."""
        return [[alias.text, alias.lang] for alias in self._shown()]

    def inputs(self) -> list[QWidget]:
        """Give the lines of all rows."""
        return [line for row in self.rows for line in (row.name, row.tag)]

    def add(self) -> None:
        """Add an empty row and go there."""
        self._append(Alias("")).name.setFocus()

    def _go_on(self, row: AliasRow) -> None:
        """Begin another name after Enter in the language of the last one."""
        if row is self.rows[-1] and row.alias().text:
            self.add()

    def _append(self, alias: Alias) -> AliasRow:
        row = AliasRow(self.field.label, alias)
        row.setAccessibleName(f"{self.field.label}, row {len(self.rows) + 1}")
        row.edited.connect(self.edited)
        row.left.connect(self._leave_row)
        row.removed.connect(partial(self._remove, row))
        row.tag.returnPressed.connect(partial(self._go_on, row))
        self._list.addWidget(row)
        before: QWidget = self.rows[-1].remover if self.rows else self._adder
        for widget in (row.name, row.tag, row.remover):
            self.setTabOrder(before, widget)
            before = widget
        if not self.rows:
            self.setTabOrder(row.remover, self._adder)
        self.rows.append(row)
        return row

    def _leave_row(self) -> None:
        now = QApplication.focusWidget()
        if now is None or not self.isAncestorOf(now):
            self.left.emit()

    def _remove(self, row: AliasRow) -> None:
        self._adder.setFocus()
        self._drop(row)
        self.edited.emit()
        self.left.emit()

    def _drop(self, row: AliasRow) -> None:
        self.rows.remove(row)
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()
