"""The list of judgements: grouped by kind, in the order of the analyst, each on its yardstick."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyleOptionViewItem, QWidget

from dossier.model.judged import Judged
from dossier.model.terms import JudgementKind, vocabulary
from dossier.model.yardsticks import span
from dossier.ui.desk import Desk
from dossier.ui.forms.assessed import draw_yardstick
from dossier.ui.forms.child import step
from dossier.ui.judgements.wrapping import two_lines
from dossier.ui.notation import counted
from dossier.ui.painting import Hand, RowDelegate
from dossier.ui.theme import Step

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
_ROOT = QModelIndex()
_ROW, _MORE, _HEADING, _PAD = 52, 20, 34, 20
_NUMBER, _BAR, _BAR_HEIGHT, _WIDE = 24, 132, 12, 520
_BETWEEN = "  ·  "
_PLURALS: Mapping[str, str] = MappingProxyType(
    {
        JudgementKind.KEY_JUDGEMENT: "KEY JUDGEMENTS",
        JudgementKind.ASSUMPTION: "ASSUMPTIONS",
        JudgementKind.ALTERNATIVE: "ALTERNATIVES",
        JudgementKind.GAP: "GAPS",
        JudgementKind.INDICATOR: "INDICATORS",
    }
)


@dataclass(frozen=True, slots=True)
class Line:
    """One judgement with its number among those of its kind."""

    held: Judged
    number: int


class JudgementModel(QAbstractListModel):
    """Headings and the judgements beneath them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line | str] = []

    def hold(self, judged: list[Judged]) -> None:
        """Show these, grouped by kind in the order of the word list; other kinds come last."""
        self.beginResetModel()
        self._lines = []
        kinds = [*_PLURALS, *sorted({one.judgement.kind for one in judged} - _PLURALS.keys())]
        for kind in kinds:
            held = [one for one in judged if one.judgement.kind == kind]
            if held:
                self._lines.append(_PLURALS.get(kind, "OTHERS"))
                self._lines += [Line(one, at) for at, one in enumerate(held, start=1)]
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The judgement in a row; None for a heading or no row."""
        held = self._lines[row] if 0 <= row < len(self._lines) else ""
        return held if isinstance(held, Line) else None

    def row_of(self, id_: int) -> int:
        """Row of a judgement; -1 if it is not there."""
        lines = enumerate(self._lines)
        found = (at for at, one in lines if isinstance(one, Line) and one.held.judgement.id == id_)
        return next(found, -1)

    def nearest(self, row: int) -> int:
        """The row of a judgement at or after a row, else before it; -1 if there is none."""
        after = range(max(row, 0), len(self._lines))
        before = range(min(row, len(self._lines)) - 1, -1, -1)
        return next((at for at in (*after, *before) if self.line(at) is not None), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - overrides Qt
        """Count of rows; a row has none beneath it."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.line(index.row()) is None:
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the line to the delegate, its words to everyone else."""
        if not index.isValid() or role not in (LINE_ROLE, Qt.ItemDataRole.DisplayRole):
            return None
        held = self._lines[index.row()]
        if role == LINE_ROLE:
            return held
        return held if isinstance(held, str) else spoken(held)


def spoken(line: Line) -> str:
    """One line for screen readers."""
    held = line.held.judgement
    kind = vocabulary("judgement_kind").label(held.kind)
    return ", ".join(filter(None, (f"{kind} {line.number}", held.text, *facts(line.held))))


def facts(judged: Judged) -> list[str]:
    """What is said beneath a judgement: likelihood, confidence, what it rests on."""
    held, band = judged.judgement, judged.band
    label = vocabulary("analytic_confidence").label(held.confidence).lower()
    standing = sum(ground.stands for ground in judged.grounds)
    found = [
        f"{band.label}, {span(band)}" if band else "",
        f"{label} confidence" if label else "",
        counted(standing, "piece of evidence", "pieces of evidence") if standing else "",
    ]
    if judged.is_conclusion:
        found += ["" if band else "no likelihood yet", "" if standing else "no evidence yet"]
    return [one for one in found if one]


class JudgementDelegate(RowDelegate):
    """Paints headings, and judgements over what they amount to, with their yardstick."""

    def __init__(self, desk: Desk, shown: QListView) -> None:
        super().__init__(desk, shown)
        self._shown = shown

    def height(self, index: Index) -> int:
        """Headings are lower; a judgement that needs it has two lines for its words."""
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return _HEADING
        width = self._shown.viewport().width()
        return _ROW + _MORE * (len(self._words(line, self._room(width, line))) - 1)

    def _room(self, width: int, line: Line) -> int:
        """Width for the words of a judgement."""
        wide = width > self.theme.pixels(_WIDE) and line.held.band is not None
        beside = self.theme.pixels(_NUMBER + (_BAR + 16 if wide else 0))
        return width - 2 * _PAD - beside

    def _words(self, line: Line, room: int) -> list[str]:
        """The words in one line or two."""
        return two_lines(line.held.judgement.text, self.theme.font(Step.BODY), room)

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        line = index.data(LINE_ROLE)
        inside = option.rect.adjusted(_PAD, 4, -_PAD, -4)
        if not isinstance(line, Line):
            low = inside.adjusted(0, self.theme.pixels(8), 0, 0)
            self.draw_words(painter, option, low, str(line), Hand(Step.CAPTION, "text2"))
            return
        self.draw_ground(painter, option, option.rect.adjusted(6, 1, -6, -1), "selected")
        self._draw_bar(painter, option, inside, line.held)
        number, room = QRect(inside), QRect(inside)
        room.setLeft(inside.left() + self.theme.pixels(_NUMBER))
        room.setWidth(self._room(option.rect.width(), line))
        words = self._words(line, room.width())
        each = room.height() // (len(words) + 1)
        number.setHeight(each)
        self.draw_words(painter, option, number, str(line.number), Hand(colour="text2"))
        for at, shown in enumerate(words):
            place = QRect(room.left(), room.top() + at * each, room.width(), each)
            self.draw_words(painter, option, place, shown, Hand())
        wrong = bool(line.held.remarks)
        small = Hand(Step.SMALL, "warn" if wrong else "text2")
        told = [*facts(line.held), "look at its words"] if wrong else facts(line.held)
        low = QRect(room.left(), room.bottom() - each + 1, room.width(), each)
        self.draw_words(painter, option, low, _BETWEEN.join(told), small)

    def _draw_bar(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, judged: Judged
    ) -> None:
        measured, band = judged.yardstick, judged.band
        narrow = option.rect.width() <= self.theme.pixels(_WIDE)
        if measured is None or band is None or narrow:
            return
        width, height = self.theme.pixels(_BAR), self.theme.pixels(_BAR_HEIGHT)
        top = inside.center().y() - height // 2
        place = QRect(inside.right() - width, top, width, height)
        mirrored = QStyle.visualRect(option.direction, option.rect, place)
        draw_yardstick(painter, self.theme, mirrored, measured, band, option.direction)


class JudgementList(QListView):
    """The list: Alt+Up and Alt+Down move a judgement. `moved` carries its id and -1 or 1."""

    moved = Signal(object, int)
    picked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.held = JudgementModel(self)
        self.setModel(self.held)
        self.setItemDelegate(JudgementDelegate(desk, self))
        self.setAccessibleName("Judgements")
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)  # or Qt keeps the heights of rows when only the width changes
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.selectionModel().currentChanged.connect(self._pick)
        desk.theme.changed.connect(self.doItemsLayout)

    @property
    def current(self) -> int:
        """Id of the judgement that is chosen; 0 if none is."""
        line = self.held.line(self.currentIndex().row())
        return line.held.judgement.id if line else 0

    @property
    def chosen(self) -> Judged | None:
        """The judgement that is chosen."""
        line = self.held.line(self.currentIndex().row())
        return line.held if line else None

    def show_all(self, judged: list[Judged], wanted: int = 0) -> None:
        """Show these; the one that was chosen stays so, or the one that takes its place."""
        row, current = self.currentIndex().row(), wanted or self.current
        self.held.hold(judged)
        at = self.held.row_of(current) if current else -1
        if at < 0 and row >= 0:
            at = self.held.nearest(row)
        self.setCurrentIndex(self.held.index(at) if at >= 0 else QModelIndex())

    def _pick(self) -> None:
        self.picked.emit(self.current)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Begin with the first judgement: the keys need one to start from."""
        if not self.current:
            self.setCurrentIndex(self.held.index(self.held.nearest(0)))
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Move the judgement among its like."""
        if step(event) and self.current:
            self.moved.emit(self.current, step(event))
        else:
            super().keyPressEvent(event)
