"""Jobs: results, trouble and cancel all arrive on the window's thread."""

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

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
