"""Verbs: each is one step with a label that says what was done."""

import dataclasses

import pytest

from dossier.case import edits, find
from dossier.case.case import Case
from dossier.errors import DossierError, RefusedError
from dossier.model.dates import Reported
from dossier.model.records import (
    Actor,
    Attribution,
    CaseInfo,
    Claim,
    Incident,
    IncidentActor,
    IncidentPlace,
    Place,
    Quote,
    Source,
    SourceLink,
    Text,
)

ARTICLE = "First paragraph.\n\n“134 soldiers had to withdraw”, the service said. Some 140 crossed."


def steps(case: Case) -> int:
    return int(case.rows("SELECT count(*) FROM step")[0][0])


@pytest.fixture
def text(case: Case) -> Text:
    source = edits.paste_source(case, Source(title="Article", language="en"), ARTICLE)
    return case.children(Text, "source", [source.id])[source.id][0]


@pytest.fixture
def incident(case: Case) -> Incident:
    return edits.add(case, Incident(title="Soldiers cross"))


def quote_of(case: Case, text: Text) -> Quote:
    cited = edits.cite(case, text.id, 18, 47)
    said = "134 soldiers had to withdraw"
    return edits.add(
        case, Quote(description="A spokesman", form="verbatim", text=said, citation=cited.id)
    )


def claim_of(incident: Incident, stated: str, measure: str = "crossed") -> Claim:
    return Claim(
        incident=incident.id, attribute="count", stated=stated, stance="asserts", measure=measure
    )


def test_pasting_an_article_stores_source_and_text_in_one_step(case: Case) -> None:
    before = steps(case)
    source = edits.paste_source(case, Source(title="Article", language="tg"), ARTICLE)
    assert steps(case) == before + 1
    assert (source.reference, case.undo_label) == ("S-0001", "Add source S-0001")
    (text,) = case.children(Text, "source", [source.id])[source.id]
    assert case.text_body(text.sha256) == ARTICLE
    assert (text.language, text.made_by) == ("tg", "pasted")
    case.undo()
    assert find.count(case, "source") == 0


def test_a_source_needs_no_text_but_pasting_does(case: Case) -> None:
    source = edits.add_source(case, Source(title="A radio broadcast"))
    assert case.children(Text, "source", [source.id])[source.id] == []
    assert (
        edits.add_text(case, source.id, "Its transcript", made_by="transcribed").source == source.id
    )
    assert case.undo_label == "Add text to S-0001"
    with pytest.raises(RefusedError, match="no text"):
        edits.paste_source(case, Source(title="Nothing"), " \n")


def test_the_text_of_a_source_follows_its_language_and_a_translation_does_not(
    case: Case, text: Text
) -> None:
    translation = edits.add_text(case, text.source or 0, "Первый абзац.", made_by="translated")
    edits.change(case, dataclasses.replace(translation, language="ru"))
    source, before = case.get(Source, text.source or 0), steps(case)
    edits.change(case, dataclasses.replace(source, language="tg"))
    assert case.get(Text, text.id).language == "tg"
    assert case.get(Text, translation.id).language == "ru"
    assert steps(case) == before + 1
    case.undo()
    assert case.get(Text, text.id).language == "en"


def test_a_passage_is_cited_with_its_words_and_surroundings(case: Case, text: Text) -> None:
    start = ARTICLE.index("134")
    cited = edits.cite(case, text.id, start, start + len("134 soldiers"))
    assert (cited.exact, cited.locator) == ("134 soldiers", "2")
    assert cited.prefix.endswith("“")
    assert cited.suffix.startswith(" had to")
    assert ARTICLE[cited.start : cited.end] == cited.exact
    assert case.undo_label == "Cite S-0001"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, 10_000)])
def test_a_passage_outside_the_text_is_refused(
    case: Case, text: Text, start: int, end: int
) -> None:
    with pytest.raises(RefusedError, match="no passage"):
        edits.cite(case, text.id, start, end)


