"""Chains of attribution, and origins counted instead of outlets."""

import dataclasses
import random
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.model.chains import (
    Attested,
    Chain,
    Corroboration,
    Hop,
    Link,
    Ties,
    circular,
    corroborate,
)
from dossier.model.terms import CorroborationStatus as Status
from dossier.model.terms import LinkHow, OriginType, Stance

ASADOV = Hop("S. Asadov, presidential spokesman", 1, LinkHow.TOLD, "Interfax")
SECURITY = Hop("Tajik security services", 2, LinkHow.STATED, origin=OriginType.OFFICIAL_BODY)
TALIBAN = Hop("a Taliban spokesman", 3, LinkHow.SAID, origin=OriginType.PARTY_TO_CONFLICT)


def reports(who: str, source: int | None = None, date: str = "") -> Hop:
    return Hop(who, how=LinkHow.REPORTED, source=source, date=date)


def passage(
    item: int,
    *hops: Hop,
    stance: Stance = Stance.ASSERTS,
    outlet: int | None = None,
) -> Attested:
    return Attested(Chain(hops), stance, item, outlet)


# ---- words -----------------------------------------------------------------------------------


def test_a_statement_to_an_agency_reads_as_a_newsroom_would_write_it() -> None:
    chain = Chain((ASADOV, reports("Eurasianet", source=7, date="29 Jun 2021")))
    assert chain.words() == (
        "S. Asadov, presidential spokesman, told Interfax, as reported by Eurasianet (29 Jun 2021)"
    )


def test_steps_that_nobody_here_saw_are_marked_and_what_was_read_is_named() -> None:
    chain = Chain((SECURITY, reports("the Tajik state news agency"), reports("Eurasianet")))
    assert chain.words(read_in="S-0001") == (
        "Tajik security services stated; reported by the Tajik state news agency (not seen), "
        "as reported by Eurasianet (not seen), in S-0001"
    )


def test_the_listener_is_not_named_twice() -> None:
    chain = Chain((ASADOV, reports("Interfax"), reports("Eurasianet", 7)))
    assert chain.words() == (
        "S. Asadov, presidential spokesman, told Interfax (not seen), as reported by Eurasianet"
    )


def test_when_it_was_told_and_that_it_was_not_seen_share_their_brackets() -> None:
    told = dataclasses.replace(ASADOV, date="28 June 2021")
    assert Chain((told, reports("Interfax"))).words() == (
        "S. Asadov, presidential spokesman, told Interfax (28 June 2021, not seen)"
    )


@pytest.mark.parametrize(
    ("hops", "words"),
    [
        ((Hop("A. Bek"),), "A. Bek said"),
        ((Hop("A. Bek", how=LinkHow.TOLD),), "A. Bek said"),
        ((Hop("A. Bek", how=LinkHow.SAID, to="reporters"),), "A. Bek said to reporters"),
        ((Hop("The ministry", how=LinkHow.STATED, date="1 May"),), "The ministry stated (1 May)"),
        ((Hop("@bek", how=LinkHow.POSTED, to="Telegram"),), "@bek posted on Telegram"),
        ((reports("TASS"), reports("RT", 4)), "TASS reported (not seen), as reported by RT"),
        ((Hop("TASS", how=LinkHow.SUMMARISED),), "Origin not named; summarised by TASS (not seen)"),
        (
            (Hop("A. Bek"), Hop("Interfax", how=LinkHow.TRANSLATED, source=4)),
            "A. Bek said; translated by Interfax",
        ),
        (
            (ASADOV, Hop("RFE/RL", how=LinkHow.SYNDICATED, source=4)),
            "S. Asadov, presidential spokesman, told Interfax, as carried by RFE/RL",
        ),
        (
            (ASADOV, Hop("Bek", how=LinkHow.SAID, source=4)),
            "S. Asadov, presidential spokesman, told Interfax, according to Bek",
        ),
        (
            (Hop("A. Bek"), Hop("Interfax", how=LinkHow.CITED), Hop("RT", how=LinkHow.QUOTED)),
            "A. Bek said; cited by Interfax (not seen), as quoted by RT (not seen)",
        ),
        ((Hop("", how=LinkHow.SAID),), "an unnamed source said"),
        ((Hop("A. Bek", how="whispered"),), "A. Bek whispered (not seen)"),
        ((), "Not attributed"),
    ],
)
def test_each_way_of_passing_on_has_its_verb(hops: tuple[Hop, ...], words: str) -> None:
    assert Chain(hops).words() == words


@pytest.mark.parametrize("how", list(LinkHow))
def test_every_verb_can_open_and_continue_a_chain(how: LinkHow) -> None:
    said = Chain((Hop("A", how=how, to="B"), Hop("C", how=how, to="D"))).words("S-0001")
    assert "A" in said
    assert "C to D" in said
    assert "as as" not in said
    assert "as according" not in said


