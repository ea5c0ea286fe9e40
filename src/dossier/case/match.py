"""Typed words as full-text expressions. Whatever is typed is words: nothing is an operator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dossier.case.dbapi import Connection
from dossier.case.fold import skeleton, words
from dossier.case.index import CODES, TELLING

# A question of more words than this is a text; the words beyond it add nothing
MOST_WORDS = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """The folded words of a question, and the skeletons by which names that sound so are found."""

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    whole: str

    def meets(self, word: str) -> bool:
        """Whether a folded word answers one of the asked ones."""
        return word.startswith(self.words) or self.sounds_like(word)

    def sounds_like(self, word: str) -> bool:
        """Whether a folded word sounds like one of the asked ones."""
        return len(heard := skeleton(word)) >= TELLING and heard in (*self.sounds, self.whole)


def asked(text: str) -> Asked:
    """Read what was typed; no words are an empty question, which finds nothing."""
    found = tuple(dict.fromkeys(words(text)))[:MOST_WORDS]
    # a number sounds like nothing: "convoy 599" is not the name Convoy
    whole = _telling("".join(found)) if all(map(str.isalpha, found)) else ""
    return Asked(found, tuple(map(_telling, found)), whole)


def _telling(word: str) -> str:
    heard = skeleton(word)
    return heard if len(heard) >= TELLING else ""


def strict(question: Asked, kinds: Iterable[str]) -> str:
    """Expression for rows of these kinds that hold words beginning with every asked word."""
    spelt = " AND ".join(map(_beginning, question.words))
    return f"{_of(kinds)} AND {{names body}} : ({spelt})"


def loose(question: Asked, kinds: Iterable[str]) -> str:
    """Expression for rows that hold every asked word, or a name that sounds like it."""
    each = " AND ".join(map(_either, question.words, question.sounds))
    parts = [f"({each})"] if each else []
    parts += [f'sound : "{question.whole}"'] if question.whole else []
    return f"{_of(kinds)} AND ({' OR '.join(parts)})"


def _of(kinds: Iterable[str]) -> str:
    codes = " OR ".join(f'"{CODES[kind]}"' for kind in kinds)
    return f"kind : ({codes})"


def _beginning(word: str) -> str:
    # a single letter begins too much to be a beginning
    return f'"{word}" *' if len(word) > 1 else f'"{word}"'


def _either(word: str, heard: str) -> str:
    spelt = f"{{names body}} : {_beginning(word)}"
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


_FOUND = "(SELECT rowid FROM search WHERE search MATCH ?)"
_WITHIN = f"(SELECT id FROM place WHERE parent IN {_FOUND})"
_LINKED = "incident.id IN (SELECT l.incident FROM {} l WHERE l.deleted_at IS NULL AND l.{} IN {})"
# What a list shows of a record beside its own words, and the kind in which it is looked up
_SHOWN: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        "incident": (
            (_LINKED.format("incident_place", "place", _FOUND), "place"),
            (_LINKED.format("incident_place", "place", _WITHIN), "place"),
            (_LINKED.format("incident_actor", "actor", _FOUND), "actor"),
            (_LINKED.format("claim", "id", _FOUND), "claim"),
        ),
        "source": ((f"source.publisher IN {_FOUND}", "actor"),),
        "quote": (
            (f"quote.speaker IN {_FOUND}", "actor"),
            (f"quote.on_behalf_of IN {_FOUND}", "actor"),
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
    each = [_anywhere(kind, Asked((word,), (heard,), "")) for word, heard in pairs]
    sql, params = " AND ".join(part for part, _ in each), [p for _, held in each for p in held]
    if not question.whole or len(question.words) == 1:
        return sql, params
    whole, more = _anywhere(kind, Asked((), (), question.whole))
    return f"(({sql}) OR {whole})", params + more


def _anywhere(kind: str, question: Asked) -> tuple[str, list[str]]:
    own = (f"{kind}.id IN {_FOUND}", kind)
    terms = [(sql, loose(question, [target])) for sql, target in (own, *_SHOWN.get(kind, ()))]
    return f"({' OR '.join(sql for sql, _ in terms)})", [param for _, param in terms]
