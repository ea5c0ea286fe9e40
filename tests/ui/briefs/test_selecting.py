"""Selecting words in the preview by mouse and keys, and copying them."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dossier.errors import DossierError
from dossier.ui.briefs import selecting
from dossier.ui.briefs.letters import PageText
from dossier.ui.briefs.pdf import Box, Goal, find_all
from dossier.ui.briefs.selecting import ProofView
from dossier.ui.jobs import Ticket
from dossier.ui.panes.briefs import BriefPane
from ui.briefs.showing import PATIENCE, anew, box_of, text_of

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton
WORD = "Tajikistan"


@pytest.fixture
def view(qtbot: QtBot, pane: BriefPane) -> ProofView:
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None, timeout=PATIENCE)
    QGuiApplication.clipboard().clear()
    pane.view.setFocus()
    return pane.view


def box_of_word(view: ProofView, word: str = WORD) -> Box:
    """Where a word stands on the first page."""
    return next(hit.boxes[0] for hit in find_all(view.data, word, 50) if hit.page == 0)


def at(view: ProofView, x: float, y: float) -> QPoint:
    """A place of the first page on the viewport."""
    scale = view.zoom * 96 / 72
    inside = QPoint(round(x * scale), round(y * scale))
    return view._sheets.places[0].topLeft() + inside - view._corner()


def drag(view: ProofView, box: Box) -> None:
    left, top, right, bottom = box
    middle = (top + bottom) / 2
    QTest.mousePress(view.viewport(), LEFT, pos=at(view, left, middle))
    QTest.mouseMove(view.viewport(), at(view, (left + right) / 2, middle))
    QTest.mouseMove(view.viewport(), at(view, right, middle))
    QTest.mouseRelease(view.viewport(), LEFT, pos=at(view, right, middle))


def test_words_that_are_dragged_over_are_selected_painted_and_copied(
    qtbot: QtBot, view: ProofView
) -> None:
    box = box_of_word(view)
    there = QRect(at(view, box[0], box[1]), at(view, box[2], box[3]))
    before = view.viewport().grab(there).toImage()
    drag(view, box)
    qtbot.waitUntil(lambda: view.selected == WORD)
    after = view.viewport().grab(there).toImage()
    changed = [
        before.pixelColor(x, y) != after.pixelColor(x, y)
        for x in range(1, after.width() - 1)
        for y in range(1, after.height() - 1)
        if before.pixelColor(x, y) == Qt.GlobalColor.white
    ]
    assert changed
    assert all(changed), "white paper is coloured below the whole word"
    QTest.keyClick(view, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == WORD


def test_a_page_is_read_once_for_all_moves_of_a_drag(
    qtbot: QtBot, view: ProofView, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, real = list[int](), selecting._read

    def counted(data: bytes, page: int, ticket: Ticket) -> PageText:
        read.append(page)
        return real(data, page, ticket)

    monkeypatch.setattr(selecting, "_read", counted)
    drag(view, box_of_word(view))
    view.clear_selection()
    drag(view, box_of_word(view))
    qtbot.waitUntil(lambda: view.selected == WORD)
    assert read == [0]


def test_after_a_page_that_could_not_be_read_nothing_copies_itself(
    qtbot: QtBot, view: ProofView, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken, qtbot.waitSignal(view.failed):
        broken.setattr(selecting, "_read", refuse)
        view.select_page()
        view.copy()
        qtbot.waitUntil(lambda: not view._jobs.running)
    view.select_page()
    qtbot.waitUntil(lambda: WORD in view.selected)
    assert QGuiApplication.clipboard().text() == ""


def refuse(*_: object) -> PageText:
    raise DossierError("This page cannot be read.")


def test_a_double_click_selects_a_word_and_a_click_nothing(qtbot: QtBot, view: ProofView) -> None:
    left, top, right, bottom = box_of_word(view)
    place = at(view, (left + right) / 2, (top + bottom) / 2)
    QTest.mouseDClick(view.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: view.selected == WORD)
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    assert view.selected == ""


def test_keys_select_the_page_and_copy_it_as_soon_as_it_is_read(
    qtbot: QtBot, view: ProofView
) -> None:
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    QTest.keyClick(view, Qt.Key.Key_C, CTRL)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "")
    copied = QGuiApplication.clipboard().text()
    assert WORD in copied
    assert len(copied.split()) > 20
    assert " ".join(copied.split())[:200] in " ".join(text_of(view.data).split())
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected == ""


def test_shift_goes_on_from_where_a_drag_began(qtbot: QtBot, view: ProofView) -> None:
    left, top, right, bottom = box_of_word(view)
    drag(view, (left, top, (left + right) / 2, bottom))
    qtbot.waitUntil(lambda: 0 < len(view.selected) < len(WORD))
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, at(view, right, (top + bottom) / 2))
    assert view.selected == WORD


def test_the_menu_copies_only_what_is_selected(qtbot: QtBot, view: ProofView) -> None:
    def menu() -> QMenu:
        place = view.viewport().rect().center()
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, place, view.viewport().mapToGlobal(place)
        )
        QApplication.sendEvent(view.viewport(), event)
        return next(m for m in view.findChildren(QMenu) if m.isVisible())

    first = menu()
    copy, page = first.actions()
    assert not copy.isEnabled()
    page.trigger()
    first.close()
    qtbot.waitUntil(lambda: view.selected != "")
    second = menu()
    second.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == view.selected
    second.close()


def test_nothing_is_selected_on_another_proof(
    qtbot: QtBot, view: ProofView, pane: BriefPane
) -> None:
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: view.selected != "")
    anew(qtbot, pane, box_of(pane, "Distances").click)
    assert view.selected == ""
    QTest.keyClick(view, Qt.Key.Key_A, CTRL)
    pane.view.clear()
    qtbot.wait(50)
    assert view.selected == ""


def test_a_hand_that_trembles_on_a_link_still_follows_it(view: ProofView) -> None:
    picture = view.picture(1)
    assert picture is not None
    link = next(link for link in picture.links if isinstance(link.goal, Goal))
    left, top, right, bottom = link.box
    place = at(view, (left + right) / 2, (top + bottom) / 2)
    QTest.mousePress(view.viewport(), LEFT, pos=place)
    QTest.mouseMove(view.viewport(), place + QPoint(1, 0))
    QTest.mouseRelease(view.viewport(), LEFT, pos=place + QPoint(1, 0))
    assert view.can_return
