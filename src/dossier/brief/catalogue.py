"""The sections there are: what each can be asked, and one made for a part of a brief."""

import functools
from collections.abc import Mapping
from types import MappingProxyType

from dossier import registry
from dossier.brief.material import Section
from dossier.brief.options import Option, Value, options_of
from dossier.brief.spec import Part
from dossier.errors import DossierError
from dossier.model.terms import vocabulary

_WORDS = "brief_section"


@functools.cache
def names() -> tuple[str, ...]:
    """Give the names of all sections, in the order in which a long brief has them."""
    known = {section.name for section in registry.SECTIONS}
    ordered = tuple(term.key for term in vocabulary(_WORDS) if term.key in known)
    return ordered + tuple(sorted(known.difference(ordered)))


def title(name: str) -> str:
    """Give what a section is called."""
    return vocabulary(_WORDS).label(name)


def definition(name: str) -> str:
    """Say what a section prints."""
    words = vocabulary(_WORDS)
    return words.term(name).definition if name in words else ""


@functools.cache
def _where() -> Mapping[str, str]:
    return MappingProxyType({section.name: section.where for section in registry.SECTIONS})


def _type(name: str) -> type[Section]:
    where = _where().get(name)
    if where is None:
        raise DossierError(f"There is no section “{name}”.", f"Known: {', '.join(names())}.")
    found: type[Section] = registry.load(where)
    return found


def options(name: str) -> tuple[Option, ...]:
    """Give what a section can be asked; DossierError if there is no such section."""
    return options_of(_type(name))


def part(name: str, values: Mapping[str, object] = MappingProxyType({})) -> Part:
    """Give a section with these values; DossierError names an option it does not have or allow."""
    known = {option.name: option for option in options(name)}
    chosen: dict[str, Value] = {}
    for key, value in values.items():
        if key not in known:
            has = f"It has {', '.join(known)}." if known else "It has no options."
            raise DossierError(f"The section “{name}” has no option “{key}”.", has)
        taken = known[key].take(value)
        if taken != known[key].default:
            chosen[key] = taken
    return Part(name, tuple(sorted(chosen.items())))


def make(chosen: Part) -> Section:
    """Make the section that a part of a brief asks for."""
    return _type(chosen.name)(**part(chosen.name, chosen.chosen).chosen)
