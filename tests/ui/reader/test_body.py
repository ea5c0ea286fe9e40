"""Positions: code points of the stored text, UTF-16 units on the screen, blocks, paragraphs."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from dossier.model import anchors
from dossier.ui.reader.body import Body, shown
from dossier.ui.reader.highlights import Highlight, Highlights

letters = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab \n\r\t\v\f\x85\u2028\u2029\ufdd0\u0301\u200d🪖👩🇦🇫سلا؟"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(letters, st.data())
def test_every_position_goes_to_the_screen_and_back(text: str, data: st.DataObject) -> None:
    body = Body(text)
    document = QTextDocument()
    document.setPlainText(body.shown)
    at = data.draw(st.integers(0, len(text)))
    block, units = body.place_of(at)
    assert body.position_of(block, units) == at
    position = document.findBlockByNumber(block).position() + units
    assert anchors.utf16_to_code_points(body.shown, position) == at


@given(letters)
def test_qt_holds_the_shown_text_character_for_character(text: str) -> None:
    body = Body(text)
    document = QTextDocument()
    document.setPlainText(body.shown)
    assert document.toRawText().replace("\u2029", "\n") == body.shown
    assert len(shown(text)) == len(text)
    assert document.blockCount() == len(body.blocks)


@given(letters)
def test_blocks_bear_the_numbers_of_their_paragraphs(text: str) -> None:
    body = Body(text)
    numbered = [number for number in body.numbers if number]
    assert numbered == list(range(1, len(anchors.paragraphs(text)) + 1))
    for start, _ in anchors.paragraphs(text):
        assert body.numbers[body.block_at(start)] == anchors.paragraph_at(text, start)


def test_a_selection_never_cuts_a_character() -> None:
    body = Body("e\u0301 👩\u200d🚀")
    assert body.snapped(1, 2) == (0, 2)
    assert body.snapped(3, 4) == (3, 6)


def test_a_selection_by_mouse_is_widened_to_whole_words() -> None:
    body = Body("the soldiers’ convoy, 134 men. 越过边界")
    assert body.worded(6, 16) == (4, 20)
    assert body.worded(23, 24) == (22, 25)
    assert body.worded(4, 12) == (4, 12)
    assert body.worded(32, 33) == (32, 33)


def test_highlights_are_found_by_block_and_bad_ones_left_out() -> None:
    body = Body("one\ntwo\nthree")
    whole, last, bad = Highlight(2, 9, "a"), Highlight(8, 13, "b"), Highlight(5, 99, "c")
    held = Highlights(body, [whole, last, bad])
    assert held.within(0, 0) == (whole,)
    assert held.within(1, 2) == (whole, last)
