"""PDFium's things are freed at once and behind its lock, also where something fails."""

import threading
from collections.abc import Callable
from io import BytesIO
from types import ModuleType

import pikepdf
import pypdfium2
import pytest
from pypdfium2.internal import ObjectTracker

from dossier import pdfium
from dossier.errors import DossierError
from dossier.ui.briefs import pdf


@pytest.fixture(scope="module")
def data() -> bytes:
    with BytesIO() as out, pikepdf.new() as made:
        made.add_blank_page()
        made.save(out)
        return out.getvalue()


def open_things() -> dict[str, int]:
    return {kind.__name__: len(those) for kind, those in ObjectTracker.items() if those}


def test_a_call_outside_the_lock_is_seen(data: bytes) -> None:
    with pytest.raises(AssertionError, match="outside the lock"):
        pypdfium2.PdfDocument(data)


def fail(*_: object) -> None:
    raise pypdfium2.PdfiumError("Failed")


@pytest.mark.parametrize(
    ("room", "part", "call"),
    [
        (pdf, "_image", lambda opened: opened.draw(0, 100)),
        (pypdfium2.raw, "FPDF_RenderPageBitmap", lambda opened: opened.draw(0, 100)),
        (pdf, "_letters", lambda opened: opened.letters(0)),
        (pdf, "_lines", lambda opened: opened.lines(0)),
        (pdf, "_hits", lambda opened: opened.find(0, "a")),
    ],
)
def test_what_fails_on_a_page_leaves_nothing_to_the_collector(
    data: bytes,
    monkeypatch: pytest.MonkeyPatch,
    room: ModuleType,
    part: str,
    call: Callable[[pdf.Pdf], object],
) -> None:
    opened = pdf.Pdf(data)
    before = open_things()
    monkeypatch.setattr(room, part, fail)
    with pytest.raises(DossierError) as failed:
        call(opened)
    assert open_things() == before, failed  # though the error holds the frames that had the page
    opened.close()


def test_a_document_that_cannot_be_measured_is_closed(
    data: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_things()
    monkeypatch.setattr(pypdfium2.PdfDocument, "get_page_size", fail)
    with pytest.raises(DossierError, match="damaged") as failed:
        pdf.Pdf(data)
    assert open_things() == before, failed


def test_another_thread_waits_until_a_document_is_closed(data: bytes) -> None:
    seen: list[str] = []

    def look() -> None:
        with pdfium.opened(data) as other:
            seen.append(f"{len(other)} pages")

    with pdfium.opened(data) as mine, pdfium.opened(data) as beside:
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(0.2)
        seen.append(f"{len(mine)} and {len(beside)}")
    thread.join(30)
    assert seen == ["1 and 1", "1 pages"]
