"""Typed words as full-text expressions. Whatever is typed is words: nothing is an operator."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from dossier.case.dbapi import Connection
from dossier.case.fold import skeleton, words
from dossier.case.index import CODES, TELLING

# A question of more words than this is a text; the words beyond it add nothing
MOST_WORDS = 16


@dataclass(frozen=True)
class Asked:
    """The folded words of a question, and the skeletons by which names that sound so are found.

    `phrases` are folded words that stand side by side, with a space between.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    whole: str
    phrases: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.words or self.phrases)

    @functools.cached_property
    def spelt(self) -> tuple[str, ...]:
        """Words to look for as they are written, those of phrases too."""
        return (*self.words, *(word for phrase in self.phrases for word in phrase.split()))

    @functools.cached_property
    def heard(self) -> frozenset[str]:
        """Skeletons to look for."""
        return frozenset(filter(None, (*self.sounds, self.whole)))

    def meets(self, word: str) -> bool:
        """Whether a folded word answers one of the asked ones."""
        return word.startswith(self.spelt) or self.sounds_like(word)

    def sounds_like(self, word: str) -> bool:
        """Whether a folded word sounds like one of the asked ones."""
        return bool(self.heard) and skeleton(word) in self.heard


def asked(text: str, phrases: Sequence[str] = ()) -> Asked:
    """Read plain words and phrases; none are an empty question, which finds nothing."""
    found = tuple(dict.fromkeys(words(text)))[:MOST_WORDS]
    # a number sounds like nothing: "convoy 599" is not the name Convoy
    whole = _telling("".join(found)) if all(map(str.isalpha, found)) else ""
    held = dict.fromkeys(" ".join(words(phrase)[:MOST_WORDS]) for phrase in phrases)
    return Asked(found, tuple(map(_telling, found)), whole, tuple(filter(None, held)))


def _telling(word: str) -> str:
    heard = skeleton(word)
    return heard if len(heard) >= TELLING else ""


Endings = Mapping[str, Sequence[str]]
_NO_ENDINGS: Endings = MappingProxyType({})


def strict(question: Asked, kinds: Iterable[str], endings: Endings = _NO_ENDINGS) -> str:
    """Expression for rows of these kinds that hold words beginning with every asked word.

    `endings` gives the words that begin so, where they are known: see `known_endings`.
    """
    spelt = [_beginning(word, endings) for word in question.words]
    spelt += map(_marked, question.phrases)
    return " AND ".join((*_of(kinds), f"{{names body}} : ({' AND '.join(spelt)})"))


def loose(question: Asked, kinds: Iterable[str], endings: Endings = _NO_ENDINGS) -> str:
    """Expression for rows that hold every asked word, or a name that sounds like it."""
    each = " AND ".join(
        _either(word, heard, endings)
        for word, heard in zip(question.words, question.sounds, strict=True)
    )
    parts = [f"({each})"] if each else []
    parts += [f'sound : "{question.whole}"'] if question.whole else []
    sides = [f"({' OR '.join(parts)})"] if parts else []
    sides += [f"{{names body}} : {_marked(phrase)}" for phrase in question.phrases]
    return " AND ".join((*_of(kinds), *sides))


def _of(kinds: Iterable[str]) -> tuple[str, ...]:
    """Condition on the kind of a row; none if all are meant, which would cost much."""
    codes = {CODES[kind] for kind in kinds}
    listed = " OR ".join(f'"{code}"' for code in sorted(codes))
    return () if len(codes) == len(CODES) else (f"kind : ({listed})",)


def _beginning(word: str, endings: Endings) -> str:
    if word in endings:
        return f"({' OR '.join(map(_marked, endings[word]))})"
    # a single letter begins too much to be a beginning
    return f'"{word}" *' if len(word) > 1 else f'"{word}"'


_INDEXED = 3  # letters of beginnings that the index holds
_MOST_ENDINGS = 24


def known_endings(conn: Connection, question: Asked) -> Endings:
    """The words of the case that begin like each longer asked word, if there are but few.

    FTS5 collects all rows of all words with a beginning before it gives the newest
    (https://www.sqlite.org/fts5.html, 4.2); of words it is told it reads no more than are wanted.
    """
    conn.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_known"
        " USING fts5vocab(main, search, instance)"
    )
    found = {word: _endings(conn, word) for word in question.words if len(word) > _INDEXED}
    return {word: held for word, held in found.items() if 0 < len(held) <= _MOST_ENDINGS}


