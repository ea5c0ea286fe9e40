"""Brings a stored file to the screen: its bytes in turns of the window, its pages beside it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter

from PySide6.QtCore import QObject, QTimer, Signal

from dossier.errors import DossierError
from dossier.model.records import Attachment
from dossier.ui.briefs.pdf import Pdf
from dossier.ui.briefs.renderer import Opener
from dossier.ui.briefs.sheets import Sizes
from dossier.ui.desk import Desk
from dossier.ui.jobs import Jobs, Ticket
from dossier.ui.reader.pictures import PictureBook

LARGEST = 300 * 1024 * 1024  # bytes that are taken into memory to be shown
_TURN = 0.012  # seconds of reading before the window gets a turn
_MEGA = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """A file that can be shown: as pages, or as words where it has none.

    Not `intact`: these are not the bytes that were attached, and so nothing is shown of them.
    """

    attachment: Attachment
    data: bytes
    intact: bool = True
    sizes: Sizes = ()
    opener: Opener = Pdf


def opener_of(media_type: str) -> Opener | None:
    """What draws files of a type; None if they are shown as words, or not at all."""
    if media_type == "application/pdf":
        return Pdf
    return PictureBook if media_type.startswith("image/") else None


def is_words(media_type: str) -> bool:
    """Whether a file of that type is shown as the text it consists of."""
    return media_type.startswith("text/") or media_type in ("application/json", "application/xml")


class Loader(QObject):
    """Reads one file at a time and compares its hash. `loaded` carries a Shown.

    `refused` carries a DossierError: a damaged file, one that is too large.
    """

    loaded = Signal(object)
    refused = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = Jobs(self)  # apart from the window's: a moment's work need not be announced
        self._jobs.failed.connect(self._fail)
        self._wanted = Attachment()
        self._chunks: Iterator[bytes] = iter(())
        self._data = bytearray()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def load(self, attachment: Attachment) -> None:
        """Read a file; what was being read is forgotten."""
        self.stop()
        case = self._desk.case
        if case is None:
            return
        self._wanted = attachment
        if (attachment.size or 0) > LARGEST:
            size = f"{(attachment.size or 0) // _MEGA:,} MB"
            hint = "Save the original as a file, and open it with another program."
            self.refused.emit(DossierError(f"This file has {size}: too much to show here.", hint))
            return
        self._chunks = case.blob(attachment.sha256)
        self._timer.start(0)

    def stop(self) -> None:
        """Forget what is being read."""
        self._timer.stop()
        self._wanted = Attachment()
        self._chunks = iter(())
        self._data = bytearray()

    def _turn(self) -> None:
        until = perf_counter() + _TURN
        try:
            while perf_counter() < until:
                self._data += next(self._chunks)
        except StopIteration:
            self._timer.stop()
            self._open(bytes(self._data))
        except DossierError as error:
            self.stop()
            self.refused.emit(error)

    def _open(self, data: bytes) -> None:
        work = partial(_opened, self._wanted, data)
        self._jobs.start("Opening the original", work, self._take)

    def _take(self, shown: Shown) -> None:
        if shown.attachment == self._wanted:
            self._data = bytearray()
            self.loaded.emit(shown)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DossierError):
            raise error
        if self._wanted.id:
            self.refused.emit(error)


def _opened(attachment: Attachment, data: bytes, ticket: Ticket) -> Shown:
    """Compare the hash and count the pages; called on a thread of the pool."""
    if hashlib.sha256(data).hexdigest() != attachment.sha256:
        return Shown(attachment, b"", intact=False)
    ticket.check()
    opener = opener_of(attachment.media_type)
    if opener is None:
        return Shown(attachment, data)
    document = opener(data)
    document.close()
    return Shown(attachment, data, sizes=document.sizes, opener=opener)
