"""One value for many records: one step, which touches only what differs."""

import pytest

from dossier.case import together
from dossier.case.case import Case
from dossier.errors import RefusedError
from dossier.model.records import Incident, Quote


def test_a_value_is_set_for_many_in_one_step_and_taken_back(case: Case) -> None:
    with case.edit("Fill") as edit:
        held = edit.insert_many([Incident(title=name, status="draft") for name in "abc"])
    ids = [one.id for one in held]
    changes = together.set_all(case, "incident", ids[:2], "status", "reviewed")
    assert changes is not None
    assert changes.label == case.undo_label == "Set status of 2 incidents"
    assert changes.touched["incident"] == frozenset(ids[:2])
    assert [case.get(Incident, id_).status for id_ in ids] == ["reviewed", "reviewed", "draft"]
    again = together.set_all(case, "incident", ids, "status", "reviewed")
    assert again is not None
    assert again.touched["incident"] == frozenset(ids[2:])
    assert together.set_all(case, "incident", ids, "status", "reviewed") is None
    case.undo()
    case.undo()
    assert {case.get(Incident, id_).status for id_ in ids} == {"draft"}


def test_a_field_that_must_hold_something_is_not_emptied(case: Case) -> None:
    assert Quote.about.name == "quote"
    with pytest.raises(RefusedError, match="'Form' cannot be empty"):
        together.set_all(case, "quote", [1], "form", "")
