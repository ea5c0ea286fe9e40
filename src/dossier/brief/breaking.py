"""Where a line may end: the parts of UAX #14 that running text, names and addresses need."""

import re
from enum import Enum, auto

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NEEDS_CARE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_SPACES = (  # not the no-break spaces
    " \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"
)
_RARE_SPACE = re.compile(f"([\n{_SPACES[1:]}])")
_MAY_SPLIT = re.compile(  # quick: names with numbers, dates and hashes are whole
    "[-‐](?=[^\\W\\d_])|[–—/\u200b\u00ad\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
)
_IDEOGRAPH = "\u2e80-\u2fff\u3040-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_INSIDE = re.compile(
    "(?<=[^\\W\\d_][-‐])(?=[^\\W\\d_])"  # Шерхон-|Бандар, but not 2021-06, S-0001 or a minus
    "|(?<=[–—])(?=\\w)"
    "|(?<=[^/:]/)(?=[^\\W\\d])"  # a slash, not the two of an address
    "|(?<=[\u200b\u00ad])"
    f"|(?<=[{_IDEOGRAPH}])(?=[{_IDEOGRAPH}])"
)
_MAY_BE_ADDRESS = re.compile("[/.?&=_#%~+,;@-]")
_IN_ADDRESS = re.compile("(?<=[^/:]/)(?=\\w)|(?<=[.?&=_#%~+,;@-])(?=\\w)")
_LONG = 24  # characters; addresses and file names beyond this break at their punctuation too
_HUGE = 240  # characters; nothing that long is a word, and a line must end somewhere

REPLACEMENT = "\ufffd"


class Gap(Enum):
    """What follows a part: no line end, a chance of one, or a chance that shows a hyphen."""

    NONE = auto()
    BREAK = auto()
    HYPHEN = auto()


def clean_text(text: str) -> str:
    """Give `text` with one kind of line end, and U+FFFD for what has no place on paper.

    Control characters, lone surrogates and noncharacters show as missing, so nothing is dropped
    in silence; a tab is a space.
    """
    if text.isprintable() or _NEEDS_CARE.search(text) is None:
        return text
    return _UNFIT.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text).replace("\t", " "))


def split_rare(text: str) -> list[str]:
    """Split clean text at line feeds and breaking spaces but U+0020; they have the odd places."""
    return _RARE_SPACE.split(text)


def split_word(word: str) -> list[tuple[str, Gap]]:
    """Split a word where a line may end inside it; soft hyphens show only at a line end."""
    long = len(word) > _LONG and _MAY_BE_ADDRESS.search(word) is not None
    if not long and len(word) <= _HUGE and _MAY_SPLIT.search(word) is None:
        return [(word, Gap.NONE)]
    parts = [part for part in _INSIDE.split(word) if part]
    if long:
        parts = [smaller for part in parts for smaller in _IN_ADDRESS.split(part) if smaller]
    parts = [part[at : at + _HUGE] for part in parts for at in range(0, len(part), _HUGE)]
    last = len(parts) - 1
    named = ((part, _name_gap(part, last=index == last)) for index, part in enumerate(parts))
    bare = ((part.replace("\u00ad", ""), gap) for part, gap in named)
    return [(part, gap) for part, gap in bare if part]


def _name_gap(part: str, *, last: bool) -> Gap:
    if part.endswith("\u00ad"):
        return Gap.HYPHEN
    return Gap.NONE if last and not part.endswith("\u200b") else Gap.BREAK
