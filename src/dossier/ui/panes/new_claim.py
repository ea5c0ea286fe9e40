"""A new claim on an incident: its form, which reads a count or a date from the words as they come.

Like all forms it stores by itself what is complete when it is left; the rest waits until the
incident is shown again.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from dossier.model.records import Claim, kind_named
from dossier.model.terms import Stance
from dossier.ui.desk import Desk
from dossier.ui.drafts import Pad
from dossier.ui.forms.form import Form
from dossier.ui.forms.typed import Typed, packed, unpacked
from dossier.ui.panes.claim_words import ClaimWords
from dossier.ui.prompts import label

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class NewClaim(QWidget):
    """A button that opens the form of a claim. `opened` follows."""

    opened = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._kind = kind_named("claim")
        self.incident = 0
        self.form: Form | None = None
        self._words: ClaimWords | None = None
        self._pad = Pad(desk, self._typed, self)
        self.opener = QPushButton("New claim")
        self.opener.setAccessibleName("New claim")
        self.opener.setIcon(desk.icons.icon("plus"))
        self.opener.clicked.connect(self.begin)
        self._card = QFrame()
        self._card.setProperty("ground", "card")
        self._card.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.addWidget(self.opener, alignment=Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self._card)
        desk.held.connect(self._hold)
        desk.leaving.connect(self.leave)
        desk.closed.connect(self._forget)

    @property
    def is_open(self) -> bool:
        """Whether a claim is being entered."""
        return not self._card.isHidden()

    def stand_for(self, incident: int) -> None:
        """Take another incident, with what was left unfinished on it."""
        if incident == self.incident:
            return
        self.leave()
        self._pad.close()
        self.close_form()
        self.incident = incident
        unfinished = self._pad.open("incident", incident, [self._kind.name])
        if unfinished:
            self._open()
            self._made_form().restore(unpacked(unfinished[self._kind.name].entered))
            self._begin_words()

    def begin(self) -> None:
        """Show an empty form and go to the words of the source."""
        self._open()
        self._made_form().rows["stated"].control.setFocus()
        self.opened.emit()

    def _open(self) -> None:
        self._made_form().load(Claim(incident=self.incident, stance=Stance.ASSERTS))
        self._begin_words()
        self.opener.hide()
        self._card.show()

    def _made_form(self) -> Form:
        if self.form is None:
            self.form = Form(self._desk, self._kind, tie=self._kind.field("incident"))
            self._words = ClaimWords(self.form, str)
            self.form.edited.connect(self._pad.touch)
            column = QVBoxLayout(self._card)
            column.setContentsMargins(0, 10, 0, 12)
            head = label("New claim", "h2")
            head.setContentsMargins(12, 0, 12, 4)
            column.addWidget(head)
            column.addWidget(self.form)
            column.addLayout(self._buttons())
        return self.form

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.addStretch()
        cancel, add = QPushButton("Cancel"), QPushButton("Add claim")
        cancel.setAccessibleName("Cancel the new claim")
        cancel.clicked.connect(self.close_form)
        add.setAccessibleName("Add claim")
        add.setProperty("look", "primary")
        add.clicked.connect(self.add)
        row.addWidget(cancel)
        row.addWidget(add)
        return row

    def _begin_words(self) -> None:
        if self._words is not None:
            self._words.begin()

    # ---- storing -------------------------------------------------------------------------

    def add(self) -> None:
        """Store the claim if it is complete, else say what it lacks."""
        form = self._made_form()
        lacking = self._lacking()
        form.say(lacking)
        if lacking:
            form.rows[next(iter(lacking))].control.setFocus()
            return
        self._store()
        self.opener.setFocus()

    def _lacking(self) -> dict[str, str]:
        form = self._made_form()
        return form.gaps() | form.problems()

    def _store(self) -> None:
        claim = self._made_form().record()
        assert isinstance(claim, Claim)  # noqa: S101 - the form is of that kind
        self._card.hide()  # before the claim is heard of, which shows the cards anew
        with self._pad.storing([self._kind.name]):
            stored = self._desk.run(partial(_add, claim))
        if stored is None:
            self._card.show()
        self._pad.take()
        self._hold()

    def _hold(self) -> None:
        """Offer what can be done now, while a long edit runs and after it."""
        self.opener.setVisible(self._desk.can_edit and not self.is_open)

    def close_form(self) -> None:
        """Show the button again; what was entered is forgotten."""
        self._card.hide()
        self.opener.setVisible(self._desk.can_edit)
        self._pad.take()

    def leave(self) -> None:
        """Store a complete claim; an unfinished one waits."""
        if self.is_open and not self._lacking():
            self._store()
        self._pad.take()

    def _typed(self) -> dict[str, Typed]:
        typed = self.form.typed() if self.is_open and self.form is not None else {}
        return {self._kind.name: Typed(packed(typed))} if typed else {}

    def _forget(self) -> None:
        self.incident = 0
        self._pad.close()
        self.close_form()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Ctrl+Enter adds the claim."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTERS and control and self.is_open:
            self.add()
        else:
            super().keyPressEvent(event)


def _add(claim: Claim, case: "Case") -> Claim:
    from dossier.case import edits

    return edits.add_claim(case, claim)
