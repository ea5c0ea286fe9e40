"""What is printed reads back as it was written: all scripts, two readers, every code exact."""

import re
from itertools import chain

import pikepdf
import pytest
import uharfbuzz as hb
from bidi import get_display

from brief.printed import Printed, record, say, strong, text
from dossier.brief.blocks import Align, Column, Face, Run, Style, Table

SENTENCES = [
    "Official figures: 134 soldiers crossed the Panj first; “more than 130”, another office says.",
    "Як гурӯҳи 134 нафарии сарбозони афғон аз гузаргоҳи Шерхон-Бандар ба Тоҷикистон гузашт.",
    "Ўзбекистон Республикаси Президентининг матбуот котиби Шерзод Асадов шундай деди.",
    "Oʻzbekiston Respublikasi Prezidentining matbuot kotibi Sherzod Asadov shunday dedi.",
    "Пресс-секретарь президента подтвердил: ещё 53 военнослужащих перешли Амударью.",
]
LEFTWARD = [
    "امروز ۱۳۴ سرباز از بندر شیرخان به تاجیکستان عبور کردند",
    "ځینو ویلي چې له ۱۳۰ زیات پوځیان له پوله تېر شوي دي",
    "سخنگوی وزارت دفاع می‌گوید که آنها به ولسوالی کلدار رسیده‌اند",
]


def flat(words: str) -> str:
    """Join lines; pdfium gives a hyphen at the end of a line as U+FFFE."""
    return " ".join(words.replace("\ufffe", "-").replace("-\n", "-").split())


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("style", [Style.BODY, Style.TEXT, Style.QUOTE])
def test_latin_and_cyrillic_read_back_letter_for_letter_in_two_readers(
    sentence: str, style: Style
) -> None:
    printed = Printed(say(sentence, style=style))
    assert sentence in flat(printed.text())
    assert sentence in flat(printed.text_by_pdfminer())


@pytest.mark.parametrize("sentence", LEFTWARD)
def test_dari_and_pashto_read_back_in_the_order_of_reading(sentence: str) -> None:
    printed = Printed(say(sentence))
    assert sentence in flat(printed.text())
    # pdfminer gives glyphs as they stand; the bidirectional algorithm turns them back
    stored = [get_display(line, base_dir="R") for line in printed.text_by_pdfminer().splitlines()]
    assert sentence in flat(" ".join(str(line) for line in stored))


@pytest.mark.parametrize("name", ["شیرخان بندر", "ولسوالی کلدار", "عبدالعزیز کاملوف"])
def test_a_leftward_name_keeps_the_order_of_its_words_in_rightward_text(name: str) -> None:
    columns = (Column(), Column(), Column(align=Align.RIGHT))
    printed = Printed(
        say(f"Soldiers crossed at this place ({name} · Шерхон-Бандар) on a Tuesday in June."),
        Table(columns, (), ((text("Shir Khan Bandar"), text("Шерхон-Бандар"), text(name)),)),
    )
    assert flat(printed.text()).count(name) == 2


def test_letters_that_share_a_glyph_read_back_as_what_was_written() -> None:
    arabic, farsi = "بيت", "بیت"  # medial U+064A and U+06CC look the same
    assert arabic != farsi
    read = Printed(say(arabic), say(farsi)).text()
    assert arabic in read
    assert farsi in read


def test_a_sentence_of_many_faces_reads_back_as_one() -> None:
    printed = Printed(
        say(
            strong("134 Afghan soldiers"),
            " crossed, ",
            Run("inferred", Face.EMPHASIS),
            ", ",
            Run("INC-0003", Face.MONO),
            ".",
        )
    )
    assert "134 Afghan soldiers crossed, inferred, INC-0003." in flat(printed.text())


def test_vowel_signs_above_the_line_are_not_lost() -> None:
    read = Printed(say("مُحَمَّد")).text()
    assert sorted(char for char in read if char in "مُحَمَّد") == sorted("مُحَمَّد")


def test_every_code_in_use_leads_back_to_text_and_has_the_width_of_its_glyph() -> None:
    printed = Printed(*(record(words, say(words)) for words in SENTENCES + LEFTWARD))
    with printed.open() as pdf:
        fonts = pdf.pages[0].Resources.Font
        assert len(fonts) >= 4
        for font in (fonts[name] for name in fonts.keys()):  # noqa: SIM118 - a pikepdf dictionary
            _check_font(font)


def _check_font(font: pikepdf.Object) -> None:
    assert font.Subtype == "/Type0"
    descendant = font.DescendantFonts[0]
    assert re.fullmatch(r"/[A-Z]{6}\+.+", str(font.BaseFont))
    assert descendant.FontDescriptor.FontName == font.BaseFont
    data = descendant.FontDescriptor.FontFile2.read_bytes()
    face = hb.Font(hb.Face(data))
    glyphs = descendant.CIDToGIDMap.read_bytes()
    widths = [int(width) for width in descendant.W[1]]
    for code, width in enumerate(widths, start=1):
        glyph = int.from_bytes(glyphs[2 * code : 2 * code + 2], "big")
        assert face.get_glyph_h_advance(glyph) == width
    table = font.ToUnicode.read_bytes().partition(b"endcodespacerange")[2]
    mapped = re.findall(rb"^<(\w{4})> <(\w+)>$", table, re.MULTILINE)
    assert [int(code, 16) for code, _ in mapped] == list(range(1, len(widths) + 1))


def test_no_font_stays_outside_the_file() -> None:
    printed = Printed(say("a"), say("b", style=Style.MONO))
    with printed.open() as pdf:
        kinds = [obj.get("/Subtype") for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary)]
    assert "/Type1" not in kinds
    assert "/TrueType" not in kinds


def test_characters_without_a_glyph_are_drawn_counted_and_still_read_back() -> None:
    printed = Printed(say("The sign 漢 twice: 漢, and 한 once."))
    assert printed.report.missing == {"漢": 2, "한": 1}
    assert "The sign 漢 twice: 漢" in printed.text()


def test_nothing_is_missing_in_the_languages_of_the_region() -> None:
    printed = Printed(
        *(say(words, style=style) for words in chain(SENTENCES, LEFTWARD) for style in Style)
    )
    assert printed.report.missing == {}


def test_control_characters_show_as_missing_and_do_no_harm() -> None:
    printed = Printed(say("before\x00\x07between\ud800\x85after"))
    assert printed.report.missing == {"\ufffd": 3}
    assert "after" in printed.text()
