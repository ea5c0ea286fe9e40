"""The table view of a page: whole rows, two lines high, that keep their selection by id."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from dossier.ui.desk import Desk
from dossier.ui.lists.cells import WIDE
from dossier.ui.lists.delegate import CellDelegate
from dossier.ui.lists.model import RecordTable

_ROW = 50
_NARROWEST = 120


class TableView(QTableView):
    """Shows a RecordTable. `chosen` carries the id of the current record, 0 for none."""

    chosen = Signal(object)

    def __init__(
        self, desk: Desk, table: RecordTable, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = desk.theme
        self._table = table
        self._keeping = False
        self.setAccessibleName(name)
        self.setModel(table)
        self.setItemDelegate(CellDelegate(desk.theme, self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorClearable(True)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(40)
        self.setSortingEnabled(True)
        self._mirror()
        self._dress()
        desk.theme.changed.connect(self._dress)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def _dress(self) -> None:
        """Take heights and widths from the text size in use."""
        self.verticalHeader().setDefaultSectionSize(self._theme.pixels(_ROW))
        self.horizontalHeader().setFixedHeight(self._theme.pixels(34))
        self._share_width()

    def _mirror(self) -> None:
        """Tell the header which way it runs: its first title stands back like the first cells."""
        head = self.horizontalHeader()
        head.setProperty("way", "rtl" if self.isRightToLeft() else "ltr")
        head.style().unpolish(head)
        head.style().polish(head)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - overrides Qt
        """Turn with the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._mirror()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Show the columns there is room for; one of them takes the width that is left."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        columns, room = self._table.columns, self.viewport().width()
        self._table.wide = room >= self._theme.pixels(WIDE)
        shown = [room >= self._theme.pixels(column.least) for column in columns]
        widths = [self._theme.pixels(column.width) for column in columns]
        others = sum(
            widths[at] for at in range(len(columns)) if shown[at] and not columns[at].stretches
        )
        for at, column in enumerate(columns):
            self.setColumnHidden(at, not shown[at])
            self.setColumnWidth(
                at, max(room - others, _NARROWEST) if column.stretches else widths[at]
            )

    def selected_rows(self) -> list[int]:
        """Rows that are selected, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def select_row(self, row: int) -> None:
        """Select one row and show it; -1 selects none."""
        if row < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        # not selectRow: in a window from right to left it asks for a column beyond the last
        flags = QItemSelectionModel.SelectionFlag
        place = self._table.index(row, 0)
        self.selectionModel().setCurrentIndex(place, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(place)

    def keep(self, refresh: Callable[[], None]) -> None:
        """Refresh the model; what was selected stays selected, by id, as far as it is there."""
        current = self.currentIndex().row()
        chosen = self._table.id_at(current) if current >= 0 else 0
        self._keeping = True
        refresh()
        self._keeping = False
        row = self._table.row_of(chosen) if chosen else -1
        if row != self.currentIndex().row():
            self.select_row(row)
        elif row < 0 and chosen:
            self.chosen.emit(0)

    def _tell(self, current: QModelIndex, _: QModelIndex) -> None:
        self.viewport().update()  # the focus ring spans the row, and Qt repaints one cell
        if not self._keeping:
            self.chosen.emit(self._table.id_at(current.row()) if current.isValid() else 0)
