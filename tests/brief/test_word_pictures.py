"""Pictures in a Word file: shown, described, fit for their room, with nothing of their file."""

import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image

from brief.test_raster import PLACE, jpeg, png
from dossier.brief import blocks as b
from dossier.brief.charts import Picture
from dossier.brief.compose import document, gather
from dossier.brief.document import Document
from dossier.brief.docx import write_docx
from dossier.brief.edition import PLAIN, Edition, Redaction
from dossier.brief.markdown import write_markdown
from dossier.brief.spec import House, Spec
from dossier.case.case import Case

DATE = datetime(2021, 6, 22, 9, 30, tzinfo=UTC)
EMPTY = Document("A brief", (), DATE)
TAG = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
EDGES = 595.28 - 2 * 57  # points of an A4 page between its margins


def written(*blocks: b.Block) -> bytes:
    return write_docx(replace(EMPTY, blocks=blocks))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def media(data: bytes) -> list[str]:
    return [name for name in parts(data) if name.startswith("word/media/")]


def shapes(data: bytes) -> Sequence[Any]:
    held: Sequence[Any] = docx.Document(BytesIO(data)).inline_shapes
    return held


def told(data: bytes) -> list[str]:
    body = docx.Document(BytesIO(data)).element.body
    return [it.get("descr") for it in body.iter(TAG)]


@pytest.mark.parametrize("image", [png(), png("RGBA"), png("1"), jpeg(), jpeg("CMYK")])
def test_a_picture_is_shown_in_its_size_with_its_words_and_without_its_metadata(
    image: bytes,
) -> None:
    data = written(Picture(image, 'The "bridge" at <Shir Khan>\nfrom the south'))
    (shape,) = shapes(data)
    assert (shape.width.pt, shape.height.pt) == pytest.approx((45, 30), abs=0.1)
    assert told(data) == ['The "bridge" at <Shir Khan> from the south']
    (name,) = media(data)
    held = parts(data)[name]
    assert Image.open(BytesIO(held)).size == (60, 40)
    assert PLACE.encode() not in held
    assert data == written(Picture(image, 'The "bridge" at <Shir Khan>\nfrom the south'))


@pytest.mark.parametrize("size", [(3000, 2000), (20, 4000), (4000, 20)])
def test_a_large_picture_fits_its_page_and_keeps_its_form(size: tuple[int, int]) -> None:
    (shape,) = shapes(written(Picture(jpeg(size=size), "A river")))
    assert 0 < shape.width.pt <= EDGES + 1
    assert 0 < shape.height.pt < 842 - 2 * 72
    if min(size) > 1000:
        assert shape.width / shape.height == pytest.approx(size[0] / size[1], rel=0.01)


def test_a_picture_in_a_list_is_as_wide_as_the_list_and_its_share() -> None:
    wide = Picture(jpeg(size=(3000, 20)), "A wall")
    half = replace(wide, share=0.5)
    data = written(wide, half, b.Listing(((b.Paragraph((b.Run("One"),)), wide),)))
    widths = [shape.width.pt for shape in shapes(data)]
    assert widths == pytest.approx([EDGES, EDGES / 2, EDGES - 18], abs=1)


def test_a_picture_that_comes_twice_is_in_the_file_once_and_others_beside_it() -> None:
    one, other = Picture(png("RGBA"), "A seal"), Picture(jpeg(), "A river")
    data = written(one, other, one)
    assert media(data) == ["word/media/image1.png", "word/media/image2.jpeg"]
    assert told(data) == ["A seal", "A river", "A seal"]
    numbers = [it.get("id") for it in docx.Document(BytesIO(data)).element.body.iter(TAG)]
    assert len(set(numbers)) == 3


def test_a_picture_that_cannot_be_read_is_replaced_by_its_words() -> None:
    data = written(Picture(b"\x89PNG\r\n\x1a\nbroken", "The bridge"))
    assert media(data) == []
    assert "[Picture: The bridge]" in [it.text for it in docx.Document(BytesIO(data)).paragraphs]


def test_a_logo_stands_in_word_is_told_in_markdown_and_only_where_it_is_asked_for(
    sample: Case, tmp_path: Path
) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(png(colour=(10, 120, 60)))
    housed = Spec(house=House(logo=str(path)))
    for edition in (PLAIN, Edition(redaction=Redaction())):
        held = document(gather(sample, housed, edition))
        data = write_docx(held)
        assert media(data) == ["word/media/image1.png"]
        assert told(data) == ["Logo of Dossier"]
        assert all(b"logo.png" not in part for part in parts(data).values())
        assert r"\[Picture: Logo of Dossier\]" in write_markdown(held).decode()
    assert media(write_docx(document(gather(sample, Spec())))) == []
