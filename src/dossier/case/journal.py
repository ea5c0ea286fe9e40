"""The journal: every changed field of every edit, in steps that are hash-chained."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from dossier.case.dbapi import Connection

HEAD = "head"
CLOSED = "closed"


class StepKind(StrEnum):
    """What made a step."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"


class Op(StrEnum):
    """What happened to one row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Step:
    """One edit. `target` is the step that an undo or redo is about; `hash` covers all the rest."""

    id: int
    uid: str
    at: str
    by: str
    label: str
    kind: StepKind
    target: int | None
    prev: str
    body: str
    hash: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the journal. `before` and `after` are JSON of the changed columns only."""

    id: int
    kind: str
    row: int
    op: Op
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Head:
    """End of the chain: number and hash of the last step, and the state hash after it."""

    step: int = 0
    hash: str = ""
    state: int = 0


_ENCODER = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True, check_circular=False
)
STEP_COLUMNS = 'id, uid, at, "by", label, kind, target, prev, body, hash'


def canonical(value: object) -> str:
    """One spelling of a JSON value: sorted keys, no spaces, letters as they are (RFC 8785)."""
    return _ENCODER.encode(value)


def sha256(text: str) -> str:
    """Hex SHA-256 of text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def moment() -> str:
    """Give the time now, UTC, as ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def changes(conn: Connection, step: int) -> list[Change]:
    """Changes of a step, in the order they were made."""
    found = conn.execute(
        'SELECT id, kind, "row", op, before, after FROM change WHERE step = ? ORDER BY id', (step,)
    ).fetchall()
    return [Change(r[0], r[1], r[2], Op(r[3]), r[4], r[5]) for r in found]


def pages(
    conn: Connection, step: int, size: int, *, backwards: bool = False
) -> Iterator[list[Change]]:
    """Changes of a step, in the order they were made or the other way, so many at a time.

    The changes of a step lie together: to find a page by id nothing is sorted, as an index over
    steps would ask for.
    """
    first, last = conn.execute(
        "SELECT min(id), max(id) FROM change WHERE step = ?", (step,)
    ).fetchone()
    if first is None:
        return
    order = "DESC" if backwards else "ASC"
    sql = (
        'SELECT id, kind, "row", op, before, after FROM change NOT INDEXED'
        f" WHERE id BETWEEN ? AND ? AND step = ? ORDER BY id {order} LIMIT ?"
    )
    while found := conn.execute(sql, (first, last, step, size)).fetchall():
        yield [Change(r[0], r[1], r[2], Op(r[3]), r[4], r[5]) for r in found]
        first, last = (first, found[-1][0] - 1) if backwards else (found[-1][0] + 1, last)


def count(conn: Connection, step: int) -> int:
    """How many changes a step has."""
    found = conn.execute("SELECT count(*) FROM change WHERE step = ?", (step,)).fetchone()
    return int(found[0])


def digest(steps_changes: Iterable[Change]) -> str:
    """Hash over the hash of each change: a leaf can be replaced by its hash and the rest stands."""
    whole = hashlib.sha256()
    for change in steps_changes:
        whole.update(leaf(change))
    return whole.hexdigest()


def leaf(change: Change) -> bytes:
    """Hash of one change."""
    said = canonical([change.kind, change.row, change.op, change.before, change.after])
    return hashlib.sha256(said.encode()).digest()


def step_hash(step: Step) -> str:
    """SHA-256 over the canonical JSON of all that the step says, and of the step before it."""
    said = {
        "prev": step.prev,
        "uid": step.uid,
        "at": step.at,
        "by": step.by,
        "label": step.label,
        "kind": step.kind,
        "target": step.target,
        "body": step.body,
    }
    return sha256(canonical(said))


def state_after(step: Step) -> str:
    """State hash of the case after a step, as the step is sealed with it."""
    return str(json.loads(step.body)["state"])


def state_text(state: int) -> str:
    """State hash as 64 hex digits."""
    return f"{state:064x}"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a step is about, before it is sealed."""

    label: str
    by: str
    kind: StepKind
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The changes of a step: how many, their `digest`, and which rows they touched, by kind."""

    count: int
    digest: str
    touched: Mapping[str, frozenset[int]]


