"""A killed program loses nothing that it acknowledged."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = os.environ.get("DOSSIER_KILL_ROUNDS", "8")
WINDOW_ROUNDS = os.environ.get("DOSSIER_KILL_WINDOW_ROUNDS", "2")
BUSY = "3.0"  # seconds: a machine that runs all tests at once is slower than a desk


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")


@pytest.mark.parametrize("manner", [[], ["--commands"]], ids=["one process", "commands"])
def test_no_acknowledged_edit_is_lost_when_the_program_is_killed(manner: list[str]) -> None:
    done = run("kill_rounds.py", "--rounds", ROUNDS, *manner)
    assert done.startswith(f"{ROUNDS} rounds, ")


def test_no_word_older_than_a_moment_is_lost_when_the_window_is_killed() -> None:
    done = run("kill_window.py", "--rounds", WINDOW_ROUNDS, "--allowed", BUSY)
    assert done.startswith(f"{WINDOW_ROUNDS} rounds, ")


def run(script: str, *arguments: str) -> str:
    """Run a script that kills; what it says."""
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name(script)), *arguments],
        env=os.environ | {"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
