"""One edit of one field, beside the same UPDATE in a bare transaction: OURS BARE ROUNDS.

Two copies of one case, written to in turn, with the same pragmas: both wait for the same disk.
"""

import dataclasses
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.measure import report
from dossier.case import dbapi, file
from dossier.model.records import Incident


def main(ours: Path, bare: Path, rounds: int) -> None:
    """Report medians of one edit in milliseconds."""
    conn = sqlite3.connect(bare, isolation_level=None)
    for pragma in dbapi._PRAGMAS + dbapi._WRITING:
        conn.execute(f"PRAGMA {pragma}")
    first = conn.execute("SELECT id FROM incident ORDER BY id LIMIT ?", (rounds,)).fetchall()
    taken: list[tuple[float, float]] = []
    beside: list[tuple[float, float]] = []
    with file.open_case(ours, by="benchmark") as case:
        for number, (id_,) in enumerate(first):
            title = f"Renamed for the {number}th time"
            changed = dataclasses.replace(case.get(Incident, id_), title=title)

            def edit(changed: Incident = changed) -> None:
                with case.edit("Rename") as made:
                    made.update(changed)

            def update(title: str = title, id_: int = id_) -> None:
                conn.execute("BEGIN IMMEDIATE")
                conn.execute("UPDATE incident SET title = ? WHERE id = ?", (title, id_))
                conn.execute("COMMIT")

            taken.append(_timed(edit))
            beside.append(_timed(update))
    conn.close()
    wall, cpu = (statistics.median(one[at] for one in taken) * 1000 for at in (0, 1))
    bare_wall, bare_cpu = (statistics.median(one[at] for one in beside) * 1000 for at in (0, 1))
    report(wall=wall, cpu=cpu, bare_wall=bare_wall, bare_cpu=bare_cpu)


def _timed(act: Callable[[], None]) -> tuple[float, float]:
    """Wall and CPU seconds of an act."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - wall, time.process_time() - cpu


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
