"""Small windows under a filter chip: values to choose from with their counts, or dates."""

from collections.abc import Sequence
from enum import StrEnum
from functools import partial
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
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dossier.model.dates import Reported
from dossier.model.direction import isolated
from dossier.ui.desk import Desk
from dossier.ui.lists.choice import OFFERS, Choice, Way, way_of
from dossier.ui.lists.facets import Facet
from dossier.ui.notation import day_and_other, number
from dossier.ui.painting import Hand, Index, RowDelegate
from dossier.ui.prompts import label
from dossier.ui.theme import Step

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.find import Value

_VALUE = Qt.ItemDataRole.UserRole
_MARK = Qt.ItemDataRole.UserRole + 1
_ROW, _ROWS, _WIDTH, _PAD = 32, 10, 280, 10
_MANY = 12  # so many values are worth a line to find one by
UNKNOWN = -1  # count of a value that is not counted


class Mark(StrEnum):
    """How a value stands in the list: chosen, or shut out, as the icon beside it says."""

    NONE = ""
    MET = "check"
    SHUT = "ban"


class ValueList(QListWidget):
    """Values with their counts. `picked` carries a key and the Way in which it is taken.

    A click or Enter takes one value alone, Ctrl "and", Shift or Space "or", Alt "not"; a menu at
    the row says so.
    """

    picked = Signal(str, object)

    def __init__(
        self, desk: Desk, name: str, ways: Sequence[Way], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = desk.theme
        self._ways = tuple(ways)
        self.setProperty("look", "hits")
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_ValueDelegate(desk, self))
        self.setUniformItemSizes(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_ways)
        self.itemClicked.connect(self._clicked)

    def offer(self, values: Sequence["Value"]) -> None:
        """Show these values."""
        self.clear()
        for value in values:
            item = QListWidgetItem(value.label)
            item.setData(_VALUE, value)
            _mark(item, Mark.NONE)
            self.addItem(item)  # last: of what it is told before, the list need not hear
        self.setFixedHeight(self._theme.pixels(_ROW) * max(1, min(len(values), _ROWS)) + 4)
        self.setCurrentRow(0)

    def mark(self, met: Sequence[str], shut: Sequence[str] = ()) -> None:
        """Mark the values that are chosen, and those that are shut out."""
        for row in range(self.count()):
            item = self.item(row)
            value: Value = item.data(_VALUE)
            mark = Mark.MET if value.key in met else Mark.SHUT if value.key in shut else Mark.NONE
            if mark != item.data(_MARK):
                _mark(item, mark)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Enter takes a value in the way that the keys held say, Space one more."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if self.currentRow() >= 0 and (enter or event.key() == Qt.Key.Key_Space):
            self._pick(self.currentItem(), way_of(event.modifiers()) if enter else Way.OR)
            return
        super().keyPressEvent(event)

    def _clicked(self, item: QListWidgetItem) -> None:
        self._pick(item, way_of(QApplication.keyboardModifiers()))

    def _show_ways(self, at: QPoint) -> None:
        item = self.itemAt(at)
        if item is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for way in self._ways:
                menu.addAction(OFFERS[way]).triggered.connect(partial(self._pick, item, way))
            menu.popup(self.viewport().mapToGlobal(at))

    def _pick(self, item: QListWidgetItem, way: Way, *_: object) -> None:
        value: Value = item.data(_VALUE)
        self.picked.emit(value.key, way)


def _mark(item: QListWidgetItem, mark: Mark) -> None:
    """Mark a value, for the eye and for screen readers."""
    value: Value = item.data(_VALUE)
    said = {Mark.MET: ", chosen", Mark.SHUT: ", shut out", Mark.NONE: ""}
    item.setData(_MARK, mark)
    words = f"{value.label}, {_counted(value)}" if _counted(value) else value.label
    item.setData(Qt.ItemDataRole.AccessibleTextRole, words + said[mark])


def _counted(value: "Value") -> str:
    return "" if value.count == UNKNOWN else number(value.count)


