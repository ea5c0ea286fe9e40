"""One way to connect: pragmas, limits and an authorizer, and troubles in words."""

import gc
import sqlite3
import weakref
from array import array
from pathlib import Path

import pytest

from dossier.case import dbapi, file
from dossier.case.case import Case
from dossier.case.dbapi import Mode
from dossier.case.migrations import MIGRATIONS
from dossier.errors import BusyError, DossierError
from dossier.model.records import Incident


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "delete"),
        ("synchronous", 3),
        ("trusted_schema", 0),
        ("cell_size_check", 1),
        ("mmap_size", 0),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("recursive_triggers", 1),
        ("cache_size", -4000),
        ("cache_spill", 2000),
        ("application_id", dbapi.APPLICATION_ID),
        ("user_version", len(MIGRATIONS)),
    ],
)
def test_the_connection_is_set_as_decided(case: Case, pragma: str, value: object) -> None:
    row = case.db.execute(f"PRAGMA {pragma}").fetchone()
    assert row is None or row[0] == value  # mmap_size says nothing where there is none


@pytest.mark.parametrize(
    "sql",
    [
        "ATTACH '/etc/passwd' AS other",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = WAL",
        "PRAGMA trusted_schema = ON",
        "SELECT load_extension('x')",
    ],
)
def test_what_a_case_never_does_is_denied(case: Case, sql: str) -> None:
    with pytest.raises((DossierError, sqlite3.DatabaseError), match=r"never does|not authorized"):
        case.rows(sql)


def test_a_full_disk_is_said_in_words_and_changes_nothing(filled: Case) -> None:
    state = filled.state_hash
    filled.db.execute("PRAGMA max_page_count = 1")
    large = [Incident(title="x" * 100, note="y" * 3000) for _ in range(500)]
    full = pytest.raises(DossierError, match=r"The disk is full: border\.dossier was not changed")
    with full, filled.edit("Add") as edit:
        edit.insert_many(large)
    assert filled.state_hash == state
    assert filled.rows("SELECT count(*) FROM incident")[0][0] == 1


def test_a_case_locked_by_another_program_is_said_in_words(filled: Case) -> None:
    filled.db.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(filled.path)
    other.execute("BEGIN IMMEDIATE")
    busy = pytest.raises(BusyError, match=r"border\.dossier is in use by another program")
    with busy, filled.edit("Add") as edit:
        edit.insert(Incident(title="x"))
    other.rollback()
    other.close()
    with filled.edit("Add") as edit:
        edit.insert(Incident(title="x"))


def test_an_open_reader_does_not_make_an_edit_fail_for_good(filled: Case) -> None:
    filled.db.execute("PRAGMA busy_timeout = 10")
    other = sqlite3.connect(filled.path)
    reading = other.execute("SELECT * FROM incident UNION ALL SELECT * FROM incident")
    reading.fetchone()
    with pytest.raises(BusyError), filled.edit("Add") as edit:
        edit.insert(Incident(title="x"))
    reading.close()
    other.close()
    with filled.edit("Add") as edit:
        assert edit.insert(Incident(title="x")).reference == "INC-0002"


def test_reading_by_question_gives_values_by_name(filled: Case) -> None:
    row = filled.rows("SELECT reference, title FROM incident WHERE id > ?", [0])[0]
    assert (row["reference"], row[1]) == ("INC-0001", "Soldiers cross")


def test_mistakes_in_sql_are_bugs_and_not_put_in_words(case: Case) -> None:
    with pytest.raises(sqlite3.OperationalError):
        case.rows("SELECT * FROM nowhere")


def test_a_file_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match="could not be opened"):
        dbapi.connect(tmp_path / "no.dossier", Mode.READ)
    assert list(tmp_path.iterdir()) == []


def test_a_name_with_marks_of_addresses_is_a_name(tmp_path: Path) -> None:
    odd = tmp_path / "a?mode=memory#b %41 'c'.dossier"
    db = dbapi.connect(odd, Mode.CREATE)
    db.execute("CREATE TABLE a (b)")
    db.close()
    assert [entry.name for entry in tmp_path.iterdir()] == [odd.name]


def test_a_question_without_end_is_interrupted_in_words(case: Case) -> None:
    endless = "WITH RECURSIVE n(x) AS (VALUES (1) UNION ALL SELECT x FROM n) SELECT max(x) FROM n"
    with (
        pytest.raises(DossierError, match="takes too long to check"),
        dbapi.deadline(case.db.conn, 0.05),
    ):
        case.rows(endless)
    assert case.rows("SELECT 1")[0][0] == 1


def test_damage_met_while_reading_is_said_in_words(filled: Case) -> None:
    filled.close()
    data = bytearray(filled.path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    filled.path.write_bytes(data)
    with pytest.raises(DossierError, match=r"border\.dossier is damaged|tables of border"):
        file.open_case(filled.path)


class Fetched:
    """Something large that a question holds when it fails."""


def test_an_error_in_words_lets_go_of_what_was_fetched() -> None:
    held: list[weakref.ref[Fetched]] = []

    def ask() -> None:
        fetched = Fetched()
        held.append(weakref.ref(fetched))
        with dbapi.in_words(Path("border.dossier")):
            error = sqlite3.OperationalError("interrupted")
            error.sqlite_errorcode = sqlite3.SQLITE_INTERRUPT
            try:
                raise error
            finally:
                del error

    gc.disable()
    try:
        with pytest.raises(DossierError, match="takes too long") as caught:
            ask()
        del caught
        assert held[0]() is None
    finally:
        gc.enable()


def test_keys_of_many_questions_are_each_asked_for_once() -> None:
    numbers = range(2 * dbapi.BATCH + 1)
    names = [f"INC-{number:04d}'" for number in numbers]
    memory = dbapi.connect_memory()
    memory.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT)")
    memory.conn.executemany("INSERT INTO t VALUES (?, ?)", zip(numbers, names, strict=True))
    asked = {"id": dbapi.listed(array("q", numbers)), "name": dbapi.listed(names)}
    for column, parts in asked.items():
        sql = f"SELECT id FROM t WHERE {column} {dbapi.AMONG} ORDER BY id"
        found = [memory.conn.execute(sql, (part,)).fetchall() for part in parts]
        assert list(map(len, found)) == [dbapi.BATCH, dbapi.BATCH, 1]
        assert [row[0] for part in found for row in part] == list(numbers)
    memory.close()
