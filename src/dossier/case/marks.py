"""What was made of the words of a text: its quotes and claims, each with its passage."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from dossier.case import gather
from dossier.case.case import Case
from dossier.case.gather import Reader
from dossier.case.reading import Reading
from dossier.model.evidence import Passage, Statement, Testimony
from dossier.model.records import Citation, Claim, Incident


class MarkKind(StrEnum):
    """What a passage was made into: the name of the kind of record."""

    QUOTE = "quote"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote or claim with the passage it rests on and the live incidents it belongs to."""

    kind: MarkKind
    id: int
    passage: Passage
    about: Statement | Testimony
    incidents: tuple[Incident, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Where the passage stands: code points, end exclusive."""
        citation = self.passage.citation
        return citation.start or 0, citation.end or 0


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a record stands in the sources; 0 = no text, no passage."""

    source: int
    text: int = 0
    citation: int = 0


_MARKED = """
SELECT 'quote', q.id, c.id FROM citation c JOIN quote q ON q.citation = c.id
WHERE c.text = :text AND coalesce(c.deleted_at, q.deleted_at) IS NULL
UNION ALL
SELECT 'claim', k.id, c.id FROM citation c JOIN claim k ON k.citation = c.id
JOIN incident i ON i.id = k.incident
WHERE c.text = :text AND coalesce(c.deleted_at, k.deleted_at, i.deleted_at) IS NULL
"""


def marks(case: Reading, text: int) -> list[Mark]:
    """Live quotes and claims on a text in the order of their passages."""
    found = case.rows(_MARKED.replace(":text", "?"), (text, text))
    reader = Reader(case.db.conn)
    quotes = [row[1] for row in found if row[0] == MarkKind.QUOTE]
    said = {one.quote.id: one for one in gather.statements(reader, quotes)}
    claims = reader.many(Claim, [row[1] for row in found if row[0] == MarkKind.CLAIM])
    passages = gather.passages(reader, [row[2] for row in found])
    wanted = {tie.incident for one in said.values() for tie in one.bearings}
    wanted |= {claim.incident for claim in claims.values()}
    incidents = reader.many(Incident, wanted)

    def bears_on(ids: list[int | None]) -> tuple[Incident, ...]:
        held = (incidents.get(id_ or 0) for id_ in dict.fromkeys(ids))
        return tuple(one for one in held if one is not None and not one.deleted_at)

    made = [
        Mark(MarkKind.QUOTE, id_, one.passage, one, bears_on([t.incident for t in one.bearings]))
        for id_, one in said.items()
    ]
    for id_, claim in claims.items():
        passage = passages[claim.citation or 0]
        told = Testimony(claim, passage)
        made.append(Mark(MarkKind.CLAIM, id_, passage, told, bears_on([claim.incident])))
    return sorted(made, key=lambda mark: (*mark.span, mark.id))


_CITED_BY: Mapping[str, str] = MappingProxyType(
    {
        "citation": "SELECT ? ",
        "quote": "SELECT citation FROM quote WHERE id = ?",
        "claim": "SELECT citation FROM claim WHERE id = ?",
        "incident": "SELECT citation FROM claim WHERE incident = ? AND citation IS NOT NULL"
        " AND deleted_at IS NULL ORDER BY chosen DESC, id LIMIT 1",
    }
)


def spot_of(case: Case, kind: str, id_: int) -> Spot | None:
    """Where the words of a record can be read: a source as a whole, or a passage; None if not."""
    if kind == "source":
        return Spot(id_)
    rows = case.rows(_CITED_BY[kind], (id_,)) if kind in _CITED_BY else []
    citation = case.get_many(Citation, [rows[0][0]]) if rows and rows[0][0] else {}
    for held in citation.values():
        owner = case.rows("SELECT source FROM text WHERE id = ?", (held.text,))
        return Spot(owner[0][0], held.text or 0, held.id) if owner else None
    return None
