"""The command line as other programs meet it: exit codes, streams, signals, pipes and limits."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli.conftest import Run, Words, dossier, environment
from dossier import __version__
from dossier.case import edits, file
from dossier.case.lock import path_of
from dossier.model.records import Incident

posix = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")


def script(text: str, *words: Words, **more: str) -> subprocess.CompletedProcess[str]:
    """Run Python text that sees the words as sys.argv[1:]."""
    return subprocess.run(
        [sys.executable, "-c", text, *words],
        env=environment(**more),
        capture_output=True,
        text=True,
        check=False,
    )


# ---- usage


def test_version_and_help_answer_on_stdout(run: Run) -> None:
    assert run("--version").out == f"Dossier {__version__}\n"
    helped = run("--help")
    assert (helped.code, helped.err) == (0, "")
    for command in ("demo", "brief", "search", "history", "undo", "redo", "verify", "restore"):
        assert f"\n    {command} " in helped.out
    assert run("brief", "--help").code == 0


@pytest.mark.parametrize(
    "words",
    [
        ["--bogus"],
        ["weather"],
        ["weather", "a", "b"],
        ["gone.dossier"],
        ["brief"],
        ["brief", "a.dossier"],
        ["brief", "a.dossier", "-o", "b.pdf", "--paper", "a5"],
        ["search", "a.dossier"],
        ["verify", "a.dossier", "--format", "xml"],
        ["import", "a.dossier", "b.zip", "--create", "--dry-run"],
    ],
)
def test_wrong_usage_is_told_on_stderr_and_exits_2(run: Run, words: list[str]) -> None:
    told = run(*words)
    assert (told.code, told.out) == (2, "")
    assert told.err
    assert "Traceback" not in told.err


def test_without_words_or_with_a_case_the_window_opens(run: Run, case: Path) -> None:
    assert run().code == 77
    assert run(case).code == 77


# ---- files that are no cases

COMMANDS = [
    ["search", "CASE", "word"],
    ["history", "CASE"],
    ["undo", "CASE"],
    ["redo", "CASE"],
    ["verify", "CASE"],
    ["check", "CASE"],
    ["backup", "CASE"],
    ["brief", "CASE", "-o", "OUT.pdf"],
    ["export", "CASE", "OUT.zip"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("content", [None, b"", b"not a case", b"SQLite format 3\0" + bytes(500)])
def test_what_is_no_case_is_refused_in_one_sentence_and_nothing_is_made(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], content: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / "CASE").write_bytes(content)
    before = [(path.name, path.read_bytes()) for path in tmp_path.iterdir()]
    refused = run(*words)
    assert refused.code == 1
    assert "CASE" in refused.err + refused.out or "Header" in refused.out
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == before


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_folder_is_no_case(run: Run, tmp_path: Path, words: list[str]) -> None:
    refused = run(*[str(tmp_path) if word == "CASE" else word for word in words])
    assert (refused.code, refused.out) == (1, "")


def test_a_name_that_no_disk_takes_is_refused_in_one_line(run: Run) -> None:
    refused = run("new", "a" * 5000 + ".dossier")
    assert (refused.code, refused.err.count("\n")) == (1, 1)


# ---- a case that is open elsewhere, or may not be written


def test_a_case_that_is_open_elsewhere_can_be_read_but_not_changed(case: Path) -> None:
    with file.open_case(case, by="Asel"):
        busy = dossier("undo", case)
        assert (busy.code, busy.out) == (1, "")
        assert "case.dossier is open: Asel on " in busy.err
        read = dossier("search", case, "Kaldar")
        assert (read.code, "INC-0004" in read.out) == (0, True)
    assert not path_of(case).exists()


def test_a_case_that_may_not_be_written_is_read_and_not_changed(
    run: Run, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said by the system, not done by chmod: root, who runs many a CI, may write everywhere."""
    with file.open_case(case) as held:
        edits.add(held, Incident(title="To be undone"))
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and may(path, mode))
    before = case.read_bytes()
    assert run("search", case, "Kaldar").code == 0
    assert run("brief", case, "-o", case.with_suffix(".pdf")).code == 0
    refused = run("undo", case)
    assert (refused.code, refused.out) == (1, "")
    assert "case.dossier is open read-only" in refused.err
    assert case.read_bytes() == before
    assert not path_of(case).exists()


# ---- what is loaded

QT_FREE = """
import sys
from dossier import cli
for line in sys.stdin.read().splitlines():
    code = cli.main(line.split("|"), lambda case: 77)
    assert code == 0, (line, code)
    assert not {name for name in sys.modules if name.startswith("PySide6")}, line
"""


