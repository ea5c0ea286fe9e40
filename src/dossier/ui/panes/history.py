"""The history of one record: who changed which field when, newest first."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from dossier.ui.desk import Desk
from dossier.ui.direction import isolated
from dossier.ui.prompts import label

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.history import FieldChange, HistoryEntry

STEPS_SHOWN = 60
_LONGEST = 200


def show_page(area: QScrollArea, page: QWidget) -> None:
    """Put a page into a scroll area. The old one goes later: it may be sending a signal now."""
    page.setProperty("ground", "surface")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    old = area.takeWidget()
    area.setWidget(page)
    if old is not None:
        old.deleteLater()


class HistoryTab(QScrollArea):
    """Lists the last steps that touched the record."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._of: tuple[str, int] = ("", 0)
        self._stale = False
        self.setAccessibleName("History")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def stand_for(self, kind_name: str, id_: int) -> None:
        """Take another record, or the same one after a change; it is read when it is looked at."""
        self._of = (kind_name, id_)
        self._stale = True

    def freshen(self) -> None:
        """Read the history again if it can have changed."""
        if not self._stale or self._desk.case is None:
            return
        from dossier.case.history import history

        self._stale = False
        kind_name, id_ = self._of
        entries = history(self._desk.case, kind_name, id_, limit=STEPS_SHOWN + 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(14)
        for entry in entries[:STEPS_SHOWN]:
            column.addWidget(StepNote(entry))
        if len(entries) > STEPS_SHOWN:
            column.addWidget(label(f"Older than these {STEPS_SHOWN} changes: not shown.", "small"))
        column.addStretch()
        show_page(self, page)


class StepNote(QWidget):
    """One step: what was done, by whom and when, and each field before and after."""

    def __init__(self, entry: "HistoryEntry", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(deed(entry), "strong", wrap=True))
        column.addWidget(label(f"{entry.step.by}  ·  {when(entry.step.at)}", "small", wrap=True))
        for change in entry.fields:
            column.addWidget(label(change_words(change), wrap=True))


def deed(entry: "HistoryEntry") -> str:
    """What the step did; undo and redo are named as such."""
    before = {"undo": "Undone: ", "redo": "Done again: "}.get(entry.step.kind.value, "")
    return before + entry.step.label


def when(at: str) -> str:
    """Local time of a moment in UTC (ISO 8601): "22 Jun 2021, 14:02"; else the text itself."""
    try:
        moment = datetime.fromisoformat(at).astimezone()
    except ValueError:
        return at
    return f"{moment.day} {moment:%b %Y, %H:%M}"


def change_words(change: "FieldChange") -> str:
    """One field before and after, such as "Date: 22 June 2021 → 23 June 2021"."""
    after = _short(change.after) or "empty"
    if not change.before:
        return f"{change.label}: {after}"
    return f"{change.label}: {_short(change.before)} → {after}"


def _short(words: str) -> str:
    plain = " ".join(words.split())
    kept = plain if len(plain) <= _LONGEST else plain[:_LONGEST].rstrip() + "…"
    return isolated(kept) if kept else ""
