"""The table view of long lists: what it shows must not cost a look at each row."""

from array import array

from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
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


class Painted(QObject):
    """Hears how high a part of a widget is painted anew."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.heights: list[int] = []
        watched.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Take notice of painting."""
        if isinstance(event, QPaintEvent):
            self.heights.append(event.rect().height())
        return False


def test_only_the_row_in_hand_is_painted_anew_when_the_focus_comes_or_goes(
    open_desk: Desk, qtbot: QtBot
) -> None:
    kind, window = kind_named("incident"), QWidget()
    table = RecordTable(open_desk, kind, columns_of(kind))
    view, line = TableView(open_desk, table, "Incidents"), QLineEdit()
    column = QVBoxLayout(window)
    column.addWidget(view)
    column.addWidget(line)
    qtbot.addWidget(window)
    window.resize(900, 500)
    table.refresh()
    window.show()
    window.activateWindow()
    line.setFocus()
    view.select_row(1)
    qtbot.waitUntil(line.hasFocus)
    QApplication.processEvents()
    painted, row = Painted(view.viewport()), view.rowHeight(1)
    for pane, ringed in ((view, True), (line, False), (view, True)):
        painted.heights.clear()
        pane.setFocus()
        qtbot.waitUntil(lambda: bool(painted.heights))
        QApplication.processEvents()
        assert painted.heights == [row]
        corner = view.viewport().grab().toImage().pixelColor(300, view.rowViewportPosition(1))
        assert (corner == open_desk.theme.color("accent")) == ringed
    assert view.updatesEnabled()
    assert view.viewport().updatesEnabled()
