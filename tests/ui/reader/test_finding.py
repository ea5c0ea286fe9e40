"""Words are found in a text by keyboard, counted, and can be made into something at once."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from dossier.case import edits
from dossier.case.fold import fold
from dossier.model.records import Quote, Source
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.reader.body import Body
from dossier.ui.reader.finding import MOST, Finder
from dossier.ui.reader.page import ReaderPage
from dossier.ui.window import Window
from ui.reader.article import ARTICLE, press


def test_case_marks_and_variants_of_letters_do_not_matter() -> None:
    body = Body("Émigrés’ CAFE\u0301 café\nكابل کابل  ١٢ 🪖 Straße")
    find = Finder(body).places
    assert [body.text[slice(*place)] for place in find("cafe")] == ["CAFE\u0301", "café"]
    assert [body.text[slice(*place)] for place in find("کابل")] == ["كابل", "کابل"]
    assert [body.text[slice(*place)] for place in find("12")] == ["١٢"]
    assert [body.text[slice(*place)] for place in find("strasse")] == ["Straße"]
    assert [body.text[slice(*place)] for place in find("🪖")] == ["🪖"]
    assert find("  ") == find("nowhere") == []


@given(st.text(alphabet="ab\u0301 \nÉßسك🪖1١", max_size=40), st.data())
def test_what_stands_in_a_line_is_found_and_reads_alike(text: str, data: st.DataObject) -> None:
    body = Body(text)
    start = data.draw(st.integers(0, len(text)))
    words = " ".join(text[start : start + 3].split())
    places = Finder(body).places(words)
    assert all(fold(words) in fold(text[slice(*place)]) for place in places)
    assert places or not fold(words).strip() or words not in text


def test_a_text_of_one_letter_is_not_walked_through_forever() -> None:
    assert len(Finder(Body("ab " * 20_000)).places("ab")) == MOST


def test_ctrl_f_finds_counts_and_goes_on(reader: ReaderPage, open_window: Window) -> None:
    reader.text.setFocus()
    open_window.actions_.get(Command.FILTER).trigger()
    bar = reader.sheet.find_bar
    assert bar.line.hasFocus()
    QTest.keyClicks(bar.line, "TH")
    bar.search()
    places = bar.places
    assert len(places) > 2
    assert bar.count.text() == f"1 of {len(places)}"
    assert reader.text.selected() == places[0]
    press(bar.line, Qt.Key.Key_Return)
    assert reader.text.selected() == places[1]
    open_window.actions_.get(Command.FIND_BEFORE).trigger()
    open_window.actions_.get(Command.FIND_BEFORE).trigger()
    assert bar.count.text() == f"{len(places)} of {len(places)}"


def test_what_was_found_can_be_quoted_at_once(
    reader: ReaderPage, open_window: Window, desk: Desk
) -> None:
    open_window.actions_.get(Command.FILTER).trigger()
    bar = reader.sheet.find_bar
    QTest.keyClicks(bar.line, "more than 130 SOLDIERS")
    bar.search()
    press(bar.line, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert reader.sheet.bar.isVisible()
    press(reader.text, Qt.Key.Key_Q)
    assert desk.case is not None
    assert [quote.text for quote in desk.case.all(Quote)] == ["More than 130 soldiers"]


def test_words_that_are_not_there_are_said_not_to_be(reader: ReaderPage) -> None:
    reader.sheet.begin_find()
    QTest.keyClicks(reader.sheet.find_bar.line, "nowhere")
    reader.sheet.find_bar.search()
    assert reader.sheet.find_bar.count.text() == "Not found"
    reader.sheet.find_bar.line.clear()
    assert reader.sheet.find_bar.count.text() == ""


def test_s_and_p_select_the_sentence_and_the_paragraph(reader: ReaderPage) -> None:
    text, body = reader.text, reader.text.body
    at = ARTICLE.index("130 soldiers")
    text.select(at, at)
    press(text, Qt.Key.Key_S)
    assert text.selected() is not None
    assert body.text[slice(*text.selected() or (0, 0))] == (
        "More than 130 soldiers crossed at Shir Khan Bandar"
    )
    press(text, Qt.Key.Key_P)
    assert body.text[slice(*text.selected() or (0, 0))].endswith("Bandar.")
    press(text, Qt.Key.Key_P)
    assert body.text[slice(*text.selected() or (0, 0))].endswith("said Sherzod Asadov.")
    assert reader.sheet.bar.isVisible()


def test_sentences_end_where_readers_see_them_end() -> None:
    text = "It began at 9 a.m. on 22 June. “We left.” Why? Nobody knows!  هیچ. آری؟ بله"
    body = Body(text)
    ends = [body.text[slice(*body.sentence_at(text.index(w)))] for w in
            ("began", "We", "Why", "Nobody", "هیچ", "آری", "بله")]  # fmt: skip
    assert ends == ["It began at 9 a.m. on 22 June", "“We left.”", "Why?", "Nobody knows!", "هیچ",
                    "آری؟", "بله"]  # fmt: skip


def test_places_in_one_text_are_not_gone_to_in_the_next(
    reader: ReaderPage, open_window: Window, desk: Desk
) -> None:
    bar = reader.sheet.find_bar
    open_window.actions_.get(Command.FILTER).trigger()
    QTest.keyClicks(bar.line, "th")
    bar.search()
    open_window.actions_.get(Command.GO_INCIDENTS).trigger()
    assert desk.case is not None
    first = reader.source
    source = edits.paste_source(desk.case, Source(title="Another"), "the thing").id
    assert open_window.workbench is not None
    open_window.workbench.read("source", source)
    assert bar.count.text() == "1 of 2"
    press(bar.line, Qt.Key.Key_Escape)
    open_window.workbench.read("source", first)
    assert bar.places == []
    open_window.actions_.get(Command.FIND_NEXT).trigger()
    text = reader.text.body.text
    assert text != "the thing"
    assert {text[slice(*place)].lower() for place in bar.places} == {"th"}
