"""Blocks one after the other, for files that have no margin column and no drawings.

What stands in the margin becomes a line of facts below the heading, drawings become tables of what
they are drawn from, and boxes with arrows a sentence. Nothing that the paper says is left out but
contents: a reader of such a file lists the headings itself.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any

from dossier.brief import blocks as b
from dossier.brief.charts import (
    Chart,
    Diagram,
    Event,
    Interval,
    Intervals,
    Map,
    MapPlace,
    Multiples,
    Picture,
    Timeline,
)
from dossier.model.distance import degrees

_DOT, _ARROW = " · ", " → "
_MANY = 60  # events; more are told by their number in each month
_NUMBER = b.Column(align=b.Align.RIGHT, figures=True)


@dataclass(frozen=True, slots=True)
class Note:
    """An entry of the register, or of a list of notes: what a note number leads to."""

    note: str
    body: "tuple[Flow, ...]"
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """Items with a dash, or numbered."""

    items: "tuple[tuple[Flow, ...], ...]"
    numbered: bool = False


Flow = b.Paragraph | b.Heading | b.Table | b.Quote | b.Rule | b.PageBreak | Picture | Note | Items


def linear(blocks: Sequence[b.Block]) -> Iterator[Flow]:
    """Give blocks as a sequence of few forms. A heading of level 0 is the title."""
    for block in blocks:
        yield from _WAYS.get(type(block), _picture)(block)


def count_citations(flow: Sequence[Flow]) -> Counter[str]:
    """Count how often each note is cited."""
    parts = (part for block in flow for text in each_text(block) for part in text)
    return Counter(part.note for part in parts if isinstance(part, b.NoteRef))


def each_text(block: Flow) -> Iterator[b.Text]:
    """Give all texts of a block."""
    if isinstance(block, b.Table):
        yield from block.head
        for row in block.rows:
            yield from row
    elif isinstance(block, Items | Note):
        held = block.items if isinstance(block, Items) else (block.body,)
        for part in (part for item in held for part in item):
            yield from each_text(part)
    elif isinstance(block, b.Paragraph | b.Heading | b.Quote):
        yield block.text


def _keep(block: Any) -> Iterator[Flow]:
    yield block


def _leave(_: b.Block) -> Iterator[Flow]:
    yield from ()


def _paragraph(block: b.Paragraph) -> Iterator[Flow]:
    if says(block.text):
        yield block


def says(text: b.Text) -> bool:
    """Tell whether a text says anything."""
    return any(not isinstance(part, b.Run) or part.text for part in text)


def _entry(entry: b.Entry) -> Iterator[Flow]:
    """Give the heading first, if there is one, then the facts of the margin, then the account."""
    if entry.note:
        yield Note(entry.note, tuple(_note_body(entry)), entry.anchor)
        return
    head, body = entry.body[:1], entry.body[1:]
    if not (head and isinstance(head[0], b.Heading)):
        head, body = (), entry.body
    yield from (_anchored(entry.anchor, block) for block in linear(head))
    yield from _facts(entry, keep_next=bool(body))
    yield from linear(body)


def _anchored(anchor: str, block: Flow) -> Flow:
    is_free = isinstance(block, b.Heading) and not block.anchor
    return replace(block, anchor=anchor) if is_free and isinstance(block, b.Heading) else block


def _note_body(entry: b.Entry) -> Iterator[Flow]:
    """Give the account first: a note begins with the words it is asked for."""
    yield from linear(entry.body)
    yield from _facts(entry)


def _facts(entry: b.Entry, *, keep_next: bool = False) -> Iterator[Flow]:
    facts = join_texts([_weigh(it) for it in entry.margin], _DOT)
    if facts:
        yield b.Paragraph(facts, b.Style.MARGIN, keep_next=keep_next)


def _weigh(paragraph: b.Paragraph) -> b.Text:
    """Give a line of the margin; its first is set strong there, and stays so."""
    if paragraph.style is not b.Style.STRONG:
        return paragraph.text
    strong = b.Face.STRONG
    return tuple(replace(it, face=strong) if isinstance(it, b.Run) else it for it in paragraph.text)


def join_texts(texts: Sequence[b.Text], mark: str) -> b.Text:
    """Join texts that say something, with a mark between them."""
    joined: list[b.Inline] = []
    for text in filter(says, texts):
        joined += [b.Run(mark)] if joined else []
        joined += text
    return tuple(joined)


def _chain(chain: b.Chain) -> Iterator[Flow]:
    stations: list[b.Text] = []
    for station in chain.stations:
        face = b.Face.STRONG if station.accent else b.Face.PLAIN
        role = (b.Run(f" ({station.role})"),) if station.role else ()
        stations.append((b.Run(station.name, face), *role))
    if stations:
        label = (b.Run(f"{chain.label}: "),) if chain.label else ()
        yield b.Paragraph((*label, *join_texts(stations, _ARROW)), b.Style.TEXT)


def _title(title: b.TitleBlock) -> Iterator[Flow]:
    if title.label:
        yield b.Paragraph((b.Run(title.label),), b.Style.LABEL, keep_next=True)
    yield b.Heading(0, (b.Run(title.title),), outline=False)
    if says(title.lead):
        yield b.Paragraph(title.lead, b.Style.LEAD)


def _key_figures(block: b.KeyFigures) -> Iterator[Flow]:
    items: list[tuple[Flow, ...]] = []
    for figure in block.figures:
        numeral = (b.Run(figure.numeral, b.Face.STRONG),)
        said = join_texts([numeral, *figure.lines], _DOT)
        items.append((b.Paragraph(said, b.Style.BODY),))
    if items:
        yield Items(tuple(items))


def _columns(block: b.Columns) -> Iterator[Flow]:
    for column in block.columns:
        yield from linear(column)


def _listing(block: b.Listing) -> Iterator[Flow]:
    yield Items(tuple(tuple(linear(item)) for item in block.items), block.numbered)


def _panel(block: b.Panel) -> Iterator[Flow]:
    yield from linear(block.blocks)


def _intervals(block: Intervals) -> Iterator[Flow]:
    if not block.intervals:
        return
    yield _caption(block.label)
    columns = (b.Column(2.4), b.Column(1.6), _NUMBER, _NUMBER, b.Column(0.8))
    head = _row("Said by", "As stated", "At least", "At most", "Used")
    yield b.Table(columns, head, tuple(map(_interval, block.intervals)))


def _interval(it: Interval) -> tuple[b.Text, ...]:
    high = "open" if it.high is None else f"{it.high:,}"
    return _row(it.said_by, it.words, f"{it.low:,}", high, "used" if it.used else "")


def tell_photograph(block: Picture) -> b.Paragraph:
    """Give the words of a picture, for a file that cannot show it."""
    return _caption(block.words)


def _timeline(block: Timeline) -> Iterator[Flow]:
    if not block.events:
        return
    yield _caption(block.label)
    if len(block.events) > _MANY:
        months = Counter(date.fromordinal(it.day).isoformat()[:7] for it in block.events)
        rows = tuple(_row(month, f"{count:,}") for month, count in sorted(months.items()))
        yield b.Table((b.Column(), _NUMBER), _row("Month", "Number"), rows)
        return
    held = sorted(block.events, key=lambda it: it.day)
    rows = tuple(_row(_day(it), it.name, it.words) for it in held)
    yield b.Table((b.Column(), b.Column(2.4), _NUMBER), _row("Day", "Where", "Count"), rows)


def _day(event: Event) -> str:
    return event.when or date.fromordinal(event.day).isoformat()


def _map(block: Map) -> Iterator[Flow]:
    if not block.places:
        return
    yield _caption(block.label)
    columns = (b.Column(0.7), b.Column(2), b.Column(2), b.Column(), b.Column(2.4))
    head = _row("Number", "Place", "Position", "Known to", "Notes")
    yield b.Table(columns, head, tuple(map(_map_place, block.places)))
    if block.remark:
        yield b.Paragraph((b.Run(block.remark),), b.Style.CAPTION)
    if block.movements:
        yield _caption("Movements")
        yield Items(tuple((b.Paragraph((b.Run(move.words),)),) for move in block.movements))


def _map_place(it: MapPlace) -> tuple[b.Text, ...]:
    where = degrees(it.latitude, it.longitude)
    known = f"{it.radius_m / 1000:g} km" if it.radius_m else ""
    return _row(it.number, it.name, where, known, "; ".join(it.notes))


def _diagram(block: Diagram) -> Iterator[Flow]:
    """Tell who depends on whom line by line, then what nothing leads to."""
    if not block.nodes:
        return
    yield _caption(block.label)
    linked = {end for edge in block.edges for end in edge}
    lines = [_ARROW.join(block.nodes[end].name for end in edge) for edge in block.edges]
    lines += [node.name for at, node in enumerate(block.nodes) if at not in linked]
    yield Items(tuple((b.Paragraph((b.Run(line),)),) for line in lines))


def _multiples(block: Multiples) -> Iterator[Flow]:
    for chart in block.charts:
        if chart.bars:
            yield _caption(_DOT.join(filter(None, (block.label, chart.name))))
            yield _chart(chart)


def _chart(chart: Chart) -> b.Table:
    rows = tuple(
        _row(
            it.name, f"{it.low:,}", "open" if it.high is None else f"{it.high:,}", str(it.incidents)
        )
        for it in chart.bars
    )
    head = _row("From", "At least", "At most", "Incidents")
    return b.Table((b.Column(), _NUMBER, _NUMBER, _NUMBER), head, rows)


def _picture(block: Any) -> Iterator[Flow]:
    """Tell any other picture: its label, and a table of each kind of thing that is drawn."""
    if block.label:
        yield _caption(block.label)
    for described in fields(block):
        held = getattr(block, described.name)
        if isinstance(held, tuple) and held and is_dataclass(held[0]):
            yield _tell(held)


def _tell(held: Sequence[Any]) -> b.Table:
    """Give a row for each thing and a column for all that one of them says."""
    names = [it.name for it in fields(held[0]) if any(getattr(one, it.name) for one in held)]
    rows = tuple(_row(*(_spell(getattr(one, name)) for name in names)) for one in held)
    head = _row(*(name.replace("_", " ").capitalize() for name in names))
    return b.Table((b.Column(),) * len(names), head, rows)


def _spell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(_spell, value))
    if isinstance(value, bool) or value is None:
        return "yes" if value else ""
    return f"{value:,}" if isinstance(value, int) else str(value)


def _caption(label: str) -> b.Paragraph:
    return b.Paragraph((b.Run(label),), b.Style.LABEL, keep_next=True)


def _row(*words: str) -> tuple[b.Text, ...]:
    return tuple((b.Run(word),) if word else () for word in words)


_WAYS: Mapping[type, Callable[[Any], Iterator[Flow]]] = {
    b.Paragraph: _paragraph,
    b.Heading: _keep,
    b.Entry: _entry,
    b.Table: _keep,
    b.Quote: _keep,
    b.Chain: _chain,
    b.TitleBlock: _title,
    b.KeyFigures: _key_figures,
    b.Columns: _columns,
    b.Listing: _listing,
    b.Panel: _panel,
    Intervals: _intervals,
    Timeline: _timeline,
    Map: _map,
    Diagram: _diagram,
    Multiples: _multiples,
    Picture: _keep,
    b.Contents: _leave,
    b.Rule: _keep,
    b.Space: _leave,
    b.PageBreak: _keep,
}
