"""Where a word may be torn at the end of a line, for the languages that pyphen knows."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyphen

_CORE = re.compile(r"^([^\w]*)([^\W\d_]{5,40})[^\w]*$")
_BEFORE, _AFTER = 2, 3  # letters that stay together at either end


def find_tears(word: str, lang: str) -> list[int]:
    """Give the places where `word` may be torn, as numbers of characters before the hyphen.

    Only what is lower case throughout is torn: names, addresses and codes stay whole. Empty if
    there is no dictionary for `lang` (BCP 47).
    """
    found = _CORE.match(word)
    if found is None or not found[2].islower():
        return []
    dictionary = _load(lang)
    if dictionary is None:
        return []
    return [len(found[1]) + place for place in dictionary.positions(found[2])]


@lru_cache(maxsize=16)
def _load(lang: str) -> "pyphen.Pyphen | None":
    import pyphen

    known = pyphen.language_fallback(lang)
    return pyphen.Pyphen(lang=known, left=_BEFORE, right=_AFTER) if known else None
