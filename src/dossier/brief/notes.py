"""What notes say where they stand beside the register: at the foot of pages, or in a list.

Either leads on to the register, which has the exact words and how they reached us. A footnote says
the source in short, for a reader who stays on the page; cited again on a later page it says by whom
and where, and which page has it in full. The list has each source in full once.
"""

from collections.abc import Iterator

from dossier.brief.blocks import (
    Block,
    CitedOn,
    Entry,
    Footnote,
    Heading,
    Ink,
    Paragraph,
    Run,
    Style,
    Text,
)
from dossier.brief.citations import at_words, by_name, described, in_short, locator
from dossier.brief.citing import passage_anchor
from dossier.brief.inline import name_note
from dossier.brief.material import Material
from dossier.brief.striking import BAR
from dossier.brief.wording import plain
from dossier.model.evidence import Passage

REGISTER = "source_register"


def footnotes(material: Material) -> tuple[Footnote, ...]:
    """Give a footnote for each passage that was cited, by number."""
    return tuple(_footnote(material, passage) for passage in material.notes.passages.values())


def _footnote(material: Material, passage: Passage) -> Footnote:
    number = material.notes.number(passage.citation.id)
    lead = material.lead(Run(passage.source.reference), name_note(number), REGISTER)
    place = (*_placed(lead, passage), Run("."))
    text = _named(in_short(passage), place)
    if passage.steps:
        text = (*text, Run(f" {passage.chain_words()}.", ink=Ink.MUTED))
    name = by_name(passage)
    # it may be printed on any number of pages, and a redacted edition says how many bars it has
    return Footnote(number, text, place if BAR in name else _named(name, place))


def endnotes(material: Material) -> tuple[Block, ...]:
    """Give the list of all notes that were cited; none if there are none."""
    entries = tuple(_entries(material))
    return (Heading(1, plain("Notes"), "notes"), *entries) if entries else ()


def _entries(material: Material) -> Iterator[Entry]:
    met: set[int] = set()
    for passage in material.notes.passages.values():
        number = material.notes.number(passage.citation.id)
        lead = material.lead(Run(passage.source.reference), passage_anchor(number), REGISTER)
        place = (*_placed(lead, passage), *at_words(passage), Run("."))
        if passage.source.id in met:
            text = _named(in_short(passage), place)
        else:
            text = (*described(passage.source, passage.publisher), Run(" "), *place)
        met.add(passage.source.id)
        back = Paragraph((CitedOn(number),), Style.MARGIN)
        yield Entry((back,), (Paragraph(text, Style.SOURCE),), note=number, rule=False)


def _placed(lead: Run, passage: Passage) -> Text:
    """Give "S-0001, ¶ 4"."""
    where = locator(passage)
    return (lead, Run(f", {where}")) if where else (lead,)


def _named(words: str, place: Text) -> Text:
    """Give words for the source before its reference and place."""
    return (Run(f"{words}, "), *place) if words else place
