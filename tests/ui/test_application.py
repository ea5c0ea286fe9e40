"""The real program: it shows a case and leaves politely when asked to."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dossier.case import file

RUN = """
import sys
from pathlib import Path
from dossier.ui import application
raise SystemExit(application.run(Path(sys.argv[1]), settings=Path(sys.argv[2])))
"""
PATIENCE = 30.0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_end_it_closes_the_case_and_releases_its_lock(
    case_path: Path, tmp_path: Path, number: signal.Signals
) -> None:
    settings = tmp_path / "run.ini"
    cache = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": "src"}
    with subprocess.Popen(
        [sys.executable, "-c", RUN, str(case_path), str(settings)],
        env={**os.environ, **cache},
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        lock = case_path.with_name(case_path.name + ".lock")
        until = time.monotonic() + PATIENCE
        while not lock.exists() and time.monotonic() < until:
            time.sleep(0.05)
        assert lock.exists()
        program.send_signal(number)  # in the middle of opening
        try:
            _, errors = program.communicate(timeout=PATIENCE)
        finally:
            program.kill()
    assert program.returncode == 0, errors
    assert "Traceback" not in errors
    assert not lock.exists()
    file.open_case(case_path).close()
