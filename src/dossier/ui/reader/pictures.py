"""Pictures as documents of one page or, for TIFF, several: what Qt reads, and no more than fits."""

import math

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QImage, QImageIOHandler, QImageReader

from dossier.errors import DossierError
from dossier.ui.briefs.pdf import Link

# the width of a picture at 100 %, in pixels, unless it has fewer: so the zoom goes from all of it
# in a narrow pane to every dot of a page scanned with 300 dots to the inch
_WIDTH, _POINTS = 1200, 0.75
_SHOWN = frozenset({"png", "jpeg", "gif", "tiff", "bmp", "webp"})
_HEAD = 64  # bytes
_BYTES_A_PIXEL, _MEGA = 4, 1024 * 1024
_ELSEWHERE = "Save the original as a file, and open it with another program."
_TURNED = QImageIOHandler.Transformation.TransformationRotate90


class PictureBook:
    """A picture file. DossierError says why it cannot be shown."""

    def __init__(self, data: bytes) -> None:
        self._data = QByteArray(data)
        self._format = _format_of(data)
        self._held: tuple[int, QImage] | None = None
        reader, buffer = self._reader(0)
        pages = max(1, reader.imageCount()) if self._format == "tiff" else 1
        buffer.close()
        self._pixels = tuple(self._measured(page) for page in range(pages))
        self.sizes = tuple(_points(size) for size in self._pixels)

    def _reader(self, page: int) -> tuple[QImageReader, QBuffer]:
        buffer = QBuffer()
        buffer.setData(self._data)  # it keeps only an array of its own alive
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        reader = QImageReader(buffer)
        # Asked which format it is, the reader of SVG makes an object that listens to the buffer;
        # on this thread, which then has Python's lock, that can wait for the window for ever.
        reader.setAutoDetectImageFormat(False)
        reader.setFormat(self._format.encode())
        reader.setAutoTransform(True)
        if page:
            reader.jumpToImage(page)
        return reader, buffer

    def _measured(self, page: int) -> QSize:
        reader, buffer = self._reader(page)
        size = reader.size()
        turned = bool(reader.transformation() & _TURNED)
        buffer.close()
        if not size.isValid() or size.isEmpty():
            raise DossierError("This picture is damaged: it cannot be shown.", _ELSEWHERE)
        if size.width() * size.height() * _BYTES_A_PIXEL > QImageReader.allocationLimit() * _MEGA:
            raise DossierError(
                f"This picture has {size.width():,} × {size.height():,} pixels: too many to be"
                " shown here.",
                _ELSEWHERE,
            )
        return size.transposed() if turned else size

    def draw(self, page: int, width: int) -> tuple[QImage, tuple[Link, ...]]:
        """Draw a page `width` pixels wide. It has no links."""
        if self._held is None or self._held[0] != page:
            self._held = (page, self._read(page))
        smooth = Qt.TransformationMode.SmoothTransformation
        return self._held[1].scaledToWidth(max(1, width), smooth), ()

    def _read(self, page: int) -> QImage:
        reader, buffer = self._reader(page)
        image = reader.read()
        buffer.close()
        if image.isNull():
            raise DossierError("This picture is damaged: it cannot be shown.", _ELSEWHERE)
        return image

    def close(self) -> None:
        """Free it."""
        self._held = None


def _format_of(data: bytes) -> str:
    """Say what kind of picture it is, by how it begins. A drawing that may fetch files is none."""
    from dossier.case.attachments import media_type

    found = media_type("", data[:_HEAD]).removeprefix("image/")
    if found not in _SHOWN:
        raise DossierError("Pictures of this kind cannot be shown here.", _ELSEWHERE)
    return found


def _points(size: QSize) -> tuple[float, float]:
    scale = _POINTS * min(1.0, _WIDTH / size.width())
    return size.width() * scale, math.ceil(size.height() * scale)
