"""The plain form of a text, its positions, and passages that are nearly the wanted words."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from dossier.model.likeness import mapped, nearest, plain

ODD = st.text(
    st.sampled_from("ab \n\u00a0\u2009“”‘’\"'«»…\u00ad\u200b\u200fе\u0301\u0308йم\u064b가각ᄀ")
)


@given(st.text() | ODD)
def test_the_plain_form_with_positions_is_the_plain_form(text: str) -> None:
    assert mapped(text).text == plain(text)


@given(ODD)
def test_positions_point_at_what_the_plain_letters_came_from(text: str) -> None:
    shown = mapped(text)
    assert len(shown.text) == len(shown.starts) == len(shown.ends)
    for i, letter in enumerate(shown.text):
        start, end = shown.span(i, i + 1)
        assert 0 <= start < end <= len(text)
        assert letter in plain(text[start:end]) or letter == " "


def test_typing_makes_no_difference_but_letters_do() -> None:
    typed = "«Ça\u00a0va», il dit…\n"
    decomposed = unicodedata.normalize("NFD", "“Ça va”,  il dit...")
    assert plain(typed) == plain(decomposed) == "'Ça va', il dit..."
    assert plain("Ca va") != plain("Ça va")


def test_the_nearest_passage_is_found_with_its_whole_words() -> None:
    text = "He spoke. The inviolability of the Uzbek border must not be questioned at all. He left."
    (near,) = nearest(text, "The inviolability of the Uzbek border must never be questioned", 0.8)
    assert text[near.start : near.end] == (
        "The inviolability of the Uzbek border must not be questioned"
    )
    assert 0.9 < near.ratio < 1


def test_long_passages_are_compared_by_words() -> None:
    words = [f"word{n}" for n in range(200)]
    text = " ".join(["before", *words[:50], "changed", *words[51:], "after"])
    (near,) = nearest(text, " ".join(words), 0.9)
    assert text[near.start : near.end].startswith("word0 word1 ")
    assert text[near.start : near.end].endswith(" word199")


def test_another_figure_is_not_the_same_figure_changed() -> None:
    assert nearest("there were 135 soldiers", "134", 0.5) == ()
    assert nearest("nothing of the kind", "a wholly different sentence", 0.5) == ()
