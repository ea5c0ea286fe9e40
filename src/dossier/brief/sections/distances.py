"""How far apart the places of the incidents lie: computed, no more exact than the places."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from dossier.brief.blocks import Align, Block, Column, Entry, Heading, Paragraph, Style, Table, Text
from dossier.brief.material import Material
from dossier.brief.wording import main_place, margin, plain
from dossier.model import distance
from dossier.model.records import Place

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
        table = Table(_COLUMNS, _HEAD, rows)
        body = (Heading(2, plain("Distances")), table, Paragraph(plain(remark), Style.CAPTION))
        return (Entry(margin("How far apart the places lie"), body),)


def _places(material: Material) -> Iterator[Place]:
    seen: set[int] = set()
    for evidence in material.evidences:
        located = main_place(evidence)
        if located and located.place.position and located.place.id not in seen:
            seen.add(located.place.id)
            yield located.place


def _row(a: Place, b: Place) -> tuple[Text, ...]:
    return (plain(a.name), plain(b.name), plain(_distance(a, b)))


def _distance(a: Place, b: Place) -> str:
    if a.position is None or b.position is None:
        return ""
    return distance.between(
        (a.position.latitude, a.position.longitude),
        (b.position.latitude, b.position.longitude),
        a.radius_m,
        b.radius_m,
    ).words()
