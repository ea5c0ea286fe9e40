"""Field and Kind: a record described once; forms, tables, CSV, history and SQL derive from it."""

import dataclasses
import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar, TypeVar

from dossier.model import codecs
from dossier.model.codecs import Codec, Column, Scalar
from dossier.model.terms import vocabulary

TITLE_LENGTH = 120
_OWN_EYES = "For those who work on this case: no brief prints it."


class FieldType(StrEnum):
    """What a field holds; forms, CSV and search choose their manner by it."""

    LINE = "line"
    PROSE = "prose"
    URL = "url"
    REFERENCE = "reference"
    TERM = "term"
    LANGUAGE = "language"
    COUNTRY = "country"
    ZONE = "zone"
    DIGEST = "digest"
    MOMENT = "moment"
    SHEET = "sheet"
    NUMBER = "number"
    FLAG = "flag"
    RECORD = "record"
    DATE = "date"
    TIME = "time"
    COUNT = "count"
    POSITION = "position"
    ALIASES = "aliases"
    LANGUAGES = "languages"


_CODECS: Mapping[FieldType, Codec] = {
    FieldType.NUMBER: codecs.Number(),
    FieldType.FLAG: codecs.Flag(),
    FieldType.RECORD: codecs.Number(),
    FieldType.DATE: codecs.Date(),
    FieldType.TIME: codecs.Time(),
    FieldType.COUNT: codecs.Counted(),
    FieldType.POSITION: codecs.Place(),
    FieldType.ALIASES: codecs.Aliases(),
    FieldType.LANGUAGES: codecs.Languages(),
}
_WORDS = codecs.Words()
_Pack = Callable[[Any], tuple[Scalar, ...]]
_Unpack = Callable[[Sequence[Any]], Any]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a Kind. `name` is the attribute; its columns come from the codec of its type.

    An owner with `rows` shows its records as rows under that heading, at the end of its `group`.
    One that stands `apart` has a tab of its own beside the form.
    A field of a pair with a `stand_in` holds these words while neither of the two is filled in.
    The words of one that lies `within` another field are in the list that the word there names.
    Prose that is `assessed` is read as judgements are, see `phrasing`.
    """

    label: str
    type: FieldType
    name: str = ""
    group: str = ""
    help: str = ""
    vocabulary: str = ""
    target: str = ""
    owner: bool = False
    rows: str = ""
    apart: bool = False
    stand_in: str = ""
    within: str = ""
    assessed: bool = False
    required: bool = False
    maximum: int | None = None
    listed: bool = False
    searched: bool = False

    @functools.cached_property
    def codec(self) -> Codec:
        """How a value of this field becomes columns and words."""
        return _CODECS.get(self.type, _WORDS)

    @property
    def orders(self) -> bool:
        """Whether it holds the place of a record among its like, which nobody enters."""
        return self.name == "position" and self.type is FieldType.NUMBER

    @property
    def rests_beside(self) -> bool:
        """Whether its sense rests on what stands in other fields of the record."""
        return bool(self.within) or self.assessed

    def word_list(self, values: Mapping[str, Any]) -> str:
        """Name of its word list in a record of these values; "" while that is not chosen."""
        if not self.within:
            return self.vocabulary
        lists, key = vocabulary(self.vocabulary), values.get(self.within) or ""
        return str(lists.term(key).more["vocabulary"]) if key in lists else ""

    @functools.cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns of this field, in table order."""
        return self.codec.columns(self.name)


@dataclass(frozen=True, kw_only=True)
class About:
    """What a Kind is called. `prefix` numbers its records (INC-0001).

    `one_of` names groups of fields of which exactly one is set. What is no `content` says what was
    printed, not what is known: it moves neither the state hash nor the last step of content.
    """

    name: str
    label: str
    plural: str
    prefix: str = ""
    one_of: tuple[tuple[str, ...], ...] = ()
    single: bool = False
    content: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has: a global id (0 = not stored yet) and the time it went to the trash."""

    about: ClassVar[About]

    id: int = 0
    deleted_at: str = ""


R = TypeVar("R", bound=Record)


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of record: its name, its table and its fields."""

    about: About
    record: type[Record]
    fields: tuple[Field, ...]

    @property
    def name(self) -> str:
        """Key of the kind, and the name of its table."""
        return self.about.name

    @functools.cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns in table order: id, the fields', deleted_at."""
        return (
            Column("id", "INTEGER"),
            *(column for field in self.fields for column in field.columns),
            Column("deleted_at", "TEXT"),
        )

    @functools.cached_property
    def column_names(self) -> tuple[str, ...]:
        """Names of all columns in table order."""
        return tuple(column.name for column in self.columns)

    @functools.cached_property
    def owners(self) -> tuple[Field, ...]:
        """Fields whose target owns this record: it lives and dies with it."""
        return tuple(field for field in self.fields if field.owner)

    @functools.cached_property
    def ordered(self) -> bool:
        """Whether its records stand in an order."""
        return any(field.orders for field in self.fields)

    @functools.cached_property
    def _unpacking(self) -> tuple[tuple[str, _Unpack, slice, tuple[None, ...]], ...]:
        """Name of each field, what reads it, where its columns stand in a row, and empty ones."""
        held, at = [], 1
        for field in self.fields:
            end = at + len(field.columns)
            held.append((field.name, field.codec.unpack, slice(at, end), (None,) * (end - at)))
            at = end
        return tuple(held)

    def field(self, name: str) -> Field:
        """Return the field of that name; KeyError if the kind has none."""
        return self._by_name[name]

    @functools.cached_property
    def _by_name(self) -> dict[str, Field]:
        return {field.name: field for field in self.fields}

    @functools.cached_property
    def _by_column(self) -> dict[str, Field]:
        return {column.name: field for field in self.fields for column in field.columns}

    def field_of_column(self, column: str) -> Field | None:
        """Return the field a column belongs to; None for id and deleted_at."""
        return self._by_column.get(column)

    def row(self, record: Record) -> dict[str, Scalar]:
        """Give a record as column values, in table order."""
        values: list[Scalar] = [record.id]
        for name, empty, nothing, pack in self._packing:
            value = getattr(record, name)
            values += nothing if value is empty else pack(value)
        values.append(record.deleted_at or None)
        return dict(zip(self.column_names, values, strict=True))

    @functools.cached_property
    def _packing(self) -> tuple[tuple[str, Any, tuple[Scalar, ...], _Pack], ...]:
        """Name of each field, its empty value, the columns of that, and what packs others."""
        blank = self.record()
        held = ((field.name, getattr(blank, field.name), field.codec.pack) for field in self.fields)
        return tuple((name, empty, pack(empty), pack) for name, empty, pack in held)

    def values(self, name: str, value: object) -> dict[str, Scalar]:
        """Give one field's value as column values."""
        field = self.field(name)
        packed = field.codec.pack(value)
        return dict(zip((c.name for c in field.columns), packed, strict=True))

    def read(self, row: Mapping[str, Any]) -> Record:
        """Give the record of a row that has every column by name."""
        return self.from_values([row[name] for name in self.column_names])

    def from_values(self, values: Iterable[Any]) -> Record:
        """Give the record of column values in table order."""
        row = tuple(values)
        held = {
            name: unpack(part)
            for name, unpack, columns, nothing in self._unpacking
            if (part := row[columns]) != nothing
        }
        return self.record(id=row[0], deleted_at=row[-1] or "", **held)


