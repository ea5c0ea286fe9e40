"""One edit in progress: the verbs that write rows. Triggers write the journal beside them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, BinaryIO, TypeVar, cast

from dossier.case import blobs, journal, recording, rows
from dossier.case.before import fetched
from dossier.case.dbapi import Connection, IntegrityError
from dossier.case.ids import Ids
from dossier.case.references import References
from dossier.model.field import Kind, Record, kind_of
from dossier.model.records import KINDS, kind_named

R = TypeVar("R", bound=Record)

_FEW = 20  # fewer rows are written one by one: to do so at once costs as much as some rows


class Edit:
    """Lives only inside `with case.edit(...)`. `label` may still be changed there."""

    def __init__(self, conn: Connection, label: str, ids: Ids, references: References) -> None:
        self.label = label
        self._conn = conn
        self._ids = ids
        self._references = references
        self._at = journal.moment()

    def insert(self, record: R) -> R:
        """Store a new record; give it an id and, where its kind is numbered, a reference."""
        kind = kind_of(type(record))
        values = self._new_row(kind, record)
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" for _ in values)
        with rows.in_words(kind, values):
            self._conn.execute(
                f'INSERT INTO "{kind.name}" ({names}) VALUES ({marks})', tuple(values.values())
            )
        return cast("R", kind.read(values))

    def insert_many(self, records: Sequence[R]) -> list[R]:
        """Store many new records of one kind at once; all or none. Each gets its id."""
        if not records:
            return []
        kind = kind_of(type(records[0]))
        new = [self._new_row(kind, record) for record in records]
        with self.attempt(), rows.in_words(kind, {}):
            recording.bulk_insert(self._conn, kind, [tuple(values.values()) for values in new])
        return [_stored(record, values) for record, values in zip(records, new, strict=True)]

    def _new_row(self, kind: Kind, record: Record) -> dict[str, Any]:
        values: dict[str, Any] = kind.row(record)
        values["id"] = record.id or self._ids.draw()
        if kind.about.prefix:
            values["reference"] = self._references.given(kind, values["reference"])
        return values

    def update(self, record: R) -> R:
        """Write what differs from the stored row, and only that. The trash is left as it is."""
        kind = kind_of(type(record))
        stored = rows.stored(self._conn, kind, record.id)
        values = kind.row(record) | {"deleted_at": stored["deleted_at"]}
        changed = rows.differing(kind, values, stored)
        self._write(kind, stored, changed)
        return cast("R", kind.read(values))

    def trash(self, kind: str, id_: int) -> None:
        """Put a record into the trash. What it owns lives on with it and comes back with it."""
        self._write_trash(kind_named(kind), id_, self._at)

    def restore(self, kind: str, id_: int) -> None:
        """Take a record out of the trash."""
        self._write_trash(kind_named(kind), id_, None)

    def trash_many(self, kind: str, ids: Sequence[int]) -> None:
        """Put records of one kind into the trash, as `trash` does each."""
        self._write_trash_many(kind_named(kind), ids, self._at)

    def restore_many(self, kind: str, ids: Sequence[int]) -> None:
        """Take records of one kind out of the trash, as `restore` does each."""
        self._write_trash_many(kind_named(kind), ids, None)

    def _write_trash(self, kind: Kind, id_: int, at: str | None) -> None:
        stored = rows.stored(self._conn, kind, id_)
        if (stored["deleted_at"] is None) != (at is None):
            self._write(kind, stored, {"deleted_at": at})

    def _write_trash_many(self, kind: Kind, ids: Sequence[int], at: str | None) -> None:
        held = fetched(self._conn, kind, ("deleted_at",), ids)
        wanted = [id_ for id_, row in held.items() if (row["deleted_at"] is None) != (at is None)]
        many = len(wanted) >= _FEW and len(held) == len(set(ids))
        if not many or not self._at_once(kind, {"deleted_at": at}, wanted):
            for id_ in ids:  # so it is seen which one cannot be, and why
                self._write_trash(kind, id_, at)

    def _at_once(self, kind: Kind, values: Mapping[str, Any], ids: Sequence[int]) -> bool:
        """Give rows the same values; False and nothing done if the file's rules forbid it."""
        try:
            with self.attempt():
                recording.bulk_update(self._conn, kind, values, ids)
        except IntegrityError:
            return False
        return True

    def _write(self, kind: Kind, stored: dict[str, Any], changed: dict[str, Any]) -> None:
        if not changed:
            return
        sets = ", ".join(f'"{name}" = ?' for name in changed)
        with rows.in_words(kind, stored | changed):
            self._conn.execute(
                f'UPDATE "{kind.name}" SET {sets} WHERE id = ?', (*changed.values(), stored["id"])
            )
        if "reference" in changed:
            self._references.forget()

    def delete(self, kind: str, id_: int) -> None:
        """Delete a record and, first, all that it owns. Undo brings everything back."""
        rows.stored(self._conn, kind_named(kind), id_)
        self._delete(kind_named(kind), id_)

    def _delete(self, kind: Kind, id_: int) -> None:
        for child, column in _owned(kind):
            found = self._conn.execute(
                f'SELECT id FROM "{child.name}" WHERE "{column}" = ? ORDER BY id', (id_,)
            )
            for row in found.fetchall():
                self._delete(child, row[0])
        self._conn.execute(f'DELETE FROM "{kind.name}" WHERE id = ?', (id_,))

    def store_text(self, body: str) -> str:
        """Keep the body of a text; return its hash. The same body is kept once."""
        return blobs.store_text(self._conn, body)

    def store_blob(self, data: BinaryIO | bytes, media_type: str) -> str:
        """Keep a file; return its hash. `data` must be seekable."""
        return blobs.store_blob(self._conn, data, media_type)

    def store_file(
        self, stream: BinaryIO, sha256: str, size: int, media_type: str
    ) -> Iterator[int]:
        """Keep a file whose hash is known, in slices; gives how many bytes are done."""
        return blobs.fill(self._conn, stream, sha256, size, media_type)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Undo what was written inside if it fails, and let the rest of the edit go on."""
        self._conn.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            if self._conn.in_transaction:
                self._conn.execute("ROLLBACK TO attempt")
                self._conn.execute("RELEASE attempt")
            self._references.forget()
            raise
        self._conn.execute("RELEASE attempt")


def _stored(record: R, values: dict[str, Any]) -> R:
    """Give the record with what it was given on the way: much faster than reading it back."""
    names = ("id", "reference") if record.about.prefix else ("id",)
    return replace(record, **{name: values[name] for name in names})


def _owned(kind: Kind) -> list[tuple[Kind, str]]:
    return [(k, f.name) for k in KINDS for f in k.owners if f.target == kind.name]
