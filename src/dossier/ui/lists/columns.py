"""The columns of each list and what stands in their cells."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from dossier.model.counts import Count
from dossier.model.direction import isolated
from dossier.model.field import FieldType, Kind
from dossier.model.terms import CorroborationStatus, IncidentStatus, vocabulary
from dossier.ui import notation
from dossier.ui.lists.cells import WIDE, Cell, TableColumn, Tone

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.listing import (
        ActorRow,
        Figured,
        IncidentRow,
        PlaceRow,
        QuoteRow,
        Row,
        SourceRow,
    )

_DOT = "  ·  "
_NONE = "–"
_DAY = 3  # Tue
_STATUS: Mapping[str, Tone] = MappingProxyType(
    {
        IncidentStatus.READY_FOR_REVIEW: Tone.INFO,
        IncidentStatus.REVIEWED: Tone.OK,
        IncidentStatus.SET_ASIDE: Tone.BAD,
    }
)


def columns_of(kind: Kind) -> tuple[TableColumn, ...]:
    """Columns of the list of a kind."""
    return _COLUMNS.get(kind.name) or _plain(kind)


def _label(name: str, key: str) -> str:
    return vocabulary(name).label(key) if key else ""


def _joined(*parts: str) -> str:
    return _DOT.join(part for part in parts if part)


def _names(names: tuple[str, ...]) -> str:
    """Names side by side, each running its own way."""
    return ", ".join(isolated(name) for name in names)


def _number(count: int) -> Cell:
    return Cell(notation.number(count) if count else _NONE, number=True)


# ---- incidents


def _when(row: "IncidentRow") -> Cell:
    day, other = notation.day_and_other(row.when)
    return Cell(day or "No date", _joined(row.weekday[:_DAY], other, row.time))


def _number_of_incident(row: "IncidentRow") -> Cell:
    return Cell(row.reference, _label("event_kind", row.kind))


def _changed(row: "IncidentRow | SourceRow") -> Cell:
    """When it, or what it owns, was changed last, in the time of this computer."""
    if not row.modified:
        return Cell(_NONE)
    at = datetime.fromisoformat(row.modified)
    return Cell(notation.day(at), notation.clock(at))


def _incident(row: "IncidentRow") -> Cell:
    return Cell(row.title, row.place_line or _label("event_kind", row.kind))


def _incident_wide(row: "IncidentRow") -> Cell:
    return Cell(row.title, _label("event_kind", row.kind))


def _incident_narrow(row: "IncidentRow") -> Cell:
    """The incident over what the columns say that have no room: status, reports, place."""
    status = _status(row)
    reports = notation.counted(row.items, "report") if row.items else ""
    tone = Tone.WARN if status.pill is Tone.WARN else Tone.SECONDARY
    return Cell(row.title, _joined(status.top, reports, row.place_line), tone)


def _where(row: "IncidentRow") -> Cell:
    """Place of the incident, over where it lies and where it led."""
    rest = row.place_line.removeprefix(row.place).removeprefix(" · ").strip()
    return Cell(row.place or _NONE, rest)


def _who(row: "IncidentRow") -> Cell:
    first, *others = row.actors or (_NONE,)
    return Cell(first, _names(tuple(others)))


def _figure(row: "IncidentRow") -> Cell:
    """The headline figure over one that differs; its colour warns if both cannot be true."""
    second = f"or {_figured(row.second)}" if row.second else ""
    tone = Tone.SECONDARY if row.agree else Tone.WARN
    return Cell(_figured(row.figure) or _NONE, second, tone, number=True)


def _figured(figure: "Figured") -> str:
    """A count in words; one that could not be read as its source has it."""
    return notation.current().count(figure) if isinstance(figure, Count) else figure


def _reports(row: "IncidentRow") -> Cell:
    if not row.items:
        return Cell(_NONE)
    return Cell(notation.number(row.items), notation.counted(row.origins, "origin"))


def _status(row: "IncidentRow") -> Cell:
    """Where the work stands; a dispute comes first, for it is what a reader must know."""
    if row.corroboration == CorroborationStatus.DISPUTED:
        word = _label("corroboration_status", row.corroboration)
        return Cell(word, _label("incident_status", row.status), pill=Tone.WARN)
    if not row.status:
        return Cell("")
    word = _label("incident_status", row.status)
    return Cell(word, pill=_STATUS.get(row.status, Tone.PLAIN))


# ---- sources


def _source_number(row: "SourceRow") -> Cell:
    return Cell(row.reference, _label("source_type", row.kind))


def _source(row: "SourceRow") -> Cell:
    return Cell(row.title, _joined(row.publisher, row.author))


def _published(row: "SourceRow") -> Cell:
    day, other = notation.day_and_other(row.published)
    return Cell(day or "No date", _joined(_label("language", row.language), other))


def _grade(row: "SourceRow") -> Cell:
    return Cell(str(row.reliability), pill=Tone.INFO) if row.reliability else Cell(_NONE)


# ---- quotes, people, places


def _quote_number(row: "QuoteRow") -> Cell:
    return Cell(row.reference, _label("quote_kind", row.form))


def _quote(row: "QuoteRow") -> Cell:
    return Cell(" ".join(row.title.split()), _joined(row.speaker, row.role))


def _said(row: "QuoteRow") -> Cell:
    day, other = notation.day_and_other(row.said)
    return Cell(day or "No date", _joined(row.source, other))


def _bears_on(row: "QuoteRow") -> Cell:
    return Cell(", ".join(row.incidents) or _NONE)


def _actor(row: "ActorRow") -> Cell:
    return Cell(row.title, row.role or _names(row.aliases))


def _actor_kind(row: "ActorRow") -> Cell:
    return Cell(_label("actor_kind", row.kind) or _NONE, _label("country", row.country))


def _place(row: "PlaceRow") -> Cell:
    return Cell(row.title, row.within or _names(row.aliases))


def _place_kind(row: "PlaceRow") -> Cell:
    return Cell(_label("geonames_code", row.kind) or _NONE, _label("country", row.country))


def _precision(row: "PlaceRow") -> Cell:
    return Cell(_label("location_precision", row.precision) or _NONE)


def _quotes(row: "ActorRow") -> Cell:
    return _number(row.quotes)


def _incidents(row: "ActorRow | PlaceRow") -> Cell:
    return _number(row.incidents)


def _items(row: "SourceRow") -> Cell:
    return _number(row.items)


# ---- any other kind


def _reference(row: "Row") -> Cell:
    return Cell(row.reference or _NONE)


def _title(row: "Row") -> Cell:
    return Cell(" ".join(row.title.split()))


def _plain(kind: Kind) -> tuple[TableColumn, ...]:
    numbered = any(field.type is FieldType.REFERENCE for field in kind.fields)
    title = TableColumn(kind.about.label, "", 0, _title, stretches=True)
    return (TableColumn("Reference", "reference", 110, _reference), title) if numbered else (title,)


_COLUMNS: Mapping[str, tuple[TableColumn, ...]] = MappingProxyType(
    {
        "incident": (
            TableColumn("Date", "date", 116, _when, dated=True),
            TableColumn(
                "Incident",
                "title",
                0,
                _incident,
                stretches=True,
                wide_cell=_incident_wide,
                narrow_cell=_incident_narrow,
            ),
            TableColumn("Place", "", 190, _where, least=WIDE),
            TableColumn("Who", "", 210, _who, least=WIDE),
            TableColumn("Figure", "", 120, _figure, number=True),
            TableColumn("Reports", "items", 74, _reports, least=640),
            TableColumn("Status", "status", 148, _status, least=540),
            TableColumn("Number", "reference", 104, _number_of_incident, spare=True),
            TableColumn("Changed", "modified", 110, _changed, spare=True, dated=True),
        ),
        "source": (
            TableColumn("Source", "reference", 124, _source_number),
            TableColumn("Title", "title", 0, _source, stretches=True),
            TableColumn("Published", "published", 118, _published, dated=True),
            TableColumn("Grade", "reliability", 68, _grade, least=480),
            TableColumn("Cited", "items", 68, _items, number=True, least=560),
            TableColumn("Changed", "modified", 110, _changed, spare=True, dated=True),
        ),
        "quote": (
            TableColumn("Quote", "reference", 116, _quote_number),
            TableColumn("Words", "text", 0, _quote, stretches=True),
            TableColumn("Said", "said", 112, _said, dated=True),
            TableColumn("Bears on", "", 120, _bears_on, least=560),
        ),
        "actor": (
            TableColumn("Name", "name", 0, _actor, stretches=True),
            TableColumn("Kind", "kind", 150, _actor_kind),
            TableColumn("Quotes", "", 76, _quotes, number=True, least=500),
            TableColumn("Incidents", "", 90, _incidents, number=True),
        ),
        "place": (
            TableColumn("Name", "name", 0, _place, stretches=True),
            TableColumn("Kind", "kind", 150, _place_kind),
            TableColumn("Known", "precision", 130, _precision, least=560),
            TableColumn("Incidents", "", 90, _incidents, number=True),
        ),
    }
)
