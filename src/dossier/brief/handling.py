"""The handling mark of a brief: at least as strict as the strictest thing in it."""

from collections.abc import Iterable, Iterator

from dossier.brief.blocks import Mark
from dossier.errors import DossierError
from dossier.model.evidence import Evidence, Statement
from dossier.model.records import CaseInfo
from dossier.model.terms import Term, vocabulary

TLP_GROUND = "#000000"
_OLD_NAMES = {"TLP:WHITE": "TLP:CLEAR"}  # TLP 1.0


def mark_of(
    info: CaseInfo,
    evidences: Iterable[Evidence],
    statements: Iterable[Statement],
    asked: str | None,
) -> Mark:
    """Give the mark asked for, else the strictest of case and content.

    DossierError if the mark asked for is weaker than what the brief contains.
    """
    levels = _levels(info.handling_scheme)
    held = {_canonical(mark) for mark in _marks(evidences, statements)} - {""}
    strictest = max((m for m in held if m in levels), key=lambda m: levels[m], default="")
    chosen = _canonical(asked if asked is not None else info.handling_mark)
    if levels.get(chosen, 0) < levels.get(strictest, 0):
        if asked is not None:
            raise DossierError(
                f"The brief holds content marked {strictest}; {chosen or 'no mark'} is weaker.",
                f"Choose {strictest} or a stricter mark, or leave that content out.",
            )
        chosen = strictest
    return _printed(chosen)


def _marks(evidences: Iterable[Evidence], statements: Iterable[Statement]) -> Iterator[str]:
    for evidence in evidences:
        yield evidence.incident.handling
        for testimony in evidence.standing:
            if testimony.passage:
                yield testimony.passage.source.handling
        for involved in evidence.actors:
            yield involved.actor.handling
    for statement in statements:
        yield statement.passage.source.handling
        if statement.speaker:
            yield statement.speaker.handling


def _canonical(mark: str) -> str:
    upper = " ".join(mark.upper().split())
    return _OLD_NAMES.get(upper, upper)


def _scheme_terms(scheme: str) -> Iterator[Term]:
    if scheme == "tlp2" or not scheme:
        yield from vocabulary("tlp")
    else:
        yield from (t for t in vocabulary("marking") if t.more.get("scheme") == scheme)


def _levels(scheme: str) -> dict[str, int]:
    return {term.label: int(term.more["rank"]) for term in _scheme_terms(scheme)}


def _printed(mark: str) -> Mark:
    """Give TLP labels in the protocol's colours on black, other marks in the brief's own."""
    for term in vocabulary("tlp"):
        if term.label == mark:
            return Mark(mark, term.more["colour"], TLP_GROUND)
    return Mark(mark)
