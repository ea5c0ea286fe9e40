"""Long edits: made in slices, taken back at any of them, equal to the short way."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dossier.case import edits, file, journal, slices
from dossier.case.case import Case, Changes
from dossier.case.edit import Edit
from dossier.case.slices import Phase, Progress, Slices, drained, parts
from dossier.case.verify import verify
from dossier.errors import DossierError, RefusedError
from dossier.model.records import CaseInfo, Incident, Place

MANY = 3 * slices.SLICE + 7  # rows of several slices, and of a last one that is not full


def dump(case: Case) -> list[str]:
    """All that the file holds, temporary tables left out."""
    return list(case.db.conn.iterdump())


def standing(case: Case) -> tuple[object, ...]:
    """Where the case stands in memory."""
    labels = (case.undo_label, case.redo_label, case.undo_size, case.redo_size)
    return (case.state_hash, case.head_hash, case.last_content_step, *labels)


def importing(case: Case) -> Slices[Changes | None]:
    made = [Incident(title=f"Crossing {n}") for n in range(MANY)]

    def write(edit: Edit) -> Slices[None]:
        for part in parts(made):
            edit.insert_many(part)
            yield Progress(Phase.ROWS, 0, MANY)

    return case.editing("Import", write)


def trashing(case: Case) -> Slices[Changes | None]:
    return edits.trashing(case, "place", [place.id for place in case.all(Place)])


def restoring(case: Case) -> Slices[Changes | None]:
    lying = [place.id for place in case.stored(Place) if place.deleted_at]
    return edits.restoring(case, [("place", id_) for id_ in lying])


def undoing(case: Case) -> Slices[Changes | None]:
    return case.undoing()


def redoing(case: Case) -> Slices[Changes | None]:
    return case.redoing()


LONG = (importing, trashing, restoring, undoing, redoing)


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """A case in which each long edit has much to do; what is done to it is taken back."""
    path = tmp_path_factory.mktemp("long") / "long.dossier"
    with file.create(path, CaseInfo(title="Long"), by="asel") as case:
        with case.edit("Add places") as edit:
            places = edit.insert_many([Place(name=f"Place {n}") for n in range(2 * MANY)])
        edits.trash(case, "place", [place.id for place in places[MANY:]])
        importing_all = drained(importing(case))
        assert importing_all is not None
        trash_all = [incident.id for incident in case.all(Incident)]
        edits.trash(case, "incident", trash_all)
        case.undo()
        yield case


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(act=st.sampled_from(LONG), after=st.integers(min_value=1, max_value=200))
def test_a_long_edit_cancelled_anywhere_was_never_made(
    long: Case, act: Callable[[Case], Slices[Changes | None]], after: int
) -> None:
    before, stood, heard = dump(long), standing(long), list[Changes]()
    leave = long.subscribe(heard.append)
    made = act(long)
    count = sum(1 for _ in zip(range(after), made, strict=False))
    made.close()
    leave()
    if count == after:
        assert (dump(long), standing(long), heard) == (before, stood, [])
    else:
        assert len(heard) == 1  # it had come to its end
        long.redo() if act is undoing else long.undo()
        assert long.state_hash == stood[0]


@pytest.mark.parametrize("act", LONG)
def test_in_slices_the_same_is_written_as_at_once(
    act: Callable[[Case], Slices[Changes | None]], tmp_path: Path
) -> None:
    written = []
    for size in (slices.SLICE, 10_000):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(parts, "__defaults__", (size,))
            with file.create(tmp_path / f"{size}.dossier", CaseInfo(title="A")) as case:
                with case.edit("Add places") as edit:
                    places = edit.insert_many([Place(name=f"P{n}") for n in range(2 * MANY)])
                edits.trash(case, "place", [place.id for place in places[MANY:]])
                case.undo()
                case.redo() if act is not redoing else None
                changes = drained(act(case))
                assert changes is not None
                found = journal.changes(case.db.conn, changes.step)
                first = min(change.row for change in found)
                written.append([(c.row - first, c.op, c.kind) for c in found])
                assert verify(case) == []
    assert written[0] == written[1]
    assert len(written[0]) == MANY


def test_many_moved_at_once_are_journalled_as_one_by_one(case: Case) -> None:
    with case.edit("Add") as edit:
        ids = [place.id for place in edit.insert_many([Place(name=f"P{n}") for n in range(60)])]
    written = []
    for verb in ("many", "each"):
        with case.edit(verb) as edit:
            if verb == "many":
                edit.trash_many("place", ids)
            else:
                for id_ in ids:
                    edit.trash("place", id_)
        step = case.last_content_step
        assert step is not None
        found = journal.changes(case.db.conn, step.id)
        at = case.get(Place, ids[0]).deleted_at
        written.append([(c.row, c.op, c.before, (c.after or "").replace(at, "")) for c in found])
        case.undo()
    assert written[0] == written[1]
    assert len(written[0]) == len(ids)


def test_while_one_runs_every_other_edit_is_refused_by_its_name(case: Case) -> None:
    edits.add(case, Place(name="Shir Khan"))
    made = importing(case)
    next(made)
    for refused in (
        case.undo,
        lambda: edits.add(case, Place(name="Kaldar")),
        lambda: next(trashing_one(case)),
    ):
        with pytest.raises(DossierError, match="“Import” is still running"):
            refused()
    drained(made)
    assert edits.add(case, Place(name="Kaldar")).id
    assert verify(case) == []


def trashing_one(case: Case) -> Slices[Changes | None]:
    return edits.trashing(case, "case_info", [case.info.id])


def test_a_case_that_is_closed_while_one_runs_is_as_before_it(case: Case, path: Path) -> None:
    edits.add(case, Place(name="Kaldar"))
    before = case.state_hash
    made = importing(case)
    next(made)
    case.close()
    made.close()
    with file.open_case(path) as again:
        assert (again.state_hash, again.undo_label) == (before, "Add place Kaldar")
        assert verify(again) == []


def test_restoring_names_the_one_whose_reference_was_taken(case: Case) -> None:
    with case.edit("Add") as edit:
        made = edit.insert_many([Incident(title=f"I{n}") for n in range(MANY)])
    edits.trash(case, "incident", [incident.id for incident in made])
    edits.add(case, Incident(title="New", reference=made[-1].reference))
    before = dump(case)
    with pytest.raises(RefusedError, match=f"has the reference {made[-1].reference}"):
        edits.restore(case, "incident", [incident.id for incident in made])
    assert dump(case) == before


def test_nothing_to_do_is_no_step(case: Case) -> None:
    head = case.head_hash
    assert drained(edits.trashing(case, "place", [])) is None
    assert drained(case.undoing()) is None
    assert drained(case.redoing()) is None
    assert case.head_hash == head


def test_the_share_done_rises_from_phase_to_phase(case: Case) -> None:
    shares = [progress.share for progress in importing(case)]
    assert shares == sorted(shares)
    assert 0 <= shares[0] < shares[-1] <= 1
