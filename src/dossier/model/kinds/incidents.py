"""What happened, what is said of it, and who said it: incidents, claims and quotes."""

from dataclasses import dataclass
from typing import ClassVar

from dossier.model import field as f
from dossier.model.counts import Count
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.field import About, FieldType, Record

UNNAMED_SPEAKER = "Speaker not entered yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """Something that happened, or is said to have happened."""

    about: ClassVar[About] = About(
        name="incident", label="Incident", plural="Incidents", prefix="INC"
    )

    reference: str = f.reference(listed=True, searched=True)
    title: str = f.line(
        "What happened", required=True, maximum=f.TITLE_LENGTH, listed=True, searched=True
    )
    summary: str = f.prose("Summary", searched=True)
    kind: str = f.term("Kind of event", "event_kind", listed=True)
    date: Reported = f.date("Date", group="When", listed=True)
    time: TimeOfDay = f.time("Time", group="When")
    zone: str = f.words(FieldType.ZONE, "Time zone", group="When")
    status: str = f.term("Status", "incident_status", group="Work", listed=True)
    set_aside_reason: str = f.line("Why set aside", group="Work")
    handling: str = f.line("Handling", group="Work")
    note: str = f.own_notes("Analyst's note")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentPlace(Record):
    """A place of an incident, in a role."""

    about: ClassVar[About] = About(
        name="incident_place", label="Place of incident", plural="Places of incidents"
    )

    incident: int | None = f.to(
        "Incident", "incident", owner=True, required=True, rows="Places", group="When"
    )
    place: int | None = f.to("Place", "place", required=True)
    role: str = f.term("Role", "place_role", required=True)
    precision: str = f.term("Precision", "location_precision")


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentActor(Record):
    """An actor of an incident, in a role."""

    about: ClassVar[About] = About(
        name="incident_actor", label="Actor of incident", plural="Actors of incidents"
    )

    incident: int | None = f.to(
        "Incident", "incident", owner=True, required=True, rows="People and groups", group="When"
    )
    actor: int | None = f.to("Person or group", "actor", required=True)
    role: str = f.term("Role", "actor_role", required=True)
    note: str = f.line("Note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """What one passage says about one attribute of an incident."""

    about: ClassVar[About] = About(name="claim", label="Claim", plural="Claims")

    incident: int | None = f.to("Incident", "incident", owner=True, required=True)
    citation: int | None = f.to("Citation", "citation")
    attribute: str = f.term("About", "claim_attribute", required=True)
    stated: str = f.line("As stated", required=True, searched=True)
    value: str = f.line("Value", searched=True)
    stance: str = f.term("Stance", "stance", required=True)
    measure: str = f.term("Measure", "count_measure", group="Count")
    unit: str = f.line("Unit", group="Count")
    count: Count | None = f.count("Count", group="Count")
    credibility: str = f.term("Credibility", "information_credibility", group="Grading")
    credibility_reason: str = f.line("Reason", group="Grading")
    chosen: bool = f.flag("Headline figure", group="Choice")
    rationale: str = f.prose("Why", searched=True, group="Choice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Record):
    """Words of a speaker, cited from a stored text."""

    about: ClassVar[About] = About(
        name="quote",
        label="Quote",
        plural="Quotes",
        prefix="Q",
        one_of=(("speaker", "description"),),
    )

    reference: str = f.reference(listed=True, searched=True)
    citation: int | None = f.to("Citation", "citation", required=True)
    speaker: int | None = f.to("Speaker", "actor", listed=True)
    description: str = f.line("Speaker, described", searched=True, stand_in=UNNAMED_SPEAKER)
    role: str = f.line("Role at that time", listed=True, searched=True)
    on_behalf_of: int | None = f.to("On behalf of", "actor")
    form: str = f.term("Form", "quote_kind", required=True)
    text: str = f.prose("Text as printed", required=True, listed=True, searched=True)
    original: str = f.prose("Original text", searched=True, group="Original")
    language: str = f.words(FieldType.LANGUAGE, "Language", vocabulary="language", group="Original")
    translation: str = f.prose("Translation", searched=True, group="Original")
    translator: str = f.line("Translator", group="Original")
    said: Reported = f.date("Said", listed=True, group="Occasion")
    venue: str = f.line("Venue", searched=True, group="Occasion")
    interviewer: int | None = f.to("Interviewer", "actor", group="Occasion")
    status: str = f.term("Attribution", "attribution_status", group="Handling")
    risk_note: str = f.prose("Consent and risk", group="Handling")


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteIncident(Record):
    """A quote bears on an incident."""

    about: ClassVar[About] = About(
        name="quote_incident", label="Quote on incident", plural="Quotes on incidents"
    )

    quote: int | None = f.to("Quote", "quote", owner=True, required=True, rows="Incidents")
    incident: int | None = f.to("Incident", "incident", owner=True, required=True)
    bearing: str = f.term("Bearing", "quote_bearing", required=True)
