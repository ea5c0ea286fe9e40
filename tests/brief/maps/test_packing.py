"""The files of the atlas: what is packed is read again, to a unit, and borders keep their ends."""

import importlib.util
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier import resource
from dossier.brief.maps import atlas

points = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
lines = st.lists(st.lists(points, min_size=2, max_size=9, unique=True), min_size=1, max_size=99)


@pytest.fixture(scope="module")
def packing() -> Iterator[ModuleType]:
    folder = str(resource.path("map"))
    sys.path.insert(0, folder)
    spec = importlib.util.find_spec("packing")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    yield module
    sys.path.remove(folder)
    sys.modules.pop("reading", None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(lines)
def test_packed_lines_are_read_again(
    packing: ModuleType, tmp_path: Path, held: list[list[tuple[float, float]]]
) -> None:
    unit = 500
    tmp_path.joinpath("map").mkdir(exist_ok=True)
    tmp_path.joinpath("map", "some.bin").write_bytes(packing.pack_lines(held, 0.0, unit))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(resource, "root", lambda: tmp_path)
        read = atlas.LineFile("some.bin")
    for number, line in enumerate(held):
        found = read.line(number)
        for end in (0, -1):
            assert found[end] == pytest.approx(line[end], abs=0.6 / unit)
        for point in line:
            near = (packing.measure(point, a, b) for a, b in pairwise(found))
            assert min(near, default=0.0) <= 1 / unit


@given(st.lists(points, min_size=2, max_size=40, unique=True), st.floats(0.001, 3))
def test_a_thinned_line_keeps_its_ends_and_stays_near(
    packing: ModuleType, line: list[tuple[float, float]], tolerance: float
) -> None:
    thinned = packing.thin(line, tolerance)
    assert (thinned[0], thinned[-1]) == (line[0], line[-1])
    for point in line:
        assert any(packing.measure(point, a, b) <= tolerance for a, b in pairwise(thinned))
