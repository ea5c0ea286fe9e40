"""Short phrases that several sections share."""

import functools
from collections.abc import Sequence

from dossier.brief.blocks import Face, Ink, Paragraph, Run, Style, Text
from dossier.model import anchors
from dossier.model.dates import Reported
from dossier.model.direction import isolated
from dossier.model.evidence import Evidence, Located, Passage, Testimony
from dossier.model.records import Place
from dossier.model.terms import PlaceRole, Stance, vocabulary

_MAIN_ROLES = (PlaceRole.OCCURRED_AT, PlaceRole.CROSSING_POINT, PlaceRole.ORIGIN)
_COUNTRY = "PCLI"  # GeoNames: independent political entity
_KILOMETRE = 1000
_INNER = str.maketrans({"“": "‘", "”": "’", "„": "‚", '"': "'"})


def plural(number: int, one: str, many: str = "") -> str:
    """Give "1 item", "2 items"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


@functools.lru_cache(maxsize=1 << 13)  # labels, bounds, places and days recur all over a brief
def plain(text: str) -> Text:
    """Give text as it is."""
    return (Run(text),)


def strong(text: str) -> Run:
    """Give text that stands out."""
    return Run(text, Face.STRONG)


def quoted(text: str) -> str:
    """Give words in quotation marks; marks inside alternate, as print does."""
    return f"“{text.translate(_INNER)}”"


def claimed(testimony: Testimony) -> str:
    """Give the words of a claim after its stance."""
    return f"{stance_words(testimony)}{testimony.claim.stated}"


def stance_words(testimony: Testimony) -> str:
    """Give "Denies: ", or nothing for who simply asserts."""
    stance = testimony.stance
    return "" if stance is Stance.ASSERTS else f"{vocabulary('stance').label(stance)}: "


def cited_words(testimony: Testimony) -> str:
    """Give the words of a claim, in quotation marks where its passage has them: else they are ours.

    Paraphrase never gets quotation marks.
    """
    words, passage = testimony.claim.stated, testimony.passage
    literal = passage and anchors.verify_quotation(words, passage.citation.exact).ok
    return quoted(words) if literal else words


def muted(text: str) -> Run:
    """Give text that stands back."""
    return Run(text, ink=Ink.MUTED)


def margin(*lines: str) -> tuple[Paragraph, ...]:
    """Lines of the margin column, the first one strong; empty ones are left out."""
    held = [line for line in lines if line]
    return tuple(
        Paragraph(plain(line), Style.MARGIN if number else Style.STRONG)
        for number, line in enumerate(held)
    )


def joined(parts: Sequence[str]) -> str:
    """Give "a, b and c"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def main_place(evidence: Evidence) -> Located | None:
    """Give the place an incident is known by: where it occurred, else where it crossed or began."""
    for role in _MAIN_ROLES:
        for located in evidence.places:
            if located.tie.role == role:
                return located
    return next(iter(evidence.places), None)


def place_line(evidence: Evidence) -> str:
    """Give "Kaldar, Balkh → Shahrtuz, Khatlon"."""
    begin = main_place(evidence)
    if begin is None:
        return ""
    ends = [p for p in evidence.places if p.tie.role == PlaceRole.DESTINATION and p is not begin]
    return " → ".join(full_place(located) for located in (begin, *ends))


def full_place(located: Located) -> str:
    """Give a place with what it lies in, countries left out where there is a nearer name."""
    nearer = [place for place in located.within if place.kind != _COUNTRY]
    return ", ".join(isolated(place.name) for place in (located.place, *nearer[:1]))


def day_of(words: str) -> str:
    """Give a day as EDTF, however it is typed; words that are no date stay as they are."""
    return Reported.of(words).edtf or words


def radius_words(place: Place) -> str:
    """Give "±5 km", or nothing if no radius is known."""
    metres = place.radius_m
    if metres is None:
        return ""
    return f"±{metres / _KILOMETRE:g} km" if metres >= _KILOMETRE else f"±{metres} m"


def grade_words(passage: Passage, credibility: str) -> str:
    """Give "Source F · Information 6"."""
    parts = []
    if passage.reliability:
        parts.append(f"Source {passage.reliability}")
    if credibility:
        parts.append(f"Information {credibility}")
    return " · ".join(parts)
