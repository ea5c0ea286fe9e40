"""A brief is made from the open case itself: nothing is copied, and no edit waits for it."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from dossier.brief import compose
from dossier.brief.spec import Spec
from dossier.brief.worker import Printed, Request
from dossier.case import backup, file
from dossier.case.case import Case
from dossier.case.gate import Gate
from dossier.model.records import Incident
from dossier.ui.briefs import proof
from dossier.ui.briefs.press import InterruptedPrint, Press
from dossier.ui.briefs.proof import Proof
from dossier.ui.jobs import Cancelled, Ticket
from ui.briefs import holding

PATIENCE = 60
HOLDERS = (holding.read_until_asked, holding.read_whatever_is_asked)


@pytest.fixture
def press() -> Iterator[Press]:
    made = Press()
    yield made
    made.end()


@pytest.fixture
def case(sample_path: Path) -> Iterator[Case]:
    with file.open_case(sample_path) as opened:
        yield opened


@pytest.fixture
def pool() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as made:
        yield made


@pytest.fixture(params=HOLDERS, ids=lambda it: it.__name__)
def reading(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    press: Press,
    case: Case,
    pool: ThreadPoolExecutor,
) -> tuple[Ticket, "Future[Printed]"]:
    """A print that has begun to read the open case and does not end by itself."""
    monkeypatch.setattr("dossier.brief.worker.serve", request.param)
    ticket, inside = Ticket(), threading.Event()
    ticket.reported.connect(lambda *_: inside.set(), Qt.ConnectionType.DirectConnection)
    printed = pool.submit(press.print, Request(case.path, Spec()), ticket, case.gate)
    assert inside.wait(PATIENCE)
    return ticket, printed


def add(case: Case, title: str) -> None:
    with case.edit("Add") as edit:
        edit.insert(Incident(title=title))


def bytes_of(case: Case) -> bytes:
    out = BytesIO()
    compose.print_brief(compose.gather(case, Spec()), out)
    return out.getvalue()


def test_an_edit_goes_through_while_the_case_is_read_and_ends_the_reading(
    case: Case, reading: tuple[Ticket, "Future[Printed]"]
) -> None:
    add(case, "Meanwhile")
    with pytest.raises(InterruptedPrint):
        reading[1].result(PATIENCE)
    add(case, "Once more")


def test_a_case_that_is_being_read_can_be_closed(
    case: Case, sample_path: Path, reading: tuple[Ticket, "Future[Printed]"]
) -> None:
    add(case, "Changed, so that closing it writes")
    case.close()
    with pytest.raises(InterruptedPrint):
        reading[1].result(PATIENCE)
    file.open_case(sample_path).close()


def test_cancelling_while_the_case_is_read_leaves_the_file(
    case: Case, reading: tuple[Ticket, "Future[Printed]"]
) -> None:
    reading[0].cancel()
    with pytest.raises(Cancelled):
        reading[1].result(PATIENCE)
    add(case, "Afterwards")


def test_what_is_printed_is_the_case_as_it_is_open(press: Press, case: Case) -> None:
    add(case, "Written since it was opened")
    made = press.print(Request(case.path, Spec()), Ticket(), case.gate)
    assert made.data == bytes_of(case)
    assert made.incidents == 5


def test_a_brief_copies_nothing(press: Press, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(backup, "snapshot", refuse)
    assert isinstance(proof.make(press, case, Spec(), Ticket()), Proof)


Print = Callable[[Request, Ticket, Gate | None], Printed]


class Interrupted:
    """Prints, but for the first times: then the case is written to."""

    def __init__(self, press: Print, times: int) -> None:
        self._press = press
        self._times = times
        self.read: list[Path] = []

    def __call__(self, request: Request, ticket: Ticket, gate: Gate | None = None) -> Printed:
        self.read.append(request.case)
        if len(self.read) <= self._times:
            raise InterruptedPrint
        return self._press(request, ticket, gate)


@pytest.mark.parametrize("times", [0, 1, 2, 3])
def test_what_was_interrupted_is_begun_again_and_in_the_end_read_from_a_copy(
    times: int, press: Press, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    printing = Interrupted(press.print, times)
    monkeypatch.setattr(press, "print", printing)
    made = proof.make(press, case, Spec(), Ticket())
    assert isinstance(made, Proof)
    assert made.data == bytes_of(case)
    own = [path == case.path for path in printing.read]
    assert own == [True] * min(times + 1, 3) + [False] * (times == 3)
    assert not list(tmp_path.glob("dossier-*"))


def test_a_case_that_another_program_may_write_to_is_copied(
    press: Press, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing = Interrupted(press.print, 0)
    monkeypatch.setattr(press, "print", printing)
    with file.open_case(case.path, read_only=True) as read:
        assert isinstance(proof.make(press, read, Spec(), Ticket()), Proof)
    assert printing.read != [case.path]
