"""The derived cache: what evidence amounts to, for lists. Kept up with each edit, rebuildable.

For an incident: items, outlets, origins and status of its headline figure, else of all its claims;
a denial of anything makes it disputed. For a source: how many passages are cited from it. For both:
when it, or a record it owns, was last changed. Incidents and sources in the trash have a row too.
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from dossier.case import gather
from dossier.case.before import chunks
from dossier.case.dbapi import Connection, Database, batches
from dossier.case.slices import SLICE, Phase, Progress, Slices
from dossier.case.touched import Rests
from dossier.model.chains import Corroboration
from dossier.model.evidence import Evidence, Figure
from dossier.model.field import Record, kind_of
from dossier.model.records import KINDS, Incident, Source
from dossier.model.terms import CorroborationStatus

_COLUMNS = ("items", "outlets", "origins", "status", "modified")

Row = tuple[int, int, int | None, int | None, str | None, str]


def renew(conn: Connection, rests: Rests) -> Slices[None]:
    """Bring the cache up to a step and all that rests on what it touched.

    Once a step, when its journal is written and before its COMMIT.
    """
    found = yield from rests.followed()
    done, total = 0, sum(len(each.counted | each.dated) for each in found)
    for record, each in zip((Incident, Source), found, strict=True):
        for ids in chunks(sorted(each.counted | each.dated), SLICE):
            known = _known(conn, each.dated.intersection(ids)) - each.counted
            _write(conn, record, [id_ for id_ in ids if id_ not in known])
            _date(conn, record, sorted(known))
            done += len(ids)
            yield Progress(Phase.LISTS, done, total)


def rebuild(db: Database) -> None:
    """Compute the cache anew; call it inside a transaction."""
    db.conn.execute("DELETE FROM derived")
    for record in (Incident, Source):
        ids = db.conn.execute(f"SELECT id FROM {kind_of(record).name} ORDER BY id").fetchall()
        _write(db.conn, record, [row[0] for row in ids])


def findings(db: Database) -> list[str]:
    """Say where the cache differs from one computed anew; empty = all well."""
    conn = db.conn
    names = ", ".join(("id", *_COLUMNS))
    left = dict.fromkeys(row[0] for row in conn.execute("SELECT id FROM derived").fetchall())
    wrong = 0
    for record in (Incident, Source):
        ids = conn.execute(f"SELECT id FROM {kind_of(record).name} ORDER BY id").fetchall()
        for row in _rows(conn, record, [row[0] for row in ids]):
            sql = f"SELECT {names} FROM derived WHERE id = ?"
            wrong += conn.execute(sql, [row[0]]).fetchone() != row
            left.pop(row[0], None)
    found = [f"Lists show old numbers: {wrong:,}."] if wrong else []
    return found + (
        [f"Lists hold numbers of records that are gone: {len(left):,}."] if left else []
    )


def headline(evidence: Evidence) -> Figure | None:
    """The figure a list shows: the first with a chosen claim, else the first."""
    chosen = (f for f in evidence.figures if any(t.claim.chosen for t in f.testimonies))
    return next(chosen, next(iter(evidence.figures), None))


def summary(evidence: Evidence) -> Corroboration:
    """What a list says of an incident's support: that of its headline, else of everything."""
    figure = headline(evidence)
    return figure.corroboration if figure else evidence.corroboration


def status(evidence: Evidence) -> CorroborationStatus:
    """Status a list shows: a denial of anything is shown, even at ten to one."""
    if evidence.corroboration.status is CorroborationStatus.DISPUTED:
        return CorroborationStatus.DISPUTED
    return summary(evidence).status


def _write(conn: Connection, record: type[Record], ids: Sequence[int]) -> None:
    if not ids:
        return
    conn.execute("DELETE FROM derived WHERE id IN (SELECT value FROM json_each(?))", [_json(ids)])
    marks = ", ".join("?" for _ in ("id", *_COLUMNS))
    names = ", ".join(("id", *_COLUMNS))
    sql = f"INSERT INTO derived ({names}) VALUES ({marks})"
    conn.executemany(sql, _rows(conn, record, ids))


