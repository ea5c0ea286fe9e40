"""The process that prints for the window: same bytes, stopped at will, never missed for long."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from multiprocessing.context import SpawnProcess
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from dossier.brief import compose
from dossier.brief.spec import Spec, parts
from dossier.brief.worker import Printed, Request
from dossier.case import file
from dossier.errors import DossierError
from dossier.ui.briefs.press import Press
from dossier.ui.jobs import Cancelled, Ticket


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    made = Press()
    yield made
    made.end()


def process_of(press: Press) -> int:
    process = press._process
    assert process is not None
    assert process.pid is not None
    return process.pid


def test_it_prints_the_bytes_that_this_process_would_print(press: Press, sample_path: Path) -> None:
    out = BytesIO()
    with file.open_case(sample_path, read_only=True) as case:
        compose.print_brief(compose.gather(case, Spec()), out)
    made = press.print(Request(sample_path, Spec()), Ticket())
    assert isinstance(made, Printed)
    assert made.data == out.getvalue()
    assert (made.incidents, made.mark) == (4, "TLP:CLEAR")


def test_it_tells_how_far_it_is(press: Press, sample_path: Path) -> None:
    ticket, told = Ticket(), list[tuple[str, int, int]]()
    ticket.reported.connect(lambda *words: told.append(words))
    press.print(Request(sample_path, Spec()), ticket)
    assert told
    assert told[-1][1] == told[-1][2]


def test_trouble_comes_back_in_its_own_words_and_the_process_goes_on(
    press: Press, sample_path: Path
) -> None:
    press.print(Request(sample_path, Spec()), Ticket())
    before = process_of(press)
    with pytest.raises(DossierError, match="no section") as caught:
        press.print(Request(sample_path, Spec(sections=parts("nonsense"))), Ticket())
    assert "Known:" in caught.value.hint
    assert process_of(press) == before


def test_a_cancelled_brief_leaves_the_process_ready_for_the_next(
    press: Press, sample_path: Path
) -> None:
    ticket = Ticket()
    ticket.reported.connect(ticket.cancel)
    with pytest.raises(Cancelled):
        press.print(Request(sample_path, Spec()), ticket)
    assert press.print(Request(sample_path, Spec()), Ticket()).incidents == 4


def test_a_process_that_is_killed_is_told_in_words_and_replaced(
    press: Press, sample_path: Path
) -> None:
    press.print(Request(sample_path, Spec()), Ticket())
    killed, ticket = process_of(press), Ticket()
    ticket.reported.connect(lambda *_: os.kill(killed, signal.SIGKILL))
    with pytest.raises(DossierError, match="ended before its time"):
        press.print(Request(sample_path, Spec()), ticket)
    assert press.print(Request(sample_path, Spec()), Ticket()).incidents == 4
    assert process_of(press) != killed


def test_a_process_that_was_killed_at_rest_is_replaced_without_a_word(
    press: Press, sample_path: Path
) -> None:
    press.print(Request(sample_path, Spec()), Ticket())
    process = press._process
    assert process is not None
    process.kill()
    process.join()
    assert press.print(Request(sample_path, Spec()), Ticket()).incidents == 4


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as made:
        yield made


def test_ending_it_while_it_prints_cancels_it(sample_path: Path, pool: ThreadPoolExecutor) -> None:
    press, ticket = Press(), Ticket()
    begun, ended = threading.Event(), threading.Event()

    def hold(*_: object) -> None:
        begun.set()
        assert ended.wait(60)

    ticket.reported.connect(hold, Qt.ConnectionType.DirectConnection)  # on the thread that prints
    printed = pool.submit(press.print, Request(sample_path, Spec()), ticket)
    assert begun.wait(60)
    press.end()
    ended.set()
    with pytest.raises(Cancelled):
        printed.result(60)
    assert press.print(Request(sample_path, Spec()), Ticket()).incidents == 4
    press.end()


def test_ending_it_while_its_process_is_started_ends_that_process(
    monkeypatch: pytest.MonkeyPatch, sample_path: Path
) -> None:
    press, started = Press(), list[SpawnProcess]()
    start = SpawnProcess.start

    def start_and_end(process: SpawnProcess) -> None:
        press.end()  # as the window does when it closes the case
        start(process)
        started.append(process)

    monkeypatch.setattr(SpawnProcess, "start", start_and_end)
    with pytest.raises(Cancelled):
        press.print(Request(sample_path, Spec()), Ticket())
    (process,) = started
    assert not process.is_alive()
    monkeypatch.undo()
    assert press.print(Request(sample_path, Spec()), Ticket()).incidents == 4
    press.end()


def test_what_was_cancelled_while_it_waited_starts_no_process(sample_path: Path) -> None:
    press, ticket = Press(), Ticket()
    ticket.cancel()
    with pytest.raises(Cancelled):
        press.print(Request(sample_path, Spec()), ticket)
    assert press._process is None
