"""The original beside the text: attached untouched, shown, compared with its hash, saved again."""

import zlib
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from dossier.brief.compose import write_brief
from dossier.case import attachments, edits, find, marks, passages
from dossier.errors import RefusedError
from dossier.model.records import Attachment, Citation, CustodyEvent, Source, Text
from dossier.model.terms import LocatorKind, MadeBy
from dossier.ui.actions import Actions, Command
from dossier.ui.desk import Desk
from dossier.ui.prompts import PromptDialog
from dossier.ui.reader.original import OriginalPane
from dossier.ui.reader.originals import READ_ONLY
from dossier.ui.reader.page import ReaderPage
from dossier.ui.window import Window


@pytest.fixture
def paper(desk: Desk, reader: ReaderPage, tmp_path: Path) -> Path:  # noqa: ARG001 - needs the case
    """A PDF of some pages."""
    path = tmp_path / "article.pdf"
    assert desk.case is not None
    write_brief(desk.case, path)
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    image = QImage(640, 480, QImage.Format.Format_RGB32)
    image.fill(0xFF3366)
    assert image.save(str(path))
    return path


def attach(qtbot: QtBot, desk: Desk, reader: ReaderPage, *paths: Path) -> None:
    assert desk.case is not None
    wanted = len(desk.case.all(Attachment)) + len(paths)
    reader.originals.attach(reader.source, paths)
    qtbot.waitUntil(lambda: reader.originals.idle)
    assert len(desk.case.all(Attachment)) == wanted


def show(qtbot: QtBot, reader: ReaderPage) -> OriginalPane:
    reader.show_original()
    pane = reader.sheet.original
    qtbot.waitUntil(lambda: pane.proof.text() != "Reading…")
    return pane


def test_a_pdf_is_attached_as_one_step_and_shown_page_by_page(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, paper: Path, steps: list[str]
) -> None:
    attach(qtbot, desk, reader, paper)
    assert steps == ["Attach article.pdf to S-0002"]
    pane = show(qtbot, reader)
    assert pane.proof.text() == "Unchanged"
    assert pane.view.pages > 0
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None)
    assert pane.strip.of.text() == f"of {pane.view.pages}"
    before = pane.view.zoom
    reader.zoom(Command.ZOOM_IN)
    assert pane.view.zoom > before
    reader.show_original()
    assert pane.isHidden()


