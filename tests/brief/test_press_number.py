"""The number of the press: what is printed otherwise than before bears another one."""

import hashlib
import re
import zlib
from dataclasses import replace
from io import BytesIO

from brief.printed import EMPTY, MARKED
from dossier import __version__
from dossier.brief.blocks import (
    Block,
    CitedOn,
    Column,
    Contents,
    Entry,
    Footnote,
    Heading,
    KeyFigure,
    KeyFigures,
    Listing,
    NoteRef,
    Paragraph,
    Quote,
    Run,
    Style,
    Table,
    Text,
    TitleBlock,
)
from dossier.brief.charts import Event, Interval, Intervals, Map, MapPlace, Timeline
from dossier.brief.document import Document
from dossier.brief.edition import PRESS
from dossier.brief.press import render

# of each press, in order: what the document below becomes. A new one is added with a new number;
# none is ever changed, because papers of that number are out.
PRINTED = ("d36ac97adfd91832a01b09687ba932d434e4885fd62082b1dd22ad06446f880b",)

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_FONT = b"/Length1 "  # a font program: written by HarfBuzz, whose version papers name
# what depends on how well the zlib of a machine packs, and what names the program
_PACKED = re.compile(rb"/Length \d+|/ID ?\[.*?\]|startxref\s+\d+|/(?:N|First) \d+", re.DOTALL)


def _said(words: str) -> Text:
    return (Run(words),)


def _paragraph(words: str, style: Style = Style.BODY, note: str = "") -> Paragraph:
    return Paragraph((Run(words), *((NoteRef(note),) if note else ())), style)


def _blocks() -> tuple[Block, ...]:
    prose = "The soldiers crossed the river and were met by guards of the other bank. " * 9
    mixed = "Солдаты перешли реку; سربازان از مرز گذشتند (22 June 2021), said “Asadov”."
    rows = tuple((_said(f"Place {n}"), _said(f"{n * 1234:,}")) for n in range(40))
    table = Table((Column(2), Column()), (_said("From"), _said("To")), rows)
    day = 737963
    return (
        TitleBlock("Case brief", "Crossings in June", _said("134 people crossed.")),
        KeyFigures((KeyFigure("134", (_said("Shir Khan Bandar"),)),)),
        Contents(levels=2),
        Heading(1, _said("What happened"), "what"),
        *(_paragraph(prose, note=str(n)) for n in range(1, 6)),
        _paragraph(mixed, note="6"),
        Quote(_said("We saw it.")),
        Listing(((_paragraph("One."),), (_paragraph("Two."),)), numbered=True),
        Heading(2, _said("Figures"), "figures"),
        table,
        Intervals(
            "Crossed",
            (
                Interval("134", "The service", 134, 134, used=True),
                Interval("More than 130", "A guard", 131, None),
            ),
        ),
        Timeline(
            "Days",
            (Event(day, "Kaldar", "134", 134), Event(day + 3, "Shir Khan")),
            ((day - 1, "21 June"), (day + 4, "26 June")),
        ),
        Map(
            "Map",
            (
                MapPlace("Kaldar", 678000000, 372000000, 5000, "1"),
                MapPlace("Shir Khan", 686000000, 371800000, 0, "2"),
            ),
        ),
        Heading(1, _said("Sources"), "sources"),
        *(_source(str(n)) for n in range(1, 7)),
    )


def _source(note: str) -> Entry:
    back = Paragraph((CitedOn(note),), Style.MARGIN)
    return Entry((back,), (_paragraph(f"Source {note}.", Style.SOURCE),), note=note)


def _unpacked(document: Document) -> bytes:
    """What is printed, but for how it is packed and the name of the program."""
    out = BytesIO()
    render(document, out)
    parts, at, data = [], 0, out.getvalue()
    for found in _STREAM.finditer(data):
        head = data[at : found.start()]
        parts.append(head)
        entries = head.rpartition(b" obj")[2]
        if b"/XRef" not in entries and _FONT not in entries:
            try:
                parts.append(zlib.decompress(found[1]))
            except zlib.error:
                parts.append(found[1])
        at = found.end()
    whole = b"".join([*parts, data[at:]])
    return _PACKED.sub(b"", whole).replace(f"Dossier {__version__}".encode(), b"Dossier")


def test_what_is_printed_otherwise_bears_another_number() -> None:
    """If this fails, papers of before would be called altered: raise PRESS, and add the new hash.

    The hash is over blocks of each kind, twice: with notes in the register and at the foot.
    """
    feet = tuple(Footnote(str(n), _said(f"Source {n}."), _said(f"S-{n}.")) for n in range(1, 7))
    plain = replace(MARKED, blocks=_blocks())
    whole = _unpacked(plain) + _unpacked(replace(plain, footnotes=feet, mark=EMPTY.mark))
    assert len(PRINTED) == PRESS
    assert hashlib.sha256(whole).hexdigest() == PRINTED[PRESS - 1]
