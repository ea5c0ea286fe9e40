"""What the terms of a search ask of each kind of record, as SQL conditions.

A term that says nothing about a kind, or whose value is not understood, is met by no record: a
filter that were left out unseen would show, and print, what nobody asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from dossier.case import match
from dossier.case.fold import words
from dossier.case.match import FOUND
from dossier.case.query import Part, Term
from dossier.model.codecs import Scalar
from dossier.model.dates import Reported
from dossier.model.records import kind_named
from dossier.model.terms import CorroborationStatus, Credibility, Reliability, vocabulary

Clause = tuple[str, list[Scalar]]

_NEVER: Clause = ("0", [])
# What a record of a kind is called by `kind:`, and where its work stands for `status:`
_KIND_FIELD = MappingProxyType(
    {"incident": "kind", "source": "kind", "quote": "form", "actor": "kind", "place": "kind"}
)
_STATUS_FIELD = MappingProxyType({"incident": "status", "quote": "status"})
# The date by which a kind is listed
DATE_FIELD: Mapping[str, str] = MappingProxyType(
    {"incident": "date", "source": "published", "quote": "said"}
)

_SPEAKS = f"(q.speaker IN {FOUND} OR q.on_behalf_of IN {FOUND} OR q.id IN {FOUND})"
_LIVE_QUOTE = f"q.deleted_at IS NULL AND {_SPEAKS}"
_TO_SOURCE = "JOIN citation c ON c.id = {} JOIN text t ON t.id = c.text"
_IS_SOURCE = (
    f"t.source IN (SELECT s.id FROM source s WHERE s.id IN {FOUND}"
    f" OR (s.publisher IN {FOUND} AND s.deleted_at IS NULL))"
)
_AT_PLACE = (
    "(SELECT w.incident FROM incident_place w WHERE w.deleted_at IS NULL AND (w.place IN"
    f" {FOUND} OR w.place IN (SELECT id FROM place WHERE parent IN {FOUND})))"
)
_OF_LETTER = (
    "(SELECT s.id FROM source s LEFT JOIN actor p ON p.id = s.publisher"
    " WHERE coalesce(s.reliability, p.reliability) = ?)"
)
_BORNE = (
    "quote.id IN (SELECT b.quote FROM quote_incident b WHERE b.deleted_at IS NULL"
    " AND b.incident IN {})"
)

# Conditions by kind, with the kinds of the names they take in order: a(ctor), s(ource), p(lace),
# q(uote's own words)
_NAMED: Mapping[tuple[str, Term], tuple[str, str]] = MappingProxyType(
    {
        ("quote", Term.SPEAKER): (_SPEAKS.replace("q.", "quote."), "aaq"),
        ("incident", Term.SPEAKER): (
            (
                "(incident.id IN (SELECT b.incident FROM quote_incident b JOIN quote q"
                f" ON q.id = b.quote WHERE b.deleted_at IS NULL AND {_LIVE_QUOTE})"
                " OR incident.id IN (SELECT l.incident FROM claim l JOIN attribution a"
                " ON a.citation = l.citation WHERE l.deleted_at IS NULL AND a.deleted_at IS NULL"
                f" AND a.actor IN {FOUND}))"
            ),
            "aaqa",
        ),
        ("source", Term.SPEAKER): (
            (
                f"source.id IN (SELECT t.source FROM quote q {_TO_SOURCE.format('q.citation')}"
                f" WHERE {_LIVE_QUOTE})"
            ),
            "aaq",
        ),
        ("actor", Term.SPEAKER): (f"actor.id IN {FOUND}", "a"),
        ("source", Term.SOURCE): (f"(source.id IN {FOUND} OR source.publisher IN {FOUND})", "sa"),
        ("quote", Term.SOURCE): (
            (
                "quote.citation IN (SELECT c.id FROM citation c JOIN text t ON t.id = c.text"
                f" WHERE {_IS_SOURCE})"
            ),
            "sa",
        ),
        ("incident", Term.SOURCE): (
            (
                "(incident.id IN (SELECT l.incident FROM claim l"
                f" {_TO_SOURCE.format('l.citation')} WHERE l.deleted_at IS NULL AND {_IS_SOURCE})"
                " OR incident.id IN (SELECT b.incident FROM quote_incident b JOIN quote q"
                f" ON q.id = b.quote {_TO_SOURCE.format('q.citation')}"
                f" WHERE b.deleted_at IS NULL AND q.deleted_at IS NULL AND {_IS_SOURCE}))"
            ),
            "sasa",
        ),
        ("incident", Term.PLACE): (f"incident.id IN {_AT_PLACE}", "pp"),
        ("quote", Term.PLACE): (_BORNE.format(_AT_PLACE), "pp"),
        ("place", Term.PLACE): (f"(place.id IN {FOUND} OR place.parent IN {FOUND})", "pp"),
    }
)
_NAMES: Mapping[str, str] = MappingProxyType(
    {"a": "actor", "s": "source", "p": "place", "q": "quote"}
)


def condition(kind: str, part: Part) -> Clause:
    """SQL condition and parameters of one limit on the live records of a kind."""
    if part.term is None:
        question = match.asked("" if part.phrase else part.value, [part.value] * part.phrase)
        sql, params = match.absence(kind, question) if question else ("1", [])
        return sql, list(params)
    sql, held = _stated(kind, part.term, part.value) if not trouble(part) else _NEVER
    if sql == "0":
        return _NEVER
    return (f"NOT coalesce({sql}, 0)", held) if part.negated else (sql, held)


def trouble(part: Part) -> str:
    """Say why the value of a term is not understood; "" if it is, or is still to be typed."""
    if part.term is None or not part.value:
        return ""
    if part.term in (Term.AFTER, Term.BEFORE):
        known = Reported.of(part.value).bounds is not None
        return "" if known else f"“{part.value}” is not a date; write 2021-06-22"
    if part.term is Term.GRADE:
        return "" if _grade(part.value) else f"“{part.value}” is not a grade; write B2, B or 2"
    offered = choices(part.term)
    if offered and not any(_begins(part.value, *choice) for choice in offered):
        return f"“{part.value}” is none of the words for {part.term}:"
    return ""


def choices(term: Term) -> tuple[tuple[str, str], ...]:
    """Values of a term that come from word lists, as (what is typed, what it means)."""
    match term:
        case Term.IS:
            held = vocabulary("corroboration_status")
            return tuple((_typed(one.key), one.label) for one in held.offered)
        case Term.GRADE:
            return (
                *((one.key, one.label) for one in vocabulary("source_reliability").offered),
                *((one.key, one.label) for one in vocabulary("information_credibility").offered),
            )
        case Term.STATUS:
            return tuple(_words(_STATUS_FIELD))
        case Term.KIND:
            listed = ((name, kind_named(name).about.label) for name in _KIND_FIELD)
            return (*listed, *_words(_KIND_FIELD))
    return ()


def _words(fields: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    lists = (kind_named(kind).field(name).vocabulary for kind, name in fields.items())
    found = {one.key: one.label for name in lists for one in vocabulary(name).offered}
    return ((_typed(key), label) for key, label in found.items())


def _typed(key: str) -> str:
    return key.replace("_", "-")


def _stated(kind: str, term: Term, value: str) -> Clause:
    if (kind, term) in _NAMED:
        return _of_names(*_NAMED[kind, term], value)
    match term:
        case Term.AFTER | Term.BEFORE:
            return _dated(kind, term, value)
        case Term.GRADE:
            return _graded(kind, value)
        case Term.STATUS:
            return _of_keys(kind, _STATUS_FIELD.get(kind, ""), value)
        case Term.KIND:
            return _of_kind(kind, value)
        case _:
            return _standing(kind, value) if term is Term.IS else _NEVER


def _of_names(sql: str, kinds: str, value: str) -> Clause:
    if not words(value):
        return _NEVER
    return sql, [match.named(_NAMES[letter], value) for letter in kinds]


def _dated(kind: str, term: Term, value: str) -> Clause:
    """Dates that may lie on or after, on or before, the day."""
    bounds = Reported.of(value).bounds
    if bounds is None or kind not in DATE_FIELD:
        return _NEVER
    column = f"{kind}.{DATE_FIELD[kind]}"
    if term is Term.AFTER:
        return f"{column}_max >= ?", [bounds.lower]
    return f"{column}_min <= ?", [bounds.upper]


def _grade(value: str) -> tuple[str, str] | None:
    """Letter and digit of "B2", "b" or "2", "" for the one not given; None if it is no grade."""
    halves = value.strip().upper()
    letter = halves[:1] if halves[:1] in set(Reliability) else ""
    digit = halves[len(letter) :]
    return (letter, digit) if digit in {"", *Credibility} and halves else None


def _graded(kind: str, value: str) -> Clause:
    letter, digit = _grade(value) or ("", "")
    of_letter: list[Scalar] = [letter] if letter else []
    if kind == "incident" and (letter or digit):
        sql = (
            "incident.id IN (SELECT l.incident FROM claim l LEFT JOIN citation c ON c.id ="
            " l.citation LEFT JOIN text t ON t.id = c.text WHERE l.deleted_at IS NULL"
        )
        sql += f" AND t.source IN {_OF_LETTER}" if letter else ""
        sql += " AND l.credibility = ?" if digit else ""
        return f"{sql})", [*of_letter, *([digit] if digit else [])]
    if digit or not letter:
        return _NEVER
    match kind:
        case "source":
            return f"source.id IN {_OF_LETTER}", of_letter
        case "quote":
            cited = "SELECT c.id FROM citation c JOIN text t ON t.id = c.text"
            return f"quote.citation IN ({cited} AND t.source IN {_OF_LETTER})", of_letter
        case "actor":
            return "actor.reliability = ?", of_letter
    return _NEVER


def _of_kind(kind: str, value: str) -> Clause:
    about = kind_named(kind).about
    if any(_begins(value, name, name) for name in (about.name, about.plural)):
        return "1", []
    return _of_keys(kind, _KIND_FIELD.get(kind, ""), value)


def _of_keys(kind: str, field: str, value: str) -> Clause:
    if not field:
        return _NEVER
    held = vocabulary(kind_named(kind).field(field).vocabulary)
    return _in(f'{kind}."{field}"', _meant(value, ((one.key, one.label) for one in held)))


def _standing(kind: str, value: str) -> Clause:
    held = vocabulary("corroboration_status")
    keys = _meant(value, ((one.key, one.label) for one in held))
    sql, params = _in("d.status", [key for key in keys if key in set(CorroborationStatus)])
    among = f"(SELECT d.id FROM derived d WHERE {sql})"
    match kind:
        case "incident":
            return f"incident.id IN {among}", params
        case "quote":
            return _BORNE.format(among), params
    return _NEVER


def _in(column: str, keys: Sequence[str]) -> Clause:
    marks = ", ".join("?" for _ in keys)
    return (f"{column} IN ({marks})", list(keys)) if keys else _NEVER


def _meant(value: str, offered: Iterable[tuple[str, str]]) -> list[str]:
    """Keys that the value names exactly, else those that begin so."""
    asked, held = words(value), list(offered)
    exact = [key for key, label in held if asked in (words(key), words(label))]
    return exact or [key for key, label in held if _begins(value, key, label)]


def _begins(value: str, key: str, label: str) -> bool:
    asked = " ".join(words(value))
    return bool(asked) and any(" ".join(words(name)).startswith(asked) for name in (key, label))


def limited(kind: str, parts: Iterable[Part]) -> Clause:
    """All limits together; "1" if there are none."""
    clauses = [condition(kind, part) for part in parts]
    sql = " AND ".join(f"({one})" for one, _ in clauses)
    return sql or "1", [param for _, params in clauses for param in params]
