"""Figures in running English: which number of a sentence counts people or things, and what of."""

import re

from dossier.model import counts
from dossier.model.counts import Count
from dossier.model.datenames import MONTHS
from dossier.model.terms import Measure, Qualifier

_MONTH = rf"(?:{'|'.join(MONTHS)})"
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})? {_MONTH}(?: \d{{4}})?"
    rf"|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:, \d{{4}})?)\b"
)
_HEDGE = (
    r"(?:(?:well |just |slightly |far )?(?:more|fewer|less) than|no (?:more|fewer|less) than"
    r"|at (?:least|most)|up to|as many as|about|around|approximately|roughly|some|nearly|almost"
    r"|over|exactly|only)\s"
)
_N = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_FIGURE = re.compile(
    rf"(?:between {_N} and {_N}|(?:{_HEDGE})?(?<![\w$€£.,:/-]){_N}(?:\s?(?:[-–—]|to)\s?{_N})?)"
    r"(?![\w%]|[.,:/]\d|-\w)",
    re.IGNORECASE,
)
# a number of these is no number of people or things
_SCALES = re.compile(
    r"[\s-]*(?:kilomet|met(?:re|er)|km\b|miles?\b|per ?cent|%|years?|months?|weeks?|days?|hours?"
    r"|minutes?|a\.m|p\.m|o’clock|dollars?|euros?|degrees?)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\b(?:article|resolution|page|chapter|no\.?|number|day)\s$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_SPELT = 5  # words
_SHORT = 4  # words of a passage in which "some" or "no" can be meant as a count

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
_LONGEST_UNIT = 4
_WORD = re.compile(r"\s+([^\W\d_](?:[\w-]*[^\W_])?)")
_NO_UNIT = frozenset(
    {"of", "at", "in", "on", "to", "by", "from", "who", "which", "that", "as", "across"}
    | {"was", "is", "has", "were", "had", "have", "his", "its", "this"}
)
_OF = re.compile(r"\sof(?:\s(?:the|these|those))?(?=\s)")
_PLURALS = frozenset({"people", "personnel", "police", "aircraft", "children", "cattle"})


def figure(words: str) -> tuple[int, int] | None:
    """Where words state a count: what they begin with, or the only figure that can be one.

    Dates, years, times of day, distances, money and numbers of articles are no counts.
    """
    dates = [found.span() for found in DATE.finditer(words)]
    found = [
        one.span()
        for one in _FIGURE.finditer(words)
        if not _SCALES.match(words, one.end())
        and not _YEAR.fullmatch(one[0])
        and not _NUMBERED.search(words, 0, one.start())
        and not any(low < one.end() and one.start() < high for low, high in dates)
    ]
    if found and (len(found) == 1 or found[0][0] == 0):
        return found[0] if counts.read(words[slice(*found[0])]) else None
    return None if dates or re.search(r"\d", words) else _spelt(words)


def _spelt(words: str) -> tuple[int, int] | None:
    """Where words begin with a number that is spelt out: "Two soldiers", "dozens of people"."""
    read = counts.read(words)
    if read is None:
        return None
    for found in re.finditer(r"\s|$", words):
        begun = words[: found.start()]
        if counts.read(begun) == read and not _SCALES.match(words, found.start()):
            return (0, len(begun)) if _is_meant(read, words, found.start()) else None
        if begun.count(" ") > _LONGEST_SPELT:
            break
    return None


def _is_meant(read: Count, words: str, end: int) -> bool:
    loose = read.qualifier is Qualifier.UNKNOWN or read.best == 0
    return len(words.split()) <= _SHORT or (not loose and bool(unit(words[end:])))


def unit(after: str) -> str:
    """Give the thing that is counted, from the words behind a number: as far as a plural reaches.

    " soldiers and militiamen crossed to" is "soldiers and militiamen", " of them" is "".
    """
    words: list[str] = []
    of = _OF.match(after)
    at = of.end() if of else 0
    while len(words) < _LONGEST_UNIT and (found := _WORD.match(after, at)):
        if found[1] in _NO_UNIT:
            break
        words.append(found[1])
        at = found.end()
    plurals = [i for i, word in enumerate(words) if _is_plural(word)]
    return " ".join(words[: plurals[-1] + 1]) if plurals else ""


def _is_plural(word: str) -> bool:
    ends = word.endswith("men") or (word.endswith("s") and not word.endswith("ss"))
    return ends or word in _PLURALS


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
