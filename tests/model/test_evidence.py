"""Evidence: what supports an incident, what counts, and what the figures amount to."""

import dataclasses
import itertools
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model import counts
from dossier.model.counts import Count
from dossier.model.dates import Reported
from dossier.model.evidence import (
    UNPRINTED,
    Evidence,
    Figure,
    Passage,
    Statement,
    Step,
    Upstream,
    printed_name,
)
from dossier.model.evidence import (
    Testimony as Witness,  # pytest would take its name for a test
)
from dossier.model.records import (
    Actor,
    Attribution,
    Citation,
    Claim,
    Incident,
    Quote,
    Source,
    SourceLink,
    Text,
)
from dossier.model.terms import Attribute, CorroborationStatus, OriginType, Reliability, Stance
from model import strategies

SECURITY = Actor(id=1, name="Tajik security services", reliability="C")
EURASIANET = Actor(id=2, name="Eurasianet", reliability="B")
SOURCE = Source(id=10, reference="S-0001", title="Article", publisher=2)


def step(actor: Actor, verb: str, position: int = 1, **more: Any) -> Step:
    attribution = Attribution(
        id=100 + position, actor=actor.id, verb=verb, position=position, **more
    )
    return Step(attribution, actor)


def passage(*steps: Step, source: Source = SOURCE, **more: Any) -> Passage:
    citation = Citation(id=50 + source.id, text=source.id, exact="134 soldiers")
    text = Text(id=source.id, source=source.id, sha256="0" * 64)
    return Passage(citation, text, source, EURASIANET, steps, **more)


def count(stated: str, where: Passage | None = None, **more: Any) -> Witness:
    held = {"attribute": "count", "stance": "asserts", "measure": "crossed", "unit": "people"}
    claim = Claim(stated=stated, count=counts.read(stated), **{**held, **more})
    return Witness(claim, where)


def evidence(*testimonies: Witness) -> Evidence:
    return Evidence(Incident(id=1, title="Crossing"), testimonies=testimonies)


STATED = passage(step(SECURITY, "stated"), step(EURASIANET, "cited", 2))
REPORTED = passage(step(EURASIANET, "reported", origin="unknown"))


# ---- names that paper may bear


@pytest.mark.parametrize(
    ("actor", "name"),
    [
        (Actor(name="A. Bek"), "A. Bek"),
        (Actor(name="A. Bek", print_as="Mr B."), "Mr B."),
        (Actor(name="A. Bek", never_print=True), UNPRINTED),
        (Actor(name="A. Bek", print_as="Mr B.", never_print=True), UNPRINTED),
        (Actor(name="A. Bek", role="a border guard", never_print=True), "a border guard"),
    ],
)
def test_paper_bears_the_chosen_name_or_none(actor: Actor, name: str) -> None:
    assert printed_name(actor) == name
    assert Step(Attribution(verb="said"), actor).hop.who == name
    assert Step(Attribution(verb="said"), SECURITY, actor).hop.to == name


def test_who_is_described_instead_of_named_is_described() -> None:
    described = Step(Attribution(description="a border guard", verb="said", origin="eyewitness"))
    assert described.who == "a border guard"
    assert described.hop.actor is None
    quote = Quote(description="a border guard", role="")
    assert Statement(quote, STATED).who == "a border guard"


def test_a_speaker_has_the_role_of_that_time_before_that_of_today() -> None:
    speaker = Actor(name="A. Bek", role="Minister")
    assert Statement(Quote(role="Spokesman"), STATED, speaker).role == "Spokesman"
    assert Statement(Quote(), STATED, speaker).role == "Minister"
    assert Statement(Quote(), STATED).role == ""


# ---- passages


def test_reliability_in_force_is_the_sources_own_before_its_publishers() -> None:
    assert STATED.reliability is Reliability.B
    own = dataclasses.replace(STATED, source=dataclasses.replace(SOURCE, reliability="F"))
    assert own.reliability is Reliability.F
    assert dataclasses.replace(STATED, publisher=None).reliability is None
    odd = dataclasses.replace(SOURCE, reliability="Z")
    assert dataclasses.replace(STATED, source=odd, publisher=None).reliability is None


def test_the_chain_ends_at_the_source_we_read() -> None:
    assert STATED.chain_words() == (
        "Tajik security services stated; cited by Eurasianet (not seen), in S-0001"
    )


def test_a_source_that_retells_the_last_body_says_how() -> None:
    retold = Upstream(SourceLink(source=10, verb="summarised", to_actor=2), actor=EURASIANET)
    other = Upstream(SourceLink(source=10, verb="cited", to_actor=1), actor=SECURITY)
    assert dataclasses.replace(STATED, upstream=(other, retold)).chain_words() == (
        "Tajik security services stated; cited by Eurasianet (not seen), summarised in S-0001"
    )


