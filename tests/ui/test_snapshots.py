"""Long jobs read the open case itself; an edit goes before them, and then they begin again."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from dossier.case import edits, file
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model.records import Incident
from dossier.ui.jobs import Cancelled, Ticket
from dossier.ui.snapshots import TRIES, beside
from ui.briefs.holding import ENDLESS

PATIENCE = 60


@pytest.fixture
def case(case_path: Path) -> Iterator[Case]:
    with file.open_case(case_path) as opened:
        yield opened


class Reader:
    """Counts the incidents; the first times it then reads on until it is interrupted."""

    def __init__(self, times: int, *, swallow: bool = False) -> None:
        self.read: list[Path] = []
        self.inside = threading.Semaphore(0)
        self._times = times
        self._swallow = swallow

    def __call__(self, case: Case, _ticket: Ticket) -> int:
        self.read.append(case.path)
        found = len(case.all(Incident))
        if len(self.read) <= self._times:
            self.inside.release()
            try:
                case.rows(ENDLESS)
            except DossierError:
                if not self._swallow:
                    raise
        return found


def begun(case: Case, reader: Reader, ticket: Ticket) -> "tuple[ThreadPoolExecutor, Future[int]]":
    pool = ThreadPoolExecutor(1)
    return pool, pool.submit(beside, case, reader, ticket)


@pytest.mark.parametrize("swallow", [False, True])
@pytest.mark.parametrize("times", range(TRIES + 1))
def test_an_edit_ends_the_reading_which_begins_again_and_in_the_end_reads_a_copy(
    case: Case, times: int, *, swallow: bool
) -> None:
    before = len(case.all(Incident))
    reader = Reader(min(times, TRIES), swallow=swallow)
    pool, found = begun(case, reader, Ticket())
    with pool:
        for _ in range(times):
            assert reader.inside.acquire(timeout=PATIENCE)
            edits.add(case, Incident(title="Meanwhile"))
        # a copy may be made just before the edit that ended the last reading is committed
        missed = before + times - found.result(PATIENCE)
    assert missed in ((0, 1) if times == TRIES else (0,))
    own = [path == case.path for path in reader.read]
    assert own == [True] * min(times + 1, TRIES) + [False] * (times == TRIES)


def test_a_job_that_is_cancelled_leaves_the_file(case: Case) -> None:
    reader, ticket = Reader(1), Ticket()
    pool, found = begun(case, reader, ticket)
    with pool:
        assert reader.inside.acquire(timeout=PATIENCE)
        ticket.cancel()
        with pytest.raises(Cancelled):
            found.result(PATIENCE)
    edits.add(case, Incident(title="Afterwards"))


def test_trouble_of_the_work_itself_is_not_repeated(case: Case) -> None:
    def refuse(held: Case, _ticket: Ticket) -> None:
        held.get(Incident, 12345)

    with pytest.raises(DossierError, match="no longer in the case"):
        beside(case, refuse, Ticket())


def test_a_case_that_another_program_may_write_to_is_copied(case: Case) -> None:
    reader = Reader(0)
    with file.open_case(case.path, read_only=True) as held:
        beside(held, reader, Ticket())
    assert reader.read != [case.path]
    assert len(reader.read) == 1
