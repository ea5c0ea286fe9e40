"""The analysis of competing hypotheses, against sums done by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import hypotheses
from dossier.model.hypotheses import (
    Caution,
    Evident,
    by_diagnosticity,
    cautions,
    leaders,
    linchpins,
    scores,
)
from dossier.model.terms import Fit, Weight

C, CC, N, NA, IN, II = (
    Fit.CONSISTENT,
    Fit.VERY_CONSISTENT,
    Fit.NEUTRAL,
    Fit.NOT_APPLICABLE,
    Fit.INCONSISTENT,
    Fit.VERY_INCONSISTENT,
)
THREE = ("answer", "null", "deception")


def table(hypotheses: int, *, rows: int = 6) -> st.SearchStrategy[list[Evident]]:
    fits = st.tuples(*[st.none() | st.sampled_from(Fit)] * hypotheses)
    weights = st.sampled_from(Weight)
    return st.lists(st.builds(Evident, fits, weights, weights), max_size=rows)


def test_inconsistency_is_weighed_by_credibility_and_relevance_as_parc_does() -> None:
    rows = [
        Evident((C, IN), Weight.HIGH, Weight.HIGH),  # weight 2: 0, -2
        Evident((II, CC), Weight.LOW, Weight.MEDIUM),  # weight 1/sqrt 2: -1.4142, 0
        Evident((IN, II), Weight.LOW, Weight.LOW),  # weight 1/2: -0.5, -1
        Evident((N, NA)),
        Evident((None, IN)),
    ]
    assert scores(rows, 2) == pytest.approx((-math.sqrt(2) - 0.5, -4.0))
    assert leaders(scores(rows, 2)) == (0,)


def test_rows_that_tell_hypotheses_apart_come_first_and_others_in_their_order() -> None:
    rows = [
        Evident((C, C, C)),  # 0: fits all
        Evident((IN, C, C)),  # range 1
        Evident((II, C, C)),  # range 2
        Evident((II, II, C)),  # range 2, the same deviation
        Evident((II, IN, C)),  # range 2, a smaller deviation
        Evident((None, None, II)),  # rated on one only: tells nothing apart
    ]
    assert [row.spread for row in rows] == [0, 1, 2, 2, 2, 0]
    assert rows[2].deviation == pytest.approx(math.sqrt(8 / 9))
    assert by_diagnosticity(rows) == (2, 3, 4, 1, 0, 5)


def test_the_row_without_which_another_hypothesis_leads_is_a_linchpin() -> None:
    rows = [Evident((C, II)), Evident((IN, C)), Evident((C, C))]
    # scores -1, -2; without the first 0 leads no more, without the others it still does
    assert leaders(scores(rows, 2)) == (0,)
    assert linchpins(rows, 2) == (0,)
    (warned,) = (w for w in cautions(rows, THREE[:2]) if w.caution is Caution.HANGS_ON_ONE)
    assert warned.rows == (0,)


def test_a_tie_is_said_even_where_the_sums_differ_in_the_last_digit() -> None:
    many = [Evident((IN, C), Weight.LOW) for _ in range(3)]
    once = [Evident((C, IN), Weight.LOW) for _ in range(3)]
    found = cautions([*many, *once], THREE[:2])
    assert Caution.TIE in [one.caution for one in found]
    assert leaders((-0.1 - 0.2, -0.3)) == (0, 1)


def test_a_hypothesis_that_everything_fits_is_flagged_from_three_rows_on() -> None:
    rows = [Evident((C, IN)), Evident((CC, C)), Evident((C, II))]
    found = {one.caution: one.hypotheses for one in cautions(rows, THREE[:2])}
    assert found[Caution.EXPLAINS_EVERYTHING] == (0,)
    assert Caution.EXPLAINS_EVERYTHING not in {one.caution for one in cautions(rows[:2], THREE[:2])}


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        ((), {Caution.FEW_HYPOTHESES}),
        (("answer",), {Caution.FEW_HYPOTHESES}),
        (("answer", "answer"), {Caution.NO_NULL, Caution.NO_DECEPTION}),
        (("answer", "null"), {Caution.NO_DECEPTION}),
        (THREE, set()),
    ],
)
def test_a_null_and_a_deception_are_asked_for(kinds: tuple[str, ...], asked: set[Caution]) -> None:
    assert {one.caution for one in cautions([], kinds)} == asked


def test_one_origin_that_is_counted_twice_is_flagged_with_its_rows() -> None:
    one, two = frozenset({"Interfax"}), frozenset({"Interfax", "A. Bek"})
    rows = [Evident((C,), origins=one), Evident((C,)), Evident((IN,), origins=two)]
    (warned,) = (w for w in cautions(rows, ("answer",)) if w.caution is Caution.SAME_ORIGIN)
    assert warned.rows == (0, 2)


def test_rows_that_are_not_rated_on_all_are_named() -> None:
    rows = [Evident((C, None)), Evident((C, IN))]
    (warned,) = (w for w in cautions(rows, THREE[:2]) if w.caution is Caution.NOT_RATED)
    assert warned.rows == (0,)


@given(table(3))
def test_scores_are_never_above_zero_and_some_hypothesis_leads(rows: list[Evident]) -> None:
    found = scores(rows, 3)
    assert all(score <= 0 for score in found)
    assert leaders(found)
    assert max(found) == pytest.approx(found[leaders(found)[0]])


@given(table(3))
def test_the_order_of_rows_changes_no_score_and_rows_are_sorted_whole(rows: list[Evident]) -> None:
    order = by_diagnosticity(rows)
    assert sorted(order) == list(range(len(rows)))
    spreads = [rows[at].spread for at in order]
    assert spreads == pytest.approx(sorted(spreads, reverse=True))
    assert scores([rows[at] for at in order], 3) == pytest.approx(scores(rows, 3))


@given(table(2))
def test_a_row_that_tells_nothing_apart_is_no_linchpin(rows: list[Evident]) -> None:
    for at in linchpins(rows, 2):
        assert len(set(rows[at].contributions)) > 1


@given(table(3))
def test_a_linchpin_is_a_row_without_which_the_others_have_other_leaders(
    rows: list[Evident],
) -> None:
    led = leaders(scores(rows, 3))
    without = [leaders(scores([*rows[:at], *rows[at + 1 :]], 3)) for at in range(len(rows))]
    assert linchpins(rows, 3) == tuple(at for at, others in enumerate(without) if others != led)


def test_the_whole_table_is_scored_once_however_many_rows_may_be_linchpins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scored: list[int] = []

    def noted(rows: list[Evident], count: int) -> tuple[float, ...]:
        scored.append(len(rows))
        return scores(rows, count)

    monkeypatch.setattr(hypotheses, "scores", noted)
    assert linchpins([Evident((C, IN))] * 50, 2) == ()
    assert scored == [50]
