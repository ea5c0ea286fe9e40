"""Dates in English words, and that these words read back."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.dates import Style, parse, read, words


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2021-06-22", "22 June 2021"),
        ("2021-06", "June 2021"),
        ("2021", "2021"),
        ("0023", "AD 23"),
        ("-0044-03-15", "15 March 45 BC"),
        ("0000", "1 BC"),
        ("2021-06-22~", "about 22 June 2021"),
        ("2021-06-22?", "22 June 2021 (uncertain)"),
        ("2021-06%", "about June 2021 (uncertain)"),
        ("2021-06-~22", "22 June 2021 (day approximate)"),
        ("2004?-06-~11", "11 June 2004 (year uncertain; day approximate)"),
        ("2004-06~-11", "11 June 2004 (year and month approximate)"),
        ("2021-22", "summer 2021"),
        ("2021-24", "winter 2021–22"),
        ("2021-30", "summer 2021–22 (southern hemisphere)"),
        ("2021-34", "second quarter of 2021"),
        ("2021-37", "first third of 2021"),
        ("2021-41", "second half of 2021"),
        ("202X", "the 2020s"),
        ("20XX", "the 21st century"),
        ("-01XX", "the 2nd century BC"),
        ("1XXX", "the 2nd millennium"),
        ("XXXX", "an unknown year"),
        ("2021-XX", "some month in 2021"),
        ("2021-06-XX", "some day in June 2021"),
        ("2021-XX-XX", "some day in 2021"),
        ("2021-06-2X", "some day from 20 to 29 June 2021"),
        ("156X-12-25", "25 December in the 1560s"),
        ("201X-22", "summer in the 2010s"),
        ("2021-XX-22~", "about a date that fits 2021-XX-22"),
        ("2021-06-21/2021-06-22", "21–22 June 2021"),
        ("2021-06-28/2021-07-03", "28 June – 3 July 2021"),
        ("2020-12-30/2021-01-02", "30 December 2020 – 2 January 2021"),
        ("2021-06/2021-07", "June–July 2021"),
        ("2004/2008", "2004–2008"),
        ("2021-06/2021-07-05", "June 2021 – 5 July 2021"),
        ("2021-06-21~/2021-06-25", "about 21 June 2021 – 25 June 2021"),
        ("2021-06-01~/2021-06-10~", "early June 2021"),
        ("2021-02-21~/2021-02-28~", "late February 2021"),
        ("2021-05~/2021-08~", "mid 2021"),
        ("2021-06-22/..", "from 22 June 2021 onwards"),
        ("../2021-06-22", "until 22 June 2021"),
        ("2021-06-22/", "from 22 June 2021, end unknown"),
        ("/2021-06", "until June 2021, start unknown"),
        ("../", "start open, end unknown"),
        ("[2021-06-22,2021-06-23]", "22 June or 23 June 2021"),
        ("[2021-06-22..2021-06-27]", "between 22 and 27 June 2021"),
        ("[2021-06-22..]", "on or after 22 June 2021"),
        ("[..2021-06]", "in or before June 2021"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670 to 1672"),
        ("[1667,1668..]", "1667 or 1668 or later"),
        ("{2021-06-22,2021-06-27}", "22 and 27 June 2021"),
        ("{2021-05-31,2021-06-22}", "31 May and 22 June 2021"),
        ("{2021-06-22..2021-06-27}", "every day from 22 to 27 June 2021"),
        ("{..1984}", "every year until 1984"),
        ("Y17E7", "the year 170,000,000"),
        ("Y1E30", "the year Y1E30"),
        ("1950S2", "some year from 1900 to 1999, estimated 1950"),
        ("2021-06-22T09:00:00+05:00", "22 June 2021, 09:00 UTC+05:00"),
        ("2021-06-22T09:00:30Z", "22 June 2021, 09:00:30 UTC"),
        ("2021-06-22T09:00:00-03:30", "22 June 2021, 09:00 UTC-03:30"),
    ],
)
def test_a_date_is_said_in_plain_english(edtf: str, said: str) -> None:
    assert words(parse(edtf)) == said


@pytest.mark.parametrize(
    ("edtf", "short"),
    [
        ("2021-06-22", "22 Jun"),
        ("2021-06", "Jun 2021"),
        ("2021-06-21/2021-06-22", "21–22 Jun"),
        ("2020-12-30/2021-01-02", "30 Dec 2020 – 2 Jan 2021"),
        ("{2021-06-22,2021-06-27}", "22 and 27 Jun"),
    ],
)
def test_a_short_date_leaves_out_a_year_that_is_plain(edtf: str, short: str) -> None:
    assert words(parse(edtf), style=Style.SHORT) == short


def test_the_weekday_is_named_on_request_for_full_days_only() -> None:
    assert words(parse("2021-06-22"), weekday=True) == "Tuesday, 22 June 2021"
    assert words(parse("2021-06"), weekday=True) == "June 2021"
    span = words(parse("2021-06-21/2021-06-22"), weekday=True, style=Style.MEDIUM)
    assert span == "Monday, 21 Jun 2021 – Tuesday, 22 Jun 2021"


MARKS = st.sampled_from(["", "?", "~", "%"])
DAYS = st.dates(min_value=date(1000, 1, 1))
PLAIN = st.one_of(
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: day.isoformat()[:7]),
    st.integers(1000, 9999).map(str),
)
ANY_YEAR = st.integers(-9999, 9999).map(lambda y: f"-{-y:04}" if y < 0 else f"{y:04}")
DATES = st.one_of(
    st.builds(str.__add__, PLAIN, MARKS),
    st.builds(str.__add__, ANY_YEAR, MARKS),
    st.builds("{}-{:02}{}".format, ANY_YEAR, st.integers(1, 12), MARKS),
    st.builds("{}-{}{}".format, st.integers(1000, 9999), st.integers(21, 41), MARKS),
    st.builds("{:03}X{}".format, st.integers(0, 999), MARKS),
    st.builds("{:02}XX{}".format, st.integers(0, 99), MARKS),
    DAYS.map(lambda day: f"{day:%Y}-XX"),
    DAYS.map(lambda day: f"{day:%Y}-XX-XX"),
    DAYS.map(lambda day: f"{day:%Y-%m}-XX"),
)
PAIRS = st.tuples(st.dates(date(1000, 1, 1), date(9990, 1, 1)), st.integers(1, 900)).map(
    lambda pair: (pair[0], pair[0] + timedelta(pair[1]))
)
FORMS = st.sampled_from(["{}/{}", "[{}..{}]", "{{{}..{}}}", "[{},{}]", "{{{},{}}}"])
SPANS = st.builds(
    lambda pair, form, length: form.format(*(day.isoformat()[:length] for day in pair)),
    PAIRS.filter(lambda pair: pair[0].year != pair[1].year),
    FORMS,
    st.sampled_from([4, 7, 10]),
)
ONE_SIDED = st.builds(
    str.format, st.sampled_from(["{}/..", "../{}", "{}/", "/{}", "[{}..]", "[..{}]"]), PLAIN
)


@given(DATES | SPANS | ONE_SIDED)
def test_long_words_read_back_to_the_same_date(text: str) -> None:
    said = words(parse(text))
    reading = read(said)
    assert (said, reading.edtf and reading.edtf.text) == (said, text)


@given(PAIRS, FORMS)
def test_days_that_share_a_month_or_year_read_back_too(pair: tuple[date, date], form: str) -> None:
    first, last = pair
    text = form.format(first.isoformat(), last.isoformat())
    edtf = read(words(parse(text))).edtf
    assert edtf is not None
    assert edtf.text == text


@given(DAYS, st.sampled_from(["early", "mid", "late"]), st.sampled_from([4, 7]))
def test_thirds_of_months_and_years_read_back(day: date, third: str, length: int) -> None:
    said = f"{third} {words(parse(day.isoformat()[:length]))}"
    edtf = read(said).edtf
    assert edtf is not None
    assert words(edtf) == said
