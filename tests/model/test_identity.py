"""Ids as text: safe in spreadsheets, read back exactly, nothing else is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.errors import DossierError
from dossier.model.identity import LARGEST, from_text, to_text
from model import strategies


@given(strategies.ids())
def test_an_id_comes_back_from_its_text(number: int) -> None:
    assert from_text(to_text(number)) == number


@given(strategies.ids(), strategies.ids())
def test_texts_sort_as_their_numbers_do(a: int, b: int) -> None:
    assert (to_text(a) < to_text(b)) == (a < b)


def test_the_smallest_and_the_largest_id() -> None:
    assert to_text(1) == "d0000000000001"
    assert to_text(LARGEST) == "d7ZZZZZZZZZZZZ"


@pytest.mark.parametrize("text", ["D0000000000001", "d000000000000l", "dOOOOOOOOOOOOi"])
def test_what_people_mistype_is_read_as_meant(text: str) -> None:
    assert from_text(text) == 1


@given(st.text(max_size=16))
def test_any_other_text_is_refused_or_is_another_spelling(text: str) -> None:
    try:
        number = from_text(text)
    except DossierError:
        return
    spelling = text.upper().replace("O", "0").replace("I", "1").replace("L", "1")
    assert spelling == to_text(number).upper()


@pytest.mark.parametrize(
    "text",
    ["", "d", "1", "INC-0001", "d0000000000000", "d8000000000000", "d000000000000U", "d" * 10**6,
     "x0000000000001", " d0000000000001", "d٠٠٠٠٠٠٠٠٠٠٠٠١"],
    ids=lambda text: text[:15] or "empty",
)  # fmt: skip
def test_a_text_that_is_no_id_is_named_and_refused(text: str) -> None:
    with pytest.raises(DossierError, match="not an id of Dossier") as caught:
        from_text(text)
    assert len(caught.value.message) < 100
