"""The commands: each once, each findable, no two on the same keys."""

from collections import Counter
from pathlib import Path

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

import dossier.ui
from dossier import resource
from dossier.ui.actions import ENTRIES, Actions, Command, plain
from dossier.ui.desk import Desk
from dossier.ui.window import Window

UI = Path(dossier.ui.__file__).parent


def test_no_two_commands_share_keys() -> None:
    keys = Counter(QKeySequence(key).toString() for entry in ENTRIES for key in entry.keys)
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_is_one_that_qt_understands() -> None:
    assert all(QKeySequence(key).toString() for entry in ENTRIES for key in entry.keys)


def test_every_command_has_exactly_one_entry() -> None:
    assert sorted(entry.command for entry in ENTRIES) == sorted(Command)


def test_mnemonics_of_a_menu_differ() -> None:
    letters = Counter(
        (entry.menu, text[text.index("&") + 1].casefold())
        for entry in ENTRIES
        if "&" in (text := entry.text.replace("&&", ""))
    )
    assert [letter for letter, times in letters.items() if times > 1] == []


def test_every_icon_of_a_command_is_in_the_resources() -> None:
    for entry in ENTRIES:
        assert not entry.icon or "currentColor" in resource.text("icons", f"{entry.icon}.svg")


def test_every_drawing_in_the_resources_is_used() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in UI.rglob("*.py"))
    drawings = {file.stem for file in resource.path("icons").iterdir()}
    assert {name for name in drawings if f'"{name}"' not in code} == set()


def test_every_command_is_in_the_menus_and_does_something(open_window: Window) -> None:
    shown = {
        action.objectName()
        for menu in open_window.menuBar().findChildren(QMenu)
        for action in menu.actions()
    }
    assert {command.value for command in Command} <= shown
    for command in Command:
        action = open_window.actions_.get(command)
        assert action.receivers("2triggered(bool)") > 0, command


def test_what_needs_a_case_is_off_without_one(desk: Desk, window: Window) -> None:
    assert desk.case is None
    on = [c for c in Command if window.actions_.get(c).isEnabled()]
    assert Command.OPEN_CASE in on
    assert not {Command.UNDO, Command.TRASH, Command.PRINT_BRIEF, Command.GO_SOURCES} & set(on)


def test_a_text_is_shown_without_mnemonic_and_dots() -> None:
    assert plain("&People && groups…") == "People & groups"


def test_actions_are_found_by_command(open_window: Window) -> None:
    assert isinstance(open_window.actions_, Actions)
    assert open_window.actions_.get(Command.UNDO).shortcuts()[0].toString() == "Ctrl+Z"
