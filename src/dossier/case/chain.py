"""Checks of the journal's chain: every step, its hash, its number and its changes."""

import json
from collections.abc import Iterator

from dossier.case import journal
from dossier.case.dbapi import Connection
from dossier.case.findings import Finding, Tampering
from dossier.case.journal import Head, Step


def findings(conn: Connection) -> Iterator[Finding]:
    """Say which steps and changes are not as they were sealed."""
    last = Step(0, "", "", "", "", journal.StepKind.DO, None, "", "", "")
    for step in journal.steps(conn):
        yield from _link(last, step)
        yield from _seal(conn, step)
        last = step
    yield from _head(conn, last)
    yield from _orphans(conn)


def _link(last: Step, step: Step) -> Iterator[Finding]:
    if step.id != last.id + 1:
        gone = (
            f"Step {last.id + 1}"
            if step.id == last.id + 2
            else (f"Steps {last.id + 1} to {step.id - 1}")
        )
        yield Finding(Tampering.STEP_MISSING, gone, "of the journal is missing.")
    elif step.prev != last.hash:
        yield Finding(
            Tampering.STEP_ALTERED, _called(step), f"does not follow step {last.id} as it is now."
        )


def _seal(conn: Connection, step: Step) -> Iterator[Finding]:
    if journal.step_hash(step) != step.hash:
        yield Finding(Tampering.STEP_ALTERED, _called(step), "was altered: its hash is wrong.")
        return
    made = journal.changes(conn, step.id)
    sealed = json.loads(step.body)
    if len(made) < sealed["changes"]:
        kind, said = Tampering.CHANGE_MISSING, "has lost some of its changes"
    elif len(made) > sealed["changes"]:
        kind, said = Tampering.CHANGE_ADDED, "has more changes than it made"
    elif journal.digest(made) != sealed["digest"]:
        kind, said = Tampering.CHANGE_ALTERED, "has a change that was altered"
    else:
        return
    yield Finding(kind, _called(step), f"{said}: {len(made)} of {sealed['changes']}.")


def _head(conn: Connection, last: Step) -> Iterator[Finding]:
    head = journal.read_head(conn)
    if head.step > last.id:
        yield Finding(
            Tampering.STEP_MISSING,
            f"The journal ends at step {last.id},",
            f"but the case has had {head.step}.",
        )
    elif head != Head(last.id, last.hash, _state_after(last)):
        yield Finding(Tampering.HEAD, "The noted end of the journal", "is not that of its steps.")


def _state_after(step: Step) -> int:
    return int(json.loads(step.body)["state"], 16) if step.body else 0


def _orphans(conn: Connection) -> Iterator[Finding]:
    sql = "SELECT step, count(*) FROM change WHERE step NOT IN (SELECT id FROM step) GROUP BY step"
    for step, count in conn.execute(sql).fetchall():
        yield Finding(
            Tampering.CHANGE_ADDED, f"Step {step}", f"is not there, but {count} changes name it."
        )


def _called(step: Step) -> str:
    return f"Step {step.id} ({step.label})"