def test_files_dropped_on_the_reader_become_its_originals(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, photo: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo)), QUrl("https://example.org/a.pdf")])
    what = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    entered = QDragEnterEvent(QPoint(9, 9), *what, Qt.KeyboardModifier.NoModifier)
    reader.dragEnterEvent(entered)
    assert entered.isAccepted()
    reader.dropEvent(QDropEvent(QPointF(9, 9), *what, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: reader.originals.idle)
    assert desk.case is not None
    assert [one.file_name for one in desk.case.all(Attachment)] == ["photo.png"]


def test_words_dragged_over_the_reader_are_not_taken(reader: ReaderPage) -> None:
    data = QMimeData()
    data.setText("words")
    what = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    event = QDragEnterEvent(QPoint(9, 9), *what, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    reader.dragEnterEvent(event)
    assert not event.isAccepted()


def test_a_locked_pdf_is_answered_in_words(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "locked.pdf"
    made = Canvas(str(path), encrypt=StandardEncryption("secret"))
    made.drawString(72, 72, "Words")
    made.save()
    attach(qtbot, desk, reader, path)
    pane = show(qtbot, reader)
    words = pane.trouble.findChildren(type(pane.facts))[1].text()
    assert words == "This PDF is locked with a password, so its pages cannot be shown."


def test_an_original_goes_to_the_trash_and_comes_back(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, photo: Path
) -> None:
    attach(qtbot, desk, reader, photo)
    pane = show(qtbot, reader)
    pane.trash.click()
    assert pane.stack.currentWidget() is pane.nothing
    assert desk.case is not None
    assert desk.case.undo_label == "Move photo.png to the trash"
    (row,) = find.trash_rows(desk.case, find.trash_ids(desk.case))
    assert (row.kind, row.title) == ("attachment", "photo.png")
    desk.undo()
    assert [file.file_name for file in pane.files] == ["photo.png"]


def test_an_original_that_cannot_go_to_the_trash_is_not_told_to_be_there(
    qtbot: QtBot,
    reader: ReaderPage,
    desk: Desk,
    photo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attach(qtbot, desk, reader, photo)
    pane, told = show(qtbot, reader), list[str]()
    desk.told.connect(lambda said, _: told.append(said))

    def refuse(*_: object) -> None:
        raise RefusedError("The file was changed by another program.")

    monkeypatch.setattr(edits, "trash", refuse)
    pane.trash.click()
    assert told == []


def test_several_originals_are_picked_from(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, paper: Path, photo: Path
) -> None:
    attach(qtbot, desk, reader, paper, photo)
    pane = show(qtbot, reader)
    assert [pane.picker.itemText(at) for at in range(pane.picker.count())] == [
        "article.pdf",
        "photo.png",
    ]
    pane.picker.setCurrentIndex(1)
    pane.picker.activated.emit(1)
    qtbot.waitUntil(lambda: pane.view.picture(1) is not None)
    drawn = pane.view.picture(1)
    assert drawn is not None
    assert drawn.image.pixelColor(5, 5).name() == "#ff3366"


def test_the_same_file_twice_is_refused_in_words(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, open_window: Window, photo: Path
) -> None:
    attach(qtbot, desk, reader, photo)
    reader.originals.attach(reader.source, [photo])
    qtbot.waitUntil(lambda: bool(open_window.findChildren(PromptDialog)))
    (dialog,) = open_window.findChildren(PromptDialog)
    assert "has this very file already" in dialog.question.message
    assert desk.case is not None
    assert len(desk.case.all(Attachment)) == 1


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("broken.pdf", b"%PDF-1.4 broken", "This PDF is damaged: it cannot be shown."),
        ("broken.png", b"\x89PNG\r\n\x1a\nbroken", "This picture is damaged: it cannot be shown."),
        (
            "drawing.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
            "Pictures of this kind cannot be shown here.",
        ),
        ("sound.mp3", b"ID3\0sound", "This file is kept, and cannot be shown here"),
    ],
)
def test_what_cannot_be_shown_is_answered_in_words(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    attach(qtbot, desk, reader, path)
    pane = show(qtbot, reader)
    assert pane.stack.currentWidget() is pane.trouble
    assert said in pane.trouble.findChildren(type(pane.facts))[1].text()


def png_chunk(data: bytes) -> bytes:
    """A chunk with its length and checksum (PNG, third edition, section 5.3)."""
    return (len(data) - 4).to_bytes(4) + data + zlib.crc32(data).to_bytes(4)


def test_a_picture_of_too_many_pixels_is_not_decoded(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "bomb.png"
    head = b"IHDR" + (30_000).to_bytes(4) * 2 + b"\x08\x06\0\0\0"
    chunks = (head, b"IDAT" + zlib.compress(bytes(99)), b"IEND")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"".join(map(png_chunk, chunks)))
    attach(qtbot, desk, reader, path)
    pane = show(qtbot, reader)
    words = pane.trouble.findChildren(type(pane.facts))[1].text()
    assert "30,000 × 30,000 pixels: too many" in words


def test_changed_bytes_are_said_and_not_shown(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, paper: Path
) -> None:
    attach(qtbot, desk, reader, paper)
    assert desk.case is not None
    desk.case.db.conn.execute("UPDATE chunk SET data = x'255044462d'")
    pane = show(qtbot, reader)
    assert pane.proof.text() == "Changed"
    assert pane.stack.currentWidget() is pane.trouble
    assert pane.view.pages == 0


def test_the_original_is_saved_byte_for_byte(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, open_window: Window, paper: Path, tmp_path: Path
) -> None:
    attach(qtbot, desk, reader, paper)
    pane = show(qtbot, reader)
    pane.save.click()
    (dialog,) = open_window.findChildren(QFileDialog)
    target = tmp_path / "saved.pdf"
    dialog.fileSelected.emit(str(target))
    dialog.close()
    assert target.read_bytes() == paper.read_bytes()


def test_the_chain_of_custody_of_an_original_is_entered_beside_it(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, photo: Path, steps: list[str]
) -> None:
    attach(qtbot, desk, reader, photo)
    pane = show(qtbot, reader)
    assert desk.case is not None
    (file,) = desk.case.all(Attachment)
    pane.custody.click()
    assert (reader.record.kind, reader.record.id) == ("attachment", file.id)
    form = reader.record.inspector.form
    assert form is not None
    chain = form.groups["custody_event"]
    chain.add()
    (row,) = chain.rows
    assert row.form is not None
    row.form.rows["action"].control.enter("collected")
    row.form.rows["by"].control.enter("M. Rahimi")
    row.form.rows["date"].control.enter(["22 June 2021", None])
    chain.left.emit()
    (event,) = desk.case.all(CustodyEvent)
    assert (event.attachment, event.action, event.by) == (file.id, "collected", "M. Rahimi")
    assert (event.date.edtf, event.position) == ("2021-06-22", 1)
    assert steps[-1] == "Change chain of custody of photo.png"
    pane.trash.click()
    assert reader.right.currentWidget() is reader.cards, "its form goes with it"


def test_a_source_without_text_takes_that_of_its_pdf_with_its_pages(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, open_window: Window, paper: Path
) -> None:
    assert desk.case is not None
    bare = next(one for one in desk.case.all(Source) if one.title.startswith("Afghan"))
    assert open_window.workbench is not None
    open_window.workbench.read("source", bare.id)
    attach(qtbot, desk, reader, paper)
    pane = show(qtbot, reader)
    assert pane.take_text.isVisible()
    pane.take_text.click()
    qtbot.waitUntil(lambda: reader.sheet.text_id != 0)
    (text,) = desk.case.children(Text, "source", [bare.id])[bare.id]
    assert (text.made_by, text.tool.split()[0]) == (MadeBy.EXTRACTED, "pypdfium2")
    assert "134 soldiers cross at Shir Khan Bandar" in reader.text.body.text
    assert not pane.take_text.isVisible()
    body = reader.text.body.text
    start = body.index("\f") + 1
    quote = passages.quote_passage(desk.case, text.id, start, start + 9)
    cited = desk.case.get(Citation, quote.citation or 0)
    assert (cited.locator_kind, cited.locator) == (LocatorKind.PAGE, "2")
    assert marks.marks(desk.case, text.id)


def test_nothing_is_attached_to_a_case_to_read_only(
    qtbot: QtBot, reader: ReaderPage, desk: Desk, open_window: Window, photo: Path
) -> None:
    attach(qtbot, desk, reader, photo)
    assert desk.case is not None
    path, source = desk.case.path, reader.source
    desk.close_case()
    assert desk.open_case(path, read_only=True)
    assert open_window.workbench is not None
    open_window.workbench.read("source", source)
    told: list[str] = []
    desk.told.connect(lambda words, _: told.append(words))
    reader.originals.attach(source, [photo])
    reader.attach_original()
    assert told == [READ_ONLY, READ_ONLY]
    pane = show(qtbot, reader)
    assert not pane.more.isVisible()
    assert pane.save.isVisible()


def test_closing_the_case_takes_back_what_is_being_attached(
    reader: ReaderPage, desk: Desk, tmp_path: Path
) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(bytes(8_000_000))
    assert desk.case is not None
    path = desk.case.path
    reader.originals.attach(reader.source, [large])
    desk.close_case()
    assert desk.open_case(path)
    assert desk.case.all(Attachment) == []
    assert desk.case.rows("SELECT count(*) FROM blob")[0][0] == 0


def test_a_file_that_makes_the_case_hard_to_move_is_asked_about(
    qtbot: QtBot,
    reader: ReaderPage,
    desk: Desk,
    open_window: Window,
    photo: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(attachments, "SOFT_LIMIT", 10)
    for answer, kept in (("", 0), ("keep", 1)):
        reader.originals.attach(reader.source, [photo])
        (dialog,) = open_window.findChildren(PromptDialog)
        assert dialog.question.title == "photo.png is very large"
        dialog.answer(answer) if answer else dialog.reject()
        qtbot.waitUntil(lambda: reader.originals.idle)
        assert desk.case is not None
        assert len(desk.case.all(Attachment)) == kept
        qtbot.waitUntil(lambda: not open_window.findChildren(PromptDialog))


def test_widths_of_the_panes_are_remembered(reader: ReaderPage, desk: Desk) -> None:
    reader.splitter.setSizes([300, 10_000, 400])
    widths = reader.splitter.sizes()
    reader.remember()
    again = ReaderPage(desk, Actions(desk.icons, reader), desk.jobs, reader.parentWidget())
    assert list(again.building)
    again.resize(reader.size())
    again.show()
    assert again.splitter.sizes() == widths
    again.deleteLater()


def test_where_there_is_no_room_beside_the_text_the_original_stands_below_it(
    qtbot: QtBot, open_window: Window, reader: ReaderPage, desk: Desk, photo: Path
) -> None:
    attach(qtbot, desk, reader, photo)
    pane = show(qtbot, reader)
    sides = reader.sheet.sides
    words = sides.widget(0)
    assert words is not None
    for width, below in ((1920, False), (1024, True), (1920, False)):
        open_window.resize(width, 700)
        qtbot.waitUntil(lambda: open_window.width() == width)  # noqa: B023 - waited for here
        text, picture = words.geometry(), pane.geometry()
        assert (picture.top() >= text.bottom()) is below
        assert not text.intersects(picture)
        assert sides.rect().contains(picture)
        assert pane.width() >= pane.minimumWidth()
