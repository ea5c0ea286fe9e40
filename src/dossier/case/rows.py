"""Rows of records: fetched by id, and what the file's own rules say in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from dossier.case.dbapi import Connection, IntegrityError
from dossier.case.state import current_row, entered_columns
from dossier.errors import DossierError, RefusedError
from dossier.model.field import Kind


def stored(conn: Connection, kind: Kind, id_: int) -> dict[str, Any]:
    """Row of a record as it is stored; DossierError if there is none."""
    row = current_row(conn, kind, id_)
    if row is None:
        raise DossierError(
            f"This {kind.about.label.lower()} is no longer in the case.",
            "It was deleted, or its creation was undone. Undo may bring it back.",
        )
    return row


def differing(kind: Kind, values: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Columns whose value is not the stored one. A flag that nobody set yet is no."""
    nothing = entered_columns(kind)
    return {
        name: value
        for name, value in values.items()
        if value != (nothing.get(name) if stored[name] is None else stored[name])
    }


@contextmanager
def in_words(kind: Kind, values: Mapping[str, Any]) -> Iterator[None]:
    """Say in words which rule of the file a row breaks."""
    try:
        yield
    except OverflowError as error:
        raise RefusedError(
            f"A number of this {kind.about.label.lower()} is too large to be stored.",
            "Numbers may have up to 18 digits.",
        ) from error
    except IntegrityError as error:
        broken = _broken(kind, values, str(error))
        if broken is None:
            raise
        raise broken from error


def _broken(kind: Kind, values: Mapping[str, Any], said: str) -> RefusedError | None:
    rule, _, place = said.partition(": ")
    label = kind.about.label
    if rule.startswith("UNIQUE") and place == f"{kind.name}.id":
        return RefusedError(f"A {label.lower()} with this id is in the case already.")
    if rule.startswith("UNIQUE") and place == f"{kind.name}.reference":
        return RefusedError(
            f"Another {label.lower()} has the reference"
            f" {values.get('reference', 'of this one')} already.",
            "Choose another one, or leave it empty to get the next number.",
        )
    if rule.startswith("UNIQUE"):
        return RefusedError(f"Another {label.lower()} is there already; there can be only one.")
    if rule.startswith("NOT NULL"):
        field = kind.field_of_column(place.partition(".")[2])
        missing = field.label if field else place
        return RefusedError(f"{label}: '{missing}' is missing.", "Choose one and save again.")
    return _one_of(kind) if rule.startswith("CHECK") else None


def _one_of(kind: Kind) -> RefusedError:
    groups = " and ".join(
        "either " + " or ".join(f"'{kind.field(name).label}'" for name in group)
        for group in kind.about.one_of
    )
    return RefusedError(f"{kind.about.label}: {groups} must be set, and only one of them.")
