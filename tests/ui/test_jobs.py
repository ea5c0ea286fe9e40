"""Jobs: results, trouble and cancel all arrive on the window's thread."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from dossier.case.slices import Phase, Progress, Slices
from dossier.errors import DossierError
from dossier.ui.jobs import Jobs, Ticket


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    del qtbot
    made = Jobs()
    yield made
    made.stop()
    made.deleteLater()


def test_a_result_arrives_on_the_thread_that_asked(qtbot: QtBot, jobs: Jobs) -> None:
    threads: list[int] = []
    results: list[int] = []

    def work(ticket: Ticket) -> int:
        threads.append(threading.get_ident())
        ticket.report("counting", 1, 2)
        return 42

    def done(result: int) -> None:
        threads.append(threading.get_ident())
        results.append(result)

    job = jobs.start("Counting", work, done)
    steps: list[tuple[str, int, int]] = []
    job.progressed.connect(lambda *step: steps.append(step))
    with qtbot.waitSignal(job.ended):
        pass
    assert results == [42]
    assert steps == [("counting", 1, 2)]
    assert threads[0] != threads[1] == threading.get_ident()
    assert jobs.running == ()


def test_trouble_is_handed_over_and_the_job_ends(qtbot: QtBot, jobs: Jobs) -> None:
    def work(_: Ticket) -> None:
        raise DossierError("No space is left.")

    heard: list[Exception] = []
    jobs.failed.connect(heard.append)
    with qtbot.waitSignal(jobs.start("Printing", work).ended):
        pass
    assert [str(error) for error in heard] == ["No space is left."]


def test_a_cancelled_job_ends_without_result_or_trouble(qtbot: QtBot, jobs: Jobs) -> None:
    begun = threading.Event()

    def work(ticket: Ticket) -> int:
        while True:
            begun.set()
            ticket.report("waiting", 0, 1)

    heard: list[object] = []
    job = jobs.start("Waiting", work, heard.append)
    jobs.failed.connect(heard.append)
    assert begun.wait(5)
    with qtbot.waitSignal(job.ended):
        job.cancel()
    assert heard == []


def test_stopping_waits_for_what_runs(jobs: Jobs) -> None:
    ended = threading.Event()

    def work(ticket: Ticket) -> None:
        try:
            while True:
                ticket.check()
        finally:
            ended.set()

    jobs.start("Waiting", work)
    jobs.stop()
    assert ended.is_set()


def _counted(ends: list[str], *, fail: bool = False) -> Slices[int]:
    """Some slices of which somebody wants to know how they ended."""
    try:
        for done in range(4):
            if fail and done:
                raise DossierError("The disk is full.")
            yield Progress(Phase.ROWS, done, 4)
        return 4
    finally:
        ends.append("ended")


def test_an_edit_in_slices_tells_how_far_it_is_and_gives_its_result(
    qtbot: QtBot, jobs: Jobs
) -> None:
    results: list[int] = []
    ends: list[str] = []
    job = jobs.step("Importing", _counted(ends), results.append)
    with qtbot.waitSignal(job.ended):
        pass
    assert (results, ends) == ([4], ["ended"])
    assert jobs.running == ()


def test_trouble_in_a_slice_is_handed_over(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[Exception] = []
    jobs.failed.connect(heard.append)
    with qtbot.waitSignal(jobs.step("Importing", _counted([], fail=True)).ended):
        pass
    assert [str(error) for error in heard] == ["The disk is full."]


def test_cancelling_an_edit_in_slices_takes_it_back_at_once(jobs: Jobs) -> None:
    def endless() -> Slices[None]:
        try:
            while True:
                yield Progress(Phase.ROWS, 0, 1)
        finally:
            ends.append("taken back")

    ends: list[str] = []
    results: list[object] = []
    slices = endless()
    next(slices)
    job = jobs.step("Importing", slices, results.append)
    job.cancel()
    job.cancel()
    assert (results, ends) == ([], ["taken back"])
    assert jobs.running == ()
