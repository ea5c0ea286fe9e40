"""ReportLab's canvas and objects behind a few typed doors; nothing here reads a clock.

ReportLab keeps pages, fonts, outline and catalogue. Page content comes ready-made and is compressed
when its page is done; the many objects of links and structure pass it by.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Any, BinaryIO

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFCatalog,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFObjectReference,
    PDFString,
)
from reportlab.pdfbase.pdfdoc import format as format_object
from reportlab.pdfgen.canvas import Canvas

from dossier.brief.colour import COMPONENTS, IDENTIFIER, write_srgb
from dossier.brief.metadata import CREATOR, PRODUCER, Info, write_xmp
from dossier.brief.objects import Packer, frame_stream, pack, pack_parts, write_file
from dossier.brief.operators import write_colour
from dossier.brief.pixels import Raster
from dossier.brief.structure import Annotation


@dataclass(slots=True)
class Target:
    """A place to jump to: page index from 0, and the point at its left top."""

    page: int
    x: float
    y: float


@dataclass(slots=True)
class Link:
    """A clickable rectangle (left, bottom, right, top) that leads to a web address or a target.

    `place` is what the structure knows of it.
    """

    box: tuple[float, float, float, float]
    goal: str | Target
    words: str
    place: Annotation


class _BareCanvas(Canvas):
    """A canvas whose pages open with no font: the standard one would stay outside the file."""

    def _make_preamble(self) -> None:
        self._preamble = ""

    def open_document(self) -> Any:
        """Give ReportLab's collection of objects."""
        return self._doc  # type: ignore[attr-defined]  # the stubs leave it out

    def place_bookmark(self, key: str, target: Target, scale: float) -> None:
        """Bind `key` to a place on a page that is already there."""
        bookmark = super()._bookmarkReference(key)  # type: ignore[misc]  # as above
        bookmark.xyz(round(target.x * scale, 2), round(target.y * scale, 2), 0)
        bookmark.setPage(PDFObjectReference(f"Page{target.page + 1}"))