def append(conn: Connection, head: Head, draft: Draft, made: Made, state: int) -> Step:
    """Seal the changes made since `head` as its next step, and move the head."""
    body = {"changes": made.count, "digest": made.digest, "state": state_text(state)}
    step = Step(
        id=head.step + 1,
        uid=secrets.token_hex(16),
        at=moment(),
        by=draft.by,
        label=draft.label,
        kind=draft.kind,
        target=draft.target,
        prev=head.hash,
        body=canonical(body),
        hash="",
    )
    step = _sealed(step)
    conn.execute(
        f"INSERT INTO step ({STEP_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        tuple(getattr(step, name) for name in Step.__slots__),
    )
    write_head(conn, Head(step.id, step.hash, state))
    return step


def _sealed(step: Step) -> Step:
    said = {name: getattr(step, name) for name in Step.__slots__}
    return Step(**(said | {"hash": step_hash(step)}))


def read_head(conn: Connection) -> Head:
    """Return the head as the file holds it; that of an empty journal if there is none."""
    row = conn.execute("SELECT value FROM meta WHERE key = ?", (HEAD,)).fetchone()
    if row is None:
        return Head()
    held = json.loads(row[0])
    return Head(held["step"], held["hash"], int(held["state"], 16))


def write_head(conn: Connection, head: Head) -> None:
    """Keep the head beside the chain, so that a chain cut short is seen."""
    said = {"step": head.step, "hash": head.hash, "state": state_text(head.state)}
    conn.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (HEAD, canonical(said)),
    )


def steps(conn: Connection) -> list[Step]:
    """All steps in order."""
    found = conn.execute(f"SELECT {STEP_COLUMNS} FROM step ORDER BY id")
    return [read_step(tuple(row)) for row in found.fetchall()]


def step(conn: Connection, id_: int) -> Step | None:
    """Give the step of that number; None if there is none."""
    row = conn.execute(f"SELECT {STEP_COLUMNS} FROM step WHERE id = ?", (id_,)).fetchone()
    return read_step(tuple(row)) if row else None


def step_of(conn: Connection, hash_: str) -> Step | None:
    """Give the step of that hash; None if there is none."""
    found = conn.execute("SELECT id FROM step WHERE hash = ?", (hash_,)).fetchone()
    return step(conn, found[0]) if found else None


def last_step_of(conn: Connection, kinds: Sequence[str]) -> Step | None:
    """Give the last step that changed a row of one of these kinds; None if there is none."""
    marks = ", ".join("?" for _ in kinds)
    found = conn.execute(
        f"SELECT step FROM change NOT INDEXED WHERE kind IN ({marks}) ORDER BY id DESC LIMIT 1",
        tuple(kinds),
    ).fetchone()
    return step(conn, found[0]) if found else None


def read_step(row: tuple[Any, ...]) -> Step:
    """Step of a row with STEP_COLUMNS."""
    said = dict(zip(Step.__slots__, row, strict=True))
    return Step(**(said | {"kind": StepKind(said["kind"])}))


@dataclass(frozen=True, slots=True)
class Mark:
    """A step that can be undone or redone."""

    step: int
    label: str


@dataclass(slots=True)
class Stacks:
    """What undo and redo would do next; the last entry is the next. Up to `closed` all is history.

    The first step makes the case; there is nothing before it.
    """

    undo: list[Mark]
    redo: list[Mark]
    closed: int = 1

    def heard(self, step: int, label: str, kind: StepKind, target: int | None) -> None:
        """Follow one more step."""
        if step <= self.closed:
            return
        if kind is StepKind.UNDO and self.undo:
            self.redo.append(self.undo.pop())
        elif kind is StepKind.REDO and self.redo:
            self.undo.append(self.redo.pop())
        elif target is None:
            self.undo.append(Mark(step, label))
            self.redo.clear()


def close_history(conn: Connection, step: int) -> None:
    """Put everything up to a step out of reach of undo: it was done in another copy of the case."""
    conn.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (CLOSED, str(step)),
    )


def stacks(conn: Connection) -> Stacks:
    """Rebuild the undo and redo stacks from the log."""
    closed = conn.execute("SELECT value FROM meta WHERE key = ?", (CLOSED,)).fetchone()
    found = conn.execute("SELECT id, label, kind, target FROM step ORDER BY id").fetchall()
    built = Stacks([], [], int(closed[0]) if closed else 1)
    for row in found:
        built.heard(row[0], row[1], StepKind(row[2]), row[3])
    return built
