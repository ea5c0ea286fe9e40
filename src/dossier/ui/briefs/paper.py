"""A brief on real paper: the pages of the PDF as pictures, sent to a printer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from dossier.errors import DossierError
from dossier.ui.briefs.pdf import Pdf
from dossier.ui.jobs import Cancelled, Ticket

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

DOTS = 300  # to the inch


def prepare(printer: "QPrinter", title: str, sizes: tuple[tuple[float, float], ...]) -> None:
    """Tell a printer the paper of a PDF and how many pages there are to choose from."""
    from PySide6.QtPrintSupport import QPrinter

    unit, match = QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.FuzzyMatch
    paper = QPageSize(QSizeF(*sizes[0]), unit, "", match)
    upright = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, upright, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)  # the PDF brings its own margins
    printer.setResolution(DOTS)
    printer.setDocName(title)
    printer.setPrintRange(QPrinter.PrintRange.AllPages)


def send(data: bytes, printer: "QPrinter", ticket: Ticket) -> int:
    """Print the pages that were asked for, and give how many. DossierError: the printer is off."""
    pdf = Pdf(data)
    try:
        pages = _pages(printer, len(pdf.sizes))
        painter = QPainter()
        if not painter.begin(printer):
            raise DossierError(
                f"The printer {printer.printerName() or 'file'} did not take the brief.",
                "Check that it is switched on, or save the PDF and print that.",
            )
        try:
            _paint(painter, printer, pdf, pages, ticket)
        finally:
            painter.end()
    finally:
        pdf.close()
    return len(pages)


def _pages(printer: "QPrinter", count: int) -> range:
    first, last = printer.fromPage() or 1, printer.toPage() or count
    return range(max(1, first) - 1, min(count, last))


def _paint(painter: QPainter, printer: "QPrinter", pdf: Pdf, pages: range, ticket: Ticket) -> None:
    from PySide6.QtPrintSupport import QPrinter

    for done, page in enumerate(pages):
        try:
            ticket.report("", done, len(pages))
        except Cancelled:
            printer.abort()
            raise
        if done:
            printer.newPage()
        paper = printer.paperRect(QPrinter.Unit.DevicePixel)
        width, height = pdf.sizes[page]
        scale = min(paper.width() / width, paper.height() / height)
        size = QSizeF(width * scale, height * scale)
        painter.drawImage(QRectF(paper.topLeft(), size), pdf.draw_at(page, DOTS))
