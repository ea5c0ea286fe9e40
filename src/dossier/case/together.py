"""One value for many records at once: a step like any other, in slices if they are many."""

import dataclasses
from collections.abc import Sequence
from typing import Any

from dossier.case.case import Case, Changes
from dossier.case.edit import Edit
from dossier.case.slices import Phase, Progress, Slices, drained, parts
from dossier.errors import RefusedError
from dossier.model.records import kind_named


def set_all(case: Case, kind: str, ids: Sequence[int], name: str, value: object) -> Changes | None:
    """Give a field of these records one value, in one step; None if all have it already.

    RefusedError where the field must not be empty.
    """
    return drained(setting(case, kind, ids, name, value))


def setting(
    case: Case, kind: str, ids: Sequence[int], name: str, value: object
) -> Slices[Changes | None]:
    """`set_all` in slices, see `Case.editing`."""
    described = kind_named(kind)
    field = described.field(name)
    if field.required and not value:
        raise RefusedError(f"'{field.label}' cannot be empty.", "Choose one.")
    values: dict[str, Any] = {name: value}

    def write(edit: Edit) -> Slices[None]:
        done = 0
        for part in parts(ids):
            for held in case.get_many(described.record, part).values():
                if getattr(held, name) != value:
                    edit.update(dataclasses.replace(held, **values))
            done += len(part)
            yield Progress(Phase.ROWS, done, len(ids))

    nouns = described.about.plural if len(ids) != 1 else described.about.label
    label = f"Set {field.label.lower()} of {len(ids):,} {nouns.lower()}"
    return (yield from case.editing(label, write))
