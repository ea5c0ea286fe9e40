"""Backups are equal to the case, proven to open, and kept in a rising distance of time."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dossier.case import backup, dbapi, file
from dossier.case.backup import Backup
from dossier.case.case import Case
from dossier.case.dbapi import Database, Mode
from dossier.case.verify import verify
from dossier.errors import BusyError, DossierError
from dossier.model.records import Actor


def test_a_backup_is_a_whole_case(filled: Case) -> None:
    made = backup.back_up(filled)
    assert verify(made) == []
    with file.open_case(made, read_only=True) as copy:
        assert (copy.state_hash, copy.head_hash) == (filled.state_hash, filled.head_hash)
        assert copy.text_body(copy.rows("SELECT sha256 FROM text")[0][0]).startswith("Officials")


def test_a_backup_that_is_not_equal_is_not_kept(
    filled: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_pages = backup._copy_pages

    def spoil(conn: sqlite3.Connection, case: Path, draft: Path) -> None:
        copy_pages(conn, case, draft)
        with sqlite3.connect(draft) as other:
            other.execute("UPDATE actor SET name = 'x'")
        other.close()

    monkeypatch.setattr(backup, "_copy_pages", spoil)
    folder = filled.path.parent / "kept"
    with pytest.raises(DossierError, match="not equal to the case"):
        backup.back_up(filled, folder)
    assert list(folder.iterdir()) == []


def test_a_backup_that_cannot_be_written_is_said_in_words(filled: Case, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DossierError, match=r"No backup of border\.dossier could be made"):
        backup.back_up(filled, tmp_path / "file")


def test_a_disk_that_is_full_is_said_of_the_case_not_of_the_half_made_copy(
    filled: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = dbapi.connect

    def small(path: Path, mode: Mode, *, shared: bool = False) -> Database:
        db = connect(path, mode, shared=shared)
        db.execute("PRAGMA max_page_count = 2")
        return db

    monkeypatch.setattr(dbapi, "connect", small)
    with pytest.raises(DossierError, match=r"^The disk is full: border\.dossier was not changed"):
        backup.back_up(filled)


def _daily(count: int) -> list[Backup]:
    newest = datetime(2021, 6, 27, 18, tzinfo=UTC)
    return [Backup(Path(f"{n}"), newest - timedelta(hours=12 * n)) for n in range(count)]


def test_rotation_keeps_five_recent_seven_daily_and_four_weekly() -> None:
    held = _daily(120)
    kept = backup.chosen(held)
    days = {b.at.date() for b in kept}
    weeks = {b.at.isocalendar()[:2] for b in kept}
    assert held[:5] == kept[:5]
    assert {held[0].at.date() - timedelta(days=n) for n in range(7)} <= days
    assert len(weeks) == 4
    assert len(kept) <= 16
    assert len(backup.chosen(kept)) == len(kept)


def test_rotation_removes_the_rest_and_nothing_of_other_cases(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    other = folder / "other 20210622T120000000Z.dossier"
    other.write_text("")
    for n in range(9):
        (folder / f"border 20210622T12000{n}000Z.dossier").write_text("x")
    (folder / "border 20210622T120000000Z.dossier.part").write_text("half")
    backup.rotate(folder, "border")
    assert not list(folder.glob("*.part"))
    assert [b.at.second for b in backup.backups(folder, "border")] == [8, 7, 6, 5, 4]
    assert other.exists()


def test_rotation_stays_within_its_size_but_keeps_the_newest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "LARGEST_TOTAL", 100)
    for n in range(5):
        (tmp_path / f"border 2021062{n}T120000000Z.dossier").write_bytes(bytes(60))
    backup.rotate(tmp_path, "border")
    assert [b.at.day for b in backup.backups(tmp_path, "border")] == [24, 23]


def test_restoring_brings_the_backup_back_and_keeps_what_was_there(filled: Case) -> None:
    made = backup.back_up(filled)
    state = filled.state_hash
    with filled.edit("Later") as edit:
        edit.insert(Actor(name="later"))
    with pytest.raises(BusyError):
        backup.restore(made, filled.path)
    filled.close()
    aside = backup.restore(made, filled.path)
    with file.open_case(filled.path) as case:
        assert case.state_hash == state
    assert aside is not None
    with file.open_case(aside, read_only=True) as replaced:
        assert [a.name for a in replaced.all(Actor)][-1] == "later"


def test_restoring_what_is_no_case_changes_nothing(filled: Case, tmp_path: Path) -> None:
    filled.close()
    before = filled.path.read_bytes()
    (tmp_path / "x.dossier").write_bytes(b"nothing of the sort" * 100)
    with pytest.raises(DossierError, match="not a Dossier case file"):
        backup.restore(tmp_path / "x.dossier", filled.path)
    assert filled.path.read_bytes() == before


def test_a_backup_is_not_restored_over_anything_but_a_case(filled: Case, tmp_path: Path) -> None:
    made = backup.back_up(filled)
    filled.close()
    (tmp_path / "notes.txt").write_text("mine")
    (tmp_path / "folder.dossier").mkdir()
    for name in ("notes.txt", "folder.dossier"):
        with pytest.raises(DossierError, match="no name for a case file"):
            backup.restore(made, tmp_path / name)
    assert (tmp_path / "notes.txt").read_text() == "mine"
    assert (tmp_path / "folder.dossier").is_dir()


def test_backups_of_two_cases_of_one_name_live_side_by_side_in_a_folder_of_the_user(
    filled: Case, tmp_path: Path
) -> None:
    others = [tmp_path / f"border 20210622T12000{n}000Z.dossier" for n in range(9)]
    for path in others:
        path.write_text("another case")
    backup.back_up(filled, tmp_path)
    assert all(path.exists() for path in others)


def test_a_snapshot_of_an_open_case_is_whole(filled: Case, tmp_path: Path) -> None:
    backup.snapshot(filled.path, tmp_path / "copy.dossier", lambda: None)
    assert verify(tmp_path / "copy.dossier") == []
    with file.open_case(tmp_path / "copy.dossier", read_only=True) as copy:
        assert (copy.state_hash, copy.head_hash) == (filled.state_hash, filled.head_hash)


def test_an_edit_need_not_wait_for_a_snapshot_and_gets_into_it(
    filled: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_SLICE", 1)
    slices = 0

    def edit_between() -> None:
        nonlocal slices
        slices += 1
        if slices == 3:
            with filled.edit("New actor") as edit:
                edit.insert(Actor(name="Came late"))

    backup.snapshot(filled.path, tmp_path / "copy.dossier", edit_between)
    with file.open_case(tmp_path / "copy.dossier", read_only=True) as copy:
        assert copy.state_hash == filled.state_hash
        assert copy.rows("SELECT count(*) FROM actor WHERE name = 'Came late'")[0][0] == 1


def test_a_snapshot_is_stopped_by_its_check(filled: Case, tmp_path: Path) -> None:
    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.snapshot(filled.path, tmp_path / "copy.dossier", stop)
    with filled.edit("New actor") as edit:
        edit.insert(Actor(name="Still writable"))


@pytest.mark.parametrize("how", ["view", "row"])
def test_a_backup_that_was_spoilt_is_not_restored(filled: Case, how: str) -> None:
    made = backup.back_up(filled)
    filled.close()
    before = filled.path.read_bytes()
    with sqlite3.connect(made) as other:
        other.execute("CREATE VIEW spy AS SELECT 1" if how == "view" else "DELETE FROM source")
    other.close()
    said = r"contains the view spy|records that name missing ones"
    with pytest.raises(DossierError, match=said):
        backup.restore(made, filled.path)
    assert filled.path.read_bytes() == before
