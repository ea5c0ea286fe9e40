"""What a reviewer would catch: each rule finds its trouble, and nothing where there is none."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from dossier.case import checks, edits, passages, scan
from dossier.case.bystander import Bystander
from dossier.case.case import Case
from dossier.case.checks import Problem
from dossier.exchange.sample import create_sample
from dossier.model.counts import Count, stated
from dossier.model.dates import Reported, TimeOfDay
from dossier.model.records import (
    UNNAMED_SPEAKER,
    Actor,
    Affiliation,
    Attribution,
    Citation,
    Claim,
    Incident,
    Quote,
    Source,
    SourceLink,
    Text,
)
from dossier.model.terms import Qualifier


def found(case: Case) -> dict[str, list[Problem]]:
    """Problems by the key of their rule."""
    told: dict[str, list[Problem]] = {}
    for one in checks.check(case).found:
        told.setdefault(one.rule.key, []).extend(checks.problems(case, one, one.ids))
    return told


@pytest.fixture
def sound(filled: Case) -> Case:
    """The case with nothing to resolve."""
    assert found(filled) == {}
    return filled


def change(case: Case, kind: type[Incident | Quote | Source | Claim | Citation], **to: Any) -> int:
    """Change the first record of a kind; its id."""
    record = case.all(kind)[0]
    edits.change(case, dataclasses.replace(record, **to))
    return record.id


def test_the_sample_has_nothing_to_resolve(tmp_path: Path) -> None:
    with create_sample(tmp_path / "sample.dossier") as case:
        assert checks.check(case).total == 0


def test_an_empty_case_has_nothing_to_resolve(case: Case) -> None:
    assert checks.check(case) == checks.Report()


def test_a_claim_without_a_passage_leads_to_its_incident(sound: Case) -> None:
    incident = sound.all(Incident)[0]
    with sound.edit("Add") as edit:
        edit.insert(
            Claim(incident=incident.id, attribute="cause", stated="out  of\nfear", stance="asserts")
        )
    [problem] = found(sound)["uncited_claim"]
    assert (problem.kind, problem.id, problem.name) == ("incident", incident.id, "INC-0001")
    assert problem.words == "out of fear"


def test_a_claim_of_an_incident_in_the_trash_is_of_no_concern(sound: Case) -> None:
    incident = sound.all(Incident)[0]
    with sound.edit("Add") as edit:
        edit.insert(Claim(incident=incident.id, attribute="cause", stated="fear", stance="asserts"))
    edits.trash(sound, "incident", [incident.id])
    assert found(sound) == {}


@pytest.mark.parametrize(
    "changed",
    [{"exact": "Officials denied"}, {"start": 1}, {"end": 25}, {"start": 900, "end": 926}],
)
def test_a_passage_that_does_not_stand_where_it_says_is_found(
    sound: Case, changed: dict[str, Any]
) -> None:
    change(sound, Citation, **changed)
    [problem] = found(sound)["changed_passage"]
    assert (problem.kind, problem.name) == ("quote", "Q-0001")


def test_a_passage_by_its_words_alone_may_stand_anywhere(sound: Case) -> None:
    change(sound, Citation, start=None, end=None)
    assert found(sound) == {}
    change(sound, Citation, exact="Nobody said that")
    assert list(found(sound)) == ["changed_passage"]


def test_a_passage_of_nothing_leads_to_its_source(sound: Case) -> None:
    source = sound.all(Source)[0]
    with sound.edit("Cite") as edit:
        text = sound.all(Text)[0]
        edit.insert(Citation(text=text.id, start=0, end=3, exact="Not there"))
    [problem] = found(sound)["changed_passage"]
    assert (problem.kind, problem.id, problem.words) == ("source", source.id, "Not there")


def test_words_in_quotation_marks_that_the_source_has_not_are_found(sound: Case) -> None:
    change(sound, Quote, text="Officials said that nobody")
    [problem] = found(sound)["altered_quote"]
    assert (problem.name, problem.field) == ("Q-0001", "text")
    change(sound, Quote, form="paraphrase")
    assert found(sound) == {}


def test_our_own_brackets_in_a_quote_are_no_change(sound: Case) -> None:
    change(sound, Quote, text="Officials [of Tajikistan] said that 134 soldiers")
    assert "altered_quote" not in found(sound)


def test_a_quote_of_which_the_words_stand_in_another_passage_is_found(tmp_path: Path) -> None:
    with create_sample(tmp_path / "sample.dossier") as case:
        first, *others = case.all(Quote)
        other = next(quote for quote in others if quote.speaker != first.speaker)
        edits.change(case, dataclasses.replace(first, citation=other.citation))
        [problem] = found(case)["misplaced_quote"]
        assert (problem.kind, problem.name) == ("quote", first.reference)
        assert "altered_quote" not in found(case)


@pytest.mark.parametrize(
    ("kind", "changed", "field", "words"),
    [
        (Incident, {"date": Reported("last Thursday week")}, "date", "Date: last Thursday week"),
        (Incident, {"time": TimeOfDay("9 o'clock")}, "time", "Time: 9 o'clock"),
        (Source, {"accessed": Reported("recently")}, "accessed", "Accessed: recently"),
        (Quote, {"said": Reported("the other day")}, "said", "Said: the other day"),
    ],
)
def test_words_that_are_no_date_are_found_in_their_field(
    sound: Case,
    kind: type[Incident | Quote | Source],
    changed: dict[str, Any],
    field: str,
    words: str,
) -> None:
    record = change(sound, kind, **changed)
    [problem] = found(sound)["unread_words"]
    assert (problem.id, problem.field, problem.words) == (record, field, words)


def test_a_part_of_the_day_is_a_time_as_sources_have_it(sound: Case) -> None:
    change(sound, Incident, time=TimeOfDay("in the morning"))
    assert found(sound) == {}


def test_unread_words_in_a_row_lead_to_the_record_that_owns_it(sound: Case) -> None:
    member, body = sound.all(Actor)[:2]
    citation = sound.all(Citation)[0]
    with sound.edit("Add") as edit:
        edit.insert(Affiliation(actor=member.id, parent=body.id, until=Reported("some day")))
        edit.insert(
            Attribution(
                citation=citation.id,
                position=2,
                description="A guard",
                verb="said",
                date=Reported("later"),
            )
        )
    told = {(p.kind, p.name, p.field, p.words) for p in found(sound)["unread_words"]}
    assert told == {
        ("actor", member.name, "", "Until: some day"),
        ("quote", "Q-0001", "", "When: later"),
    }


def test_a_speaker_who_was_never_entered_is_found(sound: Case) -> None:
    text = sound.all(Text)[0]
    quote = passages.quote_passage(sound, text.id, 0, 26)
    assert quote.description == UNNAMED_SPEAKER
    [problem] = found(sound)["unnamed_speaker"]
    assert (problem.id, problem.field) == (quote.id, "speaker")
    edits.change(sound, dataclasses.replace(quote, description="A border guard"))
    assert found(sound) == {}


def test_an_incident_that_nobody_reports_is_found_unless_it_was_set_aside(sound: Case) -> None:
    with sound.edit("Add") as edit:
        bare = edit.insert(Incident(title="Clash"))
    [problem] = found(sound)["bare_incident"]
    assert (problem.id, problem.name, problem.words) == (bare.id, "INC-0002", "Clash")
    edits.change(sound, dataclasses.replace(bare, status="set_aside", set_aside_reason="Rumour"))
    assert found(sound) == {}


def second_figure(case: Case, count: Count, **more: Any) -> Claim:
    first = case.all(Claim)[0]
    with case.edit("Add") as edit:
        return edit.insert(dataclasses.replace(first, id=0, count=count, **more))


def test_figures_that_differ_ask_for_a_choice(sound: Case) -> None:
    other = second_figure(sound, stated(Qualifier.MORE_THAN, 130))
    [problem] = found(sound)["open_figure"]
    assert (problem.kind, problem.name) == ("incident", "INC-0001")
    edits.choose_claim(sound, other.id)
    assert found(sound) == {}


def test_two_headline_figures_for_one_measure_ask_for_another_choice(sound: Case) -> None:
    [first] = sound.all(Claim)
    other = second_figure(sound, stated(Qualifier.MORE_THAN, 130), chosen=True)
    edits.change(sound, dataclasses.replace(first, chosen=True))
    [problem] = found(sound)["chosen_twice"]
    assert (problem.kind, problem.name) == ("incident", "INC-0001")
    edits.choose_claim(sound, other.id)
    assert found(sound) == {}


@pytest.mark.parametrize(
    ("count", "more"),
    [
        (stated(Qualifier.EXACTLY, 134), {}),
        (stated(Qualifier.EXACTLY, 12), {"measure": "killed"}),
        (stated(Qualifier.EXACTLY, 12), {"stance": "denies"}),
    ],
    ids=["same", "other measure", "denied"],
)
def test_figures_that_leave_no_choice_ask_for_none(
    sound: Case, count: Count, more: dict[str, Any]
) -> None:
    second_figure(sound, count, **more)
    assert "open_figure" not in found(sound)


def test_evidence_on_a_source_in_the_trash_is_found(sound: Case) -> None:
    source = sound.all(Source)[0]
    edits.trash(sound, "source", [source.id])
    told = {(p.kind, p.name, p.field) for p in found(sound)["struck_evidence"]}
    assert told == {("incident", "INC-0001", ""), ("quote", "Q-0001", "citation")}


def test_sources_that_lead_back_to_themselves_are_found(sound: Case) -> None:
    first = sound.all(Source)[0]
    with sound.edit("Add") as edit:
        second = edit.insert(Source(title="Copy", reliability="C"))
        edit.insert(SourceLink(source=first.id, verb="cited", to_source=second.id))
        edit.insert(SourceLink(source=second.id, verb="cited", to_source=first.id))
    assert {p.name for p in found(sound)["circular"]} >= {"S-0001", "S-0002"}


def test_figures_out_of_order_are_found(sound: Case) -> None:
    change(sound, Claim, count=Count(Qualifier.BETWEEN, 20, None, 10))
    assert [p.name for p in found(sound)["figures_disordered"]] == ["INC-0001"]
    change(sound, Claim, count=Count(Qualifier.BETWEEN, 10, 30, 20))
    assert [p.name for p in found(sound)["figures_disordered"]] == ["INC-0001"]
    change(sound, Claim, count=Count(Qualifier.BETWEEN, 10, 15, 20))
    assert found(sound) == {}


def test_an_incident_after_the_source_that_tells_of_it_is_found(sound: Case) -> None:
    change(sound, Incident, date=Reported.of("23 June 2021"))
    [problem] = found(sound)["reported_before"]
    assert (problem.name, problem.field) == ("INC-0001", "date")
    change(sound, Source, published=Reported.of("June 2021"))
    assert found(sound) == {}, "it may have been published later in June"


def test_a_source_is_graded_by_itself_or_by_its_publisher(sound: Case) -> None:
    source = change(sound, Source, publisher=None)
    [problem] = found(sound)["ungraded_source"]
    assert (problem.id, problem.field) == (source, "reliability")
    change(sound, Source, reliability="F")
    assert found(sound) == {}


def test_a_check_goes_slice_by_slice_and_can_be_stopped(
    sound: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan, "SLICE", 2)
    with sound.edit("Add") as edit:
        bare = [edit.insert(Incident(title=f"Clash {n}")).id for n in range(7)]
    pauses: list[None] = []
    report = checks.check(sound, lambda: pauses.append(None))
    assert [list(one.ids) for one in report.found if one.rule.key == "bare_incident"] == [bare]
    assert len(pauses) > 4

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checks.check(sound, stop)


def test_a_case_is_checked_beside_the_one_who_writes_to_it(sound: Case) -> None:
    with sound.edit("Add") as edit:
        edit.insert(Incident(title="Clash"))
    beside = Bystander(sound)
    assert beside.ask(checks.check).found.total == 1
    with sound.edit("Add") as edit:
        edit.insert(Incident(title="Clash"))
    assert beside.ask(checks.check).found.total == 2
    beside.close()


def test_what_is_gone_since_the_check_is_left_out(sound: Case) -> None:
    with sound.edit("Add") as edit:
        edit.insert(Incident(title="Clash"))
    [one] = checks.check(sound).found
    sound.undo()
    assert checks.problems(sound, one, one.ids) == []


def test_rules_have_a_key_of_their_own_and_say_what_to_do() -> None:
    assert len({rule.key for rule in checks.RULES}) == len(checks.RULES)
    for rule in checks.RULES:
        assert rule.label
        assert rule.advice.endswith(".")
