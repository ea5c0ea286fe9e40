"""What a brief is made from: frozen Evidence and the numbers of its notes."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Protocol

from dossier.brief.blocks import Block, Ink, NoteRef, Run, Text
from dossier.brief.document import Mark
from dossier.brief.edition import NONE_WITHHELD, PLAIN, Edition, Since, Withheld
from dossier.brief.fonts import Family
from dossier.brief.spec import Spec
from dossier.case.find import Registered
from dossier.model.civil import Civil
from dossier.model.dates import Style
from dossier.model.evidence import Evidence, Passage, Statement, Testimony
from dossier.model.judged import Judged, Matrix
from dossier.model.records import Attachment, CaseInfo, CustodyEvent


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
    _numbers: dict[int, int] = field(default_factory=dict)

    def ref(self, passage: Passage) -> NoteRef:
        """Cite a passage: its number, the next free one at first."""
        return NoteRef(str(self._cite(passage)))

    def refs(self, passages: Iterable[Passage | None]) -> tuple[NoteRef, ...]:
        """Cite passages, each once, in rising order of number."""
        numbers = {self._cite(passage) for passage in passages if passage is not None}
        return tuple([NoteRef(str(number)) for number in sorted(numbers)])

    def _cite(self, passage: Passage) -> int:
        cited = passage.citation.id
        self.passages.setdefault(cited, passage)
        return self._numbers.setdefault(cited, len(self._numbers) + 1)

    def number(self, citation: int) -> str:
        """Return the number of a citation cited before."""
        return str(self._numbers[citation])


NO_MATRIX = Matrix()


@dataclass(frozen=True)
class Material:
    """Everything a section may print. Nothing else enters a brief.

    `set_aside` says how many incidents are left out because the analyst put them aside,
    `rows_barred` how many rows of the matrix, because what they rest on may not be printed;
    `unfound` holds the ids of quotes whose original words are in no text they are cited from,
    `nameless` those of claims that share a word with who must not be named.
    `register` and `files` hold sources and files beyond what is cited, where a section asks for
    them; `logo` and `fonts` the files of the house.
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
    since: Since | None = None
    judged: tuple[Judged, ...] = ()
    matrix: Matrix = NO_MATRIX
    rows_barred: int = 0
    unfound: frozenset[int] = frozenset()
    nameless: frozenset[int] = frozenset()
    register: tuple[Registered, ...] = ()
    files: tuple[Attachment, ...] = ()
    custody: tuple[CustodyEvent, ...] = ()
    logo: bytes = b""
    fonts: tuple[tuple[Family, bytes], ...] = ()
    notes: Notes = field(default_factory=Notes)
    remarks: dict[str, None] = field(default_factory=dict)

    @functools.cached_property
    def _held(self) -> dict[str, tuple[Passage, ...]]:
        """The passages that a reference stands for: those of an incident, that of a quote."""
        held: dict[str, tuple[Passage, ...]] = {}
        held |= {s.quote.reference: (s.passage,) for s in self.statements}
        for evidence in self.evidences:
            told = tuple(t.passage for t in evidence.standing if t.passage)
            held[evidence.incident.reference] = told
        return held

    @functools.cached_property
    def cited(self) -> tuple[Passage, ...]:
        """All passages of incidents and statements, each once."""
        found = [t.passage for e in self.evidences for t in e.standing if t.passage]
        found += [statement.passage for statement in self.statements]
        return tuple({passage.citation.id: passage for passage in found}.values())

    @functools.cached_property
    def sources(self) -> frozenset[str]:
        """The references of the sources in this brief."""
        cited = {passage.source.reference for passage in self.cited}
        return frozenset(cited | {held.source.reference for held in self.register})

    def passages(self, reference: str) -> tuple[Passage, ...]:
        """Give what an incident or a quote of this brief rests on."""
        return self._held.get(reference, ())

    @functools.cached_property
    def _by_citation(self) -> dict[int, Passage]:
        return {passage.citation.id: passage for passage in self.cited}

    def printed(self, passages: Iterable[Passage]) -> tuple[Passage, ...]:
        """Give passages as this brief may print them; those it does not hold are left out."""
        ids = (passage.citation.id for passage in passages)
        return tuple(self._by_citation[id_] for id_ in ids if id_ in self._by_citation)

    def grounds(self, held: Judged) -> tuple[Passage, ...]:
        """Give what a judgement rests on, as far as this brief holds it."""
        return self.printed(held.passages)

    def holds(self, reference: str) -> bool:
        """Whether a reference leads to a source in this brief."""
        return bool(self.passages(reference)) or reference in self.sources

    def remark(self, words: str) -> None:
        """Report something that its writer should know, and no reader."""
        self.remarks[words] = None

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
