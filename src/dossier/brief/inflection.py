"""The forms of a name in running text: endings of cases, suffixes, and words written before it.

Of Russian and Ukrainian (declension), Tajik and Uzbek in both alphabets (suffixes of case), Persian
(suffixes of number, object and owner) and Arabic (the article and words of one letter are written
together with the next word). A long name is known by its beginning, whatever follows; of a short
one the lists are closed, or it would be found in very many words. All words are folded.
"""

import functools
import re
from collections.abc import Iterator

SHORT = 3  # letters; a shorter word has no forms here: it is too often another one
LONG = 5  # letters; from here on a name is known by its beginning
_SURE = 6  # letters; a shorter Latin name with another last letter is another name
_CYRILLIC = re.compile("[\u0400-\u052f]")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")

_NONE, _ANY = re.compile(""), re.compile(".*")
_UZBEK = re.compile("(?:lar)?(?:ning|ni|[gkq]a|dan?)?")
_LATIN_CASES = re.compile("[yieuo]|ou|[eo][iyj]|[eo]m|a(?:mi|ch|h)")
_PERSIAN = re.compile("(?:ها(?:یی?)?)?(?:را|[متش]ان)?")
_PERSIAN_LONGER = re.compile(f"{_PERSIAN.pattern}|[یمتشا]")
# й is и and ё is е in folded words
_CASES = re.compile(
    "[аяуюеиыоіє]|[оеиыая]м|[оеє]ю|[оеыи]и|[ая]ми|[аяыи]х|[оеє]ві|[ое]го|[ое]му|[ыи]ми|[ая]я"
    "|[ую]ю|[ыи]е|ин(?:[аыеуо]|о[ию]|ого|ому|ыми?|ых)?"
)
_FEW_CASES = re.compile("[аяуюеиы]|[ое][июм]")
_TAJIK, _UZBEK_IN_CYRILLIC = "ро|ҳо(?:и|ро)?", "(?:лар)?(?:нинг|ни|[гкқғ]а|дан?)?"
_CYRILLIC_SUFFIXES = re.compile(f"{_CASES.pattern}|{_TAJIK}|{_UZBEK_IN_CYRILLIC}")
_VOWELS = frozenset("аеиоуыэюяіє")
_ADJECTIVES = ("ии", "ыи", "ои", "ая", "яя")
# a vowel that goes when an ending comes: Павел, Павла; Лев, Льва; Воробей, Воробья
_FLEETING = {"ел": "л", "ец": "ц", "ек": "к", "ок": "к", "ев": "ьв", "еи": "ь"}
_ARTICLE = "ال"
_FAR = ("", "و", "ف")
_NEAR = ("", _ARTICLE, "بال", "کال", "لل", "ب", "ل", "ک")

Stem = tuple[str, "re.Pattern[str]"]


def readings(word: str) -> tuple[str, ...]:
    """Give a word, and what is left of an Arabic one without what is written before it."""
    if not _ARABIC.match(word):
        return (word,)
    rests = [word.removeprefix(one) for one in _FAR if word.startswith(one)]
    names = (rest.removeprefix(one) for rest in rests for one in _NEAR if rest.startswith(one))
    return tuple(dict.fromkeys((word, *(name for name in names if len(name) >= SHORT))))


def is_form(word: str, name: str) -> bool:
    """Whether a word is a name, or one of its forms."""
    return any(
        word.startswith(stem) and endings.fullmatch(word, len(stem))
        for stem, endings in stems(name)
    )


@functools.lru_cache(maxsize=1 << 12)  # asked for with every word that begins like the name
def stems(name: str) -> tuple[Stem, ...]:
    """Give the beginnings that all forms of a name have, each with the endings it may take."""
    if _CYRILLIC.match(name):
        return (_whole(name, _CYRILLIC_SUFFIXES), *_cyrillic(name))
    if _ARABIC.match(name):
        return tuple(_arabic(name))
    cut = len(name) >= _SURE and name.endswith("a")
    return (_whole(name, _UZBEK), *(((name[:-1], _LATIN_CASES),) if cut else ()))


def _whole(name: str, endings: "re.Pattern[str]") -> Stem:
    if len(name) >= LONG:
        return name, _ANY
    return name, endings if len(name) >= SHORT else _NONE


def _cyrillic(name: str) -> Iterator[Stem]:
    """Give what is left of a name whose own last letters change."""
    cut = name[:-1]
    if name[-1] in _VOWELS or name[-1] == "ь":
        if len(cut) >= SHORT:
            yield cut, _CASES
        elif len(name) == SHORT and name[-1] in "ая":
            yield cut, _FEW_CASES
    if name.endswith(_ADJECTIVES) and len(name) >= LONG:
        yield name[:-2], _CASES
    changed = _FLEETING.get(name[-2:])
    if changed and len(name[:-2] + changed) >= SHORT:
        yield name[:-2] + changed, _CASES


def _arabic(name: str) -> Iterator[Stem]:
    bare = name.removeprefix(_ARTICLE)
    for word in (name, bare) if len(bare) >= SHORT else (name,):
        yield _whole(word, _PERSIAN_LONGER if len(word) > SHORT else _PERSIAN)
