"""PDF pages as pictures: plain data out of PDFium."""

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

from dossier.capture.paragraphs import Line, text_of_pages
from dossier.errors import DossierError
from dossier.pdfium import UNREADABLE, turn

_INCH = 72  # points
_LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class Goal:
    """A place in the document: page from 0, points below its top edge."""

    page: int
    top: float


@dataclass(frozen=True, slots=True)
class Link:
    """A place to click: left, top, right, bottom in points from the left top of its page.

    `goal` is a place in the document or the address of something outside it.
    """

    box: tuple[float, float, float, float]
    goal: Goal | str

    def distance(self, x: float, y: float) -> float:
        """Points between a place and the link, 0 inside it."""
        left, top, right, bottom = self.box
        return max(left - x, x - right, top - y, y - bottom, 0.0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as drawn, with its links. `edition` says of which document it was made."""

    edition: int
    page: int
    image: QImage
    links: tuple[Link, ...]


Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found: their page from 0 and their boxes, as those of a Link."""

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Letters:
    """Text of a page as it is read, in UTF-16 units, each with its box; None where no ink is."""

    text: str
    boxes: tuple[Box | None, ...]


class Pdf:
    """An open PDF. Any thread may call it, one after the other; close it after use.

    DossierError says why a PDF or a page of it cannot be shown.
    """

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        with turn():
            self._pdf = pypdfium2.PdfDocument(data)
            try:
                self.sizes = self._measured()
            except BaseException:
                self._pdf.close()
                raise

    def _measured(self) -> tuple[tuple[float, float], ...]:
        sizes = tuple(self._pdf.get_page_size(index) for index in range(len(self._pdf)))
        if not sizes:
            raise DossierError("This PDF has no pages.", UNREADABLE)
        return sizes

    def close(self) -> None:
        """Free it."""
        with turn():
            self._pdf.close()

    def draw(self, page: int, width: int) -> tuple[QImage, tuple[Link, ...]]:
        """Draw a page `width` pixels wide, and say where its links lead."""
        with self._page(page) as loaded:
            image = _image(loaded, width / self.sizes[page][0])
            return image, tuple(self._links(loaded, self.sizes[page][1]))

    def draw_at(self, page: int, dots: int) -> QImage:
        """Draw a page with so many dots to the inch."""
        with self._page(page) as loaded:
            return _image(loaded, dots / _INCH)

    def lines(self, page: int) -> tuple[Line, ...]:
        """Lines of the text of a page, with where they stand."""
        with self._page(page) as loaded:
            return tuple(_lines(loaded.get_textpage(), self.sizes[page][1]))

    def letters(self, page: int) -> Letters:
        """Letters of a page, with where they stand."""
        with self._page(page) as loaded:
            return _letters(loaded.get_textpage(), self.sizes[page][1])

    def find(self, page: int, words: str) -> tuple[Hit, ...]:
        """Find words on a page, without regard to case; a box for each line they stand on."""
        with self._page(page) as loaded:
            held = loaded.get_textpage()
            return tuple(_hits(held, held.search(words), page, self.sizes[page][1]))

    @contextmanager
    def _page(self, page: int) -> Iterator[Any]:
        """Load a page, and free it with its text and what was searched there."""
        with turn():
            loaded = self._pdf[page]
            try:
                yield loaded
            finally:
                loaded.close()

    def _links(self, page: Any, height: float) -> Iterator[Link]:
        from pypdfium2 import raw

        at, found, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        while raw.FPDFLink_Enumerate(page, at, found):
            goal = self._goal(raw, found)
            if goal is not None and raw.FPDFLink_GetAnnotRect(found, box):
                sides = (box.left, height - box.top, box.right, height - box.bottom)
                yield Link(sides, goal)

    def _goal(self, raw: Any, link: Any) -> Goal | str | None:
        place = raw.FPDFLink_GetDest(self._pdf, link)
        action = raw.FPDFLink_GetAction(link)
        if not place and action:
            size = raw.FPDFAction_GetURIPath(self._pdf, action, None, 0)
            if size:
                address = ctypes.create_string_buffer(size)
                raw.FPDFAction_GetURIPath(self._pdf, action, address, size)
                return address.value.decode("utf-8", "replace")
            place = raw.FPDFAction_GetDest(self._pdf, action)
        return self._place(raw, place) if place else None

    def _place(self, raw: Any, place: Any) -> Goal | None:
        page = raw.FPDFDest_GetDestPageIndex(self._pdf, place)
        if not 0 <= page < len(self.sizes):
            return None
        given = [ctypes.c_int(0) for _ in range(3)]
        x, y, zoom = (ctypes.c_float(0) for _ in range(3))
        raw.FPDFDest_GetLocationInPage(place, *given, x, y, zoom)
        return Goal(page, self.sizes[page][1] - y.value if given[1].value else 0.0)


def _lines(held: Any, height: float) -> Iterator[Line]:
    whole, at = held.get_text_range(), 0
    for words in whole.split(_LINE_END):
        inked = [at + i for i, letter in enumerate(words) if not letter.isspace()]
        if inked and inked[-1] < held.count_chars():
            first, last = held.get_charbox(inked[0]), held.get_charbox(inked[-1])
            sides = (first[0], first[2], last[0], last[2])
            top, bottom = height - max(first[3], last[3]), height - min(first[1], last[1])
            yield Line(words, min(sides), max(sides), top, bottom)
        at += len(words) + len(_LINE_END)


def _hits(held: Any, search: Any, page: int, height: float) -> Iterator[Hit]:
    while (found := search.get_next()) is not None:
        rects = (held.get_rect(at) for at in range(held.count_rects(*found)))
        boxes = ((left, height - top, right, height - low) for left, low, right, top in rects)
        yield Hit(page, tuple(boxes))


def _letters(held: Any, height: float) -> Letters:
    """Boxes are as high as the line, so that what covers them is even."""
    from pypdfium2 import raw

    text, boxes = list[str](), list[Box | None]()
    for at in range(held.count_chars()):
        text.append(chr(raw.FPDFText_GetUnicode(held, at)))
        left, low, right, top = held.get_charbox(at, loose=True)
        is_drawn = right > left and not raw.FPDFText_IsGenerated(held, at)
        boxes.append((left, height - top, right, height - low) if is_drawn else None)
    return Letters("".join(text), tuple(boxes))


def letters_of(data: bytes, page: int) -> Letters:
    """Letters of one page of a document."""
    pdf = Pdf(data)
    try:
        return pdf.letters(page)
    finally:
        pdf.close()


def find_all(
    data: bytes, words: str, most: int, check: Callable[[int, int], object] = lambda *_: None
) -> tuple[Hit, ...]:
    """Find words in a document; no more than `most` places.

    `check` hears (page, pages) before each page and may raise to stop.
    """
    pdf = Pdf(data)
    hits: list[Hit] = []
    try:
        for page in range(len(pdf.sizes)):
            check(page, len(pdf.sizes))
            hits += pdf.find(page, words)
            if len(hits) >= most:
                break
    finally:
        pdf.close()
    return tuple(hits[:most])


def text_of(data: bytes, check: Callable[[int, int], object] = lambda *_: None) -> str:
    """Text of a PDF, paragraph by paragraph, with a form feed between pages; "" if it has none.

    `check` hears (page, pages) before each page and may raise to stop.
    """
    pdf = Pdf(data)
    try:
        pages = []
        for page in range(len(pdf.sizes)):
            check(page, len(pdf.sizes))
            pages.append(pdf.lines(page))
    finally:
        pdf.close()
    return text_of_pages(pages)


def tool() -> str:
    """Name and version of what reads PDFs."""
    import pypdfium2

    return f"pypdfium2 {pypdfium2.version.PYPDFIUM_INFO}"


def _image(page: Any, scale: float) -> QImage:
    """Draw into the picture itself: the dots of a page are megabytes."""
    from pypdfium2 import PdfBitmap

    laid: list[tuple[QImage, PdfBitmap]] = []

    def lay(width: int, height: int, **form: Any) -> PdfBitmap:
        image = QImage(width, height, QImage.Format.Format_RGB32)
        dots = (ctypes.c_ubyte * image.sizeInBytes()).from_buffer(image.bits())
        given = {**form, "buffer": dots, "stride": image.bytesPerLine()}
        laid.append((image, PdfBitmap.new_native(width, height, **given)))
        return laid[0][1]

    try:
        page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False, bitmap_maker=lay)
    finally:
        for _, bitmap in laid:
            bitmap.close()
    return laid[0][0]


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points."""
    pdf = Pdf(data)
    pdf.close()
    return pdf.sizes
