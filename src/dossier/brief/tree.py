"""The structure of a brief as objects of a PDF (ISO 32000-1, 14.7.2 to 14.7.4)."""

from collections.abc import Iterator, Mapping, Sequence

from dossier.brief.pdffile import PdfFile, RawObject
from dossier.brief.structure import Annotation, Content, Element, Structure, Tag

_ATTRIBUTES: Mapping[Tag, str] = {
    Tag.HEAD_CELL: " /A <</O /Table /Scope /Column>>",
    Tag.LIST: " /A <</O /List /ListNumbering /Decimal>>",
}


def write_tree(file: PdfFile, structure: Structure) -> None:
    """Write all elements, and the way back from each page and each link to its elements."""
    elements = list(_walk(structure.root))
    objects = [RawObject() for _ in elements]
    numbers = {element: file.number(each) for element, each in zip(elements, objects, strict=True)}
    names: list[int] = []
    root = RawObject()
    top = file.number(root)
    pages = [file.page_number(index) for index in range(len(structure.pages))]
    for element, each in zip(elements, objects, strict=True):
        parent = numbers[element.parent] if element.parent else top
        name = ""
        if element.tag is Tag.NOTE:
            names.append(numbers[element])
            name = f" /ID {_name(len(names))}"
        each.data = (_write(element, numbers, pages, parent) + name + ">>").encode("ascii")
    back = file.number(RawObject(_write_way_back(structure, numbers)))
    tree = " ".join(f"{_name(i)} {number} 0 R" for i, number in enumerate(names, start=1))
    root.data = (
        f"<</Type /StructTreeRoot /K [{numbers[structure.root]} 0 R] /ParentTree {back} 0 R "
        f"/ParentTreeNextKey {structure.keys}"
        + (f" /IDTree <</Names [{tree}]>>" if tree else "")
        + ">>"
    ).encode("ascii")
    file.add_structure(root)


def _walk(root: Element) -> Iterator[Element]:
    """Give all elements in the order of reading."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]


def _write(
    element: Element, numbers: Mapping[Element, int], pages: Sequence[int], parent: int
) -> str:
    """Give the dictionary of an element without its end."""
    home = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
    kids = " ".join(filter(None, (_write_kid(kid, numbers, pages, home) for kid in element.kids)))
    tag = element.tag
    if tag is Tag.LINK and not any(isinstance(k, Annotation) and k.object for k in element.kids):
        tag = Tag.SPAN  # it leads nowhere
    code = f"<</Type /StructElem /S /{tag} /P {parent} 0 R /K [{kids}]"
    if home is not None:
        code += f" /Pg {pages[home]} 0 R"
    if element.lang:
        code += f" /Lang ({element.lang})"
    if element.alt:
        code += f" /Alt <feff{element.alt.encode('utf-16-be').hex()}>"
    return code + _ATTRIBUTES.get(tag, "")


def _write_kid(
    kid: Element | Content | Annotation,
    numbers: Mapping[Element, int],
    pages: Sequence[int],
    home: int | None,
) -> str:
    if isinstance(kid, Element):
        return f"{numbers[kid]} 0 R"
    if isinstance(kid, Content):
        if kid.page == home:
            return str(kid.number)
        return f"<</Type /MCR /Pg {pages[kid.page]} 0 R /MCID {kid.number}>>"
    if not kid.object:
        return ""
    return f"<</Type /OBJR /Obj {kid.object} 0 R /Pg {pages[kid.page]} 0 R>>"


def _write_way_back(structure: Structure, numbers: Mapping[Element, int]) -> bytes:
    """Give the parent tree: for a page the elements of its contents, for a link its element."""
    rows: list[tuple[int, str]] = [
        (key, "[" + " ".join(f"{numbers[owner]} 0 R" for owner in owners) + "]")
        for key, owners in structure.pages
    ]
    rows += [(key, f"{numbers[link]} 0 R") for key, link in structure.links]
    return f"<</Nums [{' '.join(f'{key} {to}' for key, to in sorted(rows))}]>>".encode("ascii")


def _name(number: int) -> str:
    """Give the name of a note; padded, so that names sort as a name tree asks."""
    return f"(note{number:08d})"
