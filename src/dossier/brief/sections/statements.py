"""The statements: exact words of named speakers, and how they reached us."""

from collections.abc import Iterator
from dataclasses import dataclass

from dossier.brief.blocks import Block, Chain, Entry, Heading, Paragraph, Quote, Run, Station, Style
from dossier.brief.material import Material
from dossier.brief.quotation import is_exact
from dossier.brief.wording import margin, muted, plain
from dossier.model.evidence import Statement, Step, printed_name
from dossier.model.terms import QuoteKind, vocabulary


@dataclass(frozen=True, slots=True)
class StatementsSection:
    """Each statement with speaker, role and occasion in the margin and its chain below."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the statements."""
        if not material.statements:
            return ()
        entries = (_entry(material, statement) for statement in material.statements)
        return (Heading(1, plain("Statements"), "statements"), *entries)


def _entry(material: Material, statement: Statement) -> Entry:
    return Entry(_margin(statement), tuple(_body(material, statement)))


def _margin(statement: Statement) -> tuple[Paragraph, ...]:
    quote = statement.quote
    by = f"interviewed by {printed_name(statement.interviewer)}" if statement.interviewer else ""
    body = statement.on_behalf_of
    return margin(
        statement.who or "Speaker not named",
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
    yield Chain("How it reached us", stations(statement))


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
