"""Options of a brief: each makes it anew, is remembered, and says why it refuses a value."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QCheckBox,
)
from pytestqt.qtbot import QtBot

from dossier.brief.document import PageSize
from dossier.brief.spec import SECTIONS, Listed, PrintSize, Sides, Spec, parts
from dossier.model.records import CaseInfo, Incident
from dossier.ui.briefs import options
from dossier.ui.briefs.options import Setting, remember, remembered
from dossier.ui.desk import Desk
from dossier.ui.panes.briefs import BriefPane
from dossier.ui.settings import Settings
from dossier.ui.window import Window
from ui.briefs.showing import (
    PATIENCE,
    anew,
    box_of,
    edit_first,
    open_page,
    picker_of,
    shown_proof,
    text_of,
    wait_for_proof,
    words_box,
)


def test_an_option_makes_the_brief_anew(qtbot: QtBot, pane: BriefPane) -> None:
    def choose_letter() -> None:
        picker_of(pane, "Paper").setCurrentIndex(1)

    before = shown_proof(pane)
    made = anew(qtbot, pane, choose_letter)
    assert made.spec.paper is PageSize.LETTER
    assert made.sizes[0] == pytest.approx((612, 792))
    assert made.data != before.data
    assert pane.view.pages == made.report.pages


def test_a_section_without_its_tick_is_not_printed(qtbot: QtBot, pane: BriefPane) -> None:
    assert "Chronology" in text_of(shown_proof(pane).data)
    made = anew(qtbot, pane, box_of(pane, "Chronology").click)
    assert "Chronology" not in text_of(made.data)
    assert made.spec.sections == parts(*(name for name in SECTIONS if name != "chronology"))


def test_words_choose_the_incidents(qtbot: QtBot, pane: BriefPane) -> None:
    made = anew(qtbot, pane, lambda: QTest.keyClicks(words_box(pane), "Shortepa"))
    assert (made.spec.words, made.incidents) == ("Shortepa", 1)
    made = anew(qtbot, pane, lambda: QTest.keyClicks(words_box(pane), "xyz"))
    assert made.incidents == 0
    assert "No incident has these words" in pane.warning.text()


def test_without_any_section_the_page_says_what_to_do(qtbot: QtBot, pane: BriefPane) -> None:
    for box in pane.findChildren(QCheckBox):
        box.setChecked(False)
    qtbot.waitUntil(lambda: pane.stack.currentWidget() is pane.empty, timeout=PATIENCE)
    assert not pane.save.isEnabled()
    anew(qtbot, pane, box_of(pane, "Title").click)
    assert pane.stack.currentIndex() == 0
    assert pane.save.isEnabled()


def test_options_are_remembered_for_each_case(settings: Settings, tmp_path: Path) -> None:
    one, other = tmp_path / "one.dossier", tmp_path / "other.dossier"
    spec = Spec(
        words='a "b", ü',
        mark="TLP:RED",
        paper=PageSize.LETTER,
        contents=Listed.ALWAYS,
        sides=Sides.BOTH,
        print_size=PrintSize.LARGE,
        sections=parts(*SECTIONS[2:]),
    )
    remember(settings, one, spec)
    assert remembered(settings, one) == spec
    assert remembered(settings, other) == Spec()


@pytest.mark.parametrize("kept", ["{", "[]", '{"words": 1, "paper": "a0", "without": 3}', "\0"])
def test_options_that_cannot_be_read_count_as_not_set(
    settings: Settings, tmp_path: Path, kept: str
) -> None:
    path = tmp_path / "case.dossier"
    remember(settings, path, Spec())
    settings.store(options._key(path), kept)
    assert remembered(settings, path) == Spec()


def test_the_page_opens_with_the_options_it_was_left_with(
    qtbot: QtBot, window: Window, desk: Desk, settings: Settings, sample_path: Path
) -> None:
    spec = Spec(paper=PageSize.LETTER, mark="TLP:RED", sections=parts("title_block", "incidents"))
    remember(settings, sample_path, spec)
    assert desk.open_case(sample_path)
    pane = open_page(window)
    wait_for_proof(qtbot, pane)
    assert shown_proof(pane).spec == spec
    assert shown_proof(pane).mark == "TLP:RED"


def test_a_mark_weaker_than_that_of_the_case_is_refused_with_the_reason() -> None:
    info = CaseInfo(title="Case", handling_scheme="tlp2", handling_mark="TLP:GREEN")
    offers = options.mark_offers(Setting(info, "TLP:GREEN"))
    assert [offer.label for offer in offers if offer.refused] == ["TLP:CLEAR"]
    green, red = (options.why_refused(Setting(info, mark)) for mark in ("TLP:GREEN", "TLP:RED"))
    assert green.startswith("The case is marked TLP:GREEN")
    assert red.startswith("The brief holds content marked")


def test_what_the_content_forbids_is_refused_once_it_is_known(
    qtbot: QtBot, pane: BriefPane, desk: Desk
) -> None:
    anew(qtbot, pane, lambda: desk.run(edit_first(Incident, handling="TLP:AMBER")))
    assert shown_proof(pane).mark == "TLP:AMBER"
    picker = picker_of(pane, "Handling mark")
    model = picker.model()
    enabled = {
        picker.itemText(row)
        for row in range(picker.count())
        if model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled
    }
    assert enabled == {
        "As the case: TLP:AMBER", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED",
    }  # fmt: skip
