"""Which records a list shows, and in which order: one SQL question, answered as an array of ids."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from types import MappingProxyType

from dossier.case import match
from dossier.case.dbapi import Connection
from dossier.errors import DossierError
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


@dataclass(slots=True)
class _Question:
    """SQL in the making: joined tables, conditions and their parameters in order."""

    kind: Kind
    conditions: list[str]
    params: list[Scalar] = field(default_factory=list)
    derived: bool = False

    def add(self, condition: str, *params: Scalar) -> None:
        self.conditions.append(condition)
        self.params += params


def ids(
    conn: Connection,
    kind: str,
    *,
    words: str,
    where: Mapping[str, str],
    sort: str,
    descending: bool,
    trashed: bool,
) -> "array[int]":
    """Ids of the records of a kind that meet every filter, in order; what has no value comes last.

    DossierError for a key that the kind does not have.
    """
    described = kind_named(kind)
    absent = "IS NOT NULL" if trashed else "IS NULL"
    question = _Question(described, [f"{kind}.deleted_at {absent}"])
    asked = match.asked(words)
    if asked.words:
        condition, params = match.condition(kind, asked)
        question.add(condition, *params)
    for key, value in where.items():
        _filter(question, key, value)
    order = _order(question, sort or _FIRST_SORT.get(kind, "id"), descending=descending)
    join = f" LEFT JOIN derived ON derived.id = {kind}.id" if question.derived else ""
    sql = (
        f'SELECT {kind}.id FROM "{kind}"{join} WHERE {" AND ".join(question.conditions)}'
        f" ORDER BY {order}"
    )
    found = conn.execute(sql, question.params).fetchall()
    return array("q", chain.from_iterable(found))


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
        case FieldType.LINE | FieldType.PROSE:
            return (f"{column} COLLATE NOCASE",)
        case FieldType.RECORD if name := _name(kind_named(one.target)):
            return (f"(SELECT {name} FROM {one.target} t WHERE t.id = {column}) COLLATE NOCASE",)
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
