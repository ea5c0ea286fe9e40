"""What stands in the inspector while several records are selected: one value for all, the trash."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dossier.model.field import Field, FieldType, Kind
from dossier.ui.desk import LONG, Desk
from dossier.ui.forms.picks import TermControl
from dossier.ui.notation import number
from dossier.ui.prompts import label

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes

Selected = Callable[[], Sequence[int]]


class SeveralPane(QWidget):
    """Says how many records are selected, and does with all of them what one step can."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind: Kind | None = None
        self._selected: Selected = tuple
        self.title = label("", "h2", wrap=True)
        self.rows = QVBoxLayout()
        self.controls: dict[str, TermControl] = {}
        self.buttons: dict[str, QPushButton] = {}
        self.trash_button = QPushButton("Move to trash")
        self.trash_button.setAccessibleName("Move the selected records to the trash")
        self.trash_button.setIcon(desk.icons.icon("trash-2", "text2"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(
            label("What is done here is done to all of them, in one step.", "small", wrap=True)
        )
        column.addLayout(self.rows)
        column.addWidget(self.trash_button)
        column.addStretch()
        desk.held.connect(self._hold)
        self.hide()

    def _hold(self) -> None:
        """Offer what can be done now, while a long edit runs and after it."""
        self.trash_button.setEnabled(self._desk.can_edit)
        self._allow()

    def show_selected(self, kind: Kind, count: int, selected: Selected) -> None:
        """Offer what can be done with so many records; `selected` gives their ids."""
        self._selected = selected
        if kind is not self._kind:
            self._kind = kind
            self._build(kind)
        self.title.setText(f"{number(count)} {kind.about.plural.lower()} selected")
        self._hold()
        self.show()

    def _allow(self) -> None:
        """Let words be set once they are chosen: nothing is set, or emptied, by a stray click."""
        for name, control in self.controls.items():
            chosen = control.picker.currentIndex() >= 0
            control.setEnabled(self._desk.can_edit)
            self.buttons[name].setEnabled(self._desk.can_edit and chosen)

    def _build(self, kind: Kind) -> None:
        """Make a row for each field whose value is a word of a list."""
        while (item := self.rows.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.deleteLater()
        self.controls.clear()
        for field in kind.fields:
            if field.type is FieldType.TERM:
                self.rows.addWidget(self._row(field))

    def _row(self, field: Field) -> QWidget:
        control = self.controls[field.name] = TermControl(field)
        button = self.buttons[field.name] = QPushButton("Set")
        button.setAccessibleName(f"Set {field.label.lower()} of all selected")
        button.clicked.connect(partial(self._set, field))
        control.picker.setCurrentIndex(-1)
        control.edited.connect(self._allow)
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(field.label, "field"))
        line = QHBoxLayout()
        line.addWidget(control, 1)
        line.addWidget(button)
        column.addLayout(line)
        return row

    def _set(self, field: Field, *_: object) -> None:
        """Give all selected records the word that is chosen."""
        from dossier.case import together

        case, kind = self._desk.case, self._kind
        if case is None or kind is None:
            return
        ids, value = list(self._selected()), self.controls[field.name].value()
        self.controls[field.name].picker.setCurrentIndex(-1)
        self._allow()
        if len(ids) > LONG:
            slices = together.setting(case, kind.name, ids, field.name, value)
            what = f"Setting {field.label.lower()} of {number(len(ids))} records"
            self._desk.make(what, slices, self._tell)
            return
        changes = self._desk.run(partial(_set_all, kind.name, ids, field.name, value))
        if changes is not None:
            self._tell(changes)

    def _tell(self, changes: "Changes") -> None:
        self._desk.tell(changes.label, undo=True)


def _set_all(
    kind: str, ids: Sequence[int], name: str, value: Any, case: "Case"
) -> "Changes | None":
    from dossier.case import together

    return together.set_all(case, kind, ids, name, value)
