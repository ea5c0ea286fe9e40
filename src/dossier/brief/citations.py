"""The citation of a passage in words: its source in full or in short, and where it stands there.

A source is cited in full once and in short from then on, by name and place rather than by "ibid."
or "see note 3" alone: so a reader need not turn pages (The Chicago Manual of Style, 17th edition,
14.29 to 14.36).
"""

from collections.abc import Iterator

from dossier.brief.blocks import Ink, Run, Text
from dossier.brief.wording import quoted, strong
from dossier.model.direction import isolated
from dossier.model.evidence import Passage, printed_name
from dossier.model.records import Actor, Source
from dossier.model.terms import LocatorKind, vocabulary

_TITLE = 64  # characters of a title by which a source is known again
_WORDS = 40  # characters by which a place in a text is found


def described(source: Source, publisher: Actor | None) -> Text:
    """Give title, what it is, and where it can be read."""
    kind = vocabulary("source_type").label(source.kind) if source.kind else ""
    body = printed_name(publisher) if publisher else ""
    language = vocabulary("language").label(source.language) if source.language else ""
    facts = (kind, isolated(source.author), isolated(body), source.published.words(), language)
    about = ", ".join(fact for fact in facts if fact)
    said = Run(f". {about}." if about else ".")
    return (strong(isolated(source.title)), said, *_addresses(source))


def _addresses(source: Source) -> Iterator[Run]:
    for url in (source.url, source.archive_url):
        if url:
            yield Run(f" {url}", link=url)


def in_short(passage: Passage) -> str:
    """Give who, what and when: "Eurasianet, “Soldiers cross the Panj”, 22 June 2021"."""
    source = passage.source
    said = (_by_whom(passage), _titled(source, _TITLE), source.published.words())
    return ", ".join(filter(None, said))


def by_name(passage: Passage) -> str:
    """Give who, or what by a few words where nobody is named: "Eurasianet"."""
    return _by_whom(passage) or _titled(passage.source, _WORDS)


def _by_whom(passage: Passage) -> str:
    """Give the author, or else the publisher; "" if neither is known."""
    publisher = passage.publisher
    return isolated(passage.source.author or (printed_name(publisher) if publisher else ""))


def _titled(source: Source, most: int) -> str:
    return quoted(isolated(_cut(source.title, most))) if source.title else ""


def locator(passage: Passage) -> str:
    """Give the page, paragraph or time that a citation names; "" if it names none."""
    citation = passage.citation
    if citation.locator_kind == LocatorKind.PARAGRAPH:
        return f"¶\u00a0{citation.locator}"
    label = vocabulary("locator_kind").label(citation.locator_kind) if citation.locator_kind else ""
    return f"{label} {citation.locator}".strip()


def at_words(passage: Passage) -> Text:
    """Give the beginning of the exact words, by which they are found in their place."""
    words = _cut(" ".join(passage.citation.exact.split()), _WORDS)
    if not words:
        return ()
    return (Run(", at ", ink=Ink.MUTED), Run(quoted(isolated(words)), lang=passage.text.language))


def _cut(text: str, most: int) -> str:
    """Cut off after a whole word."""
    if len(text) <= most:
        return text
    head = text[: most + 1]
    return (head.rpartition(" ")[0] or head[:most]).rstrip(" ,;:.") + "…"
