"""Counts as reported: qualifier and bounds, what agrees with what, and totals. Never an average.

Rules of the intervals: exactly n = [n, n]; at least n = [n, open); more than n = [n+1, open);
up to n = [0, n]; fewer than n = [0, n-1]; about n = n give or take a tolerance in per cent, rounded
outwards, and "nearly n" the part of it below n; dozens, hundreds and thousands are conventions.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from dossier.model.terms import Qualifier

TOLERANCE = 10  # per cent
NONE, SEVERAL = "none", "several"
VAGUE: Mapping[Qualifier, tuple[int | None, int | None]] = MappingProxyType(
    {
        Qualifier.DOZENS: (24, 99),
        Qualifier.HUNDREDS: (100, 999),
        Qualifier.THOUSANDS: (1000, 9999),
        Qualifier.UNKNOWN: (None, None),
    }
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number as one source states it.

    `low` and `high` are the inclusive bounds that follow from the words; None = open. `best` is the
    number itself where it is meant ("134", "about 100"; not "nearly 100", which stays below it).
    Figures of others may come out of order: they are kept as they are, and `in_order` says so.
    """

    qualifier: Qualifier
    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def interval(self) -> tuple[int, int | None]:
        """Least and most that the words allow, inclusive; None = open."""
        if (self.low, self.high) != (None, None):
            return (self.low or 0, self.high)
        meant = stated(self.qualifier, self.best)
        return (meant.low or 0, meant.high)

    @property
    def in_order(self) -> bool:
        """Whether low <= best <= high, as far as they are given."""
        given = [n for n in (self.low, self.best, self.high) if n is not None]
        return given == sorted(given)


@dataclass(frozen=True, slots=True)
class Measured:
    """A count of something: `measure` is a key of count_measure, `unit` a word such as soldiers."""

    measure: str
    unit: str
    count: Count


@dataclass(frozen=True, slots=True)
class Total:
    """Sum of lows and sum of highs (None = open) of `items` counts; `approximate` if any is so."""

    low: int
    high: int | None
    items: int
    approximate: bool = False

    def words(self) -> str:
        """Say it as a reader expects: "204", "at least 204", "between 190 and 210"."""
        if self.low == self.high:
            said = f"{self.low:,}"
        elif self.high is not None:
            said = f"between {self.low:,} and {self.high:,}"
        else:
            said = f"at least {self.low:,}" if self.low else "not known"
        return f"{said} (approximate)" if self.approximate else said


def stated(
    qualifier: Qualifier,
    number: int | None = None,
    upper: int | None = None,
    *,
    tolerance: int = TOLERANCE,
    below: bool = False,
) -> Count:
    """Make the count of a qualifier and its number; "between" takes two, vague words none.

    `tolerance` (per cent) matters to "about" alone; `below` makes it "nearly".
    """
    if qualifier in VAGUE or number is None:
        low, high = VAGUE.get(qualifier, (None, None))
        return Count(qualifier, low, None, high)
    if qualifier is Qualifier.ABOUT:
        low = number * (100 - tolerance) // 100
        if below:
            return Count(qualifier, max(0, min(low, number - 1)), None, max(0, number - 1))
        return Count(qualifier, low, number, -(-number * (100 + tolerance) // 100))
    return {
        Qualifier.EXACTLY: Count(qualifier, number, number, number),
        Qualifier.AT_LEAST: Count(qualifier, number),
        Qualifier.MORE_THAN: Count(qualifier, number + 1),
        Qualifier.UP_TO: Count(qualifier, 0, None, number),
        Qualifier.FEWER_THAN: Count(qualifier, 0, None, max(0, number - 1)),
        Qualifier.BETWEEN: Count(qualifier, number, None, upper),
    }[qualifier]


def agrees(a: Count, b: Count) -> bool:
    """Whether both can be true: their intervals meet. "134" agrees with "more than 130"."""
    return _meet(a.interval, b.interval)


def _meet(a: tuple[int, int | None], b: tuple[int, int | None]) -> bool:
    return (b[1] is None or a[0] <= b[1]) and (a[1] is None or b[0] <= a[1])


def total(counts: Iterable[Count]) -> Total:
    """Add lows and highs of counts of one measure and unit; an open one leaves the total open."""
    held = tuple(counts)
    intervals = [count.interval for count in held]
    highs = [high for _, high in intervals if high is not None]
    return Total(
        low=sum(low for low, _ in intervals),
        high=sum(highs) if len(highs) == len(held) else None,
        items=len(held),
        approximate=any(c.qualifier is Qualifier.ABOUT or c.qualifier in VAGUE for c in held),
    )


def totals(measured: Iterable[Measured]) -> dict[tuple[str, str], Total]:
    """Total for each (measure, unit), in order of first appearance: unlike ones are never added."""
    alike: dict[tuple[str, str], list[Count]] = {}
    for item in measured:
        alike.setdefault((item.measure, item.unit), []).append(item.count)
    return {key: total(counts) for key, counts in alike.items()}


def parts_fit(whole: Count, parts: Iterable[Count]) -> bool:
    """Whether the parts can add up to the stated whole."""
    added = total(parts)
    return _meet(whole.interval, (added.low, added.high))


def words(count: Count) -> str:
    """Say a count in plain words; `read` reads them back to the same count."""
    if count.qualifier is Qualifier.UNKNOWN:
        return SEVERAL
    if count.qualifier in VAGUE:
        return count.qualifier.value
    number = _number(count)
    if number is None:
        return "not given"
    if count.qualifier is Qualifier.EXACTLY:
        return f"{number:,}" if number else NONE
    if count.qualifier is Qualifier.BETWEEN:
        return f"between {number:,} and {count.high:,}" if count.high is not None else "not given"
    nearly = count.qualifier is Qualifier.ABOUT and count.best is None
    return f"{'nearly' if nearly else count.qualifier.value.replace('_', ' ')} {number:,}"


def _number(count: Count) -> int | None:
    """The number in the words of the source, found from the bounds."""
    if count.best is not None:
        return count.best
    bound, step = {
        Qualifier.UP_TO: (count.high, 0),
        Qualifier.FEWER_THAN: (count.high, 1),
        Qualifier.ABOUT: (count.high, 1),
        Qualifier.MORE_THAN: (count.low, -1),
    }.get(count.qualifier, (count.low, 0))
    return None if bound is None else bound + step


# ---- reading ---------------------------------------------------------------------------------

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


def read(stated_words: str, *, tolerance: int = TOLERANCE) -> Count | None:
    """Read the words of a source, such as "more than 130 soldiers" or "dozens"; None if no count.

    Nouns after the number are passed over. Digits of any script and thousands separators (comma,
    any space, Arabic separator) are read; what could be two things ("3.000", "53 and 17") is not.
    """
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
