"""Pictures of what the case says: incidents on a line of days, counts on one scale."""

import re
from collections.abc import Iterator
from datetime import date

from dossier.brief.blocks import Block, Paragraph, Style
from dossier.brief.charts import Event, Interval, Intervals, Timeline
from dossier.brief.material import Material
from dossier.brief.wording import main_place, plain, plural
from dossier.model.datenames import MONTHS
from dossier.model.dates import Style as DateStyle
from dossier.model.evidence import Evidence, Figure, Testimony
from dossier.model.terms import vocabulary

_MINUTES = 24 * 60
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:T[^~?%]*)?")  # one day, and sure
_EPOCH = date(1970, 1, 1).toordinal()
_WEEK = 7
_DRAWN = (date(1000, 1, 1).toordinal(), date(2999, 12, 31).toordinal())
_LEAST = 2  # one is no picture
_TICKS = 8
_DAY_STEPS, _MONTH_STEPS = (1, 2, 7, 14), (1, 2, 3, 6)


def timeline(material: Material) -> Iterator[Block]:
    """Give the line of all incidents whose week is known, if there are two at least."""
    events = [e for evidence in material.evidences if (e := _event(evidence, material.short))]
    if len({event.day for event in events}) < _LEAST:
        return
    days = _name_days(min(event.day for event in events), max(event.day for event in events))
    yield Timeline("Incidents in time", tuple(events), days)
    left = len(material.evidences) - len(events)
    if left:
        one, many = "incident whose day is", "incidents whose days are"
        words = f"{plural(left, one, many)} not known to the week: not drawn."
        yield Paragraph(plain(words), Style.CAPTION, wide=True)


def find_days(evidence: Evidence) -> tuple[int, int] | None:
    """Give the first and last day of an incident, as proleptic ordinals, if known to the week."""
    bounds = evidence.incident.date.bounds
    if bounds is None or bounds.lower is None or bounds.upper is None:
        return None
    first, last = (minute // _MINUTES + _EPOCH for minute in (bounds.lower, bounds.upper))
    if last - first >= _WEEK or not _DRAWN[0] <= first <= last <= _DRAWN[1]:
        return None
    return first, last


def _event(evidence: Evidence, style: DateStyle) -> Event | None:
    days = find_days(evidence)
    if days is None:
        return None
    first, _ = days
    place = main_place(evidence)
    name = place.place.name if place else evidence.incident.reference
    chosen = next((figure.chosen for figure in evidence.figures if figure.chosen), None)
    count = chosen.claim.count if chosen else None
    when = "" if _DAY.fullmatch(evidence.incident.date.edtf or "") else _when(evidence, style)
    if chosen is None or count is None:
        return Event(first, name, when=when)
    return Event(first, name, short_count(chosen), count.interval[0], when)


def _when(evidence: Evidence, style: DateStyle) -> str:
    return evidence.incident.date.words(style)


def short_count(testimony: Testimony) -> str:
    """Give a count in figures, as far as its words allow."""
    count = testimony.claim.count
    if count is None or count.interval[0] != count.interval[1]:
        return testimony.claim.stated
    return f"{count.interval[0]:,}"


def _name_days(first: int, last: int) -> tuple[tuple[int, str], ...]:
    """Give round days from before the first to after the last, with their words."""
    span = last - first
    for step in _DAY_STEPS:
        if span / step <= _TICKS - 2:
            return tuple(
                (day, f"{date.fromordinal(day).day} {MONTHS[date.fromordinal(day).month - 1]}")
                for day in range(first - step + first % step, last + step + 1, step)
            )
    months = [_month_of(first - 1), _month_of(last) + 1]
    length = months[1] - months[0]
    steps = (*_MONTH_STEPS, *(12 * years for ten in (1, 10, 100, 1000) for years in
                              (ten, 2 * ten, 5 * ten)))  # fmt: skip
    step = next(step for step in steps if length / step <= _TICKS)
    begin = months[0] - months[0] % step
    return tuple(_name_month(month, step) for month in range(begin, months[1] + step, step))


def _month_of(day: int) -> int:
    """Give the months since January of year 0."""
    held = date.fromordinal(day)
    return held.year * 12 + held.month - 1


def _name_month(month: int, step: int) -> tuple[int, str]:
    year, index = divmod(month, 12)
    words = f"{year}" if step % 12 == 0 else f"{MONTHS[index][:3]} {year}"
    return date(year, index + 1, 1).toordinal(), words


def intervals(figure: Figure) -> Iterator[Block]:
    """Give the counts of one thing on one scale, if sources give more than one."""
    held = [t for t in figure.asserted if t.claim.count]
    if len(held) < _LEAST:
        return
    label = vocabulary("count_measure").label(figure.measure)
    yield Intervals(f"{label}: as reported", tuple(_interval(t, figure) for t in held))


def _interval(testimony: Testimony, figure: Figure) -> Interval:
    count = testimony.claim.count
    low, high = count.interval if count else (0, None)
    used = testimony is figure.chosen
    return Interval(testimony.claim.stated, _said_by(testimony), low, high, used)


def _said_by(testimony: Testimony) -> str:
    """Give who first said it, as far as the chain goes, else the source."""
    passage = testimony.passage
    if passage is None:
        return "No source"
    first = next((step.who for step in passage.steps if step.who), "")
    return first or passage.source.reference
