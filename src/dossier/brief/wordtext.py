"""Words, links and note numbers as runs of WordprocessingML (ISO/IEC 29500-1, 17.3.2).

Each run says its language and its direction: Word orders a line by the directions of its runs.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from unicodedata import bidirectional
from xml.sax.saxutils import escape, quoteattr

from dossier.brief import blocks as b
from dossier.brief.bidi import find_direction, find_levels, needs_reordering
from dossier.brief.breaking import clean_text
from dossier.brief.inline import clean_address, clean_language
from dossier.brief.look import ACCENT_COLOUR, LINK_COLOUR, MUTED_COLOUR, TEXT_COLOUR

MONO_FONT = "Consolas"
_ISOLATES = re.compile("[\u202a-\u202e\u2066-\u2069]")  # Word draws them as boxes
_LRM, _RLM = "\u200e", "\u200f"
_INKS = {b.Ink.TEXT: TEXT_COLOUR, b.Ink.MUTED: MUTED_COLOUR, b.Ink.ACCENT: ACCENT_COLOUR}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one look. `before` and `after` are the elements around them, `lead` is in them."""

    text: str
    face: b.Face = b.Face.PLAIN
    colour: str = ""
    lang: str = ""
    before: str = ""
    after: str = ""
    raised: bool = False
    shade: str = ""
    lead: str = ""


@dataclass(slots=True)
class Places:
    """Bookmarks and links of a document: what may be led to, and what was.

    `notes` and `anchors` are the names of the bookmarks of what the document holds; `cited` says
    how often each note is cited in all. `inks` are colours of a house by the ones they stand for,
    `feet` the footnotes by their notes; `counted` are those that Word numbers itself.
    """

    notes: Mapping[str, str]
    anchors: Mapping[str, str]
    cited: Mapping[str, int]
    inks: Mapping[str, str] = field(default_factory=dict)
    feet: Mapping[str, int] = field(default_factory=dict)
    addresses: dict[str, str] = field(default_factory=dict)
    counted: set[str] = field(default_factory=set)
    _met: dict[str, int] = field(default_factory=dict)
    _defined: set[str] = field(default_factory=set)
    _marks: int = 0

    def mark(self, name: str) -> tuple[str, str]:
        """Give the start and the end of a bookmark."""
        self._marks += 1
        number = self._marks
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return start, f'<w:bookmarkEnd w:id="{number}"/>'

    def cite(self, note: str) -> Piece:
        """Give the raised number of a note, which leads to it and can be led back to.

        The first of a footnote bears it.
        """
        name = self.notes.get(note)
        self._met[note] = self._met.get(note, 0) + 1
        is_foot = note in self.feet and self._met[note] == 1
        piece = Piece(clean_text(note), colour=self.ink(ACCENT_COLOUR), raised=True)
        piece = self._bear(note, piece) if is_foot else piece
        if name is None:
            return piece
        start, end = self.mark(f"cited_{name}_{self._met[note]}")
        if is_foot:
            return replace(piece, before=start, after=end)
        return replace(piece, before=f"{start}{_inside(name)}", after=f"</w:hyperlink>{end}")

    def _bear(self, note: str, number: Piece) -> Piece:
        """Give the number that bears a footnote (17.11.14).

        Word counts as the brief does; a note out of turn keeps its own number as a custom mark.
        """
        foot = self.feet[note]
        if note == str(len(self.counted) + 1):
            self.counted.add(note)
            return replace(number, text="", lead=f'<w:footnoteReference w:id="{foot}"/>')
        lead = f'<w:footnoteReference w:customMarkFollows="1" w:id="{foot}"/>'
        return replace(number, lead=lead)

    def define(self, note: str, anchor: str) -> tuple[str, str]:
        """Give the bookmarks of an entry: as a note where it is the first, and as a place."""
        fresh = note in self.notes and note not in self._defined
        names = [self.notes[note]] if fresh else []
        names += [self.anchors[anchor]] if anchor in self.anchors else []
        self._defined.add(note)
        marks = [self.mark(name) for name in names]
        return "".join(start for start, _ in marks), "".join(end for _, end in marks)

    def lead_back(self, way: b.CitedOn) -> Iterator[Piece]:
        """Give a letter for each place that cites a note; pages are not known before printing."""
        count = self.cited.get(way.note, 0) if way.note in self.notes else 0
        if not count:
            yield Piece(clean_text(way.never))
            return
        colour = self.ink(ACCENT_COLOUR)
        yield Piece("↑", colour=colour)
        for number in range(1, count + 1):
            link = _inside(f"cited_{self.notes[way.note]}_{number}")
            yield Piece("\u00a0" if number == 1 else " ")
            yield Piece(_letter(number), b.Face.PLAIN, colour, "", link, "</w:hyperlink>")

    def ink(self, colour: str) -> str:
        """Give the colour in which one is printed."""
        return self.inks.get(colour, colour)

    def link(self, address: str) -> tuple[str, str]:
        """Give the start and the end of a link; both are empty if it leads nowhere."""
        if address.startswith("#"):
            name = self.anchors.get(address[1:])
            return (_inside(name), "</w:hyperlink>") if name else ("", "")
        clean = clean_address(address)
        if not clean:
            return "", ""
        key = self.addresses.setdefault(clean, f"link{len(self.addresses) + 1}")
        return f'<w:hyperlink r:id="{key}" w:history="1">', "</w:hyperlink>"


