"""The narrow list of sources beside the text."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from dossier.model.direction import isolated
from dossier.model.records import NO_DATE, kind_named
from dossier.ui import notation
from dossier.ui.actions import Actions, Command
from dossier.ui.desk import Desk
from dossier.ui.eliding import ElidingLabel
from dossier.ui.lists.cells import Cell, TableColumn
from dossier.ui.lists.model import RecordTable
from dossier.ui.lists.page import PAUSE_MS, SHORTEST_FILTER
from dossier.ui.lists.paged import Refresh
from dossier.ui.lists.table import TableView
from dossier.ui.lists.wording import shows

TYPE = "source"


class SourceList(QWidget):
    """`chosen` carries the id of the source that was picked; `left` asks for the whole page."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        column = TableColumn("Source", "", 0, _cell, stretches=True)
        self.model = RecordTable(desk, kind_named(TYPE), (column,), self)
        self.table = TableView(desk, self.model, "Sources to read")
        self.table.horizontalHeader().hide()
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.filter_box = QLineEdit()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._filter)
        self._stale = True
        self._wanted = 0  # to be selected when the rows that are asked for are there
        self._looking = False  # whether the rows that are asked for are those of another filter
        self.model.keeper = self._keep
        self._build(desk, actions)
        self.setFocusProxy(self.table)
        self.table.chosen.connect(self.chosen)
        self.model.filled.connect(self._filled)

    def _build(self, desk: Desk, actions: Actions) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(14, 14, 12, 12)
        head.setSpacing(10)
        line = QHBoxLayout()
        back = QToolButton()
        back.setIcon(desk.icons.icon("arrow-left"))
        back.setAccessibleName("Back to the list of sources")
        back.setToolTip("Back to the list of sources (Ctrl+2)")
        back.clicked.connect(self.left)
        line.addWidget(back)
        line.addWidget(ElidingLabel("Sources", "h1"), 1)
        paste = QToolButton()
        paste.setDefaultAction(actions.get(Command.PASTE_SOURCE))
        paste.setAccessibleName("New source from pasted text")
        line.addWidget(paste)
        head.addLayout(line)
        self.filter_box.setAccessibleName("Filter sources to read")
        self.filter_box.setPlaceholderText("Filter sources")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(
            desk.icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.filter_box.textChanged.connect(self._pause.start)
        head.addWidget(self.filter_box)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        enter = QShortcut(QKeySequence(Qt.Key.Key_Return), self.filter_box)
        enter.setContext(Qt.ShortcutContext.WidgetShortcut)
        enter.activated.connect(self.table.setFocus)

    def select(self, source: int) -> None:
        """Select a source without telling; a filter that hides it is cleared."""
        self.freshen()
        if self.model.row_of(source) < 0 and self.model.words:
            self.filter_box.clear()
            self._filter()
        self._wanted = source if self.model.is_waiting else 0
        self._select(source)

    def _select(self, source: int) -> None:
        self.table.blockSignals(True)
        self.table.select_row(self.model.row_of(source))
        self.table.blockSignals(False)

    def _filled(self) -> None:
        wanted, self._wanted = self._wanted, 0
        if wanted:
            self._select(wanted)

    def hear(self, kinds: frozenset[str]) -> None:
        """Take notice of a change of these kinds of records."""
        if kinds & shows(TYPE):
            self._stale = True
            if self.isVisible():
                self.freshen()

    def reopen(self) -> None:
        """Begin anew: another case is open."""
        self._stale = True
        self.filter_box.clear()
        self._pause.stop()
        self.model.filter("")

    def begin_find(self) -> None:
        """Look for a source."""
        self.filter_box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter_box.selectAll()

    def freshen(self) -> None:
        """Ask the case again if something changed."""
        if self._stale:
            self._stale = False
            self.model.refresh()

    def _filter(self) -> None:
        words = self.filter_box.text().strip()
        wanted = words if len(words) >= SHORTEST_FILTER else ""
        if wanted != self.model.words:
            self._looking = True
            self.model.filter(wanted)

    def _keep(self, refresh: Refresh) -> None:
        """Take other rows; looking for another source does not leave this one."""
        self.table.blockSignals(self._looking)
        self._looking = False
        self.table.keep(refresh)
        self.table.blockSignals(False)


def _cell(row: object) -> Cell:
    """Title, over who published it and when."""
    published = getattr(row, "published", NO_DATE)
    facts = (getattr(row, "reference", ""), getattr(row, "publisher", ""), notation.date(published))
    return Cell(getattr(row, "title", ""), "  ·  ".join(isolated(fact) for fact in facts if fact))
