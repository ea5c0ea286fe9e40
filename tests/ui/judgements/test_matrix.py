"""The matrix of hypotheses: rated and weighed by keys alone, sorted, scored, undone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dossier.case import find, judging
from dossier.case.case import Case
from dossier.model.hypotheses import ORDINAL
from dossier.model.records import Exhibit, Hypothesis
from dossier.model.terms import Fit
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.judgements.cells import FIRST
from dossier.ui.judgements.matrix import MatrixPane, MatrixView
from dossier.ui.judgements.page import JudgementsPage
from dossier.ui.window import Window

HYPOTHESES = (("They fled", "answer"), ("A drill", "null"))


@pytest.fixture
def page(open_window: Window, case: Case) -> JudgementsPage:
    for title, kind in HYPOTHESES:
        judging.add(case, Hypothesis(title=title, kind=kind))
    for title in ("Nobody shot", "Rifles were left"):
        judging.add(case, Exhibit(title=title))
    open_window.actions_.get(Command.GO_JUDGEMENTS).trigger()
    assert open_window.workbench is not None
    page = open_window.workbench.pages.listing
    assert isinstance(page, JudgementsPage)
    page.tabs.setCurrentWidget(page.matrix)
    return page


@pytest.fixture
def pane(page: JudgementsPage) -> MatrixPane:
    page.matrix.view.setFocus()
    return page.matrix


@pytest.fixture
def view(pane: MatrixPane) -> MatrixView:
    return pane.view


def at(view: MatrixView, row: int, column: int) -> None:
    view.setCurrentIndex(view.held.index(row, column))


def words(view: MatrixView) -> list[list[str]]:
    model = view.held
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def fits(case: Case) -> dict[str, list[Fit | None]]:
    matrix = find.hypotheses(case)
    return {
        row.exhibit.title: [row.fit(one.id) for one in matrix.hypotheses] for row in matrix.rows
    }


def test_cells_are_rated_by_letters_and_arrows_alone(view: MatrixView, case: Case) -> None:
    at(view, 1, FIRST)
    QTest.keyClicks(view, "c")
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClicks(view, "ii")
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClicks(view, "na")
    QTest.keyClick(view, Qt.Key.Key_Left)
    QTest.keyClicks(view, "CC")
    assert fits(case) == {
        "Nobody shot": [Fit.CONSISTENT, Fit.VERY_INCONSISTENT],
        "Rifles were left": [Fit.VERY_CONSISTENT, Fit.NOT_APPLICABLE],
    }
    assert words(view)[0][FIRST:] == ["0.0  least", "\u22122.0"]


def test_the_first_and_another_letter_lead_where_they_should(view: MatrixView, case: Case) -> None:
    at(view, 1, FIRST)
    for typed, found in (("i", "I"), ("c", "C"), ("i", "I"), ("i", "II"), ("i", "I"), ("n", "N")):
        QTest.keyClicks(view, typed)
        assert fits(case)["Nobody shot"][0] == found
    QTest.keyClicks(view, "x5")
    assert fits(case)["Nobody shot"][0] == "N"


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_rating_is_erased_in_its_cell_and_not_the_row(
    key: Qt.Key, view: MatrixView, case: Case
) -> None:
    at(view, 1, FIRST)
    QTest.keyClicks(view, "i")
    QTest.keyClick(view, key)
    assert fits(case)["Nobody shot"] == [None, None]
    assert len(find.hypotheses(case).rows) == 2


def test_undo_takes_back_one_rating_at_a_time_and_the_cell_stays_chosen(
    view: MatrixView, case: Case, desk: Desk
) -> None:
    at(view, 1, FIRST + 1)
    QTest.keyClicks(view, "ii")
    desk.undo()
    assert fits(case)["Nobody shot"][1] is Fit.INCONSISTENT
    desk.undo()
    assert fits(case)["Nobody shot"][1] is None
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, FIRST + 1)


def test_rows_are_weighed_by_letters_and_weight_moves_the_score(
    view: MatrixView, case: Case
) -> None:
    at(view, 1, FIRST)
    QTest.keyClicks(view, "i")
    at(view, 1, 1)
    QTest.keyClicks(view, "h")
    at(view, 1, 2)
    QTest.keyClicks(view, "h")
    assert words(view)[1][1:3] == ["H", "H"]
    assert find.hypotheses(case).scores[0] == pytest.approx(-2)
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    assert words(view)[1][1:3] == ["H", "M"]


def test_rows_stay_beneath_the_fingers_and_are_sorted_when_one_leaves(
    view: MatrixView, page: JudgementsPage
) -> None:
    at(view, 2, FIRST)
    QTest.keyClicks(view, "ii")
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClicks(view, "c")
    assert [row[0] for row in words(view)[1:]] == ["Nobody shot", "Rifles were left"]
    page.new_button.setFocus()
    assert [row[0] for row in words(view)[1:]] == ["Rifles were left", "Nobody shot"]
    assert view.held.row(view.currentIndex()) is not None
    assert words(view)[view.currentIndex().row()][0] == "Rifles were left"


def test_what_to_know_is_said_beneath_and_that_scores_are_no_probabilities(
    pane: MatrixPane, view: MatrixView
) -> None:
    assert pane.note.text() == ORDINAL
    said = pane.cautions.text()
    assert "There is no deception hypothesis" in said
    assert "Not rated on every hypothesis yet: “Nobody shot” and “Rifles were left”." in said
    assert "level" not in said
    at(view, 1, FIRST)
    QTest.keyClicks(view, "n")
    assert "are level: the evidence does not tell them apart." in pane.cautions.text()


def test_each_cell_leads_to_its_record_and_new_ones_are_typed_over(
    view: MatrixView, page: JudgementsPage, case: Case, open_window: Window
) -> None:
    at(view, 0, FIRST)
    assert page.kind.name == "hypothesis"
    at(view, 1, 0)
    assert page.kind.name == "exhibit"
    at(view, 1, FIRST)
    QTest.keyClicks(view, "i")
    assert page.kind.name == "rating"
    page.new_record()
    assert (page.kind.name, find.hypotheses(case).hypotheses[-1].kind) == (
        "hypothesis",
        "deception",
    )
    page.add_evidence()
    assert page.kind.name == "exhibit"
    assert len(find.hypotheses(case).rows) == 3
    at(view, view.held.index_by_id(page.current).row(), 0)
    open_window.actions_.get(Command.TRASH).trigger()
    assert len(find.hypotheses(case).rows) == 2


def test_a_matrix_that_is_read_only_takes_no_letter(
    page: JudgementsPage, open_window: Window, desk: Desk, case: Case
) -> None:
    path = case.path
    desk.close_case()
    assert desk.open_case(path, read_only=True)
    open_window.actions_.get(Command.GO_JUDGEMENTS).trigger()
    page.tabs.setCurrentWidget(page.matrix)
    at(page.matrix.view, 1, FIRST)
    page.matrix.view.setFocus()
    QTest.keyClicks(page.matrix.view, "ci")
    assert desk.case is not None
    assert fits(desk.case)["Nobody shot"] == [None, None]
    assert not page.matrix.keys.isVisible()


def test_a_screen_reader_hears_row_column_and_rating(view: MatrixView) -> None:
    at(view, 1, FIRST + 1)
    QTest.keyClicks(view, "i")
    role = Qt.ItemDataRole.AccessibleTextRole
    assert view.currentIndex().data(role) == "Nobody shot, A drill: Inconsistent"
    assert view.held.index(2, FIRST).data(role) == "Rifles were left, They fled: not rated"


def test_one_more_is_a_row_where_a_row_is_chosen_and_the_button_keeps_its_word(
    view: MatrixView, page: JudgementsPage, case: Case, open_window: Window
) -> None:
    at(view, 1, 0)
    open_window.actions_.get(Command.NEW_RECORD).trigger()
    assert (page.kind.name, len(find.hypotheses(case).rows)) == ("exhibit", 3)
    open_window.actions_.get(Command.SAVE_AND_NEW).trigger()
    assert (page.kind.name, len(find.hypotheses(case).rows)) == ("exhibit", 4)
    page.new_button.click()
    assert (page.kind.name, len(find.hypotheses(case).hypotheses)) == ("hypothesis", 3)
