"""Lists: pages of rows from the case file, filtered and sorted there, that keep the selection."""

import dataclasses
import time
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dossier.case import edits
from dossier.case.case import Case
from dossier.model.dates import Reported
from dossier.model.records import CaseInfo, Incident, kind_named
from dossier.ui.desk import Desk
from dossier.ui.lists.columns import columns_of
from dossier.ui.lists.model import PAGE, RecordTable
from dossier.ui.lists.page import RecordPage

Show = Callable[[str], RecordPage]
INCIDENT = kind_named("incident")


@pytest.fixture
def show(open_desk: Desk, qtbot: QtBot) -> Show:
    def shown(kind: str) -> RecordPage:
        page = RecordPage(open_desk, kind_named(kind))
        qtbot.addWidget(page)
        page.resize(900, 600)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return shown


def fill(desk: Desk, count: int) -> None:
    assert desk.case is not None
    with desk.case.edit("Fill") as edit:
        edit.insert_many(
            [
                Incident(
                    title=f"Soldiers cross, case {n}", date=Reported.of(f"{n % 28 + 1} May 2021")
                )
                for n in range(count)
            ]
        )


def titles(model: RecordTable, rows: int = 10_000) -> list[str]:
    return [
        str(model.index(row, 1).data()).partition(",")[0]
        for row in range(min(rows, model.rowCount()))
    ]


# ---- the model


def test_an_empty_table_keeps_the_promises_of_a_qt_model(
    desk: Desk, tmp_path: Path, qtmodeltester: object
) -> None:
    model = RecordTable(desk, INCIDENT, columns_of(INCIDENT))
    model.refresh()
    qtmodeltester.check(model)  # type: ignore[attr-defined]  # the plug-in has no types
    assert desk.new_case(tmp_path / "new.dossier", CaseInfo(title="New"))
    model.refresh()
    assert model.rowCount() == 0
    qtmodeltester.check(model)  # type: ignore[attr-defined]  # the plug-in has no types


@pytest.mark.parametrize("kind", ["incident", "source", "actor", "place", "quote"])
def test_a_small_table_keeps_them_too(kind: str, open_desk: Desk, qtmodeltester: object) -> None:
    model = RecordTable(open_desk, kind_named(kind), columns_of(kind_named(kind)))
    model.refresh()
    qtmodeltester.check(model)  # type: ignore[attr-defined]  # the plug-in has no types


def test_a_table_that_changes_while_it_is_shown_keeps_them_too(
    show: Show, open_desk: Desk, qtmodeltester: object
) -> None:
    fill(open_desk, 1000)
    page = show("incident")
    case = open_desk.case
    assert case is not None
    assert page.model.rowCount() == 1003
    qtmodeltester.check(page.model)  # type: ignore[attr-defined]  # the plug-in has no types
    added = edits.add(case, Incident(title="First of all", date=Reported.of("1 January 2021")))
    assert titles(page.model, 1) == ["First of all"]
    edits.change(case, Incident(id=added.id, reference=added.reference, title="Now the last one"))
    assert titles(page.model)[-1] == "Now the last one"
    edits.trash(case, "incident", [page.model.id_at(row) for row in (3, 500, 900)])
    assert page.model.rowCount() == 1001
    case.undo()
    case.undo()
    assert page.model.rowCount() == 1004
    page.model.sort(1, Qt.SortOrder.DescendingOrder)
    assert titles(page.model) == sorted(titles(page.model), key=str.lower, reverse=True)


