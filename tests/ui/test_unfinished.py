"""Unfinished words are told of in one calm sentence, listed, and found again."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from dossier.case import drafts, edits
from dossier.case.case import Case
from dossier.case.drafts import Draft, Entry, Unfinished
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.dialogs.unfinished import UnfinishedDialog
from dossier.ui.unfinished import greeting, words_of
from dossier.ui.window import Window
from ui.inspecting import incidents_of, line

# ---- being told


def unfinished(case: Case, entered: object = "Sold") -> list[Unfinished]:
    case.keep([Entry("incident", incidents_of(case)[0].id, "title", Draft(entered))])
    return drafts.unfinished(case)


AT = "2021-06-22T11:02:00.000Z"


def test_an_end_by_force_is_told_in_one_sentence(case: Case) -> None:
    found = unfinished(case)
    assert greeting("", []) == ""
    assert greeting(AT, []).endswith(". Nothing that was saved is lost.")
    assert greeting("", found) == "INC-0001 has unfinished words."
    assert greeting("", found * 2) == "2 records have unfinished words."
    assert greeting(AT, found).startswith("Dossier was closed by force after 22 Jun 2021, ")
    assert greeting(AT, found).endswith(
        "Nothing that was saved is lost;"
        " the words you were typing in INC-0001 are back in its form."
    )
    assert greeting(AT, found * 3).endswith("and 2 other records are back in their forms.")
    edits.trash(case, "incident", [incidents_of(case)[0].id])
    kept = greeting(AT, drafts.unfinished(case))
    assert kept.endswith("; unfinished words of 1 record are kept.")


@pytest.mark.parametrize(
    ("entered", "words"),
    [
        ("one\n two", "one two"),
        (["Asadov", ["Asadov", 5]], "Asadov"),
        ([[0, {"actor": [["Nobody", None], "base"], "note": ["x", "b"]}]], "Nobody  ·  x"),
        ({"stated": ["134", "b"], "count": 5}, "134"),
        (None, ""),
        ([[[[[[[["deep"]]]]]]]], ""),
    ],
)
def test_the_words_of_any_draft_fit_one_line(entered: object, words: str) -> None:
    assert words_of(entered) == words


def killed(desk: Desk, case_path: Path) -> None:
    """Leave the case as a killed program does: not closed in order, one title half typed."""
    assert desk.open_case(case_path)
    assert desk.case is not None
    unfinished(desk.case, "x" * 130)
    left = case_path.read_bytes()
    desk.close_case()
    case_path.write_bytes(left)


def test_opening_tells_calmly_and_shows_the_way(
    window: Window, desk: Desk, case_path: Path
) -> None:
    killed(desk, case_path)
    assert desk.open_case(case_path)
    assert window.notice.isVisible()
    assert "closed by force after" in window.notice.words.text()
    assert QApplication.activeModalWidget() is None
    assert not window.notice.undo.isVisible()
    window.actions_.get(Command.GO_PLACES).trigger()
    QTest.mouseClick(window.notice.shower, Qt.MouseButton.LeftButton)
    assert window.workbench is not None
    title = line(window.workbench.inspector, "title")
    assert title.text() == "x" * 130
    assert title.hasFocus()
    assert not title.hasSelectedText(), "the next key must not replace what came back"
    desk.close_case()
    assert desk.open_case(case_path)
    assert window.notice.words.text() == "INC-0001 has unfinished words."


def test_several_are_listed_and_lead_to_their_forms(
    open_window: Window, desk: Desk, qapp: QApplication
) -> None:
    assert desk.case is not None
    case = desk.case
    unfinished(case, "x" * 130)
    case.keep([Entry("case_info", case.info.id, "author", Draft("M. Ana"))])
    case.keep([Entry("claim", 77, "stated", Draft("134 crossed"))])
    open_window.actions_.get(Command.UNFINISHED).trigger()
    (dialog,) = open_window.findChildren(UnfinishedDialog)
    buttons = {button.accessibleName(): button for button in dialog.findChildren(QPushButton)}
    QTest.mouseClick(buttons["Copy: Claim that is no longer there"], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == "134 crossed"
    QTest.mouseClick(buttons["Drop: Claim that is no longer there"], Qt.MouseButton.LeftButton)
    assert {one.kind for one in drafts.unfinished(case)} == {"incident", "case_info"}
    QTest.mouseClick(buttons["Show: Case properties"], Qt.MouseButton.LeftButton)
    assert open_window.workbench is not None
    assert line(open_window.workbench.inspector, "author").text() == "M. Ana"
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert open_window.findChildren(UnfinishedDialog) == []


def test_nothing_unfinished_is_told(open_window: Window) -> None:
    assert not open_window.notice.isVisible()
    open_window.actions_.get(Command.UNFINISHED).trigger()
    assert open_window.notice.words.text() == "Nothing is unfinished."
