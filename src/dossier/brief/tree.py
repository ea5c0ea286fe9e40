"""The structure of a brief as objects of a PDF (ISO 32000-1, 14.7.2 to 14.7.4)."""

from collections.abc import Mapping, Sequence

from dossier.brief.pdffile import PdfFile
from dossier.brief.structure import Annotation, Content, Element, Structure, Tag

_ATTRIBUTES: Mapping[Tag, str] = {
    Tag.HEAD_CELL: "/A<</O/Table/Scope/Column>>",
    Tag.LIST: "/A<</O/List/ListNumbering/Decimal>>",
}


def write_tree(file: PdfFile, structure: Structure) -> None:
    """Write all elements, and the way back from each page and each link to its elements."""
    elements = structure.elements
    first = file.reserve(len(elements) + 2)
    for number, element in enumerate(elements, start=first):
        element.number = number
    pages = [file.page_number(index) for index in range(len(structure.pages))]
    back, top = first + len(elements), first + len(elements) + 1
    notes = [element for element in elements if element.tag is Tag.NOTE]
    names = {note.number: _name(count) for count, note in enumerate(notes, start=1)}
    for element in elements:
        code = _write(element, pages, element.parent.number if element.parent else top)
        if element.tag is Tag.NOTE:
            code += f"/ID{names[element.number]}"
        file.put(element.number, f"{code}>>".encode())
    file.put(back, _write_way_back(structure))
    tree = " ".join(f"{name} {number} 0 R" for number, name in names.items())
    root = (
        f"<</Type/StructTreeRoot/K[{structure.root.number} 0 R]/ParentTree {back} 0 R"
        f"/ParentTreeNextKey {structure.keys}" + (f"/IDTree<</Names[{tree}]>>>>" if tree else ">>")
    )
    file.put(top, root.encode())
    file.add_structure(top)


def _write(element: Element, pages: Sequence[int], parent: int) -> str:
    """Give the dictionary of an element without its end."""
    tag = element.tag
    if tag is Tag.LINK and not any(isinstance(k, Annotation) and k.object for k in element.kids):
        tag = Tag.SPAN  # it leads nowhere
    kids = element.kids
    if len(kids) == 1 and isinstance(kids[0], int):
        inner = str(kids[0])  # as of most elements
    else:
        inner = " ".join([_write_kid(kid, pages) for kid in kids])
    code = f"<</S/{tag}/P {parent} 0 R/K[{inner}]"
    if element.page >= 0:
        code += f"/Pg {pages[element.page]} 0 R"
    if element.lang:
        code += f"/Lang({element.lang})"
    if element.alt:
        code += f"/Alt<feff{element.alt.encode('utf-16-be').hex()}>"
    return code + _ATTRIBUTES.get(tag, "")


def _write_kid(kid: Element | int | Content | Annotation, pages: Sequence[int]) -> str:
    if isinstance(kid, Element):
        return f"{kid.number} 0 R"
    if isinstance(kid, int):
        return str(kid)
    if isinstance(kid, Content):
        return f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.number}>>"
    if not kid.object:
        return ""
    return f"<</Type/OBJR/Obj {kid.object} 0 R/Pg {pages[kid.page]} 0 R>>"


def _write_way_back(structure: Structure) -> bytes:
    """Give the parent tree: for a page the elements of its contents, for a link its element."""
    rows: list[tuple[int, str]] = [
        (key, "[" + " ".join([f"{owner.number} 0 R" for owner in owners]) + "]")
        for key, owners in structure.pages
    ]
    rows += [(key, f"{link.number} 0 R") for key, link in structure.links]
    return f"<</Nums[{' '.join([f'{key} {to}' for key, to in sorted(rows)])}]>>".encode()


def _name(number: int) -> str:
    """Give the name of a note; padded, so that names sort as a name tree asks."""
    return f"(note{number:08d})"
