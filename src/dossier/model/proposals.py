"""What the words of a passage suggest for a new record. The analyst has the last word on it.

A quotation is what stands between quotation marks; without marks it is a paraphrase, which is
never printed in marks. A count is only read where a passage begins with it: numbers further on may
be dates.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from dossier.model import counts
from dossier.model.counts import Count
from dossier.model.datenames import MONTHS
from dossier.model.dates import Edtf, Reported
from dossier.model.records import TITLE_LENGTH, Claim
from dossier.model.terms import Attribute, Measure, QuoteKind, Stance

UNNAMED_SPEAKER = "Speaker not entered yet"

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

_MEASURES: tuple[tuple[Measure, str], ...] = (
    (Measure.KILLED, r"kill|dead|died|deaths?\b|lost their li"),
    (Measure.WOUNDED, r"wound|injur|hurt\b"),
    (Measure.CAPTURED, r"captur|taken prisoner|prisoners?\b|detain"),
    (Measure.SURRENDERED, r"surrender|laid down|gave themselves up"),
    (Measure.MISSING, r"missing|unaccounted"),
    (Measure.RETURNED, r"return|sent back|handed back|repatriat"),
    (Measure.DISPLACED, r"displac|left their homes|refugee"),
    (Measure.CROSSED, r"cross|fled|flee|entered|withdr[ae]w|retreat"),
)
_LONGEST_UNIT = 3
_NO_UNIT = frozenset({"of", "at", "in", "on", "to", "were", "was", "had", "have", "who", "which"})
# a number of these is no number of people or things
_SCALES = re.compile(
    r"\s*(?:kilomet|met(?:re|er)|km\b|miles?\b|per ?cent|%|years?|months?|weeks?|days?|hours?"
    r"|minutes?|a\.m|p\.m|o’clock|dollars?|euros?|degrees?)",
    re.IGNORECASE,
)


def claim(text: str, start: int, end: int, published: Edtf | None = None) -> Claim:
    """Give a claim of the words text[start:end]: about a count or a date where they state one.

    `published` supplies the year of a date that is given without one.
    """
    stated = " ".join(text[start:end].split())
    told = Reported.of(stated, published).edtf if not stated.isdecimal() else None
    count = None if told else _count(stated)
    attribute = Attribute.DATE if told else Attribute.COUNT if count else Attribute.ACTION
    return Claim(
        stated=stated,
        stance=Stance.ASSERTS,
        attribute=attribute,
        value=told or "",
        count=count,
        unit=unit(stated) if count else "",
        measure=measure(text, start, end) if count else "",
    )


def _count(stated: str) -> Count | None:
    found = re.search(r"\d(\D*)$", stated)
    return None if found and _SCALES.match(found[1]) else counts.read(stated)


def unit(stated: str) -> str:
    """Words that follow a number when nothing else does: "more than 130 soldiers" -> "soldiers"."""
    found = re.search(r"\d\+?\s+(\D+)$", stated)
    words = found[1].split() if found else []
    plain = all(word.replace("-", "").isalpha() and word not in _NO_UNIT for word in words)
    return " ".join(words) if plain and len(words) <= _LONGEST_UNIT else ""


def measure(text: str, start: int, end: int) -> str:
    """What is counted, by the word nearest to the passage in its sentence; "" if none tells."""
    low = max((text.rfind(stop, 0, start) + 1 for stop in ".!?\n"), default=0)
    ends = (text.find(stop, end) for stop in ".!?\n")
    high = min((at for at in ends if at >= 0), default=len(text))
    near = (
        (_gap(low + found.start(), start, end), rank, which)
        for rank, (which, words) in enumerate(_MEASURES)
        for found in re.finditer(rf"\b(?:{words})", text[low:high], re.IGNORECASE)
    )
    return min(near, default=(0, 0, ""))[2]


def _gap(at: int, start: int, end: int) -> int:
    return 0 if start <= at < end else min(abs(at - start), abs(at - end))


# ---- incidents -------------------------------------------------------------------------------

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})? {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?)\b"
)


def title(stated: str) -> str:
    """Words as a title: on one line, not too long, cut between words, without the full stop."""
    line = " ".join(stated.split()).rstrip(" .,;:")
    if len(line) <= TITLE_LENGTH:
        return line
    cut = line[: TITLE_LENGTH - 1]
    return cut[: cut.rfind(" ")].rstrip(" .,;:") + "…" if " " in cut else cut + "…"


def date(stated: str, published: Edtf | None = None) -> Reported:
    """First date in running English words that can be understood; empty if there is none."""
    for found in _DATE.finditer(stated):
        read = Reported.of(found[0], published)
        if read.edtf:
            return read
    return Reported()
