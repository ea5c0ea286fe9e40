"""What changed since the last issue: only what the brief prints, in the words of the forms."""

from dataclasses import replace
from pathlib import Path

import page as validator
import pytest

from brief.reading import Brief
from dossier.brief import issuing, templates
from dossier.brief.edition import Edition, Redaction
from dossier.brief.verifying import Verdict, verify_brief
from dossier.case import edits
from dossier.case.case import Case
from dossier.model.records import Actor, Claim, Incident, IncidentPlace, Quote, Source
from dossier.model.terms import AttributionStatus, IncidentStatus

SPEC = templates.read(
    '[[section]]\nname = "title_block"\n[[section]]\nname = "changes_since_last"\n'
    '[[section]]\nname = "source_register"\n'
)


def issue(case: Case, path: Path) -> str:
    edition = issuing.next_edition(case, "Weekly")
    made = issuing.write_edition(case, path, SPEC, edition)
    issuing.store(case, SPEC, edition, made, path)
    return Brief(made.data).text()


def changed(case: Case, **edition: object) -> str:
    made = issuing.make(case, SPEC, Edition(brief="Weekly", **edition))  # type: ignore[arg-type]  # by keyword
    return Brief(made.data).text()


@pytest.fixture
def issued(sample: Case, tmp_path: Path) -> Case:
    issue(sample, tmp_path / "first.pdf")
    return sample


def test_the_first_issue_says_that_it_is_the_first(sample: Case, tmp_path: Path) -> None:
    assert "What changed" not in changed(sample)
    assert "This is the first issue of this brief." in issue(sample, tmp_path / "w.pdf")


def test_new_changed_and_removed_incidents_are_told(issued: Case) -> None:
    first, second, third, _ = issued.all(Incident)
    edits.change(issued, replace(first, title="Soldiers cross at night"))
    edits.add(issued, Incident(title="A post is abandoned"))
    edits.trash(issued, "incident", [second.id])
    edits.change(issued, replace(third, status=IncidentStatus.SET_ASIDE))
    text = changed(issued)
    assert "1 incident changed, 1 incident new and 2 incidents removed" in text
    assert f"What happened: {first.title} → Soldiers cross at night" in text
    assert "New INC-0005 A post is abandoned" in text
    assert f"Removed {second.reference} It was removed from the case." in text
    assert f"Removed {third.reference} It was set aside." in text


def test_claims_places_and_statements_are_told_with_their_incident(issued: Case) -> None:
    claim = next(c for c in issued.all(Claim) if c.chosen)
    tie = issued.all(IncidentPlace)[0]
    quote = issued.all(Quote)[0]
    edits.change(issued, replace(claim, credibility="2"))
    edits.change(issued, replace(tie, precision="exact"))
    edits.change(issued, replace(quote, form="paraphrase"))
    text = changed(issued)
    assert f"Claim “{claim.stated}”: Credibility: " in text
    assert "Places changed" in text
    assert f"Changed {quote.reference} Statement by " in text
    assert "Form: " in text


def test_notes_of_the_analyst_and_names_under_terms_are_not_told(issued: Case) -> None:
    incident, quote = issued.all(Incident)[0], issued.all(Quote)[0]
    edits.change(issued, replace(incident, note="zqnote"))
    edits.change(
        issued,
        replace(quote, status=AttributionStatus.ANONYMOUS, role="zqrole", description="zqdesc",
                speaker=None),
    )  # fmt: skip
    text = changed(issued)
    assert "zqnote" not in text
    assert "zqrole" not in text
    assert "Its words or its terms changed" in text
    assert "incident changed" not in text


def test_a_name_that_is_never_printed_is_not_told(issued: Case) -> None:
    quote = issued.all(Quote)[0]
    with issued.edit("Hide") as edit:
        edit.update(replace(issued.get(Actor, quote.speaker or 0), never_print=True))
        edit.update(replace(quote, text=quote.text))
    edits.change(issued, replace(quote, speaker=issued.all(Actor)[-1].id))
    assert "Asadov" not in changed(issued).split("What changed")[1].split("Sources")[0]


def test_nothing_that_this_brief_prints_is_said_so(issued: Case) -> None:
    edits.change(issued, replace(issued.info, reference="NEW"))
    assert "nothing that this brief prints" in changed(issued)


def test_an_issue_printed_again_says_the_same(issued: Case, tmp_path: Path) -> None:
    """After issuing, the last issue shows this very content: the one before it still counts."""
    edits.add(issued, Incident(title="A post is abandoned"))
    before = changed(issued)
    assert "Since issue 1 of" in before
    issue(issued, tmp_path / "second.pdf")
    assert changed(issued) == before
    again = issuing.make(issued, SPEC, Edition())
    (tmp_path / "plain.pdf").write_bytes(again.data)
    assert verify_brief(tmp_path / "plain.pdf", issued).verdict is Verdict.PRINTED


