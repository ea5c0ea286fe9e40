"""Judgements and hypotheses in a case: begun, ordered, tied to evidence, rated, checked, undone."""

import dataclasses
from typing import Any

import pytest

from case.telling import found as hits
from case.telling import tell
from dossier.case import checks, edits, find, judging
from dossier.case.case import Case
from dossier.case.history import history
from dossier.errors import DossierError, RefusedError
from dossier.model.hypotheses import Caution
from dossier.model.records import (
    Citation,
    Claim,
    Exhibit,
    Hypothesis,
    Incident,
    Judgement,
    JudgementLink,
    Quote,
    Rating,
)
from dossier.model.terms import Fit, Weight

TEXT = "It is likely that the crossings continue."


@pytest.fixture
def story(case: Case) -> Case:
    return tell(case)


def judged(case: Case, text: str = TEXT, kind: str = "key_judgement", **more: Any) -> Judgement:
    return judging.add(case, Judgement(kind=kind, text=text, **more))


def rest_on(case: Case, judgement: Judgement, kind: str, id_: int) -> None:
    tied: dict[str, Any] = {kind: id_}
    edits.add(case, JudgementLink(judgement=judgement.id, **tied))


def rules(case: Case) -> dict[str, list[int]]:
    return {one.rule.key: list(one.ids) for one in checks.check(case).found}


def texts(case: Case) -> list[str]:
    return [one.judgement.text for one in find.judgements(case)]


def test_a_new_judgement_stands_behind_the_others_on_their_yardstick(case: Case) -> None:
    first = judged(case)
    assert (first.position, first.scale) == (1, "icd203")
    edits.change(case, dataclasses.replace(first, scale="phia"))
    second = judged(case, "Another.")
    assert (second.position, second.scale) == (2, "phia")
    assert judged(case, "Third.", scale="nato").scale == "nato"
    assert case.undo_label == "Add judgement Third."


def test_a_judgement_without_words_is_refused(case: Case) -> None:
    with pytest.raises(RefusedError, match="'Judgement' is empty"):
        judged(case, "  ")


def test_judgements_move_among_those_of_their_kind_and_the_ends_hold(case: Case) -> None:
    a, gap, b = judged(case, "a"), judged(case, "gap", "gap"), judged(case, "b")
    assert judging.move(case, "judgement", b.id, -1)
    assert texts(case) == ["b", "gap", "a"]
    assert not judging.move(case, "judgement", gap.id, 1)
    assert not judging.move(case, "judgement", b.id, -5)
    assert judging.move(case, "judgement", b.id, 9)
    assert texts(case) == ["a", "gap", "b"]
    case.undo()
    assert texts(case) == ["b", "gap", "a"]
    edits.trash(case, "judgement", [a.id])
    assert not judging.move(case, "judgement", a.id, -1)
    assert texts(case) == ["b", "gap"]


def test_what_a_judgement_rests_on_leads_to_the_passages_that_it_cites(story: Case) -> None:
    incident, claim, quote = story.all(Incident)[0], story.all(Claim)[0], story.all(Quote)[0]
    (citation,) = story.all(Citation)
    one = judged(story)
    for kind, record in (("claim", claim), ("quote", quote), ("incident", incident)):
        rest_on(story, one, kind, record.id)
    (held,) = find.judgements(story)
    assert [ground.words for ground in held.grounds] == [
        f"{incident.reference}: 134",
        f"{quote.reference} No violations",
        f"{incident.reference} {incident.title}",
    ]
    assert [p.citation.id for p in held.passages] == [citation.id]
    assert all(ground.stands for ground in held.grounds)
    assert held.grounds[0].origins == {"Sherzod Asadov"}
    assert held.band is None


def test_evidence_in_the_trash_is_said_and_cites_nothing(story: Case) -> None:
    incident, claim, quote = story.all(Incident)[0], story.all(Claim)[0], story.all(Quote)[0]
    one = judged(story)
    rest_on(story, one, "claim", claim.id)
    rest_on(story, one, "quote", quote.id)
    edits.trash(story, "incident", [incident.id])
    edits.trash(story, "quote", [quote.id])
    (held,) = find.judgements(story)
    assert [(ground.trashed, ground.stands) for ground in held.grounds] == [(True, False)] * 2
    assert held.grounds[1].words == quote.reference
    edits.restore(story, "incident", [incident.id])
    assert find.judgements(story)[0].grounds[0].stands


def test_a_source_in_the_trash_takes_its_passages_along(story: Case) -> None:
    claim = story.all(Claim)[0]
    one = judged(story)
    rest_on(story, one, "claim", claim.id)
    with story.edit("Away") as edit:
        edit.trash("source", story.rows("SELECT id FROM source")[0][0])
    (held,) = find.judgements(story)
    assert held.passages == ()
    assert not held.grounds[0].stands


