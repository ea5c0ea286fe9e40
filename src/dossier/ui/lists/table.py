"""The table view of a page: whole rows, two lines high, that keep their selection by id."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from dossier.ui import notation
from dossier.ui.desk import Desk
from dossier.ui.lists.cells import WIDE
from dossier.ui.lists.delegate import CellDelegate
from dossier.ui.lists.memory import ListMemory
from dossier.ui.lists.paged import PagedTable

_ROW, _COMPACT_ROW = 50, 30
_NARROWEST = 120
_LEAST_COLUMN = 40


class TableView(QTableView):
    """Shows a table of the case. `chosen` carries the id of the current record, 0 for none.

    With a memory, it looks as it was left. `picked_rows` follows every change of the selection.
    """

    chosen = Signal(object)
    picked_rows = Signal()

    def __init__(
        self,
        desk: Desk,
        table: PagedTable,
        name: str,
        parent: QWidget | None = None,
        *,
        memory: ListMemory | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = desk.theme
        self._table = table
        self._keeping = False
        self._sharing = False
        self._memory = memory
        self._by_hand = memory.columns() if memory else {}
        self._widths = memory.widths() if memory else {}
        self.setAccessibleName(name)
        self.setModel(table)
        table.keeper = self.keep
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
        self._set_up_head()
        self._mirror()
        self._dress()
        desk.theme.changed.connect(self._dress)
        desk.notation_changed.connect(self._write_anew)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.selectionModel().selectionChanged.connect(self.picked_rows)

    def _set_up_head(self) -> None:
        head = self.horizontalHeader()
        # of its own: for each title it paints, Qt would look whether all rows below are selected
        head.setSelectionModel(QItemSelectionModel(self._table, head))
        head.setHighlightSections(False)
        head.setSortIndicator(*self._sort())
        head.setSortIndicatorClearable(True)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(_LEAST_COLUMN)
        self.setSortingEnabled(True)
        head.sortIndicatorChanged.connect(self._keep_sort)
        head.sectionResized.connect(self._drawn)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._show_columns_at)

    def _sort(self) -> tuple[int, Qt.SortOrder]:
        """Column and order as they were left; -1 is the order of the case file."""
        key, downwards = self._memory.sort() if self._memory else ("", False)
        found = [at for at, column in enumerate(self._table.columns) if column.key == key]
        order = Qt.SortOrder.DescendingOrder if downwards else Qt.SortOrder.AscendingOrder
        return (found[0], order) if found else (-1, Qt.SortOrder.AscendingOrder)

    def _keep_sort(self, at: int, order: Qt.SortOrder) -> None:
        if at >= 0 and not self._table.columns[at].sort:
            # nothing sorts by this column: say so by taking the arrow away
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        elif self._memory is not None:
            key = self._table.columns[at].key if at >= 0 else ""
            self._memory.keep_sort(key, descending=order == Qt.SortOrder.DescendingOrder)

    @property
    def sorted_by(self) -> str:
        """Key of the column that the table is sorted by, after "-" if downwards; "" its own."""
        head = self.horizontalHeader()
        at = head.sortIndicatorSection()
        if not 0 <= at < len(self._table.columns):
            return ""
        downwards = head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return ("-" if downwards else "") + self._table.columns[at].key

    def sort_by(self, key: str) -> None:
        """Sort as `sorted_by` says; "" and a column that is not there leave the order as it is."""
        wanted = key.removeprefix("-")
        found = [at for at, column in enumerate(self._table.columns) if column.key == wanted]
        if found:
            down = key.startswith("-")
            order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
            self.horizontalHeader().setSortIndicator(found[0], order)

    # ---- columns

    def columns_menu(self, menu: QMenu) -> None:
        """Fill a menu with the columns: those that are shown are ticked."""
        menu.clear()
        for at, column in enumerate(self._table.columns):
            if not column.stretches:
                action = menu.addAction(column.title)
                action.setCheckable(True)
                action.setChecked(not self.isColumnHidden(at))
                action.toggled.connect(partial(self.show_column, column.key))
        menu.addSeparator()
        menu.addAction("Usual columns").triggered.connect(self.reset_columns)

    def show_column(self, key: str, shown: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Show or hide a column, whatever the width of the table."""
        self._by_hand[key] = shown
        self._keep_layout()

    def reset_columns(self) -> None:
        """Show the columns that fit, as wide as they were made."""
        self._by_hand.clear()
        self._widths.clear()
        self._keep_layout()

    def _keep_layout(self) -> None:
        if self._memory is not None:
            self._memory.keep_columns(self._by_hand)
            self._memory.keep_widths(self._widths)
        self._share_width()

    def _drawn(self, at: int, _: int, width: int) -> None:
        """Keep the width that a hand has drawn; the stretching column gives or takes it."""
        column = self._table.columns[at]
        if not self._sharing and width and not column.stretches:
            self._widths[column.key] = max(
                _LEAST_COLUMN, round(width * 100 / self._theme.text_size)
            )
            self._keep_layout()

    def _show_columns_at(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.columns_menu(menu)
        menu.popup(self.horizontalHeader().mapToGlobal(at))

    def _dress(self) -> None:
        """Take heights and widths from the text size in use."""
        self.verticalHeader().setDefaultSectionSize(
            self._theme.pixels(_COMPACT_ROW if self._theme.compact else _ROW)
        )
        self.horizontalHeader().setFixedHeight(self._theme.pixels(34))
        self._share_width()

    def _write_anew(self) -> None:
        self._share_width()
        self.viewport().update()

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

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Select the first row if none is: Qt would make it current, and show nothing of that."""
        if not self.currentIndex().isValid() and self._table.rowCount():
            self.select_row(0)
        self._pass_on(super().focusInEvent, event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Take away the ring of the focus."""
        self._pass_on(super().focusOutEvent, event)

    def _pass_on(self, handle: Callable[[QFocusEvent], None], event: QFocusEvent) -> None:
        """Let Qt take an event of the focus without painting all rows anew: one row shows it."""
        off = Qt.WidgetAttribute.WA_UpdatesDisabled
        panes = [pane for pane in (self, self.viewport()) if not pane.testAttribute(off)]
        for pane in panes:
            pane.setAttribute(off)
        handle(event)
        for pane in panes:
            pane.setAttribute(off, False)
        self._paint_row(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Show the columns there is room for; one of them takes the width that is left."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        columns, room = self._table.columns, self.viewport().width()
        self._table.wide = room >= self._theme.pixels(WIDE)
        dates = notation.room()
        wanted = (self._widths.get(c.key, c.width + dates * c.dated) for c in columns)
        widths = [self._theme.pixels(width) for width in wanted]
        shown = self._fitting(widths, room)
        self._table.slim = self._leaves_out(shown)
        others = sum(widths[at] for at in shown if not columns[at].stretches)
        self._sharing = True
        for at, column in enumerate(columns):
            self.setColumnHidden(at, at not in shown)
            self.setColumnWidth(
                at, max(room - others, _NARROWEST) if column.stretches else widths[at]
            )
        self._sharing = False

    def _leaves_out(self, shown: set[int]) -> bool:
        """Whether a column of every usual table finds no room, which no hand has hidden."""
        usual = (
            at
            for at, column in enumerate(self._table.columns)
            if not column.spare and column.least < WIDE and self._by_hand.get(column.key, True)
        )
        return not shown.issuperset(usual)

    def _fitting(self, widths: Sequence[int], room: int) -> set[int]:
        """Columns to show: by hand, or where the table is wide enough; the last ones yield."""
        columns = self._table.columns
        shown = [
            at
            for at, column in enumerate(columns)
            if column.stretches
            or self._by_hand.get(
                column.key, not column.spare and room >= self._theme.pixels(column.least)
            )
        ]
        rest = [at for at in shown if not columns[at].stretches]
        needed = sum(widths[at] for at in rest) + _NARROWEST * (len(shown) > len(rest))
        while len(rest) > 1 and needed > room:
            gone = max(
                rest, key=lambda at: (at not in self._chosen_columns(), columns[at].least, at)
            )
            rest.remove(gone)
            shown.remove(gone)
            needed -= widths[gone]
        return set(shown)

    def _chosen_columns(self) -> set[int]:
        held = enumerate(self._table.columns)
        return {at for at, column in held if self._by_hand.get(column.key)}

    def selected_rows(self) -> list[int]:
        """Rows that are selected, in order."""
        held = self.selectionModel().selection()
        ranges = (held.at(part) for part in range(held.count()))
        return sorted({row for one in ranges for row in range(one.top(), one.bottom() + 1)})

    def count_selected(self) -> int:
        """Count the selected rows without naming each."""
        held = self.selectionModel().selection()
        return sum(held.at(part).height() for part in range(held.count()))

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

    @property
    def top_id(self) -> int:
        """Id of the record at the top of what is shown; 0 at the beginning of the list."""
        row = self.rowAt(0)
        return self._table.id_at(row) if row > 0 else 0

    def show_at_top(self, row: int) -> None:
        """Scroll so that a row stands at the top; -1 leaves the table as it is."""
        if row >= 0:
            self.scrollTo(self._table.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def keep(self, refresh: Callable[[], None]) -> None:
        """Refresh the model; what was selected stays selected, by id, as far as it is there."""
        current = self.currentIndex().row()
        chosen = self._table.id_at(current) if current >= 0 else 0
        self._keeping = True
        refresh()
        self._keeping = False
        held = self.currentIndex().row()  # indexes move with their rows: mostly this is the row
        row = self._table.row_of(chosen, held) if chosen else -1
        if row != held:
            self.select_row(row)
        elif row < 0 and chosen:
            self.chosen.emit(0)

    def _tell(self, current: QModelIndex, before: QModelIndex) -> None:
        for row in {current.row(), before.row()}:
            self._paint_row(row)  # the focus ring spans the row, and Qt repaints one cell
        if not self._keeping:
            self.chosen.emit(self._table.id_at(current.row()) if current.isValid() else 0)

    def _paint_row(self, row: int) -> None:
        if row < 0:
            return
        top, height = self.rowViewportPosition(row), self.rowHeight(row)
        self.viewport().update(0, top, self.viewport().width(), height)
