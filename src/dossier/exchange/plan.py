"""Plan: what an import would do to a case, known before anything is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from dossier.case.case import Case, Changes
from dossier.case.edit import Edit
from dossier.case.journal import StepKind
from dossier.errors import RefusedError
from dossier.exchange.protocols import Delivery, batches
from dossier.model.field import FieldType, Record, kind_of
from dossier.model.records import KINDS, Attachment, CaseInfo, Text


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
        if not self.new:
            return None
        heard: list[Changes] = []
        leave = case.subscribe(heard.append)
        try:
            with case.edit(f"Import {self.delivery.name}", kind=StepKind.IMPORT) as edit:
                self._store(edit)
                for _, records in batches(self._numbered()):
                    edit.insert_many(records)
        finally:
            leave()
        return heard[-1] if heard else None

    def _numbered(self) -> tuple[Record, ...]:
        taken = {record.id for record in self.renumbered}
        return tuple(
            replace(record, reference="") if record.id in taken else record  # type: ignore[call-arg]  # only kinds with a reference are renumbered
            for record in self.new
        )

    def _store(self, edit: Edit) -> None:
        for record in self.new:
            if isinstance(record, Text):
                edit.store_text(self.delivery.texts[record.sha256]())
            elif isinstance(record, Attachment):
                blob = self.delivery.blobs[record.sha256]
                with blob.open() as data:
                    edit.store_blob(data, blob.media_type)

    def lines(self) -> Iterator[str]:
        """Say what would happen, a line for each thing that matters."""
        yield f"{self.delivery.name}: {len(self.delivery.records)} records"
        yield f"  new: {len(self.new)}"
        yield f"  already here: {len(self.same)}"
        if self.different:
            yield f"  here with other content, left as they are: {len(self.different)}"
            for record in self.different:
                yield f"    {self.delivery.lines.get(record.id, record.about.label)}"
        if self.renumbered:
            yield f"  get the next free reference: {len(self.renumbered)}"


def plan(case: Case, delivery: Delivery) -> Plan:
    """Compare a delivery with a case; RefusedError if it is not whole."""
    check_whole(delivery, case)
    held = _held(case, delivery)
    incoming = [r for r in delivery.records if not isinstance(r, CaseInfo)]
    new = tuple(r for r in incoming if r.id not in held)
    taken = _references(case)
    return Plan(
        delivery=delivery,
        new=new,
        same=tuple(r for r in incoming if held.get(r.id) == r),
        different=tuple(r for r in incoming if r.id in held and held[r.id] != r),
        renumbered=tuple(r for r in new if _reference(r) in taken),
    )


def check_whole(delivery: Delivery, case: Case | None = None) -> None:
    """Every record, text and file that a record names must come along, or be in the case already.

    RefusedError names the record and the field.
    """
    kinds = {record.id: record.about.name for record in delivery.records}
    for record in delivery.records:
        for field in kind_of(type(record)).fields:
            target = getattr(record, field.name)
            if field.type is not FieldType.RECORD or target is None:
                continue
            held = kinds.get(target) or (case.kind_of_id(target) if case else None)
            if held != field.target:
                where = delivery.lines.get(record.id, record.about.label)
                raise RefusedError(
                    f"{where}: its field “{field.label}” names a record that is not in the file.",
                    "Nothing was imported. Export the case again and send the whole package.",
                )
    _refuse_missing_bodies(delivery)


def _held(case: Case, delivery: Delivery) -> Mapping[int, Record]:
    held: dict[int, Record] = {}
    for _, records in batches(delivery.records):
        held |= case.get_many(type(records[0]), [record.id for record in records])
    return held


def _reference(record: Record) -> tuple[str, str]:
    return (record.about.name, getattr(record, "reference", "") if record.about.prefix else "")


def _references(case: Case) -> set[tuple[str, str]]:
    numbered = (kind for kind in KINDS if kind.about.prefix)
    return {_reference(r) for kind in numbered for r in case.all(kind.record)}


def _refuse_missing_bodies(delivery: Delivery) -> None:
    for record in delivery.records:
        where = delivery.lines.get(record.id, record.about.label)
        if isinstance(record, Text) and record.sha256 not in delivery.texts:
            raise RefusedError(f"{where}: the text {record.sha256[:12]}… is not in the file.")
        if isinstance(record, Attachment) and record.sha256 not in delivery.blobs:
            raise RefusedError(f"{where}: the attachment {record.sha256[:12]}… is not in the file.")
