"""Words: the values code branches on (StrEnums) and the word lists of resources/vocab.

Keys are stored, labels are shown. A word that went out of use is retired, never deleted.
"""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from dossier import resource
from dossier.errors import DossierError


class Reliability(StrEnum):
    """Letter of the Admiralty grade (STANAG 2511): the source. F = not judged."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Digit of the Admiralty grade (STANAG 2511): the information. 6 = not judged."""

    CONFIRMED = "1"
    PROBABLY_TRUE = "2"
    POSSIBLY_TRUE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    NOT_JUDGED = "6"


class Attribute(StrEnum):
    """What a claim is about."""

    DATE = "date"
    PLACE = "place"
    ACTOR = "actor"
    ACTION = "action"
    COUNT = "count"
    CAUSE = "cause"
    OUTCOME = "outcome"
    OTHER = "other"


class Stance(StrEnum):
    """How a passage stands to the value of a claim."""

    ASSERTS = "asserts"
    CONFIRMS = "confirms"
    DENIES = "denies"
    DISPUTES = "disputes"
    CORRECTS = "corrects"
    DECLINES_TO_COMMENT = "declines_to_comment"


class Qualifier(StrEnum):
    """How a count is hedged in the words of its source."""

    EXACTLY = "exactly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    FEWER_THAN = "fewer_than"
    ABOUT = "about"
    BETWEEN = "between"
    DOZENS = "dozens"
    HUNDREDS = "hundreds"
    THOUSANDS = "thousands"
    UNKNOWN = "unknown"


class Measure(StrEnum):
    """What is counted. Unlike measures are never added."""

    CROSSED = "crossed"
    RETURNED = "returned"
    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    SURRENDERED = "surrendered"
    MISSING = "missing"
    DISPLACED = "displaced"
    EQUIPMENT = "equipment"


class CorroborationStatus(StrEnum):
    """What the origins of a value amount to."""

    UNATTRIBUTED = "unattributed"
    SINGLE_ORIGIN = "single_origin"
    CORROBORATED_ALIGNED = "corroborated_aligned"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"
    CIRCULAR = "circular"


class OriginType(StrEnum):
    """Who had the knowledge."""

    WITNESS = "witness"
    PARTICIPANT = "participant"
    OFFICIAL_BODY = "official_body"
    DOCUMENT = "document"
    SENSOR_IMAGERY = "sensor_imagery"
    OWN_REPORTER_ON_SCENE = "own_reporter_on_scene"
    NGO_MONITOR = "ngo_monitor"
    PARTY_TO_CONFLICT = "party_to_conflict"
    UNKNOWN = "unknown"


class LinkHow(StrEnum):
    """How words were passed on: from a speaker to an outlet, from one source to another."""

    SAID = "said"
    TOLD = "told"
    STATED = "stated"
    POSTED = "posted"
    REPORTED = "reported"
    CITED = "cited"
    QUOTED = "quoted"
    TRANSLATED = "translated"
    SYNDICATED = "syndicated"
    SUMMARISED = "summarised"


class QuoteKind(StrEnum):
    """Form of a quotation. A paraphrase is never put in quotation marks."""

    VERBATIM = "verbatim"
    PARTIAL = "partial"
    PARAPHRASE = "paraphrase"
    TRANSLATED_VERBATIM = "translated_verbatim"
    BACK_TRANSLATED = "back_translated"
    TRANSCRIPT = "transcript"


# The words are the speaker's, or a translator's of them: only these stand in quotation marks
EXACT_FORMS = frozenset(
    {QuoteKind.VERBATIM, QuoteKind.PARTIAL, QuoteKind.TRANSLATED_VERBATIM, QuoteKind.TRANSCRIPT}
)


class AttributionStatus(StrEnum):
    """On what terms a speaker may be quoted."""

    ON_RECORD = "on_record"
    BACKGROUND = "background"
    DEEP_BACKGROUND = "deep_background"
    OFF_RECORD = "off_record"
    ANONYMOUS = "anonymous"
    UNKNOWN = "unknown"


