"""The full-text index: a cache of folded words, kept up with each edit and rebuildable.

It is a contentless FTS5 table (https://www.sqlite.org/fts5.html, 4.4.2): a row is deleted by
giving the very words it was indexed by, so they are computed from the row as it was before the
step. Rows in the trash are not indexed. `rowid` is the record's id, which is global.
"""

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dossier.case.dbapi import Connection, Database
from dossier.case.fold import FOLD_VERSION, fold, skeleton, sounds, words
from dossier.case.state import Touched, Values
from dossier.model.codecs import Codec
from dossier.model.field import Field, FieldType, Kind
from dossier.model.records import KINDS

# One letter each: no prefix of a word that people type
CODES: Mapping[str, str] = {
    "actor": "a",
    "attachment": "f",
    "attribution": "t",
    "citation": "c",
    "claim": "k",
    "hypothesis": "h",
    "incident": "i",
    "judgement": "j",
    "place": "p",
    "quote": "q",
    "source": "s",
    "text": "x",
}
_BODIES = frozenset({FieldType.PROSE, FieldType.URL})
_NAMES = frozenset({"name", "aliases"})
_TITLES = frozenset({"title"})
_COLUMNS = "kind, names, body, sound"
# Shorter skeletons of words in a title say too little
TELLING = 3

Words = tuple[str, str, str, str]


@functools.cache
def searched(kind: Kind) -> tuple[Field, ...]:
    """Fields of a kind whose words are searched."""
    return tuple(field for field in kind.fields if field.searched)


@functools.cache
def indexed() -> tuple[Kind, ...]:
    """Kinds with searched fields, and the texts of sources."""
    return tuple(kind for kind in KINDS if searched(kind) or kind.name == "text")


@functools.cache
def version() -> str:
    """Change of this text = the index was made by other rules and must be rebuilt."""
    rules = [(kind.name, CODES[kind.name], searched_columns(kind)) for kind in indexed()]
    return f"{FOLD_VERSION}/{hashlib.sha256(repr(rules).encode()).hexdigest()[:12]}"


def is_current(db: Database) -> bool:
    """Whether the index was made by the rules of this program."""
    held = db.conn.execute("SELECT value FROM meta WHERE key = 'search'").fetchone()
    return held is not None and bool(held[0] == version())


def refresh(conn: Connection, kind: Kind, rows: Iterable[Touched]) -> None:
    """Bring the index up to touched rows of a kind, by id; once a step, before its COMMIT.

    Rows go one by one: FTS5 writes what it holds in memory to the file whenever an id is smaller
    than the one before.
    """
    if kind not in indexed():
        return
    told = 0
    for id_, was, now in rows:
        old, new = _words(conn, kind, was), _words(conn, kind, now)
        for sql, held in ((_DELETE, old), (_INSERT, new)) if old != new else ():
            if held:
                conn.execute(sql, (id_, *held))
                told += sum(map(len, held))
    if told:
        _merge(conn, told)


_INSERT = f"INSERT INTO search (rowid, {_COLUMNS}) VALUES (?, ?, ?, ?, ?)"
_DELETE = f"INSERT INTO search (search, rowid, {_COLUMNS}) VALUES ('delete', ?, ?, ?, ?, ?)"


# Many words come in small portions: so many bytes are written at once, each time as a part of its
# own. FTS5 would merge hundreds of pages of parts with every 64th page it writes, and then an edit
# takes 30 ms; so it is told to merge a few with each, eight parts of a size into one
# (https://www.sqlite.org/fts5.html, 6.1 to 6.9; the first in bytes, as fts5_config.c reads it)
_SETTINGS: Mapping[str, int] = MappingProxyType(
    {"hashsize": 64 * 1024, "automerge": 0, "usermerge": 8, "crisismerge": 64}
)
_PAGES = 8  # merged with an edit at least
_TOLD = 256  # characters for which a page more is merged: some pages of parts of every size


