"""Puts judgements and the matrix of hypotheses together with the evidence that they rest on."""

from collections.abc import Sequence
from typing import TypeVar

from dossier.case import gather
from dossier.case.dbapi import Connection
from dossier.case.gather import Reader
from dossier.model.evidence import Testimony
from dossier.model.field import Record, kind_of
from dossier.model.judged import Ground, Judged, Matrix, Row
from dossier.model.records import (
    Claim,
    Exhibit,
    Hypothesis,
    Incident,
    Judgement,
    JudgementLink,
    Quote,
    Rating,
)

R = TypeVar("R", bound=Record)
Resting = JudgementLink | Exhibit


def judgements(conn: Connection) -> list[Judged]:
    """Live judgements in their order, each with its grounds."""
    reader = Reader(conn)
    held = in_order(conn, reader, Judgement)
    links = reader.children(JudgementLink, "judgement", [one.id for one in held])
    grounds = _Grounds(reader, [link for tied in links.values() for link in tied])
    return [
        Judged(one, tuple(found for link in links[one.id] if (found := grounds.of(link))))
        for one in held
    ]


def matrix(conn: Connection) -> Matrix:
    """Live hypotheses and rows of evidence in their order, with the ratings."""
    reader = Reader(conn)
    hypotheses = in_order(conn, reader, Hypothesis)
    exhibits = in_order(conn, reader, Exhibit)
    ratings = reader.children(Rating, "exhibit", [one.id for one in exhibits])
    grounds = _Grounds(reader, exhibits)
    return Matrix(
        tuple(hypotheses),
        tuple(
            Row(
                one, grounds.of(one), {rating.hypothesis or 0: rating for rating in ratings[one.id]}
            )
            for one in exhibits
        ),
    )


def in_order(conn: Connection, reader: Reader, record: type[R]) -> list[R]:
    """Live records of a kind that stand in an order; those without a place come last."""
    sql = (
        f'SELECT id FROM "{kind_of(record).name}" WHERE deleted_at IS NULL'
        " ORDER BY position IS NULL, position, id"
    )
    ids = [row[0] for row in conn.execute(sql).fetchall()]
    held = reader.many(record, ids)
    return [held[id_] for id_ in ids]


class _Grounds:
    """What some links and rows rest on, read in a few questions."""

    def __init__(self, reader: Reader, resting: Sequence[Resting]) -> None:
        self._claims = reader.many(Claim, (one.claim for one in resting))
        self._about = reader.many(Incident, (one.incident for one in self._claims.values()))
        cited = (claim.citation for claim in self._claims.values())
        self._passages = gather.passages(reader, cited)
        incidents = sorted({one.incident for one in resting if one.incident is not None})
        self._incidents = {one.incident.id: one for one in gather.evidences(reader, incidents)}
        self._quotes = reader.many(Quote, (one.quote for one in resting))
        live = sorted(id_ for id_, quote in self._quotes.items() if not quote.deleted_at)
        self._said = {one.quote.id: one for one in gather.statements(reader, live)}

    def of(self, one: Resting) -> Ground | None:
        """What one of them rests on; None for a row that is an argument in words alone."""
        if one.claim is not None:
            return self._on_claim(self._claims[one.claim])
        if one.quote is not None:
            quote = self._quotes[one.quote]
            said = self._said.get(quote.id)
            return Ground(quote=said, about=quote.reference, trashed=bool(quote.deleted_at))
        if one.incident is not None:
            evidence = self._incidents[one.incident]
            held = evidence.incident
            return Ground(evidence, about=held.reference, trashed=bool(held.deleted_at))
        return None

    def _on_claim(self, claim: Claim) -> Ground:
        incident = self._about[claim.incident or 0]
        return Ground(
            claim=Testimony(claim, self._passages.get(claim.citation or 0)),
            about=incident.reference,
            trashed=bool(claim.deleted_at or incident.deleted_at),
        )
