"""Case properties: the form of the case, and beneath it the facts of its file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from dossier.case import backup, edits
from dossier.case.facts import facts
from dossier.model.records import Incident
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.panes.case_facts import CaseFacts, lines_of
from dossier.ui.preferences import DATE_STYLE, NUMBER_STYLE
from dossier.ui.window import Window


@pytest.fixture
def shown(open_window: Window) -> CaseFacts:
    """The facts, as Alt+Return shows them."""
    open_window.actions_.get(Command.CASE_INFO).trigger()
    assert open_window.workbench is not None
    found = open_window.workbench.inspector.findChildren(CaseFacts)
    assert len(found) == 1
    assert found[0].isVisible()
    return found[0]


def told(desk: Desk) -> dict[str, str]:
    assert desk.case is not None
    return {name: words for name, words, _ in lines_of(desk.case, facts(desk.case))}


def test_the_facts_stand_beneath_the_form(shown: CaseFacts, desk: Desk) -> None:
    case = desk.case
    assert case is not None
    words = told(desk)
    assert words["File"].replace("\u200b", "") == str(case.path)
    assert words["Holds"] == "1 person or group\n1 place\n1 source\n3 incidents"
    assert words["Changes"] == "2 steps"
    assert words["Created"].endswith(f", by {case.by}")
    assert words["Size"].endswith("open for writing")
    assert words["State hash"].replace("\n", "") == case.state_hash
    assert words["Head hash"].replace("\n", "") == case.head_hash
    assert shown.isVisible()


def test_hashes_and_path_can_be_copied(shown: CaseFacts, desk: Desk) -> None:
    case = desk.case
    assert case is not None
    buttons = {b.accessibleName(): b for b in shown.findChildren(QToolButton) if b.isVisible()}
    assert set(buttons) == {"Copy file", "Copy state hash", "Copy head hash"}
    QTest.mouseClick(buttons["Copy state hash"], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == case.state_hash
    QTest.mouseClick(buttons["Copy file"], Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == str(case.path)


def test_they_follow_an_edit(shown: CaseFacts, desk: Desk) -> None:
    case = desk.case
    assert case is not None
    edits.add(case, Incident(title="Clash"))
    names = " ".join(one.accessibleName() for one in shown.findChildren(QLabel))
    assert "4 incidents" in names


def test_the_last_backup_is_named_with_its_time(desk: Desk, shown: CaseFacts) -> None:
    case = desk.case
    assert case is not None
    assert told(desk)["Last backup"].startswith("None yet") == (
        not backup.backups(backup.folder_of(case.path), case.path.stem)
    )
    backup.back_up(case)
    assert told(desk)["Last backup"].endswith("opened and found equal")
    assert shown.isVisible()


def test_dates_and_numbers_are_those_preferred(shown: CaseFacts, desk: Desk) -> None:
    case = desk.case
    assert case is not None
    with case.edit("Fill") as edit:
        edit.insert_many([Incident(title=f"Clash {n}") for n in range(1300)])
    desk.prefer(NUMBER_STYLE, "point")
    desk.prefer(DATE_STYLE, "iso")
    assert "1.303 incidents" in told(desk)["Holds"]
    assert told(desk)["Created"][4] == "-"
    assert shown.isVisible()
