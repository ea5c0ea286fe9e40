"""Which records a list shows, and in which order: one SQL question, answered as an array of ids."""

import json
from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType

from dossier.case import arrays, limits, match, query
from dossier.case.dbapi import Connection
from dossier.errors import DossierError
from dossier.model import narrowing
from dossier.model.codecs import Scalar
from dossier.model.dates import Reported
from dossier.model.field import Field, FieldType, Kind
from dossier.model.records import kind_named

# Keys of `sort` and `where` that are computed, as (column of the derived cache)
COMPUTED: Mapping[str, str] = MappingProxyType(
    {
        "items": "items",
        "outlets": "outlets",
        "origins": "origins",
        "corroboration": "status",
        "modified": "modified",
    }
)
_DERIVED = frozenset({"incident", "source"})
# Before a key of `where`: all of its values must be met, or none may be
EACH, NONE = "+", "-"
_FIRST_SORT: Mapping[str, str] = MappingProxyType(
    {"incident": "date", "source": "published", "quote": "said", "actor": "name", "place": "name"}
)
# Filters by a linked record's id: kind -> key -> rows that name the record
_LINKED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "incident": {
            "place": "SELECT incident FROM incident_place WHERE place = ? AND deleted_at IS NULL",
            "actor": "SELECT incident FROM incident_actor WHERE actor = ? AND deleted_at IS NULL",
            "quote": "SELECT incident FROM quote_incident WHERE quote = ? AND deleted_at IS NULL",
            "source": "SELECT l.incident FROM claim l JOIN citation c ON c.id = l.citation"
            " JOIN text t ON t.id = c.text WHERE t.source = ? AND l.deleted_at IS NULL",
        },
        "quote": {
            "incident": "SELECT quote FROM quote_incident"
            " WHERE incident = ? AND deleted_at IS NULL",
            "source": "SELECT q.id FROM quote q JOIN citation c ON c.id = q.citation"
            " JOIN text t ON t.id = c.text WHERE t.source = ?",
        },
    }
)
# A saved filter as a filter of others: their ids
VIEW = "view"


