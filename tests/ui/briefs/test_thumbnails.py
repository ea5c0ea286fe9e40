"""The pages as small pictures beside the preview."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dossier.ui.actions import Command
from dossier.ui.briefs.thumbnails import _EDITION
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.window import Window
from ui.briefs.showing import PATIENCE, anew, box_of


def drawn(pane: BriefPane) -> list[int]:
    """The rows whose pictures are of the brief that is shown."""
    small = pane.small
    return [row for row in range(small.count()) if not small._is_old(row)]


def test_pages_in_sight_are_drawn_when_they_are_asked_for(qtbot: QtBot, pane: BriefPane) -> None:
    assert not pane.small.isVisible()
    assert pane.small.count() == 0
    pane.strip.small.click()
    assert pane.small.count() == pane.view.pages > 2
    assert pane.small.item(1).text() == "2"
    qtbot.waitUntil(lambda: 0 in drawn(pane), timeout=PATIENCE)
    assert pane.small.item(0).data(_EDITION) == pane.small.renderer.edition
    pane.strip.small.click()
    assert pane.small.count() == 0


def test_a_page_is_gone_to_by_mouse_and_keys_and_followed_when_scrolling(pane: BriefPane) -> None:
    pane.strip.small.click()
    small, view = pane.small, pane.view
    small.setCurrentRow(2)
    assert view.page == 3
    small.setFocus()
    QTest.keyClick(small, Qt.Key.Key_Up)
    assert view.page == 2
    view.go_to(1)
    view.turned.emit()
    assert small.currentRow() == 0
    assert view.page == 1


def test_pictures_follow_a_brief_that_is_made_anew(qtbot: QtBot, pane: BriefPane) -> None:
    pane.strip.small.click()
    qtbot.waitUntil(lambda: 0 in drawn(pane), timeout=PATIENCE)
    edition = pane.small.renderer.edition
    anew(qtbot, pane, box_of(pane, "Distances").click)
    assert pane.small.count() == pane.view.pages
    qtbot.waitUntil(lambda: 0 in drawn(pane), timeout=PATIENCE)
    assert pane.small.renderer.edition > edition


def test_pages_made_while_the_page_was_away_have_pictures_too(
    qtbot: QtBot, window: Window, pane: BriefPane
) -> None:
    pane.strip.small.click()
    box_of(pane, "Distances").click()
    with qtbot.waitSignal(pane.errand.made, timeout=PATIENCE):
        window.actions_.get(Command.GO_INCIDENTS).trigger()
    assert pane.small.count() == pane.view.pages
