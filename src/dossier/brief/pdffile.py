"""ReportLab's canvas and file writer behind a few typed doors; nothing here reads a clock.

ReportLab keeps the objects, the cross-reference table, the outline and the trailer. Page content
comes ready-made and is compressed when its page is done.
"""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFStream,
)
from reportlab.pdfgen.canvas import Canvas

_COMPRESSION = 6
_ID_LENGTH = 32  # hexadecimal digits


@dataclass(slots=True)
class Info:
    """What the file says about itself; `date` is aware."""

    title: str
    author: str
    subject: str
    keywords: str
    date: datetime


@dataclass(slots=True)
class Target:
    """A place to jump to: page index from 0, and the point at its left top."""

    page: int
    x: float
    y: float


@dataclass(slots=True)
class Link:
    """A clickable rectangle (left, bottom, right, top) that leads to a web address or a target."""

    box: tuple[float, float, float, float]
    goal: str | Target
    words: str


class _BareCanvas(Canvas):
    """A canvas whose pages open with no font: the standard one would stay outside the file."""

    def _make_preamble(self) -> None:
        self._preamble = ""

    def open_document(self) -> Any:
        """Give ReportLab's collection of objects."""
        return self._doc  # type: ignore[attr-defined]  # the stubs leave it out

    def place_bookmark(self, key: str, target: Target) -> None:
        """Bind `key` to a place on a page that is already there."""
        bookmark = super()._bookmarkReference(key)  # type: ignore[misc]  # as above
        bookmark.xyz(round(target.x, 2), round(target.y, 2), 0)
        bookmark.setPage(PDFObjectReference(f"Page{target.page + 1}"))


class _Raw(PDFObject):
    """An object that is already written."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, _document: object) -> bytes:
        """Give the bytes, as ReportLab asks every object to."""
        return self.data


class PdfFile:
    """A PDF in the making. Pages come first to last, then links and outline, then `finish`."""

    def __init__(self, width: float, height: float, language: str) -> None:
        self._canvas: Any = _BareCanvas(
            BytesIO(),
            pagesize=(width, height),
            pageCompression=0,
            invariant=1,
            pdfVersion=(1, 7),
            lang=language,
        )
        self._document: Any = self._canvas.open_document()
        self._pages: list[Any] = []

    def refer(self, thing: PDFObject) -> PDFObject:
        """Make `thing` an object of the file and give the reference to it."""
        reference: PDFObject = self._document.Reference(thing)
        return reference

    def add_page(self, code: str) -> None:
        """Add a page of content operators; it is compressed at once."""
        self._canvas.showPage()
        page = self._document.idToObject[f"Page{len(self._pages) + 1}"]
        page.stream = None
        page.Contents = pack_stream(code.encode("ascii"))
        self._pages.append(page)

    def close_page(self, index: int, code: str, links: Iterable[Link]) -> None:
        """Add to page `index` what is only known after the last page: operators and links."""
        page = self._pages[index]
        tail = PDFStream(PDFDictionary({}), code.encode("ascii"))
        page.Contents = PDFArray([self.refer(page.Contents), self.refer(tail)])
        page.Annots = PDFArray([self.refer(_Raw(self._write_link(link))) for link in links])

    def add_font(self, name: str, font: PDFObject) -> None:
        """Let every page use `font` under `name`."""
        self._document.idToObject["BasicFonts"].dict[name] = font

    def add_outline(self, lines: Iterable[tuple[int, str, Target]]) -> None:
        """Write the outline from (level from 0, title, target); a level never skips one."""
        depth = -1
        for index, (level, title, target) in enumerate(lines):
            depth = min(level, depth + 1)
            key = f"outline-{index}"
            self._canvas.place_bookmark(key, target)
            self._canvas.addOutlineEntry(title, key, depth, closed=depth > 0)

    def finish(self, info: Info) -> bytes:
        """Give the file. Its id is the SHA-256 of its content, its dates are `info.date`."""
        document = self._document
        document.setTitle(info.title)
        document.setAuthor(info.author)
        document.setSubject(info.subject)
        document.setKeywords(info.keywords)
        document.setCreator("Dossier")
        moment = info.date.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
        document.setDateFormatter(lambda *_: moment)
        blank = b"0" * _ID_LENGTH
        vars(document)["_ID"] = b"[<" + blank + b"><" + blank + b">]"
        data: bytes = document.GetPDFData(self._canvas)
        digest = hashlib.sha256(data).hexdigest()[:_ID_LENGTH].encode("ascii")
        head, tail = data[: data.rindex(b"trailer")], data[data.rindex(b"trailer") :]
        return head + tail.replace(blank, digest)

    def _write_link(self, link: Link) -> bytes:
        box = " ".join(f"{edge:.2f}" for edge in link.box)
        if isinstance(link.goal, Target):
            number, _ = self._document.idToObjectNumberAndVersion[f"Page{link.goal.page + 1}"]
            goal = f"/Dest [{number} 0 R /XYZ {link.goal.x:.2f} {link.goal.y:.2f} 0]"
        else:
            goal = f"/A << /S /URI /URI <{link.goal.encode('ascii').hex()}> >>"
        words = link.words.encode("utf-16-be").hex()
        return (
            f"<< /Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4 {goal} "
            f"/Contents <feff{words}> >>"
        ).encode("ascii")


def pack_stream(data: bytes, **entries: int) -> PDFStream:
    """Compress `data` into a stream; ReportLab adds no filter of its own to it."""
    dictionary = PDFDictionary({"Filter": PDFName("FlateDecode"), **entries})
    return PDFStream(dictionary, zlib.compress(data, _COMPRESSION))
