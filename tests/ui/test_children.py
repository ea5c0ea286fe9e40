"""Rows of what a record owns: added, edited, moved and removed in the form of their owner."""

import dataclasses
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget
from pytestqt.qtbot import QtBot

from dossier.case import edits, judging
from dossier.case.case import Case
from dossier.model.field import Field, Kind, Record
from dossier.model.records import (
    KINDS,
    Actor,
    Attachment,
    Attribution,
    Citation,
    Incident,
    IncidentPlace,
    Judgement,
    Place,
    Quote,
    Source,
    Text,
    kind_named,
    rows_of,
)
from dossier.ui.desk import Desk
from dossier.ui.forms.child import ChildRow
from dossier.ui.forms.children import ChildRows
from dossier.ui.forms.citation import CitationControl
from dossier.ui.forms.linked import LinkedControl
from dossier.ui.forms.picks import TermControl
from dossier.ui.panes.inspector import Inspector

OWNED = [(kind, child, tie) for kind in KINDS for child, tie in rows_of(kind)]
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def passage(case: Case) -> Citation:
    source = edits.add_source(case, Source(title="Troops cross"), "134 soldiers crossed.")
    text = case.children(Text, "source", [source.id])[source.id][0]
    return edits.cite(case, text.id, 0, 12)


def target_of(field: Field, case: Case) -> int:
    return case.all(kind_named(field.target).record)[0].id


def filled(child: Kind, tie: Field, case: Case, words: str) -> Record:
    """A record that has what its kind needs, and a word of its own."""
    values: dict[str, Any] = {}
    for field in child.fields:
        if field.required and field is not tie and not field.orders:
            values[field.name] = target_of(field, case) if field.target else "said"
    for group in child.about.one_of:
        bare = next((name for name in group if not child.field(name).target), "")
        values[bare or group[0]] = words if bare else target_of(child.field(group[0]), case)
    return dataclasses.replace(child.record(), **values)


def owner_of(kind: Kind, case: Case, passage: Citation) -> int:
    if kind.name == "citation":
        return passage.id
    if kind.name == "quote":
        quote = Quote(citation=passage.id, description="An official", form="verbatim", text="134")
        return edits.add(case, quote).id
    if kind.name == "judgement":
        return judging.add(case, Judgement(kind="gap", text="Who gave the order?")).id
    if kind.name == "attachment":
        source = case.all(Source)[0].id
        with case.edit("Attach") as edit:
            digest = edit.store_blob(b"scan", "image/png")
            return edit.insert(Attachment(source=source, sha256=digest, file_name="a.png")).id
    return case.all(kind.record)[0].id


@pytest.mark.parametrize(("kind", "child", "tie"), OWNED, ids=[c.name for _, c, _ in OWNED])
def test_rows_of_every_kind_are_added_edited_moved_removed_and_taken_back(
    kind: Kind, child: Kind, tie: Field, open_desk: Desk, case: Case, passage: Citation,
    qtbot: QtBot,
) -> None:  # fmt: skip
    owner = owner_of(kind, case, passage)
    rows = ChildRows(open_desk, child, tie)
    qtbot.addWidget(rows)
    with qtbot.assertNotEmitted(rows.edited), qtbot.assertNotEmitted(rows.left):
        rows.load(owner)
    made = [filled(child, tie, case, words) for words in ("One", "Two")]
    states = [case.state_hash]
    for wanted in (made[:1], made, made[::-1], made[:1]):
        stored = edits.set_children(case, kind.name, owner, child.record, wanted)
        states.append(case.state_hash)
        rows.refresh()
        assert [row.record for row in rows.rows] == list(stored)
        assert rows.changes() is None
        if child.ordered:
            assert [row.kind.row(row.record)["position"] for row in rows.rows] == [
                *range(1, len(stored) + 1)
            ]
        made[: len(stored)] = stored if wanted != made[::-1] else stored[::-1]
    for state in reversed(states[:-1]):
        if case.state_hash != state:
            open_desk.undo()
        assert case.state_hash == state


def test_lines_that_nobody_opened_say_the_rows_of_the_next_owner(
    open_desk: Desk, case: Case, qtbot: QtBot
) -> None:
    kind, child, tie = next(one for one in OWNED if one[1].name == "incident_place")
    first, second = case.all(Incident)[0].id, edits.add(case, Incident(title="Another")).id
    made = [edits.add(case, Place(name=name)) for name in ("Kaldar", "Asad", "Kunduz")]
    named = [IncidentPlace(place=place.id, role="origin") for place in made]
    edits.set_children(case, kind.name, first, IncidentPlace, named)
    edits.set_children(case, kind.name, second, IncidentPlace, named[2:])
    rows = ChildRows(open_desk, child, tie)
    qtbot.addWidget(rows)
    rows.load(first)
    kept, opened, _ = rows.rows
    opened.toggle()
    rows.load(second)
    assert rows.rows == [kept]
    assert "Kunduz" in kept.head.words
    assert not kept.up.isEnabled()
    rows.load(first)
    for row, name in zip(rows.rows, ("Kaldar", "Asad", "Kunduz"), strict=True):
        assert name in row.head.words
    assert (rows.rows[0], rows.changes()) == (kept, None)
    kept.toggle()
    rows.load(second)
    assert kept not in rows.rows  # words could stand in its form


