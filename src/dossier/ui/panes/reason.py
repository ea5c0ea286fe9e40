"""The reason for a headline figure while it is typed on its card: taken down as forms are."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject

from dossier.model.records import Claim, kind_named
from dossier.ui.desk import Desk
from dossier.ui.drafts import Pad
from dossier.ui.forms.inputs import Prose
from dossier.ui.forms.typed import Typed, base_of

REASON = "rationale"


class Reasons(QObject):
    """Knows which reason of which claim is being typed; there is one at a time."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._field = kind_named("claim").field(REASON)
        self._claim = Claim()
        self._shown: Prose | None = None
        self._pad = Pad(desk, self._typed, self)
        desk.closed.connect(self._forget)

    def touch(self, claim: Claim, shown: Prose) -> None:
        """Something was typed into the reason of this claim."""
        if shown is not self._shown or claim.id != self._claim.id:
            self.put_by()
            self._pad.open("claim", claim.id, [REASON])
        self._claim, self._shown = claim, shown
        self._pad.touch()

    def put_by(self) -> None:
        """Take down what was typed, and turn away from it."""
        if self._shown is not None:
            self._pad.take()
            self._pad.close()
            self._shown = None

    @contextmanager
    def storing(self) -> Iterator[None]:
        """Let the edit made inside store the reason."""
        shown, self._shown = self._shown, None  # the cards are shown anew meanwhile
        with self._pad.storing([REASON]):
            yield
        self._shown = shown
        self.put_by()

    def bring_back(self, claim: Claim, shown: Prose) -> None:
        """Show a reason that was not stored, if it was typed over the one that is."""
        held = self._desk.drafts.of("claim", claim.id).get(REASON)
        if held is not None and held.base == self._base(claim) and isinstance(held.entered, str):
            shown.enter(held.entered)
            self.touch(claim, shown)

    def _forget(self) -> None:
        self._pad.close()
        self._shown = None

    def _base(self, claim: Claim) -> str:
        return base_of(self._field, claim.rationale)

    def _typed(self) -> dict[str, Typed]:
        case = self._desk.case
        if case is None or self._shown is None or not self._shown.touched():
            return {}
        held = case.get_many(Claim, [self._claim.id]).get(self._claim.id)
        words = self._shown.words()
        if held is None or held.rationale == words:
            return {}
        return {REASON: Typed(words, self._base(self._claim))}
