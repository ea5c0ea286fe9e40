"""What a row is called in a sentence: by its reference, its title, its words, or its id."""

from collections.abc import Mapping
from typing import Any

from dossier.model import identity
from dossier.model.field import Kind

_BY = ("reference", "title", "name", "stated", "exact", "file_name", "number", "text")
_LENGTH = 60


def name_columns(kind: Kind) -> tuple[str, ...]:
    """Columns that can name a row of this kind, best first."""
    held = (kind.field_of_column(name) for name in _BY)  # the text of a citation is a link
    return tuple(field.name for field in held if field is not None and not field.target)


def name(kind: Kind, values: Mapping[str, Any]) -> str:
    """Name of a row without its kind; its id if nothing else names it."""
    for column in name_columns(kind):
        if said := values.get(column):
            text = str(said)
            return text if len(text) <= _LENGTH else text[:_LENGTH].rstrip() + "..."
    return identity.to_text(values["id"])


def called(kind: Kind, values: Mapping[str, Any]) -> str:
    """Kind and name of a row, such as "Incident INC-0003"."""
    return f"{kind.about.label} {name(kind, values)}"
