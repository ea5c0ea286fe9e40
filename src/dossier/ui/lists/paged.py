"""A table over the case: an array of ids, and pages of rows fetched when they are looked at."""

from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from dossier.case import arrays
from dossier.ui.desk import Desk
from dossier.ui.lists.cells import Cell, TableColumn
from dossier.ui.lists.delegate import CELL_ROLE
from dossier.ui.prompts import plain_tip

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.reading import Reading

Refresh = Callable[[], None]
PAGE = 64  # as many rows as two screens hold: fetching them must not be felt while scrolling
_ROWS_KEPT = 1000  # some tens of screens; the rest is asked for again
_CELLS_KEPT = 2000  # some screens of them
_MANY = 5000  # so many rows in another order are shown anew rather than moved one by one
_PAGES_WANTED = 3
_BLOCK = 4096  # ids that are compared at once
_ROOT = QModelIndex()
_ROLES = (CELL_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)

Index = QModelIndex | QPersistentModelIndex


class PagedTable(QAbstractTableModel):
    """Rows that the case file filters and sorts: never Python.

    It holds 8 bytes for each row and a thousand rows that were looked at. Subclasses ask for ids
    and rows. The rows of a large case stay until the ids that were asked for arrive: then `filled`
    is emitted. A row of it is empty until it arrives; one that has changed stays as it was so long.
    `keeper` is called with what changes the rows, to keep the selection meanwhile.
    """

    filled = Signal()

    def __init__(
        self, desk: Desk, columns: Sequence[TableColumn], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._columns = tuple(columns)
        self._ids = array("q")
        self._rows: dict[int, Any] = {}
        # at hand for painting, with what they were made of and by
        self._cells: dict[tuple[int, int], tuple[object, Callable[[Any], Cell], Cell]] = {}
        self._stale: set[int] = set()  # rows to be asked for again when they are looked at
        self._missing: list[int] = []  # first rows of the pages that were looked at last
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask_missing)
        self._words = ""
        self._sort = ""
        self._descending = False
        self._was_asked = False
        desk.taken_back.connect(self._ask_again)
        desk.notation_changed.connect(self._write_anew)
        self.keeper: Callable[[Refresh], None] = _do
        self.wide = False  # whether the table is wide; some cells change with it
        self.slim = False  # whether it has no room for all its columns

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """Columns of the table."""
        return self._columns

    # ---- what subclasses ask the case ----------------------------------------------------

    def ask_ids(self) -> "Callable[[Reading], array[int]]":
        """Question for the ids to show, in order; it is asked later, and not of this thread."""
        raise NotImplementedError

    def ask_rows(self, ids: "array[int]") -> "Callable[[Reading], Iterable[Any]]":
        """Question for the rows of these ids; each has an `id`. It is asked as the other is."""
        raise NotImplementedError

    # ---- what it shows -------------------------------------------------------------------

    @property
    def words(self) -> str:
        """Words that filter the rows."""
        return self._words

    def filter(self, words: str) -> None:
        """Show the rows that match these words."""
        self._words = words
        self.refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order of the case file."""
        self._sort = self._columns[column].sort if column >= 0 else ""
        self._descending = order == Qt.SortOrder.DescendingOrder
        if self._was_asked:  # a table that nobody has looked at yet is sorted when it is asked for
            self.refresh()

    def refresh(self) -> None:
        """Ask the case file again. Rows that stay keep their indexes, so selections stay."""
        self._was_asked = True
        if self._desk.case is None:
            self._desk.asking.drop(self)
            self._answer(array("q"))
        else:
            self._desk.asking.ask(self, self.ask_ids(), self._answer)

    def _ask_again(self) -> None:
        """Ask for what a long edit, taken back since, had only half done when it was read."""
        if self._was_asked:
            self.refresh()

    @property
    def is_waiting(self) -> bool:
        """Whether other ids are asked for than those that are shown."""
        return self._desk.asking.awaits(self)

    def _answer(self, ids: "array[int]") -> None:
        self.keeper(partial(self.take, ids))
        self.filled.emit()

    def take(self, ids: "array[int]", changed: Collection[int] | None = None) -> None:
        """Show these ids; what stays keeps its index. Stale are all rows or the `changed`."""
        self._stale.update(self._rows if changed is None else changed)
        if ids is self._ids:
            self._tell_all()
            return
        old, front, back = self._ids, *_common(self._ids, ids)
        gone, came = len(old) - front - back, len(ids) - front - back
        if not gone and not came:
            self._ids = ids
        elif not gone:
            self.beginInsertRows(_ROOT, front, front + came - 1)
            self._ids = ids
            self.endInsertRows()
        elif not came:
            self.beginRemoveRows(_ROOT, front, front + gone - 1)
            self._ids = ids
            self.endRemoveRows()
        elif gone == came < _MANY and sorted(old[front : front + gone]) == sorted(
            ids[front : front + came]
        ):
            self._move(ids, range(front, front + came))
        else:
            self.beginResetModel()
            self._ids = ids
            self.endResetModel()
        self._tell_all()

    def _move(self, ids: "array[int]", moved: range) -> None:
        """Take the same rows in another order; those outside of `moved` stay."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        held = [self._ids[index.row()] for index in before]
        self._ids = ids
        places = {ids[row]: row for row in moved}
        after = [
            self.index(places.get(id_, index.row()), index.column())
            for id_, index in zip(held, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    # ---- records -------------------------------------------------------------------------

    def id_at(self, row: int) -> int:
        """Id of the record in a row."""
        return self._ids[row]

    def row_of(self, id_: int, near: int = -1) -> int:
        """Row of a record; -1 if it is not shown. It is looked for in the row `near` first."""
        if 0 <= near < len(self._ids) and self._ids[near] == id_:
            return near
        return arrays.place(self._ids, id_)

    def row(self, row: int) -> Any:
        """Contents of a row, fetched with its neighbours; None if it is gone, or not there yet."""
        id_ = self._ids[row]
        if id_ not in self._rows or id_ in self._stale:
            self._fetch(row // PAGE * PAGE)
        return self._rows.get(id_)

    def _fetch(self, first: int) -> None:
        """Fetch those of a page of rows that are not at hand."""
        case = self._desk.case
        if self._desk.asking.is_beside:
            if first in self._missing:
                self._missing.remove(first)
            self._missing.append(first)
            self._soon.start()
        else:
            wanted = self._lacking([first])
            self._keep_rows(wanted, self.ask_rows(wanted)(case) if case is not None else ())

    def _lacking(self, pages: Iterable[int]) -> "array[int]":
        """Ids of the rows of some pages that are not at hand, or not as they are now."""
        held = (id_ for first in pages for id_ in self._ids[first : first + PAGE])
        return array("q", (i for i in held if i not in self._rows or i in self._stale))

    def _ask_missing(self) -> None:
        """Ask for the rows that were looked at last: more than a screen are not wanted now."""
        wanted = self._lacking(self._missing[-_PAGES_WANTED:])
        self._missing.clear()
        if wanted:
            keep = partial(self._take_rows, wanted)
            self._desk.asking.ask(self._soon, self.ask_rows(wanted), keep, urgent=True)

    def _take_rows(self, wanted: "array[int]", rows: Iterable[Any]) -> None:
        self._keep_rows(wanted, rows)
        self._tell_all()

    def _keep_rows(self, wanted: "array[int]", rows: Iterable[Any]) -> None:
        found = {row.id: row for row in rows}
        for id_ in wanted:
            self._rows.pop(id_, None)  # else it would stay as old as it was
            self._rows[id_] = found.get(id_)
        for id_ in list(islice(self._rows, max(0, len(self._rows) - _ROWS_KEPT))):
            del self._rows[id_]
            self._stale.discard(id_)
        self._stale.difference_update(wanted)

    def _tell_all(self) -> None:
        """Have the view paint anew what it shows."""
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, row: int, column: int) -> Cell | None:
        """Contents of a cell."""
        held, shown = self.row(row), self._columns[column]
        if held is None:
            return None
        other = shown.wide_cell if self.wide else shown.narrow_cell if self.slim else None
        write = other or shown.cell
        made = self._cells.get((held.id, column))
        if made is not None and made[0] is held and made[1] is write:
            return made[2]
        if len(self._cells) > _CELLS_KEPT:
            self._cells.clear()
        cell = write(held)
        self._cells[held.id, column] = (held, write, cell)
        return cell

    def _write_anew(self) -> None:
        self._cells.clear()

    # ---- Qt's questions ------------------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - overrides Qt
        """Count of rows; a row has none beneath it."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - overrides Qt
        """Count of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the cell to the delegate, its words to everyone else."""
        if not index.isValid() or role not in _ROLES:
            return None
        cell = self.cell(index.row(), index.column())
        if cell is None or role == CELL_ROLE:
            return cell
        # on the screen a line may be cut off: the tip has it whole
        return plain_tip(cell.lines) if role == Qt.ItemDataRole.ToolTipRole else cell.words

    def headerData(  # noqa: N802 - overrides Qt
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Give the titles of columns; numbers have theirs at the far side."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


def _do(refresh: Refresh) -> None:
    refresh()


def _common(old: "array[int]", new: "array[int]") -> tuple[int, int]:
    """Count the rows that agree at the front and, of the rest, at the back."""
    most = min(len(old), len(new))
    front = _alike(old, new, most)
    return front, _alike_behind(old, new, most - front)


def _alike(old: "array[int]", new: "array[int]", most: int) -> int:
    """Count what agrees at the front, block by block: slices are compared in C."""
    at = 0
    while at < most and old[at : at + _BLOCK] == new[at : at + _BLOCK]:
        at += _BLOCK
    while at < most and old[at] == new[at]:
        at += 1
    return min(at, most)


def _alike_behind(old: "array[int]", new: "array[int]", most: int) -> int:
    """Count what agrees at the back, of the last `most`."""
    n, m, at = len(old), len(new), 0
    while at + _BLOCK <= most and old[n - at - _BLOCK : n - at] == new[m - at - _BLOCK : m - at]:
        at += _BLOCK
    while at < most and old[n - at - 1] == new[m - at - 1]:
        at += 1
    return at
