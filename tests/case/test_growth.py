"""A new field is one line in model/kinds, a new kind one entry in records.py: and one migration.

The program is copied, given the entry and the migration, and opens a case that the program as it
is has made.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import dossier
from dossier.case import backup, file
from dossier.case.case import Case

SOURCE = Path(dossier.__file__).parent
REFUSED = "This case was made by an older version of Dossier and is not upgraded yet."

NEW_FIELD = """
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
"""

NEW_KIND = """
from dossier.model.records import Tag, Tagging
with file.open_case(path, by="asel") as case:
    state = case.state_hash
    with case.edit("Tag") as edit:
        tag = edit.insert(Tag(name="border"))
        edit.insert_many([Tagging(tag=tag.id, incident=case.all(Incident)[0].id)])
    assert case.state_hash != state
    print(history(case, limit=1)[0].fields[0])
    with case.edit("Delete") as edit:
        edit.delete("tag", tag.id)
    assert case.all(Tagging) == []
    case.undo()
    assert len(case.all(Tagging)) == 1
    case.undo()
    assert case.state_hash == state
    print(case.redo().label)
"""

FRAME = """
import dataclasses, pathlib, sys
from dossier.case import file
from dossier.case.history import history
from dossier.case.verify import verify
from dossier.errors import DossierError
from dossier.model.field import kind_of
from dossier.model.records import Incident
path = pathlib.Path(sys.argv[1])
{script}
assert verify(path) == []
try:
    verify(pathlib.Path(sys.argv[2]))
except DossierError as error:
    print(error.message)
"""


def test_a_new_field_is_one_entry_and_one_migration(filled: Case, tmp_path: Path) -> None:
    program = _copied(tmp_path)
    _replace(
        program / "model/kinds/incidents.py",
        r'(    zone: str = f\.words\(FieldType\.ZONE, "Time zone", group="When"\)\n)',
        r'\1    weather: str = f.line("Weather", group="When")\n',
    )
    _add_migration(program, "ALTER TABLE incident ADD COLUMN weather TEXT")
    assert _said(filled, program, NEW_FIELD) == ["Weather empty -> Fog", "When", REFUSED]


def test_a_new_kind_is_one_entry_and_one_migration(filled: Case, tmp_path: Path) -> None:
    program = _copied(tmp_path)
    _write(
        program / "model/kinds/tags.py",
        """
from dataclasses import dataclass
from typing import ClassVar
from dossier.model import field as f
from dossier.model.field import About, Record

@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Record):
    about: ClassVar[About] = About(name="tag", label="Tag", plural="Tags")

    name: str = f.line("Name", required=True, listed=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagging(Record):
    about: ClassVar[About] = About(name="tagging", label="Tagging", plural="Taggings")

    tag: int | None = f.to("Tag", "tag", owner=True, required=True)
    incident: int | None = f.to("Incident", "incident", owner=True, required=True)
""",
    )
    _replace(
        program / "model/records.py",
        r"\nKINDS: ",
        "\nfrom dossier.model.kinds.tags import Tag, Tagging\n\nKINDS: ",
    )
    _replace(program / "model/records.py", r"        Attachment,\n", "Attachment, Tag, Tagging,\n")
    link = "INTEGER NOT NULL REFERENCES {} (id) DEFERRABLE INITIALLY DEFERRED"
    _add_migration(
        program,
        "CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT, deleted_at TEXT) STRICT",
        f"CREATE TABLE tagging (id INTEGER PRIMARY KEY, tag {link.format('tag')},"
        f" incident {link.format('incident')}, deleted_at TEXT) STRICT",
    )
    assert _said(filled, program, NEW_KIND) == ["Tag empty -> border", "Tag", REFUSED]


def _copied(folder: Path) -> Path:
    program = folder / "next" / "src" / "dossier"
    shutil.copytree(SOURCE, program, ignore=shutil.ignore_patterns("ui", "__pycache__"))
    shutil.copytree(SOURCE.parents[1] / "resources", folder / "next" / "resources")
    return program


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _add_migration(program: Path, *statements: str) -> None:
    body = "\n".join(f"    db.execute({statement!r})" for statement in statements)
    _replace(
        program / "case/migrations.py",
        r"MIGRATIONS: tuple\[Migration, \.\.\.\] = \(([^)]*?),?\s*\)",
        f"def m_next(db: Database) -> None:\n{body}\n\n\nMIGRATIONS = (\\1, m_next)",
    )


def _replace(path: Path, pattern: str, by: str) -> None:
    text, count = re.subn(pattern, by, path.read_text(encoding="utf-8"))
    assert count == 1, f"{path.name} has changed: adapt this test"
    _write(path, text)


def _said(case: Case, program: Path, script: str) -> list[str]:
    """Close the case, run a script on it with the changed program; its backup is as it was."""
    state = case.state_hash
    case.close()
    folder = backup.folder_of(case.path)
    older = backup.backups(folder, "border")[0].path
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FRAME.format(script=script), case.path, older],
        env=os.environ | {"PYTHONPATH": str(program.parent)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    before_upgrade = backup.backups(folder, "border")[1].path
    with file.open_case(before_upgrade, read_only=True) as copy:
        assert copy.state_hash == state
    return done.stdout.splitlines()
