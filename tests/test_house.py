"""The laws of the house that ruff and mypy do not know, as failing checks."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
SOURCE = HOME / "src" / "dossier"
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
TOP_LEVEL = {"pyproject.toml", "README.md", "src", "resources", "tests"}
# jobs, questions asked beside the window, and the door for plug-ins
OPEN_TO_ALL_ERRORS = {"ui/asking.py", "ui/jobs.py", "registry.py"}


def _tracked() -> list[Path]:
    """Files of the project as git sees them, those not yet added included."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=True).stdout
    return [HOME / name for name in listed.split("\0") if name and (HOME / name).is_file()]


def _texts() -> Iterator[tuple[Path, str]]:
    """Give the tracked files that are text, with their text."""
    for path in _tracked():
        raw = path.read_bytes()
        if b"\0" not in raw[:8000]:
            yield path, raw.decode("utf-8")


def _modules() -> list[Path]:
    return [path for path in _tracked() if path.suffix == ".py"]


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _name(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


def test_the_top_level_holds_the_five_rooms_and_dot_files_only() -> None:
    tops = {path.relative_to(HOME).parts[0] for path in _tracked()}
    assert {top for top in tops if not top.startswith(".")} == TOP_LEVEL


def test_no_python_file_is_too_long_to_read() -> None:
    lengths = {_name(path): path.read_text("utf-8").count("\n") for path in _modules()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_nearly_every_function_fits_on_a_screen() -> None:
    lengths = {
        f"{_name(path)}:{node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path in _modules()
        for node in ast.walk(_parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    long = sorted(name for name, n in lengths.items() if n > LONGEST_FUNCTION)
    assert len(long) <= 0.03 * len(lengths), long


def test_every_module_opens_with_a_line_that_says_what_it_is() -> None:
    assert [_name(path) for path in _modules() if not ast.get_docstring(_parsed(path))] == []


def test_work_left_open_is_not_hidden_in_comments() -> None:
    mark = re.compile(r"\b(TODO|FIXME|XXX)\b")
    found = [_name(path) for path in SOURCE.rglob("*.py") if mark.search(path.read_text("utf-8"))]
    assert found == []


def _catches_everything(handler: ast.ExceptHandler) -> bool:
    """Whether it swallows every error; one that cleans up and raises again is no net."""
    names = {node.id for node in ast.walk(handler.type or handler) if isinstance(node, ast.Name)}
    raises_again = any(isinstance(node, ast.Raise) and node.exc is None for node in handler.body)
    is_broad = handler.type is None or bool(names & {"Exception", "BaseException"})
    return is_broad and not raises_again


def test_errors_nobody_expected_are_caught_in_jobs_and_at_the_plug_in_door_only() -> None:
    broad = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(_parsed(path))
        if isinstance(node, ast.ExceptHandler) and _catches_everything(node)
    }
    assert broad <= OPEN_TO_ALL_ERRORS


def test_no_module_keeps_changing_state() -> None:
    """Module names bind constants, types and functions; an empty collection waits to be filled."""
    empty = (ast.List, ast.Dict, ast.Set)
    found = [
        f"{_name(path)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        for node in _parsed(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        and isinstance(node.value, empty)
        and not next(ast.iter_child_nodes(node.value), None)
    ]
    found += [
        f"{_name(path)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(_parsed(path))
        if isinstance(node, ast.Global)
    ]
    assert found == []


def test_no_file_knows_the_machine_it_was_written_on() -> None:
    users = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/[\w.-]+|[A-Z]:\\Users\\")
    servers = re.compile(r"files\.python" + r"hosted\.org|pypi\.org/simple|--(?:extra-)?index-url")
    found = [
        f"{_name(path)}: {hit[0]}"
        for path, text in _texts()
        for hit in [*users.finditer(text), *servers.finditer(text)]
        if path != Path(__file__)
    ]
    assert found == []


def test_every_pin_is_one_exact_version() -> None:
    pin = re.compile(r"[\w.-]+==[\w.]+(; \w+ (?:<|>=|==|!=) '[\w.]+')?")
    lines = (HOME / "tests" / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not line.startswith("#") and not pin.fullmatch(line)] == []


FLOORS = "floors: each imports only what lies below it"
ONE_WAY_TO_KINDS = "the kinds of record are taken from records.py"
BREACHES = [
    ("model", "import dossier.case", FLOORS),
    ("brief", "import dossier.exchange", FLOORS),
    ("cli", "import dossier.ui", FLOORS),
    ("model", "import PySide6", "only the window knows Qt"),
    ("exchange", "import sqlite3", "only the case file knows SQLite"),
    ("case", "import reportlab", "only paper knows ReportLab and HarfBuzz"),
    ("case", "import dossier.model.kinds.incidents", ONE_WAY_TO_KINDS),
]


def _contracts_in(
    folder: Path, floor: str = "", line: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run import-linter on a copy of the program, with one more line on one floor."""
    shutil.copy(HOME / "pyproject.toml", folder)
    program = folder / "src" / "dossier"
    shutil.copytree(SOURCE, program, ignore=shutil.ignore_patterns("__pycache__"))
    if line:
        program.joinpath(floor, "breach.py").write_text(line + "\n", encoding="utf-8")
    script = (
        "import sys; sys.path.insert(0, 'src');"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    command = [sys.executable, "-I", "-c", script]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_import_contracts_hold(tmp_path: Path) -> None:
    done = _contracts_in(tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("floor", "line", "contract"), BREACHES)
def test_a_breach_breaks_its_contract(floor: str, line: str, contract: str, tmp_path: Path) -> None:
    done = _contracts_in(tmp_path, floor, line)
    assert done.returncode == 1
    assert f"{contract} BROKEN" in done.stdout


def test_every_room_stands_on_a_floor() -> None:
    """A folder or module that no contract names could import whatever it likes."""
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {name.removeprefix("dossier.") for layer in layers for name in layer.split(" | ")}
    rooms = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert rooms - {"__init__", "__pycache__", "resources"} == named
