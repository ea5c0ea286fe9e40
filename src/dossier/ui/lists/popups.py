"""Small windows under a filter chip: values to choose from with their counts, or dates."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dossier.model.dates import Reported
from dossier.ui.desk import Desk
from dossier.ui.lists.facets import Facet
from dossier.ui.notation import day_and_other, number
from dossier.ui.painting import Hand, Index, RowDelegate
from dossier.ui.prompts import label
from dossier.ui.theme import Step

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.find import Value

_VALUE = Qt.ItemDataRole.UserRole
_TICKED = Qt.ItemDataRole.UserRole + 1
_ROW, _ROWS, _WIDTH, _PAD = 32, 10, 280, 10
_MANY = 12  # so many values are worth a line to find one by
_CTRL = Qt.KeyboardModifier.ControlModifier


class ValueList(QListWidget):
    """Values with their counts. `picked` carries a key, and whether it is one more beside others.

    A click or Enter picks one value alone, Ctrl or Space adds it, as lists of files do.
    """

    picked = Signal(str, bool)

    def __init__(self, desk: Desk, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = desk.theme
        self.setProperty("look", "hits")
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_ValueDelegate(desk, self))
        self.itemClicked.connect(self._clicked)

    def offer(self, values: Sequence["Value"]) -> None:
        """Show these values."""
        self.clear()
        for value in values:
            item = QListWidgetItem(value.label, self)
            item.setData(_VALUE, value)
        self.setFixedHeight(self._theme.pixels(_ROW) * max(1, min(len(values), _ROWS)) + 4)
        self.setCurrentRow(0)

    def mark(self, chosen: Sequence[str]) -> None:
        """Tick the chosen values."""
        for row in range(self.count()):
            item = self.item(row)
            value: Value = item.data(_VALUE)
            ticked = value.key in chosen
            item.setData(_TICKED, ticked)
            said = f"{value.label}, {number(value.count)}" + (", chosen" if ticked else "")
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Enter picks, Space and Ctrl+Enter add."""
        item = self.currentItem()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.currentRow() >= 0 and (enter or event.key() == Qt.Key.Key_Space):
            self._pick(item, adding=not enter or bool(event.modifiers() & _CTRL))
            return
        super().keyPressEvent(event)

    def _clicked(self, item: QListWidgetItem) -> None:
        self._pick(item, adding=bool(QApplication.keyboardModifiers() & _CTRL))

    def _pick(self, item: QListWidgetItem, *, adding: bool) -> None:
        value: Value = item.data(_VALUE)
        self.picked.emit(value.key, adding)