class _ValueDelegate(RowDelegate):
    """Paints a mark, a value and its count."""

    def height(self, index: Index) -> int:  # noqa: ARG002 - all rows are alike
        """One line."""
        return _ROW

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one value."""
        value: Value = index.data(_VALUE)
        self.draw_ground(painter, option, option.rect.adjusted(2, 1, -2, -1), "selected")
        inside = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        mark = Mark(index.data(_MARK) or Mark.NONE)
        if mark:
            self.draw_icon(painter, option, inside, mark, "accent" if mark is Mark.MET else "bad")
        count = Hand(Step.SMALL, "text2")
        taken = self.draw_words(painter, option, inside, _counted(value), count, at_end=True)
        start = self.theme.pixels(16) + _PAD
        words = inside.adjusted(start, 0, -taken - _PAD, 0)
        shown = f"not {isolated(value.label)}" if mark is Mark.SHUT else value.label
        self.draw_words(painter, option, words, shown, Hand(strong=mark is Mark.MET))


class FacetPopup(QFrame):
    """A popup of one filter. `chose` carries what is chosen now, by the keys of the facet.

    It frees itself when it closes.
    """

    hint = "Ctrl adds all between"
    chose = Signal(object)

    def __init__(self, desk: Desk, facet: Facet, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.facet = facet
        self._theme = desk.theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._counting = label("Counting…", "small")
        self.setProperty("ground", "menu")
        self.setAccessibleName(f"Filter by {facet.title.lower()}")
        self.list = ValueList(desk, facet.title, self.ways, self)
        self.clear_button = QPushButton("Clear")
        self.clear_button.setAccessibleName(f"Clear the filter by {facet.title.lower()}")
        self.clear_button.clicked.connect(self.clear)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(8, 8, 8, 8)
        self.column.setSpacing(6)

    @property
    def ways(self) -> Sequence[Way]:
        """Ways in which a value can be taken."""
        return [way for way in Way if way is not Way.AND or self.facet.many]

    def offer(self, values: Sequence["Value"]) -> None:
        """Show what there is to choose from; until then the popup says that it counts."""
        self._counting.hide()
        self.list.show()
        self.take(values)
        if self.isVisible():
            self.adjustSize()

    def take(self, values: Sequence["Value"]) -> None:
        """List the values."""
        raise NotImplementedError

    def finish(self) -> None:
        """Lay out the list and the foot under what a subclass has put above."""
        self.setFixedWidth(self._theme.pixels(_WIDTH))
        self.column.addWidget(self._counting)
        self.column.addWidget(self.list)
        self.list.hide()
        foot = QHBoxLayout()
        foot.addWidget(label(self.hint, "small"), 1)
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
        chosen: Choice,
        parent: QWidget,
    ) -> None:
        super().__init__(desk, facet, parent)
        self._values: tuple[Value, ...] = ()
        self._chosen = chosen
        self.hint = "Ctrl and  ·  Shift or  ·  Alt not" if facet.many else "Shift or  ·  Alt not"
        self.finder = QLineEdit()
        self.finder.setAccessibleName(f"Find among {facet.title.lower()}")
        self.finder.setPlaceholderText("Type to find one")
        self.finder.textChanged.connect(self._narrow)
        self.finder.returnPressed.connect(self.list.setFocus)
        self.finder.hide()
        self.column.addWidget(self.finder)
        self.finish()
        self.list.picked.connect(self._pick)

    def take(self, values: Sequence["Value"]) -> None:
        """List the values, with a line to find one by if they are many."""
        self._values = tuple(values)
        self.finder.setVisible(len(values) > _MANY)
        self._narrow(self.finder.text())
        (self.finder if len(values) > _MANY else self.list).setFocus()

    def clear(self) -> None:
        """Choose nothing, and close."""
        self.chose.emit(Choice().filters(self.facet.key))
        self.close()

    def _narrow(self, typed: str) -> None:
        wanted = typed.casefold().split()
        self.list.offer(
            [v for v in self._values if all(word in v.label.casefold() for word in wanted)]
        )
        self.list.mark(self._chosen.met, self._chosen.shut)

    def _pick(self, key: str, way: Way) -> None:
        self._chosen = self._chosen.taken(key, way, many=self.facet.many)
        self.list.mark(self._chosen.met, self._chosen.shut)
        self.chose.emit(self._chosen.filters(self.facet.key))
        if way is Way.ALONE:
            self.close()


class DatesPopup(FacetPopup):
    """From and to as dates in words or EDTF, and the months that there are."""

    def __init__(
        self,
        desk: Desk,
        facet: Facet,
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
        self.list.picked.connect(self._pick)
        self._show()
        self.lines[0].setFocus()

    @property
    def ways(self) -> Sequence[Way]:
        """One month, or all from one to another."""
        return (Way.ALONE, Way.AND)

    def take(self, values: Sequence["Value"]) -> None:
        """List the months."""
        self.list.offer(values)
        self._show()

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

    def _pick(self, month: str, way: Way) -> None:
        """Take one month; with a key held, all up to it or from it on."""
        first, last = (end or month for end in self._ends)
        if way is not Way.ALONE:
            held = sorted((first, last, month), key=_first_minute)
            self._ends = [held[0], held[-1]]
        else:
            self._ends = ["", ""] if self._ends == [month, month] else [month, month]
        self._tell()
        if way is Way.ALONE:
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
