"""The same keys in a window that is nothing but a table of Qt's, full of rows: ROUNDS."""

import sys

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from benchmarks.measure import peak_megabytes, report
from benchmarks.ticks import Ticks

_ROWS, _COLUMNS, _REST_MS = 2000, 5, 30
_KEYS = (Qt.Key.Key_Down,) * 5 + (Qt.Key.Key_PageDown,) * 5 + (Qt.Key.Key_End, Qt.Key.Key_Home)


def main(rounds: int) -> None:
    """Report the gaps of the loop in milliseconds, and peak memory in megabytes."""
    app = QApplication(sys.argv[:1])
    window, table = QMainWindow(), QTableView()
    model = QStandardItemModel(table)
    for row in range(_ROWS):
        model.appendRow([QStandardItem(f"Row {row}, column {at}") for at in range(_COLUMNS)])
    table.setModel(model)
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    window.setCentralWidget(table)
    window.resize(1280, 800)
    window.show()
    ticks = Ticks(window)
    keys = iter(_KEYS * (10 * rounds))
    timer = QTimer(window)
    pressed = True

    def press() -> None:
        nonlocal pressed
        key = next(keys, None)
        pressed = key is not None
        if key is not None:
            QTest.keyClick(table, key)

    timer.timeout.connect(press)
    timer.start(_REST_MS)
    app.processEvents()
    ticks.forget()
    while pressed:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    ticks.stop()
    report(
        worst=ticks.share(1),
        worst_work=ticks.share(1, worked=True),
        p99=ticks.share(0.99),
        p99_work=ticks.share(0.99, worked=True),
        peak=peak_megabytes(),
    )
    window.close()


if __name__ == "__main__":
    main(int(sys.argv[1]))
