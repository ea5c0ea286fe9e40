"""Which number of a sentence counts people or things, and what of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import counts, figures


@pytest.mark.parametrize(
    ("words", "stated", "unit"),
    [
        ("Far upstream, 53 soldiers and militiamen crossed to the other bank", "53",
         "soldiers and militiamen"),
        ("more than 130 Afghan government troops, which had to withdraw", "more than 130",
         "Afghan government troops"),
        ("1,500 soldiers fled at 9 a.m. on June 22nd", "1,500", "soldiers"),
        ("between 30 and 40 men crossed", "between 30 and 40", "men"),
        ("30-40 refugees came over yesterday", "30-40", "refugees"),
        ("9 of the soldiers were wounded", "9", "soldiers"),
        ("9 were killed and 17 wounded", "9", ""),
        ("Two soldiers were killed in the fight by the river", "Two", "soldiers"),
        ("dozens of soldiers crossed the river at night", "dozens", "soldiers"),
        ("the mines killed 17", "17", ""),
    ],
)  # fmt: skip
def test_a_count_is_found_with_its_unit(words: str, stated: str, unit: str) -> None:
    span = figures.figure(words)
    assert span is not None
    assert words[slice(*span)] == stated
    assert figures.unit(words[span[1] :]) == unit


@pytest.mark.parametrize(
    "words",
    [
        "The crossing of 23 June was not the last",
        "About 70 kilometres separate the two places",
        "Article 5 of the treaty",
        "A 17-year-old fled",
        "the prices rose by 12% in 2021",
        "It cost $400",
        "The attack began at 9 a.m. at the border",
        "One of them said that he had no choice at all",
        "Some said that they were afraid of the war",
        "the first 17 and then 53 men",
    ],
)
def test_dates_distances_and_numbers_of_other_things_are_no_counts(words: str) -> None:
    assert figures.figure(words) is None


@given(st.text(alphabet="ab 12,.-–“”", max_size=40))
def test_what_is_found_can_be_read_as_a_count(words: str) -> None:
    span = figures.figure(words)
    if span is not None:
        assert counts.read(words[slice(*span)]) is not None
