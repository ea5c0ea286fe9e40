"""Set-up: what it makes, what it mends, and the sentences it says when it cannot."""

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

HOME = Path(__file__).resolve().parents[1]
POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-in program is a shell script")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with only what set-up reads; a space in its name, as on many machines."""
    home = tmp_path / "my work" / "dossier"
    for name in ("src/__main__.py", "tests/__main__.py", "tests/constraints.txt", "pyproject.toml"):
        target = home / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(HOME / name, target)
    return home


def load(checkout: Path) -> ModuleType:
    """Give the bootstrap of this checkout as a module."""
    spec = importlib.util.spec_from_file_location("bootstrap", checkout / "src" / "__main__.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def finished(checkout: Path) -> Path:
    """A checkout whose .venv looks finished; its Python only shows what it was given."""
    bootstrap = load(checkout)
    (checkout / ".venv" / "lib" / "python3.11" / "site-packages" / "a-1.dist-info").mkdir(
        parents=True
    )
    bootstrap.PYTHON.parent.mkdir()
    bootstrap.PYTHON.write_text('#!/bin/sh\nprintf "%s|" "$@"\n', encoding="utf-8")
    bootstrap.PYTHON.chmod(0o755)
    bootstrap.write_stamp(
        home=str(bootstrap.HOME),
        digest=bootstrap.digest(),
        extra="",
        installed=bootstrap.installed(),
    )
    return checkout


def start(checkout: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `python3 src ...` without a screen."""
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH"}
    env = {key: value for key, value in os.environ.items() if key not in hidden}
    command = [sys.executable, "src", *words]
    return subprocess.run(
        command, cwd=checkout, env=env | environment, capture_output=True, text=True, check=False
    )


def test_the_bootstrap_needs_the_standard_library_only() -> None:
    for name in ("src/__main__.py", "tests/__main__.py"):
        tree = ast.parse((HOME / name).read_text("utf-8"))
        nodes = list(ast.walk(tree))
        whole = {
            alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
        }
        parts = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
        assert {module.split(".")[0] for module in whole | parts} <= sys.stdlib_module_names


def test_an_old_python_can_read_the_bootstrap_and_so_say_what_it_needs() -> None:
    ast.parse((HOME / "src" / "__main__.py").read_text("utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_a_python_without_pins_is_refused_in_one_sentence(
    checkout: Path, version: tuple[int, int]
) -> None:
    bootstrap = load(checkout)
    with pytest.raises(bootstrap.SetupError, match=r"3\.11, 3\.12 or 3\.13"):
        bootstrap.check_version(version)


@POSIX
def test_a_finished_setup_passes_the_words_on_within_a_second(finished: Path) -> None:
    began = time.monotonic()
    done = start(finished, "brief", "a case.dossier", "-o", "x.pdf")
    assert time.monotonic() - began < 1
    assert done.stdout == "-P|-m|dossier|brief|a case.dossier|-o|x.pdf|"
    assert (done.returncode, done.stderr) == (0, "")


def _change_pins(bootstrap: ModuleType) -> None:
    bootstrap.PINS.write_text("reportlab==5.0.0\n", encoding="utf-8")


def _change_project(bootstrap: ModuleType) -> None:
    (bootstrap.HOME / "pyproject.toml").write_text("", encoding="utf-8")


def _lose_a_package(bootstrap: ModuleType) -> None:
    next(bootstrap.VENV.rglob("a-1.dist-info")).rmdir()


def _lose_python(bootstrap: ModuleType) -> None:
    bootstrap.PYTHON.unlink()


def _lose_the_stamp(bootstrap: ModuleType) -> None:
    bootstrap.STAMP.unlink()


def _spoil_the_stamp(bootstrap: ModuleType) -> None:
    bootstrap.STAMP.write_text("[", encoding="utf-8")


def _move(bootstrap: ModuleType) -> None:
    stamp = json.loads(bootstrap.STAMP.read_text(encoding="utf-8"))
    bootstrap.write_stamp(**stamp | {"home": "/elsewhere"})


@POSIX
@pytest.mark.parametrize(
    "change",
    [
        _change_pins,
        _change_project,
        _lose_a_package,
        _lose_python,
        _lose_the_stamp,
        _spoil_the_stamp,
        _move,
    ],
)
def test_a_setup_that_no_longer_fits_is_noticed(
    finished: Path, change: Callable[[ModuleType], None]
) -> None:
    bootstrap = load(finished)
    assert bootstrap.is_complete("")
    change(bootstrap)
    assert not bootstrap.is_complete("")


@POSIX
def test_tests_ask_for_more_than_the_program_and_the_program_is_content_with_it(
    finished: Path,
) -> None:
    bootstrap = load(finished)
    assert not bootstrap.is_complete("test")
    bootstrap.write_stamp(**bootstrap.read_stamp() | {"extra": "test"})
    assert bootstrap.is_complete("test")
    assert bootstrap.is_complete("")


@POSIX
def test_another_python_or_a_killed_setup_is_not_built_upon(finished: Path) -> None:
    bootstrap = load(finished)
    assert bootstrap.is_usable()
    bootstrap.write_stamp(home="unfinished")
    assert not bootstrap.is_usable()
    bootstrap.STAMP.unlink()
    bootstrap.PYTHON.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert not bootstrap.is_usable()


def test_without_packages_to_be_had_one_sentence_says_so(checkout: Path) -> None:
    nothing = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(checkout),
        "PIP_CONFIG_FILE": os.devnull,
    }
    done = start(checkout, "demo", **nothing)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1].startswith("The packages could not be installed: ")
    assert "hatchling" in (checkout / ".venv" / "setup.log").read_text("utf-8")
    assert load(checkout).is_usable()  # the next start takes up from here


@POSIX
def test_a_second_start_waits_for_the_first(finished: Path) -> None:
    bootstrap = load(finished)
    _change_pins(bootstrap)
    with bootstrap.only_one():
        second = subprocess.Popen(
            [sys.executable, "src"], cwd=finished, stderr=subprocess.PIPE, text=True
        )
        assert second.stderr
        assert "waiting" in second.stderr.readline()
        stamp = bootstrap.read_stamp()  # meanwhile the first one finishes
        bootstrap.write_stamp(**stamp | {"digest": bootstrap.digest(), "screen": True})
        assert second.poll() is None
    assert not second.communicate(timeout=20)[1]
    assert second.returncode == 0


def _pretend_debian(folder: Path, monkeypatch: pytest.MonkeyPatch, exit_code: int) -> Path:
    """Put an apt-get on the path that only notes what it is asked."""
    notes = folder / "asked"
    script = f'#!/bin/sh\necho "$@" >> "{notes}"\nexit {exit_code}\n'
    apt = folder / "bin" / "apt-get"
    apt.parent.mkdir()
    apt.write_text(script, encoding="utf-8")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(apt.parent), prepend=os.pathsep)
    return notes


@POSIX
def test_root_on_debian_gets_system_packages_installed_and_is_told(
    finished: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    notes = _pretend_debian(finished, monkeypatch, exit_code=0)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert load(finished).apt_install(["libegl1", "libgl1"])
    assert notes.read_text("utf-8").splitlines()[-1].endswith("libegl1 libgl1")
    assert "Installing system packages: libegl1 libgl1" in capsys.readouterr().err


@POSIX
def test_anyone_else_gets_nothing_installed(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = _pretend_debian(finished, monkeypatch, exit_code=0)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert not load(finished).apt_install(["libegl1"])
    assert not notes.exists()


@POSIX
def test_a_python_without_ensurepip_leads_to_the_one_apt_line(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _pretend_debian(checkout, monkeypatch, exit_code=100)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bootstrap = load(checkout)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(bootstrap.SetupError, match=r"sudo apt install python3\.1\d-venv$"):
        bootstrap.create()
