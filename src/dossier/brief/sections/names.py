"""Names as written: the spellings of people and places in other scripts."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from dossier.brief.blocks import Align, Block, Column, Entry, Heading, Run, Table, Text
from dossier.brief.material import Material
from dossier.brief.wording import margin, plain
from dossier.model.codecs import Alias
from dossier.model.evidence import printed_name

_COLUMNS = (Column(2.2), Column(1.6), Column(2.2), Column(2.0, Align.RIGHT))
_HEAD = tuple(
    plain(label) for label in ("In this brief", "Latin script", "Cyrillic", "Arabic script")
)


class _Script(Enum):
    LATIN = "LATIN"
    CYRILLIC = "CYRILLIC"
    ARABIC = "ARABIC"


@dataclass(frozen=True, slots=True)
class NamesSection:
    """A table of all names that have a spelling beside the printed one."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the table; none if no name has another spelling."""
        rows = tuple(_row(name, aliases) for name, aliases in _names(material))
        if not rows:
            return ()
        table = Table(_COLUMNS, _HEAD, rows)
        return (Entry(margin("Spellings"), (Heading(2, plain("Names as written")), table)),)


def _names(material: Material) -> Iterator[tuple[str, tuple[Alias, ...]]]:
    """Give each person and place once, in alphabetical order, withheld names left out."""
    found: dict[str, tuple[Alias, ...]] = {}
    for evidence in material.evidences:
        for located in evidence.places:
            for place in (located.place, *located.within):
                found[place.name] = place.aliases
    actors = [i.actor for e in material.evidences for i in e.actors]
    actors += [s.speaker for s in material.statements if s.speaker]
    for actor in actors:
        if not actor.never_print and not actor.print_as:
            found[printed_name(actor)] = actor.aliases
    yield from sorted((name, aliases) for name, aliases in found.items() if aliases)


def _row(name: str, aliases: tuple[Alias, ...]) -> tuple[Text, ...]:
    return (plain(name), *(_spelt(aliases, script) for script in _Script))


def _spelt(aliases: tuple[Alias, ...], script: _Script) -> Text:
    """Give the spellings of one script, each once, one a line, tagged with their language."""
    held = {alias.text: alias.lang for alias in aliases if _script(alias.text) is script}
    runs: list[Run] = []
    for text, lang in held.items():
        runs.append(Run(f"\n{text}" if runs else text, lang=lang))
    return tuple(runs)


def _script(text: str) -> _Script:
    for letter in text:
        name = unicodedata.name(letter, "")
        for script in _Script:
            if name.startswith(script.value):
                return script
    return _Script.LATIN
