"""Reading changes nothing: scripts, sizes, the bar by the selection, keys."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dossier.case import edits
from dossier.model import anchors
from dossier.model.records import Citation, Claim, Incident, Source, Text
from dossier.model.terms import Attribute
from dossier.ui.desk import Desk
from dossier.ui.reader.body import Body, shown
from dossier.ui.reader.page import ReaderPage
from dossier.ui.reader.selection_bar import Make
from dossier.ui.reader.text_view import TextView
from dossier.ui.window import Window
from ui.reader.article import ARTICLE, choose, make_both, press


def test_reading_edits_nothing(reader: ReaderPage, desk: Desk, text: int) -> None:
    make_both(desk, text)
    assert desk.case is not None
    before = desk.case.head_hash
    for card in reader.cards.list.cards.cards:
        reader._open_card(card)
    reader.show_details()
    reader.show_cards()
    choose(reader, "Shir Khan Bandar")
    reader.make(Make.COPY)
    desk.leaving.emit()
    assert desk.case.head_hash == before


def test_the_text_cannot_be_changed(reader: ReaderPage) -> None:
    QTest.keyClicks(reader.text, "xyz")
    press(reader.text, Qt.Key.Key_Delete)
    assert reader.text.toPlainText() == shown(ARTICLE)
    assert reader.text.body.text == ARTICLE


def test_the_bar_comes_with_a_selection_and_goes_with_it(reader: ReaderPage) -> None:
    choose(reader, "More than 130")
    assert reader.sheet.bar.isVisible()
    assert reader.text.rect().contains(reader.sheet.bar.geometry())
    press(reader.text, Qt.Key.Key_Escape)
    assert not reader.sheet.bar.isVisible()


def test_words_are_copied_as_stored_and_with_their_citation(reader: ReaderPage) -> None:
    choose(reader, "e\u0301n good")
    press_copy = reader.text.createMimeDataFromSelection()
    assert press_copy.text() == "e\u0301n good"
    reader.make(Make.COPY)
    copied = QGuiApplication.clipboard().text()
    assert copied == "“e\u0301n good” (“Troops”, 28 June 2021, S-0002 ¶3)"


def test_a_paragraph_runs_the_way_of_its_script_and_its_number_stands_there(
    reader: ReaderPage,
) -> None:
    middle = reader.text.viewport().width() / 2
    arabic, latin = ARTICLE.index("آنها"), ARTICLE.index("More")
    assert reader.text.place_of(arabic).x() > middle
    assert reader.text.place_of(len(ARTICLE) - 1).x() > 40  # a short line stands at the right
    assert reader.text.place_of(latin).x() < middle
    picture = reader.text.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()

    def inked(at: int, left: int, right: int) -> bool:
        row = round(reader.text.place_of(at).center().y() * ratio)
        ground = picture.pixel(round(left * ratio), row)
        return any(
            picture.pixel(x, y) != ground
            for x in range(round(left * ratio), round(right * ratio))
            for y in range(row - 4, row + 5)
        )

    width = reader.text.viewport().width()
    assert inked(latin, 2, 30)
    assert not inked(latin, width - 30, width - 2)
    assert inked(arabic, width - 30, width - 2)
    assert not inked(arabic, 2, 30)


def test_a_megabyte_opens_and_paints_only_what_is_seen(
    reader: ReaderPage, open_window: Window, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.case is not None
    paragraph = "53 soldiers crossed the river by night. " * 8 + "\n\n"
    body = paragraph * (1_000_000 // len(paragraph) + 1)
    source = edits.paste_source(desk.case, Source(title="Long"), body)
    text = desk.case.children(Text, "source", [source.id])[source.id][0].id
    incident = desk.case.all(Incident)[0].id
    with desk.case.edit("Mark") as edit:
        for at in range(0, len(body), len(paragraph) * 20):
            anchor = anchors.anchor(body, at, at + 11)
            citation = edit.insert(Citation(text=text, start=at, end=at + 11, exact=anchor.exact))
            edit.insert(
                Claim(
                    incident=incident,
                    citation=citation.id,
                    attribute=Attribute.OTHER,
                    stated="53 soldiers",
                    stance="asserts",
                )
            )
    assert open_window.workbench is not None
    open_window.workbench.read("source", source.id)
    QTest.qWait(10)
    assert 0 < len(reader.text.painted()) <= 3
    laid_out = sum(
        1
        for number in range(reader.text.blockCount())
        if reader.text.document().findBlockByNumber(number).layout().lineCount()
    )
    assert laid_out < 200
    qtbot.waitUntil(lambda: reader.cards.list.cards.rowCount() > 0)
    last = reader.cards.list.cards.cards[-1]
    reader._show_words(last)
    assert reader.text.selected() == last.span
    assert last.span in reader.text.painted()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(alphabet="ab e\u0301\u200d👩🚀🇦🇫سَلا\u2067\u2069؟\n", min_size=1, max_size=30),
    st.data(),
)
def test_what_is_selected_is_given_back_in_exactly_these_code_points(
    desk: Desk, qtbot: QtBot, text: str, data: st.DataObject
) -> None:
    view = TextView(desk)
    qtbot.addWidget(view)
    view.show_body(Body(text))
    start = data.draw(st.integers(0, len(text) - 1))
    start, end = view.body.snapped(start, data.draw(st.integers(start + 1, len(text))))
    view.select(start, end)
    expected = (start, end) if text[start:end].strip() else None
    assert view.selected() == expected
    if expected is not None:
        assert view.createMimeDataFromSelection().text() == text[start:end]


def test_the_bar_stays_within_the_text_of_a_script_from_the_right(reader: ReaderPage) -> None:
    start = ARTICLE.index("آنها")
    for end in (start + 4, len(ARTICLE) - 1):
        reader.text.setTextCursor(reader.text._cursor(start, end))
        assert reader.sheet.bar.isVisible()
        assert reader.text.rect().contains(reader.sheet.bar.geometry())
