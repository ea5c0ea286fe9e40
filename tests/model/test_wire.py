"""Records as JSON and back: nothing is lost, nothing is bent, everything odd is refused."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.errors import RefusedError
from dossier.model.codecs import Alias, Position
from dossier.model.counts import Count
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.field import Kind
from dossier.model.identity import LARGEST, to_text
from dossier.model.records import (
    KINDS,
    Actor,
    CaseInfo,
    Claim,
    Incident,
    Place,
)
from dossier.model.terms import Qualifier
from dossier.model.wire import from_wire, to_wire
from model import strategies

ID = to_text(7)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@settings(max_examples=8)
@given(data=st.data())
def test_every_record_of_every_kind_comes_back_as_it_was(kind: Kind, data: st.DataObject) -> None:
    record = data.draw(strategies.records(kind))
    written = json.dumps(to_wire(record))
    assert from_wire(json.loads(written)) == record


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_record_without_content_is_its_kind_and_id_only(kind: Kind) -> None:
    record = kind.record(id=7)
    assert to_wire(record) == {"record": kind.name, "id": ID}
    assert from_wire(to_wire(record)) == record


def test_the_written_form_is_plain_enough_to_be_read_by_people() -> None:
    claim = Claim(
        id=7,
        incident=8,
        attribute="count",
        stated="more than 130",
        stance="asserts",
        count=Count(Qualifier.MORE_THAN, 131),
        chosen=True,
    )
    assert to_wire(claim) == {
        "record": "claim",
        "id": "d0000000000007",
        "incident": "d0000000000008",
        "attribute": "count",
        "stated": "more than 130",
        "stance": "asserts",
        "count_qualifier": "more_than",
        "count_low": 131,
        "chosen": 1,
    }


def test_names_in_other_scripts_and_dates_keep_words_and_meaning_apart() -> None:
    place = Place(id=7, name="Kunduz", aliases=(Alias("کندز", "fa-AF"), Alias("Кундуз", "ru")),
                  position=Position(367_280_000, 688_570_000))  # fmt: skip
    incident = Incident(id=8, title="Clash", date=Reported("vaguely then", None),
                        time=TimeOfDay("9 a.m.", "09:00"))  # fmt: skip
    assert from_wire(to_wire(place)) == place
    assert from_wire(to_wire(incident)) == incident
    assert "date_edtf" not in to_wire(incident)


def test_bounds_are_computed_anew_and_never_believed() -> None:
    lie = {"record": "incident", "id": ID, "date_edtf": "2021-06-22", "date_min": 0}
    with pytest.raises(RefusedError, match="date_min"):
        from_wire(lie)


def _wire(record: str, **members: Any) -> dict[str, Any]:
    return {"record": record, "id": ID, **members}


REFUSED = [
    ({}, "“None” is not a kind"),
    ({"record": 5, "id": ID}, "“5” is not a kind"),
    ({"record": "weather", "id": ID}, "“weather” is not a kind"),
    ({"record": "w" * 10_000, "id": ID}, "not a kind"),
    ({"record": "actor"}, "id is not text"),
    ({"record": "actor", "id": 7}, "id is not text"),
    ({"record": "actor", "id": "7"}, "“7” is not an id"),
    ({"record": "actor", "id": to_text(1)[:-1]}, "is not an id"),
    ({"record": "actor", "id": "d" + "Z" * 13}, "out of range"),
    (_wire("actor", name=5), "name is not text"),
    (_wire("actor", name=None), "name is not text"),
    (_wire("actor", name=["A"]), "name is not text"),
    (_wire("actor", name="A\0"), "name holds a character"),
    (_wire("actor", name="A\ud800"), "name holds a character"),
    (_wire("actor", nmae="A"), "“nmae” that this version of Dossier does not know"),
    (_wire("actor", never_print="yes"), "never_print is not a whole number"),
    (_wire("actor", never_print=2), "never_print cannot be kept"),
    (_wire("actor", never_print=True), "never_print is not a whole number"),
    (_wire("actor", aliases="{"), "cannot be read"),
    (_wire("actor", aliases='"abc"'), "cannot be read"),
    (_wire("actor", aliases="[1]"), "cannot be read"),
    (_wire("actor", aliases="[" * 5_000), "cannot be read"),
    (_wire("actor", aliases='[{"lang": "ru"}]'), "cannot be read"),
    (_wire("actor", aliases='[{"text": 5, "lang": "ru"}]'), "aliases cannot be kept"),
    (_wire("actor", aliases='[{"text": "A", "lang": "", "more": 1}]'), "aliases cannot be kept"),
    (_wire("case_info", languages='"en"'), "languages cannot be kept"),
    (_wire("case_info", languages="[1]"), "languages cannot be kept"),
    (_wire("case_info", languages="5"), "cannot be read"),
    (_wire("place", latitude=1), "latitude cannot be kept"),
    (_wire("place", latitude=900_000_001, longitude=0), "“Position” holds no such value"),
    (_wire("place", latitude=1.5, longitude=0), "latitude is not a whole number"),
    (_wire("place", radius_m=LARGEST + 1), "radius_m is too large"),
    (_wire("place", radius_m=float("nan")), "radius_m is not a whole number"),
    (_wire("place", parent=7), "parent is not text"),
    (_wire("place", parent="INC-0001"), "is not an id"),
    (_wire("claim", count_low=0), "count_low cannot be kept"),
    (_wire("claim", count_qualifier="roughly"), "cannot be read"),
    (_wire("incident", date_edtf="22 June 2021"), "“Date” holds no such value"),
    (_wire("incident", date_edtf="2021-02-29"), "“Date” holds no such value"),
    (_wire("incident", time="25:00"), "“Time” holds no such value"),
    (_wire("incident", deleted_at=1), "deleted_at is not text"),
]  # fmt: skip


@pytest.mark.parametrize(("wire", "reason"), REFUSED, ids=lambda value: str(value)[:60])
def test_what_no_dossier_writes_is_refused_in_one_line(wire: dict[str, Any], reason: str) -> None:
    with pytest.raises(RefusedError) as caught:
        from_wire(wire)
    assert reason in caught.value.message
    assert "\n" not in caught.value.message
    assert len(caught.value.message) < 300


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)


@given(data=st.data())
def test_a_member_of_any_json_is_read_or_refused_and_never_breaks(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    wire: dict[str, Any] = dict(to_wire(data.draw(strategies.records(kind))))
    columns = [c.name for f in kind.fields for c in f.columns if not c.computed]
    wire[data.draw(st.sampled_from([*columns, "id", "record", "deleted_at"]))] = data.draw(_JSON)
    try:
        record = from_wire(wire)
    except RefusedError:
        return
    assert from_wire(json.loads(json.dumps(to_wire(record)))) == record


def test_records_of_two_kinds_with_one_id_do_not_look_alike() -> None:
    wires = [to_wire(kind.record(id=7)) for kind in KINDS]
    assert len({json.dumps(wire) for wire in wires}) == len(KINDS)
    assert to_wire(CaseInfo(id=7, title="A")) != to_wire(Actor(id=7, name="A"))