def test_only_the_pages_that_are_looked_at_are_fetched(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dossier.case import find

    fill(open_desk, 3 * PAGE)
    asked: list[int] = []
    real = find.listing

    def listing(case: Case, kind: str, ids: Sequence[int]) -> list[find.Row]:
        asked.append(len(ids))
        return real(case, kind, ids)

    monkeypatch.setattr(find, "listing", listing)
    model = RecordTable(open_desk, INCIDENT, columns_of(INCIDENT))
    model.refresh()
    assert asked == []
    model.index(PAGE + 5, 1).data()
    model.index(PAGE + 6, 0).data()
    assert asked == [PAGE]


def test_a_hundred_thousand_rows_are_shown_at_once(
    open_desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dossier.case import find

    def row(id_: int) -> find.Row:
        return find.Row(id=id_, reference="", title=f"Report {id_}")

    monkeypatch.setattr(find, "ids", lambda *_, **__: array("q", range(1, 100_001)))
    monkeypatch.setattr(find, "listing", lambda _, __, ids: [row(id_) for id_ in ids])
    page = RecordPage(open_desk, kind_named("claim"))
    qtbot.addWidget(page)
    page.resize(900, 600)
    begun = time.perf_counter()
    page.show()
    page.grab()
    spent = time.perf_counter() - begun
    assert page.model.rowCount() == 100_000
    assert spent < 1, "0.2 s is the aim; the machine that runs this may be slow and busy"
    page.select(99_000)
    assert page.table.rowAt(page.table.viewport().height() // 2) > 98_000


# ---- the page


def test_a_record_that_changes_stays_selected(show: Show, open_desk: Desk) -> None:
    page = show("incident")
    case = open_desk.case
    assert case is not None
    heard: list[int] = []
    page.selected.connect(heard.append)
    first = page.model.id_at(0)
    page.select(first)
    edits.change(case, case.get(Incident, first).__class__(
        id=first, reference="INC-0001", title="Later", date=Reported.of("1 July 2021")
    ))  # fmt: skip
    assert page.model.row_of(first) == 2
    assert page.table.selected_rows() == [2]
    assert page.table.currentIndex().row() == 2
    assert heard == [first]


def test_the_filter_asks_from_the_second_letter_on(show: Show, qtbot: QtBot) -> None:
    page = show("incident")
    QTest.keyClicks(page.filter_box, "s")
    qtbot.wait(200)
    assert page.model.rowCount() == 3
    QTest.keyClicks(page.filter_box, "hort")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.head.counts.text() == "1 of 3 incidents"
    QTest.keyClick(page.filter_box, Qt.Key.Key_Return)
    assert page.table.hasFocus()
    assert page.current == page.model.id_at(0)


def test_no_match_says_so_and_offers_the_way_back(show: Show, qtbot: QtBot) -> None:
    page = show("incident")
    page.filter_box.setText("zebra")
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert page.no_match.isVisible()
    QTest.mouseClick(page.no_match.first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.model.rowCount() == 3)
    assert page.table.isVisible()


def test_a_record_hidden_by_the_filter_is_shown_when_it_is_asked_for(
    show: Show, qtbot: QtBot
) -> None:
    page = show("incident")
    wanted = page.model.id_at(0)
    page.filter_box.setText("shortepa")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    page.select(wanted)
    assert page.current == wanted
    assert page.filter_box.text() == ""


def test_a_new_record_is_selected_and_can_be_undone(show: Show, open_desk: Desk) -> None:
    page = show("incident")
    made: list[int] = []
    page.created.connect(made.append)
    page.head.new_button.click()
    assert made == [page.current]
    assert open_desk.case is not None
    assert open_desk.case.get(Incident, made[0]).title == "New incident"
    assert page.model.rowCount() == 4
    open_desk.undo()
    assert page.model.rowCount() == 3
    assert page.current != made[0]


def test_the_trash_takes_what_is_selected_and_offers_to_undo_it(
    show: Show, open_desk: Desk
) -> None:
    page = show("incident")
    told: list[tuple[str, bool]] = []
    open_desk.told.connect(lambda words, undo: told.append((words, undo)))
    page.select(page.model.id_at(1))
    page.trash_selected()
    assert told == [("Moved INC-0002 to the trash", True)]
    assert page.model.rowCount() == 2
    assert page.current == page.model.id_at(1), "the next record is selected"
    page.table.selectAll()
    page.trash_selected()
    assert told[-1] == ("Moved 2 incidents to the trash", True)
    assert page.nothing.isVisible()
    open_desk.undo()
    open_desk.undo()
    assert page.model.rowCount() == 3
    assert page.table.isVisible()


def test_a_page_that_is_hidden_catches_up_when_it_is_shown(show: Show, open_desk: Desk) -> None:
    page = show("incident")
    page.hide()
    assert open_desk.case is not None
    edits.add(open_desk.case, Incident(title="Meanwhile"))
    assert page.model.rowCount() == 3
    page.show()
    assert page.model.rowCount() == 4


def test_a_closed_case_leaves_nothing_on_the_page(show: Show, open_desk: Desk) -> None:
    page = show("incident")
    page.select(page.model.id_at(0))
    open_desk.close_case()
    assert page.model.rowCount() == 0
    assert page.current == 0


def test_the_keyboard_walks_the_rows(show: Show) -> None:
    page = show("incident")
    page.select(page.model.id_at(0))
    page.table.setFocus()
    heard: list[int] = []
    page.selected.connect(heard.append)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert heard == [page.model.id_at(1), page.model.id_at(2)]
    QTest.keyClick(page.table, Qt.Key.Key_Tab)
    assert not page.table.hasFocus(), "Tab leaves the table"


def test_a_file_opened_read_only_offers_nothing_new(
    desk: Desk, case_path: Path, qtbot: QtBot
) -> None:
    assert desk.open_case(case_path, read_only=True)
    page = RecordPage(desk, INCIDENT)
    qtbot.addWidget(page)
    page.show()
    assert not page.head.new_button.isEnabled()
    page.select(page.model.id_at(0))
    page.trash_selected()
    assert page.model.rowCount() == 3


def test_a_way_to_where_records_begin_is_open_in_a_read_only_case_too(
    desk: Desk, case_path: Path, qtbot: QtBot
) -> None:
    assert desk.open_case(case_path, read_only=True)
    page = RecordPage(desk, kind_named("quote"))
    qtbot.addWidget(page)
    page.show()
    assert page.nothing.first.text() == "Open a source"
    assert page.nothing.first.isEnabled()


def test_no_column_is_cut_off_however_narrow_the_table_is(show: Show) -> None:
    for kind in ("incident", "source", "quote", "actor", "place"):
        page = show(kind)
        for width in (420, 500, 600, 700, 1000, 1300):
            page.resize(width, 500)
            QApplication.processEvents()
            head = page.table.horizontalHeader()
            assert head.length() <= page.table.viewport().width(), (kind, width)


# ---- painting


def test_what_a_narrow_table_has_no_column_for_stands_beneath_the_title(
    show: Show, open_desk: Desk
) -> None:
    page = show("incident")
    page.resize(900, 600)
    case = open_desk.case
    assert case is not None
    one = case.all(Incident)[0]
    edits.change(case, dataclasses.replace(one, status="reviewed"))
    assert "Reviewed" not in str(page.model.index(page.model.row_of(one.id), 1).data())
    page.resize(430, 600)
    QApplication.processEvents()
    shown = page.model.index(page.model.row_of(one.id), 1)
    assert str(shown.data()) == f"{one.title}, Reviewed"
    assert str(shown.data(Qt.ItemDataRole.ToolTipRole)) == f"<qt>{one.title}<br>Reviewed</qt>"


def test_every_kind_of_list_has_columns_that_can_be_sorted(open_desk: Desk) -> None:
    for name in ("incident", "source", "quote", "actor", "place", "claim"):
        kind = kind_named(name)
        model = RecordTable(open_desk, kind, columns_of(kind))
        for column in range(model.columnCount()):
            model.sort(column)
            assert model.headerData(column, Qt.Orientation.Horizontal)


def test_dialogs_and_pages_are_freed(open_desk: Desk, qapp: QApplication) -> None:
    from PySide6.QtCore import QEvent
    from shiboken6 import isValid

    page = RecordPage(open_desk, INCIDENT)
    page.show()
    table, state = page.table, page.nothing
    page.close()
    page.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not isValid(table)
    assert not isValid(state)
    fill(open_desk, 1)  # nothing of the page hears it