def test_no_headless_command_loads_qt(case: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.dossier"
    lines = [
        f"demo|--no-window|--case|{tmp_path / 'demo.dossier'}",
        f"new|{new}",
        f"brief|{case}|-o|{tmp_path / 'a.pdf'}",
        f"search|{case}|Kaldar",
        f"history|{case}",
        f"export|{case}|{tmp_path / 'a.zip'}",
        f"import|{new}|{tmp_path / 'a.zip'}",
        f"undo|{new}",
        f"redo|{new}",
        f"verify|{new}",
        f"backup|{new}",
    ]
    done = subprocess.run(
        [sys.executable, "-c", QT_FREE],
        input="\n".join(lines),
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (["--version"], {"sqlite_utils", "reportlab", "uharfbuzz", "bagit", "dossier.case"}),
        (["verify", "CASE"], {"sqlite_utils", "reportlab", "uharfbuzz", "bagit", "pandas"}),
        (
            ["search", "CASE", "x"],
            {"sqlite_utils", "reportlab", "uharfbuzz", "bagit", "geographiclib"},
        ),
    ],
)
def test_a_command_loads_only_what_it_needs(case: Path, words: list[str], heavy: set[str]) -> None:
    text = (
        "import sys; from dossier import cli; code = cli.main(sys.argv[1:], None);"
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = script(text, *[case if word == "CASE" else word for word in words])
    assert done.returncode == 0
    assert heavy & set(done.stderr.split()) == set()


# ---- streams


def test_a_stream_that_cannot_write_a_letter_gets_its_number(case: Path) -> None:
    plain = dossier("search", case, "کلدار", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert plain.code == 0
    assert "Kaldar" in plain.out
    machine = dossier("search", case, "کلدار", "--format", "json", PYTHONIOENCODING="ascii")
    assert any(hit["title"] == "Kaldar" for hit in json.loads(machine.out)["hits"])


@posix
@pytest.mark.parametrize("words", [["history"], ["search"], ["history", "--format", "json"]])
def test_a_reader_that_goes_away_ends_the_command_quietly(case: Path, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "dossier", words[0], case, *["Kaldar"][: words[0] == "search"],
             *words[1:]],
            env=environment(),
            stdout=writing,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )  # fmt: skip
    finally:
        os.close(writing)
    assert (done.returncode, "Error" in done.stderr) == (0, False)


# ---- stopped, and out of room

STOPPED = """
import os, signal, sys
from dossier import cli
from dossier.cli import commands
commands.show_progress = lambda *_: os.kill(os.getpid(), signal.SIGINT)
sys.exit(cli.main(sys.argv[1:], None))
"""


@posix
@pytest.mark.parametrize("command", ["brief", "export", "import"])
def test_ctrl_c_stops_cleanly_and_leaves_the_old_file(
    case: Path, package: Path, command: str
) -> None:
    old = case.with_name("old.pdf" if command == "brief" else "old.zip")
    old.write_bytes(b"old")
    words: dict[str, list[Words]] = {
        "brief": ["brief", case, "-o", old],
        "export": ["export", case, old],
        "import": ["import", case, package],
    }
    case_before, names = case.read_bytes(), sorted(case.parent.iterdir())
    done = script(STOPPED, *words[command])
    assert (done.returncode, done.stdout) == (130, "")
    assert done.stderr == "Stopped. Nothing was left half done.\n"
    assert (old.read_bytes(), case.read_bytes()) == (b"old", case_before)
    assert sorted(case.parent.iterdir()) == names


@posix
@pytest.mark.skipif(not shutil.which("bash"), reason="needs a shell that sets limits")
@pytest.mark.parametrize("command", ["brief", "export", "import"])
def test_a_disk_without_room_is_told_and_everything_stays_as_it_was(
    case: Path, package: Path, command: str
) -> None:
    """A limit on the size of files stands for the full disk: the system refuses to write on."""
    old = case.with_name("old.pdf" if command == "brief" else "old.zip")
    old.write_bytes(b"old")
    words: dict[str, list[Words]] = {
        "brief": ["brief", case, "-o", old],
        "export": ["export", case, old],
        "import": ["import", case.with_name("new.dossier"), package, "--create"],
    }
    names = sorted(case.parent.iterdir())
    done = subprocess.run(
        ["bash", "-c", 'ulimit -f 8; exec "$0" -m dossier "$@"', sys.executable, *words[command]],
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert "Traceback" not in done.stderr
    assert old.read_bytes() == b"old"
    assert sorted(case.parent.iterdir()) == names
