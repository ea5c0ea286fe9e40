"""Other readings of the evidence, and the matrix in which hypotheses are weighed."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.brief.blocks import (
    Align,
    Block,
    Column,
    Heading,
    Listing,
    Paragraph,
    Run,
    Style,
    Table,
    Text,
)
from dossier.brief.material import Material
from dossier.brief.options import line, number, tick
from dossier.brief.sections.judgements import cited_text, measure, of_kind
from dossier.brief.wording import joined, muted, plain, plural, strong
from dossier.model.hypotheses import ORDINAL, Caution
from dossier.model.judged import Judged, Matrix, Row
from dossier.model.terms import JudgementKind, vocabulary
from dossier.model.yardsticks import span

_MOST = 12  # rows that fit on a page beside all else
_UNRATED = "–"


@dataclass(frozen=True, slots=True)
class AlternativesSection:
    """Alternative judgements, and the analysis of competing hypotheses (R. Heuer, ch. 8)."""

    heading: str = line("Heading", "Alternatives")
    matrix: bool = tick("Matrix of hypotheses", default=True)
    rows: int = number("Rows of the matrix", _MOST, least=1, most=99, hint="Most telling first.")

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give both, as far as there is any; DossierError if judgements mix yardsticks."""
        measure(material)
        readings = of_kind(material, JudgementKind.ALTERNATIVE)
        items = tuple((Paragraph((*cited_text(material, one), _likely(one))),) for one in readings)
        listing = (Listing(items),) if items else ()
        held = material.matrix
        weighed = tuple(self._weighed(material, held)) if self.matrix and held.hypotheses else ()
        if not listing and not weighed:
            return ()
        return (Heading(1, plain(self.heading), "alternatives"), *listing, *weighed)

    def _weighed(self, material: Material, held: Matrix) -> Iterator[Block]:
        names = tuple((_hypothesis(held, at),) for at in range(len(held.hypotheses)))
        yield Heading(2, plain("Hypotheses weighed"))
        yield Listing(names, numbered=True)
        if not held.rows:
            return
        shown = [held.rows[at] for at in held.order[: self.rows]]
        rows = [_row(material, held, row) for row in shown]
        head = ("Evidence", *(f"H{at + 1}" for at in range(len(held.hypotheses))))
        columns = (Column(4.0), *(Column(0.7, Align.CENTRE) for _ in held.hypotheses))
        table = (*rows, _scores(held))
        yield Table(columns, tuple(plain(word) for word in head), table, wide=True, total=True)
        yield Paragraph(plain(_key(len(held.rows) - len(shown))), Style.CAPTION, wide=True)
        for words in _cautions(held):
            yield Paragraph(plain(words), Style.TEXT, wide=True)


def _likely(held: Judged) -> Run:
    band = held.band
    return muted(f"  {band.label}, {span(band)}" if band else "")


def _hypothesis(held: Matrix, at: int) -> Paragraph:
    one = held.hypotheses[at]
    kind = vocabulary("hypothesis_kind").label(one.kind) if one.kind else ""
    name = strong(one.title) if at in held.leaders else Run(one.title)
    about = f"  {kind.lower()}" if kind else ""
    more = f": {one.description}" if one.description else ""
    return Paragraph((name, Run(more), muted(about)))


def _row(material: Material, held: Matrix, row: Row) -> tuple[Text, ...]:
    passages = row.ground.passages if row.ground else ()
    notes = material.notes.refs(material.printed(passages))
    fits = (row.fit(one.id) for one in held.hypotheses)
    return ((Run(row.exhibit.title), *notes), *(plain(fit or _UNRATED) for fit in fits))


def _scores(held: Matrix) -> tuple[Text, ...]:
    return (
        plain("Inconsistency"),
        *(plain(f"{score:.1f}".replace("-", "−")) for score in held.scores),
    )


def _key(left: int) -> str:
    words = [f"{term.key} {term.label.lower()}" for term in vocabulary("ach_rating")]
    more = f" {plural(left, 'row that tells', 'rows that tell')} least left out." if left else ""
    return f"{', '.join(words)}. {ORDINAL} Nearest to 0 is contradicted least.{more}"


def _cautions(held: Matrix) -> Iterator[str]:
    """Say what a reader of the scores should know."""
    for one in held.cautions:
        names = joined([f"H{at + 1}" for at in one.hypotheses])
        rows = joined([f"“{held.rows[at].exhibit.title}”" for at in one.rows])
        if one.caution is Caution.TIE:
            yield f"{names} are contradicted equally: the matrix does not decide between them."
        elif one.caution is Caution.HANGS_ON_ONE:
            yield f"The order hangs on single rows: {rows}."
        elif one.caution is Caution.SAME_ORIGIN:
            yield f"These go back to one origin and weigh no more than one of them: {rows}."
        elif one.caution is Caution.EXPLAINS_EVERYTHING:
            yield f"Nothing could contradict {names}: it cannot be tested by this evidence."
