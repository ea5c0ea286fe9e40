"""Options of sections: each changes what is printed, and what is typed is there to be read."""

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief.test_matrix import _judge
from dossier.brief import catalogue, compose
from dossier.brief.blocks import Block, Heading
from dossier.brief.options import Option, OptionType
from dossier.brief.spec import Part, Spec, parts
from dossier.case import edits
from dossier.case.case import Case
from dossier.exchange.sample import create_sample
from dossier.model.dates import Reported
from dossier.model.records import Attribution, Claim, Quote, Source

OWN = "Own words [INC-0001]."
# of one source and one week there is nothing to draw; what has no source is named in the report
UNSEEN = {("incidents", "dependence"), "small_multiples"} | {
    (name, "sourced") for name in ("text", "bluf", "situation", "assessment")
}
TICKED = [
    (name, option.name)
    for name in catalogue.names()
    for option in catalogue.options(name)
    if option.type is OptionType.TICK and (name, option.name) not in UNSEEN
]
HEADED = [
    name
    for name in catalogue.names()
    if name not in UNSEEN and any(one.name == "heading" for one in catalogue.options(name))
]


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The sample with judgements, an uncited source, an original and a mark."""
    folder: Path = tmp_path_factory.mktemp("rich")
    with create_sample(folder / "sample.dossier") as case:
        _judge(case)
        edits.add_source(case, Source(title="An atlas of the border"), None)
        first, *_ = case.all(Quote)
        edits.change(case, dataclasses.replace(first, original="Граница", language="ru"))
        info = dataclasses.replace(case.info, author="A. Analyst", question="How many?")
        edits.change(case, info)
        yield case


def _filled(name: str, **values: object) -> Part:
    texts = {o.name: OWN for o in catalogue.options(name) if o.type is OptionType.PROSE}
    return catalogue.part(name, texts | values)


def _printed(case: Case, part: Part, **choices: object) -> tuple[Block, ...]:
    """Give the blocks of a section, after one that prints what it lists or measures."""
    before = {"source_register": "chronology", "annex_yardstick": "key_judgements"}
    other = parts(before[part.name]) if part.name in before else ()
    spec = Spec(sections=(*other, part), **choices)  # type: ignore[arg-type]  # by keyword
    return compose.document(compose.gather(case, spec)).blocks


def _option(name: str, key: str) -> Option:
    return next(option for option in catalogue.options(name) if option.name == key)


@pytest.mark.parametrize(("name", "key"), TICKED)
def test_a_tick_changes_what_is_printed(rich: Case, name: str, key: str) -> None:
    choices = {"words": "Kaldar"} if key == "of_incident" else {}
    other = _filled(name, **{key: not _option(name, key).default})
    assert _printed(rich, _filled(name), **choices) != _printed(rich, other, **choices)


@pytest.mark.parametrize("name", HEADED)
def test_a_heading_of_ones_own_is_printed(rich: Case, name: str) -> None:
    blocks = _printed(rich, _filled(name, heading="Our heading"))
    assert "Our heading" in str(blocks)
    assert any(isinstance(block, Heading) for block in blocks) or "Heading(" in str(blocks)


@pytest.mark.parametrize("name", catalogue.names())
def test_a_section_is_called_something_and_says_what_it_prints(name: str) -> None:
    assert catalogue.title(name) != name
    assert catalogue.definition(name).endswith(".")


def test_headline_figures_are_as_many_as_asked(rich: Case) -> None:
    for count in range(4):
        shown = str(_printed(rich, _filled("title_block", figures=count)))
        assert shown.count("KeyFigure(") == min(count, 3)


# ---- the source summary


def _summary(case: Case) -> str:
    return str(_printed(case, _filled("source_summary_statement")))


def test_the_source_summary_counts_what_the_brief_rests_on(sample: Case) -> None:
    shown = _summary(sample)
    for words in (
        "This brief rests on 14 passages from 1 stored source.",
        "All claims taken together: 1 item, 1 outlet,",
        "Languages: English (1).",
        "1 source without a date of publication.",
        "All of them were read at second hand.",
        "1 incident rests on nobody who can be traced: INC-0002.",
    ):
        assert words in shown


def test_passages_without_a_chain_are_not_read_at_first_hand(sample: Case) -> None:
    first, *others = {step.citation for step in sample.all(Attribution)}
    kept = [step.id for step in sample.all(Attribution) if step.citation == first]
    with sample.edit("Cut") as edit:
        for step in sample.all(Attribution):
            if step.id not in kept:
                edit.delete("attribution", step.id)
    assert f"1 (7 %) read at second hand and {len(others)} (93 %) not traced." in _summary(sample)
    with sample.edit("Cut") as edit:
        for id_ in kept:
            edit.delete("attribution", id_)
    shown = _summary(sample)
    assert "None of them is traced." in shown
    assert "first hand" not in shown


def test_the_source_summary_names_what_is_missing(sample: Case) -> None:
    (source,) = sample.all(Source)
    edits.change(
        sample,
        dataclasses.replace(
            source, url="https://example.org/a", descriptor="",
            published=Reported.of("29 June 2021"),
        ),
    )  # fmt: skip
    shown = _summary(sample)
    assert "1 source is on the web without an archived copy: S-0001." in shown
    assert "1 source without a descriptor: S-0001." in shown
    assert "Published: 29 June 2021." in shown
    for claim in sample.all(Claim):
        edits.change(sample, dataclasses.replace(claim, stance="denies"))
    assert "contradicted or denied" in _summary(sample)


def test_the_source_summary_of_nothing_is_one_honest_line(sample: Case) -> None:
    spec = Spec(sections=parts("source_summary_statement"), words="zeppelin")
    blocks = compose.document(compose.gather(sample, spec)).blocks
    assert "Nothing in this brief rests on a source yet." in str(blocks)
