"""The evidence tab: what each source says of an incident, side by side, and the headline figure."""

import dataclasses
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from dossier.model import locators, terms
from dossier.model.chains import DENYING
from dossier.model.evidence import Evidence, Figure, Passage, Statement, Testimony
from dossier.model.records import Claim, Incident
from dossier.model.terms import Attribute, Stance
from dossier.ui import notation
from dossier.ui.desk import Desk
from dossier.ui.direction import direction_of
from dossier.ui.forms.inputs import Prose
from dossier.ui.panes.history import show_page
from dossier.ui.panes.new_claim import NewClaim
from dossier.ui.panes.reason import Reasons
from dossier.ui.prompts import label

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case

_FALSE_QUOTES = ("paraphrase",)


class EvidenceTab(QScrollArea):
    """Shows the evidence of one incident as cards."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._held: Evidence | None = None
        self._shown: Evidence | None = None
        self.cards: list[ClaimCard] = []
        self._reasons = Reasons(desk, self)
        self.new_claim = NewClaim(desk, self)
        self.new_claim.hide()  # until there is a page to stand on
        self.new_claim.opened.connect(self._show_form)
        self.setAccessibleName("Evidence")
        self.setWidgetResizable(True)
        self.setProperty("look", "pane")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        desk.notation_changed.connect(self._write_anew)

    def _write_anew(self) -> None:
        self._shown = None
        if self.isVisible():
            self.freshen()

    def stand_for(self, id_: int) -> int:
        """Take an incident, or the same one after a change; return how much there is to show."""
        self._reasons.put_by()
        self.new_claim.stand_for(id_)
        self._held = self._read(id_)
        return len(self._held.testimonies) + len(self._held.statements) if self._held else 0

    def _read(self, id_: int) -> Evidence | None:
        if self._desk.case is None or not id_:
            return None
        from dossier.case import find

        return find.evidence(self._desk.case, id_)

    def freshen(self) -> None:
        """Build the cards, if they are not the ones that stand there."""
        if self._held is None:
            return
        if without_choice(self._held) != self._shown:
            self._shown = without_choice(self._held)
            self._show(self._held)
        claims = {t.claim.id: t.claim for t in self._held.testimonies}
        for card in self.cards:
            card.show_choice(claims[card.claim.id])
            if card.reason is not None and card.claim.chosen:
                self._reasons.bring_back(card.claim, card.reason)

    # ---- building ------------------------------------------------------------------------

    def _show(self, evidence: Evidence) -> None:
        at = self.verticalScrollBar().value()
        self.cards = []
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.new_claim)
        self.new_claim.show()
        for figure in evidence.figures:
            self._add_figure(column, figure)
        self._add_others(column, evidence)
        self._add_statements(column, evidence)
        if not evidence.testimonies and not evidence.statements:
            column.addWidget(_nothing_yet())
        column.addStretch()
        show_page(self, page)
        self.verticalScrollBar().setValue(at)

    def _show_form(self) -> None:
        self.verticalScrollBar().setValue(0)

    def _add_figure(self, column: QVBoxLayout, figure: Figure) -> None:
        measure = terms.vocabulary("count_measure").label(figure.measure) or "Figures"
        column.addWidget(_caption(f"What the sources say: {measure}"))
        column.addWidget(label(figure.corroboration.words(notation.number), "small", wrap=True))
        for remark in figure.corroboration.remarks(notation.number):
            column.addWidget(label(remark[0].upper() + remark[1:], "warn", wrap=True))
        if len(figure.counts) > 1:
            column.addWidget(_verdict(figure))
        for testimony in figure.testimonies:
            self._add_card(column, testimony, choosable=True)

    def _add_others(self, column: QVBoxLayout, evidence: Evidence) -> None:
        counted = {t.claim.id for figure in evidence.figures for t in figure.testimonies}
        others = [t for t in evidence.testimonies if t.claim.id not in counted]
        if others:
            column.addWidget(_caption("Also said"))
        for testimony in others:
            self._add_card(column, testimony)

    def _add_card(
        self, column: QVBoxLayout, testimony: Testimony, *, choosable: bool = False
    ) -> None:
        card = ClaimCard(testimony, choosable=choosable, fixed=not self._desk.can_edit)
        if card.radio is not None:
            card.radio.clicked.connect(partial(self._choose, testimony.claim.id))
        if card.reason is not None:
            card.reason.left.connect(partial(self._give_reason, card))
            card.reason.edited.connect(partial(self._touch_reason, card))
        self._lead_to_source(card.link, testimony.passage)
        self.cards.append(card)
        column.addWidget(card)

    def _add_statements(self, column: QVBoxLayout, evidence: Evidence) -> None:
        if evidence.statements:
            column.addWidget(_caption("Statements"))
        for statement in evidence.statements:
            card = StatementCard(statement)
            self._lead_to_source(card.link, statement.passage)
            column.addWidget(card)

    def _lead_to_source(self, link: QToolButton | None, passage: Passage | None) -> None:
        if link is not None and passage is not None:
            link.clicked.connect(partial(self._read_passage, passage.citation.id))

    def _read_passage(self, citation: int, *_: object) -> None:
        self._desk.reading.emit("citation", citation)

    # ---- choosing ------------------------------------------------------------------------

    def _choose(self, claim: int, *_: object) -> None:
        self._desk.run(partial(_choose_claim, claim))
        for card in self.cards:  # also when nothing came of it
            card.show_choice(card.claim)

    def _give_reason(self, card: "ClaimCard") -> None:
        if card.reason is not None and card.reason.touched():
            with self._reasons.storing():
                self._desk.run(partial(_give_reason, card.claim.id, card.reason.words()))

    def _touch_reason(self, card: "ClaimCard") -> None:
        if card.reason is not None:
            self._reasons.touch(card.claim, card.reason)


class ClaimCard(QFrame):
    """One claim: figure, quoted words, how it came to us; the radio makes it the headline."""

    def __init__(
        self, testimony: Testimony, *, choosable: bool, fixed: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.claim = testimony.claim
        self.radio: QRadioButton | None = None
        self.reason: Prose | None = None
        self.link: QToolButton | None = None
        self.setProperty("ground", "card")
        self.setAccessibleName(heading(self.claim))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        if choosable and not testimony.struck:
            row.addWidget(self._radio(fixed=fixed), alignment=Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(3)
        row.addLayout(column, 1)
        self._write(column, testimony)
        if self.radio is not None:
            self.reason = Prose(f"Why {heading(self.claim)}")
            self.reason.setPlaceholderText("Why this figure?")
            self.reason.setReadOnly(fixed)
            column.addWidget(self.reason)

    def _radio(self, *, fixed: bool) -> QRadioButton:
        self.radio = QRadioButton()
        self.radio.setAccessibleName(f"Headline figure: {heading(self.claim)}")
        self.radio.setToolTip("Make this the headline figure")
        self.radio.setEnabled(not fixed)
        return self.radio

    def show_choice(self, claim: Claim) -> None:
        """Show whether this is the headline figure, and why."""
        self.claim = claim
        if self.radio is not None and self.reason is not None:
            self.radio.setChecked(claim.chosen)
            self.reason.setVisible(claim.chosen)
            self.reason.load(claim.rationale)

    def _write(self, column: QVBoxLayout, testimony: Testimony) -> None:
        top = QHBoxLayout()
        top.addWidget(_words(heading(self.claim), "h2"), 1)
        passage = testimony.passage
        if passage is not None:
            self.link = _source_link(passage)
            top.addWidget(self.link, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        stance = stance_words(self.claim.stance)
        if stance:
            column.addWidget(label(stance, "bad" if self.claim.stance in DENYING else "small"))
        column.addWidget(_words(f"“{quoted(testimony)}”"))
        if passage is not None:
            column.addWidget(_words(passage.chain_words(notation.current()), "small"))
        if passage is None:
            column.addWidget(label("No source is cited for this.", "warn", wrap=True))
        elif testimony.struck:
            column.addWidget(label("Its source is in the trash: not in briefs.", "warn", wrap=True))


class StatementCard(QFrame):
    """One statement: words, speaker with the role at that time, how it came to us."""

    def __init__(self, statement: Statement, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "card")
        self.setAccessibleName(f"Statement of {statement.who}")
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(3)
        text = statement.quote.text
        paraphrased = statement.quote.form in _FALSE_QUOTES
        column.addWidget(_words(text if paraphrased else f"“{text}”"))
        who = QHBoxLayout()
        who.addWidget(_words(statement.who, "strong"), 1)
        self.link = _source_link(statement.passage)
        who.addWidget(self.link, alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(who)
        facts = (statement.role, statement.quote.venue, notation.date(statement.quote.said))
        column.addWidget(_words("  ·  ".join(fact for fact in facts if fact), "small"))
        column.addWidget(_words(statement.passage.chain_words(notation.current()), "small"))
        if statement.passage.struck:
            column.addWidget(label("Its source is in the trash: not in briefs.", "warn", wrap=True))


# ---- words -------------------------------------------------------------------------------


def heading(claim: Claim) -> str:
    """Figure of a claim, else what it is about and what it says."""
    if claim.attribute == Attribute.COUNT:
        figure = notation.current().count(claim.count) if claim.count is not None else claim.stated
        return f"{figure} {claim.unit}".strip() if claim.unit else figure
    about = terms.vocabulary("claim_attribute").label(claim.attribute)
    return f"{about}: {claim.value or claim.stated}"


def quoted(testimony: Testimony) -> str:
    """Exact words of the source, else the words of the claim."""
    return testimony.passage.citation.exact if testimony.passage else testimony.claim.stated


def stance_words(stance: str) -> str:
    """Say the stance unless it is the plain one."""
    return "" if stance == Stance.ASSERTS else terms.vocabulary("stance").label(stance)


def without_choice(evidence: Evidence) -> Evidence:
    """Give what makes up the cards: all but which figure was chosen, and why."""
    return Evidence(
        Incident(),
        testimonies=tuple(
            dataclasses.replace(t, claim=dataclasses.replace(t.claim, chosen=False, rationale=""))
            for t in evidence.testimonies
        ),
        statements=evidence.statements,
        ties=evidence.ties,
    )


def _verdict(figure: Figure) -> QFrame:
    """Say whether the figures can all be true."""
    note = QFrame()
    row = QHBoxLayout(note)
    row.setContentsMargins(12, 8, 12, 8)
    agree = figure.agree
    note.setProperty("ground", "note-ok" if agree else "note-warn")
    said = (
        "The figures agree: all can be true at once."
        if agree
        else "The sources differ on the number. Choose the one to report."
    )
    row.addWidget(label(said, "" if agree else "warn", wrap=True))
    return note


def _nothing_yet() -> QLabel:
    return label(
        "No source says anything about this incident yet. What sources claim and what people said"
        " will stand here side by side.",
        "secondary",
        wrap=True,
    )


def _source_link(passage: Passage) -> QToolButton:
    """Make the button that shows a passage in its source."""
    link = QToolButton()
    link.setText(f"{passage.source.reference} {locators.words(passage.citation)}".strip())
    link.setProperty("look", "link")
    link.setAccessibleName(f"Show in source {passage.source.reference}")
    link.setToolTip("Show in source")
    return link


def _caption(words: str) -> QLabel:
    return label(words.upper(), "group", wrap=True)


def _words(text: str, look: str = "") -> QLabel:
    """Make a label whose words run the way their script does."""
    made = label(text, look, wrap=True)
    if direction_of(text) == Qt.LayoutDirection.RightToLeft:
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    return made


def _choose_claim(claim: int, case: "Case") -> None:
    from dossier.case import edits

    edits.choose_claim(case, claim)


def _give_reason(claim: int, reason: str, case: "Case") -> None:
    from dossier.case import edits

    edits.change(case, dataclasses.replace(case.get(Claim, claim), rationale=reason))
