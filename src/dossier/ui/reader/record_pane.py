"""The record beside the text: its form, and the incident that a claim is about."""

import dataclasses
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dossier.model.records import Citation, Claim, kind_named
from dossier.ui.desk import Desk
from dossier.ui.drafts import Pad
from dossier.ui.forms.linked import LinkedControl
from dossier.ui.forms.row import Row
from dossier.ui.forms.typed import Typed
from dossier.ui.icons import WITH_WORDS
from dossier.ui.panes.claim_words import ClaimWords
from dossier.ui.panes.inspector import Inspector

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case

CLAIM, QUOTE, INCIDENT = "claim", "quote", "incident"
# where typing begins in a new record
_FIRST = {QUOTE: "speaker", INCIDENT: "title", "source": "title"}


class RecordPane(QWidget):
    """Shows a record until `left`. A claim can be moved to another incident.

    `incident_chosen` carries the incident that was picked for a claim.
    """

    left = Signal()
    incident_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.kind, self.id = "", 0
        self.inspector = Inspector(desk, self)
        self.incident = Row(
            kind_named(CLAIM).field("incident"),
            LinkedControl(kind_named(CLAIM).field("incident"), desk),
        )
        self._words: ClaimWords | None = None
        self._told: Row | None = None
        self._pad = Pad(desk, self._typed, self)
        self.incident.left.connect(self._choose_incident)
        self.incident.edited.connect(self._pad.touch)
        self._build()

    def _build(self) -> None:
        self.setProperty("ground", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 0)
        self.back = QToolButton()
        self.back.setText("Quotes and claims")
        self.back.setAccessibleName("Back to quotes and claims")
        self.back.setIcon(self._desk.icons.icon("arrow-left"))
        self.back.setIconSize(WITH_WORDS)
        self.back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.back.clicked.connect(self.left)
        head.addWidget(self.back)
        head.addStretch()
        column.addLayout(head)
        self._tied = QWidget()
        tied = QVBoxLayout(self._tied)
        tied.setContentsMargins(16, 8, 28, 0)  # as wide as the form with its scroll bar
        tied.setSpacing(4)
        tied.addWidget(self.incident)
        column.addWidget(self._tied)
        column.addWidget(self.inspector, 1)

    def prepare(self) -> Iterator[None]:
        """Give what makes the forms of what is made of words, a line at a time."""
        for kind in (QUOTE, CLAIM, INCIDENT):
            yield from self.inspector.prepare(kind_named(kind))

    def show_record(self, kind: str, id_: int, *, typing: bool = False) -> None:
        """Show a record; `typing` begins in its first field."""
        self._pad.take()
        self._pad.close()
        self._stop_proposing()
        self.kind, self.id = kind, id_
        self.inspector.show_record(kind, id_)
        self._show_incident()
        self._follow_words()
        self.setFocusProxy(self._first())
        if typing:
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _follow_words(self) -> None:
        """Read the words of a claim again as they are typed."""
        form = self.inspector.form
        if self.kind == CLAIM and form is not None:
            if self._words is None:
                self._words = ClaimWords(form, self._passage)
            self._words.begin()

    def propose_speaker(self, name: str) -> None:
        """Show whom the words of a new quote seem to be by; what is typed replaces it.

        The speaker stored with the quote, else a `name` that the case does not know yet.
        """
        form = self.inspector.form
        if form is None or self.kind != QUOTE:
            return
        row = form.rows["speaker"]
        if row.control.value() is not None:
            row.tell("Read from the text. Type another name to change it.")
        elif name:
            row.control.enter([name, None])
            row.tell(f"“{name}” stands beside these words. Press Down to add that name.")
        if self._told is None:
            row.edited.connect(self._stop_proposing)
        self._told = row

    def _stop_proposing(self) -> None:
        if self._told is not None:
            self._told.tell("")

    def _passage(self) -> str:
        """Words that the claim cites."""
        case = self._desk.case
        if case is None or self.kind != CLAIM or not self.id:
            return ""
        cited = case.get(Claim, self.id).citation
        return case.get(Citation, cited).exact if cited else ""

    def begin_row(self, kind: str) -> None:
        """Add a row of that kind in the form, and go there."""
        form = self.inspector.form
        if form is not None and kind in form.groups:
            form.groups[kind].add()

    def _first(self) -> QWidget:
        """Where typing begins."""
        form = self.inspector.form
        if self.kind == CLAIM:
            return self.incident.control
        if form is not None and self.kind in _FIRST:
            return form.rows[_FIRST[self.kind]].control
        return self.inspector

    def clear(self) -> None:
        """Show nothing; what is being typed is saved."""
        self.inspector.clear()
        self._pad.take()
        self._pad.close()
        self.kind, self.id = "", 0

    def refresh(self) -> bool:
        """Show the incident as it is after a change; False if the record is gone."""
        if not self.id:
            return True
        if not self._is_live():
            return False
        self._show_incident()
        return True

    def _is_live(self) -> bool:
        case = self._desk.case
        if case is None or not self.id:
            return False
        held = case.get_many(kind_named(self.kind).record, [self.id]).get(self.id)
        return held is not None and not held.deleted_at

    # ---- the incident --------------------------------------------------------------------

    def _show_incident(self) -> None:
        """Show the incident that a claim is about; other records show theirs in the form."""
        case = self._desk.case
        self._pad.take()
        self._tied.setVisible(self.kind == CLAIM)
        if case is not None and self.kind == CLAIM:
            self.incident.control.set_fixed(fixed=not self._desk.can_edit)
            self.incident.control.load(case.get(Claim, self.id).incident)
            unfinished = self._pad.open(CLAIM, self.id, [self.incident.field.name])
            for one in unfinished.values():
                self.incident.control.put_back(one.entered)
            self.incident.say(self.incident.control.problem())

    def _typed(self) -> dict[str, Typed]:
        """Words that name no incident yet; one that was chosen is stored at once."""
        control = self.incident.control
        return {self.incident.field.name: Typed(control.entered())} if control.problem() else {}

    def _choose_incident(self) -> None:
        if self.kind != CLAIM or not self._desk.can_edit or not self._is_live():
            return
        control = self.incident.control
        problem = control.problem()
        self.incident.say(problem)
        chosen = control.value()
        if problem or not chosen:
            return
        with self._pad.storing([self.incident.field.name]):
            moved = self._desk.run(partial(_move_claim, self.id, chosen))
        if moved:
            self.incident_chosen.emit(chosen)


def _move_claim(claim: int, incident: int, case: "Case") -> bool:
    from dossier.case import edits

    held = case.get(Claim, claim)
    if held.incident != incident:
        edits.change(case, dataclasses.replace(held, incident=incident))
    return True
