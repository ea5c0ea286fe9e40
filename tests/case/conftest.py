"""A case file in a folder of its own, empty or with a little of everything in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.case import file
from dossier.case.case import Case
from dossier.model.counts import Count
from dossier.model.dates import Reported
from dossier.model.records import (
    Actor,
    Affiliation,
    Attachment,
    Attribution,
    Brief,
    CaseInfo,
    Citation,
    Claim,
    CustodyEvent,
    Exhibit,
    Hypothesis,
    Incident,
    IncidentActor,
    IncidentPlace,
    Issue,
    Judgement,
    JudgementLink,
    Place,
    Position,
    Quote,
    QuoteIncident,
    Rating,
    Source,
    SourceLink,
    Text,
    View,
)
from dossier.model.terms import Qualifier

BODY = "Officials said that 134 soldiers crossed the border at Shir Khan on 22 June."


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "border.dossier"


@pytest.fixture
def case(path: Path) -> Iterator[Case]:
    with file.create(path, CaseInfo(title="Border"), by="asel") as made:
        yield made


@pytest.fixture
def filled(case: Case) -> Case:
    """One record of nearly every kind, each in a step of its own kind of work."""
    with case.edit("Add source") as edit:
        outlet = edit.insert(Actor(name="Interfax", kind="agency", reliability="B"))
        source = edit.insert(
            Source(
                title="Soldiers cross", publisher=outlet.id, published=Reported.of("22 June 2021")
            )
        )
        text = edit.insert(Text(source=source.id, sha256=edit.store_text(BODY), language="en"))
        edit.insert(SourceLink(source=source.id, verb="cited", to_actor=outlet.id))
        sha256 = edit.store_blob(b"%PDF-1.7 " + bytes(600_000), "application/pdf")
        page = edit.insert(
            Attachment(source=source.id, sha256=sha256, file_name="page.pdf", size=600_009)
        )
        edit.insert(CustodyEvent(attachment=page.id, position=1, action="collected", by="Asel"))
    with case.edit("Add incident") as edit:
        incident = edit.insert(Incident(title="Soldiers cross", date=Reported.of("22 June 2021")))
        place = edit.insert(Place(name="Shir Khan", position=Position(372000000, 686000000)))
        actor = edit.insert(Actor(name="Border guard", never_print=True))
        edit.insert(Affiliation(actor=actor.id, parent=outlet.id, since=Reported.of("2020")))
        edit.insert(IncidentPlace(incident=incident.id, place=place.id, role="crossing_point"))
        edit.insert(IncidentActor(incident=incident.id, actor=actor.id, role="witness"))
    with case.edit("Cite") as edit:
        cited = edit.insert(Citation(text=text.id, start=0, end=26, exact=BODY[:26]))
        edit.insert(Attribution(citation=cited.id, position=1, actor=outlet.id, verb="reported"))
        edit.insert(
            Claim(
                incident=incident.id,
                citation=cited.id,
                attribute="count",
                stated="134",
                stance="asserts",
                measure="crossed",
                count=Count(Qualifier.EXACTLY, 134, 134, 134),
            )
        )
        quote = edit.insert(
            Quote(citation=cited.id, speaker=actor.id, form="verbatim", text=BODY[:26])
        )
        edit.insert(QuoteIncident(quote=quote.id, incident=incident.id, bearing="supports"))
        judgement = edit.insert(Judgement(text="134 crossed.", kind="assumption", position=1))
        edit.insert(JudgementLink(judgement=judgement.id, position=1, quote=quote.id))
        hypothesis = edit.insert(Hypothesis(title="They were pushed back", position=1))
        exhibit = edit.insert(Exhibit(title="134 crossed", position=1))
        edit.insert(Rating(hypothesis=hypothesis.id, exhibit=exhibit.id, value="C"))
        edit.insert(View(title="Shir Khan", listed="incident", words="shir khan"))
        brief = edit.insert(Brief(title="Weekly", plan='name = "Case brief"\n'))
        edit.insert(
            Issue(
                brief=brief.id,
                number=1,
                issued_at="2021-06-30T08:00:00.000Z",
                by="asel",
                state="0" * 64,
                pdf="1" * 64,
                pages=3,
            )
        )
    return case