@dataclass(slots=True)
class _Question:
    """SQL in the making: joined tables, conditions and their parameters in order.

    `within` are the saved filters whose terms these are.
    """

    kind: Kind
    conditions: list[str]
    params: list[Scalar] = field(default_factory=list)
    derived: bool = False
    within: frozenset[str] = frozenset()

    def add(self, condition: str, *params: Scalar) -> None:
        self.conditions.append(condition)
        self.params += params


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a list asks for: see `find.ids`."""

    kind: str
    words: str = ""
    where: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False
    trashed: bool = False


def ids(conn: Connection, asked: Selection, most: int | None = None) -> "array[int]":
    """Ids of the records of a kind that meet every filter, in order; what has no value comes last.

    No more than the first `most`. DossierError for a key that the kind does not have.
    """
    question = _question(conn, asked)
    sql = _sql(question, asked)
    if most is None:
        return _fetched(conn, sql, question.params)
    return _fetched(conn, f"{sql} LIMIT ?", [*question.params, most])


def unordered(conn: Connection, asked: Selection) -> tuple[str, list[Scalar]]:
    """The records of a selection as a table to ask further questions of, and its parameters."""
    question = _question(conn, asked)
    rows = f'SELECT * FROM "{asked.kind}" WHERE {" AND ".join(question.conditions)}'
    return f"({rows})", question.params


def column(kind: Kind, key: str) -> str:
    """Column that a field is sorted and filtered by; DossierError if the kind has no such field."""
    return f'"{_column(_known(kind, key))}"'


def bare(key: str) -> str:
    """Give a key of `where` without what says how its values are met."""
    return key.removeprefix(EACH).removeprefix(NONE)


def _fetched(conn: Connection, sql: str, params: Sequence[Scalar]) -> "array[int]":
    # one text with all ids comes a little sooner, but holds them three times over, and up the
    # other threads while it is read
    found = array("q")
    found.extend(chain.from_iterable(conn.execute(sql, params)))
    return found


_BEGINNING = 40
# More records than these are not placed one by one
FEW = 40


def renewed(
    conn: Connection, asked: Selection, shown: "array[int]", changed: Collection[int]
) -> "array[int]":
    """Ids of the selection when only these few records changed since it was `shown`.

    Each is taken out, and put where it belongs now: the other rows keep their order. If all stand
    where they belong, `shown` itself is given.
    """
    question = _question(conn, asked)
    these = f"{asked.kind}.id IN (SELECT value FROM json_each(?))"
    question.add(these, json.dumps(sorted(changed)))
    # by id and by no other index: these are few
    sql = _sql(question, asked).replace(f'"{asked.kind}"', f'"{asked.kind}" NOT INDEXED', 1)
    live = _fetched(conn, sql, question.params)
    places = {id_: arrays.place(shown, id_) for id_ in changed}
    held = {id_ for id_, at in places.items() if at >= 0}
    if held == set(live) and all(_stands(conn, asked, shown, places[id_]) for id_ in live):
        return shown
    kept = shown[:]
    for at in sorted((places[id_] for id_ in held), reverse=True):
        del kept[at]
    for id_ in live:
        kept.insert(_placed(conn, asked, kept, id_), id_)
    return kept


def _stands(conn: Connection, asked: Selection, ids_: "array[int]", at: int) -> bool:
    """Whether an id stands between its neighbours as it should."""
    around = ids_[max(0, at - 1) : at + 2]
    marks = ", ".join("?" * len(around))
    question = _Question(kind_named(asked.kind), [f"{asked.kind}.id IN ({marks})"], list(around))
    return _fetched(conn, _sql(question, asked), question.params) == around


def _placed(conn: Connection, asked: Selection, ids_: "array[int]", id_: int) -> int:
    """Find by halving how many of the ordered ids come before this one."""
    bare = _Question(kind_named(asked.kind), [f"{asked.kind}.id IN (?, ?)"])
    sql = _sql(bare, asked)
    low, high = 0, len(ids_)
    while low < high:
        half = (low + high) // 2
        first = conn.execute(sql, (ids_[half], id_)).fetchone()[0]
        low, high = (half + 1, high) if first != id_ else (low, half)
    return low


def _question(conn: Connection, asked: Selection) -> _Question:
    absent = "IS NOT NULL" if asked.trashed else "IS NULL"
    question = _Question(kind_named(asked.kind), [f"{asked.kind}.deleted_at {absent}"])
    _ask(conn, question, asked)
    return question


def _ask(conn: Connection, question: _Question, asked: Selection) -> None:
    kind = asked.kind
    typed = query.parse(asked.words)
    spelt = match.asked(typed.words, typed.phrases)
    if spelt:
        condition, params = match.condition(kind, spelt)
        question.add(condition, *params)
    if typed.limits:
        condition, held = limits.limited(kind, typed.limits)
        question.add(condition, *held)
    for key, value in asked.where.items():
        values = (value,) if isinstance(value, str) else tuple(value)
        if values:
            _filter_by(conn, question, key, values)


def _sql(question: _Question, asked: Selection) -> str:
    kind = asked.kind
    first = asked.sort or _FIRST_SORT.get(kind, "id")
    order = _order(question, first, descending=asked.descending)
    join = f" LEFT JOIN derived ON derived.id = {kind}.id" if question.derived else ""
    return (
        f'SELECT {kind}.id FROM "{kind}"{join} WHERE {" AND ".join(question.conditions)}'
        f" ORDER BY {order}"
    )


def _filter_by(conn: Connection, question: _Question, key: str, values: Sequence[str]) -> None:
    """Add one filter: one of its values must be met; under "+key" each of them, "-key" none."""
    each = _Question(question.kind, [], within=question.within)
    for value in values:
        if bare(key) == VIEW:
            _filter_by_view(conn, each, value)
        else:
            _filter(each, bare(key), value)
    joint = " AND " if key.startswith(EACH) else " OR "
    condition = f"({joint.join(each.conditions)})"
    question.add(
        f"NOT coalesce({condition}, 0)" if key.startswith(NONE) else condition, *each.params
    )


def _filter_by_view(conn: Connection, question: _Question, value: str) -> None:
    """Ask for what a saved filter asks for.

    One that is gone, lists another kind, rests on itself or cannot be read is met by no record.
    """
    sql = f"SELECT words, filters FROM {VIEW} WHERE id = ? AND listed = ? AND deleted_at IS NULL"
    held = conn.execute(sql, (_number(VIEW, value), question.kind.name)).fetchone()
    where = narrowing.read(held[1] or "") if held else None
    if where is None or value in question.within:
        question.add("0")
        return
    inner = _Question(question.kind, ["1"], within=question.within | {value})
    try:
        _ask(conn, inner, Selection(kind=inner.kind.name, words=held[0] or "", where=where))
    except DossierError:
        question.add("0")
    else:
        question.add(f"({' AND '.join(inner.conditions)})", *inner.params)


def _filter(question: _Question, key: str, value: str) -> None:
    """Add one filter; the empty value asks for records that have none."""
    kind = question.kind
    linked = _LINKED.get(kind.name, {}).get(key)
    if linked:
        question.add(f"{kind.name}.id IN ({linked})", _number(key, value))
    elif key in COMPUTED and kind.name in _DERIVED:
        rows = f"SELECT id FROM derived WHERE {COMPUTED[key]} IS ?"
        question.add(f"{kind.name}.id IN ({rows})", _computed(key, value))
    elif key in ("after", "before") and kind.name in _FIRST_SORT:
        _between(question, key, value)
    else:
        _field(question, _known(kind, key), value)


def _computed(key: str, value: str) -> Scalar:
    """Value as the cache holds it: a word, or a number where the key counts."""
    if key in ("corroboration", "modified"):
        return value or None
    return _number(key, value) if value else None


def _field(question: _Question, one: Field, value: str) -> None:
    column = f'{question.kind.name}."{_column(one)}"'
    if one.type in (FieldType.RECORD, FieldType.NUMBER) and value:
        question.add(f"{column} = ?", _number(one.name, value))
    elif one.type is FieldType.FLAG:
        question.add(f"{column} = ?", int(value not in ("", "0", "no", "false")))
    else:
        question.add(f"{column} IS ?", value or None)


def _between(question: _Question, key: str, value: str) -> None:
    """Dates that may lie on or after, on or before, the day given as EDTF."""
    one = _known(question.kind, _FIRST_SORT[question.kind.name])
    if one.type is not FieldType.DATE:
        raise _unknown(question.kind, key)
    bounds = Reported("", value).bounds
    if bounds is None:
        raise DossierError(f"'{value}' is not a date to filter by.", "Write it as 2021-06-22.")
    if key == "after":
        question.add(f"{question.kind.name}.{one.name}_max >= ?", bounds.lower)
    else:
        question.add(f"{question.kind.name}.{one.name}_min <= ?", bounds.upper)


def _order(question: _Question, sort: str, *, descending: bool) -> str:
    kind = question.kind.name
    way = " DESC" if descending else ""
    keys = [f"{key}{way}" for key in _sort_keys(question, sort)]
    first = f"{keys[0]} NULLS LAST"
    return ", ".join([first, *keys[1:], f"{kind}.id{way}"])


def _sort_keys(question: _Question, sort: str) -> Sequence[str]:
    kind = question.kind
    if sort == "id":
        return (f"{kind.name}.id",)
    if sort in COMPUTED and kind.name in _DERIVED:
        question.derived = True
        return (f"derived.{COMPUTED[sort]}",)
    one = _known(kind, sort)
    column = f'{kind.name}."{_column(one)}"'
    match one.type:
        case FieldType.REFERENCE:
            return (f"length({column})", column)
        case FieldType.LINE:
            column += " COLLATE NOCASE"
        case FieldType.PROSE:  # by its first words, which an index can hold
            column = f"substr({column}, 1, {_BEGINNING}) COLLATE NOCASE"
        case FieldType.RECORD if name := _name(kind_named(one.target)):
            named = f"SELECT {name} FROM {one.target} t WHERE t.id = {column}"
            column = f"({named}) COLLATE NOCASE"
    return (column,)


def _name(kind: Kind) -> str:
    """Column by which people know the records of a kind; empty if they have no name."""
    return next((name for name in ("name", "title") if name in kind.column_names), "")


def _column(one: Field) -> str:
    """Column a field is sorted and filtered by: the earliest minute of a date, else its first."""
    return f"{one.name}_min" if one.type is FieldType.DATE else one.columns[0].name


def _known(kind: Kind, key: str) -> Field:
    try:
        return kind.field(key)
    except KeyError:
        raise _unknown(kind, key) from None


def _unknown(kind: Kind, key: str) -> DossierError:
    return DossierError(
        f"{kind.about.plural} cannot be sorted or filtered by '{key}'.",
        "Choose one of the columns of the list.",
    )


def _number(key: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise DossierError(f"'{value}' is not a number to filter {key} by.") from None
