"""The journal: every changed field of every edit, in steps that are hash-chained."""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from dossier.case.dbapi import Connection
from dossier.model.field import Kind
from dossier.model.records import KINDS

HEAD = "head"
CLOSED = "closed"


class StepKind(StrEnum):
    """What made a step."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    IMPORT = "import"
    MERGE = "merge"


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


def watch(conn: Connection, kinds: Sequence[Kind] = KINDS) -> None:
    """Make the TEMP triggers that write the journal. They live as long as the connection."""
    conn.execute("CREATE TEMP TABLE _now (step INTEGER NOT NULL)")
    conn.execute("INSERT INTO _now VALUES (0)")
    conn.execute("CREATE TEMP TABLE _bulk (id INTEGER PRIMARY KEY, row INTEGER NOT NULL)")
    for kind in kinds:
        for op in Op:
            conn.execute(_trigger(kind, op))


def _trigger(kind: Kind, op: Op) -> str:
    row = "OLD" if op is Op.DELETE else "NEW"
    before, after = _sides(kind, op, row)
    return (
        f"CREATE TEMP TRIGGER journal_{kind.name}_{op.value} AFTER {op.value}"
        f' ON main."{kind.name}" BEGIN'
        f" INSERT INTO change (step, kind, row, op, before, after)"
        f" SELECT step, '{kind.name}', {row}.id, '{op.value}', {before}, {after} FROM _now; END"
    )


def _sides(kind: Kind, op: Op, row: str) -> tuple[str, str]:
    """SQL of before and after: all that is not NULL, or what an update changed."""
    if op is Op.INSERT:
        return "NULL", _object(kind, row, "{row}.{name} IS NULL")
    if op is Op.DELETE:
        return _object(kind, row, "{row}.{name} IS NULL"), "NULL"
    same = "OLD.{name} IS NEW.{name}"
    return _object(kind, "OLD", same), _object(kind, "NEW", same)


def _object(kind: Kind, row: str, left_out: str) -> str:
    members = " || ".join(
        f"iif({left_out.format(row=row, name=_quoted(name))}, '',"
        f" ',\"{name}\":' || json_quote({row}.{_quoted(name)}))"
        for name in kind.column_names[1:]
    )
    return f"'{{' || substr({members}, 2) || '}}'"


def _quoted(name: str) -> str:
    return f'"{name}"'


def bulk_insert(conn: Connection, kind: Kind, rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows in table order and journal them in one statement, as the triggers would.

    Call it inside a savepoint.
    """
    names = ", ".join(_quoted(name) for name in kind.column_names)
    marks = ", ".join("?" for _ in kind.column_names)
    with _many(conn, kind, Op.INSERT, (row[0] for row in rows)):
        conn.executemany(f'INSERT INTO "{kind.name}" ({names}) VALUES ({marks})', rows)
        _journal_many(conn, kind, Op.INSERT, *_sides(kind, Op.INSERT, "r"))


def bulk_delete(conn: Connection, kind: Kind, ids: Sequence[int]) -> None:
    """Delete rows that are there and journal them in one statement, as the triggers would.

    Call it inside a savepoint. For one row at a time SQLite would copy each touched page aside, as
    others may name the row.
    """
    with _many(conn, kind, Op.DELETE, ids):
        _journal_many(conn, kind, Op.DELETE, *_sides(kind, Op.DELETE, "r"))
        conn.execute(f'DELETE FROM "{kind.name}" WHERE id IN (SELECT row FROM _bulk)')


def bulk_update(
    conn: Connection, kind: Kind, values: Mapping[str, Any], ids: Sequence[int]
) -> None:
    """Give rows that are there the same values, each another one than it has; journal them too.

    Call it inside a savepoint.
    """
    before = _all_of(values, "json_quote(r.{name})")
    after = _all_of(values, "json_quote(:{bare})")
    sets = ", ".join(f"{_quoted(name)} = :{name}" for name in values)
    with _many(conn, kind, Op.UPDATE, ids):
        _journal_many(conn, kind, Op.UPDATE, before, after, values)
        sql = f'UPDATE "{kind.name}" SET {sets} WHERE id IN (SELECT row FROM _bulk)'
        conn.execute(sql, values)


def _all_of(names: Iterable[str], value: str) -> str:
    """SQL of a JSON object of these columns, in table order as the triggers have it."""
    members = (f"'\"{name}\":' || {value.format(name=_quoted(name), bare=name)}" for name in names)
    return f"'{{' || {' || char(44) || '.join(members)} || '}}'"


@contextmanager
def _many(conn: Connection, kind: Kind, op: Op, ids: Iterable[int]) -> Iterator[None]:
    """List the rows, and take the trigger away meanwhile; rolling back brings it back too.

    Even one that never fires makes SQLite copy each touched page aside for each row.
    """
    conn.execute(f"DROP TRIGGER temp.journal_{kind.name}_{op.value}")
    conn.executemany("INSERT INTO _bulk (row) VALUES (?)", ((id_,) for id_ in ids))
    yield
    conn.execute("DELETE FROM _bulk")
    conn.execute(_trigger(kind, op))


def _journal_many(
    conn: Connection,
    kind: Kind,
    op: Op,
    before: str,
    after: str,
    values: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Journal the listed rows as they stand, in the order of the list."""
    conn.execute(
        "INSERT INTO change (step, kind, row, op, before, after)"
        f" SELECT n.step, '{kind.name}', r.id, '{op.value}', {before}, {after}"
        f' FROM _bulk AS b CROSS JOIN "{kind.name}" AS r ON r.id = b.row CROSS JOIN _now AS n'
        " ORDER BY b.id",
        dict(values),
    )


def begin(conn: Connection, step: int) -> None:
    """Say which step the coming changes belong to."""
    conn.execute("UPDATE _now SET step = ?", (step,))


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


def steps(conn: Connection, *, after: int = 0) -> list[Step]:
    """Steps in order, beginning behind step `after`."""
    found = conn.execute(f"SELECT {STEP_COLUMNS} FROM step WHERE id > ? ORDER BY id", (after,))
    return [read_step(tuple(row)) for row in found.fetchall()]


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
