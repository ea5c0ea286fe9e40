"""The letters of a page: places between them, words, what is covered, and how it reads."""

from datetime import UTC, datetime
from io import BytesIO

import pytest

from dossier.brief.blocks import Paragraph, Run
from dossier.brief.document import Document
from dossier.brief.press import render
from dossier.ui.briefs.letters import PageText
from dossier.ui.briefs.pdf import Box, Letters, letters_of

WIDE, HIGH = 10.0, 12.0


def page_of(*lines: str, leftward: bool = False) -> PageText:
    """Letters of one width; `leftward` ones begin at the right."""
    text, boxes = "", list[Box | None]()
    for row, line in enumerate(lines):
        for at, letter in enumerate(line):
            left = (len(line) - 1 - at if leftward else at) * WIDE
            boxes.append((left, row * 20, left + WIDE, row * 20 + HIGH))
            text += letter
        text += "\r\n"
        boxes += (None, None)
    return PageText(Letters(text, tuple(boxes)))


def printed(*words: str) -> Letters:
    out = BytesIO()
    blocks = tuple(Paragraph((Run(one),)) for one in words)
    render(Document("Letters", blocks, datetime(2021, 7, 1, tzinfo=UTC)), out)
    return letters_of(out.getvalue(), 0)


def test_a_place_is_between_the_letters_that_are_nearest() -> None:
    page = page_of("They crossed", "the river")
    assert page.place_at(WIDE * 4 + 1, 3) == 4
    assert page.place_at(WIDE * 4 + 9, 3) == 5
    assert page.place_at(500, 3) == len("They crossed")
    assert page.place_at(-50, 24) == len("They crossed\r\n")
    assert page.words(0, page.place_at(WIDE * 3, 900)) == "They crossed\nthe"


def test_leftward_letters_are_passed_from_the_right() -> None:
    page = page_of("سرباز رفت", leftward=True)
    right = WIDE * len("سرباز رفت")
    start, end = page.place_at(right, 3), page.place_at(right - WIDE * 5, 3)
    assert (start, end, page.words(start, end)) == (0, 5, "سرباز")
    assert list(page.boxes(start, end)) == [(right - WIDE * 5, 0, right, HIGH)]


@pytest.mark.parametrize(
    ("line", "at", "word"),
    [
        ("They crossed, in 2021", 6, "crossed"),
        ("They crossed, in 2021", 19, "2021"),
        ("They crossed, in 2021", 12, ","),
        ("don’t go", 1, "don’t"),
        ("inter\x02national", 2, "international"),
        ("می‌روند", 1, "می‌روند"),
    ],
)
def test_a_word_ends_where_its_letters_end(line: str, at: int, word: str) -> None:
    page = page_of(line)
    assert page.words(*page.word_at(at * WIDE + 5, 5)) == word


def test_what_is_covered_is_in_one_piece_a_line() -> None:
    page = page_of("They crossed", "the river")
    assert list(page.boxes(5, 17)) == [(50, 0, 120, HIGH), (0, 20, 30, 20 + HIGH)]
    assert list(page.boxes(0, 0)) == []


def test_the_cells_of_a_row_are_read_one_by_one() -> None:
    said, drawn = "سرباز رفت Jun 22", list[Box | None]()
    lefts = [*range(260, 170, -10), None, 30, 40, 50, 20, 0, 10]  # PDFium begins at the right
    for left in lefts:
        drawn.append((left, 0, left + WIDE, HIGH) if left is not None else None)
    page = PageText(
        Letters(f"They crossed on two days.\r\n{said}\r\n", (None,) * 27 + (*drawn, None, None))
    )
    assert page.words(*page.whole).splitlines()[1].split() == ["22", "Jun", "سرباز", "رفت"]


def test_a_page_without_letters_has_no_places() -> None:
    page = PageText(Letters("", ()))
    assert (page.place_at(1, 1), page.word_at(1, 1), page.words(*page.whole)) == (0, (0, 0), "")


def test_a_printed_page_reads_as_it_was_written() -> None:
    said = (
        "۱۳۴ سرباز از مرز (شیرخان بندر) گذشتند.",
        "Чӯпонҳо “аз марз” гузаштанд (ду бор) 🪖.",
        "They crossed [twice] in 2021.",
    )
    page = PageText(printed(*said))
    text = page.words(*page.whole)
    for one in said:
        assert one in text.splitlines()
