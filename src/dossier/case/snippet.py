"""The part of a text where asked words stand, as it was written, with their places."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from dossier.case.fold import words
from dossier.case.match import Asked

LENGTH = 160
_LEAD = 40
_SHORT = 1000

# A word as written: letters and digits, and inside them marks, joiners, tatweel and apostrophes
_WORD = re.compile(
    r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640"
    r"\u00ad\u200b-\u200f\u2060'`´ʻʼʽ‘’‛′])*"
)
_LINE = re.compile(r"[^\n]+")
_SPACE = re.compile(r"\s")
_words = functools.lru_cache(maxsize=1 << 14)(words)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some words of a text on one line; `spans` are code points in `text`, end exclusive."""

    text: str
    spans: tuple[tuple[int, int], ...]


@functools.lru_cache(maxsize=1 << 12)
def folded(text: str) -> str:
    """Folded words of a text with spaces between; what was met a letter ago costs nothing."""
    return " ".join([word for found in _WORD.findall(text) for word in _words(found)])


def snippet(text: str, question: Asked) -> Snippet:
    """Cut a text round the first word that answers the question; its start if none does."""
    first = _first(text, question)
    start = _start(text, first) if first is not None else 0
    end = _end(text, start)
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    shown = _one_line(text[start:end])
    shift = len(head)
    spans = tuple((a + shift, b + shift) for a, b in _places(shown, question))
    return Snippet(f"{head}{shown}{tail}", spans)


def _first(text: str, question: Asked) -> int | None:
    """Where the first answering word begins.

    Of long texts, and where nothing is asked for by its sound, only lines that hold one are read.
    """
    every = len(text) <= _SHORT and bool(question.heard)
    for line in _LINE.finditer(text):
        held = "" if every else folded(line[0])
        if every or any(word in held for word in question.spelt):
            place = next(_places(line[0], question), None)
            if place:
                return line.start() + place[0]
    return None


def _one_line(text: str) -> str:
    """Line breaks and tabs as spaces, code point for code point, so that places stay."""
    return _SPACE.sub(" ", text)


def _places(text: str, question: Asked) -> Iterator[tuple[int, int]]:
    for found in _WORD.finditer(text):
        if any(map(question.meets, _words(found[0]))):
            yield found.start(), found.end()


def _start(text: str, at: int) -> int:
    """Some words before `at`, from the start of a word or line."""
    from_ = max(0, at - _LEAD)
    line = text.rfind("\n", from_, at)
    if line >= 0:
        return line + 1
    if from_ == 0:
        return 0
    space = text.find(" ", from_, at)
    return space + 1 if space >= 0 else at


def _end(text: str, start: int) -> int:
    end = min(len(text), start + LENGTH)
    if end == len(text):
        return end
    space = text.rfind(" ", start + LENGTH // 2, end)
    return space if space > 0 else end
