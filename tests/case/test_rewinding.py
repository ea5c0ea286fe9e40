"""A case is read as it was after any of its steps, and stays as it is."""

from dataclasses import replace
from pathlib import Path

from dossier.case import (
    dbapi,
    derived,
    edits,
    find,
    index,
    issues,
    journal,
    replay,
    rewinding,
    verify,
)
from dossier.case.case import Case
from dossier.exchange.sample import create_sample
from dossier.model.records import Actor, Claim, Incident, Issue, Source


def _work(case: Case) -> None:
    """Do what people do: correct, add, put away, merge, purge, take back."""
    first, second, *_ = case.all(Incident)
    edits.change(case, replace(first, title="Soldiers cross at night"))
    added = edits.add(case, Incident(title="A post is abandoned"))
    edits.trash(case, "incident", [added.id, second.id])
    edits.add_source(case, Source(title="Another"), "Other words.")
    with case.edit("Purge") as edit:
        edit.delete("incident", added.id)
    case.undo()
    case.redo()
    edits.change(case, replace(case.all(Claim)[0], credibility="2", stated="About 130"))
    issues.store(case, "Weekly", "", Issue(number=1, state=case.state_hash, head=case.head_hash))
    with case.edit("Two at once") as edit:
        edit.update(replace(case.all(Actor)[0], name="Somebody"))
        edit.insert(Incident(title="Kaldar again"))


def test_every_step_is_reached_with_its_rows_lists_and_words(tmp_path: Path) -> None:
    with create_sample(tmp_path / "sample.dossier") as case:
        begin = len(journal.steps(case.db.conn))
        _work(case)
        steps = journal.steps(case.db.conn)
        state = case.state_hash
        assert len(steps) > begin + 8
        for step in steps[begin - 1 :]:
            held = rewinding.copied(case)
            with rewinding.as_of(case.path, held, step) as was:
                assert was
                assert held == [], "no copy is kept beside the one that is read"
                assert was.db.execute("PRAGMA journal_mode").fetchone()[0] == "off"
                assert was.state_hash == journal.state_after(step)
                assert was.last_step == step
                assert list(replay.findings(was.db.conn)) == []
                assert index.findings(was.db) == derived.findings(was.db) == []
        with rewinding.as_of(case.path, rewinding.copied(case), steps[begin - 1]) as was:
            assert was
            assert issues.issued(was) == []
            assert find.ids(was, "incident", words="night").tolist() == []
            assert was.all(Incident)[0].title != "Soldiers cross at night"
        assert case.state_hash == state
        assert case.all(Incident)[0].title == "Soldiers cross at night"
        assert verify.verify(case) == []


def test_a_reference_that_has_passed_to_another_record_is_given_back(tmp_path: Path) -> None:
    with create_sample(tmp_path / "sample.dossier") as case:
        step = case.last_content_step
        assert step
        first, second, *_ = case.all(Incident)
        edits.change(case, replace(first, reference="INC-0099"))
        edits.change(case, replace(second, reference=first.reference))
        for reference in ("INC-0099", second.reference):  # passed on, then swapped
            first = edits.change(case, replace(case.get(Incident, first.id), reference=reference))
            with rewinding.as_of(case.path, rewinding.copied(case), step) as was:
                assert was
                assert was.get(Incident, second.id) == second


def test_a_row_changed_outside_dossier_leads_to_no_state(tmp_path: Path) -> None:
    with create_sample(tmp_path / "sample.dossier") as case:
        step = case.last_content_step
        assert step
        edits.add(case, Incident(title="A post is abandoned"))
        forged = dbapi.connect_memory()
        forged.conn.deserialize(rewinding.copied(case)[0])
        forged.execute("UPDATE incident SET title = 'forged'")
        with rewinding.as_of(case.path, [forged.conn.serialize()], step) as was:
            assert was is None
        forged.close()
