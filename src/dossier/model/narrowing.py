"""What a saved filter narrows by, as the text that its record keeps: a JSON object of lists."""

import json
from collections.abc import Mapping, Sequence

Filters = Mapping[str, tuple[str, ...]]


def written(filters: Mapping[str, Sequence[str]]) -> str:
    """Give filters, field -> values, as text; none are the empty text. Equal ones are alike."""
    held = {key: list(values) for key, values in sorted(filters.items()) if values}
    return json.dumps(held, ensure_ascii=False) if held else ""


def read(text: str) -> Filters | None:
    """Read filters from their text; None if it is not such a text."""
    try:
        held = json.loads(text or "{}")
    except ValueError:
        return None
    if not isinstance(held, dict) or not all(map(_is_texts, held.values())):
        return None
    return {key: tuple(values) for key, values in held.items()}


def _is_texts(values: object) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)
