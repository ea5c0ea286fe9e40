"""The tables are those of the Kinds, and a new field is one entry and one migration."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlite_utils import Database

import dossier
from dossier.case import backup, dbapi, file, migrations, schema
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


SCRIPT = """
import dataclasses, pathlib, sys
from dossier.case import file
from dossier.case.history import history
from dossier.case.verify import verify
from dossier.errors import DossierError
from dossier.model.field import kind_of
from dossier.model.records import Incident
path = pathlib.Path(sys.argv[1])
with file.open_case(path, by="asel") as case:
    state = case.state_hash
    incident = case.all(Incident)[0]
    assert incident.weather == ""
    with case.edit("Add weather") as edit:
        edit.update(dataclasses.replace(incident, weather="Fog"))
    assert case.get(Incident, incident.id).weather == "Fog"
    print(history(case, limit=1)[0].fields[0])
    case.undo()
    assert case.state_hash == state
    assert case.get(Incident, incident.id) == incident
    print(kind_of(Incident).field("weather").group)
assert verify(path) == []
try:
    verify(pathlib.Path(sys.argv[2]))
except DossierError as error:
    print(error.message)
"""


def test_a_new_field_is_one_entry_and_one_migration(filled: Case, tmp_path: Path) -> None:
    state = filled.state_hash
    filled.close()
    older = backup.backups(backup.folder_of(filled.path), "border")[0].path
    changed = _changed_program(tmp_path / "next")
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, str(filled.path), str(older)],
        env=os.environ | {"PYTHONPATH": str(changed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    refused = "This case was made by an older version of Dossier and is not upgraded yet."
    assert done.stdout.splitlines() == ["Weather empty -> Fog", "When", refused]
    made = backup.backups(backup.folder_of(filled.path), "border")
    with file.open_case(made[1].path, read_only=True) as before:
        assert before.state_hash == state


def _changed_program(folder: Path) -> Path:
    """Copy the program and add one entry to Incident and one migration to the list."""
    shutil.copytree(SOURCE, folder / "src" / "dossier", ignore=shutil.ignore_patterns("ui"))
    resources = SOURCE.parents[1] / "resources"
    shutil.copytree(resources, folder / "resources")
    _replace(
        folder / "src/dossier/model/records.py",
        r'(    zone: str = f\.words\(FieldType\.ZONE, "Time zone", group="When"\)\n)',
        r'\1    weather: str = f.line("Weather", group="When")\n',
    )
    _replace(
        folder / "src/dossier/case/migrations.py",
        r"MIGRATIONS: tuple\[Migration, \.\.\.\] = \(m0001_initial,\)",
        "def m0002_weather(db: Database) -> None:\n"
        '    db.execute("ALTER TABLE incident ADD COLUMN weather TEXT")\n\n\n'
        "MIGRATIONS: tuple[Migration, ...] = (m0001_initial, m0002_weather)",
    )
    return folder / "src"


def _replace(path: Path, pattern: str, by: str) -> None:
    text, count = re.subn(pattern, by, path.read_text(encoding="utf-8"))
    assert count == 1, f"{path.name} has changed: adapt this test"
    path.write_text(text, encoding="utf-8")
