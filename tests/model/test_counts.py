"""Counts as reported: what words mean, what agrees, and what may be added."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.counts import (
    VAGUE,
    Count,
    Total,
    agrees,
    read,
    stated,
    total,
    words,
)
from dossier.model.terms import Qualifier

NUMBERS = st.integers(0, 2_000_000)
PLAIN = [q for q in Qualifier if q not in VAGUE and q is not Qualifier.BETWEEN]


@st.composite
def counts(draw: st.DrawFn) -> Count:
    qualifier = draw(st.sampled_from(list(Qualifier)))
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    return stated(qualifier, low, high, below=draw(st.booleans()))


def reading(said: str) -> Count:
    count = read(said)
    assert count is not None, said
    return count


@pytest.mark.parametrize(
    ("said", "qualifier", "interval"),
    [
        ("134", Qualifier.EXACTLY, (134, 134)),
        ("134 Afghan government troops", Qualifier.EXACTLY, (134, 134)),
        ("exactly 17", Qualifier.EXACTLY, (17, 17)),
        ("the 134 soldiers", Qualifier.EXACTLY, (134, 134)),
        ("at least 53", Qualifier.AT_LEAST, (53, None)),
        ("a total of at least 53 soldiers", Qualifier.AT_LEAST, (53, None)),
        ("no fewer than 53", Qualifier.AT_LEAST, (53, None)),
        ("130 or more", Qualifier.AT_LEAST, (130, None)),
        ("130 soldiers or more", Qualifier.AT_LEAST, (130, None)),
        ("130+", Qualifier.AT_LEAST, (130, None)),
        ("more than 130 soldiers", Qualifier.MORE_THAN, (131, None)),
        ("over 50", Qualifier.MORE_THAN, (51, None)),
        ("upwards of 50", Qualifier.MORE_THAN, (51, None)),
        ("up to 20", Qualifier.UP_TO, (0, 20)),
        ("no more than 20", Qualifier.UP_TO, (0, 20)),
        ("20 or fewer", Qualifier.UP_TO, (0, 20)),
        ("fewer than 10", Qualifier.FEWER_THAN, (0, 9)),
        ("under 10", Qualifier.FEWER_THAN, (0, 9)),
        ("about 100", Qualifier.ABOUT, (90, 110)),
        ("some 100", Qualifier.ABOUT, (90, 110)),
        ("some 5", Qualifier.ABOUT, (4, 6)),
        ("100 or so", Qualifier.ABOUT, (90, 110)),
        ("nearly 100", Qualifier.ABOUT, (90, 99)),
        ("just under 100", Qualifier.ABOUT, (90, 99)),
        ("between 10 and 20", Qualifier.BETWEEN, (10, 20)),
        ("10-20", Qualifier.BETWEEN, (10, 20)),
        ("10 – 20 men", Qualifier.BETWEEN, (10, 20)),
        ("10 to 20", Qualifier.BETWEEN, (10, 20)),
        ("one or two", Qualifier.BETWEEN, (1, 2)),
        ("tens of thousands of people", Qualifier.BETWEEN, (10_000, 99_999)),
        ("dozens", Qualifier.DOZENS, (24, 99)),
        ("a few dozen", Qualifier.DOZENS, (24, 99)),
        ("hundreds of people", Qualifier.HUNDREDS, (100, 999)),
        ("several thousand", Qualifier.THOUSANDS, (1000, 9999)),
        ("several", Qualifier.UNKNOWN, (0, None)),
        ("a few soldiers", Qualifier.UNKNOWN, (0, None)),
        ("some soldiers", Qualifier.UNKNOWN, (0, None)),
        ("none", Qualifier.EXACTLY, (0, 0)),
        ("no soldiers", Qualifier.EXACTLY, (0, 0)),
    ],
)
def test_words_of_a_source_become_qualifier_and_interval(
    said: str, qualifier: Qualifier, interval: tuple[int, int | None]
) -> None:
    count = reading(said)
    assert (count.qualifier, count.interval) == (qualifier, interval)
    assert count.in_order


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("3,000", 3000),
        ("3 000", 3000),
        ("3\u2009000", 3000),
        ("3\u00a0000 troops", 3000),
        ("1,234,567", 1_234_567),
        ("۱۳۴", 134),
        ("١٣٤ جندي", 134),
        ("۳٬۰۰۰", 3000),
        ("\u200f134", 134),
        ("“134”", 134),
        ("seventeen", 17),
        ("Seventeen soldiers", 17),
        ("fifty-three", 53),
        ("fifty three", 53),
        ("one hundred and thirty-four", 134),
        ("two hundred thousand", 200_000),
        ("two thousand five hundred and one", 2501),
        ("a hundred", 100),
        ("a dozen", 12),
        ("half a dozen", 6),
        ("1.5 million", 1_500_000),
        ("3 thousand", 3000),
    ],
)
def test_figures_are_read_in_every_script_and_spelling(said: str, value: int) -> None:
    assert reading(said) == stated(Qualifier.EXACTLY, value)


@pytest.mark.parametrize(
    "said",
    [
        *("", "soldiers", "a soldier", "not known", "no information", "some hundred"),
        *("17%", "17 %", "17th", "17²", "1½", "1,34", "3.000", "09:00", "10/20", "2021-06-22"),
        *("53 and 17", "134, 17", "20 to 10", "two million three hundred thousand"),
        *("-5", "9" * 30, "at least several"),
    ],
)
def test_what_is_no_count_or_could_be_two_is_left_to_the_analyst(said: str) -> None:
    assert read(said) is None


def test_the_analyst_sets_how_wide_about_is() -> None:
    count = read("about 100", tolerance=25)
    assert count is not None
    assert count.interval == (75, 125)


def test_134_agrees_with_more_than_130_and_131_is_its_least() -> None:
    assert agrees(reading("134"), reading("more than 130"))
    assert not agrees(reading("130"), reading("more than 130"))
    assert agrees(reading("131"), reading("more than 130"))
    assert not agrees(reading("none"), reading("at least 1"))


def test_the_sample_totals_204_from_the_chosen_figures_and_at_least_201_without() -> None:
    chosen = total([reading("134"), reading("53"), reading("17")])
    assert chosen == Total(204, 204, 3)
    assert chosen.words() == "204"
    other = total([reading("more than 130"), reading("53"), reading("17")])
    assert other.words() == "at least 201"


def test_a_total_says_that_it_is_approximate_or_unknown() -> None:
    assert total([reading("about 100"), reading("5")]).words() == "between 95 and 115 (approximate)"
    assert total([reading("several")]).words() == "not known (approximate)"
    assert total([]) == Total(0, 0, 0)


def test_a_number_alone_gets_its_bounds_from_the_qualifier() -> None:
    assert Count(Qualifier.MORE_THAN, None, 130, None).interval == (131, None)
    assert Count(Qualifier.EXACTLY, None, 134, None).interval == (134, 134)


def test_figures_out_of_order_are_kept_and_said_to_be_so() -> None:
    wrong = Count(Qualifier.BETWEEN, 20, 5, 10)
    assert not wrong.in_order
    assert wrong.interval == (20, 10)


@pytest.mark.parametrize("qualifier", list(Qualifier))
def test_a_count_without_numbers_still_has_words(qualifier: Qualifier) -> None:
    assert words(Count(qualifier))


@given(counts())
def test_words_read_back_to_the_same_count(count: Count) -> None:
    assert read(words(count)) == count


@given(counts(), counts())
def test_agreement_works_both_ways(a: Count, b: Count) -> None:
    assert agrees(a, b) == agrees(b, a)


@given(counts(), st.integers(0, 3_000_000))
def test_an_exact_number_agrees_with_just_the_intervals_that_hold_it(count: Count, n: int) -> None:
    low, high = count.interval
    held = low <= n and (high is None or n <= high)
    assert agrees(stated(Qualifier.EXACTLY, n), count) == held


@given(st.lists(st.tuples(counts(), st.integers(0, 10_000)), max_size=6))
def test_a_total_holds_every_sum_of_numbers_its_counts_allow(
    picked: list[tuple[Count, int]],
) -> None:
    added = 0
    for count, step in picked:
        low, high = count.interval
        added += low + step if high is None else min(high, low + step)
    whole = total(count for count, _ in picked)
    assert whole.low <= added
    assert whole.high is None or added <= whole.high


@given(st.sampled_from(PLAIN), NUMBERS)
def test_a_stated_number_lies_at_the_edge_or_inside_its_interval(q: Qualifier, n: int) -> None:
    low, high = stated(q, n).interval
    assert low - 1 <= n
    assert high is None or n <= high + 1


@given(st.text())
def test_any_text_is_read_or_refused_without_trouble(said: str) -> None:
    count = read(said)
    assert count is None or count.in_order
