"""Ids are rising, positive, below 2**63 and never drawn twice."""

import secrets

import pytest

from dossier.case import ids
from dossier.case.case import Case
from dossier.case.ids import COUNTER_BITS, Ids
from dossier.model.records import Actor


def test_an_id_is_seconds_chance_and_a_counter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "now", lambda: 46_000_000)
    numbers = Ids(lambda _first, _last: False)
    drawn = [numbers.draw() for _ in range(3)]
    assert [number >> 32 for number in drawn] == [46_000_000] * 3
    assert [number & 0xFFFFF for number in drawn] == [0, 1, 2]


def test_a_prefix_that_was_ever_used_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    chances = iter([7, 7, 9])
    monkeypatch.setattr(ids, "now", lambda: 1)
    monkeypatch.setattr(secrets, "randbits", lambda _bits: next(chances))
    asked = []

    def taken(first: int, last: int) -> bool:
        asked.append((first, last))
        return first == ids.prefix(1, 7)

    assert Ids(taken).draw() == ids.prefix(1, 9)
    assert asked[0][1] - asked[0][0] == (1 << COUNTER_BITS) - 1


def test_more_than_a_million_ids_stay_apart() -> None:
    source = Ids(lambda _first, _last: False)
    first = source.draw()
    source._next = source._last
    assert source.draw() > first
    after = source.draw()
    assert after > source._next - 2
    assert after >> COUNTER_BITS != first >> COUNTER_BITS


def test_the_last_day_of_the_clock_still_fits() -> None:
    assert 0 < ids.prefix((1 << 31) - 1, 4095) < 1 << 63


def test_an_id_of_a_deleted_row_counts_as_taken(case: Case) -> None:
    with case.edit("Add") as edit:
        actor = edit.insert(Actor(name="x"))
    case.undo()
    assert case._taken(actor.id, actor.id)
    assert not case._taken(actor.id + 1, actor.id + 9)
