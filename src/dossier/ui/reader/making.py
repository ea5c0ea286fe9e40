"""Questions and verbs behind the keys Q, C and I: what is made of words, and for which incident."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dossier.model.records import Incident
from dossier.ui.desk import Desk
from dossier.ui.reader.selection_bar import Make

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.case.marks import Mark

Span = tuple[int, int]
NO_INCIDENT = "A claim belongs to an incident. Select the words that tell of it and press I first."


def make(what: Make, text: int, passage: Span, incident: int, case: "Case") -> int:
    """Make a record of a passage, a claim on that incident; its id."""
    from dossier.case import passages

    if what is Make.QUOTE:
        return passages.quote_passage(case, text, *passage).id
    if what is Make.CLAIM:
        return passages.claim_passage(case, text, *passage, incident).id
    return passages.incident_from_passage(case, text, *passage).id


def speaker_named(text: int, passage: Span, case: "Case") -> str:
    """Name that stands beside "said" next to a passage."""
    from dossier.case import passages

    return passages.speaker_named(case, text, *passage)


def incident_for(used: int, marks: "Sequence[Mark]", at: int, case: "Case") -> int:
    """Incident that a new claim at a position is most likely about; 0 if there is none.

    The one used last, else that of the passage before this one, else the newest of the case.
    """
    held = case.get_many(Incident, [used]).get(used) if used else None
    if held is not None and not held.deleted_at:
        return used
    before = [mark for mark in marks if mark.incidents and mark.span[0] <= at]
    return before[-1].incidents[0].id if before else _newest(case)


def _newest(case: "Case") -> int:
    from dossier.case import find

    ids = find.ids(case, "incident", sort="modified", descending=True)
    return ids[0] if ids else 0


def fixed(desk: Desk) -> str:
    """Say why nothing can be made now."""
    if desk.long_edit is not None:
        return f"{desk.why_fixed}. Nothing else can be changed until then."
    return "This case is open read-only: nothing can be changed."
