"""Exact passages of a text: selectors that find them again, paragraphs, and checked quotations.

W3C Web Annotation Data Model (2017), 4.2.4 and 4.2.5: a TextPositionSelector (code points, from 0,
end exclusive) and a TextQuoteSelector (the exact words with what stands before and after).
"""

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dossier.model.likeness import QUOTE, Plain, mapped, nearest, occurrences, plain

CONTEXT = 32
DRIFT = 0.9  # difflib ratio from which a changed passage is still taken for the same
ALIKE = 0.6  # from which a passage is shown as what the source has instead
REPLACED = 60  # characters of the source that one bracketed insertion may stand for
PAGE_BREAK = "\f"
SHOWN = 100  # more places than that help nobody to choose


@dataclass(frozen=True, slots=True)
class Anchor:
    """Position and words of a passage, with what stands around it."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class Recovery(StrEnum):
    """How a passage was found again, from the surest to the least sure."""

    EXACT_POSITION = "exact_position"
    CONTEXT = "context"
    UNIQUE = "unique"
    NORMALISED = "normalised"
    DRIFTED = "drifted"


@dataclass(frozen=True, slots=True)
class Located:
    """Where a passage stands now. If `how` is drifted, its words have changed."""

    start: int
    end: int
    how: Recovery


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """The words stand at several places (the first hundred): the user must say which."""

    places: tuple[tuple[int, int], ...]


def anchor(text: str, start: int, end: int, context: int = CONTEXT) -> Anchor:
    """Make the anchor of text[start:end], widened so that it cuts no character as a reader sees it.

    ValueError if the passage is empty or lies outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage {start}..{end} in a text of {len(text)} code points")
    start, end = _back(text, start), _on(text, end)
    before, after = _back(text, max(0, start - context)), _on(text, min(len(text), end + context))
    return Anchor(start, end, text[start:end], text[before:start], text[end:after])


def _back(text: str, at: int) -> int:
    while not is_boundary(text, at):
        at -= 1
    return at


def _on(text: str, at: int) -> int:
    while not is_boundary(text, at):
        at += 1
    return at


ZWNJ, ZWJ = "\u200c", "\u200d"


def is_boundary(text: str, at: int) -> bool:
    """Whether a character as a reader sees it ends before `at` (UAX #29, the common rules)."""
    if not 0 < at < len(text):
        return True
    before, after = text[at - 1], text[at]
    if before in "\r\n" or after in "\r\n":
        return before + after != "\r\n"
    if _extends(after) or (before == ZWJ and unicodedata.category(after) == "So"):
        return False
    if _is_regional(before) and _is_regional(after):
        return _run_of_regional(text, at) % 2 == 0
    return not ("\u1100" <= before <= "\u115f" and ("\u1100" <= after <= "\u115f" or _is_lv(after)))


def _extends(letter: str) -> bool:
    skin_tone, tag = "\U0001f3fb" <= letter <= "\U0001f3ff", "\U000e0020" <= letter <= "\U000e007f"
    jamo = "\u1160" <= letter <= "\u11ff"
    joins = letter in {ZWNJ, ZWJ} or skin_tone or tag or jamo
    return joins or unicodedata.category(letter)[0] == "M"


def _is_lv(letter: str) -> bool:
    return "\uac00" <= letter <= "\ud7a3"


