"""The preview: pages, zoom, links, by keys and by mouse."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
)
from pytestqt.qtbot import QtBot

from dossier.brief.blocks import Paragraph, Run
from dossier.brief.document import Document
from dossier.brief.press import render
from dossier.ui.actions import Command
from dossier.ui.briefs.pdf import Goal, Pdf
from dossier.ui.briefs.sheets import MARGIN, fitting, lay_out
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.window import Window
from ui.briefs.showing import PATIENCE


def test_a_note_leads_to_its_place_and_back_again(qtbot: QtBot, pane: BriefPane) -> None:
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None, timeout=PATIENCE)
    picture = pane.view.picture(1)
    assert picture is not None
    link = next(link for link in picture.links if isinstance(link.goal, Goal))
    assert isinstance(link.goal, Goal)
    pane.view.setFocus()
    for _ in range(len(picture.links)):
        QTest.keyClick(pane.view, Qt.Key.Key_L)
        if pane.view.chosen == (0, link):
            break
    QTest.keyClick(pane.view, Qt.Key.Key_Return)
    place = pane.view._sheets.height_of(link.goal.page, link.goal.top)
    assert 0 <= place - pane.view.verticalScrollBar().value() < pane.view.viewport().height() / 4
    assert pane.strip.back.isVisible()
    QTest.keyClick(pane.view, Qt.Key.Key_Backspace)
    assert pane.view.page == 1
    assert not pane.strip.back.isVisible()


def test_pictures_go_with_the_page_and_come_back_with_it(qtbot: QtBot, pane: BriefPane) -> None:
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None, timeout=PATIENCE)
    pane.hide()
    assert pane.view.picture(1) is None
    pane.show()
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None, timeout=PATIENCE)


def test_an_address_is_shown_and_not_opened(
    pane: BriefPane, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr("PySide6.QtGui.QDesktopServices.openUrl", opened.append)
    words = Paragraph((Run("Outside", link="https://example.org/?a=1&b=<2>"),))
    out = BytesIO()
    render(Document("Links", (words,), datetime(2021, 7, 1, tzinfo=UTC)), out)
    pdf = Pdf(out.getvalue())
    (link,) = pdf.draw(0, 10)[1]
    pdf.close()
    pane.view.follow(link)
    assert "https://example.org/?a=1&b=" in pane.address.text()
    assert opened == []


def test_zoom_keeps_to_its_limits_and_follows_the_width(window: Window, pane: BriefPane) -> None:
    fitted = pane.view.zoom
    assert pane.view.fits
    window.actions_.get(Command.ZOOM_IN).trigger()
    assert pane.view.zoom > fitted
    for _ in range(30):
        window.actions_.get(Command.ZOOM_OUT).trigger()
    assert 0.2 < pane.view.zoom < fitted
    window.actions_.get(Command.FIT_WIDTH).trigger()
    assert pane.view.zoom == pytest.approx(fitted)
    window.resize(window.width() + 300, window.height())
    QApplication.processEvents()
    assert pane.view.zoom > fitted


def test_the_wheel_zooms_with_ctrl_where_the_mouse_is(pane: BriefPane) -> None:
    view = pane.view
    at = QPoint(view.viewport().width() // 2, 200)
    before = view.place_under(at)
    turn = QWheelEvent(
        QPointF(at), QPointF(view.viewport().mapToGlobal(at)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    zoom = view.zoom
    QApplication.sendEvent(view.viewport(), turn)
    assert view.zoom > zoom
    assert view.place_under(at)[1:] == pytest.approx(before[1:], abs=2)


def test_a_page_is_reached_by_its_number(pane: BriefPane) -> None:
    pane.strip.page.setFocus()
    pane.strip.page.selectAll()
    QTest.keyClicks(pane.strip.page, "3")
    QTest.keyClick(pane.strip.page, Qt.Key.Key_Return)
    assert pane.view.page == 3
    pane.strip.after.click()
    assert pane.view.page == 4


def test_pages_lie_beneath_each_other_in_the_middle() -> None:
    sheets = lay_out(((600.0, 800.0), (300.0, 800.0)), 0.75, 1000)
    assert [place.width() for place in sheets.places] == [600, 300]
    assert [place.center().x() for place in sheets.places] == [499, 499]
    assert sheets.places[1].top() > sheets.places[0].bottom()
    assert list(sheets.seen(0, 100)) == [0]
    assert list(sheets.seen(700, 1000)) == [0, 1]
    assert fitting(((600.0, 800.0),), 800 + 2 * MARGIN) == pytest.approx(1.0)
    assert lay_out((), 1.0, 100).page_at(50) == 0


def test_the_mouse_finds_a_note_number_it_nearly_hits(qtbot: QtBot, pane: BriefPane) -> None:
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None, timeout=PATIENCE)
    picture = pane.view.picture(1)
    assert picture is not None
    link = next(link for link in picture.links if isinstance(link.goal, Goal) and link.goal.page)
    left, top, right, _ = link.box
    beside = QPoint(round((left + right) / 2), round(top))
    place = next(
        QPoint(x, y)
        for y in range(pane.view.viewport().height())
        for x in range(0, pane.view.viewport().width(), 2)
        if (found := pane.view.place_under(QPoint(x, y)))[0] == 0
        and abs(found[1] - beside.x()) < 2
        and abs(found[2] - beside.y()) < 2
    )
    QTest.mouseClick(pane.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert isinstance(link.goal, Goal)
    assert pane.view.page == link.goal.page + 1
    assert pane.view.can_return
