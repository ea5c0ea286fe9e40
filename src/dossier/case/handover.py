"""Handing a whole case over: the journal as rows, and a case file made with its history."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from dossier.case import blobs, dbapi, derived, file, index, journal, verify
from dossier.case.case import Case
from dossier.case.dbapi import Connection, Mode
from dossier.case.journal import Head
from dossier.errors import DossierError, RefusedError
from dossier.model.field import Kind, Record, kind_of

Row = dict[str, Any]

TABLES = ("step", "change")
PAGE = 100  # rows read at once: a case may have millions, and an edit waits for one page
_CHANGED = "It was changed after it was written. Ask for it again."
_COLUMNS = {
    "step": ("id", "uid", "at", "by", "label", "kind", "target", "prev", "body", "hash"),
    "change": ("id", "step", "kind", "row", "op", "before", "after"),
}


def journal_rows(case: Case, table: str) -> Iterator[Row]:
    """Give the rows of `step` or `change` in order, letter by letter: hashes cover them."""
    names = _COLUMNS[table]
    columns = ", ".join(f'"{name}"' for name in names)
    sql = f"SELECT {columns} FROM {table} WHERE id > ? ORDER BY id LIMIT {PAGE}"
    last = 0
    while held := case.rows(sql, (last,)):
        for row in held:
            yield {name: row[name] for name in names if row[name] is not None}
        last = held[-1]["id"]


@dataclass(frozen=True)
class Handover:
    """A whole case on its way: records, texts, files and the journal that led to them."""

    name: str
    records: Sequence[Record]
    texts: Iterable[str]
    files: Iterable[tuple[str, AbstractContextManager[BinaryIO]]]
    journal: dict[str, Iterable[Row]]
    head: str


def take_over(path: Path, handover: Handover, *, by: str | None = None) -> Case:
    """Make a case file from a handover, check it throughout, and open it.

    Undo reaches only what is done from now on; what came along is history. RefusedError says where
    records and journal do not fit each other; then no file is left.
    """
    file.make_empty(path)
    try:
        _fill(path, handover)
        _refuse_unfit(path, handover.name)
        return file.open_case(path, by=by)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _refuse_unfit(path: Path, name: str) -> None:
    findings = verify.verify(path)
    if findings:
        first = findings[0]
        raise RefusedError(f"{name} does not fit together: {first.where} {first.message}", _CHANGED)


def _fill(path: Path, handover: Handover) -> None:
    db = dbapi.connect(path, Mode.WRITE)
    try:
        with dbapi.in_words(path):
            db.execute("BEGIN IMMEDIATE")
            with _refused(f"The journal of {handover.name} is not one of Dossier"):
                _write(db.conn, handover)
            with _refused(f"{handover.name} does not fit together"):
                index.rebuild(db)
                derived.rebuild(db)
            db.execute("COMMIT")
    except dbapi.Error as error:
        raise RefusedError(f"{handover.name} does not fit together: {error}.", _CHANGED) from error
    finally:
        db.close()


@contextmanager
def _refused(message: str) -> Iterator[None]:
    """Refuse rows that the file or our own reading of them does not take."""
    try:
        yield
    except dbapi.OperationalError:
        raise  # a full disk is not the package's fault
    except (dbapi.Error, LookupError, TypeError, ValueError, ArithmeticError) as error:
        raise RefusedError(f"{message}: {error}.", _CHANGED) from error


def _write(conn: Connection, handover: Handover) -> None:
    for body in handover.texts:
        blobs.store_text(conn, body)
    for media_type, opened in handover.files:
        with opened as data:
            blobs.store_blob(conn, data, media_type)
    for kind, rows in _by_kind(handover.records):
        _insert(conn, kind.name, kind.column_names, rows)
    for table in TABLES:
        held = ([row.get(name) for name in _COLUMNS[table]] for row in handover.journal[table])
        _insert(conn, table, _COLUMNS[table], held)
    last = next(iter(journal.steps(conn)[-1:]), None)
    if last is None:
        raise DossierError(f"{handover.name} carries no journal.", "Import it into a case instead.")
    if last.hash != handover.head:
        raise RefusedError(f"The journal of {handover.name} was cut short or replaced.", _CHANGED)
    sealed = int(json.loads(last.body)["state"], 16)  # verify compares it with the records
    journal.write_head(conn, Head(last.id, last.hash, sealed))
    journal.close_history(conn, last.id)


def _by_kind(records: Sequence[Record]) -> Iterator[tuple[Kind, list[tuple[Any, ...]]]]:
    grouped: dict[str, tuple[Kind, list[tuple[Any, ...]]]] = {}
    for record in records:
        kind = kind_of(type(record))
        held = grouped.setdefault(kind.name, (kind, []))
        held[1].append(tuple(kind.row(record).values()))
    yield from grouped.values()


def _insert(
    conn: Connection, table: str, names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    columns = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    conn.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)
