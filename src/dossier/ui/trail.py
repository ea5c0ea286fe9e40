"""Where the analyst has been: pages and records, walked back and forth like a browser's."""

from dataclasses import dataclass, replace

from dossier.ui.actions import Command

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Visit:
    """A page, and the record that was selected on it; 0 = none."""

    page: Command
    record: int = 0


class Trail:
    """The visits, and which of them is on screen."""

    def __init__(self) -> None:
        self._visits: list[Visit] = []
        self._at = -1

    @property
    def here(self) -> Visit | None:
        """The visit on screen."""
        return self._visits[self._at] if self._visits else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a visit before this one."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a visit after this one."""
        return self._at < len(self._visits) - 1

    def go(self, visit: Visit) -> None:
        """Add a visit; those that were ahead are forgotten, as in a browser."""
        if self.here == visit:
            return
        self._visits = [*self._visits[: self._at + 1], visit][-LONGEST:]
        self._at = len(self._visits) - 1

    def note(self, record: int) -> None:
        """Remember the record selected on the page on screen."""
        if self._visits:
            self._visits[self._at] = replace(self._visits[self._at], record=record)

    def back(self) -> Visit | None:
        """Step back; None at the start."""
        return self._step(-1) if self.can_go_back else None

    def forward(self) -> Visit | None:
        """Step forward; None at the end."""
        return self._step(1) if self.can_go_forward else None

    def _step(self, by: int) -> Visit:
        self._at += by
        return self._visits[self._at]
