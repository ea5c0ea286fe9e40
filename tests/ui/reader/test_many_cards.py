"""Where much was made of a text, its cards come in turns; what they show is never of another."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from dossier.case import edits
from dossier.case.case import Case
from dossier.model import anchors
from dossier.model.records import Citation, Claim, Incident, Quote, Source, Text
from dossier.model.terms import Attribute
from dossier.ui.desk import Desk
from dossier.ui.preferences import Appearance
from dossier.ui.reader.cards import HINT, CardPane
from dossier.ui.reader.page import ReaderPage
from dossier.ui.window import Window
from ui.reader.article import wake

_COUNT = 90
_WORDS = "53 soldiers"


@pytest.fixture
def many(case: Case) -> int:
    """A source of which many claims and a quote were made."""
    body = "\n\n".join(f"{_WORDS} crossed the river on day {n}." for n in range(_COUNT))
    source = edits.paste_source(case, Source(title="Long"), body)
    text = case.children(Text, "source", [source.id])[source.id][0].id
    incident = case.all(Incident)[0].id
    with case.edit("Mark") as edit:
        for n in range(_COUNT):
            at = body.index(f"on day {n}.") - len(f"{_WORDS} crossed the river ")
            exact = anchors.anchor(body, at, at + len(_WORDS)).exact
            citation = edit.insert(
                Citation(text=text, start=at, end=at + len(_WORDS), exact=exact)
            ).id
            edit.insert(
                Claim(
                    incident=incident,
                    citation=citation,
                    attribute=Attribute.OTHER,
                    stated=f"{_WORDS}, {n}",
                    stance="asserts",
                )
            )
        edit.insert(Quote(reference="Q-0900", text=_WORDS, citation=citation, description="x"))
    return source.id


def read(window: Window, source: int) -> ReaderPage:
    """Open a source in the reader of the window."""
    assert window.workbench is not None
    window.workbench.read("source", source)
    reader = window.workbench.pages.reader
    assert reader is not None
    wake(window)
    return reader


def shown(reader: ReaderPage) -> list[tuple[str, int]]:
    """Kinds and ids of the cards in the list."""
    return [(card.kind, card.id) for card in reader.cards.list.cards.cards]


def test_all_cards_come_in_the_order_of_the_text(
    open_window: Window, case: Case, many: int, qtbot: QtBot
) -> None:
    reader = read(open_window, many)
    reader.cards.tabs.setCurrentIndex(1)
    claims = sorted(case.all(Claim), key=lambda one: one.id)
    qtbot.waitUntil(lambda: shown(reader) == [("claim", one.id) for one in claims])


def test_a_card_that_is_wanted_while_they_come_is_current_in_the_end(
    open_window: Window, case: Case, many: int, qtbot: QtBot
) -> None:
    reader = read(open_window, many)
    last = case.all(Claim)[-1].id
    reader.cards.show_card("claim", last)
    qtbot.waitUntil(lambda: reader.cards.list.current is not None)
    current = reader.cards.list.current
    assert current is not None
    assert (current.kind, current.id) == ("claim", last)
    assert (
        reader.cards.list.viewport()
        .rect()
        .intersects(reader.cards.list.visualRect(reader.cards.list.currentIndex()))
    )


def test_another_source_shows_no_card_of_the_one_before(
    open_window: Window, desk: Desk, case: Case, many: int, qtbot: QtBot
) -> None:
    reader = read(open_window, many)
    qtbot.waitUntil(lambda: bool(shown(reader)))
    other = edits.paste_source(case, Source(title="Short"), "Nothing was made of this.")
    desk.asking.large = 0  # as in a large case
    reader.show_source(other.id)
    assert shown(reader) == []
    QTest.qWait(50)
    assert shown(reader) == []
    reader.show_source(many)
    reader.show_source(other.id)
    QTest.qWait(50)
    assert shown(reader) == []
    assert reader.text.painted() == []


def test_in_a_large_case_the_marks_are_there_for_what_needs_them_at_once(
    open_window: Window, desk: Desk, case: Case, many: int
) -> None:
    desk.asking.large = 0
    reader = read(open_window, many)
    claim = case.all(Claim)[5]
    assert claim.citation is not None
    reader.show_passage(reader.sheet.text_id, claim.citation)
    start = case.get(Citation, claim.citation).start or 0
    assert reader.text.selected() == (start, start + len(_WORDS))


def test_cards_are_as_high_as_their_lines_need_in_whatever_width(
    open_window: Window, many: int, qtbot: QtBot
) -> None:
    reader = read(open_window, many)
    cards = reader.cards.list
    reader.cards.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: len(shown(reader)) > 40)

    def fits() -> bool:
        width = cards.viewport().width()
        return all(
            cards.visualRect(cards.cards.index(row)).height()
            == cards.delegate.measure(card, width).height
            for row, card in enumerate(cards.cards.cards)
        )

    qtbot.waitUntil(fits)
    before = cards.viewport().width()
    reader.right.setMinimumWidth(before - 60)
    reader.right.setMaximumWidth(before - 60)
    qtbot.waitUntil(lambda: cards.viewport().width() < before and fits())


def test_the_hint_keeps_its_margins_where_it_was_dressed_in_a_room_lower_than_they_are(
    qtbot: QtBot, desk: Desk
) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    pane = CardPane(desk, room)
    (hint,) = (it for it in pane.findChildren(QLabel) if it.text() == HINT)
    pane.resize(100, 30)
    layout = pane.layout()
    assert layout is not None
    layout.activate()
    hint.ensurePolished()
    desk.theme.set_appearance(Appearance.DARK)
    pane.resize(348, 700)
    room.show()
    assert hint.mapTo(pane, hint.contentsRect().topLeft()).x() == 16
