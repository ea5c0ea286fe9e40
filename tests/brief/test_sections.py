"""What sections may print and what not: terms of attribution, marks, trash, names, denials."""

import dataclasses
from pathlib import Path

import pytest

from brief.reading import brief_of
from dossier.brief import catalogue, compose
from dossier.brief.spec import Spec
from dossier.case import edits, file
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model import counts
from dossier.model.codecs import Alias
from dossier.model.dates import Reported
from dossier.model.records import (
    Actor,
    Attribution,
    CaseInfo,
    Citation,
    Claim,
    Incident,
    Quote,
    Source,
    Text,
)

WITHHELD = "Zarathustra Qwyjibo"
OTHER = "Заратуштра Кваджибо"
WORDS = "In between and today several such attempts were made"


def _quote(case: Case, reference: str = "Q-0001") -> Quote:
    return next(quote for quote in case.all(Quote) if quote.reference == reference)


def _change(case: Case, record: Quote | Actor | Source | Incident | CaseInfo | Citation,
            **fields: object) -> None:  # fmt: skip
    edits.change(case, dataclasses.replace(record, **fields))  # type: ignore[arg-type]  # by keyword


def _speaker(case: Case) -> Actor:
    return case.get(Actor, _quote(case).speaker or 0)


def _incident(case: Case, number: int) -> Incident:
    return case.all(Incident)[number - 1]


# ---- quotations against their source


def test_a_changed_quotation_stops_the_brief_and_shows_the_difference(
    sample: Case, tmp_path: Path
) -> None:
    _change(sample, _quote(sample), text=WORDS.replace("several", "many"))
    with pytest.raises(DossierError) as caught:
        compose.write_brief(sample, tmp_path / "brief.pdf")
    assert "quote Q-0001 differs from its source S-0001" in caught.value.message
    assert '"several" where "many" is printed' in caught.value.message
    assert not (tmp_path / "brief.pdf").exists()


def test_a_quote_that_stands_in_the_passage_of_somebody_else_stops_the_brief(sample: Case) -> None:
    """It would be printed in quotation marks with a note that leads to another speaker."""
    other = next(q for q in sample.all(Quote) if q.speaker not in (None, _quote(sample).speaker))
    _change(sample, _quote(sample), citation=other.citation)
    with pytest.raises(DossierError, match="Q-0001 does not stand in the passage that it cites"):
        brief_of(sample)


def test_a_quote_may_be_longer_than_the_passage_that_it_cites(sample: Case) -> None:
    cited = sample.get(Citation, _quote(sample).citation or 0)
    _change(sample, cited, exact=cited.exact[:20], end=(cited.start or 0) + 20)
    assert WORDS in brief_of(sample).text()


def test_left_out_words_need_their_mark(sample: Case) -> None:
    _change(sample, _quote(sample), text="In between and today attempts were made")
    with pytest.raises(DossierError, match="Q-0001"):
        brief_of(sample)
    _change(sample, _quote(sample), text="In between and today [...] attempts were made")
    assert "In between and today [...] attempts were made" in brief_of(sample).text()


def test_a_paraphrase_is_printed_without_quotation_marks(sample: Case) -> None:
    _change(sample, _quote(sample), text="Others tried as well.", form="paraphrase")
    text = brief_of(sample).text()
    assert "Paraphrase: Others tried as well." in text
    assert "“ Others tried" not in text


def test_a_changed_citation_stops_the_brief_too(sample: Case) -> None:
    """The register prints its words in quotation marks."""
    cited = next(c for c in sample.all(Citation) if c.exact.startswith("About 70 kilometres"))
    _change(sample, cited, exact="About 90 kilometres separate the two places")
    with pytest.raises(
        DossierError, match=r'a cited passage differs from its source S-0001\..*"70"'
    ):
        brief_of(sample)


def test_words_of_a_claim_that_its_passage_lacks_get_no_quotation_marks(sample: Case) -> None:
    claim = next(c for c in sample.all(Claim) if c.stated == "About 70 kilometres")
    edits.change(sample, dataclasses.replace(claim, stated="Seventy kilometres apart"))
    text = brief_of(sample).text()
    assert "Seventy kilometres apart" in text
    assert "“Seventy" not in text
    assert "“let the soldiers in”" in text


# ---- terms of attribution


def test_off_the_record_never_enters(sample: Case) -> None:
    quote = _quote(sample)
    _change(sample, quote, status="off_record")
    assert WORDS not in brief_of(sample).everything()


def test_off_the_record_does_not_enter_by_a_claim_on_the_same_passage(sample: Case) -> None:
    quote = _quote(sample)
    claim = Claim(incident=_incident(sample, 3).id, citation=quote.citation, attribute="action",
                  stated="several such attempts", stance="asserts")  # fmt: skip
    edits.add_claim(sample, claim)
    assert "several such attempts" in brief_of(sample).text()
    _change(sample, quote, status="off_record")
    printed = brief_of(sample)
    assert "several such attempts" not in printed.everything()
    assert "A further attempt to enter Uzbekistan" in printed.text()


