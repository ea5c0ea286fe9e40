"""The tables are those of the Kinds, and a migration is whole or nothing."""

import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

import dossier
from dossier.case import aside, backup, dbapi, file, find, index, migrations, schema
from dossier.case.bystander import Bystander
from dossier.case.case import Case
from dossier.case.migrations import MIGRATIONS, Migration, Statements
from dossier.case.verify import verify
from dossier.errors import DossierError
from dossier.model.field import FieldType, Kind
from dossier.model.records import KINDS, Incident, Issue, View

SOURCE = Path(dossier.__file__).parent


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_columns_of_a_table_are_those_of_its_kind(case: Case, kind: Kind) -> None:
    found = case.rows(f"SELECT name, type FROM pragma_table_info('{kind.name}')")
    wanted = {column.name: column.sql for column in kind.columns}
    assert {row["name"]: row["type"] for row in found} == wanted


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_links_are_deferred_foreign_keys_with_an_index_and_without_actions(
    case: Case, kind: Kind
) -> None:
    keys = case.rows(f"SELECT * FROM pragma_foreign_key_list('{kind.name}')")
    links = {f.name: f.target for f in kind.fields if f.type is FieldType.RECORD}
    bodies = {"sha256": "body"} if kind.name == "text" else {}
    assert {row["from"]: row["table"] for row in keys} == links | bodies
    assert {(row["on_delete"], row["on_update"]) for row in keys} <= {("NO ACTION", "NO ACTION")}
    sql = case.rows("SELECT sql FROM sqlite_schema WHERE name = ?", [kind.name])[0][0]
    assert sql.count("DEFERRABLE INITIALLY DEFERRED") == len(keys)
    assert sql.rstrip().endswith("STRICT")
    first = case.rows(
        "SELECT x.name FROM pragma_index_list(?) AS l, pragma_index_info(l.name) AS x"
        " WHERE x.seqno = 0 AND NOT l.partial",
        [kind.name],
    )
    assert set(links) <= {row[0] for row in first}


def test_the_migrations_do_not_import_the_model() -> None:
    written = [SOURCE / "case" / "migrations.py", *SOURCE.glob("case/m0*.py")]
    assert len(written) == 1 + len(MIGRATIONS)
    for path in written:
        assert "dossier.model" not in path.read_text(encoding="utf-8")


def _weather(db: Statements) -> None:
    db.execute("ALTER TABLE incident ADD COLUMN weather TEXT")
    db.execute("CREATE INDEX incident_weather ON incident (weather)")


def _failing(db: Statements) -> None:
    db.execute("ALTER TABLE incident ADD COLUMN weather TEXT")
    db.execute("DELETE FROM place")


def _upgraded(path: Path, second: Migration) -> Sequence[str]:
    db = dbapi.connect(path, dbapi.Mode.WRITE)
    try:
        more = (*MIGRATIONS, second)
        migrations.migrate(db, more)
        assert schema.description(db.conn) == migrations.expected(len(more), more)
        rows = db.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        return [row[0] for row in rows]
    finally:
        db.close()


def test_a_migration_and_the_version_go_together(filled: Case, path: Path) -> None:
    filled.close()
    names = [migration.__name__ for migration in MIGRATIONS]
    assert _upgraded(path, _weather) == [*names, "_weather"]
    with pytest.raises(DossierError, match="newer version of Dossier"):
        file.open_case(path)


def test_a_migration_that_breaks_a_link_is_taken_back_whole(filled: Case, path: Path) -> None:
    filled.close()
    with pytest.raises(DossierError, match=r"row .* of incident_place names a row of place"):
        _upgraded(path, _failing)
    assert verify(path) == []
    with file.open_case(path) as case:
        assert len(case.all(Incident)) == 1


def test_a_case_of_the_first_version_is_brought_up_to_date_after_a_proven_backup(
    path: Path,
) -> None:
    _make_first(path)
    with file.open_case(path) as case:
        with case.edit("Add") as edit:
            edit.insert(Incident(title="Crossing"))
        assert case.rows("SELECT count(*) FROM draft")[0][0] == 0
    assert verify(path) == []
    first = backup.backups(backup.folder_of(path), path.stem)[-1].path
    held = dbapi.connect(first, dbapi.Mode.READ)
    assert migrations.version(held) == 1
    assert schema.description(held.conn) == migrations.expected(1)
    held.close()


