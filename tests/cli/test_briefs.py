"""`dossier brief`: what is written, under which name, and what is refused."""

from pathlib import Path

import docx
import pytest

from cli.conftest import Run
from dossier import pdfium


def test_a_brief_of_some_incidents_on_letter_paper_under_another_mark(run: Run, case: Path) -> None:
    whole, part = case.with_name("whole.pdf"), case.with_name("part.pdf")
    before = case.read_bytes()
    assert run("brief", case, "-o", whole).code == 0
    made = run("brief", case, "-o", part, "--filter", "Kaldar", "--paper", "letter",
               "--mark", "TLP:AMBER")  # fmt: skip
    assert (made.code, _plain(made.err)) == (0, [])
    assert part.stat().st_size < whole.stat().st_size
    assert case.read_bytes() == before


def _plain(told: str) -> list[str]:
    """What is told of a brief of a part, but that judgements of the whole rest on more."""
    return [one for one in told.splitlines() if not one.endswith("are not in this brief.")]


@pytest.mark.parametrize("name", ["case.dossier", "other.dossier", "OTHER.DOSSIER"])
def test_a_brief_is_never_written_over_a_case(run: Run, case: Path, name: str) -> None:
    target = case.with_name(name)
    before = case.read_bytes()
    refused = run("brief", case, "-o", target)
    assert (refused.code, refused.out) == (1, "")
    assert "never written over a case file" in refused.err
    assert case.read_bytes() == before
    assert target.exists() == (target == case)


def test_a_brief_lists_its_headings_and_is_large_where_that_is_asked_for(
    run: Run, case: Path
) -> None:
    plain, large = case.with_name("plain.pdf"), case.with_name("large.pdf")
    assert run("brief", case, "-o", plain, "--contents", "when-long", "--sides", "one").code == 0
    assert run("brief", case, "-o", large, "--contents", "always", "--sides", "both",
               "--print-size", "large").code == 0  # fmt: skip
    with pdfium.opened(plain) as less, pdfium.opened(large) as more:
        assert "Contents" in more[0].get_textpage().get_text_range()
        assert "Contents" not in less[0].get_textpage().get_text_range()
        assert len(more) > len(less)


def test_notes_stand_where_that_is_asked_for(run: Run, case: Path) -> None:
    said = {}
    for place in ("register", "foot", "end"):
        path = case.with_name(f"{place}.pdf")
        assert run("brief", case, "-o", path, "--notes", place).code == 0
        with pdfium.opened(path) as pdf:
            said[place] = " ".join(page.get_textpage().get_text_range() for page in pdf)
    assert ["In full on p. 1" in it for it in said.values()] == [False, True, False]
    assert ["the list of notes" in " ".join(it.split()) for it in said.values()] == [
        False, False, True,
    ]  # fmt: skip
    assert run("brief", case, "-o", case.with_name("a.pdf"), "--notes", "side").code == 2


def test_a_brief_is_a_word_file_or_markdown_by_its_name(run: Run, case: Path) -> None:
    word, text = case.with_name("brief.DOCX"), case.with_name("brief.md")
    made = run("brief", case, "-o", word, "--mark", "TLP:RED")
    assert (made.code, made.out) == (0, f"Brief: {word}\n")
    assert run("brief", case, "-o", text, "--mark", "TLP:RED").code == 0
    assert docx.Document(str(word)).sections[0].header.paragraphs[0].text.strip() == "TLP:RED"
    assert text.read_text("utf-8").startswith("**TLP:RED**\n")
    again = case.with_name("again.docx")
    run("brief", case, "-o", again, "--mark", "TLP:RED")
    assert again.read_bytes() == word.read_bytes()


@pytest.mark.parametrize("name", ["notes.txt", "package.zip", "brief"])
def test_a_brief_is_not_written_under_the_name_of_another_format(
    run: Run, case: Path, name: str
) -> None:
    target, copy = case.with_name(name), case.with_name("copy.dossier")
    target.write_text("mine")
    refused = run("brief", case, "-o", target)
    assert (refused.code, refused.out) == (1, "")
    assert f"“{name}” is no name for a brief. Let it end in .pdf, or in .docx" in refused.err
    assert run("demo", "--case", copy, "--brief", target).code == 1
    assert target.read_text() == "mine"
    assert not copy.exists()


def test_a_brief_that_cannot_be_written_says_where_and_why(run: Run, case: Path) -> None:
    refused = run("brief", case, "-o", case.parent / "nowhere" / "brief.pdf")
    assert (refused.code, refused.out) == (1, "")
    assert "brief.pdf could not be written to" in refused.err
    assert run("brief", case, "-o", case.parent).code == 1


# ---- search


def test_a_brief_is_not_written_by_a_filter_that_is_not_understood(
    run: Run, case: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "paper.pdf"
    refused = run("brief", case, "-o", paper, "--filter", "after:soon")
    assert refused.code == 1
    assert "“soon” is not a date" in refused.err
    assert not paper.exists()
    found = run("brief", case, "-o", paper, "--filter", "place:Kunduz before:2021-06-22")
    assert (found.code, _plain(found.err)) == (0, [])
    nothing = run("brief", case, "-o", paper, "--filter", "place:Kunduz before:2021-06-21")
    assert nothing.code == 0
    assert "No incident matches “place:Kunduz before:2021-06-21”" in nothing.err
