"""Fitting: new records of a delivery are made to agree with those that the case has already.

What is in the case stays as it is: a figure that was chosen, a title and a reference that are
taken, a cell of the matrix. What comes in gives way, and what leads to it is led on.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from types import MappingProxyType
from typing import Any

from dossier.case.case import Case
from dossier.case.references import References, taken
from dossier.model.field import TITLE_LENGTH, FieldType, Record, kind_of
from dossier.model.judged import titled
from dossier.model.records import Brief, Claim, Exhibit, JudgementLink, Rating, kind_named

# what makes two live records of a kind one; each kind stands behind those that its records name
_ONCE: Mapping[type[Record], tuple[str, ...]] = MappingProxyType(
    {
        Brief: ("title", "plan"),
        Exhibit: ("incident", "claim", "quote"),
        Rating: ("hypothesis", "exhibit"),
        JudgementLink: ("judgement", "incident", "claim", "quote"),
    }
)
_REFERENCE = re.compile(r"\b[A-Z]{1,5}-[0-9]+\b")
_BRACKETED = re.compile(r"\[[A-Z]{1,5}-[0-9]+(?:\s*[,;]\s*[A-Z]{1,5}-[0-9]+)*\]")


@dataclass(frozen=True, slots=True)
class Fitted:
    """The records that come in as they come in, and what was done so that they fit.

    `renumbered` and `retitled` are pairs, as delivered and as given; `unchosen` are claims that
    come in without being the headline; `left` have a twin in the case that stands for them.
    """

    new: tuple[Record, ...]
    renumbered: tuple[tuple[str, str], ...] = ()
    retitled: tuple[tuple[str, str], ...] = ()
    unchosen: tuple[Claim, ...] = ()
    left: tuple[Record, ...] = ()


def fitted(
    case: Case, incoming: Sequence[Record], held: Mapping[int, Record], new: Sequence[Record]
) -> Fitted:
    """Fit the `new` ones of the `incoming` records; `held` are those of them in the case, by id."""
    given = _renumbered(case, new)
    moved = dict(_moved(incoming, held, given))
    coming = [_reworded(_given(record, given), moved) for record in new]
    kept, left = _joined(case, coming)
    titles = _titles(case, kept)
    unchosen = _outdone(case, kept)
    gone = {claim.id for claim in unchosen}
    return Fitted(
        tuple(_settled(record, titles, gone) for record in kept),
        tuple(
            (_reference(record), given[record.id])
            for record in new
            if _reference(record) and record.id in given
        ),
        tuple(
            (one.title, titles[one.id])
            for one in kept
            if isinstance(one, Brief) and one.id in titles
        ),
        unchosen,
        left,
    )


def _settled(record: Record, titles: Mapping[int, str], unchosen: set[int]) -> Record:
    if isinstance(record, Brief) and record.id in titles:
        return replace(record, title=titles[record.id])
    return (
        replace(record, chosen=False)
        if isinstance(record, Claim) and record.id in unchosen
        else record
    )


# ---- references


def _reference(record: Record) -> str:
    return getattr(record, "reference", "") if record.about.prefix else ""


def _given(record: Record, given: Mapping[int, str]) -> Record:
    values: dict[str, Any] = {"reference": given[record.id]} if record.id in given else {}
    return replace(record, **values) if values else record


def _renumbered(case: Case, new: Iterable[Record]) -> dict[int, str]:
    """Give the next free reference to each that has none, or whose own a live record bears.

    None is given that comes along with another one.
    """
    asked: dict[str, list[Record]] = {}
    for record in new:
        if record.about.prefix:
            asked.setdefault(record.about.name, []).append(record)
    series, given = References(case.db.conn), dict[int, str]()
    for name, records in asked.items():
        kind = kind_named(name)
        barred = {"", *taken(case.db.conn, kind, [_reference(record) for record in records])}
        for record in records:
            if _reference(record) not in barred:
                series.given(kind, _reference(record))
        given |= {one.id: series.given(kind, None) for one in records if _reference(one) in barred}
    return given


def _moved(
    incoming: Iterable[Record], held: Mapping[int, Record], given: Mapping[int, str]
) -> Iterator[tuple[str, str]]:
    """Give the references of the delivery that mean another record here, with what it is called.

    One that came in before bears the reference that it was given then.
    """
    for record in incoming:
        here = given.get(record.id) or _reference(held.get(record.id, record))
        if here != _reference(record) and not record.deleted_at:
            yield _reference(record), here


def _reworded(record: Record, moved: Mapping[str, str]) -> Record:
    """Let the words that lead to records by their references lead to them here too."""

    def led(found: re.Match[str]) -> str:
        return _REFERENCE.sub(lambda one: moved.get(one[0], one[0]), found[0])

    if moved and isinstance(record, Brief):
        return replace(record, plan=_BRACKETED.sub(led, record.plan))
    if moved and isinstance(record, Exhibit) and any(_key(record)):
        return replace(record, title=titled(_REFERENCE.sub(led, record.title)))
    return record


# ---- what stands once


def _joined(case: Case, new: Iterable[Record]) -> tuple[list[Record], tuple[Record, ...]]:
    """Divide what comes in from what the case has one of; what named those names its twin."""
    instead: dict[int, int] = {}
    for kind in _ONCE:
        coming = [_led(one, instead) for one in new if type(one) is kind and not one.deleted_at]
        here = {_key(one): one.id for one in case.all(kind)} if coming else {}
        pairs = ((one.id, here.get(_key(one))) for one in coming if any(_key(one)))
        instead |= {id_: twin for id_, twin in pairs if twin is not None}
    kept = [_led(record, instead) for record in new if record.id not in instead]
    return kept, tuple(record for record in new if record.id in instead)


def _key(record: Record) -> tuple[Any, ...]:
    return tuple(getattr(record, name) for name in _ONCE[type(record)])


def _led(record: Record, instead: Mapping[int, int]) -> Record:
    """Give the record with links to those in the case that stand for what was left out."""
    if not instead:
        return record
    names = [field.name for field in kind_of(type(record)).fields if field.type is FieldType.RECORD]
    led: dict[str, Any] = {
        name: instead[getattr(record, name)] for name in names if getattr(record, name) in instead
    }
    return replace(record, **led) if led else record


def _titles(case: Case, new: Iterable[Record]) -> dict[int, str]:
    """Give another title to each brief whose own is taken: issues are counted by title."""
    coming = [one for one in new if isinstance(one, Brief) and not one.deleted_at]
    here = {one.title for one in case.all(Brief)}
    used = here | {one.title for one in coming}
    given: dict[int, str] = {}
    for one in coming:
        if one.title in here:
            given[one.id] = next(title for title in _numbered(one.title) if title not in used)
            used.add(given[one.id])
    return given


def _numbered(title: str) -> Iterator[str]:
    for number in count(2):
        tail = f" {number}"
        yield f"{title[: TITLE_LENGTH - len(tail)]}{tail}"


def _outdone(case: Case, new: Iterable[Record]) -> tuple[Claim, ...]:
    """Give the headline figures that meet one the case has chosen: a reader is told one alone."""
    picked = [one for one in new if isinstance(one, Claim) and one.chosen and not one.deleted_at]
    beside = case.children(Claim, "incident", [one.incident or 0 for one in picked])
    chosen = {_figure(one) for held in beside.values() for one in held if one.chosen}
    return tuple(one for one in picked if _figure(one) in chosen)


def _figure(claim: Claim) -> tuple[int | None, str, str, str]:
    return claim.incident, claim.attribute, claim.measure, claim.unit
