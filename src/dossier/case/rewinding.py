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

LARGEST = 200 << 20  # bytes of a case file; twice as many are held in memory for a moment
_Move = tuple[int, Values | None, Values | None]  # id of a row, the row now, the row then


def copied(case: Reading) -> list[bytes]:
    """Give what the file of a case holds, alone in a list; none if it is too large for this."""
    if case.path.stat().st_size > LARGEST:
        return []
    with dbapi.in_words(case.path):
        return [case.db.conn.serialize()]


@contextmanager
def as_of(path: Path, held: list[bytes], step: Step) -> Iterator[Case | None]:
    """Give the case as it was after a step, to read from; `held` is what `copied` gave of `path`.

    None if rewinding does not lead to the state that the step is sealed with: something is no
    longer in the file, or was changed outside Dossier. `held` is emptied: no copy is kept beside
    the one that is rewound.
    """
    db = dbapi.connect_memory()
    try:
        with dbapi.in_words(path):
            db.conn.deserialize(held.pop())
            db.execute("PRAGMA journal_mode=OFF")  # a copy that fails is thrown away
            rewound = _rewind(db, step)
        yield Case(path, db, by="", lock=None) if rewound else None
    finally:
        db.close()


def _rewind(db: Database, step: Step) -> bool:
    """Put all rows and the journal back; whether the state is that of the step."""
    db.execute("BEGIN")
    try:
        for kind in KINDS:
            _put_back(db.conn, kind, _moves(db.conn, kind, step.id))
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
    sql = 'SELECT id, "row", op, before FROM change WHERE kind = ? AND step > ? ORDER BY id'
    for id_, row, op, before in conn.execute(sql, (kind.name, step)):
        touched.setdefault(row, []).append(Change(id_, kind.name, row, Op(op), before, None))
    now = state.current_rows(conn, kind, sorted(touched))
    return [
        (row, now.get(row), state.rewound(now.get(row), changes))
        for row, changes in touched.items()
    ]


def _put_back(conn: Connection, kind: Kind, moves: Sequence[_Move]) -> None:
    """All moved rows go before any comes: what one of them holds alone may have been another's."""
    for row, now, _ in moves:
        if now is not None:
            conn.execute(f'DELETE FROM "{kind.name}" WHERE id = ?', (row,))
    for row, _, then in moves:
        if then is not None:
            held = {**then, "id": row}
            names, marks = ", ".join(f'"{name}"' for name in held), ", ".join("?" * len(held))
            sql = f'INSERT INTO "{kind.name}" ({names}) VALUES ({marks})'
            conn.execute(sql, tuple(held.values()))
