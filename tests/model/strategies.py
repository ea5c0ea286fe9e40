"""Records as hypothesis draws them: any value that a field may hold, of any kind."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import strategies as st

from dossier.model.codecs import NO_DATE, NO_TIME, Alias, Position
from dossier.model.counts import Count
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.field import Field, FieldType, Kind, Record
from dossier.model.identity import LARGEST
from dossier.model.records import KINDS
from dossier.model.terms import Qualifier

Strategy = st.SearchStrategy[Any]

DATES = ("2021-06-22", "2021-06-22?", "2021-06", "2021", "../2021-06-26", "2021-06-21/2021-06-22",
         "[2021-06-22,2021-06-23]", "2021-XX", "Y-170000002", "2021-06-22T09:00:00Z")  # fmt: skip
CLOCKS = ("09:00", "23:59", "21:00/06:00")


def texts(*, largest: int = 12) -> st.SearchStrategy[str]:
    """Any text that can be stored, in any script: no NUL, no lone surrogate."""
    letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
    return st.text(letters, max_size=largest)


def ids() -> st.SearchStrategy[int]:
    """Any id that a record may bear."""
    return st.integers(1, LARGEST)


def numbers() -> st.SearchStrategy[int]:
    """Any number that a column holds and the wire writes."""
    return st.integers(-LARGEST, LARGEST)


def dates() -> st.SearchStrategy[Reported]:
    """A date as reported: understood, not understood, or without words."""
    held = st.builds(Reported, texts(), st.none() | st.sampled_from(DATES))
    return held.map(lambda date: date if date != Reported() else NO_DATE)


def counted() -> st.SearchStrategy[Count]:
    """A count as reported, in any order of its numbers."""
    bound = st.none() | numbers()
    return st.builds(Count, st.sampled_from(Qualifier), bound, bound, bound)


_VALUES: Mapping[FieldType, Callable[[], Strategy]] = {
    FieldType.NUMBER: lambda: st.none() | numbers(),
    FieldType.FLAG: st.booleans,
    FieldType.RECORD: lambda: st.none() | ids(),
    FieldType.DATE: dates,
    FieldType.TIME: lambda: (
        st.just(NO_TIME) | st.builds(TimeOfDay, texts(), st.none() | st.sampled_from(CLOCKS))
    ),
    FieldType.COUNT: lambda: st.none() | counted(),
    FieldType.POSITION: lambda: (
        st.none()
        | st.builds(
            Position,
            st.integers(-900_000_000, 900_000_000),
            st.integers(-1_800_000_000, 1_800_000_000),
        )
    ),
    FieldType.ALIASES: lambda: st.lists(st.builds(Alias, texts(), texts()), max_size=3).map(tuple),
    FieldType.LANGUAGES: lambda: st.lists(texts(), max_size=3).map(tuple),
}


def values(field: Field) -> Strategy:
    """Any value of a field."""
    return _VALUES.get(field.type, texts)()


def records(kind: Kind) -> st.SearchStrategy[Record]:
    """Any stored record of a kind, in the trash or not."""
    fields = {field.name: values(field) for field in kind.fields}
    trash = st.sampled_from(("", "2026-11-22T16:43:29.592Z"))
    return st.builds(kind.record, id=ids(), deleted_at=trash, **fields)


def any_record() -> st.SearchStrategy[Record]:
    """Any stored record of any kind."""
    return st.sampled_from(KINDS).flatmap(records)
