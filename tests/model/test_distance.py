"""Distances and positions in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.distance import Distance, between, degrees, kilometres

LATITUDES = st.integers(-900_000_000, 900_000_000)
LONGITUDES = st.integers(-1_800_000_000, 1_800_000_000)
PLACES = st.tuples(LATITUDES, LONGITUDES)


def test_distances_are_geodesic() -> None:
    # one degree of longitude on the equator, and of latitude from it, on WGS 84
    assert kilometres(0, 0, 0, 10_000_000) == pytest.approx(111.3195, abs=1e-3)
    assert kilometres(0, 0, 10_000_000, 0) == pytest.approx(110.5744, abs=1e-3)
    # across the date line, not round the world
    assert kilometres(0, 1_799_000_000, 0, -1_799_000_000) == pytest.approx(22.2639, abs=1e-3)


@given(PLACES, PLACES)
def test_a_distance_is_the_same_both_ways(a: tuple[int, int], b: tuple[int, int]) -> None:
    there, back = kilometres(*a, *b), kilometres(*b, *a)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there < 20_004


@pytest.mark.parametrize(
    ("distance", "words"),
    [
        (Distance(73.7, 7.2), "about 74 km (±7 km)"),
        (Distance(73.7), "about 74 km"),
        (Distance(73.7, 0.1), "about 74 km"),
        (Distance(5.0, 7.0), "less than 12 km"),
        (Distance(0.0, 0.1), "less than 100 m"),
        (Distance(1234.5, 25), "about 1,234 km (±25 km)"),
    ],
)
def test_a_distance_is_said_no_more_exactly_than_it_is_known(
    distance: Distance, words: str
) -> None:
    assert distance.words() == words


def test_radii_add_up_and_an_unknown_radius_leaves_the_give_unknown() -> None:
    a, b = (371_800_000, 686_100_000), (372_000_000, 680_000_000)
    assert between(a, b, 5000, 2000).margin == 7
    assert between(a, b, None, 2000).margin is None
    assert between(a, b, 0, 0).km == kilometres(*a, *b)


@pytest.mark.parametrize(
    ("lat", "lon", "decimals", "words"),
    [
        (371_800_000, 686_100_000, 2, "37.18° N, 68.61° E"),
        (-50_000, -1_799_999_999, 2, "0.01° S, 180.00° W"),
        (-1, 1, 2, "0.00° S, 0.00° E"),
        (371_834_567, 686_100_001, 7, "37.1834567° N, 68.6100001° E"),
        (371_800_000, 686_100_000, 0, "37° N, 69° E"),
    ],
)
def test_positions_are_said_in_decimal_degrees(
    lat: int, lon: int, decimals: int, words: str
) -> None:
    assert degrees(lat, lon, decimals) == words