def test_a_quote_needs_its_words_and_a_passage(case: Case, text: Text) -> None:
    assert quote_of(case, text).reference == "Q-0001"
    assert case.undo_label == "Add quote Q-0001"
    with pytest.raises(RefusedError, match="Text as printed"):
        edits.add(case, Quote(description="Someone", form="verbatim", citation=1))
    with pytest.raises(RefusedError, match="Citation"):
        edits.add(case, Quote(description="Someone", form="verbatim", text="Words"))


def test_one_claim_of_a_measure_is_the_headline(case: Case, text: Text, incident: Incident) -> None:
    cited = edits.passage(case, text.id, 19, 31)
    first = edits.add_claim(case, claim_of(incident, "134"), cited)
    second = edits.add_claim(case, claim_of(incident, "some 140"))
    killed = edits.add_claim(case, claim_of(incident, "3", "killed"))
    assert case.undo_label == "Add claim to INC-0001"
    for claim in (first, killed, second):
        edits.choose_claim(case, claim.id, "It is the official figure")
    chosen = {claim.stated: claim.chosen for claim in case.all(Claim)}
    assert chosen == {"134": False, "some 140": True, "3": True}
    assert case.undo_label == "Choose “some 140” for INC-0001"
    assert case.get(Claim, second.id).rationale == "It is the official figure"
    case.undo()
    assert case.get(Claim, first.id).chosen


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"date": Reported.of("22 June 2021")}, "Change date of INC-0001"),
        ({"title": "They return"}, "Change what happened of INC-0001"),
        ({"title": "They return", "status": "draft"}, "Change INC-0001"),
    ],
)
def test_a_change_says_what_was_changed(
    case: Case, incident: Incident, changes: dict[str, object], label: str
) -> None:
    changed = edits.change(case, dataclasses.replace(incident, **changes))  # type: ignore[arg-type]  # drawn by the test
    assert case.undo_label == label
    assert case.get(Incident, incident.id) == changed


def test_no_change_is_no_step(case: Case, incident: Incident) -> None:
    before = steps(case)
    edits.change(case, incident)
    edits.trash(case, "incident", [])
    edits.restore(case, "incident", [incident.id])
    assert steps(case) == before


def test_a_person_is_called_by_name_in_labels(case: Case) -> None:
    actor = edits.add(case, Actor(name="Sherzod Asadov"))
    edits.change(case, dataclasses.replace(actor, role="Spokesman"))
    assert case.undo_label == "Change role of Sherzod Asadov"


def test_the_trash_is_one_step_for_many_and_gives_back(case: Case) -> None:
    made = [edits.add(case, Incident(title=f"Incident {n}")) for n in range(3)]
    ids = [incident.id for incident in made]
    edits.trash(case, "incident", ids)
    assert case.undo_label == "Move 3 incidents to the trash"
    assert find.count(case, "incident") == 0
    edits.restore(case, "incident", ids[:1])
    assert case.undo_label == "Restore INC-0001"
    assert list(find.ids(case, "incident")) == ids[:1]


def test_places_and_actors_of_an_incident_are_set_as_a_whole(
    case: Case, incident: Incident
) -> None:
    here, there = (edits.add(case, Place(name=name)) for name in ("Here", "There"))
    edits.set_children(
        case, "incident", incident.id, IncidentPlace, [IncidentPlace(place=here.id, role="origin")]
    )
    (kept,) = case.all(IncidentPlace)
    wanted = [
        dataclasses.replace(kept, role="mentioned"),
        IncidentPlace(place=there.id, role="origin"),
    ]
    edits.set_children(case, "incident", incident.id, IncidentPlace, wanted)
    assert case.undo_label == "Change places of INC-0001"
    assert [(tie.place, tie.role) for tie in case.all(IncidentPlace)] == [
        (here.id, "mentioned"),
        (there.id, "origin"),
    ]
    actor = edits.add(case, Actor(name="Guard"))
    edits.set_children(
        case,
        "incident",
        incident.id,
        IncidentActor,
        [IncidentActor(actor=actor.id, role="witness")],
    )
    edits.set_children(case, "incident", incident.id, IncidentActor, [])
    assert case.all(IncidentActor) == []