def test_who_speaks_is_an_origin_and_who_reports_only_if_said_to_be() -> None:
    assert Chain((ASADOV,)).origin == ASADOV
    assert Chain((reports("TASS"),)).origin is None
    on_scene = Hop("TASS", how=LinkHow.REPORTED, origin=OriginType.OWN_REPORTER_ON_SCENE)
    assert Chain((on_scene,)).origin == on_scene
    assert Chain((Hop("a source", origin=OriginType.UNKNOWN),)).origin is None
    assert Chain((Hop(" "),)).origin is None
    assert Chain(()).origin is None


# ---- circular reporting ----------------------------------------------------------------------


def test_sources_that_lead_back_to_themselves_are_found() -> None:
    assert circular([(1, 2), (2, 3), (3, 1), (4, 1), (5, 5), (6, 7)]) == {1, 2, 3, 5}
    assert circular([(1, 2), (2, 3), (1, 3)]) == frozenset()


def test_two_articles_that_cite_each_other_are_no_evidence() -> None:
    result = corroborate([passage(1, reports("B", source=2)), passage(2, reports("A", source=1))])
    assert result.status is Status.CIRCULAR
    assert (result.origins, result.circular, result.items) == (0, True, 2)


def test_naming_the_origin_does_not_save_two_articles_that_cite_each_other() -> None:
    both = [passage(1, ASADOV, reports("B", 2)), passage(2, ASADOV, reports("A", 1))]
    assert corroborate(both).status is Status.CIRCULAR
    assert corroborate([*both, passage(3, ASADOV, reports("A", 1))]).origins == 0
    direct = corroborate([*both, passage(3, ASADOV)])
    assert (direct.status, direct.circular) == (Status.SINGLE_ORIGIN, True)


def test_an_item_that_cites_a_later_one_is_left_out() -> None:
    ties = Ties(published={1: (100, 100), 2: (200, 200)})
    late = [passage(1, ASADOV, reports("B", 2)), passage(2, TALIBAN)]
    result = corroborate(late, ties)
    assert (result.status, result.circular) == (Status.SINGLE_ORIGIN, True)
    overlapping = Ties(published={1: (100, 300), 2: (200, 200)})
    assert corroborate(late, overlapping).origins == 2


def test_a_loop_of_source_links_alone_is_seen() -> None:
    ties = Ties(links=(Link(1, 9), Link(9, 1)))
    assert corroborate([passage(1)], ties).status is Status.CIRCULAR


# ---- origins ---------------------------------------------------------------------------------


def test_nine_items_of_eight_outlets_with_one_press_office_are_one_origin() -> None:
    result = corroborate([passage(n, ASADOV, outlet=min(n, 8)) for n in range(1, 10)])
    assert result.words() == "9 items, 8 outlets, 1 origin"
    assert result.status is Status.SINGLE_ORIGIN


def test_plurals_are_right_for_one_and_for_none() -> None:
    assert corroborate([passage(1, ASADOV, outlet=5)]).words() == "1 item, 1 outlet, 1 origin"
    assert Corroboration().words() == "0 items, 0 outlets, 0 origins"
    assert Corroboration().status is Status.UNATTRIBUTED


def test_two_bodies_without_a_tie_corroborate() -> None:
    result = corroborate([passage(1, SECURITY), passage(2, TALIBAN)])
    assert (result.status, result.origins) == (Status.CORROBORATED, 2)
    assert result.origin_types == (OriginType.OFFICIAL_BODY, OriginType.PARTY_TO_CONFLICT)


def test_a_body_and_its_press_office_are_one_origin_however_many_steps_apart() -> None:
    ties = Ties(same=((2, 8), (3, 8)))
    result = corroborate([passage(1, SECURITY), passage(2, TALIBAN)], ties)
    assert (result.status, result.origins) == (Status.SINGLE_ORIGIN, 1)


def test_aligned_bodies_stay_apart_but_do_not_corroborate_each_other() -> None:
    ties = Ties(aligned=((2, 1),))
    two = [passage(1, SECURITY), passage(2, ASADOV)]
    result = corroborate(two, ties)
    assert (result.status, result.origins) == (Status.CORROBORATED_ALIGNED, 2)
    assert result.aligned
    three = corroborate([*two, passage(3, TALIBAN)], ties)
    assert (three.status, three.origins) == (Status.CORROBORATED, 3)
    assert three.aligned


def test_one_denial_disputes_even_ten_to_one() -> None:
    ten = [passage(n, Hop(f"witness {n}")) for n in range(10)]
    result = corroborate([*ten, passage(99, TALIBAN, stance=Stance.DENIES)])
    assert (result.status, result.origins) == (Status.DISPUTED, 10)
    assert "1 item denies it" in result.remarks()


