"""What the words of a passage suggest for a new record. The analyst has the last word on it.

A quotation is what stands between quotation marks; without marks it is a paraphrase, which is
never printed in marks.
"""

import dataclasses
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from dossier.model import counts, figures, speakers
from dossier.model.dates import Edtf, Reported
from dossier.model.records import TITLE_LENGTH, Claim
from dossier.model.terms import Attribute, QuoteKind, Stance

# Unicode Standard 15, chapter 6.2: the same mark opens in one language and closes in another
_CLOSING: Mapping[str, str] = MappingProxyType(
    {"“": "”", "„": "“”", "‟": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", '"': '"', "”": "”"}
)
_SINGLE: Mapping[str, str] = MappingProxyType({"‘": "’", "‚": "‘’", "'": "'"})
_LOOSE = ",;: \t\n"


# ---- quotations ------------------------------------------------------------------------------


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave blanks at both ends out of a passage; one of blanks alone becomes empty."""
    words = text[start:end]
    begun = start + len(words) - len(words.lstrip())
    return begun, max(begun, start + len(words.rstrip()))


def quotation(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out quotation marks that enclose a passage, and a comma that the sentence needed."""
    start, end = trimmed(text, start, end)
    words = text[start:end]
    if len(words) > len("“”") and _enclosed(words):
        return trimmed(text, start + 1, start + len(words[:-1].rstrip(_LOOSE)))
    if words[:1] in _CLOSING and not any(c in _CLOSING or c in "”»" for c in words[1:]):
        return trimmed(text, start + 1, end)
    bare = words.rstrip(_LOOSE + ".")
    if bare[-1:] in set(_CLOSING) - {"“", "„"} and not any(c in _CLOSING for c in bare[:-1]):
        return trimmed(text, start, start + len(bare[:-1].rstrip(_LOOSE)))
    return start, end


def _enclosed(words: str) -> bool:
    first, last, between = words[0], words[-1], words[1:-1]
    if first in _SINGLE:
        return last in _SINGLE[first]
    closing = _CLOSING.get(first, "")
    return last in closing and not any(c in closing or c == first for c in between)


def quotation_form(text: str, start: int, end: int) -> QuoteKind:
    """Say how a passage is quoted: in marks as a sentence, in marks as a fragment, or retold."""
    if not _in_marks(text, start):
        return QuoteKind.PARAPHRASE
    first = next((c for c in text[start:end] if c.isalnum()), "")
    return QuoteKind.PARTIAL if first.islower() else QuoteKind.VERBATIM


def _in_marks(text: str, at: int) -> bool:
    """Whether quotation marks that were opened in this paragraph are still open here."""
    begun = max((text.rfind(mark, 0, at) + 1 for mark in "\n\r\u2029"), default=0)
    wanted = ""
    for letter in text[begun:at]:
        if wanted and letter in wanted:
            wanted = ""
        elif not wanted and letter in _CLOSING and letter != "”":
            wanted = _CLOSING[letter]
    return bool(wanted)


# ---- claims ----------------------------------------------------------------------------------

_LONGEST_DATE = 8  # words of a passage that says no more than when


def claim(text: str, start: int, end: int, published: Edtf | None = None) -> Claim:
    """Give a claim of the words text[start:end]: about a count or a date where they state one.

    A count is the figure they begin with, or the only one there. The claim then states the figure
    alone, unless nothing but what is counted stands beside it. `published` supplies the year of a
    date that is given without one; else the last full date before it does.
    """
    words = text[start:end]
    if (when := _only_date(text, start, end, published)) is not None:
        return _asserted(when.stated, attribute=Attribute.DATE, value=when.edtf)
    span = figures.figure(words)
    if span is None:
        return _asserted(words, attribute=Attribute.ACTION)
    stated, counted = words[slice(*span)], figures.unit(words[span[1] :])
    whole = bool(counted) and words.endswith(counted) and words.startswith(stated)
    bare = len(words) <= len(stated) + len(counted) + len("  ")
    return _asserted(
        words if whole and bare else stated,
        attribute=Attribute.COUNT,
        count=counts.read(stated),
        unit=counted,
        measure=figures.measure(text, start + span[0], start + span[1]),
    )


def _asserted(stated: str, **read: Any) -> Claim:
    return Claim(stated=" ".join(stated.split()), stance=Stance.ASSERTS, **read)


def _only_date(text: str, start: int, end: int, published: Edtf | None) -> Reported | None:
    """Give the date that a passage is about: all of it, or the end of a few words."""
    words = text[start:end].strip()
    if words.isdecimal():
        return None
    read = _understood(words, text, start, published)
    if read is not None or len(words.split()) > _LONGEST_DATE:
        return read
    found = list(figures.DATE.finditer(words))
    if len(found) != 1 or found[0].end() < len(words.rstrip(" .,;:")) or figures.figure(words):
        return None
    return _understood(found[0][0], text, start, published)


def _understood(words: str, text: str, at: int, published: Edtf | None) -> Reported | None:
    """Read a date; one without a year takes it from the publication, else from a date before it."""
    read = Reported.of(words, published)
    if read.edtf is None and published is None and figures.DATE.fullmatch(words):
        full = [
            year
            for found in figures.DATE.finditer(text, 0, at)
            if (year := found[0][-4:]).isdecimal()
        ]
        read = (
            dataclasses.replace(Reported.of(f"{words} {full[-1]}"), stated=words) if full else read
        )
    return read if read.edtf else None


# ---- incidents -------------------------------------------------------------------------------


def title(stated: str) -> str:
    """Words as a title: on one line, not too long, cut between words, without the full stop."""
    line = " ".join(stated.split()).rstrip(" .,;:")
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[: TITLE_LENGTH - 1]
    return cut[: cut.rfind(" ")].rstrip(" .,;:") + "…" if " " in cut else cut + "…"


def date(text: str, start: int, end: int, published: Edtf | None = None) -> Reported:
    """Day of what text[start:end] tells: the first date in it, else the last before it.

    Only what can be understood counts, and only in the same paragraph. Empty if there is none.
    """
    begun, _ = speakers.paragraph(text, start, end)
    within = [found[0] for found in figures.DATE.finditer(text, start, end)]
    before = [found[0] for found in figures.DATE.finditer(text, begun, start)]
    for words in (*within, *reversed(before)):
        read = Reported.of(words, published)
        if read.edtf:
            return read
    return Reported()
