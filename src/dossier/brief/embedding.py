"""Fonts into the file: subsets at pinned axes, composite fonts, and the exact way back to text."""

import hashlib

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFName,
    PDFObject,
    PDFString,
)

from dossier.brief.fonts import Family
from dossier.brief.pdffile import PdfFile, pack_stream
from dossier.brief.shaping import PaperFont

# what a composite font reads (ISO 32000-1, 9.9, table 126); the codes do the work of cmap and GSUB
_SILENT = "\N{WORD JOINER}"
_KEPT_TABLES = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp"))
_SERIF_FLAG, _SYMBOLIC_FLAG, _ITALIC_FLAG, _FIXED_FLAG = 2, 4, 64, 1  # ISO 32000-1, table 123


def embed_font(file: PdfFile, font: PaperFont) -> PDFObject:
    """Write `font` into `file` as a Type0 font and give the reference to it.

    ISO 32000-1, 9.7: codes of two bytes, Identity-H, CIDFontType2 with a map from code to glyph.
    """
    data, glyphs = subset_font(font)
    name = _name_subset(font, data)
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": PDFName(name),
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": file.refer(_describe(file, font, name, data)),
            "DW": 0,
            "W": _list_widths(font),
            "CIDToGIDMap": file.refer(pack_stream(_map_codes(glyphs))),
        }
    )
    return file.refer(
        PDFDictionary(
            {
                "Type": PDFName("Font"),
                "Subtype": PDFName("Type0"),
                "BaseFont": PDFName(name),
                "Encoding": PDFName("Identity-H"),
                "DescendantFonts": PDFArray([file.refer(descendant)]),
                "ToUnicode": file.refer(pack_stream(write_to_unicode(font))),
            }
        )
    )


def subset_font(font: PaperFont) -> tuple[bytes, list[int]]:
    """Give the font file with only the used glyphs, and the new glyph of each code from 1 on."""
    import uharfbuzz as hb

    subset = hb.SubsetInput()
    subset.sets(hb.SubsetInputSets.GLYPH_INDEX).update(glyph for glyph, _ in font.codes)
    for tag, value in font.loaded.axes.items():
        subset.pin_axis_location(font.loaded.face, tag, value)
    subset.flags = (
        hb.SubsetFlags.NO_HINTING
        | hb.SubsetFlags.NOTDEF_OUTLINE
        | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        | hb.SubsetFlags.NO_BIDI_CLOSURE
    )
    dropped = (tag for tag in font.loaded.face.table_tags if tag not in _KEPT_TABLES)
    subset.drop_table_tag_set.update(int.from_bytes(tag.encode(), "big") for tag in dropped)
    plan = hb.SubsetPlan(font.loaded.face, subset)
    renamed = dict(plan.old_to_new_glyph_mapping)
    return plan.execute().blob.data, [renamed[glyph] for glyph, _ in font.codes]


def write_to_unicode(font: PaperFont) -> bytes:
    """Write the CMap that leads each code back to its text (ISO 32000-1, 9.10.3)."""
    # a glyph that shows a part of a letter must say something too: its /ActualText says the letter
    rows = [
        f"<{code:04x}> <{(text or _SILENT).encode('utf-16-be').hex()}>"
        for (_, text), code in font.codes.items()
    ]
    blocks = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    ).encode("ascii")


def _name_subset(font: PaperFont, data: bytes) -> str:
    """Give "ABCDEF+Name-400"; the tag comes from the bytes, so equal subsets have equal names."""
    digest = hashlib.sha256(data).digest()
    tag = "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
    axes = "".join(f"-{tag}{value:g}" for tag, value in font.loaded.axes.items())
    return f"{tag}+{font.loaded.postscript}{axes}"


def _list_widths(font: PaperFont) -> PDFArray:
    advance = font.loaded.font.get_glyph_h_advance
    return PDFArray([1, PDFArray([advance(glyph) for glyph, _ in font.codes])])


def _map_codes(glyphs: list[int]) -> bytes:
    return b"\0\0" + b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)


def _describe(file: PdfFile, font: PaperFont, name: str, data: bytes) -> PDFDictionary:
    import uharfbuzz as hb

    loaded = font.loaded
    extents = loaded.font.get_font_extents("ltr")
    flags = _SYMBOLIC_FLAG
    flags |= _SERIF_FLAG if loaded.cut.family is Family.SERIF else 0
    flags |= _FIXED_FLAG if loaded.cut.family is Family.MONO else 0
    flags |= _ITALIC_FLAG if loaded.cut.italic else 0
    cap_height = loaded.font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT)
    return PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": PDFName(name),
            "Flags": flags,
            "FontBBox": PDFArray(_read_box(data, loaded.face.upem)),
            "ItalicAngle": -10 if loaded.cut.italic else 0,
            "Ascent": extents.ascender,
            "Descent": extents.descender,
            "CapHeight": cap_height,
            "StemV": 50 + loaded.cut.weight // 8,
            "FontFile2": file.refer(pack_stream(data, Length1=len(data))),
        }
    )


def _read_box(data: bytes, units: int) -> list[int]:
    """Read xMin, yMin, xMax, yMax from the head table of the font file `data` (OpenType).

    The file counts in `units` to the em, a PDF in thousands (ISO 32000-1, 9.8.1).
    """
    tables = int.from_bytes(data[4:6], "big")
    records = (data[12 + 16 * index : 28 + 16 * index] for index in range(tables))
    start = next(int.from_bytes(r[8:12], "big") for r in records if r[:4] == b"head")
    parts = (data[start + at : start + at + 2] for at in (36, 38, 40, 42))
    return [round(int.from_bytes(part, "big", signed=True) * 1000 / units) for part in parts]
