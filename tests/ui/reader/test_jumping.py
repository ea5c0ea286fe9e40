"""Passages are painted where they stand; cards and words lead to each other."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dossier.case import edits, marks, passages
from dossier.exchange.sample import create_sample
from dossier.model.records import Actor, Attribution, Incident
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.reader.page import ReaderPage
from dossier.ui.window import Window
from ui.reader.article import ARTICLE, cited, make_both, press


def test_painted_passages_are_the_stored_anchors(reader: ReaderPage, desk: Desk, text: int) -> None:
    quote, claim = make_both(desk, text)
    stored = [(cited(desk, one).start, cited(desk, one).end) for one in (claim, quote)]
    assert reader.text.painted() == stored
    assert [card.id for card in reader.cards.list.cards.cards] == [quote.id]
    assert [reader.cards.tabs.tabText(at) for at in range(3)] == [
        "Quotes 1",
        "Claims 1",
        "Incidents 1",
    ]
    reader.cards.tabs.setCurrentIndex(1)
    assert [card.id for card in reader.cards.list.cards.cards] == [claim.id]


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
        pos=cards.visualRect(cards.cards.index(0)).topLeft() + QPoint(40, 30),
    )
    assert reader.text.selected() == (cited(desk, quote).start, cited(desk, quote).end)
    assert not reader.sheet.bar.isVisible()
    place = reader.text.place_of((cited(desk, claim).start or 0) + 4).center()
    QTest.mouseClick(reader.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert cards.current is not None
    assert (cards.current.kind, cards.current.id) == ("claim", claim.id)
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


@pytest.mark.parametrize("reference", ["INC-0001", "INC-0002", "INC-0003", "INC-0004"])
def test_the_first_jump_shows_its_words_once_all_is_laid_out(
    qtbot: QtBot, window: Window, desk: Desk, tmp_path: Path, reference: str
) -> None:
    create_sample(tmp_path / "sample.dossier").close()
    window.resize(1280, 800)
    assert desk.open_case(tmp_path / "sample.dossier")
    assert desk.case is not None
    assert window.workbench is not None
    (incident,) = (it for it in desk.case.all(Incident) if it.reference == reference)
    window.workbench.go_to("incident", incident.id)
    window.actions_.get(Command.READ).trigger()
    reader = window.workbench.pages.reader
    assert reader is not None
    qtbot.wait(100)
    selected = reader.text.selected()
    assert selected is not None
    for at in selected:
        assert reader.text.viewport().rect().contains(reader.text.place_of(at)), reference


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


def click_chip(reader: ReaderPage, row: int, words: str) -> None:
    """Click the chip of a card that bears these words."""
    cards = reader.cards.list
    index = cards.cards.index(row)
    card = cards.cards.cards[row]
    places = cards.delegate._chips_in(card, cards.visualRect(index), cards.layoutDirection())
    place = next(place for chip, place in places if words in chip.words)
    QTest.mouseClick(cards.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def test_a_chip_leads_to_the_words_and_to_the_page_of_the_incident(
    reader: ReaderPage, open_window: Window, desk: Desk, text: int
) -> None:
    _, claim = make_both(desk, text)
    reader.cards.tabs.setCurrentIndex(1)
    click_chip(reader, 0, "S-0002 ¶2")
    assert reader.text.selected() == (cited(desk, claim).start, cited(desk, claim).end)
    assert reader.text.hasFocus()
    click_chip(reader, 0, "INC-0001")
    bench = open_window.workbench
    assert bench is not None
    assert bench.pages.records is not None
    assert bench.pages.records.kind.name == "incident"
    assert bench.pages.records.current == claim.incident


def test_a_quote_that_bears_on_nothing_asks_for_its_incident_in_its_form(
    reader: ReaderPage, desk: Desk, text: int
) -> None:
    quote, _ = make_both(desk, text)
    click_chip(reader, 0, "Link to incident")
    assert (reader.record.kind, reader.record.id) == ("quote", quote.id)
    form = reader.record.inspector.form
    assert form is not None
    (row,) = form.groups["quote_incident"].rows
    assert row.opened


def test_an_incident_has_one_card_however_often_the_text_tells_of_it(
    reader: ReaderPage, desk: Desk, text: int
) -> None:
    assert desk.case is not None
    _, claim = make_both(desk, text)
    start = ARTICLE.index("crossed at")
    passages.claim_passage(desk.case, text, start, start + 7, claim.incident or 0)
    reader.cards.tabs.setCurrentIndex(2)
    (card,) = reader.cards.list.cards.cards
    assert card.spoken.startswith("Incident. 134 soldiers cross at Shir Khan Bandar. ")
    assert "2 claims here" in card.spoken
    reader.cards.list.setFocus()
    press(reader.cards.list, Qt.Key.Key_Down)
    press(reader.cards.list, Qt.Key.Key_Return)
    assert (reader.record.kind, reader.record.id) == ("incident", claim.incident)


def test_the_chain_of_the_card_in_hand_stands_at_the_foot(
    reader: ReaderPage, desk: Desk, text: int
) -> None:
    quote, _ = make_both(desk, text)
    assert desk.case is not None
    step = Attribution(actor=desk.case.all(Actor)[0].id, verb="said")
    edits.set_children(desk.case, "citation", quote.citation or 0, Attribution, [step])
    reader.cards.show_card("quote", quote.id)
    assert reader.cards.chain.text().startswith("Sherzod Asadov said")
