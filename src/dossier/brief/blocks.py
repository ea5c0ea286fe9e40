"""The parts of a printed brief as plain data: what is said, never how a file format writes it.

Text is held in runs (text + face + link); there are no markup strings, so user text can never be
mistaken for an instruction. Every block is frozen and holds tuples only. Lengths are in points.
"""

from dataclasses import dataclass
from enum import StrEnum

from dossier.brief.charts import Diagram, Intervals, Map, Multiples, Picture, Timeline


class Face(StrEnum):
    """How a run stands out from the paragraph around it."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    MONO = "mono"


class Ink(StrEnum):
    """The colour of a run by its meaning. `STYLE` keeps the colour of the paragraph."""

    STYLE = "style"
    TEXT = "text"
    MUTED = "muted"
    ACCENT = "accent"


class Style(StrEnum):
    """The role of a paragraph; the engine owns family, size, leading and colour of each."""

    BODY = "body"  # serif, the main text
    LEAD = "lead"  # serif italic, larger: the standfirst or the bottom line
    QUOTE = "quote"  # serif italic: exact words
    SOURCE = "source"  # serif, a little smaller: an entry of the register
    TEXT = "text"  # sans, small: tables, panels, columns
    STRONG = "strong"  # sans semibold, small: first line of a margin or a panel
    MARGIN = "margin"  # sans, small, grey: margin column
    CAPTION = "caption"  # sans, small, grey: below a figure or a table
    LABEL = "label"  # sans semibold capitals, spaced: "HOW IT REACHED US"
    MONO = "mono"  # fixed width, small, grey: hashes and ids


class Align(StrEnum):
    """Where the lines of a text stand. `START` follows the direction of the text in it.

    `JUSTIFIED` does too, and fills all lines but the last by wider spaces, as far as looks well.
    """

    START = "start"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFIED = "justified"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that looks and links the same.

    `link` is an http, https or mailto address, or "#anchor" for a place in this document; any other
    address prints as text without a link. `anchor` makes the run a target. `lang` is a BCP 47 tag.
    """

    text: str
    face: Face = Face.PLAIN
    ink: Ink = Ink.STYLE
    link: str = ""
    anchor: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A raised note number, linked to the `Entry` whose `note` is the same."""

    note: str


@dataclass(frozen=True, slots=True)
class CitedOn:
    """The way back from the register: "cited on pp. 2, 5", each page linked to the citing line.

    `never` stands there when no page cites the note.
    """

    note: str
    one: str = "cited on p. "
    many: str = "cited on pp. "
    never: str = "not cited"


Inline = Run | NoteRef | CitedOn
Text = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """What stands at the foot of each page that cites `note`: no block, it has no place of its own.

    `text` says it in full where it is cited first. Later pages say `again`, and within the words
    of `back` the page that has it in full.
    """

    note: str
    text: Text
    again: Text = ()
    back: tuple[str, str] = (" In full on p. ", ".")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. The direction follows its first strong character (UAX #9, P2-P3).

    A line feed in the text starts a new line. `wide` uses both columns. `lang` tags the whole.
    """

    text: Text
    style: Style = Style.BODY
    align: Align = Align.START
    wide: bool = False
    keep_next: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (section), 2 (incident) or 3, kept with the two lines after it.

    It becomes a line of the outline unless `outline` is false.
    """

    level: int
    text: Text
    anchor: str = ""
    outline: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """A record: who, when, where and grade in the margin, the account in the main column.

    `note` makes it an entry of the register: its number hangs before the text and note references
    lead here. `rule` draws a hairline above. `anchor` makes it a target of "#anchor".
    """

    margin: tuple[Paragraph, ...] = ()
    body: tuple["Block", ...] = ()
    note: str = ""
    anchor: str = ""
    rule: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `share` is its part of the width against the other columns.

    `figures` sets tabular lining numerals, so that digits stand under digits.
    """

    share: float = 1.0
    align: Align = Align.START
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that repeats on every page. Every row is as long as `columns`.

    A row taller than the page is split. `total` sets the last row strong.
    """

    columns: tuple[Column, ...]
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    wide: bool = False
    total: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words, behind a hanging quotation mark; the marks are not part of `text`."""

    text: Text
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """One hand a statement went through; `accent` marks the one that matters most."""

    name: str
    role: str = ""
    accent: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """How it reached us: boxes joined by arrows, speaker to case file; wraps when long."""

    label: str
    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The opening: a coloured line (kind, reference, date), the title, the standfirst."""

    label: str
    title: str
    lead: Text = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A large numeral ("134", "> 130") and the lines that say what it counts."""

    numeral: str
    lines: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Large numerals side by side, three to a row, over the full width."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Equal columns side by side over the full width, each under a hairline."""

    columns: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Items with a hanging mark: a dash, or 1. 2. 3. if `numbered`."""

    items: tuple[tuple["Block", ...], ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks on a light ground."""

    blocks: tuple["Block", ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """The headings of the document down to level `levels` (1 or 2), each with its page.

    Each leads to its heading, and the heading back to it. `title` stands above.
    """

    title: str = "Contents"
    levels: int = 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A hairline over the main column, or over both."""

    wide: bool = False


@dataclass(frozen=True, slots=True)
class Space:
    """White space; it vanishes at the top of a page."""

    height: float


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page; nothing happens at the top of one."""


Block = (
    Paragraph
    | Heading
    | Entry
    | Table
    | Quote
    | Chain
    | TitleBlock
    | KeyFigures
    | Columns
    | Listing
    | Panel
    | Intervals
    | Timeline
    | Map
    | Diagram
    | Multiples
    | Picture
    | Contents
    | Rule
    | Space
    | PageBreak
)
