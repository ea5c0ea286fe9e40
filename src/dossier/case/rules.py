"""What a reviewer would catch, each rule described once: words, weight and how it is found."""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from dossier.case.judgement_rules import JUDGEMENT_RULES
from dossier.case.scan import NO_IDS, SLICE, TEXTS, Found, Rule, Scan, of
from dossier.model import anchors, chains
from dossier.model.evidence import Evidence, Testimony
from dossier.model.field import Field, FieldType, Kind
from dossier.model.records import KINDS, UNNAMED_SPEAKER, Claim, Incident
from dossier.model.severity import Severity
from dossier.model.terms import (
    EXACT_FORMS,
    Attribute,
    CorroborationStatus,
    IncidentStatus,
)

# ---- words against the stored texts

_TEXT_LIVES = "CROSS JOIN source s ON s.id = r.source AND s.deleted_at IS NULL"
_CITED = f"{_TEXT_LIVES} CROSS JOIN citation c ON c.text = r.id AND c.deleted_at IS NULL"
_FORMS = ", ".join(f"'{form}'" for form in sorted(EXACT_FORMS))


def _changed_passages(rule: Rule, scan: Scan) -> Iterable[Found]:
    columns = 'r.sha256, c.id, c.start, c."end", c.exact'
    found = array(NO_IDS)
    for body, rows in _by_text(scan, columns, "c.exact IS NOT NULL", _CITED):
        for _, citation, start, end, exact in rows:
            if not _stands(body, start, end, exact):
                found.append(citation)
    return [Found(rule, "citation", "", found)]


def _stands(body: str, start: int | None, end: int | None, exact: str) -> bool:
    """Whether the cited words stand where the citation says, or anywhere if it says nothing."""
    return exact in body if start is None or end is None else body[start:end] == exact


_QUOTED = f"{_CITED} CROSS JOIN quote q ON q.citation = c.id AND q.deleted_at IS NULL"
_EXACT = f"q.form IN ({_FORMS})"


def _altered_quotes(rule: Rule, scan: Scan) -> Iterable[Found]:
    found = array(NO_IDS)
    for body, rows in _by_text(scan, "r.sha256, q.id, q.text", _EXACT, _QUOTED):
        for _, quote, words in rows:
            if not _has(body, words):
                found.append(quote)
    return [Found(rule, "quote", "text", found)]


def _misplaced_quotes(rule: Rule, scan: Scan) -> Iterable[Found]:
    """Quotes whose words stand in the text, but not where their note leads."""
    found = array(NO_IDS)
    columns = "r.sha256, q.id, q.text, c.exact, c.start"
    odd = f"{_EXACT} AND instr(c.exact, q.text) = 0"  # of most quotes no text has to be read
    for body, rows in _by_text(scan, columns, odd, _QUOTED):
        for _, quote, words, exact, start in rows:
            near = anchors.reach(body, exact, start, words)
            if not _has(near, words) and _has(body, words):
                found.append(quote)
    return [Found(rule, "quote", "text", found)]


def _has(body: str, words: str) -> bool:
    return words in body or anchors.verify_quotation(words, body).ok


def _by_text(scan: Scan, columns: str, condition: str, joins: str) -> Iterator[tuple[str, Any]]:
    """Rows on each text with its body; one body is held at a time."""
    held: list[Any] = []
    for row in scan.rows("text", columns, condition, joins, TEXTS):
        if held and held[0][0] != row[0]:
            yield scan.body(held[0][0]), held
            held = []
        held.append(row)
    if held:
        yield scan.body(held[0][0]), held


# ---- what was entered, and what is missing


def _unread_words(rule: Rule, scan: Scan) -> Iterable[Found]:
    """Dates whose words were not understood, and times with a number in them that names no clock.

    "In the morning" is a time as sources have it: there is nothing to correct.
    """
    for kind in KINDS:
        for field in kind.fields:
            if field.type in _UNREAD:
                stated, read, *_ = (column.name for column in field.columns)
                condition = _UNREAD[field.type].format(stated=f'r."{stated}"', read=f'r."{read}"')
                ids = scan.ids(kind.name, f"{condition} AND {_owned(kind)}")
                yield Found(rule, kind.name, field.name, ids)


