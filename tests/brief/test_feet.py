"""Notes at the foot: each on the page that cites it, none lost, read after what cites it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import page as validator
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_text

from brief.printed import EMPTY, Printed, record, say, text
from dossier.brief.blocks import (
    Block,
    CitedOn,
    Column,
    Entry,
    Footnote,
    Heading,
    Listing,
    NoteRef,
    PageBreak,
    Panel,
    Quote,
    Style,
    Table,
)
from dossier.brief.document import PageSize

WORDS = "The soldiers crossed the river and were met by guards of the other bank. "
ARABIC = "سربازان از رودخانه گذشتند و در کرانه دیگر دیده شدند. "
OPENS, AGAIN = re.compile(r"(?:Foot|Again)(\d{3})"), re.compile(r"Again(\d{3})")
CITED = re.compile(r"word(\d{3})")
ENDS = re.compile(r"End(\d{3})")


def foot(note: int, words: str = "") -> Footnote:
    return Footnote(str(note), text(f"Foot{note} {words}End{note}."), text(f"Again{note}."))


def cite(*notes: int, before: str = "") -> tuple[Any, ...]:
    """A word with a number right behind it for each note."""
    parts: list[Any] = [before]
    for note in notes:
        parts += [" word", NoteRef(str(note))]
    return tuple(parts)


def printed(blocks: Sequence[Block], feet: Sequence[Footnote], **choices: Any) -> Printed:
    document = replace(EMPTY, footnotes=tuple(feet), **choices)
    return Printed(*blocks, document=document)


def misplaced(pages: list[str]) -> list[tuple[int, set[str]]]:
    """Pages whose text cites what does not begin at their foot, or the other way round."""
    found = ((n, set(CITED.findall(it)) ^ set(OPENS.findall(it))) for n, it in enumerate(pages, 1))
    return [(number, notes) for number, notes in found if notes]


LENGTHS = st.lists(st.integers(0, 14), min_size=30, max_size=30)  # sentences of 30 notes
NOTES = st.lists(st.integers(100, 129), max_size=2)
PLANS = st.lists(  # kind of block, sentences, what it cites in four places
    st.tuples(st.integers(0, 5), st.integers(0, 9), st.tuples(NOTES, NOTES, NOTES, NOTES)),
    min_size=10,
    max_size=24,
)
SHEETS = st.fixed_dictionaries(
    {"paper": st.sampled_from(PageSize), "large": st.booleans(), "duplex": st.booleans()}
)


def cited_blocks(kind: int, sentences: int, notes: Sequence[Sequence[int]]) -> Sequence[Block]:
    words = WORDS * sentences
    parts = (*cite(*notes[0], before=words), " ", words, *cite(*notes[1]))
    rows = tuple((text(words), text(*cite(*cited, before="x"))) for cited in notes)
    kinds: Sequence[Sequence[Block]] = (
        [say(*parts)],
        [Heading(2, text("Headed")), say(*parts, style=Style.TEXT)],
        [Table((Column(2), Column(1)), (text("Head"), text("Notes")), rows)],
        [Listing(((say(*parts),), (say(*cite(*notes[2])),)))],
        [Entry((say("22 June", style=Style.MARGIN),), (Quote(text(*parts)), say(words)))],
        [Panel((say(*parts), Quote(text(*parts))))],
    )
    return kinds[kind]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(LENGTHS, PLANS, SHEETS)
def test_every_number_of_a_page_stands_at_its_foot(
    lengths: list[int],
    plans: list[tuple[int, int, Sequence[Sequence[int]]]],
    sheet: dict[str, Any],
) -> None:
    feet = [foot(100 + n, WORDS * length) for n, length in enumerate(lengths)]
    result = printed([block for plan in plans for block in cited_blocks(*plan)], feet, **sheet)
    pages = result.pages()
    assert misplaced(pages) == []
    by_pdfminer = result.text_by_pdfminer().split("\f")[: len(pages)]
    assert misplaced([page.replace("\n", " ") for page in by_pdfminer]) == []
    for number, opened in ((n, OPENS.findall(it)) for n, it in enumerate(pages, 1)):
        assert len(opened) == len(set(opened)), number  # once a page
    assert sorted(ENDS.findall(" ".join(pages))) == sorted(set(CITED.findall(" ".join(pages))))


def test_rows_that_should_stay_together_part_where_a_page_has_no_room_for_the_notes_of_both() -> (
    None
):
    table = cited_blocks(2, 2, ([], [103, 104], [101, 102], [105]))
    lengths = {101: 13, 102: 14, 105: 3}
    feet = [foot(note, WORDS * lengths.get(note, 0)) for note in range(100, 106)]
    result = printed([say(*cite(100)), *table], feet, paper=PageSize.LETTER, large=True)
    assert misplaced(result.pages()) == []
    assert [note for page in result.pages() for note in OPENS.findall(page)][-3:] == [
        "101",
        "102",
        "105",
    ]


def test_a_note_is_printed_in_full_once_and_then_in_short_with_the_page_that_has_it() -> None:
    first, second = say(*cite(101, before="a")), (say(*cite(101)), say(*cite(102, 101)))
    blocks = (first, PageBreak(), *second, PageBreak(), say(*cite(102)))
    pages = printed(blocks, [foot(101), foot(102)]).pages()
    assert ["Foot101" in page for page in pages] == [True, False, False]
    assert "Again101. In full on p. 1." in pages[1]
    assert pages[1].count("101.") == 1
    assert "Again102. In full on p. 2." in pages[2]


def test_known_notes_stand_first_by_number_so_that_all_are_found_by_it() -> None:
    feet = [foot(100 + n) for n in range(6)]
    first = say(*cite(100, 101, 102, 103))
    pages = printed([first, PageBreak(), say(*cite(103, 104, 100, 105, 102))], feet).pages()
    assert OPENS.findall(pages[1]) == ["100", "102", "103", "104", "105"]


def test_a_note_longer_than_its_page_goes_on_at_the_next_feet_beside_other_text() -> None:
    many = " ".join(f"w{n:04d}" for n in range(1500))
    blocks: list[Block] = [say(*cite(101, before=WORDS * 3)), *(say(WORDS * 5) for _ in range(12))]
    pages = printed(blocks, [foot(101, many + " ")]).pages()
    found = re.findall(r"w\d{4}", " ".join(pages))
    assert found == many.split()
    starts = [page.count("The soldiers crossed") for page in pages]
    assert len(pages) >= 3
    assert all(count and "w0" in page for count, page in zip(starts[:2], pages, strict=False))
    assert "Foot101" in pages[0]


def test_a_page_gets_on_with_sixty_notes_on_one_line() -> None:
    feet = [foot(100 + n, WORDS * 3) for n in range(60)]
    pages = printed([say(*cite(*range(100, 160))), say("Last.")], feet).pages()
    assert OPENS.findall(" ".join(pages)) == [str(n) for n in range(100, 160)]
    assert ENDS.findall(" ".join(pages)) == [str(n) for n in range(100, 160)]
    assert len(OPENS.findall(pages[0])) > 8  # the first page has as many as it can
    assert len(pages) <= 6


@pytest.mark.parametrize("sheet", [{}, {"large": True}, {"paper": PageSize.LETTER}])
def test_notes_after_the_last_line_get_pages_of_their_own(sheet: dict[str, Any]) -> None:
    word = "x" * 5000
    feet = [foot(101, word), foot(102, WORDS * 400)]
    pages = printed([say(*cite(101, 102))], feet, **sheet).pages()
    assert "Foot101" in pages[0]
    assert "".join(pages).replace("\n", "").count("x") >= 5000
    assert "End102" in pages[-1]
    assert " ".join(" ".join(pages).split()).count("The soldiers crossed") >= 380


def test_a_heading_still_stands_with_two_lines_and_no_line_alone() -> None:
    feet = [foot(100 + n, WORDS * (n % 5)) for n in range(40)]
    for count in range(22, 48, 3):
        blocks: list[Block] = [say(f"line {n}", style=Style.TEXT) for n in range(count)]
        blocks += [Heading(2, text("Headed")), say(*cite(101, before="begins here " + WORDS * 2))]
        blocks += [say(*cite(110 + n, before=WORDS * 3)) for n in range(20)]
        pages = printed(blocks, feet).pages()
        headed = next(page for page in pages if "Headed" in page)
        assert "begins here" in headed
        assert misplaced(pages) == []


def test_the_cells_of_a_table_cite_and_its_head_brings_its_note_to_each_page() -> None:
    feet = [foot(100 + n, WORDS) for n in range(60)]
    rows = tuple((text(f"row-{n}"), text(*cite(100 + n, before=WORDS))) for n in range(1, 60))
    table = Table((Column(1), Column(2)), (text("Row"), text("Note word", NoteRef("100"))), rows)
    pages = printed([table], feet).pages()
    assert len(pages) > 3
    assert misplaced(pages) == []
    assert all("100" in OPENS.findall(page) for page in pages)


def test_a_row_taller_than_the_page_is_split_with_its_notes() -> None:
    parts = [part for n in range(40) for part in cite(100 + n, before=WORDS * 4)]
    table = Table((Column(1), Column(2)), (), ((text("left"), text(*parts)),))
    pages = printed([table], [foot(100 + n, WORDS) for n in range(40)]).pages()
    assert len(pages) > 2
    assert misplaced(pages) == []


def test_notes_that_read_leftward_have_their_number_at_the_right() -> None:
    notes = (Footnote("101", text(ARABIC * 3)), Footnote("102", text("Left")))
    result = printed([say(*cite(101, 102))], notes)
    assert " ".join(ARABIC.split()[:3]) in " ".join(result.text().split())
    with result.open() as pdf:
        boxes = {str(link.Contents): link.Rect for link in pdf.pages[0].Annots}
        back = [link.Rect for link in pdf.pages[0].Annots if float(link.Rect[1]) < 150]
    assert len(boxes) == 2
    assert max(float(box[0]) for box in back) > 500  # 101, at the right
    assert min(float(box[2]) for box in back) < 170  # 102, in the gutter


# ---- structure and links


def walk(element: pikepdf.Object) -> list[str]:
    """The tags of a tree in the order of reading, notes marked by what cites them."""
    kids: Any = element.get("/K", [])
    found = [str(element.S)] if "/S" in element else []
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += walk(kid)
    return found


def tags(result: Printed) -> list[str]:
    with result.open() as pdf:
        return walk(pdf.Root.StructTreeRoot.K[0])


def failures(result: Printed) -> list[str]:
    reports = [
        validator.validate_pdf_bytes(result.data, profile=profile)
        for profile in ("pdf-ua-1", "pdf-a-3a")
    ]
    return [f"{it.rule_id}: {it.message}" for report in reports for it in report.failures]


def test_a_note_is_read_right_after_the_paragraph_that_cites_it() -> None:
    result = printed([say(*cite(101, 102)), say("Plain.")], [foot(101), foot(102)])
    note = ["/Note", "/Lbl", "/Link"]
    assert tags(result)[1:] == ["/P", "/Link", "/Link", *note, *note, "/P"]
    assert failures(result) == []


def test_a_note_of_a_cell_is_read_at_the_end_of_it() -> None:
    table = Table((Column(), Column()), (), ((text(*cite(101)), text("next")),))
    result = printed([table], [foot(101)])
    assert tags(result)[1:] == [
        "/Table", "/TR", "/TD", "/Link", "/Note", "/Lbl", "/Link", "/TD",
    ]  # fmt: skip
    assert failures(result) == []


def test_a_note_that_goes_over_stays_one_note_and_every_note_has_its_own_id() -> None:
    long = foot(101, WORDS * 150)
    blocks = [say(*cite(101, 102)), *(say(WORDS * 6) for _ in range(8)), say(*cite(101, 103))]
    result = printed(blocks, [long, foot(102), foot(103)])
    assert tags(result).count("/Note") == 4  # 101 again in short
    with result.open() as pdf:
        names = pdf.Root.StructTreeRoot.IDTree.Names
        assert len(set(map(str, list(names)[::2]))) == 4
    assert failures(result) == []


def test_a_number_leads_to_the_foot_of_its_page_and_the_foot_back_to_it() -> None:
    entry = record("Words", note="101")
    back = Entry((say(CitedOn("101")),), (say("exact"),), "101")
    blocks = (say(*cite(101)), PageBreak(), say(*cite(101)), PageBreak(), back, entry)
    result = printed(blocks, [foot(101)])
    assert result.report.dead_links == ()
    assert result.report.cited == {"101": (1, 2)}
    with result.open() as pdf:
        for page in pdf.pages[:2]:
            links = [link for link in page.Annots if str(link.Contents) == "101"]
            low, high = sorted(links, key=lambda link: float(link.Rect[1]))
            assert high.Dest[0].objgen == page.obj.objgen
            assert float(high.Dest[3]) < 200  # at the foot
            assert low.Dest[0].objgen == page.obj.objgen
            assert float(low.Dest[3]) > 700  # at the top
        first = [it for it in pdf.pages[1].Annots if str(it.Contents) == "1"]
        assert first[0].Dest[0].objgen == pdf.pages[0].obj.objgen


def test_a_note_that_only_repeated_heads_cite_is_read_once() -> None:
    rows = tuple((text(f"row-{n} " + WORDS * 2), text("x")) for n in range(40))
    table = Table((Column(2), Column(1)), (text("Row"), text("Note word", NoteRef("100"))), rows)
    result = printed([table], [foot(100)])
    assert len(result.pages()) > 2
    assert tags(result).count("/Note") == 1
    assert failures(result) == []


def test_hostile_notes_conform_and_are_the_same_each_time() -> None:
    feet = [
        foot(101, "w" * 5000),
        Footnote("102", text(ARABIC * 90 + WORDS + ARABIC), text(ARABIC)),
        Footnote("103", text("")),
        Footnote("104", text("ab\n\nc\u202e d")),
    ]
    blocks: list[Block] = [say(*cite(104, 103, 102, 101, before=ARABIC)), say(WORDS * 40)]
    blocks += [say(*cite(101, 102, 103, 104))]
    once, again = (printed(blocks, feet, large=True, duplex=True) for _ in range(2))
    assert once.data == again.data
    assert failures(once) == []


def test_pages_without_footnotes_are_what_they_were() -> None:
    blocks = (say(*cite(101)), Entry((), (say("exact"),), "101"))
    assert printed(blocks, []).report.dead_links == ()
    assert "exact" in extract_text(BytesIO(printed(blocks, []).data))
