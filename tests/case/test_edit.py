"""An edit is whole or nothing, and what it may not do is said in words."""

from dataclasses import replace

import pytest

from dossier.case.case import Case, Changes
from dossier.case.edit import Edit
from dossier.case.journal import StepKind
from dossier.errors import DossierError, RefusedError
from dossier.model.field import Kind, Record
from dossier.model.records import (
    KINDS,
    Actor,
    CaseInfo,
    Citation,
    Claim,
    Exhibit,
    Incident,
    IncidentPlace,
    Place,
    Quote,
    Source,
    Text,
)


def test_a_record_comes_back_as_it_was_stored(filled: Case) -> None:
    for kind in KINDS:
        for record in filled.stored(kind.record):
            assert filled.get(type(record), record.id) == record
            assert kind.read(kind.row(record)) == record


def test_the_next_reference_follows_the_highest_one_in_the_trash_too(case: Case) -> None:
    with case.edit("Add") as edit:
        first = edit.insert(Incident(title="a"))
        edit.insert(Incident(title="b", reference="INC-0041"))
        edit.trash("incident", first.id)
        third = edit.insert(Incident(title="c"))
    with case.edit("Add") as edit:
        many = edit.insert_many([Incident(title="d"), Incident(title="e")])
    assert (first.reference, third.reference) == ("INC-0001", "INC-0042")
    assert [record.reference for record in many] == ["INC-0043", "INC-0044"]


def test_a_reference_given_by_an_undone_edit_is_given_again(case: Case) -> None:
    for _ in range(2):
        with case.edit("Add") as edit:
            added = edit.insert(Source(title="s"))
        case.undo()
        assert added.reference == "S-0001"


def test_an_update_journals_only_the_fields_that_differ(filled: Case) -> None:
    incident = filled.all(Incident)[0]
    with filled.edit("Change title") as edit:
        assert edit.update(replace(incident, title="New")) == replace(incident, title="New")
    changes = filled.rows(
        "SELECT before, after FROM change WHERE step = (SELECT max(id) FROM step)"
    )
    assert [tuple(row) for row in changes] == [('{"title":"Soldiers cross"}', '{"title":"New"}')]


def test_an_edit_without_changes_makes_no_step_and_is_not_announced(filled: Case) -> None:
    heard: list[Changes] = []
    filled.subscribe(heard.append)
    before = filled.head_hash
    with filled.edit("Nothing") as edit:
        edit.update(filled.all(Incident)[0])
        edit.restore("incident", filled.all(Incident)[0].id)
    assert (filled.head_hash, heard) == (before, [])


def test_listeners_hear_once_after_the_edit_is_stored_until_they_stop(case: Case) -> None:
    heard: list[tuple[Changes, int]] = []
    stop = case.subscribe(lambda changes: heard.append((changes, len(case.all(Actor)))))
    with case.edit("Add two") as edit:
        first, second = edit.insert(Actor(name="a")), edit.insert(Actor(name="b"))
        assert heard == []
    stop()
    with case.edit("Add") as edit:
        edit.insert(Actor(name="c"))
    touched = {"actor": frozenset({first.id, second.id})}
    assert heard == [(Changes("Add two", StepKind.DO, 2, touched), 2)]


def test_a_failing_edit_changes_nothing(filled: Case) -> None:
    before = (filled.head_hash, filled.state_hash, filled.stored(Incident))

    def fail() -> None:
        with filled.edit("Fail") as edit:
            edit.insert(Incident(title="x"))
            edit.insert_many([Place(name="y"), Place(name="z")])
            raise KeyError("bug")

    with pytest.raises(KeyError):
        fail()
    assert (filled.head_hash, filled.state_hash, filled.stored(Incident)) == before
    with filled.edit("Go on") as edit:
        assert edit.insert(Incident(title="x")).reference == "INC-0002"


def test_a_failed_attempt_leaves_the_rest_of_the_edit(case: Case) -> None:
    with case.edit("Add") as edit:
        edit.insert(Incident(title="kept", reference="INC-0007"))
        twins = [Incident(title="a"), Incident(title="b", reference="INC-0007")]
        with pytest.raises(RefusedError, match="Another incident has the reference"):
            edit.insert_many(twins)
        clash = Incident(title="c", reference="INC-0007")
        with pytest.raises(RefusedError), edit.attempt():
            _insert_all(edit, [Place(name="gone"), clash])
        edit.insert(Incident(title="kept too"))
    assert [i.title for i in case.all(Incident)] == ["kept", "kept too"]
    assert case.all(Place) == []
    kinds = case.rows("SELECT kind, op FROM change WHERE step = 2")
    assert [tuple(row) for row in kinds] == [("incident", "insert")] * 2


def _insert_all(edit: Edit, records: list[Record]) -> None:
    for record in records:
        edit.insert(record)


