"""Replays the journal row by row and compares the outcome with the rows of the file."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from dossier.case import naming
from dossier.case.dbapi import Connection
from dossier.case.findings import Finding, Tampering
from dossier.case.journal import Op
from dossier.case.state import entered_columns
from dossier.model.field import Kind
from dossier.model.records import KINDS, kind_named

Row = dict[str, Any]


def findings(conn: Connection) -> Iterator[Finding]:
    """Name each row that is not what the journal made of it."""
    for kind in KINDS:
        yield from _compared(kind, _replayed(conn, kind), _held(conn, kind))


def _replayed(conn: Connection, kind: Kind) -> Iterator[tuple[int, Row]]:
    """Rows as the journal leaves them, by id."""
    sql = 'SELECT "row", op, after FROM change WHERE kind = ? ORDER BY "row", step, id'
    changes = conn.execute(sql, (kind.name,))
    said = _saying(kind)
    for id_, group in itertools.groupby(changes, key=lambda change: int(change[0])):
        row: Row | None = None
        for _, op, after in group:
            row = None if op == Op.DELETE else {**(row or {}), **json.loads(after)}
        if row is not None:
            yield id_, said(row.items())


def _held(conn: Connection, kind: Kind) -> Iterator[tuple[int, Row]]:
    names = ", ".join(f'"{name}"' for name in kind.column_names)
    said = _saying(kind)
    for values in conn.execute(f'SELECT {names} FROM "{kind.name}" ORDER BY id'):
        yield values[0], said(zip(kind.column_names[1:], values[1:], strict=True))


def _saying(kind: Kind) -> Callable[[Iterable[tuple[str, Any]]], Row]:
    """Make what leaves out the columns that say nothing: NULL, and no for a flag."""
    nothing = entered_columns(kind)
    return lambda pairs: {
        name: value for name, value in pairs if value is not None and value != nothing.get(name)
    }


def _compared(
    kind: Kind, wanted: Iterator[tuple[int, Row]], held: Iterator[tuple[int, Row]]
) -> Iterator[Finding]:
    """Merge two lists that rise by id."""
    nothing: tuple[int, Row] = (0, {})
    want, have = next(wanted, nothing), next(held, nothing)
    while want[0] or have[0]:
        if want[0] == have[0]:
            if want[1] != have[1]:
                yield _changed(kind, want, have)
            want, have = next(wanted, nothing), next(held, nothing)
        elif have[0] and (not want[0] or have[0] < want[0]):
            yield Finding(Tampering.ROW_ADDED, _called(kind, have), "was added outside Dossier.")
            have = next(held, nothing)
        else:
            yield Finding(
                Tampering.ROW_MISSING, _called(kind, want), "was removed outside Dossier."
            )
            want = next(wanted, nothing)


def _changed(kind: Kind, want: tuple[int, Row], have: tuple[int, Row]) -> Finding:
    said = [
        f"'{_label(kind, name)}' is {_value(have[1].get(name))}, not {_value(want[1].get(name))}"
        for name in kind.column_names
        if want[1].get(name) != have[1].get(name)
    ]
    return Finding(
        Tampering.ROW_CHANGED,
        _called(kind, want),
        f"was changed outside Dossier: {'; '.join(said)}.",
    )


def _label(kind: Kind, column: str) -> str:
    field = kind.field_of_column(column)
    return field.label if field else "In the trash since"


def _value(value: object) -> str:
    return "empty" if value is None else f'"{value}"'


def _called(kind: Kind, row: tuple[int, Row]) -> str:
    return naming.called(kind, {"id": row[0], **row[1]})


def named(conn: Connection, table: str, rowid: int) -> str:
    """What a row of any table is called."""
    if table not in {kind.name for kind in KINDS}:
        return f"Row {rowid} of {table}"
    kind = kind_named(table)
    names = ("id", *naming.name_columns(kind))
    listed = ", ".join(f'"{name}"' for name in names)
    row = conn.execute(f'SELECT {listed} FROM "{table}" WHERE id = ?', (rowid,)).fetchone()
    return naming.called(kind, dict(zip(names, row, strict=True)))
