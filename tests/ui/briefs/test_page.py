"""The page of briefs: it shows the real PDF, follows every change, and says what is wrong."""

import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dossier.brief.compose import write_brief
from dossier.brief.document import Report
from dossier.brief.spec import Spec
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model.records import CaseInfo, Incident, Quote
from dossier.ui.actions import Command
from dossier.ui.briefs import proof
from dossier.ui.briefs.press import Press
from dossier.ui.briefs.proof import Proof
from dossier.ui.briefs.view import PdfView
from dossier.ui.briefs.wording import warning
from dossier.ui.crash import CrashHook
from dossier.ui.desk import Desk
from dossier.ui.jobs import Cancelled, Ticket
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.prompts import PromptDialog
from dossier.ui.window import Window
from ui.briefs.showing import (
    PATIENCE,
    anew,
    box_of,
    edit_first,
    open_page,
    picker_of,
    shown_proof,
    text_of,
    words_box,
)


def test_the_preview_shows_the_pages_that_the_report_counts(qtbot: QtBot, pane: BriefPane) -> None:
    shown = shown_proof(pane)
    assert pane.view.pages == shown.report.pages == len(shown.sizes) > 1
    assert pane.strip.of.text() == f"of {shown.report.pages}"
    assert pane.facts.text().startswith(f"{shown.report.pages} pages")
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None, timeout=PATIENCE)
    picture = pane.view.picture(1)
    assert picture is not None
    ink = {picture.image.pixelColor(x, 170).name() for x in range(picture.image.width())}
    assert len(ink) > 2  # the title stands there


def test_the_preview_is_the_brief_that_the_command_line_prints(
    pane: BriefPane, desk: Desk, tmp_path: Path
) -> None:
    assert desk.case is not None
    write_brief(desk.case, tmp_path / "cli.pdf", Spec())
    assert shown_proof(pane).data == (tmp_path / "cli.pdf").read_bytes()


def test_only_pages_on_screen_are_drawn(qtbot: QtBot, pane: BriefPane) -> None:
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None, timeout=PATIENCE)
    last = pane.view.pages
    assert pane.view.picture(last) is None
    pane.view.go_to(last)
    qtbot.waitUntil(lambda: pane.view.picture(last) is not None, timeout=PATIENCE)
    assert pane.view.page == last
    assert pane.strip.page.text() == str(last)


