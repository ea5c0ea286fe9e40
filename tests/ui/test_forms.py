"""Forms made from Kinds: every one shows a record, gives it back, and saves nothing by itself."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from dossier.model.codecs import Alias, Position
from dossier.model.counts import Count, read
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.field import FieldType, Kind, Record
from dossier.model.records import KINDS, Claim, Incident, Place, Quote, kind_named
from dossier.model.terms import vocabulary
from dossier.ui.desk import Desk
from dossier.ui.forms.aliases import AliasesControl
from dossier.ui.forms.form import Form, is_shown
from dossier.ui.forms.picks import SearchedControl, TermControl
from dossier.ui.forms.reported import CountControl, DateControl
from dossier.ui.forms.texts import LineControl, ProseControl

Make = Callable[[Kind], Form]

# Values that a control could spoil: blanks, line ends, no-break spaces, unknown keys, own bounds.
AWKWARD: dict[FieldType, object] = {
    FieldType.LINE: "  two  blanks \u00a0",
    FieldType.PROSE: "one\n\ntwo\u00a0three \u2028 four ",
    FieldType.URL: "https://example.org/?a=%20b",
    FieldType.TERM: "no_such_word",
    FieldType.LANGUAGE: "x-unknown",
    FieldType.COUNTRY: "ZZ",
    FieldType.ZONE: "Mars/Olympus",
    FieldType.DIGEST: "ab" * 32,
    FieldType.MOMENT: "2021-06-22T09:00:00Z",
    FieldType.SHEET: '{"tool": "browser"}',
    FieldType.NUMBER: -7,
    FieldType.FLAG: True,
    FieldType.RECORD: 123_456_789_012,
    FieldType.DATE: Reported("on the eve of Eid", "2021-07-19"),
    FieldType.TIME: TimeOfDay("at dawn", "04:40"),
    FieldType.COUNT: dataclasses.replace(read("about 100") or Count(None), low=80),  # type: ignore[arg-type]  # read never fails here
    FieldType.POSITION: Position(371812345, -1),
    FieldType.ALIASES: (Alias("شیرخان بندر", "fa-AF"), Alias("", "ru"), Alias(" x ", "")),
    FieldType.LANGUAGES: ("fa-AF", "en", "fa-AF"),
}


@pytest.fixture
def make(open_desk: Desk, qtbot: QtBot) -> Make:
    def made(kind: Kind) -> Form:
        form = Form(open_desk, kind)
        qtbot.addWidget(form)
        form.resize(356, 900)
        with qtbot.waitActive(form):
            form.show()
            form.activateWindow()
        return form

    return made


@pytest.fixture
def form(make: Make) -> Form:
    return make(kind_named("incident"))


def awkward(kind: Kind) -> Record:
    values: dict[str, Any] = {
        field.name: AWKWARD[field.type] for field in kind.fields if is_shown(field)
    }
    return dataclasses.replace(kind.record(id=7), **values)


def type_into(widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)


def line_of(form: Form, name: str) -> QLineEdit:
    control = form.rows[name].control
    assert isinstance(control, LineControl)
    return control.line


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_form_gives_a_record_back_as_it_was(kind: Kind, make: Make, qtbot: QtBot) -> None:
    form = make(kind)
    with qtbot.assertNotEmitted(form.edited), qtbot.assertNotEmitted(form.left):
        for record in (kind.record(id=5), awkward(kind), kind.record(id=6)):
            form.load(record)
            assert form.changes() == {}
            assert form.record() == record
            assert form.typed() == {}
            form.refresh(record)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_control_has_a_name_and_is_reached_by_tab(kind: Kind, make: Make) -> None:
    form = make(kind)
    form.load(awkward(kind))
    inputs = [
        widget
        for widget in form.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.focusProxy() is None
    ]
    assert [widget for widget in inputs if not widget.accessibleName()] == []
    inputs[0].setFocus()
    reached = set()
    for _ in range(3 * len(inputs)):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert set(inputs) <= reached, "Tab must leave each of them, text areas too"


def test_typing_counts_as_one_stay_that_ends_on_leaving(form: Form) -> None:
    form.load(Incident(id=1, title="Old"))
    stays: list[dict[str, object]] = []
    form.left.connect(lambda: stays.append(form.changes()))
    line = line_of(form, "title")
    type_into(line, "er title")
    assert stays == []
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert stays == [{"title": "er titleOld"}]


def test_leaving_an_untouched_field_says_nothing(form: Form, qtbot: QtBot) -> None:
    form.load(Incident(id=1, title="Old"))
    line = line_of(form, "title")
    line.setFocus()
    with qtbot.assertNotEmitted(form.left):
        QTest.keyClick(line, Qt.Key.Key_Tab)


def test_words_being_typed_survive_a_change_of_the_record(form: Form) -> None:
    form.load(Incident(id=1, title="Old", handling="open"))
    line = line_of(form, "title")
    type_into(line, "New ")
    form.refresh(Incident(id=1, title="Changed elsewhere", handling="closed"))
    assert line.text() == "New Old"
    assert line.hasFocus()
    assert line_of(form, "handling").text() == "closed"


def test_of_two_fields_that_exclude_each_other_one_is_stored(make: Make) -> None:
    form = make(kind_named("quote"))
    form.load(Quote(id=1, speaker=5))
    description, speaker = line_of(form, "description"), line_like(form, "speaker")
    type_into(description, "An official")
    QTest.keyClick(description, Qt.Key.Key_Tab)
    assert form.changes() == {}
    assert "either" in form.rows["description"].sentence.text()
    speaker.setFocus()
    speaker.selectAll()
    QTest.keyClick(speaker, Qt.Key.Key_Delete)
    QTest.keyClick(speaker, Qt.Key.Key_Tab)
    assert form.changes() == {"speaker": None, "description": "An official"}


# ---- values as reported


def test_a_date_in_words_shows_what_was_understood(form: Form) -> None:
    form.load(Incident(id=1, title="x"))
    type_into(line_of(form, "date"), "22 June 2021")
    row = form.rows["date"]
    assert row.sentence.text() == "Tuesday, 22 Jun 2021 · 2021-06-22"
    assert form.changes() == {"date": Reported("22 June 2021", "2021-06-22")}


def test_words_that_are_no_date_are_kept_and_flagged(form: Form) -> None:
    form.load(Incident(id=1, title="x"))
    line = line_of(form, "date")
    type_into(line, "when the river rose")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    row = form.rows["date"]
    assert form.changes() == {"date": Reported("when the river rose", None)}
    assert "not understood" in row.sentence.text()
    assert row.sentence.property("look") == "warn"


def test_a_repair_settles_the_meaning_and_keeps_the_words(form: Form, qtbot: QtBot) -> None:
    form.load(Incident(id=1, title="x"))
    line = line_of(form, "date")
    type_into(line, "06/07/2021")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    offers = form.rows["date"].offers()
    assert [button.text() for button in offers] == ["2021-07-06", "2021-06-07"]
    with qtbot.waitSignal(form.left):
        QTest.mouseClick(offers[1], Qt.MouseButton.LeftButton)
    assert form.changes() == {"date": Reported("06/07/2021", "2021-06-07")}
    assert form.rows["date"].offers() == []


def test_a_repair_of_a_stored_date_counts_as_a_change(form: Form) -> None:
    form.load(Incident(id=1, title="x", date=Reported("06/07/2021", None)))
    QTest.mouseClick(form.rows["date"].offers()[0], Qt.MouseButton.LeftButton)
    assert form.changes() == {"date": Reported("06/07/2021", "2021-07-06")}


@pytest.mark.parametrize(
    ("typed", "sense"), [("more than 130", "131 or more"), ("134", ""), ("10 to 12", "10 to 12")]
)
def test_a_count_is_read_from_words(typed: str, sense: str, make: Make) -> None:
    form = make(kind_named("claim"))
    form.load(Claim(id=1))
    line = line_of(form, "count")
    type_into(line, typed)
    assert form.changes() == {"count": read(typed)}
    assert form.rows["count"].sentence.text() == sense


def test_what_is_no_count_stays_in_the_field_with_the_reason(make: Make) -> None:
    form = make(kind_named("claim"))
    form.load(Claim(id=1))
    line = line_of(form, "count")
    type_into(line, "a lot")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert form.changes() == {}
    assert "a lot" in form.problems()["count"]
    assert form.rows["count"].sentence.text() == form.problems()["count"]
    assert line.accessibleDescription() == form.problems()["count"]
    assert line.property("wrong")
    kept = form.typed()
    form.load(Claim(id=2))
    assert line.text() == ""
    form.load(Claim(id=1))
    form.restore(kept)
    assert line.text() == "a lot"


def test_a_position_is_understood_in_degrees_and_minutes(make: Make) -> None:
    form = make(kind_named("place"))
    form.load(Place(id=1, name="x"))
    type_into(line_of(form, "position"), "37°10'48\"N 68°36'36\"E")
    assert form.changes() == {"position": Position(371800000, 686100000)}
    assert form.rows["position"].sentence.text() == "37.18, 68.61"


def test_an_empty_title_is_not_given_to_the_case(form: Form) -> None:
    form.load(Incident(id=1, title="x"))
    line = line_of(form, "title")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert form.changes() == {}
    assert form.problems() == {"title": "“What happened” cannot be empty."}


# ---- choosing


def test_a_word_list_explains_its_words_without_markup(form: Form) -> None:
    control = form.rows["kind"].control
    assert isinstance(control, TermControl)
    at = control.picker.findData("surrender")
    tip = control.picker.itemData(at, Qt.ItemDataRole.ToolTipRole)
    assert vocabulary("event_kind").term("surrender").definition in tip


@pytest.mark.parametrize("name", ["kind", "zone"])
def test_the_wheel_changes_nothing_without_the_focus(name: str, form: Form) -> None:
    form.load(Incident(id=1, title="x", kind="surrender", zone="Asia/Kabul"))
    form.rows["title"].control.setFocus()
    picker = form.rows[name].control.findChild(QComboBox)
    assert isinstance(picker, QComboBox)
    place = QPointF(picker.rect().center())
    turned = QWheelEvent(
        place,
        QPointF(picker.mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(picker, turned)
    assert form.changes() == {}


def test_a_country_is_found_by_its_name(make: Make) -> None:
    form = make(kind_named("place"))
    form.load(Place(id=1, name="x"))
    control = form.rows["country"].control
    assert isinstance(control, SearchedControl)
    type_into(control.picker, "tajikistan")
    assert form.changes() == {"country": "TJ"}
    type_into(control.picker, " or so")
    assert "not in the list" in form.problem("country")


def line_like(form: Form, name: str) -> QLineEdit:
    found = form.rows[name].control.findChild(QLineEdit)
    assert isinstance(found, QLineEdit)
    return found


# ---- names in other scripts


def test_a_name_in_arabic_script_runs_from_right_to_left(make: Make) -> None:
    form = make(kind_named("place"))
    form.load(Place(id=1, name="x", aliases=(Alias("شیرخان بندر", "fa-AF"), Alias("Şer", "tk"))))
    control = form.rows["aliases"].control
    assert isinstance(control, AliasesControl)
    persian, latin = (row.name for row in control.rows)
    assert persian.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert latin.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_enter_after_the_language_of_the_last_name_begins_another(make: Make) -> None:
    form = make(kind_named("place"))
    form.load(Place(id=1, name="x"))
    control = form.rows["aliases"].control
    assert isinstance(control, AliasesControl)
    control.add()
    QTest.keyClick(control.rows[0].tag, Qt.Key.Key_Return)
    assert len(control.rows) == 1, "a name that is empty is not followed by another"
    QTest.keyClicks(control.rows[0].name, "Balx")
    QTest.keyClick(control.rows[0].tag, Qt.Key.Key_Return)
    assert control.rows[1].name.hasFocus()
    assert form.changes() == {"aliases": (Alias("Balx"),)}


def test_names_are_added_and_removed(make: Make, qtbot: QtBot) -> None:
    form = make(kind_named("place"))
    form.load(Place(id=1, name="x", aliases=(Alias("Şer", "tk"),)))
    control = form.rows["aliases"].control
    assert isinstance(control, AliasesControl)
    control.add()
    added = QApplication.focusWidget()
    assert isinstance(added, QLineEdit)
    QApplication.clipboard().setText("Шерхан")
    added.paste()
    assert form.changes() == {"aliases": (Alias("Şer", "tk"), Alias("Шерхан"))}
    with qtbot.waitSignal(form.left):
        control.rows[0].remover.click()
    assert form.changes() == {"aliases": (Alias("Шерхан"),)}


def test_prose_runs_the_way_of_its_script(make: Make) -> None:
    form = make(kind_named("quote"))
    form.load(Quote(id=1, original="اظهارات سخنگوی وزارت دفاع", text="plain"))
    for name, wanted in (
        ("original", Qt.LayoutDirection.RightToLeft),
        ("text", Qt.LayoutDirection.LeftToRight),
    ):
        control = form.rows[name].control
        assert isinstance(control, ProseControl)
        assert isinstance(control.prose, QPlainTextEdit)
        assert control.prose.document().firstBlock().textDirection() == wanted


def test_a_date_control_is_chosen_by_the_type_of_the_field(form: Form, make: Make) -> None:
    assert isinstance(form.rows["date"].control, DateControl)
    assert isinstance(make(kind_named("claim")).rows["count"].control, CountControl)
