"""Whose derived numbers an edit changes: the incidents and sources that rest on what it touched."""

import functools
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from dossier.case.before import chunks, states
from dossier.case.dbapi import Connection
from dossier.case.slices import SLICE, Phase, Progress, Slices, drained
from dossier.case.state import Touched, Values
from dossier.model.chains import folded
from dossier.model.evidence import printed_name
from dossier.model.records import Actor, kind_named


@dataclass(frozen=True, slots=True)
class _Rule:
    """A touched row concerns what its `column` names, if one of `changed` did (none = always)."""

    column: str
    concerned: str
    changed: tuple[str, ...] = ()


# Concerned: incident and source to be counted anew, or only dated anew; the citation whose passage
# is read anew; the text whose citations are; the text of which citations are counted; the source on
# which others draw; the actor by whose name origins may be told apart. A new title changes nothing.
_RULES: Mapping[str, tuple[_Rule, ...]] = MappingProxyType(
    {
        "actor": (_Rule("id", "actor", ("name", "print_as", "never_print", "role")),),
        "attribution": (_Rule("citation", "citation"),),
        "citation": (_Rule("id", "citation", ("text", "deleted_at")), _Rule("text", "counted")),
        "incident": (_Rule("id", "incident_dated"),),
        "source": (
            _Rule("id", "source_dated"),
            _Rule("id", "drawn", ("publisher", "published_min", "published_max", "deleted_at")),
        ),
        "source_link": (_Rule("source", "drawn"),),
        "text": (_Rule("id", "text", ("source", "deleted_at")),),
    }
)
_COUNTED = ("incident", "source")
# What an owner counts, or counts through; all else that it owns only dates it
_COUNTS: Mapping[str, str] = MappingProxyType({"claim": "incident", "text": "source"})


@functools.cache
def _rules(kind: str) -> tuple[_Rule, ...]:
    """Rules of a kind: a record also concerns the incident or source that owns it."""
    owners = (field for field in kind_named(kind).owners if field.target in _COUNTED)
    owned = (
        _Rule(
            field.name,
            field.target if _COUNTS.get(kind) == field.target else f"{field.target}_dated",
        )
        for field in owners
    )
    return (*owned, *_RULES.get(kind, ()))


@dataclass(slots=True)
class _Concerned:
    """Ids by what is to be done about them."""

    incident: set[int] = field(default_factory=set)
    incident_dated: set[int] = field(default_factory=set)
    source: set[int] = field(default_factory=set)
    source_dated: set[int] = field(default_factory=set)
    citation: set[int] = field(default_factory=set)
    text: set[int] = field(default_factory=set)
    counted: set[int] = field(default_factory=set)
    drawn: set[int] = field(default_factory=set)
    actor: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Affected:
    """Records whose numbers may have changed, and those that at most were changed last anew."""

    counted: frozenset[int]
    dated: frozenset[int]


def affected(conn: Connection, touched: Mapping[str, Iterable[int]]) -> tuple[Affected, Affected]:
    """Give the incidents and sources that rested on the touched rows before the step, or now do."""
    rests = Rests(conn)
    for kind, ids in touched.items():
        wanted = _columns(kind)
        for chunk in chunks(sorted(ids)) if _rules(kind) else ():
            rests.note(kind, list(states(conn, kind_named(kind), wanted, chunk)))
    return drained(rests.followed())


@functools.cache
def _columns(kind: str) -> tuple[str, ...]:
    """Columns that the rules of a kind ask for."""
    rules = _rules(kind)
    columns = {rule.column for rule in rules} | {name for rule in rules for name in rule.changed}
    return tuple(sorted(columns - {"id"}))


