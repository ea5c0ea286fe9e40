"""What a brief is made from: frozen Evidence and the numbers of its notes."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from dossier.brief.blocks import Block, Ink, NoteRef, Run, Text
from dossier.brief.document import Mark
from dossier.brief.edition import NONE_WITHHELD, PLAIN, Edition, Withheld
from dossier.brief.spec import Spec
from dossier.case.find import Registered
from dossier.model.civil import Civil
from dossier.model.dates import Style
from dossier.model.evidence import Evidence, Passage, Statement, Testimony
from dossier.model.records import Attachment, CaseInfo


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which state of the case this is: printed, so that paper and file can be compared."""

    state: str
    head: str
    at: str

    case: str = ""

@dataclass(frozen=True)
class Notes:
    """Numbers of notes, in order of first citing. A note is one citation."""

    passages: dict[int, Passage] = field(default_factory=dict)
    _numbers: dict[int, str] = field(default_factory=dict)

    def ref(self, passage: Passage) -> NoteRef:
        """Cite a passage: its number, the next free one at first."""
        number = self._numbers.setdefault(passage.citation.id, str(len(self._numbers) + 1))
        self.passages[passage.citation.id] = passage
        return NoteRef(number)

    def refs(self, passages: Iterable[Passage | None]) -> tuple[NoteRef, ...]:
        """Cite passages, each once, in rising order of number."""
        refs = {self.ref(passage) for passage in passages if passage is not None}
        return tuple(sorted(refs, key=lambda ref: int(ref.note)))

    def number(self, citation: int) -> str:
        """Return the number of a citation cited before."""
        return self._numbers[citation]


@dataclass(frozen=True)
class Material:
    """Everything a section may print. Nothing else enters a brief.

    `set_aside` says how many incidents are left out because the analyst put them aside.
    """

    info: CaseInfo
    evidences: tuple[Evidence, ...]
    statements: tuple[Statement, ...]
    stamp: Stamp
    mark: Mark
    spec: Spec
    set_aside: int = 0
    edition: Edition = PLAIN
    withheld: Withheld = NONE_WITHHELD
    register: tuple[Registered, ...] = ()
    files: tuple[Attachment, ...] = ()
    notes: Notes = field(default_factory=Notes)

    @functools.cached_property
    def days(self) -> tuple[Civil, ...]:
        """First and last days of the incidents' dates, as far as they are known."""
        known = (e.incident.date.date for e in self.evidences)
        ends = (day for date in known if date for day in (date.first_day(), date.last_day()))
        return tuple(day for day in ends if day)

    @functools.cached_property
    def short(self) -> Style:
        """How short a date may be: without its year only if all incidents fall into one."""
        return Style.MEDIUM if len({day.year for day in self.days}) > 1 else Style.SHORT

    def lead(self, run: Run, anchor: str, section: str) -> Run:
        """Link a run to a place of `section`, if that section is printed."""
        return replace(run, link=f"#{anchor}") if section in self.spec.names else run

    def cite(self, testimonies: Iterable[Testimony]) -> tuple[NoteRef, ...]:
        """Cite the passages of testimonies."""
        return self.notes.refs(t.passage for t in testimonies)

    def note(self, testimony: Testimony) -> Text:
        """Cite the passage of one testimony, or say that it has none."""
        return self.cite((testimony,)) or (Run("uncited", ink=Ink.MUTED),)


class Section(Protocol):
    """A part of a brief: any order, any subset."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the blocks; none if there is nothing to say."""
        ...
