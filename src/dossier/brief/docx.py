"""A brief as a Word file: Office Open XML (ISO/IEC 29500-1), for those who write on in it.

Headings, repeated table heads, lists and page numbers are Word's own, and every run says its
language. Note numbers are links into the register and back. Where notes stand at the foot of pages
they are footnotes of Word, each where its number is cited first: one footnote cannot be cited
twice, so later numbers stay links. No clock, no thumbnail, no name but the author's is in the file.
"""

import zipfile
from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from dossier.brief import blocks as b
from dossier.brief.breaking import clean_text
from dossier.brief.document import Document, Mark, PageSize
from dossier.brief.flow import Flow, Note, count_citations, each_text, linear
from dossier.brief.inline import name_note
from dossier.brief.look import measure_sheet
from dossier.brief.wordbody import Body, write_paragraph
from dossier.brief.wordmedia import Media
from dossier.brief.wordnotes import NOTE_SETTINGS, write_footnotes
from dossier.brief.wordstyles import OFFICE, SPACE, SPACES, write_lists, write_styles
from dossier.brief.wordtext import Piece, Places, write_runs

_BEGIN = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MAIN = "word/document.xml"
_PARTS = ("styles", "numbering", "settings", "header", "footer")  # beside the main one
_FOOTNOTES = "word/footnotes.xml"
_MEDIA = "word/media/"
_CORE = "docProps/core.xml"
_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can say
_POINT = 20  # twentieths
_MARGIN = 57  # points left and right
_HEAD, _EDGE, _BINDING = 72, 30, 12
_MODE = "http://schemas.microsoft.com/office/word"


def write_docx(document: Document) -> bytes:
    """Give the brief as a .docx file. Same document, same bytes."""
    flow = tuple(linear(document.blocks))
    sheet = measure_sheet(document.paper)
    width = round((sheet.width - 2 * _MARGIN) * _POINT)
    places = _find_places(flow, document)
    media = Media(sheet.height - 2 * _HEAD)
    body = Body(places, width, media)
    main = "".join(body.write(flow))
    notes = _footnotes(document, places)
    parts: dict[str, str | bytes] = {
        _MAIN: f"<w:document {SPACES}><w:body>{main}{_section(document)}</w:body></w:document>",
        "word/styles.xml": write_styles(document.language, large=document.large),
        "word/numbering.xml": write_lists(body.lists),
        "word/settings.xml": _settings(document, NOTE_SETTINGS if notes else ""),
        "word/header.xml": _header(document, width),
        "word/footer.xml": _footer(document, width),
        _CORE: _properties(document),
        "word/_rels/document.xml.rels": _relations(places.addresses, (*notes, *media.files)),
        "_rels/.rels": _roots(),
        **notes,
        **media.files,
    }
    return _pack({"[Content_Types].xml": _types(notes), **parts})


def _footnotes(document: Document, places: Places) -> dict[str, str]:
    """Give the part that holds the footnotes, and its links; nothing without footnotes."""
    if not document.footnotes:
        return {}
    written = write_footnotes(document.footnotes, places)
    links = _relate(_links(places.addresses))
    return {_FOOTNOTES: written, "word/_rels/footnotes.xml.rels": links}


