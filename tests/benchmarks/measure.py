"""How things are measured: each in a process of its own, several times, and the median counts."""

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
SRC = TESTS.parent / "src"
_MEGABYTE = 1024 * (1024 if sys.platform == "darwin" else 1)  # getrusage counts bytes there

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement beside its peer, both in `unit` and taken in the same run.

    A peer that is not installed is not a number.
    """

    name: str
    value: float
    unit: str
    peer_name: str
    peer: float

    @property
    def ratio(self) -> float:
        """How many times the peer: more is worse for times and memory, better for rates."""
        return self.value / self.peer


def environment() -> dict[str, str]:
    """Variables under which a process finds Dossier and the benchmarks, and shows no window.

    Compiled modules are kept, as for every user: else each start would compile them again.
    """
    places = os.pathsep.join((str(SRC), str(TESTS)))
    held = {name: held for name, held in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**held, "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen"}


def run(module: str, *arguments: object, home: Path | None = None) -> dict[str, float]:
    """Run a module of the benchmarks in a new process; the figures it reports.

    `home` takes the place of the user's folders.
    """
    command = [sys.executable, "-m", f"benchmarks.{module}", *map(str, arguments)]
    variables = environment()
    if home is not None:
        variables |= {"HOME": str(home), "XDG_CACHE_HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    done = subprocess.run(command, env=variables, stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def say(words: str) -> None:
    """Tell what is being measured; the table alone goes to standard output."""
    print(words, file=sys.stderr, flush=True)  # noqa: T201 - as the docstring says


def report(**figures: float) -> None:
    """Hand figures from a measuring process to the one that started it."""
    print(json.dumps(figures))  # noqa: T201 - the way to the other process


def median(figures: Sequence[Figures]) -> dict[str, float]:
    """Median of each figure over several runs."""
    return {key: statistics.median(run[key] for run in figures) for key in figures[0]}


def in_turn(runs: int, *measured: Callable[[], dict[str, float]]) -> tuple[dict[str, float], ...]:
    """Medians of several things, measured in turn so that all see the same machine."""
    rounds = [tuple(one() for one in measured) for _ in range(runs)]
    return tuple(median([figures[at] for figures in rounds]) for at in range(len(measured)))


def peak_megabytes() -> float:
    """Most memory that this process has held at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MEGABYTE


def cpu_of(act: Callable[[], object]) -> float:
    """CPU seconds, of all threads and in the kernel, that an act takes."""
    before = time.process_time()
    act()
    return time.process_time() - before


def table(lines: Sequence[Line]) -> str:
    """Give all measurements as one table."""
    head = ("name", "median", "unit", "ratio", "peer")
    rows = [head] + [
        (
            line.name,
            _short(line.value),
            line.unit,
            "–" if isnan(line.peer) else f"{line.ratio:.2f}",
            f"{line.peer_name}: {'not installed' if isnan(line.peer) else _short(line.peer)}",
        )
        for line in lines
    ]
    widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
    return "\n".join(
        f"{row[0]:<{widths[0]}}  {row[1]:>{widths[1]}}  {row[2]:<{widths[2]}}"
        f"  {row[3]:>{widths[3]}}  {row[4]}"
        for row in rows
    )


def _short(value: float) -> str:
    """Three figures, no powers of ten."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
