"""The structure of a brief as objects of a PDF (ISO 32000-1, 14.7.2 to 14.7.4)."""

from collections.abc import Iterable

from dossier.brief.pdffile import PdfFile
from dossier.brief.structure import Annotation, Content, Element, Structure, Tag


class Tree:
    """The objects of one structure as its elements are finished."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._top = file.reserve(1)

    def write(self, elements: Iterable[Element]) -> None:
        """Write elements whose pages are all there."""
        for element in elements:
            self._file.put(element.number, self._write(element).encode())

    def finish(self, structure: Structure) -> None:
        """Write the way back from each page and each link to its elements, and the root."""
        back = self._file.reserve(1)
        self._file.put(back, f"<</Nums[{' '.join(structure.rows)}]>>".encode())
        notes = " ".join([f"{_name(number)} {number} 0 R" for number in structure.notes])
        root = (
            f"<</Type/StructTreeRoot/K[{structure.root.number} 0 R]/ParentTree {back} 0 R"
            f"/ParentTreeNextKey {structure.keys}"
            + (f"/IDTree<</Names[{notes}]>>>>" if notes else ">>")
        )
        self._file.put(self._top, root.encode())
        self._file.add_structure(self._top)

    def _write(self, element: Element) -> str:
        tag, kids = element.tag, element.kids
        if tag is Tag.LINK and not any(isinstance(k, Annotation) and k.written for k in kids):
            tag = Tag.SPAN  # it leads nowhere
        if len(kids) == 1 and isinstance(kids[0], int):
            inner = str(kids[0])  # as of most elements
        else:
            inner = " ".join([it if isinstance(it, str) else self._write_kid(it) for it in kids])
        code = f"<</S/{tag}/P {element.above or self._top} 0 R/K[{inner}]"
        if element.page >= 0:
            code += f"/Pg {self._file.page_number(element.page)} 0 R"
        if element.lang:
            code += f"/Lang({element.lang})"
        if element.alt:
            code += f"/Alt<feff{element.alt.encode('utf-16-be').hex()}>"
        return code + _write_attributes(element) + ">>"

    def _write_kid(self, kid: int | Content | Annotation) -> str:
        if isinstance(kid, int):
            return str(kid)
        page = self._file.page_number(kid.page)
        if isinstance(kid, Content):
            return f"<</Type/MCR/Pg {page} 0 R/MCID {kid.number}>>"
        return f"<</Type/OBJR/Obj {kid.number} 0 R/Pg {page} 0 R>>" if kid.written else ""


def _write_attributes(element: Element) -> str:
    tag = element.tag
    if tag is Tag.HEAD_CELL:
        return "/A<</O/Table/Scope/Column>>"
    if tag is Tag.LIST:
        return "/A<</O/List/ListNumbering/Decimal>>"
    return f"/ID{_name(element.number)}" if tag is Tag.NOTE else ""


def _name(number: int) -> str:
    """Give the name of a note; padded, so that names sort as a name tree asks."""
    return f"(note{number:08d})"
