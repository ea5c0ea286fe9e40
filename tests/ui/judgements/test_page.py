"""The page of judgements: listed by kind, ordered and begun by keys, beside their forms."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dossier.case import edits, find, judging
from dossier.case.case import Case
from dossier.model.records import Hypothesis, Judgement
from dossier.ui.actions import Command
from dossier.ui.desk import LONG, Desk
from dossier.ui.judgements.listed import Line
from dossier.ui.judgements.page import JudgementsPage
from dossier.ui.window import Window

ALT = Qt.KeyboardModifier.AltModifier
LIKELY = "It is likely that they cross."


@pytest.fixture
def page(open_window: Window, case: Case) -> JudgementsPage:
    for kind, text in (("key_judgement", LIKELY), ("gap", "Who?"), ("key_judgement", "They stay.")):
        judging.add(case, Judgement(kind=kind, text=text))
    return shown(open_window)


def shown(window: Window) -> JudgementsPage:
    window.actions_.get(Command.GO_JUDGEMENTS).trigger()
    assert window.workbench is not None
    page = window.workbench.pages.listing
    assert isinstance(page, JudgementsPage)
    return page


def lines(page: JudgementsPage) -> list[str]:
    model = page.list.held
    held = (model.line(row) for row in range(model.rowCount()))
    words = [one.held.judgement.text if isinstance(one, Line) else "" for one in held]
    return [word or str(model.index(at).data()) for at, word in enumerate(words)]


def choose(page: JudgementsPage, text: str) -> None:
    page.list.setCurrentIndex(page.list.held.index(lines(page).index(text)))


def test_judgements_stand_beneath_their_kind_and_the_first_is_not_a_heading(
    page: JudgementsPage,
) -> None:
    assert lines(page) == ["KEY JUDGEMENTS", LIKELY, "They stay.", "GAPS", "Who?"]
    assert page.counts.words == "3 judgements"
    assert not page.list.held.flags(page.list.held.index(0)) & Qt.ItemFlag.ItemIsSelectable
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.list.chosen is not None


def test_rows_make_room_for_their_words_when_the_window_becomes_narrow(
    qtbot: QtBot, open_window: Window, case: Case
) -> None:
    judging.add(case, Judgement(kind="key_judgement", text="Units in Takhar withdraw. " * 6))
    judging.add(case, Judgement(kind="key_judgement", text=LIKELY))
    open_window.resize(1900, 800)
    held = shown(open_window).list
    first, second = held.held.index(1), held.held.index(2)
    qtbot.waitUntil(lambda: held.visualRect(second).isValid())
    before = held.visualRect(first).height()
    open_window.resize(1280, 800)
    qtbot.waitUntil(lambda: held.visualRect(first).height() > before)
    assert held.visualRect(second).top() >= held.visualRect(first).bottom()


def test_alt_and_an_arrow_move_a_judgement_which_stays_chosen_and_undo_takes_it_back(
    page: JudgementsPage, desk: Desk
) -> None:
    choose(page, "They stay.")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Up, ALT)
    assert lines(page)[1:3] == ["They stay.", LIKELY]
    assert page.list.chosen is not None
    assert page.list.chosen.judgement.text == "They stay."
    QTest.keyClick(page.list, Qt.Key.Key_Up, ALT)
    assert lines(page)[1:3] == ["They stay.", LIKELY]
    desk.undo()
    assert lines(page)[1:3] == [LIKELY, "They stay."]


def test_a_new_judgement_is_of_the_kind_that_is_chosen_and_typed_over_at_once(
    page: JudgementsPage, open_window: Window, case: Case
) -> None:
    choose(page, "Who?")
    open_window.actions_.get(Command.NEW_RECORD).trigger()
    assert lines(page)[-2:] == ["Who?", "New judgement"]
    first = QApplication.focusWidget()
    assert first is not None
    QTest.keyClicks(first, "Who gave the order?")
    QTest.keyClick(first, Qt.Key.Key_Tab)
    newest = find.judgements(case)[-1].judgement
    assert (newest.text, newest.kind) == ("Who gave the order?", "gap")
    assert "Who gave the order?" in lines(page)


def test_deleting_moves_to_the_trash_chooses_the_next_and_is_undone(
    page: JudgementsPage, open_window: Window, desk: Desk
) -> None:
    choose(page, LIKELY)
    open_window.actions_.get(Command.TRASH).trigger()
    assert lines(page) == ["KEY JUDGEMENTS", "They stay.", "GAPS", "Who?"]
    assert page.list.chosen is not None
    desk.undo()
    assert LIKELY in lines(page)


def test_an_empty_case_says_what_goes_here_and_begins_a_key_judgement(
    open_window: Window, case: Case
) -> None:
    page = shown(open_window)
    assert page.stack.currentWidget() is page.nothing
    assert page.place() is page.nothing.first
    page.nothing.first.click()
    assert [one.judgement.kind for one in find.judgements(case)] == ["key_judgement"]
    assert page.stack.currentWidget() is page.list


def test_what_a_search_or_a_check_found_is_shown_on_its_page(
    page: JudgementsPage, open_window: Window, case: Case
) -> None:
    bench = open_window.workbench
    assert bench is not None
    hypothesis = judging.add(case, Hypothesis(title="They fled"))
    bench.go_to("hypothesis", hypothesis.id)
    assert page.weighs
    assert QApplication.focusWidget() is page.matrix.view
    assert (page.kind.name, page.current) == ("hypothesis", hypothesis.id)
    gap = find.judgements(case)[1].judgement
    bench.resolve("judgement", gap.id, "text")
    assert not page.weighs
    assert page.current == gap.id
    form = bench.inspector.form
    assert form is not None
    assert form.stored == gap
    assert form.rows["text"].control.isAncestorOf(QApplication.focusWidget())


def test_a_sentence_is_read_while_it_is_typed_and_stored_as_it_is(
    page: JudgementsPage, open_window: Window, case: Case
) -> None:
    choose(page, "They stay.")
    assert open_window.workbench is not None
    form = open_window.workbench.inspector.form
    assert form is not None
    row = form.rows["text"]
    prose = row.control.inputs()[0]
    prose.setFocus()
    QTest.keyClick(prose, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(prose, " They may return")
    assert row.sentence.text().startswith("“may”: says that something can happen")
    QTest.keyClicks(prose, ", likely with high confidence.")
    assert "stand in one sentence" in row.sentence.text()
    assert row.sentence.isVisible()
    QTest.keyClick(prose, Qt.Key.Key_Tab)
    held = [one.judgement.text for one in find.judgements(case)]
    assert "They stay. They may return, likely with high confidence." in held


def test_a_case_that_is_read_only_shows_and_changes_nothing(
    page: JudgementsPage, open_window: Window, desk: Desk, case: Case
) -> None:
    path = case.path
    desk.close_case()
    assert desk.open_case(path, read_only=True)
    page = shown(open_window)
    choose(page, "They stay.")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Up, ALT)
    page.trash_selected()
    page.new_record()
    assert lines(page)[1:3] == [LIKELY, "They stay."]
    assert not page.new_button.isEnabled()


def test_a_judgement_in_arabic_script_and_a_very_long_one_are_painted(
    page: JudgementsPage, case: Case
) -> None:
    judging.add(case, Judgement(kind="key_judgement", text="احتمال دارد که سربازان برگردند. " * 40))
    edits.trash(case, "judgement", [find.judgements(case)[0].judgement.id])
    page.resize(500, 400)
    assert not page.grab().isNull()
    assert QTextDocument(lines(page)[2]).toPlainText().startswith("احتمال")


def test_what_a_cancelled_edit_would_have_done_is_not_shown(
    qtbot: QtBot, open_window: Window, desk: Desk, case: Case
) -> None:
    many = [Judgement(kind="gap", text=f"Who crossed on night {n}?") for n in range(LONG + 400)]
    judging.add(case, Judgement(kind="key_judgement", text=LIKELY))
    with case.edit("Import") as edit:
        edit.insert_many(many)
    desk.undo()
    assert desk.long_edit is not None
    qtbot.waitUntil(lambda: case.rows("SELECT count(*) FROM judgement")[0][0] <= len(many))
    page = shown(open_window)
    assert page.counts.words != f"{len(many) + 1} judgements"
    desk.long_edit.cancel()
    assert page.counts.words == f"{len(many) + 1} judgements"


def test_words_being_typed_are_stored_before_their_judgement_goes_to_the_trash(
    page: JudgementsPage, open_window: Window, desk: Desk, case: Case
) -> None:
    choose(page, "They stay.")
    id_ = page.current
    assert open_window.workbench is not None
    form = open_window.workbench.inspector.form
    assert form is not None
    prose = form.rows["text"].control.inputs()[0]
    prose.setFocus()
    QTest.keyClick(prose, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(prose, " Until June.")
    open_window.actions_.get(Command.TRASH).trigger()
    assert id_ not in [one.judgement.id for one in find.judgements(case)]
    desk.undo()
    assert case.get(Judgement, id_).text == "They stay. Until June."
