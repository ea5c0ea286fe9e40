"""Editions of a brief from the command line: issued, redacted, locked; and their check."""

import io
import json
from pathlib import Path

import pikepdf
import pytest

from cli.conftest import Run
from dossier.case import file
from dossier.exchange.sample import create_sample
from dossier.model.identity import to_text
from dossier.model.records import Attribution, Brief, Issue, Text

SESAME = "open sesame"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "border.dossier"
    create_sample(path).close()
    return path


def test_an_issue_is_printed_stored_and_known_again(run: Run, case: Path, tmp_path: Path) -> None:
    paper = tmp_path / "w.pdf"
    made = run("brief", case, "-o", paper, "--template", "chronology", "--issue", "Weekly")
    assert made.code == 0, made.err
    assert made.out.startswith("Issue 1 of “Weekly”, state ")
    said = run("verify-brief", paper, case)
    assert (said.code, said.out.split(", ")[0]) == (0, "This is issue 1 of “Weekly”")
    undone = run("undo", case)
    assert undone.out == "Undone: Issue 1 of “Weekly”\n"
    assert undone.err.startswith("The paper that went out cannot be called back")
    again = run("brief", case, "-o", paper, "--template", "chronology", "--issue", "Weekly")
    assert again.out.startswith("Issue 2 of “Weekly”")


def test_the_next_issue_asks_what_the_last_one_asked(run: Run, case: Path, tmp_path: Path) -> None:
    paper = tmp_path / "w.pdf"
    run("brief", case, "-o", paper, "--template", "chronology", "--issue", "Weekly")
    first = run("brief", case, "-o", paper, "--issue", "Weekly").out.split("(")[1]
    other = run("brief", case, "-o", paper, "--issue", "Monthly").out.split("(")[1]
    assert first != other
    with file.open_case(case, read_only=True) as held:
        plans = {brief.title: brief.plan for brief in held.all(Brief)}
    assert 'name = "chronology"' in plans["Weekly"]
    assert plans["Weekly"] != plans["Monthly"]


def test_a_paper_of_another_case_is_a_finding(run: Run, case: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.dossier"
    run("new", other)
    run("brief", other, "-o", tmp_path / "o.pdf")
    said = run("verify-brief", tmp_path / "o.pdf", case, "--format", "json")
    told = json.loads(said.out)
    assert said.code == 1
    assert (told["verdict"], told["matches"]) == ("other_case", False)
    missing = run("verify-brief", tmp_path / "none.pdf", case)
    assert missing.code == 1
    assert "none.pdf cannot be read" in missing.err


def test_a_password_is_asked_for_and_never_an_argument(
    run: Run, case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "l.pdf"
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SESAME}\n"))
    made = run("brief", case, "-o", paper, "--password")
    assert made.code == 0, made.err
    assert "neither PDF/A nor the same bytes" in made.err
    with pikepdf.open(paper, password=SESAME) as pdf:
        assert pdf.encryption.R == 6
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    empty = run("brief", case, "-o", paper, "--password")
    assert (empty.code, "locks nothing" in empty.err) == (1, True)


def test_a_redacted_edition_is_asked_for_by_level_and_by_name(
    run: Run, case: Path, tmp_path: Path
) -> None:
    paper = tmp_path / "r.pdf"
    made = run(
        "brief", case, "-o", paper, "--redact", "tlp:green", "--withhold", "sherzod asadov",
        "--withhold", "INC-0002",
    )  # fmt: skip
    assert made.code == 0, made.err
    with pikepdf.open(paper) as pdf:
        told = json.loads(pdf.attachments["brief.json"].get_file().read_bytes())
    said = json.dumps(told, ensure_ascii=False)
    assert "readers up to TLP:GREEN" in said
    assert "Asadov" not in said
    unknown = run("brief", case, "-o", paper, "--withhold", "Nobody")
    assert (unknown.code, "called “Nobody”" in unknown.err) == (1, True)


def test_what_cannot_be_withheld_by_itself_is_refused(run: Run, case: Path, tmp_path: Path) -> None:
    """Its paper would be the same as without asking."""
    with file.open_case(case, read_only=True) as held:
        text, attribution = held.all(Text)[0], held.all(Attribution)[0]
    for record in (text, attribution):
        made = run("brief", case, "-o", tmp_path / "r.pdf", "--withhold", to_text(record.id))
        assert made.code == 1
        assert "cannot be withheld by itself" in made.err
    assert not (tmp_path / "r.pdf").exists()


def test_only_a_pdf_is_issued(run: Run, case: Path, tmp_path: Path) -> None:
    made = run("brief", case, "-o", tmp_path / "w.docx", "--issue")
    assert made.code == 1
    assert "Only a PDF can be issued" in made.err
    assert not (tmp_path / "w.docx").exists()
    with file.open_case(case, read_only=True) as held:
        assert held.all(Issue) == []