_UNREAD: Mapping[FieldType, str] = MappingProxyType(
    {
        FieldType.DATE: "{stated} <> '' AND {read} IS NULL",
        FieldType.TIME: "{stated} GLOB '*[0-9]*' AND {read} IS NULL",
    }
)


def _owned(kind: Kind) -> str:
    """Whether what owns a row lives."""
    return " AND ".join(["1", *(_lives(field) for field in kind.owners)])


def _lives(field: Field) -> str:
    return (
        f'(r."{field.name}" IS NULL OR EXISTS (SELECT 1 FROM "{field.target}" o'
        f' WHERE o.id = r."{field.name}" AND o.deleted_at IS NULL))'
    )


_COUNTED = (
    "EXISTS (SELECT 1 FROM claim l WHERE l.incident = r.id AND l.deleted_at IS NULL"
    f" AND l.attribute = '{Attribute.COUNT}' GROUP BY l.measure, l.unit"
    " HAVING count(*) > 1 AND coalesce(max(l.chosen), 0) = 0)"
)
_CHOSEN_TWICE = (
    "EXISTS (SELECT 1 FROM claim l WHERE l.incident = r.id AND l.deleted_at IS NULL AND l.chosen"
    " GROUP BY l.attribute, l.measure, l.unit HAVING count(*) > 1)"
)


def _open_figures(rule: Rule, scan: Scan) -> Iterable[Found]:
    found = array(NO_IDS)
    asked = scan.ids("incident", _COUNTED)
    for at in range(0, len(asked), SLICE):
        claims = scan.reader.children(Claim, "incident", asked[at : at + SLICE])
        struck = scan.reader.struck(c.citation for held in claims.values() for c in held)
        for id_, held in claims.items():
            standing = tuple(Testimony(c) for c in held if c.citation not in struck)
            if _is_open(Evidence(Incident(id=id_), testimonies=standing)):
                found.append(id_)
    return [Found(rule, "incident", "", found)]


def _is_open(evidence: Evidence) -> bool:
    return any(
        figure.chosen is None and len({count.interval for count in figure.counts}) > 1
        for figure in evidence.figures
    )


_ON_CITATION = (
    "r.citation IN (SELECT c.id FROM citation c JOIN text t ON t.id = c.text"
    " JOIN source s ON s.id = t.source WHERE c.id = r.citation"
    " AND coalesce(c.deleted_at, t.deleted_at, s.deleted_at) IS NOT NULL)"
)


def _struck(rule: Rule, scan: Scan) -> Iterable[Found]:
    yield Found(rule, "claim", "", scan.ids("claim", f"{_ON_CITATION} AND {_LIVE_INCIDENT}"))
    yield Found(rule, "quote", "citation", scan.ids("quote", _ON_CITATION))


def _circles(rule: Rule, scan: Scan) -> Iterable[Found]:
    """Incidents whose figure only leads back to itself, and sources that do."""
    circular = f"EXISTS (SELECT 1 FROM derived d WHERE d.id = r.id AND d.status = '{_CIRCULAR}')"
    yield Found(rule, "incident", "", scan.ids("incident", circular))
    columns, linked = "r.source, r.to_source", "r.to_source IS NOT NULL"
    links = [(row[0], row[1]) for row in scan.rows("source_link", columns, linked)]
    ids = sorted(chains.circular(links))
    among = f"r.id IN (SELECT value FROM json_each('{json.dumps(ids)}'))"
    yield Found(rule, "source", "", scan.ids("source", among) if ids else array(NO_IDS))


