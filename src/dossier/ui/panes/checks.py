"""What is to be resolved, rule by rule, and the line in the navigation that counts it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStackedLayout,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from dossier.model.records import kind_named
from dossier.model.severity import Severity
from dossier.ui.checking import Checking
from dossier.ui.desk import Desk
from dossier.ui.eliding import ElidingButton
from dossier.ui.icons import WITH_WORDS
from dossier.ui.lists.empty import EmptyState
from dossier.ui.notation import counted, number
from dossier.ui.painting import Hand, RowDelegate
from dossier.ui.prompts import label
from dossier.ui.theme import Step

if TYPE_CHECKING:  # the case file is read after the window is shown
    from dossier.case.checks import Found, Problem, Report, Rule

Index = QModelIndex | QPersistentModelIndex
LINE_ROLE = int(Qt.ItemDataRole.UserRole)
PAGE = 64
MANY = 200  # a rule with more findings begins folded
_ROOT = QModelIndex()
_ROW, _PAD, _INDENT = 46, 16, 28


@dataclass(frozen=True, slots=True)
class Heading:
    """A rule with the number of its findings."""

    rule: "Rule"
    count: int
    is_open: bool


class CheckModel(QAbstractListModel):
    """Rules and, beneath those that are open, their findings; these are read when looked at."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._parts: dict[str, list[Found]] = {}
        self._rules: list[Rule] = []
        self._open: dict[str, bool] = {}
        self._starts: list[int] = []
        self._length = 0
        self._read: dict[tuple[int, int], dict[int, Problem]] = {}

    def hold(self, report: "Report | None") -> None:
        """Show another report; what was folded stays so."""
        self.beginResetModel()
        self._parts, self._rules = {}, []
        self._read.clear()
        for found in report.found if report else ():
            if found.rule.key not in self._parts:
                self._rules.append(found.rule)
            self._parts.setdefault(found.rule.key, []).append(found)
        self._lay_out()
        self.endResetModel()

    def fold(self, row: int) -> None:
        """Open or fold the rule of a heading."""
        line = self.line(row)
        if isinstance(line, Heading):
            self.beginResetModel()
            self._open[line.rule.key] = not line.is_open
            self._lay_out()
            self.endResetModel()

    def _lay_out(self) -> None:
        """Count the rows: each rule has a heading, and one row a finding while it is open."""
        self._starts, at = [], 0
        for rule in self._rules:
            self._starts.append(at)
            at += 1 + (self._count(rule) if self._is_open(rule) else 0)
        self._length = at

    def _count(self, rule: "Rule") -> int:
        return sum(len(found.ids) for found in self._parts[rule.key])

    def _is_open(self, rule: "Rule") -> bool:
        return self._open.get(rule.key, self._count(rule) <= MANY)

    def line(self, row: int) -> "Heading | Problem | None":
        """What stands in a row; None if the record is gone from the case."""
        at = max(place for place, start in enumerate(self._starts) if start <= row)
        rule, rest = self._rules[at], row - self._starts[at] - 1
        if rest < 0:
            return Heading(rule, self._count(rule), self._is_open(rule))
        for found in self._parts[rule.key]:
            if rest < len(found.ids):
                return self._problem(found, rest)
            rest -= len(found.ids)
        return None

    def _problem(self, found: "Found", at: int) -> "Problem | None":
        """One finding, read with its neighbours."""
        key = (id(found), at // PAGE)
        if key not in self._read:
            from dossier.case import checks

            first = at // PAGE * PAGE
            ids = found.ids[first : first + PAGE]
            told = self._desk.run(lambda case: checks.problems(case, found, ids)) or []
            self._read[key] = {one.part: one for one in told}
        return self._read[key].get(found.ids[at])

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - overrides Qt
        """Count of rows; a row has none beneath it."""
        return 0 if parent.isValid() else self._length

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the line to the delegate, its words to everyone else."""
        if not index.isValid() or role not in (LINE_ROLE, Qt.ItemDataRole.DisplayRole):
            return None
        line = self.line(index.row())
        return line if role == LINE_ROLE else spoken(line)


def spoken(line: "Heading | Problem | None") -> str:
    """One line for screen readers."""
    if isinstance(line, Heading):
        state = "open" if line.is_open else "folded"
        return f"{line.rule.label}, {number(line.count)}, {state}. {line.rule.advice}"
    if line is None:
        return "No longer in the case"
    return ", ".join(part for part in (line.name, line.words, place_of(line)) if part)


def place_of(problem: "Problem") -> str:
    """Kind of the record, and the field to correct."""
    kind = kind_named(problem.kind)
    field = kind.field(problem.field).label if problem.field else ""
    return "  ·  ".join(part for part in (kind.about.label, field) if part)


class CheckDelegate(RowDelegate):
    """Paints rules with their advice, and findings over what they are about."""

    def height(self, index: Index) -> int:  # noqa: ARG002 - all rows are alike
        """Two lines."""
        return _ROW

    def draw(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        line = index.data(LINE_ROLE)
        self.draw_ground(painter, option, option.rect.adjusted(6, 1, -6, -1), "selected")
        inside = option.rect.adjusted(_PAD, 4, -_PAD, -4)
        if isinstance(line, Heading):
            self._draw_heading(painter, option, inside, line)
        elif line is not None:
            upper, lower = _lines(inside.adjusted(self.theme.pixels(_INDENT), 0, 0, 0))
            self._draw_pair(painter, option, upper, line.name, line.words)
            small = Hand(Step.SMALL, "text2")
            self.draw_words(painter, option, lower, place_of(line), small)

    def _draw_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, inside: QRect, line: Heading
    ) -> None:
        wrong = line.rule.severity is Severity.WRONG
        icon = "triangle-alert" if wrong else "info"
        self.draw_icon(painter, option, inside, icon, "bad" if wrong else "warn")
        fold = "chevron-down" if line.is_open else "chevron-right"
        end = inside.adjusted(inside.width() - self.theme.pixels(16), 0, 0, 0)
        self.draw_icon(painter, option, end, fold, "text2")
        room = inside.adjusted(self.theme.pixels(_INDENT), 0, -self.theme.pixels(24), 0)
        count = Hand(strong=True)
        taken = self.draw_words(painter, option, room, number(line.count), count, at_end=True)
        upper, lower = _lines(room.adjusted(0, 0, -taken - 12, 0))
        self.draw_words(painter, option, upper, line.rule.label, Hand(strong=True))
        self.draw_words(painter, option, lower, line.rule.advice, Hand(Step.SMALL, "text2"))

    def _draw_pair(
        self, painter: QPainter, option: QStyleOptionViewItem, room: QRect, name: str, words: str
    ) -> None:
        taken = self.draw_words(painter, option, room, name, Hand(strong=True))
        rest = room.adjusted(taken + 10, 0, 0, 0)
        self.draw_words(painter, option, rest, words if words != name else "", Hand())


def _lines(room: QRect) -> tuple[QRect, QRect]:
    upper, lower = QRect(room), QRect(room)
    upper.setBottom(room.center().y())
    lower.setTop(room.center().y() + 1)
    return upper, lower


class ChecksPage(QWidget):
    """Lists what is to be resolved. `wanted` carries (kind, id, field) of a finding to go to."""

    wanted = Signal(str, object, str)

    def __init__(self, desk: Desk, checking: Checking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checking = checking
        self.setProperty("ground", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.counts = label("", "small")
        self.model = CheckModel(desk, self)
        self.list = self._list()
        self.nothing = EmptyState(desk.icons, "circle-check", first="Check again")
        self.nothing.first_chosen.connect(checking.begin)
        head = QVBoxLayout()
        head.setContentsMargins(20, 16, 16, 10)
        head.setSpacing(0)
        head.addWidget(label("Checks", "h1"))
        head.addWidget(self.counts)
        self._stack = QStackedLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(self._stack, 1)  # first: it shows what is added, in no window of its own
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        checking.checked.connect(self.refresh)
        desk.notation_changed.connect(self._write_anew)
        desk.theme.changed.connect(self._write_anew)
        self.setFocusProxy(self.list)
        self.refresh()

    def _list(self) -> QListView:
        shown = QListView()
        shown.setModel(self.model)
        shown.setItemDelegate(CheckDelegate(self._desk, shown))
        shown.setUniformItemSizes(True)
        shown.setMouseTracking(True)
        shown.setAccessibleName("Checks")
        shown.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.activated.connect(self._enter)
        shown.clicked.connect(self._click)
        return shown

    def refresh(self) -> None:
        """Show the last report; the current row stays where it is."""
        report, row = self._checking.report, self.list.currentIndex().row()
        self.model.hold(report)
        total = report.total if report else 0
        self.counts.setText(f"{number(total)} to resolve" if total else "")
        self._stack.setCurrentWidget(self.list if total else self.nothing)
        self.setFocusProxy(self.list if total else self.nothing.first)
        if total:
            self._mark(min(max(row, 0), self.model.rowCount() - 1))
            return
        if report is None:
            self.nothing.say("Checking the case", "What a reviewer would catch is listed here.")
        else:
            self.nothing.say(
                "Nothing to resolve",
                "Every claim has its passage, every quotation stands in its text, and the dates"
                " and figures fit together.",
            )

    def _mark(self, row: int) -> None:
        self.list.setCurrentIndex(self.model.index(row))

    def _enter(self, index: QModelIndex) -> None:
        """Go to what is to be resolved; open or fold a rule."""
        line = self.model.line(index.row())
        if isinstance(line, Heading):
            row = index.row()
            self.model.fold(row)
            self._mark(row)
        elif line is not None:
            self.wanted.emit(line.kind, line.id, line.field)

    def _click(self, index: QModelIndex) -> None:
        if isinstance(self.model.line(index.row()), Heading):
            self._enter(index)

    def _write_anew(self) -> None:
        total = self._checking.report.total if self._checking.report else 0
        self.counts.setText(f"{number(total)} to resolve" if total else "")
        self.list.doItemsLayout()


class ChecksLine(QWidget):
    """The foot of the navigation: "4 checks to resolve". `chosen` asks for the page."""

    chosen = Signal()

    def __init__(self, desk: Desk, checking: Checking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._checking = checking
        self.button = ElidingButton()
        self.button.setProperty("look", "row")
        self.button.setIconSize(WITH_WORDS)
        self.button.clicked.connect(self.chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.button)
        checking.checked.connect(self.refresh)
        desk.notation_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how much there is to resolve."""
        report = self._checking.report
        icons = self._desk.icons
        if report is None:
            words, icon = "Checking the case…", icons.icon("shield-check", "text2")
        elif report.total:
            words = f"{counted(report.total, 'check')} to resolve"
            icon = icons.icon("triangle-alert", "warn")
        else:
            words, icon = "No checks to resolve", icons.icon("circle-check", "ok")
        self.button.setIcon(icon)
        self.button.say(words)
