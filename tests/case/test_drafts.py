"""Unfinished words are kept in the file, and change nothing that is content."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.case import backup, drafts, edits, file
from dossier.case.case import Case
from dossier.case.drafts import Draft, Entry, Whereabouts
from dossier.case.verify import verify
from dossier.errors import DossierError, RefusedError
from dossier.model.records import Incident


def incident(case: Case) -> Incident:
    return case.all(Incident)[0]


def typed(case: Case, words: object, field: str = "title") -> Entry:
    return Entry("incident", incident(case).id, field, Draft(words, "base"))


def held(case: Case) -> dict[str, object]:
    return {n: d.entered for n, d in drafts.of(case, "incident", incident(case).id).items()}


def test_words_are_kept_without_a_step_and_are_there_after_opening_again(
    filled: Case, path: Path
) -> None:
    before = (filled.state_hash, filled.head_hash, filled.undo_label)
    heard: list[object] = []
    filled.subscribe(heard.append)
    assert filled.keep([typed(filled, "Sold"), typed(filled, [["Шерзод", "شیرخان"]], "aliases")])
    assert filled.keep([typed(filled, "Soldiers")])
    assert (filled.state_hash, filled.head_hash, filled.undo_label) == before
    assert heard == []
    assert verify(filled) == []
    filled.close()
    assert verify(path) == []
    with file.open_case(path) as again:
        assert held(again) == {"title": "Soldiers", "aliases": [["Шерзод", "شیرخان"]]}
        assert again.keep([Entry("incident", incident(again).id, "title", None)])
        assert held(again) == {"aliases": [["Шерзод", "شیرخان"]]}


def test_a_draft_goes_in_the_transaction_that_stores_its_field(filled: Case) -> None:
    filled.keep([typed(filled, "Tourists")])
    gone = replace(typed(filled, ""), draft=None)
    with (
        pytest.raises(RefusedError),
        filled.settling([gone]),
    ):
        edits.change(filled, replace(incident(filled), title="x" * 200))
    assert held(filled) == {"title": "Tourists"}
    with filled.settling([gone]):
        edits.change(filled, replace(incident(filled), title="Tourists"))
    assert held(filled) == {}
    filled.undo()
    assert held(filled) == {}, "undo brings no draft back"


def test_nothing_is_kept_in_an_edit_or_read_only(filled: Case, path: Path) -> None:
    entry = typed(filled, "x")
    with filled.edit("Slow"):
        assert not filled.keep([entry])
    assert filled.keep([entry])
    with file.open_case(path, read_only=True) as reader:
        assert not reader.keep([typed(reader, "y")])
    assert held(filled) == {"title": "x"}


def test_a_file_in_use_is_tried_again_later(filled: Case, path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM incident").fetchone()
    assert not filled.keep([typed(filled, "x")])
    other.execute("COMMIT")
    other.close()
    assert filled.keep([typed(filled, "x")])
    edits.change(filled, replace(incident(filled), title="Still ours"))


def test_the_change_of_another_program_is_seen_all_the_same(filled: Case, path: Path) -> None:
    filled.keep([typed(filled, "x")])
    with sqlite3.connect(path) as other:
        other.execute("UPDATE incident SET title = 'Forged'")
    other.close()
    assert not filled.keep([typed(filled, "y")])
    with pytest.raises(DossierError, match="changed by another program"):
        edits.change(filled, replace(incident(filled), title="z"))


def test_after_a_kill_the_case_knows_when_it_was_written_last(filled: Case, path: Path) -> None:
    filled.keep([typed(filled, "Soldie")])
    killed = path.with_name("killed.dossier")
    killed.write_bytes(path.read_bytes())  # what a killed program leaves: not closed in order
    filled.close()
    at = drafts.of(filled_again := file.open_case(killed), "incident", incident(filled_again).id)
    assert filled_again.interrupted == at["title"].at
    filled_again.close()
    for name in (killed, path):
        with file.open_case(name) as case:
            assert case.interrupted == ""


def test_a_backup_and_a_copy_hold_the_words_and_were_never_interrupted(
    filled: Case, tmp_path: Path
) -> None:
    filled.keep([typed(filled, "Soldiers")])
    backup.copy_beside(filled.path, tmp_path / "copy.dossier", lambda: None)
    for copy in (backup.back_up(filled), tmp_path / "copy.dossier"):
        assert verify(copy) == []
        with file.open_case(copy) as case:
            assert held(case) == {"title": "Soldiers"}
            assert case.interrupted == ""


def test_unfinished_records_are_listed_by_name_the_last_first(filled: Case) -> None:
    here = incident(filled)
    filled.keep([Entry("claim", 5, "stated", Draft("134"))])
    filled.keep([Entry("case_info", filled.info.id, "title", Draft(""))])
    filled.keep(
        [typed(filled, "S"), typed(filled, [], "incident_place"), typed(filled, {}, "claim")]
    )
    info, gone, last = sorted(drafts.unfinished(filled), key=lambda one: one.kind)
    assert [one.name for one in (info, gone, last)] == [
        "Case properties", "Claim that is no longer there", "INC-0001",
    ]  # fmt: skip
    assert drafts.unfinished(filled)[0] == last
    assert [label for label, _ in last.drafts] == ["What happened", "Places", "New claim"]
    assert (gone.where, last.where) == (Whereabouts.GONE, Whereabouts.LIVE)
    edits.trash(filled, "incident", [here.id])
    assert drafts.unfinished(filled)[0].where is Whereabouts.TRASH


def test_what_nobody_typed_is_passed_over(filled: Case, path: Path) -> None:
    filled.close()
    rows = [
        ("nothing", 1, "x", "{}"),
        ("incident", 1, "no_such_field", "{}"),
        ("incident", 2, "title", "{not json"),
        ("incident", 3, "title", "[" * 100_000),
    ]
    with sqlite3.connect(path) as other:
        other.executemany("INSERT INTO draft VALUES (?, ?, ?, ?, '', 'now')", rows)
    other.close()
    with file.open_case(path) as case:
        assert drafts.unfinished(case) == []
    assert verify(path) == []
