"""Reading records, texts and files of an open case: everything is fetched before a call returns."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

from dossier.case import blobs, dbapi, rows, state
from dossier.case.dbapi import Database
from dossier.model.field import Kind, Record, kind_of
from dossier.model.records import KINDS, CaseInfo

R = TypeVar("R", bound=Record)


class Reading:
    """What an open case answers without being changed. SQLite's troubles come out in words.

    `path` is the file that people opened; `read_from` the one that is read, which others connect to
    as well: a copy brought up to date, if that could not be done where the file lies.
    """

    def __init__(self, path: Path, db: Database, read_from: Path | None = None) -> None:
        self.path = path
        self.read_from = read_from or path
        self.db = db
        self._conn: dbapi.Connection = db.conn

    @property
    def size(self) -> int:
        """Bytes that the file takes."""
        pages, each = (
            self._conn.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "page_size")
        )
        return int(pages * each)

    def get(self, record: type[R], id_: int) -> R:
        """Return a record, in the trash or not; DossierError if there is none."""
        kind = kind_of(record)
        with dbapi.in_words(self.path):
            return cast("R", kind.read(rows.stored(self._conn, kind, id_)))

    def get_many(self, record: type[R], ids: Sequence[int]) -> dict[int, R]:
        """Return those of these records that there are, by id."""
        kind = kind_of(record)
        with dbapi.in_words(self.path):
            found = state.current_rows(self._conn, kind, ids)
        return {id_: cast("R", kind.read(found[id_])) for id_ in ids if id_ in found}

    def children(self, record: type[R], owner_field: str, ids: Sequence[int]) -> dict[int, list[R]]:
        """Return the live records of these owners, in order of position, then id.

        Each owner has a list; it may be empty.
        """
        kind = kind_of(record)
        column = kind.field(owner_field).name
        at = kind.column_names.index(column)
        order = "position, id" if "position" in kind.column_names else "id"
        grouped: dict[int, list[R]] = {id_: [] for id_ in ids}
        asked = f'WHERE "{column}" {dbapi.AMONG} AND deleted_at IS NULL ORDER BY {order}'
        for part in dbapi.listed(ids):
            for row in self._found(kind, asked, (part,)):
                grouped[row[at]].append(cast("R", kind.from_values(row)))
        return grouped

    def all(self, record: type[R]) -> list[R]:
        """Return the live records of a kind, by id."""
        kind = kind_of(record)
        found = self._found(kind, "WHERE deleted_at IS NULL ORDER BY id")
        return [cast("R", kind.from_values(row)) for row in found]

    def stored(self, record: type[R]) -> list[R]:
        """Return all records of a kind by id, those in the trash too."""
        kind = kind_of(record)
        return [cast("R", kind.from_values(row)) for row in self._found(kind, "ORDER BY id")]

    def pages(self, record: type[R], size: int) -> Iterator[list[R]]:
        """Give all records of a kind by id, so many at a time, those in the trash too."""
        kind = kind_of(record)
        held: list[tuple[Any, ...]] = [(0,)]
        while held := self._found(kind, "WHERE id > ? ORDER BY id LIMIT ?", (held[-1][0], size)):
            yield [cast("R", kind.from_values(row)) for row in held]

    def _found(self, kind: Kind, asked: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        names = ", ".join(f'"{name}"' for name in kind.column_names)
        sql = f'SELECT {names} FROM "{kind.name}" {asked}'
        with dbapi.in_words(self.path):
            return self._conn.execute(sql, params).fetchall()

    def kind_of_id(self, id_: int) -> str | None:
        """Return the name of the kind that an id belongs to; None if no record bears it."""
        for kind in KINDS:
            if self.rows(f'SELECT 1 FROM "{kind.name}" WHERE id = ?', (id_,)):
                return kind.name
        return None

    @property
    def info(self) -> CaseInfo:
        """The case itself."""
        return next(iter(self.all(CaseInfo)), CaseInfo())

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[dbapi.Row]:
        """Fetch all rows of a question at once; values by name or number."""
        with dbapi.in_words(self.path):
            cursor = self._conn.cursor()
            cursor.row_factory = dbapi.Row
            return cursor.execute(sql, params).fetchall()

    def text_body(self, sha256: str) -> str:
        """Return the body of a text; DossierError if it is not in the case."""
        with dbapi.in_words(self.path):
            return blobs.text(self._conn, sha256)

    def blob(self, sha256: str) -> Iterator[bytes]:
        """Give the bytes of a file in chunks; DossierError if it is not in the case."""
        with dbapi.in_words(self.path):
            yield from blobs.blob(self._conn, sha256)
