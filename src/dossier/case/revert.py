"""Undo and redo: the changes of a step applied backwards or again, each with its guard."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dossier.case import journal, naming, recording
from dossier.case.before import fetched
from dossier.case.dbapi import Connection, IntegrityError
from dossier.case.journal import Change
from dossier.case.slices import Phase, Progress, Slices
from dossier.case.state import current_row, current_rows
from dossier.errors import ConflictError
from dossier.model.field import Kind
from dossier.model.records import kind_named

Values = Mapping[str, Any]

# From so many rows on that come or go one after the other, they do so at once
_MANY = 50
_PAGE = 125  # changes read and, where they are of one manner, turned at once


@dataclass(frozen=True, slots=True)
class _Move:
    """What a row must be now, and what it is to be then: None = not there."""

    kind: str
    row: int
    now: Values | None
    then: Values | None

    @property
    def manner(self) -> tuple[str, bool, bool]:
        """Moves of one manner can be made at once."""
        return (self.kind, self.now is None, self.then is None)


def backwards(conn: Connection, step: int) -> Slices[None]:
    """Undo the changes of a step, last first. ConflictError if a row is not as they left it."""
    return _applied(conn, step, _back, backwards=True)


def again(conn: Connection, step: int) -> Slices[None]:
    """Make the changes of a step once more. ConflictError if a row is not as it was before them."""
    return _applied(conn, step, _forth, backwards=False)


def _back(change: Change) -> _Move:
    return _Move(change.kind, change.row, _read(change.after), _read(change.before))


def _forth(change: Change) -> _Move:
    return _Move(change.kind, change.row, _read(change.before), _read(change.after))


def _read(held: str | None) -> Values | None:
    return None if held is None else json.loads(held)


def _applied(
    conn: Connection, step: int, turned: Callable[[Change], _Move], *, backwards: bool
) -> Slices[None]:
    done, total = 0, journal.count(conn, step)
    for page in journal.pages(conn, step, _PAGE, backwards=backwards):
        for run in _runs(map(turned, page)):
            _apply(conn, run)
            done += len(run)
            yield Progress(Phase.ROWS, done, total)


def _runs(moves: Iterable[_Move]) -> Iterator[list[_Move]]:
    """Moves of one manner together."""
    for _, group in itertools.groupby(moves, lambda move: move.manner):
        yield list(group)


def _apply(conn: Connection, run: Sequence[_Move]) -> None:
    kind = kind_named(run[0].kind)
    if len(run) < _MANY or not _apply_at_once(conn, kind, run):
        for move in run:
            _apply_one(conn, kind, move)


def _apply_at_once(conn: Connection, kind: Kind, run: Sequence[_Move]) -> bool:
    """Insert or delete many rows. False = nothing was done; one by one it is seen which row bars.

    One step neither inserts nor deletes a row twice without a move of another manner between.
    """
    if run[0].now is None:
        return _insert_at_once(conn, kind, run)
    if run[0].then is not None:
        return _update_at_once(conn, kind, run)
    if _stand(conn, kind, run):
        recording.bulk_delete(conn, kind, [move.row for move in run])
        return True
    return False


def _insert_at_once(conn: Connection, kind: Kind, run: Sequence[_Move]) -> bool:
    names = kind.column_names[1:]
    rows = [(move.row, *map((move.then or {}).get, names)) for move in run]
    return _attempted(conn, partial(recording.bulk_insert, conn, kind, rows))


def _update_at_once(conn: Connection, kind: Kind, run: Sequence[_Move]) -> bool:
    """Give many rows the same values if they have the same now, such as a day in the trash."""
    now, then, ids = run[0].now or {}, run[0].then or {}, [move.row for move in run]
    alike = all(move.now == now and move.then == then for move in run)
    if not alike or len(set(ids)) < len(ids):
        return False
    held = fetched(conn, kind, tuple(now), ids)
    if len(held) < len(ids) or any(row != now for row in held.values()):
        return False
    return _attempted(conn, partial(recording.bulk_update, conn, kind, then, ids))


def _attempted(conn: Connection, write: Callable[[], None]) -> bool:
    """Write; nothing is written if a rule of the file forbids a part of it."""
    conn.execute("SAVEPOINT many")
    try:
        write()
    except IntegrityError:
        conn.execute("ROLLBACK TO many")
        return False
    conn.execute("RELEASE many")
    return True


def _stand(conn: Connection, kind: Kind, run: Sequence[_Move]) -> bool:
    """Whether every row is what it must be now."""
    held = current_rows(conn, kind, [move.row for move in run])
    return all(
        {name: value for name, value in held.get(move.row, {}).items() if value is not None}
        == {"id": move.row, **(move.now or {})}
        for move in run
    )


def _apply_one(conn: Connection, kind: Kind, move: _Move) -> None:
    if move.now is None:
        _insert(conn, kind, move.row, move.then or {})
    elif move.then is None:
        _delete(conn, kind, move.row, move.now)
    else:
        _update(conn, kind, move.row, move.now, move.then)


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
    held = current_row(conn, kind, id_)
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
