"""Passages found again, positions in two measures, paragraphs, and quotations checked."""

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.model.anchors import (
    Ambiguous,
    Anchor,
    Located,
    Recovery,
    anchor,
    code_points_to_utf16,
    is_boundary,
    locate,
    paragraph_at,
    paragraphs,
    utf16_to_code_points,
    verify_quotation,
)

TEXT = (
    "On June 22, more than 130 soldiers fled through the Shir Khan Bandar border crossing.\n\n"
    "“As a result of the armed clash that continued at 9 a.m., 134 Afghan government troops, which "
    "could not withstand the offensive, had to withdraw … into the territory of Tajikistan,” said "
    "the Tajik security services.\n"
    "“The inviolability of the Uzbek border must not be questioned in any way,” he said. "
    "The border was quiet. The border was closed.\n"
)
LETTERS = "ab \n.é\u0301\u200d👩👨🏽🇹🇯🇺🇿가ᄀ\u064bم\r"


def at(words: str, text: str = TEXT) -> Anchor:
    start = text.index(words)
    return anchor(text, start, start + len(words))


# ---- anchors ---------------------------------------------------------------------------------


def test_an_anchor_holds_words_and_what_stands_around_them() -> None:
    made = at("134")
    assert TEXT[made.start : made.end] == made.exact == "134"
    assert made.prefix == "ed clash that continued at 9 a.m., "[-32:]
    assert made.suffix == " Afghan government troops, which"
    first = anchor("134", 0, 3)
    assert (first.prefix, first.suffix) == ("", "")


@pytest.mark.parametrize(
    ("text", "start", "end", "exact"),
    [
        ("cafe\u0301s", 0, 4, "cafe\u0301"),
        ("cafe\u0301s", 4, 6, "e\u0301s"),
        ("a👩‍👩‍👧b", 2, 3, "👩‍👩‍👧"),
        ("👍🏽!", 0, 1, "👍🏽"),
        ("🇹🇯🇺🇿", 2, 3, "🇺🇿"),
        ("❤\ufe0f.", 0, 1, "❤\ufe0f"),
        ("a\r\nb", 0, 2, "a\r\n"),
        ("كِتاب", 0, 1, "كِ"),
        ("각", 0, 1, "각"),
        ("می‌خواهم", 0, 2, "می‌"),
    ],
)
def test_an_anchor_cuts_no_letter_as_a_reader_sees_it(
    text: str, start: int, end: int, exact: str
) -> None:
    assert anchor(text, start, end).exact == exact


@given(st.text(LETTERS, min_size=1), st.data())
def test_an_anchor_is_found_where_it_was_made(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = anchor(text, start, end)
    assert made.start <= start < end <= made.end
    assert all(is_boundary(text, edge) for edge in (made.start, made.end))
    assert locate(text, made) == Located(made.start, made.end, Recovery.EXACT_POSITION)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (-1, 2), (0, 9)])
def test_a_passage_outside_the_text_is_a_bug(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no passage"):
        anchor("text", start, end)


# ---- recovery --------------------------------------------------------------------------------


def found(text: str, wanted: Anchor) -> tuple[str, Recovery]:
    located = locate(text, wanted)
    assert isinstance(located, Located), located
    return text[located.start : located.end], located.how


def test_words_with_their_context_are_found_when_the_text_has_moved() -> None:
    made = at("The border was closed")
    assert found(f"A new first line.\n{TEXT}", made) == (made.exact, Recovery.CONTEXT)
    border = anchor(TEXT, TEXT.rindex("The border"), TEXT.rindex("The border") + 10)
    moved = f"A new first line.\n{TEXT}"
    assert locate(moved, border) == Located(
        moved.rindex("The border"), moved.rindex("The border") + 10, Recovery.CONTEXT
    )


def test_words_that_stand_once_are_found_without_context() -> None:
    assert found("They said that 134 came.", at("134")) == ("134", Recovery.UNIQUE)


def test_words_that_stand_twice_are_left_to_the_user() -> None:
    located = locate("134 here and 134 there", at("134"))
    assert located == Ambiguous(((0, 3), (13, 16)))


def test_quotation_marks_spaces_and_normal_form_do_not_hide_a_passage() -> None:
    quoted = at("“The inviolability of the Uzbek border must not be questioned in any way,”")
    typed = TEXT.replace("“", '"').replace("”", '"').replace(" border must", "\u00a0border\n must")
    words, how = found(typed, quoted)
    assert how is Recovery.NORMALISED
    assert words.startswith('"The inviolability')
    assert words.endswith('any way,"')
    accented = Anchor(0, 4, "café")
    text = unicodedata.normalize("NFD", "Le café noir")
    assert found(text, accented) == ("cafe\u0301", Recovery.NORMALISED)


def test_normalised_words_are_told_apart_by_their_context() -> None:
    made = Anchor(500, 514, "“the  border”", prefix="closed ", suffix=" today")
    text = "He saw 'the border' and closed\n'the border' today."
    located = locate(text, made)
    assert located == Located(31, 43, Recovery.NORMALISED)


def test_a_passage_with_a_changed_word_is_found_and_flagged() -> None:
    made = at("The inviolability of the Uzbek border must not be questioned in any way")
    words, how = found(TEXT.replace("must not be", "must never be"), made)
    assert how is Recovery.DRIFTED
    assert words == "The inviolability of the Uzbek border must never be questioned in any way"


def test_a_passage_that_is_gone_is_not_found() -> None:
    assert locate("Something else altogether was written here.", at("134")) is None
    sentence = at("The inviolability of the Uzbek border must not be questioned")
    assert locate("The border of Uzbekistan was not a question of the day.", sentence) is None
    assert locate(TEXT, Anchor(0, 0, "")) is None
    assert locate("abc", Anchor(0, 1, "\u200b")) is None


def test_a_megabyte_is_searched_in_bounded_time() -> None:
    filler = "The border was quiet and the troops were at the border again that day. " * 15_000
    made = at("“As a result of the armed clash that continued at 9 a.m., 134 Afghan")
    text = filler + TEXT.replace("continued", "went on") + filler
    words, how = found(text, made)
    assert how is Recovery.DRIFTED
    assert "went on at 9 a.m., 134" in words
    assert locate(filler, made) is None


@given(st.text(max_size=60), st.text(min_size=1, max_size=20), st.integers(0, 30))
def test_whatever_the_text_what_is_located_lies_inside_it(
    text: str, exact: str, start: int
) -> None:
    located = locate(text, Anchor(start, start + len(exact), exact))
    if isinstance(located, Located):
        assert 0 <= located.start < located.end <= len(text)


# ---- positions -------------------------------------------------------------------------------


@given(st.text(), st.data())
def test_positions_of_qt_and_of_python_are_turned_into_each_other(
    text: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(text)))
    units = code_points_to_utf16(text, place)
    assert units == sum(2 if letter > "\uffff" else 1 for letter in text[:place])
    assert utf16_to_code_points(text, units) == place


