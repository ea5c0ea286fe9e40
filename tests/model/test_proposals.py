"""What a passage suggests: quotations without their marks, counts, dates, titles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import proposals
from dossier.model.dates import parse
from dossier.model.records import TITLE_LENGTH
from dossier.model.terms import Attribute, Measure, Qualifier, QuoteKind

PUBLISHED = parse("2021-06-28")


@pytest.mark.parametrize(
    ("selected", "quoted"),
    [
        ("“firmly suppressed”", "firmly suppressed"),
        ("“We took this decision,” ", "We took this decision"),
        ("«Нерушимость границы»", "Нерушимость границы"),
        ("„Wir haben entschieden“", "Wir haben entschieden"),
        ("‘don’t do it’", "don’t do it"),
        (
            "“a quotation that goes on in the next paragraph",
            "a quotation that goes on in the next paragraph",
        ),
        (" and here it ends.”", "and here it ends."),
        ("“one” and “two”", "“one” and “two”"),
        ("he spoke of “humanity” there", "he spoke of “humanity” there"),
        ("no marks at all.", "no marks at all."),
    ],
)
def test_a_quotation_loses_the_marks_that_enclose_it(selected: str, quoted: str) -> None:
    start, end = proposals.quotation(selected, 0, len(selected))
    assert selected[start:end] == quoted


@given(st.text(alphabet="ab “”‘’\"'«», .\n", max_size=20))
def test_a_quotation_stays_within_its_selection(text: str) -> None:
    start, end = proposals.quotation(text, 0, len(text))
    assert 0 <= start <= end <= len(text)
    assert (start == end) == (not text[start:end])


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("firmly suppressed", QuoteKind.PARTIAL),
        ("We know", QuoteKind.VERBATIM),
        ("they left", QuoteKind.PARAPHRASE),
    ],
)
def test_words_outside_quotation_marks_are_a_paraphrase(words: str, form: QuoteKind) -> None:
    text = "It would be “firmly suppressed”. “We know,” he said, and they left."
    start = text.index(words)
    assert proposals.quotation_form(text, start, start + len(words)) == form


@pytest.mark.parametrize(
    ("words", "unit", "measure"),
    [
        ("More than 130 soldiers", "soldiers", Measure.CROSSED),
        ("17 men", "men", Measure.KILLED),
        ("9 of them", "", Measure.WOUNDED),
        ("about 200 people", "people", ""),
    ],
)
def test_a_count_is_read_with_its_unit_and_what_was_counted(
    words: str, unit: str, measure: str
) -> None:
    text = (
        "More than 130 soldiers crossed the river. The mines killed 17 men. "
        "On the way 9 of them were wounded. The camp has room for about 200 people."
    )
    start = text.index(words)
    claim = proposals.claim(text, start, start + len(words))
    assert claim.count is not None
    assert (claim.attribute, claim.unit, claim.measure) == (Attribute.COUNT, unit, measure)


def test_a_distance_is_no_count_of_people() -> None:
    text = "About 70 kilometres separate the crossings."
    claim = proposals.claim(text, 0, len("About 70 kilometres"))
    assert (claim.count, claim.measure) == (None, "")


def test_a_date_takes_its_year_from_the_publication() -> None:
    text = "the most recent one on 26 June"
    claim = proposals.claim(text, text.index("26"), len(text), PUBLISHED)
    assert (claim.attribute, claim.value) == (Attribute.DATE, "2021-06-26")


def test_a_bare_number_is_a_count_and_no_year() -> None:
    claim = proposals.claim("134", 0, 3)
    assert claim.count is not None
    assert claim.count.qualifier is Qualifier.EXACTLY


def test_the_date_of_an_incident_is_found_in_its_sentence() -> None:
    text = "22 June 2021. Many crossed. A day later, on 23 June, 53 men crossed.\nLater 9 fled."
    begun = text.index("A day")
    found = proposals.date(text, begun, len(text), PUBLISHED)
    assert (found.stated, found.edtf) == ("23 June", "2021-06-23")
    assert proposals.date(text, text.index("Many"), begun).stated == "22 June 2021"
    assert proposals.date(text, text.index("Later"), len(text), PUBLISHED).edtf is None


@given(st.text(max_size=400))
def test_a_title_is_one_line_of_bearable_length(text: str) -> None:
    title = proposals.title(text)
    assert len(title) <= TITLE_LENGTH
    assert len(title.splitlines()) <= 1
