"""Figures week by week and province by province: small charts on one scale."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from dossier.brief.blocks import Block, Heading, Paragraph, Style
from dossier.brief.charts import Bar, Chart, Multiples
from dossier.brief.material import Material
from dossier.brief.options import choice, line, tick
from dossier.brief.sections.pictures import find_days
from dossier.brief.sections.totals import group_figures, used_count
from dossier.brief.wording import main_place, plain, plural
from dossier.model import counts
from dossier.model.counts import Count
from dossier.model.datenames import MONTHS
from dossier.model.evidence import Evidence
from dossier.model.terms import vocabulary

_FEW = 12  # incidents, up to which a table tells more
_MOST_CHARTS = 11  # and one for all other places
_MOST_BARS = 27
_PROVINCE, _COUNTRY = "ADM1", "PCLI"
_ELSEWHERE = "Elsewhere"
Dated = tuple[date, Evidence, Count | None]


class Counted(StrEnum):
    """What the bars stand for."""

    FIGURES = "figures"
    INCIDENTS = "incidents"


_COUNTED = MappingProxyType({
    Counted.FIGURES: "The figures most incidents give", Counted.INCIDENTS: "Incidents",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class MultiplesSection:
    """A chart for each province, a bar for each week, all on one scale."""

    heading: str = line("Heading", "Figures over time")
    bars: Counted = choice("Bars stand for", Counted.FIGURES, _COUNTED)
    always: bool = tick(f"Also for {_FEW} incidents or fewer", default=False)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the charts; none for few incidents, or where hardly a day is known."""
        if len(material.evidences) <= _FEW and not self.always:
            return ()
        dated, label = self._choose(material)
        days = {day for day, _, _ in dated}
        if len(days) < 2:  # noqa: PLR2004 - one is no course of things
            return ()
        periods = _Periods(min(days), max(days))
        charts = tuple(_charts(dated, periods))
        left = len(material.evidences) - len(dated)
        block = Multiples(f"{label}, by {periods.noun}", charts)
        return (Heading(1, plain(self.heading), "multiples"), block, *_left_out(left, label))

    def _choose(self, material: Material) -> tuple[list[Dated], str]:
        """Give dated incidents with what is counted of each, and its name."""
        known = [(day, e) for e in material.evidences if (day := _day(e))]
        groups = group_figures(material)
        if self.bars is Counted.INCIDENTS or not groups:
            return [(day, e, None) for day, e in known], "Incidents"
        of = max(groups, key=lambda key: len(groups[key]))
        held = {e.incident.id: used_count(figure) for e, figure in groups[of]}
        label = ": ".join(filter(None, (vocabulary("count_measure").label(of[0]), of[1])))
        return [(day, e, held[e.incident.id]) for day, e in known if e.incident.id in held], label


def _day(evidence: Evidence) -> date | None:
    days = find_days(evidence)
    return date.fromordinal(days[0]) if days else None


class _Periods:
    """Weeks from Monday (ISO 8601), or months or years if weeks would be too many."""

    def __init__(self, first: date, last: date) -> None:
        self.noun = "year"
        self._begin: Callable[[date], date] = _year
        for noun, begin, length in (("week", _week, 7), ("month", _month, 31)):
            if (last - begin(first)).days / length < _MOST_BARS - 1:
                self.noun, self._begin = noun, begin
                break
        self.starts = self._list(first, last)

    def of(self, day: date) -> date:
        """Give the first day of the period that a day lies in."""
        return self._begin(day)

    def name(self, start: date) -> str:
        """Name a period by its first day."""
        if self.noun == "week":
            return f"{start.day} {MONTHS[start.month - 1][:3]}"
        return (
            f"{MONTHS[start.month - 1][:3]} {start.year}"
            if self.noun == "month"
            else f"{start.year}"
        )

    def _list(self, first: date, last: date) -> list[date]:
        starts = [self._begin(first)]
        while (after := self._begin(starts[-1] + timedelta(days=_LONGEST[self.noun]))) <= last:
            starts.append(after)
        return starts


_LONGEST = MappingProxyType({"week": 7, "month": 31, "year": 366})


def _week(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(day: date) -> date:
    return day.replace(day=1)


def _year(day: date) -> date:
    return day.replace(month=1, day=1)


def _charts(dated: Sequence[Dated], periods: _Periods) -> Iterator[Chart]:
    """Give a chart for each province, the one with most incidents first, the rest as one."""
    sizes = Counter(_province(evidence) for _, evidence, _ in dated)
    ranked = sorted(sizes, key=lambda name: (-sizes[name], name))
    shown = [name for name in ranked if name][:_MOST_CHARTS]
    for name in (*shown, ""):
        held = [it for it in dated if (_province(it[1]) if name else "") == name
                and (name or _province(it[1]) not in shown)]  # fmt: skip
        if held:
            yield Chart(
                name or (_ELSEWHERE if shown else "All places"), tuple(_bars(held, periods))
            )


def _province(evidence: Evidence) -> str:
    """Give the province an incident lies in, else its country, else nothing."""
    located = main_place(evidence)
    around = (located.place, *located.within) if located else ()
    names = {place.kind: place.name for place in reversed(around)}
    return names.get(_PROVINCE) or names.get(_COUNTRY, "")


def _bars(held: Iterable[Dated], periods: _Periods) -> Iterator[Bar]:
    sums: Mapping[date, list[Count | None]] = {start: [] for start in periods.starts}
    for day, _, count in held:
        sums[periods.of(day)].append(count)
    for start, added in sums.items():
        counted = [count for count in added if count is not None]
        name = periods.name(start)
        if len(counted) < len(added) or not added:
            yield Bar(name, len(added), len(added), len(added))
            continue
        total = counts.total(counted)
        yield Bar(name, total.low, total.high, len(added))


def _left_out(left: int, label: str) -> Iterator[Block]:
    how = "Full bars are what is certain, pale ones what is possible; an arrow has no upper end."
    words = how if label != "Incidents" else ""
    if left:
        noun = plural(left, "incident without a day or such a figure is",
                      "incidents without a day or such a figure are")  # fmt: skip
        words = f"{words} {noun} left out.".strip()
    if words:
        yield Paragraph(plain(words), Style.CAPTION, wide=True)