def _make_first(path: Path) -> None:
    db = dbapi.connect(path, dbapi.Mode.CREATE)
    migrations.migrate(db, MIGRATIONS[:1])
    db.execute(f"PRAGMA application_id = {dbapi.APPLICATION_ID:d}")
    db.close()


def test_an_upgrade_that_adds_only_indexes_leaves_the_caches_as_they_are(path: Path) -> None:
    _make_first(path)
    db = dbapi.connect(path, dbapi.Mode.WRITE)
    db.conn.execute("INSERT INTO meta (key, value) VALUES ('search', ?)", [index.version()])
    db.execute("INSERT INTO derived (id, items, outlets, modified) VALUES (7, 0, 0, '')")
    db.close()
    with file.open_case(path) as case:
        assert case.rows("SELECT id FROM derived")[0][0] == 7  # a mark that a rebuild wipes out


def test_the_caches_are_made_anew_after_a_migration_of_which_nothing_is_known() -> None:
    assert migrations.spare_caches(1)
    assert not migrations.spare_caches(0)
    assert not migrations.spare_caches(1, (*MIGRATIONS, _weather))


def test_a_case_of_the_first_version_can_be_opened_to_be_read_only(path: Path) -> None:
    _make_first(path)
    with file.open_case(path, read_only=True) as case:
        assert case.read_only
        assert case.all(Incident) == []
    assert len(backup.backups(backup.folder_of(path), path.stem)) == 1


@pytest.fixture
def unwritable(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A case of the first version where nothing can be written; copies go to a folder "aside"."""
    _make_first(path)
    monkeypatch.setattr(file, "_is_writable", lambda _: False)  # root may write anywhere
    (tmp_path / "aside").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "aside"))
    return path


@pytest.mark.parametrize("read_only", [True, False])
def test_a_case_that_cannot_be_upgraded_where_it_lies_is_read_from_a_copy(
    unwritable: Path, tmp_path: Path, *, read_only: bool
) -> None:
    before = unwritable.read_bytes()
    with file.open_case(unwritable, read_only=read_only) as case:
        assert (case.path, case.read_only, case.is_upgraded_copy) == (unwritable, True, True)
        assert case.read_from.name == unwritable.name
        assert case.all(View) == []
        beside = Bystander(case)
        assert beside.ask(lambda reading: reading.all(Issue)).found == []
        beside.close()
        with pytest.raises(DossierError, match="open read-only"), case.edit("x"):
            pass
    assert unwritable.read_bytes() == before
    assert list((tmp_path / "aside").iterdir()) == []
    assert not backup.folder_of(unwritable).exists()


def test_a_case_that_is_too_large_for_a_copy_aside_says_what_to_do(
    unwritable: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(aside, "LARGEST", 1000)
    with pytest.raises(DossierError, match="older version") as caught:
        file.open_case(unwritable)
    assert "Copy it" in caught.value.hint
    assert list((tmp_path / "aside").iterdir()) == []


def test_a_foreign_file_that_calls_itself_older_leaves_no_copy(
    unwritable: Path, tmp_path: Path
) -> None:
    db = sqlite3.connect(unwritable)
    db.execute("CREATE TABLE stranger (id)")
    db.close()
    with pytest.raises(DossierError, match="not those of a case file"):
        file.open_case(unwritable)
    assert list((tmp_path / "aside").iterdir()) == []


@pytest.mark.parametrize("kind", find.LISTED)
def test_what_lies_in_the_trash_is_found_by_an_index_that_holds_nothing_else(
    case: Case, kind: str
) -> None:
    plan = case.rows(
        f'EXPLAIN QUERY PLAN SELECT id, deleted_at FROM "{kind}" WHERE deleted_at IS NOT NULL'
    )
    assert f"INDEX {kind}_trash" in plan[0]["detail"]
