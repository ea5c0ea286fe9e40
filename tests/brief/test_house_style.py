"""The look of a house: its colour, its words at head and foot; text in its own language."""

import dataclasses

import pikepdf
import pytest

from brief.reading import Brief, brief_of
from dossier.brief import catalogue, compose
from dossier.brief.blocks import Align, Entry, Paragraph
from dossier.brief.house import pale
from dossier.brief.look import ACCENT_COLOUR
from dossier.brief.operators import write_colour
from dossier.brief.spec import House, Spec, parts
from dossier.case.case import Case

GREEN = "#006644"


def _drawn(brief: Brief) -> str:
    with brief.open() as pdf:
        return "".join(_page(page) for page in pdf.pages)


def _page(page: pikepdf.Page) -> str:
    held = page.obj.Contents
    streams = held if isinstance(held, pikepdf.Array) else [held]
    return "".join(stream.read_bytes().decode("ascii") for stream in streams)


def test_the_accent_of_a_house_takes_the_place_of_ours_everywhere(sample: Case) -> None:
    ours, theirs = write_colour(ACCENT_COLOUR), write_colour(GREEN)
    plain, styled = _drawn(brief_of(sample)), _drawn(brief_of(sample, house=House(accent=GREEN)))
    assert plain.count(ours) == styled.count(theirs) > 50
    assert styled.count(ours) == plain.count(theirs) == 0


def test_head_and_foot_are_those_of_the_house(sample: Case) -> None:
    house = House(head="Border Monitor", foot="Not for sale")
    pages = brief_of(sample, house=house).pages()
    assert len(pages) > 1
    assert all("Border Monitor" in page for page in pages[1:])
    assert all("Not for sale" in page for page in pages)
    assert all("Case state" not in page for page in pages[:-1])


@pytest.mark.parametrize(
    ("colour", "good"), [("#8B1A1A", True), ("#F0C040", False), ("red", False)]
)
def test_a_colour_that_is_too_pale_is_told(colour: str, *, good: bool) -> None:
    assert (pale(colour) == "") is good


def test_a_pale_colour_is_reported_with_the_brief(sample: Case) -> None:
    material = compose.gather(sample, Spec(house=House(accent="#F0C040")))
    compose.document(material)
    assert any("Too pale" in remark for remark in material.remarks)


def test_lines_are_justified_where_that_is_asked(sample: Case) -> None:
    spec = Spec(sections=parts("incidents"), justified=True)
    blocks = compose.document(compose.gather(sample, spec)).blocks
    aligned = {
        inner.align
        for block in blocks
        if isinstance(block, Entry)
        for inner in block.body
        if isinstance(inner, Paragraph) and inner.style == "body"
    }
    assert aligned == {Align.JUSTIFIED}


def test_own_words_say_their_language(sample: Case) -> None:
    own = catalogue.part("text", {"text": "Убурҳо [INC-0001]."})
    spec = Spec(sections=(own,), language="tg")
    (block,) = compose.document(compose.gather(sample, spec)).blocks
    assert isinstance(block, Paragraph)
    assert block.lang == "tg"
    (plain,) = compose.document(
        compose.gather(sample, dataclasses.replace(spec, language="en"))
    ).blocks
    assert isinstance(plain, Paragraph)
    assert plain.lang == ""
