"""Garbage is collected while the user rests."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from dossier.ui.litter import Litter


class Thing:
    """Holds itself: only the collection of garbage takes it away."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.usefixtures("qapp")
def test_garbage_goes_when_the_window_has_rested_and_not_while_it_works() -> None:
    worked = [0.0]
    litter = Litter(worked=lambda: worked[0])
    held = weakref.ref(Thing())
    for _ in range(5):
        worked[0] += 0.5
        litter.look()
    assert held() is not None
    litter.look()
    litter.look()
    assert held() is None


@pytest.mark.usefixtures("qapp")
def test_what_was_of_use_in_a_short_rest_goes_in_a_long_one() -> None:
    litter = Litter(worked=lambda: 0.0)
    thing = Thing()
    held = weakref.ref(thing)
    litter.look()
    litter.look()
    del thing
    for _ in range(57):
        litter.look()
    assert held() is not None
    litter.look()
    assert held() is None


@pytest.mark.usefixtures("qapp")
def test_a_look_through_everything_does_not_come_in_the_midst_of_work() -> None:
    Litter()
    before = gc.get_stats()[2]["collections"]
    kept: list[list[int]] = [[] for _ in range(400_000)]
    assert gc.get_stats()[2]["collections"] == before
    assert len(kept) == 400_000
