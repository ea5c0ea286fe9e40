"""The page of one kind: title and counts, filter, table, and what to say when it is empty."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from dossier.model.field import Kind
from dossier.ui.curtain import Curtain
from dossier.ui.desk import LONG, Desk
from dossier.ui.later import Later
from dossier.ui.lists.columns import columns_of
from dossier.ui.lists.empty import EmptyState, guide_of
from dossier.ui.lists.head import ListHead
from dossier.ui.lists.memory import ListMemory
from dossier.ui.lists.model import RecordTable
from dossier.ui.lists.saving import SavedFilters
from dossier.ui.lists.table import TableView
from dossier.ui.lists.wording import (
    blank,
    can_begin,
    count_all,
    counts_line,
    disputed_words,
    listed_words,
    no_match,
    shows,
    trashed,
)
from dossier.ui.notation import number

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes
    from dossier.case.find import Concern

PAUSE_MS = 150
SHORTEST_FILTER = 2
NO_ID = 0
MOST_PLACED = 40  # more changed records than these are not placed one by one


class RecordPage(QWidget):
    """Lists the records of one kind. `selected` carries the id of the one chosen, 0 for none.

    `created` follows a new record, after it was selected: the moment to begin typing. `told` says
    that other rows, or more or fewer of them, are shown or selected.
    """

    selected = Signal(object)
    created = Signal(object)
    sample_wanted = Signal()
    sources_wanted = Signal()
    told = Signal()

    def __init__(self, desk: Desk, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._desk = desk
        self._guide = guide_of(kind)
        self._stale = True
        self._concern_held: Concern | None = None  # the few rows that are stale; None = any
        self._wanted = NO_ID  # to be selected when the rows of a case just opened are there
        self._wanted_top = NO_ID  # to stand at the top then
        self._current = NO_ID
        self.total = 0
        self.memory = ListMemory(desk.settings, kind.name)
        self.model = RecordTable(desk, kind, columns_of(kind), self)
        self.table = TableView(desk, self.model, kind.about.plural, memory=self.memory)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._filter)
        self._later = QTimer(self)  # what can wait until the rows are on the screen
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._ask_disputes)
        self._soon = Later(desk, self._freshen, self)
        self._curtain = Curtain(desk, self)
        self._build()
        self.table.chosen.connect(self._choose)
        self.table.picked_rows.connect(self.told)
        self.model.filled.connect(self._filled)
        self.filters.changed.connect(self._filter)
        desk.changed.connect(self._hear)
        desk.held.connect(self._allow)
        desk.leaving.connect(self._remember)
        desk.notation_changed.connect(self._show_state)
        desk.opened.connect(self._reopen)
        desk.closed.connect(self._reopen)
        if desk.case is not None:
            self._recall()

    # ---- building ------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = ListHead(self._desk, self.kind, self.model, self.table, self)
        self.filters, self.filter_box = self.head.filters, self.head.filter_box
        self.saved = SavedFilters(self._desk, self.kind, self.head, self.table)
        self.head.new_button.clicked.connect(self.new_record)
        self.filter_box.textChanged.connect(self._pause.start)
        self.filter_box.returnPressed.connect(self._enter_table)
        column.addWidget(self.head)
        self._stack = QStackedLayout()
        column.addLayout(self._stack, 1)  # first: it shows what is added, in no window of its own
        self.nothing = self._empty_state()
        self.no_match = self._no_match_state()
        for widget in (self.table, self.nothing, self.no_match):
            self._stack.addWidget(widget)

    def _empty_state(self) -> EmptyState:
        new = self._guide.first or f"New {self.kind.about.label.lower()}"
        sample = "Explore the sample case"
        state = EmptyState(self._desk.icons, self._guide.icon, first=new, second=sample)
        state.say(f"No {self.kind.about.plural.lower()} yet", self._guide.words)
        begin = self.sources_wanted if self._guide.first else self.new_record
        state.first_chosen.connect(begin)
        state.second_chosen.connect(self.sample_wanted)
        return state

    def _no_match_state(self) -> EmptyState:
        state = EmptyState(self._desk.icons, "search", first="Clear the filter")
        state.first_chosen.connect(self.clear_filter)
        return state

    # ---- what others ask of it -----------------------------------------------------------

    @property
    def current(self) -> int:
        """Id of the record that is selected; 0 if none is."""
        return self._current

    @property
    def listed(self) -> str:
        """Say how many records are shown and selected."""
        return listed_words(self.model.rowCount(), self.total, self.table.count_selected())

    @property
    def narrowing(self) -> str:
        """Say what narrows the list; "" if nothing does."""
        return self.saved.said if self.model.is_narrowed else ""

    def select(self, id: int) -> None:  # noqa: A002 - the word of the records
        """Select a record and show its row; a filter that hides it is cleared."""
        self._freshen()
        if self.model.row_of(id) < 0 and self.model.is_narrowed:
            self.clear_filter()
        self._wanted = id if self.model.is_waiting else NO_ID
        self.table.select_row(self.model.row_of(id))

    def clear_filter(self) -> None:
        """Show all records."""
        self.saved.narrow_anew("", {})
        self._filter()

    def new_record(self) -> None:
        """Add a record with a name to type over, and select it."""
        if not can_begin(self.kind):
            self._desk.tell(self._guide.words)
            return
        with self._curtain.over(self):  # the form is felt too
            added = self._desk.run(self._add)
            if added:
                self.select(added)
                self.created.emit(added)

    def _add(self, case: "Case") -> int:
        from dossier.case import edits

        return edits.add(case, blank(self.kind)).id

    def selected_ids(self) -> list[int]:
        """Ids of the selected records, in order."""
        return [self.model.id_at(row) for row in self.table.selected_rows()]

    def trash_selected(self) -> None:
        """Move the selected records to the trash; the notice bar offers to undo it."""
        rows, ids = self.table.selected_rows(), self.selected_ids()
        case = self._desk.case
        if case is None or not ids or not self._desk.can_edit:
            return
        if len(ids) > LONG:
            self._trash_many(case, ids, rows[0])
            return
        words = trashed(self.kind, list(case.get_many(self.kind.record, ids).values()))
        if self._desk.run(partial(self._trash, ids)):
            self._tell_trashed(words, rows[0])

    def _trash_many(self, case: "Case", ids: list[int], row: int) -> None:
        from dossier.case import edits

        what = f"{number(len(ids))} {self.kind.about.plural.lower()}"
        slices = edits.trashing(case, self.kind.name, ids)
        told = partial(self._tell_trashed, f"Moved {what} to the trash", row)
        self._desk.make(f"Moving {what} to the trash", slices, told)

    def _tell_trashed(self, words: str, row: int, *_: object) -> None:
        self._freshen()
        self.table.select_row(min(row, self.model.rowCount() - 1))
        self._desk.tell(words, undo=True)

    def _trash(self, ids: list[int], case: "Case") -> bool:
        from dossier.case import edits

        edits.trash(case, self.kind.name, ids)
        return True

    # ---- keeping up ----------------------------------------------------------------------

    def _hear(self, changes: "Changes") -> None:
        """Ask again if the change can show here; while hidden, on the next visit."""
        if changes.touched.keys() & shows(self.kind.name):
            concern = self._concern(changes)
            held = self._concern_held
            if not self._stale:
                self._concern_held = concern
            elif held is not None and concern is not None:
                self._concern_held = _both(held, concern)
            else:
                self._concern_held = None
            self._stale = True
            if self.isVisible():
                self._soon.ask()

    def _allow(self) -> None:
        """Offer what can be done now, while a long edit runs and after it."""
        self.head.new_button.setEnabled(self._desk.can_edit)
        self.nothing.allow(enabled=self._desk.can_edit or bool(self._guide.first))

    def _concern(self, changes: "Changes") -> "Concern | None":
        """Records to place anew after a change; None if all must be asked for again."""
        from dossier.case import find

        case = self._desk.case
        if case is None:
            return None
        concern = find.concerned(case, self.kind.name, changes.step, changes.touched)
        if concern is None or len(concern.ids) > MOST_PLACED:
            return None
        return None if concern.others and self.model.rests_on_others else concern

    def _reopen(self) -> None:
        self._current = NO_ID
        self._stale, self._concern_held = True, None
        self.filter_box.clear()
        self._recall()
        self._pause.stop()
        self._filter()

    def _recall(self) -> None:
        """Take up the filters and the selection that this case was left with."""
        case = self._desk.case
        self.filters.load(self.memory.filters(case) if case is not None else {})
        self._wanted = self.memory.record(case) if case is not None else NO_ID
        self._wanted_top = self.memory.top(case) if case is not None else NO_ID

    def _remember(self) -> None:
        case = self._desk.case
        if case is not None and not self._wanted:
            self.memory.keep_record(case, self._current)
            self.memory.keep_top(case, self.table.top_id)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        """Catch up with what changed while the page was hidden."""
        self._soon.ask()
        super().showEvent(event)

    def _freshen(self) -> None:
        if not self._stale:
            return
        concern = self._concern_held
        self._stale, self._concern_held = False, None
        if concern is not None:
            renew = partial(self.model.renew, concern.ids, others=concern.others)
            self.table.keep(renew)
            self._show_state()
        else:
            self._narrow()

    def _filter(self) -> None:
        words, filters = self._asked_words(), self.filters.filters
        asked = (self.model.words, self.model.filters)
        if (words, dict(filters)) != asked or self._stale:
            self._stale, self._concern_held = False, None
            case = self._desk.case
            if case is not None and dict(filters) != asked[1]:
                self.memory.keep_filters(case, filters)
            self._narrow()
        else:
            self._show_state()

    def _asked_words(self) -> str:
        words = self.filter_box.text().strip()
        return words if len(words) >= SHORTEST_FILTER else ""

    def _narrow(self) -> None:
        self.model.narrow(self._asked_words(), self.filters.filters)

    def _filled(self) -> None:
        """Show the rows that were asked for."""
        wanted, self._wanted = self._wanted, NO_ID
        top, self._wanted_top = self._wanted_top, NO_ID
        if top:  # once the table is laid out
            scroll = partial(self.table.show_at_top, self.model.row_of(top))
            QTimer.singleShot(0, self.table, scroll)
        if wanted and (row := self.model.row_of(wanted)) >= 0:
            self.table.select_row(row)
        self._show_state()

    def _show_state(self) -> None:
        """Show the table, or why there is nothing in it, and the counts."""
        narrowed = self.model.is_narrowed
        self._allow()
        if self.model.is_waiting:
            return
        shown = self.model.rowCount()
        self._take_total(self.total if narrowed else shown)
        if narrowed:
            self._desk.asking.ask(self, partial(count_all, self.kind), self._take_total)
        self._later.start()
        if shown:
            self._stack.setCurrentWidget(self.table)
        elif narrowed:
            self.no_match.say(*no_match(self.model.words))
            self._stack.setCurrentWidget(self.no_match)
        else:
            self._stack.setCurrentWidget(self.nothing)
        self.head.setVisible(bool(shown or narrowed))
        self.told.emit()

    def _take_total(self, total: int) -> None:
        """Say how many there are; at first, where rows are left out, how many there were."""
        self.total = total
        counted = counts_line(self.kind, self.model.rowCount(), total)
        self.head.counts.setText(counted if self._desk.case is not None else "")
        self.told.emit()

    def _ask_disputes(self) -> None:
        if self.model.rowCount() and not self.model.is_narrowed:
            self._desk.asking.ask(
                self._later, partial(disputed_words, self.kind), self._add_disputes
            )

    def _add_disputes(self, words: str) -> None:
        if not self.model.is_narrowed:
            self.head.counts.setText(counts_line(self.kind, self.total, self.total) + words)

    def _choose(self, id_: int) -> None:
        if id_ != self._current:
            self._current = id_
            self.selected.emit(id_)

    def _enter_table(self) -> None:
        """Go from the filter to the first row."""
        self._pause.stop()
        self._filter()
        if self.model.rowCount():
            self.table.setFocus()
            self.table.select_row(max(0, self.table.currentIndex().row()))


def _both(one: "Concern", other: "Concern") -> "Concern | None":
    from dossier.case.find import Concern

    ids = one.ids | other.ids
    return Concern(ids, one.others or other.others) if len(ids) <= MOST_PLACED else None
