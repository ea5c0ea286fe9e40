"""From blocks to PDF: the one door to the print engine."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from dossier.brief import blocks, data, figures, prose
from dossier.brief.boxes import Item
from dossier.brief.breaking import clean_text
from dossier.brief.charts import Diagram, Intervals, Map, Multiples, Picture, Timeline
from dossier.brief.contents import list_headings, set_contents
from dossier.brief.diagrams import set_diagram
from dossier.brief.document import Document, Report
from dossier.brief.embedding import embed_font
from dossier.brief.inline import Ledger
from dossier.brief.intervals import set_intervals
from dossier.brief.look import measure_sheet
from dossier.brief.maps.drawing import set_map
from dossier.brief.metadata import Info
from dossier.brief.multiples import set_multiples
from dossier.brief.page import Book, fill_pages
from dossier.brief.pdffile import PdfFile
from dossier.brief.raster import set_picture
from dossier.brief.setting import Setting, Way
from dossier.brief.shaping import Shaper
from dossier.brief.table import set_table
from dossier.brief.timeline import set_timeline
from dossier.brief.typesetting import Typesetter
from dossier.errors import DossierError

_WAYS: Mapping[type, Way] = {
    blocks.Paragraph: prose.set_paragraph,
    blocks.Heading: prose.set_heading,
    blocks.Entry: prose.set_entry,
    blocks.Table: set_table,
    blocks.Quote: prose.set_quote,
    blocks.Chain: figures.set_chain,
    blocks.TitleBlock: prose.set_title,
    blocks.KeyFigures: figures.set_key_figures,
    blocks.Columns: figures.set_columns,
    blocks.Listing: prose.set_listing,
    blocks.Panel: figures.set_panel,
    Intervals: set_intervals,
    Timeline: set_timeline,
    Picture: set_picture,
    Map: set_map,
    Diagram: set_diagram,
    Multiples: set_multiples,
    blocks.Contents: set_contents,
    blocks.Rule: prose.set_rule,
    blocks.Space: prose.set_space,
}
_ROUNDS = 4  # settings until "cited on" tells the truth; more than two means that it moves pages

Progress = Callable[[int, int], None]
Cancel = Callable[[], bool]


class CancelledError(DossierError):
    """The reader of the progress bar changed their mind."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """One setting of a document, from the first page to the last."""

    file: PdfFile
    book: Book
    setting: Setting
    ledger: Ledger


def render(
    document: Document,
    out: BinaryIO,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Report:
    """Write `document` as PDF to `out` and say what came out. Same document, same bytes.

    `progress` gets (blocks set, blocks in all). When `cancel` returns true, setting stops with
    CancelledError and nothing is written. Size and content never make it fail.
    """
    typesetter = Typesetter(Shaper(document.language, dict(document.fonts)))
    printed = _print_pages(document, typesetter, None, progress, cancel)
    for _ in range(_ROUNDS):
        if printed.ledger.settled:
            break
        known = {note: tuple(pages) for note, pages in printed.ledger.cited.items()}
        typesetter.missing.clear()
        printed = _print_pages(document, typesetter, known, progress, cancel)
    _close_pages(printed)
    for font in typesetter.fonts:
        printed.file.add_font(font.name, embed_font(printed.file, font))
    printed.file.attach(data.NAME, data.MEDIA_TYPE, data.write_data(document), document.date)
    printed.file.finish(_describe(document), out)
    ledger = printed.ledger
    return Report(
        pages=printed.book.count,
        missing=dict(sorted(typesetter.missing.items())),
        cited={note: tuple(pages) for note, pages in ledger.cited.items()},
        dead_links=(*printed.book.dead_links, *ledger.refused),
    )


def _print_pages(
    document: Document,
    typesetter: Typesetter,
    known: Mapping[str, tuple[int, ...]] | None,
    progress: Progress | None,
    cancel: Cancel | None,
) -> _Printed:
    sheet = measure_sheet(document.paper, large=document.large)
    ledger = Ledger(known=known)
    setting = Setting(_WAYS, typesetter, sheet, ledger, list_headings(document.blocks))
    file = PdfFile(sheet.width, sheet.height, document.language, sheet.scale, document.inks)
    book = Book(file, document, setting, ledger)
    fill_pages(_set_blocks(document, setting, progress, cancel), book, sheet)
    return _Printed(file, book, setting, ledger)


def _set_blocks(
    document: Document, setting: Setting, progress: Progress | None, cancel: Cancel | None
) -> Iterator[Sequence[Item]]:
    """Yield the items of each block; an empty sequence is a page end.

    A panel at the very end does not stand alone on its page: what is before it goes with it.
    """
    total = len(document.blocks)
    tied = total - 1 if document.blocks and isinstance(document.blocks[-1], blocks.Panel) else 0
    for count, block in enumerate(document.blocks, start=1):
        if cancel and cancel():
            raise CancelledError("Printing was cancelled; nothing was written.")
        if isinstance(block, blocks.PageBreak):
            yield ()
        elif items := setting.set_block(block):
            items[-1].keep = items[-1].keep or count == tied
            yield items
        if progress:
            progress(count, total)


def _close_pages(printed: _Printed) -> None:
    """Write page numbers, links, structure and outline."""
    printed.book.finish()
    places = printed.book.places
    printed.file.add_outline(
        (line.level, line.title, places[line.anchor])
        for line in printed.setting.outline
        if line.anchor in places
    )


def _describe(document: Document) -> Info:
    return Info(
        title=clean_text(document.title),
        author=clean_text(document.author),
        subject=clean_text(document.subject),
        keywords=clean_text(document.mark.text),
        date=document.date,
        archival=document.archival,
    )
