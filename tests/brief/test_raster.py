"""Photographs and scans on paper: small enough, described, and with nothing else of their file."""

import zlib
from io import BytesIO

import page as validator
import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from brief.printed import Printed, say
from dossier.brief.charts import Picture
from dossier.brief.raster import read_picture

PLACE = "38.5N 68.8E, camera of Sokolov"


def png(
    mode: str = "RGB", size: tuple[int, int] = (60, 40), colour: tuple[int, ...] | int = 0
) -> bytes:
    out, note = BytesIO(), PngImagePlugin.PngInfo()
    note.add_text("Comment", PLACE)
    Image.new(mode, size, colour).save(out, "PNG", pnginfo=note)
    return out.getvalue()


def jpeg(mode: str = "RGB", size: tuple[int, int] = (60, 40), turn: int = 1) -> bytes:
    out, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010E] = turn, PLACE
    Image.new(mode, size).save(out, "JPEG", exif=exif)
    return out.getvalue()


def images(data: bytes) -> list[tuple[int, int, str, str, bytes]]:
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [it for it in pdf.objects if isinstance(it, pikepdf.Stream)]
        return [
            (int(it.Width), int(it.Height), str(it.ColorSpace), str(it.Filter), it.read_raw_bytes())
            for it in found
            if it.get("/Subtype") == "/Image"
        ]


@pytest.mark.parametrize(
    "image",
    [png(mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")]
    + [jpeg(mode) for mode in ("L", "RGB", "CMYK")],
)
def test_any_picture_is_printed_with_its_words_and_without_its_metadata(image: bytes) -> None:
    data = Printed(say("Before."), Picture(image, "The bridge"), say("After.")).data
    (width, height, _, _, held), *more = images(data)
    assert not more
    assert (width, height) == (60, 40)
    assert PLACE.encode() not in held
    with pikepdf.open(BytesIO(data)) as pdf:
        elements = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary)]
        told = [str(it.Alt) for it in elements if "/Alt" in it]
    assert told == ["The bridge"]


def test_pictures_conform_and_one_that_comes_twice_is_in_the_file_once() -> None:
    one, other = Picture(png("RGBA"), "A seal"), Picture(jpeg(), "A river")
    data = Printed(one, other, one).data
    assert len(images(data)) == 2
    for profile in ("pdf-ua-1", "pdf-a-3a"):
        assert list(validator.validate_pdf_bytes(data, profile=profile).failures) == []
    assert data == Printed(one, other, one).data


@pytest.mark.parametrize("size", [(20, 9000), (9000, 20), (3000, 4000), (1, 1)])
def test_a_picture_fits_its_room_and_is_no_finer_than_paper(size: tuple[int, int]) -> None:
    found = read_picture(png(size=size), 370, 650)
    assert found is not None
    assert found.width <= 370
    assert found.height <= 650
    assert found.raster.width <= max(1, found.width * 300 / 72 + 1)
    printed = Printed(say("Before."), Picture(png(size=size), "Tall"), say("After."))
    assert "After." in printed.text()


def test_transparency_becomes_white_and_a_turned_photograph_stands_upright() -> None:
    clear = read_picture(png("RGBA", (2, 2), (0, 0, 0, 0)), 370, 650)
    assert clear is not None
    assert set(zlib.decompress(clear.raster.data)) == {255}
    turned = read_picture(jpeg(turn=6), 370, 650)
    assert turned is not None
    assert (turned.raster.width, turned.raster.height) == (40, 60)


@pytest.mark.parametrize("image", [b"", b"no picture", png()[:70], b"GIF89a" + bytes(20)])
def test_what_is_no_picture_is_told_in_words(image: bytes) -> None:
    printed = Printed(Picture(image, "The bridge"))
    assert "[Picture: The bridge]" in printed.text()
    assert images(printed.data) == []


def test_a_picture_of_too_many_dots_is_told_in_words() -> None:
    huge = bytearray(png(size=(1, 1)))
    huge[16:24] = (60_000).to_bytes(4, "big") * 2
    assert read_picture(bytes(huge), 370, 650) is None
