"""Preferences: the page follows their descriptions, each change applies at once to the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from dossier.case import edits
from dossier.case.lock import default_user
from dossier.model.dates import Style
from dossier.model.records import CaseInfo, Incident
from dossier.ui import notation
from dossier.ui.desk import Desk
from dossier.ui.dialogs.preferences import PreferencesDialog, WordsRow, show_preferences
from dossier.ui.preferences import (
    ANALYST,
    APPEARANCE,
    COMPACT_ROWS,
    DATE_STYLE,
    NUMBER_STYLE,
    PREFERENCES,
    TEXT_SIZE,
    YES,
    Entry,
    Preference,
)
from dossier.ui.settings import Settings
from dossier.ui.window import Window


@pytest.fixture
def dialog(open_window: Window, desk: Desk) -> PreferencesDialog:
    return show_preferences(desk, open_window)


def choose(dialog: PreferencesDialog, preference: Preference, value: str) -> None:
    QTest.mouseClick(dialog.rows[preference.key].buttons[value], Qt.MouseButton.LeftButton)


def test_every_preference_has_a_row_that_shows_what_is_preferred(
    dialog: PreferencesDialog,
) -> None:
    assert list(dialog.rows) == [one.key for one in PREFERENCES]
    for one in PREFERENCES:
        row = dialog.rows[one.key]
        assert list(row.buttons) == list(one.choices)
        assert [value for value, button in row.buttons.items() if button.isChecked()] == (
            [one.default] if one.entry is Entry.CHOICE else []
        )


def test_a_choice_applies_at_once_and_is_remembered(
    dialog: PreferencesDialog, desk: Desk, tmp_path: Path
) -> None:
    choose(dialog, APPEARANCE, "dark")
    choose(dialog, TEXT_SIZE, "130")
    choose(dialog, DATE_STYLE, Style.ISO)
    assert desk.theme.dark
    assert desk.theme.text_size == 130
    assert notation.current().dates is Style.ISO
    desk.settings.finish()
    del desk
    kept = Settings(tmp_path / "settings" / "dossier.ini")
    assert kept.preferred(DATE_STYLE) == Style.ISO


def test_arrows_go_from_choice_to_choice(
    qtbot: QtBot, dialog: PreferencesDialog, desk: Desk
) -> None:
    buttons = dialog.rows[NUMBER_STYLE.key].buttons
    dialog.activateWindow()
    buttons["comma"].setFocus()
    qtbot.waitUntil(buttons["comma"].hasFocus)  # a screen hands it over when it pleases
    QTest.keyClick(buttons["comma"], Qt.Key.Key_Right)
    assert desk.settings.preferred(NUMBER_STYLE) == "space"


def test_what_the_menu_changes_shows_on_the_page(dialog: PreferencesDialog, desk: Desk) -> None:
    desk.theme.set_text_size(120)
    assert dialog.rows[TEXT_SIZE.key].buttons["120"].isChecked()


def test_rows_are_low_where_they_are_compact(
    dialog: PreferencesDialog, open_window: Window, desk: Desk
) -> None:
    page = open_window.workbench.pages.records if open_window.workbench else None
    assert page is not None
    high = page.table.rowHeight(0)
    desk.prefer(COMPACT_ROWS, YES)
    assert (high, page.table.rowHeight(0)) == (50, 30)
    assert dialog.isVisible()


def test_the_name_signs_every_step_from_then_on_and_new_cases(
    dialog: PreferencesDialog, desk: Desk, tmp_path: Path
) -> None:
    row = dialog.rows[ANALYST.key]
    assert isinstance(row, WordsRow)
    QTest.keyClicks(row.line, "  Zarina  Yusupova ")
    case = desk.case
    assert case is not None
    edits.add(case, Incident(title="Clash"))
    assert case.last_content_step is not None
    assert case.last_content_step.by == "Zarina Yusupova"
    path = tmp_path / "new.dossier"
    assert desk.new_case(path, CaseInfo(title="New"))
    assert desk.case is not None
    assert desk.case.info.author == desk.case.by == "Zarina Yusupova"
    desk.prefer(ANALYST, "")
    assert desk.case.by == default_user()


def test_an_author_who_is_given_stays(desk: Desk, tmp_path: Path) -> None:
    desk.prefer(ANALYST, "Zarina")
    assert desk.new_case(tmp_path / "a.dossier", CaseInfo(title="A", author="Farid"))
    assert desk.case is not None
    assert desk.case.info.author == "Farid"


def test_defaults_come_back_all_at_once(dialog: PreferencesDialog, desk: Desk) -> None:
    for one in PREFERENCES:
        desk.prefer(one, [*one.choices, "Zarina"][-2 if one.choices else -1])
    QTest.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert {one.key: desk.settings.preferred(one) for one in PREFERENCES} == {
        one.key: one.default for one in PREFERENCES
    }
    assert dialog.rows[APPEARANCE.key].buttons["system"].isChecked()


def test_the_window_stays_usable_and_escape_closes(
    dialog: PreferencesDialog, open_window: Window, desk: Desk, qtbot: QtBot
) -> None:
    assert not dialog.isModal()
    assert show_preferences(desk, open_window) is dialog
    with qtbot.waitSignal(dialog.destroyed):
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not open_window.findChildren(PreferencesDialog)


def test_every_control_has_a_name(dialog: PreferencesDialog) -> None:
    controls: list[QWidget] = [*dialog.findChildren(QAbstractButton)]
    controls += dialog.findChildren(QLineEdit)
    assert controls
    assert all(control.accessibleName() for control in controls)


@pytest.mark.parametrize("one", PREFERENCES, ids=lambda one: one.key)
@pytest.mark.parametrize("kept", ["", "@Invalid()", "dark dark", "-1", "0", "9" * 400, "\0"])
def test_a_settings_file_that_was_spoilt_gives_what_is_possible(
    one: Preference, kept: str, settings: Settings
) -> None:
    settings.store(one.key, kept)
    preferred = settings.preferred(one)
    if one.entry is Entry.CHOICE:
        assert preferred == one.default
    else:
        assert len(preferred) <= 80
        assert preferred.isprintable()


def test_a_spoilt_settings_file_opens_the_window_all_the_same(settings: Settings) -> None:
    for one in PREFERENCES:
        settings.store(one.key, "nonsense")
    assert notation.preferred(settings) == notation.DEFAULT
