"""What changed since the last issue: new, changed and removed, field by field, with its notes.

Only what this brief prints is told in full. Of all else no more than a reference is said, if it was
printed then; and of the words of who is not named no field: what was there before may be a name.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import MappingProxyType

from dossier.brief.blocks import Block, Entry, Heading, Inline, Listing, Paragraph, Run, Style
from dossier.brief.clearance import BARRED, NAMELESS
from dossier.brief.material import Material
from dossier.brief.sections.chronology import anchor
from dossier.brief.wording import claimed, joined, margin, plain, plural, quoted
from dossier.case.history import FieldChange
from dossier.case.since import Difference, Fate
from dossier.model import dates
from dossier.model.direction import isolated
from dossier.model.evidence import Evidence, Statement
from dossier.model.terms import AttributionStatus, IncidentStatus, vocabulary

_LONG = 60  # characters; longer words are not set beside what they were
_INCIDENT = frozenset({"title", "summary", "kind", "date", "time", "zone", "status"})
_CLAIM = frozenset(
    {"attribute", "stated", "value", "stance", "measure", "unit", "count", "credibility", "chosen",
     "rationale"}
)  # fmt: skip
_QUOTE = frozenset({"text", "form", "said", "translation", "role"})
_PARTS = MappingProxyType(
    {"incident_place": "Places changed", "incident_actor": "People and groups changed"}
)
_FATES = MappingProxyType({Fate.ADDED: "New", Fate.CHANGED: "Changed", Fate.REMOVED: "Removed"})


@dataclass(frozen=True, slots=True)
class ChangesSection:
    """What has become of incidents and statements since the last issue of this brief."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the changes; nothing where there is no issue to compare with."""
        since, edition = material.since, material.edition
        heading = Heading(1, plain("What changed"), "changes")
        if edition.redaction is not None:
            said = "What changed since the last issue is left out of a redacted edition."
            return (heading, Paragraph(plain(said)))
        if since is None:
            first = Paragraph(plain("This is the first issue of this brief."))
            return (heading, first) if edition.number else ()
        entries = (*_incidents(material, since.differences), *_statements(material))
        day = dates.words(dates.parse(since.day))
        intro = f"Since issue {since.number} of {day}: {_summed(entries)}."
        return (heading, Paragraph(plain(intro)), *(entry.block for entry in entries))


@dataclass(frozen=True, slots=True)
class _Told:
    """One record as it is told: an incident or a statement."""

    noun: str
    fate: Fate
    block: Entry


def _summed(told: Iterable[_Told]) -> str:
    """Give "1 incident new, 2 statements changed"."""
    counts = Counter((one.noun, one.fate) for one in told)
    parts = [f"{plural(n, noun)} {_FATES[fate].lower()}" for (noun, fate), n in counts.items()]
    return joined(parts) if parts else "nothing that this brief prints"


def _told(
    noun: str, fate: Fate, reference: str, head: tuple[Inline, ...], lines: Iterable[str] = ()
) -> _Told:
    items = tuple((Paragraph(plain(line), Style.TEXT),) for line in lines)
    body = (Paragraph(head), *((Listing(items),) if items else ()))
    return _Told(noun, fate, Entry(margin(_FATES[fate], reference), body))


# ---- incidents


def _incidents(material: Material, found: Iterable[Difference]) -> Iterator[_Told]:
    by_incident: dict[int, list[Difference]] = {}
    own: dict[int, Difference] = {}
    for one in found:
        if one.kind == "incident":
            own[one.id] = one
        elif one.kind == "claim" or one.kind in _PARTS:
            for owner in one.owners:
                by_incident.setdefault(owner, []).append(one)
    for evidence in material.evidences:
        id_ = evidence.incident.id
        told = _incident(material, evidence, own.get(id_), by_incident.get(id_, []))
        if told is not None:
            yield told
    printed = {evidence.incident.id for evidence in material.evidences}
    yield from (_left_out(one) for one in own.values() if _was_left_out(material, one, printed))


def _incident(
    material: Material, evidence: Evidence, own: Difference | None, parts: list[Difference]
) -> _Told | None:
    incident = evidence.incident
    title = material.lead(Run(isolated(incident.title)), anchor(evidence), "incidents")
    head: tuple[Inline, ...] = (title, *material.cite(evidence.standing))
    if own is not None and (own.fate is Fate.ADDED or _was_aside(own)):
        return _told("incident", Fate.ADDED, incident.reference, head)
    lines = [*_fields(own, _INCIDENT), *_claims(material, evidence, parts)]
    lines += _bared(material, evidence, parts)
    lines += dict.fromkeys(_PARTS[one.kind] for one in parts if one.kind in _PARTS)
    return _told("incident", Fate.CHANGED, incident.reference, head, lines) if lines else None


