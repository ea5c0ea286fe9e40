"""How the term that is being typed into a search could go on."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.case.query import Part

MOST = 6
# Terms whose values are names of records, and the kind of these
_NAMES = {"speaker": "actor", "source": "source", "place": "place"}
_EXPLAINED = {
    "speaker": "who says it",
    "source": "where it stands",
    "place": "where it happened, or what that lies in",
    "after": "on or after a date",
    "before": "on or before a date",
    "grade": "such as B2, B or 2",
    "status": "how far the work is",
    "kind": "of record, event, source or quote",
    "is": "disputed, single-origin …",
}


def completions(case: "Case", typed: str) -> list[tuple[str, str]]:
    """What the text could become, and what that means; the term at its end is completed."""
    from dossier.case.query import unfinished

    start, part = unfinished(typed)
    before = typed[:start] + ("-" if part.negated else "")
    if part.term is None:
        return [(before + one, said) for one, said in _terms(part)]
    found = _values(case, part)
    return [(f"{typed[:start]}{one} ", said) for one, said in found if one != typed[start:]]


def _terms(part: "Part") -> list[tuple[str, str]]:
    begun = part.value.casefold()
    if not begun or part.phrase:
        return []
    return [(f"{term}:", said) for term, said in _EXPLAINED.items() if term.startswith(begun)]


def _values(case: "Case", part: "Part") -> list[tuple[str, str]]:
    from dossier.case import find, limits
    from dossier.case.query import Part

    if part.term is None:
        return []
    offered = list(limits.choices(part.term))
    kind = _NAMES.get(part.term)
    if kind and part.value:
        hits = find.search(case, part.value, limit=MOST, kind=kind).rows
        offered = [(hit.title, hit.reference) for hit in hits]
    begun = part.value.casefold()
    return [
        (str(Part(value, part.term, negated=part.negated)), label)
        for value, label in offered
        if kind or value.casefold().startswith(begun) or label.casefold().startswith(begun)
    ][:MOST]
