"""Claims by what people call them: the incident and the words, such as "INC-0001: 134"."""

from dossier.case import find
from dossier.case.case import Case
from dossier.model.records import Claim, Incident
from dossier.model.terms import vocabulary


def called(case: Case, claim: int) -> str:
    """What people call a claim; DossierError if it is not in the case."""
    held = case.get(Claim, claim)
    return _name(held, case.get(Incident, held.incident or 0))


def offered(case: Case, words: str, limit: int) -> list[tuple[int, str]]:
    """Live claims, as (id, name), whose words or incident are meant; "" gives the first ones."""
    wanted = list(find.ids(case, "claim", words=words, sort="id")[:limit])
    if words:
        hits = find.search(case, words, limit=limit, kind="incident").rows
        beneath = case.children(Claim, "incident", [hit.id for hit in hits])
        wanted += [claim.id for hit in hits for claim in beneath[hit.id]]
    held = case.get_many(Claim, list(dict.fromkeys(wanted)))
    about = case.get_many(Incident, [claim.incident or 0 for claim in held.values()])
    live = [one for one in held.values() if not about[one.incident or 0].deleted_at]
    return [(one.id, _name(one, about[one.incident or 0])) for one in live][:limit]


def _name(claim: Claim, incident: Incident) -> str:
    of = claim.measure and vocabulary("count_measure").label(claim.measure).lower()
    about = of or vocabulary("claim_attribute").label(claim.attribute).lower()
    return f"{incident.reference}: {' '.join(claim.stated.split())} ({about})"