def _is_regional(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _run_of_regional(text: str, at: int) -> int:
    first = at
    while first and _is_regional(text[first - 1]):
        first -= 1
    return at - first


# ---- finding a passage again -----------------------------------------------------------------


def locate(text: str, wanted: Anchor) -> Located | Ambiguous | None:
    """Find a passage in a text that may have changed; None if it is not there any more.

    Tried in this order: position with context, words with context, words that stand only once,
    the same without regard to spaces, quotation marks and normal form, words at least 90 % alike.
    """
    if not wanted.exact:
        return None
    if text.startswith(wanted.exact, wanted.start) and _in_context(text, wanted.start, wanted):
        return Located(wanted.start, wanted.start + len(wanted.exact), Recovery.EXACT_POSITION)
    return _by_words(text, wanted) or _by_plain_words(text, wanted)


def _in_context(text: str, at: int, wanted: Anchor) -> bool:
    end = at + len(wanted.exact)
    return text.endswith(wanted.prefix, 0, at) and text.startswith(wanted.suffix, end)


def _by_words(text: str, wanted: Anchor) -> Located | Ambiguous | None:
    places = list(occurrences(text, wanted.exact))
    fitting = [at for at in places if _in_context(text, at, wanted)]
    in_context = fitting and (wanted.prefix or wanted.suffix)
    how = Recovery.CONTEXT if in_context else Recovery.UNIQUE
    size = len(wanted.exact)
    return _choice([(at, at + size) for at in fitting or places], how)


def _choice(places: list[tuple[int, int]], how: Recovery) -> Located | Ambiguous | None:
    if len(places) > 1:
        return Ambiguous(tuple(places[:SHOWN]))
    return Located(*places[0], how) if places else None


def _by_plain_words(text: str, wanted: Anchor) -> Located | Ambiguous | None:
    shown, words = mapped(text), plain(wanted.exact)
    if not words:
        return None
    before, after = plain(wanted.prefix), plain(wanted.suffix)
    places = list(occurrences(shown.text, words))
    fitting = [at for at in places if _between(shown.text, before, at, at + len(words), after)]
    spans = [shown.span(at, at + len(words)) for at in fitting or places]
    return _choice(spans, Recovery.NORMALISED) or _drifted(shown, words)


def _between(text: str, before: str, start: int, end: int, after: str) -> bool:
    """Whether text[start:end] stands between two texts, a space left aside."""
    start -= start > 0 and text[start - 1] == " "
    end += text.startswith(" ", end)
    return text.endswith(before, 0, start) and text.startswith(after, end)


def _drifted(shown: Plain, words: str) -> Located | Ambiguous | None:
    near = nearest(shown.text, words, DRIFT)
    best = [shown.span(one.start, one.end) for one in near if one.ratio == near[0].ratio]
    return _choice(best, Recovery.DRIFTED)


# ---- positions -------------------------------------------------------------------------------


def utf16_to_code_points(text: str, units: int) -> int:
    """Turn a position in UTF-16 units (Qt) into one in code points.

    A position inside a surrogate pair counts the whole character.
    """
    raw = text[:units].encode("utf-16-le", "surrogatepass")[: 2 * units]
    return len(raw.decode("utf-16-le", "surrogatepass"))


def code_points_to_utf16(text: str, at: int) -> int:
    """Turn a position in code points into one in UTF-16 units (Qt)."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        held = line[0].strip()
        if held:
            start = line.start() + line[0].index(held[0])
            yield start, start + len(held)


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Spans (start, end exclusive) of the paragraphs: lines that are not blank, without edges."""
    return tuple(_paragraphs(text))


def paragraph_at(text: str, at: int) -> int:
    """Number, from 1, of the paragraph at a position; between two, that of the one before."""
    return max(1, sum(1 for start, _ in _paragraphs(text[: at + 1]) if start <= at))


def page_at(text: str, at: int) -> int:
    """Number, from 1, of the page at a position; 0 in a text without page breaks (form feeds)."""
    return text.count(PAGE_BREAK, 0, at) + 1 if PAGE_BREAK in text else 0


# ---- quotations ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuotationCheck:
    """Whether a printed quotation stands in its source; else the difference in words."""

    ok: bool
    difference: str = ""


@dataclass(frozen=True, slots=True)
class _Fragment:
    """Unbroken words of a quotation. `gap`: characters of the source before them at most."""

    words: str
    gap: int
    whole_start: bool
    whole_end: bool


_BRACKETS = re.compile(r"(\[[^\[\]]*\])")
_UNSPACED = re.compile(  # Thai to Myanmar, Khmer, Chinese, Japanese: no spaces between words
    "[\u0e00-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ANY = 2**62


def verify_quotation(printed: str, source_text: str) -> QuotationCheck:
    """Check a quotation against its source: each unbroken stretch must stand there, in order.

    Square brackets are ours: `[...]` leaves words out, `[Tajik]` stands for a few or for none. What
    is printed without brackets must be found to the letter; quotation marks and spaces may differ.
    """
    shown = plain(source_text)
    fragments = _fragments(plain(printed).strip(QUOTE))
    if not fragments:
        return QuotationCheck(ok=False, difference="There are no words to compare.")
    ends: list[int] = [0]
    for fragment in fragments:
        places = [at for at in occurrences(shown, fragment.words) if _stands(shown, at, fragment)]
        if not places:
            return QuotationCheck(ok=False, difference=_difference(shown, fragment.words))
        ends = [at + len(fragment.words) for at in places if _follows(at, ends, fragment.gap)]
        if not ends:
            return QuotationCheck(ok=False, difference=_misplaced(fragment))
    return QuotationCheck(ok=True)


def reach(text: str, exact: str, start: int | None, printed: str) -> str:
    """Give the part of a text where a quotation must stand to share a letter with its passage.

    A quotation may be longer than what is cited, or a part of it. The whole text for a passage
    that does not stand in it: nobody can say what is beside it.
    """
    at = start if start is not None and text.startswith(exact, start) else text.find(exact)
    if at < 0 or not exact:
        return text
    room = max(len(printed) - 1, 0)
    return text[max(0, at - room) : at + len(exact) + room]


def _fragments(printed: str) -> tuple[_Fragment, ...]:
    pieces = _BRACKETS.split(printed)  # words, [edit], words, [edit], ..., words
    found, gap = [], _ANY
    for i in range(0, len(pieces), 2):
        piece = pieces[i]
        if any(letter.isalnum() for letter in piece):
            whole_start = i == 0 or piece[0].isspace()
            whole_end = i == len(pieces) - 1 or piece[-1].isspace()
            found.append(_Fragment(piece.strip(), gap, whole_start, whole_end))
            gap = 0
        if i + 1 < len(pieces):
            omits = not any(letter.isalnum() for letter in pieces[i + 1])
            gap = _ANY if omits or not found else gap + REPLACED
    return tuple(found)


def _stands(text: str, at: int, fragment: _Fragment) -> bool:
    """Whether the words start and end with whole words there, unless a bracket cuts one."""
    end = at + len(fragment.words)
    cut_start = fragment.whole_start and _in_word(text, at)
    return not cut_start and not (fragment.whole_end and _in_word(text, end))


def _in_word(text: str, at: int) -> bool:
    both = text[at - 1 : at + 1] if at else ""
    return len(both) == len("ab") and both.isalnum() and not _UNSPACED.search(both)


def _follows(at: int, ends: list[int], gap: int) -> bool:
    """Whether one of the sorted ends lies at most `gap` before the place, and none after it."""
    first = bisect_left(ends, at - gap)
    return first < len(ends) and ends[first] <= at


def _misplaced(fragment: _Fragment) -> str:
    if fragment.gap < _ANY:
        return f'Words are left out before "{_short(fragment.words)}" without [...].'
    return f'"{_short(fragment.words)}" stands earlier in the source than in the quotation.'


def _difference(shown: str, words: str) -> str:
    near = nearest(shown, words, ALIKE)
    if not near:
        return f'The source does not have "{_short(words)}".'
    printed, stored = words.split(), shown[near[0].start : near[0].end].split()
    codes = difflib.SequenceMatcher(None, printed, stored, autojunk=False).get_opcodes()
    _, a, b, c, d = next((code for code in codes if code[0] != "equal"), ("", 0, None, 0, None))
    ours, theirs = _short(" ".join(printed[a:b])), _short(" ".join(stored[c:d]))
    if not theirs:
        return f'The source does not have the words "{ours}" there.'
    if not ours:
        return f'The source has "{theirs}" there, which is left out without [...].'
    return f'The source has "{theirs}" where "{ours}" is printed.'


def _short(words: str) -> str:
    return words if len(words) <= SHOWN else f"{words[: SHOWN - 1]}…"
