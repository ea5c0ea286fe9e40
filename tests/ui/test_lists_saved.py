"""Saved filters: saved beside the filter box, taken at the left by mouse and keys."""

import dataclasses

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidgetItem, QMenu
from pytestqt.qtbot import QtBot

from dossier.case import edits, find, views
from dossier.case.case import Case
from dossier.model import narrowing
from dossier.model.records import Incident, View
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.dialogs.palette import Palette
from dossier.ui.lists.choice import Choice, Way
from dossier.ui.lists.page import RecordPage
from dossier.ui.lists.saving import SavePopup
from dossier.ui.painting import COUNT
from dossier.ui.panes.navigation import NavigationList
from dossier.ui.panes.workbench import Workbench
from dossier.ui.window import Window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def case(desk: Desk, open_window: Window) -> Case:
    """The small case with two saved filters of incidents and one of places."""
    assert open_window.isVisible()
    held = desk.case
    assert held is not None
    with held.edit("Fill") as edit:
        for one, status in zip(held.all(Incident), ("draft", "reviewed", ""), strict=True):
            edit.update(dataclasses.replace(one, status=status))
    for title, status in (("Drafts", "draft"), ("Done", "reviewed")):
        held_by = narrowing.written({"status": [status]})
        views.save(held, View(title=title, listed="incident", filters=held_by))
    views.save(held, View(title="شیرخان", listed="place", words="shir"))
    return held


@pytest.fixture
def bench(case: Case, open_window: Window, qtbot: QtBot) -> Workbench:
    assert case.path.exists()
    assert open_window.workbench is not None
    rows = open_window.workbench.navigation.list
    qtbot.waitUntil(lambda: rows.findItems("Drafts", Qt.MatchFlag.MatchExactly) != [])
    return open_window.workbench


def row(bench: Workbench, title: str) -> QListWidgetItem:
    (item,) = bench.navigation.list.findItems(title, Qt.MatchFlag.MatchExactly)
    return item


def there(bench: Workbench, title: str) -> bool:
    return bool(bench.navigation.list.findItems(title, Qt.MatchFlag.MatchExactly))


def click(bench: Workbench, title: str, held: Qt.KeyboardModifier = NONE) -> None:
    rows = bench.navigation.list
    place = rows.visualItemRect(row(bench, title)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, held, place)


def page(bench: Workbench) -> RecordPage:
    assert bench.pages.records is not None
    return bench.pages.records


def test_what_narrows_a_list_is_saved_under_a_name_in_one_step(
    bench: Workbench, desk: Desk, case: Case, qtbot: QtBot
) -> None:
    shown = page(bench)
    assert shown.filters.save_button.isHidden()
    shown.filter_box.setText("soldiers")
    shown.filters.narrow({"-status": ("reviewed",)})
    QTest.mouseClick(shown.filters.save_button, Qt.MouseButton.LeftButton)
    popup = shown.saved.popup
    assert isinstance(popup, SavePopup)
    assert popup.name.text() == "“soldiers”  ·  Status: not reviewed"
    popup.name.setText("Soldiers to check")
    QTest.keyClick(popup.name, Qt.Key.Key_Return)
    saved = views.saved(case, "incident")[-1]
    assert (saved.title, saved.words) == ("Soldiers to check", "soldiers")
    assert narrowing.read(saved.filters) == {"-status": ("reviewed",)}
    qtbot.waitUntil(lambda: there(bench, "Soldiers to check"))
    desk.undo()
    assert [view.title for view in views.saved(case, "incident")] == ["Drafts", "Done"]


def test_saved_filters_stand_between_output_and_trash_with_what_they_leave(
    bench: Workbench, case: Case, qtbot: QtBot
) -> None:
    rows = bench.navigation.list
    texts = [rows.item(at).text() for at in range(rows.count())]
    at = texts.index("SAVED FILTERS")
    assert texts.index("OUTPUT") < at < texts.index("Trash")
    assert texts[at + 1 : at + 4] == ["Drafts", "Done", "شیرخان"]
    qtbot.waitUntil(lambda: row(bench, "Drafts").data(COUNT) == "1")
    with case.edit("One more") as edit:
        edit.insert(Incident(title="A rumour", status="draft"))
    qtbot.waitUntil(lambda: row(bench, "Drafts").data(COUNT) == "2")


