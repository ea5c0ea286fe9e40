"""By what a list can be narrowed: made from the listed fields of its kind."""

from dataclasses import dataclass
from enum import StrEnum

from dossier.model.field import Field, FieldType, Kind
from dossier.model.records import kind_named
from dossier.model.terms import vocabulary
from dossier.ui.lists.choice import keys_of

AFTER, BEFORE = "after", "before"


class Manner(StrEnum):
    """How a filter is chosen: among words of a list, among records, or by dates."""

    WORDS = "words"
    RECORDS = "records"
    DATES = "dates"


@dataclass(frozen=True, slots=True)
class Facet:
    """One filter of a list. `key` is that of `where`; `source` a word list or a kind of record.

    `many`: a record can have several of its values. A `quiet` one shows only while it narrows.
    """

    key: str
    title: str
    icon: str
    manner: Manner
    source: str = ""
    many: bool = False
    quiet: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of `where` that it sets."""
        return (AFTER, BEFORE) if self.manner is Manner.DATES else keys_of(self.key)


_WORDS = frozenset({FieldType.TERM, FieldType.COUNTRY, FieldType.LANGUAGE})
_ICONS = {"place": "map-pin", "actor": "users"}
_TITLES = {"event_kind": "Kind"}
# Filters by what is no field of the record itself
_TIED = {
    "incident": (
        Facet("place", "Place", "map-pin", Manner.RECORDS, "place", many=True),
        Facet("corroboration", "Support", "scale", Manner.WORDS, "corroboration_status"),
        Facet("actor", "Who", "users", Manner.RECORDS, "actor", many=True),
    )
}
SAVED = Facet("view", "Filter", "bookmark", Manner.RECORDS, "view", many=True, quiet=True)
# Word lists whose words are names
_PROPER = frozenset({"country", "language"})
_FIRST = ("date", "status", "place", "speaker", "publisher", "kind")


def facets_of(kind: Kind) -> tuple[Facet, ...]:
    """Filters of the list of a kind: dates first, then what is asked for most."""
    own = (_facet(field) for field in kind.fields if field.listed)
    found = [*filter(None, own), *_TIED.get(kind.name, ())]
    return (*sorted(found, key=_rank), SAVED)


def _facet(field: Field) -> Facet | None:
    title = _TITLES.get(field.vocabulary, field.label)
    if field.type in _WORDS:
        return Facet(field.name, title, "list-filter", Manner.WORDS, field.vocabulary)
    if field.type is FieldType.RECORD:
        icon = _ICONS.get(field.target, "list-filter")
        return Facet(field.name, title, icon, Manner.RECORDS, field.target)
    if field.type is FieldType.DATE:
        return Facet(field.name, title, "calendar", Manner.DATES)
    return None


def _rank(facet: Facet) -> int:
    if facet.manner is Manner.DATES:
        return -1
    return _FIRST.index(facet.key) if facet.key in _FIRST else len(_FIRST)


def label_of(facet: Facet, value: str) -> str:
    """Word of a value of a word list; "" stands for records that have none."""
    if not value:
        return f"No {facet.title.lower()}"
    return vocabulary(facet.source).label(value) if facet.source else value


def within(facet: Facet, word: str) -> str:
    """Write the label of a value as it stands within a sentence: "Draft" is "draft"."""
    proper = facet.manner is Manner.RECORDS or facet.source in _PROPER
    return word if proper or word[1:2].isupper() else word[:1].lower() + word[1:]


def kind_of_records(facet: Facet) -> Kind:
    """Kind of the records by which a facet narrows."""
    return kind_named(facet.source)