def test_a_duplicate_keeps_fields_and_rows_but_not_the_number_and_the_evidence(
    case: Case, incident: Incident
) -> None:
    here = edits.add(case, Place(name="Here"))
    edits.change(case, dataclasses.replace(incident, date=Reported.of("22 June 2021")))
    tie = IncidentPlace(place=here.id, role="origin")
    edits.set_children(case, "incident", incident.id, IncidentPlace, [tie])
    edits.add_claim(
        case, Claim(incident=incident.id, attribute="other", stated="x", stance="asserts")
    )
    before = case.state_hash
    copy = edits.duplicate(case, "incident", incident.id)
    assert isinstance(copy, Incident)
    assert (copy.reference, copy.date) == ("INC-0002", Reported.of("22 June 2021"))
    held = case.children(IncidentPlace, "incident", [incident.id, copy.id])
    assert [(one.place, one.role) for one in held[copy.id]] == [(here.id, "origin")]
    assert held[copy.id][0].id != held[incident.id][0].id
    assert len(case.all(Claim)) == 1
    assert case.undo_label == "Duplicate INC-0001"
    case.undo()
    assert case.state_hash == before


def test_the_chain_of_a_passage_is_set_in_order(case: Case, text: Text) -> None:
    cited = edits.cite(case, text.id, 0, 5)
    agency = edits.add(case, Actor(name="Interfax"))
    steps_ = [
        Attribution(description="A witness", verb="told", to_actor=agency.id),
        Attribution(actor=agency.id, verb="reported"),
    ]
    edits.set_children(case, "citation", cited.id, Attribution, steps_)
    held = case.children(Attribution, "citation", [cited.id])[cited.id]
    edits.set_children(case, "citation", cited.id, Attribution, held[::-1])
    turned = case.children(Attribution, "citation", [cited.id])[cited.id]
    assert [step.position for step in turned] == [1, 2]
    assert [step.id for step in turned] == [step.id for step in held[::-1]]


def test_the_case_itself_is_changed(case: Case) -> None:
    edits.change(case, dataclasses.replace(case.info, question="Who crossed?"))
    assert case.info.question == "Who crossed?"
    assert len(case.all(CaseInfo)) == 1
    with pytest.raises(RefusedError, match="Title"):
        edits.change(case, dataclasses.replace(case.info, title=""))


@pytest.mark.parametrize("title", ["", "  ", "x" * 121])
def test_a_title_that_cannot_stand_in_a_list_is_refused(case: Case, title: str) -> None:
    before = steps(case)
    with pytest.raises(RefusedError, match="What happened"):
        edits.add(case, Incident(title=title))
    assert steps(case) == before


def test_words_that_are_not_understood_are_stored(case: Case) -> None:
    vague = edits.add(case, Incident(title="x", date=Reported.of("when the river froze")))
    assert case.get(Incident, vague.id).date == Reported("when the river froze", None)


def test_an_old_fault_does_not_stop_another_correction(case: Case) -> None:
    with case.edit("Import") as edit:
        long = edit.insert(Incident(title="x" * 200))
    edits.change(case, dataclasses.replace(long, status="draft"))
    with pytest.raises(RefusedError):
        edits.change(case, dataclasses.replace(long, title="y" * 121))


def test_any_record_can_be_added_under_a_label_of_its_own(case: Case) -> None:
    one, two = (edits.add_source(case, Source(title=title)) for title in ("A", "B"))
    link = SourceLink(source=one.id, verb="translated", to_source=two.id)
    edits.add(case, link, label="Link S-0001 to S-0002")
    assert case.undo_label == "Link S-0001 to S-0002"


def test_verbs_on_records_that_are_gone_say_so(case: Case) -> None:
    for verb in (
        lambda: edits.change(case, Incident(id=7, title="x")),
        lambda: edits.trash(case, "incident", [7]),
        lambda: edits.cite(case, 7, 0, 1),
        lambda: edits.choose_claim(case, 7),
        lambda: edits.set_children(case, "incident", 7, IncidentPlace, []),
        lambda: edits.set_children(case, "citation", 7, Attribution, []),
    ):
        with pytest.raises(DossierError, match="no longer in the case"):
            verb()
