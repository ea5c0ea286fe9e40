"""What has become of the records since a step: added, changed or removed, from the journal."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dossier.case import journal, naming
from dossier.case.dbapi import Connection, batches
from dossier.case.history import FieldChange, changed_fields
from dossier.case.journal import Change, Op, Step
from dossier.case.reading import Reading
from dossier.case.state import CONTENT, current_rows, rewound
from dossier.model.field import Kind
from dossier.model.notation import PLAIN, Notation

Values = Mapping[str, Any]


class Fate(StrEnum):
    """What has become of a record; one in the trash counts as removed."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One record then and now. `owners` are the ids it belongs to; `fields` are empty if new.

    `status` is the key of the status it had then; "" if it is new or its kind has none.
    """

    kind: str
    id: int
    fate: Fate
    name: str
    owners: tuple[int, ...] = ()
    fields: tuple[FieldChange, ...] = ()
    status: str = ""


def step_of(case: Reading, head: str) -> Step | None:
    """Give the step of that hash; None if this journal has none."""
    return journal.step_of(case.db.conn, head) if head else None


def case_uid(case: Reading) -> str:
    """Give what all copies of a case share and no other case has: the uid of its first step."""
    found = case.rows("SELECT uid FROM step ORDER BY id LIMIT 1")
    return str(found[0][0]) if found else ""


def differences(
    case: Reading,
    step: int,
    kinds: Collection[str] | None = None,
    *,
    notation: Notation = PLAIN,
) -> list[Difference]:
    """Say what has become of the records of these kinds (all content if None) since a step.

    What came and went, or is again as it was, is no difference.
    """
    wanted = [kind for kind in CONTENT if kinds is None or kind.name in kinds]
    return [found for kind in wanted for found in _of_kind(case.db.conn, kind, step, notation)]


def _of_kind(conn: Connection, kind: Kind, step: int, notation: Notation) -> Iterator[Difference]:
    touched: dict[int, list[Change]] = {}
    sql = (
        'SELECT id, kind, "row", op, before, after FROM change'
        " WHERE kind = ? AND step > ? ORDER BY id"
    )
    for row in conn.execute(sql, (kind.name, step)).fetchall():
        change = Change(row[0], row[1], row[2], Op(row[3]), row[4], row[5])
        touched.setdefault(change.row, []).append(change)
    for part in batches(sorted(touched)):
        now = current_rows(conn, kind, part)
        for id_ in part:
            before = rewound(now.get(id_), touched[id_])
            found = _difference(conn, kind, id_, before, now.get(id_), notation)
            if found is not None:
                yield found


def _difference(
    conn: Connection,
    kind: Kind,
    id_: int,
    before: Values | None,
    after: Values | None,
    notation: Notation,
) -> Difference | None:
    was, is_ = _live(before), _live(after)
    fate = _FATES.get((was is not None, is_ is not None))
    held = is_ or was
    if fate is None or held is None:
        return None
    fields: tuple[FieldChange, ...] = ()
    if was is not None and is_ is not None:
        fields = tuple(changed_fields(conn, kind, was, is_, notation))
        if not fields:
            return None
    owners = tuple(held[field.name] for field in kind.owners if held.get(field.name))
    name = naming.name(kind, {**held, "id": id_})
    status = str((was or {}).get("status") or "")
    return Difference(kind.name, id_, fate, name, owners, fields, status)


_FATES = {(False, True): Fate.ADDED, (True, True): Fate.CHANGED, (True, False): Fate.REMOVED}


def _live(row: Values | None) -> Values | None:
    return None if row is None or row.get("deleted_at") is not None else row
