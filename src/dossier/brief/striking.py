"""Striking names from text: every spelling that the case knows, in its forms, becomes a bar."""

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import category
from urllib.parse import unquote

from dossier.brief.inflection import LONG, SHORT, is_form, readings, stems
from dossier.case.fold import fold
from dossier.model.records import Actor, Place

BAR = "[withheld]"
_APOSTROPHES = "'’‘ʻʼ`´"
# signs that nobody sees: Default_Ignorable_Code_Point (Unicode, DerivedCoreProperties.txt), and
# what readers of pages leave for a hyphen
_DIVIDING = "\u200b\u200c"
_INSIDE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200d-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff\ufffe\u0002"
)
# scripts that put no space between words: Thai and Lao, Burmese, Khmer, kana and Han
_UNSPACED = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f\u2e80-\u2fdf\u3005-\u3007"
    "\u3041-\u312f\u31f0-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff]"
)
_SYLLABLES = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u1056-\u1059\u105e-\u1060\u1062-\u1064\u1067-\u106d"
    "\u1071-\u1074\u1082-\u108d\u108f\u109a-\u109d\u17b6-\u17d3\u17dd\u3099\u309a"
)
_LETTER = rf"(?:(?![{_INSIDE}])[^\W_]|[{_MARKS}])"  # four of what nobody sees count as letters
_SEAM = r"[-\u2010\u2011\u00ad\ufffe\u0002][ \t]*\r?\n[ \t]*"  # of a word divided at a line's end
_WORD = re.compile(
    rf"{_LETTER}+(?:(?:{_SEAM}|[{_INSIDE}{_DIVIDING}]+|[{_APOSTROPHES}]){_LETTER}+)*"
)
_PIECE = re.compile(rf"{_LETTER}+(?:[{_INSIDE}]+{_LETTER}+)*")
_DIGITLESS = rf"(?:(?!\d){_LETTER})+"
_UNNUMBERED = re.compile(rf"{_DIGITLESS}(?:[{_INSIDE}]+{_DIGITLESS})*")  # as in 2021name.jpg
_NUMBERED = re.compile(rf"\d{_LETTER}|{_LETTER}\d")
_ENCODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")  # bytes in an address (RFC 3986, section 2.1)
_DEPTH = 3  # an address in an address in an address
_DIVIDED = re.compile(rf"{_SEAM}|[{_DIVIDING}{_APOSTROPHES}]")
_UNSEEN = re.compile(rf"{_SEAM}|[{_INSIDE}{_DIVIDING}{_APOSTROPHES}]")
_BESIDE = re.compile(rf"[{_INSIDE}{_DIVIDING}\s·・･‧•゠＝=\-\u2010\u2011]")  # parts of one name
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_PERSONS = frozenset({"", "person"})  # nobody has said that it is a body
_ON = re.compile("[وف]?على")  # the Arabic word on: Ali so spelt is known by the rest of his name


class _Word(NamedTuple):
    """A word of a text in all its readings; `common` = it is hardly ever a name by itself."""

    readings: tuple[str, ...]
    common: bool


@dataclass(frozen=True, slots=True)
class Name:
    """Folded words that are withheld: each by itself if they are of a person's name.

    `but` are words of the name that may be read.
    """

    words: tuple[str, ...]
    apart: bool
    but: frozenset[str] = frozenset()

    def begins(self, words: Sequence[_Word]) -> bool:
        """Whether words begin with this name in one of its forms."""
        first = words[0]
        if len(self.words) == 1 and (first.common or first.readings[0] in self.but):
            return False
        return len(self.words) <= len(words) and all(
            any(is_form(reading, name) for reading in word.readings)
            for word, name in zip(words, self.words, strict=False)
        )


class _Sign(NamedTuple):
    """A letter, and from where to where it is written in a text."""

    letter: str
    start: int
    end: int


def _decoded(text: str) -> list[_Sign]:
    """Give a text with its encoded bytes as letters."""
    read = [_Sign(letter, at, at + 1) for at, letter in enumerate(text)]
    for _ in range(_DEPTH):
        written = "".join(sign.letter for sign in read)
        made: list[_Sign] = []
        at = 0
        for run in _ENCODED.finditer(written):
            made += read[at : run.start()]
            made += _letters_of(read[run.start() : run.end()])
            at = run.end()
        if not at:
            break
        read = [*made, *read[at:]]
    return read


def _letters_of(run: Sequence[_Sign]) -> Iterator[_Sign]:
    """Give the letters of encoded bytes: in UTF-8, else in what old Cyrillic pages use."""
    data = bytes.fromhex("".join(sign.letter for sign in run).replace("%", ""))
    try:
        sizes = [(letter, len(letter.encode())) for letter in data.decode()]
    except UnicodeDecodeError:
        sizes = [(letter, 1) for letter in data.decode("cp1251", "replace")]
    at = 0
    for letter, size in sizes:
        yield _Sign(letter, run[at].start, run[at + 3 * size - 1].end)
        at += 3 * size


