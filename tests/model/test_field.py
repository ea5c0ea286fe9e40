"""Kinds: one description from which columns, rows and words follow."""

import dataclasses
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.codecs import Words, storable
from dossier.model.field import FieldType, Kind, Record, kind_of
from dossier.model.records import KINDS, Actor, Claim, Incident, Place, kind_named
from dossier.model.terms import vocabulary
from model import strategies

each_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)


@given(strategies.any_record())
def test_a_record_comes_back_from_its_row(record: Record) -> None:
    kind = kind_of(type(record))
    row = kind.row(record)
    assert tuple(row) == kind.column_names
    assert kind.read(row) == record
    assert kind.from_values(row.values()) == record


@each_kind
def test_a_record_of_empty_fields_stores_nothing_but_its_id_and_its_flags(kind: Kind) -> None:
    flags = {field.name for field in kind.fields if field.type is FieldType.FLAG}
    row = kind.row(kind.record(id=7))
    assert {name for name, value in row.items() if value is not None} == {"id", *flags}


@each_kind
def test_column_names_are_unique_and_begin_and_end_alike(kind: Kind) -> None:
    names = kind.column_names
    assert len(set(names)) == len(names)
    assert (names[0], names[-1]) == ("id", "deleted_at")


@each_kind
def test_every_column_leads_back_to_its_field(kind: Kind) -> None:
    for field in kind.fields:
        assert field.columns
        assert {kind.field_of_column(column.name) for column in field.columns} == {field}
    assert kind.field_of_column("id") is None
    assert kind.field_of_column("deleted_at") is None


@each_kind
def test_every_field_is_described_and_points_where_something_is(kind: Kind) -> None:
    described = {item.name for item in dataclasses.fields(kind.record)} - {"id", "deleted_at"}
    assert {field.name for field in kind.fields} == described
    names = {other.name for other in KINDS}
    for field in kind.fields:
        assert field.label
        assert (field.type is FieldType.RECORD) == (field.target in names)
        assert field.owner <= bool(field.target)
        if field.type is FieldType.TERM:
            assert list(vocabulary(field.vocabulary)), field.vocabulary
    for pair in kind.about.one_of:
        assert {kind.field(name).name for name in pair} == set(pair)


def test_a_kind_is_described_once_and_found_by_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert len({kind.about.prefix for kind in KINDS if kind.about.prefix}) == 3
    for kind in KINDS:
        assert kind_named(kind.name) is kind
        assert kind_of(kind.record) is kind
    with pytest.raises(KeyError):
        kind_named("weather")


def test_one_new_line_in_a_record_is_a_whole_new_field() -> None:
    """What a new field needs beside its line is a column, which a migration adds."""
    from dossier.model import field as f

    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
    class Weathered(Incident):
        weather: str = f.line("Weather", searched=True)

    kind = kind_of(Weathered)
    added = set(kind.column_names) - set(kind_of(Incident).column_names)
    record = Weathered(id=7, title="Clash", weather="fog")
    assert added == {"weather"}
    assert kind.read(kind.row(record)) == record
    assert kind.field("weather").label == "Weather"


def test_shapes_of_many_columns_are_named_for_their_field() -> None:
    assert [c.name for c in kind_of(Claim).field("count").columns] == [
        "count_qualifier",
        "count_low",
        "count_best",
        "count_high",
    ]
    assert [c.name for c in kind_of(Place).field("position").columns] == ["latitude", "longitude"]
    computed = [c.name for c in kind_of(Incident).columns if c.computed]
    assert computed == ["date_min", "date_max"]


def test_values_gives_one_field_as_the_row_would_hold_it() -> None:
    kind = kind_of(Actor)
    assert kind.values("never_print", value=True) == {"never_print": 1}
    assert kind.values("name", "") == {"name": None}
    with pytest.raises(KeyError):
        kind.values("nmae", "")


@given(st.text(st.characters(), max_size=20))
def test_what_cannot_be_stored_becomes_a_replacement_and_the_rest_stays(text: str) -> None:
    packed: Any = Words().pack(text)[0]
    kept = packed or ""
    assert storable(kept)
    assert kept == text if storable(text) else "\ufffd" in kept
    assert len(kept.encode("utf-16-le")) == len(text.encode("utf-16-le", "surrogatepass"))


def test_records_are_frozen_and_have_no_room_for_strangers() -> None:
    record: Record = Actor(name="A")
    with pytest.raises(dataclasses.FrozenInstanceError):
        record.id = 7  # type: ignore[misc]  # what the test is about
    assert not hasattr(record, "__dict__")
