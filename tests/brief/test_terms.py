"""What was said off the record, or under no name, is in no section of a brief."""

from dataclasses import replace

import pytest

from brief.reading import Brief, brief_of
from dossier.brief import compose
from dossier.brief.edition import Edition, Redaction
from dossier.brief.redaction import Whole, redact
from dossier.brief.spec import NotePlace, Spec, parts
from dossier.case import edits, judging
from dossier.case.case import Case
from dossier.model.records import Citation, Claim, Exhibit, Hypothesis, Incident, Quote, Rating


def _weigh(case: Case, kind: str, id_: int) -> Exhibit:
    """Lay something out in an empty matrix and rate it against a hypothesis."""
    for record in (Exhibit, Hypothesis):
        edits.trash(case, record.about.name, [one.id for one in case.all(record)])
    answer = edits.add(case, Hypothesis(title="They fled"))
    row = judging.lay_out(case, kind, id_)
    other = edits.add(case, Exhibit(title="It rained"))
    for exhibit, value in ((row, "II"), (other, "I")):
        edits.add(case, Rating(exhibit=exhibit.id, hypothesis=answer.id, value=value))
    return row


def _matrix(case: Case) -> Brief:
    return brief_of(case, "incidents", "actors_and_statements", "alternatives")


def test_words_off_the_record_are_no_row_of_the_matrix_and_count_in_no_score(sample: Case) -> None:
    quote = sample.all(Quote)[0]
    row = _weigh(sample, "quote", quote.id)
    assert row.title in _matrix(sample).everything()
    assert "−3.0" in _matrix(sample).text()
    edits.change(sample, replace(sample.get(Quote, quote.id), status="off_record"))
    brief = _matrix(sample)
    assert row.title[len(quote.reference) + 1 :][:30] not in brief.everything()
    assert "It rained" in brief.text()
    assert "−1.0" in brief.text()
    assert "Rows that rest on what is not in this brief are left out" in brief.text()


def test_a_claim_that_shares_words_off_the_record_is_no_row_of_the_matrix(sample: Case) -> None:
    claim = next(one for one in sample.all(Claim) if one.citation)
    row = _weigh(sample, "claim", claim.id)
    assert row.title in _matrix(sample).text()
    cited = sample.get(Citation, claim.citation or 0)
    hidden = replace(sample.all(Quote)[0], citation=cited.id, text=cited.exact, status="off_record")
    edits.change(sample, hidden)
    assert row.title not in _matrix(sample).everything()


@pytest.mark.parametrize("status", ["set_aside", "trash"])
def test_an_incident_that_is_put_aside_is_no_row_of_the_matrix(sample: Case, status: str) -> None:
    incident = edits.add(sample, Incident(title="Zqaside"))
    _weigh(sample, "incident", incident.id)
    assert "Zqaside" in _matrix(sample).text()
    if status == "trash":
        edits.trash(sample, "incident", [incident.id])
    else:
        edits.change(sample, replace(sample.get(Incident, incident.id), status=status))
    assert "Zqaside" not in _matrix(sample).everything()


def test_a_row_that_says_old_words_of_a_quote_is_reported(sample: Case) -> None:
    quote = sample.all(Quote)[0]
    row = _weigh(sample, "quote", quote.id)
    spec = Spec(sections=parts("alternatives"))
    assert not [one for one in compose.gather(sample, spec).remarks if "other words" in one]
    edits.change(sample, replace(quote, text="Corrected.", form="paraphrase"))
    said = f"The matrix says “{row.title}”; {quote.reference} has other words now."
    assert said in compose.gather(sample, spec).remarks


def test_a_row_that_is_withheld_by_hand_goes(sample: Case) -> None:
    row = _weigh(sample, "incident", sample.all(Incident)[0].id)
    told = compose.gather(sample, Spec(sections=parts("incidents", "alternatives")))
    withheld = Redaction(records=frozenset({row.id}))
    left = redact(replace(told, edition=Edition(redaction=withheld)), withheld, Whole())
    assert [one.exhibit.title for one in left.matrix.rows] == ["It rained"]


# ---- quotations in the original


def test_original_words_that_no_stored_text_has_are_no_quotation(sample: Case) -> None:
    first, second, *_ = sample.all(Quote)
    edits.change(sample, replace(first, original="Words nobody ever stored"))
    edits.change(sample, replace(second, original=second.text))
    brief = brief_of(sample, "annex_quotes_original", "source_register", "annex_method")
    text = brief.text()
    assert "Original as entered: Words nobody ever stored Printed:" in text
    assert "“ Words nobody" not in text
    assert f"“ {second.text}1 Printed:" in text
    assert "Each quotation was compared with the stored text" in text


@pytest.mark.parametrize("notes", list(NotePlace))
def test_on_deep_background_no_exact_word_is_printed(sample: Case, notes: NotePlace) -> None:
    quote = sample.all(Quote)[0]
    exact = quote.text[:30]
    deep = replace(
        quote,
        status="deep_background",
        form="paraphrase",
        speaker=None,
        original=quote.text,
        translation=quote.text,
        text="Others tried.",
    )
    edits.change(sample, deep)
    for sections in (
        ("annex_quotes_original", "actors_and_statements"),
        ("incidents", "actors_and_statements", "source_register"),
    ):
        brief = brief_of(sample, *sections, notes=notes)
        assert "Others tried." in brief.text()
        assert exact not in brief.everything()
        assert "“”" not in brief.text()
