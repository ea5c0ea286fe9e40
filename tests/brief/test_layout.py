"""Lines, tables and pages: nothing is lost, nothing stands alone, nothing is too large."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextContainer

from brief.printed import Printed, record, say, strong, text
from dossier import pdfium
from dossier.brief.blocks import (
    Align,
    Block,
    Chain,
    Column,
    Columns,
    Entry,
    Face,
    Heading,
    Ink,
    KeyFigure,
    KeyFigures,
    Listing,
    NoteRef,
    Panel,
    Paragraph,
    Quote,
    Rule,
    Run,
    Space,
    Station,
    Style,
    Table,
    TitleBlock,
)
from dossier.brief.boxes import Box, Item, Lines, Stack, stack_lines, stack_up
from dossier.brief.breaking import Gap, split_word
from dossier.brief.lines import Line, Part, Stretch
from dossier.brief.look import LOOKS, choose_voice
from dossier.brief.rows import Cell, Row, make_row
from dossier.brief.shaping import Shaper
from dossier.brief.typesetting import Typesetter

WORDS = "The soldiers crossed the river and were met by guards of the other bank. "
COLUMNS = (Column(2), Column(1), Column(1, Align.RIGHT, figures=True))


def numbered(count: int) -> tuple[tuple[tuple[Run, ...], ...], ...]:
    return tuple((((Run(f"row-{n:04d}")),), (Run("x"),), (Run(str(n)),)) for n in range(count))


def test_a_long_table_repeats_its_head_on_every_page_and_loses_no_row() -> None:
    table = Table(
        COLUMNS, tuple(text(word) for word in ("Incident", "Kind", "Number")), numbered(130)
    )
    pages = Printed(table).pages()
    assert len(pages) > 3
    assert all(page.count("Incident") == 1 for page in pages)
    found = [word for page in pages for word in page.split() if word.startswith("row-")]
    assert found == [f"row-{n:04d}" for n in range(130)]


def test_no_row_of_a_table_stands_alone_at_the_end_or_the_top_of_a_page() -> None:
    head = tuple(text(word) for word in ("Incident", "Kind", "Number"))
    splits = set()
    for before in range(450, 720, 9):
        pages = Printed(
            say("Before."), Space(before), Table(COLUMNS, head, numbered(6), total=True)
        ).pages()
        held = [sum(word.startswith("row-") for word in page.split()) for page in pages]
        assert sum(held) == 6
        splits.add(tuple(count for count in held if count))
    assert splits == {(6,), (4, 2), (3, 3), (2, 4)}


def test_a_cell_of_many_pages_is_split_and_all_of_it_is_printed() -> None:
    words = " ".join(f"w{n:05d}" for n in range(9000))
    printed = Printed(Table(COLUMNS, (text("Head"),), ((text("left"), text(words), text("1")),)))
    assert printed.report.pages >= 20
    found = [word for word in printed.text().split() if word.startswith("w0")]
    assert found == words.split()


def test_figures_of_a_column_end_on_one_edge() -> None:
    rows = tuple((text("a"), text("b"), text(n)) for n in ("1", "17", "134", "1,111"))
    printed = Printed(Table(COLUMNS, (), rows))
    edges = {
        round(char.x1, 1)
        for page in extract_pages(BytesIO(printed.data))
        for box in page
        if isinstance(box, LTTextContainer)
        and box.get_text().split()[0] in {"1", "17", "134", "1,111"}
        for line in box
        for char in [
            [char for char in line if isinstance(char, LTChar) and char.get_text().strip()][-1]
        ]
    }
    assert len(edges) == 1


def test_a_word_of_five_thousand_letters_is_broken_and_printed_whole() -> None:
    word = "".join(chr(ord("a") + n % 26) for n in range(5000))
    for block in (say(word), record(word, say(word)), Table(COLUMNS, (), ((text(word),) * 3,))):
        printed = Printed(block)
        assert "".join(printed.text().split()).count(word[:60]) >= 5000 // 26 // 4


def test_a_heading_stays_with_the_lines_it_heads() -> None:
    for count in range(20, 60):
        lines = [say(f"line {n}", style=Style.TEXT) for n in range(count)]
        pages = Printed(*lines, Heading(2, text("Headed")), say(WORDS * 3)).pages()
        page = next(page for page in pages if "Headed" in page)
        assert "The soldiers crossed" in page


def test_a_panel_at_the_very_end_does_not_stand_alone_on_its_page() -> None:
    for count in range(20, 60):
        lines = [say(f"line {n}", style=Style.TEXT) for n in range(count)]
        end = Printed(*lines, record("Key", say("before")), Panel((say("sealed"),))).pages()[-1]
        assert "before" in end
        assert "sealed" in end


def test_a_short_entry_is_not_torn_apart() -> None:
    for count in range(25, 50):
        lines = [say(f"line {n}", style=Style.TEXT) for n in range(count)]
        margin = tuple(say(words, style=Style.MARGIN) for words in ("Speaker", "Office", "Q-0002"))
        quote = Entry(margin, (Quote(text(WORDS * 2)), Chain("How", (Station("End"),))))
        pages = Printed(*lines, quote).pages()
        assert any("Speaker" in page and "Q-0002" in page and "End" in page for page in pages)


def test_the_margin_of_a_long_entry_stays_in_one_piece() -> None:
    margin = tuple(say(f"who-{n}", style=Style.MARGIN) for n in range(6))
    for count in range(20, 45):
        lines = [say(f"line {n}", style=Style.TEXT) for n in range(count)]
        pages = Printed(*lines, Entry(margin, (say(WORDS * 40), say(WORDS * 40)))).pages()
        assert any(all(f"who-{n}" in page for n in range(6)) for page in pages)


def make_lines(count: int, leading: float = 12.0) -> Lines:
    lines = tuple(Line((Part(f"({n})Tj"),), 0, 10) for n in range(count))
    return stack_lines(lines, 10, leading)


def count_lines(box: Box | None) -> int:
    if isinstance(box, Lines):
        return len(box.lines)
    if isinstance(box, Stack):
        return sum(count_lines(item.box) for item in box.items)
    if isinstance(box, Row):
        return sum(count_lines(cell.box) for cell in box.cells)
    return 0


@given(st.integers(1, 30), st.floats(0, 300))
def test_a_paragraph_is_split_with_two_lines_at_least_on_either_side(
    count: int, room: float
) -> None:
    first, rest = make_lines(count).split(room, force=False)
    assert count_lines(first) + count_lines(rest) == count
    if first and rest:
        assert min(count_lines(first), count_lines(rest)) >= 2
    if first:
        assert first.height <= room + 0.02


BOXES = st.recursive(
    st.builds(make_lines, st.integers(1, 12)),
    lambda inner: st.one_of(
        st.builds(
            stack_up,
            st.lists(
                st.builds(
                    Item, inner, st.just(0.0), st.floats(0, 30), st.floats(0, 30), st.booleans()
                ),
                min_size=1,
                max_size=5,
            ),
        ),
        st.builds(
            lambda boxes: make_row([Cell(50.0 * n, box) for n, box in enumerate(boxes)], 3, 3),
            st.lists(inner, min_size=1, max_size=3),
        ),
    ),
    max_leaves=12,
)


@settings(max_examples=150, deadline=None)
@given(BOXES, st.floats(20, 200))
def test_any_box_fits_on_pages_of_any_height_without_losing_a_line(box: Box, room: float) -> None:
    total, printed, pages = count_lines(box), 0, 0
    rest: Box | None = box
    while rest is not None:
        first, rest = rest.split(room, force=True)
        assert first is not None
        assert count_lines(first) > 0
        printed += count_lines(first)
        pages += 1
    assert printed == total
    assert pages <= total


HOSTILE = st.text(st.characters(codec=None), max_size=40) | st.sampled_from(
    [
        "",
        "\n",
        "\n\n \n",
        "\x00",
        "\ud800\udfff",
        "\u202e\u2067\u2066",
        "a" * 400,
        "ш" * 300,
        "ب" * 300,
        "\u0301" * 50,
        "\u200b" * 20,
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "\u00ad" * 9,
        "(" * 80 + ")" * 80,
        "ﷺ ﷽",
    ]
)


def all_blocks(words: str) -> list[Block]:
    said = text(words, strong(words), NoteRef(words))
    return [
        TitleBlock(words, words, said),
        KeyFigures((KeyFigure(words, (said,)),) * 4),
        Heading(0, said),
        Entry((say(words),), (say(words), Quote(said)), words),
        Chain(words, (Station(words, words), Station(words)) * 3),
        Table(COLUMNS, (said,), ((said, text(words)), ()), total=True),
        Table((), (), ()),
        Columns(((say(words),), ())),
        Columns(()),
        Panel((say(words),)),
        Listing(((say(words),),), numbered=True),
        Rule(),
        Space(-5),
        Space(5000),
        Entry((), ()),
        KeyFigures(()),
        Chain("", ()),
        say(Run(words, link=words, anchor=words)),
    ]


@settings(max_examples=40, deadline=None)
@given(HOSTILE)
def test_no_text_makes_any_block_fail(words: str) -> None:
    printed = Printed(*all_blocks(words))
    assert printed.report.pages >= 1
    assert printed.data.startswith(b"%PDF-1.7")
    assert len(printed.pages()) == printed.report.pages


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Шерхон-Бандар", ["Шерхон-", "Бандар"]),
        ("2021-06-22", ["2021-06-22"]),
        ("−5", ["−5"]),
        ("and/or", ["and/", "or"]),
        ("1/2", ["1/2"]),
        ("state–owned", ["state–", "owned"]),
        ("https://example.org/second-report", ["https://example.", "org/", "second-", "report"]),
        ("co\u00adoperate", ["co", "operate"]),
    ],
)
def test_words_break_where_a_reader_would_break_them(word: str, parts: list[str]) -> None:
    assert [part for part, _ in split_word(word)] == parts


def test_a_soft_hyphen_shows_only_where_a_line_ends() -> None:
    assert split_word("co\u00adoperate")[0][1] is Gap.HYPHEN
    read = Printed(say("co\u00adoperate")).text()
    assert "cooperate" in read
    narrow = Table((Column(), *([Column(4)] * 3)), (), ((text("extra\u00adordinary"),),))
    assert "extra\ufffeordin" in Printed(narrow).text()  # so pdfium reads a hyphen at a line end


def lines_of(words: str, align: Align) -> tuple[Line, ...]:
    stretch = Stretch(words, choose_voice(LOOKS[Style.BODY], Face.PLAIN, Ink.STYLE))
    return Typesetter(Shaper("en")).set_text([stretch], LOOKS[Style.BODY], 370, align).lines


RIGHTWARD, LEFTWARD = WORDS * 8, "سربازان از رودخانه گذشتند و به آن سو رفتند. " * 14


@pytest.mark.parametrize("words", [RIGHTWARD, LEFTWARD, f"{RIGHTWARD}\n{RIGHTWARD}"])
def test_justified_lines_fill_the_column_but_the_last(words: str) -> None:
    ragged, filled = (lines_of(words, align) for align in (Align.START, Align.JUSTIFIED))
    assert len(filled) == len(ragged) > 5
    assert filled[-1].width == ragged[-1].width
    full = [abs(line.width - 370) < 0.01 for line in filled]
    assert sum(full) >= len(full) // 2
    for line, before in zip(filled, ragged, strict=True):
        assert before.width <= line.width <= min(370.01, before.width * 1.1)
    assert sum(line.width for line in filled) > sum(line.width for line in ragged) + 10


def test_a_line_that_ends_where_the_writer_ended_it_is_not_filled() -> None:
    first, *_ = lines_of(f"Two words\n{RIGHTWARD}", Align.JUSTIFIED)
    assert first.width < 100


def test_justified_text_reads_as_it_was_written() -> None:
    for words in (WORDS * 8, "سربازان از رودخانه Panj گذشتند. " * 14):
        found = [
            " ".join(Printed(Paragraph(text(words), align=align)).text().split())
            for align in (Align.START, Align.JUSTIFIED)
        ]
        assert found[0] == found[1]


def place_of(printed: Printed, word: str) -> float:
    """Give where a word begins, in points from the left."""
    with pdfium.opened(printed.data) as pdf:
        page = pdf[0].get_textpage()
        found = page.search(word).get_next()
        assert found is not None
        return float(page.get_charbox(found[0])[0])


def test_the_columns_of_a_leftward_table_begin_at_the_right() -> None:
    columns = (Column(2), Column(2), Column(1, Align.RIGHT, figures=True))
    rows = (tuple(text(it) for it in ("شیرخان بندر", "Kunduz", "134")),)
    heads = (("محل", "ولایت", "شمار"), ("Place", "Province", "Count"), ("محل", "Province", "Count"))
    mirrored, plain, mostly = (
        Printed(Table(columns, tuple(text(it) for it in head), rows)) for head in heads
    )
    for printed in (plain, mostly):
        assert place_of(printed, "Kunduz") < place_of(printed, "134")
    assert place_of(mirrored, "134") < place_of(mirrored, "Kunduz")
    bare = Printed(Table(columns[:2], (), ((text("محل"), text("ولایت")),)))
    assert "محل" in bare.text()
    assert "ولایت" in bare.text()


def test_the_number_of_a_leftward_item_stands_at_its_right() -> None:
    items = Listing(((say("First point."),), (say("نکته دوم"),)), numbered=True)
    printed = Printed(items)
    assert place_of(printed, "1.") < place_of(printed, "First")
    assert place_of(printed, "2") > place_of(printed, "نکته")
