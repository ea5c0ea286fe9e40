"""A line that finds records of several kinds by name or number; what is chosen is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from dossier.model.direction import isolated
from dossier.model.records import kind_named
from dossier.ui.desk import Desk
from dossier.ui.forms.inputs import ENTER, Line
from dossier.ui.forms.offers import Offers, typed_so_far

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.reading import Reading

_OFFERED = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A record on offer."""

    kind: str
    id: int
    reference: str
    title: str

    @property
    def words(self) -> str:
        """Give its reference, or what it is, and its title."""
        known = self.reference or kind_named(self.kind).about.label
        return f"{known}  {isolated(self.title)}"


class RecordLine(Line):
    """Type a name or a number, choose the record. `chosen` carries a Found."""

    chosen = Signal(object)

    def __init__(self, name: str, desk: Desk, kinds: tuple[str, ...]) -> None:
        super().__init__(name)
        self._desk = desk
        self._kinds = kinds
        self._found: list[Found] = []
        self.offers = Offers(self, name)
        self.offers.taken.connect(self._choose)
        self.offers.wanted.connect(self.offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Open the list on Down, and on Enter after words: they choose nothing by themselves."""
        enters = event.key() in ENTER and self.text().strip()
        unready = self.offers.is_old or not self.offers.rows.isVisible()
        if event.key() == Qt.Key.Key_Down or (enters and unready):
            self.offer()
            return
        super().keyPressEvent(event)

    def offer(self) -> None:
        """Ask for the records that match what is typed, or for the first ones, and show them."""
        self.offers.hush()
        question = partial(_find, self._kinds, self.text().strip())
        self._desk.asking.ask(self, question, self._show, urgent=True)

    def _show(self, found: list[Found]) -> None:
        self._found = found
        self.offers.fill([one.words for one in found])
        if not found or self.window().focusWidget() is self:  # else whoever asked has gone on
            self.offers.show()

    def _choose(self, row: int) -> None:
        self._desk.asking.drop(self)
        self.clear()
        self.chosen.emit(self._found[row])


def _find(kinds: tuple[str, ...], words: str, case: "Reading") -> list[Found]:
    """Find as many of each kind."""
    from dossier.case import find

    found: list[Found] = []
    each = _OFFERED // len(kinds)
    for kind in kinds:
        if words:
            hits = find.search(case, typed_so_far(words), limit=each, kind=kind).rows
            found += (Found(kind, hit.id, hit.reference, hit.title) for hit in hits)
        else:
            found += named(kind, find.ids(case, kind, most=each), case)
    return found


def named(kind: str, ids: Sequence[int], case: "Reading") -> list[Found]:
    """Give records of a kind with what they are called."""
    from dossier.case import find

    rows = find.listing(case, kind, ids)
    return [Found(kind, row.id, row.reference, row.title) for row in rows]
