"""Yardsticks of likelihood: which words stand for which bands of per cent.

US ICD 203 (2015), D.6.e(2)(a), in two rows of words; UK PHIA (gov.uk, 24 March 2025), whose gaps
have no word on purpose; NATO AJP-2.1; Kent 1964. The numbers are in the word lists.
"""

import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from dossier.model.terms import Term, vocabulary


class Scale(StrEnum):
    """The yardsticks. One product uses one row of words of ICD 203."""

    ICD203 = "icd203"
    ICD203_SECOND = "icd203_second"
    PHIA = "phia"
    KENT = "kent"
    NATO = "nato"


@dataclass(frozen=True, slots=True)
class Band:
    """One band, in per cent, with the words for it, the first of them the one to print.

    Both ends belong to it, but the low one where it is said to lie `above` that.
    """

    key: str
    words: tuple[str, ...]
    low: float
    high: float
    above: bool = False

    @property
    def label(self) -> str:
        """The word to print."""
        return self.words[0]

    def holds(self, percent: float) -> bool:
        """Whether a figure lies in the band or on its border."""
        return self.low <= percent <= self.high and not (self.above and percent == self.low)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """The bands of one scale, from the least likely to the most."""

    key: str
    label: str
    source: str
    bands: tuple[Band, ...]

    def band(self, key: str) -> Band | None:
        """Give the band of a stored key; None if it has none of that key."""
        return next((band for band in self.bands if band.key == key), None)

    def said(self, words: str) -> Band | None:
        """Give the band that these words mean, whatever their case; None if they mean none."""
        asked = " ".join(words.casefold().split())
        return next((band for band in self.bands if asked in band.words), None)

    def choices(self, percent: float) -> tuple[Band, ...]:
        """Give the bands that a figure belongs to: two on a border, none in a gap."""
        return tuple(band for band in self.bands if band.holds(percent))

    def term(self, percent: float) -> Band | None:
        """Give the one band of a figure; on a border the band that begins there. None in a gap."""
        return next(iter(self.choices(percent)[::-1]), None)

    def nearest(self, percent: float) -> tuple[Band, ...]:
        """Give what an analyst chooses from where a figure has no word: the bands beside it."""
        below = [band for band in self.bands if band.high <= percent]
        over = [band for band in self.bands if band.low >= percent]
        return (*below[-1:], *over[:1])

    @property
    def has_gaps(self) -> bool:
        """Whether there are figures between its bands that have no word."""
        return any(over.low - under.high >= 1 for under, over in pairwise(self.bands))


@functools.cache
def yardstick(scale: str) -> Yardstick | None:
    """Read the yardstick of a stored key; None for "" and for keys that are none."""
    scales = vocabulary("likelihood_scale")
    if scale not in scales:
        return None
    term = scales.term(scale)
    held = vocabulary(str(term.more["vocabulary"]))
    bands = sorted((_band(one) for one in held), key=lambda band: (band.low, band.high))
    return Yardstick(scale, term.label, held.source, tuple(bands))


def _band(term: Term) -> Band:
    more = term.more
    words = (term.label, *more.get("synonyms", ()))
    return Band(term.key, words, more["low"], more["high"], more.get("above", False))


_PERCENT = re.compile(r"(\d{1,3}(?:[.,]\d+)?)\s*(?:%|per\s?cent)?")


def percent(words: str) -> float | None:
    """Read a figure such as 22, 22 % or 22 per cent; None if it is none from 0 to 100."""
    found = _PERCENT.fullmatch(words.strip().casefold())
    value = float(found[1].replace(",", ".")) if found else -1.0
    return value if 0 <= value <= 100 else None  # noqa: PLR2004 - that is what per cent means


def figure(value: float) -> str:
    """Write a bound: 49.99 as "below 50" would be read, 5 as 5."""
    return f"{value:g}" if value == int(value) else f"<{int(value) + 1}"


def span(band: Band) -> str:
    """Say a band in figures: "55\u201380 %"."""
    return f"{figure(band.low)}\u2013{figure(band.high)} %"
