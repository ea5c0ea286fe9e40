"""Issuing a brief from its page, redacted and locked editions, and the check of a paper."""

import hashlib
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from dossier.brief.document import Report
from dossier.brief.edition import Edition
from dossier.brief.issuing import Made
from dossier.brief.material import Stamp
from dossier.brief.spec import Spec
from dossier.case import backup, edits, issues
from dossier.case.case import Case
from dossier.model.records import Incident, Issue
from dossier.ui.actions import Command
from dossier.ui.briefs.editions import _Order
from dossier.ui.briefs.options import remember_records
from dossier.ui.desk import Desk
from dossier.ui.dialogs.edition import NAMES, EditionDialog
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.prompts import PromptDialog
from dossier.ui.window import Window
from ui.briefs.showing import PATIENCE, choose, save_to, shown_proof, text_of, wait_for_proof

SESAME = "open sesame"


def dialog_of() -> EditionDialog:
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, EditionDialog))
    return dialog


def prompt_of() -> PromptDialog:
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog))
    return dialog


def case_of(desk: Desk) -> Case:
    assert desk.case is not None
    return desk.case


def issue(qtbot: QtBot, window: Window, path: Path, title: str = "Weekly") -> None:
    window.actions_.get(Command.ISSUE_BRIEF).trigger()
    dialog = dialog_of()
    dialog.title.setText(title)
    dialog.go.click()
    save_to(qtbot, window, path)


def lines_of(pane: BriefPane) -> list[str]:
    """Words of the list as they stand below each other."""
    column = pane.issues._column
    items = [column.itemAt(at) for at in range(column.count())]
    held = [item.widget() for item in items if item is not None]
    return [widget.text() for widget in held if isinstance(widget, QLabel)]


