"""How a value of a field becomes columns and comes back: one codec for each shape of value."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from dossier.model.counts import Count
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.terms import Qualifier

Scalar = str | int | None

_SURROGATE = re.compile("[\ud800-\udfff]")

DEGREE = 10**7
NO_DATE = Reported()
NO_TIME = TimeOfDay()


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `computed` ones follow from the others and are nobody's to enter."""

    name: str
    sql: str
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of a person or place, as written in one language (BCP 47)."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """WGS 84 latitude and longitude in degrees x 1e7: whole numbers survive every round trip."""

    latitude: int
    longitude: int


def storable(text: str) -> bool:
    """Whether a text can be stored as it is: no NUL, no lone surrogate."""
    return "\0" not in text and not _SURROGATE.search(text)


def made_storable(text: str) -> str:
    """Give a text as it can be stored: U+FFFD for NUL and lone surrogates."""
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return joined.replace("\0", "\ufffd")


class Codec(Protocol):
    """Column values of a field's value, and back."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """Columns of a field of that name."""
        ...

    def pack(self, value: Any) -> tuple[Scalar, ...]:
        """Column values of a value."""
        ...

    def unpack(self, values: Sequence[Any]) -> Any:
        """Value of column values."""
        ...


class Words:
    """Text in one column; the empty text is NULL."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """One TEXT column."""
        return (Column(name, "TEXT"),)

    def pack(self, value: str) -> tuple[Scalar, ...]:
        """Text or NULL. NUL and lone surrogates cannot be stored: they become U+FFFD."""
        if value.isascii() and "\0" not in value:
            return (value or None,)
        return ((value if storable(value) else made_storable(value)) or None,)

    def unpack(self, values: Sequence[Any]) -> str:
        """Text; NULL is the empty text."""
        return values[0] or ""


class Number:
    """A whole number or nothing."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """One INTEGER column."""
        return (Column(name, "INTEGER"),)

    def pack(self, value: int | None) -> tuple[Scalar, ...]:
        """Give the number itself."""
        return (value,)

    def unpack(self, values: Sequence[Any]) -> int | None:
        """Give the number itself."""
        return values[0]  # type: ignore[no-any-return]  # a row's value has no type


class Flag:
    """Yes or no as 1 or 0."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """One INTEGER column."""
        return (Column(name, "INTEGER"),)

    def pack(self, value: bool) -> tuple[Scalar, ...]:  # noqa: FBT001 - the protocol's shape
        """1 or 0."""
        return (int(value),)

    def unpack(self, values: Sequence[Any]) -> bool:
        """NULL, from a row older than the field, is no."""
        return bool(values[0])


class Date:
    """A date as reported: words, EDTF, and bounds in minutes for sorting."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """Give <name>_stated, <name>_edtf, and computed <name>_min and <name>_max."""
        return (
            Column(f"{name}_stated", "TEXT"),
            Column(f"{name}_edtf", "TEXT"),
            Column(f"{name}_min", "INTEGER", computed=True),
            Column(f"{name}_max", "INTEGER", computed=True),
        )

    def pack(self, value: Reported) -> tuple[Scalar, ...]:
        """Words and EDTF, with the bounds that follow."""
        bounds = value.bounds
        lower, upper = (bounds.lower, bounds.upper) if bounds else (None, None)
        return (value.stated or None, value.edtf, lower, upper)

    def unpack(self, values: Sequence[Any]) -> Reported:
        """Words and EDTF; bounds are computed again when asked for."""
        if values[0] is None and values[1] is None:
            return NO_DATE
        return Reported(values[0] or "", values[1])


class Time:
    """A time of day: the words, and HH:MM or HH:MM/HH:MM."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """Give <name>_stated and <name>."""
        return (Column(f"{name}_stated", "TEXT"), Column(name, "TEXT"))

    def pack(self, value: TimeOfDay) -> tuple[Scalar, ...]:
        """Words and clock."""
        return (value.stated or None, value.clock or None)

    def unpack(self, values: Sequence[Any]) -> TimeOfDay:
        """Words and clock."""
        if values[0] is None and values[1] is None:
            return NO_TIME
        return TimeOfDay(values[0] or "", values[1])


class Counted:
    """A count as reported, or nothing; nothing has no qualifier."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """Give <name>_qualifier, <name>_low, <name>_best, <name>_high."""
        return (
            Column(f"{name}_qualifier", "TEXT"),
            Column(f"{name}_low", "INTEGER"),
            Column(f"{name}_best", "INTEGER"),
            Column(f"{name}_high", "INTEGER"),
        )

    def pack(self, value: Count | None) -> tuple[Scalar, ...]:
        """Qualifier and numbers."""
        if value is None:
            return (None, None, None, None)
        return (value.qualifier.value, value.low, value.best, value.high)

    def unpack(self, values: Sequence[Any]) -> Count | None:
        """Qualifier and numbers."""
        if values[0] is None:
            return None
        return Count(Qualifier(values[0]), values[1], values[2], values[3])


class Place:
    """Latitude and longitude, or nothing."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """Two INTEGER columns, named for what they hold: a kind has one position."""
        del name
        return (Column("latitude", "INTEGER"), Column("longitude", "INTEGER"))

    def pack(self, value: Position | None) -> tuple[Scalar, ...]:
        """Both or neither."""
        return (None, None) if value is None else (value.latitude, value.longitude)

    def unpack(self, values: Sequence[Any]) -> Position | None:
        """Both or neither."""
        return None if None in values else Position(values[0], values[1])


class Aliases:
    """Names as a JSON list in one column."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """One TEXT column."""
        return (Column(name, "TEXT"),)

    def pack(self, value: tuple[Alias, ...]) -> tuple[Scalar, ...]:
        """JSON with letters as they are, so that search sees them."""
        names = [{"text": a.text, "lang": a.lang} for a in value]
        return (json.dumps(names, ensure_ascii=False) if names else None,)

    def unpack(self, values: Sequence[Any]) -> tuple[Alias, ...]:
        """Names in the order they were entered."""
        held = json.loads(values[0] or "[]")
        return tuple(Alias(str(a["text"]), str(a.get("lang", ""))) for a in held)


class Languages:
    """Language tags as a JSON list in one column."""

    def columns(self, name: str) -> tuple[Column, ...]:
        """One TEXT column."""
        return (Column(name, "TEXT"),)

    def pack(self, value: tuple[str, ...]) -> tuple[Scalar, ...]:
        """JSON list."""
        return (json.dumps(list(value)) if value else None,)

    def unpack(self, values: Sequence[Any]) -> tuple[str, ...]:
        """Tags in the order they were entered."""
        return tuple(str(tag) for tag in json.loads(values[0] or "[]"))
