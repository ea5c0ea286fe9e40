"""The kinds of record, each described once. A new field is one line here and one migration."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import ClassVar

from dossier.model import field as f
from dossier.model.codecs import NO_DATE, NO_TIME, Alias, Position
from dossier.model.counts import Count
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.field import About, Field, FieldType, Kind, Record, kind_of

__all__ = ["KINDS", "NO_DATE", "NO_TIME", "Alias", "Position", "kind_named", "rows_of"]

TITLE_LENGTH = 120
_OWN_EYES = "For those who work on this case: no brief prints it."
UNNAMED_SPEAKER = "Speaker not entered yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInfo(Record):
    """The case itself: one row."""

    about: ClassVar[About] = About(
        name="case_info", label="Case", plural="Case properties", single=True
    )

    title: str = f.line("Title", required=True)
    reference: str = f.line("Reference")
    author: str = f.line("Author")
    organisation: str = f.line("Organisation")
    purpose: str = f.prose("Purpose")
    question: str = f.prose("Question", help="What the reader must decide.")
    time_zone: str = f.words(FieldType.ZONE, "Time zone")
    languages: tuple[str, ...] = f.languages("Languages")
    handling_scheme: str = f.term("Handling scheme", "handling_scheme", group="Handling")
    handling_mark: str = f.line("Handling mark", group="Handling")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Record):
    """A person or a body that acts, speaks or publishes."""

    about: ClassVar[About] = About(name="actor", label="Person or group", plural="People & groups")

    name: str = f.line("Name", required=True, listed=True, searched=True)
    aliases: tuple[Alias, ...] = f.aliases("Other names", searched=True)
    kind: str = f.term("Kind", "actor_kind", listed=True)
    role: str = f.line("Role", listed=True, searched=True)
    country: str = f.words(FieldType.COUNTRY, "Country", vocabulary="country", listed=True)
    reliability: str = f.term("Reliability", "source_reliability", group="Reliability")
    reliability_reason: str = f.line("Reason", group="Reliability")
    reliability_as_of: Reported = f.date("As of", group="Reliability")
    handling: str = f.line("Handling", group="Handling")
    print_as: str = f.line("Print as", group="Handling", help="One of the other names.")
    never_print: bool = f.flag("Never print the name", group="Handling")
    notes: str = f.prose("Notes", searched=True, apart=True, help=_OWN_EYES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation(Record):
    """An actor belongs to a body, in a role, for a time."""

    about: ClassVar[About] = About(name="affiliation", label="Affiliation", plural="Affiliations")

    actor: int | None = f.to(
        "Person or group", "actor", owner=True, required=True, rows="Affiliations"
    )
    parent: int | None = f.to("Belongs to", "actor", required=True)
    role: str = f.line("Role")
    since: Reported = f.date("Since")
    until: Reported = f.date("Until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """A place by its names, and where it is as far as that is known."""

    about: ClassVar[About] = About(name="place", label="Place", plural="Places")

    name: str = f.line("Name", required=True, listed=True, searched=True)
    aliases: tuple[Alias, ...] = f.aliases("Other names", searched=True)
    kind: str = f.term("Kind", "geonames_code", listed=True)
    parent: int | None = f.to("Lies in", "place", listed=True)
    country: str = f.words(FieldType.COUNTRY, "Country", vocabulary="country", listed=True)
    position: Position | None = f.position("Position", group="Position")
    precision: str = f.term("Precision", "location_precision", group="Position", listed=True)
    radius_m: int | None = f.number("Radius in metres", group="Position")
    geonames_id: int | None = f.number("GeoNames number", group="Position")
    notes: str = f.prose("Notes", searched=True, apart=True, help=_OWN_EYES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """A document that the case file holds: what can be cited."""

    about: ClassVar[About] = About(name="source", label="Source", plural="Sources", prefix="S")

    reference: str = f.reference(listed=True, searched=True)
    title: str = f.line("Title", required=True, listed=True, searched=True)
    kind: str = f.term("Kind", "source_type", listed=True)
    author: str = f.line("Author", listed=True, searched=True)
    publisher: int | None = f.to("Publisher", "actor", listed=True)
    language: str = f.words(FieldType.LANGUAGE, "Language", vocabulary="language")
    published: Reported = f.date("Published", listed=True)
    accessed: Reported = f.date("Accessed")
    url: str = f.words(FieldType.URL, "Address", searched=True)
    archive_url: str = f.words(FieldType.URL, "Archived copy")
    reliability: str = f.term("Reliability", "source_reliability", group="Grading")
    reliability_reason: str = f.line("Reason", group="Grading")
    descriptor: str = f.prose("Source descriptor", searched=True, group="Grading")
    access: str = f.term("Access", "access", group="Handling")
    handling: str = f.line("Handling", group="Handling")
    notes: str = f.prose("Notes", searched=True, apart=True, help=_OWN_EYES)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLink(Record):
    """A source repeats, translates or cites another source, or what a body published."""

    about: ClassVar[About] = About(
        name="source_link",
        label="Source link",
        plural="Source links",
        one_of=(("to_source", "to_actor"),),
    )

    source: int | None = f.to("Source", "source", owner=True, required=True, rows="Links")
    verb: str = f.term("How", "link_how", required=True)
    to_source: int | None = f.to("Other source", "source")
    to_actor: int | None = f.to("Person or body", "actor")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Record):
    """One text of a source. Its body lies in the text store under its hash, never edited."""

    about: ClassVar[About] = About(name="text", label="Text", plural="Texts")

    source: int | None = f.to("Source", "source", owner=True, required=True)
    sha256: str = f.words(FieldType.DIGEST, "SHA-256", required=True)
    language: str = f.words(FieldType.LANGUAGE, "Language", vocabulary="language")
    made_by: str = f.term("Made by", "made_by")
    tool: str = f.line("Tool")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation(Record):
    """An exact passage of a text. Positions count code points; the end is exclusive."""

    about: ClassVar[About] = About(name="citation", label="Citation", plural="Citations")

    text: int | None = f.to("Text", "text", owner=True, required=True)
    locator_kind: str = f.term("Locator", "locator_kind")
    locator: str = f.line("At")
    start: int | None = f.number("Start")
    end: int | None = f.number("End")
    exact: str = f.prose("Words", searched=True)
    prefix: str = f.line("Before")
    suffix: str = f.line("After")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Record):
    """One step of the chain by which a passage reached us. No source = not seen by us."""

    about: ClassVar[About] = About(
        name="attribution",
        label="Attribution",
        plural="Attributions",
        one_of=(("actor", "description"),),
    )

    citation: int | None = f.to("Citation", "citation", owner=True, required=True, rows="Chain")
    position: int | None = f.number("Step", required=True)
    actor: int | None = f.to("Who", "actor")
    description: str = f.line("Who, described", searched=True)
    verb: str = f.term("How", "link_how", required=True)
    to_actor: int | None = f.to("To whom", "actor")
    date: Reported = f.date("When")
    source: int | None = f.to("Seen in", "source")
    origin: str = f.term("Origin", "origin_type")


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Record):
    """Something that happened, or is said to have happened."""

    about: ClassVar[About] = About(
        name="incident", label="Incident", plural="Incidents", prefix="INC"
    )

    reference: str = f.reference(listed=True, searched=True)
    title: str = f.line(
        "What happened", required=True, maximum=TITLE_LENGTH, listed=True, searched=True
    )
    summary: str = f.prose("Summary", searched=True)
    kind: str = f.term("Kind of event", "event_kind", listed=True)
    date: Reported = f.date("Date", group="When", listed=True)
    time: TimeOfDay = f.time("Time", group="When")
    zone: str = f.words(FieldType.ZONE, "Time zone", group="When")
    status: str = f.term("Status", "incident_status", group="Work", listed=True)
    set_aside_reason: str = f.line("Why set aside", group="Work")
    handling: str = f.line("Handling", group="Work")
    note: str = f.prose("Analyst's note", searched=True, apart=True, help=_OWN_EYES)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment(Record):
    """A file kept untouched under its hash."""

    about: ClassVar[About] = About(
        name="attachment",
        label="Attachment",
        plural="Attachments",
        one_of=(("source", "incident"),),
    )

    source: int | None = f.to("Source", "source", owner=True)
    incident: int | None = f.to("Incident", "incident", owner=True)
    sha256: str = f.words(FieldType.DIGEST, "SHA-256", required=True)
    file_name: str = f.line("File name", required=True, searched=True)
    media_type: str = f.line("Media type")
    size: int | None = f.number("Size in bytes")
    captured_at: str = f.words(FieldType.MOMENT, "Captured at", group="Capture")
    captured_by: str = f.line("Captured by", group="Capture")
    captured_how: str = f.line("Captured how", group="Capture")
    sheet: str = f.words(FieldType.SHEET, "Capture sheet", group="Capture")


@dataclass(frozen=True, slots=True, kw_only=True)
class View(Record):
    """A saved filter: what a list of one kind was narrowed by, under a name."""

    about: ClassVar[About] = About(name="view", label="Saved filter", plural="Saved filters")

    title: str = f.line("Name", required=True, maximum=TITLE_LENGTH)
    listed: str = f.line("List", required=True, help="Kind of the records that it lists.")
    words: str = f.line("Words")
    filters: str = f.words(FieldType.SHEET, "Filters")
    sort: str = f.line("Order")
    position: int | None = f.number("Position")


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
        View,
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
