"""Plan: what an import would do to a case, known before anything is written."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dossier.case.case import Case, Changes
from dossier.case.edit import Edit
from dossier.case.journal import StepKind
from dossier.case.references import taken
from dossier.case.slices import Phase, Progress, Slices, drained, parts
from dossier.errors import RefusedError
from dossier.exchange.protocols import Delivery, batches
from dossier.model.field import FieldType, Record, kind_of
from dossier.model.records import KINDS, Attachment, CaseInfo, Text, kind_named


@dataclass(frozen=True, slots=True)
class Plan:
    """Records of a delivery against a case.

    `new` come in; `same` are there already; `different` are there with other content and stay as
    they are in the case; `renumbered` come in under the next free reference.
    """

    delivery: Delivery
    new: tuple[Record, ...]
    same: tuple[Record, ...]
    different: tuple[Record, ...]
    renumbered: tuple[Record, ...]

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
        """Write what is new.

        What keeps its reference comes first, so that no next free reference is one of those.
        """
        yield from self._store(edit)
        taken = {record.id for record in self.renumbered}
        kept = tuple(record for record in self.new if record.id not in taken)
        done = 0
        for records, renumbered in ((kept, False), (self.renumbered, True)):
            for _, group in batches(records):
                for part in parts(group):
                    edit.insert_many([_unnumbered(one) for one in part] if renumbered else part)
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
        records = (*self.new, *self.same, *self.different)
        yield f"{self.delivery.name}: {len(records)} records"
        yield f"  new: {len(self.new)}"
        yield f"  already here: {len(self.same)}"
        if self.different:
            yield f"  here with other content, left as they are: {len(self.different)}"
            for record in self.different:
                yield f"    {self.delivery.lines.get(record.id, record.about.label)}"
        if self.renumbered:
            yield f"  get the next free reference: {len(self.renumbered)}"


def _unnumbered(record: Record) -> Record:
    return replace(record, reference="")  # type: ignore[call-arg]  # only kinds with a reference are renumbered


def plan(case: Case, delivery: Delivery) -> Plan:
    """Compare a delivery with a case; RefusedError if it is not whole."""
    check_whole(delivery, case)
    incoming = tuple(r for r in delivery.records if not isinstance(r, CaseInfo))
    held = _held(case, incoming)
    new = tuple(r for r in incoming if r.id not in held)
    _refuse_borrowed_ids(case, delivery, new)
    known = _references(case, new)
    return Plan(
        delivery=delivery,
        new=new,
        same=tuple(r for r in incoming if held.get(r.id) == r),
        different=tuple(r for r in incoming if r.id in held and held[r.id] != r),
        renumbered=tuple(r for r in new if _reference(r) in known),
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


def _references(case: Case, records: tuple[Record, ...]) -> set[tuple[str, str]]:
    """Those of the references of these records that live ones of the case bear, by kind."""
    asked: dict[str, list[str]] = {}
    for name, reference in map(_reference, records):
        if reference:
            asked.setdefault(name, []).append(reference)
    return {
        (name, found)
        for name, references in asked.items()
        for found in taken(case.db.conn, kind_named(name), references)
    }
