"""No key does two things where it is pressed, and all keys are on the sheet."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget

import dossier.ui
from dossier.ui.actions import ENTRIES, Command, plain
from dossier.ui.desk import Desk
from dossier.ui.dialogs.keys import PLACES, KeysDialog
from dossier.ui.dialogs.palette import Palette
from dossier.ui.window import Window
from ui.contracts import tour

UI = Path(dossier.ui.__file__).parent
NATIVE = QKeySequence.SequenceFormat.NativeText
LOCAL = (Qt.ShortcutContext.WidgetShortcut, Qt.ShortcutContext.WidgetWithChildrenShortcut)


def written(keys: QKeySequence) -> str:
    """Keys as everyone writes them, so that Enter and Return are told apart by nobody."""
    return keys.toString().replace("Enter", "Return")


def shortcuts(window: QWidget, *, now: bool = False) -> Iterator[tuple[QWidget | None, str, str]]:
    """All keys of the window: the widget in which they are valid, None for everywhere; what for.

    `now` leaves out what is disabled or out of sight.
    """
    for holder, context, keys, what, enabled in made_keys(window):
        if not now or (enabled and holder.isVisible()):
            yield holder if context in LOCAL else None, written(keys), what


def made_keys(
    window: QWidget,
) -> Iterator[tuple[QWidget, Qt.ShortcutContext, QKeySequence, str, bool]]:
    """Every key with its widget, its reach, what it does, and whether it does it."""
    for shortcut in window.findChildren(QShortcut):
        holder, held = shortcut.parent(), shortcut.keys()
        assert isinstance(holder, QWidget)
        what = f"shortcut in {type(holder).__name__}"
        for keys in held:
            yield holder, shortcut.context(), keys, what, shortcut.isEnabled()
    for action in window.findChildren(QAction):
        for keys in action.shortcuts():
            for holder in action.associatedObjects():
                if isinstance(holder, QWidget) and not isinstance(holder, QMenu | QToolButton):
                    yield holder, action.shortcutContext(), keys, action.text(), action.isEnabled()


def clashes(window: QWidget) -> set[str]:
    """Keys that would do two things where they are pressed now: Qt does neither then."""
    held = set(shortcuts(window, now=True))
    twice = Counter((where, keys) for where, keys, _ in held)
    everywhere = {keys: what for where, keys, what in held if where is None}
    shadowed = {keys for where, keys, _ in held if where is not None and keys in everywhere}
    return {keys for (_, keys), times in twice.items() if times > 1} | shadowed


def test_no_key_does_two_things_in_one_place(sample_window: Window, desk: Desk) -> None:
    for stop in tour.pages(sample_window, desk):
        assert clashes(sample_window) == set(), stop.name
    desk.close_case()
    assert clashes(sample_window) == set()


def test_every_key_made_anywhere_is_on_the_sheet(sample_window: Window, desk: Desk) -> None:
    for _ in tour.pages(sample_window, desk):
        pass
    KeysDialog(desk.theme, sample_window).open()
    dialog = QApplication.activeWindow()
    sheet = sample_window.findChild(KeysDialog) or dialog
    assert sheet is not None
    shown = " or ".join(label.text() for label in sheet.findChildren(QLabel)).split(" or ")
    made = {QKeySequence(keys).toString(NATIVE) for _, keys, _ in shortcuts(sample_window)}
    assert made - set(shown) == set()


def test_every_command_is_in_the_palette_and_with_its_keys_on_the_sheet(
    sample_window: Window, desk: Desk
) -> None:
    for command in Command:
        sample_window.actions_.get(command).setEnabled(True)
    sample_window.actions_.get(Command.SEARCH).trigger()
    palette = sample_window.findChild(Palette)
    assert palette is not None
    offered = {palette.list.item(row).text() for row in range(palette.list.count())}
    wanted = {
        plain(sample_window.actions_.get(command).text())
        for command in Command
        if command is not Command.SEARCH
    }
    assert wanted <= offered
    dialog = KeysDialog(desk.theme, sample_window)
    shown = {label.text() for label in dialog.findChildren(QLabel)}
    assert {plain(entry.text) for entry in ENTRIES if entry.keys} <= shown
    for entry in ENTRIES:
        keys = " or ".join(QKeySequence(one).toString(NATIVE) for one in entry.keys)
        assert not keys or keys in shown


def test_no_menu_has_a_letter_twice(sample_window: Window, desk: Desk) -> None:
    found = {
        (stop.name, letter)
        for stops in (tour.menus(sample_window), tour.popups(sample_window, desk))
        for stop in stops
        if isinstance(stop.root, QMenu)
        for letter, times in Counter(mnemonics(stop.root)).items()
        if times > 1
    }
    assert found == set()
    bar = Counter(letter_of(a.text()) for a in sample_window.menuBar().actions())
    assert max(bar.values()) == 1


def mnemonics(menu: QMenu) -> list[str]:
    return [letter for action in menu.actions() if (letter := letter_of(action.text()))]


def letter_of(text: str) -> str:
    bare = text.replace("&&", "")
    return bare[bare.index("&") + 1].casefold() if "&" in bare else ""


def test_single_letters_of_places_differ_from_each_other() -> None:
    for place, lines in PLACES:
        letters = Counter(key for _, keys in lines for key in keys if len(key) == 1)
        assert not letters or max(letters.values()) == 1, place


def test_every_letter_that_a_view_takes_is_on_the_sheet() -> None:
    letters = {
        node.attr.removeprefix("Key_")
        for file in UI.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("Key_")
        and len(node.attr) == len("Key_L")
    }
    on_sheet = {key for _, lines in PLACES for _, keys in lines for key in keys}
    assert letters <= on_sheet
