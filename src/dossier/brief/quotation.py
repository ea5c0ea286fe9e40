"""The check of all that is printed as a quotation against the stored texts."""

from collections.abc import Callable, Collection, Iterable, Iterator

from dossier.errors import DossierError
from dossier.model import anchors
from dossier.model.evidence import Evidence, Passage, Statement
from dossier.model.terms import EXACT_FORMS

Check = tuple[str, Passage, str]


def is_exact(statement: Statement) -> bool:
    """Tell whether the words are the speaker's: only then they may stand in quotation marks."""
    return statement.quote.form in EXACT_FORMS


def compare(
    evidences: Collection[Evidence],
    statements: Collection[Statement],
    body: Callable[[str], str],
) -> frozenset[int]:
    """Compare quotes and cited passages with their texts; DossierError shows a difference.

    A quote must stand in its own passage: the words of two people may be in one text.

    Gives the ids of the quotes whose original words do not stand in the text they are cited from:
    somebody knew them otherwise. `body` gives a text by its hash; each is asked for once and none
    is kept.
    """
    by_text: dict[str, list[Check]] = {}
    for check in (*_passages(evidences, statements), *_quotes(statements)):
        by_text.setdefault(check[1].text.sha256, []).append(check)
    unfound: set[int] = set()
    for digest in sorted(by_text):
        stored = body(digest)
        for name, passage, words in by_text[digest]:
            _refuse_changed(name, passage, words, stored)
            _refuse_misplaced(name, passage, words, stored)
        here = (s.quote for s in statements if s.passage.text.sha256 == digest)
        unfound |= {q.id for q in here if q.original and not _stands_in(q.original, stored)}
    return frozenset(unfound)


def _stands_in(words: str, stored: str) -> bool:
    return words in stored or anchors.verify_quotation(words, stored).ok


def _quotes(statements: Iterable[Statement]) -> Iterator[Check]:
    for statement in statements:
        if is_exact(statement):
            yield f"quote {statement.quote.reference}", statement.passage, statement.quote.text


def _passages(evidences: Iterable[Evidence], statements: Iterable[Statement]) -> Iterator[Check]:
    """Give each passage once: the register prints its words."""
    cited = [t.passage for e in evidences for t in e.standing if t.passage]
    cited += [s.passage for s in statements]
    for passage in {passage.citation.id: passage for passage in cited}.values():
        yield "a cited passage", passage, passage.citation.exact


def _refuse_misplaced(name: str, passage: Passage, words: str, stored: str) -> None:
    """The note of a quotation leads to its passage, and to who spoke there."""
    cited = passage.citation
    if not _stands_in(words, anchors.reach(stored, cited.exact, cited.start, words)):
        raise DossierError(
            f"The brief was stopped: {name} does not stand in the passage that it cites, but"
            f" elsewhere in its source {passage.source.reference}.",
            "Enter the quote anew from the passage where its words stand.",
        )


def _refuse_changed(name: str, passage: Passage, words: str, stored: str) -> None:
    if words in stored:
        return
    found = anchors.verify_quotation(words, stored)
    if not found.ok:
        raise DossierError(
            f"The brief was stopped: {name} differs from its source "
            f"{passage.source.reference}. {found.difference}",
            "Correct the words, or mark the quote as a paraphrase.",
        )
