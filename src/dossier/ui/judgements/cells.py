"""The cells of the matrix: what stands in each, and how it is painted."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from dossier.model.judged import Matrix, Row
from dossier.model.terms import Fit, Weight, vocabulary
from dossier.ui.desk import Desk
from dossier.ui.judgements.wrapping import two_lines
from dossier.ui.painting import Hand, RowDelegate
from dossier.ui.prompts import plain_tip
from dossier.ui.theme import Step

Index = QModelIndex | QPersistentModelIndex
Place = tuple[int, int]  # ids of a row and of a hypothesis; 0 for none, and below it a weight
FIRST = 3  # the column of the first hypothesis
WEIGHTS = ("credibility", "relevance")
TONE_ROLE, SPREAD_ROLE = (int(Qt.ItemDataRole.UserRole) + at for at in range(2))
_HEADS = ("Evidence", "Credibility", "Relevance")
_HEAD = 38  # characters of a hypothesis above its column; its tip has the rest
_ROOT = QModelIndex()
_TONES = {
    Fit.VERY_CONSISTENT: "ok",
    Fit.CONSISTENT: "ok",
    Fit.NEUTRAL: "text2",
    Fit.NOT_APPLICABLE: "text3",
    Fit.INCONSISTENT: "bad",
    Fit.VERY_INCONSISTENT: "bad",
}
_SOFT = {Fit.VERY_INCONSISTENT: "bad_soft", Fit.INCONSISTENT: "bad_soft"}
_SHORT = {Weight.LOW: "L", Weight.MEDIUM: "M", Weight.HIGH: "H"}


def _short(title: str) -> str:
    return title if len(title) <= _HEAD else f"{title[: _HEAD - 1].rstrip()}…"


class MatrixModel(QAbstractTableModel):
    """Scores in the first row, then the rows of evidence, most diagnostic first."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._matrix = Matrix()
        self._order: list[int] = []

    def hold(self, matrix: Matrix, *, keep: bool = False) -> None:
        """Show another state; with `keep`, rows stay where they are and new ones come last."""
        self.beginResetModel()
        before = [self._matrix.rows[at].exhibit.id for at in self._order]
        self._matrix = matrix
        self._order = list(matrix.order)
        if keep:
            places = {id_: at for at, id_ in enumerate(before)}
            last = len(before)
            self._order.sort(key=lambda at: places.get(matrix.rows[at].exhibit.id, last))
        self.endResetModel()

    @property
    def is_in_order(self) -> bool:
        """Whether the most diagnostic rows come first."""
        return self._order == list(self._matrix.order)

    # ---- what stands where

    def row(self, index: Index) -> Row | None:
        """The row of evidence; None for the scores."""
        at = index.row() - 1
        return self._matrix.rows[self._order[at]] if 0 <= at < len(self._order) else None

    def exhibit(self, index: Index) -> int:
        """Id of the row of evidence; 0 for the scores."""
        row = self.row(index)
        return row.exhibit.id if row else 0

    def hypothesis(self, index: Index) -> int | None:
        """Id of the hypothesis of a column; None for the others."""
        at = index.column() - FIRST
        held = self._matrix.hypotheses
        return held[at].id if 0 <= at < len(held) else None

    def weight_field(self, index: Index) -> str:
        """Field of a column of weights."""
        return WEIGHTS[index.column() - 1]

    def fit(self, index: Index) -> Fit | None:
        """How the row fits the hypothesis; None = not rated."""
        row, hypothesis = self.row(index), self.hypothesis(index)
        return row.fit(hypothesis) if row and hypothesis is not None else None

    def takes(self, index: Index) -> bool:
        """Whether something can be typed into a cell."""
        return index.isValid() and index.row() > 0 and index.column() > 0

    def record(self, index: Index) -> tuple[str, int]:
        """Kind and id of what a cell shows: a hypothesis, a rating, else the row."""
        row, hypothesis = self.row(index), self.hypothesis(index)
        if not index.isValid() or row is None:
            return "hypothesis", (hypothesis or 0) if index.isValid() else 0
        rating = row.ratings.get(hypothesis or 0)
        return ("rating", rating.id) if rating else ("exhibit", row.exhibit.id)

    def place(self, index: Index) -> Place:
        """Where a cell is, by ids: so it is found again after a change."""
        if not index.isValid():
            return 0, 0
        hypothesis = self.hypothesis(index)
        return self.exhibit(index), hypothesis if hypothesis is not None else -index.column()

    def index_of(self, exhibit: int, hypothesis: int) -> QModelIndex:
        """The cell at such a place; invalid if it is gone."""
        rows = {self._matrix.rows[at].exhibit.id: row for row, at in enumerate(self._order, 1)}
        columns = {one.id: at for at, one in enumerate(self._matrix.hypotheses, FIRST)}
        column = columns.get(hypothesis, -1) if hypothesis > 0 else -hypothesis
        row = rows.get(exhibit, -1) if exhibit else 0
        if row < 0 or column < 0 or (not exhibit and not hypothesis):
            return QModelIndex()
        return self.index(row, column)

    def index_by_id(self, id_: int) -> QModelIndex:
        """The cell of a hypothesis, of a row or of a rating."""
        for at, one in enumerate(self._matrix.hypotheses, FIRST):
            if one.id == id_:
                return self.index(0, at)
        for row in self._matrix.rows:
            if row.exhibit.id == id_:
                return self.index_of(id_, 0)
            for hypothesis, rating in row.ratings.items():
                if rating.id == id_:
                    return self.index_of(row.exhibit.id, hypothesis)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """The cell to begin with."""
        if self._matrix.hypotheses:
            return self.index(0, FIRST)
        return self.index(1, 0) if self._order else QModelIndex()

    # ---- Qt

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - overrides Qt
        """Count of rows: none before there is anything."""
        some = self._matrix.hypotheses or self._order
        return 0 if parent.isValid() or not some else 1 + len(self._order)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - overrides Qt
        """Count of columns."""
        return 0 if parent.isValid() else FIRST + len(self._matrix.hypotheses)

    def headerData(  # noqa: N802 - overrides Qt
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Title of a column."""
        if way != Qt.Orientation.Horizontal or not 0 <= section < self.columnCount():
            return None
        hypothesis = self._matrix.hypotheses[section - FIRST] if section >= FIRST else None
        if role == Qt.ItemDataRole.DisplayRole:
            return _short(hypothesis.title) if hypothesis else _HEADS[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section == 0:
            return int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole and hypothesis:
            kind = vocabulary("hypothesis_kind").label(hypothesis.kind)
            return plain_tip("\n".join(filter(None, (hypothesis.title, kind))))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What stands in a cell, what it means, and how it is painted."""
        if not index.isValid():
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(index)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._meaning(index)) or None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(index)
        if role == SPREAD_ROLE:
            return self._tells_apart(index)
        return self.fit(index) if role == TONE_ROLE else None

    def _words(self, index: Index) -> str:
        row, column = self.row(index), index.column()
        if row is None:
            return self._score(column)
        if column == 0:
            return row.exhibit.title
        if column < FIRST:
            return _SHORT[row.credibility if column == 1 else row.relevance]
        return self.fit(index) or ""

    def _score(self, column: int) -> str:
        if column < FIRST:
            return "Score" if column == 0 else ""
        score = f"{self._matrix.scores[column - FIRST]:.1f}".replace("-", "\u2212")
        led = column - FIRST in self._matrix.leaders
        return f"{score}  least" if led else "0.0" if score == "\u22120.0" else score

    def _meaning(self, index: Index) -> str:
        row, fit = self.row(index), self.fit(index)
        if fit:
            term = vocabulary("ach_rating").term(fit)
            return f"{term.label}. {term.definition}"
        if row is None or index.column() >= FIRST:
            return ""
        return row.ground.words if row.ground and index.column() == 0 else ""

    def _spoken(self, index: Index) -> str:
        """A cell for screen readers: row, column, and the rating in words."""
        row, fit = self.row(index), self.fit(index)
        head = str(self.headerData(index.column(), Qt.Orientation.Horizontal))
        said = vocabulary("ach_rating").label(fit) if fit else self._words(index) or "not rated"
        return f"{row.exhibit.title if row else 'Score'}, {head}: {said}"

    def _tells_apart(self, index: Index) -> bool:
        """Whether a row tells hypotheses apart; one that is not rated yet may."""
        if index.row() == 0:
            return True
        row = self._matrix.evident[self._order[index.row() - 1]]
        return row.spread > 0 or None in row.fits


