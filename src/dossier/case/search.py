"""Search over the whole case: hits lead to a record people know, with the words that were found."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dossier.case import blobs, limits, match, query
from dossier.case.before import fetched
from dossier.case.dbapi import Connection
from dossier.case.index import searched_columns, texts
from dossier.case.match import Asked
from dossier.case.query import Part
from dossier.case.snippet import Snippet, folded, snippet
from dossier.model.records import kind_named

NEWEST = 500
# Where fewer are shown, so many are weighed: more take longer than the pause between two letters
_WEIGHED = 300
# While typing, so many are looked at before the terms of the question choose among them
_LOOKED_AT = 4000
_ALL = -1
_NAME = 5  # a word in a name or title weighs as many in prose
_TEXT_SCORE = 0.3  # one word in an article four times as long as the rest

# What a row leads to: itself or its owner, as (id, kind, owner's id, reference, title), both live;
# first the kinds that there are most of
_LEADS: Mapping[str, str] = MappingProxyType(
    {
        "quote": "SELECT r.id, 'quote', r.id, r.reference,"
        " coalesce(a.name, r.description) FROM quote r LEFT JOIN actor a ON a.id = r.speaker"
        " WHERE 1",
        "citation": "SELECT r.id, 'source', s.id, s.reference, s.title FROM citation r"
        " JOIN text t ON t.id = r.text AND t.deleted_at IS NULL"
        " JOIN source s ON s.id = t.source AND s.deleted_at IS NULL WHERE 1",
        "incident": "SELECT r.id, 'incident', r.id, r.reference, r.title FROM incident r WHERE 1",
        "claim": "SELECT r.id, 'incident', i.id, i.reference, i.title FROM claim r"
        " JOIN incident i ON i.id = r.incident AND i.deleted_at IS NULL WHERE 1",
        "text": "SELECT r.id, 'source', s.id, s.reference, s.title FROM text r"
        " JOIN source s ON s.id = r.source AND s.deleted_at IS NULL WHERE 1",
        "attribution": "SELECT r.id, 'source', s.id, s.reference, s.title FROM attribution r"
        " JOIN citation c ON c.id = r.citation AND c.deleted_at IS NULL"
        " JOIN text t ON t.id = c.text AND t.deleted_at IS NULL"
        " JOIN source s ON s.id = t.source AND s.deleted_at IS NULL WHERE 1",
        "attachment": "SELECT r.id, iif(s.id IS NULL, 'incident', 'source'),"
        " coalesce(s.id, i.id), coalesce(s.reference, i.reference), coalesce(s.title, i.title)"
        " FROM attachment r LEFT JOIN source s ON s.id = r.source AND s.deleted_at IS NULL"
        " LEFT JOIN incident i ON i.id = r.incident AND i.deleted_at IS NULL"
        " WHERE coalesce(s.id, i.id) IS NOT NULL",
        "actor": "SELECT r.id, 'actor', r.id, NULL, r.name FROM actor r WHERE 1",
        "place": "SELECT r.id, 'place', r.id, NULL, r.name FROM place r WHERE 1",
        "source": "SELECT r.id, 'source', r.id, r.reference, r.title FROM source r WHERE 1",
        "judgement": "SELECT r.id, 'judgement', r.id, NULL, r.text FROM judgement r WHERE 1",
        "hypothesis": "SELECT r.id, 'hypothesis', r.id, NULL, r.title FROM hypothesis r WHERE 1",
    }
)
_LEADING_TO: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "actor": ("actor",),
        "place": ("place",),
        "source": ("source", "text", "citation", "attribution", "attachment"),
        "incident": ("incident", "claim", "attachment"),
        "quote": ("quote",),
        "judgement": ("judgement",),
        "hypothesis": ("hypothesis",),
    }
)


_Lead = tuple[str, int, str, str]  # kind, id, reference, title


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
    lead: _Lead
    names: Sequence[str] = ()
    bodies: Sequence[str] = ()
    text: str = ""  # hash of the text of a source


def search(conn: Connection, typed: str, *, limit: int, kind: str | None, ranked: bool) -> Hits:
    """Find records whose words begin with all asked words, then names that sound like them.

    Terms and exclusions choose among them; terms alone find the newest records that meet them.
    """
    asked = query.parse(typed)
    question = match.asked(asked.words, asked.phrases)
    kinds = (kind,) if kind else tuple(_LEADING_TO)
    if question:
        newest = NEWEST if ranked else min(NEWEST, max(limit, _WEIGHED))
        found, more = _spelt(conn, question, asked.limits, kinds, newest, ranked=ranked)
    elif asked.limits:
        found, more = _meeting(conn, asked.limits, kinds)
    else:
        return Hits((), more=False)
    chosen = _once_each(found, kind)
    hits = tuple(_hit(conn, row, question) for row in chosen[:limit])
    return Hits(hits, more=more or len(chosen) > limit)


def _spelt(
    conn: Connection,
    question: Asked,
    parts: Sequence[Part],
    kinds: Sequence[str],
    newest: int,
    *,
    ranked: bool,
) -> tuple[list[_Found], bool]:
    """Rows that hold the words, of those the ones whose record meets the limits."""
    rows = tuple(dict.fromkeys(row for kind in kinds for row in _LEADING_TO[kind]))
    most = newest if not parts else _ALL if ranked else _LOOKED_AT
    ids, more = _matching(conn, question, rows, most, ranked=ranked)
    led = _led(conn, ids, parts)
    found = _found(conn, led[:newest])
    more = more or len(led) > newest
    return (found if ranked else _weighed(found, question)), more


def _meeting(
    conn: Connection, parts: Sequence[Part], kinds: Sequence[str]
) -> tuple[list[_Found], bool]:
    """The newest records that meet the limits."""
    ids: list[int] = []
    for kind in kinds:
        sql, params = limits.limited(kind, parts)
        sql = (
            f'SELECT {kind}.id FROM "{kind}" WHERE {kind}.deleted_at IS NULL AND {sql}'
            f" ORDER BY {kind}.id DESC LIMIT {NEWEST + 1}"
        )
        ids += [row[0] for row in conn.execute(sql, params).fetchall()]
    ids.sort(reverse=True)
    return _found(conn, _led(conn, ids[:NEWEST], ())), len(ids) > NEWEST


def _matching(
    conn: Connection, question: Asked, rows: Sequence[str], most: int, *, ranked: bool
) -> tuple[list[int], bool]:
    """Ids of rows of these kinds, and whether there are more than `most`; -1 takes all."""
    look = match.best if ranked else match.newest
    enough = most + 1 if most >= 0 else most
    endings = match.known_endings(conn, question)
    ids = look(conn, match.strict(question, rows, endings), enough)
    if (most < 0 or len(ids) <= most) and (any(question.sounds) or question.whole):
        more = look(conn, match.loose(question, rows, endings), enough)
        ids = list(dict.fromkeys(ids + more))
    return (ids, False) if most < 0 else (ids[:most], len(ids) > most)


def _led(
    conn: Connection, ids: Sequence[int], parts: Sequence[Part]
) -> list[tuple[int, str, _Lead]]:
    """Id and kind of each row and what it leads to, in order; only what meets the limits."""
    leads: dict[int, tuple[str, _Lead]] = {}
    left = set(ids)
    for kind in _LEADS:
        found = _leads(conn, kind, left)
        left -= found.keys()
        leads |= {id_: (kind, lead) for id_, lead in found.items()}
    if parts:
        met = _met(conn, {lead[:2] for _, lead in leads.values()}, parts)
        leads = {id_: (kind, lead) for id_, (kind, lead) in leads.items() if lead[1] in met}
    return [(id_, *leads[id_]) for id_ in ids if id_ in leads]


def _met(conn: Connection, records: Collection[tuple[str, int]], parts: Sequence[Part]) -> set[int]:
    """Ids of those of the records, given as (kind, id), that meet the limits."""
    met: set[int] = set()
    for kind in _LEADING_TO:
        held = sorted(id_ for of, id_ in records if of == kind)
        if held:
            sql, params = limits.limited(kind, parts)
            sql = f'SELECT id FROM "{kind}" WHERE id IN (SELECT value FROM json_each(?)) AND {sql}'
            met |= {row[0] for row in conn.execute(sql, [json.dumps(held), *params]).fetchall()}
    return met


def _found(conn: Connection, led: Sequence[tuple[int, str, _Lead]]) -> list[_Found]:
    """What the rows are, with their words, in order."""
    rows: dict[int, _Found] = {}
    of_kind: dict[str, dict[int, _Lead]] = {}
    for id_, of, lead in led:
        of_kind.setdefault(of, {})[id_] = lead
    for kind, leads in ((kind_named(name), leads) for name, leads in of_kind.items()):
        for id_, row in fetched(conn, kind, searched_columns(kind), leads).items():
            if kind.name == "text":
                rows[id_] = _Found(id_, leads[id_], text=row["sha256"])
            else:
                rows[id_] = _Found(id_, leads[id_], *texts(kind, row))
    return [rows[id_] for id_, _, _ in led]


def _leads(conn: Connection, kind: str, ids: Collection[int]) -> dict[int, _Lead]:
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


def _spaced(texts: Sequence[str]) -> str:
    """Folded words, each after a space."""
    return f" {' '.join(map(folded, texts))}" if texts else " "


def _score(question: Asked, names: str, bodies: str, length: float) -> float:
    score = 0.0
    for word in (*question.words, *question.phrases):
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
