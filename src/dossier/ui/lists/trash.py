"""The trash: everything that was moved there, since when and by whom, with the way back."""

from array import array
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from dossier.model.records import kind_named
from dossier.ui import notation
from dossier.ui.desk import LONG, Desk
from dossier.ui.icons import WITH_WORDS
from dossier.ui.lists.cells import Cell, TableColumn
from dossier.ui.lists.empty import EmptyState
from dossier.ui.lists.page import PAUSE_MS
from dossier.ui.lists.paged import PagedTable
from dossier.ui.lists.table import TableView
from dossier.ui.lists.wording import listed_words, restored
from dossier.ui.notation import number
from dossier.ui.prompts import label

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case, Changes
    from dossier.case.find import TrashRow
    from dossier.case.reading import Reading

_WAITS = (
    "What you move to the trash waits here, with all that belongs to it, until you restore it."
    " Briefs and lists leave it out."
)


class TrashTable(PagedTable):
    """What lies in the trash, last first."""

    def ask_ids(self) -> "Callable[[Reading], array[int]]":
        """Question for the ids of what lies there and matches the words."""
        return partial(_ids, self._words)

    def ask_rows(self, ids: "array[int]") -> "Callable[[Reading], Iterable[Any]]":
        """Question for what they are."""
        return partial(_rows, ids)


