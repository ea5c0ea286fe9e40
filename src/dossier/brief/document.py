"""A brief as a whole: its blocks, its paper, its mark, and what came out when it was printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dossier.brief.blocks import Block, Footnote
from dossier.brief.edition import Imprint
from dossier.brief.fonts import Family


class PageSize(StrEnum):
    """The paper."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Mark:
    """The handling mark in header and footer of every page.

    `colour` and `ground` are "#RRGGBB". With a ground (TLP 2.0: #000000) the mark stands in
    12 points on a box at the right, as FIRST asks; without one in small spaced capitals, centred.
    """

    text: str
    colour: str = "#8B1A1A"
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole brief. `date` (aware) is the only time in the file: nothing reads a clock.

    `page_label` holds the words before the page number and before the number of pages. `duplex`
    leaves more room at the fold of paper printed on both sides; `large` makes everything larger.
    `head` stands at the head of each page, else the title. `inks` are pairs of colours "#RRGGBB":
    what is drawn in the first is printed in the second. `fonts` are font files of a house, which
    take the place of ours. `imprint` is attached and not printed. One that is not `archival` does
    not claim to be PDF/A. Notes with one of the `footnotes` stand at the foot of each page that
    cites them; numbers of other notes lead to their entry.
    """

    title: str
    blocks: tuple[Block, ...]
    date: datetime
    language: str = "en"
    author: str = ""
    subject: str = ""
    reference: str = ""
    footer: str = ""
    head: str = ""
    inks: tuple[tuple[str, str], ...] = ()
    fonts: tuple[tuple[Family, bytes], ...] = ()
    mark: Mark = Mark("")
    paper: PageSize = PageSize.A4
    page_label: tuple[str, str] = ("Page ", " of ")
    duplex: bool = False
    large: bool = False
    imprint: Imprint | None = None
    archival: bool = True
    footnotes: tuple[Footnote, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What came out: pages, characters no font has (drawn as empty boxes), pages citing each note.

    `dead_links` lists targets that do not exist in the document and addresses that were refused,
    `remarks` what the writer of the brief should know.
    """

    pages: int
    missing: Mapping[str, int] = field(default_factory=dict)
    cited: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    dead_links: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
