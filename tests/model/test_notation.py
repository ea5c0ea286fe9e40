"""Dates and numbers in the style that the reader chose; words as reported are never touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.counts import stated
from dossier.model.dates import Edtf, Reported, Style, parse
from dossier.model.notation import PLAIN, Notation, NumberStyle
from dossier.model.terms import Qualifier

LONG, MEDIUM, ISO = (Notation(dates=style) for style in (Style.LONG, Style.MEDIUM, Style.ISO))


@pytest.mark.parametrize(
    ("edtf", "long", "medium", "iso"),
    [
        ("2021-06-22", "22 June 2021", "22 Jun 2021", "2021-06-22"),
        ("2021-06", "June 2021", "Jun 2021", "2021-06"),
        ("2021", "2021", "2021", "2021"),
        ("2021-06-21/2021-06-22", "21–22 June 2021", "21–22 Jun 2021", "2021-06-21 – 2021-06-22"),
        ("2021-05/2021-06", "May–June 2021", "May–Jun 2021", "2021-05 – 2021-06"),
        ("2021-06-22~", "about 22 June 2021", "about 22 Jun 2021", "about 2021-06-22"),
        ("2021-06?", "June 2021 (uncertain)", "Jun 2021 (uncertain)", "2021-06 (uncertain)"),
        ("../2021-06-22", "until 22 June 2021", "until 22 Jun 2021", "until 2021-06-22"),
        ("2021-06-22/..", "from 22 June 2021 onwards", "from 22 Jun 2021 onwards",
         "from 2021-06-22 onwards"),
        ("[2021-06-22,2021-06-23]", "22 June or 23 June 2021", "22 Jun or 23 Jun 2021",
         "2021-06-22 or 2021-06-23"),
        ("2021-06-XX", "some day in June 2021", "some day in Jun 2021", "some day in Jun 2021"),
        ("2021-22", "summer 2021", "summer 2021", "summer 2021"),
        ("202X", "the 2020s", "the 2020s", "the 2020s"),
        ("-0044-03-15", "15 March 45 BC", "15 Mar 45 BC", "15 Mar 45 BC"),
    ],
)  # fmt: skip
def test_each_style_writes_whole_and_partial_dates(
    edtf: str, long: str, medium: str, iso: str
) -> None:
    date = parse(edtf)
    assert [style.day(date) for style in (LONG, MEDIUM, ISO)] == [long, medium, iso]


def test_words_that_are_no_date_stay_those_of_the_source() -> None:
    assert {style.date(Reported("the other day")) for style in (LONG, MEDIUM, ISO)} == {
        "the other day"
    }


def test_a_weekday_comes_before_the_day_in_every_style() -> None:
    assert ISO.day(parse("2021-06-22"), weekday=True) == "Tuesday, 2021-06-22"


@pytest.mark.parametrize(
    ("style", "words"),
    [
        (NumberStyle.COMMA, "1,234,567"),
        (NumberStyle.SPACE, "1\u202f234\u202f567"),
        (NumberStyle.POINT, "1.234.567"),
        (NumberStyle.PLAIN, "1234567"),
    ],
)
def test_each_style_writes_numbers(style: NumberStyle, words: str) -> None:
    assert Notation(numbers=style).number(1_234_567) == words


@given(st.integers(0, 10**12), st.sampled_from(NumberStyle))
def test_no_style_changes_a_digit(number: int, style: NumberStyle) -> None:
    written = Notation(numbers=style).number(number)
    assert "".join(letter for letter in written if letter.isdigit()) == str(number)


def test_a_count_is_written_with_its_hedge() -> None:
    point = Notation(numbers=NumberStyle.POINT)
    assert point.count(stated(Qualifier.MORE_THAN, 1300)) == "more than 1.300"
    assert point.count(stated(Qualifier.BETWEEN, 1000, 2000)) == "between 1.000 and 2.000"
    assert PLAIN.count(stated(Qualifier.EXACTLY, 1300)) == "1,300"


def test_a_number_has_its_noun() -> None:
    assert PLAIN.counted(1, "origin") == "1 origin"
    assert PLAIN.counted(1300, "origin") == "1,300 origins"
    assert PLAIN.counted(2, "person or group", "people and groups") == "2 people and groups"


def test_another_calendar_stands_in_brackets_behind() -> None:
    def also(date: Edtf) -> str:
        return "1 Saratan 1400" if date.text == "2021-06-22" else ""

    both = Notation(Style.ISO, also=also)
    assert both.date(Reported("x", "2021-06-22")) == "2021-06-22 (1 Saratan 1400)"
    assert both.date(Reported("x", "2021")) == "2021"