class QuoteBearing(StrEnum):
    """How a quote bears on an incident."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    CONTEXT = "context"
    DENIES = "denies"
    COMMENTS = "comments"


class IncidentStatus(StrEnum):
    """How far the work on an incident is."""

    TO_DO = "to_do"
    DRAFT = "draft"
    READY_FOR_REVIEW = "ready_for_review"
    REVIEWED = "reviewed"
    SET_ASIDE = "set_aside"


class PlaceRole(StrEnum):
    """What a place is to an incident."""

    OCCURRED_AT = "occurred_at"
    ORIGIN = "origin"
    CROSSING_POINT = "crossing_point"
    DESTINATION = "destination"
    MENTIONED = "mentioned"


class Precision(StrEnum):
    """How exactly a place is known. Coarser than a settlement is drawn as a halo."""

    EXACT = "exact"
    SITE = "site"
    SETTLEMENT = "settlement"
    NEAR_SETTLEMENT = "near_settlement"
    DISTRICT = "district"
    PROVINCE = "province"
    LINEAR_OR_BORDER = "linear_or_border"
    COUNTRY = "country"
    SEA_OR_AIR = "sea_or_air"
    UNKNOWN = "unknown"


class MadeBy(StrEnum):
    """How a text of a source came about."""

    PASTED = "pasted"
    EXTRACTED = "extracted"
    OCR = "ocr"
    TRANSCRIBED = "transcribed"
    TRANSLATED = "translated"


class LocatorKind(StrEnum):
    """How a passage is found in its text."""

    PAGE = "page"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    TIMESTAMP = "timestamp"
    ROW = "row"
    WHOLE = "whole"


class Access(StrEnum):
    """Who can read a source."""

    PUBLIC = "public"
    RESTRICTED = "restricted"
    CONFIDENTIAL = "confidential"


class JudgementKind(StrEnum):
    """What a judgement is: only the first and the third conclude something."""

    KEY_JUDGEMENT = "key_judgement"
    ASSUMPTION = "assumption"
    ALTERNATIVE = "alternative"
    GAP = "gap"
    INDICATOR = "indicator"


class HypothesisKind(StrEnum):
    """What a hypothesis is among the others: a matrix wants a null and a deception beside them."""

    ANSWER = "answer"
    NULL = "null"
    DECEPTION = "deception"


class Fit(StrEnum):
    """How evidence fits a hypothesis (R. Heuer; PARC ACH 2)."""

    VERY_CONSISTENT = "CC"
    CONSISTENT = "C"
    NEUTRAL = "N"
    INCONSISTENT = "I"
    VERY_INCONSISTENT = "II"
    NOT_APPLICABLE = "NA"


class Weight(StrEnum):
    """How much a row of the matrix counts."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a list: the key that is stored and the label that is shown.

    `more` holds what else the list says of it, such as codes of other standards.
    """

    key: str
    label: str
    definition: str = ""
    retired: bool = False
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """One word list with where it comes from; iterates in the order of its file."""

    name: str
    title: str
    source: str
    status: str
    terms: tuple[Term, ...]
    more: Mapping[str, Any] = field(default_factory=dict, hash=False)
    _by_key: Mapping[str, Term] = field(default_factory=dict, repr=False, compare=False)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    def __contains__(self, key: str) -> bool:
        return key in self._by_key

    @property
    def offered(self) -> tuple[Term, ...]:
        """Words to choose from: all but the retired."""
        return tuple(term for term in self.terms if not term.retired)

    def term(self, key: str) -> Term:
        """Return the word of that key; DossierError if the list has none."""
        if key not in self._by_key:
            raise DossierError(
                f"The word list '{self.title}' has no word '{key}'.",
                "Choose a word of the list, or add it to the case.",
            )
        return self._by_key[key]

    def label(self, key: str) -> str:
        """Label of a key; an unknown key stands for itself, so that nothing is hidden."""
        term = self._by_key.get(key)
        return term.label if term else key


@functools.cache
def vocabulary(name: str) -> Vocabulary:
    """Read resources/vocab/<name>.toml; DossierError if there is no such list."""
    read = resource.toml("vocab", f"{name}.toml")
    terms = tuple(_term(entry) for entry in read.pop("term"))
    return Vocabulary(
        name=name,
        title=read.pop("title"),
        source=read.pop("source"),
        status=read.pop("status"),
        terms=terms,
        more=MappingProxyType(read),
        _by_key=MappingProxyType({term.key: term for term in terms}),
    )


def _term(entry: dict[str, Any]) -> Term:
    # `key` is a word of ours; `code` is a code of another standard, kept as it is written there
    key = entry.pop("key", None) or entry.pop("code")
    return Term(
        key=key,
        label=entry.pop("label"),
        definition=entry.pop("definition", ""),
        retired=entry.pop("retired", False),
        more=MappingProxyType(entry),
    )
