"""Sealing a step: its journal is hashed, state and caches are brought up to it, all in slices."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from dossier.case import derived, index, journal, state
from dossier.case.before import chunks, states
from dossier.case.dbapi import Connection, Database
from dossier.case.journal import Draft, Head, Made
from dossier.case.slices import SLICE, Phase, Progress, Slices
from dossier.case.touched import Rests
from dossier.model.records import KINDS

_TEXTS = 5  # whole articles, of which every word is indexed


@dataclass(frozen=True, slots=True)
class Sealed:
    """Where the journal stands after a step, and which rows the step touched, by kind."""

    head: Head
    touched: Mapping[str, frozenset[int]]


def sealed(db: Database, head: Head, draft: Draft) -> Slices[Sealed | None]:
    """Write the step of the changes made since `head`; None if there are none.

    Inside their transaction, which the caller commits.
    """
    made = yield from _read(db.conn, head.step + 1)
    if not made.count:
        return None
    rests = Rests(db.conn)
    moved = yield from _follow(db.conn, head.state, made, rests)
    step = journal.append(db.conn, head, draft, made, moved)
    yield from derived.renew(db.conn, rests)  # reads when the step was made
    return Sealed(Head(step.id, step.hash, moved), made.touched)


def _read(conn: Connection, step: int) -> Slices[Made]:
    """Read the changes once for their digest, and note which rows they touched."""
    whole, done, total = hashlib.sha256(), 0, journal.count(conn, step)
    touched: dict[str, set[int]] = {}
    for page in journal.pages(conn, step, SLICE):
        for change in page:
            whole.update(journal.leaf(change))
            touched.setdefault(change.kind, set()).add(change.row)
        done += len(page)
        yield Progress(Phase.JOURNAL, done, total)
    frozen = {kind: frozenset(ids) for kind, ids in touched.items()}
    return Made(total, whole.hexdigest(), frozen)


def _follow(conn: Connection, before: int, made: Made, rests: Rests) -> Slices[int]:
    """Bring the index up to the touched rows, note what rests on them; the state they lead to."""
    moved, done, total = before, 0, sum(map(len, made.touched.values()))
    for kind in KINDS:
        columns = kind.column_names[1:]
        size = _TEXTS if kind.name == "text" else SLICE
        for ids in chunks(sorted(made.touched.get(kind.name, ())), size):
            rows = list(states(conn, kind, columns, ids))
            moved += state.moved(kind, rows)
            rests.note(kind.name, rows)
            index.refresh(conn, kind, rows)
            done += len(rows)
            yield Progress(Phase.INDEX, done, total)
    return moved % state.MODULUS
