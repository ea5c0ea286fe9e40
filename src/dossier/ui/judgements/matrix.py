"""The matrix: evidence against hypotheses, rated by keys, with scores and what to know of them."""

from collections.abc import Iterable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QScrollArea,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from dossier.model.hypotheses import ORDINAL
from dossier.model.judged import Matrix
from dossier.model.terms import Fit, Weight
from dossier.ui.desk import Desk
from dossier.ui.judgements.cells import FIRST, MatrixDelegate, MatrixModel
from dossier.ui.lists.empty import EmptyState
from dossier.ui.prompts import label

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.case import Case

_ROW, _HEAD, _WORDS, _WEIGHT, _CELL = 40, 60, 170, 76, 92
_ERASING = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WEIGHTS: Mapping[str, Weight] = MappingProxyType(
    {"L": Weight.LOW, "M": Weight.MEDIUM, "H": Weight.HIGH}
)
# A letter, and what it makes of a cell that has it already: C twice is CC, N and A are NA
_FITS: Mapping[tuple[str, Fit | None], Fit] = MappingProxyType(
    {
        ("C", None): Fit.CONSISTENT,
        ("C", Fit.CONSISTENT): Fit.VERY_CONSISTENT,
        ("I", None): Fit.INCONSISTENT,
        ("I", Fit.INCONSISTENT): Fit.VERY_INCONSISTENT,
        ("N", None): Fit.NEUTRAL,
        ("A", None): Fit.NOT_APPLICABLE,
    }
)
_KEYS = (
    "C consistent, twice very  ·  I inconsistent, twice very  ·  N neutral  ·  A not applicable"
    "  ·  Backspace none  ·  L, M, H weigh a row"
)
_GUIDE = (
    "Weigh answers to one question against each other: enter at least two hypotheses, then the"
    " evidence, and rate how each piece fits each of them. What contradicts counts."
)


def fit_of(letter: str, now: Fit | None) -> Fit | None:
    """What a letter makes of a cell; None if it means nothing there."""
    return _FITS.get((letter, now)) or _FITS.get((letter, None))


