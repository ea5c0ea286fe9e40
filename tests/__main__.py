"""`python3 tests [WORDS FOR PYTEST]`: set .venv up, then check everything that CI checks.

With words, only pytest runs, with these words. Standard library only; the set-up is that of
src/__main__.py.
"""

from __future__ import annotations

import contextlib
import os
import re
import runpy
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HOME = Path(__file__).resolve().parent.parent
LINUX = sys.platform.startswith("linux")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# pytest where Qt does not load: without the plug-in for it, whose settings are then unknown words
WITHOUT_QT = (
    *("--ignore=tests/ui", "--ignore=tests/whole/test_entered.py"),
    *("-p", "no:pytest-qt", "-W", "ignore:Unknown config option"),
    *("-o", "addopts=--import-mode=importlib -ra"),
)
CLOSING = re.compile(r"=+ (.*) in [0-9.]+s.* =+")

bootstrap = runpy.run_path(str(HOME / "src" / "__main__.py"))
say = bootstrap["say"]


class Outcome(NamedTuple):
    """How one check ended; `lines` are those of pytest that the closing lines need."""

    name: str
    code: int
    seconds: float
    lines: tuple[str, ...] = ()


def find_python() -> str:
    """Python of the finished .venv, with Xvfb beside it where we may install it."""
    python: str = bootstrap["prepare"]("test", screen=True)
    if LINUX and not shutil.which("Xvfb"):
        bootstrap["apt_install"](["xvfb"])
    return python


@contextlib.contextmanager
def screen() -> Iterator[dict[str, str]]:
    """Environment of the tests: a screen of their own, so that no window flits over the user's."""
    server = shutil.which("Xvfb") if LINUX else None
    if not server:
        yield {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        return
    ours, theirs = os.pipe()
    command = [server, "-displayfd", str(theirs), "-screen", "0", "1920x1200x24", "-noreset"]
    with (
        os.fdopen(ours, encoding="ascii") as answer,
        subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL) as xvfb,
    ):
        os.close(theirs)
        number = answer.readline().strip()  # empty if the server gave up
        platform = {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        try:
            yield {**os.environ, **(platform if number else {"QT_QPA_PLATFORM": "offscreen"})}
        finally:
            xvfb.terminate()


def count_untestable(python: str) -> int:
    """Number of tests of the window if set-up could not install a library of Qt's; else 0."""
    display = [python, "-P", "-m", "dossier.ui.display"]
    packages = subprocess.run(display, stdout=subprocess.PIPE, text=True, check=False).stdout
    if not packages.split():
        return 0
    say("The window cannot be tested; this installs what it needs:")
    say(bootstrap["apt_line"](packages.split()))
    files = (HOME / "tests" / "ui").rglob("test_*.py")
    return sum(path.read_text(encoding="utf-8").count("\ndef test_") for path in files)


def run(name: str, command: Sequence[str], env: dict[str, str]) -> Outcome:
    """Run one check, its output passing straight through."""
    print(f"\n---- {name}", flush=True)
    started = time.monotonic()
    code = subprocess.run(command, cwd=HOME, env=env, check=False).returncode
    return Outcome(name, code, time.monotonic() - started)


def run_pytest(python: str, words: Sequence[str], env: dict[str, str]) -> Outcome:
    """Run pytest; its output passes through, and what the closing lines need is kept."""
    print("\n---- pytest", flush=True)
    started = time.monotonic()
    colour = "--color=yes" if sys.stdout.isatty() else "--color=no"
    kept = []
    with subprocess.Popen(
        [python, "-m", "pytest", colour, *words],
        cwd=HOME,
        env=env,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as pytest:
        for line in pytest.stdout or ():
            print(line, end="", flush=True)
            plain = COLOUR.sub("", line).rstrip()
            if plain.startswith("SKIPPED [") or CLOSING.fullmatch(plain):
                kept.append(plain)
    return Outcome("pytest", pytest.returncode, time.monotonic() - started, tuple(kept))


def check_all(python: str, words: Sequence[str], env: dict[str, str]) -> list[Outcome]:
    """Everything CI runs, pytest with `words`. One failure does not hide the next."""
    tools = Path(python).parent
    checks = {
        "ruff check": [str(tools / "ruff"), "check"],
        "ruff format": [str(tools / "ruff"), "format", "--check"],
        "mypy --strict": [str(tools / "mypy")],
        "mypy, set-up": [str(tools / "mypy"), "src/__main__.py"],
        "import contracts": [str(tools / "lint-imports")],
    }
    done = [run(name, command, env) for name, command in checks.items()]
    done.append(run_pytest(python, words, env))
    if not words:  # the benchmarks measure the window too
        done.append(run("benchmarks", [python, "tests/benchmarks", "--quick"], env))
    return done


def count(lines: Sequence[str]) -> dict[str, int]:
    """Numbers of pytest's closing line: {"passed": 412, "skipped": 2}."""
    closing = [found[1] for found in map(CLOSING.fullmatch, lines) if found]
    return {word: int(n) for n, word in re.findall(r"(\d+) ([a-z]+)", "".join(closing[-1:]))}


def close(done: Sequence[Outcome], left_out: int) -> int:
    """Print the closing lines; the exit code of the whole run."""
    print()
    for outcome in done:
        verdict = "ok" if outcome.code == 0 else f"FAILED ({outcome.code})"
        print(f"{outcome.name:<18}{outcome.seconds:7.1f} s  {verdict}")
    lines = [line for outcome in done for line in outcome.lines]
    counts = count(lines)
    absent = counts.get("skipped", 0) + left_out
    if absent:
        print(f"{absent} tests could not run:")
        reasons = [line[len("SKIPPED ") :] for line in lines if line.startswith("SKIPPED ")]
        reasons += [f"[{left_out}] tests/ui: system libraries are missing"] if left_out else []
        print(*("  " + reason for reason in reasons), sep="\n")
    failed = counts.get("failed", 0) + counts.get("error", 0) + counts.get("errors", 0)
    print(f"{counts.get('passed', 0)} passed, {failed} failed, {absent} skipped", flush=True)
    not_run = bool(absent and os.environ.get("CI"))
    return int(not_run or any(outcome.code for outcome in done))


def main(words: Sequence[str]) -> int:
    """Set up and check; the exit code."""
    try:
        python = find_python()
        left_out = count_untestable(python)
        pytest = WITHOUT_QT if left_out else ()
        if left_out and any(word.startswith("tests/ui") for word in words):
            return 1
        with screen() as env:
            if words:
                return run_pytest(python, [*words, *pytest], env).code
            return close(check_all(python, pytest, env), left_out)
    except bootstrap["SetupError"] as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
