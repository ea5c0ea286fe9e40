"""The places of a box that cite notes: found by drawing it where nothing is kept."""

from collections.abc import Container
from dataclasses import dataclass

from dossier.brief.boxes import Box
from dossier.brief.lines import Stretch
from dossier.brief.pixels import Raster
from dossier.brief.structure import Element


@dataclass(frozen=True, slots=True)
class Cite:
    """A number of a note: how far below the top of its box it begins and ends."""

    note: str
    top: float
    bottom: float


class _Probe:
    """A surface that remembers what cites one of `notes`, and draws nothing."""

    def __init__(self, notes: Container[str]) -> None:
        self.code: list[str] = []  # which nobody reads
        self.cites: list[Cite] = []
        self._notes = notes

    def decorate(self, code: str) -> None:
        """Keep nothing."""

    def begin(self, _stretch: Stretch | None) -> str:
        """Give no operator."""
        return ""

    def open(self, element: Element) -> None:
        """Keep nothing."""

    def close(self) -> None:
        """Keep nothing."""

    def hide(self) -> None:
        """Keep nothing: a number that is printed again is cited again."""

    def show(self) -> None:
        """Keep nothing."""

    def mark(self, stretch: Stretch, area: tuple[float, float, float, float]) -> None:
        """Remember what cites."""
        if stretch.note in self._notes:
            self.cites.append(Cite(stretch.note, -area[3], -area[1]))

    def name(self, anchor: str, x: float, y: float) -> None:
        """Keep nothing."""

    def picture(self, _raster: Raster) -> str:
        """Give no name."""
        return ""

    def promise(self, stretch: Stretch, x: float, y: float, width: float) -> None:
        """Keep nothing."""


def find_cites(box: Box | None, notes: Container[str]) -> list[Cite]:
    """Give what cites one of `notes` in a box, from its top down."""
    if box is None:
        return []
    probe = _Probe(notes)
    box.draw(probe, 0.0, 0.0)
    return sorted(probe.cites, key=lambda cite: cite.top)
