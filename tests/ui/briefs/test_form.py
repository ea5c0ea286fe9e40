"""The form of a brief: templates, sections in order, each with its options, and own words."""

from array import array
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from dossier.brief import catalogue, templates
from dossier.brief.options import OptionType, options_of
from dossier.brief.spec import House, Part, Spec, parts
from dossier.case import find
from dossier.case.reading import Reading
from dossier.model.records import Incident
from dossier.ui.briefs.form import OptionsForm
from dossier.ui.briefs.options import remember, remembered, remembered_asides
from dossier.ui.briefs.reference import ReferenceLine
from dossier.ui.briefs.rows import SectionRow
from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import Prose
from dossier.ui.forms.record_line import Found
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
    assert isinstance(reference, ReferenceLine)
    reference.offer()
    offered = reference.offers.words()
    assert len(offered) == 1
    assert "53 soldiers cross from Shortepa" in offered[0]
    reference.offers.taken.emit(0)
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


def _write(form: OptionsForm, words: str, *, name: str = "text") -> SectionRow:
    """Write words in a section; an own text is added for it."""
    if name == "text":
        form.sections.add_text()
        row = next(r for r in form.sections.rows if r.is_open and r.part == Part("text"))
    else:
        row = _row(form, name)
        row.toggle()
    QTest.keyClicks(row.inputs["text"].stops()[0], words)
    return row


def _write_line(form: OptionsForm, section: str, option: str, words: str) -> None:
    line = _row(form, section).inputs[option].stops()[0]
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, words)


def _asides(form: OptionsForm) -> list[Part]:
    return [one.part for one in form.asides()]


def test_words_of_one_case_are_not_in_the_form_of_the_next(form: OptionsForm) -> None:
    form.load(Spec())
    _write(form, "Of case A.").box.click()
    _write(form, "Also of A.", name="bluf").box.click()
    form.load(Spec())
    assert form.asides() == ()
    assert all("A." not in str(row.part.values) for row in form.sections.rows)


def test_what_is_only_begun_in_an_open_section_is_not_in_the_next_case(form: OptionsForm) -> None:
    name, option = next(
        (name, option)
        for name in catalogue.names()
        for option in catalogue.options(name)
        if option.type is OptionType.NUMBER
    )
    form.load(Spec(sections=parts(name)))
    _row(form, name).toggle()
    (line,) = _row(form, name).inputs[option.name].stops()
    line.setText("")  # type: ignore[attr-defined]  # a Line
    form.load(Spec(sections=parts(name)))
    assert line.text() == str(option.default)  # type: ignore[attr-defined]  # a Line


def test_words_without_a_tick_are_there_again_with_their_place(
    qtbot: QtBot, desk: Desk, form: OptionsForm, case_path: Path
) -> None:
    form.load(Spec(sections=parts("title_block", "chronology")))
    _row(form, "title_block").toggle()
    _write(form, "Mine.").box.click()
    _write(form, "The answer.", name="bluf").box.click()
    remember(desk.settings, case_path, form.spec(), form.asides())
    other = OptionsForm(desk)
    qtbot.addWidget(other)
    other.load(remembered(desk.settings, case_path), remembered_asides(desk.settings, case_path))
    assert other.sections.held() == form.sections.held()
    assert _asides(other) == [
        Part("text", (("text", "Mine."),)),
        Part("bluf", (("text", "The answer."),)),
    ]


def test_another_template_leaves_own_words_among_the_sections(
    qtbot: QtBot, desk: Desk, form: OptionsForm
) -> None:
    form.load(templates.built_in("chronology"))
    _write(form, "Mine.")
    with qtbot.waitSignal(desk.told):
        _choose_template(form, "source_register")
    assert form.spec().sections == templates.built_in("source_register").sections
    assert _asides(form) == [Part("text", (("text", "Mine."),))]
    with qtbot.assertNotEmitted(desk.told):
        _choose_template(form, "source_register")
    assert _asides(form) == [Part("text", (("text", "Mine."),))]


