"""Checks in the window: counted when edits have settled, listed by rule, each with its way."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dossier.case import checks, edits
from dossier.case.checks import Problem
from dossier.errors import DossierError
from dossier.model.dates import Reported
from dossier.model.records import Incident, Source
from dossier.ui import checking as checking_module
from dossier.ui.actions import Command
from dossier.ui.checking import Checking
from dossier.ui.desk import Desk
from dossier.ui.panes import checks as checks_module
from dossier.ui.panes.checks import CheckModel, ChecksPage, Heading
from dossier.ui.panes.workbench import Workbench
from dossier.ui.preferences import NUMBER_STYLE
from dossier.ui.window import Window

Settled = Callable[[], Checking]


@pytest.fixture
def bench(open_window: Window) -> Workbench:
    assert open_window.workbench is not None
    return open_window.workbench


@pytest.fixture
def settled(bench: Workbench, qtbot: QtBot) -> Settled:
    """Wait until the case has been checked as it is now."""

    def wait() -> Checking:
        found = bench.pages.checking
        qtbot.waitUntil(lambda: found.is_current, timeout=8000)
        return found

    return wait


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking_module, "SETTLE_MS", 30)


def page_of(bench: Workbench) -> ChecksPage:
    bench.show_page(Command.GO_CHECKS)
    page = bench.pages.currentWidget()
    assert isinstance(page, ChecksPage)
    return page


def lines(page: ChecksPage) -> list[str]:
    """Labels of rules, and names of records beneath them."""
    told = []
    for row in range(page.model.rowCount()):
        line = page.model.line(row)
        assert line is not None
        told.append(line.rule.label if isinstance(line, Heading) else line.name)
    return told


def row_of(page: ChecksPage, words: str) -> int:
    return next(
        row for row in range(page.model.rowCount()) if words in str(page.model.index(row).data())
    )


def test_the_navigation_says_how_much_there_is_to_resolve(
    bench: Workbench, settled: Settled, desk: Desk
) -> None:
    assert bench.checks_line.button.text() == "Checking the case…"
    settled()
    assert bench.checks_line.button.text() == "4 checks to resolve"
    case = desk.case
    assert case is not None
    edits.trash(case, "incident", [one.id for one in case.all(Incident)])
    settled()
    assert bench.checks_line.button.text() == "1 check to resolve"
    edits.trash(case, "source", [one.id for one in case.all(Source)])
    settled()
    assert bench.checks_line.button.text() == "No checks to resolve"
    case.undo()
    settled()
    assert bench.checks_line.button.text() == "1 check to resolve"


def test_the_page_lists_them_by_rule(bench: Workbench, settled: Settled) -> None:
    settled()
    page = page_of(bench)
    assert lines(page) == [
        "Incident without a claim",
        "INC-0001",
        "INC-0002",
        "INC-0003",
        "Source without a grade",
        "S-0001",
    ]
    assert page.counts.text() == "4 to resolve"


def test_enter_goes_to_the_record_and_its_field(
    bench: Workbench, settled: Settled, desk: Desk
) -> None:
    settled()
    page = page_of(bench)
    page.list.setFocus()
    page.list.setCurrentIndex(page.model.index(row_of(page, "S-0001")))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert bench.pages.page is Command.GO_SOURCES
    form = bench.inspector.form
    assert form is not None
    assert form.stored == desk.case.all(Source)[0] if desk.case else False
    focus = bench.window().focusWidget()
    assert focus is not None
    assert form.rows["reliability"].isAncestorOf(focus)


def test_a_finding_about_evidence_leads_to_the_evidence(bench: Workbench, settled: Settled) -> None:
    settled()
    page = page_of(bench)
    page.list.setCurrentIndex(page.model.index(row_of(page, "INC-0002")))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert bench.inspector.tabs.currentWidget() is bench.inspector.evidence
    assert bench.inspector.reference.text() == "INC-0002"


def test_a_rule_is_folded_and_opened(bench: Workbench, settled: Settled) -> None:
    settled()
    page = page_of(bench)
    page.list.setFocus()
    page.list.setCurrentIndex(page.model.index(0))
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert lines(page)[:2] == ["Incident without a claim", "Source without a grade"]
    assert page.list.currentIndex().row() == 0
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert lines(page)[1] == "INC-0001"


def test_a_long_rule_begins_folded_and_is_read_in_pages(
    bench: Workbench, settled: Settled, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = desk.case
    assert case is not None
    with case.edit("Fill") as edit:
        edit.insert_many([Incident(title=f"Clash {n}") for n in range(300)])
    settled()
    page = page_of(bench)
    assert lines(page) == ["Incident without a claim", "Source without a grade", "S-0001"]
    asked: list[int] = []
    real = checks.problems

    def counted(*given: object) -> list[Problem]:
        asked.append(len(given[2]))  # type: ignore[arg-type]  # the ids
        return real(*given)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(checks, "problems", counted)
    page.model.fold(0)
    assert page.model.rowCount() == 306
    assert page.model.index(303).data().startswith("INC-0")
    assert asked == [303 % checks_module.PAGE]


def test_the_model_keeps_the_promises_of_a_qt_model(
    bench: Workbench, settled: Settled, qtmodeltester: object
) -> None:
    model = page_of(bench).model
    qtmodeltester.check(model)  # type: ignore[attr-defined]  # the plug-in has no types
    settled()
    assert model.rowCount() == 6
    model.fold(0)
    qtmodeltester.check(model)  # type: ignore[attr-defined]  # the plug-in has no types


def test_the_line_and_the_command_lead_to_the_page(
    open_window: Window, bench: Workbench, settled: Settled
) -> None:
    settled()
    QTest.mouseClick(bench.checks_line.button, Qt.MouseButton.LeftButton)
    assert bench.pages.page is Command.GO_CHECKS
    bench.navigation.list.setFocus()
    assert bench.pages.page is Command.GO_CHECKS
    assert not bench.navigation.list.selectedItems()
    bench.show_page(Command.GO_INCIDENTS)
    open_window.actions_.get(Command.GO_CHECKS).trigger()
    assert bench.pages.page is Command.GO_CHECKS


def test_what_went_meanwhile_is_said_to_be_gone(
    bench: Workbench, settled: Settled, desk: Desk
) -> None:
    settled()
    page = page_of(bench)
    case = desk.case
    assert case is not None
    with case.edit("Add") as edit:
        edit.insert(Incident(title="Clash", date=Reported("some day")))
    settled()
    model = CheckModel(desk, page)
    model.hold(bench.pages.checking.report)
    case.undo()
    said = [str(model.index(row).data()) for row in range(model.rowCount())]
    assert "No longer in the case" in said


def test_numbers_are_written_as_preferred(bench: Workbench, settled: Settled, desk: Desk) -> None:
    case = desk.case
    assert case is not None
    with case.edit("Fill") as edit:
        edit.insert_many([Incident(title=f"Clash {n}") for n in range(1300)])
    settled()
    desk.prefer(NUMBER_STYLE, "point")
    assert bench.checks_line.button.text() == "1.304 checks to resolve"
    assert page_of(bench).counts.text() == "1.304 to resolve"


def test_nothing_is_checked_on_the_window_thread_and_a_closed_case_is_let_go(
    bench: Workbench, settled: Settled, desk: Desk, qtbot: QtBot
) -> None:
    settled()
    path = desk.case.path if desk.case else Path()
    desk.close_case()
    assert bench.pages.checking.report is None
    path.rename(path.with_name("moved.dossier"))
    qtbot.wait(100)
    assert bench.pages.checking.report is None


def test_a_file_that_is_busy_is_looked_at_later(
    bench: Workbench, settled: Settled, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    tries: list[None] = []
    real = checks.check

    def busy(*given: object, **more: object) -> checks.Report:
        tries.append(None)
        if len(tries) == 1:
            raise DossierError("The file is being written to.")
        return real(*given, **more)  # type: ignore[arg-type]  # passed on as they came

    settled()
    monkeypatch.setattr(checks, "check", busy)
    bench.pages.checking.begin()
    qtbot.waitUntil(lambda: bench.pages.checking.is_current, timeout=8000)
    assert len(tries) == 2


def test_a_check_is_dropped_when_an_edit_comes_in_between(
    bench: Workbench, settled: Settled, desk: Desk
) -> None:
    settled()
    found, case = bench.pages.checking, desk.case
    assert case is not None
    found.begin()
    assert not found.is_current
    first = case.all(Incident)[0]
    edits.change(case, dataclasses.replace(first, date=Reported("some day")))
    settled()
    assert found.report is not None
    keys = [one.rule.key for one in found.report.found]
    assert keys == ["unread_words", "bare_incident", "ungraded_source"]