def test_the_brief_is_made_on_another_thread_while_the_window_goes_on(
    qtbot: QtBot, pane: BriefPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, threads, ticks = threading.Event(), [], []
    make = proof.make

    def wait_and_make(press: Press, case: Case, spec: Spec, ticket: Ticket) -> Proof | DossierError:
        threads.append(threading.get_ident())
        assert release.wait(30)
        return make(press, case, spec, ticket)

    monkeypatch.setattr(proof, "make", wait_and_make)
    timer = QTimer(pane)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(5)
    before = shown_proof(pane)
    box_of(pane, "Discrepancies").click()
    qtbot.waitUntil(lambda: len(threads) == 1, timeout=PATIENCE)
    count = len(ticks)
    qtbot.waitUntil(lambda: len(ticks) > count + 5, timeout=PATIENCE)
    assert pane.errand.proof is before  # the old pages stay until the new ones are there
    assert pane.view.pages == before.report.pages
    with qtbot.waitSignal(pane.errand.made, timeout=PATIENCE):
        release.set()
    assert threads[0] != threading.get_ident()


def test_a_new_change_cancels_what_is_being_made(
    qtbot: QtBot, pane: BriefPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[tuple[str, ...]] = []
    ended: list[tuple[str, ...]] = []
    make = proof.make

    def make_the_last(press: Press, case: Case, spec: Spec, ticket: Ticket) -> Proof | DossierError:
        begun.append(spec.names)
        while "annex_names" in spec.names:
            try:
                ticket.check()
            except Cancelled:
                ended.append(spec.names)
                raise
            time.sleep(0.002)
        return make(press, case, spec, ticket)

    monkeypatch.setattr(proof, "make", make_the_last)
    box_of(pane, "Discrepancies").click()
    qtbot.waitUntil(lambda: len(begun) == 1, timeout=PATIENCE)
    made = anew(qtbot, pane, box_of(pane, "Annex: names").click)
    assert ended == begun[:1]
    assert "annex_names" not in made.spec.names
    assert "discrepancies" not in made.spec.names


def test_what_the_user_stops_is_not_passed_off_as_current(
    qtbot: QtBot, window: Window, pane: BriefPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wait(_press: Press, _case: Case, _spec: Spec, ticket: Ticket) -> Proof:
        while True:
            ticket.check()
            time.sleep(0.002)

    monkeypatch.setattr(proof, "make", wait)
    box_of(pane, "Discrepancies").click()
    qtbot.waitUntil(window.status.jobs.isVisible, timeout=PATIENCE)
    with qtbot.waitSignal(pane.errand.stopped, timeout=PATIENCE):
        window.status.jobs.cancel.click()
    assert not pane.save.isEnabled()
    assert "Stopped" in pane.facts.text()


def test_an_edit_makes_the_brief_anew(qtbot: QtBot, pane: BriefPane, desk: Desk) -> None:
    made = anew(qtbot, pane, lambda: desk.run(edit_first(Incident, title="Renamed beside it")))
    assert "Renamed beside it" in text_of(made.data)
    anew(qtbot, pane, desk.undo)
    assert "Renamed beside it" not in text_of(shown_proof(pane).data)


def test_an_edit_on_another_page_is_printed_when_the_page_is_shown_again(
    qtbot: QtBot, window: Window, pane: BriefPane, desk: Desk
) -> None:
    before = shown_proof(pane)
    window.actions_.get(Command.GO_INCIDENTS).trigger()
    desk.run(edit_first(Incident, title="Renamed elsewhere"))
    qtbot.wait(400)
    assert pane.errand.proof is before  # nobody looks
    made = anew(qtbot, pane, window.actions_.get(Command.GO_BRIEFS).trigger)
    assert "Renamed elsewhere" in text_of(made.data)


def test_a_quotation_that_differs_is_told_on_the_page_and_mended_there(
    qtbot: QtBot, pane: BriefPane, desk: Desk
) -> None:
    spoil = edit_first(Quote, text="In between and today many such attempts were made")
    with qtbot.waitSignal(pane.errand.made, timeout=PATIENCE):
        desk.run(spoil)
    assert pane.stack.currentWidget() is pane.trouble
    said = " ".join(shown.text() for shown in pane.trouble.findChildren(QLabel))
    assert "Q-0001 differs from its source" in said
    assert "as a paraphrase" in said
    assert not pane.save.isEnabled()
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog)] == []
    anew(qtbot, pane, desk.undo)
    assert pane.stack.currentIndex() == 0


def test_a_mark_that_is_too_weak_is_told_on_the_page(
    qtbot: QtBot, pane: BriefPane, desk: Desk
) -> None:
    picker = picker_of(pane, "Handling mark")
    anew(qtbot, pane, lambda: picker.setCurrentIndex(picker.findText("TLP:GREEN")))
    with qtbot.waitSignal(pane.errand.made, timeout=PATIENCE):
        desk.run(edit_first(Incident, handling="TLP:AMBER"))
    said = " ".join(shown.text() for shown in pane.trouble.findChildren(QLabel))
    assert "TLP:GREEN is weaker" in said
    assert "Choose TLP:AMBER or a stricter mark" in said


def test_an_empty_case_is_told_in_words(window: Window, desk: Desk, tmp_path: Path) -> None:
    assert desk.new_case(tmp_path / "new.dossier", CaseInfo(title="New"))
    pane = open_page(window)
    assert pane.stack.currentWidget() is pane.empty
    assert not pane.errand.is_busy
    pane.empty.first.click()
    assert window.workbench is not None
    assert window.workbench.pages.page is Command.GO_INCIDENTS


def test_characters_that_no_font_has_are_named(pane: BriefPane) -> None:
    shown = replace(shown_proof(pane), report=Report(pages=1, missing={"\U0001f600": 2}))
    assert "\U0001f600 U+1F600" in warning(shown)


def test_closing_the_case_forgets_its_pages(pane: BriefPane, desk: Desk) -> None:
    desk.close_case()
    assert pane.view.pages == 0
    assert pane.errand.proof is None
    assert pane.facts.text() == ""


def test_the_page_and_its_threads_end_with_the_window(
    qtbot: QtBot, desk: Desk, sample_path: Path
) -> None:
    window = Window(desk, CrashHook(desk.prompts))
    window.show()
    assert desk.open_case(sample_path)
    pane = open_page(window)
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None, timeout=PATIENCE)
    box_of(pane, "Distances").click()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not any(isinstance(widget, PdfView) for widget in QApplication.allWidgets())


def test_tab_reaches_every_control_and_leaves_the_preview(
    qtbot: QtBot, window: Window, pane: BriefPane
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    pane.setFocus()
    reached: set[QWidget] = set()
    for _ in range(200):
        widget = QApplication.focusWidget()
        assert widget is not None
        if not pane.isAncestorOf(widget):
            break
        reached.add(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert {pane.view, pane.save, pane.paper, pane.strip.page, words_box(pane)} <= reached
    assert set(pane.findChildren(QCheckBox)) <= reached
