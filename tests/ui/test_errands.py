"""Errands: files are made where the user said, long work reads a copy, trouble is told."""

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from dossier.case import attachments, backup, edits, file
from dossier.case.slices import drained
from dossier.model.records import Source
from dossier.ui import errands
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.errands import free_path, title_of
from dossier.ui.prompts import PromptDialog
from dossier.ui.window import Window
from test_outfile import REFUSED, everything, placed


def choose(path: Path) -> None:
    """Answer the file dialog that is on screen."""
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    dialog.fileSelected.emit(str(path))
    dialog.close()


def prompt() -> PromptDialog:
    widgets = QApplication.topLevelWidgets()
    (dialog,) = (w for w in widgets if isinstance(w, PromptDialog) and w.isVisible())
    return dialog


def test_a_new_case_takes_its_title_from_its_file(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    window.actions_.get(Command.NEW_CASE).trigger()
    choose(tmp_path / "northern-frontier.dossier")
    assert desk.case is not None
    assert desk.case.info.title == "Northern frontier"


def test_a_name_that_is_taken_is_told_and_nothing_is_overwritten(
    window: Window, desk: Desk, case_path: Path
) -> None:
    before = case_path.read_bytes()
    window.actions_.get(Command.NEW_CASE).trigger()
    choose(case_path)
    assert desk.case is None
    assert "there already" in prompt().question.message
    assert case_path.read_bytes() == before


def test_a_copy_is_a_whole_case_and_the_case_stays_open(
    qtbot: QtBot, open_window: Window, desk: Desk, tmp_path: Path
) -> None:
    open_window.actions_.get(Command.SAVE_COPY).trigger()
    with qtbot.waitSignal(desk.told):
        choose(tmp_path / "copy.dossier")
    with file.open_case(tmp_path / "copy.dossier", read_only=True) as copy:
        assert desk.case is not None
        assert copy.state_hash == desk.case.state_hash


def test_the_sample_opens_under_the_next_free_name(
    window: Window, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(errands, "documents", lambda: tmp_path)
    for expected in (errands.SAMPLE_NAME, f"{errands.SAMPLE_NAME} 2"):
        window.actions_.get(Command.SAMPLE_CASE).trigger()
        assert desk.case is not None
        assert desk.case.path == tmp_path / f"{expected}.dossier"


def test_the_brief_is_printed_by_a_job_and_leaves_no_copy_behind(
    qtbot: QtBot, open_window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    open_window.actions_.get(Command.PRINT_BRIEF).trigger()
    choose(tmp_path / "brief.pdf")
    (job,) = open_window.jobs.running
    assert open_window.status.jobs.isVisible()
    with qtbot.waitSignal(job.ended, timeout=20_000):
        pass
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF")
    assert open_window.notice.words.text() == "The brief is printed: brief.pdf"
    assert list(tmp_path.glob("dossier-*")) == []
    assert not open_window.status.jobs.isVisible()


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".md"])
@pytest.mark.parametrize("name", [one for one in REFUSED if one != "no name of this system"])
def test_a_brief_that_cannot_be_written_is_told_in_the_window_and_nothing_is_left(
    qtbot: QtBot, open_window: Window, tmp_path: Path, name: str, suffix: str
) -> None:
    setup, words = REFUSED[name]
    (desk := tmp_path / "desk").mkdir()
    target = placed(setup, desk, suffix)
    before = everything(desk)
    open_window.actions_.get(Command.PRINT_BRIEF).trigger()
    choose(target)
    for job in tuple(open_window.jobs.running):
        with qtbot.waitSignal(job.ended, timeout=20_000):
            pass
    said = prompt().question.message
    assert re.search(words.replace("pdf", "(pdf|docx|md)"), said)
    assert said.count(". ") == 0
    assert everything(desk) == before
    prompt().close()


def test_a_brief_is_not_printed_over_an_original(
    open_window: Window, desk: Desk, tmp_path: Path
) -> None:
    case, original = desk.case, tmp_path / "statement.pdf"
    assert case is not None
    original.write_bytes(b"the only copy")
    source = edits.add(case, Source(title="A statement"))
    drained(attachments.attaching(case, source.id, attachments.measure(original)))
    open_window.actions_.get(Command.PRINT_BRIEF).trigger()
    choose(original)
    assert not open_window.jobs.running
    assert "is an original that is attached to this case" in prompt().question.message
    assert original.read_bytes() == b"the only copy"


def test_a_sound_case_verifies(qtbot: QtBot, open_window: Window) -> None:
    open_window.actions_.get(Command.VERIFY).trigger()
    (job,) = open_window.jobs.running
    with qtbot.waitSignal(job.ended, timeout=20_000):
        pass
    assert open_window.notice.words.text() == "Verified: nothing was changed outside Dossier"


def test_a_backup_is_named_in_the_status_bar(
    qtbot: QtBot, open_window: Window, case_path: Path
) -> None:
    shutil.rmtree(backup.folder_of(case_path))
    open_window.status.refresh()
    assert open_window.status.backed_up.text() == "No backup yet"
    with qtbot.waitSignal(open_window.errands.backed_up):
        open_window.actions_.get(Command.BACK_UP).trigger()
    assert open_window.status.backed_up.text().startswith("Backed up ")


def test_free_names_count_up(tmp_path: Path) -> None:
    (tmp_path / "Case.dossier").touch()
    (tmp_path / "Case 2.dossier").touch()
    assert free_path(tmp_path, "Case", ".dossier") == tmp_path / "Case 3.dossier"
    assert title_of(Path("north_east-front.dossier")) == "North east front"