def _pack(parts: Mapping[str, str | bytes]) -> bytes:
    """Put parts into an archive; all have the same old time."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in parts.items():
            entry = zipfile.ZipInfo(name, _TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            archive.writestr(entry, held if isinstance(held, bytes) else (_BEGIN + held).encode())
    return out.getvalue()


def _find_places(flow: Iterable[Flow], document: Document) -> Places:
    """Name all that links may lead to; names of bookmarks are letters, digits and lines."""
    blocks = tuple(flow)
    notes = dict.fromkeys(it.note for it in blocks if isinstance(it, Note))
    anchors = dict.fromkeys(name for it in blocks for name in _anchors(it) if name)
    names = {note: f"note_{number}" for number, note in enumerate(notes, start=1)}
    feet = document.footnotes
    places = {name_note(it.note): names[it.note] for it in feet if it.note in names}
    places |= {name: f"place_{number}" for number, name in enumerate(anchors, start=1)}
    return Places(
        names,
        places,
        count_citations(blocks),
        dict(document.inks),
        {it.note: number for number, it in enumerate(feet, start=1)},
    )


def _anchors(block: Flow) -> Iterator[str]:
    if isinstance(block, b.Heading | Note):
        yield block.anchor
    for text in each_text(block):
        yield from (part.anchor for part in text if isinstance(part, b.Run))


# ---- the page


def _section(document: Document) -> str:
    sheet = measure_sheet(document.paper)
    width, height = (round(side * _POINT) for side in (sheet.width, sheet.height))
    side, head, edge = (_MARGIN * _POINT, _HEAD * _POINT, _EDGE * _POINT)
    gutter = _BINDING * _POINT if document.duplex else 0
    code = ' w:code="9"' if document.paper is PageSize.A4 else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{code}/>'
        f'<w:pgMar w:top="{head}" w:right="{side}" w:bottom="{head}" w:left="{side - gutter}" '
        f'w:header="{edge}" w:footer="{edge}" w:gutter="{gutter}"/></w:sectPr>'
    )


def _settings(document: Document, notes: str) -> str:
    mirror = "<w:mirrorMargins/>" if document.duplex else ""
    mode = f'<w:compatSetting w:name="compatibilityMode" w:uri="{_MODE}" w:val="15"/>'
    return f"<w:settings {SPACE}>{mirror}{notes}<w:compat>{mode}</w:compat></w:settings>"


def _header(document: Document, width: int) -> str:
    line = _line("Header", document.head or document.title, _words(document.reference), width)
    return f"<w:hdr {SPACES}>{_mark(document.mark)}{line}</w:hdr>"


def _footer(document: Document, width: int) -> str:
    page, of = document.page_label
    number = f"{_words(page)}{_field('PAGE')}{_words(of)}{_field('NUMPAGES')}"
    line = _line("Footer", document.footer, number, width)
    return f"<w:ftr {SPACES}>{line}{_mark(document.mark)}</w:ftr>"


def _mark(mark: Mark) -> str:
    """Give the handling mark: in the middle, or at the right in the colours of the protocol."""
    text = " ".join(clean_text(mark.text).split())
    if not text:
        return ""
    if not mark.ground:
        return write_paragraph((Piece(text, colour=mark.colour),), "Mark", align=b.Align.CENTRE)
    piece = Piece(f"\u00a0{text}\u00a0", colour=mark.colour, shade=mark.ground)
    return write_paragraph((piece,), "MarkBoxed", align=b.Align.RIGHT)


def _line(style: str, left: str, right: str, width: int) -> str:
    """Give words at the left and runs at the right of one line."""
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tab}</w:pPr>{_words(left)}'
        f"<w:r><w:tab/></w:r>{right}</w:p>"
    )


def _words(text: str) -> str:
    return write_runs((Piece(" ".join(clean_text(text).split(" "))),))


def _field(name: str) -> str:
    return f'<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


# ---- the package (ISO/IEC 29500-2)


def _properties(document: Document) -> str:
    """Give title, author and the time of the last step of the case: no clock is read."""
    when = document.date.strftime("%Y-%m-%dT%H:%M:%SZ")
    said = {
        "dc:title": document.title,
        "dc:subject": document.subject,
        "dc:creator": document.author,
        "cp:keywords": document.mark.text,
        "dc:language": document.language,
    }
    told = "".join(f"<{tag}>{escape(clean_text(it))}</{tag}>" for tag, it in said.items() if it)
    moments = "".join(
        f'<dcterms:{verb} xsi:type="dcterms:W3CDTF">{when}</dcterms:{verb}>'
        for verb in ("created", "modified")
    )
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{told}{moments}</cp:coreProperties>"
    )


def _types(notes: Container[str]) -> str:
    named = {f"word/{part}.xml": f"{_WORD}.{part}+xml" for part in _PARTS}
    if _FOOTNOTES in notes:
        named[_FOOTNOTES] = f"{_WORD}.footnotes+xml"
    named[_MAIN] = f"{_WORD}.document.main+xml"
    named[_CORE] = "application/vnd.openxmlformats-package.core-properties+xml"
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in named.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        '<Default Extension="jpeg" ContentType="image/jpeg"/>'
        f"{overrides}</Types>"
    )


def _roots() -> str:
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    return _relate(
        (_relation("main", f"{OFFICE}/officeDocument", _MAIN), _relation("core", core, _CORE))
    )


def _relations(addresses: Mapping[str, str], more: Collection[str]) -> str:
    """Give the links of the main part; `more` are its parts that not every brief has."""
    names = (*_PARTS, "footnotes") if _FOOTNOTES in more else _PARTS
    own = [_relation(part, f"{OFFICE}/{part}", f"{part}.xml") for part in names]
    for target in (name.removeprefix("word/") for name in more if name.startswith(_MEDIA)):
        key = target.removeprefix("media/").partition(".")[0]
        own.append(_relation(key, f"{OFFICE}/image", target))
    return _relate((*own, *_links(addresses)))


def _links(addresses: Mapping[str, str]) -> list[str]:
    return [
        _relation(key, f"{OFFICE}/hyperlink", address, ' TargetMode="External"')
        for address, key in addresses.items()
    ]


def _relate(relations: Iterable[str]) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(relations)}</Relationships>'


def _relation(key: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{key}" Type="{kind}" Target={quoteattr(target)}{mode}/>'
