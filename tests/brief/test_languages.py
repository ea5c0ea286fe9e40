"""Paragraphs of the six languages of the region: names, dates, counts and Latin words in each.

They are our own. Each is read back by two programs in the order in which it was written.
"""

import re

import pytest
from bidi import get_display

from brief.printed import Printed, text
from dossier.brief.blocks import Align, Column, Paragraph, Style, Table

WRITTEN = {
    "fa-AF": (
        "به روز ۱ سرطان ۱۴۰۰ شمار ۱۳۴ سرباز از بندر شیرخان به تاجیکستان عبور کردند."
        " شبکه\u200cی Tolo News به نقل از عبدالعزیز کاملوف نوشت که ۵۳ تن دیگر (از جمله ۱۷ افسر)"
        " به شهر ترمذ رسیده\u200cاند؛ دفتر UNHCR این رقم را ۲۰۴ گفته است."
    ),
    "ps": (
        "د ۱۴۰۰ کال د چنګاښ پر ۱مه ۱۳۴ سرتیري له شېرخان بندر څخه تاجکستان ته واوښتل. د"
        " Pajhwok خبري اژانس وايي چې ۵۳ نور ځواکونه د امام صاحب له ولسوالۍ تېر شوي دي، خو"
        " والي محمد عمر صافي دا شمېره له ۱۳۰ څخه زیاته بولي."
    ),
    "tg": (
        "Рӯзи 22 июни соли 2021 як гурӯҳи 134 нафарии сарбозони афғон аз гузаргоҳи"
        " Шерхон-Бандар ба Тоҷикистон гузашт. Ба гуфтаи Хадамоти сарҳадӣ ва сомонаи"
        " Asia-Plus, 53 нафари дигар баъди ҷангҳо дар ноҳияи Имомсоҳиб ба вилояти Хатлон"
        " омадаанд."
    ),
    "uz": (
        "2021-yil 23-iyun kuni 53 nafar harbiy Amudaryo orqali Oʻzbekistonga oʻtdi."
        " Tashqi ishlar vaziri Abdulaziz Komilov Reuters agentligiga ularning 17 nafari"
        " zobit ekanini, Termizdagi koʻprik esa yopilganini aytdi; shoʻba raqami 204 deb"
        " koʻrsatilgan."
    ),
    "uz-Cyrl": (
        "2021 йил 23 июнь куни 53 нафар ҳарбий Амударё орқали Ўзбекистонга ўтди. Ташқи"
        " ишлар вазири Абдулазиз Комилов Reuters агентлигига уларнинг 17 нафари зобит"
        " эканини, Термиздаги кўприк эса ёпилганини айтди; ғарбий қирғоқдагилар сони 204"
        " деб кўрсатилган."
    ),
    "ru": (
        "22 июня 2021 года 134 афганских военнослужащих перешли границу у Шерхон-Бандара,"
        " сообщила пресс-служба; агентство Interfax называет «более 130». Ещё 53 человека,"
        " из них 17 офицеров, по словам Шерзода Асадова, вышли к Термезу 23 июня, а"
        " телеканал Tolo News говорит о 204."
    ),
    "en": (
        "On 22 June 2021 the Border Service counted 134 soldiers at Sher Khan Bandar"
        " (شیرخان بندر, Шерхон-Бандар); Tolo News said “more than 130”. Another 53, 17 of"
        " them officers, reached Termez on 23 June, as Abdulaziz Komilov told Reuters, and"
        " a UNHCR note of 1 July gives 204."
    ),
}
LEFTWARD = ("fa-AF", "ps")
ways = pytest.mark.parametrize("align", [Align.START, Align.JUSTIFIED])
languages = pytest.mark.parametrize("lang", WRITTEN)


def flat(words: str) -> str:
    """Join lines, and words torn at their ends: pdfium says so by two signs."""
    joined = re.sub("[\u00ad\u0002\ufffe]\\s*", "", words.replace("\r", ""))
    return " ".join(joined.split())


def plain(words: str) -> str:
    """Leave out what readers do not tell alike.

    Hyphens at line ends, marks of joining, and brackets of leftward text: pdfium mirrors them.
    """
    return re.sub("[-()\u200c ]", "", flat(words))


def print_it(lang: str, align: Align = Align.START, style: Style = Style.BODY) -> Printed:
    return Printed(Paragraph(text(WRITTEN[lang]), style, align, lang=lang))


@languages
def test_every_letter_has_a_glyph(lang: str) -> None:
    assert print_it(lang).report.missing == {}


@languages
@ways
def test_a_paragraph_reads_back_in_the_order_of_reading(lang: str, align: Align) -> None:
    assert plain(WRITTEN[lang]) in plain(print_it(lang, align).text())


@languages
@ways
def test_a_second_reader_finds_the_same(lang: str, align: Align) -> None:
    found = print_it(lang, align).text_by_pdfminer()
    if lang in LEFTWARD:  # it gives glyphs as they stand; the bidirectional algorithm turns them
        found = " ".join(str(get_display(line, base_dir="R")) for line in found.splitlines())
        for sentence in re.split("[A-Za-z ]{4,}", WRITTEN[lang]):
            assert plain(sentence).strip(".؛") in plain(found)
    elif lang != "en":
        assert plain(WRITTEN[lang]) in plain(found)
    for word in re.findall("[A-Za-z]{3,}", WRITTEN[lang]):
        assert word in plain(found)


@languages
@pytest.mark.parametrize("style", [Style.BODY, Style.QUOTE, Style.TEXT, Style.MARGIN])
def test_numbers_keep_the_order_of_their_digits(lang: str, style: Style) -> None:
    printed = print_it(lang, style=style)
    written = re.findall(r"\d+", WRITTEN[lang])
    assert len(written) >= 4
    told, mined = (re.findall(r"\d+", it) for it in (printed.text(), printed.text_by_pdfminer()))
    for number in written:
        assert number in told
        assert number in mined


@languages
def test_a_cell_of_a_table_reads_as_a_paragraph_does(lang: str) -> None:
    columns = (Column(3), Column(1))
    table = Table(columns, (), ((text(WRITTEN[lang]), text("134")),), wide=True)
    assert plain(WRITTEN[lang])[:40] in plain(Printed(table).text())
