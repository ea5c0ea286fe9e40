"""Every model behind a list or table keeps what Qt expects of one, also while it changes."""

from collections.abc import Iterator
from typing import Protocol

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractItemView

from dossier.case import edits
from dossier.case.case import Case
from dossier.model.records import Actor, Incident, kind_named
from dossier.ui.desk import Desk
from dossier.ui.lists.columns import columns_of
from dossier.ui.lists.model import RecordTable
from dossier.ui.lists.paged import PagedTable
from dossier.ui.panes.pages import KIND_OF_PAGE
from dossier.ui.window import Window
from ui.contracts import tour

WARN = QAbstractItemModelTester.FailureReportingMode.Warning


class Walk(Protocol):
    """The fixture of pytest-qt, which has no types."""

    def check(self, model: QAbstractItemModel, *, force_py: bool) -> None:
        """Walk the model now, and again at each of its signals."""


def classes(of: type[QAbstractItemModel]) -> Iterator[type[QAbstractItemModel]]:
    """Every model of the program that can be made."""
    for held in of.__subclasses__():
        if held.__module__.startswith("dossier.") and held is not PagedTable:
            yield held
        yield from classes(held)


def models(stop: tour.Stop) -> dict[int, QAbstractItemModel]:
    """Models of the views in sight."""
    views = tour.visible(stop.root, QAbstractItemView)
    views += [stop.root] if isinstance(stop.root, QAbstractItemView) else []
    return {id(view.model()): view.model() for view in views if view.model() is not None}


def test_every_model_in_sight_keeps_the_contract(sample_window: Window, desk: Desk) -> None:
    """Qt's tester warns, which fails a test; it goes at once, as many a model does."""
    checked: set[type] = set()
    for stop in tour.everything(sample_window, desk):
        for model in models(stop).values():
            tester = QAbstractItemModelTester(model, WARN)
            checked.add(type(model))
            del tester
    for view in sample_window.findChildren(QAbstractItemView):  # also what has nothing to show
        tester = QAbstractItemModelTester(view.model(), WARN)
        checked.add(type(view.model()))
        del tester
    assert set(classes(QAbstractItemModel)) - checked == set()


@pytest.fixture
def watched(open_desk: Desk, request: pytest.FixtureRequest) -> RecordTable:
    """The table of a kind, watched by Qt's own tester."""
    kind = kind_named(request.param)
    table = RecordTable(open_desk, kind, columns_of(kind))
    table.refresh()
    QAbstractItemModelTester(table, WARN, table)
    return table


def read_all(table: QAbstractItemModel) -> None:
    """Ask for every cell."""
    for row in range(table.rowCount()):
        for column in range(table.columnCount()):
            table.index(row, column, QModelIndex()).data()


@pytest.mark.parametrize("watched", list(KIND_OF_PAGE.values()), indirect=True)
def test_a_table_keeps_the_contract_while_it_is_sorted_filtered_and_edited(
    watched: RecordTable, open_desk: Desk, qtmodeltester: Walk
) -> None:
    qtmodeltester.check(watched, force_py=True)
    read_all(watched)
    for at, _ in enumerate(watched.columns):
        watched.sort(at)
    watched.narrow("Shir", {})
    read_all(watched)
    watched.narrow("no such words", {})
    assert watched.rowCount() == 0
    watched.narrow("", {})
    open_desk.run(_add_many)
    watched.refresh()
    read_all(watched)
    open_desk.run(_trash_some)
    watched.refresh()
    open_desk.undo()
    watched.refresh()
    read_all(watched)
    open_desk.close_case()
    watched.refresh()
    assert watched.rowCount() == 0


def _add_many(case: Case) -> None:
    with case.edit("Add") as edit:
        for number in range(300):  # more than a page of rows
            edit.insert(Incident(title=f"Shelling {number}"))
            edit.insert(Actor(name=f"Unit {number}"))


def _trash_some(case: Case) -> None:
    edits.trash(case, "incident", [4, 5, 6])
