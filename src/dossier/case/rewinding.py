"""A case as it was after an earlier step: a copy in memory, rewound by the journal, to be read.

The case itself is never set back, and nothing of it is written anywhere else.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dossier.case import dbapi, derived, index, journal, state
from dossier.case.case import Case
from dossier.case.dbapi import Connection, Database
from dossier.case.journal import Change, Head, Op, Step
from dossier.case.reading import Reading
from dossier.case.state import Values
from dossier.model.field import Kind
from dossier.model.records import KINDS

LARGEST = 1 << 28  # bytes of a case file that is held in memory for this
_Move = tuple[Kind, int, Values | None, Values | None]  # id of a row, the row now, the row then


def copied(case: Reading) -> bytes | None:
    """Give what the file of a case holds; None if it is too large to be rewound."""
    if case.path.stat().st_size > LARGEST:
        return None
    with dbapi.in_words(case.path):
        return case.db.conn.serialize()


@contextmanager
def as_of(path: Path, held: bytes, step: Step) -> Iterator[Case | None]:
    """Give the case as it was after a step, to read from; `held` is what `copied` gave of `path`.

    None if rewinding does not lead to the state that the step is sealed with: something is no
    longer in the file, or was changed outside Dossier.
    """
    db = dbapi.connect_memory()
    try:
        with dbapi.in_words(path):
            db.conn.deserialize(held)
            rewound = _rewind(db, step)
        yield Case(path, db, by="", lock=None) if rewound else None
    finally:
        db.close()


def _rewind(db: Database, step: Step) -> bool:
    """Put all rows and the journal back; whether the state is that of the step."""
    db.execute("BEGIN")
    try:
        _put_back(db.conn, [move for kind in KINDS for move in _moves(db.conn, kind, step.id)])
    except dbapi.IntegrityError:
        return False
    for table, column in (("change", "step"), ("step", "id")):
        db.conn.execute(f'DELETE FROM "{table}" WHERE {column} > ?', (step.id,))
    reached = state.recomputed(db.conn)
    if journal.state_text(reached) != journal.state_after(step):
        return False
    journal.write_head(db.conn, Head(step.id, step.hash, reached))
    index.rebuild(db)
    derived.rebuild(db)
    db.execute("COMMIT")
    return True


def _moves(conn: Connection, kind: Kind, step: int) -> list[_Move]:
    touched: dict[int, list[Change]] = {}
    sql = (
        'SELECT id, kind, "row", op, before, after FROM change'
        " WHERE kind = ? AND step > ? ORDER BY id"
    )
    for id_, name, row, op, before, after in conn.execute(sql, (kind.name, step)).fetchall():
        touched.setdefault(row, []).append(Change(id_, name, row, Op(op), before, after))
    now = state.current_rows(conn, kind, sorted(touched))
    return [
        (kind, row, now.get(row), state.rewound(now.get(row), changes))
        for row, changes in touched.items()
    ]


def _put_back(conn: Connection, moves: Sequence[_Move]) -> None:
    """All moved rows go before any comes: what one of them holds alone may have been another's."""
    for kind, row, now, _ in moves:
        if now is not None:
            conn.execute(f'DELETE FROM "{kind.name}" WHERE id = ?', (row,))
    for kind, row, _, then in moves:
        if then is not None:
            held = {**then, "id": row}
            names, marks = ", ".join(f'"{name}"' for name in held), ", ".join("?" * len(held))
            sql = f'INSERT INTO "{kind.name}" ({names}) VALUES ({marks})'
            conn.execute(sql, tuple(held.values()))
