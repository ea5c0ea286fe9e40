"""The stored sample case is the story, record by record, and its text the story's text."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier import resource
from dossier.case import file, history, verify
from dossier.case.case import Case
from dossier.exchange.package import PackageReader, PackageWriter
from dossier.exchange.sample import SAMPLE, create_sample
from dossier.model import anchors
from dossier.model.records import KINDS, CaseInfo, Citation, Claim, Quote, Source, Text
from dossier.model.wire import to_wire
from whole import events
from whole.sample import BY, tell
from whole.story import BODY, INFO


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with create_sample(tmp_path_factory.mktemp("sample") / "sample.dossier") as case:
        yield case


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The story told anew, as the maker of the package tells it."""
    path = tmp_path_factory.mktemp("told") / "told.dossier"
    with file.create(path, INFO, by=BY) as case:
        tell(case)
        yield case


def _wires(case: Case) -> list[object]:
    kinds = [kind for kind in KINDS if kind.record is not CaseInfo]
    return [to_wire(record) for kind in kinds for record in case.stored(kind.record)]


def test_the_stored_sample_is_the_story_by_wire(sample: Case, told: Case) -> None:
    """Where this fails: `python tests/whole/sample.py` makes the package anew."""
    assert _wires(sample) == _wires(told)
    assert {**to_wire(sample.info), "id": ""} == {**to_wire(told.info), "id": ""}


def test_the_history_of_the_sample_tells_the_steps_of_the_story(sample: Case) -> None:
    labels = ["New case", *(label for label, _ in events.build().steps)]
    entries = history.history(sample)
    assert list(dict.fromkeys(entry.step.label for entry in entries)) == labels[::-1]
    assert {entry.step.by for entry in entries} == {BY}


def test_the_text_of_the_sample_is_the_text_of_the_story(sample: Case) -> None:
    [text] = sample.all(Text)
    assert sample.text_body(text.sha256) == BODY
    assert Path(__file__).with_name("story.txt").read_text("utf-8") == BODY


def test_every_citation_stands_at_its_place_and_every_quote_in_the_text(sample: Case) -> None:
    for citation in sample.all(Citation):
        assert BODY[citation.start : citation.end] == citation.exact
        assert str(anchors.paragraph_at(BODY, citation.start or 0)) == citation.locator
    quotes = sample.all(Quote)
    assert len(quotes) == 5
    for quote in quotes:
        assert anchors.verify_quotation(quote.text, BODY).ok


def test_every_claim_says_what_its_passage_says(sample: Case) -> None:
    for claim in sample.all(Claim):
        passage = sample.get(Citation, claim.citation or 0)
        assert anchors.verify_quotation(claim.stated, passage.exact).ok, claim.stated


def test_the_one_source_is_honest_about_itself(sample: Case) -> None:
    [source] = sample.all(Source)
    assert source.title == "Summary written for this sample"
    assert source.reliability == "F"
    assert "retells one Eurasianet article" in source.descriptor


def test_the_stored_package_is_sound_and_as_this_version_writes_it(
    sample: Case, tmp_path: Path
) -> None:
    assert verify.verify(sample) == []
    PackageWriter().write(sample, tmp_path / SAMPLE)
    stored = resource.path("sample", SAMPLE)
    with PackageReader().read(stored) as a, PackageReader().read(tmp_path / SAMPLE) as b:
        assert (a.records, a.head, sorted(a.texts)) == (b.records, b.head, sorted(b.texts))
