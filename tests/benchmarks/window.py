"""From the start of a process to the first painted rows: `ours` with a case, or a `bare` table.

HOW STARTED FOLDER [CASE]; STARTED is the monotonic clock when the process was started.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from benchmarks.measure import peak_megabytes, report


class _Watch(QObject):
    """Sees when a widget has been painted."""

    painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Note the painting and let it happen."""
        del watched
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return False


def main(how: str, started: float, folder: Path, case: str) -> None:
    """Report wall and CPU seconds since the start, and peak memory."""
    app = QApplication(sys.argv[:1])
    window = _show_bare(app) if how == "bare" else _show_ours(app, folder, Path(case))
    report(wall=time.monotonic() - started, cpu=time.process_time(), peak=peak_megabytes())
    window.close()


def _show_bare(app: QApplication) -> QMainWindow:
    window = QMainWindow()
    table = QTableView()
    table.setModel(QStandardItemModel(0, 5, table))
    window.setCentralWidget(table)
    window.resize(1280, 800)
    window.show()
    _wait(app, table)
    return window


def _show_ours(app: QApplication, folder: Path, case: Path) -> QMainWindow:
    """What application.run does, up to the first rows."""
    from dossier.ui import application, fonts
    from dossier.ui.settings import Settings

    fonts.load(folder / "fonts")
    window = application.build(app, Settings(folder / "dossier.ini"))
    window.show()
    app.processEvents()
    window.open_path(case)
    assert window.workbench is not None
    page = window.workbench.pages.records
    assert page is not None
    assert page.model.rowCount() > 0
    _wait(app, page.table)
    return window


def _wait(app: QApplication, table: QTableView) -> None:
    watch = _Watch()
    table.viewport().installEventFilter(watch)
    while not watch.painted:
        app.processEvents()


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), Path(sys.argv[3]), *sys.argv[4:] or [""])