def test_another_template_takes_the_words_of_a_section_that_it_has_too(form: OptionsForm) -> None:
    both = [n for n in templates.BUILT_IN if "bluf" in templates.built_in(n).names]
    form.load(templates.built_in(both[0]))
    _write(form, "The answer.", name="bluf")
    _choose_template(form, both[1])
    assert _row(form, "bluf").part.chosen["text"] == "The answer."
    assert _asides(form) == []
    _row(form, "bluf").box.click()
    _choose_template(form, both[0])
    assert "text" not in _row(form, "bluf").part.chosen, "words without a tick are not printed"
    words = {"heading": catalogue.title("bluf"), "text": "The answer."}
    assert _asides(form) == [catalogue.part("text", words)]


def test_typed_lines_for_which_another_brief_has_no_room_stay_beside_it(
    qtbot: QtBot, form: OptionsForm, desk: Desk
) -> None:
    form.load(templates.built_in("case_brief"))
    _row(form, "title_block").toggle()
    _write_line(form, "title_block", "title", "Crossings in June")
    _write_line(form, "title_block", "audience", "The board")
    with qtbot.waitSignal(desk.told):
        form.chooser.recalled.emit(Spec(sections=parts("title_block", "chronology")))
    words = {"heading": "Title", "text": "Title: Crossings in June\nFor: The board"}
    assert _asides(form) == [catalogue.part("text", words)]


def test_a_heading_typed_without_a_tick_stays_beside_a_template_that_prints_its_section(
    form: OptionsForm,
) -> None:
    form.load(templates.built_in("chronology"))
    _row(form, "assessment").toggle()
    _write_line(form, "assessment", "heading", "What we make of it")
    _row(form, "assessment").box.click()
    _choose_template(form, "situation_report")
    words = {"heading": "Assessment", "text": "Heading: What we make of it"}
    assert _asides(form) == [catalogue.part("text", words)]


def test_what_a_template_brings_is_not_carried_into_another(form: OptionsForm) -> None:
    path = form.chooser.folder / "Ours.toml"
    own = Spec(sections=(Part("text", (("text", "Of the template."),)), Part("question")))
    form.load(own)
    form.chooser._save(path)
    _choose_template(form, "chronology")
    assert _asides(form) == []


def test_a_reference_behind_an_emoji_is_set_apart_from_the_word_before(form: OptionsForm) -> None:
    row = _row(form, "situation")
    row.toggle()
    prose, reference = row.inputs["text"].stops()
    assert isinstance(prose, Prose)
    assert isinstance(reference, ReferenceLine)
    prose.setPlainText("🪖 They crossed then")
    cursor = prose.textCursor()
    cursor.setPosition(len("🪖 They crossed") + 1)  # in UTF-16 units
    prose.setTextCursor(cursor)
    crossing = Found("incident", 1, "INC-0001", "Crossing")
    reference.chosen.emit(crossing)
    assert prose.words() == "🪖 They crossed [INC-0001] then"
    prose.selectAll()
    reference.chosen.emit(crossing)
    assert prose.words() == "[INC-0001]"


def test_references_of_a_large_case_are_asked_for_beside_the_window_and_only_so_many(
    qtbot: QtBot, desk: Desk, form: OptionsForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.asking.large = 0
    fetched, ids = list[int](), find.ids

    def counted(case: Reading, kind: str, **asked: Any) -> "array[int]":
        found = ids(case, kind, **asked)
        fetched.append(len(found))
        return found

    monkeypatch.setattr(find, "ids", counted)
    assert desk.case is not None
    with desk.case.edit("Fill") as edit:
        edit.insert_many([Incident(title=f"Crossing {n}") for n in range(30)])
    row = _row(form, "situation")
    row.toggle()
    _, reference = row.inputs["text"].stops()
    assert isinstance(reference, ReferenceLine)
    reference.offer()
    assert reference.offers.words() == []
    qtbot.waitUntil(lambda: len(reference.offers.words()) > 0)
    assert max(fetched) == 4
