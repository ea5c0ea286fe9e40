"""A killed program loses nothing that it acknowledged."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = os.environ.get("DOSSIER_KILL_ROUNDS", "8")


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
@pytest.mark.parametrize("manner", [[], ["--commands"]], ids=["one process", "commands"])
def test_no_acknowledged_edit_is_lost_when_the_program_is_killed(manner: list[str]) -> None:
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [
            sys.executable,
            str(Path(__file__).with_name("kill_rounds.py")),
            *["--rounds", ROUNDS, *manner],
        ],
        env=os.environ | {"PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(f"{ROUNDS} rounds, ")
