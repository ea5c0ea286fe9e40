"""A new claim in the evidence tab: read from its words, stored when complete, never lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dossier.case.case import Case
from dossier.model.counts import read
from dossier.model.records import Claim
from dossier.ui.desk import Desk
from dossier.ui.forms.form import Form
from dossier.ui.panes.inspector import Inspector
from dossier.ui.panes.new_claim import NewClaim
from ui.inspecting import incidents


@pytest.fixture
def inspector(open_desk: Desk, inspector: Inspector) -> Inspector:
    """The inspector with the evidence of an incident."""
    inspector.show_record("incident", incidents(open_desk)[0].id)
    inspector.tabs.setCurrentWidget(inspector.evidence)
    QApplication.processEvents()
    return inspector


@pytest.fixture
def new(inspector: Inspector) -> NewClaim:
    return inspector.evidence.new_claim


def focus() -> QWidget:
    QApplication.processEvents()
    now = QApplication.focusWidget()
    assert now is not None
    return now


def begin(new: NewClaim, words: str) -> Form:
    new.opener.setFocus()
    QTest.keyClick(new.opener, Qt.Key.Key_Space)
    QTest.keyClicks(focus(), words)
    assert new.form is not None
    return new.form


def test_the_count_is_read_from_the_words_while_they_are_typed(new: NewClaim) -> None:
    form = begin(new, "more than 130 soldiers crossed")
    assert form.rows["count"].control.value() == read("more than 130")
    assert form.rows["count"].sentence.text() == "131 or more"
    assert form.rows["stated"].made.text() == "more than 130, so 131 or more"
    assert form.rows["attribute"].control.value() == "count"
    assert form.rows["measure"].control.value() == "crossed"


def test_what_somebody_chose_is_not_read_again(new: NewClaim) -> None:
    form = begin(new, "134 ")
    form.rows["measure"].control.load("returned")
    form.rows["stated"].control.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_End)
    QTest.keyClicks(focus(), "crossed")
    assert form.rows["measure"].control.value() == "returned"
    assert form.rows["count"].control.value() == read("134")


def test_a_claim_is_entered_by_keyboard_and_shown_as_a_card(
    new: NewClaim, inspector: Inspector, case: Case, open_desk: Desk
) -> None:
    begin(new, "134 crossed")
    QTest.keyClick(focus(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (claim,) = case.all(Claim)
    assert (claim.stated, claim.stance, claim.count) == ("134 crossed", "asserts", read("134"))
    assert claim.incident == incidents(open_desk)[0].id
    assert case.undo_label == "Add claim to INC-0001"
    assert not new.is_open
    assert [card.claim.id for card in inspector.evidence.cards] == [claim.id]
    open_desk.undo()
    assert case.all(Claim) == []


def test_a_claim_without_words_is_not_added_and_says_why(new: NewClaim, case: Case) -> None:
    form = begin(new, "")
    new.add()
    assert case.all(Claim) == []
    assert form.rows["stated"].sentence.text() == "“As stated” cannot be empty."
    assert new.is_open


def test_a_claim_that_lacks_something_waits_until_its_incident_is_shown_again(
    new: NewClaim, inspector: Inspector, case: Case, open_desk: Desk
) -> None:
    first, second, _ = incidents(open_desk)
    form = begin(new, "a great many")
    form.rows["count"].control.enter("a lot")
    inspector.show_record("incident", second.id)
    assert not new.is_open
    inspector.show_record("incident", first.id)
    assert new.is_open
    assert form.rows["stated"].control.value() == "a great many"
    assert case.all(Claim) == []


def test_a_complete_claim_is_stored_when_it_is_left(
    new: NewClaim, inspector: Inspector, case: Case, open_desk: Desk
) -> None:
    first, second, _ = incidents(open_desk)
    begin(new, "134 crossed")
    inspector.show_record("incident", second.id)
    assert [(claim.incident, claim.stated) for claim in case.all(Claim)] == [
        (first.id, "134 crossed")
    ]
    assert not new.is_open


def test_a_cancelled_claim_is_gone(new: NewClaim, case: Case, open_desk: Desk) -> None:
    begin(new, "134 crossed")
    new.close_form()
    open_desk.leaving.emit()
    assert case.all(Claim) == []
    assert new.opener.isVisible()
