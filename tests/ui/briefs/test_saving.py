"""What is saved and printed is what is shown."""

from pathlib import Path

import docx
import pytest
from PIL import ImageChops, ImageStat
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from dossier import pdfium
from dossier.model.records import CaseInfo, Incident
from dossier.ui.actions import Command
from dossier.ui.briefs import paper
from dossier.ui.desk import Desk
from dossier.ui.errands import brief_question
from dossier.ui.jobs import Ticket
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.prompts import PromptDialog
from dossier.ui.window import Window
from ui.briefs.showing import anew, box_of, edit_first, open_page, save_to, shown_proof


@pytest.mark.parametrize("way", ["button", "keys"])
def test_what_is_saved_is_what_is_shown_byte_for_byte(
    qtbot: QtBot, window: Window, pane: BriefPane, tmp_path: Path, way: str
) -> None:
    anew(qtbot, pane, box_of(pane, "Distances").click)
    if way == "button":
        pane.save.click()
    else:
        window.actions_.get(Command.PRINT_BRIEF).trigger()
    save_to(qtbot, window, tmp_path / "saved.pdf")
    assert (tmp_path / "saved.pdf").read_bytes() == shown_proof(pane).data
    assert window.notice.words.text() == "The brief is printed: saved.pdf"


@pytest.mark.parametrize("suffix", ["docx", "md"])
def test_what_is_shown_is_saved_for_other_programs_too(
    qtbot: QtBot, window: Window, pane: BriefPane, tmp_path: Path, suffix: str
) -> None:
    anew(qtbot, pane, box_of(pane, "Distances").click)
    pane.save.click()
    path = tmp_path / f"saved.{suffix}"
    save_to(qtbot, window, path)
    if suffix == "docx":
        words = [it.text for it in docx.Document(str(path)).paragraphs]
    else:
        words = path.read_text("utf-8").replace("#", "").replace("*", "").split("\n")
    said = {word.strip() for word in words}
    assert {"Chronology", "Sources"} <= said
    assert "Distances" not in said
    assert window.notice.words.text() == f"The brief is printed: saved.{suffix}"


def test_the_name_ends_as_the_kind_of_file_that_is_chosen(window: Window, tmp_path: Path) -> None:
    question = brief_question(tmp_path / "Border 2.1.dossier")
    dialog = window._desk.prompts.ask_path(question, print)
    for kind in ("Word files (*.docx)", "Markdown files (*.md)", "PDF files (*.pdf)"):
        dialog.filterSelected.emit(kind)
        suffix = kind.rpartition("*")[2].rstrip(")")
        assert [Path(it).name for it in dialog.selectedFiles()] == [f"Border 2.1{suffix}"]
    dialog.close()


def test_saving_waits_for_a_brief_that_is_being_made(
    qtbot: QtBot, window: Window, pane: BriefPane, tmp_path: Path
) -> None:
    def change_and_save() -> None:
        box_of(pane, "Distances").click()
        pane.save.click()

    made = anew(qtbot, pane, change_and_save)
    assert "distances" not in made.spec.names
    save_to(qtbot, window, tmp_path / "saved.pdf")
    assert (tmp_path / "saved.pdf").read_bytes() == made.data


def test_a_dialog_for_a_brief_that_changed_while_its_page_was_away_never_opens(
    qtbot: QtBot, window: Window, desk: Desk, pane: BriefPane
) -> None:
    box_of(pane, "Distances").click()
    pane.save.click()
    assert pane.errand.is_busy
    window.actions_.get(Command.GO_INCIDENTS).trigger()
    desk.run(edit_first(Incident, title="Changed meanwhile"))
    assert "changed while it was being made" in window.notice.words.text()
    anew(qtbot, pane, lambda: open_page(window))
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog)]


def test_where_there_is_no_brief_to_save_or_print_that_is_said(
    window: Window, desk: Desk, tmp_path: Path
) -> None:
    assert desk.new_case(tmp_path / "new.dossier", CaseInfo(title="New"))
    open_page(window)
    for command in (Command.PRINT_BRIEF, Command.PRINT_PAPER):
        window.notice.hide()
        window.actions_.get(command).trigger()
        assert window.notice.isVisible()
        assert window.notice.words.text() == "There is no finished brief to save or to print"


def test_a_brief_is_never_saved_over_a_case(
    qtbot: QtBot, window: Window, pane: BriefPane, sample_path: Path
) -> None:
    before = sample_path.read_bytes()
    pane.save.click()
    save_to(qtbot, window, sample_path)
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog))
    assert "nothing is written over it" in dialog.question.message
    assert sample_path.read_bytes() == before


def test_from_another_page_the_brief_is_printed_with_the_same_options(
    qtbot: QtBot, window: Window, pane: BriefPane, tmp_path: Path
) -> None:
    made = anew(qtbot, pane, box_of(pane, "Distances").click)
    window.actions_.get(Command.GO_INCIDENTS).trigger()
    window.actions_.get(Command.PRINT_BRIEF).trigger()
    save_to(qtbot, window, tmp_path / "elsewhere.pdf")
    assert (tmp_path / "elsewhere.pdf").read_bytes() == made.data


def test_paper_gets_the_pages_asked_for(pane: BriefPane, tmp_path: Path) -> None:
    shown = shown_proof(pane)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    paper.prepare(printer, "Case", shown.sizes)
    printer.setFromTo(2, 3)
    assert paper.send(shown.data, printer, Ticket()) == 2
    with pdfium.opened(tmp_path / "paper.pdf") as pdf:
        assert len(pdf) == 2
        assert pdf.get_page_size(0) == pytest.approx(shown.sizes[1], abs=1)
        printed = pdf[0].render(scale=1).to_pil().convert("L")

    def difference(page: int) -> float:
        with pdfium.opened(shown.data) as original:
            image = original[page].render(scale=1).to_pil().convert("L").resize(printed.size)
        return float(ImageStat.Stat(ImageChops.difference(image, printed)).mean[0])

    assert difference(1) * 2 < difference(2)


def test_the_print_dialog_opens_and_is_freed(qtbot: QtBot, window: Window, pane: BriefPane) -> None:
    pane.paper.click()
    (dialog,) = window.findChildren(QPrintDialog)
    assert dialog.maxPage() == shown_proof(pane).report.pages
    dialog.close()
    del dialog
    qtbot.waitUntil(lambda: window.findChildren(QPrintDialog) == [])
