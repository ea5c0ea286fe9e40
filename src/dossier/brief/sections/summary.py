"""The source summary statement: strengths and weaknesses of the sources as a whole (ICD 206)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dossier.brief.blocks import (
    Align,
    Block,
    Column,
    Heading,
    Listing,
    Paragraph,
    Space,
    Style,
    Table,
    Text,
)
from dossier.brief.citing import review, said
from dossier.brief.material import Material
from dossier.brief.options import line, prose, tick
from dossier.brief.wording import joined, plain, plural
from dossier.model import chains
from dossier.model.chains import Ties
from dossier.model.dates import Reported
from dossier.model.evidence import Evidence, Figure, Passage
from dossier.model.records import Source
from dossier.model.terms import (
    CorroborationStatus,
    Credibility,
    LinkHow,
    MadeBy,
    Reliability,
    vocabulary,
)

_DIGITS = tuple(Credibility)
_COLUMNS = (Column(2.4), *(Column(0.7, Align.RIGHT, figures=True) for _ in (*_DIGITS, None)))
_NONE, _NOT_GRADED = "–", "none"
_FEW = 3  # up to here a share in per cent says less than the count
_NAMES = 12


@dataclass(frozen=True, slots=True)
class SourceSummarySection:
    """Breadth, corroboration, grades, contradictions and gaps of what a brief rests on."""

    heading: str = line("Heading", "Source summary")
    text: str = prose("In your own words", hint="Stands before what is counted.")
    grades: bool = tick("Table of grades", default=True)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the statement; one honest line for a brief without sources."""
        title = Heading(1, plain(self.heading), "source-summary")
        review(material, self.heading, self.text, sourced=False)
        own = tuple(said(material, self.text))
        if not material.cited:
            return (title, *own, Paragraph(plain("Nothing in this brief rests on a source yet.")))
        breadth = Paragraph(plain(" ".join(_breadth(material))))
        points = tuple((Paragraph(plain(words)),) for words in _points(material))
        table = tuple(_grades(material)) if self.grades else ()
        return (title, *own, breadth, *((Listing(points),) if points else ()), *table)


def _breadth(material: Material) -> Iterator[str]:
    """Say how many items, outlets and origins there are, in which languages, of which days."""
    cited, sources = material.cited, _sources(material)
    passages = plural(len(cited), "passage")
    yield f"This brief rests on {passages} from {plural(len(sources), 'stored source')}."
    attested = [t.attested for e in material.evidences for t in e.standing]
    found = chains.corroborate((a for a in attested if a), _ties(material))
    remarks = "".join(f"; {remark}" for remark in found.remarks())
    yield f"All claims taken together: {found.words()}{remarks}."
    tongues = Counter(source.language for source in sources if source.language)
    if tongues:
        words = vocabulary("language")
        named = [f"{words.label(tag)} ({count})" for tag, count in tongues.most_common()]
        yield f"Languages: {joined(named)}."
    yield from _dated(sources)
    yield _shares(cited)


def _ties(material: Material) -> Ties:
    """Give what is known of all bodies and sources of the brief."""
    held = [evidence.ties for evidence in material.evidences]
    return Ties(
        tuple(dict.fromkeys(link for ties in held for link in ties.links)),
        tuple(dict.fromkeys(pair for ties in held for pair in ties.same)),
        tuple(dict.fromkeys(pair for ties in held for pair in ties.aligned)),
        {source: span for ties in held for source, span in ties.published.items()},
    )


def _sources(material: Material) -> tuple[Source, ...]:
    """Give each cited source once, by reference."""
    held = {passage.source.id: passage.source for passage in material.cited}
    return tuple(sorted(held.values(), key=lambda source: source.reference))


def _dated(sources: Sequence[Source]) -> Iterator[str]:
    known = [source.published for source in sources if source.published.bounds]
    if known:
        first, last = min(known, key=_lower), max(known, key=_lower)
        span = first.words() if first == last else f"{first.words()} to {last.words()}"
        yield f"Published: {span}."
    if len(known) < len(sources):
        yield f"{plural(len(sources) - len(known), 'source')} without a date of publication."


def _lower(date: Reported) -> int:
    return (date.bounds and date.bounds.lower) or 0