class RawObject(PDFObject):
    """An object that is already written."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def format(self, _document: object) -> bytes:
        """Give the bytes, as ReportLab asks every object to."""
        return self.data


class StreamObject(RawObject):
    """A stream that is already written; it is not packed with other objects."""


class PdfFile:
    """A PDF in the making. Pages come first to last, then links and outline, then `finish`."""

    def __init__(
        self,
        width: float,
        height: float,
        language: str,
        scale: float = 1.0,
        inks: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Begin a file of pages so large, in units of `scale` points.

        `inks` are pairs of colours: what is drawn in the first is printed in the second.
        """
        self._scale = scale
        self._inks = [tuple(map(write_colour, pair)) for pair in inks]
        self._canvas: Any = _BareCanvas(
            BytesIO(),
            pagesize=(width * scale, height * scale),
            pageCompression=0,
            invariant=1,
            pdfVersion=(1, 7),
        )
        self._document: Any = self._canvas.open_document()
        self._catalog = self._document.Catalog
        self._catalog.__NoDefault__ = (
            *PDFCatalog.__NoDefault__,
            "OutputIntents",
            "AF",
            "PageLabels",
        )
        self._catalog.PageLabels = RawObject(b"<</Nums[0<</S/D>>]>>")
        self._catalog.Lang = PDFString(language)
        self._pages: list[Any] = []
        self._page_numbers: list[int] = []
        self._packer = Packer()
        self._pictures: dict[Raster, str] = {}
        self._references: dict[str, PDFObject] = {}
        self._drawn: dict[str, PDFObject] = {}  # pictures of the page at hand

    def refer(self, thing: PDFObject) -> PDFObject:
        """Make `thing` an object of the file and give the reference to it."""
        reference: PDFObject = self._document.Reference(thing)
        return reference

    def reserve(self, count: int) -> int:
        """Give the first of so many object numbers in a row, for objects that are put later."""
        first = int(self._document.objectcounter) + 1
        self._document.objectcounter += count
        return first

    def put(self, number: int, data: bytes) -> None:
        """Write an object that is no stream under a reserved number."""
        self._packer.put(number, data)

    def page_number(self, index: int) -> int:
        """Give the object number of a page."""
        return self._page_numbers[index]

    def add_page(self, code: str) -> None:
        """Add a page of content operators; it is compressed at once."""
        self._canvas.showPage()
        page = self._document.idToObject[f"Page{len(self._pages) + 1}"]
        page.stream = None
        self._pages.append(page)
        self._page_numbers.append(self._number_of(page))
        if self._drawn:
            page.XObjects = PDFDictionary(self._drawn)
            self._drawn = {}
        self.fill_page(len(self._pages) - 1, code)

    def add_picture(self, raster: Raster) -> str:
        """Give the name of a picture on the page that is added next; it is in the file once."""
        name = self._pictures.get(raster)
        if name is None:
            name = self._pictures[raster] = f"Im{len(self._pictures) + 1}"
            self._references[name] = self.refer(StreamObject(_write_picture(raster)))
        self._drawn[name] = self._references[name]
        return name

    def fill_page(self, index: int, code: str) -> None:
        """Give page `index` other content operators than it was added with."""
        if self._scale != 1:
            code = f"{self._scale:g} 0 0 {self._scale:g} 0 0 cm\n{code}"
        self._pages[index].Contents = pack_stream(self._ink(code).encode("ascii"))

    def _ink(self, code: str) -> str:
        """Exchange colours, for areas and for lines."""
        for drawn, printed in self._inks:
            for operator in ("rg", "RG"):
                code = code.replace(f"{drawn} {operator}", f"{printed} {operator}")
        return code

    def close_page(self, index: int, code: str, links: Iterable[int], key: int) -> None:
        """Add to page `index` what is only known after the last page: operators, numbers of links.

        `key` leads from the content of the page to the structure.
        """
        page = self._pages[index]
        tail = pack_stream(self._ink(code).encode("ascii"))
        page.Contents = PDFArray([self.refer(page.Contents), self.refer(tail)])
        numbers = b" ".join([b"%d 0 R" % link for link in links])
        page.Annots = RawObject(b"[%b]" % numbers) if numbers else None
        page.StructParents, page.Tabs = key, PDFName("S")
        page.__NoDefault__ = (*page.__NoDefault__, "StructParents", "Tabs")

    def add_font(self, name: str, font: PDFObject) -> None:
        """Let every page use `font` under `name`."""
        self._document.idToObject["BasicFonts"].dict[name] = font

    def add_outline(self, lines: Iterable[tuple[int, str, Target]]) -> None:
        """Write the outline from (level from 0, title, target); a level never skips one."""
        depth = -1
        for index, (level, title, target) in enumerate(lines):
            depth = min(level, depth + 1)
            key = f"outline-{index}"
            self._canvas.place_bookmark(key, target, self._scale)
            self._canvas.addOutlineEntry(title, key, depth, closed=depth > 0)

    def add_structure(self, root: int) -> None:
        """Take the object that is the root of the structure."""
        self._catalog.__Refs__ = [n for n in PDFCatalog.__Refs__ if n != "StructTreeRoot"]
        self._catalog.StructTreeRoot = RawObject(b"%d 0 R" % root)
        self._catalog.MarkInfo = RawObject(b"<</Marked true>>")

    def attach(self, name: str, media_type: str, parts: Iterable[bytes], date: datetime) -> None:
        """Attach a file that says in another form what the pages say (ISO 19005-3, 6.8)."""
        kind = media_type.replace("/", "#2F")
        packed, size, digest = pack_parts(parts)  # ISO 32000-1, table 46 asks for an MD5
        entries = (
            f"/Type/EmbeddedFile/Subtype/{kind}/Params<</Size {size}"
            f"/ModDate({_moment(date)})/CheckSum<{digest}>>>"
        )
        content = self._number_of(StreamObject(frame_stream(packed, entries)))
        file = self.reserve(1)
        self.put(
            file,
            f"<</Type/Filespec/F({name})/UF({name})/AFRelationship/Alternative/Desc(What is printed"
            f" here, for machines)/EF<</F {content} 0 R/UF {content} 0 R>>>>".encode("ascii"),
        )
        self._catalog.AF = RawObject(b"[%d 0 R]" % file)
        self._catalog.Names = RawObject(
            f"<</EmbeddedFiles<</Names[({name}) {file} 0 R]>>>>".encode("ascii")
        )

    def finish(self, info: Info, out: BinaryIO) -> None:
        """Write the file. Its id is the SHA-256 of its content, its dates are `info.date`."""
        document = self._document
        document.setTitle(info.title)
        document.setAuthor(info.author)
        document.setSubject(info.subject)
        document.setKeywords(info.keywords)
        document.setCreator(CREATOR)
        document.setProducer(PRODUCER)
        moment = _moment(info.date)
        document.setDateFormatter(lambda *_: moment)
        self._describe(info)
        document.format = partial(self._write_objects, out)  # called at the end of what follows
        document.GetPDFData(self._canvas)

    def _write_objects(self, out: BinaryIO) -> bytes:
        """Write ReportLab's objects and our own; writing one may make it register others."""
        document = self._document
        streams: dict[int, bytes] = {}
        done: set[int] = set()
        while fresh := sorted(document.numberToId.keys() - done):
            done.update(fresh)
            for number in fresh:
                thing = document.idToObject.get(document.numberToId[number])
                if isinstance(thing, StreamObject):
                    streams[number] = thing.data
                elif thing is not None:
                    self.put(number, format_object(thing, document, toplevel=1))
        root, about = (self._number_of(it) for it in (document.Catalog, document.info))
        write_file(out, streams, self._packer.finish(), root, about)
        return b""

    def _number_of(self, thing: Any) -> int:
        name = self._document.Reference(thing).name
        return int(self._document.idToObjectNumberAndVersion[name][0])

    def _describe(self, info: Info) -> None:
        """Say what the file is, and in which colours it is printed (ISO 19005-3, 6.2.3)."""
        xmp = write_xmp(info)
        self._catalog.Metadata = StreamObject(
            b"<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%b\nendstream" % (len(xmp), xmp)
        )
        self._catalog.ViewerPreferences = RawObject(b"<</DisplayDocTitle true>>")
        profile = self._number_of(pack_stream(write_srgb(), N=COMPONENTS))
        self._catalog.OutputIntents = RawObject(
            f"[<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier ({IDENTIFIER}) "
            f"/Info ({IDENTIFIER}) /DestOutputProfile {profile} 0 R>>]".encode()
        )

    def put_link(self, link: Link) -> None:
        """Write the link of a page that is there, to a page that is there."""
        link.place.written = True
        self.put(link.place.number, self._write_link(link))

    def _write_link(self, link: Link) -> bytes:
        scale = self._scale
        left, bottom, right, top = link.box
        box = f"{left * scale:.2f} {bottom * scale:.2f} {right * scale:.2f} {top * scale:.2f}"
        if isinstance(link.goal, Target):
            page = self.page_number(link.goal.page)
            x, y = link.goal.x * scale, link.goal.y * scale
            goal = f"/Dest [{page} 0 R /XYZ {x:.2f} {y:.2f} 0]"
        else:
            goal = f"/A << /S /URI /URI <{link.goal.encode('ascii').hex()}> >>"
        words = link.words.encode("utf-16-be").hex()
        return (
            f"<< /Type /Annot /Subtype /Link /Rect [{box}] /Border [0 0 0] /F 4 {goal} "
            f"/Contents <feff{words}> /StructParent {link.place.key} >>"
        ).encode("ascii")


def _write_picture(raster: Raster) -> bytes:
    """Give an image (ISO 32000-1, 8.9.5)."""
    colours = "DeviceGray" if raster.grey else "DeviceRGB"
    return frame_stream(
        raster.data,
        f"/Type/XObject/Subtype/Image/Width {raster.width}/Height {raster.height}"
        f"/ColorSpace/{colours}/BitsPerComponent 8",
        raster.filter,
    )


def _moment(date: datetime) -> str:
    """Give a date as PDF writes it (ISO 32000-1, 7.9.4)."""
    return date.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")


def pack_stream(data: bytes, **entries: int) -> StreamObject:
    """Compress `data` into a stream."""
    return StreamObject(pack(data, "".join(f"/{name} {value}" for name, value in entries.items())))
