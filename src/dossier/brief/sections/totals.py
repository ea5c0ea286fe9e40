"""The count ledger: how each total is built, and what it would be had nothing been chosen."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.brief.blocks import (
    Align,
    Block,
    Column,
    Entry,
    Heading,
    Paragraph,
    Run,
    Style,
    Table,
    Text,
)
from dossier.brief.material import Material
from dossier.brief.sections.chronology import anchor
from dossier.brief.sections.incidents import OPEN_END, interval
from dossier.brief.wording import claimed, main_place, margin, plain, strong
from dossier.model import counts
from dossier.model.counts import Count, Total
from dossier.model.evidence import Evidence, Figure, Testimony
from dossier.model.terms import Qualifier, vocabulary

_COLUMNS = (
    Column(2.6),
    Column(1.8),
    Column(1.0, Align.RIGHT, figures=True),
    Column(1.0, Align.RIGHT, figures=True),
    Column(1.4, Align.RIGHT, figures=True),
    Column(0.6, Align.RIGHT),
)
_HEAD = tuple(
    plain(label) for label in ("Incident", "As stated", "At least", "At most", "Used", "Note")
)
Group = list[tuple[Evidence, Figure]]


@dataclass(frozen=True, slots=True)
class TotalsSection:
    """One ledger for each measure and unit that two incidents share; unlike ones are not added."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the ledgers; none if there is nothing to add."""
        ledgers = [
            block
            for (measure, unit), group in group_figures(material).items()
            if len(group) > 1
            for block in _ledger(material, measure, unit, group)
        ]
        return (Heading(1, plain("Totals"), "totals"), *ledgers) if ledgers else ()


def group_figures(material: Material) -> dict[tuple[str, str], Group]:
    """Give the incidents that count something, with their figures, by measure and unit."""
    groups: dict[tuple[str, str], Group] = {}
    for evidence in material.evidences:
        for figure in evidence.figures:
            if figure.counts:
                groups.setdefault((figure.measure, figure.unit), []).append((evidence, figure))
    return groups


def _ledger(material: Material, measure: str, unit: str, group: Group) -> Iterator[Block]:
    label = vocabulary("count_measure").label(measure)
    rows = [row for evidence, figure in group for row in _rows(material, evidence, figure)]
    used = counts.total(used_count(figure) for _, figure in group)
    rows.append(_total(used))
    title = Heading(2, plain(f"{label}: {unit}" if unit else label))
    table = Table(_COLUMNS, _HEAD, tuple(rows), total=True)
    open_range = counts.total(_hull(figure) for _, figure in group)
    remark = (
        f"If no figure were chosen: {open_range.words()}. The total adds, for each incident, the "
        "least and the most that the chosen figure allows."
    )
    yield Entry(margin("How the totals are built"), (title, table, _caption(remark)))


def _caption(words: str) -> Paragraph:
    return Paragraph(plain(words), Style.CAPTION)


def _rows(material: Material, evidence: Evidence, figure: Figure) -> Iterator[tuple[Text, ...]]:
    place = main_place(evidence)
    name = place.place.name if place else evidence.incident.title
    first: Text = (material.lead(Run(name), anchor(evidence), "incidents"),)
    for testimony in figure.testimonies:
        low, high = interval(testimony) if testimony in figure.asserted else ("", "")
        used = _used_words(figure, testimony)
        yield (
            first,
            plain(claimed(testimony)),
            plain(low),
            plain(high),
            (strong(used),),
            material.note(testimony),
        )
        first = ()


def _used_words(figure: Figure, testimony: Testimony) -> str:
    if testimony is not figure.chosen or testimony.claim.count is None:
        return OPEN_END
    return counts.total((testimony.claim.count,)).words()


def used_count(figure: Figure) -> Count:
    """Give the chosen count, else the range over all."""
    chosen = figure.chosen
    return (chosen and chosen.claim.count) or _hull(figure)


def _hull(figure: Figure) -> Count:
    """Give the least and the most that any source allows."""
    intervals = [count.interval for count in figure.counts]
    highs = [high for _, high in intervals if high is not None]
    low = min(low for low, _ in intervals)
    high = max(highs) if len(highs) == len(intervals) else None
    return Count(Qualifier.BETWEEN if high is not None else Qualifier.AT_LEAST, low, None, high)


def _total(total: Total) -> tuple[Text, ...]:
    high = OPEN_END if total.high is None else f"{total.high:,}"
    return (plain("Total"), (), plain(f"{total.low:,}"), plain(high), plain(total.words()), ())