def test_a_position_inside_a_surrogate_pair_counts_the_letter() -> None:
    assert utf16_to_code_points("a👩b", 2) == 2
    assert utf16_to_code_points("a👩b", 3) == 2


# ---- paragraphs ------------------------------------------------------------------------------


def test_paragraphs_are_lines_that_are_not_blank_counted_from_one() -> None:
    text = "\n  One. \n\n\t\nTwo,\r\nthree.\u2029Four."
    spans = paragraphs(text)
    assert [text[start:end] for start, end in spans] == ["One.", "Two,", "three.", "Four."]
    assert [paragraph_at(text, start) for start, _ in spans] == [1, 2, 3, 4]
    assert paragraph_at(text, 0) == 1
    assert paragraph_at(text, text.index("\t")) == 1
    assert paragraph_at(text, len(text)) == 4
    assert paragraph_at("", 0) == 1


@given(st.text("ab \n\r\u2028"), st.data())
def test_the_number_of_a_paragraph_is_its_place_in_the_list(text: str, data: st.DataObject) -> None:
    spans = paragraphs(text)
    assume(spans)
    number = data.draw(st.integers(1, len(spans)))
    start, end = spans[number - 1]
    assert paragraph_at(text, data.draw(st.integers(start, end - 1))) == number


# ---- quotations ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "printed",
    [
        "The inviolability of the Uzbek border must not be questioned in any way",
        '"The inviolability of the Uzbek border must not be questioned in any way,"',
        "«had to withdraw ... into the territory»",
        "134 Afghan government troops, which could not [...] had to withdraw",
        "134 [Afghan] government troops, which could not withstand the offensive",
        "[T]he Tajik security services",
        "[134] Afghan government troops [sic]",
        "withdr[e]w … into the territory of Tajikistan",
        "The border was closed",
        "The border [...] was closed",
        "must  not\nbe questioned",
        "[...] in any way",
    ],
)
def test_a_true_quotation_passes_with_our_brackets_set_aside(printed: str) -> None:
    assert verify_quotation(printed, TEXT).difference == ""
    assert verify_quotation(printed, TEXT).ok


@pytest.mark.parametrize(
    ("printed", "difference"),
    [
        (
            "The inviolability of the Uzbek border must never be questioned",
            'The source has "not" where "never" is printed.',
        ),
        (
            "The inviolability of the border must not be questioned",
            'The source has "Uzbek" there, which is left out without [...].',
        ),
        (
            "The inviolability of the whole Uzbek border must not be questioned",
            'The source does not have the words "whole" there.',
        ),
        (
            "We will fight to the last man",
            'The source does not have "We will fight to the last man".',
        ),
        (
            "he said [...] 134 Afghan government troops",
            '"134 Afghan government troops" stands earlier in the source than in the quotation.',
        ),
        (
            "On June 22 [sic], more than 130 [sic] into the territory",
            'Words are left out before "into the territory" without [...].',
        ),
        ("question", 'The source has "questioned" where "question" is printed.'),
        ("135", 'The source does not have "135".'),
        ("13", 'The source does not have "13".'),
        ("the inviolability", 'The source has "The" where "the" is printed.'),
        ("[...]", "There are no words to compare."),
        ("", "There are no words to compare."),
    ],
)
def test_an_altered_quotation_is_stopped_with_its_difference(printed: str, difference: str) -> None:
    check = verify_quotation(printed, TEXT)
    assert not check.ok
    assert check.difference == difference


def test_words_in_scripts_without_spaces_are_found_inside_a_sentence() -> None:
    assert verify_quotation("不存在军事解决办法", "他说阿富汗问题不存在军事解决办法。").ok


@given(st.data())
def test_any_stretch_of_whole_words_of_a_source_is_a_true_quotation(data: st.DataObject) -> None:
    words = TEXT.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    stretch = words[first:last]
    assume(any(letter.isalnum() for letter in "".join(stretch)))
    assert verify_quotation(" ".join(stretch), TEXT).ok
    cut = data.draw(st.integers(0, len(stretch)))
    left_out = data.draw(st.integers(cut, len(stretch)))
    kept = [*stretch[:cut], "[...]", *stretch[left_out:]]
    assume(any(letter.isalnum() for letter in "".join(kept)))
    assert verify_quotation(" ".join(kept), TEXT).ok


@given(st.text(max_size=40), st.text(max_size=80))
def test_any_words_are_checked_against_any_text_without_trouble(printed: str, text: str) -> None:
    check = verify_quotation(printed, text)
    assert check.ok == (not check.difference)
