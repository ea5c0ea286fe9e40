"""What may be quoted, and the check of every printed quotation against its stored source."""

from collections.abc import Iterable, Mapping

from dossier.errors import DossierError
from dossier.model import anchors
from dossier.model.evidence import Statement
from dossier.model.terms import AttributionStatus, QuoteKind

EXACT = frozenset(
    {QuoteKind.VERBATIM, QuoteKind.PARTIAL, QuoteKind.TRANSLATED_VERBATIM, QuoteKind.TRANSCRIPT}
)


def printable(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Leave out what was said off the record, and what rests on a record in the trash."""
    return tuple(
        s
        for s in statements
        if s.quote.status != AttributionStatus.OFF_RECORD and not s.passage.struck
    )


def is_exact(statement: Statement) -> bool:
    """Tell whether the words are the speaker's: only then they may stand in quotation marks."""
    return statement.quote.form in EXACT


def check(statement: Statement, bodies: Mapping[str, str]) -> None:
    """Compare a quotation with the stored text; DossierError shows the difference."""
    if not is_exact(statement):
        return
    quote = statement.quote
    body = bodies[statement.passage.text.sha256]
    found = anchors.verify_quotation(quote.text, body)
    if not found.ok:
        raise DossierError(
            f"The brief was stopped: quote {quote.reference} differs from its source "
            f"{statement.passage.source.reference}. {found.difference}",
            "Correct the quote, or mark it as a paraphrase.",
        )
