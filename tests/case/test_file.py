"""Opening: what is not a case file, or one that others made, is refused in one sentence."""

import shutil
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.case import backup, file, lock
from dossier.case.case import Case
from dossier.errors import BusyError, DossierError
from dossier.model.records import Actor, CaseInfo, Incident

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def test_a_new_case_holds_its_properties_and_is_one_file(path: Path) -> None:
    with file.create(path, CaseInfo(title="Border", languages=("en", "fa-AF")), by="asel") as case:
        assert (case.info.title, case.info.languages) == ("Border", ("en", "fa-AF"))
        assert case.last_content_step is not None
        assert (case.last_content_step.label, case.last_content_step.by) == ("New case", "asel")
    held = path.read_bytes()
    assert (held[:16], held[68:72]) == (b"SQLite format 3\x00", b"Doss")
    names = sorted(entry.name for entry in path.parent.iterdir())
    assert names == [path.name, path.name + ".backups"]


def test_what_is_read_beside_an_open_case_is_the_case_at_one_moment(case: Case) -> None:
    with case.edit("Add") as edit:
        edit.insert(Incident(title="Before"))
    with file.beside(case.path, lambda: False) as seen:
        assert (seen.read_only, seen.state_hash) == (True, case.state_hash)
        case.db.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(BusyError), case.edit("Add") as edit:
            edit.insert(Incident(title="Meanwhile"))
        assert [one.title for one in seen.all(Incident)] == ["Before"]
    with case.edit("Add") as edit:
        edit.insert(Incident(title="Afterwards"))
    assert len(case.all(Incident)) == 2


def test_what_is_read_beside_an_open_case_ends_when_it_is_unwanted(case: Case) -> None:
    unwanted = threading.Event()
    with file.beside(case.path, unwanted.is_set) as seen:
        unwanted.set()
        with pytest.raises(DossierError) as kept:
            seen.rows(ENDLESS)
    with case.edit("Add") as edit:
        edit.insert(Incident(title="Afterwards"))
    assert kept.value.__traceback__  # which knows the question: the file is free all the same


def test_the_file_holds_no_triggers_and_no_views(case: Case) -> None:
    found = case.rows("SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')")
    assert found == []


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("there.dossier", "is there already"),
        ("nowhere/new.dossier", "folder nowhere"),
        ("new.db", "no name for a case file"),
    ],
)
def test_a_case_is_not_made_over_another_or_nowhere(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "there.dossier").write_text("")
    with pytest.raises(DossierError, match=said):
        file.create(tmp_path / name, CaseInfo(title="x"))
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["there.dossier"]


def _write(text: bytes) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(text)


def _run(*statements: str) -> Callable[[Path], object]:
    def run(path: Path) -> None:
        conn = sqlite3.connect(path)
        for statement in statements:
            conn.execute(statement)
        conn.commit()
        conn.close()

    return run


HOSTILE: list[tuple[str, Callable[[Path], object]]] = [
    ("not a Dossier case file", _write(b"")),
    ("not a Dossier case file", _write(b"PK\x03\x04" + bytes(5000))),
    ("not a Dossier case file", _run("PRAGMA application_id = 1")),
    ("newer version of Dossier", _run("PRAGMA user_version = 4096")),
    ("tables of border.dossier are not those", _run("PRAGMA user_version = 0")),
    ("contains the view a", _run("CREATE VIEW a AS SELECT 1")),
    (
        "contains the trigger a",
        _run("CREATE TRIGGER a AFTER INSERT ON incident BEGIN DELETE FROM step; END"),
    ),
    ("tables of border.dossier are not those", _run("CREATE TABLE a (b)")),
    ("tables of border.dossier are not those", _run("ALTER TABLE incident ADD COLUMN a TEXT")),
    ("tables of border.dossier are not those", _run("CREATE INDEX a ON incident (note)")),
    ("tables of border.dossier are not those", _run("DROP TABLE claim")),
    (
        "tables of border.dossier are not those",
        _run(
            "PRAGMA writable_schema = ON",
            "UPDATE sqlite_schema SET sql = replace(sql, 'title TEXT',"
            " 'title TEXT CHECK (length(randomblob(1000000000)) > 0)') WHERE name = 'incident'",
        ),
    ),
]


@pytest.mark.parametrize(("said", "spoil"), HOSTILE)
def test_a_foreign_or_hostile_file_is_refused_in_one_sentence_and_left_alone(
    case: Case, path: Path, said: str, spoil: Callable[[Path], object]
) -> None:
    case.close()
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(DossierError, match=said):
        file.open_case(path)
    assert path.read_bytes() == before
    assert not lock.path_of(path).exists()