# ---- in the inspector


def group(inspector: Inspector, name: str) -> ChildRows:
    assert inspector.form is not None
    return inspector.form.groups[name]


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifiers)


def focus() -> QWidget:
    now = QApplication.focusWidget()
    assert now is not None
    return now


def choose(row: ChildRow, name: str, key: str) -> None:
    assert row.form is not None
    control = row.form.rows[name].control
    assert isinstance(control, TermControl)
    control.picker.setFocus()
    at = control.picker.findData(key)
    while control.picker.currentIndex() != at:
        press(Qt.Key.Key_Down)


def test_a_place_is_added_with_the_keyboard_in_one_step(
    inspector: Inspector, case: Case, steps: list[str], open_desk: Desk
) -> None:
    incident = case.all(Incident)[0]
    inspector.show_record("incident", incident.id)
    places = group(inspector, "incident_place")
    places.adder.setFocus()
    press(Qt.Key.Key_Space)
    QTest.keyClicks(focus(), "shir khan bandar")
    press(Qt.Key.Key_Tab)
    assert isinstance(focus(), QComboBox)
    choose(places.rows[0], "role", "occurred_at")
    assert steps == []
    press(Qt.Key.Key_Tab)
    assert steps == []
    while places.rows[0].isAncestorOf(focus()):
        press(Qt.Key.Key_Tab)
    assert steps == [f"Change places of {incident.reference}"]
    (tie,) = case.all(IncidentPlace)
    assert (tie.incident, tie.place, tie.role) == (
        incident.id,
        case.all(Place)[0].id,
        "occurred_at",
    )
    assert "Shir Khan Bandar" in places.rows[0].head.words
    open_desk.undo()
    assert places.rows == []


def test_a_row_that_lacks_something_stays_says_so_and_comes_back(
    inspector: Inspector, case: Case, steps: list[str]
) -> None:
    first, second = case.all(Incident)[:2]
    inspector.show_record("incident", first.id)
    places = group(inspector, "incident_place")
    places.add()
    QTest.keyClicks(focus(), "shir khan bandar")
    press(Qt.Key.Key_Tab)
    inspector.show_record("incident", second.id)
    assert steps == []
    assert places.rows == []
    inspector.show_record("incident", first.id)
    (row,) = places.rows
    assert inspector.saved.words.text() == "Not saved: 1 field to correct"
    assert row.form is not None
    assert row.form.rows["role"].sentence.text() == "“Role” cannot be empty."
    choose(row, "role", "origin")
    press(Qt.Key.Key_Return)
    assert [(tie.incident, tie.role) for tie in case.all(IncidentPlace)] == [(first.id, "origin")]


def test_an_empty_row_goes_when_it_is_left(inspector: Inspector, case: Case) -> None:
    inspector.show_record("incident", case.all(Incident)[0].id)
    actors = group(inspector, "incident_actor")
    actors.add()
    assert len(actors.rows) == 1
    inspector.form.rows["title"].control.setFocus()  # type: ignore[union-attr]  # it is shown
    assert actors.rows == []
    assert inspector.commit()


def test_a_new_row_is_brought_into_view(inspector: Inspector, case: Case, qtbot: QtBot) -> None:
    inspector.resize(356, 480)
    inspector.show_record("incident", case.all(Incident)[0].id)
    actors = group(inspector, "incident_actor")
    actors.add()
    row = actors.rows[0]
    qtbot.waitUntil(lambda: row.visibleRegion().boundingRect().height() == row.height())


def test_someone_new_is_made_inside_a_row(inspector: Inspector, case: Case) -> None:
    inspector.show_record("incident", case.all(Incident)[0].id)
    actors = group(inspector, "incident_actor")
    actors.add()
    QTest.keyClicks(focus(), "Border guard")
    row = actors.rows[0]
    assert row.form is not None
    control = row.form.rows["actor"].control
    assert isinstance(control, LinkedControl)
    control.offer()
    popup = control.offers.rows
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Return)
    made = next(actor for actor in case.all(Actor) if actor.name == "Border guard")
    assert actors.rows == [row], "making a record elsewhere must not take the row away"
    assert control.value() == made.id


def test_steps_of_a_chain_move_and_go_by_keyboard(
    open_desk: Desk, case: Case, passage: Citation, steps: list[str], inspector: Inspector
) -> None:
    told = [Attribution(description=who, verb="told") for who in ("First", "Second", "Third")]
    edits.set_children(case, "citation", passage.id, Attribution, told)
    inspector.show_record("citation", passage.id)
    chain = group(inspector, "attribution")

    def order() -> list[str]:
        held = case.children(Attribution, "citation", [passage.id])[passage.id]
        return [step.description for step in held]

    chain.rows[2].head.setFocus()
    steps.clear()
    press(Qt.Key.Key_Up, ALT)
    assert order() == ["First", "Third", "Second"]
    assert focus() is chain.rows[1].head
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Up, ALT)
    assert order() == ["Third", "First", "Second"]
    press(Qt.Key.Key_Delete)
    assert order() == ["First", "Second"]
    assert focus() is chain.rows[0].head
    assert len(set(steps)) == 1
    assert len(steps) == 3
    open_desk.undo()
    assert [row.record.id for row in chain.rows] == [
        step.id for step in case.children(Attribution, "citation", [passage.id])[passage.id]
    ]
    assert order() == ["Third", "First", "Second"]


