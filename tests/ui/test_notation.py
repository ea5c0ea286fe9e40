"""The window writes every date and number it computes as the user prefers, and nothing else so."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dossier.case.case import Case
from dossier.exchange.sample import create_sample
from dossier.model.counts import stated
from dossier.model.dates import Reported, Style, parse
from dossier.model.notation import NumberStyle
from dossier.model.records import Claim, Incident
from dossier.model.terms import Qualifier
from dossier.ui import notation
from dossier.ui.actions import Command
from dossier.ui.desk import Desk
from dossier.ui.lists.page import RecordPage
from dossier.ui.panes.inspector import Inspector
from dossier.ui.panes.workbench import Workbench
from dossier.ui.preferences import (
    DATE_STYLE,
    NUMBER_STYLE,
    OTHER_CALENDAR,
    OtherCalendar,
)
from dossier.ui.window import Window

LISTS = (
    Command.GO_INCIDENTS,
    Command.GO_SOURCES,
    Command.GO_QUOTES,
    Command.GO_ACTORS,
    Command.GO_PLACES,
)
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WORDY = re.compile(rf"\b\d{{1,2}} (?:{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b")
COMMA = re.compile(r"\d,\d{3}\b")
THOUSANDS = 1300


@pytest.fixture
def sample(window: Window, desk: Desk, tmp_path: Path) -> Workbench:
    """The sample in the window, with a figure of more than a thousand."""

    def made() -> Case:
        case = create_sample(tmp_path / "sample.dossier")
        with case.edit("Add") as edit:
            incident = edit.insert(Incident(title="Crossing", date=Reported("", "2021-06-22")))
            for number in (THOUSANDS, THOUSANDS + 900):
                edit.insert(
                    Claim(
                        incident=incident.id,
                        attribute="count",
                        stated="very many",
                        stance="asserts",
                        measure="crossed",
                        count=stated(Qualifier.MORE_THAN, number),
                    )
                )
        return case

    assert desk.take_case(made)
    assert window.workbench is not None
    return window.workbench


def prefer(desk: Desk, dates: Style, numbers: NumberStyle) -> None:
    desk.prefer(DATE_STYLE, dates)
    desk.prefer(NUMBER_STYLE, numbers)


def cells(page: RecordPage) -> Iterator[str]:
    """All that the cells of a page say, spare columns included."""
    for row in range(page.model.rowCount()):
        for column in range(page.model.columnCount()):
            yield str(page.model.index(row, column).data())


def shown(widget: QWidget) -> Iterator[str]:
    """Words of the labels on the screen."""
    for label in widget.findChildren(QLabel):
        if label.isVisible():
            yield label.text()


def reported(desk: Desk) -> set[str]:
    """Words of the case that hold dates or numbers: titles, quotations, stated words."""
    assert desk.case is not None
    texts = [one.title for one in desk.case.all(Incident)]
    return {text for text in texts if WORDY.search(text)}


def test_no_cell_of_a_table_leaves_the_style(sample: Workbench, desk: Desk) -> None:
    prefer(desk, Style.ISO, NumberStyle.POINT)
    told = []
    for command in LISTS:
        sample.show_page(command)
        page = sample.pages.records
        assert page is not None
        told += [words for words in cells(page) if words not in reported(desk)]
    joined = "\n".join(told)
    assert "2021-06-22" in joined
    assert "more than 1.300" in joined
    assert "or more than 2.200" in joined
    assert not COMMA.search(joined)
    leaks = [line for line in told if WORDY.search(line) and "“" not in line]
    dated = [line for line in leaks if "2021" in line or "2026" in line]
    assert dated == []


def test_inspector_history_and_bars_follow_at_once(sample: Workbench, desk: Desk) -> None:
    case = desk.case
    assert case is not None
    incident = next(one for one in case.all(Incident) if one.title == "Crossing")
    sample.go_to("incident", incident.id)
    inspector = sample.inspector
    form = inspector.form
    assert form is not None
    assert form.rows["date"].sentence.text().startswith("Tuesday, 22 Jun 2021")
    prefer(desk, Style.ISO, NumberStyle.SPACE)
    assert form.rows["date"].sentence.text().startswith("Tuesday, 2021-06-22")
    inspector.tabs.setCurrentWidget(inspector.evidence)
    assert any("more than 1\u202f300" in words for words in shown(inspector))
    prefer(desk, Style.LONG, NumberStyle.PLAIN)
    assert any("more than 1300" in words for words in shown(inspector))
    inspector.tabs.setCurrentWidget(inspector.history)
    assert any("22 June 2021" in words for words in _history(inspector))
    prefer(desk, Style.ISO, NumberStyle.PLAIN)
    said = _history(inspector)
    assert any("2021-06-22" in words for words in said)
    assert not any(WORDY.search(words) for words in said)


def _history(inspector: Inspector) -> list[str]:
    """Words of the dates in the history: those below the name of the field."""
    labels = inspector.history.findChildren(QLabel)
    pairs = pairwise(labels)
    return [below.text().replace("\u2068", "") for head, below in pairs if head.text() == "Date"]


def test_what_is_stored_and_reported_is_never_touched(sample: Workbench, desk: Desk) -> None:
    case = desk.case
    assert case is not None
    before, head = case.state_hash, case.head_hash
    for style in (Style.LONG, Style.ISO):
        for numbers in NumberStyle:
            prefer(desk, style, numbers)
            for command in LISTS:
                sample.show_page(command)
    desk.leaving.emit()
    assert (case.state_hash, case.head_hash) == (before, head)


def test_date_columns_have_the_room_their_style_needs(sample: Workbench, desk: Desk) -> None:
    sample.show_page(Command.GO_INCIDENTS)
    page = sample.pages.records
    assert page is not None
    usual = page.table.columnWidth(0)
    desk.prefer(DATE_STYLE, Style.LONG)
    long = page.table.columnWidth(0)
    desk.prefer(OTHER_CALENDAR, OtherCalendar.DARI)
    assert usual < long < page.table.columnWidth(0)


# ---- the other calendar


def dari(edtf: str) -> str:
    """The date in Dari, without the marks that isolate it in running text."""
    made = notation.solar_hijri(parse(edtf), calendar=OtherCalendar.DARI)
    return made.strip("\u2068\u2069")


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2021-06-22", "۱ سرطان ۱۴۰۰"),
        ("2021-03-20", "۳۰ حوت ۱۳۹۹"),  # the last day of a leap year
        ("2021-03-21", "۱ حمل ۱۴۰۰"),
        ("1919-08-19", "۲۷ اسد ۱۲۹۸"),
        ("2021-06-22~", "۱ سرطان ۱۴۰۰"),
        ("2021-06", "جوزا ۱۴۰۰ – سرطان ۱۴۰۰"),
        ("2021", "۱۳۹۹ – ۱۴۰۰"),
        ("2021-06-21/2021-06-22", "۳۱ جوزا ۱۴۰۰ – ۱ سرطان ۱۴۰۰"),
        ("2021-06-22/..", "۱ سرطان ۱۴۰۰ –"),
        ("../2021-06-22", "– ۱ سرطان ۱۴۰۰"),
        ("-0044-03-15", ""),
        ("Y170000002", ""),
    ],
)
def test_dates_of_any_precision_have_their_solar_hijri_words(edtf: str, words: str) -> None:
    assert dari(edtf) == words


@pytest.mark.usefixtures("app")
def test_pashto_has_names_of_its_own() -> None:
    said = notation.solar_hijri(parse("2021-06-22"), calendar=OtherCalendar.PASHTO)
    assert "چنگاښ" in said


def test_it_stands_in_brackets_wherever_a_date_is_written(desk: Desk) -> None:
    desk.prefer(OTHER_CALENDAR, OtherCalendar.DARI)
    assert notation.date(Reported("", "2021-06-22")) == "22 Jun 2021 (\u2068۱ سرطان ۱۴۰۰\u2069)"
    assert notation.date(Reported("the other day")) == "the other day"
    assert "قوس" in notation.moment(datetime(2026, 11, 22, 12, tzinfo=UTC))


def test_without_an_application_the_usual_style_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QApplication, "instance", staticmethod(lambda: None))
    assert notation.current() == notation.DEFAULT
    notation.wear(notation.made(Style.ISO, NumberStyle.PLAIN, OtherCalendar.NONE))
    assert notation.number(THOUSANDS) == "1,300"