def _inside(name: str) -> str:
    return f'<w:hyperlink w:anchor="{name}" w:history="1">'


def _letter(number: int) -> str:
    """Give a, b ... z, aa, ab ..."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def read_text(text: b.Text, places: Places, lang: str = "") -> Iterator[Piece]:
    """Give the pieces of a text. Only numbers of notes in a text are set on the line."""
    alone = all(isinstance(part, b.NoteRef) for part in text)
    before: b.Inline | None = None
    for part in text:
        if isinstance(part, b.NoteRef):
            if isinstance(before, b.NoteRef):
                yield Piece(", " if alone else "\u00a0", raised=not alone)
            yield replace(places.cite(part.note), raised=not alone)
        elif isinstance(part, b.CitedOn):
            yield from places.lead_back(part)
        else:
            yield _read_run(part, places, lang)
        before = part


def _read_run(run: b.Run, places: Places, lang: str) -> Piece:
    start, end = places.link(run.link) if run.link else ("", "")
    colour = places.ink(_INKS.get(run.ink, LINK_COLOUR if start and run.link[0] != "#" else ""))
    if run.anchor in places.anchors:
        first, last = places.mark(places.anchors[run.anchor])
        start, end = first + start, end + last
    return Piece(
        clean_text(run.text), run.face, colour, clean_language(run.lang or lang), start, end
    )


def is_rtl(pieces: Sequence[Piece]) -> bool:
    """Tell whether a paragraph reads from right to left: by its first strong letter (P2, P3)."""
    text = "".join(piece.text for piece in pieces)
    return needs_reordering(text) and find_direction(text) == 1


def write_runs(pieces: Sequence[Piece], *, rtl: bool = False) -> str:
    """Give the runs of a paragraph."""
    text = "".join(piece.text for piece in pieces)
    if not needs_reordering(text):
        return "".join(
            f"{it.before}{_write_run(it, it.text, rtl=False)}{it.after}" for it in pieces
        )
    sides = list(_find_sides(text, base=int(rtl)))
    out, at = [], 0
    for piece in pieces:
        held = zip(piece.text, sides[at : at + len(piece.text)], strict=True)
        at += len(piece.text)
        runs = (
            _write_run(
                piece, _ISOLATES.sub(_RLM if rtl else _LRM, "".join(c for c, _ in group)), rtl=side
            )
            for side, group in groupby(held, key=lambda pair: pair[1])
        )
        written = "".join(runs) or _write_run(piece, "", rtl=rtl)
        out.append(f"{piece.before}{written}{piece.after}")
    return "".join(out)


def _find_sides(text: str, base: int) -> Iterator[bool]:
    """Say for each character whether it belongs to a run from right to left (UAX #9).

    Digits between right-to-left words do, for Word orders whole runs.
    """
    for index, line in enumerate(text.split("\n")):
        if index:
            yield bool(base)
        pairs = zip(line, find_levels(line, base), strict=True)
        for level, group in groupby(pairs, key=lambda pair: pair[1]):
            letters = [letter for letter, _ in group]
            is_number = level > base and not any(bidirectional(it) == "L" for it in letters)
            yield from [bool(level % 2 or is_number)] * len(letters)


def _write_run(piece: Piece, text: str, *, rtl: bool) -> str:
    if not text and not piece.lead:
        return ""
    held = text.split("\n") if text else ()
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in held)
    return f"<w:r>{_write_look(piece, rtl=rtl)}{piece.lead}{'<w:br/>'.join(lines)}</w:r>"


def _write_look(piece: Piece, *, rtl: bool) -> str:
    """Give the properties of a run in the order that the schema asks for (17.3.2.28)."""
    parts = []
    if piece.face is b.Face.MONO:
        parts.append(f'<w:rFonts w:ascii="{MONO_FONT}" w:hAnsi="{MONO_FONT}" w:cs="{MONO_FONT}"/>')
    elif piece.face is b.Face.STRONG:
        parts.append("<w:b/><w:bCs/>")
    elif piece.face is b.Face.EMPHASIS:
        parts.append("<w:i/><w:iCs/>")
    if piece.colour:
        parts.append(f'<w:color w:val="{piece.colour[1:]}"/>')
    if piece.shade:
        parts.append(f'<w:shd w:val="clear" w:color="auto" w:fill="{piece.shade[1:]}"/>')
    if piece.raised:
        parts.append('<w:vertAlign w:val="superscript"/>')
    if rtl:
        parts.append("<w:rtl/>")
    if piece.lang:
        parts.append(f"<w:lang w:{'bidi' if rtl else 'val'}={quoteattr(piece.lang)}/>")
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""
