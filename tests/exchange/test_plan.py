"""Import into a case: known before, one step, taken back by one undo, whole or not at all."""

import dataclasses
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from dossier.case import edits, file, verify
from dossier.case.case import Case
from dossier.case.edit import Edit
from dossier.case.journal import StepKind
from dossier.errors import DossierError, RefusedError
from dossier.exchange.fitting import Fitted
from dossier.exchange.package import PackageReader
from dossier.exchange.plan import Plan, plan
from dossier.exchange.protocols import Blob, Delivery
from dossier.exchange.sample import create_from_package
from dossier.model.field import Record
from dossier.model.records import (
    KINDS,
    Attachment,
    CaseInfo,
    Exhibit,
    Incident,
    Judgement,
    Source,
    Text,
)


@pytest.fixture
def delivery(package: Path) -> Iterator[Delivery]:
    with PackageReader().read(package) as held:
        yield held


@pytest.fixture
def copy(package: Path, tmp_path: Path) -> Iterator[Case]:
    """The case of the package, made elsewhere."""
    with create_from_package(package, tmp_path / "copy.dossier") as case:
        yield case


def _stored(case: Case) -> dict[int, Record]:
    return {r.id: r for kind in KINDS for r in case.stored(kind.record)}


def _bytes(case: Case) -> bytes:
    return case.path.read_bytes()


def test_into_an_empty_case_all_comes_in_but_the_case_itself(
    empty: Case, delivery: Delivery
) -> None:
    planned = plan(empty, delivery)
    incoming = {r.id: r for r in delivery.records if not isinstance(r, CaseInfo)}
    assert {r.id for r in planned.new} == set(incoming)
    assert (planned.same, planned.different, planned.renumbered) == ((), (), ())
    planned.apply(empty)
    info = empty.info
    assert info.title == "Empty"
    assert _stored(empty) == {**incoming, info.id: info}
    assert verify.verify(empty) == []


def test_the_plan_says_what_it_would_do_and_does_nothing(empty: Case, delivery: Delivery) -> None:
    before = _bytes(empty)
    planned = plan(empty, delivery)
    new = len(delivery.records) - 1
    assert list(planned.lines()) == [
        f"rich.zip: {new} records",
        f"  new: {new}",
        "  already here: 0",
    ]
    assert _bytes(empty) == before


def test_an_import_is_one_step_that_one_undo_takes_back(empty: Case, delivery: Delivery) -> None:
    before, steps = empty.state_hash, empty.undo_label
    changes = plan(empty, delivery).apply(empty)
    assert changes is not None
    assert (changes.label, changes.cause) == ("Import rich.zip", StepKind.IMPORT)
    assert sum(map(len, changes.touched.values())) == len(delivery.records) - 1
    after = empty.state_hash
    empty.undo()
    assert (empty.state_hash, empty.undo_label) == (before, steps)
    empty.redo()
    assert empty.state_hash == after
    assert verify.verify(empty) == []


def test_the_same_package_again_changes_nothing(copy: Case, delivery: Delivery) -> None:
    before = copy.head_hash
    planned = plan(copy, delivery)
    assert (planned.new, planned.different, planned.renumbered) == ((), (), ())
    assert len(planned.same) == len(delivery.records) - 1
    assert planned.apply(copy) is None
    assert copy.head_hash == before


def test_what_was_changed_here_stays_as_it_is_and_is_named(copy: Case, delivery: Delivery) -> None:
    mine = edits.change(copy, dataclasses.replace(copy.all(Incident)[0], title="My title"))
    planned = plan(copy, delivery)
    assert [r.id for r in planned.different] == [mine.id]
    assert "    incident.jsonl line 1" in list(planned.lines())
    planned.apply(copy)
    assert copy.get(Incident, mine.id).title == "My title"


def test_what_was_trashed_here_stays_in_the_trash(copy: Case, delivery: Delivery) -> None:
    gone = copy.all(Incident)[0].id
    edits.trash(copy, "incident", [gone])
    assert [r.id for r in plan(copy, delivery).different] == [gone]


def test_what_was_deleted_here_comes_back(copy: Case, delivery: Delivery) -> None:
    before = _stored(copy)
    with copy.edit("Delete") as edit:
        for one in (*copy.all(Exhibit), *copy.all(Judgement)):  # they rest on its claims
            edit.delete(one.about.name, one.id)
        edit.delete("incident", copy.all(Incident)[0].id)
    plan(copy, delivery).apply(copy)
    assert _stored(copy) == before
    assert verify.verify(copy) == []


