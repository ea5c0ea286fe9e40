"""Verbs of judgements and of the matrix of hypotheses: begin, order, link, rate, weigh.

Other changes of these records are the verbs of any record, see `edits`.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, TypeVar

from dossier.case import claims, edits, judged
from dossier.case.case import Case
from dossier.case.gather import Reader
from dossier.errors import RefusedError
from dossier.model.judged import titled
from dossier.model.records import (
    Exhibit,
    Hypothesis,
    Incident,
    Judgement,
    JudgementLink,
    Quote,
    Rating,
)
from dossier.model.terms import Fit, Weight, vocabulary
from dossier.model.yardsticks import Scale

Ordered = Judgement | Hypothesis | Exhibit
R = TypeVar("R", bound=Ordered)
_ORDERED: Mapping[str, type[Ordered]] = MappingProxyType(
    {"judgement": Judgement, "hypothesis": Hypothesis, "exhibit": Exhibit}
)


def add(case: Case, record: R, *, label: str = "") -> R:
    """Store a judgement, a hypothesis or a row of the matrix behind the others.

    A judgement without a yardstick takes that of the one before it, the first one ICD 203.
    """
    held = _held(case, record.about.name)
    values: dict[str, Any] = {"position": _last(held) + 1}
    if isinstance(record, Judgement) and not record.scale:
        scales = [one.scale for one in held if isinstance(one, Judgement) and one.scale]
        values["scale"] = scales[-1] if scales else Scale.ICD203.value
    return edits.add(case, dataclasses.replace(record, **values), label=label)


def _last(held: Sequence[Ordered | JudgementLink]) -> int:
    return max((one.position or 0 for one in held), default=0)


def move(case: Case, kind: str, id_: int, by: int) -> bool:
    """Put a record so many places further down among its like; whether it moved.

    Judgements move among those of their kind; negative goes up, and the ends hold.
    """
    held = _held(case, kind)
    chosen = next((one for one in held if one.id == id_), None)
    if chosen is None:
        return False
    group = [one for one in held if _group(one) == _group(chosen)]
    at = group.index(chosen)
    to = max(0, min(at + by, len(group) - 1))
    if to == at:
        return False
    group.insert(to, group.pop(at))
    places = iter(group)
    order = [next(places) if _group(one) == _group(chosen) else one for one in held]
    with case.edit(f"Move {edits.called(chosen)}") as edit:
        for position, one in enumerate(order, start=1):
            edit.update(dataclasses.replace(one, position=position))
    return True


def _held(case: Case, kind: str) -> list[Ordered]:
    return judged.in_order(case.db.conn, Reader(case.db.conn), _ORDERED[kind])


def _group(record: Ordered) -> str:
    return record.kind if isinstance(record, Judgement) else ""


def rate(case: Case, exhibit: int, hypothesis: int, fit: Fit | None) -> None:
    """Say how a row fits a hypothesis; None takes the rating away. A note beside it stays."""
    row, answer = case.get(Exhibit, exhibit), case.get(Hypothesis, hypothesis)
    held = case.children(Rating, "exhibit", [exhibit])[exhibit]
    ratings = [one for one in held if one.hypothesis == hypothesis]
    said = vocabulary("ach_rating").label(fit).lower() if fit else "not"
    with case.edit(f"Rate {edits.called(row)}: {said}") as edit:
        for one in ratings:
            if fit or one.note:
                edit.update(dataclasses.replace(one, value=fit or ""))
            else:
                edit.delete("rating", one.id)
        if fit is not None and not ratings:
            edit.insert(Rating(exhibit=row.id, hypothesis=answer.id, value=fit))


def weigh(case: Case, exhibit: int, field: str, weight: Weight | None) -> None:
    """Set the `credibility` or the `relevance` of a row of the matrix."""
    row = case.get(Exhibit, exhibit)
    if field not in {"credibility", "relevance"}:
        raise RefusedError("A row of the matrix has a credibility and a relevance only.")
    values: dict[str, Any] = {field: weight.value if weight else ""}
    edits.change(case, dataclasses.replace(row, **values))


def lay_out(case: Case, kind: str, id_: int) -> Exhibit:
    """Put an incident, claim or quote into the matrix, named by its words; twice is no step.

    DossierError if it is not in the case.
    """
    same = next((one for one in case.all(Exhibit) if getattr(one, kind) == id_), None)
    if same is not None:
        return same
    tied: dict[str, Any] = {kind: id_}
    return add(case, Exhibit(title=titled(_words(case, kind, id_)), **tied))


def _words(case: Case, kind: str, id_: int) -> str:
    if kind == "claim":
        return claims.called(case, id_)
    if kind == "quote":
        quote = case.get(Quote, id_)
        return f"{quote.reference} {quote.text}"
    incident = case.get(Incident, id_)
    return f"{incident.reference} {incident.title}"