class TrashPage(QWidget):
    """Lists the trash of the case. `told` says that the rows shown or selected have changed."""

    told = Signal()

    def __init__(self, desk: Desk, restore: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stale = True
        self._total = 0
        self.model = TrashTable(desk, _COLUMNS, self)
        self.table = TableView(desk, self.model, "Trash")
        self.table.setSortingEnabled(False)
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._filter)
        self._build(restore)
        self.setFocusProxy(self.table)
        self.table.activated.connect(restore.trigger)
        self.model.filled.connect(self._show_state)
        self.table.picked_rows.connect(self._picked)
        desk.changed.connect(self._hear)
        desk.held.connect(self._picked)
        desk.notation_changed.connect(self._show_state)
        desk.opened.connect(self._reopen)
        desk.closed.connect(self._reopen)

    def _build(self, restore: QAction) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QWidget()
        head = QVBoxLayout(self._head)
        head.setContentsMargins(20, 16, 16, 10)
        head.setSpacing(10)
        line = QHBoxLayout()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label("Trash", "h1"))
        self.counts = label("", "small")
        words.addWidget(self.counts)
        line.addLayout(words, 1)
        line.addWidget(self._restore_button(restore))
        head.addLayout(line)
        head.addWidget(self._filter_box())
        column.addWidget(self._head)
        self._stack = QStackedLayout()
        self.nothing = EmptyState(self._desk.icons, "trash-2")
        self.nothing.say("The trash is empty", _WAITS)
        self.no_match = EmptyState(self._desk.icons, "search", first="Clear the filter")
        self.no_match.first_chosen.connect(self.filter_box.clear)
        column.addLayout(self._stack, 1)  # first: it shows what is added, in no window of its own
        for widget in (self.table, self.nothing, self.no_match):
            self._stack.addWidget(widget)

    def _restore_button(self, restore: QAction) -> QPushButton:
        self.restore_button = QPushButton("Restore")
        self.restore_button.setAccessibleName("Restore what is selected")
        self.restore_button.setProperty("look", "primary")
        self.restore_button.setIcon(self._desk.icons.icon("archive-restore", "on_accent"))
        self.restore_button.setIconSize(WITH_WORDS)
        self.restore_button.clicked.connect(restore.trigger)
        return self.restore_button

    def _filter_box(self) -> QLineEdit:
        self.filter_box = QLineEdit()
        self.filter_box.setAccessibleName("Filter the trash")
        self.filter_box.setPlaceholderText("Filter the trash by name")
        self.filter_box.setClearButtonEnabled(True)
        self.filter_box.addAction(
            self._desk.icons.icon("search", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )
        self.filter_box.textChanged.connect(self._pause.start)
        self.filter_box.returnPressed.connect(self._enter_table)
        return self.filter_box

    # ---- what others ask of it

    @property
    def narrowing(self) -> str:
        """Say what narrows it; "" if nothing does."""
        words = self.filter_box.text().strip()
        return f"“{words}”" if words else ""

    def clear_filter(self) -> None:
        """Show all that lies there."""
        self.filter_box.clear()

    @property
    def listed(self) -> str:
        """Say how many records are shown and selected."""
        return listed_words(self.model.rowCount(), self._total, self.table.count_selected())

    def restore_selected(self) -> None:
        """Take the selected records out of the trash; the notice bar offers to undo it."""
        case = self._desk.case
        if case is None or not self._desk.can_edit:
            return
        from dossier.case import find

        rows = self.table.selected_rows()
        ids = [self.model.id_at(row) for row in rows]
        if len(ids) > LONG:
            self._restore_many(case, find.trash_lying(case, ids), rows[0])
            return
        chosen = find.trash_rows(case, ids)
        if not chosen:
            return
        if self._desk.run(partial(_restore, chosen)):
            self._tell_restored(restored(chosen), rows[0])

    def _restore_many(self, case: "Case", chosen: list[tuple[str, int]], row: int) -> None:
        from dossier.case import edits

        what = f"{number(len(chosen))} records"
        told = partial(self._tell_restored, f"Restored {what}", row)
        self._desk.make(f"Restoring {what}", edits.restoring(case, chosen), told)

    def _tell_restored(self, words: str, row: int, *_: object) -> None:
        self._freshen()
        self.table.select_row(min(row, self.model.rowCount() - 1))
        self._desk.tell(words, undo=True)

    # ---- keeping up

    def _hear(self, changes: "Changes") -> None:
        del changes  # an edit of any record may move it here, or by whom it was last moved
        self._stale = True
        if self.isVisible():
            self._freshen()

    def _reopen(self) -> None:
        self._stale = True
        self.filter_box.clear()
        self._pause.stop()
        if self.isVisible():
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        """Catch up with what changed while the page was hidden."""
        self._freshen()
        super().showEvent(event)

    def _freshen(self) -> None:
        if self._stale:
            self._filter()

    def _filter(self) -> None:
        self._stale = False
        self.model.filter(self.filter_box.text().strip())

    def _show_state(self) -> None:
        from dossier.case import find

        words = self.model.words
        shown = self.model.rowCount()
        case = self._desk.case
        self._total = find.trash_count(case) if case is not None and words else shown
        noun = "record" if self._total == 1 else "records"
        of = "" if shown == self._total else f"{notation.number(shown)} of "
        self.counts.setText(f"{of}{notation.number(self._total)} {noun}, the last first")
        if shown:
            self._stack.setCurrentWidget(self.table)
        else:
            self.no_match.say(f"Nothing in the trash matches “{words}”", "Names are looked at.")
            self._stack.setCurrentWidget(self.no_match if words else self.nothing)
        self._head.setVisible(bool(shown or words))
        self._picked()

    def _picked(self) -> None:
        some = self.table.count_selected() > 0
        self.restore_button.setEnabled(some and self._desk.can_edit)
        self.told.emit()

    def _enter_table(self) -> None:
        self._pause.stop()
        self._filter()
        if self.model.rowCount():
            self.table.setFocus()
            self.table.select_row(max(0, self.table.currentIndex().row()))


def _ids(words: str, case: "Reading") -> "array[int]":
    from dossier.case import find

    return find.trash_ids(case, words)


def _rows(ids: "array[int]", case: "Reading") -> "list[TrashRow]":
    from dossier.case import find

    return find.trash_rows(case, ids)


def _restore(chosen: "list[TrashRow]", case: "Case") -> bool:
    from dossier.case import edits

    edits.restore_all(case, [(row.kind, row.id) for row in chosen])
    return True


def _what(row: "TrashRow") -> Cell:
    kind = kind_named(row.kind).about.label
    words = " ".join(row.title.split()) or kind
    return Cell(words, f"{kind}  ·  {row.reference}" if row.reference else kind)


def _when(row: "TrashRow") -> Cell:
    at = datetime.fromisoformat(row.at)
    return Cell(notation.day(at), notation.clock(at))


def _by(row: "TrashRow") -> Cell:
    return Cell(row.by or "–")


_COLUMNS = (
    TableColumn("What", "", 0, _what, stretches=True),
    TableColumn("Moved here", "", 130, _when, dated=True),
    TableColumn("By", "", 180, _by, least=480),
)
