"""The start page: empty, with recent files, with one that is gone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from dossier.ui.desk import Desk
from dossier.ui.panes.start import StartPane
from dossier.ui.prompts import PathQuestion, PromptDialog
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


def test_a_missing_file_is_found_elsewhere_and_opened(
    desk: Desk, case_path: Path, tmp_path: Path, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "was here" / "gone.dossier"
    desk.settings.remember_file(gone)
    window.start.refresh()
    asked: list[PathQuestion] = []

    def answer(question: PathQuestion, chosen: Callable[[Path], None]) -> None:
        asked.append(question)
        chosen(case_path)

    monkeypatch.setattr(desk.prompts, "ask_path", answer)
    QTest.keyClick(window.start.recent, Qt.Key.Key_Return)
    (dialog,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog) and w.isVisible()
    )
    dialog.answer("find")
    assert (asked[0].title, asked[0].start) == ("Find gone.dossier", tmp_path)
    assert desk.case is not None
    assert desk.settings.recent_files() == [case_path]


def test_the_file_menu_lists_recent_cases_marks_missing_ones_and_clears(
    desk: Desk, case_path: Path, tmp_path: Path, window: Window
) -> None:
    window.recent.aboutToShow.emit()
    assert [action.text() for action in window.recent.actions()][-1] == "No recent cases"
    desk.settings.remember_file(tmp_path / "gone.dossier")
    desk.settings.remember_file(case_path)
    window.recent.aboutToShow.emit()
    first, second, _, clear = window.recent.actions()
    assert (first.text(), first.isEnabled()) == ("Northern frontier", True)
    assert (second.text(), second.isEnabled()) == ("gone (missing)", False)
    first.trigger()
    assert desk.case is not None
    clear.trigger()
    assert desk.settings.recent_files() == []
    assert case_path.exists()


def test_a_case_dropped_on_the_window_opens(desk: Desk, case_path: Path, window: Window) -> None:
    def drop(path: Path) -> bool:
        held = QMimeData()
        held.setUrls([QUrl.fromLocalFile(str(path))])
        keys = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        enter = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, held, *keys)
        enter.setAccepted(False)
        window.dragEnterEvent(enter)
        window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, held, *keys))
        return enter.isAccepted()

    assert not drop(case_path.with_suffix(".png"))
    assert desk.case is None
    assert drop(case_path)
    assert desk.case is not None
    assert desk.case.path == case_path


def test_delete_takes_a_file_from_the_list_not_from_the_disk(
    desk: Desk, case_path: Path, window: Window
) -> None:
    desk.settings.remember_file(case_path)
    window.start.refresh()
    window.start.recent.setFocus()
    QTest.keyClick(window.start.recent, Qt.Key.Key_Delete)
    assert desk.settings.recent_files() == []
    assert case_path.exists()
