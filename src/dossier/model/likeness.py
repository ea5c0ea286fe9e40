"""Text compared without regard to how it was typed, and the passage nearest to given words."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

QUOTE = "'"
_QUOTES = "\"'`´“”„‟‘’‚‛«»‹›ʼ＂＇"
_DROPPED = "\u00ad\u200b\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"
_DROPPED += "\u2066\u2067\u2068\u2069"
_SAME: Mapping[int, str] = MappingProxyType(
    {ord(c): QUOTE for c in _QUOTES}
    | {ord(c): "" for c in _DROPPED}
    | {ord("…"): "...", ord("\u2010"): "-", ord("\u2011"): "-"}
)
PIECE = 8  # characters that must have survived somewhere for a passage to be found at all
_PIECES, _HITS, _CANDIDATES = 64, 64, 5
_SOLID = 3  # fewer letters or words in a row may be alike by chance
_BY_WORDS = 400  # longer passages are compared word by word: the cost stays bounded


def plain(text: str) -> str:
    """Give NFC with single spaces, one sort of quotation mark, and no invisible characters."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_SAME).split())


@dataclass(frozen=True, slots=True)
class Plain:
    """The plain form of a text; characters know from where to where they stood in the text."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where plain characters start..end (exclusive, not empty) stood in the text."""
        return self.starts[start], self.ends[end - 1]


def mapped(text: str) -> Plain:
    """Give `plain(text)` with positions."""
    found: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    gap: tuple[int, int] | None = None  # the first space since the last letter
    for start, end in _segments(text):
        for letter in unicodedata.normalize("NFC", text[start:end]).translate(_SAME):
            if letter.isspace():
                gap = gap or (start, end)
                continue
            if gap and found:
                found.append(" ")
                starts.append(gap[0])
                ends.append(gap[1])
            gap = None
            found.append(letter)
            starts.append(start)
            ends.append(end)
    return Plain("".join(found), starts, ends)


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Cut where no canonical composition reaches across: before all but marks and Hangul jamo."""
    start = 0
    for i, letter in enumerate(text):
        if i > start and (letter < "\u0300" or not _composes(letter)):
            yield start, i
            start = i
    if text:
        yield start, len(text)


def _composes(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff"


def occurrences(text: str, wanted: str) -> Iterator[int]:
    """Yield every position of `wanted`, overlapping ones too."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


@dataclass(frozen=True, slots=True)
class Near:
    """A passage text[start:end] and how like the wanted words it is (difflib ratio, 0 to 1)."""

    start: int
    end: int
    ratio: float


def nearest(text: str, wanted: str, least: float) -> tuple[Near, ...]:
    """Find passages at least so like the wanted words, best first, none overlapping a better one.

    Words of under 8 characters have no likeness: another figure is not the same figure changed.
    Pieces of the words that survived show where to look, so the cost is bounded in long texts.
    """
    if len(wanted) < PIECE:
        return ()
    near = (_compared(text, wanted, start) for start in _candidates(text, wanted))
    held = [one for one in near if one is not None and one.ratio >= least]
    apart: list[Near] = []
    for one in sorted(held, key=lambda one: (-one.ratio, one.start, one.end)):
        if all(one.end <= other.start or other.end <= one.start for other in apart):
            apart.append(one)
    return tuple(apart)


def _candidates(text: str, wanted: str) -> list[int]:
    step = max(PIECE, len(wanted) // _PIECES)
    votes: Counter[int] = Counter()
    width = PIECE + len(wanted) // 10
    for offset in range(0, len(wanted) - PIECE + 1, step):
        hits = occurrences(text, wanted[offset : offset + PIECE])
        for at, _ in zip(hits, range(_HITS), strict=False):
            votes[(at - offset) // width] += 1
    best = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))[:_CANDIDATES]
    return [bucket * width for bucket in best]


def _compared(text: str, wanted: str, about: int) -> Near | None:
    slack = 2 * PIECE + len(wanted) // 4
    low = max(0, about - slack)
    cut = _tokens(text[low : about + len(wanted) + slack], by_words=len(wanted) > _BY_WORDS)
    words = [token for token, _, _ in _tokens(wanted, by_words=len(wanted) > _BY_WORDS)]
    shown = [token for token, _, _ in cut]
    blocks = difflib.SequenceMatcher(None, words, shown, autojunk=False).get_matching_blocks()
    solid = [block for block in blocks if block.size >= _SOLID]
    if not solid:
        return None
    first = max(0, solid[0].b - solid[0].a)
    end = min(len(shown), solid[-1].b + len(words) - solid[-1].a)
    first, end = _whole_words(shown, first, end)
    ratio = difflib.SequenceMatcher(None, words, shown[first:end], autojunk=False).ratio()
    return Near(low + cut[first][1], low + cut[end - 1][2], ratio)


def _whole_words(shown: list[str], first: int, end: int) -> tuple[int, int]:
    """Widen a cut through a word of single letters to the word."""
    while 0 < first < end and _inside(shown, first):
        first -= 1
    while end < len(shown) and _inside(shown, end):
        end += 1
    return first, end


def _inside(shown: list[str], at: int) -> bool:
    both = shown[at - 1] + shown[at]
    return len(both) == len("ab") and both.isalnum()


def _tokens(text: str, *, by_words: bool) -> list[tuple[str, int, int]]:
    pattern = r"\S+" if by_words else r"(?s:.)"
    return [(m[0], m.start(), m.end()) for m in re.finditer(pattern, text)]
