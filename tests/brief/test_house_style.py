"""The look of a house: its colour, its words at head and foot; text in its own language."""

import dataclasses
import os
import struct
from importlib import resources
from io import BytesIO
from pathlib import Path
from zlib import compress, crc32

import pikepdf
import pytest

from brief.reading import Brief, brief_of
from brief.test_matrix import failures
from dossier.brief import catalogue, compose
from dossier.brief.blocks import Align, Entry, Paragraph
from dossier.brief.charts import Picture
from dossier.brief.house import pale
from dossier.brief.look import ACCENT_COLOUR
from dossier.brief.operators import write_colour
from dossier.brief.spec import House, Spec, parts
from dossier.case.case import Case
from dossier.errors import DossierError
from dossier.model.records import Incident

GREEN = "#006644"


def _drawn(brief: Brief) -> str:
    with brief.open() as pdf:
        return "".join(_page(page) for page in pdf.pages)


def _page(page: pikepdf.Page) -> str:
    held = page.obj.Contents
    streams = held if isinstance(held, pikepdf.Array) else [held]
    return "".join(stream.read_bytes().decode("ascii") for stream in streams)


def test_the_accent_of_a_house_takes_the_place_of_ours_everywhere(sample: Case) -> None:
    ours, theirs = write_colour(ACCENT_COLOUR), write_colour(GREEN)
    plain, styled = _drawn(brief_of(sample)), _drawn(brief_of(sample, house=House(accent=GREEN)))
    assert plain.count(ours) == styled.count(theirs) > 50
    assert styled.count(ours) == plain.count(theirs) == 0


def test_head_and_foot_are_those_of_the_house(sample: Case) -> None:
    house = House(head="Border Monitor", foot="Not for sale")
    pages = brief_of(sample, house=house).pages()
    assert len(pages) > 1
    assert all("Border Monitor" in page for page in pages[1:])
    assert all("Not for sale" in page for page in pages)
    assert all("Case state" not in page for page in pages[:-1])


@pytest.mark.parametrize(
    ("colour", "good"), [("#8B1A1A", True), ("#F0C040", False), ("red", False)]
)
def test_a_colour_that_is_too_pale_is_told(colour: str, *, good: bool) -> None:
    assert (pale(colour) == "") is good


def test_a_pale_colour_is_reported_with_the_brief(sample: Case) -> None:
    material = compose.gather(sample, Spec(house=House(accent="#F0C040")))
    compose.document(material)
    assert any("Too pale" in remark for remark in material.remarks)


def test_lines_are_justified_where_that_is_asked(sample: Case) -> None:
    spec = Spec(sections=parts("incidents"), justified=True)
    blocks = compose.document(compose.gather(sample, spec)).blocks
    aligned = {
        inner.align
        for block in blocks
        if isinstance(block, Entry)
        for inner in block.body
        if isinstance(inner, Paragraph) and inner.style == "body"
    }
    assert aligned == {Align.JUSTIFIED}


def test_own_words_say_their_language(sample: Case) -> None:
    own = catalogue.part("text", {"text": "Убурҳо [INC-0001]."})
    spec = Spec(sections=(own,), language="tg")
    (block,) = compose.document(compose.gather(sample, spec)).blocks
    assert isinstance(block, Paragraph)
    assert block.lang == "tg"
    (plain,) = compose.document(
        compose.gather(sample, dataclasses.replace(spec, language="en"))
    ).blocks
    assert isinstance(plain, Paragraph)
    assert plain.lang == ""


# ---- files of the house


def _font(package: str, start: str) -> Path:
    folder = Path(str(resources.files(package) / "files"))
    return next(path for path in sorted(folder.iterdir()) if path.name.startswith(start))


def _fonts(brief: Brief) -> set[str]:
    with brief.open() as pdf:
        things = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary)]
        return {str(it.BaseFont).split("+")[-1] for it in things if "/BaseFont" in it}


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    """A red picture of 4 x 2 pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))

    rows = b"".join(b"\0" + b"\xc0\x10\x10" * 4 for _ in range(2))
    head = struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", compress(rows)) + chunk(b"IEND", b"")
    path = tmp_path / "logo.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + parts)
    return path


def test_a_font_of_ones_own_sets_the_text_and_reads_back(sample: Case) -> None:
    house = House(serif=str(_font("fontpkg_inter", "Inter[")))
    brief = brief_of(sample, house=house)
    assert any(name.startswith("Inter") for name in _fonts(brief))
    assert not any(name.startswith("SourceSerif4-") for name in _fonts(brief))
    for words in (sample.info.question, *(incident.title for incident in sample.all(Incident))):
        assert words in brief.text()
        assert words in brief.text_by_pdfminer()
    assert failures(brief) == []
    assert brief.data == brief_of(sample, house=house).data


def test_a_font_without_a_weight_of_its_own_leaves_bold_to_ours(sample: Case) -> None:
    house = House(sans=str(_font("fontpkg_ibm_plex_mono", "IBMPlexMono-Regular")))
    names = _fonts(brief_of(sample, house=house))
    assert "SourceSans3-wght600" in names
    assert "SourceSans3-wght400" not in names


def test_letters_that_a_font_lacks_come_from_ours(sample: Case) -> None:
    house = House(serif=str(_font("fontpkg_inter", "Inter[")))
    own = catalogue.part("text", {"text": "شهر", "sourced": False})
    out = BytesIO()
    spec = Spec(sections=(own,), house=house)
    report = compose.print_brief(compose.gather(sample, spec), out)
    assert report.missing == {}
    assert any(name.startswith("Amiri") for name in _fonts(Brief(out.getvalue())))


def test_a_logo_stands_first_and_is_described(sample: Case, logo: Path) -> None:
    house = House(logo=str(logo))
    blocks = compose.document(compose.gather(sample, Spec(house=house))).blocks
    assert isinstance(blocks[0], Picture)
    assert "Logo of" in blocks[0].alt
    assert failures(brief_of(sample, house=house)) == []


@pytest.mark.parametrize("field", ["logo", "serif", "sans"])
def test_a_file_that_does_not_serve_is_told(sample: Case, tmp_path: Path, field: str) -> None:
    (tmp_path / "bad.bin").write_bytes(b"neither picture nor font")
    for name, words in (("bad.bin", "cannot be printed"), ("no.bin", "cannot be read")):
        house = dataclasses.replace(House(), **{field: str(tmp_path / name)})
        with pytest.raises(DossierError, match=words) as caught:
            compose.gather(sample, Spec(house=house))
        assert str(tmp_path) not in caught.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_and_a_very_large_file_are_not_read(sample: Case, tmp_path: Path) -> None:
    pipe, large = tmp_path / "pipe", tmp_path / "large"
    os.mkfifo(pipe)
    with large.open("wb") as file:
        file.truncate(65 * 1024**2)
    for path, words in ((pipe, "no regular file"), (large, "larger than 64 MiB")):
        with pytest.raises(DossierError, match=words):
            compose.gather(sample, Spec(house=House(logo=str(path))))
