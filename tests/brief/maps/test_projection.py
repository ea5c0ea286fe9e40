"""From the globe to paper: what is near stays near, anywhere on the globe."""

from itertools import pairwise
from math import hypot

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dossier.brief.maps.atlas import Detail
from dossier.brief.maps.clipping import clip_area, clip_line
from dossier.brief.maps.projection import Frame, frame_places
from dossier.model.distance import kilometres

WIDTH = 483.0
degrees = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
places = st.lists(st.tuples(degrees, st.floats(0, 300)), min_size=1, max_size=8)


@given(places)
def test_a_frame_holds_all_its_places_wherever_they_are(
    held: list[tuple[tuple[float, float], float]],
) -> None:
    frame = frame_places(held, WIDTH)
    assert frame.width == WIDTH
    assert 150 < frame.height < 400
    for where, _ in held:
        x, y = frame.project(where)
        assert -0.01 <= x <= frame.width + 0.01
        assert -0.01 <= y <= frame.height + 0.01


@given(degrees, st.floats(0.2, 6), st.floats(0, WIDTH), st.floats(0, 300))
def test_a_point_on_paper_leads_back_to_its_place(
    middle: tuple[float, float], scale: float, x: float, y: float
) -> None:
    frame = Frame(middle, WIDTH, 300.0, scale)
    u, v = frame.project(frame.locate((x, y)))
    assert hypot(u - x, v - y) < 0.001


@given(st.floats(-179, 179), st.floats(-80, 80), st.floats(-1, 1), st.floats(-1, 1))
def test_lengths_on_a_map_are_those_on_the_globe(
    lon: float, lat: float, dx: float, dy: float
) -> None:
    assume(hypot(dx, dy) > 0.1)
    frame = Frame((lon, lat), WIDTH, 300.0, 0.6)
    a, b = frame.project((lon, lat)), frame.project((lon + dx, lat + dy))
    drawn = hypot(a[0] - b[0], a[1] - b[1]) * frame.scale
    ends = [round(v * 10**7) for v in (lat, lon, lat + dy, lon + dx)]
    # the ellipsoid differs from the sphere by up to 0.6 %
    assert drawn == pytest.approx(kilometres(*ends), rel=0.008)


def test_places_on_both_sides_of_the_antimeridian_are_neighbours() -> None:
    frame = frame_places([((179.5, -17.0), 0.0), ((-179.5, -17.0), 0.0)], WIDTH)
    assert frame.local
    assert frame.width * frame.scale < 500
    assert len(frame.reach) == 2
    assert frame.project((179.5, -17.0))[0] < frame.project((-179.5, -17.0))[0]


@pytest.mark.parametrize("lat", [90.0, -90.0])
def test_a_pole_lies_in_the_middle_of_its_own_map(lat: float) -> None:
    frame = frame_places([((0.0, lat), 0.0)], WIDTH)
    x, y = frame.project((123.0, lat))
    assert (x, y) == pytest.approx((frame.width / 2, frame.height / 2), abs=0.01)
    [(west, _, east, _)] = frame.reach
    assert (west, east) == (-180.0, 180.0)


def test_a_frame_around_the_world_is_cut_where_no_place_is() -> None:
    ends = [((-0.1, 51.5), 0.0), ((174.7, -36.8), 0.0), ((-77.0, -12.0), 0.0), ((139.7, 35.7), 0.0)]
    frame = frame_places(ends, WIDTH)
    assert not frame.local
    assert all(20 < frame.project(where)[0] < WIDTH - 20 for where, _ in ends)
    line = frame.project_line([(x, 0.0) for x in range(-180, 181, 10)])
    assert all(abs(a[0] - b[0]) < 30 for a, b in pairwise(line))


def test_detail_follows_the_scale() -> None:
    scales = (0.5, 10.0, 80.0)
    found = [Frame((0.0, 0.0), WIDTH, 300.0, scale).detail for scale in scales]
    assert found == [Detail.FINE, Detail.MIDDLE, Detail.COARSE]


BOX = (0.0, 0.0, 10.0, 10.0)
lines = st.lists(st.tuples(st.floats(-20, 30), st.floats(-20, 30)), min_size=2, max_size=12)


@given(lines)
def test_what_is_cut_lies_in_the_box(line: list[tuple[float, float]]) -> None:
    slack = 1e-6
    parts = [*clip_line(line, BOX), clip_area(line, BOX)]
    assert all(-slack <= v <= 10 + slack for part in parts for point in part for v in point)


def test_a_line_that_leaves_and_comes_back_is_two() -> None:
    line = [(1.0, 1.0), (1.0, 15.0), (5.0, 15.0), (5.0, 1.0)]
    assert list(clip_line(line, BOX)) == [[(1, 1), (1, 10)], [(5, 10), (5, 1)]]


def test_a_box_inside_an_area_is_filled_by_it() -> None:
    ring = [(-5.0, -5.0), (15.0, -5.0), (15.0, 15.0), (-5.0, 15.0)]
    assert sorted(clip_area(ring, BOX)) == [(0, 0), (0, 10), (10, 0), (10, 10)]
