"""What is typed into a search is read without errors, and written back as it is understood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.case.query import Part, Query, Term, parse, unfinished

PIECES = ["speaker:", "is:", '-"', "place:", "К", "\u200f", '"', "“", "”", "-", ":", " ", "\0"]
TYPED = st.lists(st.one_of(st.text(), st.sampled_from(PIECES))).map("".join)


@given(TYPED)
def test_anything_can_be_typed_and_what_is_written_reads_as_the_same(typed: str) -> None:
    query = parse(typed)
    assert parse(str(query)) == query
    start, part = unfinished(typed)
    assert 0 <= start <= len(typed)
    assert parse(typed[start:]).parts in ((part,), ())


@pytest.mark.parametrize("typed", ['SPEAKER:”"', 'place:“a"b c”', 'place:"a”b c"', '“"” x', '"”"'])
def test_marks_inside_a_value_are_kept(typed: str) -> None:
    assert parse(str(parse(typed))) == parse(typed)


@given(st.lists(st.sampled_from(["river", "-convoy", '"the bank"', "place:Kunduz", "is:disputed"])))
def test_parts_are_kept_in_order(parts: list[str]) -> None:
    assert [str(part) for part in parse("  ".join(parts)).parts] == parts


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("river soldiers", (Part("river"), Part("soldiers"))),
        ('"more than 130"', (Part("more than 130", phrase=True),)),
        ('speaker:"Sherzod Asadov"', (Part("Sherzod Asadov", Term.SPEAKER),)),
        ("Place:Kunduz", (Part("Kunduz", Term.PLACE),)),
        ("-place:Kunduz", (Part("Kunduz", Term.PLACE, negated=True),)),
        ("-convoy", (Part("convoy", negated=True),)),
        ('-"at night"', (Part("at night", phrase=True, negated=True),)),
        ("speaker:", (Part("", Term.SPEAKER),)),
        ("colour:red", (Part("colour:red"),)),
        ("http://x.org", (Part("http://x.org"),)),
        ("14:30", (Part("14:30"),)),
        ('"not closed', (Part("not closed", phrase=True),)),
        ('place:"Shir Khan', (Part("Shir Khan", Term.PLACE),)),
        ("“on the bank”", (Part("on the bank", phrase=True),)),
        ("- x", (Part("-"), Part("x"))),
        ('""', ()),
        ("", ()),
    ],
)
def test_what_is_typed_is_read_so(typed: str, parts: tuple[Part, ...]) -> None:
    assert parse(typed) == Query(parts)


def test_a_query_tells_words_phrases_and_limits_apart() -> None:
    query = parse('river "at night" -convoy place:Kunduz after: soldiers')
    assert query.words == "river soldiers"
    assert query.phrases == ("at night",)
    assert [str(part) for part in query.limits] == ["-convoy", "place:Kunduz"]


@pytest.mark.parametrize(
    ("typed", "start", "part"),
    [
        ("river pla", 6, Part("pla")),
        ("river place:Kun", 6, Part("Kun", Term.PLACE)),
        ('place:"Shir Kh', 0, Part("Shir Kh", Term.PLACE)),
        ('place:"Shir ', 0, Part("Shir ", Term.PLACE)),
        ("river ", 6, Part("")),
        ("", 0, Part("")),
        ("place:", 0, Part("", Term.PLACE)),
    ],
)
def test_the_part_that_is_being_typed_is_found(typed: str, start: int, part: Part) -> None:
    assert unfinished(typed) == (start, part)
