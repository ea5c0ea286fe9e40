"""Contents, large print and paper for both sides: nothing is lost, every page number is true."""

from dataclasses import replace

import page as validator
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.printed import EMPTY, Printed, record, say, text
from dossier import pdfium
from dossier.brief import compose
from dossier.brief.blocks import (
    Block,
    Columns,
    Contents,
    Heading,
    Listing,
    NoteRef,
    PageBreak,
    Panel,
    Run,
    TitleBlock,
)
from dossier.brief.document import Document, PageSize
from dossier.brief.look import fold_sheet, measure_sheet
from dossier.brief.spec import Listed, Spec
from dossier.case.case import Case

WORDS = "The soldiers crossed the river and were met by guards of the other bank. " * 6
KINDS = [
    replace(EMPTY, paper=paper, duplex=duplex, large=large)
    for paper in PageSize
    for duplex in (False, True)
    for large in (False, True)
]
NAMES = [f"{it.paper}-{it.duplex:d}-{it.large:d}" for it in KINDS]


def chapters(count: int) -> tuple[Block, ...]:
    return tuple(
        block
        for n in range(1, count + 1)
        for block in (
            Heading(1, text(f"Chapter {n:02d}")),
            say(WORDS * 4),
            record(f"Incident {n:02d}", say(WORDS * 3)),
        )
    )


def told(page: str) -> dict[str, int]:
    """Headings and page numbers of a page of contents: a number stands on the line of its words."""
    lines = [line.split() for line in page.splitlines()]
    found = [it for it in lines if it and it[0] in ("Chapter", "Incident") and it[-1].isdigit()]
    return {" ".join(line[:2]): int(line[-1]) for line in found if len(line) > 2}


def failures(data: bytes) -> list[str]:
    reports = [validator.validate_pdf_bytes(data, profile=it) for it in ("pdf-ua-1", "pdf-a-3a")]
    return [f"{f.rule_id}: {f.message}" for report in reports for f in report.failures]


def links(pdf: pikepdf.Pdf, index: int) -> list[tuple[int, float]]:
    """Page and height of what each link of a page leads to."""
    numbers = {_number(page.obj): number for number, page in enumerate(pdf.pages)}
    dests = [note.Dest for note in pdf.pages[index].get("/Annots", []) if "/Dest" in note]
    return [(numbers[_number(dest[0])], float(dest[3])) for dest in dests]


def _number(thing: pikepdf.Object) -> tuple[int, int]:
    number, generation = thing.objgen
    return number, generation


@pytest.mark.parametrize("document", KINDS, ids=NAMES)
def test_contents_name_the_page_of_every_heading(document: Document) -> None:
    printed = Printed(
        TitleBlock("Brief", "A title"), Contents(), PageBreak(), *chapters(14), document=document
    )
    pages = printed.pages()
    ahead = next(n for n, page in enumerate(pages) if WORDS[:30] in " ".join(page.split()))
    listed: dict[str, int] = {}
    for page in pages[:ahead]:
        listed |= told(page)
    assert len(listed) == 28
    for words, number in listed.items():
        assert words in pages[number - 1]


def test_contents_of_one_level_leave_the_rest_out() -> None:
    printed = Printed(Contents(levels=1), PageBreak(), *chapters(3))
    assert "Chapter 02" in printed.pages()[0]
    assert "Incident" not in printed.pages()[0]


def test_headings_in_panels_columns_and_lists_are_listed_in_their_order() -> None:
    parts = (
        Panel((Heading(1, text("Chapter in a panel")), say("a"))),
        Columns(((Heading(1, text("Chapter on the left")),), (Heading(2, text("Chapter two")),))),
        Listing(((Heading(2, text("Chapter of a list")), say("b")),)),
        Heading(1, text("Unlisted"), outline=False),
        Heading(1, text("Chapter at last")),
    )
    first = Printed(Contents(), PageBreak(), *parts).pages()[0]
    places = [first.index(it) for it in ("a panel", "the left", "two", "of a list", "at last")]
    assert places == sorted(places)
    assert "Unlisted" not in first


