"""The desk: one open case, edits in words, a busy file asks instead of failing."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dossier.case import file
from dossier.case.case import Case
from dossier.errors import BusyError, DossierError
from dossier.model.records import CaseInfo, Incident
from dossier.ui.desk import Desk
from dossier.ui.prompts import PromptDialog
from dossier.ui.settings import Settings


def shown_prompt() -> PromptDialog:
    """Return the prompt that is on screen."""
    from PySide6.QtWidgets import QApplication

    (dialog,) = (
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, PromptDialog) and widget.isVisible()
    )
    return dialog


def press(dialog: PromptDialog, text: str) -> None:
    (button,) = (b for b in dialog.findChildren(QPushButton) if b.text() == text)
    button.click()


def test_an_opened_case_is_remembered_and_announced(
    qtbot: QtBot, desk: Desk, case_path: Path, settings: Settings
) -> None:
    with qtbot.waitSignal(desk.opened):
        assert desk.open_case(case_path)
    assert desk.case is not None
    assert desk.can_edit
    assert settings.recent_files() == [case_path]


def test_an_edit_is_announced_once_and_can_be_undone(qtbot: QtBot, open_desk: Desk) -> None:
    def add(case: Case) -> Incident:
        with case.edit("Add incident") as edit:
            return edit.insert(Incident(title="Convoy turned back"))

    with qtbot.waitSignal(open_desk.changed) as heard:
        added = open_desk.run(add)
    assert added is not None
    assert heard.args is not None
    assert heard.args[0].touched == {"incident": frozenset({added.id})}
    with qtbot.waitSignal(open_desk.told) as told:
        open_desk.undo()
    assert told.args == ["Undone: Add incident", False]


def test_known_trouble_is_shown_and_gives_nothing(open_desk: Desk) -> None:
    def fail(_: Case) -> int:
        raise DossierError("The place is gone.", "Choose another one.")

    assert open_desk.run(fail) is None
    question = shown_prompt().question
    assert (question.message, question.hint) == ("The place is gone.", "Choose another one.")


def test_bugs_are_not_hidden_as_known_trouble(open_desk: Desk) -> None:
    def fail(_: Case) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        open_desk.run(fail)


def test_a_file_that_is_no_case_leaves_the_open_one_alone(open_desk: Desk, tmp_path: Path) -> None:
    other = tmp_path / "other.dossier"
    other.write_bytes(b"not a case at all" * 100)
    before = open_desk.case
    assert not open_desk.open_case(other)
    assert open_desk.case is before
    assert "other.dossier" in shown_prompt().question.message


def test_closing_saves_what_is_typed_before_the_case_goes(open_desk: Desk) -> None:
    still_open: list[bool] = []
    open_desk.leaving.connect(lambda: still_open.append(open_desk.case is not None))
    open_desk.close_case()
    assert still_open == [True]
    assert open_desk.case is None


def busy(path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> PromptDialog:
    real = file.open_case

    def held(path: Path, *, by: str, read_only: bool = False, take_over: bool = False) -> Case:
        if read_only or take_over:
            return real(path, by=by, read_only=read_only, take_over=take_over)
        raise BusyError(
            "Zarina Yusupova has this case open on the computer archive since 09:12.",
            "Ask her to close it, or open it read-only.",
            holder="Zarina Yusupova, archive, 09:12",
        )

    monkeypatch.setattr(file, "open_case", held)
    assert not desk.open_case(path)
    return shown_prompt()


def test_a_busy_case_says_who_where_since_when(
    desk: Desk, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    message = busy(case_path, desk, monkeypatch).question.message
    assert all(word in message for word in ("Zarina Yusupova", "archive", "09:12"))


def test_a_busy_case_can_be_opened_read_only(
    desk: Desk, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(busy(case_path, desk, monkeypatch), "Open read-only")
    assert desk.case is not None
    assert not desk.can_edit


def test_a_busy_case_stays_closed_when_cancelled(
    desk: Desk, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(busy(case_path, desk, monkeypatch), "Cancel")
    assert desk.case is None


def test_a_new_case_is_opened(desk: Desk, tmp_path: Path) -> None:
    assert desk.new_case(tmp_path / "new.dossier", CaseInfo(title="New"))
    assert desk.case is not None
    assert desk.case.info.title == "New"
