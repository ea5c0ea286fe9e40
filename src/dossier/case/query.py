"""What people type into a search: words, "phrases", terms such as place:Kunduz, and -exclusions.

Nothing that is typed is an error. A term that is not known is a plain word, and quotation marks
that are not closed end with the text.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Term(StrEnum):
    """What a search can ask for beside words, as it is typed before the colon."""

    SPEAKER = "speaker"
    SOURCE = "source"
    PLACE = "place"
    AFTER = "after"
    BEFORE = "before"
    GRADE = "grade"
    STATUS = "status"
    KIND = "kind"
    IS = "is"


_MINUS, _COLON = "-", ":"
_QUOTES = {'"': '"', "“": "”"}
_TERMS = {term.value: term for term in Term}


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked for: a word, a phrase, or the value of a term. `negated`: it must not be."""

    value: str
    term: Term | None = None
    phrase: bool = False
    negated: bool = False

    def __str__(self) -> str:
        """Write it as it is typed."""
        head = (_MINUS if self.negated else "") + (f"{self.term}{_COLON}" if self.term else "")
        return head + (_quoted(self.value) if self._needs_quotes() else self.value)

    def _needs_quotes(self) -> bool:
        if self.term is None:
            return self.phrase
        return self.value[:1] in _QUOTES or any(map(str.isspace, self.value))


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, in its order. As text it is read back as the same query."""

    parts: tuple[Part, ...] = ()

    def __str__(self) -> str:
        """Write the query as it is typed."""
        return " ".join(map(str, self.parts))

    @property
    def words(self) -> str:
        """The plain words, which must all be there."""
        plain = (p for p in self.parts if p.term is None and not p.phrase and not p.negated)
        return " ".join(part.value for part in plain)

    @property
    def phrases(self) -> tuple[str, ...]:
        """Words that must stand side by side."""
        return tuple(p.value for p in self.parts if p.phrase and not p.negated)

    @property
    def limits(self) -> tuple[Part, ...]:
        """What is left: terms with a value, and what must not be there."""
        return tuple(p for p in self.parts if p.value and (p.term is not None or p.negated))


def parse(text: str) -> Query:
    """Read what was typed, whatever it is."""
    return Query(tuple(part for _, _, part in _parts(text) if part.value or part.term))


def unfinished(text: str) -> tuple[int, Part]:
    """Where the part at the end of the text begins, and what it is; an empty one after a space."""
    for start, end, part in _parts(text):
        if end == len(text):
            return start, part
    return len(text), Part("")


def _parts(text: str) -> Iterator[tuple[int, int, Part]]:
    """Where each part begins and ends, and what it is; of empty marks too."""
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        start = at
        negated = text[at] == _MINUS and bool(text[at + 1 : at + 2].strip())
        at += negated
        term = _term(text, at)
        at += len(term) + 1 if term else 0
        value, quoted, at = _value(text, at)
        yield start, at, Part(value, term, phrase=quoted and term is None, negated=negated)


def _term(text: str, at: int) -> Term | None:
    """Term that is typed there, in any case; None if a plain word is."""
    longest = max(map(len, _TERMS)) + 1
    name, colon, _ = text[at : at + longest].partition(_COLON)
    return _TERMS.get(name.casefold()) if colon else None


def _value(text: str, at: int) -> tuple[str, bool, int]:
    """Value that begins there, whether it stands in quotation marks, and where it ends."""
    close = _QUOTES.get(text[at : at + 1])
    if close:
        end = text.find(close, at + 1)
        return (
            (text[at + 1 : end], True, end + 1) if end >= 0 else (text[at + 1 :], True, len(text))
        )
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    return text[at:end], False, end


def _quoted(value: str) -> str:
    # a value read between marks of one sort holds none that close them
    return f"“{value}”" if '"' in value else f'"{value}"'
