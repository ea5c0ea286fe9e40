"""What the rows an edit touched were before it, and are now: the caches need both.

Contentless full-text rows are deleted by their old words, and a claim moved to another incident
concerns both.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from dossier.case.dbapi import Connection
from dossier.case.journal import Change, Op
from dossier.case.state import Touched, rewound
from dossier.model.field import Kind

CHUNK = 5000


def chunks(ids: Iterable[int], size: int = CHUNK) -> Iterator[list[int]]:
    """Ids in lists short enough to hold the rows of one at a time."""
    left = iter(ids)
    while chunk := list(islice(left, size)):
        yield chunk


def fetched(
    conn: Connection, kind: Kind, columns: Sequence[str], ids: Iterable[int]
) -> dict[int, dict[str, Any]]:
    """Columns of the rows that are there, trashed ones included, by id."""
    sql = (
        f'SELECT {", ".join(map(_quoted, ("id", *columns)))} FROM "{kind.name}"'
        " WHERE id IN (SELECT value FROM json_each(?))"
    )
    rows = conn.execute(sql, [json.dumps(list(ids))]).fetchall()
    return {row[0]: dict(zip(columns, row[1:], strict=True)) for row in rows}


def _quoted(name: str) -> str:
    return f'"{name}"'


def states(
    conn: Connection, kind: Kind, columns: Sequence[str], ids: Sequence[int]
) -> Iterator[Touched]:
    """Give id, row before the newest step and row now; None where there was or is none.

    Call it inside the step's transaction, when its change rows are written. NULL may be left out.
    """
    now = fetched(conn, kind, columns, ids)
    made = _changes(conn, kind, ids)
    for id_ in ids:
        row = now.get(id_)
        yield id_, rewound(row, made[id_]) if id_ in made else None, row


def _changes(conn: Connection, kind: Kind, ids: Sequence[int]) -> dict[int, list[Change]]:
    """Changes of those rows that were not merely inserted, which is all that imports do."""
    held = json.dumps(ids)
    of_step = "step = (SELECT max(step) FROM change) AND kind = ?"
    sql = (
        f"SELECT id, row, op, before FROM change WHERE {of_step} AND row IN (SELECT row FROM change"
        f" WHERE {of_step} AND op <> ? AND row IN (SELECT value FROM json_each(?))) ORDER BY id"
    )
    made: dict[int, list[Change]] = {}
    params = (kind.name, kind.name, Op.INSERT.value, held)
    for id_, row, op, before in conn.execute(sql, params).fetchall():
        made.setdefault(row, []).append(Change(id_, kind.name, row, Op(op), before, None))
    return made