def names_of(record: Actor | Place) -> Iterator[Name]:
    """Give all names by which the case knows somebody or a place."""
    apart = isinstance(record, Actor) and record.kind in _PERSONS
    names = (record.name, *(alias.text for alias in record.aliases))
    more = (record.print_as,) if isinstance(record, Actor) and record.never_print else ()
    for name in (*names, *more):
        words = tuple(filter(None, words_of(name)))
        if words:
            yield Name(words, apart)


def words_of(text: str) -> Iterator[str]:
    """Give the words of a text as they are compared."""
    return (_smoothed(found.group()) for found in _WORD.finditer(text))


def _smoothed(word: str) -> str:
    """Give a word as it is compared: by its letters alone."""
    return fold(_UNSEEN.sub("", _POSSESSIVE.sub("", word))).strip()


def _heard(word: str) -> _Word:
    return _Word(readings(_smoothed(word)), _ON.fullmatch(word) is not None)


@functools.lru_cache(maxsize=1 << 12)  # texts are read letter by letter
def _letters(sign: str) -> str:
    """Give a sign as it is compared where words have no ends; "" for what may stand in a name."""
    return "" if _BESIDE.match(sign) else fold(sign)


def _runs(name: Name) -> Iterator[str]:
    """Give what is found anywhere in a text: a name, or a word of it, that ends at no space.

    Two letters of Han or kana are a name as often as not; one is found as a word only.
    """
    whole = "".join(name.words)
    parts = [word for word in name.words if len(word) >= (SHORT if _SYLLABLES.search(word) else 2)]
    for run in (whole, *(parts if name.apart else ())):
        shown = any(run in word for word in name.but)
        if len(run) > 1 and _UNSPACED.search(run) and not shown:
            yield run


class Names:
    """Finds withheld names in text, in any spelling that the case knows and in any known form.

    It rather finds too much than too little: a form that two names share is struck.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._known: dict[str, set[Name]] = {}
        self._longest = 1
        runs: set[str] = set()
        for name in names:
            self._know(name)
            runs.update(_runs(name))
            parts = [word for word in name.words if name.apart and len(word) >= SHORT]
            whole = "".join(name.words)  # as who leaves the space out
            for word in (*parts, *([whole] if len(whole) >= LONG else [])):
                if word not in name.but:
                    self._know(Name((word,), apart=False, but=name.but))
        self._runs = sorted(runs)
        self._sizes = sorted({len(beginning) for beginning in self._known})

    def _know(self, name: Name) -> None:
        """Keep a name under the beginnings of its first word."""
        for stem, _ in stems(name.words[0]):
            self._known.setdefault(stem[:LONG], set()).add(name)
        self._longest = max(self._longest, len(name.words))

    def strike(self, text: str) -> str:
        """Give text with a bar for each name, also where it is encoded as in addresses."""
        spans = self._spans(text)
        if "%" in text and _ENCODED.search(text):
            read = _decoded(text)
            found = self._spans("".join(sign.letter for sign in read))
            spans += [(read[first].start, read[end - 1].end) for first, end in found]
        return _put_bars(text, sorted(spans)) if spans else text

    def _spans(self, text: str) -> list[tuple[int, int]]:
        spans = list(self._find_runs(text)) if self._runs and _UNSPACED.search(text) else []
        if text and self._may_stand_in(text):
            spans += self._find(_WORD, text)
            # what looks like one word may be two
            for divided, word in ((_DIVIDED, _PIECE), (_NUMBERED, _UNNUMBERED)):
                if divided.search(text):
                    spans += self._find(word, text)
        return spans

    def _find_runs(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where names stand in a text whose words have no ends."""
        read = [(letter, at) for at, sign in enumerate(text) for letter in _letters(sign)]
        letters = "".join(letter for letter, _ in read)
        for run in self._runs:
            at = letters.find(run)
            while at >= 0:
                yield read[at][1], read[at + len(run) - 1][1] + 1
                at = letters.find(run, at + 1)

    def _find(self, word: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
        found = list(word.finditer(text))
        words = [_heard(one.group()) for one in found]
        at = 0
        while at < len(found):
            many = self._matched(words[at : at + self._longest])
            if many:
                yield found[at].start(), found[at + many - 1].end()
            at += many or 1

    def _may_stand_in(self, text: str) -> bool:
        """Whether the beginning of a name is anywhere in a text: most texts are done by this."""
        letters = _smoothed(text)
        return any(beginning in letters for beginning in self._known)

    def _matched(self, words: Sequence[_Word]) -> int:
        """How many words from the first on are a name; 0 if none is."""
        beginnings = {reading[:size] for reading in words[0].readings for size in self._sizes}
        names = {name for one in beginnings for name in self._known.get(one, ())}
        return max((len(name.words) for name in names if name.begins(words)), default=0)


def _put_bars(text: str, spans: list[tuple[int, int]]) -> str:
    """Put one bar for names that stand beside each other: their number tells something too."""
    joined: list[tuple[int, int]] = []
    for start, last in spans:
        end = last
        while category(text[end : end + 1] or " ")[0] == "M":  # a mark on its last letter tells
            end += 1
        if joined and not unquote(text[joined[-1][1] : start]).strip(" -_\u2010\u2011'’."):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    parts, at = [], 0
    for start, end in joined:
        parts += [text[at:start], BAR]
        at = end
    return "".join([*parts, text[at:]])
