"""Annexes for who checks: statements in the language they were made in, files and their hashes."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.brief.blocks import (
    Align,
    Block,
    Column,
    Entry,
    Heading,
    Paragraph,
    Quote,
    Run,
    Style,
    Table,
    Text,
)
from dossier.brief.material import Material
from dossier.brief.options import line
from dossier.brief.wording import margin, muted, plain
from dossier.model.evidence import Statement
from dossier.model.records import Attachment, CustodyEvent
from dossier.model.terms import MadeBy, vocabulary

_EVENTS = (Column(1.2), Column(1.0), Column(1.0), Column(2.4))
_FILES = (Column(2.2), Column(1.4), Column(1.0, Align.RIGHT, figures=True), Column(1.6))


@dataclass(frozen=True, slots=True)
class OriginalsSection:
    """Each statement whose original words are held beside what is printed."""

    heading: str = line("Heading", "Quotations in the original")

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the original words with their translation; nothing if there are none."""
        held = [s for s in material.statements if s.quote.original]
        if not held:
            return ()
        heading = Heading(1, plain(self.heading), "originals")
        return (heading, *(_original(material, statement) for statement in held))


def _original(material: Material, statement: Statement) -> Entry:
    quote = statement.quote
    language = vocabulary("language").label(quote.language) if quote.language else ""
    words = Run(quote.original, lang=quote.language)
    if quote.id in material.unfound:  # nobody can look them up: no quotation, and no note
        original: Block = Paragraph((muted("Original as entered: "), words))
    else:
        original = Quote((words, material.notes.ref(statement.passage)), quote.language)
    by = f" by {quote.translator}" if quote.translator else ""
    printed = Paragraph(plain(f"Printed{by}: {quote.translation or quote.text}"), Style.CAPTION)
    who = margin(statement.who or "Speaker not named", language, quote.reference)
    return Entry(who, (original, printed))


@dataclass(frozen=True, slots=True)
class CustodySection:
    """Each stored text and file with its hash, and how it came into the case."""

    heading: str = line("Heading", "Custody")

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give texts and files by source; nothing if nothing is cited."""
        if not material.cited:
            return ()
        words = (
            "Texts and files are stored once and never edited. A hash (SHA-256) computed from a "
            "copy shows whether it is the same, byte for byte."
        )
        return (
            Heading(1, plain(self.heading), "custody"),
            Paragraph(plain(words)),
            *_texts(material),
            *_files(material),
            *_events(material),
        )


def _texts(material: Material) -> Iterator[Block]:
    held = {p.text.sha256: p for p in material.cited}
    for digest, passage in sorted(held.items(), key=lambda one: (one[1].source.reference, one[0])):
        text, source = passage.text, passage.source
        made = vocabulary("made_by").label(text.made_by) if text.made_by else ""
        tool = f" by {text.tool}" if text.tool and text.made_by != MadeBy.PASTED else ""
        accessed = source.accessed.words()
        body = (
            Paragraph(plain(source.title), Style.SOURCE),
            Paragraph(plain(f"SHA-256 {digest}"), Style.MONO),
        )
        side = margin(source.reference, f"{made}{tool}", accessed and f"accessed {accessed}")
        yield Entry(side, body)


def _files(material: Material) -> Iterator[Block]:
    if not material.files:
        return
    head = tuple(plain(word) for word in ("File", "Kind", "Bytes", "Captured"))
    rows = tuple(_file(one) for one in material.files)
    yield Heading(2, plain("Files"))
    yield Table(_FILES, head, rows, wide=True)


def _file(held: Attachment) -> tuple[Text, ...]:
    how = (held.captured_at[:10], held.captured_by, held.captured_how)
    captured = ", ".join(part for part in how if part)
    size = "" if held.size is None else f"{held.size:,}"
    return (
        plain(f"{held.file_name}\n{held.sha256}"),
        plain(held.media_type),
        plain(size),
        plain(captured),
    )


def _events(material: Material) -> Iterator[Block]:
    """Give the chain of custody of each file that has one: when, what, by whom, and notes."""
    head = tuple(plain(word) for word in ("When", "What was done", "By whom", "Note"))
    for file in material.files:
        rows = tuple(_event(one) for one in material.custody if one.attachment == file.id)
        if rows:
            yield Heading(2, plain(f"Chain of custody of {file.file_name}"))
            yield Table(_EVENTS, head, rows, wide=True)


def _event(held: CustodyEvent) -> tuple[Text, ...]:
    action = vocabulary("custody_action").label(held.action) if held.action else ""
    hashes = (("before", held.hash_before), ("after", held.hash_after))
    lines = (held.note, *(f"SHA-256 {when} {digest}" for when, digest in hashes if digest))
    return (
        plain(held.date.words() or "No date"),
        plain(action),
        plain(held.by),
        plain("\n".join(filter(None, lines))),
    )
