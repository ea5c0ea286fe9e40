"""Facts of a case file: when it was made, by whom, what it holds, which format it has."""

from dataclasses import dataclass

from dossier.case import find, migrations
from dossier.case.reading import Reading
from dossier.model.records import KINDS


@dataclass(frozen=True, slots=True)
class Facts:
    """`created` is ISO 8601 in UTC. `counts` gives live records by kind, of kinds that have any."""

    created: str
    by: str
    steps: int
    counts: tuple[tuple[str, int], ...]
    size: int
    version: int


def facts(case: Reading) -> Facts:
    """Facts of a case; of one without any step, created is empty."""
    first = case.rows('SELECT at, "by" FROM step ORDER BY id LIMIT 1')
    created, by = first[0] if first else ("", "")
    steps = case.rows("SELECT coalesce(max(id), 0) FROM step")[0][0]
    counted = ((kind.name, find.count(case, kind.name)) for kind in KINDS if not kind.about.single)
    held = tuple((name, count) for name, count in counted if count)
    return Facts(created, by, steps, held, case.size, migrations.version(case.db))
