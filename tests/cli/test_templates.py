"""Templates on the command line: listed, copied, edited, printed by; remarks on standard error."""

from pathlib import Path

import pytest

from cli.conftest import Run
from dossier import pdfium
from dossier.brief import templates


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the templates of whoever runs the tests out of them."""
    for name in ("HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


def _text(path: Path) -> str:
    with pdfium.opened(path) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def test_all_templates_are_listed_with_what_they_are_for(run: Run) -> None:
    answer = run("templates")
    assert answer.code == 0
    for name in templates.BUILT_IN:
        assert f"{name}  " in answer.out


def test_a_copy_is_edited_and_printed_by(run: Run, case: Path, tmp_path: Path) -> None:
    assert run("templates", "--copy", "chronology").code == 0
    (path,) = templates.own(templates.default_folder())
    held = path.read_text(encoding="utf-8").replace('"Chronology"', '"Border log"')
    path.write_text(held, encoding="utf-8")
    pdf = tmp_path / "log.pdf"
    assert run("brief", case, "-o", pdf, "--template", path.stem).code == 0
    assert "BORDER LOG" in _text(pdf).upper()
    assert run("brief", case, "-o", pdf, "--template", path).code == 0
    again = run("templates", "--copy", "chronology", "--to", path)
    assert (again.code, "is there already" in again.err) == (1, True)


def test_a_copy_bears_a_name_by_which_it_is_found(run: Run, tmp_path: Path) -> None:
    said = run("templates", "--copy", "chronology", "--to", tmp_path / "t.txt")
    assert said.code == 1
    assert "“t.txt” is no name for a template. Let it end in .toml." in said.err
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_template_is_refused_with_those_there_are(
    run: Run, case: Path, tmp_path: Path
) -> None:
    answer = run("brief", case, "-o", tmp_path / "x.pdf", "--template", "weather")
    assert answer.code == 1
    assert "situation_report" in answer.err
    assert not (tmp_path / "x.pdf").exists()


def test_a_mistake_in_a_template_is_told_in_one_sentence(
    run: Run, case: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[[section]]\nname = "chronology"\nweekday = "yes"\n', encoding="utf-8")
    answer = run("brief", case, "-o", tmp_path / "x.pdf", "--template", path)
    assert answer.code == 1
    assert "mine.toml: In section “chronology”, “weekday” cannot be 'yes'." in answer.err
    assert "true or false" in answer.err


def test_sentences_without_a_source_are_named_beside_the_brief(
    run: Run, case: Path, tmp_path: Path
) -> None:
    path = tmp_path / "note.toml"
    path.write_text('[[section]]\nname = "text"\ntext = "Nobody says so."\n', encoding="utf-8")
    answer = run("brief", case, "-o", tmp_path / "note.pdf", "--template", path)
    assert answer.code == 0
    assert "1 sentence leads to no source" in answer.err


def test_a_period_without_incidents_is_said_at_once(run: Run, case: Path, tmp_path: Path) -> None:
    plan = tmp_path / "later.toml"
    plan.write_text('since = "2021-07"\n[[section]]\nname = "title_block"\n', encoding="utf-8")
    answer = run("brief", case, "-o", tmp_path / "l.pdf", "--template", plan)
    assert answer.code == 0
    assert "No incident falls into the period: the brief will tell of none." in answer.err
    assert "no incidents yet" not in _text(tmp_path / "l.pdf")
    both = run("brief", case, "-o", tmp_path / "l.pdf", "--template", plan, "--filter", "Kaldar")
    assert "No incident matches “Kaldar” in the period: " in both.err
