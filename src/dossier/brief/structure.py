"""What each part of a brief is, in the order of reading (ISO 32000-1, 14.7 and 14.8)."""

from collections.abc import Callable
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
HEADINGS = (Tag.HEADING_1, Tag.HEADING_2, Tag.HEADING_3, Tag.HEADING_4)


@dataclass(slots=True)
class Content:
    """A marked stretch of another page than the element began on: page from 0, number on it."""

    page: int
    number: int


@dataclass(slots=True)
class Annotation:
    """A link on a page; `key` leads from it to its element, `number` is that of its object.

    A link that leads nowhere is never `written`.
    """

    page: int
    key: int
    number: int
    written: bool = False


@dataclass(slots=True, eq=False)
class Element:
    """A node of the tree. It hangs in `group` if there is one, else in what is drawn around it.

    A part that goes on over the page is the same element with more content. `page` is where its
    first content stands, and whose numbers stand in `kids` by themselves; -1: it has none of its
    own. `number` is that of its object, `above` that of its parent's; `seen` is its last page.
    """

    tag: Tag
    lang: str = ""
    group: "Element | None" = None
    alt: str = ""
    parent: "Element | None" = None
    kids: list[str | int | Content | Annotation] = field(default_factory=list)
    page: int = -1
    number: int = 0
    above: int = 0
    seen: int = -1


class Structure:
    """The tree of one document as its pages are drawn, one after the other.

    What is finished is given away page by page: a long brief has a million elements.
    """

    def __init__(self, reserve: Callable[[int], int]) -> None:
        """Take what gives the first of so many numbers of objects in a row."""
        self.rows: list[str] = []  # of the way back, in the order of keys
        self.notes: list[int] = []
        self.keys = 0
        self.root = Element(Tag.DOCUMENT, number=reserve(1))
        self._reserve = reserve
        self._page = -1
        self._owners: list[str] = []
        self._open = [self.root]
        self._hidden: list[str] = []
        self._live: list[Element] = []
        self._unsettled: list[Element] = []
        self._links: dict[tuple[Element, int], Element] = {}
        self._links_before = self._links
        self._after: set[str] = set()  # notes that are read after what cites them
        self._within: dict[Element, list[str]] = {}  # notes at the end of cells
        self.start_page()

    @property
    def hidden(self) -> bool:
        """Whether what is drawn now is decoration, or said before."""
        return bool(self._hidden)

    def start_page(self) -> None:
        """Go on to the next page."""
        self._page += 1
        self._links_before, self._links = self._links, {}
        self._touch(self.root)

    def end_page(self) -> int:
        """Give the key of the page at hand, which is full."""
        key = self._draw_key()
        self.rows.append(f"{key} [{' '.join(self._owners)}]")
        self._owners.clear()
        return key

    def take_finished(self) -> list[Element]:
        """Give, once each, the elements that the page at hand has nothing of.

        What goes on over a page goes on at its top. A link that is not known to lead on stays.
        """
        finished, live = [], []
        for element in self._live:
            if element.seen == self._page:
                live.append(element)
            elif _is_settled(element):
                finished.append(element)
            else:
                element.parent = None  # it is written, and not kept for this
                self._unsettled.append(element)
        self._live = live
        self._add_notes(finished)
        return finished

    def take_rest(self) -> list[Element]:
        """Give all other elements; the last page must be there."""
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
            self._hang(note, cited_in)
            self._within.setdefault(cited_in, []).append(str(cited_in.kids.pop()))
            return
        self._hang(note, around)
        held, kids = str(around.kids.pop()), around.kids
        block = f"{cited_in.number} 0 R"  # among the last of very many
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
        if not self._hidden:
            self._hang(element, self._open[-1])
            self._touch(element)
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

    def mark(self, within: Element | None = None) -> str:
        """Give the operator that begins content of the element at hand, or of a part of it."""
        if self._hidden:
            return self._hidden[-1]
        element = within or self._open[-1]
        page, number = self._page, len(self._owners)
        if element.page < 0:
            element.page = page
        element.kids.append(number if element.page == page else Content(page, number))
        self._owners.append(f"{element.number} 0 R")
        return f"/{element.tag} <</MCID {number}>> BDC"

    def link(self, stretch: object) -> Element:
        """Give the link of a stretch of the element at hand; one that goes on stays the same."""
        key = (self._open[-1], id(stretch))
        link = self._links.get(key)
        if link is None:
            link = self._links[key] = self._links_before.get(key) or Element(Tag.LINK)
            self._hang(link, self._open[-1])
            self._touch(link)
        return link

    def annotate(self, link: Element) -> Annotation:
        """Make a clickable place of `link` on the page at hand."""
        place = Annotation(self._page, self._draw_key(), self._reserve(1))
        link.kids.append(place)
        self.rows.append(f"{place.key} {link.number} 0 R")
        return place

    def _hang(self, element: Element, around: Element) -> None:
        if element.parent is not None:
            return
        parent = element.group or around
        if element.group is not None:
            self._hang(element.group, around)
        element.parent = parent
        element.number, element.above = self._reserve(1), parent.number
        parent.kids.append(f"{element.number} 0 R")
        if element.tag is Tag.NOTE:
            self.notes.append(element.number)

    def _touch(self, element: Element | None) -> None:
        """Remember that the page at hand has something of an element, and so of all around it."""
        while element is not None and element.seen != self._page:
            if element.seen < 0:
                self._live.append(element)
            element.seen = self._page
            element = element.parent

    def _draw_key(self) -> int:
        self.keys += 1
        return self.keys - 1


def _is_settled(element: Element) -> bool:
    """Say whether all its places are known to lead somewhere."""
    return element.tag is not Tag.LINK or all(
        kid.written for kid in element.kids if isinstance(kid, Annotation)
    )
