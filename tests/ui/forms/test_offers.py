"""Lines that find records: Enter takes a row only of the words that are typed now."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from dossier.model.records import Actor, Quote, kind_named
from dossier.ui.desk import Desk
from dossier.ui.forms import record_line
from dossier.ui.forms.form import Form
from dossier.ui.forms.linked import LinkedControl
from dossier.ui.forms.record_line import Found, RecordLine

Show = Callable[[QWidget], None]
AFTER_ALL = 400  # ms: longer than the pause in typing after which a line asks


@pytest.fixture
def two(open_desk: Desk) -> Desk:
    """A desk with two people whose names begin alike."""
    assert open_desk.case is not None
    with open_desk.case.edit("Add") as edit:
        edit.insert(Actor(name="Karim Azizi"))
        edit.insert(Actor(name="Karima Zaher"))
    return open_desk


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    def shown(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return shown


@pytest.fixture
def line(two: Desk, show: Show) -> RecordLine:
    made = RecordLine("Withhold", two, ("actor",))
    show(made)
    made.setFocus()
    return made


@pytest.fixture
def link(two: Desk, show: Show) -> LinkedControl:
    form = Form(two, kind_named("quote"))
    show(form)
    form.load(Quote(id=1))
    control = form.rows["speaker"].control
    assert isinstance(control, LinkedControl)
    control.line.setFocus()
    return control


def press(line: RecordLine | LinkedControl, key: Qt.Key) -> None:
    """Press a key as a user does: while the list is up it has the keyboard."""
    bare = line if isinstance(line, RecordLine) else line.line
    QTest.keyClick(line.offers.rows if line.offers.rows.isVisible() else bare, key)


def type_more(line: RecordLine | LinkedControl, words: str) -> None:
    for letter in words:
        bare = line if isinstance(line, RecordLine) else line.line
        QTest.keyClicks(line.offers.rows if line.offers.rows.isVisible() else bare, letter)


def test_a_quick_enter_asks_for_the_words_that_are_typed_now(
    qtbot: QtBot, line: RecordLine
) -> None:
    chosen: list[Found] = []
    line.chosen.connect(chosen.append)
    type_more(line, "Karim")
    qtbot.waitUntil(line.offers.rows.isVisible)
    type_more(line, "a Z")
    press(line, Qt.Key.Key_Return)
    assert chosen == []
    assert line.offers.words()[0].endswith("Karima Zaher")
    press(line, Qt.Key.Key_Return)
    assert [found.title for found in chosen] == ["Karima Zaher"]


def test_a_quick_enter_links_nobody_of_the_words_before(qtbot: QtBot, link: LinkedControl) -> None:
    type_more(link, "Karim")
    qtbot.waitUntil(link.offers.rows.isVisible)
    type_more(link, "a Z")
    press(link, Qt.Key.Key_Return)
    assert link.line.text() == "Karima Z"
    assert link.value() is None
    press(link, Qt.Key.Key_Return)
    assert link.line.text() == "Karima Zaher"
    assert link.value() is not None


def test_after_a_choice_the_list_stays_away(qtbot: QtBot, line: RecordLine) -> None:
    type_more(line, "Kari")
    qtbot.waitUntil(line.offers.rows.isVisible)
    type_more(line, "m")
    press(line, Qt.Key.Key_Down)
    press(line, Qt.Key.Key_Return)
    assert line.text() == ""
    qtbot.wait(AFTER_ALL)
    assert not line.offers.rows.isVisible()


def test_an_answer_that_comes_after_a_choice_opens_no_list(
    qtbot: QtBot, two: Desk, line: RecordLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_more(line, "Karim")
    qtbot.waitUntil(line.offers.rows.isVisible)
    real = record_line._find

    def slow(*asked: object) -> list[Found]:
        time.sleep(AFTER_ALL / 1000)
        return real(*asked)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(record_line, "_find", slow)
    two.asking.large = 0
    type_more(line, "a")
    qtbot.waitUntil(lambda: two.asking.awaits(line))
    press(line, Qt.Key.Key_Down)
    press(line, Qt.Key.Key_Return)
    assert line.text() == ""
    qtbot.wait(2 * AFTER_ALL)
    assert not line.offers.rows.isVisible()