def test_a_passage_without_a_chain_is_not_attributed() -> None:
    assert passage().chain_words() == "Not attributed, in S-0001"


def test_a_step_tells_when_and_from_which_knowledge() -> None:
    hop = step(SECURITY, "stated", date=Reported.of("22 June 2021"), origin="official_body").hop
    assert (hop.date, hop.origin, hop.actor) == ("22 June 2021", OriginType.OFFICIAL_BODY, 1)
    assert step(SECURITY, "stated", origin="rumour").hop.origin is None


# ---- testimonies


def test_an_uncited_claim_attests_nothing_and_is_not_struck() -> None:
    bare = count("134")
    assert bare.attested is None
    assert not bare.struck
    assert evidence(bare).corroboration.items == 0


@pytest.mark.parametrize("stance", ["", "shrugs"])
def test_a_stance_that_nobody_knows_asserts(stance: str) -> None:
    assert count("134", STATED, stance=stance).stance is Stance.ASSERTS


def test_what_rests_on_the_trash_shows_and_does_not_count() -> None:
    struck = count("200", dataclasses.replace(REPORTED, struck=True))
    held = evidence(count("134", STATED), struck)
    assert len(held.testimonies) == 2
    assert [t.claim.stated for t in held.standing] == ["134"]
    assert [t.claim.stated for t in held.about(Attribute.COUNT)] == ["134"]
    assert [t.claim.stated for t in held.figures[0].testimonies] == ["134"]
    assert held.corroboration.origins == 1


# ---- figures


def test_counts_are_grouped_by_measure_and_unit_in_the_order_of_the_vocabulary() -> None:
    held = evidence(
        count("3", measure="captured"),
        count("2", measure="wounded"),
        count("5", unit="vehicles"),
        count("134"),
        count("9", measure="odd"),
        Witness(Claim(attribute="outcome", stated="let in", stance="asserts")),
        count("more than 130"),
    )
    assert [(f.measure, f.unit, len(f.testimonies)) for f in held.figures] == [
        ("crossed", "vehicles", 1),
        ("crossed", "people", 2),
        ("wounded", "people", 1),
        ("captured", "people", 1),
        ("odd", "people", 1),
    ]


def test_the_headline_is_the_chosen_one_else_the_only_one() -> None:
    exact, floor = count("134", STATED), count("more than 130", REPORTED)
    chosen = count("134", STATED, chosen=True)
    assert evidence(exact).figures[0].chosen is exact
    assert evidence(exact, floor).figures[0].chosen is None
    assert evidence(floor, chosen).figures[0].chosen is chosen


def test_a_denial_is_never_the_headline_and_disputes_the_figure() -> None:
    exact = count("134", STATED)
    denial = count("134", REPORTED, stance="denies", chosen=True)
    figure = evidence(exact, denial).figures[0]
    assert figure.chosen is exact
    assert (figure.asserted, figure.denied) == ((exact,), (denial,))
    assert figure.counts == (counts.read("134"),)
    assert figure.corroboration.status is CorroborationStatus.DISPUTED
    assert evidence(denial).figures[0].chosen is None
    assert evidence(denial).figures[0].counts == ()


def test_who_declines_to_comment_neither_asserts_nor_denies() -> None:
    silent = count("134", REPORTED, stance="declines_to_comment")
    figure = evidence(count("134", STATED), silent).figures[0]
    assert (len(figure.asserted), figure.denied) == (1, ())
    assert figure.corroboration.status is CorroborationStatus.SINGLE_ORIGIN


def test_an_exact_figure_and_a_floor_below_it_agree() -> None:
    exact, floor = count("134", STATED), count("more than 130", REPORTED)
    assert evidence(exact, floor).figures[0].agree
    assert not evidence(exact, count("more than 140", REPORTED)).figures[0].agree
    assert evidence(exact, count("some say a crowd", REPORTED)).figures[0].agree


@given(st.lists(strategies.counted(), max_size=4))
def test_figures_agree_when_every_two_of_them_do_in_any_order(held: list[Count]) -> None:
    testimonies = [Witness(Claim(stance="asserts", count=c)) for c in held]
    said = {Figure("crossed", "", order).agree for order in itertools.permutations(testimonies)}
    assert said == {all(counts.agrees(a, b) for a, b in itertools.combinations(held, 2))}


def test_two_items_that_repeat_one_body_are_one_origin() -> None:
    other = dataclasses.replace(SOURCE, id=11, reference="S-0002", publisher=3)
    again = passage(step(SECURITY, "stated"), source=other)
    found = evidence(count("134", STATED), count("134", again)).figures[0].corroboration
    assert (found.items, found.origins) == (2, 1)
    assert found.status is CorroborationStatus.SINGLE_ORIGIN
