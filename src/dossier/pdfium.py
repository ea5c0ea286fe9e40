"""The one door to PDFium: a lock around every call, its troubles in words, and attached files.

PDFium may not be called by two threads at once, not even about two documents (pypdfium2,
"Incompatibility with Threading"): every call of this process stands behind this one lock. So does
the freeing of what was opened: left to the garbage collector, it comes on any thread at any time.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dossier.errors import DossierError

_ONE_AT_A_TIME = threading.RLock()  # one thread may look at two documents
UNREADABLE = "Save the original as a file, and open it with another program."
_LARGEST = 256 * 1024**2  # bytes of an attached file; what a brief attaches is far smaller


@contextmanager
def turn() -> Iterator[None]:
    """Wait for PDFium, and say what it says as a sentence (fpdfview.h, FPDF_ERR_PASSWORD).

    DossierError for a PDF that is locked or damaged.
    """
    import pypdfium2
    from pypdfium2 import raw

    try:
        with _ONE_AT_A_TIME:
            yield
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise DossierError(
                "This PDF is locked with a password, so its pages cannot be shown.",
                "Open it elsewhere with the password, save it without, and attach that copy too.",
            ) from error
        raise DossierError("This PDF is damaged: it cannot be shown.", UNREADABLE) from error


@contextmanager
def opened(source: bytes | Path, password: str | None = None) -> Iterator[Any]:
    """Give a PDF of pypdfium2; nobody else's turn comes before it is closed, with all its pages.

    DossierError for bytes that are no PDF, for a locked one and for a damaged one.
    """
    import pypdfium2

    with turn():
        pdf = pypdfium2.PdfDocument(source, password=password)
        try:
            yield pdf
        finally:
            pdf.close()


def attached(data: bytes, name: str, password: str | None = None) -> bytes | None:
    """Give the file of that name that is attached to a PDF; None if it has none.

    DossierError for bytes that are no PDF, for a locked one and for a damaged one.
    """
    with opened(data, password) as pdf:
        for index in range(pdf.count_attachments()):
            found = pdf.get_attachment(index)
            if found.get_name() == name:
                held = bytes(found.get_data())
                return held if len(held) <= _LARGEST else None
    return None
