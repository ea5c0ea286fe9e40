"""Claims by what people call them: the incident and the words, such as "INC-0001: 134"."""

from array import array
from collections.abc import Iterator
from itertools import islice

from dossier.case import find
from dossier.case.case import Case
from dossier.case.dbapi import AMONG, listed
from dossier.model.records import Claim, Incident
from dossier.model.terms import vocabulary


def called(case: Case, claim: int) -> str:
    """What people call a claim; DossierError if it is not in the case."""
    held = case.get(Claim, claim)
    return _name(held, case.get(Incident, held.incident or 0))


def offered(case: Case, words: str, limit: int) -> list[tuple[int, str]]:
    """Live claims, as (id, name), whose words or incident are meant; "" gives the first ones."""
    wanted = list(islice(_live(case, find.ids(case, "claim", words=words, sort="id")), limit))
    if words:
        hits = find.search(case, words, limit=limit, kind="incident").rows
        beneath = case.children(Claim, "incident", [hit.id for hit in hits])
        wanted += [claim.id for hit in hits for claim in beneath[hit.id]]
    held = case.get_many(Claim, list(dict.fromkeys(wanted)))
    about = case.get_many(Incident, [claim.incident or 0 for claim in held.values()])
    return [(one.id, _name(one, about[one.incident or 0])) for one in held.values()][:limit]


def _live(case: Case, ids: "array[int]") -> Iterator[int]:
    """Give those of these claims whose incident is not in the trash, as they are asked for."""
    sql = (
        f"SELECT r.id FROM claim r JOIN incident i ON i.id = r.incident WHERE r.id {AMONG}"
        " AND i.deleted_at IS NULL ORDER BY r.id"
    )
    return (row[0] for part in listed(ids) for row in case.rows(sql, (part,)))


def _name(claim: Claim, incident: Incident) -> str:
    of = claim.measure and vocabulary("count_measure").label(claim.measure).lower()
    about = of or vocabulary("claim_attribute").label(claim.attribute).lower()
    return f"{incident.reference}: {' '.join(claim.stated.split())} ({about})"
