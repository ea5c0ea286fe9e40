"""Questions about a case. Everything that is shown, checked or printed is asked for here."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dossier.case import concern, facets, gather, judged, limits, query, selection, trash
from dossier.case import listing as rows
from dossier.case import search as searching
from dossier.case.concern import Concern
from dossier.case.facets import Value
from dossier.case.gather import Reader
from dossier.case.listing import ActorRow, IncidentRow, PlaceRow, QuoteRow, Row, SourceRow
from dossier.case.reading import Reading
from dossier.case.search import Hit, Hits
from dossier.case.selection import Selection
from dossier.case.trash import TrashRow
from dossier.errors import DossierError
from dossier.model import identity
from dossier.model.evidence import Evidence, Passage, Statement, Upstream
from dossier.model.judged import Judged, Matrix
from dossier.model.records import KINDS, Actor, Citation, Quote, Source, Text
from dossier.model.terms import Reliability

__all__ = [
    "ActorRow",
    "Concern",
    "Hit",
    "Hits",
    "IncidentRow",
    "PlaceRow",
    "QuoteRow",
    "Registered",
    "Row",
    "Selection",
    "SourceRow",
    "TrashRow",
    "Value",
    "by_reference",
    "concerned",
    "count",
    "evidence",
    "evidences",
    "hypotheses",
    "ids",
    "judgements",
    "listing",
    "months",
    "passage",
    "renewed",
    "search",
    "source_register",
    "spoken",
    "statements",
    "trash_count",
    "trash_ids",
    "trash_rows",
    "trouble",
    "values",
]

LISTED = ("incident", "source", "quote", "actor", "place")
# What can be in the trash by itself
TRASHED = (*LISTED, "attachment", "view", "judgement", "hypothesis", "exhibit", "brief")
LIMIT = 500


def count(case: Reading, kind: str) -> int:
    """Live records of a kind."""
    return int(case.rows(f'SELECT count(*) FROM "{kind}" WHERE deleted_at IS NULL')[0][0])


def holds(case: Reading, kind: str) -> bool:
    """Whether there is a live record of a kind: known at once where to count takes a moment."""
    asked = f'SELECT EXISTS (SELECT 1 FROM "{kind}" WHERE deleted_at IS NULL)'
    return bool(case.rows(asked)[0][0])


def ids(
    case: Reading,
    kind: str,
    *,
    words: str = "",
    where: Mapping[str, str | Sequence[str]] | None = None,
    sort: str = "",
    descending: bool = False,
    trashed: bool = False,
    most: int | None = None,
) -> "array[int]":
    """Ids of the records of a kind that a list shows, in its order.

    `words`: each begins a word of the record or of what its row shows, or sounds like a name there;
    also phrases, terms and exclusions, see `query`. `where`: field -> value or values of which one
    is met, "+field" -> values of which each is, "-field" -> values of which none is. Beside fields
    it takes corroboration, items, outlets, origins; after, before (EDTF); and ids of linked
    records: place, actor, quote, source of incidents; incident, source of quotes; view of all,
    which is a saved filter. The empty value asks for none. `sort`: a field, items, outlets,
    origins, corroboration, modified or id; empty: by date or name. What has no value comes last.
    `most`: no more than the first of them. DossierError for keys it lacks.
    """
    asked = Selection(
        kind=kind,
        words=words,
        where=where or {},
        sort=sort,
        descending=descending,
        trashed=trashed,
    )
    return selection.ids(case.db.conn, asked, most)


def renewed(
    case: Reading, asked: Selection, shown: "array[int]", changed: Collection[int]
) -> "array[int]":
    """Ids that a list shows after no other records than these few have changed."""
    if len(changed) > selection.FEW:
        return selection.ids(case.db.conn, asked)
    return selection.renewed(case.db.conn, asked, shown, changed)


def concerned(
    case: Reading, kind: str, step: int, touched: Mapping[str, Collection[int]]
) -> Concern | None:
    """Records of a kind that the newest step, which touched these rows, concerns in a list.

    None if the step is so long that the list is better asked anew.
    """
    return concern.concerned(case.db.conn, kind, step, touched)


def values(case: Reading, asked: Selection, key: str) -> list[Value]:
    """Values of a field, of a record tied to it, or of corroboration, that a selection offers.

    What is asked for under that key itself does not count.
    """
    return facets.values(case.db.conn, asked, key)


def months(case: Reading, asked: Selection, key: str) -> list[Value]:
    """Months of a date field that a selection offers, newest first."""
    return facets.months(case.db.conn, asked, key)


def trouble(words: str) -> str:
    """Say which part of what was typed is not understood, so that it finds nothing; "" if none."""
    said = (limits.trouble(part) for part in query.parse(words).limits)
    return next(filter(None, said), "")


def trash_count(case: Reading, kinds: Sequence[str] = TRASHED) -> int:
    """How many records of these kinds lie in the trash, by default of all that can."""
    return trash.count(case.db.conn, kinds)


def trash_ids(case: Reading, words: str = "") -> "array[int]":
    """Ids of what lies in the trash, last first; each word begins a word of its name."""
    return trash.ids(case.db.conn, TRASHED, words)


def trash_lying(case: Reading, ids: Sequence[int]) -> list[tuple[str, int]]:
    """Kind and id of those of these records that lie in the trash."""
    return trash.lying(case.db.conn, TRASHED, ids)


def trash_rows(case: Reading, ids: Sequence[int]) -> list[TrashRow]:
    """What the records in the trash are, since when, and who put them there."""
    return trash.rows(case.db.conn, TRASHED, ids)


def by_reference(case: Reading, name: str) -> tuple[str, int] | None:
    """Kind and id of the record that people call INC-0003, or of an id as text; None if none."""
    for kind in KINDS:
        if kind.about.prefix:
            sql = (
                f'SELECT id FROM "{kind.name}" WHERE reference = ? ORDER BY deleted_at IS NOT NULL'
            )
            for row in case.rows(sql, (name.strip().upper(),)):
                return kind.name, row[0]
    try:
        number = identity.from_text(name.strip())
    except DossierError:
        return None
    held = case.kind_of_id(number)
    return (held, number) if held else None


def listing(case: Reading, kind: str, ids: Sequence[int]) -> list[Row]:
    """Rows of a list, in the order of `ids`; those that are gone meanwhile are left out.

    IncidentRow, SourceRow, QuoteRow, ActorRow, PlaceRow; Row for all other kinds.
    """
    return rows.listing(Reader(case.db.conn), kind, ids)


def search(
    case: Reading, words: str, *, limit: int = LIMIT, kind: str | None = None, ranked: bool = False
) -> Hits:
    """Find records by what is typed, see `query`. Hits on parts of a record lead to the record.

    Without `ranked` the newest hits are weighed, 300 to 500 as `limit` asks: fast enough while
    typing. With it, all are. `kind` is one that has a list.
    """
    return searching.search(case.db.conn, words, limit=limit, kind=kind, ranked=ranked)


def evidence(case: Reading, incident: int) -> Evidence:
    """One incident with all that supports it; DossierError if there is none."""
    found = evidences(case, [incident])
    if not found:
        raise DossierError(
            "This incident is no longer in the case.",
            "It was deleted, or its creation was undone. Undo may bring it back.",
        )
    return found[0]


def evidences(case: Reading, ids: Sequence[int]) -> list[Evidence]:
    """Incidents with all that supports them, by date and id; undated ones last."""
    found = gather.evidences(Reader(case.db.conn), ids)
    return sorted(found, key=lambda one: (_minute(one), one.incident.id))


def _minute(one: Evidence) -> tuple[bool, int]:
    bounds = one.incident.date.bounds
    first = bounds.lower if bounds else None
    return (first is None, first or 0)


def passage(case: Reading, citation: int) -> Passage | None:
    """One passage with its source and chain; None if there is none."""
    return gather.passages(Reader(case.db.conn), [citation]).get(citation)


def statements(case: Reading, incidents: Sequence[int] | None = None) -> list[Statement]:
    """Live quotes by reference, of the whole case or of some incidents; struck ones included."""
    question = "SELECT id FROM quote WHERE deleted_at IS NULL"
    conn = case.db.conn
    if incidents is None:
        quotes = [row[0] for row in conn.execute(f"{question} ORDER BY {_NUMBERED}").fetchall()]
    else:
        quotes = gather.quotes_on(conn, incidents, _NUMBERED)
    return list(gather.statements(Reader(conn), quotes))


def judgements(case: Reading) -> list[Judged]:
    """Live judgements in their order, each with what it rests on."""
    return judged.judgements(case.db.conn)


def hypotheses(case: Reading) -> Matrix:
    """Live hypotheses in their order, with the evidence that they are rated on."""
    return judged.matrix(case.db.conn)


def spoken(
    case: Reading, texts: Iterable[int], terms: Sequence[str]
) -> list[tuple[Citation, Quote]]:
    """Live quotes from these texts under one of these terms of attribution, with their citations.

    Term by term, those with the oldest words first.
    """
    return list(gather.spoken(Reader(case.db.conn), texts, terms))


_NUMBERED = "length(reference), reference, id"


@dataclass(frozen=True, slots=True)
class Registered:
    """A source as the register prints it: texts with their hashes, reliability in force."""

    source: Source
    publisher: Actor | None
    texts: tuple[Text, ...]
    upstream: tuple[Upstream, ...]
    reliability: Reliability | None


def source_register(case: Reading, sources: Sequence[int] | None = None) -> list[Registered]:
    """Entries of live sources by reference: of these, or of all."""
    reader = Reader(case.db.conn)
    wanted = ids(case, "source", sort="reference")
    chosen = set(wanted if sources is None else sources)
    shown = [id_ for id_ in wanted if id_ in chosen]
    held = reader.many(Source, shown)
    publishers = reader.many(Actor, (source.publisher for source in held.values()))
    texts = reader.children(Text, "source", shown)
    upstream = gather.upstream_of(reader, shown)
    return [
        Registered(
            source=held[id_],
            publisher=(publisher := publishers.get(held[id_].publisher or 0)),
            texts=texts[id_],
            upstream=upstream[id_],
            reliability=rows.reliability(held[id_], publisher),
        )
        for id_ in shown
    ]
