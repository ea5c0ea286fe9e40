"""Striking names from text: every spelling that the case knows, in its forms, becomes a bar."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dossier.brief.inflection import LONG, SHORT, is_form, readings, stems
from dossier.case.fold import fold
from dossier.model.records import Actor, Place

BAR = "[withheld]"
_APOSTROPHES = "'’‘ʻʼ`´"
_LETTER = r"(?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed])"
# signs that nobody sees: they join or divide letters, turn them, or are left of a page
_INSIDE = "\u00ad\u034f\u061c\u200d-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufffe\u0002"
_DIVIDING = "\u200b\u200c"
_SEAM = r"[-\u2010\u2011\u00ad\ufffe\u0002][ \t]*\r?\n[ \t]*"  # of a word divided at a line's end
_WORD = re.compile(
    rf"{_LETTER}+(?:(?:{_SEAM}|[{_INSIDE}{_DIVIDING}]+|[{_APOSTROPHES}]){_LETTER}+)*"
)
_PIECE = re.compile(rf"{_LETTER}+(?:[{_INSIDE}]+{_LETTER}+)*")
_DIVIDED = re.compile(rf"{_SEAM}|[{_DIVIDING}{_APOSTROPHES}]")
_UNSEEN = re.compile(rf"{_SEAM}|[{_INSIDE}{_DIVIDING}{_APOSTROPHES}]")
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


class Names:
    """Finds withheld names in text, in any spelling that the case knows and in any known form.

    It rather finds too much than too little: a form that two names share is struck.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._known: dict[str, set[Name]] = {}
        self._longest = 1
        for name in names:
            self._know(name)
            parts = [word for word in name.words if name.apart and len(word) >= SHORT]
            whole = "".join(name.words)  # as who leaves the space out
            for word in (*parts, *([whole] if len(whole) >= LONG else [])):
                if word not in name.but:
                    self._know(Name((word,), apart=False, but=name.but))
        self._sizes = sorted({len(beginning) for beginning in self._known})

    def _know(self, name: Name) -> None:
        """Keep a name under the beginnings of its first word."""
        for stem, _ in stems(name.words[0]):
            self._known.setdefault(stem[:LONG], set()).add(name)
        self._longest = max(self._longest, len(name.words))

    def strike(self, text: str) -> str:
        """Give text with a bar for each name."""
        if not text or not self._may_stand_in(text):
            return text
        spans = list(self._find(_WORD, text))
        if _DIVIDED.search(text):  # what looks like one word may be two
            spans += self._find(_PIECE, text)
        return _put_bars(text, sorted(spans))

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
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" -\u2010\u2011'’."):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    parts, at = [], 0
    for start, end in joined:
        parts += [text[at:start], BAR]
        at = end
    return "".join([*parts, text[at:]])