def test_a_click_replaces_ctrl_ands_shift_ors_and_alt_nots(bench: Workbench) -> None:
    page(bench).filter_box.setText("nothing like it")
    click(bench, "Drafts")
    assert page(bench).model.rowCount() == 1
    assert bench.navigation.list.currentItem() is row(bench, "Drafts")
    click(bench, "Done", SHIFT)
    assert page(bench).model.rowCount() == 2
    assert page(bench).filters.said == ("Filter: Drafts or Done",)
    click(bench, "Done", CTRL)
    assert page(bench).filters.said == ("Filter: Drafts and Done",)
    assert page(bench).model.rowCount() == 0
    click(bench, "Done", ALT)
    assert page(bench).filters.said == ("Filter: Drafts, not Done",)
    click(bench, "Done")
    click(bench, "Done", ALT)
    assert page(bench).filters.said == ("Filter: not Done",)
    assert page(bench).model.rowCount() == 2
    click(bench, "شیرخان")
    assert bench.pages.page is Command.GO_PLACES
    assert page(bench).model.rowCount() == 1


def test_keys_take_join_rename_and_trash_a_filter(
    bench: Workbench, case: Case, desk: Desk, qtbot: QtBot
) -> None:
    rows = bench.navigation.list
    rows.setFocus()
    rows.setCurrentItem(row(bench, "Drafts"))
    assert page(bench).model.rowCount() == 3
    QTest.keyClick(rows, Qt.Key.Key_Return)
    rows.setCurrentItem(row(bench, "Done"))
    QTest.keyClick(rows, Qt.Key.Key_Return, SHIFT)
    assert page(bench).filters.said == ("Filter: Drafts or Done",)
    rows.setCurrentItem(row(bench, "Done"))
    QTest.keyClick(rows, Qt.Key.Key_F2)
    editor = rows.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Finished")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: views.saved(case)[1].title == "Finished")
    assert case.undo_label == "Rename filter “Done”"
    assert page(bench).filters.said == ("Filter: Drafts or Finished",)
    qtbot.waitUntil(lambda: rows.currentItem().text() == "Finished")
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert [view.title for view in views.saved(case, "incident")] == ["Drafts"]
    assert page(bench).model.filters == {}
    assert find.count(case, "incident") == 3
    desk.undo()
    assert [view.title for view in views.saved(case, "incident")] == ["Drafts", "Finished"]


def test_a_refused_name_goes_back_to_the_old_one(bench: Workbench, qtbot: QtBot) -> None:
    row(bench, "Done").setText("   ")
    assert not there(bench, "Done")
    qtbot.waitUntil(lambda: there(bench, "Done"))


def test_the_menu_shows_terms_and_moves(bench: Workbench, case: Case, qtbot: QtBot) -> None:
    rows = bench.navigation.list

    def menu(title: str) -> QMenu:
        bench.navigation.saved.show_menu(rows.visualItemRect(row(bench, title)).center())
        return rows.findChildren(QMenu)[-1]

    def choose(title: str, words: str) -> None:
        (action,) = (one for one in menu(title).actions() if one.text() == words)
        action.trigger()

    choose("Done", "Move up")
    qtbot.waitUntil(lambda: [v.title for v in views.saved(case, "incident")] == ["Done", "Drafts"])
    choose("Drafts", "Show its terms")
    assert page(bench).model.filters == {"status": ("draft",)}
    page(bench).saved.ask_name()
    popup = page(bench).saved.popup
    assert popup is not None
    assert popup.name.text() == "Drafts"
    choose("Done", "Not this")
    assert page(bench).filters.said == ("Status: draft", "Filter: not Done")
    bench.navigation.saved.show_menu(QPoint(5, 5))


def test_a_filter_in_the_trash_is_listed_there_and_restored(bench: Workbench, case: Case) -> None:
    view = views.saved(case)[0]
    edits.trash(case, "view", [view.id])
    bench.show_page(Command.GO_TRASH)
    trash = bench.pages.trash
    assert trash is not None
    assert [trash.model.index(0, 1).data()] != [None]
    trash.table.select_row(0)
    trash.restore_selected()
    assert views.saved(case)[0] == view


