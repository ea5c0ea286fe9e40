"""The head of a list: its title and counts, its commands, the filter box and its chips."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.model.field import Kind
from dossier.ui.actions import plain
from dossier.ui.desk import Desk
from dossier.ui.eliding import ElidingButton, ElidingLabel
from dossier.ui.lists.chips import FilterBar
from dossier.ui.lists.facets import facets_of
from dossier.ui.lists.model import RecordTable
from dossier.ui.lists.table import TableView
from dossier.ui.lists.wording import can_begin
from dossier.ui.prompts import label, plain_tip


class ListHead(QWidget):
    """Stands above the table of a kind; the page says what its parts do."""

    def __init__(
        self, desk: Desk, kind: Kind, model: RecordTable, table: TableView, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._table = table
        self.counts = label("", "small")
        self.new_button = ElidingButton(f"New {kind.about.label.lower()}")
        self.columns_button = QToolButton()
        self.filter_box = QLineEdit()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 16, 10)
        column.setSpacing(10)
        column.addLayout(self._title_line(kind))
        self._dress_filter(kind.about.plural.lower())
        self.filters = FilterBar(desk, model, facets_of(kind), self.filter_box)
        column.addWidget(self.filters)

    def _title_line(self, kind: Kind) -> QHBoxLayout:
        line = self._line = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidingLabel(kind.about.plural, "h1"))
        words.addWidget(self.counts)
        line.addLayout(words, 1)
        self.new_button.setProperty("look", "primary")
        self.new_button.setIcon(self._desk.icons.icon("plus", "on_accent"))
        self.new_button.setIconSize(QSize(16, 16))
        if not can_begin(kind):  # to show it here would show it as a window
            self.new_button.hide()
        line.addWidget(self._columns_button())
        line.addWidget(self.new_button)
        return line

    def _columns_button(self) -> QToolButton:
        self.columns_button.setIcon(self._desk.icons.icon("columns-3"))
        self.columns_button.setIconSize(QSize(18, 18))
        self.columns_button.setAccessibleName("Columns")
        self.columns_button.setToolTip(plain_tip("Columns"))
        menu = QMenu(self.columns_button)
        menu.aboutToShow.connect(partial(self._table.columns_menu, menu))
        self.columns_button.setMenu(menu)
        self.columns_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return self.columns_button

    def _dress_filter(self, plural: str) -> None:
        self.filter_box.setAccessibleName(f"Filter {plural}")
        self.filter_box.setPlaceholderText(f"Filter these {plural}")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(
            self._desk.icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )

    def offer(self, action: QAction, word: str, key: str) -> None:
        """Offer a command for the selected record: as a button, by a key, Enter or double click."""
        button = QPushButton(word)
        button.setAccessibleName(plain(action.text()))
        button.setIcon(action.icon())
        button.setIconSize(QSize(16, 16))
        button.clicked.connect(action.trigger)
        self._line.insertWidget(self._line.indexOf(self.new_button), button)
        letter = QShortcut(QKeySequence(key), self._table)
        letter.setContext(Qt.ShortcutContext.WidgetShortcut)
        letter.activated.connect(action.trigger)
        self._table.activated.connect(action.trigger)
