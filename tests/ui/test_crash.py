"""The crash hook: calm, and silent about the case."""

import sys

import pytest
from PySide6.QtWidgets import QApplication

from dossier.errors import DossierError
from dossier.ui.crash import CrashHook, report
from dossier.ui.prompts import COPY, PromptDialog, Prompts

WORDS = "Sherzod Asadov was at the crossing"


def raised() -> ValueError:
    def read_count(words: str) -> int:
        return int(words)

    with pytest.raises(ValueError, match=WORDS) as caught:
        read_count(WORDS)
    return caught.value


def test_the_report_names_places_and_no_words_of_the_case() -> None:
    written = report(raised())
    assert "ValueError" in written
    assert "test_crash.py" in written
    assert WORDS not in written
    assert "/" not in written.split("test_crash.py")[0].splitlines()[-1]


def prompts_shown() -> list[PromptDialog]:
    widgets = QApplication.topLevelWidgets()
    return [w for w in widgets if isinstance(w, PromptDialog) and w.isVisible()]


def test_a_bug_that_repeats_shows_one_dialog_whose_report_can_be_copied(
    app: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    hook = CrashHook(Prompts())
    hook.show(raised())
    hook.show(raised())
    (dialog,) = prompts_shown()
    dialog.answer(COPY)
    assert dialog.isVisible()
    assert app.clipboard().text().startswith("Dossier ")
    assert WORDS not in capsys.readouterr().err


def test_known_trouble_is_not_called_a_bug(app: QApplication) -> None:
    del app
    CrashHook(Prompts()).show(DossierError("The disk is full.", "Free some space."))
    (dialog,) = prompts_shown()
    assert dialog.question.message == "The disk is full."
    assert not dialog.question.detail


def test_the_hook_catches_what_nobody_caught_and_can_be_taken_off() -> None:
    hook = CrashHook(Prompts())
    hook.install()
    try:
        assert sys.excepthook == hook.catch
    finally:
        hook.uninstall()
    assert sys.excepthook is sys.__excepthook__
