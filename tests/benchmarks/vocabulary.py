"""Words of a large case: people in three scripts, and sentences of many kinds that they say."""

import random
from dataclasses import dataclass

# name, other names, province, latitude, longitude
PLACES = (
    ("Shir Khan Bandar", "Шерхан-Бандар", "شیرخان بندر", "Kunduz", 37.18, 68.61),
    ("Kaldar", "Калдар", "کلدار", "Balkh", 37.25, 67.78),
    ("Shortepa", "Шуртепа", "شورتپه", "Balkh", 37.33, 66.97),
    ("Imam Sahib", "Имам-Сахиб", "امام صاحب", "Kunduz", 37.19, 68.94),
    ("Yangi Qala", "Янги-Кала", "ینگی قلعه", "Takhar", 37.47, 69.61),
    ("Ishkashim", "Ишкашим", "اشکاشم", "Badakhshan", 36.69, 71.57),
    ("Hairatan", "Хайратон", "حیرتان", "Balkh", 37.22, 67.42),
    ("Khwaja Ghar", "Ходжа-Гар", "خواجه غار", "Takhar", 37.08, 69.43),
)
_GIVEN = """
Sherzod Шерзод شیرزاد|Abdulaziz Абдулазиз عبدالعزیز|Zabihullah Забихулла ذبیح‌الله
Farida Фарида فریده|Gulnora Гульнора گلنورا|Rustam Рустам رستم|Nargis Наргис نرگس
Habibullah Хабибулла حبیب‌الله|Ismail Исмаил اسماعیل|Jamshed Джамшед جمشید|Karim Карим کریم
Layla Лайла لیلا|Mahmud Махмуд محمود|Nodir Нодир نادر|Oisha Ойша عایشه|Parvez Парвез پرویز
Qodir Кодир قادر|Said Саид سعید|Tahmina Тахмина تهمینه|Umed Умед امید|Vali Вали ولی
Yusuf Юсуф یوسف|Zarina Зарина زرینه|Anvar Анвар انور|Bahrom Бахром بهرام|Daler Далер دلیر
Emomali Эмомали امامعلی|Firuz Фируз فیروز|Homid Хомид حامد|Latif Латиф لطیف
"""
_FAMILY = """
Asadov Асадов اسدوف|Komilov Комилов کاملوف|Mujahid Муджахид مجاهد|Rahmonov Рахмонов رحمانوف
Sharipov Шарипов شریفوف|Nazarov Назаров نظروف|Ghani Гани غنی|Haqqani Хаккани حقانی
Safarov Сафаров صفروف|Karimova Каримова کریمووا|Yuldashev Юлдашев یولداشوف|Popal Попал پوپل
Wardak Вардак وردک|Zadran Задран ځدراڼ|Mirzoev Мирзоев میرزایف|Davlatov Давлатов دولتوف
Qurbonova Курбонова قربانووا|Noorzai Нурзай نورزی|Saidov Саидов سعیدوف
Ibrahimi Ибрагими ابراهیمی|Akbari Акбари اکبری|Hotak Хотак هوتک|Ergashev Эргашев ارگشوف
Tursunov Турсунов تورسونوف|Jalili Джалили جلیلی|Usmonov Усмонов عثمانوف
Barakzai Баракзай بارکزی|Umarov Умаров عمروف
"""
_NOUNS = (
    (
        "weapons bridge convoy shelter hospital ferry garrison river village checkpoint commander"
        " border ceasefire delegation families fuel guards harvest infantry journalists kitchen"
        " livestock mortar negotiation officers patrol quarter refugees soldiers tents uniforms"
        " vehicles water witnesses ammunition barracks corridor district evacuation flour generator"
        " helicopter identity jeeps kerosene ladders medicine neighbours orchard police queue radio"
        " school trenches urgency valley wheat yard zone"
    ),
    (
        "оружие мост колонна граница солдаты беженцы командир посёлок река застава переговоры"
        " журналисты семьи топливо раненые вертолёт госпиталь уезд жители палатки мука школа"
        " полиция войска техника урожай дорога защита операция эвакуация"
    ),
    (
        "سلاح پل کاروان مرز سربازان مهاجران فرمانده روستا دریا پاسگاه مذاکره خبرنگاران خانواده‌ها"
        " تیل زخمیان هلیکوپتر شفاخانه ولسوالی باشندگان خیمه آرد مکتب پولیس نیروها راه گندم"
        " عملیات تخلیه آب شب"
    ),
)
_SAYINGS = (
    (
        "We counted {n} people near {place} and gave them {a} and {b}.",
        "Our {a} at {place} was never meant for {n} of them; nobody spoke about {b}.",
        "In the morning {n} men asked for {a}, and by noon the {b} stood empty at {place}.",
        "I deny that {n} crossed at {place}: what you saw was the {a} and the {b}.",
        "There were more than {n} at {place}, with {a}, before the {b} came.",
        "The {a} of {place} is closed; {n} wait for {b}.",
    ),
    (
        "Возле {place} мы насчитали {n} человек, им нужны {a} и {b}.",
        "Утром {n} военнослужащих перешли границу у {place}; {a} и {b} остались на том берегу.",
        "Я отрицаю, что у {place} было {n} человек: {a}, {b} и ничего больше.",
    ),
    (
        "در نزدیکی {place} شمار {n} تن را دیدیم، با {a} و {b}.",
        "بامداد امروز {n} سرباز در {place} رسیدند و {a} خواستند، {b} نبود.",
        "من رد می‌کنم که {n} تن از {place} گذشته باشند؛ {a} و {b} همان‌جا است.",
    ),
)
_LANGUAGES = ("en", "ru", "fa-AF")
_OFTEN = (5, 3, 3)  # how often each is spoken


@dataclass(frozen=True, slots=True)
class Named:
    """A name in Latin, Cyrillic and Arabic letters."""

    latin: str
    cyrillic: str
    arabic: str


def people(drawn: random.Random, count: int) -> list[Named]:
    """So many people, no two of one name."""
    given, family = _names(_GIVEN), _names(_FAMILY)
    pairs = drawn.sample([(one, other) for one in given for other in family], count)
    return [
        Named(*(f"{one} {other}" for one, other in zip(first, last, strict=True)))
        for first, last in pairs
    ]


def saying(drawn: random.Random, place: Named) -> tuple[str, str]:
    """Give a sentence that somebody may say about a place, and its language."""
    at = drawn.choices(range(len(_LANGUAGES)), _OFTEN)[0]
    a, b = drawn.sample(_NOUNS[at].split(), 2)
    name = (place.latin, place.cyrillic, place.arabic)[at]
    said = drawn.choice(_SAYINGS[at]).format(n=drawn.randint(2, 900), place=name, a=a, b=b)
    return said, _LANGUAGES[at]


def _names(lines: str) -> list[list[str]]:
    held = (name for line in lines.split("\n") for name in line.split("|"))
    return [name.split(" ") for name in held if name]
