"""The structure of a brief as objects of a PDF (ISO 32000-1, 14.7.2 to 14.7.4)."""

from collections.abc import Iterable

from dossier.brief.objects import write_text
from dossier.brief.pdffile import PdfFile
from dossier.brief.structure import Element, Link, Structure, Tag

_ATTRIBUTES = {
    Tag.HEAD_CELL: "/A<</O/Table/Scope/Column>>",
    Tag.LIST: "/A<</O/List/ListNumbering/Decimal>>",
}
_BEGIN = {tag: f"<</S/{tag}{_ATTRIBUTES.get(tag, '')}/P " for tag in Tag}


class Tree:
    """The objects of one structure as its elements are finished."""

    def __init__(self, file: PdfFile) -> None:
        self._file = file
        self._top = file.reserve(1)

    def write(self, elements: Iterable[Element]) -> None:
        """Write elements whose pages are all there."""
        put = self._file.put
        for element in elements:
            put(element.number, self._write(element))

    def finish(self, structure: Structure) -> None:
        """Write the way back from each page and each link to its elements, and the root."""
        back = self._file.reserve(1)
        self._file.put(back, f"<</Nums[{' '.join(structure.rows)}]>>")
        notes = " ".join([f"{_name(number)} {number} 0 R" for number in structure.notes])
        root = structure.root
        root.above = f"{self._top} 0 R"
        self.write([root])
        self._file.put(
            self._top,
            f"<</Type/StructTreeRoot/K[{root.name}]/ParentTree {back} 0 R"
            f"/ParentTreeNextKey {len(structure.rows)}"
            + (f"/IDTree<</Names[{notes}]>>>>" if notes else ">>"),
        )
        self._file.add_structure(self._top)

    def _write(self, element: Element) -> str:
        tag, kids = element.tag, element.kids
        if isinstance(element, Link) and not element.leads:
            tag = Tag.SPAN
        inner = kids[0] if len(kids) == 1 else " ".join(kids)
        code = f"{_BEGIN[tag]}{element.above}/K[{inner}]"
        if element.page:
            code += f"/Pg {element.page}"
        if element.lang:
            code += f"/Lang({element.lang})"
        if element.alt:
            code += f"/Alt{write_text(element.alt)}"
        if tag is Tag.NOTE:
            code += f"/ID{_name(element.number)}"
        return code + ">>"


def _name(number: int) -> str:
    """Give the name of a note; padded, so that names sort as a name tree asks."""
    return f"(note{number:08d})"
