"""Whole documents: pages, marks, links, outline, and the same bytes every time."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image
from pypdfium2 import raw

from brief.printed import EMPTY, MARKED, Printed, record, say, text
from dossier import pdfium
from dossier.brief.blocks import (
    Align,
    Block,
    CitedOn,
    Column,
    Contents,
    Entry,
    Heading,
    NoteRef,
    PageBreak,
    Paragraph,
    Run,
    Style,
    Table,
)
from dossier.brief.charts import Interval, Intervals, Picture
from dossier.brief.document import Mark, PageSize
from dossier.brief.press import CancelledError, render

LONG = "The soldiers crossed the river and were met by guards of the other bank. " * 12


def register(note: str) -> Entry:
    back = Paragraph((CitedOn(note),), Style.MARGIN)
    return Entry((back,), (say(f"Source {note}.", style=Style.SOURCE),), note=note, rule=False)


def goals(page: pikepdf.Page) -> list[pikepdf.Object]:
    return [link.Dest for link in page.get("/Annots", []) if "/Dest" in link]


def test_the_mark_stands_in_head_and_foot_of_every_page() -> None:
    pages = Printed(*[say(LONG)] * 9, document=MARKED).pages()
    assert len(pages) > 2
    assert all(page.count("NAMED RECIPIENTS ONLY") == 2 for page in pages)


def test_a_tlp_mark_is_set_in_twelve_points_at_the_right_on_every_page() -> None:
    mark = Mark("TLP:AMBER+STRICT", "#FFC000", "#000000")
    printed = Printed(*[say(LONG)] * 5, document=replace(EMPTY, mark=mark))
    with pdfium.opened(printed.data) as pdf:
        for page in pdf:
            read = page.get_textpage()
            words = read.get_text_range()
            places = [m.start() for m in re.finditer(re.escape(mark.text), words)]
            assert len(places) == 2
            for place in places:
                assert raw.FPDFText_GetFontSize(read.raw, place) >= 12
                assert read.get_charbox(place)[0] > page.get_width() / 2 + 50


def test_every_page_but_the_first_repeats_title_and_reference_and_all_are_numbered() -> None:
    pages = Printed(*[say(LONG)] * 9).pages()
    total = len(pages)
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {total}" in page
        assert ("AFG-CA 2021/06" in page) == (number > 1)
        assert "State 7f3a" in page


def test_a_note_leads_to_its_source_and_the_source_back_to_each_page() -> None:
    printed = Printed(
        say("134 soldiers crossed.", NoteRef("1")),
        PageBreak(),
        say("So did 53.", NoteRef("2"), NoteRef("1")),
        PageBreak(),
        register("1"),
        register("2"),
    )
    assert printed.report.cited == {"1": (1, 2), "2": (2,)}
    read = printed.pages()[2]
    assert "cited on pp. 1, 2" in read
    assert "cited on p. 2" in read
    with printed.open() as pdf:
        first, second, third = pdf.pages
        assert [goal[0].objgen for goal in goals(first)] == [third.objgen]
        assert [goal[0].objgen for goal in goals(second)] == [third.objgen] * 2
        back = [goal[0].objgen for goal in goals(third)]
        assert back == [first.objgen, second.objgen, second.objgen]


def test_the_way_back_is_right_even_if_the_register_stands_first() -> None:
    printed = Printed(register("1"), PageBreak(), *[say(LONG)] * 4, say("Here.", NoteRef("1")))
    page = printed.report.cited["1"][0]
    assert page == printed.report.pages
    assert f"cited on p. {page}" in printed.pages()[0]


def test_a_register_at_the_end_needs_no_second_setting() -> None:
    blocks: list[Block] = []
    blocks += [say(f"{n} soldiers. ", LONG, NoteRef(str(n % 7 + 1))) for n in range(30)]
    blocks += [register(str(n)) for n in range(1, 8)]
    done: list[int] = []
    render(
        replace(EMPTY, blocks=tuple(blocks)),
        BytesIO(),
        progress=lambda count, _: done.append(count),
    )
    assert len(done) == len(blocks)


def test_a_source_that_no_page_cites_says_so() -> None:
    assert "not cited" in Printed(register("9")).text()


@pytest.mark.parametrize("address", ["https://eurasianet.org/a?b=1#c", "mailto:desk@example.org"])
def test_web_and_mail_addresses_become_links(address: str) -> None:
    printed = Printed(say(Run("the report", link=address)))
    with printed.open() as pdf:
        assert [str(link.A.URI) for link in pdf.pages[0].Annots] == [address]


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "#nowhere", "http://[", "x"],
)
def test_other_addresses_are_printed_as_text_and_reported(address: str) -> None:
    printed = Printed(say(Run("the report", link=address)))
    assert printed.report.dead_links == (address,)
    assert "the report" in printed.text()
    with printed.open() as pdf:
        assert len(pdf.pages[0].get("/Annots", [])) == 0


def test_an_address_in_another_script_is_written_as_the_web_wants_it() -> None:
    printed = Printed(say(Run("хабар", link="https://example.org/хабар (1)".replace(" ", "_"))))
    with printed.open() as pdf:
        goal = str(pdf.pages[0].Annots[0].A.URI)
    assert goal.startswith("https://example.org/%D1%85")


def test_headings_make_an_outline_that_leads_to_their_pages() -> None:
    printed = Printed(
        Heading(3, text("Opens deep")),
        Heading(1, text("Incidents")),
        record("134 cross"),
        PageBreak(),
        Heading(1, text("Sources")),
        Heading(2, text("Aside"), outline=False),
    )
    with printed.open() as pdf, pdf.open_outline() as outline:
        titles = [(item.title, [child.title for child in item.children]) for item in outline.root]
        assert titles == [("Opens deep", []), ("Incidents", ["134 cross"]), ("Sources", [])]
        destination = outline.root[2].destination
        assert isinstance(destination, pikepdf.Array)
        assert destination[0].objgen == pdf.pages[1].objgen


def test_a_link_to_an_anchor_finds_headings_records_and_runs() -> None:
    links = [Run(name, link=f"#{name}") for name in ("head", "entry", "run")]
    printed = Printed(
        say(*links),
        PageBreak(),
        Heading(1, text("Here"), "head"),
        Entry((), (say("There"),), anchor="entry"),
        say(Run("Everywhere", anchor="run")),
    )
    with printed.open() as pdf:
        assert [goal[0].objgen for goal in goals(pdf.pages[0])] == [pdf.pages[1].objgen] * 3
    assert printed.report.dead_links == ()


def test_the_file_says_what_it_is_and_no_time_but_the_documents() -> None:
    document = replace(EMPTY, author="Desk", subject="Crossings – شیرخان", mark=Mark("TLP:CLEAR"))
    with Printed(say("x"), document=document).open() as pdf:
        assert pdf.docinfo["/Title"] == "Crossings of the Panj"
        assert pdf.docinfo["/Author"] == "Desk"
        assert pdf.docinfo["/Subject"] == "Crossings – شیرخان"
        assert pdf.docinfo["/CreationDate"] == pdf.docinfo["/ModDate"] == "D:20210701123000Z"
        assert pdf.Root.Lang == "en"


def test_the_file_is_sound_by_a_strict_reader() -> None:
    with pikepdf.open(BytesIO(sample())) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_pages_are_called_by_their_numbers() -> None:
    with Printed(say("One."), PageBreak(), say("Two.")).open() as pdf:
        assert pdf.Root.PageLabels.Nums[1].S == "/D"  # decimal, from 1


def test_paper_can_be_letter() -> None:
    document = replace(EMPTY, paper=PageSize.LETTER)
    with Printed(say("x"), document=document).open() as pdf:
        assert [float(edge) for edge in pdf.pages[0].MediaBox] == [0, 0, 612, 792]


def test_a_document_without_blocks_is_one_page() -> None:
    assert Printed().report.pages == 1
    assert Printed(PageBreak(), PageBreak()).report.pages == 1


def test_progress_counts_blocks_and_cancel_stops_without_output() -> None:
    document = replace(EMPTY, blocks=tuple(say(f"Block {n}") for n in range(5)))
    seen: list[tuple[int, int]] = []
    render(document, BytesIO(), progress=lambda done, total: seen.append((done, total)))
    assert seen == [(n, 5) for n in range(1, 6)]
    out = BytesIO()
    with pytest.raises(CancelledError):
        render(document, out, cancel=lambda: len(seen) > 2)
    assert out.getvalue() == b""


PRINT_TWICE = """
import hashlib, sys
sys.path[:0] = sys.argv[1:]
from brief.test_press import sample
print(hashlib.sha256(sample()).hexdigest())
"""


def sample() -> bytes:
    """Give a document with something of all that is printed."""
    seal = BytesIO()
    Image.radial_gradient("L").convert("RGB").save(seal, "JPEG")
    leftward = tuple(text(it) for it in ("محل", "شمار"))
    blocks: list[Block] = [
        Contents(),
        Heading(1, text("Incidents")),
        Paragraph(text(LONG * 2), align=Align.JUSTIFIED, lang="en-GB"),
        Table((Column(2), Column(figures=True)), leftward, (leftward, leftward)),
        Picture(seal.getvalue(), "A seal"),
        Intervals("Crossed", (Interval("more than 130", "Tolo", 131, None, used=True),)),
    ]
    for number in range(30):
        note = NoteRef(str(number % 4 + 1))
        blocks.append(
            record(f"{number} cross", say("At شیرخان بندر · Шерхон-Бандар. ", LONG, note))
        )
    blocks += [register(str(number)) for number in range(1, 5)]
    return Printed(*blocks, document=replace(MARKED, duplex=True, large=True)).data


def test_the_same_document_gives_the_same_bytes_in_any_process() -> None:
    digests = {hashlib.sha256(sample()).hexdigest()}
    for seed, zone, locale in (("0", "UTC", "C"), ("7", "Asia/Kabul", "fa_AF.UTF-8")):
        places = {"TZ": zone, "LANG": locale, "LC_ALL": locale, "SOURCE_DATE_EPOCH": seed}
        environment = {**os.environ, **places, "PYTHONHASHSEED": seed}
        tests = Path(__file__).parents[1]
        done = subprocess.run(
            [sys.executable, "-c", PRINT_TWICE, str(tests), str(tests.parent / "src")],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout.strip())
    assert len(digests) == 1


def test_a_changed_letter_changes_the_id_of_the_file() -> None:
    ids = []
    for words in ("134", "135"):
        with Printed(say(words)).open() as pdf:
            ids.append(bytes(pdf.trailer.ID[0]))
    assert ids[0] != ids[1]
