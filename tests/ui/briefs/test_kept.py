"""Kept briefs beside the templates: kept, chosen, renamed, moved to the trash."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dossier.brief.spec import Part, Spec, parts
from dossier.case import issues, keeping
from dossier.ui.briefs.form import OptionsForm
from dossier.ui.briefs.kept import Kept
from dossier.ui.desk import Desk
from dossier.ui.dialogs.naming import NameDialog
from dossier.ui.prompts import PromptDialog

KEEP, RENAME, TRASH = range(3)
WEEKLY = Spec(words="Kaldar", mark="TLP:RED", sections=parts("title_block", "chronology"))


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, case_path: Path) -> OptionsForm:
    assert desk.open_case(case_path)
    made = OptionsForm(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def act(form: OptionsForm, at: int) -> None:
    form.chooser._allow()
    form.chooser._kept_actions[at].trigger()


def name(words: str) -> None:
    (dialog,) = (
        w for w in QApplication.topLevelWidgets() if isinstance(w, NameDialog) and w.isVisible()
    )
    dialog.line.selectAll()
    QTest.keyClicks(dialog.line, words)
    QTest.keyClick(dialog.line, Qt.Key.Key_Return)


def offered(form: OptionsForm) -> list[str]:
    """Kept briefs among the templates."""
    picker = form.chooser.picker
    rows = range(picker.count())
    return [picker.itemText(at) for at in rows if isinstance(picker.itemData(at), Kept)]


def choose(form: OptionsForm, words: str) -> None:
    at = form.chooser.picker.findText(words)
    form.chooser.picker.setCurrentIndex(at)
    form.chooser.picker.activated.emit(at)


def test_a_brief_is_kept_with_all_it_says_and_chosen_again(form: OptionsForm, desk: Desk) -> None:
    form.load(WEEKLY)
    act(form, KEEP)
    name("Weekly")
    assert offered(form) == ["Weekly"]
    heading = form.chooser.picker.findText("KEPT BRIEFS")
    assert not form.chooser.picker.model().index(heading, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    assert form.chooser.picker.currentText() == "Weekly"
    assert "Changed here." not in form.chooser.about.text()
    kept = form.spec()
    choose(form, "Chronology")
    choose(form, "Weekly")
    assert form.spec() == kept
    assert (kept.words, kept.mark, kept.names) == ("Kaldar", "TLP:RED", WEEKLY.names)
    desk.undo()
    assert offered(form) == []
    assert form.chooser.picker.findText("KEPT BRIEFS") == -1


def test_a_kept_brief_is_shown_as_it_was_kept_and_typed_words_stay_beside_it(
    form: OptionsForm,
) -> None:
    form.load(WEEKLY)
    act(form, KEEP)
    name("Weekly")
    own = Part("text", (("text", "Mine."),))
    form.load(Spec(sections=(own, Part("bluf"))))
    choose(form, "Weekly")
    assert form.spec().sections == WEEKLY.sections
    assert [one.part for one in form.asides()] == [own]


def test_a_kept_brief_is_renamed_with_the_one_on_screen(form: OptionsForm, desk: Desk) -> None:
    assert desk.case is not None
    for title in ("Weekly", "Daily"):
        keeping.keep(desk.case, title, "")
    choose(form, "Weekly")
    act(form, RENAME)
    name("Monthly")
    assert offered(form) == ["Daily", "Monthly"]
    assert (form.spec().name, form.chooser.picker.currentText()) == ("Monthly", "Monthly")


def test_a_name_that_another_kept_brief_has_can_be_corrected_where_it_is_typed(
    form: OptionsForm, desk: Desk
) -> None:
    assert desk.case is not None
    for title in ("Weekly", "Daily"):
        keeping.keep(desk.case, title, "")
    choose(form, "Weekly")
    act(form, RENAME)
    name("Daily")
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, NameDialog))
    assert dialog.isVisible()
    assert dialog.said.text() == "Another brief has this name."
    assert not dialog.go.isEnabled()
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog)]
    name("Monthly")
    assert offered(form) == ["Daily", "Monthly"]


def test_a_brief_kept_under_the_name_of_its_template_is_chosen_and_renamed(
    form: OptionsForm,
) -> None:
    choose(form, "Chronology")
    act(form, KEEP)
    name("Chronology")
    picker = form.chooser.picker
    (kept,) = (at for at in range(picker.count()) if isinstance(picker.itemData(at), Kept))
    assert picker.currentIndex() == kept
    choose(form, "Chronology")
    assert picker.currentIndex() == picker.findText("Chronology") != kept
    picker.setCurrentIndex(kept)
    picker.activated.emit(kept)
    assert picker.currentIndex() == kept
    act(form, RENAME)
    name("Monthly")
    assert offered(form) == ["Monthly"]


def test_a_brief_that_is_kept_as_it_was_offers_nothing_to_undo(
    qtbot: QtBot, form: OptionsForm, desk: Desk
) -> None:
    form.load(WEEKLY)
    for can_undo in (True, False):
        act(form, KEEP)
        with qtbot.waitSignal(desk.told) as told:
            name("Weekly")
        assert told.args == ["The case keeps the brief “Weekly”", can_undo]


def test_a_kept_brief_goes_to_the_trash_with_a_way_back(
    qtbot: QtBot, form: OptionsForm, desk: Desk
) -> None:
    assert desk.case is not None
    keeping.keep(desk.case, "Weekly", "")
    choose(form, "Weekly")
    with qtbot.waitSignal(desk.told) as told:
        act(form, TRASH)
    assert "to the trash" in told.args[0]
    assert told.args[1] is True
    assert offered(form) == []
    assert issues.briefs(desk.case) == []
    desk.undo()
    assert offered(form) == ["Weekly"]


def test_a_template_is_no_kept_brief_to_rename(form: OptionsForm) -> None:
    form.chooser._allow()
    allowed = [action.isEnabled() for action in form.chooser._kept_actions]
    assert allowed == [True, False, False]
    assert "Choose a kept brief first" in form.chooser._kept_actions[TRASH].toolTip()


def test_a_plan_that_cannot_be_read_is_told_and_changes_nothing(
    form: OptionsForm, desk: Desk
) -> None:
    assert desk.case is not None
    keeping.keep(desk.case, "Torn", "paper = 1")
    before = form.spec()
    choose(form, "Torn")
    (prompt,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog))
    assert "The brief “Torn”" in prompt.question.message
    assert form.spec() == before


def test_a_case_that_is_read_only_keeps_nothing_and_says_why(
    form: OptionsForm, desk: Desk, case_path: Path
) -> None:
    assert desk.case is not None
    keeping.keep(desk.case, "Weekly", "")
    desk.close_case()
    assert offered(form) == []
    assert desk.open_case(case_path, read_only=True)
    assert offered(form) == ["Weekly"]
    choose(form, "Weekly")
    form.chooser._allow()
    for action in form.chooser._kept_actions:
        assert not action.isEnabled()
        assert "Read-only" in action.toolTip()