class Rests:
    """Gathers touched rows as a step is sealed, then follows them to what rests on them."""

    def __init__(self, conn: Connection) -> None:
        self._conn = conn
        self._concerned = _Concerned()
        self._names: set[str] = set()  # of actors that got another one, before and after

    def note(self, kind: str, rows: Sequence[Touched]) -> None:
        """Note touched rows of a kind, with the columns that its rules ask for."""
        for rule in _rules(kind):
            noted = getattr(self._concerned, rule.concerned)
            if rule.column == "id":
                noted.update(id_ for id_, was, now in rows if _matters(rule, was, now))
                if rule.concerned == "actor":
                    self._note_names(rows)
                continue
            for _, was, now in rows:
                if _matters(rule, was, now):
                    noted.update({row.get(rule.column) for row in (was, now) if row} - {None})

    def _note_names(self, rows: Sequence[Touched]) -> None:
        for id_, was, now in rows:
            if id_ in self._concerned.actor:
                self._names.update(_printed(one) for one in (was, now) if one)

    def followed(self) -> Slices[tuple[Affected, Affected]]:
        """Give the incidents and the sources that rest, or rested, on what was noted."""
        concerned = self._concerned
        yield from _follow_names(self._conn, concerned, self._names)
        yield from _follow(self._conn, concerned)
        return (
            Affected(frozenset(concerned.incident), frozenset(concerned.incident_dated)),
            Affected(frozenset(concerned.source), frozenset(concerned.source_dated)),
        )


def _matters(rule: _Rule, before: Values | None, after: Values | None) -> bool:
    if not rule.changed or before is None or after is None:
        return True
    return any(before.get(name) != after.get(name) for name in rule.changed)


def _printed(actor: Values) -> str:
    """Name of an actor as origins are compared by it."""
    held = Actor(
        name=actor.get("name") or "",
        print_as=actor.get("print_as") or "",
        role=actor.get("role") or "",
        never_print=bool(actor.get("never_print")),
    )
    return folded(printed_name(held))


def _follow_names(conn: Connection, concerned: _Concerned, names: Collection[str]) -> Slices[None]:
    """From people who got another name to the incidents that count one origin more or less.

    Origins are told apart by who they are. Only one who is described and not linked is compared by
    name, with the others of the same incident; and who has no name is none.
    """
    sql = "SELECT citation FROM attribution WHERE actor IN ({ids})"
    passages = yield from _named(conn, sql, concerned.actor)
    if "" in names:
        concerned.citation |= passages
        return
    for part in chunks(sorted(passages), SLICE):
        found = conn.execute(_DESCRIBED, [json.dumps(part)]).fetchall()
        concerned.incident.update(row[0] for row in found if folded(row[1]) in names)
        yield Progress(Phase.LISTS, 0, len(passages))


# Who is described in the passages on the incidents that some passages speak of
_DESCRIBED = (
    "SELECT DISTINCT c.incident, a.description FROM claim k JOIN claim c ON c.incident = k.incident"
    " JOIN attribution a ON a.citation = c.citation"
    " WHERE k.citation IN (SELECT value FROM json_each(?))"
    " AND a.actor IS NULL AND a.description IS NOT NULL"
)


def _follow(conn: Connection, concerned: _Concerned) -> Slices[None]:
    """From passages to the incidents that rest on them."""
    drawn = yield from _named(conn, _DRAWING, concerned.drawn)
    concerned.source |= yield from _named(
        conn, "SELECT source FROM text WHERE id IN ({ids})", concerned.counted
    )
    for sql, ids in (
        ("SELECT citation FROM attribution WHERE source IN ({ids})", drawn),
        ("SELECT id FROM citation WHERE text IN ({ids})", concerned.text),
        (
            "SELECT c.id FROM text t JOIN citation c ON c.text = t.id WHERE t.source IN ({ids})",
            drawn,
        ),
    ):
        concerned.citation |= yield from _named(conn, sql, ids)
    sql = "SELECT incident FROM claim WHERE citation IN ({ids})"
    concerned.incident |= yield from _named(conn, sql, concerned.citation)


# Sources themselves and all that, link by link, lead to them
_DRAWING = (
    "WITH RECURSIVE led (id) AS ({ids} UNION"
    " SELECT l.source FROM source_link l JOIN led ON l.to_source = led.id)"
    " SELECT id FROM led"
)


def _named(conn: Connection, sql: str, ids: Collection[int]) -> Slices[set[int]]:
    listed = sql.format(ids="SELECT value FROM json_each(?)")
    found: set[int] = set()
    for part in chunks(sorted(ids), SLICE):
        found |= {row[0] for row in conn.execute(listed, [json.dumps(part)]).fetchall()}
        yield Progress(Phase.LISTS, 0, len(ids))
    return found
