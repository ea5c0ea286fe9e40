"""Whether all that a brief was made from stands in the text that a reader takes out of it."""

import re
from collections.abc import Iterable, Iterator

from bidi import get_display

from dossier.brief.material import Material
from dossier.brief.wording import quoted

# what readers do not tell alike: spaces, hyphens, brackets, marks of direction and quotation
_UNTOLD = re.compile("[\\s()“”‘’«»\u00ad\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffe\u0002-]+")
_ASIDE = re.compile("cited on pp?\\.[\\d,\\s]+")  # in the margin: told amid the words
_ARABIC = re.compile("[\u0600-\u06ff]")


def core(words: str) -> str:
    """Give the letters, figures and signs of words that every reader finds."""
    return _UNTOLD.sub("", words)


def turned(text: str) -> str:
    """Give lines as they are read that a reader found as they stand (UAX #9)."""
    lines = (
        str(get_display(line, base_dir="R")) if _ARABIC.search(line) else line
        for line in text.splitlines()
    )
    return "\n".join(lines)


def expected(material: Material) -> Iterator[tuple[str, str]]:
    """Give the name and the words of every incident, note and quote, as they are printed."""
    for evidence in material.evidences:
        yield evidence.incident.reference, evidence.incident.reference
        yield evidence.incident.reference, evidence.incident.title
    for identifier, passage in material.notes.passages.items():
        number = material.notes.number(identifier)
        yield f"note {number}", quoted(passage.citation.exact)
    for statement in material.statements:
        yield statement.quote.reference, statement.quote.text


def torn(told: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give leftward words in pieces without figures: some readers put the pieces in another order.

    They take a line for a rightward one if it has a number that reads rightward.
    """
    for name, words in told:
        pieces = re.split("[^\u0600-\u06ff]+", core(words)) if _ARABIC.search(words) else [words]
        yield from ((name, piece) for piece in pieces)


def find_missing(told: Iterable[tuple[str, str]], text: str) -> list[str]:
    """Give the names of what is not in `text`. Each is looked for behind the last, then at all."""
    held, missing, at = core(_ASIDE.sub("", text)), list[str](), 0
    for name, words in told:
        wanted = core(words)
        found = held.find(wanted, at)
        found = found if found >= 0 else held.find(wanted)
        if found < 0:
            missing.append(name)
        at = max(found, 0)
    return missing
