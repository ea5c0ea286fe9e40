"""Sentences and first values of a list: counts, what went to the trash, a record to begin with."""

import dataclasses
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dossier.model.field import FieldType, Kind, Record
from dossier.ui.forms.linked import name_of
from dossier.ui.notation import counted, number

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.find import TrashRow
    from dossier.case.reading import Reading

# What a row shows beside its own fields: a change of these kinds can change it
_SHOWS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "incident": frozenset(
            {"incident_place", "incident_actor", "place", "actor", "claim", "citation", "text"}
            | {"source", "attribution", "source_link", "quote", "quote_incident"}
        ),
        "source": frozenset({"actor", "text", "citation", "claim", "quote"}),
        "quote": frozenset({"actor", "citation", "source", "text", "quote_incident"}),
        "place": frozenset({"incident_place"}),
        "actor": frozenset({"affiliation"}),
    }
)


def shows(kind: str) -> frozenset[str]:
    """Kinds whose changes can change a row of this kind."""
    return _SHOWS.get(kind, frozenset()) | {kind}


def can_begin(kind: Kind) -> bool:
    """Whether a record of this kind can begin with words alone; a quote begins in its text."""
    return all(field.type is FieldType.LINE for field in kind.fields if field.required)


def blank(kind: Kind) -> Record:
    """Give a record to begin with: its required words say what it is, to be typed over."""
    words: dict[str, Any] = {
        field.name: f"New {kind.about.label.lower()}"
        for field in kind.fields
        if field.required and field.type is FieldType.LINE
    }
    return dataclasses.replace(kind.record(), **words)


def count_all(kind: Kind, case: "Reading") -> int:
    """Count all records of a kind, those too that a filter leaves out."""
    from dossier.case import find

    return find.count(case, kind.name)


def counts_line(kind: Kind, shown: int, total: int) -> str:
    """Say how many records there are, or how many of them the filter leaves."""
    return (
        _counted(kind, shown) if shown == total else f"{number(shown)} of {_counted(kind, total)}"
    )


def no_match(words: str) -> tuple[str, str]:
    """Say that a filter leaves nothing, and why that may be."""
    from dossier.case import find

    if not words:
        return "Nothing matches these filters", "Clear one of them to see more."
    how = "The filter looks for words that begin like this, in any spelling of a name."
    return f"Nothing matches “{words}”", find.trouble(words) or how


def listed_words(shown: int, total: int, selected: int) -> str:
    """Say in the status bar what a list shows: "12 of 128 shown  ·  1 selected"."""
    of = "" if shown == total else f" of {number(total)}"
    picked = f"  ·  {number(selected)} selected" if selected else ""
    return f"{number(shown)}{of} shown{picked}"


def disputed_words(kind: Kind, case: "Reading") -> str:
    """Say how many incidents have figures in dispute; "" if there are none."""
    if kind.name != "incident":
        return ""
    from dossier.case import find

    disputed = find.ids(case, kind.name, where={"corroboration": "disputed"}, sort="id")
    return f"  ·  {number(len(disputed))} with figures in dispute" if disputed else ""


def _counted(kind: Kind, count: int) -> str:
    return counted(count, kind.about.label.lower(), kind.about.plural.lower())


def trashed(kind: Kind, records: Sequence[Record]) -> str:
    """Say what was moved to the trash: "Moved INC-0003 to the trash"."""
    if len(records) != 1:
        return f"Moved {_counted(kind, len(records))} to the trash"
    reference = getattr(records[0], "reference", "")
    return f"Moved {reference or f'“{name_of(kind, records[0])}”'} to the trash"


def restored(rows: "Sequence[TrashRow]") -> str:
    """Say what was taken out of the trash: "Restored INC-0003"."""
    if len(rows) != 1:
        return f"Restored {number(len(rows))} records"
    return f"Restored {rows[0].reference or f'“{rows[0].title}”'}"
