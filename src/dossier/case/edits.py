"""Verbs: what people do to a case, each one transaction, one step and one label.

Words that are not understood are stored as they are; refused is only what cannot be stored: a
record without its name, a title that is too long, a passage outside its text.
"""

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from dossier.case.case import Case, Changes
from dossier.case.edit import Edit
from dossier.case.history import last_with
from dossier.case.slices import Phase, Progress, Slices, drained, parts
from dossier.errors import RefusedError
from dossier.model import anchors
from dossier.model.field import Field, FieldType, Record, kind_of, settled
from dossier.model.records import (
    Citation,
    Claim,
    Incident,
    Source,
    Text,
    kind_named,
    rows_of,
)
from dossier.model.terms import LocatorKind, MadeBy

R = TypeVar("R", bound=Record)

_LABEL = 60
_NAMED_BY = ("reference", "name", "title", "file_name", "text")


# ---- any record


def add(case: Case, record: R, *, label: str = "") -> R:
    """Store a new record; return it with its id and reference."""
    record = settled(record)
    _check(record)
    with case.edit(label or f"Add {_noun(record)}") as edit:
        stored = edit.insert(record)
        edit.label = label or f"Add {_noun(record)} {_name(stored)}".strip()
    return stored


def change(case: Case, record: R, *, label: str = "") -> R:
    """Store what differs from the stored record; no difference is no step."""
    before = case.get(type(record), record.id)
    changed = _differing(before, record)
    label = label or _change_label(changed, before, record)
    record = settled(record)
    _check(record, _differing(before, record))
    with case.edit(label) as edit:
        if isinstance(before, Source) and isinstance(record, Source):
            _follow_language(edit, case, before, record.language)
        return edit.update(record)


def _differing(before: Record, after: Record) -> list[Field]:
    fields = kind_of(type(after)).fields
    return [one for one in fields if getattr(before, one.name) != getattr(after, one.name)]


def put_back(case: Case, kind: str, id_: int, name: str, value: object) -> Record:
    """Give one field of a record an earlier value again, as the history shows it.

    A word that lies within another field, as one of likelihood on its yardstick, and that field
    come back together: the same key means something else elsewhere, or nothing.
    """
    described = kind_named(kind)
    held, asked = case.get(described.record, id_), described.field(name)
    tied = [
        one for one in described.fields if one.name in (name, asked.within) or one.within == name
    ]
    then = last_with(case, described, id_, name, value) if len(tied) > 1 else None
    values: dict[str, Any] = {one.name: getattr(then, one.name) for one in tied} if then else {}
    record = dataclasses.replace(held, **(values | {name: value}))
    labels = [_uncapitalised(one.label) for one in _differing(held, record)]
    label = " and ".join(labels) or _uncapitalised(asked.label)
    return change(case, record, label=f"Restore {label} of {called(held)}")


def _change_label(changed: Sequence[Field], before: Record, after: Record) -> str:
    """Say what was changed: "Change date of INC-0003"."""
    name = _name(before) or _name(after) or _noun(after)
    if len(changed) != 1:
        return f"Change {name}"
    return f"Change {_uncapitalised(changed[0].label)} of {name}"


def duplicate(case: Case, kind: str, id_: int) -> Record:
    """Store a copy of a record and of its rows; where its kind is numbered, under the next number.

    What is evidence or a text stays with the original.
    """
    described = kind_named(kind)
    held = case.get(described.record, id_)
    with case.edit(f"Duplicate {called(held)}") as edit:
        copy = edit.insert(_copied(held))
        for child, tie in rows_of(described):
            for row in case.children(child.record, tie.name, [id_])[id_]:
                edit.insert(_copied(row, **{tie.name: copy.id}))
    return copy


def _copied(record: R, **owner: Any) -> R:
    new = {"reference": ""} if record.about.prefix else {}
    return dataclasses.replace(record, id=0, deleted_at="", **new, **owner)


def trash(case: Case, kind: str, ids: Iterable[int]) -> None:
    """Put records into the trash. What they own stays with them and comes back with them."""
    drained(trashing(case, kind, ids))


def trashing(case: Case, kind: str, ids: Iterable[int]) -> Slices[Changes | None]:
    """`trash` in slices, see `Case.editing`."""
    return _moving(case, {kind: list(ids)}, "Move {} to the trash", Edit.trash_many)


