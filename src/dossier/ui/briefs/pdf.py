"""PDF pages as pictures: PDFium behind one lock, and plain data out of it."""

import ctypes
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QImage

# PDFium may not be called by two threads at once, not even about two documents (pypdfium2,
# "Incompatibility with Threading"): every call of this process stands behind this one lock.
_ONE_AT_A_TIME = threading.Lock()
_INCH = 72  # points


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


class Pdf:
    """An open PDF. Any thread may call it, one after the other; close it after use."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        with _ONE_AT_A_TIME:
            self._pdf = pypdfium2.PdfDocument(data)
            count = range(len(self._pdf))
            self.sizes: tuple[tuple[float, float], ...] = tuple(
                self._pdf.get_page_size(index) for index in count
            )

    def close(self) -> None:
        """Free it."""
        with _ONE_AT_A_TIME:
            self._pdf.close()

    def draw(self, page: int, width: int) -> tuple[QImage, tuple[Link, ...]]:
        """Draw a page `width` pixels wide, and say where its links lead."""
        with _ONE_AT_A_TIME:
            loaded = self._pdf[page]
            try:
                image = _image(loaded, width / self.sizes[page][0])
                return image, tuple(self._links(loaded, self.sizes[page][1]))
            finally:
                loaded.close()

    def draw_at(self, page: int, dots: int) -> QImage:
        """Draw a page with so many dots to the inch."""
        with _ONE_AT_A_TIME:
            loaded = self._pdf[page]
            try:
                return _image(loaded, dots / _INCH)
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


def _image(page: Any, scale: float) -> QImage:
    drawn = page.render(scale=scale, prefer_bgrx=True, may_draw_forms=False)
    try:
        form = QImage.Format.Format_RGB32
        borrowed = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, form)
        return borrowed.copy()
    finally:
        drawn.close()


def page_sizes(data: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page, in points."""
    pdf = Pdf(data)
    pdf.close()
    return pdf.sizes