def _known(conn: Connection, ids: Iterable[int]) -> frozenset[int]:
    sql = "SELECT id FROM derived WHERE id IN (SELECT value FROM json_each(?))"
    return frozenset(row[0] for row in conn.execute(sql, [_json(ids)]).fetchall())


def _date(conn: Connection, record: type[Record], ids: Sequence[int]) -> None:
    """Write when records were changed, whose numbers stay; those that are gone go."""
    for batch in batches(ids):
        modified = _modified(conn, record, batch)
        moments = ((modified[id_], id_) for id_ in batch if id_ in modified)
        conn.executemany("UPDATE derived SET modified = ? WHERE id = ?", moments)
        gone = ((id_,) for id_ in batch if id_ not in modified)
        conn.executemany("DELETE FROM derived WHERE id = ?", gone)


def _json(ids: Iterable[int]) -> str:
    return json.dumps(list(ids))


def _rows(conn: Connection, record: type[Record], ids: Sequence[int]) -> Iterator[Row]:
    """Rows of those that are there."""
    supported = _incident_rows if record is Incident else _source_rows
    for batch in batches(ids):
        modified = _modified(conn, record, batch)
        there = [id_ for id_ in batch if id_ in modified]
        for id_, support in supported(conn, there):
            yield (id_, *support, modified[id_])


_Support = tuple[int, int | None, int | None, str | None]


def _incident_rows(conn: Connection, ids: Sequence[int]) -> Iterator[tuple[int, _Support]]:
    reader = gather.Reader(conn)
    spoken = gather.testimonies(reader, ids)
    cited = {id_: held for id_, held in spoken.items() if any(t.passage for t in held)}
    ties = gather.ties_of(reader, cited)
    none = Corroboration()
    for id_ in ids:
        if id_ not in cited:
            yield id_, _support(none, none.status)
            continue
        evidence = Evidence(Incident(id=id_), testimonies=cited[id_], ties=ties[id_])
        yield id_, _support(summary(evidence), status(evidence))


def _support(found: Corroboration, shown: CorroborationStatus) -> _Support:
    return (found.items, found.outlets, found.origins, shown.value)


def _source_rows(conn: Connection, ids: Sequence[int]) -> Iterator[tuple[int, _Support]]:
    sql = (
        "SELECT t.source, count(*) FROM text t JOIN citation c ON c.text = t.id"
        " WHERE t.source IN (SELECT value FROM json_each(?))"
        " AND t.deleted_at IS NULL AND c.deleted_at IS NULL GROUP BY t.source"
    )
    cited: dict[int, int] = dict(conn.execute(sql, [_json(ids)]).fetchall())
    for id_ in ids:
        yield id_, (cited.get(id_, 0), None, None, None)


def _modified(conn: Connection, record: type[Record], ids: Sequence[int]) -> dict[int, str]:
    """Time of the last step that changed each record or one it owns, of those that are there."""
    name = kind_of(record).name
    owned = [(kind.name, f.name) for kind in KINDS for f in kind.owners if f.target == name]
    last: dict[int, int] = {}
    for kind, owner in ((name, "id"), *owned):
        sql = (
            f'SELECT r."{owner}", max((SELECT max(c.step) FROM change c'
            f" WHERE c.kind = '{kind}' AND c.row = r.id))"
            f' FROM "{kind}" r WHERE r."{owner}" IN (SELECT value FROM json_each(?)) GROUP BY 1'
        )
        for id_, step in conn.execute(sql, [_json(ids)]).fetchall():
            last[id_] = max(step, last.get(id_, 0))
    sql = "SELECT id, at FROM step WHERE id IN (SELECT value FROM json_each(?))"
    at: dict[int, str] = dict(conn.execute(sql, [_json(set(last.values()))]).fetchall())
    return {id_: at[step] for id_, step in last.items()}