def _shares(cited: Sequence[Passage]) -> str:
    """Say how much we read where it was first said, how much at second hand, how much translated.

    At first hand is a passage whose first step stands in the source itself. One without steps is
    neither: nobody has said whose words it has.
    """
    traced = [passage for passage in cited if passage.steps]
    primary, translated = sum(map(_is_primary, traced)), sum(map(_is_translated, cited))
    parts = (
        (primary, "read at first hand"),
        (len(traced) - primary, "read at second hand"),
        (len(cited) - len(traced), "not traced"),
        (translated, "in translation"),
    )
    alone = next((words for count, words in parts[:3] if count == len(cited)), "")
    if alone and not translated:
        return f"All of them were {alone}." if traced else "None of them is traced."
    shown = [f"{_share(count, len(cited))} {words}" for count, words in parts if count]
    return f"Of the passages, {joined(shown)}."


def _share(count: int, total: int) -> str:
    return f"{count} ({round(100 * count / total)} %)" if total > _FEW else str(count)


def _is_primary(passage: Passage) -> bool:
    return passage.steps[0].attribution.source == passage.source.id


def _is_translated(passage: Passage) -> bool:
    verbs = (step.attribution.verb for step in passage.steps)
    return passage.text.made_by == MadeBy.TRANSLATED or LinkHow.TRANSLATED in verbs


def _points(material: Material) -> Iterator[str]:
    """Name what weakens the base: single origins, contradictions, copies that may vanish."""
    figures = [(e, figure) for e in material.evidences for figure in e.figures]
    for status, words in (
        (CorroborationStatus.SINGLE_ORIGIN, "on a single origin"),
        (CorroborationStatus.CIRCULAR, "on sources that repeat each other"),
        (CorroborationStatus.UNATTRIBUTED, "on nobody who can be traced"),
    ):
        held = [e.incident.reference for e in material.evidences if e.standing and _is(e, status)]
        if held:
            verb = "rests" if len(held) == 1 else "rest"
            yield f"{plural(len(held), 'incident')} {verb} {words}: {_named(held)}."
    open_ = [e.incident.reference for e, figure in figures if _is_open(figure)]
    if open_:
        count = plural(len(open_), "figure is", "figures are")
        yield f"{count} contradicted or denied: {_named(dict.fromkeys(open_))}."
    uncited = [e.incident.reference for e in material.evidences if not e.standing]
    if uncited:
        yield f"{plural(len(uncited), 'incident')} without any source: {_named(uncited)}."
    yield from _lacking(_sources(material))


def _is(evidence: Evidence, status: CorroborationStatus) -> bool:
    return evidence.corroboration.status is status


def _is_open(figure: Figure) -> bool:
    return bool(figure.denied) or not figure.agree


def _lacking(sources: Sequence[Source]) -> Iterator[str]:
    gone = [s.reference for s in sources if s.url and not s.archive_url]
    if gone:
        count = plural(len(gone), "source is", "sources are")
        yield f"{count} on the web without an archived copy: {_named(gone)}."
    bare = [s.reference for s in sources if not s.descriptor]
    if bare:
        yield f"{plural(len(bare), 'source')} without a descriptor: {_named(bare)}."


def _named(references: Iterable[str]) -> str:
    """Name some, and count the others."""
    held = list(references)
    more = len(held) - _NAMES
    return joined(held) if more <= 0 else f"{', '.join(held[:_NAMES])} and {more} more"


def _grades(material: Material) -> Iterator[Block]:
    """Give how many claims bear each grade; letters down, digits across."""
    graded = Counter(
        (str(t.passage.reliability or ""), t.claim.credibility)
        for e in material.evidences
        for t in e.standing
        if t.passage
    )
    letters = [letter for letter in (*Reliability, "") if any(le == letter for le, _ in graded)]
    if not letters or set(graded) == {("", "")}:
        return
    names = vocabulary("source_reliability")
    rows = tuple(
        (
            plain(f"{letter}  {names.label(letter)}" if letter else "Not graded"),
            *(_number(graded[letter, digit]) for digit in (*_DIGITS, "")),
        )
        for letter in letters
    )
    head = tuple(plain(word) for word in ("Source", *_DIGITS, _NOT_GRADED))
    yield Space(8)
    yield Paragraph(plain("Claims by grade"), Style.LABEL, keep_next=True)
    yield Table(_COLUMNS, head, rows)


def _number(count: int) -> Text:
    return plain(str(count) if count else _NONE)
