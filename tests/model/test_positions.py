"""Positions are read in the notations people copy them in, and written in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import DossierError
from dossier.model.codecs import Position
from dossier.model.positions import read, words

SHIR_KHAN = Position(371800000, 686100000)


@pytest.mark.parametrize(
    "text",
    [
        "37.18, 68.61",
        "37.18 68.61",
        "(37.18; 68.61)",
        "37,18; 68,61",
        "37.18N 68.61E",
        "37°10'48\"N 68°36'36\"E",
        "37°10.8′N, 68°36.6′E",
        "N37 10 48 E68 36 36",
        "geo:37.18,68.61?z=3",
        "https://www.google.com/maps/@37.18,68.61,12z",
        "https://www.openstreetmap.org/#map=12/37.18/68.61",
    ],
)
def test_a_position_is_read_in_any_usual_notation(text: str) -> None:
    assert read(text) == SHIR_KHAN


def test_south_and_west_are_negative() -> None:
    assert read("33°30'S 151°15'W") == Position(-335000000, -1512500000)


@pytest.mark.parametrize(
    ("text", "why"),
    [("near the bridge", "not understood"), ("95, 3", "latitude"), ("3, 181", "longitude"),
     ("37.18", "not understood"), ("37,18, 68,61", "not understood")],
)  # fmt: skip
def test_what_is_no_position_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(DossierError, match=why):
        read(text)


@given(
    st.integers(-90 * 10**7, 90 * 10**7),
    st.integers(-180 * 10**7, 180 * 10**7),
)
def test_words_are_read_back_to_the_same_position(latitude: int, longitude: int) -> None:
    position = Position(latitude, longitude)
    assert read(words(position)) == position