def test_a_redacted_edition_tells_no_change(issued: Case) -> None:
    edits.change(issued, replace(issued.all(Incident)[0], title="zqtitle"))
    text = changed(issued, redaction=Redaction())
    assert "left out of a redacted edition" in text
    assert "→" not in text


def test_words_that_look_like_markup_stay_words(issued: Case) -> None:
    edits.change(issued, replace(issued.all(Incident)[0], title="<b>Night</b> & day"))
    assert "→ <b>Night</b> & day" in changed(issued)


def test_an_issue_and_a_redacted_edition_conform(issued: Case) -> None:
    edits.change(issued, replace(issued.all(Incident)[0], title="Soldiers cross at night"))
    actor = next(a for a in issued.all(Actor) if a.name == "Sherzod Asadov")
    withheld = Redaction("TLP:CLEAR", frozenset({actor.id}))
    for edition in (Edition(brief="Weekly", number=2), Edition(redaction=withheld)):
        data = issuing.make(issued, SPEC, edition).data
        for profile in ("pdf-ua-1", "pdf-a-3a"):
            report = validator.validate_pdf_bytes(data, profile=profile)
            assert [f"{f.rule_id}: {f.message}" for f in report.failures] == []


def test_of_claims_on_words_of_who_is_not_named_no_field_is_told(
    sample: Case, tmp_path: Path
) -> None:
    claim = next(one for one in sample.all(Claim) if one.citation)
    quote = sample.all(Quote)[0]
    edits.change(sample, replace(claim, stated="Col Zqname says 134"))
    hidden = {"citation": claim.citation, "form": "paraphrase", "speaker": None}
    edits.change(sample, replace(quote, **hidden, status="anonymous", description="an officer"))  # type: ignore[arg-type]  # by keyword
    issue(sample, tmp_path / "first.pdf")
    edits.change(sample, replace(sample.get(Claim, claim.id), stated="an officer says 134"))
    text = changed(sample)
    assert "Claim “an officer says 134”: its words changed" in text
    assert "Zqname" not in text


def test_what_was_never_printed_is_not_called_removed(sample: Case, tmp_path: Path) -> None:
    quote, incident = sample.all(Quote)[0], sample.all(Incident)[1]
    edits.change(sample, replace(quote, status=AttributionStatus.OFF_RECORD))
    edits.change(sample, replace(incident, status=IncidentStatus.SET_ASIDE))
    issue(sample, tmp_path / "first.pdf")
    edits.trash(sample, "quote", [quote.id])
    edits.trash(sample, "incident", [incident.id])
    text = changed(sample)
    assert "removed" not in text.lower()
    assert quote.reference not in text
    assert incident.reference not in text


def test_what_is_printed_no_longer_is_told_by_its_reference(issued: Case) -> None:
    first, second, *_ = issued.all(Quote)
    edits.change(issued, replace(first, status=AttributionStatus.OFF_RECORD))
    text = changed(issued)
    assert "1 statement removed" in text
    assert f"Removed {first.reference} It is printed no longer." in text
    assert first.text not in text.split("Sources")[0]
    edits.trash(issued, "source", [issued.all(Source)[0].id])
    text = changed(issued)
    assert "5 statements removed" in text
    assert f"Removed {second.reference} What it rests on is in the trash." in text
    assert "claims left out: what they rest on in S-0001 is in the trash" in text


def test_a_statement_that_was_off_the_record_is_not_called_removed_with_its_source(
    sample: Case, tmp_path: Path
) -> None:
    quote = sample.all(Quote)[0]
    edits.change(sample, replace(quote, status=AttributionStatus.OFF_RECORD))
    issue(sample, tmp_path / "first.pdf")
    edits.trash(sample, "source", [sample.all(Source)[0].id])
    text = changed(sample)
    assert "4 statements removed" in text
    assert quote.reference not in text


def test_what_is_printed_for_the_first_time_is_new_whatever_it_was(
    sample: Case, tmp_path: Path
) -> None:
    quote, incident = sample.all(Quote)[0], sample.all(Incident)[1]
    edits.change(
        sample, replace(quote, status=AttributionStatus.OFF_RECORD, text="zqoff", form="paraphrase")
    )
    aside = replace(incident, status=IncidentStatus.SET_ASIDE, title="zqaside")
    edits.change(sample, aside)
    issue(sample, tmp_path / "first.pdf")
    edits.change(sample, replace(quote, status=AttributionStatus.ON_RECORD, form="paraphrase"))
    edits.change(sample, incident)
    text = changed(sample)
    assert f"New {quote.reference} Statement by " in text
    assert f"New {incident.reference} {incident.title}" in text
    assert "zq" not in text
