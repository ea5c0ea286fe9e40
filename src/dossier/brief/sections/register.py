"""The register: every source with its notes; a note gives the exact words and how they came."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.brief.blocks import Block, CitedOn, Entry, Heading, Ink, Paragraph, Run, Style
from dossier.brief.material import Material
from dossier.brief.wording import margin, plain, quoted, strong
from dossier.model.direction import isolated
from dossier.model.evidence import Passage, printed_name
from dossier.model.terms import LocatorKind, vocabulary


@dataclass(frozen=True, slots=True)
class RegisterSection:
    """Sources by reference, their notes in order of number."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the register of all that was cited before: it comes after all citing sections."""
        by_source: dict[int, list[Passage]] = {}
        for passage in material.notes.passages.values():
            by_source.setdefault(passage.source.id, []).append(passage)
        if not by_source:
            return ()
        groups = sorted(by_source.values(), key=lambda group: group[0].source.reference)
        entries = (entry for group in groups for entry in _source(material, group))
        return (Heading(1, plain("Sources"), "sources"), *entries)


def _source(material: Material, passages: list[Passage]) -> Iterator[Block]:
    first = passages[0]
    yield Entry(_margin(first), tuple(_about(first, passages)))
    for passage in passages:
        yield _note(material, passage)


def _margin(passage: Passage) -> tuple[Paragraph, ...]:
    source = passage.source
    accessed = source.accessed.words()
    access = vocabulary("access").label(source.access).lower() if source.access else ""
    return margin(
        source.reference,
        f"Grade {passage.reliability}" if passage.reliability else "Not graded",
        f"accessed {accessed}" if accessed else "",
        f"access {access}" if access else "",
        source.handling,
    )


def _about(passage: Passage, passages: list[Passage]) -> Iterator[Block]:
    source = passage.source
    kind = vocabulary("source_type").label(source.kind) if source.kind else ""
    publisher = printed_name(passage.publisher) if passage.publisher else ""
    language = vocabulary("language").label(source.language) if source.language else ""
    facts = (kind, isolated(source.author), isolated(publisher), source.published.words(), language)
    about = ", ".join(fact for fact in facts if fact)
    runs = [strong(isolated(source.title)), Run(f". {about}." if about else ".")]
    runs += [Run(f" {url}", link=url) for url in (source.url, source.archive_url) if url]
    yield Paragraph(tuple(runs), Style.SOURCE)
    if source.descriptor:
        yield Paragraph(plain(source.descriptor), Style.CAPTION)
    for digest in sorted({p.text.sha256 for p in passages}):
        yield Paragraph(plain(f"SHA-256 {digest}"), Style.MONO)


def _note(material: Material, passage: Passage) -> Entry:
    number = material.notes.number(passage.citation.id)
    back = Paragraph((CitedOn(number),), Style.MARGIN)
    where = f" {_locator(passage)}." if _locator(passage) else ""
    words = Paragraph(
        (
            Run(quoted(passage.citation.exact), lang=passage.text.language),
            Run(where, ink=Ink.MUTED),
        ),
        Style.SOURCE,
    )
    chain = Paragraph(plain(f"{passage.chain_words()}."), Style.CAPTION)
    return Entry((back,), (words, chain), note=number, rule=False)


def _locator(passage: Passage) -> str:
    citation = passage.citation
    if citation.locator_kind == LocatorKind.PARAGRAPH:
        return f"¶\u00a0{citation.locator}"
    label = vocabulary("locator_kind").label(citation.locator_kind) if citation.locator_kind else ""
    return f"{label} {citation.locator}".strip()
