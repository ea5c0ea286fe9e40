"""Record <-> JSON: the one written form, used by packages, attachments of briefs and tests.

A record is an object: its kind as `record`, its id as text, and a member for each column that holds
something. Computed columns are left out and computed again on reading.
"""

from collections.abc import Mapping
from typing import Any

from dossier.errors import DossierError, RefusedError
from dossier.model import identity
from dossier.model.codecs import DEGREE, Column, Position, Scalar, storable
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.field import Field, FieldType, Kind, Record, kind_of
from dossier.model.records import kind_named
from dossier.model.timeofday import is_clock

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
    """Read a record; RefusedError says which member of which record is wrong.

    Nothing is bent into shape: what would not be written again as it stands is refused.
    """
    kind = _kind(data)
    where = f"{kind.about.label} {str(data.get('id'))[:20]}"
    _refuse_strangers(kind, data, where)
    try:
        row = _row(kind, data)
        record = kind.read(row)
    except DossierError as error:
        raise RefusedError(f"{where}: {error.message}", error.hint) from error
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise RefusedError(f"{where} cannot be read: {error}.", "The file is damaged.") from error
    _refuse_bent(kind, row, record, where)
    return record


def _row(kind: Kind, data: Mapping[str, Any]) -> dict[str, Scalar]:
    row: dict[str, Scalar] = dict.fromkeys(kind.column_names)
    row["id"] = identity.from_text(_words("id", data.get("id")))
    for field in kind.fields:
        for column in _written(field):
            if column.name in data:
                row[column.name] = _in(field, column, data[column.name])
    if "deleted_at" in data:
        row["deleted_at"] = _words("deleted_at", data["deleted_at"])
    return row


def _refuse_bent(kind: Kind, row: Mapping[str, Scalar], record: Record, where: str) -> None:
    """Refuse what would be lost or mean nothing: half a position, a date that is none."""
    again = kind.row(record)
    for field in kind.fields:
        for column in _written(field):
            given = row[column.name]
            if given not in {None, ""} and given != again[column.name]:
                raise RefusedError(f"{where}: {column.name} cannot be kept as it stands.")
        if not _is_sound(getattr(record, field.name)):
            raise RefusedError(f"{where}: its field “{field.label}” holds no such value.")


def _is_sound(value: object) -> bool:
    match value:
        case Reported(edtf=str()):
            return value.date is not None
        case TimeOfDay(clock=str(clock)):
            return is_clock(clock)
        case Position(latitude, longitude):
            return abs(latitude) <= 90 * DEGREE and abs(longitude) <= 180 * DEGREE
    return True


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


def _in(field: Field, column: Column, value: object) -> Scalar:
    if field.type is FieldType.RECORD:
        return identity.from_text(_words(column.name, value))
    if column.sql == "TEXT":
        return _words(column.name, value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise RefusedError(f"{column.name} is not a whole number.")
    if abs(value) > identity.LARGEST:
        raise RefusedError(f"{column.name} is too large a number.")
    return value


def _words(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise RefusedError(f"{name} is not text.")
    if not storable(value):
        raise RefusedError(f"{name} holds a character that no text may hold.")
    return value
