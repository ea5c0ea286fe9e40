"""The form of a brief: templates, sections in order, each with its options, and own words."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from dossier.brief import catalogue, templates
from dossier.brief.options import OptionType, options_of
from dossier.brief.spec import House, Part, Spec, parts
from dossier.ui.briefs.form import OptionsForm
from dossier.ui.briefs.rows import SectionRow
from dossier.ui.desk import Desk
from dossier.ui.prompts import PromptDialog


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, case_path: Path) -> OptionsForm:
    assert desk.open_case(case_path)
    made = OptionsForm(desk)
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.show()
    return made


def _row(form: OptionsForm, name: str) -> SectionRow:
    return next(row for row in form.sections.rows if row.part.name == name)


def _choose_template(form: OptionsForm, name: str) -> None:
    picker = form.chooser.picker
    at = picker.findData(name)
    assert at >= 0
    picker.setCurrentIndex(at)
    picker.activated.emit(at)


@pytest.mark.parametrize("name", templates.BUILT_IN)
def test_every_template_is_shown_as_it_is(form: OptionsForm, name: str) -> None:
    form.load(templates.built_in(name))
    assert form.spec() == templates.built_in(name)


def test_every_option_has_an_input_with_its_label(form: OptionsForm) -> None:
    assert set(form.inputs) == {option.name for option in options_of(Spec)}
    assert set(form.house) == {option.name for option in options_of(House)}
    for name in catalogue.names():
        row = _row(form, name) if name != "text" else None
        if row is not None:
            row.toggle()
            assert set(row.inputs) == {option.name for option in catalogue.options(name)}


def test_showing_a_brief_is_no_edit(qtbot: QtBot, form: OptionsForm) -> None:
    with qtbot.assertNotEmitted(form.edited):
        form.load(templates.built_in("key_judgement_brief"))
        _row(form, "bluf").toggle()


def test_a_template_keeps_the_incidents_and_the_mark_asked_for(
    qtbot: QtBot, form: OptionsForm
) -> None:
    form.load(Spec(words="Kaldar", since="2021-06-22", mark="TLP:RED"))
    with qtbot.waitSignal(form.edited):
        _choose_template(form, "chronology")
    spec = form.spec()
    assert (spec.words, spec.since, spec.mark) == ("Kaldar", "2021-06-22", "TLP:RED")
    assert spec.sections == templates.built_in("chronology").sections


def test_alt_and_an_arrow_move_a_section(form: OptionsForm) -> None:
    form.load(Spec(sections=parts("title_block", "question", "chronology")))
    box = _row(form, "chronology").box
    box.setFocus()
    while form.spec().names[0] != "chronology":
        QTest.keyClick(box, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert form.spec().names == ("chronology", "title_block", "question")
    for _ in form.sections.rows:
        QTest.keyClick(box, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert form.spec().names == ("title_block", "question", "chronology")
    assert form.sections.rows[-1].part.name == "chronology"


def test_an_option_of_a_section_is_made_from_its_description(
    qtbot: QtBot, form: OptionsForm
) -> None:
    row = _row(form, "chronology")
    row.toggle()
    for option in catalogue.options("chronology"):
        if option.type is OptionType.TICK:
            with qtbot.waitSignal(form.edited):
                QTest.keyClick(row.inputs[option.name].stops()[0], Qt.Key.Key_Space)
    held = dict(_row(form, "chronology").part.values)
    assert held == {
        o.name: not o.default
        for o in catalogue.options("chronology")
        if o.type is OptionType.TICK
    }  # fmt: skip


def test_who_fills_in_a_section_gets_it(form: OptionsForm) -> None:
    row = _row(form, "bluf")
    assert "bluf" not in form.spec().names
    row.toggle()
    QTest.keyClicks(row.inputs["text"].stops()[0], "They crossed.")
    part = next(part for part in form.spec().sections if part.name == "bluf")
    assert part.chosen["text"] == "They crossed."


def test_own_text_can_stand_twice_and_go_away(form: OptionsForm) -> None:
    form.load(Spec(sections=parts("title_block", "chronology")))
    _row(form, "title_block").toggle()
    form.sections.add_text()
    form.sections.add_text()
    assert form.spec().names == ("title_block", "text", "text", "chronology")
    _row(form, "text").removed.emit()
    assert form.spec().names == ("title_block", "text", "chronology")


def test_a_reference_is_found_by_name_and_put_into_the_text(form: OptionsForm) -> None:
    row = _row(form, "situation")
    row.toggle()
    made = row.inputs["text"]
    prose, reference = made.stops()
    QTest.keyClicks(prose, "They crossed")
    QTest.keyClicks(reference, "Shortepa")
    reference.offer()  # type: ignore[attr-defined]  # a ReferenceLine
    offered = reference.offered()  # type: ignore[attr-defined]  # a ReferenceLine
    assert len(offered) == 1
    assert "53 soldiers cross from Shortepa" in offered[0]
    first: QModelIndex = reference.completer_.completionModel().index(0, 0)  # type: ignore[attr-defined]  # a ReferenceLine
    reference._choose(first)  # type: ignore[attr-defined]  # a ReferenceLine
    assert made.value() == f"They crossed [{offered[0].split()[0]}]"


def test_a_template_is_saved_shown_as_ones_own_and_changed(form: OptionsForm) -> None:
    form.load(Spec(sections=parts("title_block")))
    path = form.chooser.folder / "Ours.toml"
    form.chooser.saving.emit()
    form.chooser._save(path)
    assert templates.load(path) == templates.renamed(Spec(sections=parts("title_block")), "Ours")
    assert "Ours (yours)" in [
        form.chooser.picker.itemText(at) for at in range(form.chooser.picker.count())
    ]
    _row(form, "question").box.click()
    assert form.chooser.about.text().endswith("Changed here.")
    form.chooser._allow()
    assert form.chooser.keep.isEnabled()
    form.chooser.keep.trigger()
    assert templates.load(path).names == ("title_block", "question")
    _choose_template(form, "chronology")
    form.chooser._allow()
    assert not form.chooser.keep.isEnabled()


def test_a_template_that_cannot_be_read_is_told_and_changes_nothing(
    form: OptionsForm, tmp_path: Path
) -> None:
    before = form.spec()
    (tmp_path / "bad.toml").write_text("paper = 1", encoding="utf-8")
    form.chooser._open(tmp_path / "bad.toml")
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, PromptDialog))
    assert "bad.toml: “paper” cannot be 1." in dialog.question.message
    dialog.close()
    assert form.spec() == before


def test_the_dialog_for_a_template_starts_among_ones_own(form: OptionsForm) -> None:
    form.load(templates.built_in("chronology"))
    form.chooser._ask_copy()
    (dialog,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, QFileDialog))
    assert dialog.selectedFiles()[0].endswith("Chronology.toml")
    dialog.close()


def test_a_pale_colour_is_told_while_it_is_typed(form: OptionsForm) -> None:
    form.opener.click()
    made = form.house["accent"]
    remark = made.remark  # type: ignore[attr-defined]  # a ColourInput
    assert not remark.isVisible()
    made.line.setText("#F0C040")  # type: ignore[attr-defined]  # a ColourInput
    assert "Too pale for text on white" in remark.text()
    made.line.setText("red")  # type: ignore[attr-defined]  # a ColourInput
    assert "#RRGGBB" in remark.text()


def test_sections_that_are_not_printed_keep_their_place(form: OptionsForm) -> None:
    form.load(Spec(sections=(Part("annex_method"), Part("title_block"))))
    names = [row.part.name for row in form.sections.rows]
    assert names.index("annex_method") < names.index("title_block") < names.index("question")
    assert sorted(names) == sorted(set(catalogue.names()) - {"text"})
