"""What is read from the words of a claim follows them while they are typed, beside the text too."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from dossier.model import counts
from dossier.model.records import Claim
from dossier.model.terms import Attribute, Measure
from dossier.ui.desk import Desk
from dossier.ui.forms.form import Form
from dossier.ui.reader.page import ReaderPage
from ui.reader.article import choose, press


def claimed(reader: ReaderPage, words: str) -> Form:
    """The form of a claim on these words."""
    choose(reader, words)
    press(reader.text, Qt.Key.Key_C)
    assert reader.record.inspector.form is not None
    return reader.record.inspector.form


def retype(form: Form, words: str) -> None:
    line = form.rows["stated"].control.focusProxy()
    assert isinstance(line, QWidget)
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, words)
    QTest.keyClick(line, Qt.Key.Key_Tab)


def stored(desk: Desk) -> Claim:
    assert desk.case is not None
    (claim,) = desk.case.all(Claim)
    return claim


def test_a_figure_goes_with_the_words_that_stated_it(reader: ReaderPage, desk: Desk) -> None:
    form = claimed(reader, "More than 130 soldiers crossed at Shir Khan Bandar.")
    assert stored(desk).count is not None
    retype(form, "crossed at Shir Khan Bandar")
    claim = stored(desk)
    assert (claim.attribute, claim.count) == (Attribute.ACTION, None)
    assert (claim.unit, claim.measure) == ("", "")


def test_words_of_the_passage_are_read_within_it(reader: ReaderPage, desk: Desk) -> None:
    form = claimed(reader, "soldiers crossed at Shir Khan Bandar.")
    retype(form, "soldiers")
    assert stored(desk).attribute == Attribute.ACTION
    retype(form, "130")
    claim = stored(desk)
    assert (claim.count, claim.attribute) == (counts.read("130"), Attribute.COUNT)


def test_what_somebody_chose_otherwise_stays(reader: ReaderPage, desk: Desk) -> None:
    form = claimed(reader, "More than 130 soldiers crossed at Shir Khan Bandar.")
    unit = form.rows["unit"].control.focusProxy()
    assert isinstance(unit, QWidget)
    unit.setFocus()
    QTest.keyClick(unit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(unit, "people")
    retype(form, "about 140")
    claim = stored(desk)
    assert (claim.unit, claim.count) == ("people", counts.read("about 140"))
    assert claim.measure in {Measure.CROSSED, ""}
