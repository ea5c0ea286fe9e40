"""Words torn at line ends: where, how often, and that they are whole again when copied."""

from itertools import pairwise

import pytest

from brief.printed import Printed, text
from dossier.brief.blocks import Align, Face, Ink, Paragraph, Style
from dossier.brief.hyphenation import find_tears
from dossier.brief.lines import Line, Stretch
from dossier.brief.look import LOOKS, choose_voice
from dossier.brief.shaping import Shaper
from dossier.brief.typesetting import Typesetter

ENGLISH = (
    "The district administration announced yesterday that approximately seventy soldiers had"
    " crossed the river near the abandoned customs building and were transferred northwards. "
)
RUSSIAN = (
    "Пограничная служба сообщила, что военнослужащие перешли границу вблизи населённого пункта"
    " и были размещены на территории приграничного гарнизона до выяснения обстоятельств. "
)
LOOK = LOOKS[Style.BODY]


def lines_of(words: str, lang: str, width: float, align: Align = Align.JUSTIFIED) -> list[Line]:
    stretch = Stretch(words, choose_voice(LOOK, Face.PLAIN, Ink.STYLE), lang)
    return list(Typesetter(Shaper("en")).set_text([stretch], LOOK, width, align).lines)


@pytest.mark.parametrize(
    ("word", "lang", "parts"),
    [
        ("information", "en-GB", ["in", "form", "a", "tion"]),
        ("“information,”", "en-GB", ["“in", "form", "a", "tion,”"]),
        ("военнослужащих", "ru", ["во", "ен", "но", "слу", "жа", "щих"]),
        ("information", "uz", ["information"]),
        ("information", "not a language", ["information"]),
        ("Kunduzadministration", "en", ["Kunduzadministration"]),
        ("INFORMATION", "en", ["INFORMATION"]),
        ("information.example.org", "en", ["information.example.org"]),
        ("a7fe29information", "en", ["a7fe29information"]),
        ("only", "en", ["only"]),
        ("سربازان", "en", ["سربازان"]),
        ("", "en", [""]),
    ],
)
def test_only_words_of_a_known_language_are_torn(word: str, lang: str, parts: list[str]) -> None:
    places = [0, *find_tears(word, lang), len(word)]
    assert [word[a:b] for a, b in pairwise(places)] == parts


@pytest.mark.parametrize(("words", "lang"), [(ENGLISH, "en"), (RUSSIAN, "ru")])
@pytest.mark.parametrize("width", [110, 150, 210])
def test_lines_are_torn_where_they_would_be_short_and_never_three_in_a_row(
    words: str, lang: str, width: float
) -> None:
    lines = lines_of(words * 4, lang, width)
    torn = [line.torn for line in lines]
    assert any(torn)
    assert not torn[-1]
    assert not any(a and b and c for a, b, c in zip(torn, torn[1:], torn[2:], strict=False))
    assert all(line.width <= width + 0.02 for line in lines)
    whole = lines_of(words * 4, "uz", width)
    assert sum(line.width for line in lines[:-1]) / (len(lines) - 1) > (
        sum(line.width for line in whole[:-1]) / (len(whole) - 1)
    )


def test_ragged_text_is_torn_only_where_a_word_is_wider_than_its_column() -> None:
    assert not any(line.torn for line in lines_of(ENGLISH * 4, "en", 150, Align.START))
    assert lines_of("An internationalisation of it", "en", 50, Align.START)[1].torn
    assert not any(line.torn for line in lines_of("An internationalisation ", "en", 50))


def test_a_page_does_not_end_within_a_word() -> None:
    stretch = Stretch(ENGLISH * 6, choose_voice(LOOK, Face.PLAIN, Ink.STYLE), "en")
    set_text = Typesetter(Shaper("en")).set_text([stretch], LOOK, 150, Align.JUSTIFIED)
    count = next(n for n, line in enumerate(set_text.lines, start=1) if line.torn and n > 3)
    first, rest = set_text.split(count * set_text.leading, force=False)
    assert first is not None
    assert rest is not None
    assert first.height == pytest.approx((count - 1) * set_text.leading)
    assert first.height + rest.height == pytest.approx(len(set_text.lines) * set_text.leading)


@pytest.mark.parametrize(("words", "lang"), [(ENGLISH, "en"), (RUSSIAN, "ru")])
def test_a_torn_word_is_whole_again_when_it_is_copied(words: str, lang: str) -> None:
    paragraph = Paragraph(text(words * 5), align=Align.JUSTIFIED, lang=lang)
    printed = Printed(paragraph)
    held = " ".join((words * 5).split())
    mined = printed.text_by_pdfminer()
    assert "\u00ad\n" in mined
    assert held in " ".join(mined.replace("\u00ad\n", "").split())
    told = printed.text().replace("\r\n", "\n")
    assert held in " ".join(told.replace("\x02", "").replace("\ufffe", "").split())
