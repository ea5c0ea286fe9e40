"""What analysts type and reports say, read as dates; what is not clear stays unread."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.model.dates import parse, read

PUBLISHED = parse("2021-06-29")


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("22 June 2021", "2021-06-22"),
        ("  22 JUNE 2021 ", "2021-06-22"),
        ("22 Jun 2021", "2021-06-22"),
        ("June 22, 2021", "2021-06-22"),
        ("June 22nd, 2021", "2021-06-22"),
        ("the 22nd of June, 2021", "2021-06-22"),
        ("Tue 22 Jun 2021", "2021-06-22"),
        ("22-Jun-2021", "2021-06-22"),
        ("Sept. 11, 2001", "2001-09-11"),
        ("22.06.2021", "2021-06-22"),
        ("22/06/2021", "2021-06-22"),
        ("2021/06/22", "2021-06-22"),
        ("20210622", "2021-06-22"),
        ("2021-06-22", "2021-06-22"),
        ("2021-06-22T09:00:00+05:00", "2021-06-22T09:00:00+05:00"),
        ("22 июня 2021 г.", "2021-06-22"),
        ("Июнь 2021", "2021-06"),
        ("с 21 по 22 июня 2021", "2021-06-21/2021-06-22"),
        ("۲۲ جون ۲۰۲۱", "2021-06-22"),
        ("۲۲ آگست ۲۰۲۱", "2021-08-22"),
        ("۲۲ ژوئن ۲۰۲۱", "2021-06-22"),
        ("June 2021", "2021-06"),
        ("2021", "2021"),
        ("summer 2021", "2021-22"),
        ("fall 2021", "2021-23"),
        ("winter 2020-21", "2020-24"),
        ("winter 2020/2021", "2020-24"),
        ("Q2 2021", "2021-34"),
        ("the second half of 2021", "2021-41"),
        ("the 1990s", "199X"),
        ("the 21st century", "20XX"),
        ("15 March 45 BC", "-0044-03-15"),
        ("some day in June 2021", "2021-06-XX"),
        ("early June 2021", "2021-06-01~/2021-06-10~"),
        ("mid-June 2021", "2021-06-11~/2021-06-20~"),
        ("late June 2021", "2021-06-21~/2021-06-30~"),
        ("at the end of February 2024", "2024-02-21~/2024-02-29~"),
        ("late 2021", "2021-09~/2021-12~"),
        ("late summer 2021", "2021-22~"),
        ("about 22 June 2021", "2021-06-22~"),
        ("around June 2021", "2021-06~"),
        ("c. 2021", "2021~"),
        ("possibly 22 June 2021", "2021-06-22?"),
        ("22 June 2021?", "2021-06-22?"),
        ("possibly about June 2021", "2021-06%"),
        ("21-22 June 2021", "2021-06-21/2021-06-22"),
        ("21–22 June 2021", "2021-06-21/2021-06-22"),
        ("21/22 June 2021", "2021-06-21/2021-06-22"),
        ("22 to 27 June 2021", "2021-06-22/2021-06-27"),
        ("from 22 June to 3 July 2021", "2021-06-22/2021-07-03"),
        ("June 22-27, 2021", "2021-06-22/2021-06-27"),
        ("30 December - 2 January 2021", "2020-12-30/2021-01-02"),
        ("December 30, 2020 to January 2", "2020-12-30/2021-01-02"),
        ("22.06. - 27.06.2021", "2021-06-22/2021-06-27"),
        ("2021-06-22 - 2021-06-27", "2021-06-22/2021-06-27"),
        ("2004-2008", "2004/2008"),
        ("about 21-25 June 2021", "2021-06-21~/2021-06-25~"),
        ("22 or 23 June 2021", "[2021-06-22,2021-06-23]"),
        ("22, 23 and 27 June 2021", "{2021-06-22,2021-06-23,2021-06-27}"),
        ("June 22, 23 and 27, 2021", "{2021-06-22,2021-06-23,2021-06-27}"),
        ("June and July 2021", "{2021-06,2021-07}"),
        ("between 22 and 27 June 2021", "[2021-06-22..2021-06-27]"),
        ("before 22 June 2021", "[..2021-06-21]"),
        ("before 1 January 2021", "[..2020-12-31]"),
        ("after 22 June 2021", "[2021-06-23..]"),
        ("after June 2021", "[2021-07..]"),
        ("before 2021", "[..2020]"),
        ("by 22 June 2021", "[..2021-06-22]"),
        ("no earlier than 22 June 2021", "[2021-06-22..]"),
        ("since 22 June 2021", "2021-06-22/.."),
        ("until 22 June 2021", "../2021-06-22"),
    ],
)
def test_a_phrase_is_read_as_a_date(typed: str, edtf: str) -> None:
    reading = read(typed)
    assert reading.edtf is not None
    assert reading.edtf.text == edtf


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("overnight, 21-22 June 2021", "2021-06-21/2021-06-22"),
        ("the night of 21 to 22 June 2021", "2021-06-21/2021-06-22"),
        ("on the morning of June 27, 2021", "2021-06-27"),
        ("9 a.m. on June 22nd, 2021", "2021-06-22"),
        ("22 June 2021, 09:00", "2021-06-22"),
        ("early on 22 June 2021", "2021-06-22"),
        ("late evening of June 22, 2021", "2021-06-22"),
    ],
)
def test_a_time_of_day_beside_a_date_is_left_out_and_said_so(typed: str, edtf: str) -> None:
    reading = read(typed)
    assert reading.edtf is not None
    assert reading.edtf.text == edtf
    assert "time of day" in reading.note


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("22 June", "2021-06-22"),
        ("On the morning of June 27", "2021-06-27"),
        ("29 June", "2021-06-29"),
        ("30 June", "2020-06-30"),
        ("28 December", "2020-12-28"),
        ("28 December - 3 January", "2020-12-28/2021-01-03"),
        ("in April", "2021-04"),
        ("last winter", None),
        ("yesterday", "2021-06-28"),
        ("the day before yesterday", "2021-06-27"),
        ("last Thursday", "2021-06-24"),
        ("on Thursday", "2021-06-24"),
        ("Sunday night", "2021-06-27"),
        ("Tuesday", "2021-06-29"),
        ("last Tuesday", "2021-06-22"),
        ("last week", "2021-06-21/2021-06-27"),
        ("last month", "2021-05"),
        ("this year", "2021"),
    ],
)
def test_what_depends_on_the_day_of_publication_needs_it(typed: str, edtf: str | None) -> None:
    assert read(typed).edtf is None
    resolved = read(typed, reference=PUBLISHED)
    assert (resolved.edtf and resolved.edtf.text) == edtf
    if edtf:
        assert "publication" in read(typed).note
        assert "publication" in resolved.note


def test_a_reference_without_a_day_tells_the_year_but_no_weekday() -> None:
    month = parse("2021-06")
    assert read("last Thursday", reference=month).edtf is None
    assert read("22 June", reference=month).edtf == parse("2021-06-22")
    assert read("22 June", reference=parse("2021-06-22/..")).edtf is None


def test_two_possible_readings_are_offered_and_none_is_chosen() -> None:
    reading = read("06/07/2021")
    assert reading.edtf is None
    assert reading.repairs == ("2021-07-06", "2021-06-07")
    assert "6 July 2021 or 7 June 2021" in reading.note


def test_the_same_day_in_both_orders_is_one_reading() -> None:
    assert read("06/06/2021").edtf == parse("2021-06-06")


@pytest.mark.parametrize(
    ("typed", "repairs"),
    [
        ("31 June 2021", ("2021-06-30", "2021-07-01")),
        ("29 February 2021", ("2021-02-28", "2021-03-01")),
        ("27-22 June 2021", ("2021-06-22/2021-06-27",)),
        ("22.06.21", ("2021-06-22",)),
        ("2021-06-22T14:30", ("2021-06-22T14:30:00", "2021-06-22")),
        ("hello", ()),
        ("22 killed in June 2021", ()),
        ("late night", ()),
        ("32 June 2021", ()),
        ("June June 2021", ()),
        ("2020-22 winter", ()),
        ("22 June 2021 or 23 June 2021 and 24 June 2021", ()),
        ("x" * 300, ()),
    ],
)
def test_what_cannot_be_read_is_noted_with_repairs_where_there_are_any(
    typed: str, repairs: tuple[str, ...]
) -> None:
    reading = read(typed)
    assert reading.edtf is None
    assert reading.note
    assert reading.repairs == repairs


def test_a_wrong_weekday_is_pointed_out() -> None:
    assert read("Tuesday, 22 June 2021").note == ""
    assert read("Monday, 22 June 2021").note == "22 June 2021 was a Tuesday, not a Monday."


def test_an_excluded_day_is_shown_as_it_was_understood() -> None:
    assert read("after 22 June 2021").note == "Read as on or after 23 June 2021."


def test_two_years_that_look_like_a_season_are_pointed_out() -> None:
    reading = read("2021-22")
    assert reading.edtf == parse("2021-22")
    assert reading.repairs == ("2021/2022",)


def test_a_solar_hijri_year_is_not_taken_for_a_gregorian_one() -> None:
    assert read("۲۲/۰۶/۱۴۰۰").edtf is None
    assert "Solar Hijri" in read("۲۲/۰۶/۱۴۰۰").note
    assert read("22.06.1400").edtf == parse("1400-06-22")


def test_no_words_are_no_date_and_no_complaint() -> None:
    assert (read("  ").edtf, read("  ").note) == (None, "")


PIECES = (
    "22 June 2021 - to or and between , early last Thursday about 21st century 45 bc (uncertain) "
    "1st 0th q3 overnight 9 a.m. 0 99 32 some day in ad 30.02. winter 2020-21 july/ ? ~ xxxx"
)


@given(st.text() | st.lists(st.sampled_from(PIECES.split()), max_size=9).map(" ".join))
@example("0th century")
@example("45 bc 45 bc")
@example("between and")
@example("9999")
@example("after 9999")
@example("before 0000")
@example("last week")
@example("0 bc")
@example("early 0th century")
def test_no_words_make_reading_fail(typed: str) -> None:
    for reference in (None, PUBLISHED, parse("0000-01-01"), parse("9999-12-31"), parse("Y1E30")):
        reading = read(typed, reference=reference)
        assert reading.edtf is None or parse(reading.edtf.text) == reading.edtf
        assert all(parse(repair) for repair in reading.repairs)
