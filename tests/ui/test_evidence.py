"""The evidence and history tabs: claims side by side, the headline figure, who changed what."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from dossier.case import edits, find
from dossier.model.counts import read
from dossier.model.dates import Reported
from dossier.model.records import (
    Actor,
    Attribution,
    Claim,
    Incident,
    Quote,
    QuoteIncident,
    Source,
    Text,
)
from dossier.ui.desk import Desk
from dossier.ui.panes.inspector import Inspector
from ui.inspecting import incidents

ARTICLE = "134 soldiers crossed at Shir Khan Bandar.\n\nAn official spoke of more than 130.\n"


def texts(inspector: Inspector) -> str:
    shown = inspector.tabs.currentWidget().findChildren(QLabel)
    return "\n".join(label.text() for label in shown)


@pytest.fixture
def disputed(open_desk: Desk) -> Incident:
    """An incident with two counts from one article, and a quote."""
    case = open_desk.case
    assert case is not None
    incident = incidents(open_desk)[0]
    source = edits.add_source(case, Source(title="Troops cross"), ARTICLE)
    text = case.children(Text, "source", [source.id])[source.id][0]
    for stated, start in (("134 soldiers", 0), ("more than 130", ARTICLE.index("more than"))):
        cited = edits.passage(case, text.id, start, start + len(stated))
        claim = Claim(
            incident=incident.id, attribute="count", stated=stated, stance="asserts",
            measure="crossed", count=read(stated),
        )  # fmt: skip
        stored = edits.add_claim(case, claim, cited)
        told = Attribution(verb="told", description="An official", origin="official_body")
        edits.set_children(case, "citation", stored.citation or 0, Attribution, [told])
    speaker = case.all(Actor)[0]
    said = edits.cite(case, text.id, ARTICLE.index("spoke"), ARTICLE.index("130.") + 3)
    words = "spoke of more than 130"
    quote = edits.add(
        case, Quote(speaker=speaker.id, form="verbatim", text=words, citation=said.id)
    )
    edits.add(case, QuoteIncident(quote=quote.id, incident=incident.id, bearing="supports"))
    return incident


def test_claims_stand_side_by_side_with_their_chains_and_origins(
    inspector: Inspector, disputed: Incident
) -> None:
    inspector.show_record("incident", disputed.id)
    assert inspector.tabs.tabText(1) == "Evidence 3"
    inspector.tabs.setCurrentWidget(inspector.evidence)
    shown = texts(inspector)
    assert "“134 soldiers”" in shown
    assert "more than 130" in shown
    assert "1 item, 0 outlets, 1 origin" in shown
    assert "An official said" in shown
    assert "The figures agree" in shown
    assert "Sherzod Asadov" in shown


def test_the_headline_figure_is_chosen_by_its_radio(
    inspector: Inspector, disputed: Incident, open_desk: Desk, steps: list[str]
) -> None:
    inspector.show_record("incident", disputed.id)
    inspector.tabs.setCurrentWidget(inspector.evidence)
    first, second = inspector.evidence.cards
    assert first.radio is not None
    assert second.radio is not None
    QTest.mouseClick(second.radio, Qt.MouseButton.LeftButton)
    assert len(steps) == 1
    assert (first.radio.isChecked(), second.radio.isChecked()) == (False, True)
    assert second.reason is not None
    second.reason.setFocus()
    QTest.keyClicks(second.reason, "It is the later one")
    QTest.mouseClick(first.radio, Qt.MouseButton.LeftButton)
    assert open_desk.case is not None
    evidence = find.evidence(open_desk.case, disputed.id)
    chosen = [(t.claim.chosen, t.claim.rationale) for t in evidence.testimonies]
    assert chosen == [(True, ""), (False, "It is the later one")]
    for _ in range(3):
        open_desk.undo()
    assert not any(card.radio and card.radio.isChecked() for card in inspector.evidence.cards)


def test_clicking_the_chosen_figure_again_changes_nothing(
    inspector: Inspector, disputed: Incident, steps: list[str]
) -> None:
    inspector.show_record("incident", disputed.id)
    inspector.tabs.setCurrentWidget(inspector.evidence)
    radio = inspector.evidence.cards[0].radio
    assert radio is not None
    for _ in range(3):
        QTest.mouseClick(radio, Qt.MouseButton.LeftButton)
        assert radio.isChecked()
    assert len(steps) == 1


def test_evidence_of_a_source_in_the_trash_says_so(
    inspector: Inspector, disputed: Incident, open_desk: Desk
) -> None:
    inspector.show_record("incident", disputed.id)
    inspector.tabs.setCurrentWidget(inspector.evidence)
    assert open_desk.case is not None
    cited = next(s for s in open_desk.case.all(Source) if s.title == "Troops cross")
    edits.trash(open_desk.case, "source", [cited.id])
    assert "in the trash" in texts(inspector)


def test_history_says_who_changed_what(inspector: Inspector, open_desk: Desk) -> None:
    case = open_desk.case
    assert case is not None
    first = incidents(open_desk)[0]
    edits.change(case, dataclasses.replace(first, date=Reported.of("23 June 2021")))
    inspector.show_record("incident", first.id)
    inspector.tabs.setCurrentWidget(inspector.history)
    assert "Change date of INC-0001" in texts(inspector)
    plain = texts(inspector).replace("\u2068", "").replace("\u2069", "")
    assert "Date\n22 Jun 2021 → 23 Jun 2021" in plain
    assert case.by in plain


def test_a_field_is_put_back_from_the_history(
    inspector: Inspector, open_desk: Desk, steps: list[str]
) -> None:
    case = open_desk.case
    assert case is not None
    first = incidents(open_desk)[0]
    edits.change(case, dataclasses.replace(first, date=Reported.of("23 June 2021")))
    edits.change(case, dataclasses.replace(case.get(Incident, first.id), title="They crossed"))
    inspector.show_record("incident", first.id)
    inspector.tabs.setCurrentWidget(inspector.history)
    steps.clear()
    offers = restore_buttons(inspector)
    names = [offer.accessibleName().replace("\u2068", "").replace("\u2069", "") for offer in offers]
    assert names == [f"Restore What happened: {first.title}", "Restore Date: 22 Jun 2021"]
    offers[1].setFocus()
    QTest.keyClick(offers[1], Qt.Key.Key_Space)
    assert steps == ["Restore date of INC-0001"]
    now = case.get(Incident, first.id)
    assert (now.date, now.title) == (first.date, "They crossed")
    names = [offer.text() for offer in restore_buttons(inspector)]
    assert len(names) == 2, "the later date can be had again, and so can the title"
    open_desk.undo()
    assert case.get(Incident, first.id).date == Reported.of("23 June 2021")


def restore_buttons(inspector: Inspector) -> list[QToolButton]:
    page = inspector.history.widget()
    assert page is not None
    return [button for button in page.findChildren(QToolButton) if button.text() == "Restore"]


def test_each_part_of_the_inspector_has_a_name(inspector: Inspector, disputed: Incident) -> None:
    inspector.show_record("incident", disputed.id)
    inspector.tabs.setCurrentWidget(inspector.evidence)
    for card in inspector.evidence.cards:
        assert card.radio is not None
        assert card.radio.accessibleName().startswith("Headline figure: ")
        assert card.reason is not None
        assert card.reason.accessibleName()
    assert inspector.tabs.tabBar().accessibleName()
