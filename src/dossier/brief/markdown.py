"""A brief as Markdown: CommonMark with the pipe tables and footnotes that GitHub and Pandoc read.

It is one file, so photographs are told by their words: a folder of pictures beside it would be lost
on the way, or travel without it. There is no HTML in it, and the words of a case can never become
markup, a link or HTML: every character that one of the common readers takes for a sign is escaped
(CommonMark 0.31, 2.4).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dossier.brief import blocks as b
from dossier.brief.breaking import clean_text
from dossier.brief.charts import Picture
from dossier.brief.document import Document
from dossier.brief.flow import Flow, Items, Note, count_citations, linear, says, tell_photograph
from dossier.brief.inline import clean_address

_SIGNS = re.compile(
    r"[\\`*_\[\]<>|~^${}@]"  # signs wherever they stand, in CommonMark or a common extension
    r"|&(?=#?\w+;)"  # a character by its name
    r"|:(?=//|[\w+-]+:)"  # addresses, and pictures by their name
    r"|(?<=\bwww)\.|#(?=\w)|=(?==)|%(?=%)",  # addresses, tags, marked words, hidden words
    re.IGNORECASE,
)
_FIRST = re.compile(r"[-+=#:]|\d{1,9}(?=[.)])")  # signs at the start of a line
_LABEL = re.compile("[0-9A-Za-z]+")
_FACES = {b.Face.STRONG: "**", b.Face.EMPHASIS: "*"}
_BREAK = "\\\n"  # a hard line break (6.7)
_LEVELS = 6
_STRONG = frozenset({b.Style.LABEL, b.Style.STRONG})
_RULES = {
    b.Align.RIGHT: "---:",
    b.Align.CENTRE: ":---:",
    b.Align.START: "---",
    b.Align.JUSTIFIED: "---",
}


def write_markdown(document: Document) -> bytes:
    """Give the brief as Markdown in UTF-8. Same document, same bytes.

    The handling mark stands at the top and at the end.
    """
    flow = tuple(linear(document.blocks))
    # no reader shows a footnote that is not cited
    feet = [it for it in document.footnotes if _LABEL.fullmatch(it.note)]
    known = {*_defined(flow), *(it.note for it in feet)} & set(count_citations(flow))
    writer = _Writer(frozenset(known), {it.note for it in feet})
    mark = _mark(_begin(" ".join(escape(document.mark.text).split())), "**", "")
    about = " · ".join(filter(None, (document.reference, document.footer)))
    notes = (writer.footnote(it) for it in feet if it.note in known)
    parts = (
        mark,
        *writer.blocks(flow),
        *notes,
        "---",
        _begin(" ".join(escape(about).split())),
        mark,
    )
    return ("\n\n".join(filter(None, parts)) + "\n").encode(errors="replace")


def escape(text: str) -> str:
    """Give words so that every reader of Markdown shows them as they are; lines stay lines."""
    return _SIGNS.sub(_escaped, clean_text(text))


def _escaped(found: re.Match[str]) -> str:
    return "\\" + found[0]


def _begin(line: str) -> str:
    """Give a line that begins no list, heading or rule."""
    line = line.strip()
    found = _FIRST.match(line)
    if not found:
        return line
    return f"\\{line}" if not found[0].isdigit() else f"{found[0]}\\{line[found.end() :]}"


def _defined(flow: Sequence[Flow]) -> Iterator[str]:
    """Give the notes that have an entry in the register."""
    return (it.note for it in flow if isinstance(it, Note) and _LABEL.fullmatch(it.note))


@dataclass(slots=True)
class _Writer:
    """Writes blocks; `linked` are the notes that are footnotes, `written` those that are told."""

    linked: frozenset[str]
    written: set[str] = field(default_factory=set)

    def blocks(self, flow: Sequence[Flow]) -> Iterator[str]:
        """Give each block; a blank line belongs between two."""
        for block in flow:
            if words := self._block(block):
                yield words

    def footnote(self, note: b.Footnote) -> str:
        """Give what a number leads to."""
        return _indent(self._lines(note.text), f"[^{note.note}]: ", "    ")

    def _block(self, block: Flow) -> str:
        if isinstance(block, Picture):
            block = tell_photograph(block)
        if isinstance(block, b.Rule | b.PageBreak):
            return "---"
        if isinstance(block, b.Quote):
            return _indent(self._lines(_quoted(block.text)), "> ", "> ")
        if isinstance(block, Items):
            return self._items(block)
        if isinstance(block, b.Heading | b.Table):
            return self._heading(block) if isinstance(block, b.Heading) else self._table(block)
        return self._note(block) if isinstance(block, Note) else self._paragraph(block)

    def _paragraph(self, block: b.Paragraph) -> str:
        words = self._lines(block.text)
        is_strong = block.style in _STRONG and all(map(_is_run, block.text))
        return _mark(words, "**", "") if is_strong else words

    def _heading(self, heading: b.Heading) -> str:
        words = " ".join(self._inline(heading.text).split())
        if not words:
            return ""
        signs = len(words) - len(words.rstrip("#"))  # a heading may end in them (4.2)
        words = words.rstrip("#") + "\\#" * signs
        return f"{'#' * min(max(heading.level, 0) + 1, _LEVELS)} {words}"

    def _lines(self, text: b.Text) -> str:
        """Give a paragraph; an empty line in the text would end it and is left out."""
        lines = (line.strip() for line in self._inline(text).split("\n"))
        return _BREAK.join(_begin(line) for line in lines if line)

    def _table(self, table: b.Table) -> str:
        if not table.columns:
            return ""
        rows = [[self._cell(text) for text in row] for row in (table.head, *table.rows)]
        if table.total and table.rows:
            rows[-1] = [_mark(cell, "**", "") if "**" not in cell else cell for cell in rows[-1]]
        rows.insert(1, [_RULES[column.align] for column in table.columns])
        width = len(table.columns)
        return "\n".join(f"| {' | '.join((row + [''] * width)[:width])} |" for row in rows)

    def _cell(self, text: b.Text) -> str:
        lines = (" ".join(line.split()) for line in self._inline(text).split("\n"))
        return " / ".join(line for line in lines if line)

    def _items(self, block: Items) -> str:
        items = []
        for number, item in enumerate(block.items, start=1):
            sign = f"{number}. " if block.numbered else "- "
            words = "\n\n".join(self.blocks(item))
            items.append(_indent(words, sign, " " * len(sign)))
        return "\n".join(items)

    def _note(self, block: Note) -> str:
        words = "\n\n".join(self.blocks(block.body))
        if block.note in self.linked and block.note not in self.written:
            self.written.add(block.note)
            return _indent(words, f"[^{block.note}]: ", "    ")
        return f"{_begin(escape(block.note))}{_BREAK}{words}" if words else ""

    def _inline(self, text: b.Text) -> str:
        out = ""
        for part in text:
            if isinstance(part, b.NoteRef):
                out += self._ref(part, out)
            elif isinstance(part, b.Run):
                out += _run(part, out)
        return out

    def _ref(self, ref: b.NoteRef, before: str) -> str:
        if ref.note in self.linked:
            return f"[^{ref.note}]"
        apart = ", " if before[-1:].isdigit() else ""
        return f"{apart}{escape(ref.note)}"


def _is_run(part: b.Inline) -> bool:
    return isinstance(part, b.Run) and part.face is b.Face.PLAIN and not part.link


def _quoted(text: b.Text) -> b.Text:
    """Put exact words into quotation marks, note numbers after them."""
    words = tuple(part for part in text if isinstance(part, b.Run))
    rest = tuple(part for part in text if not isinstance(part, b.Run))
    return (b.Run("“"), *words, b.Run("”"), *rest) if says(words) else rest


def _run(run: b.Run, before: str) -> str:
    words = escape(run.text)
    address = "" if run.link.startswith("#") else clean_address(run.link)
    if address and words.strip() and "\n" not in words:
        lead, inner, tail = _trim(words)
        return f"{lead}[{inner}](<{_escape_address(address)}>){tail}"
    if run.face is b.Face.MONO:
        is_bare = not set(run.text) & set("`|\n\\") and run.text.strip() == run.text != ""
        return f"`{clean_text(run.text)}`" if is_bare and before[-1:] != "`" else words
    return _mark(words, _FACES.get(run.face, ""), before)


def _mark(words: str, sign: str, before: str) -> str:
    """Put signs of emphasis round words, where a reader would take them for that (6.2)."""
    lead, inner, tail = _trim(words)
    if not sign or not inner or "\n" in words:
        return words
    edge = (lead or before)[-1:]
    is_open = not edge or edge.isspace() or (_is_mark(edge) and edge != "*")
    if not is_open or (not tail and _is_mark(inner[-1])):
        return words
    return f"{lead}{sign}{inner}{sign}{tail}"


def _trim(words: str) -> tuple[str, str, str]:
    """Give the white space before words, the words, and the white space after them."""
    inner = words.strip()
    start = len(words) - len(words.lstrip())
    return words[:start], inner, words[start + len(inner) :]


def _escape_address(address: str) -> str:
    """Keep an address from naming characters (6.3); all else in it is escaped by percents."""
    return address.replace("&", "\\&")


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"


def _indent(words: str, first: str, other: str) -> str:
    """Put a sign before the first line and room before the others."""
    lines = words.split("\n")
    rest = (f"{other}{line}" if line else other.rstrip() for line in lines[1:])
    return "\n".join((first + lines[0], *rest))
