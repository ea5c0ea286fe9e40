"""Filter chips, columns and what a list remembers: chosen by mouse and keys, asked of the case."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from dossier.case import edits
from dossier.model.dates import Reported
from dossier.model.records import Incident, IncidentPlace, Place, kind_named
from dossier.ui.desk import Desk
from dossier.ui.lists.facets import Manner, facets_of
from dossier.ui.lists.memory import ListMemory
from dossier.ui.lists.page import RecordPage
from dossier.ui.lists.popups import DatesPopup, FacetPopup, ValuesPopup
from dossier.ui.settings import Settings

Show = Callable[..., RecordPage]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def show(open_desk: Desk, qtbot: QtBot) -> Show:
    def shown(kind: str = "incident", width: int = 1300) -> RecordPage:
        page = RecordPage(open_desk, kind_named(kind))
        qtbot.addWidget(page)
        page.resize(width, 600)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    case = open_desk.case
    assert case is not None
    with case.edit("Fill") as edit:
        place = edit.insert(Place(name="Imam Sahib"))
        for n, one in enumerate(case.all(Incident)):
            edit.update(dataclasses.replace(one, status=("draft", "reviewed", "")[n]))
        edit.insert(IncidentPlace(incident=one.id, place=place.id, role="occurred_at"))
        edit.insert(Incident(title="A rumour", date=Reported.of("5 July 2021"), status="draft"))
    return shown


def opened(page: RecordPage, key: str) -> FacetPopup:
    QTest.mouseClick(page.filters.chips[key], Qt.MouseButton.LeftButton)
    popup = page.filters.popup
    assert popup is not None
    assert popup.isVisible()
    return popup


def click(popup: FacetPopup, word: str, modifier: Qt.KeyboardModifier | None = None) -> None:
    (item,) = popup.list.findItems(word, Qt.MatchFlag.MatchStartsWith)
    place = popup.list.visualItemRect(item).center()
    held = modifier or Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(popup.list.viewport(), Qt.MouseButton.LeftButton, held, place)


def titles(page: RecordPage) -> list[str]:
    return [
        str(page.model.index(row, 1).data()).partition(",")[0]
        for row in range(page.model.rowCount())
    ]


# ---- chips


def test_every_listed_field_with_values_has_a_chip() -> None:
    keys = {
        kind: [one.key for one in facets_of(kind_named(kind))] for kind in ("incident", "place")
    }
    assert keys["incident"] == ["date", "status", "place", "kind", "corroboration", "actor", "view"]
    assert keys["place"] == ["kind", "parent", "country", "precision", "view"]
    assert facets_of(kind_named("quote"))[0].manner is Manner.DATES


def test_a_click_replaces_and_ctrl_adds(show: Show) -> None:
    page = show()
    popup = opened(page, "status")
    assert isinstance(popup, ValuesPopup)
    click(popup, "Draft")
    assert not popup.isVisible()
    assert page.model.filters == {"status": ("draft",)}
    assert page.model.rowCount() == 2
    assert page.filters.chips["status"].text() == "Status: draft"
    assert page.filters.chips["status"].isChecked()
    popup = opened(page, "status")
    click(popup, "Reviewed", CTRL)
    assert popup.isVisible()
    assert page.model.filters == {"status": ("draft", "reviewed")}
    assert page.filters.chips["status"].text() == "Status: draft or reviewed"
    click(popup, "Reviewed")
    assert page.model.filters == {"status": ("reviewed",)}
    assert page.head.counts.text() == "1 of 4 incidents"


def test_values_are_joined_and_shut_out_by_keys_and_by_the_menu(show: Show) -> None:
    page = show()
    popup = opened(page, "status")
    click(popup, "Draft", Qt.KeyboardModifier.AltModifier)
    assert page.model.filters == {"-status": ("draft",)}
    assert page.filters.chips["status"].text() == "Status: not draft"
    assert page.model.rowCount() == 2
    QTest.keyClick(popup.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.model.filters == {"status": ("draft",)}
    popup.close()
    page.filters.clear()
    popup = opened(page, "place")
    place = popup.list.visualItemRect(popup.list.item(0)).center()
    popup.list.customContextMenuRequested.emit(place)
    (menu,) = popup.list.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == [
        "Only this",
        "And this",
        "Or this",
        "Not this",
    ]
    menu.actions()[3].trigger()
    assert page.narrowing == "Place: not Imam Sahib"
    menu.close()
    popup.close()


def test_a_chosen_record_is_named_anew_when_it_is_renamed(show: Show, open_desk: Desk) -> None:
    page = show()
    click(opened(page, "place"), "Imam")
    case = open_desk.case
    assert case is not None
    place = next(one for one in case.all(Place) if one.name == "Imam Sahib")
    edits.change(case, dataclasses.replace(place, name="امام صاحب"))
    assert page.filters.said == ("Place: \u2068امام صاحب\u2069",)


def test_a_narrow_row_of_chips_keeps_those_that_narrow(show: Show) -> None:
    page = show(width=560)
    page.filters.narrow({"actor": ("1",)})
    shown = [key for key, chip in page.filters.chips.items() if chip.isVisible()]
    assert "actor" in shown
    assert page.filters.save_button.text() == page.filters.clear_button.text() == ""


def test_keys_choose_add_and_clear(show: Show) -> None:
    page = show()
    page.filters.chips["status"].setFocus()
    QTest.keyClick(page.filters.chips["status"], Qt.Key.Key_Space)
    popup = page.filters.popup
    assert popup is not None
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    assert page.model.filters == {"status": ("draft", "reviewed")}
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    assert page.model.filters == {"status": ("reviewed",)}
    popup = opened(page, "status")
    popup.clear_button.click()
    assert page.model.filters == {}
    assert page.model.rowCount() == 4


def test_places_are_offered_by_name_with_their_counts(show: Show) -> None:
    page = show()
    popup = opened(page, "place")
    assert [popup.list.item(row).text() for row in range(popup.list.count())] == ["Imam Sahib"]
    click(popup, "Imam")
    assert page.filters.chips["place"].text() == "Place: Imam Sahib"
    assert titles(page) == ["Refugees gather at Imam Sahib"]


def test_records_without_a_value_can_be_asked_for(show: Show) -> None:
    page = show()
    click(opened(page, "status"), "No status")
    assert titles(page) == ["Refugees gather at Imam Sahib"]


def test_dates_are_typed_in_words_or_picked_as_months(show: Show) -> None:
    page = show()
    popup = opened(page, "date")
    assert isinstance(popup, DatesPopup)
    first, last = popup.lines
    QTest.keyClicks(first, "23 June 2021")
    QTest.keyClick(first, Qt.Key.Key_Return)
    assert page.model.filters == {"after": ("2021-06-23",)}
    QTest.keyClicks(last, "soonish")
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert popup.said.isVisible()
    assert page.model.rowCount() == 3
    last.setText("30 June 2021")
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert not popup.said.isVisible()
    assert page.model.rowCount() == 2
    assert page.filters.chips["date"].text() == "23 Jun – 30 Jun 2021"
    click(popup, "Jul", CTRL)
    assert page.model.rowCount() == 3
    click(popup, "Jun")
    assert page.model.filters == {"after": ("2021-06",), "before": ("2021-06",)}
    assert page.filters.chips["date"].text() == "Jun 2021"


def test_words_and_chips_narrow_together_and_one_button_clears_both(show: Show) -> None:
    page = show()
    click(opened(page, "status"), "Reviewed")
    page.filter_box.setText("rumour")
    QTest.keyClick(page.filter_box, Qt.Key.Key_Return)
    assert page.no_match.isVisible()
    page.no_match.first.click()
    assert page.model.rowCount() == 4
    assert page.filters.filters == {}
    assert not page.filters.clear_button.isVisible()


def test_terms_can_be_typed_into_the_filter_box(show: Show) -> None:
    page = show()
    page.filter_box.setText("status:draft -rumour")
    QTest.keyClick(page.filter_box, Qt.Key.Key_Return)
    assert titles(page) == ["134 soldiers cross at Shir Khan Bandar"]


def test_what_there_is_no_room_for_is_in_the_last_chip(show: Show) -> None:
    page = show(width=560)
    hidden = [key for key, chip in page.filters.chips.items() if chip.isHidden()]
    assert "actor" in hidden
    assert "date" not in hidden
    assert page.filters.more.isVisible()
    assert page.filter_box.width() >= 150
    page.resize(1500, 600)
    QApplication.processEvents()
    assert not page.filters.more.isVisible()


def test_popups_are_freed_when_they_close(show: Show) -> None:
    page = show()
    for key in ("status", "date", "place"):
        opened(page, key).close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert page.findChildren(FacetPopup) == []


def test_selecting_a_record_that_a_chip_hides_clears_the_chips(show: Show) -> None:
    page = show()
    wanted = page.model.id_at(1)
    click(opened(page, "status"), "Draft")
    page.select(wanted)
    assert page.current == wanted
    assert page.filters.filters == {}


# ---- an edit of a long list


@pytest.mark.parametrize("words", ["", "cross"])
def test_an_edit_places_one_row_and_asks_for_no_other(
    show: Show, open_desk: Desk, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    from dossier.case import find

    page = show()
    page.filter_box.setText(words)
    QTest.keyClick(page.filter_box, Qt.Key.Key_Return)
    case = open_desk.case
    assert case is not None
    held = case.get(Incident, page.model.id_at(0))
    with monkeypatch.context() as patch:  # what a pause brings may ask again
        patch.setattr(find, "ids", None)
        edits.change(case, dataclasses.replace(held, date=Reported.of("1 August 2021")))
        assert page.model.id_at(page.model.rowCount() - 1) == held.id
        case.undo()
        assert page.model.id_at(0) == held.id


def test_a_page_hidden_over_several_edits_catches_up_with_all(show: Show, open_desk: Desk) -> None:
    page = show()
    page.hide()
    case = open_desk.case
    assert case is not None
    first, second = page.model.id_at(0), page.model.id_at(1)
    edits.trash(case, "incident", [first])
    edits.change(case, dataclasses.replace(case.get(Incident, second), title="Meanwhile"))
    page.show()
    assert page.model.row_of(first) < 0
    assert "Meanwhile" in titles(page)


# ---- what is remembered


def test_filters_and_selection_are_there_again(show: Show, open_desk: Desk) -> None:
    page = show()
    click(opened(page, "status"), "Draft")
    chosen = page.model.id_at(1)
    page.select(chosen)
    case = open_desk.case
    assert case is not None
    path = case.path
    open_desk.close_case()
    assert open_desk.open_case(path)
    assert page.model.filters == {"status": ("draft",)}
    assert page.current == chosen
    anew = show()
    assert anew.model.filters == {"status": ("draft",)}
    assert anew.current == chosen


def test_another_case_begins_unfiltered(show: Show, open_desk: Desk, tmp_path: Path) -> None:
    from dossier.model.records import CaseInfo

    page = show()
    click(opened(page, "status"), "Draft")
    assert open_desk.new_case(tmp_path / "other.dossier", CaseInfo(title="Other"))
    assert page.model.filters == {}


def test_the_order_is_there_again_and_the_header_shows_it(show: Show) -> None:
    page = show()
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    expected = titles(page)
    assert expected == sorted(expected, key=str.lower, reverse=True)
    anew = show()
    assert titles(anew) == expected
    assert anew.table.horizontalHeader().sortIndicatorSection() == 1


def test_a_column_that_nothing_sorts_by_shows_no_arrow(show: Show) -> None:
    page = show()
    page.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    assert page.table.horizontalHeader().sortIndicatorSection() == -1


def test_columns_are_chosen_drawn_and_there_again(show: Show) -> None:
    from PySide6.QtWidgets import QMenu

    page = show()
    menu = QMenu(page)
    page.table.columns_menu(menu)
    by_name = {action.text(): action for action in menu.actions()}
    by_name["Who"].trigger()
    by_name["Number"].trigger()
    page.table.setColumnWidth(0, 150)
    anew = show()
    shown = [
        column.title
        for at, column in enumerate(anew.model.columns)
        if not anew.table.isColumnHidden(at)
    ]
    assert "Number" in shown
    assert "Who" not in shown
    assert anew.table.columnWidth(0) == 150
    assert anew.table.horizontalHeader().length() <= anew.table.viewport().width()
    anew.table.reset_columns()
    assert anew.table.columnWidth(0) == 116


def test_what_was_remembered_wrongly_counts_as_not_set(
    settings: Settings, open_desk: Desk, show: Show
) -> None:
    memory = ListMemory(settings, "incident")
    settings.store("list/incident/columns", ["?", "", "+number"])
    settings.store("list/incident/widths", ["date=x", "=", "who=120"])
    settings.store("list/incident/sort", "-nonsense")
    assert memory.columns() == {"number": True}
    assert memory.widths() == {"who": 120}
    case = open_desk.case
    assert case is not None
    for wrong in ("[", "[1]", '{"status": 3}', '{"colour": ["red"]}'):
        memory.keep_filters(case, {})
        (key,) = (k for k in settings._values if k.endswith("/incident/filters"))
        settings.store(key, wrong)
        assert show().model.rowCount() == 4


# ---- counts


def test_a_page_says_what_is_shown_and_selected(show: Show) -> None:
    page = show()
    heard: list[str] = []
    page.told.connect(lambda: heard.append(page.listed))
    page.table.selectAll()
    assert heard[-1] == "4 shown  ·  4 selected"
    click(opened(page, "status"), "Reviewed")
    assert heard[-1].startswith("1 of 4 shown")
