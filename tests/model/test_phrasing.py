"""The words of judgements, against sentences that analysts write."""

import re
import string
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.phrasing import Fault, remarks, terms
from dossier.model.yardsticks import Scale, yardstick

SCALES = ("", *Scale, "x")
WORDS = [
    words
    for scale in Scale
    if (measured := yardstick(scale))
    for band in measured.bands
    for words in band.words
]
# every letter of Unicode that a pattern free of case takes for one of a to z
_EVERY = "".join(map(chr, range(sys.maxunicode + 1)))
_TAKEN = re.findall("[a-z]", _EVERY, re.IGNORECASE)
TAKEN_FOR = {
    letter: [one for one in _TAKEN if re.match(letter, one, re.IGNORECASE)]
    for letter in string.ascii_lowercase
}


def faults(text: str, *chosen: str) -> list[str]:
    return [remark.fault.value for remark in remarks(text, *chosen)]


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that the crossings continue, with moderate confidence.",
        "We have high confidence that an attack is highly unlikely.",
        "We judge with low-to-moderate confidence that the post will probably fall.",
        "We are confident that it is almost certain.",
        "No change is expected. It is LIKELY, we say with High Confidence, that it stays so!",
    ],
)
def test_likelihood_and_confidence_in_one_sentence_are_found(text: str) -> None:
    assert faults(text) == [Fault.LIKELIHOOD_WITH_CONFIDENCE]


@pytest.mark.parametrize(
    "text",
    [
        "It is likely that the crossings continue. Confidence is moderate.",
        "It is likely that 5.5 thousand cross.\nWe have high confidence in the count.",
        "The garrison lost confidence in Kabul.",
        "Troops fled to a remote village; confidence in the report is low.",
        "A self-confident commander stays.",
    ],
)
def test_apart_from_each_other_they_are_as_they_should_be(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The border may close.", "may"),
        ("It could be that they return.", "could"),
        ("We cannot rule out an attack.", "cannot rule out"),
        ("Possibly they were invited.", "Possibly"),
        ("Might they return?", "Might"),
    ],
)
def test_words_without_a_band_are_found(text: str, words: str) -> None:
    assert [(one.fault, one.words) for one in remarks(text)] == [(Fault.VAGUE, words)]


@pytest.mark.parametrize(
    "text",
    [
        "The border closes in May.",
        "On 5 May 2021 the border was closed.",
        "May 2021 was quiet.",
        "There is a realistic possibility that the border closes.",
        "The mayor of Kunduz likely leaves.",
        "Mighty forces are likely to gather.",
    ],
)
def test_months_and_words_of_a_yardstick_are_not_taken_for_them(text: str) -> None:
    assert faults(text) == []


@pytest.mark.parametrize(("kind", "found"), [("gap", []), ("assumption", []), ("alternative", [1])])
def test_what_concludes_nothing_may_say_that_something_is_possible(
    kind: str, found: list[int]
) -> None:
    assert len(faults("They may have had orders.", "", "", kind)) == len(found)


def test_the_two_rows_of_words_are_not_mixed_in_a_text_or_with_what_was_chosen() -> None:
    mixed = "It is likely that they return and improbable that they stay."
    assert [one.words for one in remarks(mixed)] == ["improbable"]
    assert [one.words for one in remarks(mixed, "icd203_second")] == ["likely"]
    assert faults("It is probable that they return.", "icd203", "likely") == [Fault.MIXED_ROWS]
    assert faults("It is probable that they return.", "icd203_second", "likely") == []
    assert faults("It is probable that they return.", "phia", "likely") == []


def test_a_sentence_that_says_another_word_than_was_chosen_is_found() -> None:
    said = "It is very unlikely that they return."
    assert faults(said, "icd203", "likely") == [Fault.OTHER_TERM]
    assert faults(said, "icd203", "very_unlikely") == []
    assert faults("They return.", "icd203", "likely") == []


def test_the_longest_words_count_and_a_part_of_a_word_does_not() -> None:
    assert terms("very unlikely, unlikely, likely", "icd203") == (
        "very_unlikely",
        "unlikely",
        "likely",
    )
    assert terms("likelihood, unlikeliest", "icd203") == ()
    assert terms("almost   certainly", "phia") == ("almost_certain",)


@given(st.text(), st.sampled_from(["", "icd203", "icd203_second", "phia", "nato", "kent", "x"]))
def test_any_text_is_read_and_each_remark_names_words_that_stand_there(
    text: str, scale: str
) -> None:
    for remark in remarks(text, scale, "likely"):
        assert remark.words in text
        assert remark.sentence


@given(st.data(), st.sampled_from(WORDS), st.sampled_from(SCALES), st.text(max_size=5))
def test_words_of_a_yardstick_in_letters_of_any_script_are_read(
    data: st.DataObject, words: str, scale: str, beside: str
) -> None:
    """Letters that only look like those of a word, such as a dotless i, make no word of it."""
    asked = (st.sampled_from(TAKEN_FOR.get(letter, [letter])) for letter in words)
    said = "".join(data.draw(letter) for letter in asked)
    for remark in remarks(f"{beside} {said}. {beside}", scale, "likely"):
        assert remark.words in f"{beside} {said}. {beside}"


def test_capitals_typed_on_a_turkish_keyboard_are_no_error() -> None:
    assert faults("Bu LİKELY bir şey", "icd203", "unlikely") == []
    assert terms("It is lıkely, and LIKELY", "icd203") == ("likely",)