def restore(case: Case, kind: str, ids: Iterable[int]) -> None:
    """Take records out of the trash."""
    restore_all(case, [(kind, id_) for id_ in ids])


def restore_all(case: Case, records: Sequence[tuple[str, int]]) -> None:
    """Take records of several kinds, as (kind, id), out of the trash in one step."""
    drained(restoring(case, records))


def restoring(case: Case, records: Sequence[tuple[str, int]]) -> Slices[Changes | None]:
    """`restore_all` in slices, see `Case.editing`."""
    by_kind: dict[str, list[int]] = {}
    for kind, id_ in records:
        by_kind.setdefault(kind, []).append(id_)
    return _moving(case, by_kind, "Restore {}", Edit.restore_many)


def _moving(
    case: Case,
    by_kind: Mapping[str, Sequence[int]],
    label: str,
    verb: Callable[[Edit, str, Sequence[int]], None],
) -> Slices[Changes | None]:
    total = sum(map(len, by_kind.values()))
    if not total:
        return None

    def write(edit: Edit) -> Slices[None]:
        done = 0
        for kind, ids in by_kind.items():
            for part in parts(ids):
                verb(edit, kind, part)
                done += len(part)
                yield Progress(Phase.ROWS, done, total)

    return (yield from case.editing(label.format(_named(case, by_kind, total)), write))


def _named(case: Case, by_kind: Mapping[str, Sequence[int]], total: int) -> str:
    """What moves: "INC-0003", "1,200 incidents", "40 records"."""
    if len(by_kind) > 1:
        return f"{total:,} records"
    kind, ids = next(iter(by_kind.items()))
    if total > 1:
        return f"{total:,} {kind_named(kind).about.plural.lower()}"
    held = case.get(kind_named(kind).record, ids[0])
    return called(held)


# ---- what a record owns


def set_children(
    case: Case, kind: str, owner: int, record: type[R], wanted: Sequence[R]
) -> list[R]:
    """Make these the rows that a record owns; those with an id stay, others come, the rest go.

    Kinds that have a position keep the order given. Returns the rows as stored.
    """
    child, held = kind_of(record), case.get(kind_named(kind).record, owner)
    tie = next(field for field in child.owners if field.target == kind)
    owned = [_tied(one, tie.name, owner, at) for at, one in enumerate(wanted, start=1)]
    heading = tie.rows or child.about.plural
    with case.edit(f"Change {_uncapitalised(heading)} of {called(held)}") as edit:
        return _replace(edit, case.children(record, tie.name, [owner])[owner], owned)


def _tied(one: R, tie: str, owner: int, at: int) -> R:
    values: dict[str, Any] = {tie: owner}
    if kind_of(type(one)).ordered:
        values["position"] = at
    return dataclasses.replace(one, **values)


def _replace(edit: Edit, held: Sequence[R], wanted: Sequence[R]) -> list[R]:
    """Write wanted children over the held ones, those with an id in place."""
    wanted = [settled(one) for one in wanted]
    for one in wanted:
        _check(one)
    kept = {one.id for one in wanted}
    for one in held:
        if one.id not in kept:
            edit.delete(kind_of(type(one)).name, one.id)
    return [edit.update(one) if one.id else edit.insert(one) for one in wanted]


# ---- sources and passages


def paste_source(case: Case, source: Source, body: str, *, made_by: str = MadeBy.PASTED) -> Source:
    """Store a new source with its text. The text is kept as it is, under its hash."""
    if not body.strip():
        raise RefusedError("This source has no text.", "Paste the article first.")
    return add_source(case, source, body, made_by=made_by)


def add_source(
    case: Case, source: Source, body: str | None = None, *, made_by: str = MadeBy.PASTED
) -> Source:
    """Store a new source under the next number, with its text if there is one."""
    _check(source)
    with case.edit("Add source") as edit:
        stored = edit.insert(source)
        if body is not None:
            _insert_text(edit, stored, body, made_by)
        edit.label = f"Add source {stored.reference}"
    return stored


def add_text(
    case: Case, source: int, body: str, *, made_by: str = MadeBy.PASTED, tool: str = ""
) -> Text:
    """Give a source one more text; texts that are there are never changed."""
    held = case.get(Source, source)
    with case.edit(f"Add text to {held.reference}") as edit:
        return _insert_text(edit, held, body, made_by, tool)


