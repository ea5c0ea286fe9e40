"""A brief as a Word file, read back by a library that is not ours."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
from hypothesis import example, given
from hypothesis import strategies as st

from dossier.brief import blocks as b
from dossier.brief.breaking import clean_text
from dossier.brief.compose import document, gather
from dossier.brief.document import Document, Mark, PageSize
from dossier.brief.docx import write_docx
from dossier.brief.spec import Spec
from dossier.case.case import Case

DATE = datetime(2021, 6, 22, 9, 30, tzinfo=UTC)
EMPTY = Document("A brief", (), DATE, mark=Mark("TLP:AMBER", "#FFC000", "#000000"))
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def written(*blocks: b.Block, base: Document = EMPTY) -> bytes:
    return write_docx(replace(base, blocks=blocks))


def read(data: bytes) -> Any:
    return docx.Document(BytesIO(data))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def say(*parts: str | b.Inline, style: b.Style = b.Style.BODY) -> b.Paragraph:
    return b.Paragraph(tuple(b.Run(it) if isinstance(it, str) else it for it in parts), style)


def flags(data: bytes) -> Iterator[tuple[str, bool, str]]:
    """Each run with words: its words, whether it runs from the right, its language."""
    for run in read(data).element.body.iter(f"{W}r"):
        words = "".join(it.text or "" for it in run.iter(f"{W}t"))
        lang = next((dict(it.attrib) for it in run.iter(f"{W}lang")), {})
        if words:
            yield words, run.find(f"{W}rPr/{W}rtl") is not None, "".join(map(str, lang.values()))


@given(st.text(st.characters() | st.sampled_from("<>&\"']]>\n\u0645\u2067\u2069 1"), max_size=30))
@example("</w:t><w:p/>&amp;<!-- -->]]>\x00\x0b\ud800\ufffe\u2028")
def test_words_stay_words_wherever_they_stand(words: str) -> None:
    run = (b.Run(words),)
    table = b.Table((b.Column(), b.Column()), (run, run), ((run,),), total=True)
    quote, items = b.Quote(run, words), b.Listing(((b.Paragraph(run),),))
    note, link = b.Entry((), (b.Paragraph(run),), words or "1"), say(b.Run(words, link=words))
    blocks = (b.Heading(1, run, words), quote, table, items, note, link)
    base = Document(words, (), DATE, author=words, reference=words, footer=words, mark=Mark(words))
    found = read(written(*blocks, base=base))
    controls = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    expected = controls.sub("", clean_text(words))
    texts = [controls.sub("", it.text) for it in found.paragraphs]
    assert texts[:2] == [expected, f"“{expected}”" if words else ""]
    assert [controls.sub("", it.text) for it in found.tables[0].rows[0].cells] == [expected] * 2
    assert len(found.tables) == 1
    assert found.core_properties.title == clean_text(words)


def test_the_sample_is_a_word_file_with_its_headings_tables_and_mark(sample: Case) -> None:
    data = write_docx(document(gather(sample, Spec())))
    found = read(data)
    headings = [(it.style.name, it.text) for it in found.paragraphs if "Heading" in it.style.name]
    titles = ["Key judgements", "Where it happened", "Chronology"]
    assert headings[:3] == [("Heading 1", title) for title in titles]
    assert ("Heading 2", "Soldiers cross at Shir Khan Bandar into Tajikistan") in headings
    heads = list(found.element.body.iter(f"{W}tblHeader"))
    assert len(heads) == len(found.tables) >= 10
    (section,) = found.sections
    for edge in (section.header, section.footer):
        assert "TLP:CLEAR" in " ".join(it.text for it in edge.paragraphs)
    footer = part(data, "word/footer.xml")
    assert "PAGE" in footer
    assert "NUMPAGES" in footer
    about = found.core_properties
    assert (about.title, about.author) == (sample.info.title, sample.info.author)
    assert "“We have to know about Afghanistan that there is no … military solution”13" in [
        it.text for it in found.paragraphs
    ]


def test_every_link_inside_leads_to_a_place_that_exists(sample: Case) -> None:
    body = read(write_docx(document(gather(sample, Spec())))).element.body
    names = [it.get(f"{W}name") for it in body.iter(f"{W}bookmarkStart")]
    goals = [it.get(f"{W}anchor") for it in body.iter(f"{W}hyperlink")]
    assert len(names) == len(set(names))
    assert set(filter(None, goals)) <= set(names)
    starts, ends = ([it.get(f"{W}id") for it in body.iter(W + tag)]
                    for tag in ("bookmarkStart", "bookmarkEnd"))  # fmt: skip
    assert sorted(starts) == sorted(ends)
    assert all(re.fullmatch("[a-z][a-z0-9_]{0,39}", name) for name in names)


def test_a_note_leads_to_the_register_and_back_to_each_place_that_cites_it() -> None:
    back = say(b.CitedOn("7"), style=b.Style.MARGIN)
    entry = b.Entry((back,), (say("Exact words"),), "7")
    lost = b.Entry((say(b.CitedOn("8")),), (), "8")
    data = written(say("One.", b.NoteRef("7")), say("Two.", b.NoteRef("7")), entry, lost)
    texts = [it.text for it in read(data).paragraphs]
    assert texts == ["One.7", "Two.7", "7\u2002Exact words", "↑\u00a0a b", "8\u2002not cited"]


def test_runs_say_their_direction_and_their_language() -> None:
    dari = "۱۳۴ سرباز از پل گذشتند"
    data = written(
        say(b.Run("Kaldar is ", lang="en"), b.Run("کلدار", lang="prs"), ", again"),
        b.Quote((b.Run(f"{dari} (Kaldar)"), b.NoteRef("1")), "prs"),
        say("Of 134 (سرباز ۱۳۴ نفر)"),
    )
    runs = list(flags(data))
    assert runs[:3] == [("Kaldar is ", False, "en"), ("کلدار", True, "prs"), (", again", False, "")]
    assert [it[:2] for it in runs[3:7]] == [
        ("“", True), (f"{dari} (", True), ("Kaldar", False), (")", True)
    ]  # fmt: skip
    assert all(is_rtl for words, is_rtl, _ in runs if "۱۳۴" in words)
    paragraphs = [it._p for it in read(data).paragraphs]
    assert [it.find(f"{W}pPr/{W}bidi") is not None for it in paragraphs] == [False, True, False]


def test_a_table_whose_heads_read_from_the_right_is_mirrored() -> None:
    dari = b.Table((b.Column(), b.Column()), ((b.Run("تاریخ"),), (b.Run("شمار"),)), ())
    latin = b.Table((b.Column(),), ((b.Run("Date"),),), ())
    first, second = read(written(dari, latin)).tables
    assert first._tbl.find(f"{W}tblPr/{W}bidiVisual") is not None
    assert second._tbl.find(f"{W}tblPr/{W}bidiVisual") is None


def test_numbered_lists_begin_anew_and_lists_may_hold_lists() -> None:
    inner = b.Listing(((say("deep"),),), numbered=True)
    data = written(b.Listing(((say("a"),), (say("b"), say("more"))), numbered=True),
                   b.Listing(((say("x"), inner), ())))  # fmt: skip
    numbers = [it.get(f"{W}val") for it in read(data).element.body.iter(f"{W}numId")]
    assert numbers == ["2", "2", "1", "3", "1"]
    assert part(data, "word/numbering.xml").count("<w:num ") == 3


def test_paper_sides_and_large_print_are_those_of_the_document() -> None:
    base = replace(EMPTY, paper=PageSize.LETTER, duplex=True, large=True)
    data = written(say("x"), base=base)
    found = read(data)
    assert round(found.sections[0].page_width.inches, 2) == 8.5
    assert found.sections[0].gutter.pt == 12
    assert "mirrorMargins" in part(data, "word/settings.xml")
    assert found.styles["Normal"].font.size.pt == 13.5


def test_the_head_and_the_colour_of_a_house_are_printed() -> None:
    base = replace(EMPTY, head="Border desk", inks=(("#8B1A1A", "#005A9C"),))
    data = written(say("Said.", b.NoteRef("1")), b.Entry((), (say("x"),), "1"), base=base)
    assert "Border desk" in part(data, "word/header.xml")
    assert 'w:val="005A9C"' in part(data, "word/document.xml")
    assert "8B1A1A" not in part(data, "word/document.xml")


def test_the_same_document_gives_the_same_bytes_without_a_clock() -> None:
    data = written(say("x", b.Run("site", link="https://example.org/?a=1&b=“2”")))
    assert data == written(say("x", b.Run("site", link="https://example.org/?a=1&b=“2”")))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {it.date_time for it in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = read(data).core_properties
    assert about.created == about.modified == DATE
    assert "b=%E2%80%9C2%E2%80%9D" in part(data, "word/_rels/document.xml.rels")


def test_the_page_is_ended_where_the_brief_says_so_and_a_rule_is_drawn() -> None:
    data = part(written(b.PageBreak(), b.Rule(), b.Space(9)), "word/document.xml")
    assert '<w:br w:type="page"/>' in data
    assert "<w:pBdr>" in data
