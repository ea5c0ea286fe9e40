"""Options described once: the form of the window, the TOML of a template and its errors follow.

A section, or the brief as a whole, is a frozen dataclass; each field made here carries its label,
type, default and what may be chosen.
"""

import dataclasses
import functools
import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from dossier.errors import DossierError
from dossier.model.codecs import made_storable, storable

Value = str | int | bool | None
_LONG = 60  # characters of a refused value that are shown
_ABOUT = "option"
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_BREAK = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


class OptionType(StrEnum):
    """How a value is entered and checked."""

    LINE = "line"
    PROSE = "prose"
    TICK = "tick"
    NUMBER = "number"
    CHOICE = "choice"
    MARK = "mark"
    FILE = "file"
    COLOUR = "colour"


@dataclass(frozen=True, slots=True)
class Offer:
    """One value of a choice. A refused one is shown but cannot be chosen."""

    value: str
    label: str
    hint: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One option. `empty` says what no words mean; a number lies from `least` to `most`."""

    name: str
    label: str
    type: OptionType
    default: Value
    hint: str = ""
    empty: str = ""
    offers: tuple[Offer, ...] = ()
    least: int = 0
    most: int = 0

    def take(self, value: object) -> Value:
        """Give a value as the option holds it; DossierError says what is allowed."""
        if self.type is OptionType.TICK:
            good = isinstance(value, bool)
        elif self.type is OptionType.NUMBER:
            whole = isinstance(value, int) and not isinstance(value, bool)
            good = whole and self.least <= cast("int", value) <= self.most
        else:
            good = isinstance(value, str) and (not self.offers or value in self._values)
        if self.type is OptionType.COLOUR:
            good = good and (not value or COLOUR.fullmatch(str(value)) is not None)
        if not good:
            raise DossierError(f"“{self.name}” cannot be {_shown(value)}.", self.allowed)
        if isinstance(value, str):
            check_words(self.name, value, lines=self.type is OptionType.PROSE)
        return next((o.value for o in self.offers if o.value == value), cast("Value", value))

    @property
    def _values(self) -> tuple[str, ...]:
        return tuple(str(offer.value) for offer in self.offers)

    @property
    def allowed(self) -> str:
        """Say what may stand there, as a template writes it."""
        if self.type is OptionType.TICK:
            return "It is true or false."
        if self.type is OptionType.NUMBER:
            return f"It is a number from {self.least} to {self.most}."
        if self.offers:
            return "It is one of " + ", ".join(f'"{value}"' for value in self._values) + "."
        if self.type is OptionType.COLOUR:
            return 'It is written as "#RRGGBB".'
        return "It is text in quotation marks."


def check_words(name: str, words: str, *, lines: bool = False) -> None:
    """DossierError if words hold half a character or NUL, or break a line though not `lines`."""
    if not storable(words):
        raise DossierError(
            f"“{name}” holds half a character, or NUL: {_shown(words)}.", "Type the words again."
        )
    if not lines and _BREAK.search(words):
        raise DossierError(f"“{name}” has several lines: {_shown(words)}.", "It has to be one.")


def tidied(words: str, *, lines: bool = False) -> str:
    """Give typed words as an option holds them: whole characters, on one line if not `lines`."""
    whole = words if storable(words) else made_storable(words)
    return whole if lines else _BREAK.sub(" ", whole)


def _shown(value: object) -> str:
    try:
        said = str(value).lower() if isinstance(value, bool) else repr(value)
    except (ValueError, RecursionError):  # a number of too many digits, tables in tables
        return "so long a value"
    return said if len(said) <= _LONG else f"{said[:_LONG]}…"


def line(label: str, default: str = "", *, hint: str = "", empty: str = "") -> Any:
    """Give a field that holds words in one line."""
    return _field(default, label=label, type=OptionType.LINE, hint=hint, empty=empty)


def prose(label: str, *, hint: str = "", empty: str = "") -> Any:
    """Give a field that holds paragraphs of the analyst's own."""
    return _field("", label=label, type=OptionType.PROSE, hint=hint, empty=empty)


def tick(label: str, *, default: bool, hint: str = "") -> Any:
    """Give a field that is on or off."""
    return _field(default, label=label, type=OptionType.TICK, hint=hint)


def number(label: str, default: int, *, least: int, most: int, hint: str = "") -> Any:
    """Give a field that holds a whole number between bounds."""
    return _field(default, label=label, type=OptionType.NUMBER, least=least, most=most, hint=hint)


def choice(
    label: str,
    default: StrEnum,
    words: Mapping[Any, str],
    *,
    hint: str = "",
) -> Any:
    """Give a field that holds one of the members of an enumeration, each with its words."""
    offers = tuple(Offer(member, said) for member, said in words.items())
    return _field(default, label=label, type=OptionType.CHOICE, offers=offers, hint=hint)


def special(
    label: str,
    kind: OptionType,
    default: str | None = "",
    *,
    hint: str = "",
    empty: str = "",
) -> Any:
    """Give a field for a mark, a file or a colour."""
    return _field(default, label=label, type=kind, hint=hint, empty=empty)


def _field(default: Value, **about: Any) -> Any:
    return dataclasses.field(default=default, metadata={_ABOUT: about})


def options_of(described: type) -> tuple[Option, ...]:
    """Give the options of a described dataclass, in its order."""
    return _options_of(cast("Hashable", described))


@functools.cache
def _options_of(described: Any) -> tuple[Option, ...]:
    return tuple(
        Option(name=field.name, default=cast("Value", field.default), **field.metadata[_ABOUT])
        for field in dataclasses.fields(described)
        if _ABOUT in field.metadata
    )
