"""Issues of briefs: what went out, under which number, and the verb that stores one.

Paper that went out cannot be called back. Undo takes an issue out of the list, and its row of the
journal stays: its number is never given again, and its paper is still known. Two copies of a case
count each on its own: once one was imported into the other, two issues may bear one number, and
are told apart by who issued them when. The next number is free in both.
"""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from dossier.case.case import Case, Changes
from dossier.case.journal import StepKind, moment
from dossier.case.reading import Reading
from dossier.case.since import step_of
from dossier.errors import RefusedError
from dossier.model.field import TITLE_LENGTH
from dossier.model.records import Brief, Issue, kind_named


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue with the title its brief has now, or had last. `standing` until it was undone."""

    issue: Issue
    title: str
    standing: bool


def briefs(case: Reading) -> list[Brief]:
    """Give the briefs that are kept, by title."""
    return sorted(case.all(Brief), key=lambda brief: (brief.title, brief.id))


def named(case: Reading, title: str) -> Brief | None:
    """Give the brief of that title; None if none is kept."""
    return next((brief for brief in briefs(case) if brief.title == _line(title)), None)


def issued(case: Reading, title: str | None = None) -> list[Issued]:
    """Give every issue that the journal knows, of a brief or of all, the first one first."""
    titles = {row: values["title"] for row, values in _inserted(case, "brief")}
    titles |= {brief.id: brief.title for brief in case.all(Brief)}
    standing = {issue.id for issue in case.all(Issue)}
    kind = kind_named("issue")
    blank = dict.fromkeys(kind.column_names)
    found: dict[int, Issued] = {}
    for row, values in _inserted(case, "issue"):
        issue = kind.read(blank | values | {"id": row})
        if isinstance(issue, Issue):  # it is: the kind says so, not its type
            found[row] = Issued(issue, titles.get(issue.brief or 0, ""), row in standing)
    return [one for one in found.values() if title is None or one.title == _line(title)]


def _inserted(case: Reading, kind: str) -> list[tuple[int, dict[str, Any]]]:
    """Rows of a kind as they were first written, in order."""
    sql = "SELECT \"row\", after FROM change WHERE kind = ? AND op = 'insert' ORDER BY id"
    return [(row[0], json.loads(row[1])) for row in case.rows(sql, [kind])]


def next_number(case: Reading, title: str) -> int:
    """Give the number of the next issue of a brief; that of an undone one is not given again."""
    return 1 + max((one.issue.number or 0 for one in issued(case, title)), default=0)


def last_before(case: Case, title: str = "", head: str = "") -> Issue | None:
    """Give the last standing issue of a brief that shows another content than the case has now.

    Without a title it is one of any brief, with a `head` the one that was printed at that step. An
    issue of this very content is no older one: printed again, a brief says the same. One of another
    copy, at a step that this journal does not know, cannot be compared with and is passed over.
    """
    step = case.last_content_step
    now = step.hash if step else ""
    held = [one.issue for one in issued(case, title or None) if one.standing]
    wanted = (one for one in reversed(held) if (one.head == head if head else one.head != now))
    return next((one for one in wanted if step_of(case, one.head)), None)


def store(case: Case, title: str, plan: str, issue: Issue) -> Issue:
    """Store an issue as one step, its brief too where it is new or its plan has changed.

    `issue` says what was printed; brief, time and name are given here. RefusedError without a
    title, and if its number was given meanwhile.
    """
    title = check_title(title)
    number = issue.number or 0
    if number != next_number(case, title):
        raise RefusedError(
            f"Issue {number} of “{title}” was stored meanwhile.", "Issue the brief again."
        )
    held = named(case, title)
    with case.edit(f"Issue {number} of “{title}”") as edit:
        if held is None:
            held = edit.insert(Brief(title=title, plan=plan))
        elif held.plan != plan:
            edit.update(dataclasses.replace(held, plan=plan))
        return edit.insert(
            dataclasses.replace(issue, brief=held.id, issued_at=moment(), by=case.by)
        )


def remark(changes: Changes) -> str:
    """Say what undoing an issue cannot do; "" for all other steps."""
    undone = changes.cause is StepKind.UNDO and "issue" in changes.touched
    return (
        "The paper that went out cannot be called back; its number stays taken." if undone else ""
    )


def check_title(title: str) -> str:
    """Give a title on one line; RefusedError if it is empty or too long."""
    said = _line(title)
    if not said:
        raise RefusedError("A brief needs a title.", "Write a few words.")
    if len(said) > TITLE_LENGTH:
        raise RefusedError(
            f"The title has {len(said)} characters; {TITLE_LENGTH} are allowed.", "Shorten it."
        )
    return said


def _line(title: str) -> str:
    return " ".join(title.split())
