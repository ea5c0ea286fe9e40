"""What was entered into any form comes back from JSON as it was, with the same problems."""

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from dossier.model.codecs import Alias, Position
from dossier.model.counts import Count
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.field import Field, FieldType, Kind, Record
from dossier.model.records import KINDS, rows_of
from dossier.model.terms import Qualifier, vocabulary
from dossier.ui.desk import Desk
from dossier.ui.forms.form import Form, fields_of
from dossier.ui.forms.typed import Typed, packed, unpacked

WORDS = st.text(max_size=12) | st.sampled_from(
    ["22 June 2021", "06/07/2021", "more than 130", "a lot", "37.18, 68.61", "fa-AF, en", "x,,y",
     "about 9 a.m.", "-7", "1,300", " two  blanks\u00a0", "شیرخان", "Tajikistan", "x" * 130]
)  # fmt: skip


def line(words: str) -> str:
    """What a line of a form can hold: Qt writes other line ends as blanks."""
    return " ".join(words.splitlines()).replace("\0", "")


LINES = WORDS.map(line)
TAGS = st.sampled_from(["", "fa-AF", "not a tag", "ru"])
LINKS = st.tuples(LINES, st.none() | st.tuples(LINES, st.integers(1, 2**62)).map(list))


ENTERED: dict[FieldType, st.SearchStrategy[Any]] = {
    FieldType.PROSE: WORDS.map(lambda words: "\n".join(words.splitlines()).replace("\0", "")),
    FieldType.FLAG: st.booleans(),
    FieldType.DATE: st.tuples(LINES, st.sampled_from([None, "2021-06", "2021-07-06"])).map(list),
    FieldType.ALIASES: st.lists(st.tuples(LINES.map(str.strip), TAGS).map(list), max_size=3),
    FieldType.RECORD: LINKS.map(list),
    FieldType.DIGEST: st.nothing(),  # nobody enters these
    FieldType.SHEET: st.nothing(),
}


def entered(field: Field) -> st.SearchStrategy[Any]:
    """All that can be entered into a field."""
    if field.target == "citation":
        return st.nothing()
    if field.type is FieldType.TERM:
        keys = [one.key for one in vocabulary(field.vocabulary).offered]
        return st.sampled_from(keys if field.required else ["", *keys])
    return ENTERED.get(field.type, LINES)


STORED: dict[FieldType, Any] = {
    FieldType.LINE: "stored",
    FieldType.PROSE: "stored\nprose",
    FieldType.DATE: Reported("06/07/2021", None),
    FieldType.TIME: TimeOfDay("at dawn", "04:40"),
    FieldType.COUNT: Count(Qualifier.EXACTLY, 134, 134, 134),
    FieldType.POSITION: Position(371812345, -1),
    FieldType.ALIASES: (Alias("شیرخان", "fa-AF"),),
    FieldType.LANGUAGES: ("en",),
    FieldType.NUMBER: -7,
}


def records(kind: Kind, tie: Field | None) -> st.SearchStrategy[Record]:
    """An empty record, and one that holds something."""
    held = {
        field.name: STORED[field.type] for field in fields_of(kind, tie) if field.type in STORED
    }
    return st.sampled_from([kind.record(id=7), dataclasses.replace(kind.record(id=7), **held)])


FORMS = [(kind, None) for kind in KINDS] + [pair for kind in KINDS for pair in rows_of(kind)]


@pytest.mark.parametrize(
    ("kind", "tie"), FORMS, ids=[f"{k.name} {t.name if t else ''}" for k, t in FORMS]
)
def test_what_was_entered_is_put_back_by_a_fresh_form(
    kind: Kind, tie: Field | None, open_desk: Desk, qtbot: QtBot
) -> None:
    first, fresh = Form(open_desk, kind, tie=tie), Form(open_desk, kind, tie=tie)
    qtbot.addWidget(first)
    qtbot.addWidget(fresh)
    fields = st.fixed_dictionaries(
        {},
        optional={
            field.name: how
            for field in fields_of(kind, tie)
            if not (how := entered(field)).is_empty
        },
    )

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(records(kind, tie), fields)
    def check(record: Record, chosen: dict[str, Any]) -> None:
        first.load(record)
        for name, words in chosen.items():
            first.rows[name].control.enter(words)
            first.rows[name].control.edited.emit()
        typed = first.typed()
        fresh.load(dataclasses.replace(record, id=8))
        fresh.load(record)
        fresh.restore(unpacked(json.loads(json.dumps(packed(typed)))))
        assert fresh.typed() == typed
        assert fresh.problems() == first.problems()
        assert fresh.changes() == first.changes()
        for name, row in first.rows.items():
            again = fresh.rows[name].control
            assert again.problem() == row.control.problem()
            if not again.problem():
                assert (again.value(), again.remark()) == (
                    row.control.value(),
                    row.control.remark(),
                )

    check()


@pytest.mark.parametrize(
    "held", [None, 5, "x", [], {"a": 1}, {"a": []}, {"a": ["x"]}, {"a": ["x", "y", "z"]}]
)
def test_what_has_another_shape_is_left_out(held: object) -> None:
    assert unpacked(held) == {}
    assert unpacked({"a": ["x", "base"]}) == {"a": Typed("x", "base")}
