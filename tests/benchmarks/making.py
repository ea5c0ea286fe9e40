"""Makes the large case in a process of its own: `python tests/benchmarks/making.py OUT`."""

import argparse
import sys
from pathlib import Path

sys.path[:1] = [str(Path(__file__).resolve().parents[1])]  # this folder is a package of tests

from benchmarks import bigcase  # noqa: E402 - after the path is set
from benchmarks.measure import cpu_of, peak_megabytes, report, say  # noqa: E402 - as above


def main(arguments: list[str]) -> None:
    """Make a closed case file."""
    parser = argparse.ArgumentParser(prog="tests/benchmarks/making.py", description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--quotes", type=int, default=1_000_000)
    asked = parser.parse_args(arguments)

    def make() -> None:
        bigcase.make(asked.path.absolute(), asked.incidents, asked.quotes, say).close()

    report(cpu=cpu_of(make), peak=peak_megabytes())


if __name__ == "__main__":
    main(sys.argv[1:])
