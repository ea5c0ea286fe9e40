"""What each part of a brief is, in the order of reading (ISO 32000-1, 14.7 and 14.8)."""

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


HEADINGS = (Tag.HEADING_1, Tag.HEADING_2, Tag.HEADING_3, Tag.HEADING_4)


@dataclass(slots=True)
class Content:
    """A marked stretch of another page than the element began on: page from 0, number on it."""

    page: int
    number: int


@dataclass(slots=True)
class Annotation:
    """A link on a page; `key` leads from it to its element. No `object` as long as it is unwritten.

    A link that leads nowhere is never written.
    """

    page: int
    key: int
    object: int = 0


@dataclass(slots=True, eq=False)
class Element:
    """A node of the tree. It hangs in `group` if there is one, else in what is drawn around it.

    A part that goes on over the page is the same element with more content. `page` is where its
    first content stands, and whose numbers stand in `kids` by themselves; -1: it has none of its
    own. `number` is that of its object.
    """

    tag: Tag
    lang: str = ""
    group: "Element | None" = None
    alt: str = ""
    parent: "Element | None" = None
    kids: list["Element | int | Content | Annotation"] = field(default_factory=list)
    page: int = -1
    number: int = 0


class Structure:
    """The tree of one document as its pages are drawn, one after the other."""

    def __init__(self) -> None:
        self.root = Element(Tag.DOCUMENT)
        self.elements = [self.root]  # in the order in which they were first drawn
        self.pages: list[tuple[int, list[Element]]] = []  # key, and owner of each content
        self.links: list[tuple[int, Element]] = []
        self._open = [self.root]
        self._hidden: list[str] = []
        self.keys = 0
        self._links: dict[tuple[Element, int], Element] = {}
        self.start_page()

    @property
    def hidden(self) -> bool:
        """Whether what is drawn now is decoration, or said before."""
        return bool(self._hidden)

    def start_page(self) -> None:
        """Go on to the next page."""
        self.pages.append((self._draw_key(), []))

    def open(self, element: Element) -> None:
        """What is drawn from now on belongs to `element`."""
        if not self._hidden:
            self._hang(element, self._open[-1])
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
        owners = self.pages[-1][1]
        page, number = len(self.pages) - 1, len(owners)
        if element.page < 0:
            element.page = page
        element.kids.append(number if element.page == page else Content(page, number))
        owners.append(element)
        return f"/{element.tag} <</MCID {number}>> BDC"

    def link(self, stretch: object) -> Element:
        """Give the link of a stretch of the element at hand; one that goes on stays the same."""
        key = (self._open[-1], id(stretch))
        if key not in self._links:
            link = self._links[key] = Element(Tag.LINK)
            self._hang(link, self._open[-1])
        return self._links[key]

    def annotate(self, link: Element) -> Annotation:
        """Make a clickable place of `link` on the page at hand."""
        place = Annotation(len(self.pages) - 1, self._draw_key())
        link.kids.append(place)
        self.links.append((place.key, link))
        return place

    def _hang(self, element: Element, around: Element) -> None:
        if element.parent is not None:
            return
        parent = element.group or around
        if element.group is not None:
            self._hang(element.group, around)
        element.parent = parent
        parent.kids.append(element)
        self.elements.append(element)

    def _draw_key(self) -> int:
        self.keys += 1
        return self.keys - 1
