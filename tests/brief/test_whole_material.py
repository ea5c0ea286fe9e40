"""All incidents, notes and quotes of a case that was made by machine stand in its brief, twice."""

from io import BytesIO
from pathlib import Path

import pytest
from pdfminer.high_level import extract_text

from benchmarks import bigcase
from brief.whole_material import expected, find_missing, turned
from dossier import pdfium
from dossier.brief import compose
from dossier.brief.spec import Spec


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[str, str]], bytes]:
    path: Path = tmp_path_factory.mktemp("whole") / "case.dossier"
    out = BytesIO()
    with bigcase.make(path, incidents=40, quotes=20) as case:
        material = compose.gather(case, Spec())
    compose.print_brief(material, out)
    return list(expected(material)), out.getvalue()


def test_the_first_reader_finds_every_incident_note_and_quote(
    printed: tuple[list[tuple[str, str]], bytes],
) -> None:
    told, data = printed
    with pdfium.opened(data) as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    assert len(told) > 150
    assert find_missing(told, text) == []


def test_the_second_reader_finds_every_incident_note_and_quote(
    printed: tuple[list[tuple[str, str]], bytes],
) -> None:
    told, data = printed
    assert find_missing(told, turned(extract_text(BytesIO(data)))) == []


def test_what_is_not_there_is_missed() -> None:
    told = [("a", "first words"), ("b", "second words"), ("c", "third")]
    assert find_missing(told, "third first\nwords") == ["b"]
