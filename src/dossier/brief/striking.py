"""Striking names from text: every spelling that the case knows, with any ending, becomes a bar."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.case.fold import fold
from dossier.model.records import Actor, Place

BAR = "[withheld]"
_APOSTROPHES = "'’‘ʻʼ`´"
# letters with the marks and joiners that stand on and between them, and apostrophes inside a word
_LETTER = (
    r"(?:[^\W_]|[\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200d])"
)
_WORD = re.compile(rf"{_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*")
_SMOOTH = dict.fromkeys(map(ord, f"{_APOSTROPHES}\u00ad\u200b"))
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]s$", re.IGNORECASE)
_SHORT = 3  # letters; a shorter part of a name is too often another word
_STEM = 5  # letters; from here on a name is known by its beginning, whatever its ending
_PERSONS = frozenset({"", "person"})  # nobody has said that it is a body


@dataclass(frozen=True, slots=True)
class Name:
    """Folded words that are withheld: each by itself if they are of a person's name."""

    words: tuple[str, ...]
    apart: bool
    but: frozenset[str] = frozenset()


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
    return fold(_POSSESSIVE.sub("", word).translate(_SMOOTH)).strip().translate(_SMOOTH)


def _is_form(word: str, name: str) -> bool:
    """Whether a word is a name, or a longer name with an ending."""
    return word == name or (len(name) >= _STEM and word.startswith(name))


class Names:
    """Finds withheld names in text, in any spelling that the case knows and with any ending."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._known: dict[str, set[tuple[str, ...]]] = {}
        self._longest = 1
        for name in names:
            self._know(name.words)
            for word in name.words if name.apart else ():
                if word not in name.but and len(word) >= _SHORT:
                    self._know((word,))

    def _know(self, name: tuple[str, ...]) -> None:
        """Keep a name under the beginning of its first word."""
        self._known.setdefault(name[0][:_STEM], set()).add(name)
        self._longest = max(self._longest, len(name))

    def strike(self, text: str) -> str:
        """Give text with a bar for each name."""
        if not text or not self._may_stand_in(text):
            return text
        found = [(m.start(), m.end(), _smoothed(m.group())) for m in _WORD.finditer(text)]
        spans, at = [], 0
        while at < len(found):
            many = self._matched([word for _, _, word in found[at : at + self._longest]])
            if many:
                spans.append((found[at][0], found[at + many - 1][1]))
            at += many or 1
        return _put_bars(text, spans)

    def _may_stand_in(self, text: str) -> bool:
        """Whether the beginning of a name is anywhere in a text: most texts are done by this."""
        letters = _smoothed(text)
        return any(beginning in letters for beginning in self._known)

    def _matched(self, words: Sequence[str]) -> int:
        """How many words from the first on are a name; 0 if none is."""
        return max(
            (
                len(name)
                for name in self._known.get(words[0][:_STEM], ())
                if len(name) <= len(words) and all(map(_is_form, words, name))
            ),
            default=0,
        )


def _put_bars(text: str, spans: list[tuple[int, int]]) -> str:
    """Put one bar for names that stand beside each other: their number tells something too."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and not text[joined[-1][1] : start].strip(" -\u2010\u2011'’."):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    parts, at = [], 0
    for start, end in joined:
        parts += [text[at:start], BAR]
        at = end
    return "".join([*parts, text[at:]])
