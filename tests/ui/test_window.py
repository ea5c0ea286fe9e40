"""The window as a whole: it opens, names what undo does, and is driven by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dossier.case.case import Case
from dossier.model.records import CaseInfo, Incident
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.panes.workbench import Workbench
from dossier.ui.window import Window

INTERACTIVE = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)


def bench_of(window: Window) -> Workbench:
    assert window.workbench is not None
    return window.workbench


def add_incident(desk: Desk, title: str) -> int:
    def add(case: Case) -> int:
        with case.edit("New incident") as edit:
            return edit.insert(Incident(title=title)).id

    added = desk.run(add)
    assert added is not None
    return added


def nameless(window: QWidget) -> list[str]:
    """Interactive widgets a screen reader could not name; parts of a named one are its business."""
    return [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in window.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and widget.isVisible()
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and not (isinstance(widget.parent(), QComboBox | QAbstractSpinBox))
    ]


def test_a_case_opens_on_its_incidents(open_window: Window) -> None:
    bench = bench_of(open_window)
    assert open_window.stack.currentWidget() is bench
    assert bench.pages.page is Command.GO_INCIDENTS
    assert open_window.windowTitle() == "Northern frontier – Dossier"
    assert open_window.status.listed.text() == "3 shown"


@pytest.mark.parametrize(
    "page",
    [
        Command.GO_INCIDENTS,
        Command.GO_SOURCES,
        Command.GO_QUOTES,
        Command.GO_ACTORS,
        Command.GO_PLACES,
        Command.GO_BRIEFS,
    ],
)
def test_every_page_opens_and_every_control_on_it_has_a_name(
    open_window: Window, page: Command
) -> None:
    open_window.actions_.get(page).trigger()
    assert bench_of(open_window).pages.page is page
    assert nameless(open_window) == []


def test_every_control_of_the_start_page_has_a_name(window: Window) -> None:
    assert nameless(window) == []


def test_every_label_of_the_window_is_plain_text(open_window: Window) -> None:
    rich = [
        shown.text()
        for shown in open_window.findChildren(QLabel)
        if shown.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert rich == []


def test_undo_and_redo_say_what_they_would_do(open_window: Window, desk: Desk) -> None:
    undo, redo = (open_window.actions_.get(c) for c in (Command.UNDO, Command.REDO))
    add_incident(desk, "Convoy turned back")
    assert undo.text() == "&Undo: New incident"
    undo.trigger()
    assert redo.text() == "&Redo: New incident"
    assert redo.isEnabled()
    redo.trigger()
    assert not redo.isEnabled()


def test_the_navigation_counts_what_the_case_holds(open_window: Window, desk: Desk) -> None:
    add_incident(desk, "Convoy turned back")
    names = bench_of(open_window).navigation.list
    role = Qt.ItemDataRole.AccessibleTextRole
    said = [names.item(row).data(role) for row in range(names.count())]
    assert "Incidents, 4" in said
    assert "Sources, 1" in said


def test_a_read_only_case_offers_no_edits(window: Window, desk: Desk, case_path: Path) -> None:
    assert desk.open_case(case_path, read_only=True)
    assert window.status.read_only.isVisible()
    off = (Command.NEW_INCIDENT, Command.TRASH, Command.UNDO)
    assert not any(window.actions_.get(command).isEnabled() for command in off)
    assert window.actions_.get(Command.GO_SOURCES).isEnabled()


def test_closing_the_case_returns_to_the_start_page(open_window: Window, desk: Desk) -> None:
    open_window.actions_.get(Command.CLOSE_CASE).trigger()
    assert desk.case is None
    assert open_window.stack.currentWidget() is open_window.start
    assert open_window.windowTitle() == "Dossier"
    assert not open_window.actions_.get(Command.PRINT_BRIEF).isEnabled()


def test_back_and_forward_walk_pages_and_records(open_window: Window) -> None:
    bench = bench_of(open_window)
    assert bench.pages.records is not None
    second = bench.pages.records.model.id_at(1)
    bench.go_to("incident", second)
    open_window.actions_.get(Command.GO_SOURCES).trigger()
    open_window.actions_.get(Command.BACK).trigger()
    assert (bench.pages.page, bench.pages.records.current) == (Command.GO_INCIDENTS, second)
    open_window.actions_.get(Command.FORWARD).trigger()
    assert bench.pages.page == Command.GO_SOURCES


def test_keys_alone_lead_from_navigation_to_table_to_inspector_to_typing_to_undo(
    qtbot: QtBot, open_window: Window, desk: Desk
) -> None:
    def focus() -> QWidget:
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    open_window.activateWindow()
    qtbot.waitUntil(open_window.isActiveWindow)
    bench = bench_of(open_window)
    assert bench.navigation.list.hasFocus()
    QTest.keyClick(focus(), Qt.Key.Key_F6)
    assert bench.pages.isAncestorOf(focus())
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    assert bench.pages.records is not None
    chosen = bench.pages.records.current
    assert chosen
    QTest.keyClick(focus(), Qt.Key.Key_F6)
    assert bench.inspector.isAncestorOf(focus())
    while not (isinstance(focus(), QLineEdit) and focus().accessibleName() == "What happened"):
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        assert bench.inspector.isAncestorOf(focus())
    assert desk.case is not None
    before = desk.case.get(Incident, chosen).title
    QTest.keyClicks(focus(), "Typed by keys")
    QTest.keyClick(focus(), Qt.Key.Key_F6)
    assert desk.case.get(Incident, chosen).title == "Typed by keys"
    QTest.keyClick(focus(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.case.get(Incident, chosen).title == before


def test_what_is_typed_is_saved_when_the_window_closes(
    qtbot: QtBot, open_window: Window, desk: Desk, case_path: Path
) -> None:
    bench = bench_of(open_window)
    assert bench.pages.records is not None
    record = bench.pages.records.model.id_at(0)
    bench.go_to("incident", record)
    (field,) = (
        widget
        for widget in bench.inspector.findChildren(QLineEdit)
        if widget.accessibleName() == "What happened"
    )
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "Typed and not left")
    open_window.close()
    assert desk.open_case(case_path)
    assert desk.case is not None
    assert desk.case.get(Incident, record).title == "Typed and not left"
    del qtbot


def test_dialogs_are_freed_when_they_close(open_window: Window, app: QApplication) -> None:
    def dialogs() -> list[QWidget]:
        return [w for w in app.topLevelWidgets() if w.isWindow() and w is not open_window]

    before = len(dialogs())
    for command in (Command.KEYS, Command.ABOUT, Command.OPEN_CASE, Command.SAVE_COPY):
        open_window.actions_.get(command).trigger()
        for widget in app.topLevelWidgets():
            if widget is not open_window and widget.isVisible():
                widget.close()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert len(dialogs()) <= before


def test_the_notice_offers_undo_and_undoes(open_window: Window, desk: Desk) -> None:
    bench = bench_of(open_window)
    assert bench.pages.records is not None
    bench.go_to("incident", bench.pages.records.model.id_at(0))
    open_window.actions_.get(Command.TRASH).trigger()
    assert bench.pages.records.model.rowCount() == 2
    assert open_window.notice.isVisible()
    open_window.notice.undo.click()
    assert bench.pages.records.model.rowCount() == 3
    assert desk.case is not None


def trashed_and_beside(window: Window) -> tuple[int, int, QLineEdit]:
    """Trash an incident; give it, the one shown then, and the line with the title of that."""
    bench = bench_of(window)
    assert bench.pages.records is not None
    gone = bench.pages.records.model.id_at(0)
    bench.go_to("incident", gone)
    window.actions_.get(Command.TRASH).trigger()
    other = bench.pages.records.model.id_at(0)
    bench.go_to("incident", other)
    assert bench.inspector.form is not None
    line = bench.inspector.form.rows["title"].control.inputs()[0]
    assert isinstance(line, QLineEdit)
    line.setFocus()
    QTest.keyClicks(line, "X")
    return gone, other, line


def test_undo_in_the_notice_takes_back_what_it_tells_and_leaves_what_is_being_typed(
    open_window: Window, case: Case
) -> None:
    gone, other, line = trashed_and_beside(open_window)
    QTest.mouseClick(open_window.notice.undo, Qt.MouseButton.LeftButton)
    assert not case.get(Incident, gone).deleted_at
    assert line.text().startswith("X")
    bench_of(open_window).inspector.commit()
    assert case.get(Incident, other).title.startswith("X")


def test_undo_in_the_notice_is_offered_until_another_step_comes_after_it(
    open_window: Window, case: Case
) -> None:
    gone, other, _ = trashed_and_beside(open_window)
    assert open_window.notice.undo.isVisible()
    bench_of(open_window).inspector.commit()
    assert not open_window.notice.undo.isVisible()
    assert open_window.notice.words.text() == "Moved INC-0001 to the trash"
    assert case.get(Incident, gone).deleted_at
    assert case.get(Incident, other).title.startswith("X")


def test_a_list_is_scrolled_to_where_it_was_left(
    open_window: Window, desk: Desk, qtbot: QtBot
) -> None:
    case, bench = desk.case, open_window.workbench
    assert case is not None
    assert bench is not None
    with case.edit("Many") as edit:
        edit.insert_many([Incident(title=f"Incident {n}") for n in range(200)])
    page = bench.pages.records
    assert page is not None
    QApplication.processEvents()
    page.table.show_at_top(120)
    top = page.table.top_id
    assert top == page.model.id_at(120)
    bench.show_page(Command.GO_PLACES)
    bench.show_page(Command.GO_INCIDENTS)
    assert page.table.top_id == top
    path = case.path
    desk.close_case()
    assert desk.open_case(path)
    qtbot.waitUntil(lambda: page.table.top_id == top)


def test_every_empty_list_says_what_goes_there_with_two_buttons(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    assert desk.new_case(tmp_path / "empty.dossier", CaseInfo(title="Empty"))
    bench = window.workbench
    assert bench is not None
    for page in (
        Command.GO_INCIDENTS,
        Command.GO_SOURCES,
        Command.GO_QUOTES,
        Command.GO_ACTORS,
        Command.GO_PLACES,
    ):
        bench.show_page(page)
        shown = bench.pages.records
        assert shown is not None
        state = shown.nothing
        assert state.isVisible()
        assert state.first.isVisible()
        assert state.second is not None
        assert (state.first.isEnabled(), state.second.text()) == (True, "Explore the sample case")
    bench.show_page(Command.GO_QUOTES)
    assert bench.pages.records is not None
    assert bench.pages.records.nothing.first.text() == "Open a source"
    bench.pages.records.nothing.first.click()
    assert bench.pages.page is Command.GO_SOURCES


def test_the_status_bar_says_what_narrows_the_list_and_clears_it(open_window: Window) -> None:
    bench, bar = open_window.workbench, open_window.status
    assert bench is not None
    assert bar.narrowed.isHidden()
    page = bench.pages.records
    assert page is not None
    page.filters.narrow({"-status": ("",), "status": ("draft", "reviewed")})
    words = "Status: draft or reviewed, not no status"
    assert (bar.narrowed.isVisible(), page.narrowing) == (True, words)
    assert bar.narrowed.accessibleName() == f"Clear the filter: {words}"
    assert bar.listed.text() == "0 of 3 shown"
    open_window.resize(1024, 640)
    QApplication.processEvents()
    for part in (bar.listed, bar.narrowed, bar.saved, bar.backed_up):
        assert part.width() >= part.sizeHint().width(), part.text()
    bar.narrowed.click()
    assert bar.narrowed.isHidden()
    assert bar.listed.text() == "3 shown"
    page.filters.narrow({"status": ("draft",)})
    bench.show_page(Command.GO_PLACES)
    assert bar.narrowed.isHidden()


def test_the_inspector_can_be_hidden_and_shown(open_window: Window) -> None:
    toggle = open_window.actions_.get(Command.INSPECTOR)
    assert toggle.isChecked()
    toggle.trigger()
    assert not bench_of(open_window).inspector.isVisible()
    toggle.trigger()
    assert bench_of(open_window).inspector.isVisible()


def test_text_size_keys_change_the_text(open_window: Window, desk: Desk) -> None:
    open_window.actions_.get(Command.LARGER_TEXT).trigger()
    assert desk.theme.text_size == 110
    open_window.actions_.get(Command.NORMAL_TEXT).trigger()
    assert desk.theme.text_size == 100