def settled(record: R) -> R:
    """Give a record whose stand-ins stand where, and only where, their pair is not filled in."""
    kind = kind_of(type(record))
    for group in kind.about.one_of:
        for name in group:
            words = kind.field(name).stand_in
            filled = any(getattr(record, other) for other in group if other != name)
            if words and getattr(record, name) == (words if filled else ""):
                changed: dict[str, Any] = {name: "" if filled else words}
                record = dataclasses.replace(record, **changed)
    return record


def kind_of(record: type[Record]) -> Kind:
    """Describe a record class, from the metadata of its dataclass fields. One Kind for each."""
    return _described(record)  # type: ignore[arg-type]  # a class is hashable as it is


@functools.cache
def _described(record: type[Record]) -> Kind:
    fields = tuple(
        dataclasses.replace(item.metadata["field"], name=item.name)
        for item in dataclasses.fields(record)
        if "field" in item.metadata
    )
    return Kind(record.about, record, fields)


def _field(type_: FieldType, label: str, default: object, **more: Any) -> Any:
    described = Field(label=label, type=type_, **more)
    return dataclasses.field(default=default, metadata={"field": described})


def line(label: str, **more: Any) -> Any:
    """One line of text."""
    return _field(FieldType.LINE, label, "", **more)


def prose(label: str, **more: Any) -> Any:
    """Text of any length."""
    return _field(FieldType.PROSE, label, "", **more)


def own_notes(label: str) -> Any:
    """Text that stands apart from the form, for those who work on the case."""
    return prose(label, searched=True, apart=True, help=_OWN_EYES)


def words(type_: FieldType, label: str, **more: Any) -> Any:
    """Text with a form of its own: url, language, country, zone, digest, moment, sheet."""
    return _field(type_, label, "", **more)


def term(label: str, vocabulary: str, **more: Any) -> Any:
    """Key of a word in resources/vocab/<vocabulary>.toml."""
    return _field(FieldType.TERM, label, "", vocabulary=vocabulary, **more)


def reference(label: str = "Reference", **more: Any) -> Any:
    """The number people use, such as INC-0001; given by the case when empty."""
    return _field(FieldType.REFERENCE, label, "", **more)


def number(label: str, **more: Any) -> Any:
    """A whole number, or nothing."""
    return _field(FieldType.NUMBER, label, None, **more)


def flag(label: str, **more: Any) -> Any:
    """Yes or no."""
    return _field(FieldType.FLAG, label, default=False, **more)


def to(label: str, target: str, **more: Any) -> Any:
    """Id of a record of the kind `target`, or nothing."""
    return _field(FieldType.RECORD, label, None, target=target, **more)


def date(label: str, **more: Any) -> Any:
    """A date as reported: words, EDTF and bounds."""
    return _field(FieldType.DATE, label, codecs.NO_DATE, **more)


def time(label: str, **more: Any) -> Any:
    """A time of day as reported."""
    return _field(FieldType.TIME, label, codecs.NO_TIME, **more)


def count(label: str, **more: Any) -> Any:
    """A count as reported: qualifier, low, best, high; or nothing."""
    return _field(FieldType.COUNT, label, None, **more)


def position(label: str, **more: Any) -> Any:
    """Latitude and longitude, or nothing."""
    return _field(FieldType.POSITION, label, None, **more)


def aliases(label: str, **more: Any) -> Any:
    """Other names, each with its language."""
    return _field(FieldType.ALIASES, label, (), **more)


def languages(label: str, **more: Any) -> Any:
    """Language tags (BCP 47)."""
    return _field(FieldType.LANGUAGES, label, (), **more)
