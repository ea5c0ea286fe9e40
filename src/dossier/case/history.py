"""History: who changed which field when, from the journal, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dossier.case import journal, naming, rows, wording
from dossier.case.dbapi import Connection
from dossier.case.journal import STEP_COLUMNS, Change, Op, Step
from dossier.case.reading import Reading
from dossier.case.state import current_rows, rewound_once
from dossier.model.field import Kind, Record
from dossier.model.notation import PLAIN, Notation
from dossier.model.records import kind_named

LIMIT = 1000

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field before and after, in words; "" is empty.

    `name` and `earlier` are the field and its value before, where that can be put back.
    """

    label: str
    before: str
    after: str
    name: str = ""
    earlier: object = None

    def __str__(self) -> str:
        return f"{self.label} {self.before or 'empty'} -> {self.after or 'empty'}"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one step did to one record. `name` is what it is called now, or was before it went."""

    step: Step
    kind: str
    id: int
    op: Op
    name: str
    fields: tuple[FieldChange, ...]


def history(
    case: Reading,
    kind: str | None = None,
    id_: int | None = None,
    *,
    limit: int = LIMIT,
    notation: Notation = PLAIN,
) -> list[HistoryEntry]:
    """Return the newest changes first: of one record, of a kind, or of the whole case."""
    conn = case.db.conn
    where = [
        f'"{column}" = ?' for column, value in (("kind", kind), ("row", id_)) if value is not None
    ]
    sql = (
        'SELECT step, id, kind, "row", op, before, after FROM change'
        f" {'WHERE ' + ' AND '.join(where) if where else ''} ORDER BY id DESC LIMIT ?"
    )
    found = conn.execute(sql, (*filter(None, (kind, id_)), limit)).fetchall()
    steps = _steps(conn, found)
    listed = [(steps[row[0]], _change(row)) for row in found if row[0] in steps]
    return list(_entries(conn, listed, notation))


def last_with(case: Reading, kind: Kind, id_: int, name: str, value: object) -> Record | None:
    """Give a record as it was when a field last had a value; None if the journal has no such."""
    wanted = kind.values(name, value)
    sql = (
        'SELECT id, kind, "row", op, before, after FROM change'
        ' WHERE kind = ? AND "row" = ? ORDER BY id DESC'
    )
    blank: Values = dict.fromkeys(kind.column_names)
    row: Values | None = rows.stored(case.db.conn, kind, id_)
    for held in case.rows(sql, (kind.name, id_)):
        then = {**blank, **row} if row is not None else {}  # a deletion keeps no empty columns
        if then and all(then[column] == held for column, held in wanted.items()):
            return kind.read(then)
        row = rewound_once(row, _change((0, *held)))
    return None


def _change(row: tuple[Any, ...]) -> Change:
    return Change(row[1], row[2], row[3], Op(row[4]), row[5], row[6])


def _steps(conn: Connection, found: list[tuple[Any, ...]]) -> dict[int, Step]:
    if not found:
        return {}
    numbers = sorted({row[0] for row in found})
    sql = f"SELECT {STEP_COLUMNS} FROM step WHERE id BETWEEN ? AND ?"
    held = conn.execute(sql, (numbers[0], numbers[-1])).fetchall()
    return {row[0]: journal.read_step(row) for row in held}


def _entries(
    conn: Connection, newest_first: list[tuple[Step, Change]], notation: Notation
) -> Iterator[HistoryEntry]:
    """Walk back from the rows as they are now, so that each field has all its columns."""
    rows = _current(conn, newest_first)
    for step, change in newest_first:
        kind = kind_named(change.kind)
        after = rows.get((change.kind, change.row))
        before = rewound_once(after, change)
        rows[change.kind, change.row] = before
        yield HistoryEntry(
            step,
            change.kind,
            change.row,
            change.op,
            naming.name(kind, after or before or {"id": change.row}),
            tuple(changed_fields(conn, kind, before or {}, after or {}, notation)),
        )


def _current(
    conn: Connection, listed: list[tuple[Step, Change]]
) -> dict[tuple[str, int], Values | None]:
    ids: dict[str, set[int]] = {}
    for _, change in listed:
        ids.setdefault(change.kind, set()).add(change.row)
    return {
        (name, id_): row
        for name, touched in ids.items()
        for id_, row in current_rows(conn, kind_named(name), sorted(touched)).items()
    }


def changed_fields(
    conn: Connection, kind: Kind, before: Values, after: Values, notation: Notation
) -> Iterator[FieldChange]:
    """Say field by field how two states of a row differ."""
    for field in kind.fields:
        if any(before.get(c.name) != after.get(c.name) for c in field.columns):
            old = wording.field_words(conn, field, before, notation)
            new = wording.field_words(conn, field, after, notation)
            if old != new:
                earlier = field.codec.unpack([before.get(c.name) for c in field.columns])
                name = field.name if before and after else ""
                yield FieldChange(field.label, old, new, name, earlier)
    if before and after and before.get("deleted_at") != after.get("deleted_at"):
        gone = after.get("deleted_at") is not None
        yield FieldChange("In the trash", "no" if gone else "yes", "yes" if gone else "no")
