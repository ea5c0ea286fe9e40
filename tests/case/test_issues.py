"""Issues of briefs: their numbers, what they leave alone, and that paper cannot be called back."""

from dataclasses import replace

import pytest

from dossier.case import issues
from dossier.case.case import Case
from dossier.case.verify import verify
from dossier.errors import RefusedError
from dossier.model.records import Brief, Incident, Issue

PRINTED = Issue(number=1, state="a" * 64, head="b" * 64, pdf="c" * 64, pages=4, mark="TLP:GREEN")


def printed(case: Case, number: int = 1) -> Issue:
    step = case.last_content_step
    return replace(PRINTED, number=number, state=case.state_hash, head=step.hash if step else "")


def add_incident(case: Case) -> None:
    with case.edit("Add incident") as edit:
        edit.insert(Incident(title="Soldiers cross"))


def test_issuing_leaves_the_state_and_the_last_content_step_as_they_were(case: Case) -> None:
    add_incident(case)
    before = (case.state_hash, case.last_content_step)
    issued = issues.store(case, " Weekly  brief ", "name = 'x'", printed(case))
    assert (case.state_hash, case.last_content_step) == before
    assert case.last_step is not None
    assert case.last_step.label == "Issue 1 of “Weekly brief”"
    assert (issued.by, bool(issued.issued_at)) == ("asel", True)
    assert [brief.title for brief in case.all(Brief)] == ["Weekly brief"]
    assert verify(case) == []


def test_a_second_issue_counts_on_and_keeps_the_brief(case: Case) -> None:
    issues.store(case, "Weekly", "one", printed(case, 1))
    issues.store(case, "Weekly", "two", printed(case, 2))
    (brief,) = case.all(Brief)
    assert brief.plan == "two"
    assert [(i.issue.number, i.title) for i in issues.issued(case)] == [
        (1, "Weekly"),
        (2, "Weekly"),
    ]
    assert issues.next_number(case, "Weekly") == 3
    assert issues.next_number(case, "Another") == 1


def test_the_number_of_an_undone_issue_is_never_given_again(case: Case) -> None:
    """Even where undo took the brief itself away: its paper is out."""
    issues.store(case, "Weekly", "", printed(case))
    case.undo()
    assert case.all(Brief) == []
    (gone,) = issues.issued(case)
    assert (gone.title, gone.issue.number, gone.standing) == ("Weekly", 1, False)
    assert issues.next_number(case, "Weekly") == 2
    case.redo()
    assert [one.standing for one in issues.issued(case)] == [True]
    assert issues.next_number(case, "Weekly") == 2


def test_a_number_that_was_given_meanwhile_is_refused(case: Case) -> None:
    issues.store(case, "Weekly", "", printed(case))
    with pytest.raises(RefusedError, match="Issue 1 of “Weekly” was stored meanwhile"):
        issues.store(case, "Weekly", "", printed(case))


@pytest.mark.parametrize(
    ("title", "said"), [("  ", "needs a title"), ("x" * 121, "121 characters")]
)
def test_a_title_that_cannot_be_kept_is_refused_in_words(case: Case, title: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        issues.store(case, title, "", printed(case))
    assert case.all(Issue) == []


def test_the_issue_before_is_the_last_one_of_other_content(case: Case) -> None:
    assert issues.last_before(case, "Weekly") is None
    first = issues.store(case, "Weekly", "", printed(case))
    assert issues.last_before(case, "Weekly") is None
    add_incident(case)
    assert issues.last_before(case, "Weekly") == first
    issues.store(case, "Weekly", "", printed(case, 2))
    assert issues.last_before(case, "Weekly") == first
    case.undo()
    assert issues.last_before(case, "Weekly") == first


def test_an_issue_of_another_copy_is_not_compared_with(case: Case) -> None:
    """It comes in by an import, behind our own: its step is not in this journal."""
    first = issues.store(case, "Weekly", "", printed(case))
    add_incident(case)
    issues.store(case, "Weekly", "", replace(PRINTED, number=2))
    issues.store(case, "Weekly", "", replace(PRINTED, number=3, head=""))
    assert issues.last_before(case, "Weekly") == first
    assert issues.last_before(case, "Weekly", PRINTED.head) is None
