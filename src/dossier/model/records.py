"""Every kind of record. A new field is one line in model/kinds and one migration."""

from collections.abc import Mapping
from types import MappingProxyType

from dossier.model.codecs import NO_DATE, NO_TIME, Alias, Position
from dossier.model.field import TITLE_LENGTH, Field, Kind, kind_of
from dossier.model.kinds.briefs import Brief, Issue
from dossier.model.kinds.incidents import (
    UNNAMED_SPEAKER,
    Claim,
    Incident,
    IncidentActor,
    IncidentPlace,
    Quote,
    QuoteIncident,
)
from dossier.model.kinds.judgements import (
    Exhibit,
    Hypothesis,
    Judgement,
    JudgementLink,
    Rating,
)
from dossier.model.kinds.sources import (
    Actor,
    Affiliation,
    Attachment,
    Attribution,
    CaseInfo,
    Citation,
    CustodyEvent,
    Place,
    Source,
    SourceLink,
    Text,
)
from dossier.model.kinds.views import View

__all__ = [
    "KINDS",
    "NO_DATE",
    "NO_TIME",
    "TITLE_LENGTH",
    "UNNAMED_SPEAKER",
    "Actor",
    "Affiliation",
    "Alias",
    "Attachment",
    "Attribution",
    "Brief",
    "CaseInfo",
    "Citation",
    "Claim",
    "CustodyEvent",
    "Exhibit",
    "Hypothesis",
    "Incident",
    "IncidentActor",
    "IncidentPlace",
    "Issue",
    "Judgement",
    "JudgementLink",
    "Place",
    "Position",
    "Quote",
    "QuoteIncident",
    "Rating",
    "Source",
    "SourceLink",
    "Text",
    "View",
    "kind_named",
    "rows_of",
]

KINDS: tuple[Kind, ...] = tuple(
    kind_of(record)
    for record in (
        CaseInfo,
        Actor,
        Affiliation,
        Place,
        Source,
        SourceLink,
        Text,
        Citation,
        Attribution,
        Incident,
        IncidentPlace,
        IncidentActor,
        Claim,
        Quote,
        QuoteIncident,
        Attachment,
        CustodyEvent,
        View,
        Brief,
        Issue,
        Judgement,
        JudgementLink,
        Hypothesis,
        Exhibit,
        Rating,
    )
)

_BY_NAME: Mapping[str, Kind] = MappingProxyType({kind.name: kind for kind in KINDS})


def kind_named(name: str) -> Kind:
    """Return the kind of that name; KeyError if there is none."""
    return _BY_NAME[name]


def rows_of(kind: Kind) -> tuple[tuple[Kind, Field], ...]:
    """Kinds whose records are rows in the form of this one, each with the field that ties them."""
    return tuple(
        (held, tie) for held in KINDS for tie in held.owners if tie.rows and tie.target == kind.name
    )
