"""Passages are painted where they stand; cards and words lead to each other."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dossier.case import marks
from dossier.model.records import Actor, Incident
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.reader.page import ReaderPage
from dossier.ui.window import Window
from ui.reader.article import ARTICLE, cited, make_both, press


def test_painted_passages_are_the_stored_anchors(reader: ReaderPage, desk: Desk, text: int) -> None:
    quote, claim = make_both(desk, text)
    stored = [(cited(desk, one).start, cited(desk, one).end) for one in (claim, quote)]
    assert reader.text.painted() == stored
    assert [mark.id for mark in reader.cards.list.cards.marks] == [claim.id, quote.id]


def test_painted_passages_come_back_with_the_case(
    reader: ReaderPage, open_window: Window, desk: Desk, text: int
) -> None:
    make_both(desk, text)
    painted = reader.text.painted()
    assert desk.case is not None
    path, source = desk.case.path, reader.source
    desk.close_case()
    assert reader.text.painted() == []
    assert desk.open_case(path)
    assert open_window.workbench is not None
    open_window.workbench.read("source", source)
    assert reader.text.painted() == painted
    assert reader.text.body.text == ARTICLE


def test_a_card_leads_to_its_words_and_words_to_their_card(
    reader: ReaderPage, desk: Desk, text: int
) -> None:
    quote, claim = make_both(desk, text)
    cards = reader.cards.list
    QTest.mouseClick(
        cards.viewport(),
        Qt.MouseButton.LeftButton,
        pos=cards.visualRect(cards.cards.index(1)).center(),
    )
    assert reader.text.selected() == (cited(desk, quote).start, cited(desk, quote).end)
    assert not reader.sheet.bar.isVisible()
    place = reader.text.place_of((cited(desk, claim).start or 0) + 4).center()
    QTest.mouseClick(reader.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cards.currentIndex().row() == 0
    assert (reader.record.kind, reader.record.id) == ("claim", claim.id)
    press(reader.record.back, Qt.Key.Key_Space)
    assert reader.right.currentWidget() is reader.cards


def test_a_quote_leads_from_its_own_page_to_its_words(
    reader: ReaderPage, open_window: Window, desk: Desk, text: int
) -> None:
    quote, _ = make_both(desk, text)
    bench = open_window.workbench
    assert bench is not None
    bench.go_to("quote", quote.id)
    assert bench.pages.reader is None
    open_window.actions_.get(Command.READ).trigger()
    assert bench.pages.reader is reader
    assert reader.text.selected() == (cited(desk, quote).start, cited(desk, quote).end)


def test_evidence_leads_to_the_passage(
    reader: ReaderPage, open_window: Window, desk: Desk, text: int
) -> None:
    _, claim = make_both(desk, text)
    bench = open_window.workbench
    assert bench is not None
    bench.go_to("incident", claim.incident or 0)
    bench.inspector.tabs.setCurrentWidget(bench.inspector.evidence)
    link = bench.inspector.evidence.cards[0].link
    assert link is not None
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert bench.pages.reader is reader
    assert reader.text.selected() == (cited(desk, claim).start, cited(desk, claim).end)


def test_the_spot_of_a_record_without_a_passage_is_none(open_desk: Desk) -> None:
    assert open_desk.case is not None
    assert marks.spot_of(open_desk.case, "incident", open_desk.case.all(Incident)[0].id) is None
    assert marks.spot_of(open_desk.case, "actor", open_desk.case.all(Actor)[0].id) is None
