"""Briefs that a case keeps: one of a title, renamed, in the trash, and no content."""

import pytest

from dossier.case import edits, find, issues, keeping
from dossier.case.case import Case
from dossier.errors import RefusedError


def titles(case: Case) -> list[str]:
    return [brief.title for brief in issues.briefs(case)]


def test_a_brief_is_kept_replaced_and_brought_back_by_undo(case: Case) -> None:
    state = case.state_hash
    first = keeping.keep(case, "  Weekly\n brief ", "paper = 1")
    assert (first.title, case.undo_label) == ("Weekly brief", "Keep brief “Weekly brief”")
    again = keeping.keep(case, "Weekly brief", "paper = 2")
    assert (again.id, again.plan) == (first.id, "paper = 2")
    assert case.state_hash == state, "what is asked of a brief is no content"
    case.undo()
    assert [brief.plan for brief in issues.briefs(case)] == ["paper = 1"]


def test_a_brief_is_renamed_but_never_to_the_name_of_another(case: Case) -> None:
    weekly, daily = (keeping.keep(case, title, "") for title in ("Weekly", "Daily"))
    keeping.rename(case, weekly.id, "Monthly")
    assert titles(case) == ["Daily", "Monthly"]
    with pytest.raises(RefusedError, match="Another brief is called “Monthly”"):
        keeping.rename(case, daily.id, "Monthly")
    with pytest.raises(RefusedError, match="needs a title"):
        keeping.rename(case, daily.id, " ")
    keeping.rename(case, daily.id, "Daily")
    assert case.undo_label == "Rename brief “Weekly”"


def test_a_kept_brief_goes_to_the_trash_and_comes_back(case: Case) -> None:
    weekly = keeping.keep(case, "Weekly", "")
    edits.trash(case, "brief", [weekly.id])
    assert titles(case) == []
    (row,) = find.trash_rows(case, find.trash_ids(case))
    assert (row.kind, row.title) == ("brief", "Weekly")
    other = keeping.keep(case, "Weekly", "paper = 1")
    assert other.id != weekly.id
    edits.restore(case, "brief", [weekly.id])
    assert titles(case) == ["Weekly", "Weekly"]
