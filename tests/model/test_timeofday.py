"""Times of day: clock times in words, minutes, and instants in a zone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.dates import DateError, TimeOfDay, instant, minutes, parse, read_time


@pytest.mark.parametrize(
    ("said", "clock"),
    [
        ("9 a.m.", "09:00"),
        ("9 AM", "09:00"),
        ("09:00", "09:00"),
        ("9:05", "09:05"),
        ("at about 9.30 pm", "21:30"),
        ("0900 hours", "09:00"),
        ("18:45 local time", "18:45"),
        ("12 a.m.", "00:00"),
        ("12 p.m.", "12:00"),
        ("noon", "12:00"),
        ("midnight", "00:00"),
        ("9 o'clock in the morning", "09:00"),
        ("11 at night", "23:00"),
        ("2 at night", "02:00"),
        ("between 9 and 11 a.m.", "09:00/11:00"),
        ("from 9 a.m. to noon", "09:00/12:00"),
        ("10 p.m. – 2 a.m.", "22:00/02:00"),
        ("09:00/11:30", "09:00/11:30"),
        ("۰۹:۳۰", "09:30"),
        ("morning", None),
        ("9 o'clock", None),
        ("9", None),
        ("11-1 p.m.", None),
        ("13 p.m.", None),
        ("24:30", None),
        ("9:75", None),
        ("after 9 a.m.", None),
        ("", None),
    ],
)
def test_words_that_name_a_clock_time_are_read_and_no_others(said: str, clock: str | None) -> None:
    assert read_time(said) == clock
    assert TimeOfDay.of(said) == TimeOfDay(said, clock)


@given(st.text() | st.text("0123456789:.- apm/to"))
def test_any_words_are_a_clock_time_or_none(said: str) -> None:
    clock = read_time(said)
    if clock is not None:
        first, last = minutes(clock)
        assert 0 <= first < 1440
        assert first <= last < first + 1440


def test_a_range_past_midnight_ends_on_the_next_day() -> None:
    assert minutes("09:00") == (540, 540)
    assert minutes("22:00/02:00") == (1320, 1560)


@pytest.mark.parametrize("clock", ["", "9:00", "24:00", "09:60", "09:00/", "09:00/10:00/11:00"])
def test_a_clock_time_that_is_not_one_is_known_trouble(clock: str) -> None:
    with pytest.raises(DateError, match="not a time of day"):
        minutes(clock)


def test_one_clash_has_two_local_clocks() -> None:
    day = parse("2021-06-22")
    utc = parse("2021-06-22T04:00:00Z").bounds.lower
    assert instant(day, "09:00", "Asia/Dushanbe") == utc
    assert instant(day, "08:30", "Asia/Kabul") == utc
    assert instant(day, "09:00/11:00", "+05:00") == utc
    assert instant(day, "04:00", "Z") == utc


def test_an_instant_knows_summer_time() -> None:
    winter = instant(parse("2021-01-22"), "12:00", "Europe/London")
    summer = instant(parse("2021-06-22"), "12:00", "Europe/London")
    assert (winter % 1440, summer % 1440) == (720, 660)


@pytest.mark.parametrize(
    "zone", ["", "Nowhere/City", "Asia", "../Asia/Kabul", "/etc/passwd", "+14:01", "-12:30", "+5"]
)
def test_an_unknown_zone_is_named(zone: str) -> None:
    with pytest.raises(DateError, match="time zone") as caught:
        instant(parse("2021-06-22"), "09:00", zone)
    assert zone in caught.value.message


@pytest.mark.parametrize("text", ["2021-06", "2021-06-22/2021-06-23", "2021-06-22/..", "/"])
def test_only_one_day_has_a_time(text: str) -> None:
    with pytest.raises(DateError, match="not one day"):
        instant(parse(text), "09:00", "Asia/Kabul")


def test_a_year_beyond_the_zone_database_is_known_trouble() -> None:
    with pytest.raises(DateError):
        instant(parse("-0044-03-15"), "09:00", "Europe/Rome")
