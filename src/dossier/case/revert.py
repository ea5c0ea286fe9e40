"""Undo and redo: the changes of a step applied backwards or again, each with its guard."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dossier.case import naming
from dossier.case.dbapi import Connection, IntegrityError
from dossier.case.journal import Change
from dossier.case.state import current_rows
from dossier.errors import ConflictError
from dossier.model.field import Kind
from dossier.model.records import kind_named

Values = Mapping[str, Any]


def backwards(conn: Connection, made: Sequence[Change]) -> None:
    """Undo changes, last first. ConflictError if a row is not as they left it."""
    for change in reversed(made):
        _apply(conn, change, _read(change.after), _read(change.before))


def again(conn: Connection, made: Sequence[Change]) -> None:
    """Make changes once more, first first. ConflictError if a row is not as it was before them."""
    for change in made:
        _apply(conn, change, _read(change.before), _read(change.after))


def _read(held: str | None) -> Values | None:
    return None if held is None else json.loads(held)


def _apply(conn: Connection, change: Change, now: Values | None, then: Values | None) -> None:
    kind = kind_named(change.kind)
    if now is None:
        _insert(conn, kind, change.row, then or {})
    elif then is None:
        _delete(conn, kind, change.row, now)
    else:
        _update(conn, kind, change.row, now, then)


def _insert(conn: Connection, kind: Kind, id_: int, then: Values) -> None:
    names = ", ".join(f'"{name}"' for name in ("id", *then))
    marks = ", ".join("?" for _ in ("id", *then))
    try:
        conn.execute(f'INSERT INTO "{kind.name}" ({names}) VALUES ({marks})', (id_, *then.values()))
    except IntegrityError as error:
        reference = then.get("reference")
        raise ConflictError(
            f"{_gone(kind, id_, then)} cannot be brought back:"
            f" another {kind.about.label.lower()}"
            f" has the {'reference ' + reference if reference else 'same place'} by now.",
            "Give that one another reference and try again.",
        ) from error


def _delete(conn: Connection, kind: Kind, id_: int, now: Values) -> None:
    guards = {name: now.get(name) for name in kind.column_names[1:]}
    where = " AND ".join(f'"{name}" IS ?' for name in guards)
    done = conn.execute(
        f'DELETE FROM "{kind.name}" WHERE id = ? AND {where}', (id_, *guards.values())
    )
    if done.rowcount != 1:
        raise _conflict(conn, kind, id_, guards)


def _update(conn: Connection, kind: Kind, id_: int, now: Values, then: Values) -> None:
    sets = ", ".join(f'"{name}" = ?' for name in then)
    where = " AND ".join(f'"{name}" IS ?' for name in now)
    try:
        done = conn.execute(
            f'UPDATE "{kind.name}" SET {sets} WHERE id = ? AND {where}',
            (*then.values(), id_, *now.values()),
        )
    except IntegrityError as error:
        raise ConflictError(
            f"{_gone(kind, id_, then)} cannot be changed back: it would be there twice."
        ) from error
    if done.rowcount != 1:
        raise _conflict(conn, kind, id_, now)


def _conflict(conn: Connection, kind: Kind, id_: int, wanted: Values) -> ConflictError:
    held = current_rows(conn, kind, [id_]).get(id_)
    if held is None:
        return ConflictError(
            f"{_gone(kind, id_, wanted)} is no longer in the case,"
            " so this step cannot be taken back."
        )
    name = next(name for name, value in wanted.items() if held[name] != value)
    field = kind.field_of_column(name)
    label = field.label if field else "In the trash"
    return ConflictError(
        f"{naming.called(kind, held)}: '{label}' is {_value(held[name])} now, and not"
        f" {_value(wanted[name])}, so this step cannot be taken back.",
        "Change it by hand; the history shows what it was.",
    )


def _gone(kind: Kind, id_: int, values: Values) -> str:
    return naming.called(kind, {**values, "id": id_})


def _value(value: object) -> str:
    return "empty" if value is None else f'"{value}"'
