"""Numbers that people use: INC-0001 and the like, one series for each numbered kind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dossier.case.dbapi import AMONG, Connection, listed
from dossier.model.field import Kind

# What `number` reads: of a million live rows an index gives the last of each length, see `_known`
_NUMBERED = """FROM "{}" WHERE reference GLOB :series || '-[0-9]*'
    AND substr(reference, length(:series) + 2) NOT GLOB '*[^0-9]*'"""
_LIVE = f"""SELECT reference {_NUMBERED} AND deleted_at IS NULL AND length(reference) = :length
    ORDER BY reference DESC LIMIT 1"""
_TRASHED = f"""SELECT reference {_NUMBERED} AND deleted_at IS NOT NULL
    AND length(reference) <= length(:series) + 10"""
_DIGITS = range(1, 10)


@dataclass(slots=True)
class References:
    """Remembers the highest number of each series, so that a new record costs no search."""

    conn: Connection
    _highest: dict[str, int] = field(default_factory=dict)

    def given(self, kind: Kind, reference: str | None) -> str:
        """Return the reference a new record gets: its own, or the next of the series."""
        highest = self._known(kind)
        if reference is None:
            self._highest[kind.name] = highest + 1
            return f"{kind.about.prefix}-{highest + 1:04d}"
        self._highest[kind.name] = max(highest, number(kind.about.prefix, reference))
        return reference

    def forget(self) -> None:
        """Search again next time: rows have gone or got other references."""
        self._highest.clear()

    def _known(self, kind: Kind) -> int:
        if kind.name not in self._highest:
            series = kind.about.prefix
            found = [
                row[0]
                for digits in _DIGITS
                for row in self.conn.execute(
                    _LIVE.format(kind.name),
                    {"series": series, "length": len(series) + 1 + digits},
                ).fetchall()
            ]
            trashed = self.conn.execute(_TRASHED.format(kind.name), {"series": series})
            found += [row[0] for row in trashed.fetchall()]
            self._highest[kind.name] = max((number(series, one) for one in found), default=0)
        return self._highest[kind.name]


def number(prefix: str, reference: str | None) -> int:
    """Give the number in a reference of a series; 0 if it is not of the series."""
    found = re.fullmatch(rf"{prefix}-([0-9]{{1,9}})", reference or "")
    return int(found[1]) if found else 0


def taken(conn: Connection, kind: Kind, references: Sequence[str]) -> set[str]:
    """Give those of these references that live records of a numbered kind bear."""
    sql = f'SELECT reference FROM "{kind.name}" WHERE reference {AMONG} AND deleted_at IS NULL'
    return {row[0] for part in listed(references) for row in conn.execute(sql, (part,)).fetchall()}
