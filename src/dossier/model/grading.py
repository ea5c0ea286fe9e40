"""Admiralty grades (NATO STANAG 2511, AJP-2.1): the source's letter and the information's digit.

Two independent axes, graded without looking at each other. F and 6 mean "not judged", never "bad":
they sort last and stay out of means.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import total_ordering
from types import MappingProxyType

from dossier.errors import DossierError
from dossier.model.chains import Corroboration
from dossier.model.terms import CorroborationStatus, Credibility, Reliability, vocabulary


@total_ordering
@dataclass(frozen=True, slots=True)
class Grade:
    """A letter and a digit, each None while nobody has graded it. Best sorts first."""

    reliability: Reliability | None = None
    credibility: Credibility | None = None

    def __str__(self) -> str:
        """Give "B2"; a dash stands for what is not graded yet."""
        return f"{self.reliability or '–'}{self.credibility or '–'}"

    def __lt__(self, other: "Grade") -> bool:
        return self._key() < other._key()

    def _key(self) -> tuple[str, str]:
        return (self.reliability or "Z", self.credibility or "Z")

    @property
    def is_judged(self) -> bool:
        """Whether both halves say something: neither missing, F nor 6."""
        return is_judged(self.reliability) and is_judged(self.credibility)

    def words(self) -> str:
        """Say both labels: "Usually reliable; probably true"."""
        letter = vocabulary("source_reliability").label(self.reliability or "Not graded")
        digit = vocabulary("information_credibility").label(self.credibility or "Not graded")
        return f"{letter}; {digit[:1].lower()}{digit[1:]}"


def read(printed: str) -> Grade:
    """Read "B2" (any case, spaces and a dash or slash between); DossierError for anything else."""
    halves = [c for c in printed.upper() if not c.isspace() and c not in "-/"]
    try:
        letter, digit = halves
        return Grade(Reliability(letter), Credibility(digit))
    except ValueError:
        raise DossierError(
            f"'{printed}' is not an Admiralty grade.", "Write a letter A-F and a digit 1-6, as B2."
        ) from None


def is_judged(half: Reliability | Credibility | None) -> bool:
    """Whether a letter or digit says something: not missing, not F, not 6."""
    return half not in (None, Reliability.F, Credibility.NOT_JUDGED)


def mean(halves: Iterable[Reliability | Credibility]) -> float | None:
    """Mean rank (1 = A or 1 ... 5 = E or 5) of what was judged; None if nothing was."""
    ranks = [list(type(half)).index(half) + 1 for half in halves if is_judged(half)]
    return sum(ranks) / len(ranks) if ranks else None


def reliability_in_force(
    override: Reliability | None, publisher_default: Reliability | None
) -> Reliability | None:
    """Return the source's own letter if it has one, else its publisher's; None = not graded."""
    return override or publisher_default


_LIMIT: Mapping[CorroborationStatus, str] = MappingProxyType(
    {
        CorroborationStatus.UNATTRIBUTED: "No item could be traced to who had the knowledge.",
        CorroborationStatus.SINGLE_ORIGIN: "All items go back to one origin.",
        CorroborationStatus.CORROBORATED_ALIGNED: "The origins have a common interest.",
        CorroborationStatus.DISPUTED: "An origin denies it.",
        CorroborationStatus.CIRCULAR: "The items only lead back to each other.",
    }
)


@dataclass(frozen=True, slots=True)
class Offer:
    """The best digit that the origins allow, and why. The analyst decides."""

    best: Credibility
    why: str


def offer(corroboration: Corroboration) -> Offer:
    """Allow 1 only with two independent origins (AJP-2.1: another origin), else 2 at best."""
    if corroboration.status is CorroborationStatus.CORROBORATED:
        return Offer(
            Credibility.CONFIRMED,
            f"{corroboration.origins} origins, not all with one interest, say the same.",
        )
    return Offer(Credibility.PROBABLY_TRUE, _LIMIT[corroboration.status])
