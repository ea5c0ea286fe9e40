"""EDTF: the verdicts of three public suites, the meaning of each form, and what no text may do."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.model.civil import civil, day_number, day_text, weekday
from dossier.model.dates import (
    OPEN_LOWER,
    OPEN_UPPER,
    Bounds,
    DateError,
    Edtf,
    Hemisphere,
    Precision,
    parse,
)

HERE = Path(__file__).parent
CASES = [
    (suite, case)
    for suite, part in json.loads((HERE / "edtf_cases.json").read_text("utf-8"))["suites"].items()
    for case in part["cases"]
]
DEPARTURES = json.loads((HERE / "edtf_departures.json").read_text("utf-8"))
ALPHABET = "0123456789X-/.,?~%[]{}YEST:Z+ uopen"


def outcome(text: str) -> Edtf | None:
    try:
        return parse(text)
    except DateError:
        return None


def refusal(text: str) -> DateError | None:
    try:
        parse(text)
    except DateError as error:
        return error
    return None


def shown(minute: int | None) -> str | None:
    """A bound as the suites write it."""
    if minute is None:
        return None
    named = {OPEN_LOWER: "-inf", OPEN_UPPER: "inf"}
    return named.get(minute) or day_text(civil(minute // 1440))


def verdicts(case: dict[str, Any]) -> dict[str, Any]:
    """What we say on each point that a suite decides."""
    edtf = outcome(case["edtf"])
    if edtf is None:
        return {"valid": False}
    lower, upper = edtf.bounds
    ours = {"valid": True, "level": int(edtf.level), "min": shown(lower), "max": shown(upper)}
    return {point: ours[point] for point in case if point in ours}


def test_every_case_of_the_suites_is_decided_and_the_departures_are_exactly_those_listed() -> None:
    assert len(CASES) == 529
    found = [
        [suite, case["edtf"], point, case[point], ours]
        for suite, case in CASES
        for point, ours in verdicts(case).items()
        if case[point] != ours
    ]
    listed = [case for reason in DEPARTURES for case in reason["cases"]]
    assert sorted(found, key=repr) == sorted(listed, key=repr)
    assert all(reason["spec"] and reason["why"] for reason in DEPARTURES)


@pytest.mark.parametrize(
    ("text", "level", "first", "last"),
    [
        ("2021", 0, "2021-01-01", "2021-12-31"),
        ("2021-06", 0, "2021-06-01", "2021-06-30"),
        ("2021-06-22", 0, "2021-06-22", "2021-06-22"),
        ("2021-06-22/2021-06-27", 0, "2021-06-22", "2021-06-27"),
        ("2021-06/2021-07-05", 0, "2021-06-01", "2021-07-05"),
        ("2021-06-22?", 1, "2021-06-22", "2021-06-22"),
        ("2021-06-22~", 1, "2021-06-22", "2021-06-22"),
        ("2021-06-22%", 1, "2021-06-22", "2021-06-22"),
        ("2021-06-XX", 1, "2021-06-01", "2021-06-30"),
        ("202X", 1, "2020-01-01", "2029-12-31"),
        ("2021-22", 1, "2021-06-01", "2021-08-31"),
        ("2021-06-22/..", 1, "2021-06-22", "inf"),
        ("../2021-06-22", 1, "-inf", "2021-06-22"),
        ("2021-06-22/", 1, "2021-06-22", None),
        ("/2021-06-22", 1, None, "2021-06-22"),
        ("2021-06~/2021-07", 1, "2021-06-01", "2021-07-31"),
        ("2021-06-~22", 2, "2021-06-22", "2021-06-22"),
        ("?2021-06", 2, "2021-06-01", "2021-06-30"),
        ("2021-06-2X", 2, "2021-06-20", "2021-06-29"),
        ("2021-XX-22", 2, "2021-01-22", "2021-12-22"),
        ("[2021-06-22,2021-06-23]", 2, "2021-06-22", "2021-06-23"),
        ("[..2021-06-22]", 2, "-inf", "2021-06-22"),
        ("[2021-06-22..]", 2, "2021-06-22", "inf"),
        ("{2021-06-22,2021-06-27}", 2, "2021-06-22", "2021-06-27"),
        ("[2021-06-22..2021-06-27]", 2, "2021-06-22", "2021-06-27"),
        ("156X-12-25", 2, "1560-12-25", "1569-12-25"),
        ("1950S2", 2, "1900-01-01", "1999-12-31"),
        ("2004-06-XX/2004-07-03", 2, "2004-06-01", "2004-07-03"),
        ("190X-02-29", 2, "1904-02-29", "1908-02-29"),
        ("2021-24", 1, "2021-12-01", "2022-02-28"),
        ("2023-24", 1, "2023-12-01", "2024-02-29"),
        ("2021-28", 2, "2021-12-01", "2022-02-28"),
        ("2021-30", 2, "2021-12-01", "2022-02-28"),
        ("2021-32", 2, "2021-06-01", "2021-08-31"),
        ("2021-36", 2, "2021-10-01", "2021-12-31"),
        ("2021-38", 2, "2021-05-01", "2021-08-31"),
        ("2021-41", 2, "2021-07-01", "2021-12-31"),
        ("-0044-03-15", 1, "-0044-03-15", "-0044-03-15"),
    ],
)
def test_a_form_has_its_level_and_its_bounds(
    text: str, level: int, first: str | None, last: str | None
) -> None:
    edtf = parse(text)
    assert (edtf.level, shown(edtf.bounds.lower), shown(edtf.bounds.upper)) == (level, first, last)


@pytest.mark.parametrize(
    ("text", "position", "repairs"),
    [
        ("2021-6-22", 5, ("2021-06-22",)),
        ("20210622", 4, ("2021-06-22",)),
        ("22/06/2021", 5, ("2021-06-22",)),
        ("06/07/2021", 5, ("2021-07-06", "2021-06-07")),
        ("22.06.2021", 0, ("2021-06-22",)),
        ("2021/06", 5, ("2021-06",)),
        ("2021-02-29", 8, ("2021-02-28", "2021-03-01")),
        ("2021-06-31", 8, ("2021-06-30", "2021-07-01")),
        ("2021-22-06", 5, ("2021-06-22",)),
        ("2021-06-22T25:00:00Z", 11, ("2021-06-22",)),
        ("2021-06-22T14:30", 16, ("2021-06-22T14:30:00", "2021-06-22")),
        ("2021-06-22T14:30:00+0500", 22, ("2021-06-22T14:30:00+05:00", "2021-06-22")),
        ("2021-W25", 5, ("2021-06-21/2021-06-27",)),
        ("2021-W25-2", 5, ("2021-06-22",)),
        ("2021-173", 7, ("2021-06-22",)),
        ("2021-06-22 ", 10, ("2021-06-22",)),
        ("2021-06-27/2021-06-22", 11, ("2021-06-22/2021-06-27",)),
        ("2021-06-22..2021-06-27", 10, ("2021-06-22/2021-06-27",)),
        ("2021-06-22/27", 11, ("2021-06-22/2021-06-27",)),
        ("2021-06-uu", 8, ("2021-06-XX",)),
        ("2021-06-22/unknown", 11, ("2021-06-22/",)),
        ("2021-06-22/open", 11, ("2021-06-22/..",)),
        ("y17e7", 0, ("Y17E7",)),
        ("1960p2", 4, ("1960S2",)),
        ("2004-(06)?-11", 5, ("2004-?06-11",)),
        ("2021-06?~", 8, ("2021-06%",)),
        ("-0000", 0, ("0000",)),
        ("Y2006", 0, ("2006",)),
        ("+2006%", 0, ("2006%",)),
        ("12345", 4, ("Y12345",)),
        ("2001-21^south", 7, ("2001-29", "2001-21")),
        ("1985-04-12t23:20:30", 10, ("1985-04-12T23:20:30", "1985-04-12")),
        ("[1667, 1668]", 6, ("[1667,1668]", "{1667,1668}")),
        ("۲۰۲۱-۰۶-۲۲", 0, ("2021-06-22",)),
        ("19", 0, ("19XX",)),
        ("{1999]", 6, ("{1999}", "[1999]")),
        ("", 0, ()),
        ("2021-13", 5, ()),
        ("next week", 4, ()),
    ],
)
def test_an_error_names_its_place_and_offers_repairs(
    text: str, position: int, repairs: tuple[str, ...]
) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert (caught.value.position, caught.value.repairs) == (position, repairs)
    assert f"(character {position + 1})" in caught.value.message
    assert all(repair in caught.value.hint for repair in repairs)


@pytest.mark.parametrize(
    "text",
    [
        "2021-06-22T14:30:00+14:01",
        "2021-06-22T14:30:00-12:01",
        "2021-06-22T14:30:00-00:00",
        "2021-06-22T14:30:60Z",
        "2021-06-22T14:30:00Z/2021-06-23T14:30:00Z",
        "2021-06-22?T14:30:00",
        "2021-06-XXT14:30:00",
        "[2021..2022-05]",
        "[2022..2021]",
        "[..]",
        "[]",
        "[2021,..2022]",
        "[2021..,2022]",
        "2021//2022",
        "Y17E0",
        "Y12E2",
        "1950S0",
        "XXX3-02-29",
        "2021-22-05",
        "²021-06-22",
        "٢٠٢١-٠٦-٢٢",
        "2021-06-22\n",
    ],
)
def test_what_the_standard_does_not_allow_is_refused(text: str) -> None:
    assert outcome(text) is None


def test_a_time_with_an_offset_is_bounded_in_utc_and_one_without_in_local_time() -> None:
    nine = day_number(2021, 6, 22) * 1440 + 9 * 60
    assert parse("2021-06-22T09:00:59").bounds == Bounds(nine, nine)
    assert parse("2021-06-22T09:00:00+05:00").bounds == Bounds(nine - 300, nine - 300)
    assert parse("2021-06-22T09:00:00-04:30").bounds == Bounds(nine + 270, nine + 270)
    late = parse("2021-06-22T02:00:00+05:00")
    assert late.first_day() == late.last_day() == (2021, 6, 22)
    assert parse("2021-06-22T24:00:00Z").bounds == parse("2021-06-23T00:00:00Z").bounds


def test_the_last_minute_of_a_day_belongs_to_it() -> None:
    assert parse("1970-01-01").bounds == Bounds(0, 1439)
    assert parse("1969-12-31").bounds == Bounds(-1440, -1)


def test_seasons_follow_the_hemisphere_unless_the_code_names_one() -> None:
    south = Hemisphere.SOUTH
    assert parse("2021-22").bounds_in(south) == parse("2021-30").bounds
    assert parse("2021-30").bounds_in(south) == parse("2021-30").bounds
    assert parse("2021-34").bounds_in(south) == parse("2021-34").bounds
    assert parse("2021-22/..").bounds_in(south) == parse("2021-30/..").bounds
    assert parse("[2021-21,2021-22]").bounds_in(south) == Bounds(
        parse("2021-29").bounds.lower, parse("2021-30").bounds.upper
    )
    lower, upper = parse("2021-21/2021-24").bounds_in(south)
    assert lower is not None
    assert upper is not None
    assert lower < upper


@pytest.mark.parametrize("text", ["Y17E7", "Y-17E7", "Y1E99999", "Y" + "9" * 5000, "Y-1E4300S2"])
def test_bounds_of_any_year_fit_in_64_bits_beside_the_open_ends(text: str) -> None:
    lower, upper = parse(text).bounds
    assert lower is not None
    assert upper is not None
    assert OPEN_LOWER < lower <= upper < OPEN_UPPER


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2021-06-22T09:00:00", Precision.MINUTE),
        ("2021-06-22", Precision.DAY),
        ("2021-06-XX", Precision.MONTH),
        ("2021-33", Precision.SEASON),
        ("2021-XX-22", Precision.YEAR),
        ("202X", Precision.DECADE),
        ("1X99", Precision.MILLENNIUM),
        ("1950S2", Precision.CENTURY),
        ("XXXX", Precision.NONE),
        ("2021-06/2021-07-05", Precision.MONTH),
        ("[2021-06-22,2021]", Precision.YEAR),
        ("../..", Precision.NONE),
    ],
)
def test_precision_is_the_smallest_unit_that_is_fully_known(
    text: str, precision: Precision
) -> None:
    assert parse(text).precision is precision


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("2021-06-22", ""),
        ("2021-06-22?", "uncertain"),
        ("2021-06-~22", "approximate"),
        ("2021%", "uncertain approximate"),
        ("2021?/2022~", "uncertain approximate"),
        ("[2021,2022~]", "approximate"),
        ("Y170002?", "uncertain"),
    ],
)
def test_doubt_anywhere_is_doubt_of_the_whole(text: str, doubts: str) -> None:
    edtf = parse(text)
    assert (edtf.uncertain, edtf.approximate) == ("uncertain" in doubts, "approximate" in doubts)


def test_open_and_unknown_ends_have_no_day() -> None:
    assert parse("2021-06-22/..").last_day() is None
    assert parse("2021-06-22/").last_day() is None
    assert parse("Y1E30").first_day() is None
    assert parse("../2021-06").last_day() == (2021, 6, 30)


@given(st.dates())
def test_days_are_counted_as_the_standard_library_counts_them(day: date) -> None:
    number = day_number(day.year, day.month, day.day)
    assert number == day.toordinal() - date(1970, 1, 1).toordinal()
    assert civil(number) == (day.year, day.month, day.day)
    assert weekday(civil(number)) == day.weekday()


@given(st.integers(-(10**12), 10**12))
def test_day_numbers_and_calendar_days_are_one_to_one(number: int) -> None:
    assert day_number(*civil(number)) == number


@given(st.text() | st.text(ALPHABET, max_size=30))
@example("Y" + "9" * 5000)
@example("2021-06-22T09:00:00+")
@example("[..,..]")
@example("-0000-21")
@example("-0000S2")
@example("1950S" + "9" * 5000)
@example("\ud800")
def test_any_text_is_a_date_that_says_itself_or_a_known_trouble(text: str) -> None:
    edtf, trouble = outcome(text), refusal(text)
    assert (edtf is None) is (trouble is not None)
    if trouble is not None:
        assert 0 <= trouble.position <= len(text)
        assert all(str(parse(repair)) == repair for repair in trouble.repairs)
    if edtf is None:
        return
    assert str(edtf) == edtf.text == text
    lower, upper = edtf.bounds
    assert lower is None or upper is None or lower <= upper
    assert edtf.bounds_in(Hemisphere.NORTH) == edtf.bounds


@given(st.dates(), st.lists(st.booleans(), min_size=8, max_size=8))
def test_unspecified_digits_cover_every_day_that_fits_and_start_and_end_on_one(
    day: date, hidden: list[bool]
) -> None:
    hide = iter(hidden)
    mask = "".join("X" if c != "-" and next(hide) else c for c in day.isoformat())
    edtf = parse(mask)
    first, last = edtf.first_day(), edtf.last_day()
    assert first is not None
    assert last is not None
    assert first <= (day.year, day.month, day.day) <= last
    for edge in (first, last):
        assert all(m in ("X", c) for m, c in zip(mask, day_text(edge), strict=True))