def test_tab_walks_the_rows_in_their_order_and_all_have_names(
    inspector: Inspector, case: Case
) -> None:
    incident = case.all(Incident)[0]
    place = case.all(Place)[0]
    wanted = [IncidentPlace(place=place.id, role=role) for role in ("origin", "destination")]
    edits.set_children(case, "incident", incident.id, IncidentPlace, wanted)
    inspector.show_record("incident", incident.id)
    places = group(inspector, "incident_place")
    places.adder.setFocus()
    press(Qt.Key.Key_Tab)
    assert focus() is places.rows[0].head
    press(Qt.Key.Key_Return)
    assert places.rows[0].opened
    walked = []
    while focus() is not places.rows[1].head:
        press(Qt.Key.Key_Tab)
        walked.append(focus().accessibleName())
    assert walked[:-1] == ["Places, row 1: remove", "Place", "Role", "Precision"]
    heads = [row.head.accessibleName() for row in places.rows]
    assert [name.split(", ")[1] for name in heads] == ["row 1", "row 2"]
    press(Qt.Key.Key_Tab)
    assert focus() is group(inspector, "incident_actor").adder


def test_walking_through_rows_makes_no_step(
    inspector: Inspector, case: Case, steps: list[str]
) -> None:
    incident, place = case.all(Incident)[0], case.all(Place)[0]
    wanted = [IncidentPlace(place=place.id, role="origin")]
    edits.set_children(case, "incident", incident.id, IncidentPlace, wanted)
    steps.clear()
    inspector.show_record("incident", incident.id)
    row = group(inspector, "incident_place").rows[0]
    row.toggle()
    row.head.setFocus()
    for _ in range(20):
        press(Qt.Key.Key_Tab)
    inspector.clear()
    assert steps == []


def test_rows_cannot_be_changed_in_a_case_opened_read_only(
    desk: Desk, inspector: Inspector, case: Case
) -> None:
    incident, place, path = case.all(Incident)[0], case.all(Place)[0], case.path
    wanted = [IncidentPlace(place=place.id, role="origin")]
    edits.set_children(case, "incident", incident.id, IncidentPlace, wanted)
    desk.close_case()
    assert desk.open_case(path, read_only=True)
    inspector.show_record("incident", incident.id)
    places = group(inspector, "incident_place")
    assert not places.adder.isVisible()
    places.rows[0].toggle()
    assert not places.rows[0].remover.isVisible()
    assert places.rows[0].form is not None
    assert not places.rows[0].form.rows["role"].control.isEnabled()


def test_no_kind_of_row_is_left_out_of_the_forms() -> None:
    assert [(kind.name, tie.rows) for kind, _, tie in OWNED] == [
        ("actor", "Affiliations"),
        ("source", "Links"),
        ("citation", "Chain"),
        ("incident", "Places"),
        ("incident", "People and groups"),
        ("quote", "Incidents"),
        ("attachment", "Chain of custody"),
        ("judgement", "Evidence"),
    ]


# ---- the chain of a citation, in the form of what rests on it


def test_a_quote_shows_its_words_source_and_chain_and_edits_it(
    inspector: Inspector, case: Case, passage: Citation, steps: list[str], open_desk: Desk,
    qtbot: QtBot,
) -> None:  # fmt: skip
    quote = edits.add(
        case, Quote(citation=passage.id, description="An official", form="verbatim", text="134")
    )
    steps.clear()
    inspector.show_record("quote", quote.id)
    assert inspector.form is not None
    control = inspector.form.rows["citation"].control
    assert isinstance(control, CitationControl)
    assert control.exact.text() == "“134 soldiers”"
    assert control.where.text() == "S-0002 ¶1  ·  Troops cross"
    assert control.how.text() == "Not attributed, in S-0002"
    assert not control.chain.isVisible()
    control.opener.setFocus()
    press(Qt.Key.Key_Space)
    row = control.chain.rows[0]
    assert row.form is not None
    press(Qt.Key.Key_Tab)
    QTest.keyClicks(focus(), "A border official")
    choose(row, "verb", "said")
    press(Qt.Key.Key_Return)
    assert steps == ["Change chain of “134 soldiers”"]
    assert control.how.text() == "A border official said, in S-0002"
    assert row.isVisible()
    open_desk.undo()
    assert control.how.text() == "Not attributed, in S-0002"
    with qtbot.waitSignal(open_desk.reading) as asked:
        control.reader.click()
    assert asked.args == ["citation", passage.id]
