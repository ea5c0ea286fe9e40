"""The tables are those of the Kinds, and a migration is whole or nothing."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlite_utils import Database

import dossier
from dossier.case import dbapi, file, migrations, schema
from dossier.case.case import Case
from dossier.case.migrations import MIGRATIONS, Migration
from dossier.case.verify import verify
from dossier.errors import DossierError
from dossier.model.field import FieldType, Kind
from dossier.model.records import KINDS, Incident

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
    for name in ("migrations", "m0001_initial"):
        assert "dossier.model" not in (SOURCE / "case" / f"{name}.py").read_text(encoding="utf-8")


def _m0002_weather(db: Database) -> None:
    db.execute("ALTER TABLE incident ADD COLUMN weather TEXT")
    db.execute("CREATE INDEX incident_weather ON incident (weather)")


def _m0002_failing(db: Database) -> None:
    db.execute("ALTER TABLE incident ADD COLUMN weather TEXT")
    db.execute("DELETE FROM place")


def _upgraded(path: Path, second: Migration) -> Sequence[str]:
    db = dbapi.connect(path, dbapi.Mode.WRITE)
    try:
        migrations.migrate(db, (*MIGRATIONS, second))
        assert schema.description(db.conn) == migrations.expected(2, (*MIGRATIONS, second))
        rows = db.execute("SELECT name FROM _sqlite_migrations ORDER BY id").fetchall()
        assert db.execute("PRAGMA foreign_keys").fetchone() == (1,)
        return [row[0] for row in rows]
    finally:
        db.close()


def test_a_migration_and_the_version_go_together(filled: Case, path: Path) -> None:
    filled.close()
    assert _upgraded(path, _m0002_weather) == ["m0001_initial", "_m0002_weather"]
    with pytest.raises(DossierError, match="newer version of Dossier"):
        file.open_case(path)


def test_a_migration_that_breaks_a_link_is_taken_back_whole(filled: Case, path: Path) -> None:
    filled.close()
    with pytest.raises(DossierError, match=r"row .* of incident_place names a row of place"):
        _upgraded(path, _m0002_failing)
    assert verify(path) == []
    with file.open_case(path) as case:
        assert len(case.all(Incident)) == 1
