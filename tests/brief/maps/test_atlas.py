"""The atlas: borders that close and are shared, names of today, no more unpacked than asked."""

from itertools import pairwise

import pytest

from dossier.brief.maps.atlas import Atlas, Border, Detail, join_ring

KHATLON = (68.5, 37.2, 69.0, 37.6)
REGION = (60.0, 29.0, 76.0, 42.0)
WORLD = (-180.0, -90.0, 180.0, 90.0)


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return Atlas()


@pytest.mark.parametrize("detail", Detail)
def test_every_ring_closes_at_every_detail(atlas: Atlas, detail: Detail) -> None:
    lines = atlas.borders(detail)
    rings = [ring for province in atlas.provinces([WORLD]) for ring in province.rings]
    assert len(rings) > 4000
    for arcs in rings:
        ring = join_ring(arcs, lines)
        assert ring[0] == ring[-1]


def test_neighbours_share_one_border(atlas: Atlas) -> None:
    near = {p.name: p for p in atlas.provinces([KHATLON])}
    numbers = [
        {number if number >= 0 else ~number for ring in near[name].rings for number in ring}
        for name in ("Khatlon", "Kunduz")
    ]
    shared = numbers[0] & numbers[1]
    assert {atlas.kinds[number] for number in shared} == {Border.COUNTRY}


def test_a_finer_detail_never_has_fewer_points(atlas: Atlas) -> None:
    [khatlon] = [p for p in atlas.provinces([KHATLON]) if p.name == "Khatlon"]
    counts = [len(join_ring(khatlon.rings[0], atlas.borders(detail))) for detail in Detail]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 200


def test_a_frame_unpacks_only_what_is_near() -> None:
    lines = Atlas().borders(Detail.FINE)
    found = list(lines.near([KHATLON]))
    assert 1 <= len(found) < 60
    assert len(lines._packs) < 20
    for _, line in found:
        assert min(x for x, _ in line) <= KHATLON[2]
        assert max(x for x, _ in line) >= KHATLON[0]


def test_points_of_a_line_follow_each_other(atlas: Atlas) -> None:
    for _, line in atlas.borders(Detail.FINE).near([KHATLON]):
        assert all(abs(a[0] - b[0]) < 2 and abs(a[1] - b[1]) < 2 for a, b in pairwise(line))


@pytest.mark.parametrize(
    ("code", "present", "gone"),
    [
        ("TJ", {"Sughd", "Khatlon"}, {"Leninabad"}),
        ("AF", {"Panjshir", "Parwan", "Daykundi", "Helmand"}, {"Hilmand"}),
        ("UA", {"Crimea", "Kyiv"}, {"Kiev"}),
    ],
)
def test_provinces_bear_the_names_of_today_each_once(
    atlas: Atlas, code: str, present: set[str], gone: set[str]
) -> None:
    held = [p.name for p in atlas.provinces([WORLD]) if atlas.countries[p.country][1] == code]
    assert present <= set(held)
    assert not gone & set(held)
    assert len(held) == len(set(held))


def test_names_can_be_read(atlas: Atlas) -> None:
    names = [p.name for p in atlas.provinces([WORLD])] + [t.name for t in atlas.towns([WORLD])]
    names += [name for name, _ in atlas.rivers]
    assert not [name for name in names if "\ufffd" in name]


def test_towns_come_by_importance(atlas: Atlas) -> None:
    near = list(atlas.towns([(66.0, 34.0, 70.0, 38.0)]))
    assert next(iter(near)).name == "Kabul"
    assert [town.rank for town in near] == sorted(town.rank for town in near)


def test_neighbouring_countries_have_different_tints(atlas: Atlas) -> None:
    sides: dict[int, set[int]] = {}
    for area in atlas.outlines([WORLD]):
        for number in (number for ring in area.rings for number in ring):
            sides.setdefault(number if number >= 0 else ~number, set()).add(area.country)
    pairs = [sorted(held) for held in sides.values() if len(held) == 2]
    assert len(pairs) > 200
    assert not [pair for pair in pairs if atlas.tints[pair[0]] == atlas.tints[pair[1]]]


def test_a_country_in_one_piece_has_no_border_inside(atlas: Atlas) -> None:
    names = {"Tajikistan": 2, "Afghanistan": 1}  # Vorukh lies apart
    for area in (it for it in atlas.outlines([REGION]) if it.name in names):
        kinds = {atlas.kinds[n if n >= 0 else ~n] for ring in area.rings for n in ring}
        assert kinds == {Border.COUNTRY}
        assert len(area.rings) == names[area.name]
        for ring in area.rings:
            points = join_ring(ring, atlas.borders(Detail.COARSE))
            assert points[0] == points[-1]


def test_islands_far_from_a_frame_are_left_out_of_a_country() -> None:
    atlas = Atlas()
    near = {area.name: len(area.rings) for area in atlas.outlines([(1.0, 46.0, 3.0, 48.0)])}
    assert near == {"France": 1}