def _merge(conn: Connection, told: int) -> None:
    """Merge as much as so many characters of new words ask for."""
    _settle(conn)
    conn.execute(_SET, ("merge", _PAGES + told // _TOLD))


def _settle(conn: Connection) -> None:
    """Let the index have the settings of this program."""
    held = dict(conn.execute("SELECT k, v FROM search_config").fetchall())
    for name, value in _SETTINGS.items():
        if held.get(name) != value:
            conn.execute(_SET, (name, value))


_SET = "INSERT INTO search (search, rank) VALUES (?, ?)"


def rebuild(db: Database) -> None:
    """Index every live row anew; call it inside a transaction."""
    conn = db.conn
    conn.execute("INSERT INTO search (search) VALUES ('delete-all')")
    _settle(conn)
    for kind in indexed():
        for rows in _live(conn, kind):
            conn.executemany(_INSERT, rows)
            _merge(conn, sum(len(part) for row in rows for part in row[1:]))
    conn.execute(
        "INSERT INTO meta (key, value) VALUES ('search', ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [version()],
    )


def findings(db: Database) -> list[str]:
    """Say where the index differs from one made anew, word by word; empty = all well."""
    if not is_current(db):
        return ["The search index was made by other rules."]
    conn = db.conn
    conn.execute(
        f"CREATE VIRTUAL TABLE temp.search_anew USING fts5({_COLUMNS}, content='', {_TOKENS})"
    )
    try:
        for kind in indexed():
            for rows in _live(conn, kind):
                conn.executemany(_INSERT.replace("search", "temp.search_anew", 1), rows)
        return _differences(conn)
    finally:
        conn.execute("DROP TABLE temp.search_anew")


_TOKENS = "tokenize='unicode61 remove_diacritics 0'"


def _differences(conn: Connection) -> list[str]:
    conn.execute("CREATE VIRTUAL TABLE temp.words_held USING fts5vocab(main, search, instance)")
    conn.execute(
        "CREATE VIRTUAL TABLE temp.words_anew USING fts5vocab(temp, search_anew, instance)"
    )
    try:
        if _alike(conn):
            return []
        surplus = _count(conn, "words_held", "words_anew")
        missing = _count(conn, "words_anew", "words_held")
    finally:
        conn.execute("DROP TABLE temp.words_held")
        conn.execute("DROP TABLE temp.words_anew")
    found = []
    if surplus:
        found.append(f"The search index holds words that no record has: {surplus:,}.")
    if missing:
        found.append(f"The search index lacks words of records: {missing:,}.")
    return found


def _alike(conn: Connection) -> bool:
    """Whether both indexes hold the same words: FTS5 gives them in one order, so no sorting."""
    held = conn.execute("SELECT * FROM temp.words_held")
    anew = conn.execute("SELECT * FROM temp.words_anew")
    part: list[tuple[Any, ...]] = [()]
    while part:
        part = held.fetchmany(10_000)
        if part != anew.fetchmany(10_000):
            return False
    return True


def _count(conn: Connection, these: str, those: str) -> int:
    sql = f"SELECT count(*) FROM (SELECT * FROM temp.{these} EXCEPT SELECT * FROM temp.{those})"
    return int(conn.execute(sql).fetchone()[0])


def _live(conn: Connection, kind: Kind) -> Iterator[list[tuple[Any, ...]]]:
    """Words of all live rows of a kind, some thousands at a time."""
    columns = searched_columns(kind)
    sql = (
        f"SELECT id, {', '.join(columns)} FROM {kind.name}"
        " WHERE id > ? AND deleted_at IS NULL ORDER BY id LIMIT 5000"
    )
    last = 0
    while rows := conn.execute(sql, [last]).fetchall():
        last = rows[-1][0]
        found = (
            (row[0], _words(conn, kind, dict(zip(columns, row[1:], strict=True)))) for row in rows
        )
        yield [(id_, *held) for id_, held in found if held]


@functools.cache
def searched_columns(kind: Kind) -> tuple[str, ...]:
    """Columns that decide by which words a row is found."""
    if kind.name == "text":
        return ("sha256", "deleted_at")
    return (*(c.name for field in searched(kind) for c in field.columns), "deleted_at")


@dataclass(frozen=True, slots=True)
class _Part:
    """One searched field: where its words stand and how they are indexed."""

    column: str
    codec: Codec | None  # None: the column holds the words themselves
    is_body: bool
    heard: Callable[[str], list[str]] | None


@functools.cache
def _parts(kind: Kind) -> tuple[_Part, ...]:
    return tuple(
        _Part(
            column=field.columns[0].name,
            codec=field.codec if field.type is FieldType.ALIASES else None,
            is_body=field.type in _BODIES,
            heard=sounds if field.name in _NAMES else _telling if field.name in _TITLES else None,
        )
        for field in searched(kind)
    )


def _telling(title: str) -> list[str]:
    """Skeletons of a title's longer words; short ones say too little."""
    return [heard for word in words(title) if len(heard := skeleton(word)) >= TELLING]


def _written(kind: Kind, row: Values) -> Iterator[tuple[_Part, str]]:
    """Searched words of a row as they were written; other names one by one."""
    for part in _parts(kind):
        value = row.get(part.column)
        if value and part.codec:
            yield from ((part, alias.text) for alias in part.codec.unpack([value]))
        elif value:
            yield part, value


def texts(kind: Kind, row: Values) -> tuple[Sequence[str], Sequence[str]]:
    """Names and bodies of a row, as they were written; other names one by one."""
    plain = _plain_columns(kind)
    if plain is not None:
        named, said = plain
        return [row[name] for name in named if row[name]], [row[name] for name in said if row[name]]
    names: list[str] = []
    bodies: list[str] = []
    for part, text in _written(kind, row):
        (bodies if part.is_body else names).append(text)
    return names, bodies


@functools.cache
def _plain_columns(kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Columns of names and of bodies, of a kind whose columns all hold the words themselves."""
    parts = _parts(kind)
    if any(part.codec for part in parts):
        return None
    return (
        tuple(part.column for part in parts if not part.is_body),
        tuple(part.column for part in parts if part.is_body),
    )


def _words(conn: Connection, kind: Kind, row: Values | None) -> Words | None:
    """Words a row is indexed by; None if it is not to be found."""
    if row is None or row.get("deleted_at"):
        return None
    code = CODES[kind.name]
    if kind.name == "text":
        sql = "SELECT content FROM body WHERE sha256 = ?"
        body = conn.execute(sql, [row["sha256"]]).fetchone()
        return (code, "", fold(body[0]), "") if body else None
    names: list[str] = []
    bodies: list[str] = []
    heard: list[str] = []
    for part, text in _written(kind, row):
        (bodies if part.is_body else names).append(text)
        if part.heard:
            heard += part.heard(text)
    if not names and not bodies:
        return None
    spoken = " ".join(dict.fromkeys(heard)) if heard else ""
    return (code, fold("\n".join(names)), fold("\n".join(bodies)), spoken)