def test_an_issue_is_asked_for_printed_stored_and_listed(
    qtbot: QtBot, window: Window, pane: BriefPane, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "w.pdf"
    state, before = case_of(desk).state_hash, case_of(desk).all(Issue)
    shown = shown_proof(pane)
    assert lines_of(pane) == ["None yet"]
    issue(qtbot, window, path)
    assert shown_proof(pane) is shown, "a brief says the same after it was issued"
    (stored,) = case_of(desk).all(Issue)
    assert before == []
    assert stored.pdf == hashlib.sha256(path.read_bytes()).hexdigest()
    assert stored.state == state == case_of(desk).state_hash
    assert window.notice.words.text() == "Issue 1 of “Weekly” is out"
    (first,) = lines_of(pane)
    assert first.replace("\u2068", "").replace("\u2069", "").startswith("Issue 1 of “Weekly”, ")
    assert lines_of(pane)[0].endswith("The case says the same.")
    edits.add(case_of(desk), Incident(title="Another"))
    assert lines_of(pane)[0].endswith("The case has changed since: 1 record.")


def test_an_issue_that_came_from_another_copy_says_so(pane: BriefPane, desk: Desk) -> None:
    theirs = Issue(number=1, state="a" * 64, head="b" * 64, pdf="c" * 64)
    issues.store(case_of(desk), "Weekly", "", theirs)
    assert lines_of(pane)[0].endswith("from another copy of this case.")


def test_the_next_issue_goes_on_with_the_title_of_the_last(
    qtbot: QtBot, window: Window, pane: BriefPane, tmp_path: Path
) -> None:
    assert pane.isVisible()
    issue(qtbot, window, tmp_path / "w.pdf")
    window.actions_.get(Command.ISSUE_BRIEF).trigger()
    dialog = dialog_of()
    assert dialog.title.text() == "Weekly"
    dialog.go.click()
    (files,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    assert [Path(name).name for name in files.selectedFiles()] == ["sample Issue 2.pdf"]
    files.close()


def test_undoing_an_issue_says_that_paper_cannot_be_called_back(
    qtbot: QtBot, window: Window, pane: BriefPane, desk: Desk, tmp_path: Path
) -> None:
    assert pane.isVisible()
    issue(qtbot, window, tmp_path / "w.pdf")
    desk.undo()
    assert "cannot be called back" in window.notice.words.text()
    assert issues.next_number(case_of(desk), "Weekly") == 2


def test_what_is_missing_keeps_the_dialog_open(window: Window, pane: BriefPane) -> None:
    assert pane.isVisible()
    window.actions_.get(Command.ISSUE_BRIEF).trigger()
    dialog = dialog_of()
    assert dialog.title.hasFocus() or dialog.focusWidget() is dialog.title
    dialog.title.clear()
    assert not dialog.go.isEnabled()
    dialog.title.setText("Weekly")
    assert dialog.go.isEnabled()
    dialog.lock.click()
    assert not dialog.go.isEnabled()
    dialog.password.setText(SESAME)
    dialog.again.setText("open sesami")
    assert dialog.fault.text() == "The two passwords differ."
    assert not dialog.go.isEnabled()
    dialog.again.setText(SESAME)
    assert (dialog.fault.text(), dialog.go.isEnabled()) == ("", True)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_a_locked_and_redacted_edition_is_saved_without_an_issue(
    qtbot: QtBot, window: Window, pane: BriefPane, desk: Desk, tmp_path: Path
) -> None:
    assert pane.isVisible()
    window.actions_.get(Command.SAVE_EDITION).trigger()
    dialog = dialog_of()
    assert not dialog.issue.isChecked()
    dialog.level.setCurrentIndex(dialog.level.findData(NAMES))
    dialog.lock.click()
    dialog.password.setText(SESAME)
    dialog.again.setText(SESAME)
    dialog.go.click()
    path = tmp_path / "l.pdf"
    save_to(qtbot, window, path)
    with pikepdf.open(path, password=SESAME) as pdf:
        assert b"Redacted edition" in pdf.attachments["brief.json"].get_file().read_bytes()
    assert case_of(desk).all(Issue) == []
    assert window.notice.words.text() == "The brief is saved: l.pdf"


@pytest.mark.parametrize("name", ["sample.dossier", "w.docx"])
def test_an_issue_is_never_another_kind_of_file(
    qtbot: QtBot, window: Window, pane: BriefPane, desk: Desk, tmp_path: Path, name: str
) -> None:
    assert pane.isVisible()
    issue(qtbot, window, tmp_path / name)
    assert prompt_of().question.title == "That did not work"
    assert case_of(desk).all(Issue) == []
    prompt_of().close()


def test_a_case_that_was_closed_meanwhile_does_not_know_its_paper(
    pane: BriefPane, desk: Desk, tmp_path: Path
) -> None:
    """Nor does the case that was opened then take it for its own."""
    assert pane.isVisible()
    stored: list[object] = []
    desk.changed.connect(stored.append)
    order = _Order(tmp_path / "other.dossier", Spec(), Edition(number=1), "", tmp_path / "w.pdf")
    made = Made(b"", Report(1), 0, "", Stamp("", "", ""))
    pane.editions._done(order, made)
    assert "its case was closed before the issue could be stored" in prompt_of().question.message
    assert stored == []
    prompt_of().close()


def test_a_paper_is_judged_in_sentences_without_a_copy_of_the_case(
    qtbot: QtBot,
    window: Window,
    pane: BriefPane,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(backup, "snapshot")
    assert pane.isVisible()
    path = tmp_path / "w.pdf"
    issue(qtbot, window, path)
    edits.add(case_of(desk), Incident(title="Another"))
    window.actions_.get(Command.CHECK_PAPER).trigger()
    save_to(qtbot, window, path)
    asked = prompt_of().question
    assert asked.title == "w.pdf matches the case"
    assert asked.message.startswith("This is issue 1 of “Weekly”, exactly as ")
    assert asked.hint == "The case has changed since: 1 record."
    assert asked.detail == "Incident INC-0005 added"
    prompt_of().close()


def test_a_file_that_is_no_paper_is_judged_in_a_sentence(
    qtbot: QtBot, window: Window, pane: BriefPane, tmp_path: Path
) -> None:
    assert pane.isVisible()
    path = tmp_path / "odd.pdf"
    path.write_bytes(b"Dear reader")
    window.actions_.get(Command.CHECK_PAPER).trigger()
    save_to(qtbot, window, path)
    assert prompt_of().question.title == "odd.pdf does not match"
    assert prompt_of().question.message == "odd.pdf is no PDF."
    prompt_of().close()


def test_a_read_only_case_can_be_checked_and_not_issued(
    qtbot: QtBot, window: Window, desk: Desk, sample_path: Path
) -> None:
    assert desk.open_case(sample_path, read_only=True)
    qtbot.waitUntil(lambda: window.workbench is not None)
    assert not window.actions_.get(Command.ISSUE_BRIEF).isEnabled()
    assert window.actions_.get(Command.CHECK_PAPER).isEnabled()
    assert window.actions_.get(Command.SAVE_EDITION).isEnabled()


def test_an_issue_is_printed_though_the_preview_has_nothing_to_show_any_more(
    qtbot: QtBot, window: Window, pane: BriefPane, desk: Desk, tmp_path: Path
) -> None:
    window.actions_.get(Command.ISSUE_BRIEF).trigger()
    dialog_of().title.setText("Weekly")
    dialog_of().go.click()
    choose(tmp_path / "w.pdf")
    (job,) = window.jobs.running
    with qtbot.waitSignal(job.progressed, timeout=PATIENCE):  # the other process is at it
        pass
    with qtbot.waitSignal(job.ended, timeout=PATIENCE):
        for row in pane.form.sections.rows:
            row.box.setChecked(False)
        pane.refresh()
        assert pane.errand.proof is None
    assert [one.number for one in case_of(desk).all(Issue)] == [1]


def test_a_case_that_is_read_only_offers_no_issue_and_says_why(
    qtbot: QtBot, window: Window, pane: BriefPane, desk: Desk, sample_path: Path
) -> None:
    desk.close_case()
    assert desk.open_case(sample_path, read_only=True)
    wait_for_proof(qtbot, pane)
    window.actions_.get(Command.SAVE_EDITION).trigger()
    tick = dialog_of().issue
    assert not tick.isEnabled()
    assert tick.accessibleDescription() == "Read-only: an issue is stored in the case."
    assert "Read-only" in tick.toolTip()


def flat(text: str) -> str:
    return " ".join(text.split())


def type_to_withhold(qtbot: QtBot, dialog: EditionDialog, words: str) -> None:
    line = dialog.withheld.line
    line.setFocus()
    QTest.keyClicks(line, words)
    assert "is not chosen yet" in dialog.fault.text()
    assert not dialog.go.isEnabled(), "typed words are no choice"
    QTest.keyClick(line, Qt.Key.Key_Return)
    popup = line.offers.rows
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    QTest.keyClick(popup, Qt.Key.Key_Return)


def test_records_are_found_withheld_and_remembered(
    qtbot: QtBot, window: Window, pane: BriefPane, desk: Desk, tmp_path: Path
) -> None:
    words = case_of(desk).all(Incident)[-1].title
    assert words in flat(text_of(shown_proof(pane).data))
    window.actions_.get(Command.SAVE_EDITION).trigger()
    dialog = dialog_of()
    assert not dialog.withheld.isVisible()
    dialog.level.setCurrentIndex(dialog.level.findData(NAMES))
    type_to_withhold(qtbot, dialog, words)
    (listed,) = (dialog.withheld.list.item(at).text() for at in range(dialog.withheld.list.count()))
    assert listed.startswith("INC-")
    dialog.go.click()
    path = tmp_path / "r.pdf"
    save_to(qtbot, window, path)
    assert words not in flat(text_of(path.read_bytes()))
    window.actions_.get(Command.SAVE_EDITION).trigger()
    again = dialog_of()
    assert again.withheld.list.item(0).text() == listed
    again.level.setCurrentIndex(again.level.findData(NAMES))
    again.withheld.list.setFocus()
    again.withheld.list.setCurrentRow(0)
    QTest.keyClick(again.withheld.list, Qt.Key.Key_Delete)
    assert again.withheld.records == ()
    assert again.withheld.list.isHidden()
    assert again.focusWidget() is again.withheld.line


def test_a_record_that_was_deleted_since_is_withheld_no_more(
    window: Window, pane: BriefPane, desk: Desk
) -> None:
    assert pane.isVisible()
    case = case_of(desk)
    kept, gone = (one.id for one in case.all(Incident)[:2])
    remember_records(desk.settings, case.path, (gone, kept, 1234))
    edits.trash(case, "incident", [gone])
    window.actions_.get(Command.SAVE_EDITION).trigger()
    assert dialog_of().withheld.records == (kept,)
