"""Recording: TEMP triggers journal each change of a row; of many rows one statement does it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import MappingProxyType
from typing import Any

from dossier.case.dbapi import Connection
from dossier.case.journal import Op
from dossier.model.field import Kind
from dossier.model.records import KINDS


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
