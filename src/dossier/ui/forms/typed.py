"""What was entered and is not stored, as JSON can hold it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the window is shown first
    from dossier.model.field import Field

_LETTERS = 16


@dataclass(frozen=True, slots=True)
class Typed:
    """What was entered into one field, or into rows; `base` names the value it was typed over.

    Without a base, it is put back whatever the field holds by then.
    """

    entered: Any
    base: str = ""


def base_of(field: "Field", value: Any) -> str:
    """Name a stored value: equal names for equal values."""
    text = json.dumps(field.codec.pack(value))
    return hashlib.sha256(text.encode()).hexdigest()[:_LETTERS]


def packed(typed: Mapping[str, Typed]) -> dict[str, list[Any]]:
    """Give what was entered into a form as a part of what was entered into its owner."""
    return {name: [one.entered, one.base] for name, one in typed.items()}


def unpacked(held: Any) -> dict[str, Typed]:
    """Give it back; what has another shape is left out: the file may come from anywhere."""
    if not isinstance(held, Mapping):
        return {}
    return {
        str(name): Typed(one[0], str(one[1]))
        for name, one in held.items()
        if isinstance(one, list) and len(one) == len(("entered", "base"))
    }
