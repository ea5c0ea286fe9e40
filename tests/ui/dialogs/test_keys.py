"""The list of keys: every command that has one, and the keys of places."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from dossier.ui.actions import ENTRIES, plain
from dossier.ui.dialogs.keys import PLACES, KeysDialog
from dossier.ui.theme import Theme


def test_every_command_with_keys_and_every_key_of_a_place_is_listed(theme: Theme) -> None:
    dialog = KeysDialog(theme, None)
    shown = [one.text() for one in dialog.findChildren(QLabel)]
    assert {plain(entry.text) for entry in ENTRIES if entry.keys} <= set(shown)
    assert {words for _, lines in PLACES for words, _ in lines} <= set(shown)
    assert all(shown)
    dialog.deleteLater()


def test_every_key_of_a_place_is_one_that_qt_understands() -> None:
    for _, lines in PLACES:
        for words, keys in lines:
            assert all(QKeySequence(key).toString() for key in keys), words
