"""Nothing typed is lost: it is written a moment later, and is back wherever its record is shown."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from dossier.case import drafts, edits
from dossier.case.case import Case
from dossier.case.drafts import Draft, Entry
from dossier.model.counts import read
from dossier.model.records import Claim, IncidentActor, kind_named
from dossier.ui.desk import Desk
from dossier.ui.drafts import PAUSE_MS
from dossier.ui.jobs import Jobs
from dossier.ui.lists.columns import columns_of
from dossier.ui.lists.model import RecordTable
from dossier.ui.panes.inspector import Inspector
from dossier.ui.panes.statusbar import StatusBar
from ui.inspecting import incidents_of, line, sentence


def held(case: Case, kind: str, row: int) -> dict[str, object]:
    return {name: draft.entered for name, draft in drafts.of(case, kind, row).items()}


def type_over(shown: QLineEdit, words: str) -> None:
    shown.setFocus()
    shown.selectAll()
    QTest.keyClicks(shown, words)


def pause() -> None:
    QTest.qWait(PAUSE_MS + 100)


def reopen(desk: Desk) -> Case:
    assert desk.case is not None
    path = desk.case.path
    desk.close_case()
    assert desk.open_case(path)
    assert desk.case is not None
    return desk.case


def written(case: Case) -> list[list[Entry]]:
    """What is written from now on, one list for each transaction."""
    heard: list[list[Entry]] = []
    keep = case.keep

    def hear(entries: list[Entry], patience: int = 0) -> bool:
        heard.append(list(entries))
        return keep(entries, patience)

    case.keep = hear  # type: ignore[assignment,method-assign]  # listens and passes on
    return heard


# ---- writing


def test_words_are_in_the_case_a_moment_after_they_were_typed(
    inspector: Inspector, case: Case, steps: list[str]
) -> None:
    first = incidents_of(case)[0]
    heard = written(case)
    inspector.show_record("incident", first.id)
    type_over(line(inspector, "title"), "They cro")
    pause()
    assert held(case, "incident", first.id) == {"title": "They cro"}
    assert steps == []
    pause()
    assert len(heard) == 1, "nothing is written while nothing changes"


def test_keys_do_not_put_the_writing_off(inspector: Inspector, case: Case) -> None:
    first = incidents_of(case)[0]
    inspector.show_record("incident", first.id)
    shown = line(inspector, "title")
    type_over(shown, "x")
    for _ in range(PAUSE_MS // 20 + 5):
        QTest.keyClick(shown, Qt.Key.Key_Y, delay=20)
    assert str(held(case, "incident", first.id)["title"]).startswith("xyyy")


def test_a_draft_goes_when_its_field_is_stored_and_undo_brings_none_back(
    inspector: Inspector, case: Case, open_desk: Desk, steps: list[str]
) -> None:
    first = incidents_of(case)[0]
    inspector.show_record("incident", first.id)
    type_over(line(inspector, "title"), "They crossed")
    pause()
    heard = written(case)
    QTest.keyClick(line(inspector, "title"), Qt.Key.Key_Tab)
    assert len(steps) == 1
    assert heard == [], "it goes in the transaction of the edit"
    assert held(case, "incident", first.id) == {}
    open_desk.undo()
    pause()
    assert line(inspector, "title").text() == first.title
    assert held(case, "incident", first.id) == {}


def test_typing_that_is_taken_back_leaves_no_draft(inspector: Inspector, case: Case) -> None:
    first = incidents_of(case)[0]
    inspector.show_record("incident", first.id)
    shown = line(inspector, "title")
    shown.setFocus()
    QTest.keyClicks(shown, "No ")
    pause()
    QTest.keyClick(shown, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    pause()
    assert shown.text() == first.title
    assert held(case, "incident", first.id) == {}


def test_a_record_is_marked_in_its_list_and_counted_below_while_it_is_unfinished(
    inspector: Inspector, case: Case, open_desk: Desk, qtbot: QtBot
) -> None:
    first, second, _ = incidents_of(case)
    kind = kind_named("incident")
    table = RecordTable(open_desk, kind, columns_of(kind))
    table.refresh()
    bar = StatusBar(open_desk, Jobs())
    qtbot.addWidget(bar)

    def marked() -> list[int]:
        cells = ((row, table.cell(row, at)) for row in range(3) for at in range(len(table.columns)))
        return [table.id_at(row) for row, cell in cells if cell and cell.mark == "Unfinished"]

    assert (marked(), bar.saved.text()) == ([], "All changes saved")
    inspector.show_record("incident", first.id)
    type_over(line(inspector, "title"), "They cro")
    pause()
    assert marked() == [first.id]
    assert bar.saved.text() == "Saved, 1 field unfinished"
    QTest.keyClick(line(inspector, "title"), Qt.Key.Key_Tab)
    assert marked() == []
    assert bar.saved.text().startswith("Saved ")
    assert "unfinished" not in bar.saved.text()
    open_desk.drafts.put([Entry("incident", second.id, name, Draft("x")) for name in ("a", "note")])
    assert marked() == [second.id]
    assert bar.saved.text().endswith(", 2 fields unfinished")
    edits.trash(case, "incident", [second.id])
    assert (open_desk.drafts.fields, marked()) == (0, [])
    edits.restore(case, "incident", [second.id])
    assert marked() == [second.id]
    assert reopen(open_desk) is not case
    assert bar.saved.text() == "Saved, 2 fields unfinished"
    open_desk.close_case()
    assert (open_desk.drafts.fields, bar.saved.text()) == (0, "")


def test_a_case_that_cannot_be_written_to_is_tried_again(
    inspector: Inspector, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _ = incidents_of(case)
    inspector.show_record("incident", first.id)
    monkeypatch.setattr(type(case), "keep", lambda *_: False)
    type_over(line(inspector, "title"), "x" * 130)
    pause()
    inspector.show_record("incident", second.id)
    inspector.show_record("incident", first.id)
    assert line(inspector, "title").text() == "x" * 130
    inspector.show_record("incident", second.id)
    monkeypatch.undo()
    pause()
    assert held(case, "incident", first.id) == {"title": "x" * 130}


# ---- coming back


def test_words_that_cannot_be_stored_are_there_after_closing(
    inspector: Inspector, case: Case, open_desk: Desk
) -> None:
    first = incidents_of(case)[0]
    inspector.show_record("incident", first.id)
    type_over(line(inspector, "title"), "x" * 130)
    open_desk.leaving.connect(inspector.commit)
    again = reopen(open_desk)
    assert incidents_of(again)[0].title == first.title
    inspector.show_record("incident", first.id)
    assert line(inspector, "title").text() == "x" * 130
    assert "130 characters" in sentence(inspector, "title")
    assert inspector.saved.words.text() == "Not saved: 1 field to correct"
    type_over(line(inspector, "title"), "Short")
    QTest.keyClick(line(inspector, "title"), Qt.Key.Key_Tab)
    assert incidents_of(again)[0].title == "Short"
    assert held(again, "incident", first.id) == {}


def test_words_that_were_not_left_are_back_and_are_stored_when_they_are(
    inspector: Inspector, case: Case
) -> None:
    first, second, _ = incidents_of(case)
    inspector.show_record("incident", second.id)
    type_over(line(inspector, "title"), "They crossed")
    pause()
    assert case.keep([Entry("incident", first.id, "title", None)])
    words = drafts.of(case, "incident", second.id)["title"]
    fresh = Inspector(inspector._desk, inspector)
    fresh.show_record("incident", second.id)
    assert line(fresh, "title").text() == words.entered == "They crossed"
    assert fresh.saved.words.text() == "Not saved yet: your last words are back"
    fresh.show_record("incident", first.id)
    assert incidents_of(case)[1].title == "They crossed"
    assert held(case, "incident", second.id) == {}


def test_rows_that_are_unfinished_come_back(inspector: Inspector, case: Case) -> None:
    first, second, _ = incidents_of(case)
    inspector.show_record("incident", first.id)
    assert inspector.form is not None
    group = inspector.form.groups["incident_actor"]
    group.add()
    QTest.keyClicks(QApplication.focusWidget() or group, "Nobody we know")
    pause()
    inspector.show_record("incident", second.id)
    assert case.all(IncidentActor) == []
    inspector.show_record("incident", first.id)
    (row,) = group.rows
    assert row.form is not None
    shown = row.form.rows["actor"].control.findChild(QLineEdit)
    assert isinstance(shown, QLineEdit)
    assert shown.text() == "Nobody we know"
    assert "not chosen" in row.problem()
    row.removed.emit()
    assert held(case, "incident", first.id) == {}


def test_an_unfinished_claim_is_there_after_closing(
    inspector: Inspector, case: Case, open_desk: Desk
) -> None:
    first = incidents_of(case)[0]
    inspector.show_record("incident", first.id)
    inspector.tabs.setCurrentWidget(inspector.evidence)
    new = inspector.evidence.new_claim
    new.begin()
    QTest.keyClicks(QApplication.focusWidget() or new, "a great many")
    assert new.form is not None
    line_of = new.form.rows["count"].control.findChild(QLineEdit)
    assert isinstance(line_of, QLineEdit)
    type_over(line_of, "a lot")
    again = reopen(open_desk)
    assert [one.name for one in drafts.unfinished(again)] == ["INC-0001"]
    inspector.show_record("incident", first.id)
    assert new.is_open
    assert new.form.rows["stated"].control.value() == "a great many"
    assert line_of.text() == "a lot"
    new.close_form()
    assert drafts.unfinished(again) == []
    assert again.all(Claim) == []


def test_the_reason_for_a_figure_is_taken_down_and_comes_back(
    inspector: Inspector, case: Case, open_desk: Desk
) -> None:
    first = incidents_of(case)[0]
    claim = Claim(incident=first.id, attribute="count", stated="134", stance="asserts",
                  count=read("134"), chosen=True)  # fmt: skip
    claim = edits.add_claim(case, claim)
    inspector.show_record("incident", first.id)
    inspector.tabs.setCurrentWidget(inspector.evidence)
    reason = inspector.evidence.cards[0].reason
    assert reason is not None
    reason.setFocus()
    QTest.keyClicks(reason, "It is the later o")
    again = reopen(open_desk)
    assert again.get(Claim, claim.id).rationale == ""
    (one,) = drafts.unfinished(again)
    assert (one.kind, one.fields) == ("claim", ("rationale",))
    inspector.show_record("incident", first.id)
    inspector.evidence.freshen()
    reason = inspector.evidence.cards[0].reason
    assert reason is not None
    assert reason.words() == "It is the later o"
    reason.setFocus()
    QTest.keyClicks(reason, "!")
    QTest.keyClick(reason, Qt.Key.Key_Tab)
    assert "It is the later o" in again.get(Claim, claim.id).rationale
    assert drafts.unfinished(again) == []


def test_a_value_that_changed_meanwhile_is_not_overwritten_unasked(
    inspector: Inspector, case: Case
) -> None:
    first, second, third = incidents_of(case)
    inspector.show_record("incident", first.id)
    type_over(line(inspector, "title"), "x" * 130)
    inspector.show_record("incident", second.id)
    edits.change(case, dataclasses.replace(first, title="Changed elsewhere"))
    inspector.show_record("incident", first.id)
    assert line(inspector, "title").text() == "x" * 130
    assert "now it is “Changed elsewhere”" in sentence(inspector, "title")
    assert inspector.saved.words.text() == "Not saved: 1 field to correct"
    assert inspector.form is not None
    stored = inspector.form.rows["title"].offers()[1]
    assert stored.text() == "Use what is stored"
    assert stored.accessibleName() == "What happened: use what is stored"
    QTest.mouseClick(stored, Qt.MouseButton.LeftButton)
    assert line(inspector, "title").text() == "Changed elsewhere"
    assert held(case, "incident", first.id) == {}
    assert inspector.saved.words.text().startswith("Saved")
    case.keep([Entry("incident", third.id, "title", Draft("Mine", "another value"))])
    inspector.show_record("incident", third.id)
    inspector.show_record("incident", first.id)
    assert incidents_of(case)[2].title == third.title
    inspector.show_record("incident", third.id)
    mine = inspector.form.rows["title"].offers()[0]
    QTest.mouseClick(mine, Qt.MouseButton.LeftButton)
    assert incidents_of(case)[2].title == "Mine"
    assert held(case, "incident", third.id) == {}


def test_a_draft_survives_the_trash(inspector: Inspector, case: Case) -> None:
    first = incidents_of(case)[0]
    inspector.show_record("incident", first.id)
    type_over(line(inspector, "title"), "x" * 130)
    inspector.commit()
    edits.trash(case, "incident", [first.id])
    assert [one.is_trashed for one in drafts.unfinished(case)] == [True]
    edits.restore(case, "incident", [first.id])
    inspector.show_record("incident", first.id)
    assert line(inspector, "title").text() == "x" * 130


def test_two_forms_of_one_record_do_not_bring_back_what_the_other_stored(
    inspector: Inspector, case: Case
) -> None:
    first = incidents_of(case)[0]
    other = Inspector(inspector._desk, inspector)
    inspector.show_record("incident", first.id)
    type_over(line(inspector, "title"), "x" * 130)
    inspector.commit()
    other.show_record("incident", first.id)
    assert line(other, "title").text() == "x" * 130
    line(other, "title").setText("Short")
    other.commit()
    assert incidents_of(case)[0].title == "Short"
    assert line(inspector, "title").text() == "Short"
    inspector.commit()
    assert held(case, "incident", first.id) == {}


def test_what_no_form_could_have_given_does_no_harm(
    inspector: Inspector, case: Case, steps: list[str]
) -> None:
    first = incidents_of(case)[0]
    odd = {
        "title": 5, "date": "x", "kind": {"a": 1}, "incident_actor": "no rows",
        "incident_place": [1, [2], [3, "x"], ["4", {}], [5, {"place": "x"}]], "claim": ["?"],
    }  # fmt: skip
    case.keep([Entry("incident", first.id, name, Draft(held)) for name, held in odd.items()])
    inspector.show_record("incident", first.id)
    assert inspector.form is not None
    assert inspector.form.changes() == {}
    inspector.commit()
    assert steps == []
    assert incidents_of(case)[0] == first


def test_a_case_opened_read_only_shows_what_is_stored(
    inspector: Inspector, case: Case, open_desk: Desk
) -> None:
    first, path = incidents_of(case)[0], case.path
    case.keep([Entry("incident", first.id, "title", Draft("Draft"))])
    open_desk.close_case()
    assert open_desk.open_case(path, read_only=True)
    inspector.show_record("incident", first.id)
    assert line(inspector, "title").text() == first.title
