"""Photographs and scans: brought down to what paper can show, with nothing else of their file.

What a camera writes beside the picture (place, time, owner, a small copy) is left behind.
"""

import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from dossier.brief.blocks import Run, Style
from dossier.brief.boxes import Item, Split, Surface
from dossier.brief.charts import Picture
from dossier.brief.look import LOOKS
from dossier.brief.pixels import Raster
from dossier.brief.setting import Frame, Setting
from dossier.brief.structure import Element, Tag

if TYPE_CHECKING:
    from PIL import Image

_PLAIN = 72 / 96  # points for a dot of a picture that says nothing of its size
_FINEST = 300 / 72  # dots for a point; more than paper shows
_BROKEN = (OSError, ValueError, SyntaxError, EOFError)  # what Pillow says of a broken file
_GREY = ("1", "L", "LA")  # its names of pictures without colours
_QUALITY = 88
_LEVEL = 6
_TALLEST = 0.94  # of the text height, so that a caption has room
_LEAST_SHARE = 0.05  # of the column


@dataclass(slots=True)
class Photograph:
    """A picture with its size on paper."""

    raster: Raster
    width: float
    height: float
    baseline: float = 0.0

    def split(self, room: float, *, force: bool) -> Split:
        """Keep it whole."""
        return (self, None) if force or self.height <= room else (None, self)

    def draw(self, surface: Surface, x: float, y: float) -> None:
        """Draw the picture, reduced to its place."""
        name = surface.picture(self.raster)
        place = f"{self.width:.2f} 0 0 {self.height:.2f} {x:.2f} {y - self.height:.2f} cm"
        surface.code.append(f"{surface.begin(None)} q {place} /{name} Do Q EMC")


def set_picture(picture: Picture, frame: Frame, setting: Setting) -> list[Item]:
    """Set a picture; one that cannot be read is replaced by its words."""
    widest, tallest = room_of(picture, frame.width, setting.sheet.top - setting.sheet.bottom)
    photograph = read_picture(picture.image, widest, tallest)
    if photograph is None:
        told = (Run(picture.words),)
        return [setting.set_item(told, LOOKS[Style.CAPTION], frame)]
    element = Element(Tag.FIGURE, alt=picture.alt or "Picture")
    return [Item(photograph, frame.x, 6, 6, element=element)]


def room_of(picture: Picture, width: float, height: float) -> tuple[float, float]:
    """Give the most that a picture takes of a column of that width on text of that height."""
    return width * min(max(picture.share, _LEAST_SHARE), 1.0), height * _TALLEST


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture as a file of its own: its bytes, "png" or "jpeg", and its size in points."""

    data: bytes
    suffix: str
    width: float
    height: float


def read_picture(image: bytes, widest: float, tallest: float) -> Photograph | None:
    """Give a PNG or JPEG so that it fits `widest` by `tallest` points; None if it is none."""
    made = _reduce(image, widest, tallest)
    if made is None:
        return None
    return Photograph(_pack(made.image, photo=made.photo), made.width, made.height)


def write_picture(image: bytes, widest: float, tallest: float) -> PictureFile | None:
    """Give the same as a file, as small as it may be there and with nothing of the old one."""
    made = _reduce(image, widest, tallest)
    if made is None:
        return None
    if made.photo:
        return PictureFile(_pack_photo(made.image), "jpeg", made.width, made.height)
    out = BytesIO()
    made.image.save(out, "PNG", compress_level=_LEVEL)
    return PictureFile(out.getvalue(), "png", made.width, made.height)


@dataclass(frozen=True, slots=True)
class _Reduced:
    """A picture upright on white, no finer than paper shows, with its size on paper in points."""

    image: "Image.Image"
    photo: bool
    width: float
    height: float


def _reduce(image: bytes, widest: float, tallest: float) -> _Reduced | None:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(image), formats=("PNG", "JPEG")) as opened:
                photo = opened.format == "JPEG"
                flat = _flatten(opened)
    except _BROKEN:
        return None
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        return None
    scale = min(_PLAIN, widest / flat.width, tallest / flat.height)
    width, height = flat.width * scale, flat.height * scale
    flat.thumbnail((max(1, round(width * _FINEST)), max(1, round(height * _FINEST))))
    return _Reduced(flat, photo, width, height)


def _flatten(image: "Image.Image") -> "Image.Image":
    """Give a picture upright, on white, in grey or in colours."""
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(image)
    ground = Image.new("RGBA", turned.size, "white")
    ground.alpha_composite(turned.convert("RGBA"))
    return ground.convert("L" if turned.mode in _GREY else "RGB")


def _pack(image: "Image.Image", *, photo: bool) -> Raster:
    """Compress as the file it came from was: a photograph by JPEG, a drawing without loss."""
    grey = image.mode == "L"
    if photo:
        return Raster(*image.size, grey, "DCTDecode", _pack_photo(image))
    return Raster(*image.size, grey, "FlateDecode", zlib.compress(image.tobytes(), _LEVEL))


def _pack_photo(image: "Image.Image") -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
