"""Judgements with what they rest on, and the matrix of hypotheses: frozen, as evidence is.

Built by the case, never entered; read by the window, the checks and the brief alike.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from dossier.model import hypotheses as weighing
from dossier.model import phrasing
from dossier.model.direction import isolated
from dossier.model.evidence import Evidence, Passage, Statement, Testimony
from dossier.model.field import TITLE_LENGTH
from dossier.model.hypotheses import Caution, Evident, Warned
from dossier.model.records import Exhibit, Hypothesis, Judgement, Rating
from dossier.model.terms import Fit, JudgementKind, Weight
from dossier.model.yardsticks import Band, Yardstick, yardstick

_FITS = MappingProxyType({fit.value: fit for fit in Fit})
_WEIGHTS = MappingProxyType({weight.value: weight for weight in Weight})


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that a judgement or a row of the matrix rests on: exactly one of the three.

    `about` is the reference of the quote or incident, of a claim that of its incident. `trashed` =
    the record lies in the trash; a quote there is left out.
    """

    incident: Evidence | None = None
    claim: Testimony | None = None
    quote: Statement | None = None
    about: str = ""
    trashed: bool = False

    @property
    def passages(self) -> tuple[Passage, ...]:
        """The passages it cites, for notes: those of the trash left out."""
        held: list[Passage | None] = []
        if self.claim is not None:
            held.append(self.claim.passage)
        if self.quote is not None:
            held.append(self.quote.passage)
        if self.incident is not None:
            held += [one.passage for one in self.incident.standing]
        return tuple(one for one in held if one is not None and not one.struck)

    @property
    def stands(self) -> bool:
        """Whether it can be printed: neither it nor all that it cites is in the trash."""
        return not self.trashed and (self.incident is not None or bool(self.passages))

    @property
    def origins(self) -> frozenset[str]:
        """Names of who had the knowledge, as far as the chains say."""
        traced = (passage.chain.origin for passage in self.passages)
        return frozenset(hop.who for hop in traced if hop is not None)

    @property
    def words(self) -> str:
        """What it is, on one line: "INC-0001 134 soldiers cross", "INC-0001: 134"."""
        if self.incident is not None:
            held = self.incident.incident
            return f"{held.reference} {held.title}"
        if self.claim is not None:
            return f"{self.about}: {self.claim.claim.stated}"
        if self.quote is not None:
            return f"{self.quote.quote.reference} {self.quote.quote.text}"
        return self.about


def titled(words: str) -> str:
    """Give the title of a row of the matrix that was laid out from these words."""
    return " ".join(words.split())[:TITLE_LENGTH]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with what it rests on, in the order that the analyst gave."""

    judgement: Judgement
    grounds: tuple[Ground, ...] = ()

    @property
    def is_conclusion(self) -> bool:
        """Whether it is a key judgement: it bears likelihood, confidence and a reason."""
        return self.judgement.kind == JudgementKind.KEY_JUDGEMENT

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages it rests on, each once."""
        held = {one.citation.id: one for ground in self.grounds for one in ground.passages}
        return tuple(held.values())

    @property
    def yardstick(self) -> Yardstick | None:
        """The yardstick that was chosen."""
        return yardstick(self.judgement.scale)

    @property
    def band(self) -> Band | None:
        """The band of its likelihood; None if none was chosen."""
        measured = self.yardstick
        return measured.band(self.judgement.likelihood) if measured else None

    @property
    def remarks(self) -> tuple[phrasing.Remark, ...]:
        """What is wrong with its words."""
        held = self.judgement
        return phrasing.remarks(held.text, held.scale, held.likelihood, held.kind)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the matrix with what it rests on, and its rating by the id of each hypothesis."""

    exhibit: Exhibit
    ground: Ground | None = None
    ratings: Mapping[int, Rating] = field(default_factory=dict)

    def fit(self, hypothesis: int) -> Fit | None:
        """How it fits a hypothesis; None = not rated."""
        held = self.ratings.get(hypothesis)
        return _FITS.get(held.value) if held else None

    @property
    def credibility(self) -> Weight:
        """How credible it is; where nothing is entered, it counts once."""
        return _WEIGHTS.get(self.exhibit.credibility, Weight.MEDIUM)

    @property
    def relevance(self) -> Weight:
        """How much it bears on the question; where nothing is entered, it counts once."""
        return _WEIGHTS.get(self.exhibit.relevance, Weight.MEDIUM)


@dataclass(frozen=True)
class Matrix:
    """Live hypotheses and rows in the order of the analyst; the scores rest on both."""

    hypotheses: tuple[Hypothesis, ...] = ()
    rows: tuple[Row, ...] = ()

    @functools.cached_property
    def evident(self) -> tuple[Evident, ...]:
        """The rows as the algebra of hypotheses sees them."""
        return tuple(
            Evident(
                tuple(row.fit(hypothesis.id) for hypothesis in self.hypotheses),
                row.credibility,
                row.relevance,
                row.ground.origins if row.ground else frozenset(),
            )
            for row in self.rows
        )

    @functools.cached_property
    def scores(self) -> tuple[float, ...]:
        """Weighted inconsistency of each hypothesis: ordinal, no probability."""
        return weighing.scores(self.evident, len(self.hypotheses))

    @functools.cached_property
    def leaders(self) -> tuple[int, ...]:
        """Places of the least inconsistent hypotheses; none before anything is rated."""
        rated = any(fit for row in self.evident for fit in row.fits)
        return weighing.leaders(self.scores) if rated else ()

    @functools.cached_property
    def order(self) -> tuple[int, ...]:
        """Places of the rows, most diagnostic first."""
        return weighing.by_diagnosticity(self.evident)

    @functools.cached_property
    def cautions(self) -> tuple[Warned, ...]:
        """What to know before reading the scores."""
        return weighing.cautions(self.evident, [one.kind for one in self.hypotheses])

    def words(self, warned: Warned) -> str:
        """Say a caution in one sentence, with the hypotheses and rows that it is about."""
        named = [self.hypotheses[at].title for at in warned.hypotheses]
        rows = [self.rows[at].exhibit.title for at in warned.rows]
        about = _listed(named or rows)
        return _SENTENCES[warned.caution].format(about=about)


_NAMED = 3  # so many are named, the others counted
_SENTENCES = MappingProxyType(
    {
        Caution.FEW_HYPOTHESES: "Enter at least two hypotheses: evidence weighs only between them.",
        Caution.NO_NULL: "There is no null hypothesis: add that nothing out of the ordinary"
        " happened.",
        Caution.NO_DECEPTION: "There is no deception hypothesis: add that somebody wants the"
        " evidence to look as it does.",
        Caution.TIE: "{about} are level: the evidence does not tell them apart.",
        Caution.EXPLAINS_EVERYTHING: "Everything fits {about}: what no evidence can contradict"
        " cannot be tested.",
        Caution.HANGS_ON_ONE: "Who leads hangs on {about}: look at it again.",
        Caution.SAME_ORIGIN: "{about} go back to one origin: together they weigh no more than one"
        " of them.",
        Caution.NOT_RATED: "Not rated on every hypothesis yet: {about}.",
    }
)


def _listed(names: Sequence[str]) -> str:
    """Name a few: "“A” and “B”", "“A”, “B”, “C” and 4 more"."""
    quoted = [f"“{isolated(name)}”" for name in names[:_NAMED]]
    rest = len(names) - len(quoted)
    if rest:
        return f"{', '.join(quoted)} and {rest} more"
    return " and ".join(filter(None, (", ".join(quoted[:-1]), *quoted[-1:])))
