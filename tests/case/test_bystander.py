"""Reading beside an open case: the case never waits for it, and no answer is half old, half new."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import pytest

from dossier.case import find
from dossier.case.bystander import Answer, Bystander
from dossier.case.case import Case
from dossier.case.dbapi import OperationalError
from dossier.case.gate import Withdrawn
from dossier.case.reading import Reading
from dossier.errors import DossierError
from dossier.model.records import Incident

T = TypeVar("T")
Ask = Callable[[Callable[[Reading], T]], "Future[Answer[T]]"]

ENDLESS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def bystander(case: Case) -> Iterator[Bystander]:
    made = Bystander(case)
    yield made
    made.withdraw()
    made.close()


@pytest.fixture
def ask(bystander: Bystander) -> Iterator[Ask[object]]:
    with ThreadPoolExecutor(1) as pool:
        yield lambda question: pool.submit(bystander.ask, question)
        bystander.withdraw()


def add(case: Case, title: str) -> None:
    with case.edit("Add") as edit:
        edit.insert(Incident(title=title))


class Long:
    """A question that takes for ever, until `ready` is set: then it counts the incidents."""

    def __init__(self) -> None:
        self.begun = threading.Event()
        self.ready = threading.Event()
        self.asked = 0

    def __call__(self, reading: Reading) -> int:
        self.asked += 1
        before = find.count(reading, "incident")
        self.begun.set()
        if not self.ready.is_set():
            reading.rows(ENDLESS)
        assert find.count(reading, "incident") == before
        return before


def test_what_is_read_beside_the_case_is_what_the_case_reads(case: Case, ask: Ask[object]) -> None:
    add(case, "First")
    answer = ask(lambda reading: find.ids(reading, "incident")).result(10)
    assert answer == Answer(find.ids(case, "incident"), case.gate.writes)


def test_an_edit_interrupts_a_long_question_which_is_asked_again_and_sees_the_edit(
    case: Case, ask: Ask[object]
) -> None:
    question = Long()
    answer = ask(question)
    assert question.begun.wait(10)
    question.ready.set()
    add(case, "Meanwhile")
    assert answer.result(10) == Answer(1, case.gate.writes)
    assert question.asked >= 2


def test_a_case_that_is_being_read_can_be_closed(case: Case, ask: Ask[object]) -> None:
    question = Long()
    add(case, "Changed, so that closing it writes")
    answer = ask(question)
    assert question.begun.wait(10)
    question.ready.set()
    case.close()
    assert answer.result(10).found == 1


def test_no_question_is_begun_while_the_case_is_written_to(case: Case, ask: Ask[object]) -> None:
    with case.edit("Add") as edit:
        edit.insert(Incident(title="Half done"))
        answer = ask(lambda reading: find.count(reading, "incident"))
        assert not answer.done()
    assert answer.result(10).found == 1


def test_a_question_that_nobody_wants_any_more_ends(bystander: Bystander, ask: Ask[object]) -> None:
    question = Long()
    answer = ask(question)
    assert question.begun.wait(10)
    bystander.withdraw()
    with pytest.raises(Withdrawn):
        answer.result(10)
    bystander.listen()
    assert ask(lambda reading: find.count(reading, "incident")).result(10).found == 0


def test_a_question_that_waits_for_an_edit_can_be_withdrawn(
    case: Case, bystander: Bystander, ask: Ask[object]
) -> None:
    with case.edit("Add") as edit:
        edit.insert(Incident(title="Half done"))
        answer = ask(lambda reading: find.count(reading, "incident"))
        bystander.withdraw()
        with pytest.raises(Withdrawn):
            answer.result(10)


def test_what_is_wrong_with_a_question_comes_out(ask: Ask[object]) -> None:
    with pytest.raises(DossierError):
        ask(lambda reading: find.ids(reading, "incident", sort="nothing")).result(10)
    with pytest.raises(OperationalError):
        ask(lambda reading: reading.rows("SELECT nothing")).result(10)


def test_nothing_can_be_written_beside_the_case(ask: Ask[object]) -> None:
    with pytest.raises((OperationalError, DossierError)):
        ask(lambda reading: reading.db.conn.execute("DELETE FROM incident")).result(10)


def test_many_edits_and_many_questions_at_once_never_give_an_old_answer(
    case: Case, ask: Ask[object]
) -> None:
    for number in range(40):
        answer = ask(lambda reading: find.count(reading, "incident"))
        add(case, f"Number {number}")
        held = answer.result(10)
        assert held.found == held.writes - case.gate.writes + number + 1


def test_who_reads_makes_way_now_and_then_and_is_hurried_where_the_case_waits(case: Case) -> None:
    waits, hurried = threading.Event(), threading.Event()

    def pause() -> None:
        waits.set()
        assert hurried.wait(5)

    bystander = Bystander(case, pause, hurried.set)
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(bystander.ask, lambda reading: reading.rows(ENDLESS))
        assert waits.wait(5)
        bystander.withdraw()
        with pytest.raises(Withdrawn):
            answer.result(5)
    bystander.close()