def _insert_text(edit: Edit, source: Source, body: str, made_by: str, tool: str = "") -> Text:
    sha256 = edit.store_text(body)
    tongue = source.language
    text = Text(source=source.id, sha256=sha256, language=tongue, made_by=made_by, tool=tool)
    return edit.insert(text)


def _follow_language(edit: Edit, case: Case, source: Source, language: str) -> None:
    """Let texts in the language of their source go on being so; a translation keeps its own."""
    if language != source.language:
        for text in case.children(Text, "source", [source.id])[source.id]:
            if text.language == source.language:
                edit.update(dataclasses.replace(text, language=language))


def cite(case: Case, text: int, start: int, end: int) -> Citation:
    """Store a passage of a text: code points from `start`, `end` exclusive."""
    new = passage(case, text, start, end)
    source = case.get(Source, case.get(Text, text).source or 0)
    with case.edit(f"Cite {source.reference}") as edit:
        return edit.insert(new)


def passage(case: Case, text: int, start: int, end: int) -> Citation:
    """Make the citation of a passage, not yet stored; RefusedError if there is none there."""
    body = case.text_body(case.get(Text, text).sha256)
    try:
        anchor = anchors.anchor(body, start, end)
    except ValueError as error:
        raise RefusedError(
            "There is no passage there to cite.", "Select some words of the text."
        ) from error
    page = anchors.page_at(body, anchor.start)
    return Citation(
        text=text,
        locator_kind=LocatorKind.PAGE if page else LocatorKind.PARAGRAPH,
        locator=str(page or anchors.paragraph_at(body, anchor.start)),
        start=anchor.start,
        end=anchor.end,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
    )


# ---- claims and quotes


def add_claim(case: Case, claim: Claim, cited: Citation | None = None) -> Claim:
    """Store a claim; `cited`, made by `passage`, is stored with it in the same step."""
    _check(claim)
    incident = case.get(Incident, claim.incident or 0)
    with case.edit(f"Add claim to {incident.reference}") as edit:
        if cited is not None:
            claim = dataclasses.replace(claim, citation=edit.insert(cited).id)
        return edit.insert(claim)


def choose_claim(case: Case, claim: int, rationale: str = "") -> None:
    """Make a claim the headline; another of the same incident, attribute and measure steps back."""
    chosen = case.get(Claim, claim)
    incident = case.get(Incident, chosen.incident or 0)
    beside = case.children(Claim, "incident", [incident.id])[incident.id]
    with case.edit(f"Choose “{_short(chosen.stated)}” for {incident.reference}") as edit:
        for other in beside:
            same = (other.attribute, other.measure) == (chosen.attribute, chosen.measure)
            if other.chosen and same and other.id != claim:
                edit.update(dataclasses.replace(other, chosen=False))
        rationale = rationale or chosen.rationale
        edit.update(dataclasses.replace(chosen, chosen=True, rationale=rationale))


# ---- words


def _noun(record: Record) -> str:
    return kind_of(type(record)).about.label.lower()


def called(record: Record) -> str:
    """What people call a record; the word for its kind if it has no name."""
    return _name(record) or _noun(record)


def _name(record: Record) -> str:
    """What people call a record; empty if it has no name."""
    if isinstance(record, Citation):
        return f"“{_short(record.exact)}”" if record.exact else ""
    names = (getattr(record, name, "") for name in _NAMED_BY)
    return _short(next(filter(None, names), ""))


def _uncapitalised(label: str) -> str:
    return label[:1].lower() + label[1:]


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LABEL else f"{line[: _LABEL - 1]}…"


_SPOKEN = frozenset({FieldType.LINE, FieldType.PROSE})


def _check(record: Record, fields: Sequence[Field] | None = None) -> None:
    """RefusedError for the first of these fields (all if None) that cannot be stored as it is."""
    for field in kind_of(type(record)).fields if fields is None else fields:
        value = getattr(record, field.name)
        if field.required and (value is None or (isinstance(value, str) and not value.strip())):
            raise RefusedError(
                f"{kind_of(type(record)).about.label}: '{field.label}' is empty.",
                "Write a few words." if field.type in _SPOKEN else "Choose one.",
            )
        if field.maximum and len(value) > field.maximum:
            raise RefusedError(
                f"'{field.label}' has {len(value)} characters; {field.maximum} are allowed.",
                "Shorten it, and put the rest into the summary.",
            )
