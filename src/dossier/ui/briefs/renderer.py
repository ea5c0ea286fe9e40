"""Draws the pages that are on screen, one after the other, off the window's thread."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from dossier.ui.briefs.pdf import Link, Pdf, Picture
from dossier.ui.jobs import Jobs, Ticket

Wish = tuple[int, int]  # page from 0, width in pixels


class Document(Protocol):
    """Pages that can be drawn: sizes in points; a page as a picture, with its links."""

    @property
    def sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page, in points."""

    def draw(self, page: int, width: int) -> tuple[QImage, tuple[Link, ...]]:
        """Draw a page `width` pixels wide."""

    def close(self) -> None:
        """Free it."""


Opener = Callable[[bytes], Document]


class Renderer(QObject):
    """Draws what was asked for last. `drawn` carries each Picture, `failed` an exception."""

    drawn = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = Jobs(self)  # apart from the window's: nobody wants to see each page announced
        self._jobs.failed.connect(self.failed)
        self._data = b""
        self._edition = 0
        self._opener: Opener = Pdf
        self._open: tuple[int, Document] | None = None  # used by the one job under way alone
        self._wishes: list[Wish] = []
        self._busy = False

    @property
    def edition(self) -> int:
        """Number of the document that is drawn."""
        return self._edition

    def show(self, data: bytes, opener: Opener = Pdf) -> None:
        """Draw from this document from now on."""
        self._data, self._opener = data, opener
        self._edition += 1
        self._wishes = []

    def ask(self, wishes: Sequence[Wish]) -> None:
        """Draw these, the first of them first; earlier wishes are forgotten."""
        self._wishes = list(wishes)
        self._next()

    def stop(self) -> None:
        """Forget the document, after the page that is being drawn."""
        self._jobs.stop()
        self.show(b"")
        if self._open is not None:
            self._open[1].close()
            self._open = None

    def _next(self) -> None:
        if self._busy or not self._wishes or not self._data:
            return
        self._busy = True
        wish = self._wishes.pop(0)
        work = partial(self._draw, self._edition, self._data, wish)
        job = self._jobs.start("Drawing a page", work, partial(self._take, wish))
        job.ended.connect(self._end)

    def _draw(self, edition: int, data: bytes, wish: Wish, ticket: Ticket) -> Picture:
        """Draw one page; called on a thread of the pool."""
        ticket.check()
        if self._open is None or self._open[0] != edition:
            if self._open is not None:
                self._open[1].close()
            self._open = (edition, self._opener(data))
        page, width = wish
        return Picture(edition, page, *self._open[1].draw(page, width))

    def _take(self, wish: Wish, picture: Picture) -> None:
        if picture.edition == self._edition:
            self._wishes = [other for other in self._wishes if other != wish]
            self.drawn.emit(picture)

    def _end(self) -> None:
        self._busy = False
        self._next()