_CIRCULAR = CorroborationStatus.CIRCULAR
_LIVE_INCIDENT = (
    "EXISTS (SELECT 1 FROM incident i WHERE i.id = r.incident AND i.deleted_at IS NULL)"
)
_LATER = (
    "r.date_min IS NOT NULL AND EXISTS (SELECT 1 FROM claim l JOIN citation c ON c.id = l.citation"
    " JOIN text t ON t.id = c.text JOIN source s ON s.id = t.source WHERE l.incident = r.id"
    " AND l.attribute <> 'date' AND s.published_max < r.date_min AND s.published_edtf IS NOT NULL"
    " AND coalesce(l.deleted_at, c.deleted_at, t.deleted_at, s.deleted_at) IS NULL)"
)
_UNGRADED = (
    "coalesce(r.reliability, '') = '' AND NOT EXISTS (SELECT 1 FROM actor a"
    " WHERE a.id = r.publisher AND coalesce(a.reliability, '') <> '')"
)
_DISORDERED = (
    "coalesce(r.count_low, r.count_best) > coalesce(r.count_best, r.count_high)"
    " OR r.count_low > r.count_high OR r.count_best > r.count_high"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "changed_passage",
        "Passage that no longer matches its source",
        "The cited words do not stand in the stored text at that place: cite them anew.",
        Severity.WRONG,
        _changed_passages,
    ),
    Rule(
        "altered_quote",
        "Quote that does not stand in its text",
        "A brief refuses words in quotation marks that the source has not: correct them, or"
        " enter the quote as a paraphrase.",
        Severity.WRONG,
        _altered_quotes,
    ),
    Rule(
        "misplaced_quote",
        "Quote that does not stand in its passage",
        "Its words are elsewhere in the text, and its note would lead to those of somebody else:"
        " enter it anew from the passage where they stand.",
        Severity.WRONG,
        _misplaced_quotes,
    ),
    Rule(
        "struck_evidence",
        "Evidence on a source in the trash",
        "It stays out of briefs: restore the source, or cite another one.",
        Severity.WRONG,
        _struck,
    ),
    Rule(
        "circular",
        "Circular reporting",
        "The items only lead back to each other: find who had the knowledge.",
        Severity.WRONG,
        _circles,
    ),
    Rule(
        "figures_disordered",
        "Figures out of order",
        "The least is larger than the most, or the best estimate lies outside of them.",
        Severity.WRONG,
        of("claim", f"({_DISORDERED}) AND {_LIVE_INCIDENT}"),
    ),
    Rule(
        "chosen_twice",
        "Two headline figures for one measure",
        "A brief can use one alone: choose again, and the other steps back.",
        Severity.WRONG,
        of("incident", _CHOSEN_TWICE),
    ),
    Rule(
        "reported_before",
        "Incident dated after its source",
        "A source that was published before cannot report it: look at both dates.",
        Severity.WRONG,
        of("incident", _LATER, field="date"),
    ),
    Rule(
        "uncited_claim",
        "Claim without a passage",
        "Nobody can look up who says so: cite the words of a source.",
        Severity.OPEN,
        of("claim", f"r.citation IS NULL AND {_LIVE_INCIDENT}"),
    ),
    Rule(
        "open_figure",
        "Figures differ and none is chosen",
        "Choose the headline figure and say why; totals rest on it.",
        Severity.OPEN,
        _open_figures,
    ),
    Rule(
        "unread_words",
        "Date or time that could not be read",
        "The words are kept, but the record cannot be sorted or found by them: add what they mean.",
        Severity.OPEN,
        _unread_words,
    ),
    Rule(
        "unnamed_speaker",
        "Speaker not entered",
        "Say who spoke, or describe the speaker as the source does.",
        Severity.OPEN,
        of(
            "quote",
            f"r.speaker IS NULL AND coalesce(r.description, '') IN ('', '{UNNAMED_SPEAKER}')",
            field="speaker",
        ),
    ),
    Rule(
        "bare_incident",
        "Incident without a claim",
        "Nothing says who reported it: enter what a source says, or set it aside.",
        Severity.OPEN,
        of(
            "incident",
            f"coalesce(r.status, '') <> '{IncidentStatus.SET_ASIDE}' AND NOT EXISTS"
            " (SELECT 1 FROM claim l WHERE l.incident = r.id AND l.deleted_at IS NULL)",
        ),
    ),
    *JUDGEMENT_RULES,
    Rule(
        "ungraded_source",
        "Source without a grade",
        "Grade its reliability A to F, or that of its publisher.",
        Severity.OPEN,
        of("source", _UNGRADED, field="reliability"),
    ),
)
