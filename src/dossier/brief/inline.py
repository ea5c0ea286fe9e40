"""Runs, note numbers and ways back as stretches of text in a voice, with links that may be made."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote, urlsplit

from dossier.brief.blocks import CitedOn, Face, Ink, Inline, NoteRef, Run, Text
from dossier.brief.breaking import clean_text
from dossier.brief.lines import Stretch
from dossier.brief.look import Look, choose_note_voice, choose_voice

_LANGUAGE = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SCHEMES = ("http", "https", "mailto")
_SAFE = "!#$%&'()*+,/:;=?@[]~"  # RFC 3986: reserved characters and the percent sign stay


def clean_address(address: str) -> str:
    """Give a web or mail address in ASCII (RFC 3986); empty if it is of another kind or broken."""
    try:
        parts = urlsplit(address)
        if parts.scheme not in _SCHEMES or not address.isprintable() or " " in address:
            return ""
        return quote(address, safe=_SAFE)
    except (ValueError, UnicodeEncodeError):
        return ""


def clean_language(tag: str) -> str:
    """Give a language tag that is well formed (RFC 5646, 2.1); empty if it is not."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else ""


def name_note(note: str) -> str:
    """Give the name of the register's entry for `note`, as a target."""
    return f"note-{note}"


def name_foot(note: str, page: int) -> str:
    """Give the name of the footnote for what `page` cites of `note`, as a target."""
    return f"foot-{note}-{page}"


def name_heading(number: int) -> str:
    """Give the name of a heading by its number in the outline, as a target."""
    return f"heading-{number}"


def name_line(number: int) -> str:
    """Give the name of the line of the contents that leads to a heading, as a target."""
    return f"contents-{number}"


def link_text(text: Text, link: str) -> Text:
    """Give `text` with a link on all runs that have none."""
    return tuple(
        replace(inline, link=inline.link or link) if isinstance(inline, Run) else inline
        for inline in text
    )


def name_citation(note: str, page: int) -> str:
    """Give the name of the first place on `page` that cites `note`, as a target."""
    return f"cited-{note}-{page}"


@dataclass(slots=True)
class Ledger:
    """Which pages cite which note, as far as is known, and what has been said about it.

    `known` is the whole truth from an earlier setting; without it, what this one has met so far:
    what stands on pages, and what is set and waits for the page `here`.
    """

    here: int = 1
    known: Mapping[str, tuple[int, ...]] | None = None
    cited: dict[str, list[int]] = field(default_factory=dict)
    waiting: Counter[str] = field(default_factory=Counter)
    told: dict[str, tuple[int, ...]] = field(default_factory=dict)
    refused: dict[str, None] = field(default_factory=dict)

    def expect(self, note: str) -> None:
        """Remember that `note` was set in a text that is not yet on a page."""
        self.waiting[note] += 1

    def record(self, note: str, page: int) -> None:
        """Remember that `page` cites `note`."""
        self.waiting[note] -= 1
        pages = self.cited.setdefault(note, [])
        if page not in pages:
            pages.append(page)

    def tell(self, note: str) -> tuple[int, ...]:
        """Give the pages that cite `note`, and remember having said so."""
        if self.known is not None:
            pages = self.known.get(note, ())
        else:
            waits = (self.here,) if self.waiting[note] > 0 else ()
            pages = tuple(dict.fromkeys((*self.cited.get(note, ()), *waits)))
        self.told[note] = pages
        return pages

    @property
    def settled(self) -> bool:
        """Whether all that was said is still true."""
        return all(pages == tuple(self.cited.get(note, ())) for note, pages in self.told.items())


def read_text(text: Text, look: Look, ledger: Ledger, lang: str = "") -> list[Stretch]:
    """Give `text` as stretches set in `look`.

    Note numbers are raised, except in a text that has nothing else, such as a cell of a table.
    """
    if len(text) == 1 and isinstance(text[0], Run):
        return [_read_run(text[0], look, ledger, lang)]
    alone = {type(inline) for inline in text} == {NoteRef}
    voice = choose_voice(look, Face.PLAIN, Ink.ACCENT) if alone else choose_note_voice(look)
    stretches: list[Stretch] = []
    before: Inline | None = None
    for inline in text:
        if isinstance(inline, NoteRef):
            if isinstance(before, NoteRef):
                stretches.append(Stretch(", " if alone else "\u00a0", voice))
            link = "#" + name_note(inline.note)
            stretches.append(Stretch(inline.note, voice, link=link, note=inline.note))
        elif isinstance(inline, Run):
            stretches.append(_read_run(inline, look, ledger, lang))
        else:
            stretches += _read_way_back(inline, look, ledger)
        before = inline
    return stretches


def spell_text(text: Text) -> str:
    """Give the words of `text` without notes, on one line, for the outline."""
    words = "".join(run.text for run in text if isinstance(run, Run))
    return " ".join(clean_text(words).split())


def _read_run(run: Run, look: Look, ledger: Ledger, lang: str) -> Stretch:
    text = run.text.upper() if look.capitals else run.text
    if not (run.link or run.anchor or run.lang):
        return Stretch(text, choose_voice(look, run.face, run.ink), lang)
    link = run.link
    if link and not link.startswith("#"):
        link = clean_address(link)
        if not link:
            ledger.refused[run.link] = None
    voice = choose_voice(look, run.face, run.ink, linked=bool(link) and link[0] != "#")
    foreign = clean_language(run.lang) if run.lang != lang else ""
    return Stretch(text, voice, run.lang or lang, link, anchor=run.anchor, foreign=foreign)


def _read_way_back(way: CitedOn, look: Look, ledger: Ledger) -> list[Stretch]:
    pages = ledger.tell(way.note)
    voice = choose_voice(look, Face.PLAIN, Ink.ACCENT)
    if not pages:
        return [Stretch(way.never, choose_voice(look, Face.PLAIN, Ink.STYLE))]
    stretches = [Stretch(way.many if len(pages) > 1 else way.one, voice)]
    for index, page in enumerate(pages):
        if index:
            stretches.append(Stretch(", ", voice))
        link = "#" + name_citation(way.note, page)
        stretches.append(Stretch(str(page), voice, link=link))
    return stretches
