"""Likelihood on a yardstick: words and figures, borders and gaps, and another yardstick."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dossier.model.records import Judgement, kind_named
from dossier.ui.desk import Desk
from dossier.ui.forms.assessed import LikelihoodControl
from dossier.ui.forms.form import Form


@pytest.fixture
def form(open_desk: Desk, qtbot: QtBot) -> Iterator[Form]:
    made = Form(open_desk, kind_named("judgement"))
    qtbot.addWidget(made)
    made.show()
    made.load(Judgement(id=7, text="They stay.", kind="key_judgement", scale="icd203"))
    yield made
    made.close()


@pytest.fixture
def control(form: Form) -> LikelihoodControl:
    held = form.rows["likelihood"].control
    assert isinstance(held, LikelihoodControl)
    return held


def type_(control: LikelihoodControl, words: str) -> None:
    line = control.picker.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    QTest.keyClicks(line, words)


def choose(form: Form, scale: str) -> None:
    picker = form.rows["scale"].control.inputs()[0]
    at = picker.findData(scale)  # type: ignore[attr-defined]  # the picker of a word list
    picker.setCurrentIndex(at)  # type: ignore[attr-defined]  # the same
    picker.activated.emit(at)  # type: ignore[attr-defined]  # as when it is chosen


@pytest.mark.parametrize(
    ("typed", "key"),
    [("likely", "likely"), ("LIKELY", "likely"), ("almost certainly", "almost_certain"),
     ("60 %", "likely"), ("60", "likely"), ("20", "unlikely")],
)  # fmt: skip
def test_a_word_or_a_figure_becomes_the_key_of_its_band(
    control: LikelihoodControl, form: Form, typed: str, key: str
) -> None:
    type_(control, typed)
    assert form.problem("likelihood") == ""
    assert form.changes() == {"likelihood": key}


def test_a_figure_in_a_gap_of_phia_asks_the_analyst_to_choose(
    control: LikelihoodControl, form: Form
) -> None:
    choose(form, "phia")
    type_(control, "22")
    row = form.rows["likelihood"]
    QTest.keyClick(row.control.inputs()[0], Qt.Key.Key_Tab)
    row.say(form.problem("likelihood"))
    assert row.sentence.text().startswith("22 has no word on this yardstick")
    assert [button.text() for button in row.offers()] == ["highly unlikely", "unlikely"]
    assert "likelihood" not in form.changes()
    row.offers()[1].click()
    assert form.changes() == {"scale": "phia", "likelihood": "unlikely"}


def test_on_a_border_the_other_word_is_offered(control: LikelihoodControl, form: Form) -> None:
    type_(control, "20")
    assert control.repairs() == ("very unlikely", "unlikely")
    assert "“unlikely” begins here" in control.remark()
    assert form.problem("likelihood") == ""


def test_a_word_of_another_yardstick_is_refused_and_none_asks_for_one(
    control: LikelihoodControl, form: Form
) -> None:
    type_(control, "realistic possibility")
    assert "is no word of this yardstick" in form.problem("likelihood")
    choose(form, "phia")
    assert form.problem("likelihood") == ""
    choose(form, "")
    type_(control, "likely")
    assert form.problem("likelihood") == "Choose the yardstick first."


def test_the_other_row_of_icd_203_says_the_same_band_in_its_words(
    control: LikelihoodControl, form: Form
) -> None:
    form.load(Judgement(id=7, text="So.", kind="gap", scale="icd203", likelihood="likely"))
    assert control.picker.currentText() == "likely"
    choose(form, "icd203_second")
    assert control.picker.currentText() == "probable"
    assert form.changes() == {"scale": "icd203_second"}
    assert control.remark() == "55\u201380 %"


def test_a_key_that_the_yardstick_lacks_is_shown_kept_and_doubted(
    control: LikelihoodControl, form: Form
) -> None:
    form.load(Judgement(id=7, text="So.", scale="phia", likelihood="roughly_even_chance"))
    assert form.changes() == {}
    assert control.doubtful()
    assert control.picker.currentText() == "roughly_even_chance"


def test_the_bar_says_the_band_that_is_marked(control: LikelihoodControl, form: Form) -> None:
    form.load(Judgement(id=7, text="So.", scale="nato", likelihood="even_chance"))
    assert control.bar.accessibleName() == "NATO: even chance, 40\u201360 %"
    assert not control.bar.grab().isNull()
    choose(form, "")
    assert not control.bar.isVisible()


def test_a_figure_stays_a_figure_on_another_yardstick_and_a_word_its_key(
    control: LikelihoodControl, form: Form
) -> None:
    type_(control, "22 %")
    assert form.changes() == {"likelihood": "unlikely"}
    choose(form, "phia")
    assert control.picker.currentText() == "22 %"
    assert "has no word" in form.problem("likelihood")
    type_(control, "remote chance")
    choose(form, "nato")
    assert "is no word of this yardstick" in form.problem("likelihood")


def test_unfinished_words_are_put_back_on_their_own_yardstick(
    control: LikelihoodControl, form: Form
) -> None:
    choose(form, "phia")
    type_(control, "22 %")
    typed = form.typed()
    form.load(Judgement(id=8, text="Others.", kind="gap", scale="icd203", likelihood="likely"))
    form.load(Judgement(id=7, text="They stay.", kind="key_judgement", scale="icd203"))
    form.restore(typed)
    assert form.changes() == {"scale": "phia"}
    assert "has no word" in form.problem("likelihood")
