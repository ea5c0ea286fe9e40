"""Choosing a record for a field: found by any of its names, or made on the way."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dossier.case import edits
from dossier.model.codecs import Alias
from dossier.model.field import Kind
from dossier.model.records import (
    KINDS,
    Actor,
    JudgementLink,
    Place,
    Quote,
    Source,
    Text,
    kind_named,
)
from dossier.ui.desk import Desk
from dossier.ui.forms.form import Form
from dossier.ui.forms.linked import LinkedControl, can_be_made_of

Make = Callable[[Kind], Form]


@pytest.fixture
def make(open_desk: Desk, qtbot: QtBot) -> Make:
    def made(kind: Kind) -> Form:
        form = Form(open_desk, kind)
        qtbot.addWidget(form)
        with qtbot.waitActive(form):
            form.show()
            form.activateWindow()
        return form

    return made


def linked(form: Form, name: str) -> LinkedControl:
    control = form.rows[name].control
    assert isinstance(control, LinkedControl)
    return control


def type_into(control: LinkedControl, text: str) -> None:
    control.line.setFocus()
    QTest.keyClicks(control.line, text)


def test_a_linked_record_is_found_by_the_beginning_of_its_name(
    make: Make, open_desk: Desk, qtbot: QtBot
) -> None:
    assert open_desk.case is not None
    speaker = open_desk.case.all(Actor)[0]
    form = make(kind_named("quote"))
    form.load(Quote(id=1))
    control = linked(form, "speaker")
    type_into(control, "asad")
    assert form.changes() == {}
    assert "not chosen" in form.problem("speaker")
    control.offer()
    assert control.offers.words() == [speaker.name, "New person or group “asad”"]
    popup = control.offers.rows
    assert popup is not None
    with qtbot.waitSignal(form.left):
        QTest.keyClick(popup, Qt.Key.Key_Return)
    assert control.line.text() == speaker.name
    assert form.changes() == {"speaker": speaker.id}


def test_the_row_that_enter_takes_is_marked(make: Make) -> None:
    form = make(kind_named("quote"))
    form.load(Quote(id=1))
    control = linked(form, "speaker")
    type_into(control, "asad")
    control.offer()
    popup = control.offers.rows
    assert popup is not None
    (marked,) = popup.selectionModel().selectedIndexes()
    assert marked.data() == "Sherzod Asadov"
    QTest.keyClick(popup, Qt.Key.Key_Down)
    (marked,) = popup.selectionModel().selectedIndexes()
    assert marked.data() == "New person or group “asad”"


@pytest.mark.parametrize("typed", ["Shir K", "Shir Kh", "shir "])
def test_the_list_stays_while_the_next_word_begins(make: Make, typed: str) -> None:
    form = make(kind_named("place"))
    control = linked(form, "parent")
    type_into(control, typed)
    control.offer()
    assert control.offers.words()[0] == "Shir Khan Bandar"


def test_a_whole_name_needs_no_choosing(make: Make, open_desk: Desk) -> None:
    assert open_desk.case is not None
    speaker = open_desk.case.all(Actor)[0]
    form = make(kind_named("quote"))
    form.load(Quote(id=1))
    control = linked(form, "speaker")
    type_into(control, speaker.name.lower())
    QTest.keyClick(control.line, Qt.Key.Key_Tab)
    assert form.changes() == {"speaker": speaker.id}


def test_a_linked_record_is_found_by_another_name_in_another_script(
    make: Make, open_desk: Desk
) -> None:
    assert open_desk.case is not None
    port = edits.add(open_desk.case, Place(name="Panj-e Poyon", aliases=(Alias("پنج پایان"),)))
    form = make(kind_named("place"))
    form.load(Place(id=1, name="x"))
    control = linked(form, "parent")
    for typed in ("پنج", "panj poyon", "Нижний Пяндж"):
        control.line.setText(typed)
        control.offer()
        made = f"New place “{typed}”"
        assert control.offers.words() == ([made] if typed[0] == "Н" else [port.name, made])


def test_a_name_that_nobody_bears_is_made_into_a_record_and_linked(
    make: Make, open_desk: Desk, qtbot: QtBot
) -> None:
    case = open_desk.case
    assert case is not None
    form = make(kind_named("quote"))
    form.load(Quote(id=1))
    control = linked(form, "speaker")
    type_into(control, "Dennis Wholey")
    control.offer()
    assert control.offers.words() == ["New person or group “Dennis Wholey”"]
    popup = control.offers.rows
    assert popup is not None
    with qtbot.waitSignal(form.left):
        QTest.keyClick(popup, Qt.Key.Key_Return)
    made = next(actor for actor in case.all(Actor) if actor.name == "Dennis Wholey")
    assert case.undo_label == "Add person or group Dennis Wholey"
    assert form.changes() == {"speaker": made.id}
    assert control.line.hasFocus()


def test_only_what_a_name_is_enough_for_can_be_made_while_choosing() -> None:
    able = [kind.name for kind in KINDS if can_be_made_of(kind, "A name")]
    assert able == ["actor", "place", "source", "incident"]
    assert not can_be_made_of(kind_named("incident"), "x" * 121)


def test_a_quote_is_offered_and_shown_by_its_words_and_not_by_its_speakers_role(
    make: Make, open_desk: Desk
) -> None:
    case = open_desk.case
    assert case is not None
    said = "Nobody crossed. " * 20
    source = edits.add_source(case, Source(title="Nobody crossed"), said)
    text = case.children(Text, "source", [source.id])[source.id][0]
    cited = edits.cite(case, text.id, 0, len(said) - 1)
    quote = Quote(role="Spokesman of the council", form="verbatim", text=said, citation=cited.id)
    held = edits.add(case, quote)
    form = make(kind_named("judgement_link"))
    form.load(JudgementLink(id=1))
    control = linked(form, "quote")
    type_into(control, "spokes")
    control.offer()
    (offered,) = control.offers.words()
    assert offered.startswith(f"{held.reference} Nobody crossed. Nobody")
    assert offered.endswith("…")
    form.load(JudgementLink(id=1, quote=held.id))
    assert control.line.text() == offered
