"""Packages through the window: what would change is said first; in as one step, out as one file."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from dossier.case import backup, edits, file, verify
from dossier.case.case import Case
from dossier.exchange.package import PackageReader, PackageWriter
from dossier.exchange.plan import plan
from dossier.model.records import CaseInfo, Incident, Source
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.packages import question_of
from dossier.ui.prompts import PromptDialog
from dossier.ui.window import Window


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A package of another case: an incident and a source with its text."""
    path = tmp_path / "from Dushanbe.zip"
    with file.create(tmp_path / "other.dossier", CaseInfo(title="Other")) as other:
        edits.add(other, Incident(title="Clash at Kaldar"))
        edits.paste_source(other, Source(title="Interfax, 22 June"), "134 soldiers crossed.")
        PackageWriter().write(other, path)
    return path


def choose(path: Path) -> None:
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    dialog.fileSelected.emit(str(path))
    dialog.close()


def prompts() -> list[PromptDialog]:
    widgets = QApplication.topLevelWidgets()
    return [w for w in widgets if isinstance(w, PromptDialog) and w.isVisible()]


def case_of(desk: Desk) -> Case:
    assert desk.case is not None
    return desk.case


def offered(qtbot: QtBot, window: Window, package: Path) -> PromptDialog:
    """Choose a package and wait for the question."""
    window.actions_.get(Command.IMPORT).trigger()
    choose(package)
    qtbot.waitUntil(lambda: bool(prompts()))
    (dialog,) = prompts()
    return dialog


def test_a_package_comes_in_after_a_question_and_one_undo_takes_it_back(
    qtbot: QtBot, open_window: Window, desk: Desk, package: Path
) -> None:
    before = case_of(desk).state_hash
    dialog = offered(qtbot, open_window, package)
    assert dialog.question.title == "Bring in 3 records?"
    assert "3 records of from Dushanbe.zip are new here." in dialog.question.message
    assert case_of(desk).state_hash == before
    told: list[tuple[str, bool]] = []
    desk.told.connect(lambda *said: told.append(said))
    dialog.answer("bring_in")
    qtbot.waitUntil(lambda: bool(told))
    assert told == [("3 records came in from from Dushanbe.zip", True)]
    titles = {incident.title for incident in case_of(desk).all(Incident)}
    assert "Clash at Kaldar" in titles
    assert verify.verify(case_of(desk)) == []
    desk.undo()
    assert case_of(desk).state_hash == before


def test_a_backup_of_the_case_as_it_was_is_made_first(
    qtbot: QtBot, open_window: Window, desk: Desk, package: Path
) -> None:
    case = case_of(desk)
    before, folder = case.state_hash, backup.folder_of(case.path)
    held = set(backup.backups(folder, case.path.stem))
    offered(qtbot, open_window, package).answer("bring_in")
    qtbot.waitUntil(lambda: case.undo_label == "Import from Dushanbe.zip")
    (made,) = set(backup.backups(folder, case.path.stem)) - held
    with file.open_case(made.path, read_only=True) as copy:
        assert copy.state_hash == before != case.state_hash


def test_nothing_comes_in_where_no_backup_can_be_made(
    qtbot: QtBot, open_window: Window, desk: Desk, package: Path
) -> None:
    case = case_of(desk)
    before, folder = case.head_hash, backup.folder_of(case.path)
    shutil.rmtree(folder, ignore_errors=True)
    folder.write_text("in the way")
    first = offered(qtbot, open_window, package)
    first.answer("bring_in")
    qtbot.waitUntil(lambda: any(dialog is not first for dialog in prompts()))
    (trouble,) = (dialog for dialog in prompts() if dialog is not first)
    assert "No backup" in trouble.question.message
    qtbot.waitUntil(lambda: not open_window.jobs.running)
    assert (case.head_hash, desk.long_edit) == (before, None)


def test_a_case_edited_while_its_backup_is_made_is_compared_again(
    qtbot: QtBot, open_window: Window, desk: Desk, package: Path
) -> None:
    first = offered(qtbot, open_window, package)
    first.answer("bring_in")
    edits.add(case_of(desk), Incident(title="Typed meanwhile"))
    qtbot.waitUntil(lambda: any(dialog is not first for dialog in prompts()))
    assert case_of(desk).undo_label != "Import from Dushanbe.zip"


