"""Nothing that is saved is written over a case that is open, nor over an original of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from dossier.case import attachments, edits, file
from dossier.case.slices import drained
from dossier.model.records import Attachment, CaseInfo, Source
from dossier.ui.actions import Command
from dossier.ui.briefs.chooser import TemplateChooser
from dossier.ui.desk import Desk
from dossier.ui.prompts import PromptDialog
from dossier.ui.reader.originals import Originals
from dossier.ui.window import Window

Ask = Callable[[Window, Desk], object]


@pytest.fixture
def letter(open_window: Window, desk: Desk, tmp_path: Path) -> Path:  # noqa: ARG001 - opens it
    """An original of the open case."""
    path = tmp_path / "letter.txt"
    path.write_text("The only copy", encoding="utf-8")
    assert desk.case is not None
    (source,) = desk.case.all(Source)
    drained(attachments.attaching(desk.case, source.id, attachments.measure(path)))
    return path


def by_command(command: Command, window: Window, _: Desk) -> None:
    window.actions_.get(command).trigger()


def an_original(_: Window, desk: Desk) -> Originals:
    assert desk.case is not None
    made = Originals(desk, desk.jobs, desk)
    made.save(desk.case.all(Attachment)[0])
    return made


def a_template(_: Window, desk: Desk) -> TemplateChooser:
    made = TemplateChooser(desk)
    made._ask_copy()
    return made


writers = pytest.mark.parametrize(
    "ask",
    [
        partial(by_command, Command.SAVE_COPY),
        partial(by_command, Command.EXPORT),
        an_original,
        a_template,
    ],
    ids=["a copy", "a package", "an original", "a template"],
)


def refusal(ask: Ask, window: Window, desk: Desk, target: Path) -> str:
    """Save under that name, and give what is said to it."""
    held = ask(window, desk)
    (files,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    files.fileSelected.emit(str(target))
    files.close()
    assert not window.jobs.running
    del held
    (said,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog))
    return said.question.message


@writers
def test_nothing_is_saved_over_the_open_case(
    open_window: Window, desk: Desk, letter: Path, case_path: Path, ask: Ask
) -> None:
    before = case_path.read_bytes()
    assert letter.exists()
    assert "is the case that is open" in refusal(ask, open_window, desk, case_path)
    assert case_path.read_bytes() == before
    assert desk.case is not None
    edits.add(desk.case, Source(title="Still to be edited"))


@writers
def test_nothing_is_saved_over_a_case_that_is_open_elsewhere(
    open_window: Window, desk: Desk, letter: Path, tmp_path: Path, ask: Ask
) -> None:
    assert letter.exists()
    with file.create(tmp_path / "theirs.dossier", CaseInfo(title="Theirs")) as theirs:
        before = theirs.path.read_bytes()
        assert "is a case that is open" in refusal(ask, open_window, desk, theirs.path)
        assert theirs.path.read_bytes() == before


@writers
def test_nothing_is_saved_over_an_original_of_the_case(
    open_window: Window, desk: Desk, letter: Path, ask: Ask
) -> None:
    assert "is an original" in refusal(ask, open_window, desk, letter)
    assert letter.read_text(encoding="utf-8") == "The only copy"
