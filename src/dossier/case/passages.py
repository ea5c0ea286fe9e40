"""Verbs from the words of a text to a record: the passage and what is made of it are one step."""

import dataclasses

from dossier.case import edits
from dossier.case.case import Case
from dossier.case.edit import Edit
from dossier.model import proposals
from dossier.model.records import Citation, Claim, Incident, Quote, Source, Text
from dossier.model.terms import Attribute, Stance


def quote_passage(case: Case, text: int, start: int, end: int) -> Quote:
    """Quote a passage without the marks around it; the speaker is named later.

    Code points from `start`, `end` exclusive. The passage and the quote are one step.
    """
    body, source = _body_and_source(case, text)
    cited = edits.passage(case, text, *proposals.quotation(body, start, end))
    quote = Quote(
        description=proposals.UNNAMED_SPEAKER,
        form=proposals.quotation_form(body, cited.start or 0, cited.end or 0),
        text=cited.exact,
    )
    with case.edit("Quote a passage") as edit:
        stored = edit.insert(dataclasses.replace(quote, citation=_cited(case, edit, cited)))
        edit.label = f"Add quote {stored.reference} from {source.reference}"
    return stored


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
    """Begin an incident with the words that tell of it, and cite them for it, in one step.

    Code points from `start`, `end` exclusive. The words are its title and its first claim.
    """
    body, source = _body_and_source(case, text)
    cited = edits.passage(case, text, *proposals.trimmed(body, start, end))
    told = proposals.date(cited.exact, source.published.date)
    with case.edit("Add incident") as edit:
        stored = edit.insert(Incident(title=proposals.title(cited.exact), date=told))
        claim = Claim(
            incident=stored.id,
            citation=_cited(case, edit, cited),
            attribute=Attribute.ACTION,
            stated=" ".join(cited.exact.split()),
            stance=Stance.ASSERTS,
        )
        edit.insert(claim)
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
