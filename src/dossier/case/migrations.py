"""The tables of a case file, step by step: append-only, plain SQL, no import of the model."""

from collections.abc import Callable, Sequence
from typing import Protocol

from dossier.case import dbapi, schema
from dossier.case.dbapi import Database
from dossier.case.m0001_initial import STATEMENTS as FIRST_RECORDS
from dossier.case.m0002_drafts import STATEMENTS as DRAFTS
from dossier.case.m0003_views import STATEMENTS as VIEWS
from dossier.case.m0004_indexes import STATEMENTS as INDEXES
from dossier.case.m0005_judgements import STATEMENTS as JUDGEMENTS
from dossier.case.m0006_briefs import STATEMENTS as BRIEFS
from dossier.case.m0007_custody import STATEMENTS as CUSTODY
from dossier.errors import DossierError


class Statements(Protocol):
    """What a migration is given: a file that does what statements say."""

    def execute(self, sql: str, /) -> object:
        """Do what one statement says."""


Migration = Callable[[Statements], None]

_SET = "dossier"


def m0001_initial(db: Statements) -> None:
    """Make the tables of the first records."""
    _run(db, FIRST_RECORDS)


def m0002_drafts(db: Statements) -> None:
    """Make the table of words not stored yet, and an index over each trash."""
    _run(db, DRAFTS)


def m0003_views(db: Statements) -> None:
    """Make the table of saved filters."""
    _run(db, VIEWS)


def m0004_indexes(db: Statements) -> None:
    """Make indexes for lists of very many rows."""
    _run(db, INDEXES)


def m0005_judgements(db: Statements) -> None:
    """Make the tables of judgements and of hypotheses."""
    _run(db, JUDGEMENTS)


def m0006_briefs(db: Statements) -> None:
    """Make the tables of briefs and their issues."""
    _run(db, BRIEFS)


def m0007_custody(db: Statements) -> None:
    """Make the table of custody events, and the index of steps by hash."""
    _run(db, CUSTODY)


def _run(db: Statements, statements: Sequence[str]) -> None:
    for statement in statements:
        db.execute(statement)


MIGRATIONS: tuple[Migration, ...] = (
    m0001_initial,
    m0002_drafts,
    m0003_views,
    m0004_indexes,
    m0005_judgements,
    m0006_briefs,
    m0007_custody,
)


# These add tables and indexes, and change nothing that the caches are made of. A migration is not
# named here unless that is known of it.
_CACHES_STAY = frozenset(
    {m0002_drafts, m0003_views, m0004_indexes, m0005_judgements, m0006_briefs, m0007_custody}
)


def version(db: Database) -> int:
    """Number of migrations the file has had."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def spare_caches(count: int, migrations: Sequence[Migration] = MIGRATIONS) -> bool:
    """Whether the caches of a file that has had `count` migrations are right after the others.

    What is made of rows anew takes minutes where there are a million.
    """
    return _CACHES_STAY.issuperset(migrations[count:])


def migrate(
    db: Database,
    migrations: Sequence[Migration] = MIGRATIONS,
    then: Callable[[Database], None] = lambda _db: None,
) -> None:
    """Bring the file up to the last migration and call `then`, all in one transaction.

    `user_version` is the truth and moves in the same transaction; the table of migrations is a log.
    """
    import sqlite_utils

    named = sqlite_utils.Migrations(_SET)
    for migration in migrations:
        named()(migration)
    db.execute("PRAGMA foreign_keys=OFF")
    try:
        db.execute("BEGIN IMMEDIATE")
        try:
            named.apply(sqlite_utils.Database(db.conn, execute_plugins=False))
            db.execute(f"PRAGMA user_version = {len(migrations):d}")
            then(db)
            _check_keys(db)
            db.execute("COMMIT")
        except BaseException:
            if db.conn.in_transaction:
                db.execute("ROLLBACK")
            raise
    finally:
        db.execute("PRAGMA foreign_keys=ON")


def _check_keys(db: Database) -> None:
    row = db.execute("PRAGMA foreign_key_check").fetchone()
    if row is not None:
        raise DossierError(
            f"The case file cannot be brought up to date: row {row[1]} of {row[0]} names"
            f" a row of {row[2]} that is not there.",
            "Nothing was changed. Verify the case with the version of Dossier that made it.",
        )


def expected(count: int, migrations: Sequence[Migration] = MIGRATIONS) -> schema.Description:
    """Give the tables of a file that has had the first `count` migrations."""
    db = dbapi.connect_memory()
    try:
        for migration in migrations[:count]:
            migration(db)
        return schema.description(db.conn)
    finally:
        db.close()
