"""Ends of a transaction: commit in words, and rollback when anything failed."""

from collections.abc import Iterator
from contextlib import contextmanager

from dossier.case import naming
from dossier.case.dbapi import Connection, IntegrityError
from dossier.case.state import current_row
from dossier.errors import RefusedError
from dossier.model.records import KINDS, kind_named


@contextmanager
def rolled_back(conn: Connection) -> Iterator[None]:
    """Roll back if anything inside fails. SQLite may have done so itself (disk full)."""
    try:
        yield
    except BaseException:
        if conn.in_transaction:
            conn.execute("ROLLBACK")
        raise


def commit(conn: Connection) -> None:
    """Commit; RefusedError names the row whose foreign key names nothing.

    After a deferred check fails the transaction is still open (SQLite, Foreign Key Support, 4.2).
    """
    try:
        conn.execute("COMMIT")
    except IntegrityError as error:
        refused = _dangling(conn)
        if refused is None:
            raise
        raise refused from error


def _dangling(conn: Connection) -> RefusedError | None:
    names = {kind.name for kind in KINDS}
    for row in conn.execute("PRAGMA foreign_key_check").fetchall():
        if row[0] in names:
            return _named(conn, *row)
    return None


def _named(conn: Connection, table: str, id_: int, parent: str, key: int) -> RefusedError:
    kind = kind_named(table)
    keys = {r[0]: r[3] for r in conn.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()}
    field = kind.field_of_column(keys[key])
    label = field.label if field else keys[key]
    row = current_row(conn, kind, id_) or {}
    missing = kind_named(parent).about.label if parent in {k.name for k in KINDS} else "Text body"
    article = "an" if missing[0] in "AEIO" else "a"
    return RefusedError(
        f"{naming.called(kind, row)} names under '{label}'"
        f" {article} {missing.lower()} that is not in the case.",
        "Nothing was changed. Delete or change what still points there first.",
    )
