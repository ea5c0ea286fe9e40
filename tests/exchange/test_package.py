"""The case package: whole, lossless, the same bytes, and open to any tool."""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest

from dossier.case import edits, file, handover, history, verify
from dossier.case.case import Case
from dossier.errors import DossierError, RefusedError
from dossier.exchange import bag as bagging
from dossier.exchange.package import PackageReader, PackageWriter
from dossier.exchange.sample import create_from_package
from dossier.model.records import KINDS, Attachment, CaseInfo, Incident, Source, Text
from dossier.model.wire import to_wire
from exchange import bags
from exchange.bags import PAGE, PICTURE


def _all(case: Case) -> list[object]:
    return [to_wire(record) for kind in KINDS for record in case.stored(kind.record)]


@pytest.fixture
def again(package: Path, tmp_path: Path) -> Path:
    """The case made anew from its package."""
    path = tmp_path / "again.dossier"
    create_from_package(package, path).close()
    return path


def test_every_record_text_file_and_trash_comes_back(rich: Case, again: Path) -> None:
    with file.open_case(again, read_only=True) as case:
        assert _all(case) == _all(rich)
        assert case.state_hash == rich.state_hash
        assert case.head_hash == rich.head_hash
        for text in rich.stored(Text):
            assert case.text_body(text.sha256) == rich.text_body(text.sha256)
        bodies = [b"".join(case.blob(a.sha256)) for a in case.stored(Attachment)]
        assert sorted(bodies) == sorted([PICTURE, PAGE])
        trashed = [i.title for i in case.stored(Incident) if i.deleted_at]
        assert trashed == ["Into the trash"]


def test_history_tells_the_original_steps_and_verify_finds_nothing(rich: Case, again: Path) -> None:
    with file.open_case(again, read_only=True) as case:
        told = [(e.step.at, e.step.by, e.step.label) for e in history.history(case)]
        assert told == [(e.step.at, e.step.by, e.step.label) for e in history.history(rich)]
    assert verify.verify(again) == []


def test_undo_cannot_reach_what_was_done_in_the_other_copy(again: Path) -> None:
    with file.open_case(again) as case:
        before = case.state_hash
        assert (case.undo_label, case.redo_label) == (None, None)
        assert case.undo() is None
        assert case.redo() is None
        with case.edit("Add") as edit:
            edit.insert(Incident(title="New"))
        assert case.undo() is not None
        assert case.undo() is None
        assert case.state_hash == before
    assert verify.verify(again) == []


def test_new_records_get_the_next_numbers_behind_those_that_came(again: Path) -> None:
    with file.open_case(again) as case, case.edit("Add") as edit:
        references = {i.reference for i in case.stored(Incident)}
        assert edit.insert(Incident(title="New")).reference not in references


def test_two_exports_of_one_case_are_the_same_bytes(
    rich: Case, package: Path, tmp_path: Path
) -> None:
    PackageWriter().write(rich, tmp_path / "second.zip")
    assert (tmp_path / "second.zip").read_bytes() == package.read_bytes()


def test_the_package_of_the_package_is_the_package(
    package: Path, again: Path, tmp_path: Path
) -> None:
    with file.open_case(again, read_only=True) as case:
        PackageWriter().write(case, tmp_path / "third.zip")
    assert (tmp_path / "third.zip").read_bytes() == package.read_bytes()


@pytest.mark.parametrize(("seed", "zone"), [("1", "Asia/Kabul"), ("77", "America/New_York")])
def test_another_process_seed_and_time_zone_give_the_same_bytes(
    seed: str, zone: str, rich_path: Path, package: Path, tmp_path: Path
) -> None:
    out = tmp_path / "elsewhere.zip"
    path = os.pathsep.join(sys.path)
    subprocess.run(
        [sys.executable, "-m", "dossier", "export", rich_path, out],
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": path},
        check=True,
        capture_output=True,
    )
    assert out.read_bytes() == package.read_bytes()


def test_the_library_of_bagit_finds_the_bag_valid(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        archive.extractall(tmp_path)
    held = bagit.Bag(str(tmp_path))
    assert held.is_valid()
    assert held.info["Bag-Software-Agent"] == "Dossier"
    assert held.info["External-Description"] == "Border crossings, June 2021"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="sha256sum is not on this system")
def test_plain_unzip_and_sha256sum_find_every_file_as_it_was(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path)
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        subprocess.run(
            ["sha256sum", "--check", "--strict", "--quiet", manifest], cwd=tmp_path, check=True
        )
    listed = (tmp_path / "manifest-sha256.txt").read_text().splitlines()
    assert {line.split("  ")[1] for line in listed} == {
        path.relative_to(tmp_path).as_posix()
        for path in tmp_path.glob("data/**/*")
        if path.is_file()
    }


