"""Names are struck in the forms that languages give them, and ordinary words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.brief.striking import BAR, Names, names_of
from dossier.model.codecs import Alias
from dossier.model.records import Actor

_USUAL = (
    "Иван Али Ева Мария Юрий Лев Павел Ким Карим Зарина Каримов Достоевский Соловей"
    " علی حسن كريم نور محمد رضا Ali Umar Karim Zarina Reza Omar Dan Nur"
)
_SIGNS = (
    "\u00ad\u034f\u115f\u1160\u17b4\u180b\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u2060\u2065\u2066"
    "\u206a\u206f\u3164\ufe00\ufe0f\ufeff\uffa0\ufff0\ufffe\U0001d173\U000e0020\U000e0100\U000e0fff"
)

_PROSE = """Военные покинули свои позиции у границы и перешли реку по мосту. По словам представителя
службы, никто не пострадал, а местные жители, которые видели колонну, говорят, что машины
шли всю ночь. Алиби у него нет; алый закат, маринад, марка, юрист, югом, львица, кимоно.

Дар сарҳад як гурӯҳи сарбозон аз дарё гузашт ва ба тарафи Тоҷикистон рафт. Мақомот
мегӯянд, ки вазъ ором аст ва мардум ба хонаҳои худ баргаштанд.

Chegara xizmati ma'lumotiga ko'ra, bir necha yuz askar daryodan o'tib, qo'shni davlat
hududiga kirdi. Ularning aytishicha, ko'prik yopilgan va odamlar uylariga qaytgan.

سربازان از مرز گذشتند و به خاک تاجیکستان رفتند. مقام‌های محلی می‌گویند که وضعیت آرام است و
مردم به خانه‌های شان برگشته‌اند. حالا عالی است و معلوم نیست چه کسی دستور داده است.

قال المتحدث باسم الوزارة إن القوات عبرت الحدود على الجسر وإن الوضع مستقر الآن. وذكر شهود
عيان أن الجسر أغلق وعلى السكان أن يعودوا إلى بيوتهم. أحسن الناس والرضيع.

