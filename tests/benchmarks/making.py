"""Makes the large case in a process of its own: PATH INCIDENTS QUOTES."""

import sys
from pathlib import Path

from benchmarks import bigcase
from benchmarks.measure import cpu_of, report


def main(path: Path, incidents: int, quotes: int) -> None:
    """Make a closed case file."""
    report(cpu=cpu_of(lambda: bigcase.make(path, incidents, quotes).close()))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
