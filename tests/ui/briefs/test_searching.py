"""Finding words on the pages of a brief."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dossier.ui.actions import Command
from dossier.ui.briefs.pdf import find_all
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.window import Window
from ui.briefs.showing import PATIENCE, anew, box_of, shown_proof


@pytest.fixture
def found(qtbot: QtBot, window: Window, pane: BriefPane) -> BriefPane:
    """The page of briefs, with "shortepa" looked for."""
    window.actions_.get(Command.FILTER).trigger()
    with qtbot.waitSignal(pane.search.searched, timeout=PATIENCE):
        pane.search.line.setText("shortepa")
        QTest.keyClick(pane.search.line, Qt.Key.Key_Return)
    return pane


def test_each_place_is_counted_marked_and_shown_in_turn(window: Window, found: BriefPane) -> None:
    hits = found.view.hits
    assert len(hits) > 5
    assert all(hit.boxes for hit in hits)
    assert found.search.count.text() == f"1 of {len(hits)}"
    window.actions_.get(Command.FIND_NEXT).trigger()
    assert found.search.count.text() == f"2 of {len(hits)}"
    for _ in range(len(hits) - 2):
        QTest.keyClick(found.search.line, Qt.Key.Key_Return)
    assert found.view.page == hits[-1].page + 1
    QTest.keyClick(found.search.line, Qt.Key.Key_Return)
    assert found.search.count.text() == f"1 of {len(hits)}"
    window.actions_.get(Command.FIND_BEFORE).trigger()
    assert found.search.count.text() == f"{len(hits)} of {len(hits)}"


def test_marks_stand_on_the_words_and_nowhere_else(qtbot: QtBot, found: BriefPane) -> None:
    view = found.view
    view.mark(view.hits, 0)
    page = view.hits[0].page
    qtbot.waitUntil(lambda: view.picture(page + 1) is not None, timeout=PATIENCE)
    left, top, _, bottom = view.hits[0].boxes[0]
    inside = view._sheets.places[page].translated(-view._corner()).topLeft()
    scale = view.zoom * 96 / 72
    at = inside.x() + round(left * scale), inside.y() + round((top + bottom) / 2 * scale)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(at[0] - 1, at[1]) != image.pixelColor(at[0] - 8, at[1])


def test_words_are_found_again_in_a_brief_that_was_made_anew(
    qtbot: QtBot, found: BriefPane
) -> None:
    before = len(found.view.hits)
    with qtbot.waitSignal(found.search.searched, timeout=PATIENCE):
        anew(qtbot, found, box_of(found, "Distances").click)
    assert 0 < len(found.view.hits) < before


def test_escape_takes_the_marks_away_and_goes_back_to_the_pages(found: BriefPane) -> None:
    QTest.keyClick(found.search.line, Qt.Key.Key_Escape)
    assert found.view.hits == ()
    assert not found.search.isVisible()
    assert found.view.hasFocus()


def test_after_escape_the_key_for_the_next_place_opens_the_line_again(
    window: Window, found: BriefPane
) -> None:
    QTest.keyClick(found.search.line, Qt.Key.Key_Escape)
    window.actions_.get(Command.FIND_NEXT).trigger()
    assert found.search.isVisible()
    assert found.search.line.hasFocus()


def test_what_is_not_there_is_said(qtbot: QtBot, found: BriefPane) -> None:
    with qtbot.waitSignal(found.search.searched, timeout=PATIENCE):
        found.search.line.setText("no such words")
    assert found.search.count.text() == "Not found"
    assert not found.search.after.isEnabled()
    QTest.keyClick(found.search.line, Qt.Key.Key_Return)


def test_words_in_arabic_script_are_found_and_a_search_ends_at_its_limit(pane: BriefPane) -> None:
    data = shown_proof(pane).data
    assert find_all(data, "شورتپه", 9)
    assert len(find_all(data, "soldiers", 3)) == 3


def answered(window: Window, pane: BriefPane) -> None:
    """Have words looked for whose answer waits to be heard."""
    window.actions_.get(Command.FILTER).trigger()
    pane.search.line.setText("shortepa")
    pane.search.search()
    pane.search._jobs._pool.waitForDone()


def test_an_answer_that_comes_after_escape_marks_nothing(
    qtbot: QtBot, window: Window, pane: BriefPane
) -> None:
    answered(window, pane)
    QTest.keyClick(pane.search.line, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(pane.search.searched, wait=100):
        pass
    assert pane.view.hits == ()


def test_an_answer_about_pages_that_are_gone_marks_nothing(
    qtbot: QtBot, window: Window, pane: BriefPane
) -> None:
    answered(window, pane)
    pane.search.hide()
    pane.view.clear()
    with qtbot.assertNotEmitted(pane.search.searched, wait=100):
        pass
    assert pane.view.hits == ()


def test_a_late_answer_leaves_the_newer_search_to_be_cancelled(
    window: Window, pane: BriefPane
) -> None:
    answered(window, pane)
    pane.search.line.setText("kaldar")
    pane.search.search()
    newer = pane.search._job
    QApplication.processEvents()
    assert pane.search._job is newer or newer is None
    assert newer is not None
    pane.search.leave()
    assert newer.ticket.unwanted.is_set()


def test_words_are_found_again_in_a_brief_that_was_made_while_the_page_was_away(
    qtbot: QtBot, window: Window, found: BriefPane
) -> None:
    before = len(found.view.hits)
    box_of(found, "Distances").click()
    with qtbot.waitSignal(found.search.searched, timeout=PATIENCE):
        window.actions_.get(Command.GO_INCIDENTS).trigger()
    assert 0 < len(found.view.hits) < before
    assert found.search.count.text().endswith(f" of {len(found.view.hits)}")
