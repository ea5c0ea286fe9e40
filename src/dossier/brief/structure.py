"""What each part of a brief is, in the order of reading (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Tag(StrEnum):
    """Standard structure types (ISO 32000-1, 14.8.4)."""

    DOCUMENT = "Document"
    HEADING_1 = "H1"
    HEADING_2 = "H2"
    HEADING_3 = "H3"
    HEADING_4 = "H4"
    PARAGRAPH = "P"
    QUOTE = "BlockQuote"
    DIVISION = "Div"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    NOTE = "Note"
    TABLE = "Table"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    LINK = "Link"
    SPAN = "Span"
    FIGURE = "Figure"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    REFERENCE = "Reference"


class Aside(StrEnum):
    """What is on a page and not of its content, as its operators say it (14.8.2.2)."""

    REPEATED = "BMC"
    HEADER = "<</Type /Pagination /Subtype /Header>> BDC"
    FOOTER = "<</Type /Pagination /Subtype /Footer>> BDC"


_CELLS = frozenset({Tag.CELL, Tag.HEAD_CELL, Tag.LABEL, Tag.BODY})  # nothing stands after them
_BEGIN = {tag: f"/{tag} <</MCID " for tag in Tag}
_BLOCK = 64  # numbers of objects that are reserved at once
HEADINGS = (Tag.HEADING_1, Tag.HEADING_2, Tag.HEADING_3, Tag.HEADING_4)


@dataclass(slots=True, eq=False)
class Element:
    """A node of the tree. It hangs in `group` if there is one, else in what is drawn around it.

    A part that goes on over the page is the same element with more content. Others are named as a
    file refers to them: `name` is its own object, `above` its parent's, `page` the one where its
    first content stands, whose numbers stand in `kids` by themselves; "" if it has none of its
    own. `seen` is its last page.
    """

    tag: Tag
    lang: str = ""
    group: "Element | None" = None
    alt: str = ""
    parent: "Element | None" = None
    kids: list[str] = field(default_factory=list)  # as they are written
    number: int = 0
    name: str = ""
    above: str = ""
    page: str = ""
    seen: str = ""


@dataclass(slots=True, eq=False)
class Link(Element):
    """Words that lead on if they `lead`; `waits` counts their places of which that is not known."""

    tag: Tag = Tag.LINK
    waits: int = 0
    leads: bool = False


@dataclass(slots=True)
class Place:
    """Where a link stands on a page; `key` leads back to it, `number` is that of its object."""

    link: Link
    page: str
    key: int
    number: int


class Structure:
    """The tree of one document as its pages are drawn, one after the other.

    What is finished is given away page by page: a long brief has a million elements.
    """

    def __init__(self, reserve: Callable[[int], int]) -> None:
        """Take what gives the first of so many numbers of objects in a row."""
        self.rows: list[str] = []  # of the way back, in the order of keys
        self.notes: list[int] = []
        self._numbers = _draw_numbers(reserve)
        self.root = Element(Tag.DOCUMENT)
        self._name(self.root)
        self._page = ""
        self._owners: list[str] = []
        self._counted: list[str] = []  # numbers on a page: a long brief has each a thousand times
        self._open = [self.root]
        self._hidden: list[str] = []
        self._live: list[Element] = []  # of pages before that may go on
        self._fresh: list[Element] = []  # of the page at hand
        self._unsettled: list[Element] = []
        self._links: dict[tuple[Element, int], Link] = {}
        self._links_before = self._links
        self._after: set[str] = set()  # notes that are read after what cites them
        self._within: dict[Element, list[str]] = {}  # notes at the end of cells

    @property
    def hidden(self) -> bool:
        """Whether what is drawn now is decoration, or said before."""
        return bool(self._hidden)

    def start_page(self, page: str) -> None:
        """Go on to the next page, which a file refers to so."""
        self._page = self.root.seen = page
        self._links_before, self._links = self._links, {}

    def end_page(self) -> int:
        """Give the key of the page at hand, which is full."""
        self.rows.append(f"{len(self.rows)} [{' '.join(self._owners)}]")
        self._owners.clear()
        return len(self.rows) - 1

    def take_finished(self) -> list[Element]:
        """Give, once each, the elements that the page at hand has nothing of.

        What goes on over a page goes on at its top. A link that is not known to lead on stays.
        """
        finished, live = [], []
        for element in self._live:
            if element.seen == self._page:
                live.append(element)
            elif isinstance(element, Link) and element.waits:
                element.parent, element.name = None, ""  # all that needed them is done
                self._unsettled.append(element)
            else:
                finished.append(element)
        self._live, self._fresh = [*live, *self._fresh], []
        self._add_notes(finished)
        return finished

    def take_rest(self) -> list[Element]:
        """Give all other elements but the root; the last page must be there."""
        self._add_notes(self._live)
        return [*self._unsettled, *self._live]

    @property
    def at_hand(self) -> Element:
        """What is drawn now."""
        return self._open[-1]

    def hang_note(self, note: Element, cited_in: Element) -> None:
        """Let a note be read right after the block that cites it, or at the end of a cell.

        The block must have something on the page at hand, or be kept open by notes that wait.
        """
        around = cited_in.parent
        if around is None or cited_in.tag in _CELLS:
            self._enter(note, cited_in)
            self._within.setdefault(cited_in, []).append(cited_in.kids.pop())
            return
        self._enter(note, around)
        held, kids = around.kids.pop(), around.kids
        block = cited_in.name  # among the last of very many
        at = next(at for at in range(len(kids), 0, -1) if kids[at - 1] == block)
        while at < len(kids) and kids[at] in self._after:
            at += 1
        kids.insert(at, held)
        self._after.add(held)

    def _add_notes(self, finished: list[Element]) -> None:
        for element in finished if self._within else ():
            element.kids += self._within.pop(element, ())

    def open(self, element: Element) -> None:
        """What is drawn from now on belongs to `element`."""
        if element.seen != self._page and not self._hidden:
            self._enter(element, self._open[-1])
        self._open.append(element)

    def close(self) -> None:
        """Go back to the element around."""
        self._open.pop()

    def hide(self, kind: Aside = Aside.REPEATED) -> None:
        """What is drawn from now on is no content."""
        self._hidden.append(f"/Artifact {kind}")

    def show(self) -> None:
        """End what `hide` began."""
        self._hidden.pop()

    def begin(self, stretch: object | None) -> str:
        """Give the operator that begins content of the element at hand, or of a link in it."""
        if self._hidden:
            return self._hidden[-1]
        element = self._open[-1] if stretch is None else self.link(stretch)
        page, number = self._page, len(self._owners)
        if not element.page:
            element.page = page
        if number == len(self._counted):
            self._counted.append(str(number))
        own = element.page == page
        kid = self._counted[number] if own else f"<</Type/MCR/Pg {page}/MCID {number}>>"
        element.kids.append(kid)
        self._owners.append(element.name)
        return f"{_BEGIN[element.tag]}{number}>> BDC"

    def link(self, stretch: object) -> Link:
        """Give the link of a stretch of the element at hand; one that goes on stays the same."""
        around = self._open[-1]
        key = (around, id(stretch))
        link = self._links.get(key)
        if link is None:
            link = self._links[key] = self._links_before.get(key) or Link()
            self._enter(link, around)
        return link

    def annotate(self, link: Link) -> Place:
        """Make a clickable place of `link` on the page at hand."""
        link.waits += 1
        self.rows.append(f"{len(self.rows)} {link.name}")
        return Place(link, self._page, len(self.rows) - 1, next(self._numbers))

    def lead(self, place: Place) -> None:
        """Take it that a place leads somewhere."""
        link = place.link
        link.waits -= 1
        link.leads = True
        page = "" if place.page == link.page else f"/Pg {place.page}"
        link.kids.append(f"<</Type/OBJR/Obj {place.number} 0 R{page}>>")

    def _enter(self, element: Element, around: Element) -> None:
        """Remember that the page at hand has something of an element, and so of all around it.

        A new one is hung into the tree.
        """
        parent = element.parent or element.group or around
        element.seen = self._page
        if parent.seen != self._page:
            self._enter(parent, around)
        if element.parent is None:
            element.parent, element.above = parent, parent.name
            self._name(element)
            parent.kids.append(element.name)
            self._fresh.append(element)

    def _name(self, element: Element) -> None:
        number = element.number = next(self._numbers)
        element.name = f"{number} 0 R"
        if element.tag is Tag.NOTE:
            self.notes.append(number)


def _draw_numbers(reserve: Callable[[int], int]) -> Iterator[int]:
    """Give numbers of objects one by one; to ask for each by itself takes longer."""
    while True:
        first = reserve(_BLOCK)
        yield from range(first, first + _BLOCK)
