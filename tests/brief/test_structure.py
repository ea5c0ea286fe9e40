"""What a brief says to those who hear it: each part named, in the order of reading, once."""

import ctypes
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import page as validator
import pikepdf
import pytest
from pypdfium2 import raw

from brief.reading import brief_of
from dossier import pdfium
from dossier.brief import blocks as b
from dossier.brief import charts
from dossier.brief.document import Document, Mark
from dossier.brief.press import render
from dossier.case import file
from dossier.case.case import Case
from dossier.model.dates import Reported
from dossier.model.records import CaseInfo, Incident

DATE = datetime(2021, 6, 28, tzinfo=UTC)
PROFILES = ("pdf-ua-1", "pdf-a-3a")


def printed(*blocks: b.Block) -> bytes:
    out = BytesIO()
    render(Document("Heard", blocks, DATE, mark=Mark("TLP:CLEAR")), out)
    return out.getvalue()


def failures(data: bytes) -> list[str]:
    reports = [validator.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    return [f"{f.rule_id}: {f.message}" for report in reports for f in report.failures]


def plain(text: str) -> b.Text:
    return (b.Run(text),)


def paragraph(text: str) -> b.Paragraph:
    return b.Paragraph(plain(text))


def marked(data: bytes) -> dict[tuple[int, int], str]:
    """Text by page and number of its marked content, as pdfium finds it."""
    found: dict[tuple[int, int], str] = {}
    with pdfium.opened(data) as pdf:
        for index, page in enumerate(pdf):
            text = page.get_textpage()
            for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                number = raw.FPDFPageObj_GetMarkedContentID(thing)
                if number >= 0:
                    key = (index, number)
                    found[key] = found.get(key, "") + _words(thing.raw, text.raw)
    return {key: words.strip(" ") for key, words in found.items()}


def _words(thing: object, text: object) -> str:
    size = raw.FPDFTextObj_GetText(thing, text, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFTextObj_GetText(thing, text, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def heard(data: bytes) -> list[tuple[str, str]]:
    """Tag and words of every element that holds text itself, in the order of reading."""
    words = marked(data)
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {_number(page.obj): index for index, page in enumerate(pdf.pages)}
        return list(_walk(pdf.Root.StructTreeRoot.K[0], pages, words))


def _walk(
    element: pikepdf.Object, pages: dict[tuple[int, int], int], words: dict[tuple[int, int], str]
) -> Iterator[tuple[str, str]]:
    tag = str(element.S)[1:]
    for kid in element.K:
        if isinstance(kid, int):
            yield tag, words.get((pages[_number(element.Pg)], kid), "")
        elif kid.get("/Type") == "/MCR":
            yield tag, words.get((pages[_number(kid.Pg)], int(kid.MCID)), "")
        elif "/S" in kid:
            yield from _walk(kid, pages, words)


def _number(thing: pikepdf.Object) -> tuple[int, int]:
    number, generation = thing.objgen
    return number, generation


def tags(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return [str(thing.S)[1:] for thing in pdf.objects if _is_element(thing)]


def _is_element(thing: pikepdf.Object) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/K" in thing


# ---- what validators say ---------------------------------------------------------------------


def test_the_sample_brief_conforms(sample: Case) -> None:
    assert failures(brief_of(sample).data) == []


def test_the_brief_of_an_empty_case_conforms(tmp_path: Path) -> None:
    with file.create(tmp_path / "empty.dossier", CaseInfo(title="Empty")) as case:
        assert failures(brief_of(case).data) == []


def test_the_brief_of_a_case_in_persian_conforms(tmp_path: Path) -> None:
    title = "عبور ۱۳۴ سرباز از بندر شیرخان"
    info = CaseInfo(title=title, author="تحلیلگر", question="چند سرباز؟")
    with file.create(tmp_path / "persian.dossier", info) as case:
        with case.edit("Fill") as edit:
            for _ in range(40):
                edit.insert(Incident(title=title, summary=f"{title} (Shir Khan Bandar)",
                                     date=Reported.of("22 June 2021")))  # fmt: skip
        assert failures(brief_of(case).data) == []


def test_every_kind_of_block_conforms_over_many_pages() -> None:
    row = (plain("22 June"), plain("134 soldiers " * 30), ())
    columns = (b.Column(), b.Column(3), b.Column(figures=True))
    data = printed(
        b.TitleBlock("Brief", "Title", plain("Lead")),
        b.Heading(1, plain("One")),
        b.Heading(3, plain("Skips a level")),
        b.KeyFigures((b.KeyFigure("134", (plain("soldiers"),)),)),
        b.Table(columns, (plain("Day"), plain("What"), plain("n")), (row,) * 60, total=True),
        b.Chain("How it reached us", tuple(b.Station(f"Hand {n}", "role") for n in range(9))),
        b.Columns(((paragraph("left"),), (paragraph("right"),))),
        b.Listing(tuple((paragraph(f"item {n}"),) for n in range(50)), numbered=True),
        b.Panel((paragraph("in a panel " * 400),)),
        b.Quote(plain("Exact words"), "en"),
        b.Paragraph((b.Run("seen at "), b.Run("a site", link="https://example.org"))),
        b.Paragraph((b.Run("شیرخان", lang="fa-AF"), b.Run(" is a port"), b.NoteRef("1"))),
        b.Paragraph((b.Run("nowhere", link="#gone"), b.Run("bad", link="javascript:x"))),
        b.Entry((paragraph("who"),), (b.Paragraph((b.CitedOn("1"),)),), note="1"),
        b.Rule(),
        b.Space(10),
        *_pictures(),
    )
    assert failures(data) == []


def _pictures() -> Iterator[b.Block]:
    day = DATE.date().toordinal()
    yield charts.Intervals("Crossed", (charts.Interval("more than 130", "Eurasianet", 131, None),))
    days = ((day - 1, "27 June"), (day + 1, "29 June"))
    yield charts.Timeline("Line", (charts.Event(day, "Kaldar", "17", 17),), days)
    place = charts.MapPlace("کلدار", 677700000, 372200000, 15_000, "4", ("17 people",))
    stops = ((677700000, 372200000), (681300000, 372600000))
    yield charts.Map("Map", (place,), (charts.Movement("Kaldar to Shahrtuz", stops, "TJ"),))
    nodes = (charts.Node("Services", "official body", accent=True), charts.Node("S-0001"))
    yield charts.Diagram("Who depends on whom", nodes, ((0, 1),))
    yield charts.Multiples("By week", (charts.Chart("Kunduz", (charts.Bar("21 Jun", 4, None),)),))


# ---- what is heard ---------------------------------------------------------------------------


def test_every_word_of_the_sample_is_heard_once_and_in_order(sample: Case) -> None:
    data = brief_of(sample).data
    words = " ".join(text for _, text in heard(data))
    for said in ("134", "More than 130", "no … military solution", "Kaldar"):
        assert said in words
    named = list(_numbered(data))
    assert len(named) == len(set(named))
    assert set(marked(data)) <= set(named)


def _numbered(data: bytes) -> Iterator[tuple[int, int]]:
    """Page and number of every content that the structure names."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {_number(page.obj): index for index, page in enumerate(pdf.pages)}
        for thing in filter(_is_element, pdf.objects):
            for kid in thing.K:
                if isinstance(kid, int):
                    yield pages[_number(thing.Pg)], kid
                elif kid.get("/Type") == "/MCR":
                    yield pages[_number(kid.Pg)], int(kid.MCID)


def test_a_paragraph_that_goes_on_over_the_page_is_one() -> None:
    data = printed(paragraph("word " * 3000))
    assert tags(data).count("P") == 1
    assert len(heard(data)) > 2


def test_the_head_of_a_long_table_is_heard_once() -> None:
    rows = tuple((plain(f"row {n}"), plain("x")) for n in range(120))
    data = printed(b.Table((b.Column(), b.Column()), (plain("Day"), plain("What")), rows))
    said = [text for tag, text in heard(data) if tag == "TH"]
    assert said == ["Day", "What"]
    assert [text for tag, text in heard(data) if tag == "TD"][::2] == [
        f"row {n}" for n in range(120)
    ]


@pytest.mark.parametrize("levels", [(3, 1, 2), (1, 3, 3), (2,)])
def test_headings_begin_at_the_first_level_and_skip_none(levels: tuple[int, ...]) -> None:
    data = printed(*(b.Heading(level, plain("Head")) for level in levels))
    found = [int(tag[1]) for tag, _ in heard(data) if tag.startswith("H")]
    assert found[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(found))


def test_a_note_number_is_a_link_inside_its_sentence() -> None:
    data = printed(
        b.Paragraph((b.Run("They crossed"), b.NoteRef("1"), b.Run(" at nine."))),
        b.Entry((), (paragraph("The source"),), note="1"),
    )
    assert heard(data)[:3] == [("P", "They crossed"), ("Link", "1"), ("P", "at nine.")]
    assert ("Lbl", "1") in heard(data)


def test_a_link_that_leads_nowhere_is_plain_words() -> None:
    assert "Link" not in tags(printed(b.Paragraph((b.Run("gone", link="#gone"),))))


@pytest.mark.parametrize("seed", range(40))
def test_a_compressed_stream_may_end_in_any_byte(seed: int) -> None:
    data = printed(paragraph("".join(chr(65 + (seed * n * n) % 57) for n in range(60))))
    assert not [failure for failure in failures(data) if "STREAM" in failure]


def test_words_of_another_language_say_so() -> None:
    data = printed(b.Paragraph((b.Run("Port "), b.Run("شیرخان", lang="fa-AF"))))
    with pikepdf.open(BytesIO(data)) as pdf:
        code = pdf.pages[0].Contents[0].read_bytes()
    assert b"/Span <</Lang (fa-AF)>> BDC" in code


def test_a_language_that_is_none_does_no_harm() -> None:
    assert failures(printed(b.Paragraph((b.Run("x", lang=") /Evil (no tag"),)))) == []
