"""Yardsticks: bands, words and figures, by the published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.yardsticks import Scale, Yardstick, percent, span, yardstick

FIGURES = st.integers(0, 100) | st.floats(0, 100)


def scale(name: str) -> Yardstick:
    found = yardstick(name)
    assert found is not None
    return found


def labels(name: str, figure: float) -> list[str]:
    return [band.label for band in scale(name).choices(figure)]


@pytest.mark.parametrize(
    ("name", "figure", "word"),
    [
        ("icd203", 3, "almost no chance"),
        ("icd203", 5, "very unlikely"),
        ("icd203", 20, "unlikely"),
        ("icd203", 50, "roughly even chance"),
        ("icd203", 55, "likely"),
        ("icd203", 99, "almost certain"),
        ("icd203_second", 55, "probable"),
        ("icd203_second", 96, "nearly certain"),
        ("phia", 0, "remote chance"),
        ("phia", 15, "highly unlikely"),
        ("phia", 49, "realistic possibility"),
        ("phia", 100, "almost certain"),
        ("nato", 10, "unlikely"),
        ("nato", 60, "likely"),
        ("nato", 90, "likely"),
        ("nato", 91, "highly likely"),
        ("kent", 93, "almost certain"),
    ],
)
def test_a_figure_has_the_word_of_its_band_and_on_a_border_that_of_the_band_it_begins(
    name: str, figure: float, word: str
) -> None:
    band = scale(name).term(figure)
    assert band is not None
    assert band.label == word


@pytest.mark.parametrize("border", [5, 20, 45, 55, 80, 95])
def test_on_each_border_of_icd_203_the_analyst_has_two_words_to_pick_from(border: int) -> None:
    assert len(labels("icd203", border)) == 2


@pytest.mark.parametrize(
    ("figure", "beside"),
    [
        (7, ["remote chance", "highly unlikely"]),
        (22, ["highly unlikely", "unlikely"]),
        (37, ["unlikely", "realistic possibility"]),
        (52, ["realistic possibility", "likely"]),
        (77, ["likely", "highly likely"]),
        (92, ["highly likely", "almost certain"]),
    ],
)
def test_a_gap_of_phia_has_no_word_but_two_beside_it_to_choose_from(
    figure: int, beside: list[str]
) -> None:
    assert scale("phia").term(figure) is None
    assert [band.label for band in scale("phia").nearest(figure)] == beside


def test_icd_203_has_no_word_for_what_is_certain_either_way() -> None:
    assert scale("icd203").term(0) is None
    assert scale("icd203").term(100) is None
    assert [band.label for band in scale("icd203").nearest(100)] == ["almost certain"]


def test_only_phia_has_gaps() -> None:
    gaps = {name: scale(name).has_gaps for name in Scale if name is not Scale.KENT}
    assert gaps == {"icd203": False, "icd203_second": False, "phia": True, "nato": False}


def test_both_rows_of_icd_203_have_the_same_bands_and_share_no_word() -> None:
    first, second = scale("icd203").bands, scale("icd203_second").bands
    assert [(b.key, b.low, b.high) for b in first] == [(b.key, b.low, b.high) for b in second]
    assert not {w for b in first for w in b.words} & {w for b in second for w in b.words}


@given(FIGURES, st.sampled_from([name for name in Scale if name is not Scale.KENT]))
def test_every_figure_has_a_word_or_neighbours(figure: float, name: Scale) -> None:
    measured = scale(name)
    found = measured.term(figure)
    if found is None:
        beside = measured.nearest(figure)
        assert 1 <= len(beside) <= 2
        assert all(not band.holds(figure) for band in beside)
    else:
        assert found.holds(figure)
        assert found in measured.choices(figure)


@given(st.sampled_from(list(Scale)))
def test_every_word_leads_back_to_its_band_whatever_its_case(name: Scale) -> None:
    for band in scale(name).bands:
        for word in band.words:
            assert scale(name).said(f" {word.upper()} ") == band
    assert scale(name).said("perhaps") is None


@pytest.mark.parametrize(
    ("words", "figure"),
    [("22", 22), ("22 %", 22), ("22 per cent", 22), ("5,5%", 5.5), ("101", None), ("likely", None),
     ("-3", None), ("", None)],
)  # fmt: skip
def test_a_figure_is_read_as_it_is_typed(words: str, figure: float | None) -> None:
    assert percent(words) == figure


def test_a_band_is_said_in_figures_and_a_key_of_no_yardstick_has_none() -> None:
    assert span(scale("icd203").bands[4]) == "55\u201380 %"
    assert span(scale("phia").bands[3]) == "40\u2013<50 %"
    assert yardstick("") is None
    assert yardstick("gut feeling") is None