class MatrixDelegate(RowDelegate):
    """Paints a cell: a rating by letters and colour, rows that tell nothing apart in grey."""

    def height(self, index: Index) -> int:  # noqa: ARG002 - all rows are alike
        """One line."""
        return 40

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        fit, words = index.data(TONE_ROLE), str(index.data(Qt.ItemDataRole.DisplayRole))
        place = option.rect.adjusted(2, 2, -2, -2)
        if fit in _SOFT and not self.is_selected(option):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.color(_SOFT[fit]))
            painter.drawRoundedRect(place, 4, 4)
        self.draw_ground(painter, option, place, "selected")
        tells, scored = bool(index.data(SPREAD_ROLE)), index.row() == 0
        colour = _TONES.get(fit, "text") if tells else "text3"
        strong = scored or fit in (Fit.VERY_INCONSISTENT, Fit.VERY_CONSISTENT)
        if index.column() == 0:
            self._draw_title(painter, option, words, "text2" if scored else colour)
            return
        self._draw_centred(painter, option, place, words, Hand(Step.BODY, colour, strong))

    def _draw_title(
        self, painter: QPainter, option: QStyleOptionViewItem, words: str, colour: str
    ) -> None:
        inside = option.rect.adjusted(20, 3, -6, -3)
        lines = two_lines(words, self.theme.font(Step.SMALL), inside.width())
        each = inside.height() // len(lines)
        for at, line in enumerate(lines):
            place = QRect(inside.left(), inside.top() + at * each, inside.width(), each)
            self.draw_words(painter, option, place, line, Hand(Step.SMALL, colour))

    def _draw_centred(
        self, painter: QPainter, option: QStyleOptionViewItem, place: QRect, words: str, hand: Hand
    ) -> None:
        painter.setFont(self.theme.font(hand.step, strong=hand.strong, tabular=True))
        painter.setPen(self.theme.color(hand.colour))
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, option.rect.width() - 8
        )
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # minus first
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, shown)
