"""Claims by what people call them, for those who link them."""

import pytest

from case.telling import tell
from dossier.case import claims, edits
from dossier.case.case import Case
from dossier.model.records import Claim, Incident


@pytest.fixture
def story(case: Case) -> Case:
    return tell(case)


def names(case: Case, words: str) -> list[str]:
    return [name for _, name in claims.offered(case, words, 20)]


def test_a_claim_is_called_by_its_incident_its_words_and_what_they_are_about(story: Case) -> None:
    first = next(claim for claim in story.all(Claim) if claim.stated == "134")
    assert claims.called(story, first.id) == "INC-0001: 134 (crossed)"


@pytest.mark.parametrize("words", ["134", "", "soldiers cross", "INC-0001"])
def test_claims_are_found_by_their_words_and_by_their_incident(story: Case, words: str) -> None:
    assert "INC-0001: 134 (crossed)" in names(story, words)


def test_what_lies_in_the_trash_is_not_offered(story: Case) -> None:
    edits.trash(story, "incident", [story.all(Incident)[0].id])
    assert names(story, "") == []
    assert names(story, "134") == []
    assert names(story, "nothing of the kind") == []


@pytest.mark.parametrize("words", ["", "134"])
def test_claims_behind_many_of_trashed_incidents_are_offered(case: Case, words: str) -> None:
    with case.edit("Claims") as edit:
        incidents = edit.insert_many([Incident(title=f"Crossing {n}") for n in range(1200)])
        edit.insert_many(
            [
                Claim(incident=one.id, attribute="count", stated="134", stance="asserts")
                for one in incidents
            ]
        )
    edits.trash(case, "incident", [one.id for one in incidents[:-2]])
    offered = [name.partition(":")[0] for _, name in claims.offered(case, words, 5)]
    assert offered == [one.reference for one in incidents[-2:]]