class _ValueDelegate(RowDelegate):
    """Paints a tick, a value and its count."""

    def height(self, index: Index) -> int:  # noqa: ARG002 - all rows are alike
        """One line."""
        return _ROW

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one value."""
        value: Value = index.data(_VALUE)
        self.draw_ground(painter, option, option.rect.adjusted(2, 1, -2, -1), "selected")
        inside = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        ticked = bool(index.data(_TICKED))
        if ticked:
            self.draw_icon(painter, option, inside, "check", "accent")
        count = Hand(Step.SMALL, "text2")
        taken = self.draw_words(painter, option, inside, number(value.count), count, at_end=True)
        start = self.theme.pixels(16) + _PAD
        words = inside.adjusted(start, 0, -taken - _PAD, 0)
        self.draw_words(painter, option, words, value.label, Hand(strong=ticked))


class FacetPopup(QFrame):
    """A popup of one filter. `chose` carries what is chosen now, by the keys of the facet.

    It frees itself when it closes.
    """

    chose = Signal(object)

    def __init__(self, desk: Desk, facet: Facet, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.facet = facet
        self._theme = desk.theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("ground", "menu")
        self.setAccessibleName(f"Filter by {facet.title.lower()}")
        self.list = ValueList(desk, facet.title, self)
        self.clear_button = QPushButton("Clear")
        self.clear_button.setAccessibleName(f"Clear the filter by {facet.title.lower()}")
        self.clear_button.clicked.connect(self.clear)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(6)

    def finish(self) -> None:
        """Lay out the list and the foot under what a subclass has put above."""
        self.setFixedWidth(self._theme.pixels(_WIDTH))
        self.column.addWidget(self.list)
        foot = QHBoxLayout()
        foot.addWidget(label("Ctrl or Space adds one more", "small"), 1)
        foot.addWidget(self.clear_button)
        self.column.addLayout(foot)

    def clear(self) -> None:
        """Choose nothing."""
        raise NotImplementedError

    def open_under(self, chip: QWidget) -> None:
        """Show it under a chip, inside the screen."""
        self.adjustSize()
        corner = chip.mapToGlobal(QPoint(0, chip.height() + 4))
        if chip.isRightToLeft():
            corner.setX(corner.x() + chip.width() - self.width())
        room = chip.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.move(corner)
        self.show()


class ValuesPopup(FacetPopup):
    """Values of a word list or records; of many, a line finds one by its beginning."""

    def __init__(
        self,
        desk: Desk,
        facet: Facet,
        values: Sequence["Value"],
        chosen: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, facet, parent)
        self._values = tuple(values)
        self._chosen = tuple(chosen)
        self.finder = QLineEdit()
        self.finder.setAccessibleName(f"Find among {facet.title.lower()}")
        self.finder.setPlaceholderText("Type to find one")
        self.finder.textChanged.connect(self._narrow)
        self.finder.returnPressed.connect(self.list.setFocus)
        self.finder.setVisible(len(values) > _MANY)
        self.column.addWidget(self.finder)
        self.finish()
        self.list.picked.connect(self._pick)
        self._narrow("")
        (self.finder if len(values) > _MANY else self.list).setFocus()

    def clear(self) -> None:
        """Choose nothing, and close."""
        self.chose.emit({self.facet.key: ()})
        self.close()

    def _narrow(self, typed: str) -> None:
        wanted = typed.casefold().split()
        self.list.offer(
            [v for v in self._values if all(word in v.label.casefold() for word in wanted)]
        )
        self.list.mark(self._chosen)

    def _pick(self, key: str, adding: bool) -> None:  # noqa: FBT001 - a signal's argument
        if adding and key in self._chosen:
            self._chosen = tuple(held for held in self._chosen if held != key)
        elif adding:
            self._chosen = (*self._chosen, key)
        else:
            self._chosen = () if self._chosen == (key,) else (key,)
        self.list.mark(self._chosen)
        self.chose.emit({self.facet.key: self._chosen})
        if not adding:
            self.close()


class DatesPopup(FacetPopup):
    """From and to as dates in words or EDTF, and the months that there are."""

    def __init__(
        self,
        desk: Desk,
        facet: Facet,
        months: Sequence["Value"],
        chosen: tuple[str, str],
        parent: QWidget,
    ) -> None:
        super().__init__(desk, facet, parent)
        self._ends = list(chosen)
        row = QHBoxLayout()
        self.lines = (self._line("From", 0), self._line("To", 1))
        for line in self.lines:
            row.addWidget(line)
        self.said = label("", "bad", wrap=True)
        self.said.hide()
        self.column.addLayout(row)
        self.column.addWidget(self.said)
        self.finish()
        self.list.offer(months)
        self.list.picked.connect(self._pick)
        self._show()
        self.lines[0].setFocus()

    def _line(self, name: str, at: int) -> QLineEdit:
        line = QLineEdit()
        line.setObjectName(str(at))
        line.setAccessibleName(name)
        line.setPlaceholderText(f"{name}: 22 June 2021" if at == 0 else name)
        line.editingFinished.connect(self._read)
        return line

    def clear(self) -> None:
        """Choose no dates, and close."""
        self._ends = ["", ""]
        self._tell()
        self.close()

    def _read(self) -> None:
        """Take what was typed, if it is a date."""
        line = self.sender()
        if not isinstance(line, QLineEdit) or line.text() == line.property("shown"):
            return
        typed = line.text().strip()
        read = Reported.of(typed)
        known = not typed or read.bounds is not None
        line.setProperty("wrong", not known)
        line.style().polish(line)
        self.said.setText("" if known else f"“{typed}” is not a date. Write 2021-06-22.")
        self.said.setVisible(not known)
        if known:
            self._ends[int(line.objectName())] = read.edtf or ""
            self._tell()

    def _pick(self, month: str, adding: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Take one month; with Ctrl, all up to it or from it on."""
        first, last = (end or month for end in self._ends)
        if adding:
            held = sorted((first, last, month), key=_first_minute)
            self._ends = [held[0], held[-1]]
        else:
            self._ends = ["", ""] if self._ends == [month, month] else [month, month]
        self._tell()
        if not adding:
            self.close()

    def _tell(self) -> None:
        self._show()
        self.chose.emit(
            dict(zip(self.facet.keys, ((e,) if e else () for e in self._ends), strict=True))
        )

    def _show(self) -> None:
        for line, end in zip(self.lines, self._ends, strict=True):
            line.setText(day_and_other(Reported("", end))[0] if end else "")
            line.setProperty("shown", line.text())
        self.list.mark([end for end in self._ends if end])


def _first_minute(edtf: str) -> int:
    bounds = Reported("", edtf).bounds
    return bounds.lower if bounds and bounds.lower is not None else 0
