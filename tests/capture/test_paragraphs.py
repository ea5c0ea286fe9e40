"""Lines of a printed page become the paragraphs they were, and no letter is lost."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.capture.paragraphs import Line, paragraphs, text_of_pages
from dossier.model import anchors


def page(*lines: tuple[str, float, float], left: float = 72) -> list[Line]:
    """Lines as (words, right edge, baseline), ten points high."""
    return [Line(words, left, right, low - 10, low) for words, right, low in lines]


def test_a_larger_gap_begins_a_paragraph() -> None:
    lines = page(
        ("More than 130 soldiers left", 400, 100),
        ("by the border crossing.", 390, 114),
        ("Few details became known,", 395, 142),
        ("said the agency.", 200, 156),
    )
    assert list(paragraphs(lines)) == [
        "More than 130 soldiers left by the border crossing.",
        "Few details became known, said the agency.",
    ]


def test_a_short_last_line_ends_a_paragraph_and_an_indent_begins_one() -> None:
    short = page(("The first one", 400, 100), ("ends.", 120, 114), ("The second", 400, 128))
    assert list(paragraphs(short)) == ["The first one ends.", "The second"]
    indented = [
        *page(("The first one ends here.", 398, 100)),
        *page(("The second", 400, 114), left=90),
        *page(("goes on", 120, 128)),
    ]
    assert list(paragraphs(indented)) == ["The first one ends here.", "The second goes on"]


def test_a_heading_and_another_column_stand_alone() -> None:
    heading = [Line("Troops cross", 72, 300, 80, 100), *page(("On 22 June", 400, 118))]
    column = page(("they left.", 400, 132), ("A new column", 400, 60))
    assert list(paragraphs([*heading, *column])) == [
        "Troops cross",
        "On 22 June they left.",
        "A new column",
    ]


def test_a_hyphen_of_the_setter_goes_and_one_of_the_author_stays() -> None:
    lines = page(("exam\x02", 400, 100), ("ple of good-", 400, 114), ("neighbourliness", 150, 128))
    assert list(paragraphs(lines)) == ["example of good-neighbourliness"]


def test_pages_are_told_apart_and_pages_of_pictures_are_no_text() -> None:
    text = text_of_pages([page(("One.", 100, 100)), [], page(("Three.", 100, 100))])
    assert text == "One.\f\fThree."
    assert anchors.page_at(text, text.index("Three")) == 3
    assert anchors.page_at("no pages", 3) == 0
    assert text_of_pages([[], []]) == ""


@given(st.lists(st.tuples(st.text("ab. ", min_size=1).filter(str.strip), st.floats(80, 500),
                          st.floats(0, 800)), max_size=8))  # fmt: skip
def test_no_letter_is_added_or_lost(lines: list[tuple[str, float, float]]) -> None:
    joined = "".join("".join(paragraphs(page(*lines))).split())
    assert joined == "".join("".join(words.split()) for words, _, _ in lines)
