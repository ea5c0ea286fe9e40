"""The state hash: a sum over the hashes of all live rows, free of order."""

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dossier.case.dbapi import AMONG, Connection, listed
from dossier.case.journal import Change, Op, canonical
from dossier.model.field import FieldType, Kind
from dossier.model.records import KINDS

CONTENT: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind.about.content)
MODULUS = 1 << 256

Values = Mapping[str, Any]
# Id of a row, what it was before the newest step, and what it is now; None = not there
Touched = tuple[int, Values | None, Values | None]


@functools.cache
def entered_columns(kind: Kind) -> Mapping[str, int | None]:
    """Columns that somebody entered, each with the value that says nothing: no is 0, else NULL.

    Computed columns and the trash are not content.
    """
    return {
        column.name: 0 if field.type is FieldType.FLAG else None
        for field in kind.fields
        for column in field.columns
        if not column.computed
    }


def row_hash(kind: Kind, columns: Mapping[str, int | None], values: Values) -> int:
    """Hash of one row; 0 if it lies in the trash or is no content.

    Without empty fields: a new one adds nothing.
    """
    if values.get("deleted_at") is not None or not kind.about.content:
        return 0
    said = {
        name: value
        for name, value in values.items()
        if value is not None and name in columns and value != columns[name]
    }
    text = canonical([kind.name, values["id"], said])
    return int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")


def recomputed(conn: Connection) -> int:
    """Sum over every live row of the file, which may be older than the newest fields and kinds."""
    total = 0
    for kind in CONTENT:
        held = {row[1] for row in conn.execute(f'PRAGMA table_info("{kind.name}")').fetchall()}
        if not held:
            continue
        columns = {name: no for name, no in entered_columns(kind).items() if name in held}
        names = ", ".join(f'"{name}"' for name in ("id", *columns))
        sql = f'SELECT {names} FROM "{kind.name}" WHERE deleted_at IS NULL AND id > ? ORDER BY id'
        last = 0
        while rows := conn.execute(f"{sql} LIMIT 10000", (last,)).fetchall():
            last = rows[-1][0]
            total += sum(row_hash(kind, columns, _named(columns, row)) for row in rows)
    return total % MODULUS


def _named(columns: Iterable[str], row: Sequence[Any]) -> Values:
    return dict(zip(("id", *columns), row, strict=True))


def moved(kind: Kind, rows: Iterable[Touched]) -> int:
    """What changes of rows add to the state: the hash of each now, less its hash before them."""
    columns = entered_columns(kind)
    return sum(
        (row_hash(kind, columns, {**now, "id": id_}) if now else 0)
        - (row_hash(kind, columns, {**was, "id": id_}) if was else 0)
        for id_, was, now in rows
    )


def current_row(conn: Connection, kind: Kind, id_: int) -> dict[str, Any] | None:
    """Row of a kind as the file holds it now; None if there is none."""
    row = conn.execute(f"{_selected(kind)} WHERE id = ?", (id_,)).fetchone()
    return dict(zip(kind.column_names, row, strict=True)) if row else None


def current_rows(conn: Connection, kind: Kind, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Rows of a kind as the file holds them now, by id."""
    sql = f"{_selected(kind)} WHERE id {AMONG}"
    return {
        row[0]: dict(zip(kind.column_names, row, strict=True))
        for part in listed(ids)
        for row in conn.execute(sql, (part,)).fetchall()
    }


@functools.cache
def _selected(kind: Kind) -> str:
    names = ", ".join(f'"{name}"' for name in kind.column_names)
    return f'SELECT {names} FROM "{kind.name}"'


def rewound(row: Values | None, changes: Sequence[Change]) -> Values | None:
    """Give the row as it was before these changes of it, from how it is now."""
    for change in reversed(changes):
        row = rewound_once(row, change)
    return row


def rewound_once(row: Values | None, change: Change) -> Values | None:
    """Row before one change."""
    if change.op is Op.INSERT:
        return None
    before = json.loads(change.before or "{}")
    return {"id": change.row, **before} if change.op is Op.DELETE else {**(row or {}), **before}
