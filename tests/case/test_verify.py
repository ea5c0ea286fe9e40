"""Whatever is changed outside Dossier is found, and named."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from dossier.case import file
from dossier.case.case import Case
from dossier.case.migrations import MIGRATIONS
from dossier.case.verify import Tampering, verify
from dossier.errors import DossierError
from dossier.model.records import Incident

Tamper = Callable[[sqlite3.Connection], object]


def _sql(*statements: str) -> Tamper:
    def run(conn: sqlite3.Connection) -> None:
        for statement in statements:
            conn.execute(statement)

    return run


@pytest.fixture
def closed(filled: Case) -> Path:
    """A case with an undo and a bulk insert in its log, closed."""
    with filled.edit("Import") as edit:
        edit.insert_many([Incident(title=f"imported {n}") for n in range(20)])
    filled.undo()
    with filled.edit("Trash") as edit:
        edit.trash("incident", filled.all(Incident)[0].id)
    filled.undo()
    filled.close()
    return filled.path


def test_a_case_that_only_dossier_wrote_has_no_findings(closed: Path) -> None:
    assert verify(closed) == []
    with file.open_case(closed) as case:
        assert verify(case) == []


TAMPERINGS: list[tuple[Tampering, str, Tamper]] = [
    (
        Tampering.ROW_CHANGED,
        "Incident INC-0001 was changed outside Dossier: 'What happened' is \"Nobody crossed\"",
        _sql("UPDATE incident SET title = 'Nobody crossed'"),
    ),
    (Tampering.ROW_CHANGED, "Claim 134", _sql("UPDATE claim SET count_best = 13")),
    (Tampering.ROW_CHANGED, "Incident INC-0001", _sql("UPDATE incident SET date_min = 1")),
    (Tampering.ROW_CHANGED, "In the trash", _sql("UPDATE claim SET deleted_at = '2021'")),
    (
        Tampering.ROW_ADDED,
        "Incident INC-9999 was added",
        _sql("INSERT INTO incident (id, reference, title) VALUES (5, 'INC-9999', 'x')"),
    ),
    (Tampering.ROW_MISSING, "Claim 134 was removed", _sql("DELETE FROM claim")),
    (Tampering.STATE, "State hash", _sql("UPDATE actor SET name = 'Other'")),
    (
        Tampering.CHANGE_ALTERED,
        "Step 3 (Add incident)",
        _sql("""UPDATE change SET after = replace(after, 'Soldiers', 'Tourists') WHERE step = 3"""),
    ),
    (
        Tampering.CHANGE_MISSING,
        "Step 4 (Cite)",
        _sql("DELETE FROM change WHERE step = 4 AND kind = 'claim'"),
    ),
    (
        Tampering.CHANGE_ADDED,
        "Step 2 (Add source)",
        _sql(
            'INSERT INTO change (step, kind, "row", op, after) VALUES (2, "x", 1, "insert", "{}")'
        ),
    ),
    (
        Tampering.CHANGE_ADDED,
        "Step 99 is not there",
        _sql('INSERT INTO change (step, kind, "row", op, after) VALUES (99, "x", 1, "x", "{}")'),
    ),
    (Tampering.STEP_ALTERED, "Step 3 (", _sql("UPDATE step SET \"by\" = 'x' WHERE id = 3")),
    (Tampering.STEP_ALTERED, "Step 4 (Cite)", _sql("UPDATE step SET prev = 'x' WHERE id = 4")),
    (Tampering.STEP_MISSING, "Step 3 of the journal", _sql("DELETE FROM step WHERE id = 3")),
    (
        Tampering.STEP_MISSING,
        "The journal ends at step 6, but the case has had 8",
        _sql("DELETE FROM step WHERE id > 6", "DELETE FROM change WHERE step > 6"),
    ),
    (Tampering.HEAD, "end of the journal", _sql("DELETE FROM meta WHERE key = 'head'")),
    (Tampering.TEXT, "Text of S-0001", _sql("UPDATE body SET content = content || '.'")),
    (Tampering.DANGLING, "Text d", _sql("DELETE FROM body")),
    (Tampering.BLOB, "File page.pdf", _sql("UPDATE chunk SET data = zeroblob(3) WHERE n = 1")),
    (Tampering.BLOB, "File page.pdf is missing", _sql("DELETE FROM chunk", "DELETE FROM blob")),
    (Tampering.TRIGGER_OR_VIEW, "view spy", _sql("CREATE VIEW spy AS SELECT 1")),
    (
        Tampering.TRIGGER_OR_VIEW,
        "trigger spy",
        _sql("CREATE TRIGGER spy AFTER INSERT ON actor BEGIN DELETE FROM actor; END"),
    ),
    (Tampering.TABLES, "Table extra", _sql("CREATE TABLE extra (id INTEGER)")),
    (Tampering.TABLES, "Table claim", _sql("DROP INDEX claim_incident")),
    (
        Tampering.HEADER,
        f"version 4096, the tables say {len(MIGRATIONS)}",
        _sql("PRAGMA user_version = 4096"),
    ),
    (Tampering.HEADER, "not say that this is a Dossier", _sql("PRAGMA application_id = 7")),
]


@pytest.mark.parametrize(
    ("kind", "said", "tamper"), TAMPERINGS, ids=[f"{t[0]} {n}" for n, t in enumerate(TAMPERINGS)]
)
def test_tampering_is_found_and_named(
    closed: Path, kind: Tampering, said: str, tamper: Tamper
) -> None:
    with sqlite3.connect(closed) as conn:
        tamper(conn)
    conn.close()
    found = [finding for finding in verify(closed) if finding.kind is kind]
    assert any(said in str(finding) for finding in found), found


def test_a_stale_search_index_is_found(closed: Path) -> None:
    with sqlite3.connect(closed) as conn:
        conn.execute("INSERT INTO search (search) VALUES ('delete-all')")
    conn.close()
    assert {finding.kind for finding in verify(closed)} == {Tampering.CACHE}


def test_a_stale_derived_value_is_found(closed: Path) -> None:
    with sqlite3.connect(closed) as conn:
        conn.execute("UPDATE derived SET origins = 99")
    conn.close()
    assert {finding.kind for finding in verify(closed)} == {Tampering.CACHE}


def test_damaged_pages_are_found(closed: Path) -> None:
    data = bytearray(closed.read_bytes())
    middle = data.find(b"at Shir Khan on 22 June.") + 3
    data[middle] ^= 1
    closed.write_bytes(data)
    assert Tampering.TEXT in {finding.kind for finding in verify(closed)}


def test_a_file_of_another_sort_is_refused_in_words(tmp_path: Path) -> None:
    other = tmp_path / "x.dossier"
    other.write_bytes(b"x" * 5000)
    with pytest.raises(DossierError, match="not a Dossier case file"):
        verify(other)


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3"])
def test_a_file_that_holds_nothing_is_no_case_with_every_table_missing(
    tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "a.dossier").write_bytes(content)
    with pytest.raises(DossierError, match="not a Dossier case file"):
        verify(tmp_path / "a.dossier")