def test_contents_lead_to_headings_and_headings_lead_back() -> None:
    with Printed(Contents(), PageBreak(), *chapters(4)).open() as pdf:
        forth = links(pdf, 0)
        assert len(forth) == 16  # words and number of each of 8 lines
        back = [goal for index in range(1, len(pdf.pages)) for goal in links(pdf, index)]
    assert {page for page, _ in back} == {0}
    assert len({height for _, height in back}) == 8


def test_contents_without_headings_print_nothing() -> None:
    assert "Contents" not in Printed(Contents(), say("Some words.")).text()


def test_contents_are_heard_as_such_and_conform() -> None:
    with_note = record("A case", say("Words.", NoteRef("1")), note="1")
    blocks = (TitleBlock("Brief", "Title"), Contents(), *chapters(6), with_note)
    for document in (EMPTY, replace(EMPTY, large=True, duplex=True)):
        printed = Printed(*blocks, document=document)
        assert not failures(printed.data)
        with printed.open() as pdf:
            tags = {
                str(it.S) for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and "/S" in it
            }
        assert {"/TOC", "/TOCI", "/Reference"} <= tags


@pytest.mark.parametrize("document", KINDS, ids=NAMES)
@given(
    word=st.sampled_from(["x ", "слово ", "خبر ", "W" * 90]), length=st.sampled_from([1, 900, 4000])
)
@settings(max_examples=4, deadline=None)
def test_no_length_makes_any_paper_fail(document: Document, word: str, length: int) -> None:
    long = word * (length // len(word) + 1)
    blocks = (Contents(), Heading(1, text(long)), record(long, say(long)), say(long))
    printed = Printed(*blocks, document=replace(document, title=long, footer=long))
    assert printed.report.pages >= 1
    assert not printed.report.dead_links


def test_large_print_is_a_third_larger_on_the_same_paper() -> None:
    sizes = []
    for large in (False, True):
        data = Printed(say("Abc"), document=replace(EMPTY, large=large)).data
        with pdfium.opened(data) as pdf:
            page = pdf[0]
            sizes.append(page.get_size())
            boxes = page.get_textpage()
            count = boxes.count_chars()
            tall = [boxes.get_charbox(i) for i in range(count)]
            sizes.append(max(top - bottom for _, bottom, _, top in tall))
    normal, small, same, tall_ = sizes
    assert same == pytest.approx(normal, abs=0.1)
    assert tall_ == pytest.approx(1.3 * small, rel=0.01)


def test_links_of_large_print_stand_on_their_words() -> None:
    printed = Printed(
        say(Run("here", link="https://example.org")), document=replace(EMPTY, large=True)
    )
    with printed.open() as pdf, pdfium.opened(printed.data) as read:
        left, bottom, right, top = (float(it) for it in pdf.pages[0].Annots[0].Rect)
        found = read[0].get_textpage().get_text_bounded(left, bottom, right, top)
    assert found.strip() == "here"


def test_pages_for_both_sides_leave_room_at_the_fold() -> None:
    sheet = measure_sheet(PageSize.LETTER)
    odd, even = fold_sheet(sheet)
    assert odd.left > sheet.left > even.left
    assert odd.width - odd.right == even.left
    document = replace(EMPTY, duplex=True)
    with pdfium.opened(Printed(*chapters(3), document=document).data) as pdf:
        starts = [min(thing.get_bounds()[0] for thing in page.get_objects()) for page in pdf]
    assert starts[0] == starts[2] == pytest.approx(starts[1] + 24, abs=0.5)


def test_a_long_brief_has_contents_and_a_short_one_only_if_asked(
    sample: Case,
) -> None:
    for wanted in Listed:
        blocks = compose.document(compose.gather(sample, Spec(contents=wanted))).blocks
        assert any(isinstance(block, Contents) for block in blocks) is (wanted is Listed.ALWAYS)
