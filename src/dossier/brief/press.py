"""From blocks to PDF: the one door to the print engine."""

from collections.abc import Callable
from typing import BinaryIO

from dossier.brief.blocks import Document, Report


def render(
    document: Document,
    out: BinaryIO,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Report:
    """Write `document` as PDF to `out` and say what came out. Same document, same bytes.

    `progress` gets (blocks set, blocks in all). When `cancel` returns true, setting stops with
    CancelledError and `out` holds nothing of use. Size and content never make it fail.
    """
    raise NotImplementedError
