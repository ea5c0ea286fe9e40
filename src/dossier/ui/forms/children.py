"""Records that belong to the record of a form: one row for each, opened to be edited in place."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from dossier.model.field import Field, Kind, Record
from dossier.ui.desk import Desk
from dossier.ui.forms.child import ChildRow
from dossier.ui.forms.typed import Typed, packed, unpacked
from dossier.ui.prompts import label

if TYPE_CHECKING:  # the case file is read after the window is shown
    from collections.abc import Sequence

_PAIR = len(("id", "fields"))


class ChildRows(QWidget):
    """Edits all records of one kind that one record owns, as rows.

    `left` follows each stay in a row: the moment to save; `restored` follows what was put back.
    Loading emits neither.
    """

    edited = Signal()
    left = Signal()
    restored = Signal()

    def __init__(self, desk: Desk, kind: Kind, tie: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.tie = kind, tie
        self.owner = 0
        self.rows: list[ChildRow] = []
        self._desk = desk
        self._stored: tuple[Record, ...] = ()
        self._sent: list[ChildRow] = []
        self._fixed = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.adder = QToolButton()
        self.adder.setText("Add")
        self.adder.setProperty("look", "link")
        self.adder.setAccessibleName(f"{tie.rows}: add")
        self.adder.setToolTip(f"Add to {tie.rows.lower()}")
        self.adder.clicked.connect(self.add)
        head = QHBoxLayout()
        head.addWidget(label(tie.rows.upper(), "group"), 1)
        head.addWidget(self.adder)
        self._column.addLayout(head)
        self._sentence = label("", "bad", wrap=True)
        self._sentence.hide()
        self._column.addWidget(self._sentence)
        self.setFocusProxy(self.adder)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no widget without one
        app.focusChanged.connect(self._follow_focus)

    # ---- showing -------------------------------------------------------------------------

    def load(self, owner: int) -> None:
        """Show what another record owns. Lines that nobody opened are kept, to say its rows."""
        focus = QApplication.focusWidget()
        for row in list(self.rows):
            if row.form is not None or (focus is not None and row.isAncestorOf(focus)):
                self._drop(row)
        self.owner = owner
        records = self._read()
        for row, record in zip(self.rows, records, strict=False):
            row.record = record
        for row in self.rows[len(records) :]:
            self._drop(row)
        self._take(records)

    def refresh(self) -> None:
        """Show it as the case has it; rows that are being edited stay."""
        self._take(self._read())

    def _read(self) -> "Sequence[Record]":
        case = self._desk.case
        if case is None or not self.owner:
            return ()
        return case.children(self.kind.record, self.tie.name, [self.owner])[self.owner]

    def _take(self, records: "Sequence[Record]") -> None:
        self._stored = tuple(records)
        self._sentence.hide()
        held = {row.record.id: row for row in self.rows if row.record.id}
        for record in records:
            if record.id not in held:
                held[record.id] = self._append()
            held[record.id].show_record(record)
        for row in [row for id_, row in held.items() if id_ not in {r.id for r in records}]:
            self._drop(row)
        new = [row for row in self.rows if not row.record.id]
        self._arrange([*(held[record.id] for record in records), *new])

    def set_fixed(self, *, fixed: bool) -> None:
        """Forbid or allow changes."""
        self._fixed = fixed
        self.adder.setVisible(not fixed)
        for row in self.rows:
            row.set_fixed(fixed=fixed)

    # ---- what the user changed -----------------------------------------------------------

    def changes(self) -> list[Record] | None:
        """Give the rows to store, in their order; None if they are stored so.

        A row that cannot be stored yet is left as it is stored, or left out if it is new.
        """
        self._sent = [row for row in self.rows if row.record.id or not row.problem()]
        wanted = [row.wanted() for row in self._sent]
        return wanted if tuple(wanted) != self._stored else None

    def settle(self, stored: "Sequence[Record]") -> None:
        """Take what the case made of the `changes`."""
        for row, record in zip(self._sent, stored, strict=True):
            row.settle(record)
        self._take(stored)

    def refuse(self, sentence: str) -> None:
        """Say why the case did not take the rows; they stay."""
        self._sentence.setText(sentence)
        self._sentence.show()

    def problem(self) -> str:
        """Why a row cannot be stored; "" if all can."""
        refused = self._sentence.text() if not self._sentence.isHidden() else ""
        return next(filter(None, (row.problem() for row in self.rows)), refused)

    def say_problems(self) -> None:
        """Say beneath the fields of each row what is wrong with them."""
        for row in self.rows:
            row.say_problems()

    def typed(self, *, wrong: bool = False) -> list[Any]:
        """Give what was entered and is not stored, or what of it cannot be, for `restore`.

        Row by row: the id of its record, and what was entered into its fields.
        """
        found = [(row, row.typed()) for row in self.rows if row.problem() or not wrong]
        return [[row.record.id, packed(typed)] for row, typed in found if typed]

    def restore(self, entered: Any) -> None:
        """Put back what was entered and not stored. A row that is gone meanwhile comes anew."""
        for row in [row for row in self.rows if not row.record.id]:
            self._drop(row)
        held = {row.record.id: row for row in self.rows}
        for id_, typed in _read(entered):
            if id_ in held:
                held[id_].restore(typed)
            elif typed:
                self._append().restore({name: Typed(one.entered) for name, one in typed.items()})
        self._arrange(self.rows)
        self.restored.emit()

    # ---- rows ----------------------------------------------------------------------------

    def add(self) -> None:
        """Add an empty row and go there."""
        row = self._append()
        self._arrange(self.rows)
        row.begin()

    def _append(self) -> ChildRow:
        row = ChildRow(self._desk, self.kind, self.tie)
        row.set_fixed(fixed=self._fixed)
        row.edited.connect(self.edited)
        row.ended.connect(self.left)
        row.removed.connect(partial(self._remove, row))
        row.moved.connect(partial(self._move, row))
        self.rows.append(row)
        self._column.addWidget(row)
        row.show()  # a layout would do so only later, and the focus cannot wait
        return row

    def _arrange(self, rows: "Sequence[ChildRow]") -> None:
        """Put the rows into this order, on the screen and for Tab."""
        before: QWidget = self.adder
        for at, row in enumerate(rows, start=1):
            if self._column.indexOf(row) != at + 1:
                self._column.insertWidget(at + 1, row)  # the heading and the sentence come first
            row.stand(at, len(rows))
            before = row.follow(before)
        self.rows = list(rows)

    def _move(self, row: ChildRow, by: int) -> None:
        at = self.rows.index(row) + by
        if not self.kind.ordered or not 0 <= at < len(self.rows):
            return
        rows = [held for held in self.rows if held is not row]
        rows.insert(at, row)
        self._arrange(rows)
        self._end()

    def _remove(self, row: ChildRow) -> None:
        at = self.rows.index(row)
        rest = [held for held in self.rows if held is not row]
        next_ = rest[min(at, len(rest) - 1)].head if rest else self.adder
        self._drop(row)
        self._arrange(self.rows)
        next_.setFocus()
        self._end()

    def _drop(self, row: ChildRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _end(self) -> None:
        self.edited.emit()
        self.left.emit()

    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        """End the stay in a row that the focus has left; an opened list takes it for a moment."""
        if old is None or QApplication.activePopupWidget() is not None:
            return
        for row in list(self.rows):
            if row.isAncestorOf(old) and not (now is not None and row.isAncestorOf(now)):
                self._leave(row)

    def _leave(self, row: ChildRow) -> None:
        if row.is_blank():
            self._drop(row)
            self._arrange(self.rows)
        elif row.differs():
            self.left.emit()


def _read(entered: Any) -> Iterator[tuple[int, dict[str, Typed]]]:
    """Give id and fields of each row; what has another shape is left out."""
    for one in entered if isinstance(entered, list) else ():
        if isinstance(one, list) and len(one) == _PAIR and isinstance(one[0], int):
            yield one[0], unpacked(one[1])
