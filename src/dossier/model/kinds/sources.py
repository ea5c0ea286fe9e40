"""Who speaks and what is held: the case, actors, places, sources and their passages."""

from dataclasses import dataclass
from typing import ClassVar

from dossier.model import field as f
from dossier.model.codecs import Alias, Position
from dossier.model.dates import Reported
from dossier.model.field import About, FieldType, Record


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
    notes: str = f.own_notes("Notes")


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
    notes: str = f.own_notes("Notes")


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
    notes: str = f.own_notes("Notes")


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
class CustodyEvent(Record):
    """What was done with a file, when and by whom: a link of its chain of custody.

    Who entered it, and when, is in the journal. Both hashes are given where bytes were changed.
    """

    about: ClassVar[About] = About(
        name="custody_event", label="Custody event", plural="Custody events"
    )

    attachment: int | None = f.to(
        "File",
        "attachment",
        owner=True,
        required=True,
        rows="Chain of custody",
        group="Capture",
    )
    position: int | None = f.number("Step")
    action: str = f.term("What was done", "custody_action", required=True)
    by: str = f.line("By whom", required=True)
    date: Reported = f.date("When")
    note: str = f.line("Note")
    hash_before: str = f.line("SHA-256 before")
    hash_after: str = f.line("SHA-256 after")