def test_a_missing_file_is_refused(path: Path) -> None:
    with pytest.raises(DossierError, match="There is no case file"):
        file.open_case(path)


def test_a_case_opens_once_for_writing_and_often_for_reading(case: Case, path: Path) -> None:
    with pytest.raises(BusyError) as busy:
        file.open_case(path)
    assert busy.value.holder.startswith("asel on ")
    with file.open_case(path, read_only=True) as reader:
        assert reader.read_only
        assert reader.info == case.info
        with pytest.raises(DossierError, match="open read-only"), reader.edit("x"):
            pass
    with case.edit("Add") as edit:
        edit.insert(Actor(name="x"))


def test_a_case_that_cannot_be_written_to_opens_read_only(
    case: Case, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.close()

    def refuse(*_: object, **__: object) -> lock.Lock:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(lock, "acquire", refuse)
    with file.open_case(path) as reader:
        assert reader.read_only
        assert reader.info.title == "Border"


def test_a_copy_made_while_the_case_is_open_is_whole(filled: Case, path: Path) -> None:
    copy = path.with_name("copy.dossier")
    shutil.copy(path, copy)
    with file.open_case(copy, read_only=True) as other:
        assert other.state_hash == filled.state_hash
        assert other.stored(Incident) == filled.stored(Incident)


@pytest.mark.usefixtures("filled")
def test_after_an_unclean_close_every_page_is_checked(path: Path) -> None:
    torn = path.with_name("torn.dossier")
    shutil.copy(path, torn)  # as after a crash: the note of a clean close is not there
    data = bytearray(torn.read_bytes())
    # root pages of indexes begin with 0x0A; spoil the cell count of the last one
    page = next(at for at in range(len(data) - 4096, 0, -4096) if data[at] == 0x0A)
    data[page + 3 : page + 5] = b"\xff\xff"
    torn.write_bytes(data)
    with pytest.raises(DossierError, match=r"torn\.dossier is damaged"):
        file.open_case(torn)


def test_closing_makes_a_backup_only_if_something_changed(case: Case, path: Path) -> None:
    case.close()
    folder = backup.folder_of(path)
    assert len(backup.backups(folder, "border")) == 1
    file.open_case(path).close()
    assert len(backup.backups(folder, "border")) == 1
    with file.open_case(path) as again, again.edit("Add") as edit:
        edit.insert(Actor(name="x"))
    assert len(backup.backups(folder, "border")) == 2


def test_a_reader_that_keeps_the_file_holds_up_neither_the_backup_nor_the_close(
    case: Case, path: Path
) -> None:
    case.db.execute("PRAGMA busy_timeout = 1")
    with file.beside(path, lambda: False) as reader:
        assert reader.info.title == "Border"
        case.close()
    assert not lock.path_of(path).exists()
    assert len(backup.backups(backup.folder_of(path), "border")) == 1
    with file.open_case(path) as again:  # it is checked, for want of the note of a clean close
        assert again.info.title == "Border"
    with file.open_case(path) as once_more:
        assert once_more.interrupted == ""


def test_a_close_beside_a_writer_says_so_and_lets_go(case: Case, path: Path) -> None:
    case.db.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(BusyError, match="in use by another program"):
        case.close()
    other.close()
    assert not lock.path_of(path).exists()


def test_a_file_changed_by_another_program_is_not_written_to(filled: Case, path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("UPDATE incident SET title = 'x'")
    other.commit()
    other.close()
    heard: list[object] = []
    filled.subscribe(heard.append)
    changed = pytest.raises(DossierError, match="changed by another program")
    with changed, filled.edit("Add") as edit:
        edit.insert(Actor(name="y"))
    with pytest.raises(DossierError, match="changed by another program"):
        filled.undo()
    assert heard == []
    assert filled.rows("SELECT count(*) FROM actor WHERE name = 'y'")[0][0] == 0


@pytest.mark.parametrize("how", ["replaced", "overwritten in place", "removed"])
def test_another_file_in_its_place_is_not_written_to(
    filled: Case, path: Path, tmp_path: Path, how: str
) -> None:
    older = tmp_path / "older.dossier"
    shutil.copy(path, older)
    with filled.edit("Add") as edit:
        edit.insert(Actor(name="x"))
    if how == "replaced":
        older.replace(path)
    elif how == "overwritten in place":
        path.write_bytes(older.read_bytes())
    else:
        path.unlink()
    changed = pytest.raises(DossierError, match="changed by another program")
    with changed, filled.edit("Add") as edit:
        edit.insert(Actor(name="y"))


def test_touching_the_file_without_changing_it_does_no_harm(filled: Case, path: Path) -> None:
    path.touch()
    with filled.edit("Add") as edit:
        edit.insert(Actor(name="y"))
    assert filled.undo_label == "Add"
