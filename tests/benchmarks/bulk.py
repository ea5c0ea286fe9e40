"""Many incidents at once: `ours` by the bulk path, `bare` rows and full text alone: HOW PATH ROWS.

The bare one writes the same values into the same tables with the same pragmas and indexes, but
keeps no journal, folds no words and computes nothing.
"""

import sqlite3
import sys
from pathlib import Path

from benchmarks.measure import cpu_of, peak_megabytes, report
from dossier.case import dbapi, file
from dossier.case.journal import StepKind
from dossier.model.dates import Reported
from dossier.model.field import kind_of
from dossier.model.records import CaseInfo, Incident

_KIND = kind_of(Incident)


def main(how: str, path: Path, rows: int) -> None:
    """Report rows per CPU second and peak memory."""
    with file.create(path, CaseInfo(title="Bulk"), by="benchmark") as case:
        made = [incident(number) for number in range(rows)]
        if how == "ours":

            def insert() -> None:
                with case.edit("Import", kind=StepKind.IMPORT) as edit:
                    edit.insert_many(made)

            taken = cpu_of(insert)
    if how == "bare":
        taken = _insert_bare(path, made)
    report(rate=rows / taken, peak=peak_megabytes())


def incident(number: int) -> Incident:
    day = f"2021-06-{number % 30 + 1:02}"
    return Incident(
        title=f"{number % 400 + 2} soldiers cross near Shir Khan Bandar",
        summary=f"Report {number}: soldiers under attack left their post by the river crossing.",
        kind="cross_border_flight",
        date=Reported(day, day),
        status="draft",
    )


def _insert_bare(path: Path, made: list[Incident]) -> float:
    conn = sqlite3.connect(path, isolation_level=None)
    for pragma in dbapi._PRAGMAS + dbapi._WRITING:
        conn.execute(f"PRAGMA {pragma}")
    rows = [
        tuple((_KIND.row(one) | {"id": number, "reference": f"INC-{number:04d}"}).values())
        for number, one in enumerate(made, start=1)
    ]
    marks = ", ".join("?" for _ in _KIND.column_names)

    def insert() -> None:
        conn.execute("BEGIN IMMEDIATE")
        conn.executemany(f"INSERT INTO incident VALUES ({marks})", rows)
        conn.execute(
            "INSERT INTO search (rowid, kind, names, body, sound)"
            " SELECT id, 'i', reference || ' ' || title, summary, '' FROM incident"
        )
        conn.execute("COMMIT")

    taken = cpu_of(insert)
    conn.close()
    return taken


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