def test_a_reference_that_is_taken_is_given_anew_and_no_other_one(
    empty: Case, delivery: Delivery
) -> None:
    """The next free number must not be one that the package itself brings."""
    mine = edits.add(empty, Incident(title="Mine")).reference
    assert mine == "INC-0001"
    planned = plan(empty, delivery)
    [(was, given)] = planned.renumbered
    assert was == mine
    said = list(planned.lines())
    assert said[-2:] == ["  get the next free reference: 1", f"    {mine} -> {given}"]
    planned.apply(empty)
    brought = {r.id: r for r in delivery.records if isinstance(r, Incident)}
    held = {r.id: r.reference for r in empty.stored(Incident) if r.id in brought}
    [renumbered] = [id_ for id_, reference in held.items() if reference == given]
    assert held.pop(renumbered) not in {r.reference for r in brought.values()}
    assert held == {r.id: r.reference for r in brought.values() if r.id != renumbered}
    assert verify.verify(empty) == []


def test_two_records_of_a_file_that_want_one_reference_are_refused_whole(empty: Case) -> None:
    twins = tuple(Incident(id=n, reference="INC-0007", title="A") for n in (7, 8))
    before = empty.head_hash
    with pytest.raises(RefusedError, match=r"^twins\.zip, .*INC-0007 stands there twice"):
        plan(empty, Delivery("twins.zip", twins)).apply(empty)
    assert (empty.head_hash, empty.all(Incident)) == (before, [])


def test_a_record_without_what_its_kind_needs_is_refused_whole(empty: Case) -> None:
    sound = Incident(id=7, title="A")
    bad = Attachment(id=8, sha256="0" * 64, file_name="a.txt")  # of no source and no incident
    blobs = {"0" * 64: Blob("", lambda: (_ for _ in ()).throw(AssertionError))}
    with pytest.raises((RefusedError, AssertionError)):
        plan(empty, Delivery("bad.zip", (sound, bad), blobs=blobs)).apply(empty)
    assert empty.all(Incident) == []


# ---- imports that fail in the middle


def _fails(error: BaseException) -> Callable[..., str]:
    def fail(*_args: object) -> str:
        raise error

    return fail


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError("disk"), RuntimeError("bug")])
@pytest.mark.parametrize("verb", ["store_text", "store_file", "insert_many"])
def test_an_import_that_fails_leaves_the_case_as_it_was(
    empty: Case,
    delivery: Delivery,
    verb: str,
    error: BaseException,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    planned, before, heard = plan(empty, delivery), _stored(empty), list[object]()
    head = empty.head_hash
    empty.subscribe(heard.append)
    with monkeypatch.context() as patched:
        patched.setattr(Edit, verb, _fails(error))
        with pytest.raises(type(error)):
            planned.apply(empty)
    assert (_stored(empty), empty.head_hash, heard) == (before, head, [])
    assert verify.verify(empty) == []
    planned.apply(empty)  # and nothing stands in the way of a second try
    assert len(heard) == 1
    assert verify.verify(empty) == []


def test_a_failure_at_the_last_record_leaves_nothing_of_the_first(
    empty: Case, delivery: Delivery
) -> None:
    last = Text(id=7, source=delivery.records[-1].id, sha256="0" * 64)  # names no source
    spoilt = dataclasses.replace(
        delivery, records=(*delivery.records, last), texts={**delivery.texts, "0" * 64: str}
    )
    planned = Plan(spoilt, Fitted(spoilt.records[1:]))
    with pytest.raises(DossierError, match=r"rich\.zip cannot be imported"):
        planned.apply(empty)
    assert empty.all(Source) == []
    assert verify.verify(empty) == []


def test_a_case_opened_for_reading_takes_no_import(rich: Case) -> None:
    delivery = Delivery("a.zip", (Incident(id=7, title="A"),))
    with pytest.raises(DossierError, match="read-only"):
        plan(rich, delivery).apply(rich)


def test_files_are_read_when_they_are_stored_and_closed_again(
    empty: Case, delivery: Delivery
) -> None:
    opened: list[BinaryIO] = []

    def watched(blob: Blob) -> Blob:
        def open_() -> BinaryIO:
            stream = blob.open()
            assert not isinstance(stream, str)
            opened.append(stream)  # type: ignore[arg-type]  # a package gives plain files
            return opened[-1]

        return Blob(blob.media_type, open_)

    seen = {sha256: watched(blob) for sha256, blob in delivery.blobs.items()}
    planned = plan(empty, dataclasses.replace(delivery, blobs=seen))
    assert opened == []
    planned.apply(empty)
    assert len(opened) == 2
    assert all(stream.closed for stream in opened)


def test_what_came_in_survives_closing(package: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.dossier"
    with file.create(path, CaseInfo(title="A")) as case, PackageReader().read(package) as held:
        plan(case, held).apply(case)
        after = case.state_hash
    with file.open_case(path) as case:
        assert case.state_hash == after
        assert case.undo_label == "Import rich.zip"
        case.undo()
        assert case.all(Incident) == []
    assert verify.verify(path) == []
