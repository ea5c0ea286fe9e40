"""Selected words become quotes, claims and incidents, each in one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from dossier.case import edits, passages
from dossier.model.records import UNNAMED_SPEAKER, Actor, Claim, Incident, Quote
from dossier.model.terms import Attribute, Measure, Qualifier, QuoteKind
from dossier.ui.desk import Desk
from dossier.ui.reader.page import ReaderPage
from ui.reader.article import ARTICLE, choose, cited, press


def test_q_quotes_the_words_without_their_marks_in_one_step(
    reader: ReaderPage, desk: Desk, steps: list[str]
) -> None:
    choose(reader, "“We took this decision e\u0301n good faith,”")
    press(reader.text, Qt.Key.Key_Q)
    assert desk.case is not None
    (quote,) = desk.case.all(Quote)
    words = "We took this decision e\u0301n good faith"
    assert quote.text == cited(desk, quote).exact == words
    assert cited(desk, quote).start == ARTICLE.index(words)
    assert cited(desk, quote).locator == "3"
    assert (quote.form, quote.description) == (QuoteKind.VERBATIM, "")
    assert quote.speaker == desk.case.all(Actor)[0].id, "named beside “said”, and known"
    assert steps == ["Add quote Q-0001 from S-0002"]


def test_a_new_quote_asks_for_its_speaker_who_takes_the_place_of_the_stand_in(
    reader: ReaderPage, desk: Desk, steps: list[str]
) -> None:
    choose(reader, "We took this decision")
    press(reader.text, Qt.Key.Key_Q)
    assert desk.case is not None
    assert [quote.description for quote in desk.case.all(Quote)] == [UNNAMED_SPEAKER]
    form = reader.record.inspector.form
    assert form is not None
    speaker = form.rows["speaker"].control
    focus = reader.window().focusWidget()
    assert focus is not None
    assert speaker.isAncestorOf(focus)
    QTest.keyClicks(focus, "Sherzod Asadov")
    press(focus, Qt.Key.Key_Tab)
    (quote,) = desk.case.all(Quote)
    assert quote.speaker == desk.case.all(Actor)[0].id
    assert quote.description == ""
    assert len(steps) == 2


def test_c_enters_a_count_for_an_incident(reader: ReaderPage, desk: Desk, steps: list[str]) -> None:
    choose(reader, "More than 130 soldiers")
    press(reader.text, Qt.Key.Key_C)
    assert desk.case is not None
    (claim,) = desk.case.all(Claim)
    assert claim.count is not None
    assert (claim.count.qualifier, claim.count.low) == (Qualifier.MORE_THAN, 131)
    assert (claim.attribute, claim.measure) == (Attribute.COUNT, Measure.CROSSED)
    assert (claim.unit, claim.stated) == ("soldiers", "More than 130 soldiers")
    assert desk.case.get(Incident, claim.incident or 0).reference
    assert len(steps) == 1


def test_a_claim_goes_to_the_incident_made_last_and_can_be_moved(
    reader: ReaderPage, desk: Desk
) -> None:
    choose(reader, "soldiers crossed at Shir Khan Bandar.")
    press(reader.text, Qt.Key.Key_I)
    choose(reader, "More than 130")
    press(reader.text, Qt.Key.Key_C)
    assert desk.case is not None
    made = max(desk.case.all(Incident), key=lambda one: one.reference)
    assert made.title == "soldiers crossed at Shir Khan Bandar"
    assert {claim.incident for claim in desk.case.all(Claim)} == {made.id}
    other = min(desk.case.all(Incident), key=lambda one: one.reference)
    control = reader.record.incident.control
    control._take(other.id, other.title)  # type: ignore[attr-defined]  # as its list does
    reader.record._choose_incident()
    moved = next(one for one in desk.case.all(Claim) if one.attribute == Attribute.COUNT)
    assert moved.incident == other.id


def test_leaving_a_new_claim_for_the_cards_changes_nothing_more(
    reader: ReaderPage, steps: list[str]
) -> None:
    choose(reader, "More than 130")
    press(reader.text, Qt.Key.Key_C)
    QTest.mouseClick(reader.record.back, Qt.MouseButton.LeftButton)
    assert reader.right.currentWidget() is reader.cards
    assert len(steps) == 1
    assert reader.window().findChildren(QDialog) == []


def test_without_an_incident_a_claim_is_refused_with_words(
    reader: ReaderPage, desk: Desk, steps: list[str]
) -> None:
    assert desk.case is not None
    edits.trash(desk.case, "incident", [one.id for one in desk.case.all(Incident)])
    told: list[str] = []
    desk.told.connect(lambda words, _: told.append(words))
    choose(reader, "More than 130")
    press(reader.text, Qt.Key.Key_C)
    assert desk.case.all(Claim) == []
    assert "press I first" in told[0]
    assert len(steps) == 1


def test_i_begins_an_incident_that_cites_its_words(
    reader: ReaderPage, desk: Desk, steps: list[str]
) -> None:
    start, end = choose(reader, "More than 130 soldiers crossed at Shir Khan Bandar.")
    press(reader.text, Qt.Key.Key_I)
    assert desk.case is not None
    (claim,) = desk.case.all(Claim)
    made = desk.case.get(Incident, claim.incident or 0)
    assert made.title == "More than 130 soldiers crossed at Shir Khan Bandar"
    assert (cited(desk, claim).start, cited(desk, claim).end) == (start, end)
    assert len(steps) == 1
    assert (reader.record.kind, reader.record.id) == ("incident", made.id)


@pytest.mark.parametrize("key", [Qt.Key.Key_Q, Qt.Key.Key_C, Qt.Key.Key_I])
def test_undo_takes_the_whole_step_back(reader: ReaderPage, desk: Desk, key: Qt.Key) -> None:
    assert desk.case is not None
    before = desk.case.state_hash
    choose(reader, "More than 130 soldiers")
    press(reader.text, key)
    assert desk.case.state_hash != before
    assert reader.text.painted()
    desk.undo()
    assert desk.case.state_hash == before
    assert reader.text.painted() == []
    assert reader.right.currentWidget() is reader.cards


def test_letters_make_nothing_while_nothing_is_selected(
    reader: ReaderPage, steps: list[str]
) -> None:
    reader.text.unselect()
    for key in (Qt.Key.Key_Q, Qt.Key.Key_C, Qt.Key.Key_I):
        press(reader.text, key)
    assert steps == []


def test_a_second_claim_on_the_same_words_shares_the_passage(desk: Desk, text: int) -> None:
    assert desk.case is not None
    incident = desk.case.all(Incident)[0].id
    start = ARTICLE.index("More than")
    one, other = (
        passages.claim_passage(desk.case, text, start, start + 13, incident) for _ in range(2)
    )
    assert one.citation == other.citation


def test_a_speaker_read_from_the_text_is_said_to_be_so_and_can_be_overtyped(
    reader: ReaderPage, desk: Desk
) -> None:
    choose(reader, "“We took this decision e\u0301n good faith,”")
    press(reader.text, Qt.Key.Key_Q)
    form = reader.record.inspector.form
    assert form is not None
    row = form.rows["speaker"]
    focus = reader.window().focusWidget()
    assert isinstance(focus, QLineEdit)
    assert focus.selectedText() == "Sherzod Asadov"
    assert row.made.text().startswith("Read from the text")
    QTest.keyClicks(focus, "S")
    assert row.made.text() == ""
    assert desk.case is not None
    desk.undo()
    assert desk.case.all(Quote) == []


def test_a_name_that_the_case_does_not_know_waits_in_the_line(
    reader: ReaderPage, desk: Desk
) -> None:
    assert desk.case is not None
    edits.trash(desk.case, "actor", [one.id for one in desk.case.all(Actor)])
    choose(reader, "“We took this decision e\u0301n good faith,”")
    press(reader.text, Qt.Key.Key_Q)
    form = reader.record.inspector.form
    assert form is not None
    assert form.rows["speaker"].control.entered()[0] == "Sherzod Asadov"
    assert "Press Down to add" in form.rows["speaker"].made.text()
    (quote,) = desk.case.all(Quote)
    assert quote.description == UNNAMED_SPEAKER
