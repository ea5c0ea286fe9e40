"""Lists of a case that is read beside the window: what is shown stays until the new is there."""

import dataclasses
from array import array
from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import Qt

from dossier.case import find
from dossier.case.edits import change
from dossier.model.records import Incident, kind_named
from dossier.ui.desk import Desk
from dossier.ui.lists import paged
from dossier.ui.lists.columns import columns_of
from dossier.ui.lists.model import RecordTable
from dossier.ui.lists.page import RecordPage
from dossier.ui.lists.paged import PAGE

Wait = Callable[[Callable[[], bool]], None]
KIND = kind_named("incident")


@pytest.fixture
def wait(qtbot: object) -> Wait:
    return lambda until: qtbot.waitUntil(until, timeout=10_000)  # type: ignore[attr-defined]  # pytest-qt has no types


@pytest.fixture
def beside(open_desk: Desk) -> Desk:
    """Take the small case for a large one."""
    open_desk.asking.large = 0
    return open_desk


@pytest.fixture
def page(beside: Desk, wait: Wait) -> RecordPage:
    made = RecordPage(beside, KIND)
    made.resize(900, 500)
    made.show()
    wait(lambda: made.model.rowCount() > 0 and not made.model.is_waiting)
    return made


def shown(page: RecordPage) -> list[int]:
    return [page.model.id_at(row) for row in range(page.model.rowCount())]


def test_the_rows_are_those_of_the_case(page: RecordPage, beside: Desk) -> None:
    assert beside.case is not None
    assert shown(page) == list(find.ids(beside.case, "incident"))


def test_a_row_is_empty_until_it_comes(beside: Desk, wait: Wait) -> None:
    model = RecordTable(beside, KIND, columns_of(KIND))
    model.refresh()
    assert model.rowCount() == 0
    assert model.is_waiting
    wait(lambda: model.rowCount() > 0)
    assert model.row(0) is None
    assert model.cell(0, 0) is None
    wait(lambda: model.row(0) is not None)
    assert model.row(0).id == model.id_at(0)


def test_the_rows_that_came_first_are_let_go_first(
    open_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def listing(_case: object, _kind: str, ids: Sequence[int]) -> list[find.Row]:
        asked.append(ids[0])
        return [find.Row(id=id_, reference="", title=f"Report {id_}") for id_ in ids]

    monkeypatch.setattr(find, "ids", lambda *_, **__: array("q", range(4 * PAGE)))
    monkeypatch.setattr(find, "listing", listing)
    monkeypatch.setattr(paged, "_ROWS_KEPT", 2 * PAGE)
    claim = kind_named("claim")
    model = RecordTable(open_desk, claim, columns_of(claim))
    model.refresh()
    for first in (0, PAGE, 2 * PAGE):
        model.row(first)
    for first in (PAGE, 3 * PAGE - 1, 0):
        assert model.row(first).id == first
    assert asked == [0, PAGE, 2 * PAGE, 0]


def test_old_rows_stay_until_the_new_are_there(page: RecordPage, wait: Wait) -> None:
    before = shown(page)
    title = next(at for at, column in enumerate(page.model.columns) if column.sort == "title")
    page.model.sort(title, Qt.SortOrder.DescendingOrder)
    assert shown(page) == before
    wait(lambda: not page.model.is_waiting)
    wait(lambda: all(page.model.row(row) is not None for row in range(len(before))))
    titles = [page.model.row(row).title.casefold() for row in range(len(before))]
    assert titles == sorted(titles, reverse=True)


def test_the_selection_is_kept_when_the_rows_come_in_another_order(
    page: RecordPage, wait: Wait
) -> None:
    chosen = page.model.id_at(0)
    page.select(chosen)
    page.model.sort(1, Qt.SortOrder.DescendingOrder)
    wait(lambda: not page.model.is_waiting)
    assert page.current == chosen
    assert page.table.currentIndex().row() == page.model.row_of(chosen)


def test_an_edit_while_rows_are_asked_for_is_in_what_comes(
    page: RecordPage, beside: Desk, wait: Wait
) -> None:
    case = beside.case
    assert case is not None
    page.model.refresh()
    with case.edit("Add") as edit:
        added = edit.insert(Incident(title="Meanwhile")).id
    wait(lambda: not page.model.is_waiting and added in shown(page))


def test_a_changed_row_shows_what_it_was_and_then_what_it_is(
    page: RecordPage, beside: Desk, wait: Wait
) -> None:
    id_ = page.model.id_at(0)
    wait(lambda: page.model.row(0) is not None)
    case = beside.case
    assert case is not None
    record = case.get(Incident, id_)
    before = page.model.row(0).title
    change(case, dataclasses.replace(record, title="Named anew"))
    row = page.model.row_of(id_)
    assert page.model.row(row).title == before
    wait(lambda: page.model.row(page.model.row_of(id_)).title == "Named anew")


def test_a_record_that_is_hidden_is_selected_when_the_rows_are_there(
    page: RecordPage, wait: Wait
) -> None:
    wanted = page.model.id_at(1)
    page.filter_box.setText("nothing is called so")
    wait(lambda: page.model.rowCount() == 0 and not page.model.is_waiting)
    page.select(wanted)
    wait(lambda: page.current == wanted)


def test_changes_wait_for_one_turn_and_a_record_selected_before_it_is_found(
    page: RecordPage, beside: Desk, wait: Wait
) -> None:
    assert beside.case is not None
    with beside.case.edit("First") as edit:
        first = edit.insert(Incident(reference="INC-0901", title="First"))
    with beside.case.edit("Second") as edit:
        second = edit.insert(Incident(reference="INC-0902", title="Second"))
    assert not {first.id, second.id} & set(shown(page))
    page.select(second.id)
    assert page.current == second.id
    wait(lambda: not beside.turns.awaits(page._soon))
    assert shown(page) == list(find.ids(beside.case, "incident"))
    assert page.current == second.id


def test_a_cell_is_written_once_until_its_row_or_the_notation_changes(
    page: RecordPage, beside: Desk, wait: Wait
) -> None:
    case = beside.case
    assert case is not None
    id_ = page.model.id_at(0)
    title = next(at for at, column in enumerate(page.model.columns) if column.sort == "title")
    wait(lambda: page.model.row(0) is not None)
    cell = page.model.cell(0, title)
    assert cell is not None
    assert page.model.cell(0, title) is cell
    change(case, dataclasses.replace(case.get(Incident, id_), title="Named anew"))
    wait(lambda: page.model.row(page.model.row_of(id_)).title == "Named anew")
    anew = page.model.cell(page.model.row_of(id_), title)
    assert anew is not None
    assert "Named anew" in anew.words
    beside.notation_changed.emit()
    again = page.model.cell(page.model.row_of(id_), title)
    assert again == anew
    assert again is not anew
