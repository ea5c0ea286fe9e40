"""Values by which a list can be narrowed, each with the number of records that have it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dossier.case import selection
from dossier.case.dbapi import Connection
from dossier.case.selection import COMPUTED, Selection
from dossier.model.field import FieldType
from dossier.model.records import kind_named
from dossier.model.terms import vocabulary

MOST = 500


@dataclass(frozen=True, slots=True)
class Value:
    """One value as `where` takes it ("" = none), its label, and how many records have it."""

    key: str
    label: str
    count: int


# Records that a kind is tied to: key -> (kind of the other record, table of ties, its columns)
_TIES: Mapping[tuple[str, str], tuple[str, str]] = MappingProxyType(
    {
        ("incident", "place"): ("place", "incident_place"),
        ("incident", "actor"): ("actor", "incident_actor"),
    }
)
_TIE = (
    "SELECT w.{key}, count(DISTINCT w.{kind}) FROM {ties} w WHERE w.deleted_at IS NULL"
    " AND w.{kind} IN ({among}) GROUP BY 1"
)
# Minutes since 1970 as months; of what was before the year 0 or is open nothing is told. Minute by
# minute first, as an index has them: a million records have few minutes, and fewer months.
_MONTHS = (
    "SELECT strftime('%Y-%m', minute * 60, 'unixepoch'), sum(held) FROM"
    " (SELECT {column} AS minute, count(*) AS held FROM {{among}} GROUP BY 1) GROUP BY 1"
)


def values(conn: Connection, asked: Selection, key: str) -> list[Value]:
    """Values that records of a selection have under a key, whatever it asks for under that key.

    Words in the order of their list, records by name, months of a date newest first.
    """
    others = {name: held for name, held in asked.where.items() if selection.bare(name) != key}
    kind = kind_named(asked.kind)
    tie = _TIES.get((kind.name, key))
    if tie is not None:
        return _named(conn, tie[0], _counted(conn, asked, others, _tied(kind.name, key, tie[1])))
    if key in COMPUTED:
        return _listed("corroboration_status", _counted(conn, asked, others, _derived(key)))
    field = kind.field(key)
    counted = _counted(conn, asked, others, _grouped(selection.column(kind, key)))
    if field.type is FieldType.RECORD:
        return _named(conn, field.target, counted)
    return _listed(field.vocabulary, counted)


def months(conn: Connection, asked: Selection, key: str) -> list[Value]:
    """Months in which dates of a selection begin, newest first, as EDTF."""
    others = {name: held for name, held in asked.where.items() if name not in ("after", "before")}
    column = selection.column(kind_named(asked.kind), key)
    counted = _counted(conn, asked, others, _MONTHS.format(column=column))
    found = [Value(month, month, count) for month, count in counted if month]
    return sorted(found, key=lambda one: one.key, reverse=True)


def _counted(
    conn: Connection, asked: Selection, where: Mapping[str, str | Sequence[str]], sql: str
) -> list[tuple[Any, int]]:
    among, params = selection.unordered(
        conn, Selection(kind=asked.kind, words=asked.words, where=where, trashed=asked.trashed)
    )
    return conn.execute(sql.replace("{among}", among), params).fetchall()


def _grouped(column: str) -> str:
    return f"SELECT {column}, count(*) FROM {{among}} GROUP BY 1"


def _tied(kind: str, key: str, ties: str) -> str:
    return _TIE.format(key=key, kind=kind, ties=ties, among="SELECT id FROM {among}")


def _derived(key: str) -> str:
    column = COMPUTED[key]
    return (
        f"SELECT d.{column}, count(*) FROM derived d WHERE d.id IN (SELECT id FROM {{among}})"
        " GROUP BY 1"
    )


def _listed(name: str, counted: Sequence[tuple[Any, int]]) -> list[Value]:
    """Words in the order of their list; those the list lacks after them, none last."""
    held = vocabulary(name) if name else ()
    rank = {term.key: at for at, term in enumerate(held)}
    labels = {term.key: term.label for term in held}
    found = [Value(key or "", labels.get(key, key or ""), count) for key, count in counted]
    return sorted(found, key=lambda one: (not one.key, rank.get(one.key, len(rank)), one.label))


def _named(conn: Connection, kind: str, counted: Sequence[tuple[Any, int]]) -> list[Value]:
    """Records by name, the most frequent if there are too many; none last."""
    most = sorted(counted, key=lambda pair: -pair[1])[:MOST]
    name = "name" if "name" in kind_named(kind).column_names else "title"
    marks = ", ".join("?" for _ in most)
    sql = f'SELECT id, {name} FROM "{kind}" WHERE id IN ({marks})'
    names = dict(conn.execute(sql, [id_ for id_, _ in most]).fetchall())
    found = [
        Value("" if id_ is None else str(id_), names.get(id_) or "", count) for id_, count in most
    ]
    return sorted(found, key=lambda one: (not one.key, one.label.casefold(), one.key))
