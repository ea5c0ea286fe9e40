"""The history of one record: who changed which field when, newest first."""

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.model.direction import isolated
from dossier.model.field import Record
from dossier.model.records import kind_named
from dossier.ui import notation
from dossier.ui.desk import Desk
from dossier.ui.prompts import label, plain_tip

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case
    from dossier.case.history import FieldChange, HistoryEntry

STEPS_SHOWN = 60
_LONGEST = 200
_FIELD_GAP = 6


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
        self.setProperty("look", "pane")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        desk.notation_changed.connect(self._write_anew)

    def stand_for(self, kind_name: str, id_: int) -> None:
        """Take another record, or the same one after a change; it is read when it is looked at."""
        self._of = (kind_name, id_)
        self._stale = True

    def _write_anew(self) -> None:
        self._stale = True
        if self.isVisible():
            self.freshen()

    def freshen(self) -> None:
        """Read the history again if it can have changed."""
        if not self._stale or self._desk.case is None:
            return
        from dossier.case.history import history

        self._stale = False
        kind_name, id_ = self._of
        entries = history(
            self._desk.case, kind_name, id_, limit=STEPS_SHOWN + 1, notation=notation.current()
        )
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(10)
        now = self._record()
        for entry in entries[:STEPS_SHOWN]:
            note = StepNote(entry, now)
            for button, change in note.offers:
                button.clicked.connect(partial(self._put_back, change))
            column.addWidget(note)
        if len(entries) > STEPS_SHOWN:
            column.addWidget(label(f"Older than these {STEPS_SHOWN} changes: not shown.", "small"))
        column.addStretch()
        show_page(self, page)

    def _record(self) -> Record | None:
        """Record as it is, if it can be changed."""
        kind_name, id_ = self._of
        case = self._desk.case
        if case is None or not self._desk.can_edit:
            return None
        return case.get_many(kind_named(kind_name).record, [id_]).get(id_)

    def _put_back(self, change: "FieldChange", *_: object) -> None:
        self._desk.leaving.emit()
        kind_name, id_ = self._of
        before = f"“{_short(change.before)}”" if change.before else "empty"
        said = f"{change.label} is {before} again"
        self._desk.run_and_tell(partial(_put_back, kind_name, id_, change), lambda _: said)


def _put_back(kind_name: str, id_: int, change: "FieldChange", case: "Case") -> Record:
    from dossier.case import edits

    return edits.put_back(case, kind_name, id_, change.name, change.earlier)


class StepNote(QFrame):
    """One step: what was done, by whom and when, and each field before and after.

    `offers` are buttons that put back a value which the record, if it is given, has no longer.
    """

    def __init__(
        self, entry: "HistoryEntry", now: Record | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.offers: list[tuple[QToolButton, FieldChange]] = []
        self.setProperty("ground", "card")
        self.setAccessibleName(deed(entry))
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(2)
        column.addWidget(label(deed(entry), "strong", wrap=True))
        column.addWidget(label(f"{entry.step.by}  ·  {when(entry.step.at)}", "small", wrap=True))
        for change in entry.fields:
            column.addSpacing(_FIELD_GAP)
            column.addLayout(self._head(change, now))
            column.addWidget(label(change_words(change), wrap=True))

    def _head(self, change: "FieldChange", now: Record | None) -> QHBoxLayout:
        """Name the field, and offer its former value."""
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(change.label, "small", wrap=True), 1)
        if now is not None and change.name and getattr(now, change.name) != change.earlier:
            line.addWidget(self._offer(change))
        return line

    def _offer(self, change: "FieldChange") -> QToolButton:
        made = QToolButton()
        made.setText("Restore")
        made.setProperty("look", "link")
        before = _short(change.before) or "empty"
        made.setAccessibleName(f"Restore {change.label}: {before}")
        made.setToolTip(plain_tip(f"Make {change.label} “{before}” again"))
        self.offers.append((made, change))
        return made


def deed(entry: "HistoryEntry") -> str:
    """What the step did; undo and redo are named as such."""
    before = {"undo": "Undone: ", "redo": "Done again: "}.get(entry.step.kind.value, "")
    return before + entry.step.label


def when(at: str) -> str:
    """Local time of a moment in UTC (ISO 8601): "22 Jun 2021, 14:02"; else the text itself."""
    try:
        return notation.moment(datetime.fromisoformat(at))
    except ValueError:
        return at


def change_words(change: "FieldChange") -> str:
    """Give a field before and after, such as "22 June 2021 → 23 June 2021"."""
    after = _short(change.after) or "empty"
    return f"{_short(change.before)} → {after}" if change.before else after


def _short(words: str) -> str:
    plain = " ".join(words.split())
    kept = plain if len(plain) <= _LONGEST else plain[:_LONGEST].rstrip() + "…"
    return isolated(kept) if kept else ""
