"""Going over a case rule by rule: what a rule is, what it finds, and how it looks at the rows."""

from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dossier.case.gather import Reader
from dossier.case.reading import Reading
from dossier.model.severity import Severity

SLICE = 2000  # rows looked at in one question: a writer waits for one question at most
TEXTS = 60  # of texts, whose passages are looked at too
NO_IDS = "q"


@dataclass(frozen=True, slots=True)
class Found:
    """Records of one kind that break one rule, by id. `field` names the field to go to, or ""."""

    rule: "Rule"
    kind: str
    field: str
    ids: "array[int]"


class Scan:
    """Goes over the rows of a case, a slice at a time. `pause` is called between the slices."""

    def __init__(self, case: Reading, pause: Callable[[], None]) -> None:
        self._case = case
        self._pause = pause
        self.reader = Reader(case.db.conn)

    def rows(
        self, kind: str, columns: str, condition: str, joins: str = "", size: int = 0
    ) -> Iterator[Any]:
        """Columns of the live rows `r` of a kind that meet a condition, by id.

        Some `size` rows in one question. A CROSS JOIN keeps the order of its tables in SQLite.
        """
        sql = (
            f'SELECT {columns} FROM "{kind}" r {joins} WHERE r.id > ? AND r.id <= ?'
            f" AND r.deleted_at IS NULL AND ({condition}) ORDER BY r.id"
        )
        for low, high in self._slices(kind, size or SLICE):
            self._pause()
            yield from self._case.rows(sql, (low, high))

    def ids(self, kind: str, condition: str, joins: str = "") -> "array[int]":
        """Ids of the live rows of a kind that meet a condition, in order."""
        return array(NO_IDS, (row[0] for row in self.rows(kind, "r.id", condition, joins)))

    def body(self, sha256: str) -> str:
        """A stored text; "" where it is gone."""
        rows = self._case.rows("SELECT content FROM body WHERE sha256 = ?", (sha256,))
        return str(rows[0][0]) if rows else ""

    def _slices(self, kind: str, size: int) -> Iterator[tuple[int, int]]:
        sql = f'SELECT max(id) FROM (SELECT id FROM "{kind}" WHERE id > ? ORDER BY id LIMIT ?)'
        low = 0
        while (high := self._case.rows(sql, (low, size))[0][0]) is not None:
            yield low, high
            low = high


Find = Callable[["Rule", Scan], Iterable[Found]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `label` names what is wrong, `advice` says why it matters and what to do."""

    key: str
    label: str
    advice: str
    severity: Severity
    find: Find


def of(kind: str, condition: str, *, field: str = "", joins: str = "") -> Find:
    """Find the rows of a kind that meet a condition."""

    def find(rule: Rule, scan: Scan) -> Iterable[Found]:
        return [Found(rule, kind, field, scan.ids(kind, condition, joins))]

    return find
