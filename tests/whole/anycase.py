"""Cases as hypothesis draws them: records of every kind, tied to each other at random."""

import dataclasses
from typing import Any

from hypothesis import strategies as st

from dossier.case.case import Case
from dossier.case.edit import Edit
from dossier.model.field import FieldType, Kind, Record
from dossier.model.records import KINDS, CaseInfo
from dossier.model.terms import AttributionStatus, QuoteKind, Stance
from model import strategies

WORDS = {
    "attribute": ("count", "date", "odd"),
    "stance": ("", *Stance),
    "status": ("", *AttributionStatus),
    "form": ("", QuoteKind.PARAPHRASE),  # exact words would have to stand in the text
}


def ordered() -> list[Kind]:
    """All kinds but the case's own, each behind those that its records must name."""
    ahead = [kind for kind in KINDS if kind.record is not CaseInfo]
    placed: list[Kind] = []
    while ahead:
        names = {kind.name for kind in placed}
        ready = [kind for kind in ahead if _named(kind) <= names]
        placed += ready
        ahead = [kind for kind in ahead if kind not in ready]
    return placed


def _named(kind: Kind) -> set[str]:
    groups = {name for group in kind.about.one_of for name in group}
    fields = (field for field in kind.fields if field.required or field.name in groups)
    return {field.target for field in fields if field.target}


def fill(case: Case, data: st.DataObject) -> None:
    """Put up to two records of every kind into a case."""
    made: dict[str, list[int]] = {}
    with case.edit("Fill") as edit:
        for kind in ordered():
            for _ in range(data.draw(st.integers(1, 2))):
                record = _tied(data.draw(strategies.records(kind)), kind, edit, made, data)
                made.setdefault(kind.name, []).append(edit.insert(record).id)


def _tied(
    record: Record, kind: Kind, edit: Edit, made: dict[str, list[int]], data: st.DataObject
) -> Record:
    """The record with ids, bodies and references that the case has."""
    held: dict[str, Any] = {"id": 0}
    for field in kind.fields:
        if field.type is FieldType.RECORD:
            known = made.get(field.target, [])
            missing = [] if field.required else [None]
            held[field.name] = data.draw(st.sampled_from([*known, *missing] or [None]))
        elif field.type is FieldType.DIGEST:
            body = data.draw(strategies.texts())
            blob = kind.name == "attachment"
            held[field.name] = edit.store_blob(body.encode(), "") if blob else edit.store_text(body)
        elif field.type is FieldType.REFERENCE or field.name == "exact":
            held[field.name] = ""
        elif field.name in WORDS and field.type is FieldType.TERM:
            held[field.name] = data.draw(st.sampled_from(WORDS[field.name]))
    for group in kind.about.one_of:
        _choose_one(kind, group, held, made)
    return dataclasses.replace(record, **held)


def _choose_one(
    kind: Kind, group: tuple[str, ...], held: dict[str, Any], made: dict[str, list[int]]
) -> None:
    chosen = next((name for name in group if held.get(name) is not None), group[-1])
    for field in map(kind.field, group):
        if field.name != chosen:
            held[field.name] = None if field.target else ""
        elif field.target:
            held[chosen] = held[chosen] or made[field.target][0]
        else:
            held[chosen] = "somebody"
