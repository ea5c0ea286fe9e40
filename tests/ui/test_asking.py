"""Questions beside the window: the newest answer is heard, none is old, the window never waits."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from dossier.case import find
from dossier.case.reading import Reading
from dossier.errors import DossierError
from dossier.model.records import Incident
from dossier.ui.asking import Asking
from dossier.ui.desk import Desk
from dossier.ui.window import Window

Wait = Callable[[Callable[[], bool]], None]


@pytest.fixture
def wait(qtbot: object) -> Wait:
    return lambda until: qtbot.waitUntil(until, timeout=10_000)  # type: ignore[attr-defined]  # pytest-qt has no types


@pytest.fixture
def asking(open_desk: Desk) -> Asking:
    """Ask the sample as if it were large."""
    open_desk.asking.large = 0
    return open_desk.asking


class Held:
    """A question that is answered when it is let go."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, reading: Reading) -> str:
        self.begun.set()
        self.go.wait(10)
        reading.rows("SELECT 1")
        return self.answer


def count(reading: Reading | None) -> int:
    assert reading is not None
    return find.count(reading, "incident")


def sort_by_nothing(reading: Reading) -> int:
    return len(find.ids(reading, "incident", sort="x"))


def test_a_small_case_answers_at_once(open_desk: Desk) -> None:
    heard: list[int] = []
    open_desk.asking.ask(open_desk, count, heard.append)
    assert heard == [count(open_desk.case)]
    assert not open_desk.asking.awaits(open_desk)


def test_a_large_case_answers_later(open_desk: Desk, asking: Asking, wait: Wait) -> None:
    heard: list[int] = []
    asking.ask(open_desk, count, heard.append)
    assert asking.awaits(open_desk)
    assert not heard
    wait(lambda: bool(heard))
    assert heard == [count(open_desk.case)]
    assert not asking.awaits(open_desk)


def test_only_the_newest_question_of_an_asker_is_answered(
    open_desk: Desk, asking: Asking, wait: Wait
) -> None:
    heard: list[str] = []
    first, second, third = (Held(name) for name in ("first", "second", "third"))
    for question in (first, second, third):
        question.go.set() if question is not first else None
        asking.ask(open_desk, question, heard.append)
    first.go.set()
    wait(lambda: bool(heard))
    assert heard == ["third"]
    assert not second.begun.is_set()


def test_askers_do_not_take_each_others_turn(asking: Asking, wait: Wait) -> None:
    one, other = QObject(), QObject()
    heard: list[str] = []
    held = Held("one")
    asking.ask(one, held, heard.append)
    asking.ask(other, lambda _: "other", heard.append)
    held.go.set()
    wait(lambda: len(heard) == 2)
    assert heard == ["one", "other"]


def test_what_is_urgent_does_not_wait_for_what_is_long(asking: Asking, wait: Wait) -> None:
    one, other = QObject(), QObject()
    heard: list[str] = []
    held = Held("long")
    asking.ask(one, held, heard.append)
    assert held.begun.wait(10)
    asking.ask(other, lambda _: "urgent", heard.append, urgent=True)
    wait(lambda: heard == ["urgent"])
    held.go.set()
    wait(lambda: heard == ["urgent", "long"])


def test_an_answer_that_an_edit_made_old_is_asked_for_again(
    open_desk: Desk, asking: Asking, wait: Wait
) -> None:
    case = open_desk.case
    assert case is not None
    before = count(case)
    heard: list[int] = []
    asking.ask(open_desk, count, heard.append)
    with case.edit("Add") as edit:
        edit.insert(Incident(title="Meanwhile"))
    wait(lambda: bool(heard))
    assert heard == [before + 1]


def test_an_asker_that_is_gone_hears_nothing(asking: Asking, wait: Wait) -> None:
    gone, other = QObject(), QObject()
    heard: list[str] = []
    held = Held("gone")
    asking.ask(gone, held, heard.append)
    gone.deleteLater()
    asking.ask(other, lambda _: "there", heard.append)
    held.go.set()
    wait(lambda: heard == ["there"])


def test_trouble_of_the_user_is_told_and_the_next_question_answered(
    asking: Asking, wait: Wait
) -> None:
    told: list[DossierError] = []
    heard: list[int] = []
    asking.refused.disconnect()
    asking.refused.connect(told.append)
    asking.ask(QObject(asking), sort_by_nothing, heard.append)
    asking.ask(QObject(asking), count, heard.append)
    wait(lambda: bool(heard))
    assert "x" in told[0].message


def test_a_case_that_is_closed_answers_nothing(open_desk: Desk, asking: Asking, wait: Wait) -> None:
    heard: list[str] = []
    held = Held("old")
    asking.ask(open_desk, held, heard.append)
    assert held.begun.wait(10)
    threading.Timer(0.05, held.go.set).start()
    path = open_desk.case.path if open_desk.case is not None else None
    open_desk.close_case()
    assert path is not None
    assert open_desk.open_case(path)
    asking.ask(open_desk, lambda _: "new", heard.append)
    wait(lambda: bool(heard))
    assert heard == ["new"]


def test_it_says_when_somebody_waits_for_long(asking: Asking, wait: Wait) -> None:
    told: list[bool] = []
    asking.slow.connect(told.append)
    held = Held("long")
    one = QObject()
    heard: list[str] = []
    asking.ask(one, held, heard.append)
    wait(lambda: told == [True])
    held.go.set()
    wait(lambda: told == [True, False])


def test_the_status_bar_says_that_the_case_is_looked_through(
    window: Window, case_path: Path, wait: Wait
) -> None:
    asking = window._desk.asking
    window.open_path(case_path)
    asking.large = 0
    held = Held("long")
    heard: list[str] = []
    asking.ask(window, held, heard.append)
    wait(window.status.asking.isVisible)
    held.go.set()
    wait(lambda: heard == ["long"] and not window.status.asking.isVisible())
