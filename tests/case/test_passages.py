"""What words of a text become: one step each, with proposals to be overtyped."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dossier.case import edits, file, passages
from dossier.case.case import Case
from dossier.model.records import (
    UNNAMED_SPEAKER,
    Actor,
    CaseInfo,
    Citation,
    Claim,
    Incident,
    Source,
    Text,
)
from dossier.model.terms import Attribute, Measure

BODY = (
    "22 June 2021. A long fight went on by the river. In the end 134 soldiers crossed it.\n"
    "Sherzod Asadov met Dennis Wholey. “We let them in,” he said. He spoke of them at length.\n"
    "“It rained,” said Ann Other.\n"
)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with file.create(tmp_path / "case.dossier", CaseInfo(title="Passages")) as made:
        for name in ("Dennis Wholey", "Sherzod Asadov"):
            edits.add(made, Actor(name=name, kind="person", role=f"Role of {name}"))
        edits.paste_source(made, Source(title="News"), BODY)
        yield made


def span(case: Case, words: str) -> tuple[int, int, int]:
    start = BODY.index(words)
    return case.all(Text)[0].id, start, start + len(words)


def test_an_incident_comes_with_its_day_and_the_claim_of_the_same_words(case: Case) -> None:
    words = "In the end 134 soldiers crossed it"
    made = passages.incident_from_passage(case, *span(case, words))
    assert (made.title, made.date.edtf) == (words, "2021-06-22")
    (claim,) = case.all(Claim)
    again = passages.claim_passage(case, *span(case, words), made.id)
    assert (claim.attribute, claim.stated, claim.unit) == (Attribute.COUNT, "134", "soldiers")
    assert claim.measure == Measure.CROSSED
    assert again.citation == claim.citation
    assert (again.stated, again.count, again.value) == (claim.stated, claim.count, claim.value)


def test_an_incident_and_its_claim_are_one_step(case: Case) -> None:
    before = case.state_hash
    passages.incident_from_passage(case, *span(case, "134 soldiers"))
    assert case.undo_label == "Add incident INC-0001 from S-0001"
    case.undo()
    assert case.state_hash == before
    assert not [*case.all(Incident), *case.all(Claim), *case.all(Citation)]


def test_words_in_marks_are_by_the_person_their_paragraph_begins_with(case: Case) -> None:
    quote = passages.quote_passage(case, *span(case, "“We let them in,”"))
    assert quote.speaker is not None
    assert case.get(Actor, quote.speaker).name == "Sherzod Asadov"
    assert (quote.role, quote.description) == ("Role of Sherzod Asadov", "")


@pytest.mark.parametrize("words", ["He spoke of them", "It rained"])
def test_nobody_is_made_a_speaker_without_grounds(case: Case, words: str) -> None:
    """A paraphrase is by nobody in particular; a name beside "said" must be known to the case."""
    quote = passages.quote_passage(case, *span(case, words))
    assert (quote.speaker, quote.description) == (None, UNNAMED_SPEAKER)


def test_two_people_of_one_name_are_not_told_apart(case: Case) -> None:
    edits.add(case, Actor(name="Sherzod Asadov", kind="person"))
    quote = passages.quote_passage(case, *span(case, "We let them in"))
    assert quote.description == UNNAMED_SPEAKER


def test_a_name_beside_said_is_offered_even_if_the_case_does_not_know_it(case: Case) -> None:
    assert passages.speaker_named(case, *span(case, "It rained")) == "Ann Other"


def test_the_stand_in_goes_and_comes_with_the_speaker(case: Case) -> None:
    quote = passages.quote_passage(case, *span(case, "It rained"))
    actor = case.all(Actor)[0].id
    named = edits.change(case, replace(quote, speaker=actor))
    assert (named.speaker, named.description) == (actor, "")
    assert case.undo_label == "Change speaker of Q-0001"
    bare = edits.change(case, replace(named, speaker=None))
    assert bare.description == UNNAMED_SPEAKER
    described = edits.change(case, replace(bare, description="a neighbour"))
    assert described.description == "a neighbour"
