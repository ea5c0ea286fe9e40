"""Analysis of competing hypotheses: what weighs against which, and how much hangs on one row.

R. Heuer, Psychology of Intelligence Analysis, ch. 8; scores as PARC ACH 2 weighs inconsistency:
II = -2, I = -1, all else 0, times credibility and relevance (1/sqrt 2, 1, sqrt 2), summed. The
hypothesis nearest to 0 is the least inconsistent. The scores are ordinal, not probabilities.
"""

import math
import operator
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dossier.model.terms import Fit, HypothesisKind, Weight

ORDINAL = "Ordinal, not probabilities: they say which hypothesis the evidence contradicts least."
_BASE: Mapping[Fit, int] = MappingProxyType({Fit.INCONSISTENT: -1, Fit.VERY_INCONSISTENT: -2})
_FACTOR: Mapping[Weight, float] = MappingProxyType(
    {Weight.LOW: 1 / math.sqrt(2), Weight.MEDIUM: 1.0, Weight.HIGH: math.sqrt(2)}
)
_FOR = frozenset({Fit.CONSISTENT, Fit.VERY_CONSISTENT})
_ALIKE = 1e-9  # scores are sums of square roots: equal ones may differ in the last digit
_TELLING = 3  # rows from which on "nothing speaks against it" says something


@dataclass(frozen=True, slots=True)
class Evident:
    """One row: how it fits each hypothesis (None = not rated), and how much it counts.

    `origins` name who had the knowledge that it rests on; () where that is not known.
    """

    fits: tuple[Fit | None, ...]
    credibility: Weight = Weight.MEDIUM
    relevance: Weight = Weight.MEDIUM
    origins: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        """Factor by which its ratings count: from 1/2 to 2."""
        return _FACTOR[self.credibility] * _FACTOR[self.relevance]

    @property
    def contributions(self) -> tuple[float, ...]:
        """What it adds to the score of each hypothesis: 0 or less."""
        return tuple(self.weight * _BASE.get(fit, 0) if fit else 0.0 for fit in self.fits)

    @property
    def spread(self) -> float:
        """Range of what it adds over the hypotheses that it is rated on; 0 tells none apart."""
        rated = self._rated()
        return max(rated) - min(rated) if rated else 0.0

    @property
    def deviation(self) -> float:
        """Standard deviation of the same, of the population."""
        return statistics.pstdev(self._rated()) if self._rated() else 0.0

    def _rated(self) -> list[float]:
        pairs = zip(self.fits, self.contributions, strict=True)
        return [added for fit, added in pairs if fit is not None]


class Caution(StrEnum):
    """What whoever reads the scores should know."""

    FEW_HYPOTHESES = "few_hypotheses"
    NO_NULL = "no_null"
    NO_DECEPTION = "no_deception"
    TIE = "tie"
    EXPLAINS_EVERYTHING = "explains_everything"
    HANGS_ON_ONE = "hangs_on_one"
    SAME_ORIGIN = "same_origin"
    NOT_RATED = "not_rated"


@dataclass(frozen=True, slots=True)
class Warned:
    """One caution: which hypotheses and rows it is about, by their places from 0."""

    caution: Caution
    hypotheses: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()


def scores(rows: Sequence[Evident], hypotheses: int) -> tuple[float, ...]:
    """Weighted inconsistency of each hypothesis: 0 or less, nearest to 0 = least inconsistent."""
    added = [row.contributions for row in rows]
    return tuple(math.fsum(row[at] for row in added) for at in range(hypotheses))


def leaders(found: Sequence[float]) -> tuple[int, ...]:
    """Places of the hypotheses with the best score: several in a tie."""
    best = max(found, default=0.0)
    return tuple(at for at, score in enumerate(found) if best - score < _ALIKE)


def by_diagnosticity(rows: Sequence[Evident]) -> tuple[int, ...]:
    """Places of the rows, those first that tell the hypotheses apart best; equals as they stand."""
    return tuple(
        sorted(
            range(len(rows)),
            key=lambda at: (-round(rows[at].spread, 9), -round(rows[at].deviation, 9)),
        )
    )


def linchpins(rows: Sequence[Evident], hypotheses: int) -> tuple[int, ...]:
    """Places of the rows without which another hypothesis would lead, or one would be joined."""
    whole = scores(rows, hypotheses)
    led = leaders(whole)
    without = (map(operator.sub, whole, row.contributions) for row in rows)
    return tuple(at for at, left in enumerate(without) if leaders(tuple(left)) != led)


def cautions(rows: Sequence[Evident], kinds: Sequence[str]) -> tuple[Warned, ...]:
    """Say what to know before reading the scores; `kinds` are those of the hypotheses."""
    found = [*_asked_for(kinds)]
    count = len(kinds)
    open_rows = tuple(at for at, row in enumerate(rows) if None in row.fits)
    if count and rows:
        led = leaders(scores(rows, count))
        if len(led) > 1 and any(fit for row in rows for fit in row.fits):
            found.append(Warned(Caution.TIE, led))
        found += _explaining(rows, count)
        pins = linchpins(rows, count)
        if pins and len(led) == 1:
            found.append(Warned(Caution.HANGS_ON_ONE, rows=pins))
    found += _same_origin(rows)
    if open_rows and count:
        found.append(Warned(Caution.NOT_RATED, rows=open_rows))
    return tuple(found)


def _asked_for(kinds: Sequence[str]) -> list[Warned]:
    enough = len(kinds) > 1
    return [
        Warned(caution)
        for caution, lacking in (
            (Caution.FEW_HYPOTHESES, not enough),
            (Caution.NO_NULL, enough and HypothesisKind.NULL not in kinds),
            (Caution.NO_DECEPTION, enough and HypothesisKind.DECEPTION not in kinds),
        )
        if lacking
    ]


def _explaining(rows: Sequence[Evident], count: int) -> list[Warned]:
    """Find hypotheses that all evidence fits: what nothing can contradict cannot be tested."""
    every = tuple(
        at
        for at in range(count)
        if len(rows) >= _TELLING and all(row.fits[at] in _FOR for row in rows)
    )
    return [Warned(Caution.EXPLAINS_EVERYTHING, every)] if every else []


def _same_origin(rows: Sequence[Evident]) -> list[Warned]:
    """Find rows that go back to one origin: together they weigh no more than one of them."""
    by_origin: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        for origin in row.origins:
            by_origin.setdefault(origin, []).append(at)
    twice = sorted({tuple(held) for held in by_origin.values() if len(held) > 1})
    return [Warned(Caution.SAME_ORIGIN, rows=held) for held in twice]
