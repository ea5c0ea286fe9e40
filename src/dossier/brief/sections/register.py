"""The register: every source with its notes; a note gives the exact words and how they came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dossier.brief.blocks import Block, CitedOn, Entry, Heading, Ink, Paragraph, Run, Style
from dossier.brief.citations import described, locator
from dossier.brief.citing import passage_anchor, source_anchor
from dossier.brief.material import Material
from dossier.brief.options import line, tick
from dossier.brief.spec import NotePlace
from dossier.brief.wording import margin, plain, quoted
from dossier.case.find import Registered
from dossier.model.evidence import Passage
from dossier.model.records import Actor, Source
from dossier.model.terms import vocabulary


@dataclass(frozen=True, slots=True)
class RegisterSection:
    """Sources by reference, their notes in order of number."""

    heading: str = line("Heading", "Sources")
    words: bool = tick("The words of each note", default=True)
    chains: bool = tick("How each reached us", default=True)
    hashes: bool = tick("Hashes of the stored texts", default=True)
    uncited: bool = tick("Sources not cited too", default=False, hint="As background, at the end.")

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the register of all that was cited before: it comes after all citing sections."""
        by_source: dict[int, list[Passage]] = {}
        for passage in material.notes.passages.values():
            by_source.setdefault(passage.source.id, []).append(passage)
        groups = sorted(by_source.values(), key=lambda group: group[0].source.reference)
        entries = [entry for group in groups for entry in self._source(material, group)]
        others = [held for held in material.register if held.source.id not in by_source]
        if self.uncited and others:
            entries.append(Heading(2, plain("Background, not cited")))
        entries += [self._registered(held) for held in others]
        return (Heading(1, plain(self.heading), "sources"), *entries) if entries else ()

    def _registered(self, held: Registered) -> Entry:
        """Give a source that no note leads to."""
        source, digests = held.source, [text.sha256 for text in held.texts]
        about = tuple(self._about(source, held.publisher, digests))
        grade = held.reliability or ""
        return Entry(_margin(source, grade), about, anchor=source_anchor(source.reference))

    def _source(self, material: Material, passages: list[Passage]) -> Iterator[Block]:
        first, source = passages[0], passages[0].source
        digests = sorted({p.text.sha256 for p in passages})
        about = tuple(self._about(source, first.publisher, digests))
        margin = _margin(source, first.reliability or "")
        yield Entry(margin, about, anchor=source_anchor(source.reference))
        for passage in passages:
            yield self._note(material, passage)

    def _about(
        self, source: Source, publisher: Actor | None, digests: Sequence[str]
    ) -> Iterator[Block]:
        yield Paragraph(described(source, publisher), Style.SOURCE)
        if source.descriptor:
            yield Paragraph(plain(source.descriptor), Style.CAPTION)
        for digest in digests if self.hashes else ():
            yield Paragraph(plain(f"SHA-256 {digest}"), Style.MONO)

    def _note(self, material: Material, passage: Passage) -> Entry:
        number = material.notes.number(passage.citation.id)
        back = Paragraph((CitedOn(number),), Style.MARGIN)
        where = locator(passage)
        words = passage.citation.exact if self.words else ""  # none where they must not be quoted
        exact = Run(quoted(words), lang=passage.text.language)
        place = Run(f" {where}." if words else f"{where}.", ink=Ink.MUTED)
        shown = ((exact,) if words else ()) + ((place,) if where else ())
        body = [Paragraph(shown, Style.SOURCE)] if shown else []
        if self.chains or not shown:
            body.append(Paragraph(plain(f"{passage.chain_words()}."), Style.CAPTION))
        # a list of notes leads on to here; else the number itself is the name of the place
        anchor = passage_anchor(number) if material.spec.notes is NotePlace.END else ""
        return Entry((back,), tuple(body), note=number, anchor=anchor, rule=False)


def _margin(source: Source, grade: str) -> tuple[Paragraph, ...]:
    accessed = source.accessed.words()
    access = vocabulary("access").label(source.access).lower() if source.access else ""
    return margin(
        source.reference,
        f"Grade {grade}" if grade else "Not graded",
        f"accessed {accessed}" if accessed else "",
        f"access {access}" if access else "",
        source.handling,
    )
