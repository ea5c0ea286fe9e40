"""Search over the whole case: hits lead to a record people know, with the words that were found."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dossier.case import blobs, match
from dossier.case.before import fetched
from dossier.case.dbapi import Connection
from dossier.case.fold import words
from dossier.case.index import indexed, searched_columns, texts
from dossier.case.match import Asked
from dossier.case.snippet import Snippet, snippet

NEWEST = 500
_NAME = 5  # a word in a name or title weighs as many in prose
_TEXT_SCORE = 0.3  # one word in an article four times as long as the rest

# What a row leads to: itself or its owner, as (id, kind, owner's id, reference, title), both live
_LEADS: Mapping[str, str] = MappingProxyType(
    {
        "actor": "SELECT r.id, 'actor', r.id, NULL, r.name FROM actor r WHERE 1",
        "place": "SELECT r.id, 'place', r.id, NULL, r.name FROM place r WHERE 1",
        "source": "SELECT r.id, 'source', r.id, r.reference, r.title FROM source r WHERE 1",
        "incident": "SELECT r.id, 'incident', r.id, r.reference, r.title FROM incident r WHERE 1",
        "claim": "SELECT r.id, 'incident', i.id, i.reference, i.title FROM claim r"
        " JOIN incident i ON i.id = r.incident AND i.deleted_at IS NULL WHERE 1",
        "quote": "SELECT r.id, 'quote', r.id, r.reference,"
        " coalesce(a.name, r.description) FROM quote r LEFT JOIN actor a ON a.id = r.speaker"
        " WHERE 1",
        "text": "SELECT r.id, 'source', s.id, s.reference, s.title FROM text r"
        " JOIN source s ON s.id = r.source AND s.deleted_at IS NULL WHERE 1",
        "citation": "SELECT r.id, 'source', s.id, s.reference, s.title FROM citation r"
        " JOIN text t ON t.id = r.text AND t.deleted_at IS NULL"
        " JOIN source s ON s.id = t.source AND s.deleted_at IS NULL WHERE 1",
        "attribution": "SELECT r.id, 'source', s.id, s.reference, s.title FROM attribution r"
        " JOIN citation c ON c.id = r.citation AND c.deleted_at IS NULL"
        " JOIN text t ON t.id = c.text AND t.deleted_at IS NULL"
        " JOIN source s ON s.id = t.source AND s.deleted_at IS NULL WHERE 1",
        "attachment": "SELECT r.id, iif(s.id IS NULL, 'incident', 'source'),"
        " coalesce(s.id, i.id), coalesce(s.reference, i.reference), coalesce(s.title, i.title)"
        " FROM attachment r LEFT JOIN source s ON s.id = r.source AND s.deleted_at IS NULL"
        " LEFT JOIN incident i ON i.id = r.incident AND i.deleted_at IS NULL"
        " WHERE coalesce(s.id, i.id) IS NOT NULL",
    }
)
_LEADING_TO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "actor": ("actor",),
        "place": ("place",),
        "source": ("source", "text", "citation", "attribution", "attachment"),
        "incident": ("incident", "claim", "attachment"),
        "quote": ("quote",),
    }
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found. `spans` are the places of the found words in `snippet`, end exclusive."""

    kind: str
    id: int
    reference: str
    title: str
    snippet: str
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, best first. `more` = only the newest were looked at, or not all are shown."""

    rows: tuple[Hit, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """An indexed row that matched: what it leads to, and its words.

    The body of a source's text is long: it is read only when it is shown.
    """

    row: int
    lead: tuple[str, int, str, str]
    names: Sequence[str] = ()
    bodies: Sequence[str] = ()
    text: str = ""  # hash of the text of a source


def search(conn: Connection, typed: str, *, limit: int, kind: str | None, ranked: bool) -> Hits:
    """Find records whose words begin with all asked words, then names that sound like them."""
    question = match.asked(typed)
    if not question.words:
        return Hits((), more=False)
    kinds = _LEADING_TO[kind] if kind else tuple(_LEADS)
    ids, more = _matching(conn, question, kinds, ranked=ranked)
    found = _found(conn, ids)
    if not ranked:
        found = _weighed(found, question)
    chosen = _once_each(found, kind)
    hits = tuple(_hit(conn, row, question) for row in chosen[:limit])
    return Hits(hits, more=more or len(chosen) > limit)


def _matching(
    conn: Connection, question: Asked, kinds: Sequence[str], *, ranked: bool
) -> tuple[list[int], bool]:
    look = match.best if ranked else match.newest
    ids = look(conn, match.strict(question, kinds), NEWEST + 1)
    if len(ids) <= NEWEST and (any(question.sounds) or question.whole):
        more = look(conn, match.loose(question, kinds), NEWEST + 1)
        ids = list(dict.fromkeys(ids + more))
    return ids[:NEWEST], len(ids) > NEWEST


def _found(conn: Connection, ids: Sequence[int]) -> list[_Found]:
    """What the rows are, in the order of `ids`; rows whose owner is in the trash are left out."""
    rows: dict[int, _Found] = {}
    left = set(ids)
    for kind in indexed():
        leads = _leads(conn, kind.name, left)
        left -= leads.keys()
        held = fetched(conn, kind, searched_columns(kind), leads)
        for id_, lead in leads.items():
            row = held[id_]
            if kind.name == "text":
                rows[id_] = _Found(id_, lead, text=row["sha256"])
            else:
                rows[id_] = _Found(id_, lead, *texts(kind, row))
    return [rows[id_] for id_ in ids if id_ in rows]


def _leads(
    conn: Connection, kind: str, ids: Collection[int]
) -> dict[int, tuple[str, int, str, str]]:
    sql = f"{_LEADS[kind]} AND r.id IN (SELECT value FROM json_each(?))"
    found = conn.execute(sql, [json.dumps(sorted(ids))]).fetchall() if ids else []
    return {row[0]: (row[1], row[2], row[3] or "", row[4] or "") for row in found}


def _weighed(found: Sequence[_Found], question: Asked) -> list[_Found]:
    """Best first, newest first among equals.

    BM25 with k1 = 1.2, b = 0.75 (Robertson and Zaragoza 2009, 3.4) over these rows alone. As each
    holds every word, the inverse document frequency is the same for all and is left out.
    """
    folded = [(_spaced(row.names), _spaced(row.bodies)) for row in found]
    lengths = [len(names) + len(bodies) for names, bodies in folded]
    average = sum(lengths) / len(lengths) if lengths else 1
    scores = {
        row.row: _TEXT_SCORE if row.text else _score(question, *held, length / average)
        for row, held, length in zip(found, folded, lengths, strict=True)
    }
    return sorted(found, key=lambda row: (-scores[row.row], -row.row))


def _spaced(texts: Iterable[str]) -> str:
    """Folded words, each after a space."""
    return f" {' '.join(words(' '.join(texts)))}"


def _score(question: Asked, names: str, bodies: str, length: float) -> float:
    score = 0.0
    for word in question.words:
        often = _NAME * names.count(f" {word}") + bodies.count(f" {word}")
        score += often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length))
    return score


def _once_each(found: Sequence[_Found], kind: str | None) -> list[_Found]:
    """First row that leads to each record."""
    first: dict[tuple[str, int], _Found] = {}
    for row in found:
        if kind in (None, row.lead[0]):
            first.setdefault(row.lead[:2], row)
    return list(first.values())


def _hit(conn: Connection, row: _Found, question: Asked) -> Hit:
    bodies = [blobs.text(conn, row.text)] if row.text else row.bodies
    shown = _snippet((*bodies, *row.names), question)
    return Hit(*row.lead, shown.text, shown.spans)


def _snippet(texts: Iterable[str], question: Asked) -> Snippet:
    """Prefer prose, which comes first, over names: the title is shown anyway."""
    first = Snippet("", ())
    for text in texts:
        tried = snippet(text, question)
        if tried.spans:
            return tried
        first = first if first.text else tried
    return first