def test_declining_to_comment_is_neither_for_nor_against() -> None:
    silent = passage(2, TALIBAN, stance=Stance.DECLINES_TO_COMMENT)
    result = corroborate([passage(1, SECURITY), silent])
    assert result == corroborate([passage(1, SECURITY)])


def test_untraced_items_share_one_group_that_counts_nothing() -> None:
    rumours = [passage(n, reports(f"outlet {n}")) for n in range(5)]
    result = corroborate(rumours)
    assert (result.status, result.untraced) == (Status.UNATTRIBUTED, 5)
    with_one = corroborate([*rumours, passage(9, SECURITY)])
    assert (with_one.status, with_one.untraced) == (Status.SINGLE_ORIGIN, 5)
    assert with_one.remarks() == ("5 items not traced to an origin",)


def test_an_item_without_an_origin_has_that_of_the_source_it_draws_on() -> None:
    wire = passage(1, SECURITY)
    seen = corroborate([wire, passage(2, reports("TASS", source=1))])
    assert (seen.origins, seen.untraced) == (1, 0)
    linked = corroborate([wire, passage(3)], Ties(links=(Link(3, 5), Link(5, 1))))
    assert (linked.origins, linked.untraced) == (1, 0)


def test_a_translation_is_no_second_origin_even_if_the_name_is_spelt_otherwise() -> None:
    original = passage(1, Hop("Асадов"))
    translated = passage(2, Hop("Asadov"))
    assert corroborate([original, translated]).origins == 2
    ties = Ties(links=(Link(2, 1, LinkHow.TRANSLATED),))
    assert corroborate([original, translated], ties).origins == 1


def test_a_name_without_a_record_stands_for_the_actor_printed_under_it() -> None:
    unlinked = Hop("the Tajik Security Services", how=LinkHow.STATED)
    assert corroborate([passage(1, SECURITY), passage(2, unlinked)]).origins == 1
    other = Hop("Tajik security services", 44)
    assert corroborate([passage(1, SECURITY), passage(2, other)]).origins == 2


# ---- whatever the case -----------------------------------------------------------------------

T = TypeVar("T")
IDS = st.integers(1, 5)
HOPS = st.builds(
    Hop,
    who=st.sampled_from(["A", "B", "the a", ""]),
    actor=st.none() | IDS,
    how=st.sampled_from(LinkHow),
    source=st.none() | IDS,
    origin=st.none() | st.sampled_from(OriginType),
)
PASSAGES = st.lists(
    st.builds(
        Attested,
        chain=st.builds(Chain, st.lists(HOPS, max_size=3).map(tuple)),
        stance=st.sampled_from(Stance),
        item=IDS,
        outlet=st.none() | IDS,
    ),
    max_size=7,
)
PAIRS = st.lists(st.tuples(IDS, IDS), max_size=3).map(tuple)
TIES = st.builds(
    Ties,
    links=st.lists(st.builds(Link, IDS, IDS, st.sampled_from(LinkHow)), max_size=3).map(tuple),
    same=PAIRS,
    aligned=PAIRS,
    published=st.dictionaries(IDS, st.integers(0, 3).map(lambda n: (n, n + 1))),
)


@given(PASSAGES, TIES, st.randoms(use_true_random=False))
def test_the_order_of_what_is_known_changes_nothing(
    passages: list[Attested], ties: Ties, shuffler: random.Random
) -> None:
    def mixed(held: tuple[T, ...]) -> tuple[T, ...]:
        return tuple(shuffler.sample(held, len(held)))

    turned = Ties(
        mixed(ties.links),
        tuple((b, a) for a, b in mixed(ties.same)),
        mixed(ties.aligned),
        ties.published,
    )
    assert corroborate(passages, ties) == corroborate(mixed(tuple(passages)), turned)


@given(PASSAGES, TIES)
def test_repeating_a_passage_changes_nothing(passages: list[Attested], ties: Ties) -> None:
    assert corroborate(passages + passages, ties) == corroborate(passages, ties)


@given(PASSAGES, TIES)
def test_status_follows_from_the_numbers(passages: list[Attested], ties: Ties) -> None:
    result = corroborate(passages, ties)
    assert result.untraced <= result.items
    assert (result.status is Status.DISPUTED) == (result.denials > 0)
    if result.status is Status.SINGLE_ORIGIN:
        assert result.origins == 1
    if result.status in (Status.CORROBORATED, Status.CORROBORATED_ALIGNED):
        assert result.origins >= 2
    if result.status in (Status.UNATTRIBUTED, Status.CIRCULAR):
        assert result.origins == 0


@given(PASSAGES, TIES)
def test_merging_two_bodies_never_adds_an_origin(passages: list[Attested], ties: Ties) -> None:
    merged = Ties(ties.links, (*ties.same, (1, 2)), ties.aligned, ties.published)
    assert corroborate(passages, merged).origins <= corroborate(passages, ties).origins