def _endings(conn: Connection, beginning: str) -> list[str]:
    """Words from this beginning on, one more than are wanted at most."""
    found: list[str] = []
    sought = beginning
    while len(found) <= _MOST_ENDINGS:
        row = conn.execute(
            "SELECT term FROM temp.words_known WHERE term >= ? LIMIT 1", (sought,)
        ).fetchone()
        if row is None or not row[0].startswith(beginning):
            break
        found.append(row[0])
        sought = f"{row[0]}\x01"  # behind all places of that word
    return found


def _marked(phrase: str) -> str:
    return f'"{phrase}"'


def _either(word: str, heard: str, endings: Endings) -> str:
    spelt = f"{{names body}} : {_beginning(word, endings)}"
    return f'({spelt} OR sound : "{heard}")' if heard else spelt


def newest(conn: Connection, expression: str, limit: int) -> list[int]:
    """Ids of the rows that match, newest first."""
    sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in conn.execute(sql, [expression, limit]).fetchall()]


def best(conn: Connection, expression: str, limit: int) -> list[int]:
    """Ids of the rows that match, best first: BM25 over the whole index."""
    sql = (
        "SELECT rowid FROM search WHERE search MATCH ?"
        " ORDER BY bm25(search, 0.0, 5.0, 1.0, 2.0), rowid DESC LIMIT ?"
    )
    return [row[0] for row in conn.execute(sql, [expression, limit]).fetchall()]


# Records that answer one full-text expression, its parameter
FOUND = "(SELECT rowid FROM search WHERE search MATCH ?)"
_WITHIN = f"(SELECT id FROM place WHERE parent IN {FOUND})"
_LINKED = "incident.id IN (SELECT l.incident FROM {} l WHERE l.deleted_at IS NULL AND l.{} IN {})"
# What a list shows of a record beside its own words, and the kind in which it is looked up
_SHOWN: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "incident": (
            (_LINKED.format("incident_place", "place", FOUND), "place"),
            (_LINKED.format("incident_place", "place", _WITHIN), "place"),
            (_LINKED.format("incident_actor", "actor", FOUND), "actor"),
            (_LINKED.format("claim", "id", FOUND), "claim"),
        ),
        "source": ((f"source.publisher IN {FOUND}", "actor"),),
        "quote": (
            (f"quote.speaker IN {FOUND}", "actor"),
            (f"quote.on_behalf_of IN {FOUND}", "actor"),
        ),
    }
)


def condition(kind: str, question: Asked) -> tuple[str, list[str]]:
    """SQL condition and parameters: each asked word is in a row or in what lists show of it.

    Or all words together sound like one name there: "Sher Khan" is written as one word in Dari.
    """
    if kind not in CODES:
        return "0", []
    pairs = zip(question.words, question.sounds, strict=True)
    each = [_anywhere(kind, Asked((word,), (heard,), ""), loose) for word, heard in pairs]
    stand = [_anywhere(kind, Asked((), (), "", (held,)), strict) for held in question.phrases]
    if not question.whole or len(question.words) == 1:
        return _all([*each, *stand])
    sql, params = _all(each)
    whole, more = _anywhere(kind, Asked((), (), question.whole), loose)
    return _all([(f"(({sql}) OR {whole})", params + more), *stand])


def absence(kind: str, question: Asked) -> tuple[str, list[str]]:
    """SQL condition and parameters: none of the words, spelt so, is in a row or shown of it."""
    if kind not in CODES:
        return "0", []
    sql, params = _anywhere(kind, question, strict)
    return f"NOT coalesce({sql}, 0)", params


def named(kind: str, name: str) -> str:
    """Expression for the records of a kind that a name means, however it is spelt."""
    return loose(asked(name), [kind])


def _all(parts: Sequence[tuple[str, list[str]]]) -> tuple[str, list[str]]:
    return " AND ".join(sql for sql, _ in parts), [p for _, held in parts for p in held]


def _anywhere(
    kind: str, question: Asked, express: Callable[[Asked, Iterable[str]], str]
) -> tuple[str, list[str]]:
    own = (f"{kind}.id IN {FOUND}", kind)
    terms = [(sql, express(question, [target])) for sql, target in (own, *_SHOWN.get(kind, ()))]
    return f"({' OR '.join(sql for sql, _ in terms)})", [param for _, param in terms]
