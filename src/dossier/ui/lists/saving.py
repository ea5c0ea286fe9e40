"""Saved filters of one list: narrowing by them, and saving what it is narrowed by."""

from collections.abc import Collection

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dossier.model import narrowing
from dossier.model.field import Kind
from dossier.model.narrowing import Filters
from dossier.model.records import TITLE_LENGTH, View
from dossier.ui.desk import Desk
from dossier.ui.lists.choice import Choice, Way
from dossier.ui.lists.facets import SAVED
from dossier.ui.lists.head import ListHead
from dossier.ui.lists.table import TableView
from dossier.ui.prompts import label

_WIDTH = 320


class SavePopup(QFrame):
    """Asks for a name under a button. `named` carries it. It frees itself when it closes."""

    named = Signal(str)

    def __init__(self, suggestion: str, taken: Collection[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._taken = frozenset(taken)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "menu")
        self.setAccessibleName("Save this filter")
        self.name = QLineEdit(suggestion[:TITLE_LENGTH])
        self.name.setAccessibleName("Name of the filter")
        self.name.setPlaceholderText("Name of the filter")
        self.name.setMaxLength(TITLE_LENGTH)
        self.name.selectAll()
        self.button = QPushButton("Save")
        self.button.setAccessibleName("Save")
        self.button.setProperty("look", "primary")
        self._said = label("", "small")
        column = QVBoxLayout(self)
        column.addWidget(label("Save this filter as", "secondary"))
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(self.button)
        column.addLayout(row)
        column.addWidget(self._said)
        self.name.textChanged.connect(self._typed)
        self.name.returnPressed.connect(self._save)
        self.button.clicked.connect(self._save)
        self._typed()

    def open_under(self, button: QWidget, width: int = _WIDTH) -> None:
        """Show it under a button, inside the screen."""
        self.setFixedWidth(width)
        self.adjustSize()
        corner = button.mapToGlobal(QPoint(0, button.height() + 4))
        room = button.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - width)))
        self.move(corner)
        self.show()
        self.name.setFocus()

    def _typed(self) -> None:
        name = " ".join(self.name.text().split())
        self.button.setEnabled(bool(name))
        there = name in self._taken
        self._said.setText(
            "Takes the place of the filter of that name." if there else "It stands at the left."
        )

    def _save(self) -> None:
        if self.button.isEnabled():
            self.named.emit(self.name.text())
            self.close()


class SavedFilters(QObject):
    """Lets one list be narrowed by saved filters, and saves what it is narrowed by."""

    def __init__(self, desk: Desk, kind: Kind, head: ListHead, table: TableView) -> None:
        super().__init__(head)
        self._desk = desk
        self._kind = kind
        self._bar = head.filters
        self._box = head.filter_box
        self._table = table
        self._taken_up = ""  # name of the filter whose terms are shown, to be changed
        self.popup: SavePopup | None = None
        self._bar.saving.connect(self.ask_name)

    @property
    def chosen(self) -> Choice:
        """Ids of the saved filters that narrow the list; of none if anything else does too."""
        alone = not self._box.text().strip() and set(self._bar.filters) <= set(SAVED.keys)
        return Choice.read(self._bar.filters, SAVED.key) if alone else Choice()

    @property
    def said(self) -> str:
        """Say what narrows the list; "" if nothing does."""
        words = self._box.text().strip()
        return "  ·  ".join(((f"“{words}”",) if words else ()) + self._bar.said)

    def narrow(self, view: View, way: Way) -> None:
        """Narrow by a saved filter: alone, or with what narrows the list already."""
        taken = Choice((str(view.id),))
        if way is Way.ALONE:
            self.narrow_anew("", {})
            self._table.sort_by(view.sort)
        else:
            held = Choice.read(self._bar.filters, SAVED.key)
            taken = held.taken(str(view.id), way, many=True)
        self._bar.narrow(taken.filters(SAVED.key))

    def take_up(self, view: View) -> None:
        """Narrow by the terms of a saved filter, to be changed and saved again."""
        self.narrow_anew(view.words, {})
        self._taken_up = view.title
        self._table.sort_by(view.sort)
        self._bar.narrow(narrowing.read(view.filters) or {})

    def narrow_anew(self, words: str, filters: Filters) -> None:
        """Show these words and filters instead of those that are there; nothing is asked yet."""
        self._taken_up = ""
        self._box.setText(words)
        self._bar.load(filters)

    def begin(self, words: str) -> None:
        """Narrow by these words alone, and ask under which name to save that."""
        self.narrow_anew(words, {})
        self._bar.narrow({})
        self.ask_name()

    def ask_name(self) -> None:
        """Ask for a name, and save under it what the list is narrowed by."""
        case = self._desk.case
        if case is None or not self._desk.can_edit:
            return
        from dossier.case import views

        taken = [view.title for view in views.saved(case, self._kind.name)]
        self.popup = SavePopup(self._taken_up or self.said, taken, self._bar)
        self.popup.named.connect(self._save)
        self.popup.open_under(self._bar.save_button)

    def _save(self, name: str) -> None:
        from dossier.case import views

        view = View(
            title=name,
            listed=self._kind.name,
            words=self._box.text().strip(),
            filters=narrowing.written(self._bar.filters),
            sort=self._table.sorted_by,
        )
        self._desk.run_and_tell(
            lambda case: views.save(case, view), lambda saved: f"Saved the filter “{saved.title}”"
        )
