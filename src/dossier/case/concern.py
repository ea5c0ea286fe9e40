"""Which records of a kind a step can have changed in a list: its own rows and those they own."""

import json
from typing import Any

from dossier.case.dbapi import Connection
from dossier.case.journal import Op
from dossier.model.records import kind_named

# Of a longer step a list is asked anew
LONGEST = 200


def concerned(conn: Connection, kind: str, step: int) -> frozenset[int] | None:
    """Ids of the records; None if the step is long or touched what many records may rest on.

    What a step inserts beside the records and what they own concerns no record by itself: only
    through a row that the step inserts or changes too.
    """
    sql = 'SELECT kind, "row", op, before, after FROM change WHERE step = ? LIMIT ?'
    found = conn.execute(sql, (step, LONGEST + 1)).fetchall()
    if len(found) > LONGEST:
        return None
    ids: set[int] = set()
    for of, row, op, before, after in found:
        owners = [field.name for field in kind_named(of).owners if field.target == kind]
        if of == kind:
            ids.add(row)
        elif owners:
            ids |= _owners(conn, of, row, owners, (before, after))
        elif op != Op.INSERT:
            return None
    return frozenset(ids)


def _owners(
    conn: Connection, kind: str, row: int, owners: list[str], sides: tuple[str | None, str | None]
) -> set[int]:
    """Owners of a row before the step and now; the journal holds what changed of it."""
    named = ", ".join(f'"{owner}"' for owner in owners)
    held: list[Any] = conn.execute(f'SELECT {named} FROM "{kind}" WHERE id = ?', (row,)).fetchall()
    found = {owner for values in held for owner in values}
    for side in sides:
        written = json.loads(side) if side else {}
        found |= {written.get(owner) for owner in owners}
    return {owner for owner in found if isinstance(owner, int)}
