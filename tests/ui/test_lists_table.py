"""The table view of long lists: what it shows must not cost a look at each row."""

from array import array

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dossier.model.records import kind_named
from dossier.ui.desk import Desk
from dossier.ui.lists.columns import columns_of
from dossier.ui.lists.model import RecordTable
from dossier.ui.lists.paged import Index
from dossier.ui.lists.table import TableView

ROWS = 20_000


class CountingTable(RecordTable):
    """Counts how often it is asked for its size: Qt does so before each look at a row."""

    looked = 0

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - as Qt has it
        """Count, and answer."""
        self.looked += 1
        return super().rowCount(parent)


def test_selecting_all_rows_of_a_long_list_looks_at_none_of_them(
    open_desk: Desk, qtbot: QtBot
) -> None:
    kind = kind_named("incident")
    table = CountingTable(open_desk, kind, columns_of(kind))
    view = TableView(open_desk, table, "Incidents")
    qtbot.addWidget(view)
    view.resize(900, 500)
    table.take(array("q", range(1, ROWS + 1)))
    view.show()
    view.grab()
    view.select_row(0)
    before = table.looked
    view.selectAll()
    view.grab()
    QApplication.processEvents()
    assert view.count_selected() == ROWS
    assert table.looked - before < ROWS / 10
