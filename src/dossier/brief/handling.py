"""The handling mark of a brief: at least as strict as the strictest thing in it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from dossier.brief.document import Mark
from dossier.case.find import Registered
from dossier.errors import DossierError
from dossier.model.evidence import Evidence, Passage, Statement
from dossier.model.records import Actor, CaseInfo
from dossier.model.terms import Term, vocabulary

TLP_GROUND = "#000000"
_OLD_NAMES = {"TLP:WHITE": "TLP:CLEAR"}  # TLP 1.0


def mark_of(
    info: CaseInfo,
    evidences: Iterable[Evidence],
    statements: Iterable[Statement],
    register: Iterable[Registered],
    asked: str | None,
    *,
    whose: str = "The case is",
) -> Mark:
    """Give the mark asked for, else the strictest of case and content.

    `register` has the sources that are printed without being cited; `whose` says in a refusal what
    bears the mark of `info`.

    DossierError if the mark asked for is weaker than the case's or than what the brief contains,
    if it cannot be ranked against them, or if content bears a mark that the scheme of the case does
    not rank and nobody chose one for the brief.
    """
    levels = ranks(info.handling_scheme)
    own = canonical(info.handling_mark)
    content = (*_marks(evidences, statements), *chain.from_iterable(map(source_marks, register)))
    held = {canonical(mark) for mark in content} - {""}
    strictest = max((m for m in sorted(held) if m in levels), key=lambda m: levels[m], default="")
    if asked is None:
        return _printed(_strictest(own, strictest, held, levels))
    chosen = canonical(asked)
    for name, floor in (("The brief holds content", strictest), (whose, own)):
        _refuse_weaker(chosen, floor, name, levels)
    return _printed(chosen)


def _refuse_weaker(chosen: str, floor: str, name: str, levels: Mapping[str, int]) -> None:
    unknown = chosen and chosen not in levels
    if unknown and (floor in levels or chosen.startswith("TLP:")) and chosen != floor:
        raise DossierError(f"{chosen} is no mark of this case.", f"Choose {', '.join(levels)}.")
    if levels.get(chosen, 0) < levels.get(floor, 0):
        raise DossierError(
            f"{name} marked {floor}; {chosen or 'no mark'} is weaker.",
            f"Choose {floor} or a stricter mark, or leave that content out.",
        )


def _strictest(own: str, strictest: str, held: set[str], levels: Mapping[str, int]) -> str:
    """Give the case's own mark, or a stricter one of the content."""
    marks = {own, *held} - {""}
    unknown = sorted(mark for mark in marks if mark not in levels)
    if unknown and len(marks) > 1:
        raise DossierError(
            f"Nobody has said which is stricter of the marks {', '.join(sorted(marks))}.",
            "Choose the mark of the brief yourself.",
        )
    if unknown:
        return unknown[0]
    return max((own, strictest), key=lambda mark: levels.get(mark, 0))


def _marks(evidences: Iterable[Evidence], statements: Iterable[Statement]) -> Iterator[str]:
    for evidence in evidences:
        yield evidence.incident.handling
        yield from _handling(involved.actor for involved in evidence.actors)
        for testimony in evidence.standing:
            if testimony.passage:
                yield from passage_marks(testimony.passage)
    for statement in statements:
        yield from statement_marks(statement)


def source_marks(held: Registered) -> Iterator[str]:
    """Give the marks of a source that no note leads to: its own, and that of its publisher."""
    yield held.source.handling
    yield from _handling((held.publisher,))


def statement_marks(statement: Statement) -> Iterator[str]:
    """Give the marks of a statement: of its passage, and of who speaks."""
    yield from passage_marks(statement.passage)
    yield from _handling((statement.speaker, statement.on_behalf_of, statement.interviewer))


def passage_marks(passage: Passage) -> Iterator[str]:
    """Give the marks of a passage: of its source, and of who published it or passed it on."""
    yield passage.source.handling
    yield from _handling(actor for step in passage.steps for actor in (step.actor, step.to))
    yield from _handling((passage.publisher, *(link.actor for link in passage.upstream)))


def _handling(people: Iterable[Actor | None]) -> Iterator[str]:
    return (actor.handling for actor in people if actor)


def canonical(mark: str) -> str:
    """Give a mark as its scheme writes it."""
    upper = " ".join(mark.upper().split())
    return _OLD_NAMES.get(upper, upper)


def _scheme_terms(scheme: str) -> Iterator[Term]:
    if scheme == "tlp2" or not scheme:
        yield from vocabulary("tlp")
    else:
        yield from (t for t in vocabulary("marking") if t.more.get("scheme") == scheme)


def meaning(mark: str) -> str:
    """Say who may read what bears a mark; "" where the mark does not say."""
    return next((t.definition for t in vocabulary("tlp") if t.label == mark), "")


def marks(scheme: str) -> tuple[Term, ...]:
    """Give the marks of a scheme, the weakest first."""
    return tuple(sorted(_scheme_terms(scheme), key=lambda term: int(term.more["rank"])))


def ranks(scheme: str) -> dict[str, int]:
    """Give the rank of each mark of a scheme; a stricter mark has a higher one."""
    return {term.label: int(term.more["rank"]) for term in _scheme_terms(scheme)}


def _printed(mark: str) -> Mark:
    """Give TLP labels in the protocol's colours on black, other marks in the brief's own."""
    for term in vocabulary("tlp"):
        if term.label == mark:
            return Mark(mark, term.more["colour"], TLP_GROUND)
    return Mark(mark)
