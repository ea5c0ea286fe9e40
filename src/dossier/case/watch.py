"""Sees whether somebody else changed the file since our last edit, and whether we closed it."""

from contextlib import suppress
from pathlib import Path

from dossier.case import dbapi, journal
from dossier.case.dbapi import Connection, Mode
from dossier.case.journal import Head
from dossier.errors import BusyError, DossierError

_UNCLEAN = "open"


class Watch:
    """Compares before each edit: the file itself, SQLite's data_version, the journal's head.

    `was_left` says that whoever had the file before did not close it in order.
    """

    def __init__(self, path: Path, conn: Connection) -> None:
        self._path = path
        self._conn = conn
        self._version = self._data_version()
        self.was_left = self._marked = was_left_open(conn)
        self._inode = _inode(path)
        self._stat = _stat(path)

    def is_ours(self, head: Head) -> bool:
        """Whether the file is as our last edit left it."""
        return (
            self._inode == _inode(self._path)
            and self._version == self._data_version()
            and journal.read_head(self._conn) == head
            and (self._stat == _stat(self._path) or self._fresh_head() == head)
        )

    def check(self, head: Head) -> None:
        """DossierError if the file is not as our last edit left it. Call it inside BEGIN."""
        if not self.is_ours(head):
            raise DossierError(
                f"{self._path.name} was changed by another program since it was opened here;"
                " nothing was written.",
                "Close and open it again, then repeat what you did.",
            )
        if not self._marked:
            self._conn.execute("INSERT OR REPLACE INTO meta VALUES (?, '1')", (_UNCLEAN,))

    def remember(self) -> None:
        """Take the file as it is now for ours."""
        self._marked = True
        self._stat = _stat(self._path)

    def close_cleanly(self) -> None:
        """Note that the file is closed in order; without the note the next open checks it.

        Another program that reads the file can keep the note from being written.
        """
        if self._marked:
            with suppress(BusyError), dbapi.in_words(self._path):
                forget(self._conn)
                self._marked = False

    def _data_version(self) -> int:
        return int(self._conn.execute("PRAGMA data_version").fetchone()[0])

    def _fresh_head(self) -> Head | None:
        """Head by a connection of its own: a file overwritten in place leaves old pages in ours."""
        db = dbapi.connect(self._path, Mode.READ)
        try:
            return journal.read_head(db.conn)
        except dbapi.Error:
            return None
        finally:
            db.close()


def was_left_open(conn: Connection) -> bool:
    """Whether the file was written to and not closed in order."""
    return conn.execute("SELECT 1 FROM meta WHERE key = ?", (_UNCLEAN,)).fetchone() is not None


def forget(conn: Connection) -> None:
    """Note that nobody has this file open: it was closed in order, or is a copy."""
    conn.execute("DELETE FROM meta WHERE key = ?", (_UNCLEAN,))


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _stat(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
