"""Footnotes of WordprocessingML (ISO/IEC 29500-1, 17.11): each stands at its first number only."""

from collections.abc import Iterable
from dataclasses import replace

from dossier.brief.blocks import Footnote
from dossier.brief.breaking import clean_text
from dossier.brief.look import ACCENT_COLOUR
from dossier.brief.wordbody import write_paragraph
from dossier.brief.wordstyles import SPACES
from dossier.brief.wordtext import Piece, Places, read_text

_RULES = (("-1", "separator"), ("0", "continuationSeparator"))  # above notes, and what goes over
NOTE_SETTINGS = (
    "<w:footnotePr>"
    + "".join(f'<w:footnote w:id="{id_}"/>' for id_, _ in _RULES)
    + "</w:footnotePr>"
)


def write_footnotes(notes: Iterable[Footnote], places: Places) -> str:
    """Give footnotes.xml; the ids are those of `places`."""
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for id_, kind in _RULES
    )
    told = "".join(_write(note, places) for note in notes if note.note in places.feet)
    return f"<w:footnotes {SPACES}>{rules}{told}</w:footnotes>"


def _write(note: Footnote, places: Places) -> str:
    own = Piece(clean_text(note.note), colour=places.ink(ACCENT_COLOUR), raised=True)
    counted = replace(own, text="", lead="<w:footnoteRef/>")
    number = counted if note.note in places.counted else own
    pieces = (number, Piece("\u2002"), *read_text(note.text, places))
    words = write_paragraph(pieces, "FootnoteText")
    return f'<w:footnote w:id="{places.feet[note.note]}">{words}</w:footnote>'