def test_a_question_answered_with_no_changes_nothing_and_keeps_no_files(
    qtbot: QtBot, open_window: Window, desk: Desk, package: Path
) -> None:
    before = case_of(desk).head_hash
    offered(qtbot, open_window, package).answer("")
    assert (case_of(desk).head_hash, desk.long_edit) == (before, None)


def test_a_case_edited_while_the_question_stands_is_compared_again(
    qtbot: QtBot, open_window: Window, desk: Desk, package: Path
) -> None:
    first = offered(qtbot, open_window, package)
    edits.add(case_of(desk), Incident(title="Typed meanwhile"))
    first.answer("bring_in")
    qtbot.waitUntil(lambda: any(dialog is not first for dialog in prompts()))
    (second,) = (dialog for dialog in prompts() if dialog is not first)
    second.answer("bring_in")
    qtbot.waitUntil(lambda: case_of(desk).undo_label == "Import from Dushanbe.zip")
    assert verify.verify(case_of(desk)) == []


def test_what_is_no_package_is_refused_in_words(
    qtbot: QtBot, open_window: Window, desk: Desk, tmp_path: Path
) -> None:
    (tmp_path / "letter.zip").write_bytes(b"Dear colleague")
    before = case_of(desk).head_hash
    dialog = offered(qtbot, open_window, tmp_path / "letter.zip")
    assert "letter.zip" in dialog.question.message
    assert case_of(desk).head_hash == before


def test_an_export_is_a_whole_package_of_the_case(
    qtbot: QtBot, open_window: Window, desk: Desk, tmp_path: Path
) -> None:
    open_window.actions_.get(Command.EXPORT).trigger()
    with qtbot.waitSignal(desk.told):
        choose(tmp_path / "out.zip")
    with PackageReader().read(tmp_path / "out.zip") as delivery:
        planned = plan(case_of(desk), delivery)
        assert planned.new == planned.different == ()
        assert len(planned.same) == 6


def test_an_export_to_a_folder_that_is_gone_says_so(
    qtbot: QtBot, open_window: Window, tmp_path: Path
) -> None:
    open_window.actions_.get(Command.EXPORT).trigger()
    choose(tmp_path / "gone" / "out.zip")
    qtbot.waitUntil(lambda: bool(prompts()))
    assert "out.zip" in prompts()[0].question.message


def test_the_question_names_what_stays_and_what_gets_another_number(
    open_window: Window, desk: Desk, package: Path
) -> None:
    del open_window
    case = case_of(desk)
    with PackageReader().read(package) as delivery:
        planned = plan(case, delivery)
        assert {was for was, _ in planned.renumbered} == {"INC-0001", "S-0001"}
        said = question_of(planned)
        assert "The reference of 2 records is taken here" in said.message
        planned.apply(case)
        again = plan(case, delivery)
        nothing = question_of(again)
    assert nothing.title == "There is nothing new in from Dushanbe.zip"
    assert "1 record is here already." in nothing.message
    assert "2 records are here with other content; what is here stays" in nothing.message
    assert len(nothing.detail.splitlines()) == 2


def test_an_import_into_a_read_only_case_is_not_offered(
    window: Window, desk: Desk, case_path: Path
) -> None:
    assert desk.open_case(case_path, read_only=True)
    assert not window.actions_.get(Command.IMPORT).isEnabled()
    assert window.actions_.get(Command.EXPORT).isEnabled()


@pytest.fixture
def uncopied(monkeypatch: pytest.MonkeyPatch) -> None:
    """No copy of the case may be made."""

    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(backup, "snapshot", refuse)


@pytest.mark.usefixtures("uncopied")
def test_a_package_is_compared_with_the_case_itself(
    qtbot: QtBot, open_window: Window, package: Path
) -> None:
    assert offered(qtbot, open_window, package).question.title == "Bring in 3 records?"


@pytest.mark.usefixtures("uncopied")
def test_the_case_itself_is_exported(
    qtbot: QtBot, open_window: Window, desk: Desk, tmp_path: Path
) -> None:
    target = tmp_path / "out.zip"
    told: list[str] = []
    desk.told.connect(lambda words, _undo: told.append(words))
    open_window.packages.write(target)
    qtbot.waitUntil(lambda: bool(told))
    PackageWriter().write(case_of(desk), tmp_path / "again.zip")
    assert target.read_bytes() == (tmp_path / "again.zip").read_bytes()