def test_the_matrix_is_rated_weighed_and_scored_and_each_is_one_step(story: Case) -> None:
    claim = story.all(Claim)[0]
    fled = judging.add(story, Hypothesis(title="They fled", kind="answer"))
    drill = judging.add(story, Hypothesis(title="A drill", kind="null"))
    row = judging.lay_out(story, "claim", claim.id)
    assert judging.lay_out(story, "claim", claim.id) == row
    assert row.title == "INC-0001: 134 (crossed)"
    state = story.state_hash
    judging.rate(story, row.id, fled.id, Fit.CONSISTENT)
    judging.rate(story, row.id, drill.id, Fit.INCONSISTENT)
    judging.rate(story, row.id, drill.id, Fit.VERY_INCONSISTENT)
    assert story.undo_label == f"Rate {row.title}: very inconsistent"
    judging.weigh(story, row.id, "credibility", Weight.HIGH)
    judging.weigh(story, row.id, "relevance", Weight.HIGH)
    matrix = find.hypotheses(story)
    assert [one.title for one in matrix.hypotheses] == ["They fled", "A drill"]
    assert matrix.scores == pytest.approx((0, -4))
    assert matrix.leaders == (0,)
    assert matrix.rows[0].fit(drill.id) is Fit.VERY_INCONSISTENT
    assert {one.caution for one in matrix.cautions} == {
        Caution.NO_DECEPTION,
        Caution.HANGS_ON_ONE,
    }
    assert len(story.all(Rating)) == 2
    for _ in range(5):
        story.undo()
    assert story.state_hash == state
    assert find.hypotheses(story).leaders == ()


def test_a_rating_that_is_taken_away_is_gone_and_comes_back_by_undo(case: Case) -> None:
    answer = judging.add(case, Hypothesis(title="They fled"))
    row = judging.add(case, Exhibit(title="Nobody shot"))
    judging.rate(case, row.id, answer.id, Fit.CONSISTENT)
    judging.rate(case, row.id, answer.id, None)
    assert case.all(Rating) == []
    assert find.hypotheses(case).rows[0].ground is None
    case.undo()
    assert [one.value for one in case.all(Rating)] == ["C"]


def test_what_is_laid_out_is_named_by_its_words(story: Case) -> None:
    incident, quote = story.all(Incident)[0], story.all(Quote)[0]
    assert (
        judging.lay_out(story, "incident", incident.id).title == "INC-0001 Soldiers cross the river"
    )
    row = judging.lay_out(story, "quote", quote.id)
    assert row.title == "Q-0001 No violations"
    edits.trash(story, "quote", [quote.id])
    assert judging.lay_out(story, "quote", quote.id) == row


@pytest.mark.parametrize("kind", ["incident", "claim", "quote"])
def test_a_record_that_is_gone_is_not_laid_out_but_said(case: Case, kind: str) -> None:
    with pytest.raises(DossierError, match=f"This {kind} is no longer in the case"):
        judging.lay_out(case, kind, 12345)
    assert case.all(Exhibit) == []


def test_the_note_of_a_rating_outlives_the_rating(case: Case) -> None:
    answer = judging.add(case, Hypothesis(title="They fled"))
    row = judging.add(case, Exhibit(title="Nobody shot"))
    judging.rate(case, row.id, answer.id, Fit.CONSISTENT)
    (rating,) = case.all(Rating)
    edits.change(case, dataclasses.replace(rating, note="Two witnesses say so"))
    judging.rate(case, row.id, answer.id, None)
    (held,) = find.hypotheses(case).rows
    assert (held.fit(answer.id), held.ratings[answer.id].note) == (None, "Two witnesses say so")
    (kept,) = case.all(Rating)
    edits.change(case, dataclasses.replace(kept, note="One witness says so"))
    judging.rate(case, row.id, answer.id, Fit.INCONSISTENT)
    assert [(one.value, one.note) for one in case.all(Rating)] == [("I", "One witness says so")]


def test_a_hypothesis_in_the_trash_leaves_the_matrix(case: Case) -> None:
    answer = judging.add(case, Hypothesis(title="They fled"))
    edits.trash(case, "hypothesis", [answer.id])
    assert find.hypotheses(case).hypotheses == ()
    assert [row.title for row in find.trash_rows(case, find.trash_ids(case))] == ["They fled"]


def test_the_same_origin_behind_two_rows_is_found(story: Case) -> None:
    (claim, *_), (quote,) = story.all(Claim), story.all(Quote)
    judging.lay_out(story, "claim", claim.id)
    judging.lay_out(story, "quote", quote.id)
    cautions = find.hypotheses(story).cautions
    assert [one.rows for one in cautions if one.caution is Caution.SAME_ORIGIN] == [(0, 1)]


def test_judgements_are_found_and_their_history_says_words_not_keys(case: Case) -> None:
    one = judged(case, likelihood="likely", confidence="moderate")
    judging.add(case, Hypothesis(title="Deliberate withdrawal"))
    assert hits(case, "crossings contin") == [("judgement", TEXT)]
    assert hits(case, "withdrawal") == [("hypothesis", "Deliberate withdrawal")]
    edits.change(case, dataclasses.replace(one, likelihood="very_likely"))
    assert str(history(case, limit=1)[0].fields[0]) == "Likelihood likely -> very likely"


