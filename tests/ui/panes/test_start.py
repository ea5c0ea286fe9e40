"""The start page: empty, with recent files, with one that is gone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from dossier.ui.desk import Desk
from dossier.ui.panes.start import StartPane
from dossier.ui.prompts import PromptDialog
from dossier.ui.window import Window


def said(start: StartPane) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [str(start.recent.item(row).data(role)) for row in range(start.recent.count())]


def test_without_recent_files_it_says_what_will_be_here(window: Window) -> None:
    assert not window.start.recent.isVisible()
    assert window.start._empty.isVisible()
    buttons = [b.text() for b in window.start.findChildren(QPushButton)]
    assert buttons == ["New case", "Open case", "Open the sample case"]


def test_recent_files_show_size_and_date(desk: Desk, case_path: Path, window: Window) -> None:
    desk.settings.remember_file(case_path)
    window.start.refresh()
    (words,) = said(window.start)
    assert words.startswith("Northern frontier.dossier, ")
    assert "KiB" in words


def test_enter_opens_the_file_on_top(desk: Desk, case_path: Path, window: Window) -> None:
    desk.settings.remember_file(case_path)
    window.start.refresh()
    window.start.recent.setFocus()
    QTest.keyClick(window.start.recent, Qt.Key.Key_Return)
    assert desk.case is not None
    assert desk.case.path == case_path


def test_a_missing_file_is_marked_and_can_be_taken_from_the_list(
    desk: Desk, tmp_path: Path, window: Window
) -> None:
    desk.settings.remember_file(tmp_path / "gone.dossier")
    window.start.refresh()
    assert said(window.start) == ["gone.dossier, missing"]
    QTest.keyClick(window.start.recent, Qt.Key.Key_Return)
    (dialog,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog) and w.isVisible()
    )
    dialog.answer("forget")
    assert desk.settings.recent_files() == []
    assert window.start._empty.isVisible()


def test_delete_takes_a_file_from_the_list_not_from_the_disk(
    desk: Desk, case_path: Path, window: Window
) -> None:
    desk.settings.remember_file(case_path)
    window.start.refresh()
    window.start.recent.setFocus()
    QTest.keyClick(window.start.recent, Qt.Key.Key_Delete)
    assert desk.settings.recent_files() == []
    assert case_path.exists()