def test_the_archive_holds_nothing_of_this_machine(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        entries = archive.infolist()
    assert {entry.create_system for entry in entries} == {3}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert len({entry.date_time for entry in entries}) == 1


def test_files_that_are_packed_already_are_stored_as_they_are(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        entry = archive.getinfo(f"data/blobs/{hashlib.sha256(PICTURE).hexdigest()}")
    assert entry.compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize("words", ["0;", f"{'0;' * 40}\n"], ids=["signs", "lines"])
@pytest.mark.parametrize("length", [40_000, 900_000])
def test_a_text_that_repeats_itself_comes_back_from_its_package(
    empty: Case, tmp_path: Path, length: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bagging, "SMALL", 100_000)
    for number in range(4):
        edits.paste_source(empty, Source(title="Log"), f"{number}{words * (length // len(words))}")
    PackageWriter().write(empty, tmp_path / "log.zip")
    with create_from_package(tmp_path / "log.zip", tmp_path / "log.dossier") as case:
        assert case.state_hash == empty.state_hash


def test_a_package_that_nobody_could_read_is_not_written(
    rich: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.zip"
    path.write_bytes(b"old")
    monkeypatch.setattr(bagging, "MOST_FILES", 3)
    with pytest.raises(RefusedError, match=r"case\.zip was not written: it holds \d+ files"):
        PackageWriter().write(rich, path)
    assert path.read_bytes() == b"old"


def test_an_empty_case_makes_a_package_too(empty: Case, tmp_path: Path) -> None:
    PackageWriter().write(empty, tmp_path / "empty.zip")
    with create_from_package(tmp_path / "empty.zip", tmp_path / "again.dossier") as case:
        assert case.info == empty.info


def test_a_title_of_two_lines_does_not_write_a_line_of_bag_info(tmp_path: Path) -> None:
    info = CaseInfo(title="A\nBag-Software-Agent: Other")
    with file.create(tmp_path / "a.dossier", info) as case:
        PackageWriter().write(case, tmp_path / "a.zip")
    said = bags.files(tmp_path / "a.zip")["bag-info.txt"].decode().splitlines()
    assert "External-Description: A Bag-Software-Agent: Other" in said
    assert said.count("Bag-Software-Agent: Dossier") == 1


def test_a_package_without_its_journal_makes_no_case(package: Path, tmp_path: Path) -> None:
    held = bags.payload(package)
    bare = {name: body for name, body in held.items() if not name.startswith("journal/")}
    bags.bag(tmp_path / "bare.zip", bare)
    with pytest.raises(DossierError, match="carries no journal"):
        create_from_package(tmp_path / "bare.zip", tmp_path / "a.dossier")
    assert not (tmp_path / "a.dossier").exists()


ODD = "\ufeffA\r\nB\rC\u2028D\x85E\x0bF\x1cG\tH\u202eI\u200dJ\U0001f600K\uffff"


def test_letters_that_some_tools_take_for_line_ends_survive(tmp_path: Path) -> None:
    with file.create(tmp_path / "a.dossier", CaseInfo(title="A")) as case:
        source = edits.paste_source(case, Source(title=ODD), ODD * 3)
        edits.add(case, Incident(title=ODD, summary=ODD))
        PackageWriter().write(case, tmp_path / "a.zip")
        wanted, [text] = _all(case), case.all(Text)
    with create_from_package(tmp_path / "a.zip", tmp_path / "b.dossier") as again:
        assert _all(again) == wanted
        assert again.text_body(text.sha256) == ODD * 3
        assert again.get(Source, source.id).title == ODD
    assert verify.verify(tmp_path / "b.dossier") == []


# ---- writing that fails


def test_a_folder_that_is_not_there_is_named(rich: Case, tmp_path: Path) -> None:
    with pytest.raises(DossierError, match=r"out\.zip could not be written to .*nowhere"):
        PackageWriter().write(rich, tmp_path / "nowhere" / "out.zip")


def test_a_folder_in_place_of_the_file_is_left_alone(rich: Case, tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="is a folder"):
        PackageWriter().write(rich, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_leaves_the_old_file_and_no_half_one(
    rich: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = tmp_path / "out.zip"
    old.write_bytes(b"old")

    def full(_archive: bagging.BagWriter, *_args: object, **_more: object) -> None:
        with Path("/dev/full").open("wb", buffering=0) as out:
            out.write(b"x")

    monkeypatch.setattr(bagging.BagWriter, "add", full)
    with pytest.raises(DossierError, match=r"out\.zip could not be written.*No space left"):
        PackageWriter().write(rich, old)
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_an_export_that_is_stopped_leaves_the_old_file(rich: Case, tmp_path: Path) -> None:
    old = tmp_path / "out.zip"
    old.write_bytes(b"old")

    def stop(what: str, done: int, total: int) -> None:
        del what, total
        if done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PackageWriter().write(rich, old, stop)
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


@pytest.mark.parametrize("page", [1, 2, 7])
def test_a_case_read_page_by_page_makes_the_same_bytes(
    rich: Case, package: Path, tmp_path: Path, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "PAGE", page)
    PackageWriter().write(rich, tmp_path / "paged.zip")
    assert (tmp_path / "paged.zip").read_bytes() == package.read_bytes()


def test_a_case_that_another_program_adds_to_meanwhile_makes_no_package(
    rich: Case, tmp_path: Path
) -> None:
    target = tmp_path / "mixed.zip"

    def add(what: str, *_: object) -> None:
        if what == "Quotes":
            edits.add(writer, Incident(title="Meanwhile"))

    with (
        file.open_case(rich.path) as writer,
        pytest.raises(DossierError, match="was changed while it was exported"),
    ):
        PackageWriter().write(rich, target, add)
    assert not target.exists()


def test_a_replaced_file_keeps_its_rights_and_a_new_one_those_of_the_mask(
    rich: Case, tmp_path: Path
) -> None:
    old = tmp_path / "old.zip"
    old.touch(0o600)
    PackageWriter().write(rich, old)
    mask = os.umask(0o077)
    try:
        PackageWriter().write(rich, tmp_path / "new.zip")
    finally:
        os.umask(mask)
    assert old.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new.zip").stat().st_mode & 0o777 == 0o600


def test_reading_leaves_nothing_in_the_temporary_folder(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with PackageReader().read(package) as delivery:
        assert any(isinstance(record, Source) for record in delivery.records)
        assert list(tmp_path.iterdir()) != []
    assert list(tmp_path.iterdir()) == []
