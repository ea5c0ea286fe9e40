"""Who seems to be speaking: names beside "said" in running English, and names in a paragraph."""

import re
from itertools import islice

_SAID = (
    r"(?:said|says|told|tells|added|stated|states|declared|announced|warned|wrote|writes"
    r"|explained|insisted|argued|noted|replied|continued)"
)
_PART = r"[^\W\d_a-z][\w’'-]*\w"
_NAME = rf"{_PART}(?:\s{_PART}){{1,3}}"
_WHO = re.compile(_NAME)
_AFTER = re.compile(rf"[,.;”\"»’\s]*(?:{_SAID}\s(?:[a-z]+\s){{0,4}}({_NAME})|({_NAME})\s{_SAID}\b)")
_BEFORE = re.compile(rf"({_NAME})(?:,[^,.“”]*,)?\s{_SAID}\b[^“”«»\"]*[“«\"]?$")
_SENTENCE = re.compile(r"(?<=[.!?”»])\s")
_MOST = 100
_BREAKS = "\n\r\v\f\x85\u2028\u2029"


def named(text: str, start: int, end: int) -> str:
    """Name that stands beside "said" in the sentence of a quotation; "" if none does."""
    begun, ended = paragraph(text, start, end)
    if found := _AFTER.match(text[end:ended]):
        return found[1] or found[2]
    found = _BEFORE.search(_SENTENCE.split(text[begun:start])[-1])
    return found[1] if found else ""


def names(text: str, start: int, end: int) -> tuple[str, ...]:
    """Names of two to four words in the paragraph of a passage, in its order, each once.

    The first hundred: a paragraph with more is a list, and tells nothing of who speaks.
    """
    begun, ended = paragraph(text, start, end)
    found = (one[0] for one in islice(_WHO.finditer(text, begun, ended), _MOST))
    return tuple(dict.fromkeys(found))


def paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the lines of a passage begin and end."""
    begun = max(text.rfind(mark, 0, start) + 1 for mark in _BREAKS)
    ends = (text.find(mark, end) for mark in _BREAKS)
    return begun, min((at for at in ends if at >= 0), default=len(text))
