"""Verbs from the words of a text to a record: the passage and what is made of it are one step.

What is proposed is read from the words alone and stands in the new record to be overtyped: a quote
gets a speaker whom the case knows, a claim its figure or date, an incident its title and day and
the claim that the same words would give.
"""

import dataclasses
from collections.abc import Sequence
from itertools import takewhile

from dossier.case import edits
from dossier.case.case import Case
from dossier.case.edit import Edit
from dossier.model import proposals, speakers
from dossier.model.field import settled
from dossier.model.records import Actor, Citation, Claim, Incident, Quote, Source, Text
from dossier.model.terms import QuoteKind

_PERSON = "person"


def quote_passage(case: Case, text: int, start: int, end: int) -> Quote:
    """Quote a passage without the marks around it, by the speaker it seems to have.

    Code points from `start`, `end` exclusive. The passage and the quote are one step.
    """
    body, source = _body_and_source(case, text)
    cited = edits.passage(case, text, *proposals.quotation(body, start, end))
    span = cited.start or 0, cited.end or 0
    form = proposals.quotation_form(body, *span)
    speaker = _speaker(case, body, span, quoted=form != QuoteKind.PARAPHRASE)
    quote = Quote(
        speaker=speaker.id if speaker else None,
        role=speaker.role if speaker else "",
        form=form,
        text=cited.exact,
    )
    with case.edit("Quote a passage") as edit:
        quote = dataclasses.replace(settled(quote), citation=_cited(case, edit, cited))
        stored = edit.insert(quote)
        edit.label = f"Add quote {stored.reference} from {source.reference}"
    return stored


def speaker_named(case: Case, text: int, start: int, end: int) -> str:
    """Name beside "said" next to a passage, for a speaker whom the case may not know yet."""
    body = _body_and_source(case, text)[0]
    return speakers.named(body, *proposals.quotation(body, start, end))


def _speaker(case: Case, body: str, span: tuple[int, int], *, quoted: bool) -> Actor | None:
    """Give the actor named beside "said"; for words in marks else the paragraph's first person."""
    named = speakers.named(body, *span)
    if named:
        return next(iter(_called(case, [named])), None)
    if not quoted:
        return None
    around = _called(case, speakers.names(body, *span))
    return next((one for one in around if one.kind == _PERSON), None)


def _called(case: Case, names: Sequence[str]) -> list[Actor]:
    """Live actors of these names, in their order, up to a name that two of them have."""
    marks = ", ".join("?" for _ in names)
    sql = f"SELECT name, min(id), count(*) FROM actor WHERE name IN ({marks})"
    rows = case.rows(f"{sql} AND deleted_at IS NULL GROUP BY name", tuple(names)) if names else []
    ids = {row[0]: row[1] if row[2] == 1 else 0 for row in rows}
    known = takewhile(bool, (ids[name] for name in names if name in ids))
    return [case.get(Actor, id_) for id_ in known]


def claim_passage(case: Case, text: int, start: int, end: int, incident: int) -> Claim:
    """Enter what a passage says of an incident; a count or date is read from its words.

    Code points from `start`, `end` exclusive. The passage and the claim are one step.
    """
    body, source = _body_and_source(case, text)
    held = case.get(Incident, incident)
    start, end = proposals.trimmed(body, start, end)
    cited = edits.passage(case, text, start, end)
    claim = proposals.claim(body, start, end, source.published.date)
    with case.edit(f"Add claim from {source.reference} to {held.reference}") as edit:
        citation = _cited(case, edit, cited)
        return edit.insert(dataclasses.replace(claim, incident=incident, citation=citation))


def incident_from_passage(case: Case, text: int, start: int, end: int) -> Incident:
    """Begin an incident with the words that tell of it, and enter what they claim, in one step.

    Code points from `start`, `end` exclusive. The claim is the one that `claim_passage` would make
    of the same words: an incident never stands there without a source.
    """
    body, source = _body_and_source(case, text)
    span = proposals.trimmed(body, start, end)
    cited = edits.passage(case, text, *span)
    told = proposals.date(body, *span, source.published.date)
    claim = proposals.claim(body, *span, source.published.date)
    with case.edit("Add incident") as edit:
        stored = edit.insert(Incident(title=proposals.title(cited.exact), date=told))
        citation = _cited(case, edit, cited)
        edit.insert(dataclasses.replace(claim, incident=stored.id, citation=citation))
        edit.label = f"Add incident {stored.reference} from {source.reference}"
    return stored


def _body_and_source(case: Case, text: int) -> tuple[str, Source]:
    held = case.get(Text, text)
    return case.text_body(held.sha256), case.get(Source, held.source or 0)


def _cited(case: Case, edit: Edit, wanted: Citation) -> int:
    """Id of the citation of a passage: the one that is there, for its chain is known, or new."""
    held = case.rows(
        'SELECT id FROM citation WHERE text = ? AND start = ? AND "end" = ?'
        " AND deleted_at IS NULL ORDER BY id LIMIT 1",
        (wanted.text, wanted.start, wanted.end),
    )
    return held[0][0] if held else edit.insert(wanted).id
