"""Folded text: what search compares, so that spelling, script variants and marks do not matter.

`fold` follows Unicode's caseless compatibility matching (Unicode Standard 3.13, D146: NFKD, full
case folding), then drops marks and format characters and unifies the letters that keyboards of one
language write differently. `skeleton` keeps the consonants of a name that Latin, Cyrillic and
Arabic spellings of it share.
"""

import functools
import itertools
import re
import unicodedata

FOLD_RULES = 1
FOLD_VERSION = f"{FOLD_RULES}/{unicodedata.unidata_version}"

# Arabic, Persian, Dari, Pashto, Urdu and Uyghur keyboards give one letter several code points
_ARABIC = {
    "ی": "يىېۍےئ",
    "ک": "كڪ",
    "گ": "ګ",
    "ه": "ہھەۀۂةۃ",
    "ا": "ٱآأإ",
    "و": "ؤۆۇۈۋ",
}
_REPLACED = {ord(old): new for new, olds in _ARABIC.items() for old in olds}
_REPLACED |= {ord("ـ"): "", ord("ء"): "", ord("ı"): "i"}

# as typed for oʻ, gʻ and the glottal stop; Unicode has U+02BB and U+02BC for them
_APOSTROPHES = dict.fromkeys(map(ord, "ʻʼʽʾʿˈ‘’‛`′"), "'")
_ELISION = re.compile(r"(?<![^\W_])([^\W_og])'(?=[^\W_])|'(?=s(?![^\W_]))")
_INNER_APOSTROPHE = re.compile(r"(?<=[^\W_])'+(?=[^\W_])|(?<=[og])'+")

WORD = re.compile(r"[^\W_]+")


def _letter(code: int) -> str:
    letter = chr(code)
    category = unicodedata.category(letter)
    if category[0] == "M" or category == "Cf":
        return ""
    return str(unicodedata.decimal(letter)) if category == "Nd" else letter


class _Letters(dict[int, str]):
    """What str.translate asks for each code point, remembered once worked out."""

    def __missing__(self, code: int) -> str:
        self[code] = _letter(code)
        return self[code]


_LETTERS = _Letters(_REPLACED | _APOSTROPHES)


def fold(text: str) -> str:
    """Give text as it is compared in searches; folding twice changes nothing."""
    if text.isascii():
        folded = text.lower()
    else:
        # U+00B4 would decompose to a space and a mark
        plain = unicodedata.normalize("NFKD", text.replace("´", "'"))
        folded = unicodedata.normalize("NFKD", plain.casefold()).translate(_LETTERS)
    if "'" in folded or "`" in folded:
        folded = _INNER_APOSTROPHE.sub("", _ELISION.sub(r"\1 ", folded.replace("`", "'")))
    return folded


def words(text: str) -> list[str]:
    """Folded words of a text, in order."""
    return WORD.findall(fold(text))


# What a consonant sounds like to someone who spells it in another script. s: s and z; h: h and kh,
# kept only where a word begins; x: sh; c: ch; j: j, zh, dzh; f: f, v, w. Vowels have no sign.
_SOUNDS: dict[str, str] = {
    **dict.fromkeys("aeiouy", "a"),
    **dict.fromkeys("аеиоуыэюяєії", "a"),
    **dict.fromkeys("اعیە", "a"),
    **dict.fromkeys(("b", "б", "ب"), "b"),
    **dict.fromkeys(("p", "п", "پ"), "p"),
    **dict.fromkeys(("t", "т", "ت", "ط", "ٹ", "ټ"), "t"),
    **dict.fromkeys(("d", "д", "د", "ڈ", "ډ"), "d"),
    **dict.fromkeys(("k", "c", "q", "к", "қ", "ҡ", "ک", "ق"), "k"),
    **dict.fromkeys(("g", "г", "ғ", "ґ", "گ", "غ"), "g"),
    **dict.fromkeys(("f", "v", "w", "ф", "в", "ف", "ڤ"), "f"),
    **dict.fromkeys(("s", "z", "с", "з", "س", "ص", "ث", "ز", "ذ", "ض", "ظ", "ځ"), "s"),
    **dict.fromkeys(("j", "ж", "ҷ", "җ", "ج", "ژ"), "j"),
    **dict.fromkeys(("ч", "چ", "څ"), "c"),
    **dict.fromkeys(("ш", "щ", "ش", "ښ"), "x"),
    **dict.fromkeys(("h", "x", "х", "ҳ", "һ", "ه", "ح", "خ"), "h"),
    **dict.fromkeys(("l", "л", "ل"), "l"),
    **dict.fromkeys(("m", "м", "م"), "m"),
    **dict.fromkeys(("n", "н", "ң", "ن", "ڼ"), "n"),
    **dict.fromkeys(("r", "р", "ر", "ړ", "ڑ"), "r"),
    "ц": "ts",
}
_SPELLINGS = {
    **dict.fromkeys(("dzh", "dj", "zh", "дж"), "j"),
    **dict.fromkeys(("tch", "ch"), "ч"),
    **dict.fromkeys(("shch", "sh"), "ш"),
    **dict.fromkeys(("kh",), "х"),
    **dict.fromkeys(("ph",), "f"),
    **dict.fromkeys(("ck",), "k"),
    "خوا": "خا",  # the silent waw of Persian khwa
}
_DIGRAPHS = re.compile("|".join(sorted(_SPELLINGS, key=len, reverse=True)))
_WAW = re.compile(r"(?<=ا)و|و(?=ا)|^و(?!$)")  # a consonant beside alef and at the start
_REPEATS = re.compile(r"(.)\1+")


def _sounds(word: str) -> str:
    spelt = _DIGRAPHS.sub(lambda found: _SPELLINGS[found[0]], word)
    heard = "".join(_SOUNDS.get(letter, "") for letter in _WAW.sub("ف", spelt))
    return _REPEATS.sub(r"\1", heard[:1] + heard[1:].replace("a", "").replace("h", ""))


@functools.lru_cache(maxsize=1 << 16)  # the words of a case recur
def skeleton(name: str) -> str:
    """Consonants of a name as one word: equal for Shahrtuz, Shahritus, Шаартуз and شهرتوز.

    Empty when fewer than two sounds are left: too little to tell names apart.
    """
    heard = _sounds("".join(words(name)))
    return heard if len(heard) > 1 else ""


def sounds(name: str) -> list[str]:
    """Skeletons under which a name is found: of each word, each two neighbours, and the whole."""
    parts = words(name)
    pairs = map("".join, itertools.pairwise(parts))
    return list(dict.fromkeys(filter(None, map(skeleton, (*parts, *pairs, name)))))
