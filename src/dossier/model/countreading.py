"""Reads the words of a count: number words, hedges before and behind, ranges, vague words."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from dossier.model.counts import Count, stated
from dossier.model.terms import Qualifier

LARGEST = 10**12  # no count of people or things is larger; what is, is some other number
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL: Mapping[str, int] = MappingProxyType(
    {word: n for n, word in enumerate((*_UNITS, *_TEENS), start=1)}
    | dict(zip(_TENS, range(20, 100, 10), strict=True))
    | {"a": 1, "an": 1}
)
_SCALES: Mapping[str, int] = MappingProxyType(
    {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6}
)

_ANY_UNIT, _SCALE = "|".join(_UNITS), "|".join(_SCALES)
_TO_99 = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{_ANY_UNIT}))?|{'|'.join(_TEENS)}|{_ANY_UNIT})\b"
_TO_999 = rf"(?:(?:an?|{_ANY_UNIT}) hundred(?:(?: and)? {_TO_99})?|{_TO_99})"
_SPELT = (
    rf"half a dozen|(?:an?|{_TO_999}) dozen"
    rf"|(?:{_TO_999}|an?) (?:thousand|million)(?:,?(?: and)? {_TO_999})?|{_TO_999}"
)
_GROUPED = r"\d{1,3}(?:(?:,\d{3})+|(?:\s\d{3})+|(?:\u066c\d{3})+)"
_FIGURES = rf"(?:{_GROUPED}|\d+)(?:\.\d+(?= (?:{_SCALE})\b))?(?: (?:{_SCALE})\b)?"
_N = rf"(?>{_FIGURES}|{_SPELT})"
_ENDS = rf"(?!\w|\s?[%‰]|[/:⁄°]|[.,٫]\d|\s?[-–—]\s?\d| (?:{_SCALE})\b)"

_LEAD = re.compile(r"(?:(?:the|all|another|an? (?:total|group) of)\s)+")
_BETWEEN = re.compile(rf"(?:between|from) ({_N}) ?(?:and|to|[-–—]) ?({_N}){_ENDS}")
_RANGE = re.compile(rf"(?:about |some )?({_N}) ?(?:to|or|[-–—]) ?({_N}){_ENDS}")
_NUMBER = re.compile(rf"({_N}){_ENDS}(?! ?(?:,|&|and|plus|to|or) ?{_N})(.*)", re.DOTALL)
_HEDGES: tuple[tuple[Qualifier, str], ...] = (
    (Qualifier.EXACTLY, "exactly|precisely|only"),
    (Qualifier.AT_LEAST, "at least|(?:no|not) (?:fewer|less) than|(?:a )?minimum(?: of)?|≥|>="),
    (Qualifier.UP_TO, "up to|at (?:the )?most|(?:no|not) more than|as many as|≤|<="),
    (Qualifier.UP_TO, "(?:a )?maximum(?: of)?"),
    (Qualifier.MORE_THAN, "(?:well |just |slightly |far )?(?:more than|over|above)|>"),
    (Qualifier.MORE_THAN, "upwards? of|in excess of"),
    (Qualifier.ABOUT, "(?P<below>nearly|almost|just under)"),
    (Qualifier.FEWER_THAN, "(?:well |far )?(?:fewer than|less than|under|below)|<"),
    (Qualifier.ABOUT, r"about|around|approximately|approx\.|roughly|some|circa|ca?\.|~"),
    (Qualifier.ABOUT, "(?:an )?estimated|close to"),
)
_BEFORE = tuple((q, re.compile(rf"(?:{p})(?![^\W\d]) ?")) for q, p in _HEDGES)
_NOUNS = r" ?(?:[^\W\d]+ ){0,4}?"
_AFTER = (
    (Qualifier.AT_LEAST, re.compile(rf"\+|{_NOUNS}(?:(?:or|and) (?:more|above|over)|at least)\b")),
    (Qualifier.UP_TO, re.compile(rf"{_NOUNS}(?:or (?:fewer|less|under)|at (?:the )?most)\b")),
    (Qualifier.ABOUT, re.compile(rf"-odd\b|{_NOUNS}(?:or so|or thereabouts|approximately)\b")),
)
_TENS_OF_THOUSANDS = re.compile("(tens|hundreds) of thousands")
_VAGUE = re.compile(
    "(?:(?:many |several )?(dozen|hundred|thousand)s"
    r"|(?:several|a few|many) (dozen|hundred|thousand))\b(?! of (?:thousands|millions))"
)
_SEVERAL = re.compile(
    "(?:several|many|some|(?:a )?few|numerous|multiple|a number|a handful|scores"
    r"|an (?:unknown|unstated|unspecified) number)\b"
    r"(?! (?:of )?(?:dozen|hundred|thousand|million)s?\b)"
)
_NOBODY = re.compile(
    r"(?:none|no|nobody|no one|nil|zero)\b(?! (?:fewer|less|more|longer|information"
    r"|figures?|comment|data|details?|word|reports?|numbers?|confirmation)\b)"
)


def read(stated_words: str, tolerance: int) -> Count | None:
    """Do the work of counts.read."""
    text = _LEAD.sub("", _plain(stated_words), count=1)
    return _range(text) or _hedged(text, tolerance) or _vague(text)


def _plain(text: str) -> str:
    shown = (str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text.casefold())
    kept = "".join(c for c in shown if unicodedata.category(c) != "Cf")
    return " ".join(kept.split()).strip("\"'“”‘’«»")


def _range(text: str) -> Count | None:
    found = _BETWEEN.match(text) or _RANGE.match(text)
    if not found:
        return None
    low, high = _value(found[1]), _value(found[2])
    if low is None or high is None or low > high:
        return None
    return stated(Qualifier.BETWEEN, low, high)


def _hedged(text: str, tolerance: int) -> Count | None:
    hedge, before = next(((q, m) for q, p in _BEFORE if (m := p.match(text))), (None, None))
    found = _NUMBER.match(text, before.end() if before else 0)
    number = _value(found[1]) if found else None
    if found is None or number is None:
        return None
    behind = next((q for q, p in _AFTER if p.match(found[2])), Qualifier.EXACTLY)
    below = before is not None and bool(before.groupdict().get("below"))
    return stated(hedge or behind, number, tolerance=tolerance, below=below)


def _vague(text: str) -> Count | None:
    if many := _TENS_OF_THOUSANDS.match(text):
        low = 10_000 if many[1] == "tens" else 100_000
        return stated(Qualifier.BETWEEN, low, low * 10 - 1)
    if some := _VAGUE.match(text):
        return stated(Qualifier(f"{some[1] or some[2]}s"))
    if _SEVERAL.match(text):
        return stated(Qualifier.UNKNOWN)
    return stated(Qualifier.EXACTLY, 0) if _NOBODY.match(text) else None


def _value(figure: str) -> int | None:
    """Give the value of what `_N` found; None if it is no whole number or absurdly large."""
    digits = re.match(r"[\d,.\s\u066c]*", figure)
    shown = re.sub(r"[,\s\u066c]", "", digits[0]) if digits else ""
    if not shown:
        return _spelt(figure)
    value = Decimal(shown) * _SCALES.get(figure.rpartition(" ")[2], 1)
    return int(value) if value <= LARGEST and value == int(value) else None


def _spelt(figure: str) -> int:
    if figure.startswith("half"):
        return _SCALES["dozen"] // 2
    done, current = 0, 0
    for word in re.findall("[a-z]+", figure):
        if word in ("thousand", "million"):
            done, current = done + current * _SCALES[word], 0
        elif word in _SCALES:
            current *= _SCALES[word]
        else:
            current += _SMALL.get(word, 0)
    return done + current