class MatrixView(QTableView):
    """The cells. `picked` follows the current one; `rated` and `weighed` carry what was typed."""

    picked = Signal()
    entered = Signal()
    left = Signal()
    rated = Signal(object, object, object)  # row, hypothesis, Fit or None
    weighed = Signal(object, str, object)  # row, field, Weight or None

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.held = MatrixModel(desk, self)
        self.setModel(self.held)
        self.setItemDelegate(MatrixDelegate(desk, self))
        self.setAccessibleName("Matrix of evidence and hypotheses")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.selectionModel().currentChanged.connect(self._pick)
        self.activated.connect(self._enter)
        desk.theme.changed.connect(self.lay_out)

    def lay_out(self) -> None:
        """Give each column its width: hypotheses share what the words leave."""
        pixels, head = self._desk.theme.pixels, self.horizontalHeader()
        head.setFixedHeight(pixels(_HEAD))
        self.verticalHeader().setDefaultSectionSize(pixels(_ROW))
        count = self.held.columnCount() - FIRST
        if count < 0:
            return
        spare = self.viewport().width() - 2 * pixels(_WEIGHT)
        cell = max(pixels(_CELL), (spare - 2 * pixels(_WORDS)) // max(count, 1))
        cell = min(cell, pixels(_WORDS))
        head.resizeSection(0, max(pixels(_WORDS), spare - count * cell))
        for at in range(1, FIRST):
            head.resizeSection(at, pixels(_WEIGHT))
        for at in range(FIRST, self.held.columnCount()):
            head.resizeSection(at, cell)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Fit the columns anew."""
        super().resizeEvent(event)
        self.lay_out()

    def _pick(self) -> None:
        self.picked.emit()

    def _enter(self) -> None:
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - overrides Qt
        """Whoever leaves has rated: rows are put in order then, not beneath the fingers."""
        super().focusOutEvent(event)
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that erase a rating from the commands of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() in _ERASING
            and self.held.takes(self.currentIndex())
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - overrides Qt
        """Rate or weigh by letters; arrows go on."""
        index, letter = self.currentIndex(), event.text().upper()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER:
            self.entered.emit()
        elif plain and self.held.takes(index) and self._desk.can_edit:
            if not self._type(letter, erasing=event.key() in _ERASING):
                super().keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - overrides Qt
        """Letters rate; they do not look for rows."""

    def _type(self, letter: str, *, erasing: bool) -> bool:
        """Carry out a letter; whether it meant something."""
        index = self.currentIndex()
        row, hypothesis = self.held.exhibit(index), self.held.hypothesis(index)
        if hypothesis is None:
            weight = _WEIGHTS.get(letter)
            if weight or erasing:
                self.weighed.emit(row, self.held.weight_field(index), weight)
            return bool(weight) or erasing
        now = self.held.fit(index)
        fit = fit_of(letter, now)
        if (fit or erasing) and fit != now:
            self.rated.emit(row, hypothesis, None if erasing else fit)
        return bool(fit) or erasing


class _Foot(QScrollArea):
    """Lines beneath the matrix: as high as they need, but never more than their share of it."""

    def __init__(self, lines: Iterable[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("look", "pane")
        held = QWidget()
        held.setProperty("ground", "window")
        held.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(held)
        self._column.setContentsMargins(20, 8, 20, 12)
        self._column.setSpacing(6)
        for line in lines:
            self._column.addWidget(line)
        self._column.addStretch(1)
        self.setWidget(held)

    def fit(self, room: int) -> None:
        """Take the height that the lines need, at most a share of the room."""
        edges = self.height() - self.viewport().height()  # where the focus is shown
        needed = self._column.heightForWidth(self.viewport().width()) + edges
        self.setFixedHeight(max(1, min(needed, room * 2 // 5)))
        some = needed > self.height()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if some else Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("What to know of the scores")


class MatrixPane(QWidget):
    """The matrix with what to know of it. `picked` follows the record that is chosen."""

    picked = Signal()
    entered = Signal()
    changed_order = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.held = Matrix()
        self.view = MatrixView(desk)
        self.view.picked.connect(self.picked)
        self.view.entered.connect(self.entered)
        self.view.left.connect(self._sort)
        self.view.rated.connect(self._rate)
        self.view.weighed.connect(self._weigh)
        self.keys = label(_KEYS, "small", wrap=True)
        self.note = label(ORDINAL, "small", wrap=True)
        self.cautions = label("", "warn", wrap=True)
        self.nothing = EmptyState(desk.icons, "scale")
        self.nothing.say("No hypotheses yet", _GUIDE)
        self._full = QWidget()
        self.foot = _Foot((self.keys, self.note, self.cautions))
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.foot)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._full)
        self._stack.addWidget(self.nothing)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Give the lines beneath their share."""
        super().resizeEvent(event)
        self.foot.fit(self.height())

    def allow(self) -> None:
        """Say the keys only where they can be used."""
        self.keys.setVisible(self._desk.can_edit)
        self.foot.fit(self.height())

    def place(self) -> QWidget:
        """The widget that takes the focus."""
        return self.view

    @property
    def current(self) -> tuple[str, int]:
        """Kind and id of the record that is chosen: a hypothesis, a row, or a rating."""
        return self.view.held.record(self.view.currentIndex())

    def clear(self) -> None:
        """Show nothing."""
        self.show_matrix(Matrix())

    def show_matrix(self, matrix: Matrix) -> None:
        """Show another state; the cell that was chosen stays so."""
        self.held = matrix
        model, view = self.view.held, self.view
        chosen = model.place(view.currentIndex())
        model.hold(matrix, keep=view.hasFocus())
        view.lay_out()
        at = model.index_of(*chosen)
        view.setCurrentIndex(at if at.isValid() else model.first())
        said = [f"{matrix.words(warned)}" for warned in matrix.cautions]
        self.cautions.setText("\n".join(said) if model.rowCount() else "")
        self.cautions.setVisible(bool(said))
        some = bool(matrix.hypotheses or matrix.rows)
        self._stack.setCurrentWidget(self._full if some else self.nothing)
        self.allow()

    def select(self, id_: int) -> bool:
        """Choose a hypothesis, a row or a rating; whether it is there."""
        at = self.view.held.index_by_id(id_)
        if at.isValid():
            self.view.setCurrentIndex(at)
        return at.isValid()

    def _sort(self) -> None:
        """Put the most diagnostic rows first."""
        if self.view.held.is_in_order:
            return
        self.show_matrix(self.held)
        self.changed_order.emit()

    def _rate(self, row: int, hypothesis: int, fit: Fit | None) -> None:
        self._desk.run(partial(_rated, row, hypothesis, fit))

    def _weigh(self, row: int, field: str, weight: Weight | None) -> None:
        self._desk.run(partial(_weighed, row, field, weight))


def _rated(row: int, hypothesis: int, fit: Fit | None, case: "Case") -> None:
    from dossier.case import judging

    judging.rate(case, row, hypothesis, fit)


def _weighed(row: int, field: str, weight: Weight | None, case: "Case") -> None:
    from dossier.case import judging

    judging.weigh(case, row, field, weight)