@pytest.mark.parametrize("status", ["off_record", "background"])
def test_terms_bind_a_claim_that_cites_a_little_more_than_the_quote(
    sample: Case, status: str
) -> None:
    quote = _quote(sample)
    cited = sample.get(Citation, quote.citation or 0)
    wider = edits.passage(sample, cited.text or 0, (cited.start or 0) - 1, (cited.end or 0) + 1)
    claim = Claim(incident=_incident(sample, 3).id, attribute="action", stance="asserts",
                  stated="several such attempts")  # fmt: skip
    held = edits.add_claim(sample, claim, wider)
    hop = Attribution(citation=held.citation, position=1, actor=quote.speaker, verb="hinted at")
    edits.add(sample, hop)
    assert "Sherzod Asadov hinted at" in brief_of(sample).text()
    _change(sample, quote, status=status)
    printed = brief_of(sample).text()
    assert "Sherzod Asadov hinted at" not in printed
    assert ("several such attempts" in printed) == (status == "background")


@pytest.mark.parametrize("status", ["background", "anonymous"])
def test_on_background_the_description_is_printed_and_no_name(sample: Case, status: str) -> None:
    speaker, quote = _speaker(sample), _quote(sample)
    _change(sample, speaker, name=WITHHELD, aliases=(Alias(OTHER, "ru"),))
    for held in sample.all(Quote):
        if held.speaker == speaker.id:
            _change(sample, held, status=status, speaker=None, description="a senior official")
    for tie in ("claims", "actors"):
        _untie(sample, tie, speaker)
    printed = brief_of(sample)
    assert WORDS in printed.text()
    assert "a senior official told Interfax" in printed.text()
    for name in (WITHHELD, OTHER, "Qwyjibo", "Spokesman"):
        assert name not in printed.everything()
    assert quote.text in printed.text()


def _untie(case: Case, what: str, actor: Actor) -> None:
    """Take an actor out of what is not about the quotes: claims that name him are on the record."""
    from dossier.model.records import IncidentActor

    cited = {quote.citation for quote in case.all(Quote)}
    if what == "actors":
        with case.edit("Untie") as edit:
            for tie in case.all(IncidentActor):
                if tie.actor == actor.id:
                    edit.delete("incident_actor", tie.id)
        return
    named = {a.citation for a in case.all(Attribution) if a.actor == actor.id} - cited
    edits.trash(case, "claim", [one.id for one in case.all(Claim) if one.citation in named])


def test_a_speaker_on_background_who_is_a_record_is_not_named_either(sample: Case) -> None:
    speaker = _speaker(sample)
    _change(sample, speaker, name=WITHHELD)
    for held in sample.all(Quote):
        if held.speaker == speaker.id:
            _change(sample, held, status="background")
    for tie in ("claims", "actors"):
        _untie(sample, tie, speaker)
    printed = brief_of(sample)
    assert "a speaker who is not named told Interfax" in printed.text()
    assert WITHHELD not in printed.everything()


def test_on_deep_background_nothing_is_quoted_and_nobody_described(sample: Case) -> None:
    quote = _quote(sample)
    _change(sample, quote, status="deep_background", speaker=None, description="a senior official")
    assert WORDS not in brief_of(sample).everything()
    _change(sample, _quote(sample), form="paraphrase", text="Others tried as well.")
    printed = brief_of(sample).text()
    assert "Others tried as well." in printed
    assert "a senior official" not in printed


# ---- names that may not be printed


def test_a_name_that_is_never_printed_is_nowhere_in_the_file(sample: Case) -> None:
    for actor in sample.all(Actor):
        name = f"{WITHHELD} {actor.id}"
        _change(sample, actor, name=name, aliases=(Alias(OTHER, "ru"),), never_print=True)
    source = sample.all(Source)[0]
    _change(sample, source, publisher=sample.all(Actor)[0].id)
    everything = brief_of(sample).everything()
    for part in ("Zarathustra", "Qwyjibo", "Заратуштра", OTHER.encode("utf-16-be").hex()):
        assert part not in everything


def test_a_name_with_an_alias_to_print_shows_the_alias_alone(sample: Case) -> None:
    _change(
        sample, _speaker(sample), name=WITHHELD, print_as="Mr S.", aliases=(Alias(OTHER, "ru"),)
    )
    printed = brief_of(sample)
    assert "Mr S. told Interfax" in printed.text()
    assert WITHHELD not in printed.everything()
    assert OTHER not in printed.text()


# ---- trash


def test_evidence_on_a_trashed_source_stays_out(sample: Case) -> None:
    edits.trash(sample, "source", [sample.all(Source)[0].id])
    printed = brief_of(sample)
    assert "No claim in this case supports it yet." in printed.text()
    for words in (WORDS, "S-0001", "More than 130", "Summary written for this sample"):
        assert words not in printed.everything()


def test_a_trashed_claim_quote_and_incident_stay_out(sample: Case) -> None:
    floor = next(c for c in sample.all(Claim) if c.stated == "More than 130")
    edits.trash(sample, "claim", [floor.id])
    edits.trash(sample, "quote", [_quote(sample).id])
    edits.trash(sample, "incident", [_incident(sample, 4).id])
    text = brief_of(sample).text()
    assert "3 incidents and 4 statements" in text
    for words in (WORDS, "More than 130 soldiers", "INC-0004", "17 soldiers"):
        assert words not in text