def test_deleting_takes_owned_children_and_undo_brings_all_back(filled: Case) -> None:
    before = {kind.name: filled.stored(kind.record) for kind in KINDS}
    state = filled.state_hash
    incident = filled.all(Incident)[0]
    with filled.edit("Delete") as edit:
        edit.delete("incident", incident.id)
    left = ("incident", "incident_place", "incident_actor", "claim", "quote_incident")
    assert all(filled.rows(f"SELECT count(*) FROM {name}")[0][0] == 0 for name in left)
    filled.undo()
    assert {kind.name: filled.stored(kind.record) for kind in KINDS} == before
    assert filled.state_hash == state


def test_a_record_that_others_still_name_cannot_be_deleted(filled: Case) -> None:
    place = filled.all(Place)[0]
    state = filled.state_hash
    with pytest.raises(RefusedError) as refused, filled.edit("Delete") as edit:
        edit.delete("place", place.id)
    assert "Place of incident" in str(refused.value)
    assert "under 'Place' a place that is not in the case" in str(refused.value)
    assert filled.state_hash == state
    assert filled.all(Place) == [place]


def test_an_incident_that_the_matrix_names_cannot_be_deleted(filled: Case) -> None:
    incident = filled.all(Incident)[0]
    with filled.edit("Weigh") as edit:
        edit.insert(Exhibit(title="134 crossed", incident=incident.id, position=2))
    refused = pytest.raises(RefusedError, match="'Incident' an incident that is not in the case")
    with refused, filled.edit("Delete") as edit:
        edit.delete("incident", incident.id)
    assert filled.all(Incident) == [incident]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (IncidentPlace(role="origin"), "'Incident' is missing"),
        (Quote(citation=5, form="verbatim", text="x"), "either 'Speaker' or 'Speaker, described'"),
        (Place(name="x", geonames_id=1 << 70), "too large"),
        (CaseInfo(title="second"), "Another case is there already"),
    ],
)
def test_rules_of_the_file_are_said_in_words(case: Case, record: Record, said: str) -> None:
    with pytest.raises(RefusedError, match=said), case.edit("Add") as edit:
        edit.insert(record)


def test_a_text_needs_its_body(filled: Case) -> None:
    text = Text(source=filled.all(Source)[0].id, sha256="0" * 64)
    refused = pytest.raises(RefusedError, match="text body that is not in the case")
    with refused, filled.edit("Add") as edit:
        edit.insert(text)


def test_a_record_that_is_gone_is_said_in_words(case: Case) -> None:
    with pytest.raises(DossierError, match="This incident is no longer in the case"):
        case.get(Incident, 5)
    with pytest.raises(DossierError, match="no longer"), case.edit("x") as edit:
        edit.update(Incident(id=5, title="x"))


def test_the_trash_hides_a_record_and_an_update_leaves_it_there(filled: Case) -> None:
    incident = filled.all(Incident)[0]
    with filled.edit("Trash") as edit:
        edit.trash("incident", incident.id)
    with filled.edit("Change") as edit:
        edit.update(replace(incident, title="Other"))
    assert filled.all(Incident) == []
    assert filled.get(Incident, incident.id).deleted_at
    assert filled.children(Claim, "incident", [incident.id])[incident.id] != []
    with filled.edit("Restore") as edit:
        edit.restore("incident", incident.id)
    assert filled.all(Incident)[0].title == "Other"


@pytest.mark.parametrize("kind", [k for k in KINDS if not k.about.single], ids=lambda k: k.name)
def test_bulk_and_single_inserts_write_equal_change_rows(filled: Case, kind: Kind) -> None:
    copies = [_copy(record, n) for n, record in enumerate(filled.stored(kind.record))]
    written = []
    for many in (False, True):
        with filled.edit("Copy") as edit:
            if many:
                edit.insert_many(copies)
            else:
                for copy in copies:
                    edit.insert(copy)
        found = filled.rows(
            'SELECT kind, "row", op, before, after FROM change WHERE step = ? ORDER BY id',
            [filled.last_step.id if filled.last_step else 0],
        )
        written.append([tuple(row) for row in found])
        filled.undo()
    assert written[0] == written[1]
    assert len(written[0]) == len(copies) > 0


def _copy(record: Record, number: int) -> Record:
    if isinstance(record, Incident | Source | Quote):
        return replace(record, id=900 - number, reference=f"X-{number}")
    return replace(record, id=900 - number)


def test_children_come_by_position_and_every_owner_has_a_list(filled: Case) -> None:
    cited = filled.all(Citation)[0]
    incident = filled.all(Incident)[0]
    grouped = filled.children(Claim, "incident", [incident.id, 12345])
    assert [claim.stated for claim in grouped[incident.id]] == ["134"]
    assert grouped[12345] == []
    assert filled.get_many(Citation, [cited.id, 77]) == {cited.id: cited}


def test_an_edit_inside_an_edit_is_refused_by_the_name_of_the_outer_one(case: Case) -> None:
    running = pytest.raises(DossierError, match="“Outer” is still running")
    with case.edit("Outer"), running, case.edit("Inner"):
        pass
