"""Lists and search of a large case, beside the bare SQL of each question: PATH ROUNDS."""

import json
import sqlite3
import statistics
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import cpu_of, report
from dossier.case import dbapi, file, find
from dossier.case.case import Case
from dossier.case.fold import words

PAGE = 256
_MOST = 60  # beginnings of words that are typed
_NEWEST = 501
_SHOWN = 12  # as many hits as the palette asks for first

_IDS = "SELECT id FROM incident WHERE deleted_at IS NULL ORDER BY date_min NULLS LAST, id"
_THESE = "IN (SELECT value FROM json_each(?)) "
# all that a row of the list is made from
_ROWS = (
    "SELECT i.*, d.* FROM incident i JOIN derived d ON d.id = i.id WHERE i.id " + _THESE,
    "SELECT t.*, p.*, q.* FROM incident_place t JOIN place p ON p.id = t.place"
    " LEFT JOIN place q ON q.id = p.parent WHERE t.incident " + _THESE,
    "SELECT t.*, a.* FROM incident_actor t JOIN actor a ON a.id = t.actor WHERE t.incident "
    + _THESE,
    "SELECT k.*, c.*, x.*, s.*, a.* FROM claim k JOIN citation c ON c.id = k.citation"
    " JOIN text x ON x.id = c.text JOIN source s ON s.id = x.source"
    " LEFT JOIN actor a ON a.id = s.publisher WHERE k.incident " + _THESE,
    "SELECT b.*, a.* FROM claim k JOIN attribution b ON b.citation = k.citation"
    " LEFT JOIN actor a ON a.id = b.actor WHERE k.incident " + _THESE,
)
_FOUND = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?"


def main(path: Path, rounds: int) -> None:
    """Report CPU milliseconds: medians of each question, of searches also the slow twentieth."""
    bare = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None)
    for pragma in dbapi._PRAGMAS:
        bare.execute(f"PRAGMA {pragma}")
    with file.open_case(path, by="benchmark", read_only=True) as case:
        shown = find.ids(case, "incident")[:PAGE]
        report(
            ids=_median(lambda: find.ids(case, "incident"), rounds),
            bare_ids=_median(lambda: bare.execute(_IDS).fetchall(), rounds),
            rows=_median(lambda: find.listing(case, "incident", shown), rounds),
            bare_rows=_median(lambda: _fetch_rows(bare, shown), rounds),
            **_searches(case, bare, 2, rounds),
            **_searches(case, bare, 3, rounds),
        )
    bare.close()


def _fetch_rows(bare: sqlite3.Connection, shown: Sequence[int]) -> list[list[Any]]:
    wanted = json.dumps(list(shown))
    return [bare.execute(sql, (wanted,)).fetchall() for sql in _ROWS]


def _searches(case: Case, bare: sqlite3.Connection, letters: int, rounds: int) -> dict[str, float]:
    """Milliseconds of typing so many letters of words that stand in the case."""

    def find_newest(typed: str) -> list[Any]:
        return bare.execute(_FOUND, (f'"{typed}" *', _NEWEST)).fetchall()

    typed = _beginnings(case, letters, min(_MOST, 4 * rounds))
    ours = [cpu_of(partial(find.search, case, one, limit=_SHOWN)) * 1000 for one in typed]
    beside = [cpu_of(partial(find_newest, one)) * 1000 for one in typed]
    figures = {}
    for name, taken in (("search", ours), ("bare_search", beside)):
        cuts = statistics.quantiles(taken, n=20, method="inclusive")
        figures[f"{name}_{letters}_p50"] = statistics.median(taken)
        figures[f"{name}_{letters}_p95"] = cuts[-1]
    return figures


def _beginnings(case: Case, letters: int, count: int) -> list[str]:
    """First letters of about so many words in titles, names and texts, spread evenly."""
    sql = (
        "SELECT title FROM incident UNION SELECT name FROM place UNION SELECT aliases FROM place"
        " UNION SELECT name FROM actor UNION SELECT aliases FROM actor"
        " UNION SELECT exact FROM citation WHERE id % 97 = 0"
    )
    held = {word[:letters] for row in case.rows(sql) for word in words(row[0] or "")}
    found = sorted(word for word in held if len(word) == letters and word.isalpha())
    return found[:: max(1, len(found) // count)]


def _median(act: Callable[[], object], rounds: int) -> float:
    act()
    return statistics.median(cpu_of(act) for _ in range(rounds)) * 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
