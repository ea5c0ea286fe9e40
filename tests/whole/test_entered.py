"""The sample case entered by keyboard and mouse in the real window: record for record the same."""

import copy
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from brief.reading import Brief, brief_of
from dossier.case import file, history, verify
from dossier.case.case import Case
from dossier.exchange.sample import create_sample
from dossier.model.records import Incident
from dossier.ui import application, fonts
from dossier.ui.settings import Settings
from whole import events
from whole.content import content
from whole.entering import Analyst
from whole.hands import Hands, Tally
from whole.story import BODY, INFO

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@dataclass(frozen=True)
class Entered:
    """What two hands made: the case, still open in the window, and its brief."""

    case: Path
    brief: Path
    hands: Hands
    spent: Tally


@pytest.fixture(scope="module")
def entered(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Entered]:
    folder = tmp_path_factory.mktemp("entered")
    fonts.load(folder / "fonts")
    hook = sys.excepthook
    window = application.build(qapp, Settings(folder / "settings.ini"))
    window.resize(1280, 800)
    window.show()
    hands, paths = Hands(), (folder / "Entered.dossier", folder / "entered.pdf")
    enter(hands, *paths)
    yield Entered(*paths, hands, copy.deepcopy(hands.tally))
    window.close()
    window.deleteLater()
    sys.excepthook = hook
    for made in qapp.children():  # what the window stood on; the rest is Qt's own
        if type(made).__module__.startswith("dossier."):
            made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def enter(hands: Hands, case: Path, brief: Path) -> None:
    """Enter the whole story and print its brief."""
    records = [record for _, held in events.build().steps for record in held]
    analyst = Analyst(hands, records)
    analyst.begin_case(case, INFO)
    analyst.enter_people()
    analyst.enter_places()
    analyst.paste_source(BODY)
    for record in records:
        if isinstance(record, Incident):
            analyst.enter_incident(record)
    analyst.enter_statements()
    analyst.enter_judgements()
    analyst.weigh_hypotheses()
    analyst.print_brief(brief)


@pytest.fixture
def case(entered: Entered) -> Iterator[Case]:
    """The case as it is stored now; the window has it open."""
    with file.open_case(entered.case, read_only=True) as opened:
        yield opened


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Case]:
    with create_sample(tmp_path / "sample.dossier") as opened:
        yield opened


def test_what_was_entered_is_the_sample_record_by_record(case: Case, sample: Case) -> None:
    made, wanted = content(case), content(sample)
    assert sorted((wanted - made).elements()) == []
    assert sorted((made - wanted).elements()) == []


def test_nothing_is_wrong_with_the_case_that_was_entered(entered: Entered) -> None:
    assert verify.verify(entered.case) == []


def test_its_brief_says_what_the_brief_of_the_sample_says(entered: Entered, sample: Case) -> None:
    printed, wanted = Brief(entered.brief.read_bytes()), brief_of(sample)
    assert timeless(printed) == timeless(wanted)


def timeless(brief: Brief) -> str:
    """The words of a brief without the hashes of case and step, and the day of its last change."""
    hashed = re.sub(
        r"[0-9a-f]{8}…[0-9a-f]{4}|\b[0-9a-f]{64}\b|(?<=step )[0-9a-f]{8}", "#", brief.text()
    )
    return re.sub(r"\d{1,2} [A-Z]{3,} \d{4}", "DAY", hashed)


def test_undo_leads_back_to_the_empty_case_and_redo_to_the_end(entered: Entered) -> None:
    end, steps = state(entered)
    entered.hands.press("Ctrl+1")
    entered.hands.press("Ctrl+Z", steps)
    with file.open_case(entered.case, read_only=True) as case:
        assert list(content(case)) == ['{"record": "case_info", "title": "Entered"}']
    entered.hands.press("Ctrl+Y", steps)
    assert state(entered)[0] == end


def state(entered: Entered) -> tuple[str, int]:
    """Hash of what the case holds now, and how many steps led there."""
    with file.open_case(entered.case, read_only=True) as case:
        return case.state_hash, len({entry.step.id for entry in history.history(case)})


def test_entering_takes_a_bounded_number_of_gestures(entered: Entered) -> None:
    """Letters are those of the sample; the rest is what the window asks for on top of them."""
    sys.stdout.write(f"\n{entered.spent.table()}\n")
    spent = entered.spent.total()
    assert spent["typed"] < 5_500
    assert spent["keys"] + spent["clicks"] + spent["drags"] < 1_500