def _claims(material: Material, evidence: Evidence, parts: Iterable[Difference]) -> Iterator[str]:
    standing = {t.claim.id: t for t in evidence.standing}
    for one in parts:
        if one.kind != "claim":
            continue
        held = standing.get(one.id)
        if one.fate is Fate.REMOVED:
            yield "A claim was removed"
        elif held is not None and one.fate is Fate.ADDED:
            yield f"New claim: {claimed(held)}"
        elif held is not None:
            said = "; ".join(_fields(one, _CLAIM))
            if said and one.id in material.nameless:
                said = "its words changed"
            if said:
                yield f"Claim {quoted(held.claim.stated)}: {said}"


def _bared(material: Material, evidence: Evidence, parts: Iterable[Difference]) -> Iterator[str]:
    """Say which sources took claims with them: those in the trash since."""
    bared = material.since.bared if material.since else frozenset()
    new = {one.id for one in parts if one.fate is Fate.ADDED}
    gone: Counter[str] = Counter()
    for held in evidence.testimonies:
        passage = held.passage
        if passage is None or held.claim.id in new:
            continue
        if bared & {passage.source.id, passage.text.id, passage.citation.id}:
            gone[passage.source.reference] += 1
    for reference, count in sorted(gone.items()):
        what = "what it rests on" if count == 1 else "what they rest on"
        yield f"{plural(count, 'claim')} left out: {what} in {reference} is in the trash"


def _was_left_out(material: Material, one: Difference, printed: set[int]) -> bool:
    """Whether an incident was in a brief of the whole case and is in it no longer."""
    if one.id in printed or material.spec.is_part or _was_aside(one):
        return False
    return one.fate is Fate.REMOVED or (one.fate is Fate.CHANGED and _is_set_aside(one))


def _was_aside(one: Difference) -> bool:
    """Whether it was set aside then: no brief has ever told its words."""
    return one.status == IncidentStatus.SET_ASIDE


def _is_set_aside(one: Difference) -> bool:
    aside = vocabulary("incident_status").label(IncidentStatus.SET_ASIDE)
    return any(change.name == "status" and change.after == aside for change in one.fields)


def _left_out(one: Difference) -> _Told:
    how = "removed from the case" if one.fate is Fate.REMOVED else "set aside"
    return _told("incident", Fate.REMOVED, one.name, (Run(f"It was {how}."),))


# ---- statements


def _statements(material: Material) -> Iterator[_Told]:
    since = material.since
    own = {one.id: one for one in since.differences if one.kind == "quote"} if since else {}
    for statement in material.statements:
        one = own.pop(statement.quote.id, None)
        told = _statement(material, statement, one) if one else None
        if told is not None:
            yield told
    if since is None or material.spec.is_part:
        return
    for name in since.left:
        said = Run("What it rests on is in the trash.")
        yield _told("statement", Fate.REMOVED, name, (said,))
    for one in own.values():
        if one.status in BARRED or one.name in since.left:
            continue
        if one.fate is Fate.REMOVED:
            yield _told("statement", Fate.REMOVED, one.name, (Run("It was removed."),))
        elif any(change.name == "status" for change in one.fields):
            yield _told("statement", Fate.REMOVED, one.name, (Run("It is printed no longer."),))


def _statement(material: Material, held: Statement, one: Difference) -> _Told | None:
    who = held.who or "a speaker who is not named"
    head = (Run(f"Statement by {isolated(who)}"), material.notes.ref(held.passage))
    if one.fate is Fate.ADDED or one.status == AttributionStatus.OFF_RECORD:
        return _told("statement", Fate.ADDED, held.quote.reference, head)
    named = not NAMELESS & {held.quote.status, one.status}
    lines = list(_fields(one, _QUOTE)) if named else ["Its words or its terms changed"]
    return _told("statement", Fate.CHANGED, held.quote.reference, head, lines) if lines else None


# ---- fields


def _fields(one: Difference | None, names: frozenset[str]) -> Iterator[str]:
    """Say how fields changed, in the words of their forms: those that a brief prints."""
    for change in one.fields if one else ():
        if change.name in names:
            yield _words(change)


def _words(change: FieldChange) -> str:
    if max(len(change.before), len(change.after)) > _LONG:
        return f"{change.label} rewritten" if change.before and change.after else change.label
    before, after = (
        isolated(" ".join(w.split())) or "empty" for w in (change.before, change.after)
    )
    return f"{change.label}: {before} → {after}"