# ---- figures that are denied


def _deny(case: Case, **fields: object) -> None:
    """One more source that denies the 134 of 22 June."""
    body = "The ministry says that it is not true that 134 soldiers crossed."
    source = edits.paste_source(case, Source(title="Denial", language="en"), body)
    text = next(text for text in case.all(Text) if text.source == source.id)
    cited = edits.passage(case, text.id, 0, len(body) - 1)
    claim = Claim(
        incident=_incident(case, 1).id,
        attribute="count",
        stated="134",
        stance="denies",
        measure="crossed",
        unit="people",
        count=counts.read("134"),
    )
    edits.add_claim(case, dataclasses.replace(claim, **fields), cited)  # type: ignore[arg-type]  # by keyword


def test_a_denied_figure_is_printed_as_disputed_with_the_denial(sample: Case) -> None:
    _deny(sample)
    text = brief_of(sample).text()
    assert "134 Shir Khan Bandar, 22 Jun" in text
    assert "also given as “More than 130” disputed; Denies: 134" in text
    assert "Count: crossed Denies: “134”" in text
    assert "1 item denies it" in text
    assert "disputed" in text
    assert "The figures “134” and “More than 130” agree" in text


def test_a_denial_is_no_headline_and_adds_nothing(sample: Case) -> None:
    for claim in sample.all(Claim):
        if claim.stated in {"134", "More than 130"}:
            edits.trash(sample, "claim", [claim.id])
    _deny(sample, chosen=True)
    text = brief_of(sample).text()
    assert "134 Shir Khan Bandar" not in text
    assert "No figure is chosen." in text
    assert "Total 70 70 70" in text


def test_figures_that_contradict_each_other_are_said_to(sample: Case) -> None:
    _deny(sample, stance="asserts", stated="that 134", count=counts.read("90"))
    text = brief_of(sample).text()
    assert "contradict each other" in text
    assert "disputed: also given as" in text
    assert "If no figure were chosen: at least 160." in text


# ---- cases of other shapes


@pytest.mark.parametrize("section", catalogue.names())
def test_every_section_prints_an_empty_case(section: str, tmp_path: Path) -> None:
    with file.create(tmp_path / "a.dossier", CaseInfo()) as case:
        assert len(brief_of(case, section).pages()) == 1


def test_an_empty_case_gives_a_page_that_says_so(tmp_path: Path) -> None:
    with file.create(tmp_path / "a.dossier", CaseInfo(title="Nothing yet")) as case:
        pages = brief_of(case).pages()
    assert len(pages) == 1
    assert "Nothing yet The case holds no incidents yet." in pages[0]


def test_an_incident_that_holds_nothing_is_printed(tmp_path: Path) -> None:
    with file.create(tmp_path / "a.dossier", CaseInfo(title="Bare")) as case:
        edits.add(case, Incident(title="Something happened"))
        edits.add(case, Incident(title="When?", date=Reported("some day in spring")))
        text = brief_of(case).text()
    assert "Date not known INC-0001 Something happened No claim in this case" in text
    assert "some day in spring" in text


@pytest.mark.parametrize(
    "stated", ["-0044-03-15", "Y-170000002", "../..", "2021-06-22/..", "1950~", "XXXX-06", "/2021"]
)
def test_any_date_can_be_printed(stated: str, tmp_path: Path) -> None:
    with file.create(tmp_path / "a.dossier", CaseInfo(title="Dates")) as case:
        for date in (Reported(stated, stated), Reported.of("22 June 2021")):
            edits.add(case, Incident(title="Clash", date=date))
        assert "2 incidents" in brief_of(case).text()


def test_words_of_the_case_are_never_markup(tmp_path: Path) -> None:
    evil = "<b>Q&A;</b> <img src='file:///etc/passwd'/> %s {0} \\n (unbalanced"
    with file.create(tmp_path / "a.dossier", CaseInfo(title=evil, question=evil)) as case:
        edits.add(case, Incident(title=evil, summary=evil))
        text = brief_of(case).text()
    assert text.count(evil) >= 4


def test_only_the_sections_asked_for_are_printed_in_their_order(sample: Case) -> None:
    text = brief_of(sample, "actors_and_statements", "title_block").text()
    assert text.index("Statements") < text.index("CASE BRIEF")
    assert "Chronology" not in text
    with pytest.raises(DossierError, match="no section “weather”"):
        brief_of(sample, "weather")


def test_a_part_of_the_case_holds_its_incidents_and_their_statements_only(sample: Case) -> None:
    material = compose.gather(sample, Spec(words="Kaldar"))
    assert [e.incident.reference for e in material.evidences] == ["INC-0004"]
    assert [s.quote.reference for s in material.statements] == ["Q-0005"]
    text = brief_of(sample, words="Kaldar").text()
    assert "Only incidents that match “Kaldar” are in this brief." in text
    assert "No incident matches “zeppelin”." in brief_of(sample, words="zeppelin").text()
    assert "More than 130" not in text
    assert "134" not in text
