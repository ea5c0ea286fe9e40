"""The issues of briefs, newest first: number, day, pages, and whether the case says the same."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dossier.model.direction import isolated
from dossier.ui import notation
from dossier.ui.actions import Actions, Command
from dossier.ui.desk import Desk
from dossier.ui.notation import counted
from dossier.ui.prompts import label

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.reading import Reading
    from dossier.model.records import Issue

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Line:
    """An issue as it is listed: how many records have changed since.

    None if it came from another copy, whose steps are not known here.
    """

    issue: "Issue"
    title: str
    changed: int | None


class IssueList(QWidget):
    """Lists them, with the button that issues one. Its page says when to ask for them anew."""

    def __init__(self, desk: Desk, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.button = QToolButton()
        self.button.setDefaultAction(actions.get(Command.ISSUE_BRIEF))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        head = QHBoxLayout()
        head.addWidget(label("Issues", "field"), 1)
        head.addWidget(self.button)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 4)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(self._column)
        desk.notation_changed.connect(self.refresh)
        desk.closed.connect(partial(self._show, ([], 0)))

    def refresh(self) -> None:
        """Ask for them."""
        if self._desk.case is not None:
            self._desk.asking.ask(self, _listed, self._show)

    def _show(self, found: "tuple[list[_Line], int]") -> None:
        lines, more = found
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._column.addWidget(label(_words(line), "small", wrap=True))
        if not lines:
            self._column.addWidget(label("None yet", "small"))
        if more:
            self._column.addWidget(label(f"and {counted(more, 'earlier one')}", "small"))


def _words(line: _Line) -> str:
    """Give "Issue 3 of “Weekly”, 24 June 2021, 7 pages. The case says the same."."""
    issue = line.issue
    day = notation.day(datetime.fromisoformat(issue.issued_at))
    facts = (f"Issue {issue.number} of “{isolated(line.title)}”", day,
             counted(issue.pages, "page") if issue.pages else "", issue.mark)  # fmt: skip
    return f"{', '.join(filter(None, facts))}. {_progress(line)}"


def _progress(line: _Line) -> str:
    if line.changed is None:
        return f"Issued by {isolated(line.issue.by)} from another copy of this case."
    if line.changed:
        return f"The case has changed since: {counted(line.changed, 'record')}."
    return "The case says the same."


def _listed(case: "Reading") -> "tuple[list[_Line], int]":
    from dossier.case import issues, since

    standing = [one for one in issues.issued(case) if one.standing]
    shown: list[_Line] = []
    for one in reversed(standing[-_SHOWN:]):
        step = since.step_of(case, one.issue.head)
        changed = len(since.differences(case, step.id)) if step else None
        shown.append(_Line(one.issue, one.title, changed))
    return shown, max(0, len(standing) - _SHOWN)
