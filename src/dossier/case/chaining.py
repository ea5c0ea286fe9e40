"""Chains that passages of one text share: what stands near each other often came the same way."""

import dataclasses

from dossier.case import edits, gather
from dossier.case.case import Case
from dossier.model.evidence import Passage
from dossier.model.records import Attribution, Citation

_LOOKED_AT = 100  # passages with a chain, the nearest ones


def offered(case: Case, citation: int, most: int = 3) -> list[Passage]:
    """Passages of the same text that bear a chain, no two the same, the nearest first."""
    here = case.get(Citation, citation)
    found = case.rows(
        "SELECT c.id FROM citation c WHERE c.text = ? AND c.id <> ? AND c.deleted_at IS NULL"
        " AND EXISTS (SELECT 1 FROM attribution a WHERE a.citation = c.id"
        " AND a.deleted_at IS NULL) ORDER BY abs(c.start - ?), c.id LIMIT ?",
        (here.text, citation, here.start, _LOOKED_AT),
    )
    held = gather.passages(gather.Reader(case.db.conn), [row[0] for row in found])
    different: dict[tuple[Attribution, ...], Passage] = {}
    for (id_,) in found:
        different.setdefault(_free(held[id_]), held[id_])
    return list(different.values())[:most]


def take(case: Case, citation: int, of: int) -> None:
    """Give a passage the chain of another one, as rows of its own."""
    rows = case.children(Attribution, "citation", [of])[of]
    new = [dataclasses.replace(row, id=0) for row in rows]
    edits.set_children(case, "citation", citation, Attribution, new)


def _free(passage: Passage) -> tuple[Attribution, ...]:
    """Give a chain as it may stand under any passage."""
    steps = (step.attribution for step in passage.steps)
    return tuple(dataclasses.replace(one, id=0, citation=None) for one in steps)
