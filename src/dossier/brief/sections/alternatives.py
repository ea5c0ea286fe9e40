"""Other readings of the evidence, and the matrix in which hypotheses are weighed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

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
from dossier.model import phrasing
from dossier.model.hypotheses import ORDINAL, Caution
from dossier.model.judged import Judged, Matrix, Row
from dossier.model.terms import JudgementKind, vocabulary
from dossier.model.yardsticks import span

_MOST = 12  # rows that fit on a page beside all else
_UNRATED = "–"
_OTHERS = "Rows that rest on what is not in this brief are left out: the scores do not count them."
_NAMED = (Column(2.4), Column(3.2), Column(0.8))


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
        items = tuple(tuple(_reading(material, one)) for one in readings)
        listing = (Listing(items),) if items else ()
        held = _shown(material)
        weighed = tuple(self._weighed(material, held)) if self.matrix and held.hypotheses else ()
        if not listing and not weighed:
            return ()
        return (Heading(1, plain(self.heading), "alternatives"), *listing, *weighed)

    def _weighed(self, material: Material, held: Matrix) -> Iterator[Block]:
        yield Heading(2, plain("Hypotheses weighed"))
        names = tuple(_hypothesis(held, at) for at in range(len(held.hypotheses)))
        head = tuple(map(plain, ("Hypothesis", "What it says", "Kind")))
        yield Table(_NAMED, head, names, wide=True)
        if not held.rows:
            return
        shown = held.order[: self.rows]
        yield _matrix(material, held, shown)
        yield Paragraph(plain(_key(len(held.rows) - len(shown))), Style.CAPTION, wide=True)
        if material.rows_barred or len(held.rows) < len(material.matrix.rows):
            yield Paragraph(plain(_OTHERS), Style.TEXT, wide=True)
        for words in _cautions(held):
            yield Paragraph(plain(words), Style.TEXT, wide=True)


def _shown(material: Material) -> Matrix:
    """Give the matrix without the rows that rest on what this brief may not print."""
    held = material.matrix
    return replace(held, rows=tuple(row for row in held.rows if _leads_back(material, row)))


def _leads_back(material: Material, row: Row) -> bool:
    ground = row.ground
    if ground is None:
        return True
    return ground.stands and len(material.printed(ground.passages)) == len(ground.passages)


def _reading(material: Material, held: Judged) -> Iterator[Block]:
    """Say another reading, how likely it is, and why it is not ruled out."""
    yield Paragraph((*cited_text(material, held), _likely(held)))
    if held.judgement.basis:
        yield Paragraph((muted(held.judgement.basis),), Style.TEXT)


def _likely(held: Judged) -> Run:
    """Say how likely it is; in figures alone where the sentence has the word."""
    band, judgement = held.band, held.judgement
    if band is None:
        return muted("")
    said = band.key in phrasing.terms(judgement.text, judgement.scale)
    return muted(f"  {span(band)}" if said else f"  {band.label}, {span(band)}")


def _hypothesis(held: Matrix, at: int) -> tuple[Text, ...]:
    """A hypothesis beside what stands for it in the matrix; what is contradicted least is bold."""
    one = held.hypotheses[at]
    kind = vocabulary("hypothesis_kind").label(one.kind) if one.kind else ""
    name = f"H{at + 1}  {one.title}"
    return (strong(name) if at in held.leaders else Run(name),), plain(one.description), plain(kind)


def _matrix(material: Material, held: Matrix, shown: Sequence[int]) -> Table:
    """The rows at these places over the scores; with their weights, unless all count once."""
    names = tuple(f"H{at + 1}" for at in range(len(held.hypotheses)))
    weighted = any(row.weight != 1 for row in held.evident)
    head = ("Evidence", *names, *(["Weight"] if weighted else []))
    columns = [Column(4.0), *(Column(0.7, Align.CENTRE) for _ in names)]
    rows = [_row(material, held, held.rows[at]) for at in shown]
    if weighted:
        columns.append(Column(0.7, Align.RIGHT, figures=True))
        weights = (plain(f"× {held.evident[at].weight:.1f}") for at in shown)
        rows = [(*row, weight) for row, weight in zip(rows, weights, strict=True)]
    scores = (*_scores(held), *([()] if weighted else []))
    return Table(tuple(columns), tuple(map(plain, head)), (*rows, scores), wide=True, total=True)


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
    return (
        f"{', '.join(words)}. I counts −1 and II −2, times the weight of the row; all else 0."
        f" {ORDINAL} Nearest to 0 is contradicted least.{more}"
    )


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
