"""The choice of records that a redacted edition withholds: found by typing, listed, taken out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from dossier.ui.desk import Desk
from dossier.ui.eliding import ElidingButton
from dossier.ui.forms.record_line import Found, RecordLine
from dossier.ui.prompts import label, name_by

KINDS = ("incident", "quote", "source", "actor", "place")
_NAME = "Withhold these too"
_PADDING = 5  # pixels of border and padding around the rows
_SHOWN = 4  # rows; more are scrolled to
_FOUND = Qt.ItemDataRole.UserRole
_DELETE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class WithheldRecords(QWidget):
    """Lists them. `changed` follows what is typed, added or taken out."""

    changed = Signal()

    def __init__(self, desk: Desk, records: Sequence[Found]) -> None:
        super().__init__()
        self.line = RecordLine(_NAME, desk, KINDS)
        self.line.setPlaceholderText("Incident, quote, source, person or place")
        self.list = QListWidget()
        self.list.setProperty("look", "offers")
        self.list.setAccessibleName("Records that are withheld")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.installEventFilter(self)
        self.away = ElidingButton("Remove from the list")
        self.away.setAutoDefault(False)
        self._build()
        for record in records:
            self._add(record)
        self.line.chosen.connect(self.add)
        self.line.textChanged.connect(self.changed)
        self.list.currentRowChanged.connect(self._follow)
        self.away.clicked.connect(self.remove)
        self._follow()

    def _build(self) -> None:
        heading = label(_NAME, "field")
        foot = QHBoxLayout()
        foot.addWidget(self.away)
        foot.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (heading, self.line, self.list):
            column.addWidget(widget)
        column.addLayout(foot)
        name_by(heading, self.line)

    @property
    def records(self) -> tuple[int, ...]:
        """Ids of the records that are listed."""
        return tuple(self._found(row).id for row in range(self.list.count()))

    @property
    def unfinished(self) -> str:
        """Words that are typed, and no record yet."""
        return self.line.text().strip()

    def add(self, record: Found) -> None:
        """List a record, and mark its row; one that is listed already is only marked."""
        if record.id not in self.records:
            self._add(record)
        self.list.setCurrentRow(self.records.index(record.id))
        self._follow()
        self.changed.emit()

    def remove(self) -> None:
        """Take the marked record out."""
        if self.list.currentRow() < 0:
            return
        self.list.takeItem(self.list.currentRow())
        (self.list if self.list.count() else self.line).setFocus()
        self._follow()
        self.changed.emit()

    def _add(self, record: Found) -> None:
        item = QListWidgetItem(record.words)
        item.setData(_FOUND, record)
        self.list.addItem(item)

    def _found(self, row: int) -> Found:
        held = self.list.item(row).data(_FOUND)
        assert isinstance(held, Found)  # noqa: S101 - put there by _add; a variant has any type
        return held

    def _follow(self) -> None:
        """Show as many rows as there are, up to a few."""
        many = self.list.count()
        for widget in (self.list, self.away):
            widget.setVisible(bool(many))
        self.list.ensurePolished()  # the style says how high a row is
        row = self.list.sizeHintForRow(0) if many else 0
        self.list.setFixedHeight(row * min(many, _SHOWN) + 2 * _PADDING)
        self.away.setEnabled(self.list.currentRow() >= 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - overrides Qt
        """Take Delete in the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in _DELETE:
            self.remove()
            return True
        return super().eventFilter(watched, event)
