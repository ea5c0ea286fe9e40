"""What a brief says of judgements and hypotheses: one yardstick, notes, and what they lack."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dossier.brief import catalogue, compose
from dossier.brief.blocks import NoteRef, Table
from dossier.brief.edition import Edition, Redaction
from dossier.brief.spec import Part, Spec, parts
from dossier.case import edits
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model.field import Record
from dossier.model.records import (
    Exhibit,
    Hypothesis,
    Incident,
    Judgement,
    JudgementLink,
    Quote,
    Rating,
)


@pytest.fixture
def sample(sample: Case) -> Case:
    """The sample case before anybody concluded anything from it."""
    for kind in (Judgement, Hypothesis, Exhibit):
        edits.trash(sample, kind.about.name, [one.id for one in sample.all(kind)])
    return sample


def _add(case: Case, *records: Record) -> list[Record]:
    with case.edit("Judge") as edit:
        return [edit.insert(record) for record in records]


def _judge(case: Case, text: str = "It will happen again.", **fields: str) -> Judgement:
    asked = {"kind": "key_judgement", "scale": "phia", "likelihood": "likely"} | fields
    made = Judgement(text=text, **asked)  # type: ignore[arg-type]  # by keyword
    (judgement,) = _add(case, made)
    assert isinstance(judgement, Judgement)
    return judgement


def _rest(case: Case, judgement: Judgement, number: int = 1) -> None:
    incident = case.all(Incident)[number - 1]
    _add(case, JudgementLink(judgement=judgement.id, incident=incident.id))


def _blocks(case: Case, *sections: Part, **choices: object) -> tuple[str, tuple[str, ...]]:
    """What a few sections print, and what is reported beside their lack of a register."""
    material = compose.gather(case, Spec(sections=sections, **choices))  # type: ignore[arg-type]  # by keyword
    shown = str(compose.document(material).blocks)
    return shown, tuple(one for one in material.remarks if "lead nowhere" not in one)


def _notes(case: Case, names: Sequence[str]) -> int:
    material = compose.gather(case, Spec(sections=parts(*names)))
    return str(compose.document(material).blocks).count(NoteRef.__name__)


def test_a_judgement_says_likelihood_and_confidence_apart_with_its_notes(sample: Case) -> None:
    held = _judge(sample, confidence="moderate", basis="Two officials say so.")
    _rest(sample, held)
    shown, remarks = _blocks(sample, *parts("key_judgements"))
    for words in ("It will happen again.", "'likely'", "55–75 %", "Our confidence is moderate."):
        assert words in shown
    assert _notes(sample, ["key_judgements"]) > 0
    assert remarks == ()


def test_what_a_judgement_lacks_is_reported(sample: Case) -> None:
    _judge(sample, scale="", likelihood="")
    _, remarks = _blocks(sample, *parts("key_judgements"))
    assert remarks == (
        "Key judgement 1 says no likelihood.",
        "Key judgement 1 says no confidence.",
        "Key judgement 1 rests on nothing in this brief.",
    )


def test_more_judgements_than_a_reader_keeps_are_reported(sample: Case) -> None:
    for number in range(8):
        assert not any("seven are the most" in one for one in _key_remarks(sample))
        _judge(sample, f"Judgement {number}.")
    assert "8 key judgements: seven are the most a reader keeps." in _key_remarks(sample)


def _key_remarks(case: Case) -> tuple[str, ...]:
    return _blocks(case, *parts("key_judgements"))[1]


def test_grounds_outside_a_brief_are_not_cited(sample: Case) -> None:
    held = _judge(sample, confidence="low")
    _rest(sample, held, 2)
    _, remarks = _blocks(sample, *parts("key_judgements"), words="Kaldar")
    assert remarks == ("Key judgement 1 rests on nothing in this brief.",)


def test_words_off_the_record_are_no_ground(sample: Case) -> None:
    quote = sample.all(Quote)[0]
    held = _judge(sample, confidence="low")
    _add(sample, JudgementLink(judgement=held.id, quote=quote.id))
    assert _notes(sample, ["key_judgements"]) == 1
    edits.change(sample, replace(quote, status="off_record"))
    assert _notes(sample, ["key_judgements"]) == 0


def test_two_yardsticks_in_one_brief_are_refused(sample: Case) -> None:
    _judge(sample, "First.")
    _judge(sample, "Second.", scale="nato", likelihood="likely")
    for names in (("key_judgements",), ("annex_yardstick", "key_judgements")):
        with pytest.raises(DossierError, match="2 yardsticks") as caught:
            _blocks(sample, *parts(*names))
        assert "“First.”" in caught.value.message
        assert "“Second.”" in caught.value.message
    _blocks(sample, *parts("chronology", "alternatives", "annex_yardstick"))


def test_the_yardstick_marks_the_band_that_is_used(sample: Case) -> None:
    sections = parts("key_judgements", "assumptions", "annex_yardstick")
    assert "used in this brief" not in _blocks(sample, *sections)[0]
    _judge(sample)
    shown, _ = _blocks(sample, *sections)
    assert shown.count("used in this brief") == 1
    assert "has no word" in shown


def test_a_judgement_that_is_not_printed_is_not_measured(sample: Case) -> None:
    _judge(sample)
    _judge(sample, "They can return.", kind="assumption", likelihood="unlikely")
    _judge(sample, "It is likely that more is known.", kind="gap", scale="nato")
    sections = parts("key_judgements", "annex_yardstick")
    assert _blocks(sample, *sections)[0].count("used in this brief") == 1
    assert _blocks(sample, *parts("annex_yardstick"))[0] == "()"
    # the word of an assumption is read by the yardstick only where it is said
    silent = (*sections, *parts("assumptions"))
    assert _blocks(sample, *silent)[0].count("used in this brief") == 1
    _judge(sample, "A return is unlikely.", kind="assumption", likelihood="unlikely")
    assert _blocks(sample, *silent)[0].count("used in this brief") == 2
    with pytest.raises(DossierError, match="2 yardsticks"):
        _blocks(sample, *sections, *parts("gaps_and_requirements"))


def test_assumptions_gaps_and_indicators_are_lists(sample: Case) -> None:
    names = {
        "assumption": "assumptions",
        "gap": "gaps_and_requirements",
        "indicator": "outlook_and_indicators",
        "alternative": "alternatives",
    }
    for kind, name in names.items():
        assert _blocks(sample, *parts(name))[0] == "()"
        _judge(sample, f"A {kind}.", kind=kind, scale="", likelihood="")
        assert f"A {kind}." in _blocks(sample, *parts(name))[0]


def test_likelihood_and_confidence_in_one_sentence_of_own_words_is_reported(sample: Case) -> None:
    text = "We judge with high confidence that it is likely to go on [INC-0001]."
    own = catalogue.part("assessment", {"text": text})
    (remark,) = _blocks(sample, own)[1]
    assert remark.startswith("Assessment: “likely”")
    assert "high confidence" in remark


def _matrix(case: Case) -> None:
    one, other, row, _ = _add(
        case,
        Hypothesis(title="They fled", kind="answer"),
        Hypothesis(title="They were sent", kind="null"),
        Exhibit(title="They left their weapons", incident=case.all(Incident)[0].id),
        Exhibit(title="It rained"),
    )
    _add(
        case,
        Rating(hypothesis=one.id, exhibit=row.id, value="CC"),
        Rating(hypothesis=other.id, exhibit=row.id, value="II"),
    )


def test_the_matrix_is_printed_with_its_scores_and_what_they_are_not(sample: Case) -> None:
    _matrix(sample)
    material = compose.gather(sample, Spec(sections=parts("alternatives")))
    blocks = compose.document(material).blocks
    names, table = (one for one in blocks if isinstance(one, Table))
    assert [str(row[0]).count("They") for row in names.rows] == [1, 1]
    assert "STRONG" in str(names.rows[0]).upper()
    assert len(table.rows) == 3
    assert "Weight" not in str(table.head)
    assert "They left their weapons" in str(table.rows[0])
    assert "−2.0" in str(table.rows[-1])
    assert any(isinstance(one, NoteRef) for one in table.rows[0][0])
    assert "not probabilities" in str(blocks)
    assert "The order hangs on single rows" in str(blocks)


def test_only_the_most_telling_rows_are_printed_where_that_is_asked(sample: Case) -> None:
    _matrix(sample)
    shown, _ = _blocks(sample, catalogue.part("alternatives", {"rows": 1}))
    assert "1 row that tells least left out" in shown
    assert "They left their weapons" in shown
    assert "It rained" not in shown
    off, _ = _blocks(sample, catalogue.part("alternatives", {"matrix": False}))
    assert off == "()"


def test_weights_are_printed_where_they_move_the_scores(sample: Case) -> None:
    _matrix(sample)
    row = next(one for one in sample.all(Exhibit) if one.incident)
    edits.change(sample, replace(row, relevance="high"))
    blocks = compose.document(compose.gather(sample, Spec(sections=parts("alternatives")))).blocks
    table = [one for one in blocks if isinstance(one, Table)][-1]
    assert "Weight" in str(table.head[-1])
    assert [str(cells[-1]).count("× ") for cells in table.rows] == [1, 1, 0]
    assert "× 1.4" in str(table.rows[0])
    assert "−2.8" in str(table.rows[-1])


def test_a_reading_says_its_reason_and_its_likelihood_once(sample: Case) -> None:
    words = "It is likely that they were sent."
    reading = {"kind": "alternative", "basis": "Nobody saw the orders."}
    _judge(sample, words, **reading)
    shown, _ = _blocks(sample, *parts("alternatives"))
    assert "Nobody saw the orders." in shown
    assert "'  55–75 %'" in shown
    _judge(sample, "They were sent.", **reading)
    assert "'  likely, 55–75 %'" in _blocks(sample, *parts("alternatives"))[0]


def test_a_redacted_matrix_has_no_row_that_rests_on_what_is_withheld(sample: Case) -> None:
    _matrix(sample)
    incident = sample.all(Incident)[0]
    spec = Spec(sections=parts("alternatives"))
    edition = Edition(redaction=Redaction(records=frozenset({incident.id})))
    shown = str(compose.document(compose.gather(sample, spec, edition)).blocks)
    assert "They left their weapons" not in shown
    assert "It rained" in shown


def test_rows_that_rest_on_what_is_not_in_the_brief_are_left_out_and_not_counted(
    sample: Case,
) -> None:
    _matrix(sample)
    shown, _ = _blocks(sample, *parts("alternatives"), words="Kaldar")
    assert "They left their weapons" not in shown
    assert "−2.0" not in shown
    assert "It rained" in shown
    assert "Rows that rest on what is not in this brief are left out" in shown
