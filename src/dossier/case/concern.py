"""Which rows of a list the newest step can have changed, so that no others are asked for."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dossier.case.dbapi import Connection
from dossier.case.touched import affected
from dossier.model.records import kind_named

# Of a longer step a list is asked anew
LONGEST = 200

# Kinds whose changes are felt by no other rows of a list than those that `affected` and the owners
# of the changed rows give. Places and quotes show others of their own kind or of many kinds.
_FELT_ALONE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "incident": frozenset(
            {"incident", "incident_place", "incident_actor", "claim", "quote_incident"}
            | {"citation", "attribution", "source_link", "text", "attachment", "custody_event"}
        ),
        "source": frozenset({"source", "source_link", "text", "citation", "claim"})
        | {"attachment", "custody_event"},
        "quote": frozenset({"quote", "quote_incident"}),
        "actor": frozenset({"actor", "affiliation"}),
    }
)


@dataclass(frozen=True, slots=True)
class Concern:
    """Records whose rows changed. `others`: more rows may show something of what was touched."""

    ids: frozenset[int]
    others: bool


def concerned(
    conn: Connection, kind: str, step: int, touched: Mapping[str, Iterable[int]]
) -> Concern | None:
    """Give the records of a kind that the newest step concerns; None if it is a long one."""
    if sum(len(list(ids)) for ids in touched.values()) > LONGEST:
        return None
    ids = set(touched.get(kind, ()))
    for of in touched:
        ids |= _owners(conn, of, kind, step)
    rests = dict(zip(("incident", "source"), affected(conn, touched), strict=True)).get(kind)
    if rests is not None:
        ids |= rests.counted | rests.dated
    return Concern(
        frozenset(ids), others=not _FELT_ALONE.get(kind, frozenset()).issuperset(touched)
    )


def _owners(conn: Connection, of: str, kind: str, step: int) -> set[int]:
    """Records of `kind` that owned rows of another kind before the step, or now do."""
    owners = [field.name for field in kind_named(of).owners if field.target == kind]
    if not owners:
        return set()
    named = ", ".join(f'r."{owner}"' for owner in owners)
    sql = (
        f'SELECT c.before, c.after, {named} FROM change c LEFT JOIN "{of}" r ON r.id = c."row"'
        " WHERE c.step = ? AND c.kind = ?"
    )
    found: set[Any] = set()
    for before, after, *held in conn.execute(sql, (step, of)).fetchall():
        sides = [json.loads(side) for side in (before, after) if side]
        found.update(held, (side.get(owner) for side in sides for owner in owners))
    return {owner for owner in found if isinstance(owner, int)}
