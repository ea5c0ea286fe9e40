"""What the analyst concludes: judgements with what they rest on, and hypotheses weighed."""

from dataclasses import dataclass
from typing import ClassVar

from dossier.model import field as f
from dossier.model.field import About, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Record):
    """A conclusion, an assumption, another reading, a gap or an indicator.

    How likely it is and how confident the analyst is stand apart from each other (US ICD 203).
    """

    about: ClassVar[About] = About(name="judgement", label="Judgement", plural="Judgements")

    text: str = f.prose("Judgement", required=True, listed=True, searched=True, assessed=True)
    kind: str = f.term("Kind", "judgement_kind", required=True, listed=True)
    scale: str = f.term("Yardstick", "likelihood_scale", group="Likelihood")
    likelihood: str = f.term("Likelihood", "likelihood_scale", within="scale", group="Likelihood")
    confidence: str = f.term("Confidence", "analytic_confidence", group="Confidence")
    basis: str = f.prose("Basis", searched=True, group="Confidence")
    position: int | None = f.number("Position")


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementLink(Record):
    """What a judgement rests on: an incident, one claim, or a quote."""

    about: ClassVar[About] = About(
        name="judgement_link",
        label="Evidence of judgement",
        plural="Evidence of judgements",
        one_of=(("incident", "claim", "quote"),),
    )

    judgement: int | None = f.to(
        "Judgement", "judgement", owner=True, required=True, rows="Evidence", group="Likelihood"
    )
    position: int | None = f.number("Position")
    incident: int | None = f.to("Incident", "incident")
    claim: int | None = f.to("Claim", "claim")
    quote: int | None = f.to("Quote", "quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis(Record):
    """One answer to the question of the case, to be weighed against the others."""

    about: ClassVar[About] = About(name="hypothesis", label="Hypothesis", plural="Hypotheses")

    title: str = f.line("Hypothesis", required=True, maximum=f.TITLE_LENGTH, searched=True)
    kind: str = f.term("Kind", "hypothesis_kind")
    description: str = f.prose("Description", searched=True)
    position: int | None = f.number("Position")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit(Record):
    """A row of the matrix: a piece of evidence or an argument, weighed once for all hypotheses."""

    about: ClassVar[About] = About(
        name="exhibit", label="Evidence in the matrix", plural="Evidence in the matrix"
    )

    title: str = f.line("In words", required=True, maximum=f.TITLE_LENGTH)
    incident: int | None = f.to("Incident", "incident", group="Record")
    claim: int | None = f.to("Claim", "claim", group="Record")
    quote: int | None = f.to("Quote", "quote", group="Record")
    credibility: str = f.term("Credibility", "ach_weight", group="Weight")
    relevance: str = f.term("Relevance", "ach_weight", group="Weight")
    note: str = f.prose("Note")
    position: int | None = f.number("Position")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Record):
    """How one row of the matrix fits one hypothesis."""

    about: ClassVar[About] = About(name="rating", label="Rating", plural="Ratings")

    hypothesis: int | None = f.to("Hypothesis", "hypothesis", owner=True, required=True)
    exhibit: int | None = f.to("Evidence", "exhibit", owner=True, required=True)
    value: str = f.term("Rating", "ach_rating", required=True)
    note: str = f.prose("Note")
