"""The trash: what lies in it, since when, and who put it there."""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from dossier.case import fold, match
from dossier.case.dbapi import Connection
from dossier.model.field import Kind
from dossier.model.records import kind_named

# The column by which people know a record; the words of a quote are all it has
_NAMED = ("title", "name", "text", "file_name")


@dataclass(frozen=True, slots=True)
class TrashRow:
    """A record in the trash: since when (ISO 8601, UTC) and by whom, "" if the journal is mute."""

    id: int
    kind: str
    reference: str
    title: str
    at: str
    by: str


def count(conn: Connection, kinds: Sequence[str]) -> int:
    """How many records of these kinds lie in the trash: an index holds just these."""
    each = (f'(SELECT count(*) FROM "{kind}" WHERE deleted_at IS NOT NULL)' for kind in kinds)
    return int(conn.execute(f"SELECT {' + '.join(each)}").fetchone()[0])


def ids(conn: Connection, kinds: Sequence[str], words: str) -> "array[int]":
    """Ids of what lies in the trash, last first; each word begins a word of the name."""
    wanted = match.asked(words).words
    found = [
        (at, id_)
        for kind in kinds
        for id_, at, named in conn.execute(_sql(kind_named(kind))).fetchall()
        if not wanted or _meets(named, wanted)
    ]
    return array("q", [id_ for _, id_ in sorted(found, reverse=True)])


def _sql(kind: Kind) -> str:
    names = [f"coalesce({name}, '')" for name in (*_NAMED, "reference", "aliases")
             if name in kind.column_names]  # fmt: skip
    joined = " || ' ' || ".join(names)
    return f'SELECT id, deleted_at, {joined} FROM "{kind.name}" WHERE deleted_at IS NOT NULL'


def _meets(named: str, wanted: Sequence[str]) -> bool:
    held = fold.words(named)
    return all(any(one.startswith(word) for one in held) for word in wanted)


def lying(conn: Connection, kinds: Sequence[str], wanted: Sequence[int]) -> list[tuple[str, int]]:
    """Kind and id of those of these records that lie in the trash; quick also for many."""
    listed = json.dumps(list(wanted))
    found: dict[int, str] = {}
    for kind in kinds:
        sql = (
            f'SELECT id FROM "{kind}" WHERE deleted_at IS NOT NULL'
            " AND id IN (SELECT value FROM json_each(?))"
        )
        found |= {row[0]: kind for row in conn.execute(sql, [listed]).fetchall()}
    return [(found[id_], id_) for id_ in wanted if id_ in found]


def rows(conn: Connection, kinds: Sequence[str], wanted: Sequence[int]) -> list[TrashRow]:
    """Rows of these records, in order; what left the trash meanwhile is left out."""
    listed = json.dumps(list(wanted))
    found: dict[int, TrashRow] = {}
    for name in kinds:
        kind = kind_named(name)
        title = next(column for column in _NAMED if column in kind.column_names)
        reference = "r.reference" if kind.about.prefix else "''"
        sql = (
            f'SELECT r.id, {reference}, r."{title}", r.deleted_at, ({_BY})'
            f' FROM "{name}" r WHERE r.id IN (SELECT value FROM json_each(?))'
            " AND r.deleted_at IS NOT NULL"
        )
        for id_, number, words, at, by in conn.execute(sql, [name, listed]).fetchall():
            found[id_] = TrashRow(id_, name, number or "", words or "", at, by or "")
    return [found[id_] for id_ in wanted if id_ in found]


# the step that moved it there last; a text that was typed has its quotation marks escaped in JSON
_BY = (
    'SELECT s."by" FROM change c JOIN step s ON s.id = c.step WHERE c.kind = ? AND c.row = r.id'
    """ AND c.after LIKE '%"deleted_at":"%' ORDER BY c.step DESC LIMIT 1"""
)
