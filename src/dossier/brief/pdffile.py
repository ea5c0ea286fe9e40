"""ReportLab's objects behind a few typed doors; nothing here reads a clock.

ReportLab keeps fonts, catalogue and what the file says about itself. Page content comes ready-made
and is compressed when its page is done; what there is many of, pages, links, outline and
structure, is written at once and passes it by.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, BinaryIO

from reportlab.pdfbase.pdfdoc import PDFCatalog, PDFDocument, PDFObject, PDFString
from reportlab.pdfbase.pdfdoc import format as format_object

from dossier.brief.colour import COMPONENTS, IDENTIFIER, write_srgb
from dossier.brief.metadata import CREATOR, PRODUCER, Info, write_xmp
from dossier.brief.objects import Packer, frame_stream, pack, pack_parts, write_file, write_text
from dossier.brief.operators import write_colour
from dossier.brief.outline import write_outline
from dossier.brief.pixels import Raster
from dossier.brief.structure import Place

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(slots=True)
class Target:
    """A place to jump to: page index from 0, and the point at its left top."""

    page: int
    x: float
    y: float


@dataclass(slots=True)
class _Page:
    """The numbers of a page, of its content, and of the pictures on it by their names."""

    number: int
    content: int
    pictures: dict[str, int] = field(default_factory=dict)


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
        self._media = f"[0 0 {width * scale:g} {height * scale:g}]"
        document: Any = PDFDocument(compression=0, invariant=1, pdfVersion=(1, 7))
        self._document = document
        self._catalog: Any = document.Catalog
        self._catalog.__NoDefault__ = (
            *PDFCatalog.__NoDefault__,
            "OutputIntents",
            "AF",
            "PageLabels",
        )
        self._catalog.__Refs__ = ()  # what is an object of its own comes as a reference
        self._catalog.PageLabels = RawObject(b"<</Nums[0<</S/D>>]>>")
        self._catalog.Lang = PDFString(language)
        self._fonts: Any = document.idToObject["BasicFonts"]
        self._streams: dict[int, bytes] = {}
        self._pages: list[_Page] = []
        self._top = self.reserve(1)  # of the tree of pages
        self._outline = 0
        self._packer = Packer()
        self._pictures: dict[Raster, tuple[str, int]] = {}

    def refer(self, thing: PDFObject) -> PDFObject:
        """Make `thing` an object of the file and give the reference to it."""
        reference: PDFObject = self._document.Reference(thing)
        return reference

    def reserve(self, count: int) -> int:
        """Give the first of so many object numbers in a row, for objects that are put later."""
        first = int(self._document.objectcounter) + 1
        self._document.objectcounter += count
        return first

    def put(self, number: int, code: str) -> None:
        """Write an object that is no stream under a reserved number."""
        self._packer.put(number, code)

    def start_page(self) -> str:
        """Add a page, and give the reference to it; it is to be filled before the next."""
        first = self.reserve(2)
        self._pages.append(_Page(first, first + 1))
        return f"{first} 0 R"

    def add_picture(self, raster: Raster) -> str:
        """Give the name of a picture on the page at hand; it is in the file once."""
        if raster not in self._pictures:
            number = self._add_stream(_write_picture(raster))
            self._pictures[raster] = f"Im{len(self._pictures) + 1}", number
        name, self._pages[-1].pictures[name] = self._pictures[raster]
        return name

    def fill_page(self, index: int, code: str) -> None:
        """Give page `index` its content operators, or other ones; they are compressed at once."""
        if self._scale != 1:
            code = f"{self._scale:g} 0 0 {self._scale:g} 0 0 cm\n{code}"
        self._streams[self._pages[index].content] = pack(self._ink(code).encode("ascii"))

    def _add_stream(self, data: bytes) -> int:
        number = self.reserve(1)
        self._streams[number] = data
        return number

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
        tail = self._add_stream(pack(self._ink(code).encode("ascii")))
        pictures = "".join([f"/{name} {number} 0 R" for name, number in page.pictures.items()])
        numbers = " ".join([f"{link} 0 R" for link in links])
        self.put(
            page.number,
            f"<</Type/Page/Parent {self._top} 0 R/MediaBox{self._media}"
            f"/Resources<</Font {self._number_of(self._fonts)} 0 R"
            + (f"/XObject<<{pictures}>>>>" if pictures else ">>")
            + (f"/Annots[{numbers}]" if numbers else "")
            + f"/Contents[{page.content} 0 R {tail} 0 R]/StructParents {key}/Tabs/S>>",
        )

    def add_font(self, name: str, font: PDFObject) -> None:
        """Let every page use `font` under `name`."""
        self._fonts.dict[name] = font

    def add_outline(self, lines: Iterable[tuple[int, str, Target]]) -> None:
        """Write the outline from (level from 0, title, target)."""
        entries = [(level, title, self._write_goal(target)) for level, title, target in lines]
        if entries:
            self._outline = self.reserve(len(entries) + 1)
            for number, code in enumerate(write_outline(entries, self._outline), self._outline):
                self.put(number, code)

    def add_structure(self, root: int) -> None:
        """Take the object that is the root of the structure."""
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
        content = self._add_stream(frame_stream(packed, entries))
        file = self.reserve(1)
        self.put(
            file,
            f"<</Type/Filespec/F({name})/UF({name})/AFRelationship/Alternative/Desc(What is printed"
            f" here, for machines)/EF<</F {content} 0 R/UF {content} 0 R>>>>",
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
        document.GetPDFData(None)

    def _write_objects(self, out: BinaryIO) -> bytes:
        """Write ReportLab's objects and our own; writing one may make it register others."""
        document = self._document
        self._close_tree()
        done: set[int] = set()
        while fresh := sorted(document.numberToId.keys() - done):
            done.update(fresh)
            for number in fresh:
                thing = document.idToObject.get(document.numberToId[number])
                if isinstance(thing, StreamObject):
                    self._streams[number] = thing.data
                elif thing is not None:
                    self.put(number, format_object(thing, document, toplevel=1).decode("latin-1"))
        root, about = (self._number_of(it) for it in (document.Catalog, document.info))
        write_file(out, self._streams, self._packer.finish(), root, about)
        return b""

    def _close_tree(self) -> None:
        """Write what leads to all pages and to the outline."""
        kids = " ".join([f"{page.number} 0 R" for page in self._pages])
        pages = f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>"
        self.put(self._top, pages)
        self._catalog.Pages = RawObject(b"%d 0 R" % self._top)
        self._catalog.Outlines = RawObject(b"%d 0 R" % self._outline) if self._outline else None

    def _number_of(self, thing: Any) -> int:
        name = self._document.Reference(thing).name
        return int(self._document.idToObjectNumberAndVersion[name][0])

    def _describe(self, info: Info) -> None:
        """Say what the file is, and in which colours it is printed (ISO 19005-3, 6.2.3)."""
        xmp = write_xmp(info)
        about = self._add_stream(
            b"<</Type /Metadata /Subtype /XML /Length %d>>\nstream\n%b\nendstream" % (len(xmp), xmp)
        )
        self._catalog.Metadata = RawObject(b"%d 0 R" % about)
        self._catalog.ViewerPreferences = RawObject(b"<</DisplayDocTitle true>>")
        profile = self._add_stream(pack(write_srgb(), f"/N {COMPONENTS}"))
        self._catalog.OutputIntents = RawObject(
            f"[<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier ({IDENTIFIER}) "
            f"/Info ({IDENTIFIER}) /DestOutputProfile {profile} 0 R>>]".encode()
        )

    def write_box(self, box: Box) -> str:
        """Give a box as it is written."""
        left, bottom, right, top = box
        scale = self._scale
        return f"{left * scale:.2f} {bottom * scale:.2f} {right * scale:.2f} {top * scale:.2f}"

    def put_link(self, place: Place, box: str, goal: str | Target, words: str) -> None:
        """Write a link to a web address or to a page that is there; `words` say what it is.

        `place` is what the structure knows of it, `box` is written.
        """
        leads = (
            f"/Dest{self._write_goal(goal)}"
            if isinstance(goal, Target)
            else f"/A<</S/URI/URI<{goal.encode('ascii').hex()}>>>"
        )
        self.put(
            place.number,
            f"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[{box}]"
            f"/Contents{write_text(words)}/StructParent {place.key}{leads}>>",
        )

    def _write_goal(self, target: Target) -> str:
        """Give a destination (ISO 32000-1, 12.3.2)."""
        x, y = target.x * self._scale, target.y * self._scale
        return f"[{self._pages[target.page].number} 0 R/XYZ {x:.2f} {y:.2f} 0]"


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
