"""The one place that connects to SQLite and knows its exceptions."""

import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from dossier.errors import BusyError, DossierError

Connection = sqlite3.Connection
Row = sqlite3.Row
Error = sqlite3.Error
IntegrityError = sqlite3.IntegrityError
OperationalError = sqlite3.OperationalError
INTERRUPTED = sqlite3.SQLITE_INTERRUPT

K = TypeVar("K", int, str)

APPLICATION_ID = 0x446F7373  # "Doss"

CACHE = -4000  # KiB, as SQLite has it; what it lacks the system has at hand
_HELD = 2000  # pages that an edit has changed are held before any is written to the file early
_PRAGMAS = (
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "foreign_keys=ON",
    "secure_delete=ON",
    "recursive_triggers=ON",  # what REPLACE takes away is deleted for triggers too
    f"cache_size={CACHE}",
    f"cache_spill={_HELD}",
)
# DELETE, not WAL: after a crash the file taken alone is whole, and a closed file opens on
# read-only media. EXTRA also syncs the folder when the rollback journal goes.
_WRITING = ("journal_mode=DELETE", "synchronous=EXTRA")

_LIMITS = (
    (sqlite3.SQLITE_LIMIT_ATTACHED, 0),
    (sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH, 4),
    (sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100),
    (sqlite3.SQLITE_LIMIT_COMPOUND_SELECT, 100),
    (sqlite3.SQLITE_LIMIT_LENGTH, 512 * 1024 * 1024),
    (sqlite3.SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024),
)
_REFUSED_PRAGMAS = frozenset({"writable_schema", "trusted_schema", "journal_mode"})


@dataclass(frozen=True, slots=True)
class Database:
    """An open file, or one in memory. What migrates files is another: it takes long to load."""

    conn: Connection

    def execute(self, sql: str) -> sqlite3.Cursor:
        """Do what one statement says."""
        return self.conn.execute(sql)

    def close(self) -> None:
        """Let go of it."""
        self.conn.close()


class Mode(StrEnum):
    """How a file is opened."""

    READ = "ro"
    WRITE = "rw"
    CREATE = "rwc"


def connect(path: Path, mode: Mode, *, shared: bool = False) -> Database:
    """Open a file with our pragmas, limits and authorizer. The caller checks what is in it.

    What is `shared` may be used by several threads, which the caller lets in one by one.
    """
    address = f"file:{quote(path.resolve().as_posix())}?mode={mode.value}"
    with in_words(path):
        conn = sqlite3.connect(
            address,
            uri=True,
            isolation_level=None,
            timeout=5,
            cached_statements=512,
            check_same_thread=not shared,
        )
        try:
            _prepare(conn, mode)
        except BaseException:
            conn.close()
            raise
    return Database(conn)


def connect_memory() -> Database:
    """Open an empty database in memory, for comparisons and for copies that are read."""
    return Database(sqlite3.connect(":memory:", isolation_level=None))


def _prepare(conn: Connection, mode: Mode) -> None:
    for limit, value in _LIMITS:
        conn.setlimit(limit, value)
    for pragma in _PRAGMAS if mode is Mode.READ else _PRAGMAS + _WRITING:
        conn.execute(f"PRAGMA {pragma}")
    conn.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    conn.set_authorizer(_authorize)


def _authorize(
    action: int, first: str | None, second: str | None, _base: str | None, _by: str | None
) -> int:
    if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA and first in _REFUSED_PRAGMAS and second is not None:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and second == "load_extension":
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


BATCH = 500  # keys asked for in one question
AMONG = "IN (SELECT value FROM json_each(?))"


def batches(keys: Sequence[K]) -> Iterator[Sequence[K]]:
    """Give keys some hundreds at a time."""
    return (keys[at : at + BATCH] for at in range(0, len(keys), BATCH))


def listed(keys: Sequence[K]) -> Iterator[str]:
    """Give what `AMONG` asks for, some hundreds of keys at a time: one text of SQL serves all."""
    return (json.dumps(list(batch)) for batch in batches(keys))


@contextmanager
def deadline(conn: Connection, seconds: float) -> Iterator[None]:
    """Interrupt what takes longer inside: a file made to be endless is not waited for."""
    end = time.monotonic() + seconds
    conn.set_progress_handler(lambda: int(time.monotonic() > end), 10_000)
    try:
        yield
    finally:
        conn.set_progress_handler(None, 0)


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the troubles a user can meet into one sentence; other SQLite errors are bugs."""
    try:
        yield
    except Error as error:
        known = explain(error, path)
        if known is None:
            raise
        try:
            raise known from error
        finally:
            del known  # else error and frame hold each other, and all that was fetched until then


def explain(error: Error, path: Path) -> DossierError | None:
    """Say what a SQLite error means for this file; None if it is a bug of ours.

    Result codes: https://www.sqlite.org/rescode.html; the low byte is the primary code.
    """
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return BusyError(f"{path.name} is in use by another program.", "Try again in a moment.")
    message, hint = _TROUBLES.get(code, ("", ""))
    if message:
        return DossierError(message.format(name=path.name), hint)
    return None


_TROUBLES = {
    sqlite3.SQLITE_FULL: (
        "The disk is full: {name} was not changed.",
        "Free some space and do it again.",
    ),
    sqlite3.SQLITE_READONLY: (
        "{name} cannot be written to.",
        "Copy it to a folder of your own and open the copy.",
    ),
    sqlite3.SQLITE_PERM: ("{name} may not be opened by you.", "Ask its owner for access."),
    sqlite3.SQLITE_AUTH: (
        "{name} asks for something that a case file never does.",
        "Do not trust this file.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "{name} could not be opened.",
        "Check that the file and its folder exist and may be read.",
    ),
    sqlite3.SQLITE_NOTADB: (
        "{name} is not a Dossier case file.",
        "Choose a file that Dossier has made.",
    ),
    sqlite3.SQLITE_CORRUPT: (
        "{name} is damaged.",
        "Restore it from its backups folder.",
    ),
    sqlite3.SQLITE_IOERR: (
        "The disk reported an error while reading or writing {name}.",
        "Copy the file to another disk and open the copy.",
    ),
    sqlite3.SQLITE_INTERRUPT: (
        "{name} takes too long to check.",
        "Do not trust it. Ask for a case package instead.",
    ),
    sqlite3.SQLITE_TOOBIG: ("A text is too large for {name}.", "Attach it as a file instead."),
}
