"""The page of judgements: the list, and beside it the matrix in which hypotheses are weighed."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from dossier.model.field import Kind
from dossier.model.records import Exhibit, Hypothesis, Judgement, kind_named
from dossier.model.terms import HypothesisKind, JudgementKind
from dossier.ui.desk import Desk
from dossier.ui.eliding import ElidingButton, ElidingLabel
from dossier.ui.icons import WITH_WORDS
from dossier.ui.judgements.listed import JudgementList
from dossier.ui.judgements.matrix import MatrixPane
from dossier.ui.lists.empty import EmptyState
from dossier.ui.lists.wording import trashed
from dossier.ui.notation import counted

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes

_SHOWS = frozenset(
    {"judgement", "judgement_link", "hypothesis", "exhibit", "rating"}
    | {"incident", "claim", "quote", "citation", "text", "source", "attribution", "actor"}
)
_WORDS = (
    "A judgement is what you conclude: how likely it is, how confident you are, and what it rests"
    " on. Assumptions, alternatives, gaps and indicators stand here too."
)


class JudgementsPage(QWidget):
    """Lists judgements. `selected` carries the id of the record chosen, 0 for none.

    `created` follows a new record, after it was selected: the moment to begin typing. `told` says
    that more or fewer are shown.
    """

    selected = Signal(object)
    created = Signal(object)
    sample_wanted = Signal()
    told = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._count = 0
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.counts = ElidingLabel("", "small")
        self.tabs = QTabWidget()
        self.list = JudgementList(desk)
        self.matrix = MatrixPane(desk)
        self.nothing = EmptyState(
            desk.icons, "scale", first="New judgement", second="Explore the sample case"
        )
        self.nothing.say("No judgements yet", _WORDS)
        self.stack = QStackedWidget()
        self._build()
        self.list.picked.connect(self._choose)
        self.list.moved.connect(self._move)
        self.list.activated.connect(self._enter)
        self.matrix.picked.connect(self._choose)
        self.matrix.entered.connect(self._enter)
        self.matrix.changed_order.connect(self.told)
        self.nothing.first_chosen.connect(self.new_record)
        self.nothing.second_chosen.connect(self.sample_wanted)
        desk.changed.connect(self._hear)
        desk.held.connect(self._allow)
        desk.taken_back.connect(self.freshen)
        desk.notation_changed.connect(self.freshen)
        desk.opened.connect(self._reopen)
        desk.closed.connect(self._reopen)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(20, 16, 16, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidingLabel("Judgements", "h1"))
        words.addWidget(self.counts)
        head.addLayout(words, 1)
        self.evidence_button = self._button("Add evidence", "", self.add_evidence)
        self.new_button = self._button("New judgement", "primary", self._begin)
        for button in (self.evidence_button, self.new_button):
            head.addWidget(button)
        for widget in (self.list, self.nothing):
            self.stack.addWidget(widget)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setAccessibleName("Judgements or hypotheses")
        self.tabs.addTab(self.stack, "Judgements")
        self.tabs.addTab(self.matrix, "Hypotheses")
        self.tabs.currentChanged.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.tabs, 1)

    def _button(self, words: str, look: str, slot: Callable[[], None]) -> ElidingButton:
        button = ElidingButton(words)
        button.setProperty("look", look)
        button.setIcon(self._desk.icons.icon("plus", "on_accent" if look else "text"))
        button.setIconSize(WITH_WORDS)
        button.clicked.connect(slot)
        return button

    # ---- what others ask of it

    @property
    def weighs(self) -> bool:
        """Whether the matrix is in front."""
        return self.tabs.currentWidget() is self.matrix

    @property
    def kind(self) -> Kind:
        """Kind of the record that is chosen."""
        return kind_named(self.matrix.current[0] if self.weighs else "judgement")

    @property
    def current(self) -> int:
        """Id of the record that is chosen; 0 if none is."""
        return self.matrix.current[1] if self.weighs else self.list.current

    @property
    def listed(self) -> str:
        """Say how many records are shown."""
        return f"{self._count} shown" if not self.weighs else ""

    @property
    def narrowing(self) -> str:
        """Nothing narrows it."""
        return ""

    def place(self) -> QWidget:
        """The widget that takes the focus."""
        if self.weighs:
            return self.matrix.place()
        return self.list if self._count else self.nothing.first

    def select(self, id: int) -> None:  # noqa: A002 - the word of the records
        """Show a judgement, a hypothesis or a row of the matrix, and choose it."""
        self._freshen()
        row = self.list.held.row_of(id)
        if row >= 0:
            self.tabs.setCurrentWidget(self.stack)
            self.list.setCurrentIndex(self.list.held.index(row))
        elif self.matrix.select(id):
            self.tabs.setCurrentWidget(self.matrix)

    def new_record(self) -> None:
        """Add one more of what is chosen: a judgement of its kind, evidence, else a hypothesis."""
        if self.weighs and self.kind.name == "exhibit":
            self.add_evidence()
            return
        if self.weighs:
            self.add_hypothesis()
            return
        chosen = self.list.chosen
        kind = chosen.judgement.kind if chosen else JudgementKind.KEY_JUDGEMENT.value
        self._add(Judgement(text="New judgement", kind=kind))

    def add_hypothesis(self) -> None:
        """Add a column to the matrix."""
        self._add(Hypothesis(title="New hypothesis", kind=self._wanted_kind()))

    def add_evidence(self) -> None:
        """Add a row to the matrix."""
        self.tabs.setCurrentWidget(self.matrix)
        self._add(Exhibit(title="New evidence"))

    def _begin(self) -> None:
        """Do what the button says."""
        if self.weighs:
            self.add_hypothesis()
        else:
            self.new_record()

    def _wanted_kind(self) -> str:
        """The kind that is missing: two answers first, then a null and a deception."""
        kinds = [one.kind for one in self.matrix.held.hypotheses]
        asked = (HypothesisKind.NULL, HypothesisKind.DECEPTION)
        missing = [kind.value for kind in asked if kind not in kinds]
        enough = len(kinds) > 1
        return missing[0] if missing and enough else HypothesisKind.ANSWER.value

    def _add(self, record: Judgement | Hypothesis | Exhibit) -> None:
        if not self._desk.can_edit:
            return
        added = self._desk.run(partial(_added, record))
        if added:
            self.select(added)
            self.created.emit(added)

    def trash_selected(self) -> None:
        """Move what is chosen to the trash; the notice bar offers to undo it."""
        case, id_, kind = self._desk.case, self.current, self.kind
        if case is None or not id_ or not self._desk.can_edit or kind.name == "rating":
            return
        words = trashed(kind, [case.get(kind.record, id_)])
        if self._desk.run(partial(_trash, kind.name, id_)):
            self._freshen()
            self._desk.tell(words, undo=True)

    # ---- keeping up

    def _hear(self, changes: "Changes") -> None:
        if changes.touched.keys() & _SHOWS:
            self._stale = True
            if self.isVisible():
                self._freshen()

    def _reopen(self) -> None:
        self._stale = True
        self.list.show_all([])
        self.matrix.clear()
        if self.isVisible():
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        """Catch up with what changed while the page was hidden."""
        self._freshen()
        super().showEvent(event)

    def freshen(self) -> None:
        """Ask again."""
        self._stale = True
        self._freshen()

    def _freshen(self) -> None:
        if not self._stale:
            return
        self._stale = False
        from dossier.case import find

        judged = self._desk.run(find.judgements) or []
        matrix = self._desk.run(find.hypotheses)
        self._count = len(judged)
        self.list.show_all(judged)
        if matrix is not None:
            self.matrix.show_matrix(matrix)
        self.stack.setCurrentWidget(self.list if judged else self.nothing)
        self._show_counts()

    def _show_counts(self) -> None:
        held = self.matrix.held
        if self.weighs:
            evidence = counted(len(held.rows), "row of evidence", "rows of evidence")
            of = counted(len(held.hypotheses), "hypothesis", "hypotheses")
            self.counts.say(f"{of}  ·  {evidence}")
        else:
            self.counts.say(counted(self._count, "judgement", "judgements"))
        self._allow()
        self.setFocusProxy(self.place())  # whoever goes to the page goes to what is in front
        self.told.emit()

    def _allow(self) -> None:
        """Offer what can be done now."""
        self.new_button.say("New hypothesis" if self.weighs else "New judgement")
        self.evidence_button.setVisible(self.weighs)
        self.new_button.setVisible(self.weighs or bool(self._count))
        for button in (self.new_button, self.evidence_button, self.nothing.first):
            button.setEnabled(self._desk.can_edit)
        self.matrix.allow()

    def _turn(self) -> None:
        self._show_counts()
        self.selected.emit(self.current)

    def _choose(self) -> None:
        self.selected.emit(self.current)

    def _enter(self) -> None:
        if self.current:
            self.created.emit(self.current)

    def _move(self, id_: int, by: int) -> None:
        if self._desk.can_edit:
            self._desk.run(partial(_moved, id_, by))


def _added(record: Judgement | Hypothesis | Exhibit, case: "Case") -> int:
    from dossier.case import judging

    return judging.add(case, record).id


def _moved(id_: int, by: int, case: "Case") -> bool:
    from dossier.case import judging

    return judging.move(case, "judgement", id_, by)


def _trash(kind: str, id_: int, case: "Case") -> bool:
    from dossier.case import edits

    edits.trash(case, kind, [id_])
    return True