def test_read_only_filters_narrow_and_change_nothing(
    desk: Desk, case: Case, open_window: Window
) -> None:
    path = case.path
    desk.close_case()
    assert desk.open_case(path, read_only=True)
    bench = open_window.workbench
    assert bench is not None
    click(bench, "Drafts")
    assert page(bench).model.rowCount() == 1
    assert page(bench).filters.save_button.isHidden()
    assert not bench.navigation.saved.rename(row(bench, "Drafts"))
    assert not bench.navigation.saved.trash(row(bench, "Drafts"))


def test_clicking_the_marked_page_leaves_the_reader_for_the_list(bench: Workbench) -> None:
    bench.show_page(Command.GO_SOURCES)
    page(bench).table.select_row(0)
    bench.read_selected()
    bench.show_page(Command.READ, page_source(bench))
    click(bench, "Sources")
    assert bench.pages.page is Command.GO_SOURCES
    assert isinstance(bench.navigation.list, NavigationList)


def page_source(bench: Workbench) -> int:
    here = bench.trail.here
    return here.record if here is not None else 0


# ---- choosing


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ("only a", "a"),
        ("only a, only a", ""),
        ("only a, or b", "a or b"),
        ("only a, and b", "a and b"),
        ("only a, and b, or b", "a or b"),
        ("only a, or b, or b", "a"),
        ("not a, not b", "not a, not b"),
        ("only a, not a", "not a"),
        ("not a, or a", "a"),
        ("or a, not b", "a, not b"),
        ("or a, not b, only c", "c"),
        ("not a, not a", ""),
    ],
)
def test_values_are_taken_in_four_ways(taken: str, words: str) -> None:
    ways = {"only": Way.ALONE, "and": Way.AND, "or": Way.OR, "not": Way.NOT}
    choice = Choice()
    for step in taken.split(", "):
        word, value = step.split()
        choice = choice.taken(value, ways[word], many=True)
        assert Choice.read({k: v for k, v in choice.filters("x").items() if v}, "x") == choice
    assert choice.words(str) == words


def test_a_record_of_one_value_never_has_two() -> None:
    choice = Choice(("a",)).taken("b", Way.AND, many=False)
    assert choice.words(str) == "a or b"


def test_the_palette_finds_filters_and_saves_what_is_typed_as_one(
    bench: Workbench, open_window: Window, case: Case
) -> None:
    open_window.actions_.get(Command.SEARCH).trigger()
    palette = open_window.findChild(Palette)
    assert palette is not None

    def choose(words: str) -> None:
        (item,) = palette.list.findItems(words, Qt.MatchFlag.MatchExactly)
        palette.list.itemClicked.emit(item)

    palette.line.setText("drafts")
    choose("Drafts")
    assert page(bench).filters.said == ("Filter: Drafts",)
    palette.open_at("place:kaldar soldiers")
    assert palette.list.item(palette.list.count() - 1).text() == (
        "Save “place:kaldar soldiers” as a filter"
    )
    choose("Save “place:kaldar soldiers” as a filter")
    assert (page(bench).model.words, page(bench).model.filters) == ("place:kaldar soldiers", {})
    popup = page(bench).saved.popup
    assert popup is not None
    popup.name.setText("At Kaldar")
    popup.button.click()
    assert views.saved(case)[-1].words == "place:kaldar soldiers"


def test_words_on_buttons_keep_their_order_in_a_window_from_right_to_left(
    bench: Workbench, open_window: Window
) -> None:
    click(bench, "شیرخان")
    chip, said = page(bench).filters.chips["view"], open_window.status.narrowed
    name = "\u2068شیرخان\u2069"
    assert (chip.text(), said.text()) == (f"Filter: {name}", f"Filter: {name}")
    open_window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert (chip.text(), said.text()) == (f"\u2068Filter: {name}\u2069",) * 2


def test_popups_are_freed(bench: Workbench, qapp: QApplication) -> None:
    page(bench).filter_box.setText("soldiers")
    page(bench).saved.ask_name()
    popup = page(bench).saved.popup
    assert popup is not None
    gone: list[bool] = []
    popup.destroyed.connect(lambda: gone.append(True))
    popup.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert gone == [True]
