"""Undo and redo: of anything, to the start and to the end, across closing and reopening."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.case import file, revert
from dossier.case.case import Case
from dossier.case.journal import StepKind
from dossier.case.verify import verify
from dossier.errors import ConflictError, RefusedError
from dossier.model.records import Actor, Incident, Place

MANY = 120  # rows that are undone at once


def test_undo_is_a_step_of_its_own_and_redo_another(case: Case) -> None:
    with case.edit("Add Asel") as edit:
        edit.insert(Actor(name="Asel"))
    state = case.state_hash
    undone, redone = case.undo(), case.redo()
    assert undone is not None
    assert redone is not None
    assert (undone.cause, redone.cause) == (StepKind.UNDO, StepKind.REDO)
    assert undone.touched == redone.touched
    kinds = case.rows("SELECT kind, target, label FROM step WHERE id > 1")
    assert [tuple(row) for row in kinds] == [
        ("do", None, "Add Asel"),
        ("undo", 2, "Add Asel"),
        ("redo", 2, "Add Asel"),
    ]
    assert case.state_hash == state


def test_making_the_case_cannot_be_undone(case: Case) -> None:
    assert (case.undo_label, case.undo(), case.redo()) == (None, None, None)
    assert case.info.title == "Border"


def test_a_new_edit_clears_redo(case: Case) -> None:
    for name in ("a", "b"):
        with case.edit(f"Add {name}") as edit:
            edit.insert(Actor(name=name))
        if name == "a":
            case.undo()
            assert case.redo_label == "Add a"
    assert (case.undo_label, case.redo_label) == ("Add b", None)


def test_the_stacks_survive_closing(case: Case, path: Path) -> None:
    for name in ("a", "b", "c"):
        with case.edit(f"Add {name}") as edit:
            edit.insert(Actor(name=name))
    case.undo()
    case.undo()
    case.redo()
    before = (case.undo_label, case.redo_label, case.state_hash, case.head_hash)
    case.close()
    with file.open_case(path) as again:
        assert (again.undo_label, again.redo_label, again.state_hash, again.head_hash) == before
        again.redo()
        assert [actor.name for actor in again.all(Actor)] == ["a", "b", "c"]


def test_a_bulk_insert_is_undone_in_one_step(case: Case) -> None:
    state = case.state_hash
    with case.edit("Import") as edit:
        made = edit.insert_many([Incident(title=f"i{n}") for n in range(MANY)])
    case.undo()
    assert (case.stored(Incident), case.state_hash) == ([], state)
    case.redo()
    assert case.all(Incident) == made
    assert verify(case) == []


def test_many_undone_at_once_are_journalled_as_if_one_by_one(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    with case.edit("Import") as edit:
        edit.insert_many([Incident(title=f"i{n}", kind="clash") for n in range(MANY)])
    written = []
    for fewest in (MANY, MANY + 1):
        monkeypatch.setattr(revert, "_MANY", fewest)
        for move in (case.undo, case.redo):
            assert move() is not None
            sql = 'SELECT "row", op, before, after FROM change'
            sql += " WHERE step = (SELECT max(id) FROM step) ORDER BY id"
            written.append([tuple(row) for row in case.rows(sql)])
    assert written[:2] == written[2:]
    assert [len(rows) for rows in written] == [MANY] * 4


def test_undo_of_many_names_the_one_that_was_changed_behind_it(case: Case, path: Path) -> None:
    with case.edit("Import") as edit:
        edit.insert_many([Place(name=f"p{n}") for n in range(MANY)])
    case.close()
    with sqlite3.connect(path) as other:
        other.execute("UPDATE place SET name = 'Else' WHERE name = 'p7'")
    other.close()
    with file.open_case(path) as again:
        with pytest.raises(ConflictError, match="Place Else: 'Name' is \"Else\" now"):
            again.undo()
        assert len(again.all(Place)) == MANY


def test_redo_of_many_names_the_one_whose_reference_was_taken_behind_it(
    case: Case, path: Path
) -> None:
    with case.edit("Import") as edit:
        edit.insert_many([Incident(title=f"i{n}") for n in range(MANY)])
    case.undo()
    case.close()
    with sqlite3.connect(path) as other:
        other.execute("INSERT INTO incident (id, reference) VALUES (1, 'INC-0050')")
    other.close()
    with file.open_case(path) as again:
        with pytest.raises(ConflictError, match="Incident INC-0050 cannot be brought back"):
            again.redo()
        assert [incident.id for incident in again.all(Incident)] == [1]


def test_undo_refuses_what_was_changed_behind_it_and_names_it(case: Case, path: Path) -> None:
    with case.edit("Add") as edit:
        place = edit.insert(Place(name="Kaldar"))
    with case.edit("Rename") as edit:
        edit.update(replace(place, name="Qaldar"))
    case.close()
    with sqlite3.connect(path) as other:
        other.execute("UPDATE place SET name = 'Else'")
    other.close()
    with file.open_case(path) as again:
        with pytest.raises(ConflictError, match="Place Else: 'Name' is \"Else\" now"):
            again.undo()
        assert again.undo_label == "Rename"
        assert again.all(Place)[0].name == "Else"


def test_undo_of_a_deletion_refuses_a_reference_taken_since(case: Case) -> None:
    with case.edit("Add") as edit:
        first = edit.insert(Incident(title="a"))
    with case.edit("Trash") as edit:
        edit.trash("incident", first.id)
        edit.insert(Incident(title="b", reference=first.reference))
    taken = pytest.raises(RefusedError, match="Another incident has the reference INC-0001")
    with taken, case.edit("Restore") as edit:
        edit.restore("incident", first.id)
    case.undo()
    assert [incident.title for incident in case.all(Incident)] == ["a"]