The alibi of an alien: omarine nurses, dangers and dance. Soldiers crossed the river at
night; the reason isn't known, nobody's hurt, and it's the officials' word."""


def struck(name: str, text: str, *aliases: str) -> str:
    known = tuple(Alias(alias) for alias in aliases)
    return Names(names_of(Actor(name=name, aliases=known, kind="person"))).strike(text)


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Иван", "Ивана Ивану Иваном Иване"),
        ("Зарина", "Зарины Зарине Зарину Зариной Зариною Заринин"),
        ("Мария", "Марии Марию Марией Мариин"),
        ("Яна", "Яны Яне Яну Яной"),
        ("Юрий", "Юрия Юрию Юрием Юрии"),
        ("Андрей", "Андрея Андрею Андреем"),
        ("Игорь", "Игоря Игорю Игорем"),
        ("Павел", "Павла Павлу Павлом"),
        ("Лев", "Льва Льву Львом"),
        ("Достоевский", "Достоевского Достоевскому Достоевская Достоевскую"),
        ("Каримова", "Каримовой Каримову Каримовых"),
        ("Соловей", "Соловья Соловью"),
        ("Олена", "Олени Олені Олену Оленою"),
        ("Али", "Алиро Алии Алининг Алига Алидан"),
        ("Ali", "Ali's Ali’ning Alining Aliga Alida Alilar Ali-ga"),
        ("Umar", "Umarning Umarni Umarga Umardan"),
        ("Zarina", "Zariny Zarinu Zarinou Zarinoy Zarinalar"),
        ("Karim", "Karimov Karimning d’Karim l'Karim"),
        ("كريم", "وكريم لكريم بكريم وبكريم فلكريم كريماً کریمی کریم\u200cها کریم‌را"),
        ("علي", "وعلي بعلي لعلي علی علی\u200cها علیرا"),
        ("الكريم", "الكريم كريم للكريم بالكريم والكريم"),
    ],
)
def test_a_name_is_struck_in_its_forms(name: str, forms: str) -> None:
    left = {form: struck(name, f"x {form} y") for form in forms.split()}
    bare = {form: text for form, text in left.items() if name[:2] in text or BAR not in text}
    assert bare == {}


def test_all_words_of_a_name_are_struck_together() -> None:
    assert struck("Мария Каримова", "Он видел Марию Каримову.") == f"Он видел {BAR}."
    assert struck("Али Ризо", "Alirizo", "Ali Rizo") == BAR


@pytest.mark.parametrize("seam", ["-\n", "\u2010\n", "\u00ad\r\n", "\ufffe\n", "- \n  "])
def test_a_name_divided_at_the_end_of_a_line_is_struck(seam: str) -> None:
    assert struck("Muhammad", f"Muham{seam}mad said") == f"{BAR} said"
    assert struck("Reza", f"Reza{seam}born") == f"{BAR}{seam}born"


@given(st.lists(st.sampled_from(["", *_SIGNS]), min_size=7, max_size=7))
def test_signs_that_nobody_sees_hide_no_name(signs: list[str]) -> None:
    hidden = "".join(letter + sign for letter, sign in zip("Muhamma", signs, strict=True)) + "d"
    assert struck("Muhammad", f"by {hidden}.") == f"by {BAR}."


@pytest.mark.parametrize(
    ("name", "text", "left"),
    [
        ("王小明", "据王小明说, 王小明先生.", f"据{BAR}说, {BAR}先生."),
        ("王 小明", "据王小明说, 小明也说", f"据{BAR}说, {BAR}也说"),
        ("王小明", "据王 小\n明说, 王\ufe00小\u200b明.", f"据{BAR}说, {BAR}."),
        ("王小明", "王小. 明天", "王小. 明天"),
        ("约翰·史密斯", "记者约翰・史密斯和史密斯家", f"记者{BAR}和{BAR}家"),
        ("田中", "田中さんは", f"{BAR}さんは"),
        ("田中 太郎", "今日田中さんは", f"今日{BAR}さんは"),
        ("ガルシア", "そのｶﾞﾙｼｱ氏", f"その{BAR}氏"),
        ("प्रियंका", "कहा प्रियंका ने", f"कहा {BAR} ने"),
        ("明", "明天他说明", "明天他说明"),
        ("สมชาย กิตติ", "นายสมชายและนายกิตติกล่าว", f"นาย{BAR}และนาย{BAR}กล่าว"),
        ("ສົມສັກ", "ທ່ານສົມສັກກ່າວ", f"ທ່ານ{BAR}ກ່າວ"),
        ("សុខា", "លោកសុខាបាន", f"លោក{BAR}បាន"),
        ("အောင်မြင့်", "ဦးအောင်မြင့်က", f"ဦး{BAR}က"),
    ],
)
def test_a_name_is_struck_where_words_have_no_ends(name: str, text: str, left: str) -> None:
    assert struck(name, text) == left


@pytest.mark.parametrize("prose", _PROSE.split("\n\n"))
def test_ordinary_words_are_left_alone(prose: str) -> None:
    known = (one for word in _USUAL.split() for one in names_of(Actor(name=word, kind="person")))
    assert Names(known).strike(prose) == prose


def test_a_name_that_its_alias_shows_is_not_struck_inside_words() -> None:
    (name,) = names_of(Actor(name="王小明", kind="person"))
    shown = Names([type(name)(name.words, name.apart, frozenset({"王小明先生"}))])
    assert shown.strike("据王小明先生说") == "据王小明先生说"


def test_words_that_an_alias_shows_are_not_struck_as_forms_of_the_name() -> None:
    actor = Actor(name="Karim Asad", kind="person", print_as="Karimov")
    (name,) = names_of(actor)
    shown = Names([type(name)(name.words, name.apart, frozenset({"karimov"}))])
    assert shown.strike("Karimov, once Karim") == f"Karimov, once {BAR}"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://x.uz/2021/Sherzod%20Asadov", f"https://x.uz/2021/{BAR}"),
        ("https://x.uz/?u=https%3A%2F%2Fy.uz%2FAsadov%2520Sherzod#a", f"{BAR}#a"),
        ("/wiki/%D0%A8%D0%B5%D1%80%D0%B7%D0%BE%D0%B4_%D0%90", f"/wiki/{BAR}_%D0%90"),
        ("/%D8%E5%F0%E7%EE%E4/", f"/{BAR}/"),
        ("2021asadov.jpg, IMG2021sherzodasadov3.jpg", f"2021{BAR}.jpg, IMG2021{BAR}3.jpg"),
        ("100%, %zz and %D0 stay", "100%, %zz and %D0 stay"),
    ],
)
def test_names_in_addresses_and_names_of_files_are_struck(text: str, shown: str) -> None:
    assert struck("Sherzod Asadov", text, "Шерзод Асадов").endswith(shown)


def test_of_an_encoded_address_no_more_is_struck_than_the_name() -> None:
    address = "https://y.uz/%D0%B0%20Sherzod%20Asadov%20%D0%B1"
    assert struck("Sherzod Asadov", address) == f"https://y.uz/%D0%B0%20{BAR}%20%D0%B1"
