"""A speaker entered anywhere takes the place of the words that stood in for one."""

from PySide6.QtTest import QTest

from dossier.case import edits, passages
from dossier.model.records import UNNAMED_SPEAKER, Actor, Quote, Source, Text
from dossier.ui.desk import Desk
from dossier.ui.forms.linked import LinkedControl
from dossier.ui.panes.inspector import Inspector


def test_in_the_inspector_a_speaker_clears_the_stand_in_and_clearing_brings_it_back(
    inspector: Inspector, open_desk: Desk
) -> None:
    case = open_desk.case
    assert case is not None
    edits.paste_source(case, Source(title="News"), "Words that somebody said.")
    passages.quote_passage(case, case.all(Text)[0].id, 0, 5)
    inspector.show_record("quote", case.all(Quote)[0].id)
    assert inspector.form is not None
    control = inspector.form.rows["speaker"].control
    described = inspector.form.rows["description"].control
    assert isinstance(control, LinkedControl)
    assert described.value() == UNNAMED_SPEAKER
    QTest.keyClicks(control.line, case.all(Actor)[0].name)
    control.line.left.emit()
    (quote,) = case.all(Quote)
    assert (quote.speaker, quote.description) == (case.all(Actor)[0].id, "")
    assert described.value() == ""
    control.line.setText("")
    control.line.textEdited.emit("")
    control.line.left.emit()
    (quote,) = case.all(Quote)
    assert (quote.speaker, quote.description) == (None, UNNAMED_SPEAKER)
    assert inspector.form.problems() == {}
