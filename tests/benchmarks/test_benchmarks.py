"""The benchmarks run to the end. What they find is for people: no test fails for being slow."""

import math
import subprocess
import sys
from pathlib import Path

from benchmarks.measure import Line, table

MEASURED = (
    "an edit, waiting",
    "an edit",
    "rows at once",
    "imported rows: longest gap, waiting",
    "records to the trash: in slices",
    "ids of",
    "rows of their list",
    "search while typing, 2 letters, p50",
    "search while typing, 3 letters, p95",
    "first rows of",
    "an hour: worst gap of the loop, waiting",
    "an hour: peak memory",
    "print",
    "all",
    "gather",
    "compose",
    "render",
    "peak memory",
    "first page of the preview after a change, waiting",
    "python -m dossier --version",
    "python3 src --version, second start",
)


def test_a_peer_that_is_missing_is_said_so() -> None:
    shown = table([Line("print", 2.0, "pages/s", "fpdf2", math.nan)])
    assert " ".join(shown.splitlines()[1].split()) == "print 2 pages/s – fpdf2: not installed"


def test_the_quick_table_has_every_line_with_a_ratio() -> None:
    done = subprocess.run(
        [sys.executable, str(Path(__file__).parent), "--quick"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    head, *lines = done.stdout.splitlines()
    assert head.split() == ["name", "median", "unit", "ratio", "peer"]
    for name in MEASURED:
        assert any(name in line for line in lines), name
    for line in lines:
        value, _unit, ratio, peer = line[line.index("  ") :].split(maxsplit=3)
        assert float(value.replace(",", "")) > 0, line
        if peer.endswith("not installed"):
            assert ratio == "–", line
            continue
        assert math.isfinite(float(ratio)), line
        assert float(ratio) > 0, line
