"""Record <-> JSON: the one written form, used by packages, attachments of briefs and tests.

A record is an object: its kind as `record`, its id as text, and a member for each column that holds something.
Computed columns are left out and computed again on reading.
"""

from collections.abc import Mapping
from typing import Any

from dossier.errors import DossierError, RefusedError
from dossier.model import identity
from dossier.model.codecs import Column, Scalar
from dossier.model.field import Field, FieldType, Kind, Record, kind_of
from dossier.model.records import kind_named

Json = dict[str, str | int]


def to_wire(record: Record) -> Json:
    """Give a stored record as a JSON object with sorted, non-empty members."""
    kind = kind_of(type(record))
    row = kind.row(record)
    wire: Json = {"record": kind.name, "id": identity.to_text(record.id)}
    for field in kind.fields:
        for column in _written(field):
            value = row[column.name]
            if value is not None and value != _absent(field):
                wire[column.name] = _out(field, value)
    if record.deleted_at:
        wire["deleted_at"] = record.deleted_at
    return wire


def from_wire(data: Mapping[str, Any]) -> Record:
    """Read a record; RefusedError says which member of which record is wrong."""
    kind = _kind(data)
    row: dict[str, Scalar] = dict.fromkeys(kind.column_names)
    where = f"{kind.about.label} {data.get('id')}"
    _refuse_strangers(kind, data, where)
    try:
        row["id"] = identity.from_text(str(data.get("id")))
        for field in kind.fields:
            for column in _written(field):
                if column.name in data:
                    row[column.name] = _in(field, column, data[column.name], where)
        row["deleted_at"] = _in_words("deleted_at", data.get("deleted_at"), where)
        return kind.read(row)
    except RefusedError:
        raise
    except (DossierError, ValueError, TypeError, KeyError) as error:
        raise RefusedError(f"{where} cannot be read: {error}.", "The file is damaged.") from error


def _written(field: Field) -> tuple[Column, ...]:
    return tuple(column for column in field.columns if not column.computed)


def _absent(field: Field) -> Scalar:
    return 0 if field.type is FieldType.FLAG else None


def _out(field: Field, value: str | int) -> str | int:
    return identity.to_text(int(value)) if field.type is FieldType.RECORD else value


def _kind(data: Mapping[str, Any]) -> Kind:
    name = data.get("record")
    try:
        return kind_named(str(name))
    except KeyError:
        raise RefusedError(
            f"“{str(name)[:40]}” is not a kind of record that this version of Dossier knows.",
            "Open the file with a newer version.",
        ) from None


def _refuse_strangers(kind: Kind, data: Mapping[str, Any], where: str) -> None:
    known = {c.name for f in kind.fields for c in _written(f)} | {"record", "id", "deleted_at"}
    for name in data:
        if name not in known:
            raise RefusedError(
                f"{where} has a field “{name[:40]}” that this version of Dossier does not know.",
                "Open the file with a newer version.",
            )


def _in(field: Field, column: Column, value: object, where: str) -> Scalar:
    if field.type is FieldType.RECORD:
        return identity.from_text(str(value))
    if column.sql == "TEXT":
        return _in_words(column.name, value, where)
    if isinstance(value, bool) or not isinstance(value, int):
        raise RefusedError(f"{where}: {column.name} is not a whole number.")
    if abs(value) > identity.LARGEST:
        raise RefusedError(f"{where}: {column.name} is too large a number.")
    return value


def _in_words(name: str, value: object, where: str) -> str | None:
    if value is not None and not isinstance(value, str):
        raise RefusedError(f"{where}: {name} is not text.")
    return value
