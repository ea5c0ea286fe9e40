"""Names of months, weekdays and seasons, and how typed dates are folded before they are read."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SEASONS: Final = ("spring", "summer", "autumn", "winter")
ORDINALS: Final = ("first", "second", "third", "fourth")

_SHORT: Final = tuple(month[:3].lower() for month in MONTHS)
# Gregorian months as Russian declines them, and as Dari, Pashto and Persian write them.
_RUSSIAN: Final = (
    "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
)
_PERSIAN: Final = (
    "جنوری فبروری مارچ اپریل می جون جولای اگست سپتمبر اکتوبر نومبر دسمبر",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
)
# Zero-width joiners, bidi marks and the Arabic tatweel carry no meaning in a date.
_INVISIBLE: Final = re.compile("[\u00ad\u0640\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_DASHES: Final = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_LETTERS: Final = str.maketrans({"ي": "ی", "ى": "ی", "آ": "ا", "ك": "ک", "ё": "е"})


def month_number(name: str) -> int | None:
    """1 to 12 for the name of a Gregorian month, folded as by `fold`; None for other words."""
    return _MONTH_NUMBERS.get(name.rstrip("."))


def weekday_number(name: str) -> int | None:
    """0 to 6 for the name of a weekday, Monday first, or its first three letters."""
    for number, full in enumerate(day.lower() for day in WEEKDAYS):
        if name == full or name.rstrip(".") in (full[:3], full[:4]):
            return number
    return None


def digits(words: str) -> str:
    """The same text with ASCII digits and hyphens, without invisible characters."""
    plain = _INVISIBLE.sub("", _DASHES.sub("-", words))
    return "".join(str(unicodedata.decimal(c, c)) for c in plain)


def fold(words: str) -> str:
    """Lower case, ASCII digits and hyphens, single spaces: what the rules of reading see."""
    plain = unicodedata.normalize("NFC", digits(words)).casefold().translate(_LETTERS)
    return " ".join(plain.split())


_MONTH_NUMBERS: Final[Mapping[str, int]] = {
    "sept": 9,
    **{
        fold(name): number
        for names in (MONTHS, _SHORT, *(line.split() for line in (*_RUSSIAN, *_PERSIAN)))
        for number, name in enumerate(names, start=1)
    },
}
