"""How far apart the places of the incidents lie: computed, no more exact than the places."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from dossier.brief.blocks import Align, Block, Column, Entry, Heading, Paragraph, Style, Table, Text
from dossier.brief.material import Material
from dossier.brief.sections.map import precision_of, radius_of
from dossier.brief.wording import joined, main_place, margin, plain
from dossier.model import distance
from dossier.model.evidence import Located

_COLUMNS = (Column(2.5), Column(2.5), Column(2.5, Align.RIGHT, figures=True))
_HEAD = tuple(plain(label) for label in ("From", "To", "Distance"))
FEW = 4  # with more places than this only those of successive incidents are compared


@dataclass(frozen=True, slots=True)
class DistancesSection:
    """Distances between the main places of the incidents."""

    def blocks(self, material: Material) -> tuple[Block, ...]:
        """Give the table; none with fewer than two located places."""
        places = list(_places(material))
        pairs = combinations(places, 2) if len(places) <= FEW else pairwise(places)
        rows = tuple(_row(a, b) for a, b in pairs)
        if not rows:
            return ()
        remark = (
            "Computed on the WGS 84 ellipsoid from the recorded positions; the margin is the sum "
            "of their radii."
        )
        unknown = [at.place.name for at in places if _radius(at) is None]
        if unknown:
            verb = "is" if len(unknown) == 1 else "are"
            remark += f" How exactly {joined(unknown)} {verb} known is not recorded: no margin."
        table = Table(_COLUMNS, _HEAD, rows)
        body = (Heading(2, plain("Distances")), table, Paragraph(plain(remark), Style.CAPTION))
        return (Entry(margin("How far apart the places lie"), body),)


def _places(material: Material) -> Iterator[Located]:
    seen: set[int] = set()
    for evidence in material.evidences:
        located = main_place(evidence)
        if located and located.place.position and located.place.id not in seen:
            seen.add(located.place.id)
            yield located


def _row(a: Located, b: Located) -> tuple[Text, ...]:
    return (plain(a.place.name), plain(b.place.name), plain(_distance(a, b)))


def _distance(a: Located, b: Located) -> str:
    one, other = a.place.position, b.place.position
    if one is None or other is None:
        return ""
    return distance.between(
        (one.latitude, one.longitude), (other.latitude, other.longitude), _radius(a), _radius(b)
    ).words()


def _radius(at: Located) -> int | None:
    """Give how exactly a place is known in metres, as the map has it; None if nobody has said."""
    own = at.place.radius_m
    return own if own is not None else radius_of(at.place, precision_of(at)) or None
