"""Plan: what an import would do to a case, known before anything is written."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dossier.case.case import Case, Changes
from dossier.case.edit import Edit
from dossier.case.journal import StepKind
from dossier.case.slices import Phase, Progress, Slices, drained, parts
from dossier.errors import RefusedError
from dossier.exchange.fitting import Fitted, fitted
from dossier.exchange.protocols import Delivery, batches
from dossier.model.field import FieldType, Record, kind_of
from dossier.model.records import KINDS, Attachment, CaseInfo, Text


@dataclass(frozen=True, slots=True)
class Plan:
    """Records of a delivery against a case.

    `same` are there already; `different` are there with other content and stay as they are in the
    case; all others are new, and come in as they were `fitted`.
    """

    delivery: Delivery
    fitted: Fitted
    same: tuple[Record, ...] = ()
    different: tuple[Record, ...] = ()

    @property
    def new(self) -> tuple[Record, ...]:
        """The records that come in."""
        return self.fitted.new

    @property
    def renumbered(self) -> tuple[tuple[str, str], ...]:
        """References that are taken, each with the next free one that is given instead."""
        return self.fitted.renumbered

    def apply(self, case: Case) -> Changes | None:
        """Bring in what is new as one step that one undo takes back; None if nothing is new."""
        return drained(self.applying(case))

    def applying(self, case: Case) -> Slices[Changes | None]:
        """`apply` in slices, see `Case.editing`."""
        if not self.new:
            return None
        label = f"Import {self.delivery.name}"
        try:
            return (yield from case.editing(label, self._write, kind=StepKind.IMPORT))
        except RefusedError as error:
            raise RefusedError(
                f"{self.delivery.name} cannot be imported: {error.message}", "Nothing was changed."
            ) from error

    def _write(self, edit: Edit) -> Slices[None]:
        yield from self._store(edit)
        done = 0
        for _, group in batches(self.new):
            for part in parts(group):
                edit.insert_many(part)
                done += len(part)
                yield Progress(Phase.ROWS, done, len(self.new))

    def _store(self, edit: Edit) -> Slices[None]:
        stored = [record for record in self.new if isinstance(record, Text | Attachment)]
        for done, record in enumerate(stored, start=1):
            if isinstance(record, Text):
                edit.store_text(self.delivery.texts[record.sha256]())
            else:
                blob = self.delivery.blobs[record.sha256]
                with blob.open() as data:
                    size = data.seek(0, os.SEEK_END)
                    data.seek(0)
                    for _ in edit.store_file(data, record.sha256, size, blob.media_type):
                        yield Progress(Phase.FILES, done, len(stored))
            yield Progress(Phase.FILES, done, len(stored))

    def lines(self) -> Iterator[str]:
        """Say what would happen, a line for each thing that matters."""
        records = (*self.new, *self.fitted.left, *self.same, *self.different)
        yield f"{self.delivery.name}: {len(records)} records"
        yield f"  new: {len(self.new)}"
        yield f"  already here: {len(self.same)}"
        yield from self._lines("here with other content, left as they are", self.different)
        yield from _pairs("get the next free reference", self.renumbered)
        yield from _pairs("briefs that get another title", self.fitted.retitled)
        said = "come in without being the headline figure: the case has chosen another"
        yield from self._lines(said, self.fitted.unchosen)
        yield from self._lines("left out, the case has one that stands for it", self.fitted.left)

    def _lines(self, said: str, records: Sequence[Record]) -> Iterator[str]:
        if records:
            yield f"  {said}: {len(records)}"
        for record in records:
            yield f"    {self.delivery.lines.get(record.id, record.about.label)}"


def _pairs(said: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    if pairs:
        yield f"  {said}: {len(pairs)}"
    for was, now in pairs:
        yield f"    {was} -> {now}"


def plan(case: Case, delivery: Delivery) -> Plan:
    """Compare a delivery with a case; RefusedError if it is not whole."""
    check_whole(delivery, case)
    incoming = tuple(r for r in delivery.records if not isinstance(r, CaseInfo))
    held = _held(case, incoming)
    new = tuple(r for r in incoming if r.id not in held)
    _refuse_borrowed_ids(case, delivery, new)
    return Plan(
        delivery=delivery,
        fitted=fitted(case, incoming, held, new),
        same=tuple(r for r in incoming if held.get(r.id) == r),
        different=tuple(r for r in incoming if r.id in held and held[r.id] != r),
    )


def check_whole(delivery: Delivery, case: Case | None = None) -> None:
    """Every record, text and file that a record names must come along, or be in the case already.

    RefusedError names the file, the record and the field.
    """
    kinds = {record.id: record.about.name for record in delivery.records}
    for record in delivery.records:
        for field in kind_of(type(record)).fields:
            target = getattr(record, field.name)
            if field.type is not FieldType.RECORD or target is None:
                continue
            held = kinds.get(target) or (case.kind_of_id(target) if case else None)
            if held != field.target:
                raise _refused(
                    delivery,
                    record,
                    f"its field “{field.label}” names a record that is not in the file.",
                )
        _refuse_missing_body(delivery, record)
    _refuse_twins(delivery)


def _refuse_twins(delivery: Delivery) -> None:
    """Refuse a reference that two live records of a kind bear."""
    seen: set[tuple[str, str]] = set()
    for record in delivery.records:
        name = _reference(record)
        if record.deleted_at or not name[1]:
            continue
        if name in seen:
            raise _refused(delivery, record, f"the reference {name[1]} stands there twice.")
        seen.add(name)


def _refuse_missing_body(delivery: Delivery, record: Record) -> None:
    if isinstance(record, Text) and record.sha256 not in delivery.texts:
        raise _refused(delivery, record, f"the text {record.sha256[:12]} is not in the file.")
    if isinstance(record, Attachment) and record.sha256 not in delivery.blobs:
        raise _refused(delivery, record, f"the attachment {record.sha256[:12]} is not in the file.")


def _refuse_borrowed_ids(case: Case, delivery: Delivery, new: tuple[Record, ...]) -> None:
    """Ids are global: an id that stands for a source here cannot come in as an incident."""
    by_id = {record.id: record for record in new}
    for kind in KINDS:
        for id_ in case.get_many(kind.record, list(by_id)):
            raise _refused(
                delivery, by_id[id_], f"the case has a {kind.about.label.lower()} of this id."
            )


def _refused(delivery: Delivery, record: Record, reason: str) -> RefusedError:
    where = delivery.lines.get(record.id, record.about.label)
    return RefusedError(
        f"{delivery.name}, {where}: {reason}",
        "Nothing was imported. Ask for the whole file again.",
    )


def _held(case: Case, records: tuple[Record, ...]) -> Mapping[int, Record]:
    held: dict[int, Record] = {}
    for _, group in batches(records):
        held |= case.get_many(type(group[0]), [record.id for record in group])
    return held


def _reference(record: Record) -> tuple[str, str]:
    return (record.about.name, getattr(record, "reference", "") if record.about.prefix else "")
