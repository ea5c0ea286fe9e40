"""What has become of the records since a step: the outcome, not the way to it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dossier.case import backup, file, journal, since
from dossier.case.case import Case
from dossier.case.journal import Step
from dossier.case.since import Fate
from dossier.model.records import Brief, CaseInfo, Claim, Incident, Issue


def mark(case: Case) -> int:
    assert case.last_step is not None
    return case.last_step.id


def test_a_record_is_added_changed_or_removed(filled: Case) -> None:
    at = mark(filled)
    incident, claim = filled.all(Incident)[0], filled.all(Claim)[0]
    with filled.edit("Change") as edit:
        edit.update(replace(incident, title="Soldiers crossed"))
        edit.insert(Incident(title="Another"))
        edit.trash("claim", claim.id)
    found = {(one.kind, one.fate): one for one in since.differences(filled, at)}
    assert set(found) == {
        ("incident", Fate.ADDED),
        ("incident", Fate.CHANGED),
        ("claim", Fate.REMOVED),
    }
    changed = found["incident", Fate.CHANGED]
    assert [str(field) for field in changed.fields] == [
        "What happened Soldiers cross -> Soldiers crossed"
    ]
    assert found["claim", Fate.REMOVED].owners == (incident.id,)
    assert found["incident", Fate.ADDED].name == "INC-0002"


def test_what_came_and_went_or_is_again_as_it_was_is_no_difference(filled: Case) -> None:
    at = mark(filled)
    incident = filled.all(Incident)[0]
    with filled.edit("Change") as edit:
        edit.update(replace(incident, title="Other"))
        gone = edit.insert(Incident(title="Gone"))
    with filled.edit("Back") as edit:
        edit.update(incident)
        edit.delete("incident", gone.id)
        edit.trash("incident", incident.id)
        edit.restore("incident", incident.id)
    assert since.differences(filled, at) == []


def test_issues_are_no_difference(filled: Case) -> None:
    at = mark(filled)
    issue = filled.all(Issue)[0]
    with filled.edit("Issue") as edit:
        edit.insert(replace(issue, id=0, number=2))
    assert since.differences(filled, at) == []


def test_a_step_is_found_by_its_hash(filled: Case) -> None:
    assert filled.last_step is not None
    assert since.step_of(filled, filled.head_hash) == filled.last_step
    assert since.step_of(filled, "0" * 64) is None
    assert since.step_of(filled, "") is None
    plan = filled.rows("EXPLAIN QUERY PLAN SELECT id FROM step WHERE hash = ''")
    assert "INDEX step_hash" in plan[0]["detail"]


def test_one_step_is_read_however_many_follow_it(
    filled: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, read = journal.steps(filled.db.conn)[0], []
    made = journal.read_step

    def noted(row: tuple[Any, ...]) -> Step:
        read.append(row[0])
        return made(row)

    monkeypatch.setattr(journal, "read_step", noted)
    assert since.step_of(filled, first.hash) == first
    with filled.edit("Issue, which is no content") as edit:
        edit.insert(Issue(brief=filled.all(Brief)[0].id, number=9, state="0" * 64, pdf="2" * 64))
    last, content = filled.last_step, filled.last_content_step
    assert last is not None
    assert content is not None
    assert content.id < last.id
    assert read == [first.id, last.id, content.id]
    assert journal.step(filled.db.conn, last.id + 1) is None


def test_copies_of_a_case_are_told_from_other_cases(filled: Case, tmp_path: Path) -> None:
    uid = since.case_uid(filled)
    backup.copy_beside(filled.path, tmp_path / "copy.dossier", lambda: None)
    with file.open_case(tmp_path / "copy.dossier") as copy:
        assert since.case_uid(copy) == uid
    with file.create(tmp_path / "other.dossier", CaseInfo(title="Border"), by="asel") as other:
        assert since.case_uid(other) != uid
