"""The statements: exact words of named speakers, and how they reached us."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dossier.brief.blocks import Block, Chain, Entry, Heading, Paragraph, Quote, Run, Station, Style
from dossier.brief.material import Material
from dossier.brief.options import choice, line, tick
from dossier.brief.quotation import is_exact
from dossier.brief.wording import margin, muted, plain, plural
from dossier.model.direction import isolated
from dossier.model.evidence import Statement, Step, printed_name
from dossier.model.terms import QuoteKind, vocabulary


class Order(StrEnum):
    """How statements follow each other."""

    TIME = "time"
    SPEAKER = "speaker"


_ORDERS = {Order.TIME: "By time", Order.SPEAKER: "By speaker"}
_UNNAMED = "Speaker not named"


@dataclass(frozen=True, slots=True)
class StatementsSection:
    """Each statement with speaker, role and occasion in the margin and its chain below."""

    heading: str = line("Heading", "Statements")
    order: Order = choice("Order", Order.TIME, _ORDERS)
    chains: bool = tick("How it reached us", default=True)

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the statements, by time or speaker by speaker."""
        if not material.statements:
            return ()
        heading = Heading(1, plain(self.heading), "statements")
        if self.order is Order.TIME:
            return (heading, *(self._entry(material, one) for one in material.statements))
        groups: dict[str, list[Statement]] = {}
        for statement in material.statements:
            groups.setdefault(statement.who or _UNNAMED, []).append(statement)
        ordered = sorted(groups.items(), key=lambda group: (group[0] == _UNNAMED, group[0]))
        return (heading, *(block for group in ordered for block in self._group(material, *group)))

    def _group(self, material: Material, who: str, held: list[Statement]) -> Iterator[Block]:
        yield Heading(2, plain(f"{isolated(who)}: {plural(len(held), 'statement')}"))
        yield from (self._entry(material, statement) for statement in held)

    def _entry(self, material: Material, statement: Statement) -> Entry:
        body = list(_body(material, statement))
        if self.chains:
            body.append(Chain("How it reached us", stations(statement)))
        return Entry(_margin(statement), tuple(body))


def _margin(statement: Statement) -> tuple[Paragraph, ...]:
    quote = statement.quote
    by = f"interviewed by {printed_name(statement.interviewer)}" if statement.interviewer else ""
    body = statement.on_behalf_of
    return margin(
        statement.who or _UNNAMED,
        statement.role,
        f"for {printed_name(body)}" if body else "",
        quote.said.words(),
        quote.venue,
        by,
        quote.reference,
    )


def _body(material: Material, statement: Statement) -> Iterator[Block]:
    quote = statement.quote
    note = material.notes.ref(statement.passage)
    if is_exact(statement):
        yield Quote((Run(quote.text, lang=quote.language), note), quote.language)
    else:
        kind = vocabulary("quote_kind").label(quote.form)
        yield Paragraph((muted(f"{kind}: "), Run(quote.text), note))
    if quote.form == QuoteKind.TRANSLATED_VERBATIM:
        by = f" by {quote.translator}" if quote.translator else ""
        language = vocabulary("language").label(quote.language)
        yield Paragraph(plain(f"Translated from {language}{by}."), Style.CAPTION)
    elif quote.translation:
        by = f" by {quote.translator}" if quote.translator else ""
        yield Paragraph((muted(f"Translation{by}: "), Run(quote.translation)))


def stations(statement: Statement) -> tuple[Station, ...]:
    """Give the hands a statement went through, from the speaker to the source we read."""
    passage = statement.passage
    hands = [_station(step, first=not n) for n, step in enumerate(passage.steps)]
    read = Station(passage.source.reference, passage.source.title, accent=True)
    return (*hands, read)


def _station(step: Step, *, first: bool) -> Station:
    how = vocabulary("link_how").label(step.attribution.verb)
    if step.to:
        how += f" {printed_name(step.to)}"
    parts = [how]
    if step.attribution.date.stated:
        parts.append(step.attribution.date.words())
    if not first and step.attribution.source is None:
        parts.append("not seen")
    return Station(step.who or "Not named", " · ".join(parts))
