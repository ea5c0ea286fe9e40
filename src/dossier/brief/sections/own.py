"""The analyst's own words: bottom line, situation, assessment, outlook, text between sections."""

from dataclasses import dataclass
from typing import ClassVar

from dossier.brief.blocks import Block, Heading, Style
from dossier.brief.citing import paragraphs, review, said, sentences
from dossier.brief.material import Material
from dossier.brief.options import line, prose, tick
from dossier.brief.wording import plain

_HINT = "A reference such as [INC-0002], [Q-0001] or [S-0001] becomes a note."
_SOURCED = "Names those sentences that lead to no source."
_BOTTOM_LINES = 3


@dataclass(frozen=True, slots=True)
class OwnSection:
    """Own words under a heading. Every sentence of a brief leads to a source, or that is told."""

    heading: str = line("Heading")
    text: str = prose("Text", hint=_HINT)
    sourced: bool = tick("Each sentence leads to a source", default=True, hint=_SOURCED)

    style: ClassVar[Style] = Style.BODY
    name: ClassVar[str] = "Own text"

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the text; nothing if there is none."""
        if not self.text.strip():
            return ()
        where = self.heading or self.name
        review(material, where, self.text, sourced=self.sourced)
        body = tuple(said(material, self.text, self.style))
        heading = (Heading(1, plain(self.heading)),) if self.heading and body else ()
        return (*heading, *body)


@dataclass(frozen=True, slots=True)
class BottomLineSection(OwnSection):
    """The answer in three sentences at most."""

    heading: str = line("Heading", "Bottom line")

    style: ClassVar[Style] = Style.LEAD
    name: ClassVar[str] = "Bottom line"

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the answer, and report one that is too long."""
        count = sum(len(sentences(item)) for part in paragraphs(self.text) for item in part)
        if count > _BOTTOM_LINES:
            material.remark(f"{self.name}: {count} sentences; three are the most.")
        return OwnSection.blocks(self, material)


@dataclass(frozen=True, slots=True)
class SituationSection(OwnSection):
    """What happened, in order of weight."""

    heading: str = line("Heading", "Situation")

    name: ClassVar[str] = "Situation"


@dataclass(frozen=True, slots=True)
class AssessmentSection(OwnSection):
    """What it means."""

    heading: str = line("Heading", "Assessment")

    name: ClassVar[str] = "Assessment"
