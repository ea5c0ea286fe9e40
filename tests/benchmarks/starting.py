"""Starting up to `--version`: by -m, and by the set-up script when .venv is already there."""

import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.measure import SRC, environment

_HOME = SRC.parent


def started(*arguments: object) -> dict[str, float]:
    """Wall and CPU seconds of a Python with these arguments, from start to end."""
    return _taken([sys.executable, *map(str, arguments)], environment())


def started_again(script: Path) -> dict[str, float]:
    """Wall and CPU seconds of `python3 src --version` in a folder where all is set up."""
    return _taken([sys.executable, str(script.parent), "--version"], environment())


def _taken(command: Sequence[str], variables: Mapping[str, str]) -> dict[str, float]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun = time.perf_counter()
    subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=True)
    wall = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"wall": wall, "cpu": cpu}


def settle(folder: Path) -> Path:
    """Make a checkout whose .venv is finished: this Python's own; give its set-up script.

    So the second start can be measured in every environment, and no other .venv is touched.
    """
    home = folder / "checkout"
    (home / "src").mkdir(parents=True)
    (home / "tests").mkdir()
    script = home / "src" / "__main__.py"
    script.write_bytes((SRC / "__main__.py").read_bytes())
    (home / "pyproject.toml").symlink_to(_HOME / "pyproject.toml")
    (home / "tests" / "constraints.txt").symlink_to(_HOME / "tests" / "constraints.txt")
    (home / ".venv").mkdir()
    for part in Path(sys.prefix).iterdir():
        if part.name != "dossier.json":
            (home / ".venv" / part.name).symlink_to(part)
    stamp = (
        "import runpy; made = runpy.run_path({!r}); made['write_stamp'](home=str(made['HOME']),"
        " digest=made['digest'](), extra='test', installed=made['installed'](), screen=True)"
    )
    subprocess.run([sys.executable, "-c", stamp.format(str(script))], check=True)
    return script
