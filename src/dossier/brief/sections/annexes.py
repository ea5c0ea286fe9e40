"""Annexes: how to read the grades, and how the brief can be checked."""

from dataclasses import dataclass
from itertools import zip_longest

from dossier.brief.blocks import Block, Column, Entry, Heading, Panel, Paragraph, Style, Table, Text
from dossier.brief.material import Material
from dossier.brief.spec import NotePlace
from dossier.brief.wording import margin, plain, strong
from dossier.model.terms import Term, vocabulary

_WAYS = {
    NotePlace.REGISTER: "to the exact words",
    NotePlace.FOOT: "to the foot of its page, and that to the exact words",
    NotePlace.END: "to the list of notes, and that to the exact words",
}
_COLUMNS = (Column(0.4), Column(3.0), Column(0.4), Column(3.0))


@dataclass(frozen=True, slots=True)
class GradingKeySection:
    """The two axes of the Admiralty scheme (NATO STANAG 2511)."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the key; none where nothing is graded."""
        if not material.evidences:
            return ()
        pairs = zip_longest(vocabulary("source_reliability"), vocabulary("information_credibility"))
        rows = tuple((*_cells(letter), *_cells(digit)) for letter, digit in pairs)
        head = tuple(plain(label) for label in ("", "Source", "", "Information"))
        intro = (
            f"A raised number leads {_WAYS[material.spec.notes]} in the register of sources. "
            "Letters grade the source, digits the information, each without looking at the other. "
            "F and 6 mean not judged, never bad."
        )
        body = (Heading(2, plain("How to read this brief")), Paragraph(plain(intro)))
        return (Entry(margin("Key"), (*body, Table(_COLUMNS, head, rows))),)


def _cells(term: Term | None) -> tuple[Text, Text]:
    return ((strong(term.key),), plain(term.label)) if term else ((), ())


@dataclass(frozen=True, slots=True)
class MethodSection:
    """Which state of the case was printed."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the hashes by which paper and case file can be compared."""
        stamp = material.stamp
        words = (
            "The same case in the same state gives this file byte for byte. Each quotation was "
            "compared with the stored text of its source when this brief was made."
        )
        lines = (("State of the case", stamp.state), ("Last step of its journal", stamp.head))
        hashes = tuple(Paragraph(plain(f"{what}: {hash_}"), Style.MONO) for what, hash_ in lines)
        title = Paragraph(plain("Integrity"), Style.STRONG)
        return (Panel((title, Paragraph(plain(words), Style.TEXT), *hashes)),)
