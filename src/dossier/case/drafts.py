"""Unfinished words: what was typed into a field and is not stored yet, kept in the case file.

They are no content, like the caches: outside journal, undo, state hash, history, search, packages
and what `verify` answers for. A backup or copy of the whole file carries them along, so that they
are there after a restore as well.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dossier.case import dbapi, naming, state
from dossier.case.dbapi import Connection
from dossier.case.journal import moment
from dossier.model.field import Kind
from dossier.model.records import KINDS, kind_named, rows_of

if TYPE_CHECKING:
    from dossier.case.case import Case
    from dossier.case.reading import Reading

MOST = 500  # records that are listed; nobody leaves so many, but a file may hold anything
AT_ONCE_MS, AT_LAST_MS = 20, 5000  # how long writing waits for others who have the file
_LAST = 'SELECT kind, "row" FROM draft GROUP BY kind, "row" ORDER BY max(at) DESC LIMIT ?'
# Records that are begun beneath another one, in no row of its form
_BEGUN: Mapping[str, tuple[str, ...]] = MappingProxyType({"incident": ("claim",)})


@dataclass(frozen=True, slots=True)
class Draft:
    """What was entered into one field, or into the rows of one kind, of one record.

    `entered` is what the control gave, as JSON can hold it; `base` tells by equality whether the
    stored value is still the one that it was typed over; `at` is UTC, "" until it is written.
    """

    entered: Any
    base: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a record with its draft; None for none any more."""

    kind: str
    row: int
    field: str
    draft: Draft | None


class Whereabouts(StrEnum):
    """Where the record of a draft is."""

    LIVE = "live"
    TRASH = "trash"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A record with unfinished words: what it is called, and its drafts by the label of a field.

    `fields` are the keys of these fields, in the same order.
    """

    kind: str
    row: int
    name: str
    where: Whereabouts
    fields: tuple[str, ...]
    drafts: tuple[tuple[str, Draft], ...]

    @property
    def is_live(self) -> bool:
        """Whether its record is neither gone nor in the trash."""
        return self.where is Whereabouts.LIVE

    @property
    def is_trashed(self) -> bool:
        """Whether its record is in the trash."""
        return self.where is Whereabouts.TRASH

    @property
    def at(self) -> str:
        """When something was typed last."""
        return max(draft.at for _, draft in self.drafts)


@contextmanager
def lightly(conn: Connection, milliseconds: int) -> Iterator[None]:
    """Wait this long inside for others who keep the file, and spare one of the flushes of an edit.

    With FULL instead of EXTRA a power cut may take back the last words, as if they had not been
    written; it harms nothing else (https://www.sqlite.org/pragma.html#pragma_synchronous).
    """
    before = conn.execute("PRAGMA busy_timeout").fetchone()[0]
    conn.execute(f"PRAGMA busy_timeout = {milliseconds:d}")
    conn.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        conn.execute("PRAGMA synchronous = EXTRA")
        conn.execute(f"PRAGMA busy_timeout = {before:d}")


def write(conn: Connection, entries: Iterable[Entry]) -> None:
    """Write or remove drafts, inside the transaction that there is."""
    now = moment()
    for one in entries:
        if one.draft is None:
            conn.execute(
                'DELETE FROM draft WHERE kind = ? AND "row" = ? AND field = ?',
                (one.kind, one.row, one.field),
            )
            continue
        conn.execute(
            "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?, ?, ?)",
            (one.kind, one.row, one.field, json.dumps(one.draft.entered), one.draft.base, now),
        )


def of(case: "Reading", kind: str, row: int) -> dict[str, Draft]:
    """Give the drafts of a record, by field or by the kind of its rows."""
    sql = 'SELECT field, words, base, at FROM draft WHERE kind = ? AND "row" = ?'
    return _readable(case.rows(sql, (kind, row)))


def _readable(rows: Sequence[dbapi.Row]) -> dict[str, Draft]:
    """Leave out what nobody could have typed: the file may come from anywhere."""
    found = {}
    for field, words, base, at in rows:
        try:
            found[field] = Draft(json.loads(words), base, at)
        except (ValueError, RecursionError):
            continue
    return found


def unfinished(case: "Case") -> list[Unfinished]:
    """Give the records that have drafts, the last typed first; of very many, the last ones."""
    found = []
    for name, row in case.rows(_LAST, (MOST,)):
        labels = _labels(name)
        held = of(case, name, row)
        fields = tuple(field for field in labels if field in held)
        if fields:
            called, where = _called(case.db.conn, name, row)
            drafts = tuple((labels[field], held[field]) for field in fields)
            found.append(Unfinished(name, row, called, where, fields, drafts))
    return sorted(found, key=lambda one: (one.at, one.row), reverse=True)


def counted(case: "Case") -> dict[str, dict[int, int]]:
    """Count the drafts of live records, by kind and id; of very many records, those of some."""
    found: dict[str, dict[int, int]] = {}
    sql = 'SELECT kind, "row", count(*) FROM draft GROUP BY kind, "row" LIMIT ?'
    for name, row, count in case.rows(sql, (MOST,)):
        if _labels(name):
            found.setdefault(name, {})[row] = count
    return {name: held for name, rows in found.items() if (held := _live(case, name, rows))}


def _live(case: "Case", name: str, rows: Mapping[int, int]) -> dict[int, int]:
    stored = state.current_rows(case.db.conn, kind_named(name), list(rows))
    return {id_: rows[id_] for id_, held in stored.items() if held["deleted_at"] is None}


def _labels(name: str) -> dict[str, str]:
    """Labels of what may have a draft, in the order of the form."""
    if name not in {kind.name for kind in KINDS}:
        return {}
    kind = kind_named(name)
    labels = {field.name: field.label for field in kind.fields}
    for field in kind.fields:
        if field.target:
            labels |= {child.name: tie.rows for child, tie in rows_of(kind_named(field.target))}
    labels |= {child.name: tie.rows for child, tie in rows_of(kind)}
    return labels | {begun: f"New {begun}" for begun in _BEGUN.get(name, ())}


def _called(conn: Connection, name: str, row: int) -> tuple[str, Whereabouts]:
    kind = kind_named(name)
    values = state.current_row(conn, kind, row)
    if values is None:
        return f"{kind.about.label} that is no longer there", Whereabouts.GONE
    trashed = values["deleted_at"] is not None
    return _name(kind, values), Whereabouts.TRASH if trashed else Whereabouts.LIVE


def _name(kind: Kind, values: Mapping[str, Any]) -> str:
    if kind.about.single:
        return kind.about.plural
    if kind.about.prefix:
        return str(values["reference"])
    return f"{kind.about.label} “{naming.name(kind, values)}”"


def last_written(conn: Connection) -> str:
    """Time of the last step or draft, UTC; "" if there is none."""
    row = conn.execute(
        "SELECT max(coalesce((SELECT at FROM step ORDER BY id DESC LIMIT 1), ''),"
        " coalesce((SELECT max(at) FROM draft), ''))"
    ).fetchone()
    return str(row[0])
