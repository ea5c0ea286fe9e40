"""Verify case: has anything been changed, lost or added outside Dossier, and where."""

from collections.abc import Callable, Iterator
from pathlib import Path

from dossier.case import (
    chain,
    dbapi,
    derived,
    index,
    journal,
    migrations,
    replay,
    schema,
    state,
    stores,
    trust,
)
from dossier.case.dbapi import APPLICATION_ID, Connection, Database, Mode
from dossier.case.findings import Finding, Tampering
from dossier.case.migrations import MIGRATIONS
from dossier.case.reading import Reading
from dossier.errors import DossierError

__all__ = ["Finding", "Tampering", "verify"]


def verify(subject: Path | Reading) -> list[Finding]:
    """Check a case file or an open case throughout; an empty list says that all is well.

    DossierError if the file cannot be read as a database at all. Reads every row and every file.
    Drafts are no content: the file must be sound with them, but nobody answers for what they say.
    """
    if not isinstance(subject, Path):
        return list(_all(subject.db))
    trust.check_there(subject)
    db = dbapi.connect(subject, Mode.READ)
    try:
        if not schema.tables(db.conn):  # SQLite takes a few bytes of anything for an empty file
            raise DossierError(
                f"{subject.name} is not a Dossier case file.",
                "Choose a file that Dossier has made.",
            )
        return list(_all(db))
    finally:
        db.close()


def _all(db: Database) -> Iterator[Finding]:
    _refuse_older(db)
    shape = [*_header(db), *_strangers(db.conn), *_shape(db)]
    yield from shape
    if any(finding.kind is Tampering.TABLES for finding in shape):
        return  # what follows asks these very tables
    for check in _CHECKS:
        try:
            yield from check(db)
        except (dbapi.Error, LookupError, TypeError, ValueError) as error:
            yield Finding(Tampering.DAMAGED, "The file", f"cannot be read throughout: {error}.")


def _refuse_older(db: Database) -> None:
    version = migrations.version(db)
    if 0 < version < len(MIGRATIONS) and schema.description(db.conn) == migrations.expected(
        version
    ):
        raise DossierError(
            "This case was made by an older version of Dossier and is not upgraded yet.",
            "Open it once, then verify it.",
        )


def _header(db: Database) -> Iterator[Finding]:
    held = db.execute("PRAGMA application_id").fetchone()[0]
    if held != APPLICATION_ID:
        yield Finding(Tampering.HEADER, "Header", "does not say that this is a Dossier case file.")
    version = migrations.version(db)
    fits = 0 < version <= len(MIGRATIONS)
    if not fits or schema.description(db.conn) != migrations.expected(version):
        found = _version_by_tables(db.conn)
        if found is not None:
            yield Finding(
                Tampering.HEADER, "Header", f"says version {version}, the tables say {found}."
            )


def _version_by_tables(conn: Connection) -> int | None:
    held = schema.description(conn)
    versions = range(1, len(MIGRATIONS) + 1)
    return next((n for n in versions if migrations.expected(n) == held), None)


def _strangers(conn: Connection) -> Iterator[Finding]:
    for name in schema.strangers(conn):
        yield Finding(Tampering.TRIGGER_OR_VIEW, name, "is in the file; a case file has none.")


def _shape(db: Database) -> Iterator[Finding]:
    wanted = migrations.expected(len(MIGRATIONS))
    found = schema.description(db.conn)
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield Finding(Tampering.TABLES, f"Table {name}", "is not as Dossier made it.")


def _pages(db: Database) -> Iterator[Finding]:
    for row in db.execute("PRAGMA integrity_check").fetchall():
        if row[0] != "ok":
            yield Finding(Tampering.DAMAGED, "The file", f"is damaged: {row[0]}.")


def _keys(db: Database) -> Iterator[Finding]:
    for row in db.execute("PRAGMA foreign_key_check").fetchall():
        yield Finding(
            Tampering.DANGLING,
            replay.named(db.conn, row[0], row[1]),
            f"names a row of '{row[2]}' that is not there.",
        )


def _chain(db: Database) -> Iterator[Finding]:
    return chain.findings(db.conn)


def _rows(db: Database) -> Iterator[Finding]:
    return replay.findings(db.conn)


def _state(db: Database) -> Iterator[Finding]:
    if state.recomputed(db.conn) != journal.read_head(db.conn).state:
        yield Finding(
            Tampering.STATE, "State hash", "is not that of the records: they were changed."
        )


def _stores(db: Database) -> Iterator[Finding]:
    return stores.findings(db.conn)


def _caches(db: Database) -> Iterator[Finding]:
    for said in [*derived.findings(db), *index.findings(db)]:
        yield Finding(Tampering.CACHE, "Caches:", said)


_CHECKS: tuple[Callable[[Database], Iterator[Finding]], ...] = (
    _pages,
    _keys,
    _chain,
    _rows,
    _state,
    _stores,
    _caches,
)
