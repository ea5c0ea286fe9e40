"""Sections that are not printed now but hold words: no tick and no template takes those away."""

import dataclasses
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.brief import catalogue
from dossier.brief.options import OptionType, Value
from dossier.brief.spec import Part, Spec

OWN = "text"  # the section of own words, which a brief can have more than once
_TYPED = (OptionType.LINE, OptionType.PROSE)

Rows = Sequence[tuple[Part, bool]]  # all sections as they stand, with their ticks


@dataclass(frozen=True, slots=True)
class Aside:
    """A section without a tick that has values; it stands behind so many that are printed."""

    behind: int
    part: Part


def asides_of(rows: Rows) -> tuple[Aside, ...]:
    """Give the sections without a tick that hold something."""
    found, behind = list[Aside](), 0
    for part, ticked in rows:
        behind += ticked
        if not ticked and part.values:
            found.append(Aside(behind, part))
    return tuple(found)


def carry(
    rows: Rows, before: Spec, to: Spec, *, fill: bool = True
) -> tuple[Spec, tuple[Aside, ...]]:
    """Give another template with the words that were typed, and the sections that go aside for it.

    What the template `before` or the other one brings by itself was not typed. Where a section is
    printed in both, its words `fill` what is empty there; the others go aside as own text.
    """
    brought, sections = {*before.sections, *to.sections}, list(to.sections)
    asides, behind = list[Aside](), 0
    for part, ticked in rows:
        behind += ticked
        if not part.values or part in brought:
            continue
        at = next((at for at, one in enumerate(sections) if one.name == part.name), -1)
        if part.name == OWN or at < 0:
            asides.append(Aside(min(behind, len(sections)), part))
            continue
        typed = _typed(part, before)
        if ticked and fill:
            sections[at], typed = _filled(sections[at], typed)
        asides += (Aside(at + 1, own) for own in _as_own(part.name, typed))
    return dataclasses.replace(to, sections=tuple(sections)), tuple(asides)


def _typed(part: Part, before: Spec) -> dict[str, Value]:
    """Give the words of a section that its template did not bring."""
    words = {option.name for option in catalogue.options(part.name) if option.type in _TYPED}
    brought = next((one.chosen for one in before.sections if one.name == part.name), {})
    return {
        name: value for name, value in part.values if name in words and brought.get(name) != value
    }


def _filled(taken: Part, typed: dict[str, Value]) -> tuple[Part, dict[str, Value]]:
    """Give a section with words where it has none, and those for which it has no room."""
    held = taken.chosen
    left = {name: value for name, value in typed.items() if held.get(name, value) != value}
    return catalogue.part(taken.name, {**typed, **held}), left


def _as_own(name: str, typed: dict[str, Value]) -> Iterator[Part]:
    """Give the words of a section as own text: its paragraphs, then its lines with their labels."""
    held = [option for option in catalogue.options(name) if typed.get(option.name)]
    texts = [typed[one.name] for one in held if one.type is OptionType.PROSE]
    lines = [f"{one.label}: {typed[one.name]}" for one in held if one.type is OptionType.LINE]
    for text in (*texts, *(["\n".join(lines)] if lines else [])):
        yield catalogue.part(OWN, {"heading": catalogue.title(name), "text": text})
