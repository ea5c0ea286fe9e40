"""Values of fields in words, for history: labels for keys, words for dates, names for records."""

from collections.abc import Callable, Mapping
from typing import Any

from dossier.case import naming
from dossier.case.dbapi import Connection
from dossier.case.state import current_row
from dossier.model import positions
from dossier.model.field import Field, FieldType, Kind
from dossier.model.notation import PLAIN, Notation
from dossier.model.records import kind_named
from dossier.model.terms import vocabulary

_HASH = 12


def field_words(
    conn: Connection, field: Field, values: Mapping[str, Any], notation: Notation = PLAIN
) -> str:
    """Words of one field of a row; "" if it is empty."""
    held = [values.get(column.name) for column in field.columns]
    value = field.codec.unpack(held)
    if value is None or value in ("", ()):
        return ""
    if field.type is FieldType.RECORD:
        return _record(conn, kind_named(field.target), value)
    if field.type in _WRITTEN:
        return _WRITTEN[field.type](notation, value)
    if field.type in _WORDS:
        return _WORDS[field.type](value)
    words = field.word_list(values)
    return vocabulary(words).label(value) if words else str(value)


_WORDS: Mapping[FieldType, Callable[[Any], str]] = {
    FieldType.FLAG: lambda flag: "yes" if flag else "no",
    FieldType.TIME: lambda time: time.clock or time.stated,
    FieldType.POSITION: positions.words,
    FieldType.ALIASES: lambda aliases: ", ".join(alias.text for alias in aliases),
    FieldType.LANGUAGES: lambda tags: ", ".join(vocabulary("language").label(tag) for tag in tags),
    FieldType.DIGEST: lambda digest: f"{digest[:_HASH]}...",
}

_WRITTEN: Mapping[FieldType, Callable[[Notation, Any], str]] = {
    FieldType.DATE: Notation.date,
    FieldType.COUNT: Notation.count,
    FieldType.NUMBER: Notation.number,
}


def _record(conn: Connection, kind: Kind, id_: int) -> str:
    found = current_row(conn, kind, id_)
    return naming.name(kind, found) if found else "a deleted record"