def test_a_sound_key_judgement_has_nothing_to_resolve(story: Case) -> None:
    before = rules(story)
    measured = {"likelihood": "likely", "confidence": "moderate", "basis": "Two origins agree."}
    one = judged(story, **measured)
    rest_on(story, one, "claim", story.all(Claim)[0].id)
    judged(story, "The orders may have been forged.", "gap")
    assert rules(story) == before


def test_what_is_wrong_with_judgements_is_found_by_the_checks(case: Case) -> None:
    bare = judged(case)
    both = judged(case, "It is likely, with high confidence, that they stay.", "assumption")
    vague = judged(case, "They may return.", "alternative")
    other = judged(case, "They return.", "alternative", scale="phia", likelihood="unlikely")
    edits.change(case, dataclasses.replace(both, likelihood="likely"))
    assert rules(case) == {
        "judgement_two_measures": [both.id],
        "judgement_words": [vague.id],
        "mixed_yardsticks": [other.id],
        "unmeasured_judgement": [bare.id],
        "unsupported_judgement": [bare.id],
    }
    (found,) = (one for one in checks.check(case).found if one.rule.key == "judgement_words")
    (problem,) = checks.problems(case, found, found.ids)
    assert (problem.kind, problem.id, problem.field) == ("judgement", vague.id, "text")
    assert problem.words == "They may return."


@pytest.mark.parametrize("rested", ["incident", "claim", "quote"])
@pytest.mark.parametrize("trashed", ["incident", "claim", "quote", "citation", "text", "source"])
def test_a_key_judgement_that_rests_on_the_trash_alone_is_found(
    story: Case, rested: str, trashed: str
) -> None:
    one = judged(story, likelihood="likely", confidence="moderate", basis="Two origins agree.")
    records = {"incident": story.all(Incident)[0], "claim": story.all(Claim)[0]}
    rest_on(story, one, rested, (records | {"quote": story.all(Quote)[0]})[rested].id)
    assert "unsupported_judgement" not in rules(story)
    with story.edit("Away") as edit:
        for row in story.rows(f"SELECT id FROM {trashed}"):
            edit.trash(trashed, row[0])
    stands = any(ground.stands for ground in find.judgements(story)[0].grounds)
    assert ("unsupported_judgement" in rules(story)) is not stands
    edits.restore(story, trashed, [row[0] for row in story.rows(f"SELECT id FROM {trashed}")])
    assert "unsupported_judgement" not in rules(story)


def test_a_claim_without_a_passage_supports_nothing(case: Case) -> None:
    incident = edits.add(case, Incident(title="Crossing"))
    claim = edits.add_claim(
        case, Claim(incident=incident.id, attribute="count", stated="134", stance="asserts")
    )
    one = judged(case, likelihood="likely", confidence="moderate", basis="One origin.")
    rest_on(case, one, "claim", claim.id)
    assert rules(case)["unsupported_judgement"] == [one.id]
    assert not find.judgements(case)[0].grounds[0].stands


def test_a_yardstick_that_is_put_back_brings_the_likelihood_that_stood_on_it(case: Case) -> None:
    one = judged(case, scale="phia", likelihood="highly_likely")
    one = edits.change(case, dataclasses.replace(one, scale="icd203", likelihood="very_likely"))
    edits.put_back(case, "judgement", one.id, "scale", "phia")
    assert case.undo_label == f"Restore yardstick and likelihood of {TEXT}"
    (held,) = find.judgements(case)
    assert held.band is not None
    assert (held.judgement.scale, held.band.label) == ("phia", "highly likely")
    edits.put_back(case, "judgement", one.id, "likelihood", "very_likely")
    now = case.get(Judgement, one.id)
    assert (now.scale, now.likelihood) == ("icd203", "very_likely")
    edits.put_back(case, "judgement", one.id, "text", TEXT)
    assert case.get(Judgement, one.id) == now


def test_a_likelihood_put_back_on_the_same_yardstick_is_one_field(case: Case) -> None:
    one = judged(case, likelihood="likely")
    edits.change(case, dataclasses.replace(one, likelihood="unlikely"))
    edits.put_back(case, "judgement", one.id, "likelihood", "likely")
    assert case.undo_label == f"Restore likelihood of {TEXT}"
    assert case.get(Judgement, one.id) == one


def test_a_likelihood_is_put_back_also_from_before_its_judgement_was_undone(case: Case) -> None:
    one = judged(case, likelihood="likely")
    two = edits.change(case, dataclasses.replace(one, likelihood="unlikely"))
    case.undo()
    case.undo()
    case.redo()
    assert case.get(Judgement, one.id) == one
    edits.put_back(case, "judgement", one.id, "likelihood", "unlikely")
    assert case.get(Judgement, one.id) == two


@pytest.mark.parametrize(
    ("scale", "likelihood"), [("phia", "very_likely"), ("zz", "likely"), ("", "likely")]
)
def test_a_likelihood_that_its_yardstick_does_not_have_is_found(
    case: Case, scale: str, likelihood: str
) -> None:
    one = judged(case, "They stay.", "assumption")
    edits.change(case, dataclasses.replace(one, scale=scale, likelihood=likelihood))
    assert rules(case) == {"likelihood_off_yardstick": [one.id]}
